"""Tables of people: a row of column names ("Name | Email | Needs"), and a row for each person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from introd.read.reading import PROFILE_KEYS
from introd.read.requests.addresses import without_marks
from introd.read.requests.labels import meaning
from introd.read.requests.page import Page

_MOST_ROWS = 12
_CELLS = re.compile(r"[|;\t]")


def rows(page: Page) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Begin and end of each row of a person, and its cells by the keys of a profile, or "why"."""
    columns: list[str] = []
    at = 0
    for line in page.text.split("\n")[: _MOST_ROWS * 4]:
        cells = [cell.strip() for cell in _CELLS.split(line.strip(" |"))]
        if columns and len(cells) == len(columns):
            told = {key: without_marks(cell) for key, cell in zip(columns, cells, strict=True) if key}
            kept = {key: cell for key, cell in told.items() if cell.strip("-: ")}
            if kept:
                yield at, at + len(line), kept
        elif len(cells) > 1:
            columns = _columns(cells) or columns
        at += len(line) + 1


def _columns(cells: list[str]) -> list[str]:
    """The keys of the columns ("" where one says nothing of a person), or nothing where the row names no columns."""
    known = [meaning(cell) for cell in cells if len(cell) < 40]
    if len([each for each in known if each and not each[1]]) < max(2, len(cells) - 1):
        return []
    keys = [each[0] if each else "" for each in known]
    return ["background" if key == "about" else key if key in PROFILE_KEYS or key == "why" else "" for key in keys]
