"""What a rehearsal assumes of the time after the introduction: that both write and are content, or that one never answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from introd.decide.case import SIDES, Case, Side, State, other
from introd.decide.events import Event, HeardSaid, IntroducerDecided, Reported, ThreadWritten

Then = Literal["nothing", "good", "missing"]


def assumed(case: Case, then: Then, after: timedelta) -> Iterator[tuple[datetime, Event]]:
    """What happens next under the assumption, and when (UTC); nothing before the introduction, nor for `nothing`."""
    if then == "nothing" or case.handed_over is None:
        return
    writer: Side = case.writes_first or "first"
    if case.after.of(writer).wrote is None and case.state is State.INTRODUCED:
        yield case.handed_over + after, ThreadWritten(side=writer)
    elif then == "good":
        yield from _good(case, other(writer), after)
    else:
        yield from _missing(case, writer, after)


def _good(case: Case, answers: Side, after: timedelta) -> Iterator[tuple[datetime, Event]]:
    wrote = case.after.of(other(answers)).wrote
    if wrote is not None and case.after.of(answers).wrote is None:
        yield wrote + after, ThreadWritten(side=answers)
    for side in SIDES:
        since = case.after.of(side)
        asked = _last(case, "asked how it went", side)
        if asked is not None and since.account is None:
            yield asked + after, Reported(side=side, how="good")


def _missing(case: Case, waits: Side, after: timedelta) -> Iterator[tuple[datetime, Event]]:
    asked, called = _last(case, "asked whether they have heard", waits), _last(case, "call note", other(waits))
    if asked is not None and case.after.of(waits).not_yet is None:
        yield asked + after, HeardSaid(side=waits, heard=False)
    if called is not None and not case.after.apologised:
        yield called + after, IntroducerDecided(what="apologise")


def _last(case: Case, what: str, side: Side) -> datetime | None:
    return next((entry.at for entry in reversed(case.history) if entry.what == what and entry.side == side), None)
