"""A file → `Config`, or every fault at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from introd.config import checks, complaints
from introd.config.build import build
from introd.config.faults import ConfigFaults, Fault
from introd.config.lines import lines
from introd.config.shape import File
from introd.config.toml import parse
from introd.config.value import Config


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read the configuration at `path`. Raises ConfigFaults with everything that is wrong; opens no secret and no connection."""
    tables, faults, sound = parse(_text(path))
    file, more, sore = _shaped(tables, lines(sound))
    found = checks.Findings(lines(sound), sore)
    checks.check(file, path, found)
    missing_allowed = bool(faults)  # what stood in a line that can't be read is not missing
    faults += more + [f for f in found.faults if f.line or not missing_allowed]
    if faults:
        raise ConfigFaults(path, faults)
    return build(file, path, environment)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigFaults(path, [Fault(0, "", "there is no such file", f"make one: introd init --config {path}")]) from None
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigFaults(path, [Fault(number, "", "not UTF-8", "save the file as UTF-8 text")]) from None
    except OSError as error:
        raise ConfigFaults(path, [Fault(0, "", f"can't be read: {error.strerror}", "make it readable for this user")]) from None


def _shaped(
    tables: dict[str, Any], where: Mapping[tuple[str | int, ...], int]
) -> tuple[File, list[Fault], set[tuple[str | int, ...]]]:
    """The file's tables with their types; values that don't fit are told, and left out, so that the rest can be looked at."""
    try:
        return File.model_validate(tables), [], set()
    except ValidationError as error:
        faults = complaints.faults(error, where)
        sore = {complaints.key_of(item["loc"]) for item in error.errors(include_url=False, include_input=False)}
    for key in sore:
        _drop(tables, key)
    return File.model_validate(tables), faults, sore


def _drop(tables: dict[str, Any], key: tuple[str | int, ...]) -> None:
    table: Any = tables
    for name in key[:-1]:
        table = table[name]
    table.pop(key[-1])
