"""The random life of a case through summer time and leap days, with people in zones far apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from introd.decide.case import SIDES
from introd.read.reading import PartyRead, Request
from tests.decide.cases import REQUEST, at, opened
from tests.decide.test_machine import LifeOfACase

STARTS = (
    datetime(2026, 3, 26, 23, 59, tzinfo=UTC),  # Europe goes to summer time on the 29th
    datetime(2026, 10, 23, 16, 30, tzinfo=UTC),  # and back on the 25th
    datetime(2026, 3, 6, 21, 30, tzinfo=UTC),  # New York on the 8th
    datetime(2026, 4, 3, 5, 0, tzinfo=UTC),  # Sydney back on the 5th
    datetime(2028, 2, 25, 12, 0, tzinfo=UTC),  # a leap day follows, a Tuesday
    datetime(2032, 2, 27, 12, 0, tzinfo=UTC),  # another, a Sunday
    datetime(2026, 12, 30, 12, 0, tzinfo=UTC),  # the year ends
)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "America/St_Johns",
    "Asia/Tokyo",
)


class LifeAnywhere(LifeOfACase):
    """The same rules; another day, other places."""

    @initialize(start=st.sampled_from(STARTS), zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)))
    def begin(self, start: datetime, zones: tuple[str, str]) -> None:
        """Liz writes a request; each of the two is told to be somewhere."""
        named = tuple(
            PartyRead(p.name, p.email, {**p.profile, "zone": zone}) for p, zone in zip(REQUEST.parties, zones, strict=True)
        )
        decision = opened(Request(parties=named, why=REQUEST.why), at(start))
        self.now, self.case, self.owed = start, decision.case, list(decision.letters)
        self.left, self.stopped, self.last = [], set(), {}
        self.consents = dict.fromkeys(SIDES, False)
        self.zones = {side: ZoneInfo(zone) for side, zone in zip(SIDES, zones, strict=True)}

    @rule(minutes=st.integers(1, 600))
    def a_while_passes(self, minutes: int) -> None:
        """No full hours: the edges of a working day are met."""
        self.now += timedelta(minutes=minutes)
        self._work()


LifeAnywhere.TestCase.settings = hypothesis_settings(max_examples=120, stateful_step_count=25, deadline=None)
TestLifeAnywhere = LifeAnywhere.TestCase
