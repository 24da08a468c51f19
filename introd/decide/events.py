"""What can happen to a case: past tense, each with what it brought; `side` is the party that it came from or concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from introd.decide.case import Side
from introd.decide.letter import Kind, Reader
from introd.decide.people.asking import Known
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
    people: tuple[Known, ...] = ()  # what the list knows of the parties, those of the corrections included


@dataclass(frozen=True, slots=True)
class GoGiven(Event):
    """The introducer said GO to what was shown last."""

    people: tuple[Known, ...] = ()  # as the list knows them now


@dataclass(frozen=True, slots=True)
class Overridden(Event):
    """The introducer said OVERRIDE to the warnings that were shown last."""

    people: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitChosen(Event):
    """The introducer said WAIT: until a day that they name, else until the better one."""

    until: date | None = None
    people: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancelled(Event):
    """The introducer called the introduction off."""


@dataclass(frozen=True, slots=True)
class IntroducerAnswered(Event):
    """The introducer's words in answer to a party's question: passed on, never obeyed. `side`: whose question is answered, where that is plain."""

    words: str = ""
    side: Side | None = None


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
    answering: str = ""  # the kind of our letter that it replies to, where that is known


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
class AskHeldBack(Event):
    """An ask that is owed does not leave, since its reader is paused: until a day, without one for as long as it takes.

    `own`: by their own wish, which the introducer can't lift.
    """

    side: Side = "first"
    until: date | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class HandoverLeft(Event):
    """The first copy of the handover was claimed: from here on it counts as gone."""


@dataclass(frozen=True, slots=True)
class ThreadWritten(Event):
    """A party wrote in the introduced thread, as the headers of a copy show.

    `to_other`: the other is among its readers. `dropped`: we were only in its blind copy, the custom for leaving somebody out from now on.
    """

    side: Side = "first"
    to_other: bool = True
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class HeardSaid(Event):
    """A party said whether they have heard from the other: HEARD or NOT YET."""

    side: Side = "first"
    heard: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class WroteSaid(Event):
    """A party said that they have written to the other: DONE."""

    side: Side = "first"


@dataclass(frozen=True, slots=True)
class Excused(Event):
    """A party can't, and says why. The reason is for the introducer; what is marked "Tell them:" is passed on."""

    side: Side = "first"
    reason: str = ""
    tell_them: str = ""


@dataclass(frozen=True, slots=True)
class Reported(Event):
    """A party told how it went, asked or not."""

    side: Side = "first"
    how: Literal["good", "fine", "poor", "not_met", "not_going"] = "fine"
    words: str = ""
    kinds: tuple[str, ...] = ()
    grave: bool = False
    owes: bool = False
    own: bool = False  # they speak of their own fault
    meets: date | None = None  # NOT YET, and they meet on that day
    clarifies: bool = False  # it answers our one question back


@dataclass(frozen=True, slots=True)
class IntroducerReported(Event):
    """The introducer told how it went. `about` is whom it is about, where the words say so."""

    about: Side | None = None
    how: Literal["good", "fine", "poor", "unclear"] = "unclear"
    words: str = ""
    kinds: tuple[str, ...] = ()
    grave: bool = False


@dataclass(frozen=True, slots=True)
class IntroducerDecided(Event):
    """The introducer's word on what to do after an introduction: nudge_again, apologise, leave_it, ask, send or drop.

    `words` stand in the apology in place of the drafted ones. `side`: whom it is about, where that is said.
    """

    what: str = "leave_it"
    words: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class TimerRang(Event):
    """The earliest timer of the case is due."""

    name: str = ""
    people: tuple[Known, ...] = ()  # where asks may follow: as the list knows the parties now
