"""Text → tables, going on behind a fault in the spelling, so that the other faults are seen as well."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from introd.config.faults import Fault

_AT = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate")
_OPEN = ("Unclosed", "Unterminated")
_MOST = 20


def parse(text: str) -> tuple[dict[str, Any], list[Fault], str]:
    """The tables, the faults of spelling, and the text that was read: lines with a fault are left empty in it."""
    lines = text.splitlines()
    faults: list[Fault] = []
    while True:
        sound = "\n".join([*lines, ""])
        try:
            return tomllib.loads(sound), faults, sound
        except tomllib.TOMLDecodeError as error:
            found = _AT.match(str(error))
            said, number = (found[1], int(found[2] or len(lines))) if found else (str(error), len(lines))
        if said.startswith(_OPEN):  # how far it was meant to go nobody knows, so what follows can't be judged
            return {}, [*faults, _unclosed(lines, number)], ""
        faults.append(_fault(said, number, lines))
        if not 0 < number <= len(lines) or not lines[number - 1] or len(faults) == _MOST:
            return {}, faults, ""
        lines[number - 1] = ""


def _fault(said: str, number: int, lines: list[str]) -> Fault:
    """What stands in the line is not repeated: it may be a password."""
    found = _KEY.match(lines[number - 1]) if 0 < number <= len(lines) else None
    key = found[1] if found else ""
    if said.startswith(_TWICE):
        return Fault(number, key, "this is set twice", "keep one of the two")
    remedy = f'write {key} = "text", {key} = 5 or {key} = true' if key else "write key = value, [table], or # before a remark"
    return Fault(number, key, f"not TOML ({said[:1].lower()}{said[1:]})", remedy)


def _unclosed(lines: list[str], number: int) -> Fault:
    """The line in which it was opened, as far as brackets tell."""
    upwards = range(min(number, len(lines)), 0, -1)
    opened = next((n for n in upwards if lines[n - 1].count("[") > lines[n - 1].count("]")), number)
    found = _KEY.match(lines[opened - 1])
    return Fault(opened, found[1] if found else "", "a bracket or a quote is opened and not closed", "close it")
