"""Dates as the reader says them: their language, their zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

_DAYS = {
    "en": "EEEE d MMMM",
    "de": "EEEE, d. MMMM",
    "fr": "EEEE d MMMM",
    "es": "EEEE d 'de' MMMM",
    "pt": "EEEE, d 'de' MMMM",
    "it": "EEEE d MMMM",
    "nl": "EEEE d MMMM",
    "sv": "EEEE d MMMM",
    "pl": "EEEE, d MMMM",
    "ja": "M月d日EEEE",
    "zh": "M月d日EEEE",
}
"""A day without its year (babel patterns); other languages get their full date."""


def locale(language: str) -> Locale:
    """The locale of a language; English days are written in their British order. Unknown languages read English."""
    try:
        return Locale.parse("en_GB" if language.startswith("en") else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def zone(name: str, offset: int | None = None) -> tzinfo | None:
    """The zone of an IANA name, else a fixed offset in minutes east, else None."""
    try:
        if name:
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    return None if offset is None else timezone(timedelta(minutes=offset))


def day(stamp: str, language: str) -> str:
    """`Tuesday 1 December` of an ISO date; anything else stays as it is."""
    try:
        moment = date.fromisoformat(stamp[:10])
    except ValueError:
        return stamp
    return format_date(moment, _DAYS.get(language[:2], "full"), locale=locale(language))


def moment(stamp: str, language: str, where: tzinfo) -> str:
    """`Tuesday 1 December, 09:00` of an ISO moment, where the reader is; anything else stays as it is."""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(where)
    return f"{day(at.date().isoformat(), language)}, {format_time(at, 'HH:mm', locale=locale(language))}"


def hours_apart(one: tzinfo | None, two: tzinfo | None, at: datetime) -> float | None:
    """By how many hours the clock of the second runs ahead of the first's, at that moment; None where a zone is unknown."""
    if one is None or two is None:
        return None
    ahead, behind = at.astimezone(two).utcoffset(), at.astimezone(one).utcoffset()
    return (ahead - behind).total_seconds() / 3600 if ahead is not None and behind is not None else None
