"""The case: one introduction from request to outcome, as the record keeps it.

A case has a state, two parties with a standing of their own, and timers: what is to be looked at again, and when. All of it is a
value; `decide` gives the next value. Confidences (refusal reasons, notes, private remarks) are for the readers that `privacy.py`
names.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from introd.decide.after.state import After
from introd.decide.model import Frozen, Moment
from introd.decide.people.asking import Warned
from introd.read.reading import Missing

Side = Literal["first", "second"]
SIDES: tuple[Side, Side] = ("first", "second")


def other(side: Side) -> Side:
    """The opposite side."""
    return "second" if side == "first" else "first"


class State(StrEnum):
    """Where a case stands. The transitions are one table: `transitions.py`."""

    DRAFT = "draft"  # something is missing: the introducer was asked for it
    CONFIRMING = "confirming"  # complete, but waits for the introducer's GO
    LEAVING = "leaving"  # complete and sure: the asks leave when the undo window closes
    ASKING = "asking"  # at least one party has yet to answer
    AGREED = "agreed"  # both said yes; the introducer sees the letter before it leaves
    INTRODUCED = "introduced"  # the handover has left
    CLOSED = "closed"  # over, with an outcome


class Outcome(StrEnum):
    """How a case ended. The other party never learns which of the middle five it was."""

    INTRODUCED = "introduced"
    REFUSED = "refused"  # a party said no
    WITHDRAWN = "withdrawn"  # a party took a yes back
    SILENT = "silent"  # nobody answered in time
    UNDELIVERABLE = "undeliverable"  # a letter bounced for good
    OPTED_OUT = "opted_out"  # a party wants no mail
    CANCELLED = "cancelled"  # the introducer called it off
    LAPSED = "lapsed"  # a draft that the introducer did not complete


class Standing(StrEnum):
    """Where one party stands within one case."""

    WAITING = "waiting"  # not asked yet
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    LATER = "later"  # asked to be asked again, at `resume`
    STOPPED = "stopped"
    BOUNCED = "bounced"
    SILENT = "silent"


class Profile(Frozen):
    """What an introducer said of a person, or the person of themselves. All optional, all text."""

    headline: str = ""
    background: str = ""
    highlight: str = ""
    interests: str = ""
    needs: str = ""
    offers: str = ""
    phone: str = ""
    place: str = ""
    zone: str = ""  # IANA name
    connect: str = ""  # call, coffee, email
    link: str = ""  # scheduling link
    language: str = ""  # two letters
    tier: str = ""  # old friend | new acquaintance


class Consent(Frozen):
    """A recorded yes: when, by which mail, in which words; `vouched` where the introducer said it for them."""

    at: Moment
    message_id: str
    words: str = ""
    vouched: bool = False


class Held(Frozen):
    """An answer that came from another address than the asked one: it counts only when the asked one confirms it."""

    address: str
    answer: str
    at: Moment
    words: str = ""
    message_id: str = ""


class Party(Frozen):
    """One of the two people, as this case knows them. `token` opens their own thread and nothing else."""

    side: Side
    name: str
    address: str
    token: str = ""
    profile: Profile = Profile()
    standing: Standing = Standing.WAITING
    consent: Consent | None = None
    asked: Moment | None = None  # when the server accepted the newest ask
    paused_told: Moment | None = None  # when the introducer was last told that the newest ask waits for a pause to end
    asks: int = 0
    nudges: int = 0  # since the newest ask
    rung: int = 0  # steps of the silence ladder that were taken since the newest ask
    clock: Moment | None = None  # silence is counted from here: the ask, or the end of an absence
    resume: Moment | None = None  # LATER: ask again then
    away: date | None = None  # said yes, and is away through this day
    held: Held | None = None
    once_more: bool = False  # a yes was in doubt: the question is put again, and that letter has not left yet
    unclear: int = 0  # unclear answers in a row
    refusal: str = ""  # the reason given: for the introducer alone
    notes: tuple[str, ...] = ()  # their words beside a yes: for the introducer alone
    tell_them: str = ""  # their words marked for the other
    message_ids: tuple[str, ...] = ()  # our letters in their thread, for References
    offset: int | None = None  # minutes east of UTC, from their own mail
    timing: str = ""  # key of the kind letter that is owed to them or was sent
    timings: int = 0  # how often one was owed
    told: bool = False  # the kind letter has left: the case is over for them


class Entry(Frozen):
    """One line of the timeline."""

    at: Moment
    what: str
    side: Side | None = None
    detail: str = ""


class Case(Frozen):
    """One introduction. `timers` name what to look at again and when (UTC); the earliest is when the case is due."""

    reference: str
    revision: int = 0
    owner: str  # the introducer's first address: whose case this is
    state: State
    outcome: Outcome | None = None
    first: Party | None = None
    second: Party | None = None
    why: str = ""
    starters: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    private: tuple[str, ...] = ()  # meant for the daemon alone: in no letter but to the introducer
    missing: tuple[Missing, ...] = ()
    doubts: tuple[str, ...] = ()
    ask_first: Side | None = None
    asked_by: Side | None = None  # who asked the introducer for it
    outsider: str = ""  # the address of an outsider whose mail this draft is: it waits for GO in any case
    outsider_words: str = ""  # their words, for the introducer alone
    not_before: date | None = None
    blind: bool = False
    shown: int = 0  # how often the draft was shown: a correction shows it again
    previews: int = 0
    undo_from: Moment | None = None  # when the server accepted the newest showing
    writes_first: Side | None = None
    links: bool = False  # the introducer keeps links in the handover
    warned: tuple[Warned, ...] = ()  # what speaks against asking, as it was shown last
    overridden: tuple[str, ...] = ()  # marks of warnings that the introducer overrode
    always_confirm: bool = False  # one of this introducer's first: waits for GO however sure the reading is
    vouched: tuple[Side, ...] = ()  # who agreed already, by the introducer's word
    spare_tokens: dict[Side, str] = {}  # the two sides' tokens, also while the draft does not name them
    owner_token: str = ""  # the introducer's own thread about this case
    thread_token: str = ""  # the thread between the two: can consent to nothing
    request_message_id: str = ""
    request_subject: str = ""
    created: Moment
    closed: Moment | None = None
    handed_over: Moment | None = None
    on_hold: bool = False  # the handover waits for the introducer: a question or an answer from elsewhere stands open
    handover: str = ""  # revision mark of the handover that may leave; a newer preview makes another
    owner_message_ids: tuple[str, ...] = ()
    questions: tuple[Side, ...] = ()  # sides that wait for the introducer's answer, oldest first
    after: After = After()  # since the introduction
    timers: dict[str, Moment] = {}
    history: tuple[Entry, ...] = ()

    def party(self, side: Side) -> Party:
        """The party of a side; ValueError while the draft does not name one."""
        party = self.first if side == "first" else self.second
        if party is None:
            raise ValueError(f"{self.reference} names no {side} party yet")
        return party

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that are named so far: two once the draft is complete."""
        return tuple(p for p in (self.first, self.second) if p is not None)

    def with_party(self, party: Party) -> Case:
        """The case with one party replaced."""
        return self.but(first=party) if party.side == "first" else self.but(second=party)

    @property
    def due(self) -> Moment | None:
        """The earliest timer, UTC; None where nothing is waited for."""
        return min(self.timers.values(), default=None)

    @property
    def both_agreed(self) -> bool:
        """The hard gate: two parties, each with a recorded consent that still stands."""
        return len(self.parties) == 2 and all(p.standing is Standing.YES and p.consent is not None for p in self.parties)
