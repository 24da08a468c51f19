"""Steps that the rooms of this folder share: changing one side, who may still be asked, when letters of this kind leave, the end."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from introd.decide.after.state import Since
from introd.decide.calendar import after, at_local, local_day
from introd.decide.case import SIDES, Case, Outcome, Party, Side, State
from introd.decide.decision import At, Drawing
from introd.decide.waits import Wait

_WATCH = ("quiet", "sorry", *(f"{name}:{side}" for name in ("unanswered", "nudge", "still") for side in SIDES))
"""The timers that watch for a first answer."""


def change_since(drawing: Drawing, side: Side, **changes: Any) -> Since:
    """Replace fields of one side; gives it as it is now."""
    since = drawing.case.after.of(side).but(**changes)
    change_after(drawing, **{side: since})
    return since


def change_after(drawing: Drawing, **changes: Any) -> None:
    """Replace fields of the time after the introduction."""
    drawing.change(after=drawing.case.after.but(**changes))


def introduced(case: Case) -> bool:
    """Whether the two were introduced, however long ago."""
    return case.handed_over is not None


def reachable(since: Since) -> bool:
    """Whether a letter may be written to this side at all."""
    return not (since.stopped or since.unreachable)


def stop_watching(drawing: Drawing) -> None:
    """Stop every timer that watches for a first answer."""
    for name in _WATCH:
        drawing.timer(name, None)


def back(drawing: Drawing, side: Side) -> datetime | None:
    """When an absent one is back (UTC), None for somebody who is not away now; nobody is away for more than half a year."""
    at, party, away = drawing.at, drawing.case.party(side), drawing.case.after.of(side).away
    if away is None or away > local_day(at.now, at.place(party)) + timedelta(days=183):
        return None
    returns = at.opening(at_local(away + timedelta(days=1), at.settings.day_start, at.place(party)), party)
    return returns if returns > at.now else None


def is_excused(drawing: Drawing, side: Side) -> bool:
    """Whether nothing more is to be asked of this side: they wrote, can't, can't be reached, or nobody watches any more."""
    since, whole = drawing.case.after.of(side), drawing.case.after
    done = since.wrote is not None or bool(since.excused) or not reachable(since)
    return done or not whole.watching or whole.over or drawing.case.state is not State.INTRODUCED


def wait_for(drawing: Drawing, timer: str, side: Side, wait: Wait) -> None:
    """Set a timer in days of this side, counted from their return where they are away."""
    start = back(drawing, side) or drawing.at.now
    drawing.timer(timer, after(start, wait, drawing.at.place(drawing.case.party(side))))


def usual_hour(at: At, party: Party) -> datetime:
    """When questions on how it went leave, asked for or not: at the next opening of the person's working day."""
    place = at.place(party)
    opens = at_local(local_day(at.now, place), at.settings.day_start, place)
    if opens < at.now:
        opens = at_local(local_day(at.now, place) + timedelta(days=1), at.settings.day_start, place)
    return at.opening(opens, party)


def day_after(drawing: Drawing, side: Side, shift: int = 1) -> datetime:
    """The morning after the day on which they meet (UTC)."""
    meets = drawing.case.after.meets or drawing.at.now.date()
    return at_local(meets + timedelta(days=shift), time(0), drawing.at.place(drawing.case.party(side)))


def reopen(drawing: Drawing) -> None:
    """Somebody tells of something after the end: the case is open again, until its questions are answered or let go."""
    if drawing.case.state is State.CLOSED:
        drawing.change(state=State.INTRODUCED, outcome=None, closed=None)
        change_after(drawing, reopened=drawing.at.now)
        drawing.log("reopened")
    let_go_later(drawing)


def let_go_later(drawing: Drawing) -> None:
    """Questions that stay unanswered are let go."""
    at = drawing.at
    drawing.timer("settle", after(at.now, at.settings.settle_after, at.introducer.place))


def settle(drawing: Drawing, *, final: bool = False) -> None:
    """Close the case when the accounts are in, when it came to nothing, or with `final` when the questions ran out."""
    case = drawing.case
    if case.state is not State.INTRODUCED or not (final or case.after.over or all(_answered(case, side) for side in SIDES)):
        return
    drawing.stop_timers()
    drawing.change(state=State.CLOSED, outcome=Outcome.INTRODUCED, closed=drawing.at.now)
    drawing.log("closed")
    at = drawing.at
    if at.settings.later_check and went_well(case) and not any(case.after.of(s).later_asked for s in SIDES):
        drawing.timer("later", after(at.now, at.settings.later_after, at.introducer.place))


def _answered(case: Case, side: Side) -> bool:
    since, reopened = case.after.of(side), case.after.reopened
    account = since.account
    return not reachable(since) or (account is not None and (reopened is None or account.at >= reopened))


def went_well(case: Case) -> bool:
    """Somebody had a good meeting, and nobody a poor one."""
    accounts = [account for side in SIDES for account in case.after.of(side).accounts]
    return any(a.how in ("good", "fine") for a in accounts) and not any(a.how == "poor" for a in accounts)
