"""A file of people: what it is, what stands in it, and the same on the way out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from introd.decide.people.person import Person
from introd.exchange.contact import Contact, Unusable
from introd.exchange.table import MEANT, PROFILE, first_line, read_table
from introd.exchange.vcard import read_cards, write_cards

ENDINGS = (".csv", ".tsv", ".txt", ".vcf", ".vcard")
FORMATS = ("csv", "vcard", "json")
_COLUMNS = (
    "name",
    "email",
    "more emails",
    *sorted(PROFILE),
    "status",
    "until",
    "at most in 30 days",
    "at most in a quarter",
    "ask first",
    "note",
)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a file: usable contacts, unusable rows, and how its columns were taken."""

    kind: str
    mapping: tuple[tuple[str, str], ...]
    contacts: tuple[Contact, ...]
    unusable: tuple[Unusable, ...]

    def shown(self) -> list[str]:
        """The reading of the file in lines, to be confirmed before anything is kept."""
        lines = [f"{self.kind}: {len(self.contacts)} people with an e-mail address."]
        lines += [f"{column or '(no name)'} → {MEANT.get(key, key) if key else 'not used'}" for column, key in self.mapping]
        lines += [f"For example: {_example(contact)}" for contact in self.contacts[:_SHOWN]]
        if self.unusable:
            some = "; ".join(f"{u.name or 'nameless'} (number {u.number}): {u.reason}" for u in self.unusable[:_SHOWN])
            lines.append(f"Left out: {len(self.unusable)}, such as {some}")
        return lines

    def hint(self) -> list[str]:
        """How to put a column right, with one of these; nothing where there is none to put right."""
        columns = sorted(((key, column) for column, key in self.mapping if column), key=lambda pair: bool(pair[0]))
        if not columns:
            return []
        example = f"{columns[0][1]} = interests, or {columns[-1][1]} = not used"
        return [f"If a column is something else, say so, for example: {example}. You see it again."]


def hint(text: str) -> list[str]:
    """How to say which column of a table holds the addresses, where no name of a column tells; nothing where there is no table."""
    names = first_line(text)
    return (
        [f"If one of these holds the addresses, say which, for example {names[0]} = email: {', '.join(names)}"] if names else []
    )


def _example(contact: Contact) -> str:
    facts = "; ".join(f"{key}: {text[:60]}" for key, text in contact.profile.items())
    return f"{contact.name or '(no name)'} <{contact.address}>{f' ({facts})' if facts else ''}"


def decoded(raw: bytes) -> str:
    """A file's text: UTF-8 or UTF-16 where a mark or the bytes say so, else what Windows writes."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_file(text: str, mapping: dict[str, str] | None = None) -> Found:
    """What stands in a text, whichever format it is. Raises ValueError where it is no list of people."""
    if "BEGIN:VCARD" in text[:2000].upper():
        return _found("vCard", (), read_cards(text))
    table = read_table(text, mapping)
    return _found(table.kind, tuple(table.mapping()), list(table.contacts()))


def _found(kind: str, mapping: tuple[tuple[str, str], ...], entries: Iterable[Contact | Unusable]) -> Found:
    contacts: dict[str, Contact] = {}
    unusable: list[Unusable] = []
    for entry in entries:
        if isinstance(entry, Unusable):
            unusable.append(entry)
        else:
            contacts.setdefault(entry.address, entry)
    return Found(kind, mapping, tuple(contacts.values()), tuple(unusable))


def write_file(people: Iterable[Person], form: str) -> str:
    """A list as CSV, vCard or JSON; JSON holds everything that is kept. Raises ValueError for another format."""
    if form == "json":
        return json.dumps([person.document() for person in people], ensure_ascii=False, indent=1) + "\n"
    if form == "vcard":
        return write_cards(_contact(person) for person in people)
    if form != "csv":
        raise ValueError(f"{form!r} is no format: write csv, vcard or json")
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in _row(person).items()} for person in people)
    return out.getvalue()


def _row(person: Person) -> dict[str, Any]:
    return {
        "name": person.name, "email": person.address, "more emails": " ".join(person.addresses),
        **{key: person.profile.get(key, "") for key in PROFILE}, "status": str(person.status),
        "until": person.until.isoformat() if person.until else "",
        "at most in 30 days": str(person.caps.month) if person.caps else "", "at most in a quarter": str(person.caps.quarter) if person.caps else "",
        "ask first": "yes" if person.ask_first else "", "note": "\n".join(note.text for note in person.notes),
    }  # fmt: skip


def _harmless(cell: Any) -> Any:
    """A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _contact(person: Person) -> Contact:
    return Contact(person.name, person.address, person.addresses, person.profile, "\n".join(note.text for note in person.notes))
