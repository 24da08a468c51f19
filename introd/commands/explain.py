"""`introd explain`: how introd understands saved messages, and which words decided it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from email.utils import parseaddr
from pathlib import Path
from typing import IO, Any

from introd.read.explaining import explained, unexplained
from introd.read.reading import Context, Introducer, UnreadableMail
from introd.read.understand import read

_LABELS = {
    "class": "Class",
    "answer": "Answer",
    "until": "Until",
    "parties": "Parties",
    "why": "Why",
    "missing": "Missing",
    "ask_first": "Ask first",
    "not_before": "Not before",
    "because": "Because",
    "error": "Error",
}


def introducers_of(mailboxes: Iterable[str]) -> tuple[Introducer, ...]:
    """Introducers of `--introducer 'Liz Ryan <liz@ryan.example>'`; the same name twice is one person with two addresses.

    Raises ValueError for a mailbox without an address.
    """
    found: dict[str, list[str]] = {}
    for mailbox in mailboxes:
        name, address = parseaddr(mailbox)
        if "@" not in address:
            raise ValueError(f"not a mailbox: {mailbox!r} (write: Liz Ryan <liz@ryan.example>)")
        found.setdefault(name or address, []).append(address.lower())
    return tuple(Introducer(name, tuple(addresses)) for name, addresses in found.items())


def explain_files(paths: Iterable[str | Path], context: Context, *, as_json: bool, out: IO[str]) -> int:
    """Write how each file is understood, each as soon as it is read; the exit code: 1 if any could not be read, else 0.

    With `as_json` one object a line. A file that can't be read is named, and the others are read all the same.
    """
    failed = 0
    for path in paths:
        told = explain_file(path, context)
        failed |= "error" in told
        out.write(json.dumps(told, ensure_ascii=False) + "\n" if as_json else _told(told))
    out.flush()
    return int(failed)


def explain_file(path: str | Path, context: Context) -> dict[str, Any]:
    """How one file is understood, as the object of `explained`, or with "error" where it can't be read."""
    try:
        return explained(str(path), read(Path(path).read_bytes(), context))
    except UnreadableMail as unreadable:
        return unexplained(str(path), str(unreadable))
    except OSError as fault:
        return unexplained(str(path), fault.strerror or str(fault))


def _told(told: dict[str, Any]) -> str:
    """One message for a reader at a terminal."""
    lines = [str(told["file"])]
    for key, label in _LABELS.items():
        value = told.get(key)
        if value not in (None, "", [], {}):
            lines.append(f"  {label + ':':<12} {_plain(key, value)}")
    for email, text in (told.get("about") or {}).items():
        lines.append(f"  {'About:':<12} {email}: {' '.join(text.split())}")
    return "\n".join([*lines, ""]) + "\n"


def _plain(key: str, value: Any) -> str:
    if key == "parties":
        return ", ".join(f"{party['name'] or '?'} <{party['email'] or '?'}>" for party in value)
    return ", ".join(value) if isinstance(value, list) else " ".join(str(value).split())
