"""What is kept of a message beside its answer."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent, followup
from introd.read.reading import Answer

SENT = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Yes, but hold it until 10 January", date(2027, 1, 10)),
        ("Please ask me again in six weeks", date(2027, 1, 1)),
        ("Bitte fragen Sie mich ab dem 11. Januar noch einmal.", date(2027, 1, 11)),
        ("not now", None),
    ],
)
def test_a_later_carries_the_day_that_it_names(text: str, until: date | None) -> None:
    """LATER comes with its day, and without one where none is named."""
    said = consent(text, sent=SENT)
    assert (said.answer, said.until) == (Answer.LATER, until)


def test_a_yes_carries_the_day_of_the_return() -> None:
    """A yes of somebody who is away is a yes that waits for their return."""
    said = consent("Yes, and I'm away until Tuesday", sent=SENT)
    assert (said.answer, said.until) == (Answer.YES, date(2026, 11, 24))


def test_a_date_in_a_plain_yes_is_no_absence() -> None:
    """A day that is only proposed does not hold the introduction back."""
    assert consent("Yes please! I'm free on 7 December.", sent=SENT).until is None


@pytest.mark.parametrize("text", ["Yes! When would that be?", "Sure. Shall I call her?", "Oui ! Quand ?"])
def test_a_question_beside_a_yes_is_seen(text: str) -> None:
    """A harmless question leaves the yes standing and is marked."""
    said = consent(text, sent=SENT)
    assert (said.answer, said.question) == (Answer.YES, True)


def test_why_not_is_no_question() -> None:
    """A rhetorical question asks nothing of anybody."""
    assert consent("Why not?").question is False


def test_a_note_is_what_says_more_than_the_answer() -> None:
    """Sentences beside the answer are kept as they stand, greeting and name left out."""
    said = consent("Hi Liz,\n\nYes please. Mornings suit me best.\n\nBest,\nJane", sent=SENT)
    assert said.note == "Mornings suit me best."


def test_a_bare_answer_leaves_no_note() -> None:
    """Nothing is made up where only the answer was given."""
    said = consent("Hi Liz,\n\nYes please!\n\nBest,\nJane", sent=SENT)
    assert (said.note, said.reason, said.tell_them) == (None, None, None)


def test_the_reason_of_a_no_is_kept_for_the_introducer() -> None:
    """Why somebody refuses is a reason, not a note."""
    said = consent("No, thank you. We had a falling-out at Acme.", sent=SENT)
    assert (said.answer, said.reason, said.note) == (Answer.NO, "We had a falling-out at Acme.", None)


def test_words_for_the_other_person_are_kept_apart_and_answer_nothing() -> None:
    """What follows "Tell them:" neither consents nor refuses nor puts a condition."""
    said = consent("Yes.\nTell them: I can't do Mondays, and if it rains I stay at home.\n\nThanks!", sent=SENT)
    assert said.answer is Answer.YES
    assert said.tell_them == "I can't do Mondays, and if it rains I stay at home."


def test_a_yes_only_in_words_for_the_other_person_is_none() -> None:
    """A yes that is meant for somebody else is no consent."""
    assert consent("Tell them: yes, I still have the bicycle.", sent=SENT).answer is Answer.UNCLEAR


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Yes, use my work address jane@work.example", "jane@work.example"),
        ("Yes, but please write to me at Jane.Roe@Home.Example from now on", "jane.roe@home.example"),
        ("Yes. I copy my assistant mary@work.example", None),
        ("Yes. Her old one was jane@old.example", None),
    ],
)
def test_a_new_address_is_taken_only_where_it_is_said_to_be_one(text: str, address: str | None) -> None:
    """An address that is merely mentioned changes nothing."""
    said = consent(text, sent=SENT)
    assert (said.answer, said.new_address) == (Answer.YES, address)


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("YES k3x9", "", Answer.YES),
        ("NO [k3x9]", "", Answer.NO),
        ("LATER [k3x9]", "", Answer.LATER),
        ("STOP [k3x9]", "", Answer.STOP),
        ("YES [k3x9]", "YES", Answer.YES),
        ("YES [k3x9]", "YES\n\nSorry, I mean no.", Answer.NO),
        ("YES [k3x9]", "No thanks", Answer.NO),
        ("YES [k3x9]", "only if it is paid", Answer.UNCLEAR),
        ("JA [k3x9]", "", Answer.YES),
        ("Re: May I introduce you? YES or NO", "", Answer.UNCLEAR),
        ("Re: YES [k3x9]", "", Answer.UNCLEAR),
        ("Yes and other stories", "", Answer.UNCLEAR),
        ("", "", Answer.UNCLEAR),
    ],
)
def test_a_button_counts_by_its_subject_unless_the_words_say_otherwise(subject: str, text: str, expected: Answer) -> None:
    """The person's own words win over the subject that a button filled in."""
    assert consent(text, subject=subject, sent=SENT).answer is expected


@pytest.mark.parametrize(
    ("text", "kinds", "grave"),
    [
        ("He never showed up.", ("no_show",), True),
        ("Not good: she was half an hour late.", ("late",), False),
        ("Terrible. He was on his phone all the time and then left early.", ("distracted", "left"), True),
        ("He was rude.", ("rude",), True),
        ("The café was too loud to talk, a waste of time.", ("venue",), False),
        ("Bad. He promised to send the plan but never did.", ("did_not_deliver",), False),
    ],
)
def test_a_poor_report_names_its_kinds(text: str, kinds: tuple[str, ...], grave: bool) -> None:
    """What went wrong is told apart, and how bad it was."""
    said = followup(text, sent=SENT)
    assert (said.answer, said.kinds, said.grave) == (Answer.POOR, kinds, grave)


@pytest.mark.parametrize(
    ("text", "final"),
    [("We decided not to meet.", True), ("NOT GOING TO", True), ("not yet", False), ("We meet next week", False)],
)
def test_those_who_will_not_meet_are_told_from_those_who_have_not_yet(text: str, final: bool) -> None:
    """Only a decision is final."""
    said = followup(text, sent=SENT)
    assert said.final is final


def test_a_meeting_to_come_is_dated() -> None:
    """NOT MET carries the day that is planned."""
    assert followup("Not yet, we are meeting on 7 December", sent=SENT).until == date(2026, 12, 7)


def test_a_favour_owed_is_remembered() -> None:
    """ "I owe you one" is kept beside the answer."""
    said = followup("Brilliant. I owe you one, Liz.", sent=SENT)
    assert (said.answer, said.owes) == (Answer.GOOD, True)


def test_a_question_about_the_question_is_seen() -> None:
    """Who asks back has not reported anything."""
    said = followup("What do you mean, how did it go?", sent=SENT)
    assert (said.answer, said.question) == (Answer.UNCLEAR, True)


def test_what_was_taken_back_does_not_count() -> None:
    """The wrong button is corrected by the words below it."""
    assert followup("GREAT\n\nSorry, wrong button: we have not met yet.", sent=SENT).answer is Answer.NOT_MET


def test_a_name_that_is_a_month_postpones_nothing() -> None:
    """June and April are people here, and months where nobody is introduced to them."""
    assert consent("Yeah, introduce me to April, please.", sent=SENT).answer is Answer.YES
    assert consent("Happy to in April.", sent=SENT).answer is Answer.LATER
