"""What a command prints on: coloured at a terminal, plain elsewhere, JSON where a script asked for it."""

from __future__ import annotations

import json
import sys
from typing import IO, Any

from rich.console import Console
from rich.text import Text


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
        self._print(Text(text, style="bold"))

    def line(self, text: str) -> None:
        """A line as it is: nothing in it is markup, however it looks."""
        self._print(Text(text))

    def note(self, text: str) -> None:
        """A remark that is no result."""
        self._print(Text(text, style="dim"))

    def mark(self, ok: bool, text: str, remedy: str = "") -> None:
        """A finding: `✓ text`, or `✗ text; remedy`."""
        found = Text("✓ " if ok else "✗ ", style="green" if ok else "bold red")
        self._print(found.append(text, style="default").append(f"; {remedy}" if remedy else "", style="default"))

    def data(self, value: Any) -> None:
        """One JSON value on one line."""
        self._out.write(json.dumps(value, ensure_ascii=False) + "\n")

    def _print(self, text: Text) -> None:
        if self.coloured:
            self._console.print(text)
        else:
            self._out.write(text.plain + "\n")
