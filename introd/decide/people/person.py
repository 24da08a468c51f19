"""A person as one introducer knows them: facts with where each is from, settings, private notes, and what they did.

Everything here belongs to the introducer alone. What a person may see of it themselves is cut out in `own_data`.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from introd.decide.model import Frozen, Moment

Origin = Literal["request", "import", "themselves", "introducer"]


class Status(StrEnum):
    """Whether somebody may be asked."""

    OPEN = "open"
    PAUSED = "paused"  # until a day, or until RESUME
    RESTING = "resting"  # after incidents; two good ones end it
    OFF = "off"  # off the list


class Source(Frozen):
    """Where a fact is from, and when it was said."""

    origin: Origin
    at: Moment


class PrivateNote(Frozen):
    """The introducer's own words: in no letter to anybody but them."""

    at: Moment
    text: str


class Past(Frozen):
    """A deed as the record keeps it; `other` is the address of the one that they met in it."""

    at: Moment
    what: str  # see `decision.Deed`
    reference: str = ""
    days: float | None = None
    kinds: tuple[str, ...] = ()
    grave: bool = False
    detail: str = ""
    other: str = ""


class Caps(Frozen):
    """How often somebody is asked at most: in 30 days, and in a quarter (91 days)."""

    month: int = 1
    quarter: int = 3


class Person(Frozen):
    """One entry of an introducer's list."""

    owner: str
    address: str
    addresses: tuple[str, ...] = ()  # further ones
    name: str = ""
    profile: dict[str, str] = {}  # keys of `reading.PROFILE_KEYS`
    sources: dict[str, Source] = {}  # of each fact
    said: Moment | None = None  # when anything of it was last said; sources are the finer word
    status: Status = Status.OPEN
    until: date | None = None  # paused through the day before; None: until RESUME
    since: Moment | None = None  # since when the status holds
    cautious: bool = False  # the next ask waits for GO
    caps: Caps | None = None  # None: the default
    ask_first: bool = False
    no_go: tuple[str, ...] = ()  # addresses of people whom they must not meet
    notes: tuple[PrivateNote, ...] = ()
    deeds: tuple[Past, ...] = Field(default=())

    @property
    def called(self) -> str:
        """The name, else the address."""
        return self.name or self.address

    @property
    def all_addresses(self) -> tuple[str, ...]:
        """Every address that is theirs, lower case."""
        return tuple(dict.fromkeys(a.casefold() for a in (self.address, *self.addresses)))

    def standing_now(self, today: date) -> Status:
        """The status on a day: a pause is over on its day."""
        over = self.status is Status.PAUSED and self.until is not None and self.until <= today
        return Status.OPEN if over else self.status

    def told(self, facts: dict[str, str], origin: Origin, at: datetime) -> Person:
        """With further facts; what was known under the same key gives way."""
        news = {k: v for k, v in facts.items() if v and v != self.profile.get(k)}
        same = {k for k, v in facts.items() if v and v == self.profile.get(k)}
        source = Source(origin=origin, at=at)
        return self.but(
            profile={**self.profile, **news}, sources={**self.sources, **dict.fromkeys([*news, *same], source)},
            said=at if news or same else self.said,
        )  # fmt: skip

    def fact_at(self, key: str) -> datetime | None:
        """When a fact was last said; None where nobody knows."""
        source = self.sources.get(key)
        return source.at if source else self.said


def person_of(document: dict[str, Any] | None) -> Person | None:
    """A person from the record, None for none. Raises ValueError for a document that is nobody."""
    if document is None:
        return None
    known = {k: v for k, v in document.items() if k in Person.model_fields}
    known["deeds"] = [_past(deed) for deed in document.get("deeds", ())]
    return Person.model_validate(known)


def _past(deed: dict[str, Any]) -> dict[str, Any]:
    """A deed's fields; `with` is how the first records named the other."""
    fields = {k: v for k, v in deed.items() if k in Past.model_fields}
    return {**fields, "other": deed.get("other") or deed.get("with") or ""}
