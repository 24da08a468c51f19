"""Text → tables, going on behind a fault in the spelling, so that the other faults are seen as well."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from introd.config.faults import Fault

_AT = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$")
_MOST = 20


def parse(text: str) -> tuple[dict[str, Any], list[Fault], str]:
    """The tables, the faults of spelling, and the text that was read: lines with a fault are left empty in it."""
    lines = text.splitlines()
    faults: list[Fault] = []
    while True:
        try:
            return tomllib.loads("\n".join(lines)), faults, "\n".join(lines)
        except tomllib.TOMLDecodeError as error:
            found = _AT.match(str(error))
            number = int(found[2]) if found and found[2] else 0
            faults.append(_fault(found[1] if found else str(error), number))
            if not number or number > len(lines) or not lines[number - 1] or len(faults) == _MOST:
                return {}, faults, ""
            lines[number - 1] = ""


def _fault(said: str, number: int) -> Fault:
    if said.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate")):
        return Fault(number, "", "this is set twice", "keep one of the two")
    if not number:
        return Fault(0, "", f"the file ends too early: {said.lower()}", "close the bracket or the quotes that are open")
    return Fault(number, "", f"not TOML: {said.lower()}", 'write `key = "text"`, `key = 5`, `key = true` or `[table]`')
