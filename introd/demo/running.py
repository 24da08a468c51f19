"""The whole demonstration, from the first look at what is installed to the last line."""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
import tempfile
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from introd.demo.play import Ask, Player, Stopped
from introd.demo.telling import Teller

if TYPE_CHECKING:
    from introd.decide.case import Case
    from introd.demo.stage import Stage

START = datetime(2026, 3, 2, 9, 12, tzinfo=UTC)  # a Monday
_NEEDED = ("pymap", "aiosmtpd")
_INTERRUPTED = 130  # as shells count a program that Ctrl-C ended


def missing_packages() -> tuple[str, ...]:
    """The packages of the extra `demo` that are not installed."""
    return tuple(name for name in _NEEDED if importlib.util.find_spec(name) is None)


def run(out: Path, *, play: bool = False, console: Console | None = None, ask: Ask | None = None) -> int:
    """Tell both stories, leave the mails and `index.html` in `out`, and give the exit code.

    0: all is as it should be. 1: something is not, and is said. 2: packages are missing, or `out` can't be written. 130: Ctrl-C.
    Without a terminal nothing is asked, whatever `play` says.
    """
    console = console or Console()
    missing = missing_packages()
    if missing:
        console.print(f"The demo needs {' and '.join(missing)}: pip install 'introd[demo]'", markup=False, highlight=False)
        return 2
    _make_writable(console)
    teller = Teller(console)
    player = Player(ask or input if play and console.is_terminal else None, teller.say)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _not_left(teller, out, error)
    try:
        return asyncio.run(_tell(out, teller, player))
    except (Stopped, KeyboardInterrupt):
        teller.end("Stopped.", good=False)
        return _INTERRUPTED


def _make_writable(console: Console) -> None:
    """Where the output can't write a sign, such as an arrow, it writes a question mark."""
    if isinstance(console.file, TextIOWrapper):
        console.file.reconfigure(errors="replace")


def _not_left(teller: Teller, out: Path, error: OSError) -> int:
    teller.end(f"The mails can't be left in {out}: {error.strerror or error}", good=False)
    return 2


async def _tell(out: Path, teller: Teller, player: Player) -> int:
    """On a stage of its own, whose record is thrown away afterwards."""
    from introd.demo.stage import opened
    from introd.demo.story import Storyteller

    folder = Path(tempfile.mkdtemp(prefix="introd-demo-"))
    try:
        async with opened(folder, START, teller.show) as stage:
            storyteller = Storyteller(stage, teller, player)
            stage.note = storyteller.beside
            played = player.ask is not None
            met = await storyteller.first()
            parted = await storyteller.second()
            return _finish(out, teller, stage, met, parted, played)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _finish(out: Path, teller: Teller, stage: Stage, met: Case | None, parted: Case | None, played: bool) -> int:
    from introd.demo.album import leave
    from introd.demo.proof import unmet
    from introd.demo.story import ending

    try:
        page = leave(stage.album, out)
    except OSError as error:
        return _not_left(teller, out, error)
    faults = unmet(stage, met, parted, played=played)
    for fault in faults:
        teller.end(f"Not as it should be: {fault}", good=False)
    teller.end(f"{ending(met, parted, len(stage.album))} in {out}/, open {page}", good=not faults)
    return 1 if faults else 0
