"""Documents to store, and moments to store them at."""

from __future__ import annotations

from typing import Any

LIZ = "liz@ryan.example"
MAX = "max@other.example"


def at(hour: int, day: int = 2) -> str:
    """An hour of a day in March 2026, UTC."""
    return f"2026-03-{day:02d}T{hour:02d}:00:00.000000Z"


def introduction(reference: str = "k3x9", **fields: Any) -> dict[str, Any]:
    """Jane and Jason, introduced by Liz."""
    document = {
        "reference": reference,
        "owner": LIZ,
        "state": "asking",
        "due": at(9),
        "closed": None,
        "tokens": {f"{reference}-one": "first", f"{reference}-two": "second"},
        "addresses": ["jane@acme.example", "jason@bolt.example"],
        "why": "both build bridges",
    }
    return {**document, **fields}


def letter(key: str = "k3x9/ask/first/1", **fields: Any) -> dict[str, Any]:
    """An ask to Jane."""
    document = {
        "key": key,
        "reference": key.split("/", maxsplit=1)[0],
        "kind": "ask",
        "to": "jane@acme.example",
        "to_hash": "hash-of-jane",
        "status": "pending",
        "not_before": at(9),
        "order": 5,
        "attempts": 0,
        "message_id": f"<{key}@intro.example>",
    }
    return {**document, **fields}


def person(address: str = "jane@acme.example", name: str = "Jane Roe", owner: str = LIZ, **fields: Any) -> dict[str, Any]:
    """Jane, as Liz knows her."""
    return {"owner": owner, "address": address, "name": name, **fields}
