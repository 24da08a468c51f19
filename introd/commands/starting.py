"""`introd init`: a first configuration out of the example, with what the command line told filled in."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from introd.commands.exits import OPERATOR, leave
from introd.commands.paper import Paper
from introd.config import ConfigFaults, load


def example() -> str:
    """The packaged config.example.toml; in a checkout the one at its top."""
    inside = Path(str(resources.files("introd"))) / "config.example.toml"
    path = inside if inside.is_file() else inside.parent.parent / "config.example.toml"
    return path.read_text(encoding="utf-8")


def filled(text: str, answers: Mapping[tuple[str, str], str]) -> str:
    """The example with keys set, each (table, key) once; what is not answered stays. Raises KeyError for a key that isn't there."""
    for (table, key), value in answers.items():
        start = re.search(rf"^\[+{re.escape(table)}\]+$", text, re.MULTILINE).end() if table else 0  # type: ignore[union-attr]
        line = re.compile(rf"^(?:# )?{re.escape(key)} = [^#\n]*?(?=\s*(?:#|$))", re.MULTILINE)
        found = line.search(text, start)
        if not found:
            raise KeyError(f"{table}.{key}")
        text = f"{text[: found.start()]}{key} = {value}{text[found.end() :]}"
    return text


def init(path: Path, answers: Mapping[tuple[str, str], str | list[str]], paper: Paper) -> int:
    """Write the configuration; it names where the password is, and does not hold it. 0, or 2 where there is a file already, or an answer is not possible."""
    text = filled(example(), {key: json.dumps(value, ensure_ascii=False) for key, value in answers.items() if value})
    if path.exists():
        leave(OPERATOR, f"{path} is there already; take it away first, or name another with --config")
    try:
        _put(path, text)
    except OSError as error:
        leave(OPERATOR, f"{path} can't be written: {error.strerror}")
    paper.line(f"{path} is written. Next: look through it, put the password where it says, then run")
    paper.line(f"  introd check --config {path}")
    return 0


def _put(path: Path, text: str) -> None:
    """Whole and sound, or not at all; never in place of another. Raises ConfigFaults and OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w", encoding="utf-8") as file:
        file.write(text)
    try:
        load(fresh)
        os.link(fresh, path)
    except ConfigFaults as faults:
        raise ConfigFaults(path, list(faults.faults)) from None
    finally:
        fresh.unlink()
