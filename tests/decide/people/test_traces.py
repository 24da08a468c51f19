"""Somebody's traces are found however they are written, and nobody else's words are touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.decide.people.traces import SOMEBODY, Traces, words

ZOE = Traces(addresses=("zoe.brandt@mühle.example",), names=("Dr. Zoë Brandtová",))
JANE = Traces(addresses=("jane@roe.example",), names=("Jane Roe",), others=("Jane Miller", "jane.miller@acme.example"))
WILL = Traces(addresses=("will@acme.example",), names=("Will Young",))


def swept(traces: Traces, text: str) -> str:
    """The text without them."""
    return traces.without(text, weigh=text)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "said",
    [
        "Zoë Brandtová", "ZOË BRANDTOVÁ", "zoe brandtova", "Brandtová, Zoë", "Zoë  K. Brandtová", "Zoë\nBrandtová", "zoe-brandtova",
        "zoebrandtova", "Zoë", "Zoe", "zoë", "Brandtová", "zoe.brandt@mühle.example", "ZOE.BRANDT@MÜHLE.EXAMPLE",
        "zoe.brandt@xn--mhle-0ra.example", "zoe.brandt%40mühle.example", "zoe.brandt at mühle dot example", "zoe.brandt [at] mühle.example",
        "zoe.brandt&#64;mühle.example",
    ],
)  # fmt: skip
def test_every_way_to_write_them_is_found(said: str, form: str) -> None:
    """In a sentence, in either Unicode form: nothing of it is left."""
    text = unicodedata.normalize(form, f"we met {said} at the fair")
    assert swept(ZOE, text) == f"we met {SOMEBODY} at the fair"
    assert ZOE.stands_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Austen wrote it", "mary-jane@roe.example", "jane@roe.example.org", "jane@roe-example.example", "Mary-Jane said so", "Janet Roeder",
        "We met Jane Miller, and Jane liked it", "Jane asked jane.miller@acme.example", "mary.jane@other.example", "the roe of a fish",
        "janeway", "https://acme.example/jane.html",
    ],
)  # fmt: skip
def test_others_of_the_same_name_stay(text: str) -> None:
    """Another family name, a longer address, a text that speaks of another Jane, a word that only looks like it."""
    assert swept(JANE, text) == text


@pytest.mark.parametrize(
    "text",
    ["Will you come?", "This will do. Will it?", "He is young. Young people", "Young Bob will be there", "- Will call on Monday"],
)
def test_words_that_are_names_too_stay_words(text: str) -> None:
    """Where a name is an everyday word, only a capital in the middle of a sentence, or a title, makes it a name."""
    assert swept(WILL, text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I saw Will there", f"I saw {SOMEBODY} there"), ("ask Mr Young again", f"ask Mr {SOMEBODY} again"),
        ("Will Young called", f"{SOMEBODY} called"), ("will_young_cv.pdf", f"{SOMEBODY}_cv.pdf"),
    ],
)  # fmt: skip
def test_but_a_name_is_a_name(text: str, left: str) -> None:
    """The full name, a title before it, or a capital within a sentence."""
    assert swept(WILL, text) == left


def test_a_name_that_two_share_goes_only_where_the_other_is_not_meant() -> None:
    """Two are called Jane Roe: beside the other's address the name stays, elsewhere it goes."""
    both = Traces(addresses=("jane@roe.example",), names=("Jane Roe",), shared=("Jane Roe",), others=("jr@other.example",))
    assert swept(both, "Jane Roe liked it") == f"{SOMEBODY} liked it"
    assert swept(both, "Jane Roe <jr@other.example>") == "Jane Roe <jr@other.example>"
    assert not both.certain("Jane Roe liked it")
    assert swept(both, "jane@roe.example, jr@other.example") == f"{SOMEBODY}, jr@other.example"


def test_names_without_their_traces_are_nothing_to_look_for() -> None:
    """Nobody without name and address is found in anything."""
    assert swept(Traces(addresses=()), "Jane Roe") == "Jane Roe"
    assert words("Prof. Dr. Zoë O’Hara-Smith") == ["Zoë", "O’Hara-Smith"]


@given(st.text(max_size=200), st.sampled_from([ZOE, JANE, WILL]))
def test_what_was_swept_holds_nothing_certain(text: str, traces: Traces) -> None:
    """Around any text, in either form, the address and the full name go, and sweeping again finds nothing certain."""
    for form in ("NFC", "NFD"):
        planted = unicodedata.normalize(form, f"{text} {traces.addresses[0]} {text} {traces.full_names[0]} {text}")
        left = swept(traces, planted)
        assert not traces.certain(left)


def test_traces_are_kept_as_json_and_come_back() -> None:
    """What the record keeps of a chore is what was put in."""
    assert Traces.of(JANE.document()) == JANE
