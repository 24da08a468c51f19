"""First names that are a word of assent in some language: below a letter, behind a sign-off, before a surname."""

from __future__ import annotations

import pytest

from introd.read.answers import consent
from introd.read.reading import Answer


@pytest.mark.parametrize(
    "text",
    [
        "Thanks\nJo",
        "Received.\nJo Brown",
        "Dale Nesbitt",
        "Thanks for this\n\nDale",
        "Cheers Jo",
        "Thanks\nSimon",
        "Simon Kessler",
        "Bora Brown",
    ],
)
def test_a_name_below_a_letter_agrees_to_nothing(text: str) -> None:
    """Who signs with Jo or Dale has not said yes in Swedish or Spanish."""
    assert consent(text).answer is not Answer.YES


@pytest.mark.parametrize(
    "text", ["Jo, gerne", "Dale!", "Roger that", "Hola Liz,\n\nSí", "Gracias por preguntar.\nDale", "Hej Liz\n\nJo", "Yes\nJo"]
)
def test_the_same_word_answers_in_its_own_language(text: str) -> None:
    """A word of the language that is written is an answer, in the last line too, and a name beside a yes changes nothing."""
    assert consent(text).answer is Answer.YES


@pytest.mark.parametrize("text", ["Thanks\nAni", "Thank you for your message.\n\nNoé", "Borra Kessler", "Cheers Inga"])
def test_a_name_below_a_letter_refuses_nothing(text: str) -> None:
    """Nor is Noé a no, or Borra a stop, where nothing but a name stands there."""
    assert consent(text).answer is Answer.UNCLEAR
