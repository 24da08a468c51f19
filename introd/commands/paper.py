"""What a command prints on: coloured at a terminal, plain elsewhere, JSON where a script asked for it."""

from __future__ import annotations

import json
import re
import sys
from typing import IO, Any

from rich.console import Console
from rich.text import Text

_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Paper:
    """Lines for a person, or one JSON value for a script."""

    def __init__(self, out: IO[str] | None = None) -> None:
        """`out` is standard output where nothing else is given; NO_COLOR is heeded (no-color.org)."""
        self._out = out or sys.stdout
        self._console = Console(file=self._out, highlight=False, soft_wrap=True)

    @property
    def coloured(self) -> bool:
        """Whether a person at a terminal reads it."""
        return self._console.is_terminal

    def title(self, text: str) -> None:
        """A heading."""
        self._print((text, "bold"))

    def line(self, text: str) -> None:
        """A line as it is: nothing in it is markup, however it looks."""
        self._print((text, ""))

    def note(self, text: str) -> None:
        """A remark that is no result."""
        self._print((text, "dim"))

    def mark(self, ok: bool, text: str, remedy: str = "") -> None:
        """A finding: `✓ text`, or `✗ text; remedy`."""
        sign = ("✓ ", "green") if ok else ("✗ ", "bold red")
        self._print(sign, (text, ""), (f"; {remedy}" if remedy else "", ""))

    def data(self, value: Any) -> None:
        """One JSON value on one line."""
        self._out.write(json.dumps(value, ensure_ascii=False) + "\n")

    def _print(self, *parts: tuple[str, str]) -> None:
        """What people wrote may hold anything: none of it moves the cursor or colours the terminal."""
        safe = [(_CONTROLS.sub("", text), style) for text, style in parts]
        if self.coloured:
            self._console.print(Text.assemble(*safe))
        else:
            self._out.write("".join(text for text, _ in safe) + "\n")
