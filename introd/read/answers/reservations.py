"""What leaves an assent open without a doubt that any list names: a "but" and more behind it, a day, a question.

"I would love to, but my contract forbids it", "Yes, introduce us. My name stays out of it until May."
"""

from __future__ import annotations

from collections.abc import Sequence

from introd.read.answers.case import WORDS, Case
from introd.read.answers.clauses import Clause, Message, folded
from introd.read.answers.signs import Seen, Sign
from introd.read.answers.weighing import strays
from introd.read.languages import traits

_FEW = 1  # unknown words behind a "but" that reserve nothing
_BY_THE_WAY = 5  # unknown words beside what is harmless
_HARMLESS = ("harmless", "away", "address", "assistant", "thanks", "tell_them")  # what a "but" may well bring
_TELLS = 3  # unknown words that tell something


def leaves_open(case: Case, yes: Sequence[Seen]) -> bool:
    """Whether the assents, at least one, are left open by what is said beside them."""
    return _reserved(case) or _limited(case, yes) or _courteous(case, yes) or _takes_note(case, yes)


def _courteous(case: Case, yes: Sequence[Seen]) -> bool:
    """In "I would love to, but my contract forbids it" words stand behind the "but" that no rule knows: they may well say no."""
    last = yes[-1]
    turning = False  # in Japanese and Chinese the "but" stands at the end of a clause, and the next one brings what turns it
    for clause in case.message.clauses[last.order + 1 :]:
        if clause.sentence != last.clause.sentence:
            return False
        contrast = clause.has("contrast")
        few = _BY_THE_WAY if clause.has(*_HARMLESS) else _FEW
        if (contrast or turning) and clause.beside(*_HARMLESS) > few:
            return True
        turning = contrast and clause.only("contrast")
    return False


def _reserved(case: Case) -> bool:
    """What follows a "but" is a reservation when it denies, asks, or restricts; otherwise it is only a wish.

    What an order to introduce follows in a later sentence is settled: "But a beekeeper who codes? Put us in touch."
    """
    yes = case.of(Sign.YES)
    go = max((seen.clause.sentence for seen in yes if seen.section == "yes_go"), default=0)
    return any(
        clause.has("contrast")
        and (
            clause.has("no", "no_whole")
            or (clause.sentence >= go and (clause.asks or (clause.has("negation") and not _compares(clause, case, yes))))
        )
        and not _is_beside(clause, case.message, yes)
        for clause in case.message.clauses
    )


def _limited(case: Case, yes: Sequence[Seen]) -> bool:
    """Whether another sentence than those that agree says when or how far the introducer may go: "My name stays out of it until May"."""
    agreed = {seen.clause.sentence for seen in yes}
    return any(number not in agreed and traits().limits(folded(clauses)) for number, clauses in enumerate(case.message.grouped))


def _compares(clause: Clause, case: Case, yes: Sequence[Seen]) -> bool:
    """A "but" within a sentence that tells something else contrasts with that: "We sat on a panel once, although he'd hardly know me"."""
    before = [one for one in case.message.of_sentence(clause.sentence) if one.words[0].start < clause.words[0].start]
    spoken = any(seen.section not in WORDS for seen in yes) and all(seen.clause.sentence != clause.sentence for seen in yes)
    return spoken and sum(one.unknown() for one in before) > _TELLS


def _is_beside(clause: Clause, message: Message, yes: Sequence[Seen]) -> bool:
    """A "but" within a sentence that tells of something else reserves nothing: "Off to bed, though I still can't look at a prawn"."""
    sentence = message.of_sentence(clause.sentence)
    languages = {phrase.language for phrase in clause.phrases if phrase.section == "contrast"}
    apart = all(seen.clause.sentence != clause.sentence for seen in yes)
    return apart and clause is not sentence[0] and strays(sentence, languages)


def _takes_note(case: Case, yes: Sequence[Seen]) -> bool:
    """In "Cool, cool. Who else have you asked?" and "Approved. Please order 400 units" the words may praise, or settle something else:
    a question or another matter beside them leaves it open."""
    asks = any(clause.asks and not clause.has("yes_asking") for clause in case.message.clauses)
    return (asks or bool(case.of(Sign.ASIDE))) and all(
        any(traits().is_faint(seen.words, language) for language in seen.languages) for seen in yes
    )
