"""Working days, working hours and time zones: when may something leave, and when is it due?

All moments are aware datetimes; results are UTC. A working day is one of the place's week (Monday to Friday),
no public holiday of its country and none of its own days off. Summer time is the zone's own affair: hours are reckoned on the local clock, then converted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import holidays

from introd.decide.settings import Place
from introd.decide.waits import Wait

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
FARTHEST = 14 * 60
"""Minutes from UTC: no clock on Earth is farther."""
_FAR = 400  # days: no place rests longer than this, so a search that does is a fault of the settings


def zone(name: str) -> tzinfo:
    """An IANA zone or a fixed offset such as `+02:00`; ZoneInfoNotFoundError for anything else."""
    if found := _OFFSET.fullmatch(name):
        minutes = int(found[2]) * 60 + int(found[3])
        return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))
    return ZoneInfo(name or "UTC")


@functools.cache
def is_zone(name: str) -> bool:
    """Whether `zone` knows it. People write what they like, and lists that are imported too."""
    try:
        return zone(name) is not None
    except (KeyError, ValueError, OSError):  # unknown, a path, a folder of zones
        return False


def offset_at(moment: datetime, place: Place) -> int:
    """Minutes east of UTC at that moment."""
    shift = moment.astimezone(zone(place.zone)).utcoffset()
    return int(shift.total_seconds() // 60) if shift is not None else 0


def offset_name(minutes: int) -> str:
    """Minutes east of UTC as `+02:00`, the form that `zone` reads."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


@functools.cache
def _public_holidays(country: str, year: int) -> frozenset[date]:
    if country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))


def is_working_day(day: date, place: Place) -> bool:
    """Whether people at this place work on that day."""
    return day.weekday() in place.week and day not in place.days_off and day not in _public_holidays(place.country, day.year)


def _working_days(start: date, place: Place) -> Iterator[date]:
    return (d for n in range(_FAR) if is_working_day(d := start + timedelta(days=n), place))


def at_local(day: date, clock: time, place: Place) -> datetime:
    """A local clock time on a day, in UTC; in the hour that summer time skips, the moment the clock jumps to."""
    return datetime.combine(day, clock, tzinfo=zone(place.zone)).astimezone(UTC)


def local_day(moment: datetime, place: Place) -> date:
    """Which day it is there."""
    return moment.astimezone(zone(place.zone)).date()


def opening(moment: datetime, place: Place, start: time, end: time) -> datetime:
    """The first moment, not before the given one, inside working hours (`start` inclusive, `end` exclusive, local)."""
    for day in _working_days(local_day(moment, place), place):
        opens, closes = at_local(day, start, place), at_local(day, end, place)
        if moment < closes:
            return max(moment.astimezone(UTC), opens)
    raise ValueError(f"no working day within {_FAR} days at {place.zone}")


def after(moment: datetime, wait: Wait, place: Place) -> datetime:
    """The moment a wait is over: plain durations are added, working days keep the local clock time."""
    if not wait.working:
        return moment.astimezone(UTC) + wait.duration
    local = moment.astimezone(zone(place.zone))
    days = _working_days(local.date() + timedelta(days=1), place)
    day = local.date()
    for _ in range(wait.amount):
        day = next(days)
    return at_local(day, local.time(), place)


def drawn(moment: datetime, days: int, place: Place, start: time, end: time, draw: float) -> datetime:
    """A moment among the working minutes of the next `days` working days after today; `draw` is in [0, 1)."""
    following = _working_days(local_day(moment, place) + timedelta(days=1), place)
    spans = [(at_local(d, start, place), at_local(d, end, place)) for d in (next(following) for _ in range(max(days, 1)))]
    minute = int(draw * sum(int((b - a).total_seconds() // 60) for a, b in spans))
    for opens, closes in spans:
        length = int((closes - opens).total_seconds() // 60)
        if minute < length:
            return opens + timedelta(minutes=minute)
        minute -= length
    return spans[-1][1] - timedelta(minutes=1)


def shared_opening(moment: datetime, one: Place, two: Place, start: time, end: time, within: timedelta) -> datetime | None:
    """The first moment inside the working hours of both places, at most `within` later; None where there is none."""
    at = moment.astimezone(UTC)
    while at <= moment + within:
        later = max(opening(at, one, start, end), opening(at, two, start, end))
        if later == at:
            return at
        at = later
    return None
