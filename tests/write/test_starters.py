"""Conversation starters come from what is known, and from nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.write.starters import Starter, seeker, shared, starters

EMPTY = {"first_name": "", "interests": "", "needs": "", "offers": "", "highlight": "", "background": ""}


def person(name: str, **known: str) -> dict[str, Any]:
    """What is known of somebody; the rest is empty."""
    return EMPTY | {"first_name": name} | known


def test_nothing_known_gives_one_open_question() -> None:
    """Where nothing is known there is one open question and no horoscope."""
    assert starters([person("Jason"), person("Jane")]) == (Starter("open"),)


def test_the_introducers_own_starters_come_first() -> None:
    """What the introducer thought of is kept, in front."""
    found = starters([person("Jason", interests="sailing"), person("Jane", interests="sailing")], ["Ask about the boat"])
    assert [s.form for s in found] == ["given", "shared"]


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        ("sailing, books", "Books and cooking", ("books",)),
        ("Sailing", "sailing.", ("Sailing",)),
        ("golf", "sailing", ()),
        ("", "sailing", ()),
    ],
)
def test_shared_interests_are_compared_without_case(one: str, two: str, both: tuple[str, ...]) -> None:
    """Lists with commas, "and" and full stops are compared item by item."""
    assert shared(one, two) == both


def test_a_need_meets_an_offer() -> None:
    """Where one needs what the other offers, that is said with both names, and advice is asked for."""
    jason = person("Jason", needs="He is looking for a first job in operations.")
    jane = person("Jane", offers="advice on moving into operations", highlight="ran operations in Oslo")
    found = starters([jason, jane])
    assert Starter("need", "advice on moving into operations", "Jason", "Jane") in found
    assert Starter("started", "ran operations in Oslo", "Jason", "Jane") in found
    assert Starter("advice", "a first job in operations", "Jason", "Jane") in found


def test_unrelated_offers_are_not_pressed_into_a_pair() -> None:
    """A need and an offer without a word in common make no starter of that form."""
    found = starters([person("Jason", needs="a flat in Oslo"), person("Jane", offers="piano lessons")])
    assert [s.form for s in found] == ["advice"]


@pytest.mark.parametrize("needs", ["x" * 200, "One thing. Then another thing. And more.", "write to […] about it"])
def test_what_does_not_fit_a_sentence_makes_no_starter(needs: str) -> None:
    """Essays and gaps are not pressed into the middle of a question."""
    assert starters([person("Jason", needs=needs), person("Jane")]) == (Starter("open"),)


@pytest.mark.parametrize(
    ("first", "second", "who"), [("a job", "", 0), ("", "a job", 1), ("a job", "a flat", None), ("", "", None)]
)
def test_the_one_who_needs_something_more(first: str, second: str, who: int | None) -> None:
    """Exactly one of the two needs something, or nobody is singled out."""
    assert seeker([person("Jason", needs=first), person("Jane", needs=second)]) == who


@given(st.lists(st.text(max_size=150), min_size=10, max_size=10), st.lists(st.text(max_size=50), max_size=6))
def test_any_words_give_one_to_four_starters(words: list[str], given_words: list[str]) -> None:
    """Whatever is written of people, there is something to begin with, and never a heap."""
    keys = ("interests", "needs", "offers", "highlight", "background")
    people = [
        person("Jason", **dict(zip(keys, words[:5], strict=True))),
        person("Jane", **dict(zip(keys, words[5:], strict=True))),
    ]
    found = starters(people, given_words)
    assert 1 <= len(found) <= 4
    assert len(set(found)) == len(found)
