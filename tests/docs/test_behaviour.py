"""The page of behaviour: every statement of the two articles has its row, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "behaviour.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+|\*)`", PAGE)))
ROWS = re.findall(r"^\| ([AB]\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[f"{path}::{name}" for path, name in NAMED])
def test_every_test_that_is_named_exists(path: str, name: str) -> None:
    """A file and a function of tests; a star stands for all of a file."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert name in found or (name == "*" and any(one.startswith("test_") for one in found))


def test_every_statement_has_one_row() -> None:
    """A1 to A42 and B1 to B28, in order, each once."""
    assert [row[0] for row in ROWS] == [*(f"A{n}" for n in range(1, 43)), *(f"B{n}" for n in range(1, 29))]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_row_says_what_is_done_and_what_shows_it(row: tuple[str, str, str, str]) -> None:
    """No cell is empty, and the last names a test or says why there is none."""
    assert all(len(cell.split()) > 1 for cell in row[1:3])
    assert "::" in row[3] or row[3].startswith("Left out")
