"""A report of a meeting beside sentences that praise or blame something else."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers.followup import followup
from introd.read.languages import traits
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
REPORTS = (
    ("We had a lovely lunch and will meet again.", Answer.GOOD),
    ("The meeting with Tom was a waste of time.", Answer.POOR),
    ("The chat was okay, nothing special.", Answer.FINE),
    ("We haven't met yet.", Answer.NOT_MET),
    ("She never answered my email.", Answer.NO_REPLY),
)
ELSEWHERE = (
    "Our train from Leeds on Sunday was awful and two hours late.",
    "The school concert in the old barn was absolutely wonderful, by the way.",
    "My neighbour's rooster was terribly rude to the postman this morning.",
    "The plumber's bill for the bathroom was a disaster for this month.",
)


@pytest.mark.parametrize(("report", "answer"), REPORTS)
@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_what_is_said_of_something_else_leaves_the_report_as_it_is(report: str, answer: Answer, sentence: str) -> None:
    """Praise or blame of trains, concerts and roosters is none of the meeting, before the report and behind it."""
    assert followup(f"{report} {sentence}", sent=SENT).answer is answer
    assert followup(f"{sentence} {report}", sent=SENT).answer is answer


def test_without_a_sentence_about_the_meeting_all_counts() -> None:
    """Who only writes what it was like, without a word of who or what, has still reported."""
    assert followup("Absolutely wonderful from the first minute to the last biscuit.", sent=SENT).answer is Answer.GOOD
    assert followup("It was a waste of time from the first minute to the last biscuit.", sent=SENT).answer is Answer.POOR


def test_a_short_sentence_answers_what_was_asked() -> None:
    """ "Really useful." stands for the meeting, whatever the other sentences name."""
    assert followup("Thanks for asking him too. Really useful.", sent=SENT).answer is Answer.GOOD


def test_a_language_without_a_list_takes_every_sentence_for_the_meeting() -> None:
    """Where no words of a meeting are listed, nothing is left out."""
    assert traits().is_of_meeting(["rain"], "xx")
    assert not traits().is_of_meeting(["rain"], "en")
    assert traits().is_of_meeting(["rain", "lunch"], "en")


def test_an_appointment_denies_nothing() -> None:
    """The "nt" of "appointment" is no "not": what comes after a good meeting is the next one."""
    assert followup("We had a great lunch. Next appointment is on the 8th.", sent=SENT).answer is Answer.GOOD


def test_a_meeting_that_is_only_told_of_outweighs_no_judgement() -> None:
    """ "I introduced them in person" says nothing of how it went: the sentence that does may name nobody but by name."""
    text = "I introduced Ann Hive and Bo Berg in person last week. Bo tells me Ann was an hour late."
    assert followup(text, sent=SENT).answer is Answer.POOR
