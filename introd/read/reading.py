"""What reading gives: the words that `read/` and the rest of the house share.

A mail is bytes, then a `Mail`, then exactly one `Reading`. Nothing here knows a case, a clock, a network or a disk: what the
reader must know of the world is handed in as a `Context`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a message is: exactly one of these."""

    REQUEST = "request"
    OUTSIDER_REQUEST = "outsider_request"
    ANSWER = "answer"
    COMMAND = "command"
    REPORT = "report"
    HELP = "help"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    OTHER = "other"
    CONVERSATION = "conversation"
    TO_INTRODUCER = "to_introducer"


class Answer(StrEnum):
    """What a person's own words say, in the stage that they were asked in."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    STOP = "stop"
    UNCLEAR = "unclear"
    GOOD = "good"
    FINE = "fine"
    POOR = "poor"
    NOT_MET = "not_met"
    NO_REPLY = "no_reply"
    HEARD = "heard"  # they have heard from the other
    DONE = "done"  # they have written to the other
    CANT = "cant"  # "I can't, because …"
    GONE = "gone"  # "no longer works here": said by a robot, never by a person


class Stage(StrEnum):
    """What was asked: may I introduce you, have you heard or written, or how did it go."""

    CONSENT = "consent"
    MISSING = "missing"
    FOLLOWUP = "followup"


class Missing(StrEnum):
    """What a request lacks, in the order in which it is named to the introducer."""

    SECOND_PERSON = "second_person"
    ADDRESS = "address"
    VALID_ADDRESS = "valid_address"
    DISTINCT_PEOPLE = "distinct_people"
    REASON = "reason"


class UnreadableMail(Exception):
    """The bytes can't be read as one email message; the reason is the text. The only error that `read/` raises for bad input."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: the display name as written (may be empty) and the address in lower case."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Introducer:
    """Who may command: a name, and every address that is theirs (lower case, the first is written to)."""

    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the reader must know of the world.

    `address` is the introducer address, without subaddress. `expecting` is set where a token or a Message-ID of ours places the mail in a running
    case: "answer" (a party's own thread), "introduced" (the thread between the two), "introducer" (the introducer's own thread about a
    case). None: nothing is known, the mail alone decides. `known` are the people on the introducer's list.
    `addresses` are the addresses that the party in question was asked at. `language` is the language of the letter that is answered.
    """

    introducers: tuple[Introducer, ...] = ()
    address: str = "intro@example.org"
    stage: Stage = Stage.CONSENT
    expecting: str | None = None
    known: tuple[Address, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says. `because` are the words that decided it, as they stand in the message."""

    answer: Answer
    because: tuple[str, ...] = ()
    until: date | None = None  # LATER: ask again then; YES: away until then; a hint, never a fact
    question: bool = False  # something is asked that a person should answer
    final: bool = False  # NOT_MET: they decided not to meet
    kinds: tuple[str, ...] = ()  # POOR: late, distracted, left, no_show, rude, venue, did_not_deliver
    grave: bool = False  # POOR: how bad
    reason: str | None = None  # NO: the reason given, for the introducer alone
    tell_them: str | None = None  # a note marked for the other party ("Tell them: …")
    note: str | None = None  # further words, for the introducer
    new_address: str | None = None  # "use my work address jane@work.example"
    owes: bool = False  # "I owe you one"


@dataclass(frozen=True, slots=True)
class PartyRead:
    """One person as a request names them. `profile` holds what was said under the keys of `PROFILE_KEYS`."""

    name: str
    email: str | None
    profile: Mapping[str, str] = field(default_factory=dict)


PROFILE_KEYS = (
    "headline",  # "CTO at Acme"
    "background",  # the paragraph on them
    "highlight",
    "interests",
    "needs",
    "offers",
    "phone",
    "place",
    "zone",  # IANA name
    "connect",  # call, coffee, email
    "link",  # a scheduling link
    "language",  # two letters
    "tier",  # old friend | new acquaintance
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a request (or an amendment of one) says; what is unsure stands in `doubts` as a question to the introducer."""

    parties: tuple[PartyRead, ...] = ()
    why: str | None = None
    missing: tuple[Missing, ...] = ()
    doubts: tuple[str, ...] = ()
    ask_first: str | None = None  # an address of `parties`
    not_before: date | None = None
    agreed: tuple[str, ...] = ()  # addresses of those who already said yes to the introducer (vouched)
    blind: bool | None = None
    links: bool | None = None  # whether links stay in the introduction
    starters: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    private: tuple[str, ...] = ()  # meant for the daemon alone: goes into no letter
    rehearse: bool = False
    drop: tuple[str, ...] = ()  # amendments: words to leave out ("drop the bit about Leeds")
    asker: str | None = None  # forwarded or outsider's ask: who asked
    forwarded: bool = False

    @property
    def complete(self) -> bool:
        """Nothing is missing: the draft can be confirmed."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Command:
    """An instruction to the daemon, in plain words: `PAUSE Jane until March`.

    Verbs: go, cancel, override, wait, status, list, who, pause, resume, cap, off, note, rehearse, hold_all, release, forget, export,
    help, my_data, correct, forget_me, stop, start, nudge_again, apologise, leave_it, ask, send, drop, pick, amend, change_address, not_theirs, ask_first_always,
    rest, repaid, old_friend, new_acquaintance; and of two people, the second in `rest`: apart, may_meet, know, strangers.
    """

    verb: str
    about: str | None = None  # a reference, a name, or an address
    until: date | None = None
    rest: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report about one of our letters (RFC 3464)."""

    action: str  # failed | delayed
    recipients: tuple[str, ...]
    status: str | None = None  # x.y.z (RFC 3463)
    permanent: bool = True
    original_message_id: str | None = None
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one message is understood. `text` is the person's own words; `because` the words or headers that decided the class.

    `may_answer`: whether an automatic answer may go to the author at all (broad: in doubt False, RFC 3834 section 2).
    """

    kind: Kind
    text: str = ""
    because: tuple[str, ...] = ()
    may_answer: bool = False
    said: Said | None = None
    request: Request | None = None
    command: Command | None = None
    commands: tuple[Command, ...] = ()  # all of them, where a mail gives several ("1 nudge, 3 leave it"); `command` is the first
    bounce: Bounce | None = None
    absent_until: date | None = None  # auto_reply: back on this day
    gone: bool = False  # auto_reply: no longer works here


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as parsed: nothing interpreted but the syntax.

    `author` is None unless the From field stands exactly once and holds exactly one mailbox (RFC 5322 section 3.6.2): such a mail's
    author is unverified. `headers` keeps every field, lower-cased name to its values in order. `delivered_to` are envelope
    recipients as servers note them (Delivered-To, X-Original-To, Envelope-To …), most trustworthy first.
    """

    message_id: str | None
    author: Address | None
    sender_name: str
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    date: datetime | None = None  # aware, UTC
    offset: int | None = None  # minutes east of UTC, as the Date field says
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    text: str = ""  # first text/plain body, decoded
    html: str = ""  # first text/html body, decoded
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    encrypted: bool = False  # nothing readable inside
    content_type: str = "text/plain"
    size: int = 0  # bytes

    def header(self, name: str) -> str:
        """The first value of a field, unfolded, or the empty string."""
        values = self.headers.get(name.lower(), ())
        return values[0] if values else ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the text of the message: decoded content in bytes."""

    filename: str
    content_type: str
    content: bytes
