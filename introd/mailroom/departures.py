"""One letter's way out: claimed under all checks in one commit, written, handed to the post, settled in another commit.

What was cut off between the two is unknown: it waits for evidence (a copy in Sent, a report), then it is repeated under the same
Message-ID and to the byte, so that a mailbox that has it already can tell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email import message_from_string

from jinja2 import TemplateError

from introd.decide.case import Case, State
from introd.decide.decision import At
from introd.decide.events import AskHeldBack, Event, HandoverLeft, LetterRefused, LetterSent, TimerRang
from introd.decide.leaving import GROWN_OLD, PAUSED, TOO_MANY, Leave, Wait, World, may_leave
from introd.decide.letter import CALLED_FOR, REPEATABLE, Kind, Letter, Status
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.decide.transitions import decide
from introd.mailroom import digests
from introd.mailroom.desk import Desk, case_in, letter_of
from introd.mailroom.filing import alarm, store
from introd.mailroom.orders import HOLD, RESTORED
from introd.mailroom.people import knowing, same
from introd.mailroom.placing import REVERSE
from introd.post.outcome import Later, Never, Outcome, Sent, Unknown
from introd.record.errors import RecordError
from introd.record.store import Transaction, View
from introd.write.ids import reverse_path
from introd.write.letters import render

LEASE = timedelta(minutes=10)
_BATCH = 50
_PAUSES = (1, 2, 5, 15, 30, 60, 120, 240)  # minutes between tries
_AWAY = "waits for the server"
"""The setting that holds the keys of letters that wait because of a fault of the server's."""
_GIVE_UP = timedelta(days=5)  # RFC 5321 section 4.5.4.1: at least 4 to 5 days


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed letter, ready for the post."""

    key: str
    kind: Kind
    reference: str
    message_id: str
    raw: bytes
    reverse_path: str
    to: str


def next_letter(desk: Desk, inbox_read: datetime | None) -> Outgoing | None:
    """Claim the next letter that may leave now, or None. `inbox_read`: when the inbox was last read to its end (UTC)."""
    with desk.store.view() as view:
        due = [str(d["key"]) for d in view.due_letters(stamp(desk.clock()), _BATCH)]
    for key in due:
        outgoing = _claim_safely(key, desk, inbox_read)
        if outgoing is not None:
            return outgoing
    return None


def _claim_safely(key: str, desk: Desk, inbox_read: datetime | None) -> Outgoing | None:
    """A letter that we stumble over keeps no other waiting: it is looked at again in an hour, and the operator is told."""
    try:
        with desk.store.transaction() as work:
            return _claim(work, key, desk, inbox_read)
    except RecordError:
        raise
    except Exception as fault:  # ours, whatever it is
        with desk.store.transaction() as work:
            work.settle(key, Status.LATER, not_before=stamp(desk.clock() + timedelta(hours=1)), response=type(fault).__name__)
            alarm(work, desk, f"The letter {key} could not be looked at: {type(fault).__name__}: {fault}"[:400])
        return None


def _claim(work: Transaction, key: str, desk: Desk, inbox_read: datetime | None) -> Outgoing | None:
    document = work.letter(key)
    if document is None or document["status"] not in (Status.PENDING, Status.LATER):
        return None
    letter, now = letter_of(document), desk.clock()
    case = case_in(work, letter.reference)
    at = desk.at(_owner(letter, case, desk))
    verdict = may_leave(letter, case, _world(work, letter, case, desk, inbox_read), at)
    if isinstance(verdict, Wait):
        work.settle(key, Status.LATER, not_before=stamp(verdict.until), response=verdict.reason)
        if verdict.reason == PAUSED:
            _tell(work, letter, _held_back(work, letter, case, desk), desk)
        return None
    if not isinstance(verdict, Leave):
        work.settle(key, Status.WITHDRAWN, response=verdict.reason)
        if verdict.reason == TOO_MANY and letter.kind in (Kind.ASK, Kind.RENEWAL, Kind.HEADS_UP):  # the case must not wait for it
            _tell(work, letter, LetterRefused(kind=letter.kind, reader=letter.reader, detail=TOO_MANY), desk)
        if verdict.reason == GROWN_OLD:
            _tell(work, letter, TimerRang(name="handover"), desk)  # as when its moment comes: the yes is asked for anew
        return None
    written = digests.compose(work, letter, desk) if letter.kind is Kind.DIGEST else letter
    if written is None:
        work.settle(key, Status.WITHDRAWN, response="a quiet week")
        return None
    if work.claim(key, stamp(now), LEASE) is None:
        return None
    return _write(work, written, case, desk, at)


def would_leave(letter: Letter, desk: Desk) -> bool:
    """Whether a letter that is owed could leave at this moment, were nothing held."""
    with desk.store.view() as view:
        case = case_in(view, letter.reference)
        world = replace(_world(view, letter, case, desk, desk.clock()), on_hold=False)
    return isinstance(may_leave(letter, case, world, desk.at(_owner(letter, case, desk))), Leave)


def _owner(letter: Letter, case: Case | None, desk: Desk) -> IntroducerSettings:
    if case is not None:
        return desk.owner(case)
    return desk.settings.introducer(letter.owner) or IntroducerSettings(name="introd", addresses=(letter.to,))


def _world(work: View, letter: Letter, case: Case | None, desk: Desk, inbox_read: datetime | None) -> World:
    """What the verdict depends on beside the case."""
    theirs = [d for d in work.letters_of(letter.reference) if d["reader"] == letter.reader and d["status"] == Status.SENT]
    day_ago = stamp(desk.clock() - timedelta(days=1))
    answers = [d for d in theirs if d["kind"] in CALLED_FOR and d["kind"] != Kind.HANDOVER and d["settled"] > day_ago]
    return World(
        inbox_read=inbox_read,
        opted_out=work.opted_out(desk.address_hash(letter.to)),
        on_hold=bool(work.setting(HOLD) or work.setting(RESTORED))
        and letter.reader != "operator"
        and letter.kind is not Kind.STATUS,
        not_before=_paused(work, letter, case, desk),
        last_unasked=_last_unasked(work, letter, desk) if letter.side else None,
        unasked=sum(d["kind"] not in CALLED_FOR for d in theirs) if letter.side else 0,
        answered=len(answers),
    )


def _paused(work: View, letter: Letter, case: Case | None, desk: Desk) -> date | None:
    """An ask waits for the end of a pause that came after it was decided."""
    asks = case is not None and letter.kind in (Kind.ASK, Kind.HEADS_UP, Kind.RENEWAL)
    return knowing.may_not_ask(work, desk, case, letter.to.casefold()) if case is not None and asks else None


def _held_back(work: View, letter: Letter, case: Case | None, desk: Desk) -> AskHeldBack:
    until, own = _paused(work, letter, case, desk), knowing.own_pause(work, desk, *same.addresses_of(work, letter.to))
    return AskHeldBack(
        side="first" if letter.side == "first" else "second", until=until if until != date.max else None,
        own=own is not None and own > desk.clock().date(),
    )  # fmt: skip


def _last_unasked(work: View, letter: Letter, desk: Desk) -> datetime | None:
    """When this reader last got a letter of our own accord, in whatever introduction, in the last days."""
    since = stamp(desk.clock() - timedelta(days=4))
    sent = [
        letter_of(d).settled for d in work.letters_to(desk.address_hash(letter.to), since)
        if d["kind"] not in CALLED_FOR and d["status"] == Status.SENT
    ]  # fmt: skip
    return max((s for s in sent if s is not None), default=None)


def _write(work: Transaction, letter: Letter, case: Case | None, desk: Desk, at: At) -> Outgoing | None:
    """Fix the bytes."""
    try:
        raw = letter.raw or render(letter, case, desk.settings, date=at.now).decode("ascii")
    except (TemplateError, ValueError, KeyError) as fault:
        work.settle(letter.key, Status.NEVER, response=f"could not be written: {fault}"[:300])
        alarm(work, desk, f"The letter {letter.key} could not be written: {type(fault).__name__}: {fault}"[:400])
        _tell(
            work,
            letter,
            LetterRefused(kind=letter.kind, reader=letter.reader, detail=f"could not be written: {fault}"[:300]),
            desk,
        )
        return None
    back = letter.reverse_path or reverse_path(letter.message_id, desk.settings.address, REVERSE)
    work.amend(letter.key, raw=raw, reverse_path=back, tried=stamp(letter.tried or at.now))
    to = at.introducer.key if desk.settings.shadow else letter.to
    return Outgoing(letter.key, letter.kind, letter.reference, letter.message_id, raw.encode("ascii"), back, to)


def settle(key: str, outcome: Outcome, desk: Desk) -> Letter:
    """Store what became of a claimed letter, and what follows from it for the case."""
    with desk.store.transaction() as work:
        letter = letter_of(work.letter(key) or {})
        now = desk.clock()
        if not isinstance(outcome, Later):
            _introduced(work, letter, desk)
        if isinstance(outcome, Sent):
            work.settle(key, Status.SENT, settled=stamp(now), response=outcome.response[:200], raw="")
            _server_is_back(work, now)
            _tell(work, letter, LetterSent(
                kind=letter.kind, reader=letter.reader, number=letter.number, our_id=letter.message_id
            ), desk)  # fmt: skip
        elif isinstance(outcome, Unknown):
            until = now + desk.settings.unknown_wait.duration
            work.settle(key, Status.UNKNOWN, not_before=stamp(until), response=outcome.reason[:200])
        elif isinstance(outcome, Later) and (outcome.fault is not None or now - (letter.tried or letter.created) < _GIVE_UP):
            pause = timedelta(minutes=_PAUSES[min(letter.attempts, len(_PAUSES)) - 1])
            work.settle(key, Status.LATER, not_before=stamp(now + pause), response=outcome.reason[:200])
            if outcome.fault is not None:
                work.put_setting(_AWAY, [*(k for k in work.setting(_AWAY, []) if k != key), key])
        else:
            _never(work, letter, outcome, desk)
        return letter_of(work.letter(key) or {})


def _server_is_back(work: Transaction, now: datetime) -> None:
    """One letter was taken: those that waited for the server go next, and not after their own long pause."""
    waiting = work.setting(_AWAY, [])
    for key in waiting:
        document = work.letter(key)
        if document is not None and document["status"] == Status.LATER:
            work.amend(key, not_before=stamp(now))
    if waiting:
        work.put_setting(_AWAY, None)


def _introduced(work: Transaction, letter: Letter, desk: Desk) -> None:
    """The first copy of a handover makes the introduction once it left, or may have; until then a no, a stop or a cancel still counts."""
    case = case_in(work, letter.reference) if letter.kind is Kind.HANDOVER else None
    if case is not None and case.state is State.AGREED and case.both_agreed:
        store(work, desk, case, decide(case, HandoverLeft(), desk.at(desk.owner(case))))


def _never(work: Transaction, letter: Letter, outcome: Later | Never, desk: Desk) -> None:
    work.settle(letter.key, Status.NEVER, response=outcome.reason[:200], raw="")
    refused = LetterRefused(kind=letter.kind, reader=letter.reader, detail=outcome.reason[:300])
    known = _tell(work, letter, refused, desk)
    if letter.reader == "introducer" or not (known or letter.reader == "operator"):
        alarm(work, desk, f"The server takes no letter to {letter.to}: {outcome.reason[:200]}")


def _tell(work: Transaction, letter: Letter, event: Event, desk: Desk) -> bool:
    """Let the case know what became of its letter; False where there is no case."""
    case = case_in(work, letter.reference)
    if case is None:
        return False
    try:
        decision = decide(case, event, desk.at(desk.owner(case)))
    except Exception as fault:  # ours: what became of the letter is stored all the same
        alarm(
            work, desk, f"{case.reference} could not take in what became of {letter.key}: {type(fault).__name__}: {fault}"[:400]
        )
        return True
    if decision.case != case or decision.letters or decision.notes:
        store(work, desk, case, decision)
    return True


def recover(desk: Desk) -> int:
    """At a start: whatever was being sent when introd was cut off is unknown now. How many letters that were."""
    with desk.store.transaction() as work:
        cut = [letter_of(d) for d in work.unsettled() if d["status"] == Status.SENDING]
        until = stamp(desk.clock() + desk.settings.unknown_wait.duration)
        for letter in cut:
            work.settle(letter.key, Status.UNKNOWN, not_before=until, response="cut off while it was sent")
            _introduced(work, letter, desk)
    return len(cut)


def doubtful(desk: Desk) -> list[Letter]:
    """Unknown letters whose time for evidence is over."""
    now = desk.clock()
    with desk.store.view() as view:
        return [le for d in view.unsettled() if (le := letter_of(d)).status is Status.UNKNOWN and le.not_before <= now]


def evidence(letter: Letter) -> dict[str, str]:
    """What the copy of a letter in Sent holds beside its Message-ID: the two copies of a handover share that, and differ in how to stop."""
    if letter.kind is not Kind.HANDOVER:
        return {}
    field = str(message_from_string(letter.raw)["List-Unsubscribe"] or "")
    own = field.removeprefix("<mailto:").partition("?")[0]
    return {"list_unsubscribe": own} if own else {}


def resolve(key: str, found: bool, desk: Desk) -> None:
    """A doubtful letter was found in Sent, or was not: then it is repeated under the same Message-ID.

    Of a letter that nobody ordered the operator hears that its reader may have it twice.
    """
    if found:
        settle(key, Sent("found in Sent"), desk)
        return
    with desk.store.transaction() as work:
        letter = letter_of(work.letter(key) or {})
        work.settle(key, Status.LATER, not_before=stamp(desk.clock()), response="no evidence that it was sent")
        if letter.kind not in REPEATABLE and letter.reader != "operator":
            alarm(work, desk, f"The letter {key} to {letter.to} is repeated; its reader may have it twice.")
