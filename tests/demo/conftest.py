"""One run of the demonstration for many tests: it is the same each time."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rich.console import Console

pytest.importorskip("pymap", reason="the demo needs introd[demo]")
pytest.importorskip("aiosmtpd", reason="the demo needs introd[demo]")

from introd.demo import run
from introd.demo.sheets import Sheet


@dataclass
class Performance:
    """What a run left: its exit code, what it printed, its folder."""

    code: int
    printed: str
    out: Path
    questions: list[str] = field(default_factory=list)

    @property
    def mails(self) -> list[Sheet]:
        """The .eml files, in order, read back as sheets by their names."""
        return [_sheet(path) for path in sorted(self.out.glob("*.eml"))]

    def mailbox(self, key: str) -> list[Sheet]:
        """What somebody received from introd."""
        return [s for s in self.mails if key in s.readers and s.author == "introd"]

    def kinds(self, key: str) -> list[str]:
        """The kinds of letters that somebody received from introd."""
        return [s.kind for s in self.mailbox(key)]


def _sheet(path: Path) -> Sheet:
    number, author, rest = path.stem.split("-", 2)
    readers, _, kind = rest.removeprefix("to-").replace("-and-", "+").partition("-")
    raw = path.read_bytes()
    sheet = Sheet(int(number), _START, author, tuple(readers.split("+")), raw, kind=kind)
    assert sheet.field("Date")
    return sheet


from introd.demo.running import START as _START  # noqa: E402


def perform(out: Path, answers: list[str] | None = None, *, terminal: bool = False, play: bool | None = None) -> Performance:
    """Run the demonstration; `answers` are typed one after the other, then the input ends."""
    printed, typed, questions = io.StringIO(), iter(answers or ()), []

    def ask(prompt: str) -> str:
        questions.append(prompt)
        line = next(typed, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    console = Console(file=printed, force_terminal=terminal, width=120, color_system="truecolor" if terminal else None)
    code = run(out, play=bool(answers) if play is None else play, console=console, ask=ask)
    return Performance(code, printed.getvalue(), out, questions)


@pytest.fixture(scope="session")
def performed(tmp_path_factory: pytest.TempPathFactory) -> Performance:
    """The demonstration without a terminal."""
    return perform(tmp_path_factory.mktemp("demo") / "demo-mails")


@pytest.fixture
def played(tmp_path: Path) -> Callable[..., Performance]:
    """Run it with somebody at the keyboard who types these lines: `played("yes", "no")`."""
    return lambda *answers: perform(tmp_path / "played", list(answers), terminal=True)
