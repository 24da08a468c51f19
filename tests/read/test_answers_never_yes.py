"""Answers in plain English that are no yes, however many words of assent stand in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from introd.read.answers import consent
from introd.read.reading import Answer

SENT = date(2026, 3, 2)
LINES = tuple(filter(None, (Path(__file__).parent / "answers" / "en-never-yes.txt").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("text", LINES)
def test_what_is_no_yes_is_not_read_as_one(text: str) -> None:
    """Refusals, conditions, delays, questions, irony, and a "yes" to something else are never consent."""
    assert consent(text, sent=SENT, language="en").answer is not Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Yes, I can spare twenty minutes for her.",
        "Yes, and use my private address please.",
        "Sure, I've been following her work for years!",
        "Go on then, you've twisted my arm.",
        "Yes. I have a driving licence, if that helps!",
        "Yes, happy to.",
    ],
)
def test_a_yes_that_goes_on_about_the_introduction_stays_one(text: str) -> None:
    """The guard against a "yes" to something else leaves a plain one alone."""
    assert consent(text, sent=SENT, language="en").answer is Answer.YES
