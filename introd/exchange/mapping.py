"""What the reader of a mapping puts right: `Town = place, Firm = employer`, `MAP Town: place`, `Notes is not used`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from introd.exchange.table import MEANT, meaning_of, same_column

_PIECE = re.compile(r"[\n,;]|\.\s|\s+and\s+(?=[^,;\n]*(?:[=:→]|\s(?:is|as|means)\s))", re.IGNORECASE)
_IS = re.compile(
    r"^\W*(?:please\s+)?(?:map\s+|take\s+|use\s+)?(?:the\s+)?(?:column\s+)?(?P<one>.+?)\s*(?:=+>?|:|→|->|\s(?:is|as|means|to|for)\s)\s*(?P<other>.+?)\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|for)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Columns with what they are to be taken for, and what could not be followed, in words."""

    mapping: Mapping[str, str]
    doubts: tuple[str, ...]


def read_mapping(words: str, columns: Iterable[str]) -> Wanted | None:
    """What somebody's words say of the columns of a file; None where they speak of none."""
    columns, mapping, doubts = [c for c in columns if c], {}, []
    for piece in _PIECE.split(words[:4000]):
        said = _IS.match(piece)
        if said is None:
            continue
        one, other = _unquoted(said["one"]), _unquoted(said["other"])
        if not _is_column(one, columns) and _is_column(other, columns):
            one, other = other, one
        key = meaning_of(_ARTICLE.sub("", other))
        if not _is_column(one, columns):
            doubts += [f"there is no column {one!r}"] if key is not None else []
        elif key is None:
            doubts.append(f"{other!r} is nothing that I keep: write {known()}")
        else:
            mapping[one] = key
    return Wanted(mapping, tuple(doubts)) if mapping or doubts else None


def known() -> str:
    """What a column may be taken for, as a list in words."""
    return f"{', '.join(MEANT.values())}, or not used"


def _is_column(said: str, columns: Iterable[str]) -> bool:
    return any(same_column(said, column) for column in columns)


def _unquoted(text: str) -> str:
    return text.strip(" \t\"'“”„*<>")
