"""How single values are written: waits, hours, sizes, addresses, zones. Each reader takes what stands in the file, or raises `Unfit`."""

from __future__ import annotations

import re
import shlex
from datetime import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator

from introd.config.faults import Unfit
from introd.config.near import nearest
from introd.decide.waits import Wait, wait

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_SIZE = re.compile(r"\s*(\d{1,6})\s*(KB|MB)\s*", re.IGNORECASE)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f:]+\]?")
_EXAMPLES = "write for example '4 working days', '2 hours' or '5 seconds'"


def read_wait(value: Any) -> Wait:
    """`4 working days`."""
    if isinstance(value, Wait):
        return value
    try:
        return wait(str(value))
    except ValueError:
        raise Unfit(f"{value!r} is not a wait", _EXAMPLES) from None


def read_plain_wait(value: Any) -> Wait:
    """A wait that needs no calendar: `2 hours`."""
    found = read_wait(value)
    if found.working:
        raise Unfit("working days are not possible here", "write for example '10 minutes', '2 hours' or '3 days'")
    return found


def read_clock(value: Any) -> time:
    """`09:00`."""
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unfit(f"{value!r} is not a time of day", 'write for example "09:00"')
    return time(int(found[1]), int(found[2]))


def read_size(value: Any) -> int:
    """`10 MB` in bytes."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if not found or not int(found[1]):
        raise Unfit(f"{value!r} is not a size", 'write for example "10 MB" or "500 KB"')
    return int(found[1]) << (20 if found[2].upper() == "MB" else 10)


def read_address(value: Any) -> str:
    """An address in lower case, without a name around it (RFC 5321 section 4.1.2, the common part of it)."""
    text = value.strip() if isinstance(value, str) else ""
    if not _ADDRESS.fullmatch(text) or ".." in text or text.startswith(".") or ".@" in text:
        raise Unfit(f"{value!r} is not an address", 'write it bare, for example "liz@example.org"')
    return text.lower()


def read_optional_address(value: Any) -> str:
    """An address, or nothing."""
    return "" if value == "" else read_address(value)


def read_zone(value: Any) -> str:
    """An IANA zone."""
    try:
        if not value:
            raise ValueError(value)
        ZoneInfo(value)
    except (ValueError, TypeError, OSError, KeyError):
        close = nearest(str(value), available_timezones())
        hint = f"did you mean {close!r}?" if close else "write for example 'Europe/London' or 'UTC'"
        raise Unfit(f"{value!r} is not a time zone", hint) from None
    return str(value)


def read_country(value: Any) -> str:
    """A country of which public holidays are known (ISO 3166-1 alpha-2), or nothing."""
    if value == "":
        return ""
    from holidays import list_supported_countries  # here, since its tables take their time to load

    if not isinstance(value, str) or value.upper() not in list_supported_countries():
        raise Unfit(
            f"{value!r} is not a country with known holidays", "write its two letters, for example 'GB', or leave it empty"
        )
    return value.upper()


def read_language(value: Any) -> str:
    """Two letters (ISO 639-1)."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2}", value):
        raise Unfit(f"{value!r} is not a language", "write its two small letters, for example 'en'")
    return value


def read_week(value: Any) -> tuple[int, ...]:
    """Working weekdays as `["mon", "tue"]`, Monday 0."""
    if isinstance(value, tuple):
        return value
    words = [str(word).lower()[:3] for word in value] if isinstance(value, list) else []
    if not words or not set(words) <= set(WEEK):
        raise Unfit(f"{value!r} are not weekdays", f"write those that are worked: {list(WEEK[:5])}")
    return tuple(sorted({WEEK.index(word) for word in words}))


def read_host(value: Any) -> str:
    """A host name or address; no web address, no port."""
    text = value.strip() if isinstance(value, str) else value
    if text == "":
        return ""
    if not isinstance(text, str) or not _HOST.fullmatch(text):
        raise Unfit(
            f"{value!r} is not a host name", 'write the bare name, for example "mail.example.org"; the port has its own key'
        )
    return text


def read_command(value: Any) -> tuple[str, ...]:
    """A command as text or as a list of words."""
    if isinstance(value, (list, tuple)) and all(isinstance(word, str) for word in value):
        return tuple(value)
    try:
        return tuple(shlex.split(value))
    except (ValueError, AttributeError):
        raise Unfit("is not a command", 'write it as a list of words: ["program", "argument"]') from None


AWait = Annotated[Wait, BeforeValidator(read_wait)]
PlainWait = Annotated[Wait, BeforeValidator(read_plain_wait)]
Clock = Annotated[time, BeforeValidator(read_clock)]
Size = Annotated[int, BeforeValidator(read_size)]
Address = Annotated[str, BeforeValidator(read_address)]
OptionalAddress = Annotated[str, BeforeValidator(read_optional_address)]
Zone = Annotated[str, BeforeValidator(read_zone)]
Country = Annotated[str, BeforeValidator(read_country)]
Language = Annotated[str, BeforeValidator(read_language)]
Week = Annotated[tuple[int, ...], BeforeValidator(read_week)]
Host = Annotated[str, BeforeValidator(read_host)]
CommandLine = Annotated[tuple[str, ...], BeforeValidator(read_command)]
