"""Have you heard? Have you written? What people answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.read.answers.missing import missing, own_fault, tell_them
from introd.read.reading import Answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("HEARD", Answer.HEARD), ("Yes", Answer.HEARD), ("Yes, we're in touch.", Answer.HEARD), ("He wrote back yesterday", Answer.HEARD),
        ("NOT YET", Answer.NO_REPLY), ("No", Answer.NO_REPLY), ("I haven't heard anything", Answer.NO_REPLY), ("not heard", Answer.NO_REPLY),
        ("Still waiting for an answer.", Answer.NO_REPLY), ("She never replied", Answer.NO_REPLY), ("noch nicht", Answer.NO_REPLY),
        ("pas encore", Answer.NO_REPLY), ("todavía no", Answer.NO_REPLY), ("まだです", Answer.NO_REPLY), ("DONE", Answer.DONE),
        ("I’ve written to her already", Answer.DONE), ("erledigt", Answer.DONE), ("hecho", Answer.DONE), ("I can't, because I am ill", Answer.CANT),
        ("Ich kann leider nicht", Answer.CANT), ("STOP", Answer.STOP), ("Who are you?", Answer.UNCLEAR), ("Nobody knows", Answer.UNCLEAR),
        ("We met on Monday, it was great", Answer.GOOD), ("", Answer.UNCLEAR),
    ],
)  # fmt: skip
def test_plain_words(words: str, answer: Answer) -> None:
    """Each is read as what it says."""
    assert missing(words).answer is answer


def test_what_is_marked_is_kept_apart() -> None:
    """The reason is all that was said; only the marked words are for the other."""
    said = missing("I can't, because my father is ill.\nTell them: perhaps in May.")
    assert said.tell_them == "perhaps in May."
    assert said.reason is not None
    assert "father" in said.reason
    assert tell_them("I would not tell them anything.") is None


@pytest.mark.parametrize(
    ("words", "own"),
    [("I was late and distracted.", True), ("My fault entirely.", True), ("I guess I owe you one.", True), ("I forgot our lunch", True),
     ("She was late and distracted.", False), ("I waited for an hour", False), ("I was there, she was late.", False),
     ("I was there while Jane was late", False), ("I was sad that Jane left early", False), ("I came on time and she was late", False)],
)  # fmt: skip
def test_whose_fault(words: str, own: bool) -> None:
    """A confession is told from a complaint."""
    assert own_fault(words) is own


@given(st.text(max_size=300))
def test_any_words_can_be_read(words: str) -> None:
    """No text raises, and what decided stands in the reading."""
    assert missing(words).answer in Answer
