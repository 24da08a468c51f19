"""One due moment's whole path: a timer rings → one event → one commit."""

from __future__ import annotations

from datetime import datetime, timedelta

from introd.decide.events import TimerRang
from introd.decide.model import stamp
from introd.decide.transitions import decide
from introd.mailroom.desk import Desk, case_in
from introd.mailroom.filing import alarm, store
from introd.mailroom.people import knowing
from introd.record.errors import RecordError
from introd.record.store import Transaction

_BATCH = 100


def ring_due(desk: Desk) -> list[tuple[str, str]]:
    """Let every timer ring whose time has come, once; gives (reference, timer). A long sleep is made up one step a case."""
    now = desk.clock()
    with desk.store.view() as view:
        due = [str(d["reference"]) for d in view.due_introductions(stamp(now), _BATCH)]
    return [(reference, name) for reference in due if (name := _ring_safely(reference, now, desk))]


def _ring_safely(reference: str, now: datetime, desk: Desk) -> str:
    """A case that the rules stumble over keeps no other waiting: it is put off for a day, and the operator is told."""
    try:
        return _ring(reference, now, desk)
    except RecordError:
        raise
    except Exception as fault:  # ours, whatever it is
        with desk.store.transaction() as work:
            _put_off(work, reference, now)
            alarm(work, desk, f"Introduction {reference} could not go on: {type(fault).__name__}: {fault}"[:400])
        return ""


def _put_off(work: Transaction, reference: str, now: datetime) -> None:
    document = work.introduction(reference) or {}
    tomorrow = stamp(now + timedelta(days=1))
    timers = {name: tomorrow if moment <= stamp(now) else moment for name, moment in document["timers"].items()}
    work.put_introduction(document | {"timers": timers, "due": min(timers.values(), default=tomorrow)}, document["revision"])


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
