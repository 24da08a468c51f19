"""Working days and hours in every zone, summer time and leap days included."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.decide import calendar
from introd.decide.settings import Place
from introd.decide.waits import Wait, wait

NINE, FIVE = time(9), time(17)
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Apia", "UTC")
PLACES = st.builds(
    Place, zone=st.sampled_from((*ZONES, "+05:45", "-09:30")), country=st.sampled_from(("", "GB", "US", "DE", "JP"))
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2033, 12, 31), timezones=st.just(UTC))
DAYS = st.integers(0, 15).map(lambda n: Wait(amount=n, unit="working days"))


@given(MOMENTS, PLACES)
def test_an_opening_lies_in_working_hours(moment: datetime, place: Place) -> None:
    """It is never before the moment, on a working day there, from nine to five by the local clock, and none lies nearer."""
    opens = calendar.opening(moment, place, NINE, FIVE)
    local = opens.astimezone(calendar.zone(place.zone))
    assert opens >= moment
    assert calendar.is_working_day(local.date(), place)
    assert NINE <= local.time() < FIVE
    assert calendar.opening(opens, place, NINE, FIVE) == opens


@given(MOMENTS, PLACES, DAYS)
def test_working_days_are_counted_where_the_person_is(moment: datetime, place: Place, days: Wait) -> None:
    """As many working days lie after the first day as were waited for, and the local clock shows the same time."""
    end = calendar.after(moment, days, place)
    first, last = calendar.local_day(moment, place), calendar.local_day(end, place)
    counted = sum(calendar.is_working_day(first + timedelta(days=n), place) for n in range(1, (last - first).days + 1))
    assert counted == days.amount
    assert days.amount == 0 or calendar.is_working_day(last, place)


@given(MOMENTS, PLACES, st.integers(1, 5), st.floats(0, 1, exclude_max=True))
def test_a_drawn_moment_is_in_the_next_working_days(moment: datetime, place: Place, days: int, draw: float) -> None:
    """Whatever is drawn lies in working hours of the next working days, never today."""
    drawn = calendar.drawn(moment, days, place, NINE, FIVE, draw)
    assert calendar.opening(drawn, place, NINE, FIVE) == drawn
    assert calendar.local_day(drawn, place) > calendar.local_day(moment, place)
    assert drawn <= calendar.after(moment, Wait(amount=days, unit="working days"), place) + timedelta(days=1)


@given(MOMENTS, PLACES, PLACES)
def test_a_shared_opening_suits_both_or_is_none(moment: datetime, one: Place, two: Place) -> None:
    """The moment given lies in the working hours of both, within the time allowed."""
    shared = calendar.shared_opening(moment, one, two, NINE, FIVE, timedelta(hours=24))
    if shared is not None:
        assert moment <= shared <= moment + timedelta(hours=24)
        assert calendar.opening(shared, one, NINE, FIVE) == shared == calendar.opening(shared, two, NINE, FIVE)


def test_nine_o_clock_stays_nine_when_summer_time_begins_and_ends() -> None:
    """The hour is the local clock's: in London 09:00 is 09:00 UTC on Friday, and 08:00 UTC on the Monday after the change."""
    london = Place(zone="Europe/London")
    friday = datetime(2026, 3, 27, 9, tzinfo=UTC)
    assert calendar.after(friday, wait("1 working day"), london) == datetime(2026, 3, 30, 8, tzinfo=UTC)
    october = datetime(2026, 10, 23, 8, tzinfo=UTC)
    assert calendar.after(october, wait("1 working day"), london) == datetime(2026, 10, 26, 9, tzinfo=UTC)


def test_the_leap_day_is_a_working_day_like_others() -> None:
    """29 February 2028 is a Tuesday: one working day after the 28th."""
    monday = datetime(2028, 2, 28, 10, tzinfo=UTC)
    assert calendar.after(monday, wait("1 working day"), Place()).date() == date(2028, 2, 29)
    assert calendar.after(monday, wait("2 working days"), Place()).date() == date(2028, 3, 1)


def test_public_holidays_and_own_days_off_are_no_working_days() -> None:
    """Christmas is one in Britain and not where no country is named; a day off is one for whoever has it."""
    christmas = date(2026, 12, 25)
    assert not calendar.is_working_day(christmas, Place(country="GB"))
    assert calendar.is_working_day(christmas, Place())
    assert not calendar.is_working_day(date(2026, 3, 3), Place(days_off=(date(2026, 3, 3),)))
    assert calendar.is_working_day(date(2026, 3, 1), Place(week=(6, 0, 1, 2, 3)))


def test_a_moment_in_the_skipped_hour_is_a_real_moment() -> None:
    """02:30 does not exist in New York on 8 March 2026; the moment is told in a time that does."""
    there = Place(zone="America/New_York")
    moment = calendar.at_local(date(2026, 3, 8), time(2, 30), there)
    assert moment.astimezone(ZoneInfo("America/New_York")).hour in (1, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4 working days", "4 working days"), ("1 working day", "1 working day"), (" 2  Hours ", "2 hours"),
        ("5 seconds", "5 seconds"), ("1 week", "1 week"), ("90 minutes", "90 minutes"),
    ],
)  # fmt: skip
def test_waits_read_as_people_write_them(text: str, said: str) -> None:
    """A wait is an amount and a unit, and says itself in the same words."""
    assert str(wait(text)) == said


@pytest.mark.parametrize("text", ["", "soon", "four days", "-1 days", "3 working hours", "1.5 hours", "2 fortnights", "5"])
def test_what_is_no_wait_is_refused_with_an_example(text: str) -> None:
    """The error says which forms are understood."""
    with pytest.raises(ValueError, match="4 working days"):
        wait(text)


def test_working_days_have_no_fixed_length() -> None:
    """Without a calendar nobody knows how long they are."""
    with pytest.raises(ValueError, match="no fixed duration"):
        _ = wait("2 working days").duration
