"""What a reading means for a case: one Reading in its place → one Event, or None where nothing follows."""

from __future__ import annotations

from introd.decide import events as e
from introd.decide.case import SIDES, Case, Side
from introd.decide.letter import Kind, Letter
from introd.decide.people.asking import Known
from introd.mailroom.placing import Placed
from introd.mailroom.since import told
from introd.read import reading as r
from introd.read.reading import Answer, Mail, Reading, Said


def from_party(reading: Reading, mail: Mail, placed: Placed, trusted: bool) -> e.Event | None:
    """The event in a party's own thread. `trusted` is False where the server says that the author is forged."""
    if placed.case is None or placed.role not in ("first", "second"):
        raise ValueError("this mail is in no party's thread")
    side: Side = "first" if placed.role == "first" else "second"
    message_id = mail.message_id or ""
    if reading.kind in (r.Kind.BOUNCE, r.Kind.DELAY):
        return from_report(reading, placed.letter, side, message_id)
    if reading.kind is r.Kind.AUTO_REPLY:
        return from_robot(reading, side, message_id)
    if reading.kind is r.Kind.OTHER and not reading.may_answer:
        return None  # mail to many, or our own
    said = reading.said or Said(Answer.UNCLEAR, question=reading.kind is r.Kind.HELP)
    if _is_theirs(placed.case, side, mail, trusted):
        if told.is_since(placed):
            return told.event(said, reading.text, side, mail, placed)
        return _answer(said, reading.text, side, mail, placed.letter)
    return _from_elsewhere(said, reading.text, side, mail)


def from_report(reading: Reading, letter: Letter | None, side: Side, message_id: str) -> e.Event | None:
    """A delivery report: a failure is an event, a delay is not (RFC 3464 section 2.3.3: `Action` decides)."""
    if reading.kind is not r.Kind.BOUNCE or reading.bounce is None:
        return None
    kind = letter.kind if letter else Kind.ASK
    detail = " ".join(filter(None, (reading.bounce.status, reading.bounce.diagnostic)))[:300]
    return e.LetterBounced(message_id=message_id, side=side, kind=kind, detail=detail)


def from_robot(reading: Reading, side: Side, message_id: str) -> e.Event | None:
    """An absence, somebody gone, or nothing that matters."""
    if reading.gone:
        return e.PartyGone(message_id=message_id, side=side, detail=reading.text[:300])
    if reading.absent_until is not None or any("office" in b.casefold() for b in reading.because):
        return e.PartyAbsent(message_id=message_id, side=side, until=reading.absent_until)
    return None


def _is_theirs(case: Case, side: Side, mail: Mail, trusted: bool) -> bool:
    """Whether the mail comes from the asked address, as far as anybody can tell."""
    return trusted and mail.author is not None and mail.author.email == case.party(side).address.casefold()


def _answer(said: Said, words: str, side: Side, mail: Mail, letter: Letter | None) -> e.Event:
    message_id = mail.message_id or ""
    if said.answer is Answer.YES:
        return e.ConsentGiven(
            message_id=message_id, side=side, words=words, away=said.until, tell_them=said.tell_them or "",
            note=said.note or "", question=said.question, new_address=said.new_address or "", offset=mail.offset,
            answering=str(letter.kind) if letter else "",
        )  # fmt: skip
    if said.answer is Answer.NO:
        return e.ConsentRefused(message_id=message_id, side=side, reason=said.reason or said.note or words)
    if said.answer is Answer.LATER:
        return e.AnswerPostponed(message_id=message_id, side=side, until=said.until)
    if said.answer is Answer.STOP:
        return e.OptedOut(message_id=message_id, side=side)
    return e.AnswerUnclear(message_id=message_id, side=side, words=words, question=said.question)


def _from_elsewhere(said: Said, words: str, side: Side, mail: Mail) -> e.Event:
    """Held until the asked one confirms it. STOP needs no confirmation: writing once more is what it forbids."""
    if said.answer is Answer.STOP:
        return e.OptedOut(message_id=mail.message_id or "", side=side)
    address = mail.author.email if mail.author else ""
    return e.AnsweredFromElsewhere(
        message_id=mail.message_id or "", side=side, address=address, answer=said.answer.value, words=words
    )


def from_introducer(
    reading: Reading, placed: Placed, message_id: str, opted_out: frozenset[str], people: tuple[Known, ...] = ()
) -> e.Event | None:
    """The event in the introducer's thread about a case; None where the words are no instruction for it."""
    if placed.letter is not None and placed.letter.kind is Kind.QUESTION and reading.text.strip():
        asker = placed.letter.facts.get("side")
        return e.IntroducerAnswered(message_id=message_id, words=reading.text, side=asker if asker in SIDES else None)
    if reading.command is not None and reading.command.verb in _ORDERS:
        return _ordered(reading.command, message_id, people)
    if reading.request is not None:
        return e.DraftAmended(message_id=message_id, request=reading.request, opted_out=opted_out, people=people)
    if reading.kind in (r.Kind.OTHER, r.Kind.HELP, r.Kind.TO_INTRODUCER) and placed.case and placed.case.questions:
        return e.IntroducerAnswered(message_id=message_id, words=reading.text)
    return None


_ORDERS = frozenset({"go", "send", "cancel", "override", "wait"})


def _ordered(command: r.Command, message_id: str, people: tuple[Known, ...]) -> e.Event:
    if command.verb == "cancel":
        return e.Cancelled(message_id=message_id)
    if command.verb == "wait":
        return e.WaitChosen(message_id=message_id, until=command.until, people=people)
    if command.verb == "override":
        return e.Overridden(message_id=message_id, people=people)
    return e.GoGiven(message_id=message_id, people=people)
