"""What a party's mail means once the two are introduced: asked or not, in their own thread."""

from __future__ import annotations

from dataclasses import replace

from introd.decide import events as e
from introd.decide.case import Side, State
from introd.decide.letter import Kind
from introd.mailroom.placing import Placed
from introd.read import understand
from introd.read.answers.missing import own_fault
from introd.read.reading import Answer, Context, Mail, Reading, Said, Stage
from introd.read.reading import Kind as ReadingKind

_CONSENT_LETTERS = frozenset({Kind.ASK, Kind.HEADS_UP, Kind.NUDGE, Kind.RENEWAL})
_HEARD_OR_WROTE = frozenset({Kind.HEARD, Kind.MISSING_NUDGE})
_FIRM = frozenset({Answer.NO, Answer.LATER})
_PLAIN = frozenset({Answer.YES, *_FIRM})
"""What answers a yes-or-no question of another letter ("shall I look for somebody else?"), and no question about letters."""


def is_since(placed: Placed) -> bool:
    """Whether the mail is in a party's own thread after the introduction."""
    return placed.case is not None and placed.case.handed_over is not None and placed.role in ("first", "second")


def read(mail: Mail, context: Context, placed: Placed) -> Reading:
    """The reading in the stage that was asked; where that says nothing, in the others. STOP is STOP in every stage."""
    consent = understand.understand(mail, context)
    if consent.kind is not ReadingKind.ANSWER or consent.said is None or consent.said.answer is Answer.STOP:
        return consent
    asked, plain = _asked(placed), consent.said.answer in _PLAIN
    stages = (Stage.MISSING, Stage.FOLLOWUP) if asked in _HEARD_OR_WROTE else (Stage.FOLLOWUP, Stage.MISSING)[: 1 if plain else 2]
    readings = [understand.understand(mail, replace(context, stage=stage)) for stage in stages]
    for reading in readings:
        if reading.said is not None and reading.said.answer is not Answer.UNCLEAR:
            return reading
    if (
        asked is Kind.HOW_WAS_IT
        and placed.letter is not None
        and placed.letter.kind is asked
        and consent.said.answer is Answer.NO
    ):
        return replace(consent, said=replace(consent.said, answer=Answer.NOT_MET))  # "did you meet?" "No"
    late = placed.letter is not None and placed.letter.kind in _CONSENT_LETTERS and consent.said.answer in _FIRM
    return consent if late else readings[0]


def _asked(placed: Placed) -> Kind:
    """The letter that is answered; of a button's mail, which names none, the question that stands open."""
    if placed.letter is not None or placed.case is None:
        return placed.letter.kind if placed.letter else Kind.HOW_WAS_IT
    since = placed.case.after.of("first" if placed.role == "first" else "second")
    if since.asked and since.account is None:
        return Kind.HOW_WAS_IT
    if since.nudges and since.wrote is None:
        return Kind.MISSING_NUDGE
    waits = since.heard_asked and placed.case.after.waiting == placed.role and placed.case.state is State.INTRODUCED
    return Kind.HEARD if waits else Kind.HOW_WAS_IT


def event(said: Said, words: str, side: Side, mail: Mail, placed: Placed) -> e.Event:
    """The event that a party's own words are, after the introduction."""
    message_id, asked = mail.message_id or "", _asked(placed)
    if said.answer is Answer.STOP:
        return e.OptedOut(message_id=message_id, side=side)
    if said.answer is Answer.CANT:
        return e.Excused(message_id=message_id, side=side, reason=said.reason or words, tell_them=said.tell_them or "")
    if said.answer is Answer.DONE or (said.answer is Answer.HEARD and asked is Kind.MISSING_NUDGE):
        return e.WroteSaid(message_id=message_id, side=side)
    if said.answer is Answer.HEARD:
        return e.HeardSaid(message_id=message_id, side=side, heard=True, words=words)
    if said.answer is Answer.NO_REPLY or (said.answer is Answer.NOT_MET and not said.final and asked is Kind.HEARD):
        return _not_yet(words, side, message_id, asked)
    if said.answer is Answer.NO:
        return e.ConsentRefused(message_id=message_id, side=side, reason=said.reason or words)
    if said.answer is Answer.LATER:
        return e.AnswerPostponed(message_id=message_id, side=side, until=said.until)
    return _report(said, words, side, message_id, asked)


def _not_yet(words: str, side: Side, message_id: str, asked: Kind) -> e.Event:
    if asked is Kind.MISSING_NUDGE:  # they have not written yet: nothing is said of the other
        return e.AnswerUnclear(message_id=message_id, side=side, words=words)
    return e.HeardSaid(message_id=message_id, side=side, heard=False, words=words)


def _report(said: Said, words: str, side: Side, message_id: str, asked: Kind) -> e.Event:
    clarifies = asked is Kind.CLARIFY
    how = {Answer.GOOD: "good", Answer.FINE: "fine", Answer.POOR: "poor"}.get(said.answer)
    if said.answer is Answer.NOT_MET:
        how = "not_going" if said.final else "not_met"
    if how is None and (clarifies or said.owes):
        how = "poor"
    if how is None:
        return e.AnswerUnclear(message_id=message_id, side=side, words=words, question=said.question)
    return e.Reported(
        message_id=message_id, side=side, how=how, words=words, kinds=said.kinds, grave=said.grave, owes=said.owes,  # type: ignore[arg-type]
        own=how == "poor" and own_fault(words), meets=said.until if how == "not_met" else None, clarifies=clarifies,
    )  # fmt: skip
