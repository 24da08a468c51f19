"""May this letter still leave? Asked when it is claimed, in the same commit: consent, stop, cancel, hold, hours, the daily limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from introd.decide.calendar import after, at_local, local_day
from introd.decide.case import Case, Party, Standing, State, other
from introd.decide.decision import At
from introd.decide.handover import grown_old
from introd.decide.letter import CALLED_FOR, OWN_WISH, Kind, Letter

TOO_MANY = "enough letters in this introduction"
PAUSED = "paused"
GROWN_OLD = "a yes has grown old"
_SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Leave:
    """It may leave now."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Not yet: ask again at `until` (UTC)."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """It is stale: it leaves no more."""

    reason: str


Verdict = Leave | Wait | Withdraw


@dataclass(frozen=True, slots=True)
class World:
    """What the record knows beside the case: `inbox_read` is when the inbox was last read to its end (UTC)."""

    inbox_read: datetime | None
    opted_out: bool = False  # the reader of this letter
    on_hold: bool = False  # HOLD ALL, a restored backup, an implausible clock, a burst
    not_before: date | None = None  # an ask: its reader is paused until this day
    last_unasked: datetime | None = None  # newest letter to this reader that they had not asked for
    unasked: int = 0  # how many of those, in this introduction
    answered: int = 0  # how many answers this reader had within a day, in this introduction


def may_leave(letter: Letter, case: Case | None, world: World, at: At) -> Verdict:
    """The verdict on a letter at this moment. Pure."""
    if world.opted_out and (letter.side or letter.reader == "outsider") and letter.kind not in OWN_WISH:
        return Withdraw("opted out")
    if case is not None and (stale := _stale(letter, case)):
        return Withdraw(stale)
    if letter.stale_after is not None and at.now > letter.stale_after:
        return Withdraw("too old")
    if world.not_before is not None and letter.side and case is not None:
        return Wait(_end_of_pause(world.not_before, case.party(letter.side), at), PAUSED)
    if world.on_hold:
        return Wait(at.now + _SOON, "sending is on hold")
    if world.inbox_read is None or after(world.inbox_read, at.settings.inbox_fresh, at.introducer.place) < at.now:
        return Wait(at.now + _SOON, "the inbox has not been read to its end")
    if case is not None and letter.kind is Kind.COPY and case.state is not State.INTRODUCED:
        return Wait(at.now + _SOON, "the handover goes first")
    if (
        case is not None
        and letter.kind is Kind.HANDOVER
        and case.state is State.AGREED
        and any(grown_old(p, at) for p in case.parties)
    ):
        return Withdraw(GROWN_OLD)  # it was held, or the server away: for so long a yes does not last
    return _hours(letter, case, world, at)


def _hours(letter: Letter, case: Case | None, world: World, at: At) -> Verdict:
    """What leaves of its own accord keeps working hours, and one letter a day."""
    side = letter.side
    if side is not None and letter.kind in CALLED_FOR and letter.kind is not Kind.HANDOVER:
        many = world.answered >= at.settings.answers_most
        return Withdraw("enough answers for one day: perhaps a robot answers us") if many else Leave()
    if side is None or case is None or letter.kind in CALLED_FOR:
        return Leave()
    if letter.kind is not Kind.TIMING and world.unasked >= _most(case, at):
        return Withdraw(TOO_MANY)
    party = case.party(side)
    opens = at.opening(max(at.now, _next_day(world.last_unasked, party, at)), party)
    return Leave() if opens <= at.now else Wait(opens, "working hours, one letter a day")


def _most(case: Case, at: At) -> int:
    """How many letters nobody asked for. Until the introduction one place is kept for the kind letter: who was asked is owed it in any case."""
    most = at.settings.unasked_most
    return most if case.handed_over is not None else max(1, most - 1)


def _end_of_pause(day: date, party: Party, at: At) -> datetime:
    """The morning of that day where the party is; of a pause without an end, tomorrow, to look again."""
    tomorrow = at.now + timedelta(days=1)
    return tomorrow if day == date.max else max(at_local(day, at.settings.day_start, at.place(party)), at.now + _SOON)


def _next_day(last: datetime | None, party: Party, at: At) -> datetime:
    if last is None:
        return at.now
    place = at.place(party)
    return at_local(local_day(last, place) + timedelta(days=1), at.settings.day_start, place)


def _stale(letter: Letter, case: Case) -> str:
    """Why the case no longer wants this letter; empty where it does."""
    if letter.side is not None:
        return _stale_to_party(letter, case, case.party(letter.side))
    wanted = {
        Kind.CONFIRMATION: case.state in (State.LEAVING, State.CONFIRMING) and letter.number == case.shown,
        Kind.MISSING: case.state is State.DRAFT and letter.number == case.shown,
        Kind.PREVIEW: case.state is State.AGREED and letter.number == case.previews,
        Kind.COPY: _is_handover(letter, case),
    }
    return "" if wanted.get(letter.kind, True) else f"the case is {case.state}"


def _stale_to_party(letter: Letter, case: Case, party: Party) -> str:
    asked = case.state is State.ASKING and party.standing is Standing.ASKED and letter.to == party.address
    wanted = {
        Kind.ASK: asked and letter.number == party.asks,
        Kind.RENEWAL: asked and letter.number == party.asks,
        Kind.NUDGE: asked and letter.number == party.nudges and party.held is None,
        Kind.HEADS_UP: case.state in (State.ASKING, State.AGREED) and party.standing is Standing.YES,
        Kind.RECEIPT_YES: party.standing is Standing.YES,
        Kind.RECEIPT_NO: party.standing is Standing.NO,
        Kind.RECEIPT_LATER: party.standing is Standing.LATER,
        Kind.TIMING: case.state is State.CLOSED and letter.key == party.timing and not party.told,
        Kind.HANDOVER: _is_handover(letter, case),
        **_since(letter, case, party),
    }
    return "" if wanted.get(letter.kind, True) else f"the case is {case.state}, the party {party.standing}"


def _is_handover(letter: Letter, case: Case) -> bool:
    """The hard gate: this handover, and both consents standing."""
    right = bool(case.handover) and letter.key.endswith(f"/{case.handover}")
    gone = case.state is State.INTRODUCED
    return right and (gone or (case.state is State.AGREED and case.both_agreed and not case.on_hold))


def _since(letter: Letter, case: Case, party: Party) -> dict[Kind, bool]:
    """Which letters about the time after the introduction are still wanted by their reader."""
    mine, theirs, open_still = case.after.of(party.side), case.after.of(other(party.side)), case.state is State.INTRODUCED
    return {
        Kind.HEARD: open_still and case.after.watching and theirs.wrote is None,
        Kind.MISSING_NUDGE: open_still and mine.wrote is None and not mine.excused and letter.number == mine.nudges,
        Kind.APOLOGY: theirs.wrote is None,
        Kind.HOW_WAS_IT: open_still and letter.number == mine.asked and _unanswered(case, party),
        Kind.LATER_CHECK: mine.account is not None and mine.account.how != "poor",
        Kind.CLARIFY: mine.account is not None and mine.account.how == "poor",
    }


def _unanswered(case: Case, party: Party) -> bool:
    account, reopened = case.after.of(party.side).account, case.after.reopened
    return account is None or (reopened is not None and account.at < reopened)
