"""What decisions depend on besides the case: the waits, the hours, and who introduces. Handed in by `config.py`, never global."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from introd.decide.model import Frozen
from introd.decide.waits import Wait


def _days(amount: int) -> Wait:
    return Wait(amount=amount, unit="working days")


class Place(Frozen):
    """Where somebody works: zone (IANA), public holidays of a country (ISO 3166-1 alpha-2, may be empty), own days off.

    `week` are the working weekdays, Monday = 0.
    """

    zone: str = "UTC"
    country: str = ""
    days_off: tuple[date, ...] = ()
    week: tuple[int, ...] = (0, 1, 2, 3, 4)


class IntroducerSettings(Frozen):
    """An introducer as configured. The first address is the one that is written to; it names them in the record."""

    name: str
    addresses: tuple[str, ...]
    place: Place = Place()
    language: str = "en"
    signature: str = ""

    @property
    def key(self) -> str:
        """The address that owns their cases and list."""
        return self.addresses[0]


class Settings(Frozen):
    """Every number of behaviour.md, with its default. Waits in working days are counted where the person concerned is."""

    address: str = "intro@example.org"  # the introducer address
    introducers: tuple[IntroducerSettings, ...] = ()
    operator: str = ""  # who hears of what only a machine's keeper can mend
    confirm: Literal["when-unsure", "always", "never"] = "when-unsure"
    confirm_first: int = 3  # always confirm this many introductions of a new introducer
    undo: Wait = Wait(amount=10, unit="minutes")
    nudge_first: Wait = _days(4)
    nudge_second: Wait = _days(8)
    tell_introducer: Wait = _days(9)
    expire: Wait = _days(14)
    later: Wait = Wait(amount=30, unit="days")
    paused_again: Wait = Wait(amount=14, unit="days")  # an ask waits for a pause: the introducer is told, and again after this
    consent_lasts: Wait = Wait(amount=30, unit="days")
    timing_within: Wait = _days(3)
    draft_lasts: Wait = Wait(amount=30, unit="days")
    handover_within: Wait = Wait(amount=24, unit="hours")
    heard_after: Wait = _days(3)  # one wrote, no copy of an answer came: ask whoever waits
    quiet_after: Wait = _days(5)  # no copy from either: nudge whoever was to write first
    still_after: Wait = _days(4)  # after a nudge: the introducer should call
    apologise: Literal["ask", "auto"] = "ask"  # auto: apologise where the introducer leaves a call note unanswered
    apologise_after: Wait = _days(5)
    how_after: Wait = Wait(amount=14, unit="days")  # after both were seen to write: ask how it went
    how_at_last: Wait = Wait(amount=21, unit="days")  # after the handover, where that was not seen
    how_again: Wait = Wait(amount=7, unit="days")  # after NOT YET
    how_repeats: int = 2
    settle_after: Wait = Wait(amount=14, unit="days")  # unanswered questions are let go
    later_check: bool = True
    later_after: Wait = Wait(amount=90, unit="days")  # after a good meeting: is it still good?
    cap_month: int = 1  # asks of one person in 30 days, by whomever
    cap_quarter: int = 3  # and in 91 days
    day_start: time = time(9, 0)
    day_end: time = time(17, 0)
    daily_note: time = time(16, 0)
    digest_day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "never"] = "monday"
    digest_hour: time = time(8, 0)
    unasked_most: int = 6  # letters to a party that they did not ask for, in one introduction
    answers_most: int = 5  # answers to a party within a day, in one introduction: two robots that answer each other must stop
    inbox_fresh: Wait = Wait(amount=15, unit="minutes")
    old_mail: Wait = Wait(amount=7, unit="days")
    unknown_wait: Wait = Wait(amount=1, unit="hours")
    burst: int = 30  # unexpected letters in an hour
    outsiders_most: int = 20  # asks of outsiders in a day that become drafts
    backup_days: int = 30  # after so many days no backup holds what the record holds today
    shadow: bool = False

    def introducer(self, address: str) -> IntroducerSettings | None:
        """Whose address this is (lower case), or None: whoever writes from elsewhere is an outsider."""
        return next((i for i in self.introducers if address in i.addresses), None)

    @property
    def domain(self) -> str:
        """The domain of the introducer address, for Message-IDs."""
        return self.address.partition("@")[2]
