"""What a decision is made of, and what it gives: the new case and the letters owed, to be stored in one commit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from introd.decide import calendar
from introd.decide.case import Case, Entry, Party, Side, other
from introd.decide.letter import CALLED_FOR, Kind, Letter, Reader
from introd.decide.settings import IntroducerSettings, Place, Settings


@dataclass(frozen=True, slots=True)
class Note:
    """One line for the introducer's daily note."""

    what: str
    side: Side | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a person did, or that was done about them, in one introduction: what their standing is made of.

    `what`: asked, yes, no, later, silent, nudged, bounced, opted_out, introduced, wrote, missing, excused, well, fine, poor (somebody
    reported them), favour (they owe one), let_down. `days` is how long it took.
    """

    side: Side
    what: str
    days: float | None = None
    kinds: tuple[str, ...] = ()
    grave: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AlsoAt:
    """A party said that a further address is theirs: one person of the list has both."""

    side: Side
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class At:
    """When and under which settings a decision is made. `draw` in [0, 1) is the only chance there is."""

    now: datetime
    settings: Settings
    introducer: IntroducerSettings
    draw: float = 0.5

    def place(self, party: Party) -> Place:
        """Where a party works: their zone, else what their mail says, else the introducer's place."""
        home = self.introducer.place
        if party.profile.zone and calendar.is_zone(party.profile.zone):
            return home if party.profile.zone == home.zone else Place(zone=party.profile.zone, week=home.week)
        if party.offset is None or abs(party.offset) > calendar.FARTHEST or party.offset == calendar.offset_at(self.now, home):
            return home
        return Place(zone=calendar.offset_name(party.offset), week=home.week)

    def opening(self, moment: datetime, party: Party) -> datetime:
        """The first moment, from the given one on, inside the party's working hours."""
        return calendar.opening(moment, self.place(party), self.settings.day_start, self.settings.day_end)


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one transition."""

    case: Case
    letters: tuple[Letter, ...] = ()
    notes: tuple[Note, ...] = ()
    opt_out: tuple[str, ...] = ()  # addresses that get no mail any more
    deeds: tuple[Deed, ...] = ()  # for the list
    also_at: tuple[AlsoAt, ...] = ()  # for the list, too

    def and_then(self, further: Decision) -> Decision:
        """This decision followed by another that started from its case."""
        return Decision(
            further.case,
            self.letters + further.letters,
            self.notes + further.notes,
            self.opt_out + further.opt_out,
            self.deeds + further.deeds,
            self.also_at + further.also_at,
        )


@dataclass(slots=True)
class Drawing:
    """A decision being made: the case as it becomes, and what is owed so far. Lives inside one call of `decide`."""

    case: Case
    at: At
    letters: list[Letter] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    opt_out: list[str] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    also_at: list[AlsoAt] = field(default_factory=list)

    def done(self) -> Decision:
        """The decision as a value."""
        return Decision(
            self.case, tuple(self.letters), tuple(self.notes), tuple(self.opt_out), tuple(self.deeds), tuple(self.also_at)
        )

    def change(self, **changes: Any) -> None:
        """Replace fields of the case."""
        self.case = self.case.but(**changes)

    def change_party(self, side: Side, **changes: Any) -> Party:
        """Replace fields of a party; gives the party as it is now."""
        party = self.case.party(side).but(**changes)
        self.case = self.case.with_party(party)
        return party

    def log(self, what: str, side: Side | None = None, detail: str = "") -> None:
        """Add a line to the timeline."""
        self.change(history=(*self.case.history, Entry(at=self.at.now, what=what, side=side, detail=detail[:500])))

    def note(self, what: str, side: Side | None = None, detail: str = "") -> None:
        """Add a line to the introducer's daily note."""
        self.notes.append(Note(what, side, detail))

    def deed(self, side: Side, what: str, **facts: Any) -> None:
        """Remember something for a person's standing; see `Deed`."""
        self.deeds.append(Deed(side, what, **facts))

    def timer(self, name: str, moment: datetime | None) -> None:
        """Set a timer (UTC), or with None stop it."""
        timers = {k: v for k, v in self.case.timers.items() if k != name}
        self.change(timers=timers if moment is None else {**timers, name: moment})

    def stop_timers(self, side: Side | None = None) -> None:
        """Stop a party's timers, or all of them."""
        keep = {} if side is None else {k: v for k, v in self.case.timers.items() if not k.endswith(f":{side}")}
        self.change(timers=keep)

    def to_party(self, kind: Kind, side: Side, *, number: int = 0, due: datetime | None = None, **facts: Any) -> Letter:
        """Owe a letter to a party; of its own accord it leaves in their working hours."""
        party = self.case.party(side)
        moment = due or self.at.now
        moment = moment if kind in CALLED_FOR else self.at.opening(moment, party)
        return self._owe(kind, side, party.address, number, moment, party.message_ids, facts)

    def to_introducer(self, kind: Kind, *, number: int = 0, due: datetime | None = None, **facts: Any) -> Letter:
        """Owe a letter to the introducer."""
        thread = tuple(filter(None, (self.case.request_message_id, *self.case.owner_message_ids)))
        return self._owe(kind, "introducer", self.case.owner, number, due or self.at.now, thread, facts)

    def _owe(
        self, kind: Kind, reader: Reader, to: str, number: int, due: datetime, thread: tuple[str, ...], facts: dict[str, Any]
    ) -> Letter:
        case = self.case
        letter = Letter(
            key=f"{case.reference}/{kind}/{reader}/{case.revision + 1}",
            reference=case.reference, owner=case.owner, kind=kind, reader=reader, number=number or 1, to=to, facts=facts,
            not_before=due, created=self.at.now, order=ORDER.get(kind, 5),
            in_reply_to=thread[-1] if thread else None, references=thread[-20:],
        )  # fmt: skip
        self.letters.append(letter)
        return letter

    def other(self, side: Side) -> Party:
        """The other party."""
        return self.case.party(other(side))


ORDER = {Kind.CONFIRMATION: 1, Kind.MISSING: 1, Kind.PREVIEW: 1, Kind.NOTE: 1, Kind.HANDOVER: 2, Kind.COPY: 2, Kind.ASK: 3,
         Kind.HEADS_UP: 3, Kind.TIMING: 4, Kind.APOLOGY: 4, Kind.SORRY: 4, Kind.PASSED_ON: 4, Kind.NUDGE: 6,
         Kind.HEARD: 6, Kind.MISSING_NUDGE: 6, Kind.HOW_WAS_IT: 7, Kind.LATER_CHECK: 7, Kind.DAILY: 8, Kind.DIGEST: 8}  # fmt: skip
