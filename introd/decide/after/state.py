"""What a case keeps of the time after the introduction. What was seen, what was said to us in confidence, and what was asked.

No copy of a letter means unknown, never silent: `wrote` is a moment only where a copy was seen, or somebody said so.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from introd.decide.model import Frozen, Moment

How = Literal["good", "fine", "poor", "not_going"]
"""What answers the question how it went; NOT YET does not."""


class Account(Frozen):
    """What one side told of how it went: for the introducer alone. `told_by` is the introducer where the words are theirs."""

    at: Moment
    how: How
    words: str = ""
    kinds: tuple[str, ...] = ()  # late, distracted, left, no_show, rude, venue, did_not_deliver
    grave: bool = False
    owes: bool = False  # "I owe you one"
    late: bool = False  # told long after, or after it had first gone well
    told_by: Literal["party", "introducer"] = "party"


class Since(Frozen):
    """One side since the introduction."""

    wrote: Moment | None = None  # to the other: a copy was seen, or it was said
    seen: Moment | None = None  # a copy was seen; its date may be named to the other, who has the letter itself
    heard_asked: int = 0  # how often they were asked whether they have heard
    not_yet: Moment | None = None  # their own NOT YET
    nudges: int = 0
    excused: str = ""  # "I can't, because …": for the introducer alone
    passed: str = ""  # what of it they marked for the other
    away: date | None = None  # an absence, through this day
    unreachable: bool = False  # the introduction came back from them
    stopped: bool = False  # they want no more mail
    asked: int = 0  # how often they were asked how it went
    later_asked: bool = False
    clarified: bool = False
    thanked: bool = False
    accounts: tuple[Account, ...] = ()

    @property
    def account(self) -> Account | None:
        """Their newest account."""
        return self.accounts[-1] if self.accounts else None


class After(Frozen):
    """Both sides since the introduction. `waiting` is who waits for the other's answer, as far as known."""

    first: Since = Since()
    second: Since = Since()
    watching: bool = True  # for a first answer; dropping us from the thread ends it
    waiting: Literal["first", "second"] | None = None
    calls: int = 0  # call notes to the introducer
    apologised: bool = False
    left: bool = False  # the introducer said LEAVE IT
    meets: date | None = None  # when they meet, as somebody told us
    draft: Literal["first", "second"] | None = None  # to whom an apology is drafted that the introducer may send
    inquiries: tuple[Literal["first", "second"], ...] = ()  # who was asked because of a report
    reopened: Moment | None = None  # it was closed, and somebody told of something afterwards

    def of(self, side: Literal["first", "second"]) -> Since:
        """One side."""
        return self.first if side == "first" else self.second

    @property
    def both_wrote(self) -> bool:
        """Both were seen to write, or were said to have."""
        return self.first.wrote is not None and self.second.wrote is not None

    @property
    def over(self) -> bool:
        """It did not come to anything, and nobody need be asked how it went."""
        return self.apologised or self.left or bool(self.first.excused or self.second.excused)
