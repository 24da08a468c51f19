"""The phrases of `phrases.toml`, read once."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Final

_DATA: Final = tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text("utf-8"))

ABSENCE_SUBJECTS: Final = tuple(_DATA["absence"]["subjects"])
ABSENCE: Final = tuple(_DATA["absence"]["phrases"])
ROBOTIC: Final = tuple(_DATA["absence"]["robotic"])
GONE: Final = tuple(_DATA["gone"]["phrases"])
GONE_AUTOMATIC: Final = GONE + tuple(_DATA["gone"]["automatic"])
TICKET_SUBJECTS: Final = tuple(_DATA["ticket"]["subjects"])
TICKET: Final = tuple(_DATA["ticket"]["phrases"])
CHALLENGE: Final = tuple(_DATA["challenge"]["phrases"])
CHALLENGE_LINKS: Final = tuple(_DATA["challenge"]["links"])
RECEIPT_SUBJECTS: Final = tuple(_DATA["receipt"]["subjects"])
BULK_SENDERS: Final = frozenset(_DATA["bulk"]["senders"])


def first(phrases: tuple[str, ...], text: str) -> str:
    """The first of the phrases that stands in the folded text, else the empty string."""
    return next((phrase for phrase in phrases if phrase in text), "")


def count(phrases: tuple[str, ...], text: str) -> int:
    """How many of the phrases stand in the folded text."""
    return sum(phrase in text for phrase in phrases)
