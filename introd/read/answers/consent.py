"""May I introduce you? What a person's own words answer: yes, no, later, stop, or unclear.

A wrong YES is the worst that can happen, so YES needs an unmistakable word of assent in its place, and nothing in the whole message that
takes it back. The order of the rules in `_RULES` is the decision; each is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date

from introd.read.answers import likelihood, remainder
from introd.read.answers.case import WORDS, Case
from introd.read.answers.clauses import Message, read
from introd.read.answers.reservations import leaves_open
from introd.read.answers.signs import Seen, Sign, all_signs
from introd.read.answers.times import named_times, starts_then, until
from introd.read.answers.weighing import outweighed
from introd.read.languages import traits
from introd.read.reading import Answer, Said

_ANSWERS = frozenset({Sign.YES, Sign.NO, Sign.LATER, Sign.NOT_NOW, Sign.STOP, Sign.AWAY})


_BUTTON = re.compile(r"(?P<word>[^\s\[(:]{1,20})[\s:,–-]*(?:[\[(]?[a-z0-9]{4,8}[\])]?)?")
_ORDER = 2  # blanks in words that ask to wait
_REFUSALS = ("no", "no_words", "no_whole")
_PLAIN_REFUSALS = (*_REFUSALS, "negation", "stop")
_GOES_ON = 2  # words in which a sham assent goes on
_Verdict = tuple[Answer, Sequence[Seen]]


def _stop(case: Case) -> _Verdict | None:
    """Who forbids mail is obeyed, unless the same message also agrees; the yes of "yes, please stop" does not."""
    stops = case.of(Sign.STOP)
    if not stops:
        return None
    if _has_last_word(case, stops[-1]):  # "Sure, I know Liz. Don't write to me again."
        return Answer.STOP, stops
    sentences = {seen.clause.sentence for seen in stops if not seen.clause.opens_with_contrast}
    wishes = {seen.order for seen in stops}  # "I'd like to unsubscribe"
    agreed = [
        seen
        for seen in case.of(Sign.YES)
        if seen.order not in wishes and (seen.section != "yes_words" or seen.clause.sentence not in sentences)
    ]
    return (Answer.UNCLEAR if agreed else Answer.STOP), [*agreed, *stops]


def _postponed(case: Case) -> _Verdict | None:
    """Who says when to ask again is asked again then, whatever else they say; a condition beside it is settled by then or not."""
    later = case.of(Sign.LATER)
    if case.of(Sign.YES):
        later = [*later, *case.of(Sign.NOT_NOW)]
        later = [seen for seen in later if not _idle(seen, case)]
    if not later or (case.of(Sign.NO) and not _asks_again(later, case)):
        return None
    if case.of(Sign.HEDGE, Sign.CONDITION) and not case.until and not case.of(Sign.YES):
        return None
    return None if _is_holding(case, later) else (Answer.LATER, later)


def _is_holding(case: Case, later: Sequence[Seen]) -> bool:
    """ "Yes, got your mail. Will read it later." and "Yes to the newsletter. The other thing later." affirm something else, and ask
    for no other time."""
    asides, yes = case.of(Sign.ASIDE), case.of(Sign.YES)
    if not asides or not (yes or asides[0].order == 0) or any(seen.section not in WORDS for seen in yes):
        return False
    return not any(seen.clause.opens_with_contrast for seen in later) and not _asks_again(later, case)


def _refused(case: Case) -> _Verdict | None:
    """A refusal stands unless an assent stands beside it; after an assent it counts where it turns it, or where that
    "yes" was about something else."""
    no, yes = case.of(Sign.NO), case.of(Sign.YES)
    if not no:
        return None
    sentences = {seen.clause.sentence for seen in no}
    bound = [seen for seen in case.of(Sign.CONDITION) if seen.clause.sentence in sentences or seen.clause.opens_with_contrast]
    if bound:
        return Answer.UNCLEAR, [*no, *bound]
    if yes and not _turned(yes, no) and not _asides(case, yes) and not _has_last_word(case, no[-1]):
        return Answer.UNCLEAR, [*yes, *no]
    return Answer.NO, no


def _not_now(case: Case) -> _Verdict | None:
    """Not now, or away until a day, and neither yes nor no: later."""
    if case.of(Sign.YES, Sign.HEDGE, Sign.CONDITION):
        return None
    weak = case.of(Sign.NOT_NOW)
    away = case.of(Sign.AWAY)
    if weak or (away and case.until):
        return Answer.LATER, [*weak, *away]
    return None


def _agreed_from(case: Case) -> _Verdict | None:
    """An assent that holds from a far day on ("I'd be up for it from December on", "happy to in the spring") postpones."""
    if case.of(Sign.CONDITION, Sign.HEDGE):
        return None
    yes = [seen for seen in case.of(Sign.YES) if any(starts_then(time, seen, case.message, case.sent) for time in case.times)]
    return (Answer.LATER, yes) if yes else None


def _agreed(case: Case) -> _Verdict | None:
    """An assent stands when nothing in the message makes it depend on anything."""
    yes = case.of(Sign.YES)
    if not yes:
        return None
    doubts = [*case.of(Sign.CONDITION, Sign.HEDGE), *(seen for seen in case.of(Sign.MAYBE) if _spoils(seen, yes))]
    held = [seen for seen in case.of(Sign.LATER) if not _idle(seen, case)]  # "Yes, got your mail. The other thing later."
    doubts = [*_settled(doubts, case), *_asides(case, yes), *held]
    if doubts or case.message.cut or leaves_open(case, yes):
        return Answer.UNCLEAR, [*yes, *doubts]
    return Answer.YES, yes


def _sorry(case: Case) -> _Verdict | None:
    """An apology and nothing else is a refusal."""
    sorry = case.of(Sign.SORRY)
    plain = len(sorry) == len(case.signs) and not any(clause.unknown() > 1 or clause.asks for clause in case.message.clauses)
    return (Answer.NO, sorry) if sorry and plain else None


def _asides(case: Case, yes: Sequence[Seen]) -> list[Seen]:
    """In "Yes, I got your mail" the yes is about the mail, in "Yes, I know her" about her, unless something else agrees too."""
    known = [seen for seen in case.of(Sign.NO) if seen.section == "known" and yes[-1].order <= seen.order]
    asides = [*case.of(Sign.ASIDE), *known]
    sentences = {seen.clause.sentence for seen in asides}
    clauses = {seen.order for seen in asides}
    plain = [
        seen
        for seen in yes
        if seen.clause.sentence not in sentences or (seen.section in ("yes", "yes_go") and seen.order not in clauses)
    ]
    return [] if plain else asides


def _someday(case: Case) -> _Verdict | None:
    """A time and nothing else ("after the summer, please", "maybe in March") asks to be asked then."""
    if not case.until or case.of(Sign.HEDGE, Sign.CONDITION) or any(clause.asks for clause in case.message.clauses):
        return None
    if case.of(Sign.MAYBE) or remainder.only_a_time(case.message, sum(time.words for time in case.times)):
        return Answer.LATER, case.of(Sign.MAYBE)
    return None


_RULES: tuple[Callable[[Case], _Verdict | None], ...] = (
    _stop,
    _postponed,
    _refused,
    _not_now,
    _agreed_from,
    _agreed,
    _someday,
    _sorry,
)


def consent(
    text: str,
    *,
    subject: str = "",
    sent: date | None = None,
    language: str | None = None,
    names: Set[str] = frozenset(),
    examples: bool = True,
) -> Said:
    """Read a person's own words as the answer to "may I introduce you?".

    `text` is without quote and signature; `subject` counts only where it is a button's ("YES …", no "Re:") and the text says nothing;
    `sent` is the day of the message, from which dates are counted; `language` that of the letter answered; without `examples` the
    lists alone decide. Never raises.
    """
    message, told = _without_told(read(text.strip(), language, names=names), language, names)
    signs = outweighed(_present(_corrected(all_signs(message))), message)
    times = named_times(message, sent, language)
    case = Case(message, signs, until(signs, times), times, sent)
    verdict = next((found for rule in _RULES if (found := rule(case)) is not None), None)
    if verdict is None and not signs:
        verdict = _button(subject, language)
    answer, because = verdict or (Answer.UNCLEAR, signs)
    opinion = likelihood.on_consent(case, answer) if examples else None
    if opinion is None:
        return remainder.complete(message, answer, because, until=case.until, told=told)
    answer, words = opinion
    agreed = case.of(Sign.YES) if answer is Answer.YES else []
    said = remainder.complete(message, answer, agreed, until=case.until, told=told)
    return said if agreed else replace(said, because=words or said.because)


def _without_told(message: Message, language: str | None, names: Set[str]) -> tuple[Message, str | None]:
    """The message without what is meant for the other person, which answers nothing."""
    found = remainder.told(message)
    if found is None:
        return message, None
    start, end, words = found
    return read(message.text[:start] + "\n" + message.text[end:], language, names=names), words


def _corrected(signs: list[Seen]) -> list[Seen]:
    """Drop what was taken back: everything before "sorry, I mean …", where an answer follows; a last "forget it" leaves a doubt."""
    for place in range(len(signs) - 1, -1, -1):
        if signs[place].sign is Sign.CORRECTION and any(seen.sign in _ANSWERS for seen in signs[place:]):
            return [seen for seen in signs[place:] if seen.sign is not Sign.CORRECTION]
    apart = len(signs) > 1 and signs[-1].clause.sentence > signs[-2].clause.sentence
    if apart and signs[-1].sign is Sign.CORRECTION and signs[-1].clause.only("correction"):
        return [*signs[:-1], replace(signs[-1], sign=Sign.HEDGE)]
    return signs


def _present(signs: list[Seen]) -> list[Seen]:
    """What was said or meant at an earlier time ("I was about to say no, but yes") is no answer beside one of now, and alone a doubt."""
    past = [seen for seen in signs if seen.clause.has("earlier")]
    now = [seen for seen in signs if seen not in past]
    if past and any(seen.sign in _ANSWERS for seen in now):
        return now
    return [replace(seen, sign=Sign.HEDGE) if seen in past else seen for seen in signs]


def _turned(yes: Sequence[Seen], no: Sequence[Seen]) -> bool:
    """The refusal comes after the assent, and turns it ("but", "so"), or the assent was but courtesy ("I'd love to").

    A mere reason to refuse ("I sold the company") may as well explain the assent, and turns it only behind a "but".
    """
    last_yes, last_no = yes[-1], no[-1]
    if last_no.order <= last_yes.order:
        return False
    contrast = any(seen.clause.opens_with_contrast for seen in no if seen.order > last_yes.order)
    courtesy = all(seen.section not in ("yes_words", "yes_whole") for seen in yes)
    return contrast or (courtesy and any(seen.section not in ("no_reason", "known") for seen in no))


def _has_last_word(case: Case, last: Seen) -> bool:
    """Whether this refusal ends what is answered, in a sentence behind one in which only a word affirmed something: "Yes, I know Liz. No
    thanks."; or whether it names a day that never comes ("… when pigs fly").

    Nothing may be open, as in "Gladly, if she sends it first. Otherwise no.", unless the assent was a sham ("Oh sure, just what I needed,
    another coach. No thanks."); and a bare "Yes. No thanks." contradicts itself.
    """
    if last.section == "never":
        return True
    answers, yes = case.of(Sign.YES, Sign.NO, Sign.STOP, Sign.LATER), case.of(Sign.YES)
    within = last.clause.sentence + (last.sign is Sign.STOP)  # "Yes, remove me."
    bare = all(seen.section in WORDS and seen.clause.sentence < within for seen in yes)
    if not bare or last.section not in _PLAIN_REFUSALS or answers[-1].sign is not last.sign:
        return False
    return _is_sham(case, last) or not (_is_open(case, last) or _contradicts(case, yes, last))


def _is_open(case: Case, last: Seen) -> bool:
    """Whether anything is left open beside the refusal: a doubt, or a question in or behind it."""
    return bool(case.of(Sign.CONDITION, Sign.HEDGE, Sign.MAYBE)) or any(c.asks for c in case.message.clauses[last.order :])


def _contradicts(case: Case, yes: Sequence[Seen], last: Seen) -> bool:
    """Whether a sentence of nothing but assent stands right before the refusal."""
    if not yes or last.clause.sentence - yes[-1].clause.sentence != 1 or last.sign is not Sign.NO:
        return False
    return all(clause.only(*WORDS) for clause in case.message.of_sentence(yes[-1].clause.sentence))


def _is_sham(case: Case, last: Seen) -> bool:
    """Whether the words of assent went on to something else, and a plain refusal is all that stands behind them."""
    clauses, sentence = case.message.clauses, last.clause.sentence
    before = [clause for clause in clauses if clause.sentence < sentence]
    alone = all(clause.only(*_REFUSALS, "thanks") for clause in clauses if clause.sentence >= sentence)
    goes_on = sum(clause.beside("harmless", "away", "address") for clause in before) >= _GOES_ON
    return last.section in _REFUSALS and alone and goes_on and not any(clause.asks for clause in before)


def _asks_again(later: Sequence[Seen], case: Case) -> bool:
    """Beside a refusal only a named time, or a plain "ask me again", postpones."""
    return bool(case.until) or any(traits().again(seen.words) for seen in later)


def _idle(seen: Seen, case: Case) -> bool:
    """In a question after a yes ("Yes! Shall we talk later this week?") a time is a proposal, not a delay; "ask me again" is none."""
    return (
        seen.words.count(" ") < _ORDER
        and not traits().again(seen.words)
        and seen.clause.asks
        and not seen.clause.opens_with_contrast
        and seen.clause.sentence != case.of(Sign.YES)[0].clause.sentence
    )


def _spoils(seen: Seen, yes: Sequence[Seen]) -> bool:
    """A "maybe" in a sentence of its own is politeness beside a plain yes; in the same breath it is doubt, but for "…, but happy to"."""
    same = any(seen.clause.sentence == assent.clause.sentence for assent in yes)
    overcome = any(assent.clause.has("contrast") and assent.order == seen.order + 1 for assent in yes)
    return (same and not overcome) or seen.clause.unknown() <= 2


def _settled(doubts: list[Seen], case: Case) -> list[Seen]:
    """Doubts that a plain "but yes" or "please go ahead" overcomes in the end are none; questions and conditions stay."""
    last = case.signs[-1]
    plain = last.sign is Sign.YES and last.clause.only("yes", "yes_go", "yes_words", "yes_whole")
    if not plain or not (last.section == "yes_go" or last.clause.opens_with_contrast):
        return doubts
    return [seen for seen in doubts if seen.sign is Sign.CONDITION or seen.clause.asks or seen.clause is last.clause]


def _button(subject: str, language: str | None) -> _Verdict | None:
    """The subject of a filled-in reply: the answer in capitals, and at most a reference of ours behind it."""
    found = _BUTTON.fullmatch(subject.strip())
    if found is None or found["word"] != found["word"].upper():
        return None
    message = read(found["word"], language)
    kinds = {Sign.YES: Answer.YES, Sign.NO: Answer.NO, Sign.LATER: Answer.LATER, Sign.STOP: Answer.STOP}
    signs = [seen for seen in all_signs(message) if seen.sign in kinds]
    return (kinds[signs[0].sign], signs) if len(signs) == 1 else None
