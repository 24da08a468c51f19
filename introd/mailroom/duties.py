"""One due moment's whole path: a timer rings → one event → one commit."""

from __future__ import annotations

from datetime import datetime

from introd.decide.events import TimerRang
from introd.decide.model import stamp
from introd.decide.transitions import decide
from introd.mailroom.desk import Desk, case_in, case_of
from introd.mailroom.filing import store
from introd.mailroom.people import knowing

_BATCH = 100


def ring_due(desk: Desk) -> list[tuple[str, str]]:
    """Let every timer ring whose time has come, once; gives (reference, timer). A long sleep is made up one step a case."""
    now = desk.clock()
    with desk.store.view() as view:
        due = [c.reference for d in view.due_introductions(stamp(now), _BATCH) if (c := case_of(d)) is not None]
    return [(reference, name) for reference in due if (name := _ring(reference, now, desk))]


def _ring(reference: str, now: datetime, desk: Desk) -> str:
    with desk.store.transaction() as work:
        case = case_in(work, reference)
        if case is None or case.due is None or case.due > now:
            return ""
        name = min(case.timers, key=lambda timer: case.timers[timer])
        people = knowing.known_of_case(work, desk, case) if name == "undo" else ()
        store(work, desk, case, decide(case, TimerRang(name=name, people=people), desk.at(desk.owner(case))))
        return name


def next_due(desk: Desk) -> datetime | None:
    """When something is due next (UTC), or None."""
    with desk.store.view() as view:
        moment = view.next_due()
    return datetime.fromisoformat(moment) if moment else None
