"""Which key of a TOML file stands on which line: tomllib reads values, but does not say where they were.

The text is known to be TOML when it comes here, so a simple walk does: headers, keys, and values skipped over, with their strings,
comments and brackets.
"""

from __future__ import annotations

import re
import tomllib

Path = tuple[str | int, ...]

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?[^\n]*")
_ASSIGNED = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*")
_REST = re.compile(r"[^\n]*")
_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


def lines(text: str) -> dict[Path, int]:
    """Each key's path, such as `("introducer", 0, "name")`, with the line on which it stands, from 1. `text` is sound TOML."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    at = 0
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        if header := _HEADER.match(text, at):
            table = _table(header, counts)
            found.setdefault(table, line)
            at = header.end()
        elif assigned := _ASSIGNED.match(text, at):
            path = table + _names(assigned[1])
            for length in range(len(table) + 1, len(path) + 1):
                found.setdefault(path[:length], line)
            at = _behind(text, assigned.end())
        else:
            rest = _REST.match(text, at)
            at = rest.end() if rest else at
        at += 1
    return found


def _table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path of a header; each `[[name]]` is the next of its kind, and what stands under it belongs to it."""
    path: Path = ()
    names = _names(header[2])
    for number, name in enumerate(names):
        path = (*path, name)
        last = number == len(names) - 1
        if last and header[1] == "[[":
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _names(dotted: str) -> tuple[str, ...]:
    """`a."b c".d` as its names."""
    names: list[str] = []
    table: object = tomllib.loads(f"{dotted} = 0")
    while isinstance(table, dict):
        name, table = next(iter(table.items()))
        names.append(name)
    return tuple(names)


def _behind(text: str, at: int) -> int:
    """Where the line ends on which the value that begins here ends."""
    depth = 0
    while piece := _PIECE.match(text, at):
        depth += (piece[0] in "[{") - (piece[0] in "]}")
        if piece[0] == "\n" and depth == 0:
            return at
        at = piece.end()
    return len(text)
