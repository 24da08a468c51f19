"""A reading as one plain object, for operators and bug reports: what introd understood, and which words decided it."""

from __future__ import annotations

from datetime import date
from typing import Any

from introd.read.reading import Kind, Reading, Request

KEYS = (
    "file",
    "class",
    "answer",
    "until",
    "text",
    "complete",
    "parties",
    "about",
    "why",
    "missing",
    "ask_first",
    "not_before",
    "because",
)
_REQUESTS = frozenset({Kind.REQUEST, Kind.OUTSIDER_REQUEST})


def explained(file: str, reading: Reading) -> dict[str, Any]:
    """The object of one message: always the keys of `KEYS`, null where they do not apply, days as ISO dates."""
    request = reading.request if reading.kind in _REQUESTS else None
    return {
        "file": file,
        "class": str(reading.kind),
        "answer": _answer(reading),
        "until": _iso(_until(reading)),
        "text": reading.text,
        **_of_request(request),
        "because": "; ".join(_because(reading)) or str(reading.kind),
    }


def unexplained(file: str, reason: str) -> dict[str, Any]:
    """The object of a file that can't be read: every key null, and the error."""
    return {**dict.fromkeys(KEYS), "file": file, "error": reason}


def _answer(reading: Reading) -> str | None:
    if reading.gone:
        return "gone"
    return str(reading.said.answer) if reading.said and reading.kind is Kind.ANSWER else None


def _until(reading: Reading) -> date | None:
    if reading.said and reading.said.until:
        return reading.said.until
    return reading.absent_until or (reading.command.until if reading.command else None)


def _because(reading: Reading) -> tuple[str, ...]:
    said = reading.said.because if reading.said else ()
    return tuple(dict.fromkeys(" ".join(word.split()) for word in (*said, *reading.because) if word.strip()))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_request(request: Request | None) -> dict[str, Any]:
    """The keys that only a request has."""
    if request is None:
        return dict.fromkeys(("complete", "parties", "about", "why", "missing", "ask_first", "not_before"))
    return {
        "complete": request.complete,
        "parties": [{"name": party.name, "email": party.email} for party in request.parties],
        "about": {party.email: "\n".join(party.profile.values()) for party in request.parties if party.email and party.profile},
        "why": request.why,
        "missing": [str(missing) for missing in request.missing],
        "ask_first": request.ask_first,
        "not_before": _iso(request.not_before),
    }
