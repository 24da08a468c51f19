"""What pydantic finds, in our words: the key, what is wrong with it, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from introd.config.faults import Fault, Unfit
from introd.config.near import nearest
from introd.config.shape import (
    AfterwardsTable,
    AskingTable,
    File,
    FoldersTable,
    HoursTable,
    ImapTable,
    IntroducerTable,
    RecordTable,
    SafetyTable,
    SmtpTable,
    Table,
)

Path = tuple[str | int, ...]

TABLES: Mapping[str, type[Table]] = {
    "": File, "introducer": IntroducerTable, "asking": AskingTable, "afterwards": AfterwardsTable, "hours": HoursTable, "safety": SafetyTable,
    "record": RecordTable,
    "imap": ImapTable, "imap.folders": FoldersTable, "smtp": SmtpTable,
}  # fmt: skip
"""Every table of the file, by name."""

_TYPES = {
    "string_type": ("is not text", "put it in quotes"),
    "int_type": ("is not a whole number", "write a number without quotes, for example 5"),
    "float_type": ("is not a number", "write a number without quotes, for example 15"),
    "bool_type": ("is not true or false", "write true or false, without quotes"),
    "list_type": ("is not a list", 'write a list: ["one", "two"]'),
    "date_type": ("is not a date", "write dates without quotes: 2026-12-24"),
}


def name_of(key: Path) -> str:
    """`("introducer", 1, "name")` as `introducer 2: name`, others as `imap.host`."""
    parts = [f" {part + 1}:" if isinstance(part, int) else f".{part}" for part in key]
    return "".join(parts).removeprefix(".").replace(":.", ": ").removesuffix(":")


def key_of(place: Path) -> Path:
    """The key that a place belongs to: an entry of a list of values belongs to the list."""
    last = max((n for n, part in enumerate(place) if isinstance(part, str)), default=0)
    return place[: last + 1]


def line_of(key: Path, where: Mapping[Path, int]) -> int:
    """The line of a key, or of the table that it stands in; 0 where there is none."""
    return next((where[key[:n]] for n in range(len(key), 0, -1) if key[:n] in where), 0)


def faults(error: ValidationError, where: Mapping[Path, int]) -> list[Fault]:
    """Each of pydantic's errors as a fault, one for a place."""
    found: dict[Path, Fault] = {}
    for item in error.errors(include_url=False, include_input=False):
        key = key_of(item["loc"])
        what, remedy = _told(item, key)
        found.setdefault(item["loc"], Fault(line_of(key, where), name_of(key), what, remedy))
    return list(found.values())


def _told(item: Any, key: Path) -> tuple[str, str]:
    kind, context = item["type"], item.get("ctx", {})
    if kind == "extra_forbidden":
        return "nobody knows this key", _instead(key)
    if isinstance(fault := context.get("error"), Unfit):
        return fault.what, fault.remedy
    if kind == "literal_error":
        return "is none of the possible words", f"write one of {context['expected']}"
    if kind in ("greater_than", "greater_than_equal", "less_than_equal"):
        bound = next(iter(context.values()))
        words = {"greater_than": "more than", "greater_than_equal": "at least", "less_than_equal": "at most"}[kind]
        return "is out of range", f"write {words} {bound:g}"
    if kind in ("model_type", "model_attributes_type", "dataclass_type"):
        last = key[-1]
        return "is not a table", f"write [{last}] on a line of its own" if isinstance(last, str) else "write [[introducer]]"
    if kind == "list_type" and item["loc"] == ("introducer",):
        return "is one table", "write [[introducer]], with two brackets, for each introducer"
    return _TYPES.get(kind, (item["msg"].lower(), "see config.example.toml"))


def _instead(key: Path) -> str:
    """Which key was meant: a like one in the same table, else the table that has it."""
    table = ".".join(part for part in key[:-1] if isinstance(part, str))
    name = str(key[-1])
    here = TABLES[table].model_fields if table in TABLES else {}
    if close := nearest(name, here):
        return f"did you mean {close!r}?"
    homes = [title for title, shape in TABLES.items() if name in shape.model_fields and title != table]
    if homes:
        return f"it belongs in {_heading(homes[0])}"
    return f"take it out; known here: {', '.join(sorted(here))}"


def _heading(table: str) -> str:
    if not table:
        return "the top of the file, above all tables"
    return "[[introducer]]" if table == "introducer" else f"[{table}]"
