"""One email's whole path: bytes → where it belongs → what it says → one event → one commit → where it is filed.

Whatever happens, the mail ends somewhere visible: acted on, or set aside with the reason and the operator told.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from introd.decide.case import Case, Side, Standing
from introd.decide.events import AnswerUnclear, Event, IntroducerAnswered, OptedOut
from introd.decide.letter import Kind as LetterKind
from introd.decide.letter import Letter
from introd.decide.model import stamp
from introd.decide.transitions import decide
from introd.mailroom import digests, hearing, newcomers, orders, strangers, threads
from introd.mailroom.desk import Desk, case_in
from introd.mailroom.filing import Filed, alarm, store
from introd.mailroom.people import answers, anybody, knowing
from introd.mailroom.people.importing import FORGOTTEN
from introd.mailroom.placing import Placed, letter_reported, place
from introd.mailroom.since import decided, reports, told
from introd.read import understand
from introd.read.commands import read_anybody
from introd.read.mail import parse
from introd.read.reading import Answer, Context, Introducer, Kind, Mail, Reading, UnreadableMail
from introd.read.trust import authenticated
from introd.record.errors import RecordError
from introd.record.store import Transaction, View

OURS = "x-introd-letter"
"""The header that every letter of ours carries: a copy of our own is never an answer."""

SEEN_BEFORE = "seen before"


def receive(raw: bytes, received: datetime, desk: Desk) -> Filed:
    """Take one mail in. `received` (UTC) is when the server got it. Raises RecordError only: the mail then stays where it is."""
    try:
        mail = parse(raw)
    except UnreadableMail as error:
        return _aside(f"can't be read: {error}", _digest(raw), desk)
    key = mail.message_id or _digest(raw)
    try:
        return _receive(mail, key, received, desk)
    except RecordError:
        raise
    except Exception as fault:  # whatever a mail makes us stumble over: it never stops the loop
        return _aside(f"a fault of introd: {type(fault).__name__}: {fault}", key, desk)


def set_aside(raw: bytes, reason: str, desk: Desk) -> Filed:
    """Put a mail before a person that can't be read as a whole: too large, or refused by the server."""
    key = _digest(raw)
    with desk.store.transaction() as work:
        if not work.seen(key):
            work.mark_seen(key, stamp(desk.clock()), reason[:200])
            _keep_aside(work, key, reason, desk)
            _perhaps_an_answer(work, raw, reason, desk)
    return Filed("set aside", reason)


def _perhaps_an_answer(work: Transaction, raw: bytes, reason: str, desk: Desk) -> None:
    """What lies unread in a party's thread may be a no: it goes to the introducer as a question does, and nothing leaves meanwhile."""
    try:
        mail = parse(raw)
    except UnreadableMail:
        return
    placed = _fresh(work, place(mail, work, desk.settings.address))
    case = placed.case
    if case is None or placed.role not in ("first", "second") or case.handed_over is not None or "auto-submitted" in mail.headers:
        return
    side: Side = "first" if placed.role == "first" else "second"
    words = f"(A mail that I could not read: {reason}. Its subject: {mail.subject[:200]})"
    apply(work, case, AnswerUnclear(message_id=mail.message_id or "", side=side, words=words, question=True), desk, "unread")


def _receive(mail: Mail, key: str, received: datetime, desk: Desk) -> Filed:
    with desk.store.view() as view:
        if view.seen(key):
            return Filed("nowhere" if _forgotten(mail, view, desk) else "handled", "seen before")
        placed = place(mail, view, desk.settings.address)
    if OURS in mail.headers and (mail.author is None or mail.author.email == desk.settings.address):
        return _note_only(key, "a copy of our own letter", desk)
    context = context_of(mail, placed, desk)
    reading = told.read(mail, context, placed) if told.is_since(placed) else understand.understand(mail, context)
    if received < desk.clock() - desk.settings.old_mail.duration and not _asks_for_less(reading):
        return _aside("older than a week when first seen: not obeyed", key, desk)
    with desk.store.transaction() as work:
        if work.seen(key):
            return Filed("handled", SEEN_BEFORE)
        filed = _act(work, mail, reading, placed, desk)
        work.mark_seen(key, stamp(desk.clock()), filed.outcome[:200], filed.reference or None)
        if filed.folder == "set aside":
            _keep_aside(work, key, filed.outcome, desk)
    return filed


def _forgotten(mail: Mail, view: View, desk: Desk) -> bool:
    """Whether its author asked to be forgotten: mail of theirs that was dealt with leaves no copy, however late it is filed."""
    return mail.author is not None and bool(view.setting(FORGOTTEN + desk.address_hash(mail.author.email)))


def _asks_for_less(reading: Reading) -> bool:
    """STOP, NO, LATER and CANCEL count however old they are: what they forbid may be about to leave."""
    said = reading.said is not None and reading.said.answer in (Answer.STOP, Answer.NO, Answer.LATER)
    return said or (reading.command is not None and reading.command.verb in ("stop", "cancel", "hold_all"))


def context_of(mail: Mail, placed: Placed, desk: Desk) -> Context:
    """What the reader is told of the world for this mail."""
    expecting = {"first": "answer", "second": "answer", "thread": "introduced", "introducer": "introducer"}.get(placed.role)
    settings = desk.settings
    party = placed.case.party("first" if placed.role == "first" else "second") if expecting == "answer" and placed.case else None
    return Context(
        introducers=tuple(Introducer(i.name, i.addresses) for i in settings.introducers),
        address=settings.address,
        expecting=expecting,
        known=newcomers.known_people(mail, placed, desk),
        language=(party.profile.language or None) if party else None,
    )


def _act(work: Transaction, mail: Mail, reading: Reading, placed: Placed, desk: Desk) -> Filed:
    """Which room the mail goes to."""
    reported = letter_reported(reading.bounce.original_message_id, work) if reading.bounce else None
    if reading.kind in (Kind.BOUNCE, Kind.DELAY):
        return _report(work, mail, reading, Placed(placed.case, placed.role, reported or placed.letter), desk)
    fresh = _fresh(work, placed)
    if (filed := answers.receive(work, mail, reading, fresh, desk, verdict(mail, desk))) is not None:
        return filed
    if fresh.case is None:
        about_digest = fresh.letter is not None and fresh.letter.kind is LetterKind.DIGEST and verdict(mail, desk) != "fail"
        filed = digests.answered(work, mail, reading, fresh.letter, desk) if about_digest and fresh.letter else None
        return filed or newcomers.receive(work, mail, reading, desk, verdict(mail, desk))
    if placed.role == "thread":
        return _thread(work, mail, reading, fresh, desk)
    if placed.role == "introducer":
        return _introducers_thread(work, mail, reading, fresh, desk)
    if (filed := anybody.receive(work, mail, reading, desk, verdict(mail, desk))) is not None:
        return filed
    if _wants_help(mail, reading, fresh) and verdict(mail, desk) == "pass" and strangers.answer_help(work, mail, desk):
        return Filed("handled", "help, answered", fresh.case.reference)
    event = hearing.from_party(reading, mail, fresh, trusted=verdict(mail, desk) != "fail")
    if isinstance(event, AnswerUnclear) and not reading.may_answer:
        return Filed("set aside", "in a party's thread, unclear, and from a list or a robot", fresh.case.reference)
    if isinstance(event, OptedOut):
        return _opted_out(work, mail, event, fresh.case, desk)
    return apply(work, fresh.case, event, desk, _said(reading))


def _wants_help(mail: Mail, reading: Reading, placed: Placed) -> bool:
    """HELP alone in a party's own thread; while they are asked, the three choices are the better help."""
    if placed.case is None or placed.role not in ("first", "second") or not reading.may_answer:
        return False
    party = placed.case.party("first" if placed.role == "first" else "second")
    theirs = mail.author is not None and mail.author.email == party.address.casefold()
    command = read_anybody(mail, reading.text) if theirs and party.standing is not Standing.ASKED else None
    return command is not None and command.verb == "help"


def _opted_out(work: Transaction, mail: Mail, event: OptedOut, case: Case, desk: Desk) -> Filed:
    """STOP is about the person: whatever runs with them ends, and the address it came from gets no mail either."""
    asked = case.party(event.side).address.casefold()
    filed = apply(work, case, event, desk, "answer: stop")
    theirs = {asked, mail.author.email} if mail.author and verdict(mail, desk) != "fail" else {asked}
    for address in theirs:
        if desk.settings.introducer(address) is None or address == asked:
            newcomers.stop_everywhere(work, address, event.message_id, desk)
    return filed


def _thread(work: Transaction, mail: Mail, reading: Reading, placed: Placed, desk: Desk) -> Filed:
    """A copy of what the two write each other; or a robot that answers the introduction, which has written nothing."""
    side = (
        next((p.side for p in placed.case.parties if mail.author and p.address.casefold() == mail.author.email), None)
        if placed.case
        else None
    )
    if placed.case is None or side is None or reading.kind is not Kind.AUTO_REPLY:
        return threads.receive(work, mail, placed, desk)
    event = hearing.from_robot(reading, side, mail.message_id or "")
    return apply(work, placed.case, event, desk, "automatic, in the introduced thread")


def _fresh(work: View, placed: Placed) -> Placed:
    """The place with the case as it stands inside this commit."""
    return Placed(case_in(work, placed.case.reference), placed.role, placed.letter) if placed.case else placed


def verdict(mail: Mail, desk: Desk) -> str:
    """pass, fail or unknown: what our own server says of the author (RFC 8601)."""
    return authenticated(mail, desk.authserv_id)


def _said(reading: Reading) -> str:
    return f"{reading.kind.value}: {reading.said.answer.value}" if reading.said else reading.kind.value


def _introducers_thread(work: Transaction, mail: Mail, reading: Reading, placed: Placed, desk: Desk) -> Filed:
    case = placed.case
    if case is None:
        raise ValueError("this mail is in no case's thread")
    owner = desk.owner(case)
    if mail.author is None or mail.author.email not in owner.addresses or verdict(mail, desk) == "fail":
        return Filed("set aside", "somebody else wrote in the introducer's thread", case.reference)
    if reading.kind is Kind.AUTO_REPLY:
        return Filed("handled", "automatic, in the introducer's thread", case.reference)
    opted_out = newcomers.opted_out_among(work, reading.request, desk)
    people = knowing.known_of_case(work, desk, case, reading.request)
    request = decided.picked(reading, placed)
    if request is not None:
        return Filed("handled", "somebody else was picked", newcomers.open_one(work, mail, request, owner, desk))
    event = decided.decided(reading, placed, mail.message_id or "") or _report_of(reading, case, mail)
    event = event or hearing.from_introducer(reading, placed, mail.message_id or "", opted_out, people)
    if event is None:
        return newcomers.order(work, mail, reading, desk, case)
    filed = apply(work, case, event, desk, _said(reading))
    if not isinstance(event, IntroducerAnswered):  # what is passed on word for word holds no orders
        orders.beside(work, mail, reading, desk, owner)
    return filed


def _report_of(reading: Reading, case: Case, mail: Mail) -> Event | None:
    told_of = reading.kind is Kind.REPORT and case.handed_over is not None
    return reports.event(reading, case, mail) if told_of else None


def _report(work: Transaction, mail: Mail, reading: Reading, placed: Placed, desk: Desk) -> Filed:
    """A delivery report about one of our letters; one about nothing of ours is only kept."""
    letter = placed.letter
    if any(work.setting(FORGOTTEN + desk.address_hash(one)) for one in (reading.bounce.recipients if reading.bounce else ())):
        return Filed("nowhere", f"{reading.kind.value} about somebody who is forgotten")
    case = _fresh(work, placed).case
    if letter is None or case is None or letter.side is None:
        if letter is not None and reading.kind is Kind.BOUNCE and letter.reader != "operator":  # no alarm about the alarm
            alarm(
                work, desk, f"A letter to {letter.to} ({letter.kind}) came back: {reading.bounce and reading.bounce.diagnostic}"
            )
        return Filed("handled", f"{reading.kind.value} about no party's letter", letter.reference if letter else "")
    if letter.to.casefold() not in (p.address.casefold() for p in case.parties):
        return Filed("handled", f"{reading.kind.value} about a former address", case.reference)
    event = hearing.from_report(reading, letter, _bounced(reading, letter, case), mail.message_id or "")
    return apply(work, case, event, desk, reading.kind.value)


def _bounced(reading: Reading, letter: Letter, case: Case) -> Side:
    """Whose mailbox it was: both copies of an introduction have one Message-ID, so the report's own recipient decides."""
    named = {r.casefold() for r in reading.bounce.recipients} if reading.bounce else set()
    sides = [p.side for p in case.parties if p.address.casefold() in named]
    if letter.side is None:
        raise ValueError("this letter went to no party")
    return sides[0] if len(sides) == 1 else letter.side


def apply(work: Transaction, case: Case, event: Event | None, desk: Desk, said: str) -> Filed:
    """Decide on an event and store what follows, in the commit that is under way."""
    if event is None:
        return Filed("handled", f"{said}: nothing follows", case.reference)
    decision = decide(case, event, desk.at(desk.owner(case)))
    if decision.case != case or decision.letters or decision.notes:
        store(work, desk, case, decision)
    return Filed("handled", f"{said}: {type(event).__name__}", case.reference)


def _digest(raw: bytes) -> str:
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _note_only(key: str, outcome: str, desk: Desk) -> Filed:
    with desk.store.transaction() as work:
        work.mark_seen(key, stamp(desk.clock()), outcome)
    return Filed("handled", outcome)


def _aside(reason: str, key: str, desk: Desk) -> Filed:
    with desk.store.transaction() as work:
        if not work.seen(key):
            work.mark_seen(key, stamp(desk.clock()), reason[:200])
            _keep_aside(work, key, reason, desk)
    return Filed("set aside", reason)


def _keep_aside(work: Transaction, key: str, reason: str, desk: Desk) -> None:
    work.set_aside({"key": key, "at": stamp(desk.clock()), "reason": reason[:500]})
    alarm(work, desk, f"A mail was set aside ({reason[:200]}). Message-ID: {key[:200]}")
