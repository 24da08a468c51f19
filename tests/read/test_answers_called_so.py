"""First names that are a word of assent in some language: below a letter, behind a sign-off, before a surname."""

from __future__ import annotations

import pytest

from introd.read.answers import consent
from introd.read.reading import Answer


@pytest.mark.parametrize("text", ["Thanks\nJo", "Received.\nJo Brown", "Dale Nesbitt", "Thanks for this\n\nDale", "Cheers Jo"])
def test_a_name_below_a_letter_agrees_to_nothing(text: str) -> None:
    """Who signs with Jo or Dale has not said yes in Swedish or Spanish."""
    assert consent(text).answer is not Answer.YES


@pytest.mark.parametrize(
    "text", ["Jo, gerne", "Dale!", "Roger that", "Hola Liz,\n\nSí", "Gracias por preguntar.\nDale", "Hej Liz\n\nJo", "Yes\nJo"]
)
def test_the_same_word_answers_in_its_own_language(text: str) -> None:
    """A word of the language that is written is an answer, in the last line too, and a name beside a yes changes nothing."""
    assert consent(text).answer is Answer.YES
