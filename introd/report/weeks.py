"""What a week brought to one introducer: numbers, and which introductions to name. Kept as one small row a week, never counted anew.

A row names no person: only references, so that forgetting somebody leaves nothing behind here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from introd.decide.decision import Deed
from introd.decide.model import Frozen, Moment

TOLD = frozenset({"missing", "excused", "bounced", "silent", "introduced", "well", "fine", "poor", "let_down", "favour"})
"""Deeds that a digest tells one by one; the others are only counted."""

_ANSWERS = ("yes", "no", "later")
_MOST = 80  # deeds of a week that are told one by one
_LONGEST = 60.0  # days: whatever took longer counts as this


class Happened(Frozen):
    """One deed, told by the introduction in which it was done."""

    at: Moment
    reference: str
    what: str
    side: str


class Week(Frozen):
    """One week from its Monday on. `days` counts answers by how long they took, in half days (`"1.5"`: 4)."""

    monday: date
    counts: dict[str, int] = {}
    days: dict[str, int] = {}
    told: tuple[Happened, ...] = ()

    @property
    def answered(self) -> int:
        """How many asks were answered, whatever the answer."""
        return sum(self.counts.get(what, 0) for what in _ANSWERS)

    @property
    def unanswered(self) -> int:
        """How many were never answered, and how many replies went missing after an introduction."""
        return self.counts.get("silent", 0) + self.counts.get("missing", 0)

    @property
    def median(self) -> float | None:
        """Half of the answers came within so many days; None where there was none."""
        return median(self.days)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def add(week: Week, reference: str, deeds: Iterable[Deed], now: datetime) -> Week:
    """The week with some deeds of one introduction added."""
    counts, days, told = dict(week.counts), dict(week.days), list(week.told)
    for deed in deeds:
        counts[deed.what] = counts.get(deed.what, 0) + 1
        if deed.what in _ANSWERS and deed.days is not None:
            half = f"{round(min(max(deed.days, 0.0), _LONGEST) * 2) / 2:g}"
            days[half] = days.get(half, 0) + 1
        if deed.what in TOLD:
            told.append(Happened(at=now, reference=reference, what=deed.what, side=deed.side))
    return week.but(counts=counts, days=days, told=tuple(told[-_MOST:]))


def median(days: dict[str, int]) -> float | None:
    """The median of counted durations; of an even number the mean of the two in the middle."""
    ordered = [(float(half), count) for half, count in sorted(days.items(), key=lambda item: float(item[0]))]
    total = sum(count for _, count in ordered)
    if not total:
        return None
    return (_nth(ordered, (total - 1) // 2) + _nth(ordered, total // 2)) / 2


def _nth(ordered: Sequence[tuple[float, int]], wanted: int) -> float:
    seen = 0
    for value, count in ordered:
        seen += count
        if wanted < seen:
            return value
    raise IndexError(f"there are only {seen}")


def told_between(weeks: Iterable[Week], start: datetime, end: datetime) -> list[Happened]:
    """What is told of the time from `start` to before `end`, in order."""
    return sorted((h for week in weeks for h in week.told if start <= h.at < end), key=lambda h: (h.at, h.reference, h.what))


def row(week: Week) -> dict[str, Any]:
    """A week as the digest and its picture show it; JSON types."""
    return {
        "monday": week.monday.isoformat(),
        "asked": week.counts.get("asked", 0),
        "answered": week.answered,
        "unanswered": week.unanswered,
        "introduced": week.counts.get("introduced", 0) // 2,
        "median": week.median,
    }


def shown(weeks: Sequence[Week]) -> list[dict[str, Any]]:
    """The rows to show, oldest first: from the first week in which anything happened to the last."""
    rows = [row(week) for week in sorted(weeks, key=lambda week: week.monday)]
    busy = [n for n, one in enumerate(rows) if one["asked"] or one["answered"] or one["unanswered"]]
    return rows[busy[0] : busy[-1] + 1] if busy else []
