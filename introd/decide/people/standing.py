"""What a person's deeds come to: figures, the level of care that they call for, and the road back.

A single incident after a good history asks for care at the most; a pattern does not soften. What is a year old counts half, what is
two years old no more, and two good meetings after the last incident clear what lies before them, unless it is a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from statistics import median

from introd.decide.people.person import Past, Person, Status

YEAR = timedelta(days=365)
GOOD = frozenset({"well", "fine"})
ANSWERS = frozenset({"yes", "no", "later"})
_SOFTENS = 3  # good meetings
_CLEARS = 2  # good meetings


class Care(IntEnum):
    """How careful one should be; each is worse than the one before."""

    NONE = 0
    CAUTION = 1  # before the next ask
    REST = 2
    OFF = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """A history counted. `median_days` is from ask to answer; `missing` leaves out what was excused."""

    introductions: int
    asked: int
    answered: int
    median_days: float | None
    nudged: int
    silent: int
    missing: int
    excused: int
    good: int
    poor: tuple[Past, ...]
    let_down: int
    favours: tuple[Past, ...]  # still owed, oldest first
    bounced: bool  # the last letter came back


def figures(deeds: Iterable[Past]) -> Figures:
    """The figures of a history."""
    deeds = sorted(deeds, key=lambda d: d.at)
    days = [d.days for d in deeds if d.what in ANSWERS and d.days is not None]
    return Figures(
        introductions=_distinct(deeds, {"introduced"}),
        asked=_distinct(deeds, {"asked"}),
        answered=_distinct(deeds, ANSWERS),
        median_days=median(days) if days else None,
        nudged=sum(1 for d in deeds if d.what == "nudged"),
        silent=_distinct(deeds, {"silent"}),
        missing=len(_missing(deeds)),
        excused=_distinct(deeds, {"excused"}),
        good=_distinct(deeds, GOOD),
        poor=tuple(d for d in deeds if d.what == "poor"),
        let_down=sum(1 for d in deeds if d.what == "let_down"),
        favours=_owed(deeds),
        bounced=_bounced(deeds),
    )


def _distinct(deeds: Iterable[Past], what: Iterable[str]) -> int:
    """In how many introductions one of these happened; what is of no introduction counts each time."""
    wanted = set(what)
    found = [d for d in deeds if d.what in wanted]
    return len({d.reference for d in found if d.reference}) + sum(1 for d in found if not d.reference)


def _missing(deeds: Iterable[Past]) -> list[Past]:
    """Once an introduction at the most, and not where they gave their reason or wrote after all."""
    deeds = list(deeds)
    found: dict[str, Past] = {}
    for deed in deeds:
        mended = any(d.what in ("excused", "wrote") and d.reference == deed.reference and d.at >= deed.at for d in deeds)
        if deed.what == "missing" and not mended:
            found.setdefault(deed.reference or str(deed.at), deed)
    return list(found.values())


def _owed(deeds: Iterable[Past]) -> tuple[Past, ...]:
    """A meeting that went well repays the oldest favour; the introducer's word all of them, or those to one person."""
    owed: list[Past] = []
    for deed in deeds:
        if deed.what == "favour":
            owed.append(deed)
        elif deed.what == "repaid":
            owed = [favour for favour in owed if deed.other and favour.other != deed.other]
        elif deed.what in GOOD and owed and deed.reference != owed[0].reference:
            owed.pop(0)
    return tuple(owed)


def _bounced(deeds: Iterable[Past]) -> bool:
    last = [d.what for d in deeds if d.what in ("bounced", "asked", "wrote", *ANSWERS)]
    return bool(last) and last[-1] == "bounced"


def weight(deed: Past, now: datetime) -> float:
    """1 in the first year, a half in the second, then nothing; a late let-down weighs half of that."""
    age = now - deed.at
    recent = 1.0 if age < YEAR else 0.5 if age < 2 * YEAR else 0.0
    return recent / 2 if deed.what == "let_down" else recent


def care(deeds: Iterable[Past], now: datetime) -> Care:
    """The care that a history calls for at this moment."""
    deeds = sorted((d for d in deeds if d.at <= now), key=lambda d: d.at)
    poor = [d for d in deeds if d.what in ("poor", "let_down")]
    missing = _missing(deeds)
    level = _level(deeds, poor, missing, now)
    if level is Care.OFF:
        return level
    last = max((d.at for d in (*poor, *missing)), default=None)
    since = [d for d in deeds if last is not None and d.at > last]
    return Care.NONE if _distinct(since, GOOD) >= _CLEARS else level


def _level(deeds: list[Past], poor: list[Past], missing: list[Past], now: datetime) -> Care:
    bad = sum(weight(d, now) for d in poor)
    grave = sum(weight(d, now) for d in poor if d.grave)
    away = sum(weight(d, now) for d in missing)
    if grave >= 2 or bad >= 3 or away >= 5 or (bad >= 2 and away >= 3):
        return Care.OFF
    if bad >= 2 or away >= 3:
        return Care.REST
    if grave >= 1:
        softened = len(poor) == 1 and not missing and _distinct(deeds, GOOD) >= _SOFTENS
        return Care.CAUTION if softened else Care.REST
    return Care.CAUTION if bad >= 1 or away >= 2 else Care.NONE


_CHANGES = {Care.CAUTION: "caution", Care.REST: "rest", Care.OFF: "off"}


def advice(before: Person, after: Person, now: datetime) -> str:
    """What to propose after further deeds: "caution", "rest", "off", "resume", or "" where nothing is called for."""
    level = care(after.deeds, now)
    if level > care(before.deeds, now) and level > _kept(after):
        return _CHANGES[level]
    return "resume" if _rested(after) and not _rested(before) else ""


def _kept(person: Person) -> Care:
    """The care that the introducer takes already."""
    kept = {Status.RESTING: Care.REST, Status.OFF: Care.OFF}.get(person.status)
    return kept or (Care.CAUTION if person.cautious else Care.NONE)


def _rested(person: Person) -> bool:
    """Resting (or asked with care) and two good meetings since then, with nothing bad between."""
    if person.since is None or not (person.status is Status.RESTING or person.cautious):
        return False
    later = [d for d in person.deeds if d.at > person.since]
    bad = any(d.what in ("poor", "let_down") for d in later) or bool(_missing(later))
    return not bad and _distinct(later, GOOD) >= _CLEARS
