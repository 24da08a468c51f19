"""Which key stands on which line."""

from __future__ import annotations

import string
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from introd.config.lines import lines
from introd.config.toml import parse

TEXT = '''\
a = 1           # [not.a.table]
b.c = "x = 2"
list = [
  1, # ] one
  "]",
]
long = """
inside = 1
[inside]
"""
raw = \'\'\'
also = 1 \'\'\'
[t]
"quoted key" = { x = [1, 2], y = "}" }
last = 2026-01-01

[[many]]
name = 1
[[many]]
name = 2
[many.sub]
deep = true
[[many.more]]
z = 1
'''


def test_every_key_has_its_line() -> None:
    """Strings, lists, remarks and tables over several lines are walked over, and lead nobody astray."""
    assert lines(TEXT) == {
        ("a",): 1, ("b",): 2, ("b", "c"): 2, ("list",): 3, ("long",): 7, ("raw",): 11, ("t",): 13, ("t", "quoted key"): 14,
        ("t", "last"): 15, ("many", 0): 17, ("many", 0, "name"): 18, ("many", 1): 19, ("many", 1, "name"): 20,
        ("many", 1, "sub"): 21, ("many", 1, "sub", "deep"): 22, ("many", 1, "more", 0): 23, ("many", 1, "more", 0, "z"): 24,
    }  # fmt: skip


NAMES = st.text(string.ascii_lowercase + "_-", min_size=1, max_size=8)
STRINGS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
QUOTED = STRINGS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
BLOCKS = STRINGS.map(lambda text: f"'''\n{text.replace(chr(39), '')}\n[x]\nk = 1\n'''")
LISTS = st.lists(QUOTED, max_size=3).map(lambda items: "[\n  " + ",\n  ".join([*items, "0"]) + " # ] [x]\n]")
VALUES = st.one_of(st.integers().map(str), st.booleans().map(lambda b: str(b).lower()), QUOTED, BLOCKS, LISTS)
TABLES = st.dictionaries(NAMES, st.dictionaries(NAMES, VALUES, max_size=4), max_size=4)


@given(TABLES)
def test_any_table_is_found_again(tables: dict[str, dict[str, str]]) -> None:
    """Whatever stands in values, each key of a sound file is found on the line where it was written."""
    text, expected = "", {}
    for name, keys in tables.items():
        expected[(name,)] = text.count("\n") + 1
        text += f"[{name}]\n"
        for key, value in keys.items():
            expected[(name, key)] = text.count("\n") + 1
            text += f"{key} = {value}\n"
    assert tomllib.loads(text).keys() == tables.keys()
    assert lines(text) == expected


@given(st.text(max_size=200))
def test_any_text_is_parsed_or_has_a_fault(text: str) -> None:
    """Whatever a file holds, it is read as tables, or its faults are told: nothing is raised, and it ends."""
    tables, faults, sound = parse(text)
    assert faults or tables == tomllib.loads(sound)
    assert all(fault.line <= max(1, len(text.splitlines())) for fault in faults)


@given(st.text(max_size=200).filter(lambda text: not parse(text)[1]))
def test_lines_of_any_sound_text_end(text: str) -> None:
    """Of any sound file each top key has a line within the file."""
    tables, _, sound = parse(text)
    found = lines(sound)
    assert all(any(path[0] == name for path in found) for name in tables)
    assert all(1 <= line <= sound.count("\n") + 1 for line in found.values())
