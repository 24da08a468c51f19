"""What a week brought: counted once, when it happens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from statistics import median as true_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.decide.decision import Deed
from introd.report.weeks import Week, add, median, monday_of, shown, told_between

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
EMPTY = Week(monday=date(2026, 3, 2))


@given(st.lists(st.floats(0, 59), min_size=1, max_size=60))
def test_the_median_is_the_median_to_half_a_day(days: list[float]) -> None:
    """Counted in half days, the median of any answers is within a quarter of a day of the true one."""
    week = add(EMPTY, "k3x9", [Deed("first", "yes", days=d) for d in days], NOW)
    assert week.median is not None
    assert abs(week.median - true_median(days)) <= 0.25 + 1e-9


def test_nothing_has_no_median() -> None:
    """A week without answers has none."""
    assert median({}) is None
    assert add(EMPTY, "k3x9", [Deed("first", "asked")], NOW).median is None


def test_deeds_are_counted_and_the_telling_ones_are_named() -> None:
    """Answers are counted whatever they say; what went missing is named by its introduction, and no person is."""
    week = add(
        EMPTY, "k3x9", [Deed("first", "yes", days=1), Deed("second", "no", days=2), Deed("first", "missing", detail="Jane")], NOW
    )
    assert (week.answered, week.unanswered) == (2, 1)
    assert [(h.reference, h.what, h.side) for h in week.told] == [("k3x9", "missing", "first")]
    assert "Jane" not in str(week.document())


def test_a_row_comes_back_from_the_record() -> None:
    """What is stored is what was counted."""
    week = add(EMPTY, "k3x9", [Deed("first", "yes", days=1.2), Deed("second", "well")], NOW)
    assert Week.model_validate(week.document()) == week


def test_a_row_stays_small() -> None:
    """However busy the week, only the newest eighty deeds are named; all are counted."""
    week = EMPTY
    for number in range(200):
        week = add(week, f"r{number}", [Deed("first", "missing")], NOW)
    assert len(week.told) == 80
    assert week.unanswered == 200


@pytest.mark.parametrize("offset", range(7))
def test_a_week_begins_on_monday(offset: int) -> None:
    """Every day of a week has the same Monday."""
    assert monday_of(date(2026, 3, 2) + timedelta(days=offset)) == date(2026, 3, 2)


def test_what_is_told_is_of_that_time_alone() -> None:
    """From the start, before the end, in order."""
    week = EMPTY
    for hours in (5, 1, 3):
        week = add(week, f"r{hours}", [Deed("first", "well")], NOW + timedelta(hours=hours))
    told = told_between([week], NOW + timedelta(hours=1), NOW + timedelta(hours=5))
    assert [h.reference for h in told] == ["r1", "r3"]


def test_the_rows_begin_where_something_happened() -> None:
    """Empty weeks before the first busy one and after the last are not shown; those between are."""
    weeks = [Week(monday=date(2026, 2, 2) + timedelta(weeks=n)) for n in range(5)]
    for busy in (1, 3):
        weeks[busy] = add(weeks[busy], "k3x9", [Deed("first", "asked")], NOW)
    assert [row["monday"] for row in shown(weeks)] == ["2026-02-09", "2026-02-16", "2026-02-23"]
    assert shown(weeks[:1]) == []
