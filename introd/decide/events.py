"""What can happen to a case: past tense, each with what it brought; `side` is the party that it came from or concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from introd.decide.case import Side
from introd.decide.letter import Kind, Reader
from introd.read.reading import Request


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened. `message_id` is the mail that brought it, or empty where none did."""

    message_id: str = ""


@dataclass(frozen=True, slots=True)
class DraftAmended(Event):
    """The introducer corrected or completed the request."""

    request: Request = field(default_factory=Request)
    opted_out: frozenset[str] = frozenset()  # addresses among the parties that must not be asked


@dataclass(frozen=True, slots=True)
class GoGiven(Event):
    """The introducer said GO to what was shown last."""


@dataclass(frozen=True, slots=True)
class Cancelled(Event):
    """The introducer called the introduction off."""


@dataclass(frozen=True, slots=True)
class IntroducerAnswered(Event):
    """The introducer's words in answer to a party's question: passed on, never obeyed."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """A party's own clear yes, from the asked address."""

    side: Side = "first"
    words: str = ""
    away: date | None = None
    tell_them: str = ""
    note: str = ""
    question: bool = False
    new_address: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class ConsentRefused(Event):
    """A party's no. The reason, if any, is for the introducer alone."""

    side: Side = "first"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPostponed(Event):
    """A party asked to be asked later; without a day, by the default wait."""

    side: Side = "first"
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OptedOut(Event):
    """A party wants no more mail, for good."""

    side: Side = "first"


@dataclass(frozen=True, slots=True)
class AnswerUnclear(Event):
    """A party's words that decide nothing; perhaps a question."""

    side: Side = "first"
    words: str = ""
    question: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredFromElsewhere(Event):
    """An answer in a party's thread from an address that was not asked: held until the asked one confirms it."""

    side: Side = "first"
    address: str = ""
    answer: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class LetterBounced(Event):
    """A letter came back for good."""

    side: Side = "first"
    kind: Kind = Kind.ASK
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PartyGone(Event):
    """A robot says that the party no longer works there."""

    side: Side = "first"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PartyAbsent(Event):
    """A robot says that the party is away; `until` is the last day of it, where it says so."""

    side: Side = "first"
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LetterSent(Event):
    """The server accepted a letter: waits are counted from here."""

    kind: Kind = Kind.ASK
    reader: Reader = "first"
    number: int = 1
    our_id: str = ""


@dataclass(frozen=True, slots=True)
class LetterRefused(Event):
    """The server refused a letter for good, or its outcome stayed unknown."""

    kind: Kind = Kind.ASK
    reader: Reader = "first"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HandoverLeft(Event):
    """The first copy of the handover was claimed: from here on it counts as gone."""


@dataclass(frozen=True, slots=True)
class TimerRang(Event):
    """The earliest timer of the case is due."""

    name: str = ""
