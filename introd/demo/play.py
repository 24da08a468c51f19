"""The person at the keyboard, who answers as Jason and Jane."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from introd.demo.cast import JANE, JASON, Persona

Ask = Callable[[str], str]
"""Asks the person at the keyboard and gives the line; EOFError where there is no more, KeyboardInterrupt for Ctrl-C."""

PLAYED = (JASON, JANE)
SILENT = "."


class Stopped(Exception):
    """The person at the keyboard has seen enough (Ctrl-C)."""


@dataclass(slots=True)
class Player:
    """Who answers for whom. Without `ask` everybody answers as the story has it."""

    ask: Ask | None = None
    say: Callable[[str], None] = print
    _explained: bool = field(default=False)

    def plays(self, who: Persona) -> bool:
        """Whether somebody at the keyboard is this person."""
        return self.ask is not None and who in PLAYED

    def words(self, who: Persona, scripted: str) -> str:
        """What this person answers; empty for nothing. Raises Stopped on Ctrl-C; at the end of input the story goes on by itself."""
        if self.ask is None or not self.plays(who):
            return scripted
        self._explain()
        try:
            with interruptible():
                typed = self.ask(f"You are {who.first_name}. Your answer: ").strip()
        except EOFError:
            self.ask = None
            self.say("No more input: from here the story goes on by itself.")
            return scripted
        except KeyboardInterrupt:
            raise Stopped from None
        return "" if typed == SILENT else typed or scripted

    def _explain(self) -> None:
        if not self._explained:
            self._explained = True
            self.say(
                "Answer as you would by mail, in a line: yes, no, later, a question, anything. "
                "Enter alone answers as the story does; a dot says nothing at all, and time passes."
            )


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the question at once: asyncio would only note it and wait for the end of the line."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
