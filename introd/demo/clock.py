"""The clock of the demonstration: it stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from introd.decide.calendar import opening
from introd.demo.cast import ZONE, settings


class Clock:
    """Aware UTC, moved by hand, and never back."""

    def __init__(self, start: datetime) -> None:
        """`start` is aware."""
        self.now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        """The moment."""
        return self.now

    def move(self, to: datetime) -> None:
        """Let time pass until `to`; a moment that is gone moves nothing."""
        self.now = max(self.now, to.astimezone(UTC))


def local(moment: datetime) -> datetime:
    """The moment as the people of the stories read it from their clocks."""
    return moment.astimezone(ZoneInfo(ZONE))


def on(day: datetime, hour: int, minute: int) -> datetime:
    """A clock time on the day of a moment, where the people are; UTC."""
    return datetime.combine(local(day).date(), time(hour, minute), ZoneInfo(ZONE)).astimezone(UTC)


def next_working_day(moment: datetime, hour: int, minute: int) -> datetime:
    """A clock time on the first working day after the day of `moment`; UTC."""
    known = settings()
    following = opening(on(moment, 0, 0) + timedelta(days=1, hours=3), known.introducers[0].place, known.day_start, known.day_end)
    return on(following, hour, minute)
