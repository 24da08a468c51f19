"""How did it go? What a person's own words report: good, fine, poor (and what kind of poor), not met, no reply, or unclear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from introd.read.answers import likelihood, remainder
from introd.read.answers.clauses import Clause, Message, folded, read
from introd.read.dates import find_until
from introd.read.languages import Phrase, traits
from introd.read.reading import Answer, Said

KINDS = ("late", "distracted", "left", "no_show", "rude", "venue", "did_not_deliver")
_GRAVE = frozenset({"no_show", "rude"})
_BY_THE_WAY = frozenset({"late", "distracted", "venue"})  # what a good meeting forgives
_NEGATIVE = frozenset(
    {
        *("no_reply", "not_met", "unmet", "final", "no_show", "did_not_deliver", "faint", "not_again", "open"),
        *("first", "turn", "promised", "waited"),
    }
)  # deny something by themselves, or do not judge
_NOT = re.compile(r"\b(?:not|never|(?:have|has|had|did|do|does|is|was|are|were|ca|could|wo|would)n['’]?t)\b", re.IGNORECASE)
_SHORT = 3  # words beside a judgement up to which a sentence answers what was asked
_NEAR = 3  # words between a negation and what it turns: "not at all great"
_HALVES = frozenset({"n", "ne"})  # of the French negation, whose other half stands behind the verb
_FAINT = ("faint", "not_again", "open", "weak")  # behind praise they leave it at "fine"
_JUDGED = ("good", "fine", "mild")
_BLAME = (*KINDS, "poor", "weak", "grave")
_TELLS = frozenset({*KINDS, "good", "fine", "poor", "weak", "grave", "again"})
_OF_ANYTHING = frozenset(  # what is said of weather and trains, too
    {
        "good",
        "fine",
        "mild",
        "seems",
        "poor",
        "weak",
        "faint",
        "open",
        "not_met",
        "late",
        "distracted",
        "left",
        "rude",
        "venue",
        "grave",
    }
)
_REPORTS_NOTHING = frozenset(
    {"first", "met", "took_place", "turn", "promised", "waited", "owes"}
)  # what was feared is no report yet
_SECTIONS = (
    *KINDS,
    *("good", "fine", "poor", "grave", "again", "faint", "mild", "seems", "not_again", "open", "weak"),
    *("not_met", "unmet", "final", "no_reply", "owes", "met", "took_place", "promised", "waited", "first", "turn"),
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A phrase of the report, with the words that turned it, if any."""

    section: str
    words: str
    turned: bool
    order: int
    language: str = ""


_Plain = Mapping[str, list[_Heard]]  # what was heard in each section, but for what a negation turned


def followup(
    text: str,
    *,
    subject: str = "",
    sent: date | None = None,
    language: str | None = None,
    names: Set[str] = frozenset(),
    examples: bool = True,
) -> Said:
    """Read a person's own words as the answer to "how did it go?".

    The arguments are those of `consent`; without `examples` the lists alone decide, for mail that may be about anything. POOR comes with
    its `kinds` and `grave`; NOT_MET with `final` where they will not meet, else with `until` where a day is named; `owes` where a favour
    is remembered. Never raises.
    """
    message = read(text.strip(), language, "followup.", names)
    heard = _corrected(message, _heard(message))
    answer, decided = _verdict(heard)
    asks = any(clause.asks for clause in message.clauses)
    if answer is Answer.UNCLEAR and subject.strip() and not asks and _is_button(subject):
        heard = _heard(read(subject.strip()[:200], language, "followup."))[:1]
        answer, decided = _verdict(heard)
    opinion = likelihood.on_followup(message, answer) if examples else None
    answer, words = opinion or (answer, tuple(dict.fromkeys(one.words for one in decided)))
    said = remainder.complete(message, answer, (), until=None, told=None)
    kinds = tuple(kind for kind in KINDS if any(one.section == kind and not one.turned for one in heard))
    grave = any(one.section == "grave" and not one.turned for one in heard) or bool(_GRAVE & set(kinds)) or len(kinds) > 1
    return replace(
        said,
        because=words or said.because,
        until=find_until(text, sent, language) if answer is Answer.NOT_MET and sent is not None else None,
        final=answer is Answer.NOT_MET and any(one.section == "final" for one in decided),
        kinds=kinds if answer is Answer.POOR else (),
        grave=answer is Answer.POOR and grave,
        owes=any(one.section == "owes" and not one.turned for one in heard),
        note=" ".join(text.split())
        if message.clauses and len(message.clauses[0].words) + len(message.clauses) > 3
        else said.note,
    )


def _verdict(heard: Sequence[_Heard]) -> tuple[Answer, list[_Heard]]:
    """What the report comes to, and what decided it: first whether they met at all, then how it was."""
    plain = {section: [one for one in heard if one.section == section and not one.turned] for section in _SECTIONS}
    good = [*plain["good"], *plain["again"]]
    soft = [*plain["poor"], *plain["grave"], *(one for one in heard if one.turned and one.section in _JUDGED)]
    kinds = [one for kind in KINDS for one in plain[kind]]
    if not kinds:
        missing = _not_met(plain, good, soft)
        if missing is not None:
            return missing
    return _how_it_was(plain, good, [*soft, *kinds], heard)


def _not_met(plain: _Plain, good: list[_Heard], poor: list[_Heard]) -> tuple[Answer, list[_Heard]] | None:
    """No answer, or no meeting. What is plainly denied ("we haven't met", "no reply") yields only to a meeting that is told of."""
    judged = bool(good or plain["fine"] or poor)
    took_place = bool(plain["took_place"]) and judged
    if plain["no_reply"] and not (took_place or (good and plain["met"])):
        return Answer.NO_REPLY, plain["no_reply"]
    if plain["final"] and not (good if not took_place else judged):
        return Answer.NOT_MET, plain["final"]
    if plain["unmet"] and not (took_place or plain["again"]):
        return Answer.NOT_MET, [*plain["unmet"], *plain["final"]]
    told = took_place or (plain["met"] and (good or plain["fine"]))
    if plain["not_met"] and not (told or poor or _met_again(good, plain["not_met"], plain["again"])):
        return Answer.NOT_MET, plain["not_met"]
    return None


def _how_it_was(plain: _Plain, good: list[_Heard], poor: list[_Heard], heard: Sequence[_Heard]) -> tuple[Answer, list[_Heard]]:
    """Good, fine or poor of a meeting that took place."""
    fine, faint = plain["fine"], [*(one for section in _FAINT for one in plain[section])]
    forgiven = good and all(one.section in _BY_THE_WAY and not one.turned for one in poor)
    if poor and not forgiven:
        return Answer.POOR, poor
    if good and fine and fine[0].order < good[0].order:
        return Answer.FINE, fine
    if (faint and good and all(one.order <= faint[-1].order for one in good)) or (plain["faint"] and not good):
        return Answer.FINE, [*fine, *faint]
    for answer, decided in (
        (Answer.GOOD, good),
        (Answer.FINE, fine),
        (Answer.GOOD, plain["seems"]),
        (Answer.FINE, plain["mild"]),
    ):
        if decided:
            return answer, decided
    if plain["weak"] or plain["not_again"]:
        return Answer.POOR, [*plain["weak"], *plain["not_again"]]
    denied = [one for one in heard if one.turned and one.section in ("poor", "weak")]  # "it was not awkward"
    return (Answer.FINE, denied) if denied else (Answer.UNCLEAR, [])


def _met_again(good: Sequence[_Heard], not_met: Sequence[_Heard], again: Sequence[_Heard]) -> bool:
    """A meeting to come after a good one ("so good that we are meeting again next week") is no missing meeting."""
    if again and again[0].order <= not_met[0].order:
        return True
    return bool(good) and all(not _NOT.search(one.words) and one.order >= good[0].order for one in not_met)


def _heard(message: Message) -> list[_Heard]:
    heard: list[_Heard] = []
    for order, clause in enumerate(message.clauses):
        if not clause.asks:
            heard.extend(_of_clause(message, clause, order))
    return _silences(_after_turn(_at_last(_of_the_meeting(message, heard))))


def _of_the_meeting(message: Message, heard: list[_Heard]) -> list[_Heard]:
    """Drop what stands in sentences about something else, where another one speaks of the meeting: "The rain was awful. Lunch was lovely"."""
    number = [clause.sentence for clause in message.clauses]
    languages = {number[one.order]: one.language for one in heard if one.section not in _REPORTS_NOTHING}
    about = {sentence for sentence, language in languages.items() if _is_about_meeting(message.of_sentence(sentence), language)}
    return [one for one in heard if number[one.order] in about or one.section not in _OF_ANYTHING] if about else heard


def _is_about_meeting(sentence: Sequence[Clause], language: str) -> bool:
    """Whether a sentence speaks of a meeting or of somebody, or is so short that it answers what was asked."""
    judged = [section for clause in sentence for phrase in clause.phrases if (section := phrase.section).startswith("followup.")]
    return sum(clause.telling(*judged) for clause in sentence) <= _SHORT or traits().is_of_meeting(folded(sentence), language)


def _of_clause(message: Message, clause: Clause, order: int) -> Iterator[_Heard]:
    for phrase in clause.phrases:
        section = phrase.section.removeprefix("followup.")
        if section.endswith("_whole"):
            section = section.removesuffix("_whole") if _is_whole(clause, phrase) else ""
        if section in _SECTIONS:
            first = _negation_before(clause, phrase)
            start = phrase if first is None else Phrase("", "", first.first, phrase.end)
            yield _Heard(section, message.quote(clause, start), first is not None, order, phrase.language)


def _is_whole(clause: Clause, phrase: Phrase) -> bool:
    """Whether the clause holds nothing else that says anything: "Deadly.", but not "the deadly traffic"."""
    return all(phrase.first <= place < phrase.end for place in clause.strange)


def _at_last(heard: list[_Heard]) -> list[_Heard]:
    """Drop what was feared, or so at first ("I was sceptical", "awkward for five minutes"), where something else is told."""
    passing = {one.order for one in heard if one.section == "first"}
    lasting = [one for one in heard if one.order not in passing]
    return lasting if any(one.section in _TELLS for one in lasting) else heard


def _after_turn(heard: list[_Heard]) -> list[_Heard]:
    """Drop the blame before a turn for the better: "he was late, and then it turned into a lovely evening"."""
    turns = [one.order for one in heard if one.section == "turn"]
    after = [one for one in heard if turns and one.order >= turns[-1]]
    better = any(one.section == "good" and not one.turned for one in after)
    if not better or any(one.section in _BLAME or one.turned for one in after):
        return heard
    return [one for one in heard if one.order >= turns[-1] or not (one.turned or one.section in (*_BLAME, "fine"))]


def _silences(heard: list[_Heard]) -> list[_Heard]:
    """Silence after a promise is a promise not kept; where somebody waited as arranged, it is a no-show: "I sat there till noon. Not a sign"."""
    promised = [one.order for one in heard if one.section == "promised"]
    waited = any(one.section == "waited" for one in heard)
    told = [one for one in heard if not (waited and one.section == "no_reply")]
    told += [replace(one, section="no_show") for one in heard if waited and one.section == "no_reply"]
    return [
        replace(one, section="did_not_deliver") if one.section == "no_reply" and promised and one.order >= promised[0] else one
        for one in told
    ]


def _negation_before(clause: Clause, phrase: Phrase) -> Phrase | None:
    if phrase.section.removeprefix("followup.") in _NEGATIVE:
        return None
    for other in clause.phrases:
        near = other.section == "negation" and 0 <= phrase.first - other.end < _NEAR
        if near and not (clause.words[other.first].folded in _HALVES and _denies_itself(clause, phrase)):
            return other
    return None


def _denies_itself(clause: Clause, phrase: Phrase) -> bool:
    """Whether a denial stands in the phrase, of which the word before it is but the other half: "ce n'était *pas terrible*"."""
    words = clause.words[phrase.first : phrase.end]
    return any(traits().denies(word.folded, phrase.language) for word in words)


def _corrected(message: Message, heard: list[_Heard]) -> list[_Heard]:
    """Drop what was taken back: "GREAT … sorry, wrong button: we have not met yet"."""
    for order, clause in enumerate(message.clauses):
        if clause.has("correction") and any(one.order >= order for one in heard):
            heard = [one for one in heard if one.order >= order]
    return heard


def _is_button(subject: str) -> bool:
    first = subject.split()[0].strip(".,:!")
    return first == first.upper() and ":" not in first
