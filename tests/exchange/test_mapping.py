"""What an introducer says of the columns of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.exchange.files import read_file
from introd.exchange.mapping import read_mapping
from introd.exchange.table import MEANT, first_line, meaning_of, read_table

COLUMNS = ("Town", "Firm", "Notes", "E-Mail (work)")


@pytest.mark.parametrize(
    ("words", "mapping"),
    [
        ("Town = place", {"Town": "place"}),
        ("town = place, firm = employer", {"town": "place", "firm": "company"}),
        ("MAP Town: place", {"Town": "place"}),
        ("Please use Town as place.", {"Town": "place"}),
        ("The column Town is the place and Firm is the employer", {"Town": "place", "Firm": "company"}),
        ("Town → city\nFirm -> headline", {"Town": "place", "Firm": "headline"}),
        ("place = Town", {"Town": "place"}),
        ('"E-Mail (work)" = further e-mail address', {"E-Mail (work)": "address2"}),
        ("Notes = a note for me; Town = not used", {"Town": ""}),
        ("Notes = note", {"Notes": "note"}),
    ],
)
def test_columns_in_plain_words(words: str, mapping: dict[str, str]) -> None:
    """Signs and plain words, in either order, whatever the case; a meaning in any of the words by which columns are known."""
    found = read_mapping(words, COLUMNS)
    assert found is not None
    assert found.mapping == mapping


@pytest.mark.parametrize("words", ["GO", "Thanks, that looks right.", "", "Who is this for?", "Kim is a friend", "CANCEL"])
def test_what_speaks_of_no_column(words: str) -> None:
    """Other words are no mapping."""
    assert read_mapping(words, COLUMNS) is None


def test_what_cannot_be_followed_is_said() -> None:
    """An unknown column with a meaning, and a known column without one."""
    found = read_mapping("City = place, Town = cake", COLUMNS)
    assert found is not None
    assert found.mapping == {}
    assert len(found.doubts) == 2


@pytest.mark.parametrize("key", MEANT)
def test_every_meaning_can_be_said_as_it_is_shown(key: str) -> None:
    """The words that show a meaning are words for it."""
    assert meaning_of(MEANT[key]) == key


def test_a_meaning_that_is_given_leaves_where_it_was() -> None:
    """The new column for the place takes it from the old one; the old column for addresses holds further ones."""
    table = read_table("Email,Private mail,City,Town\na@x.example,b@x.example,Leeds,York\n")
    moved = table.mapped({"Town": "place", "Private mail": "address"})
    assert moved.mapping() == [("Email", "address2"), ("Private mail", "address"), ("City", ""), ("Town", "place")]


def test_two_columns_of_one_meaning_are_put_together() -> None:
    """Words for each stand beside each other, in the order of the columns."""
    text = "Email,Skills,Services,A,B\na@x.example,honey,hives,Jane,Roe\n"
    wanted = {"Skills": "offers", "Services": "offers", "A": "name", "B": "name"}
    (contact,) = read_file(text, wanted).contacts
    assert (contact.name, contact.profile) == ("Jane Roe", {"offers": "honey; hives"})


def test_an_unknown_column_is_refused() -> None:
    """A mapping of what is not there names what is."""
    with pytest.raises(ValueError, match="the columns are Name, Email"):
        read_file("Name,Email\nJane,jane@roe.example\n", {"Town": "place"})


def test_the_first_line_with_columns() -> None:
    """Empty lines and single cells before it are passed over; a text without any has none."""
    assert first_line("\nNotes:\nWho;Reach\nJane;jane@roe.example\n") == ("Who", "Reach")
    assert first_line("hello\n") == ()


@given(st.text(max_size=200))
def test_any_words_are_read(words: str) -> None:
    """Whatever is written, only columns that are there are mapped, to what is kept."""
    found = read_mapping(words, COLUMNS)
    assert found is None or set(found.mapping.values()) <= {*MEANT, ""}
