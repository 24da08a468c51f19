"""What somebody corrects about themselves, in the labels that letters name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.read.facts import read_correction
from introd.read.reading import PROFILE_KEYS

GERMAN = tomllib.loads((Path(__file__).parents[2] / "templates/de/_lines.toml").read_text(encoding="utf-8"))["lines"]


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("Headline: CEO", {"headline": "CEO"}),
        ("my job to head of bees", {"headline": "head of bees"}),
        ("my time zone is Europe/Rome", {"zone": "Europe/Rome"}),
        ("Beruf: Bäckerin", {"headline": "Bäckerin"}),
        ("Mein Beruf ist jetzt Imkerin.", {"headline": "Imkerin."}),
        ("Am liebsten per: Telefon; Wohnort: Köln", {"connect": "Telefon", "place": "Köln"}),
        ("Werdegang: zwanzig Jahre Bienen\nSucht: einen Hof", {"background": "zwanzig Jahre Bienen", "needs": "einen Hof"}),
        ("Métier : boulangère", {"headline": "boulangère"}),
    ],
)
def test_labelled_facts_are_read(words: str, facts: dict[str, str]) -> None:
    """A label and what is right give a fact, in English, German and the labels of the other languages."""
    assert read_correction(words) == (facts, "")


@pytest.mark.parametrize("words", ["my name to Jane Doe", "Name: Jane Doe", "Mein Name ist Jane Doe."])
def test_a_name_is_no_fact(words: str) -> None:
    """A name is given back by itself, without the full stop."""
    assert read_correction(words) == ({}, "Jane Doe")


@pytest.mark.parametrize(
    "words",
    [
        "Ich leite jetzt die Bäckerei.", "The whole paragraph was never mine", "my paragraph is wrong", "Mein Beruf ist falsch",
        "The title is no longer right", "Tier: old friend", "Nähe: schon lange befreundet", "",
    ],
)  # fmt: skip
def test_other_words_give_nothing(words: str) -> None:
    """What has no label, only denies, or is not theirs to say changes nothing."""
    assert read_correction(words) == ({}, "")


@pytest.mark.parametrize("key", sorted(set(PROFILE_KEYS) - {"tier"}))
def test_the_labels_of_our_own_letters_are_read(key: str) -> None:
    """Whatever MY DATA calls a fact, in English or German, is a label of a correction."""
    for label in (key, GERMAN[key], GERMAN[key.capitalize()]):
        assert read_correction(f"{label}: something else") == ({key: "something else"}, "")


@given(st.text(max_size=300))
def test_any_words_are_read(words: str) -> None:
    """Nothing raises, no fact is empty, and nothing stands in one that was not written."""
    facts, name = read_correction(words)
    assert all(said and said in words for said in facts.values())
    assert name in words
    assert "tier" not in facts
    assert re.search(r"[:=\s]", words) or not facts
