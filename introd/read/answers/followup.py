"""How did it go? What a person's own words report: good, fine, poor (and what kind of poor), not met, no reply, or unclear."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from introd.read.answers import remainder
from introd.read.answers.clauses import Clause, Message, read
from introd.read.dates import find_until
from introd.read.languages import Phrase
from introd.read.reading import Answer, Said

KINDS = ("late", "distracted", "left", "no_show", "rude", "venue", "did_not_deliver")
_GRAVE = frozenset({"no_show", "rude"})
_BY_THE_WAY = frozenset({"late", "distracted", "venue"})  # what a good meeting forgives
_NEGATIVE = frozenset({"no_reply", "not_met", "final", "no_show", "did_not_deliver", "faint"})  # deny something by themselves
_NOT = re.compile(r"\bnot\b|n['’]?t\b|\bnever\b", re.IGNORECASE)
_NEAR = 3  # words between a negation and what it turns: "not at all great"


@dataclass(frozen=True, slots=True)
class _Heard:
    """A phrase of the report, with the words that turned it, if any."""

    section: str
    words: str
    turned: bool
    order: int


def followup(
    text: str, *, subject: str = "", sent: date | None = None, language: str | None = None, names: Set[str] = frozenset()
) -> Said:
    """Read a person's own words as the answer to "how did it go?".

    The arguments are those of `consent`. POOR comes with its `kinds` and `grave`; NOT_MET with `final` where they will not meet, else with
    `until` where a day is named; `owes` where a favour is remembered. Never raises.
    """
    message = read(text.strip(), language, "followup.", names)
    heard = _corrected(message, _heard(message))
    if not heard and subject.strip() and not any(clause.asks for clause in message.clauses) and _is_button(subject):
        heard = _heard(read(subject.strip()[:200], language, "followup."))[:1]
    answer, decided = _verdict(heard)
    said = remainder.complete(message, answer, (), until=None, told=None)
    kinds = tuple(kind for kind in KINDS if any(one.section == kind and not one.turned for one in heard))
    grave = any(one.section == "grave" and not one.turned for one in heard) or bool(_GRAVE & set(kinds)) or len(kinds) > 1
    return replace(
        said,
        because=tuple(dict.fromkeys(one.words for one in decided)) or said.because,
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
    """The first of these that was heard, in this order; each names what decided it."""
    plain = {section: [one for one in heard if one.section == section and not one.turned] for section in _SECTIONS}
    good, fine = [*plain["good"], *plain["again"]], plain["fine"]
    kinds = [one for kind in KINDS for one in plain[kind]]
    poor = [*plain["poor"], *plain["grave"], *(one for one in heard if one.turned and one.section in ("good", "fine"))]
    if plain["final"] and not (good or kinds):
        return Answer.NOT_MET, plain["final"]
    if plain["no_reply"] and not (good or kinds or poor):
        return Answer.NO_REPLY, plain["no_reply"]
    told = plain["met"] and (good or fine)
    if plain["not_met"] and not (told or kinds or poor or _met_again(good, plain["not_met"], plain["again"])):
        return Answer.NOT_MET, plain["not_met"]
    if poor or (kinds and not (good and {one.section for one in kinds} <= _BY_THE_WAY)):
        return Answer.POOR, [*poor, *kinds]
    if good and fine and fine[0].order < good[0].order:
        return Answer.FINE, fine
    if plain["faint"] and all(one.order <= plain["faint"][-1].order for one in good):
        return Answer.FINE, [*fine, *plain["faint"]]
    return (Answer.GOOD, good) if good else (Answer.FINE, fine) if fine else (Answer.UNCLEAR, [])


_SECTIONS = (*KINDS, "good", "fine", "poor", "grave", "again", "faint", "not_met", "final", "no_reply", "owes", "met")


def _met_again(good: Sequence[_Heard], not_met: Sequence[_Heard], again: Sequence[_Heard]) -> bool:
    """A meeting to come after a good one ("so good that we are meeting again next week") is no missing meeting."""
    if again and again[0].order <= not_met[0].order:
        return True
    return bool(good) and all(not _NOT.search(one.words) and one.order >= good[0].order for one in not_met)


def _heard(message: Message) -> list[_Heard]:
    heard = []
    for order, clause in enumerate(message.clauses):
        for phrase in clause.phrases:
            section = phrase.section.removeprefix("followup.")
            if section in _SECTIONS and not clause.asks:
                first = _negation_before(clause, phrase)
                start = phrase if first is None else Phrase("", "", first.first, phrase.end)
                heard.append(_Heard(section, message.quote(clause, start), first is not None, order))
    return heard


def _negation_before(clause: Clause, phrase: Phrase) -> Phrase | None:
    if phrase.section.removeprefix("followup.") in _NEGATIVE:
        return None
    for other in clause.phrases:
        if other.section == "negation" and 0 <= phrase.first - other.end < _NEAR:
            return other
    return None


def _corrected(message: Message, heard: list[_Heard]) -> list[_Heard]:
    """Drop what was taken back: "GREAT … sorry, wrong button: we have not met yet"."""
    for order, clause in enumerate(message.clauses):
        if clause.has("correction") and any(one.order >= order for one in heard):
            heard = [one for one in heard if one.order >= order]
    return heard


def _is_button(subject: str) -> bool:
    first = subject.split()[0].strip(".,:!")
    return first == first.upper() and ":" not in first
