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


@pytest.mark.parametrize(
    "text",
    [
        'My wife said "yes, go for it" when I read it out. I have not made up my mind.',
        "My boss said “sure, please introduce them”. Let me sleep on it.",
        'He told me: "please introduce us". I will think about it.',
        'Meine Kollegin meint, "mach das unbedingt". Ich selbst bin noch am Überlegen.',
    ],
)
def test_what_another_person_said_in_quotation_marks_is_no_yes(text: str) -> None:
    """A yes between quotation marks, behind the word that somebody said it, is that person's."""
    assert consent(text, sent=SENT, language="en").answer is Answer.UNCLEAR


@pytest.mark.parametrize("text", ['"Yes" from me!', "My boss said “go for it”, so yes please introduce us.", 'I say "yes"!'])
def test_marks_around_ones_own_yes_take_nothing_from_it(text: str) -> None:
    """Who puts their own yes in quotation marks, or adds it to that of another, agrees."""
    assert consent(text, sent=SENT, language="en").answer is Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Thanks so much for thinking of me! Hope all is well with you and the dogs.\n\nJo x",
        "👍 for the new logo btw! haven't thought about the intro yet",
    ],
)
def test_a_name_below_or_a_thumb_for_something_else_is_no_yes(text: str) -> None:
    """The signature "Jo" is no Swedish yes, and a thumb belongs to the words that follow it."""
    assert consent(text, sent=SENT).answer is Answer.UNCLEAR


@pytest.mark.parametrize("text", ["👍 happy to", "👍👍 go for it", "Hej Liz!\n\nJo", "Dear Liz\nJa"])
def test_a_thumb_and_a_short_yes_stay_one(text: str) -> None:
    """A thumb before an assent, and a yes as the last line of a short mail, agree."""
    assert consent(text, sent=SENT).answer is Answer.YES


def test_who_would_like_no_more_mail_agrees_to_nothing() -> None:
    """A wish in the words that forbid mail is no assent."""
    assert consent("Yes, I'd like to unsubscribe.", sent=SENT).answer is Answer.STOP
