"""Keys: what documents are found by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.record.keys import GAP, folded, keys_of, moment, pair, plain, when, words

from .samples import LIZ, at, introduction, letter, person

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(9998, 1, 1), timezones=ZONES)


@settings(deadline=None)
@given(MOMENTS, MOMENTS)
def test_moments_sort_as_time_does(one: datetime, two: datetime) -> None:
    """Whatever zone and precision two moments are written in, their texts compare as they do."""
    assert (moment(one.isoformat()) < moment(two.isoformat())) == (one < two)
    assert (moment(one.isoformat()) == moment(two.isoformat())) == (one == two)


@settings(deadline=None)
@given(MOMENTS)
def test_a_moment_is_brought_to_one_width(one: datetime) -> None:
    """27 characters in UTC that name the same moment, and a text that is brought there already stays."""
    text = moment(one.isoformat())
    assert len(text) == 27
    assert datetime.fromisoformat(text) == one.astimezone(UTC)
    assert moment(text) == text


@pytest.mark.parametrize("bad", ["2026-03-02T09:00:00", "soon", "", "2026-13-01T00:00:00Z"])
def test_what_is_no_moment_is_refused(bad: str) -> None:
    """No zone, no date, no month 13."""
    with pytest.raises(ValueError, match=r".*"):
        moment(bad)


@settings(deadline=None)
@given(st.text(st.characters()))
def test_any_text_becomes_a_key(text: str) -> None:
    """A key can always be written as UTF-8, and a text that could be before is not changed."""
    plain(text).encode()
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert plain(text) == text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("José  Müller-Roe", ["jose", "muller", "roe"]),
        ("Dr. Jane O'Hara", ["dr", "jane", "o", "hara"]),
        ("STRAẞE", ["strasse"]),
        ("山田 太郎", ["山田", "太郎"]),
        ("", []),
    ],
)
def test_the_words_of_a_name(name: str, expected: list[str]) -> None:
    """Without case, accents and points."""
    assert words(name) == expected


def test_addresses_compare_without_case() -> None:
    """Blanks around and case do not matter; other blanks do."""
    assert folded(" Jane@ACME.example\n") == "jane@acme.example"
    assert folded("a b@x") != folded("ab@x")


def test_an_owners_keys_do_not_run_into_anothers() -> None:
    """The gap between owner and rest is no character that an address has."""
    assert pair("a", "b") == f"a{GAP}b"
    assert GAP not in LIZ


def test_the_keys_of_an_introduction() -> None:
    """State, owner, due, tokens, addresses; nothing for what is null."""
    found = keys_of("introduction", introduction(due=None, addresses=["A@x.example"]))
    assert found == {
        ("state", "asking"),
        ("owner", LIZ),
        ("owner+state", pair(LIZ, "asking")),
        ("token", "k3x9-one"),
        ("token", "k3x9-two"),
        ("address", "a@x.example"),
        ("owner+address", pair(LIZ, "a@x.example")),
    }
    assert ("due", at(9)) in keys_of("introduction", introduction())
    assert ("closed", at(10)) in keys_of("introduction", introduction(closed=at(10)))


@pytest.mark.parametrize(
    ("status", "expected", "absent"),
    [
        ("pending", {"due", "to"}, {"sent", "sending", "unknown"}),
        ("later", {"due", "to"}, {"sent", "sending", "unknown"}),
        ("sending", {"sending", "to"}, {"due", "sent", "unknown"}),
        ("unknown", {"unknown", "to"}, {"due", "sent", "sending"}),
        ("sent", {"sent", "to"}, {"due", "sending", "unknown"}),
        ("never", {"reference"}, {"due", "sent", "sending", "unknown", "to"}),
        ("withdrawn", {"reference"}, {"due", "sent", "sending", "unknown", "to"}),
    ],
)
def test_the_keys_of_a_letter_follow_its_status(status: str, expected: set[str], absent: set[str]) -> None:
    """Only what is owed is due; only what may have left or will counts for its reader."""
    document = letter(status=status, settled=at(10), _record={"claimed": at(9)})
    names = {name for name, _ in keys_of("letter", document)}
    assert expected <= names
    assert not absent & names


@pytest.mark.parametrize(("status", "hour"), [("pending", 9), ("later", 9), ("unknown", 9), ("sending", 8), ("sent", 10)])
def test_when_a_letter_counts(status: str, hour: int) -> None:
    """When it left, else when it was claimed, else when it may leave."""
    assert when(letter(status=status, settled=at(10), _record={"claimed": at(8)})) == at(hour)


def test_the_keys_of_a_person() -> None:
    """Every address and every word of the name."""
    found = keys_of("person", person(addresses=["J@new.example"]))
    assert {value for name, value in found if name == "address"} == {"jane@acme.example", "j@new.example"}
    assert {value for name, value in found if name == "owner+word"} == {pair(LIZ, "jane"), pair(LIZ, "roe")}


def test_other_collections_have_no_keys() -> None:
    """Settings and what is set aside are found by id alone."""
    assert keys_of("setting", {"value": 1}) == set()
