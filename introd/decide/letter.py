"""A letter: the decision to write, not yet text. It is stored in the commit that decided it and leaves only from there."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from introd.decide.case import Side
from introd.decide.model import Frozen, Moment

Reader = Literal["first", "second", "introducer", "operator", "outsider"]


class Kind(StrEnum):
    """What a letter is for. One template pair (text, HTML) each, named the same."""

    # to a party
    ASK = "ask"
    HEADS_UP = "heads_up"  # vouched: a way out instead of an ask
    NUDGE = "nudge"
    RECEIPT_YES = "receipt_yes"
    RECEIPT_NO = "receipt_no"
    RECEIPT_LATER = "receipt_later"
    UNCLEAR = "unclear"  # three choices, politely
    QUESTION_PASSED = "question_passed"  # "I passed your question on"
    RELAY = "relay"  # the introducer's answer to a party's question
    CONFIRM_ANSWER = "confirm_answer"  # somebody answered for you from another address: is it so?
    ADDRESS_CHANGED = "address_changed"  # to the old and the new address
    RENEWAL = "renewal"  # your yes is a month old: does it still hold?
    TIMING = "timing"  # the kind letter to the one whose introduction did not come about: the same for every cause
    TOO_LATE = "too_late"  # an answer that changes nothing any more
    THREAD_ONLY = "thread_only"  # a reply to the introduced thread that reached only the daemon
    HANDOVER = "handover"  # the letter to both, one copy each
    HEARD = "heard"  # to whoever waits: have you heard?
    MISSING_NUDGE = "missing_nudge"  # to whoever is silent as far as we know
    PASSED_ON = "passed_on"  # "I can't", in the words that they marked for the other
    APOLOGY = "apology"  # to whoever waited in vain
    HOW_WAS_IT = "how_was_it"
    CLARIFY = "clarify"  # the one question back on a report that says too little
    SORRY = "sorry"  # the introducer's apology to whoever reported a bad meeting
    THANKS = "thanks"
    LATER_CHECK = "later_check"  # months later: is it still good?
    # to the introducer
    CALL_NOTE = "call_note"  # pick up the phone
    REPORT = "report"  # it went badly
    ACCOUNTS = "accounts"  # both accounts side by side
    ALTERNATIVES = "alternatives"  # whom else one could introduce
    CONFIRMATION = "confirmation"
    MISSING = "missing"
    PREVIEW = "preview"  # the handover as it will leave
    COPY = "copy"  # the introducer's own copy of the handover
    QUESTION = "question"
    NOTE = "note"  # at once: a bounce, "no longer works here", an answer that needs a person
    DAILY = "daily"  # the rest, once a day
    DIGEST = "digest"  # once a week: what waits, what was missed, what went well, what to decide
    STATUS = "status"  # the answer to a command
    ACKNOWLEDGED = "acknowledged"  # cancelled, done, not understood
    OUTSIDER_ACK = "outsider_ack"
    PROPOSAL = "proposal"  # a change of somebody's settings, with the reason
    EXPORT = "export"  # the list as files
    ORDER_CONFIRM = "order_confirm"  # you asked for this: GO does it
    MY_DATA = "my_data"  # to anybody: what is kept about them
    DONE = "done"  # to anybody: it is done
    HELP = "help"  # to anybody: what can be written to introd
    # to the operator
    ALARM = "alarm"


class Status(StrEnum):
    """Where a letter is on its way out."""

    PENDING = "pending"
    SENDING = "sending"  # claimed: the bytes are fixed and may have left
    SENT = "sent"
    LATER = "later"  # the server said: not now
    NEVER = "never"  # the server said: not at all
    UNKNOWN = "unknown"  # may or may not have arrived: waits for evidence
    WITHDRAWN = "withdrawn"  # stale: it was decided against before it left


CALLED_FOR = frozenset(
    {
        Kind.RECEIPT_YES, Kind.RECEIPT_NO, Kind.RECEIPT_LATER, Kind.UNCLEAR, Kind.QUESTION_PASSED, Kind.RELAY,
        Kind.CONFIRM_ANSWER, Kind.ADDRESS_CHANGED, Kind.TOO_LATE, Kind.THREAD_ONLY, Kind.CONFIRMATION, Kind.MISSING,
        Kind.PREVIEW, Kind.COPY, Kind.QUESTION, Kind.NOTE, Kind.STATUS, Kind.ACKNOWLEDGED, Kind.OUTSIDER_ACK, Kind.ALARM,
        Kind.EXPORT, Kind.HELP, Kind.ORDER_CONFIRM, Kind.MY_DATA, Kind.DONE, Kind.HANDOVER, Kind.CLARIFY, Kind.THANKS, Kind.CALL_NOTE, Kind.REPORT, Kind.ACCOUNTS, Kind.ALTERNATIVES,
    }
)  # fmt: skip
"""Letters that answer somebody's own mail, or that the introducer waits for: no daily limit (behaviour.md section 8)."""

COMMISSIONED = frozenset({Kind.ASK, Kind.HEADS_UP, Kind.HANDOVER, Kind.RELAY, Kind.APOLOGY, Kind.SORRY})
"""Written on a person's order: no Auto-Submitted, so that an absence is answered (RFC 3834 section 5 marks the others)."""

SINCE = frozenset(
    {Kind.HEARD, Kind.MISSING_NUDGE, Kind.APOLOGY, Kind.HOW_WAS_IT, Kind.CLARIFY, Kind.SORRY, Kind.THANKS, Kind.LATER_CHECK}
)
"""Letters to a party about the time after the introduction: answers to them are read as such."""

OWN_WISH = frozenset({Kind.ORDER_CONFIRM, Kind.MY_DATA, Kind.DONE})
"""Answers to what somebody asks about their own data: START, and the right to know, also after STOP."""

REPEATABLE = frozenset({Kind.ASK, Kind.HEADS_UP, Kind.HANDOVER})
"""After an unknown outcome these are repeated under the same Message-ID; anything else goes to the operator."""


class Letter(Frozen):
    """One letter owed. `key` names it for ever (`k3x9/ask/first/1`): owing the same key twice is owing it once.

    `facts` are what this letter says beyond the case (JSON types). `not_before` and `stale_after` are UTC. `raw` holds the bytes
    (as ASCII text) from the claim on, so that a repetition is the same letter to the byte.
    """

    key: str
    reference: str  # "" where no case is concerned
    owner: str  # the introducer in whose name it is written
    kind: Kind
    reader: Reader
    number: int = 1
    to: str
    facts: dict[str, Any] = {}
    not_before: Moment
    stale_after: Moment | None = None
    in_reply_to: str | None = None  # Message-ID, with angle brackets
    references: tuple[str, ...] = ()
    status: Status = Status.PENDING
    message_id: str = ""
    order: int = 5  # lower leaves first
    attempts: int = 0
    created: Moment
    tried: Moment | None = None  # when it was first handed to a server: a letter may wait long before
    settled: Moment | None = None
    response: str = ""  # what the server said last
    raw: str = ""
    reverse_path: str = ""

    @property
    def side(self) -> Side | None:
        """The party that reads it, or None."""
        if self.reader == "first":
            return "first"
        return "second" if self.reader == "second" else None
