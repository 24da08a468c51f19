"""What the rules of an answer look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from introd.read.answers.clauses import Message
from introd.read.answers.signs import Seen, Sign
from introd.read.answers.times import Time

WORDS = ("yes_words", "yes_whole")  # sections of words that affirm, and need not speak of an introduction


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at: the message, its signs after corrections, the date that it names, and whether it asks."""

    message: Message
    signs: tuple[Seen, ...]
    until: date | None
    times: tuple[Time, ...]  # the times that are named
    sent: date | None

    def of(self, *kinds: Sign) -> list[Seen]:
        """The signs of these kinds, in order."""
        return [seen for seen in self.signs if seen.sign in kinds]
