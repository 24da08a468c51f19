"""Caps: no window of 30 days, and none of 91, ever holds more asks than it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from introd.decide.people.caps import MONTH, QUARTER, first_free, fits, in_window
from introd.decide.people.person import Caps

START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = st.integers(0, 400 * 24).map(lambda hours: START + timedelta(hours=hours))
CAPS = st.builds(Caps, month=st.integers(1, 4), quarter=st.integers(1, 6))


def test_the_windows_are_those_that_people_are_promised() -> None:
    """A month is thirty days, a quarter ninety-one; all other tests here speak of the windows by name."""
    assert (timedelta(days=30), timedelta(days=91)) == (MONTH, QUARTER)


def most(asks: list[datetime], window: timedelta) -> int:
    """The fullest window of that length."""
    return max((sum(start <= ask < start + window for ask in asks) for start in asks), default=0)


@given(st.lists(MOMENT, max_size=30), CAPS)
def test_asks_that_fit_keep_every_window_within_the_caps(wanted: list[datetime], caps: Caps) -> None:
    """Whoever asks in whatever order, taking only what fits: the caps hold in every window."""
    asks: list[datetime] = []
    for moment in wanted:
        if fits(asks, moment, caps):
            asks.append(moment)
    assert most(asks, MONTH) <= caps.month
    assert most(asks, QUARTER) <= caps.quarter


@given(st.lists(MOMENT, max_size=12), MOMENT, CAPS)
def test_the_first_free_moment_is_free_and_the_first(asks: list[datetime], moment: datetime, caps: Caps) -> None:
    """It fits, it does not lie before the wish, and no hour between would do."""
    free = first_free(asks, moment, caps)
    assert free is not None
    assert free >= moment
    assert fits(asks, free, caps)
    hours = int((free - moment).total_seconds() // 3600)
    assert not any(fits(asks, moment + timedelta(hours=h), caps) for h in range(0, hours, 24))


def test_exactly_thirty_days_apart_is_enough() -> None:
    """One ask in 30 days: the next may come on the thirtieth day after."""
    assert fits([START], START + MONTH, Caps())
    assert not fits([START], START + MONTH - timedelta(seconds=1), Caps())


def test_an_ask_that_is_planned_counts() -> None:
    """What is owed for next week leaves no room today."""
    assert not fits([START + timedelta(days=7)], START, Caps())


def test_a_cap_of_nought_is_never_free() -> None:
    """Somebody who is never to be asked has no better day."""
    assert first_free([], START, Caps(month=0)) is None


def test_a_window_ends_with_the_moment() -> None:
    """What is asked later does not count as asked before."""
    asks = [START - timedelta(days=40), START - timedelta(days=2), START + timedelta(days=1)]
    assert in_window(asks, START, MONTH) == 1
    assert in_window(asks, START, QUARTER) == 2
