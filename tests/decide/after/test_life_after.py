"""A random life after the introduction: whatever the two, the introducer, robots and the clock do, the promises hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from introd.decide import events as e
from introd.decide.case import SIDES, Side, State
from introd.decide.letter import Kind
from tests.decide.cases import MONDAY, in_state
from tests.decide.test_machine import SIDE, Life

HOW = ["good", "good", "fine", "poor", "not_met", "not_going"]


class LifeAfter(Life):
    """The two are introduced; each rule is something that can happen from then on."""

    @initialize(writer=st.sampled_from(["first", "second"]))
    def begin(self, writer: Side) -> None:
        """The introduction has just left."""
        self.now, self.case = MONDAY, in_state(State.INTRODUCED).but(writes_first=writer)
        self.owed, self.left, self.stopped, self.last = [], [], set(), {}
        self.consents = dict.fromkeys(SIDES, True)

    @rule(side=SIDE, alone=st.booleans(), dropped=st.sampled_from([False, False, False, True]))
    def writes_in_the_thread(self, side: Side, alone: bool, dropped: bool) -> None:
        """A party writes in the introduced thread, or to us alone."""
        self._happen(e.ThreadWritten("<t@x>", side, to_other=not alone, dropped=dropped))

    @rule(side=SIDE, heard=st.booleans())
    def says_whether_they_heard(self, side: Side, heard: bool) -> None:
        """HEARD or NOT YET, asked or not."""
        self._happen(e.HeardSaid("<h@x>", side, heard, f"confided by {side}"))

    @rule(side=SIDE, done=st.booleans())
    def answers_the_reminder(self, side: Side, done: bool) -> None:
        """DONE, or I can't, because …."""
        confided, marked = f"confided by {side}", f"for the other, from {side}"
        self._happen(e.WroteSaid("<d@x>", side) if done else e.Excused("<c@x>", side, confided, marked))

    @rule(
        side=SIDE, how=st.sampled_from(HOW), owes=st.booleans(), clarifies=st.booleans(),
        meets=st.sampled_from([None, date(2026, 4, 10)]),
    )  # fmt: skip
    def reports(self, side: Side, how: Any, owes: bool, clarifies: bool, meets: date | None) -> None:
        """A party tells how it went, at any time."""
        self._happen(e.Reported("<r@x>", side, how, f"confided by {side}", owes=owes, clarifies=clarifies, meets=meets))

    @rule(about=st.sampled_from([None, "first", "second"]), how=st.sampled_from(["good", "poor", "unclear"]))
    def introducer_reports(self, about: Side | None, how: Any) -> None:
        """Liz tells how it went."""
        self._happen(e.IntroducerReported("<i@x>", about, how, "confided by first, confided by second"))

    @rule(
        what=st.sampled_from(["nudge_again", "apologise", "leave_it", "ask", "send", "drop"]),
        side=st.sampled_from([None, *SIDES]),
    )
    def introducer_decides(self, what: str, side: Side | None) -> None:
        """Liz answers a call note or a report."""
        self.decisions = self.decisions + (what == "nudge_again")
        self._happen(e.IntroducerDecided("<w@x>", what, side=side))

    @rule(side=SIDE, until=st.sampled_from([None, date(2026, 3, 13), date(2030, 1, 1)]))
    def robot_says_away(self, side: Side, until: date | None) -> None:
        """An out-of-office comes."""
        self._happen(e.PartyAbsent("<a@x>", side, until))

    @rule(side=SIDE, rarely=st.integers(0, 9))
    def is_lost(self, side: Side, rarely: int) -> None:
        """Rarely somebody says STOP, or the introduction comes back from them."""
        if rarely == 9:
            self._happen(e.OptedOut("<s@x>", side))
        elif rarely == 8:
            self._happen(e.LetterBounced("<b@x>", side, Kind.HANDOVER, "5.1.1"))

    @rule(hours=st.sampled_from([1, 24, 24, 72, 24 * 7, 24 * 21, 24 * 100]))
    def time_passes(self, hours: int) -> None:
        """The clock moves, perhaps by three weeks of sleep; then the daemon works until nothing is due."""
        self.now += timedelta(hours=hours)
        self._work()

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        """Ordinary days pass one by one."""
        for _ in range(days):
            self.now += timedelta(hours=24)
            self._work()

    def teardown(self) -> None:
        """In the end nothing is waited for, and the case is closed."""
        super().teardown()
        if hasattr(self, "case"):
            assert self.case.state is State.CLOSED, self.case.timers


LifeAfter.TestCase.settings = hypothesis_settings(max_examples=150, stateful_step_count=30, deadline=None)
TestLifeAfter = LifeAfter.TestCase
