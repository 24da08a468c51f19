"""Ways to a wrong yes: corrections of a running case, answers after the end, a handover that is held up, answers from elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from introd.decide.case import Outcome, Standing, State
from introd.mailroom import departures, duties
from introd.post.outcome import Later
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper

HOURS = timedelta(hours=1)


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both were asked on Monday morning."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(minutes=20))
    assert paper.kinds(JANE) == paper.kinds(JASON) == ["ask"]
    return paper


def says(paper: Paper, who: str, words: str, kind: str = "ask", author: str = "", **named: Any) -> None:
    """Somebody answers a letter of ours, by default their ask."""
    paper.write(f"Somebody <{author or who}>", words, answering=paper.last(kind, who), **named)
    paper.work()


def liz(paper: Paper, words: str, kind: str) -> None:
    """The introducer answers a letter of ours."""
    paper.write(f"Liz Ryan <{LIZ}>", words, answering=paper.last(kind, LIZ))
    paper.work()


def agreed(paper: Paper) -> Paper:
    """Both said yes, and the introducer has the letter before her."""
    says(paper, JANE, "Yes")
    says(paper, JASON, "Yes")
    assert paper.case().state is State.AGREED
    return paper


def test_a_yes_does_not_cover_an_address_that_the_introducer_corrects_before_the_handover(asked: Paper) -> None:
    """Both agreed, then Liz gives another address for Jane: that address is asked, and nothing leaves before its own yes."""
    liz(agreed(asked), "Jane's address is jane@new.example", "preview")
    asked.pass_time(timedelta(days=3))
    assert asked.kinds("jane@new.example")[0] == "ask"
    assert "handover" not in asked.kinds(JASON) + asked.kinds("jane@new.example")
    says(asked, "jane@new.example", "Yes")
    asked.pass_time(timedelta(days=3))
    assert asked.kinds("jane@new.example")[-1] == "handover"


def test_a_yes_does_not_cover_an_address_that_is_corrected_while_the_other_is_asked(asked: Paper) -> None:
    """Jane said yes, Jason has not answered, and Liz gives another address for Jane: it is asked."""
    says(asked, JANE, "Yes")
    liz(asked, "Jane's address is jane@new.example", "confirmation")
    says(asked, JASON, "Yes")
    asked.pass_time(timedelta(days=3))
    assert asked.kinds("jane@new.example")[0] == "ask"
    assert "handover" not in asked.kinds(JASON)


def test_a_correction_cannot_give_both_parties_one_address(asked: Paper) -> None:
    """Liz gives Jason's address for Jane by mistake: nothing is changed, and nobody is asked twice."""
    liz(asked, f"Jane's address is {JASON}", "confirmation")
    asked.pass_time(timedelta(hours=3))
    assert asked.case().party("first").address == JANE
    assert asked.kinds(JASON) == ["ask"]


def test_somebody_new_in_a_running_case_takes_nobodys_place(asked: Paper) -> None:
    """Liz writes of two others in the old thread: Jane and Jason stay who they are."""
    agreed(asked)
    liz(asked, "Please introduce Anna Bee <anna@bee.example> and Bob Cee <bob@cee.example>.\n\nWhy: both like chess.", "preview")
    asked.pass_time(timedelta(days=2))
    parties = [p.address for p in asked.case().parties]
    assert parties == [JANE, JASON]


@pytest.mark.parametrize("words", ["No, sorry, not any more", "STOP", "Not now, please ask me again in a month"])
def test_a_yes_taken_back_after_the_end_stays_taken_back(asked: Paper, words: str) -> None:
    """Jane refuses, Jason takes his yes back, Jane changes her mind: they are not introduced on a yes that no longer stands."""
    says(asked, JASON, "Yes")
    says(asked, JANE, "No, sorry")
    says(asked, JASON, words)
    says(asked, JANE, "On second thought: yes, gladly")
    asked.pass_time(timedelta(days=6))
    assert "handover" not in asked.kinds(JASON) + asked.kinds(JANE)
    assert JASON not in "".join(p.everything for p in asked.sent if p.to == JANE)


def _held_up(paper: Paper) -> None:
    """The handover is due, and the server is out of reach."""
    agreed(paper)
    paper.pass_time(timedelta(minutes=9))
    paper.now += timedelta(minutes=5)
    for _ in range(5):
        duties.ring_due(paper.desk)
        outgoing = departures.next_letter(paper.desk, paper.now)
        if outgoing is not None:
            assert outgoing.kind == "handover"
            departures.settle(outgoing.key, Later("the server can't be reached"), paper.desk)


def test_a_no_still_counts_while_the_server_takes_no_handover(asked: Paper) -> None:
    """Neither copy has left since the server is down; Jane's no comes: nothing leaves when the server is back."""
    _held_up(asked)
    assert asked.case().state is State.AGREED
    asked.write(f"Jane <{JANE}>", "No, I changed my mind", answering=asked.last("ask", JANE))
    asked.pass_time(timedelta(days=5))
    assert "handover" not in asked.kinds(JANE) + asked.kinds(JASON)
    assert asked.case().outcome is Outcome.WITHDRAWN


def test_a_cancel_still_counts_while_the_server_takes_no_handover(asked: Paper) -> None:
    """Neither copy has left; Liz cancels: nothing leaves when the server is back."""
    _held_up(asked)
    asked.write(f"Liz <{LIZ}>", "CANCEL", answering=asked.last("preview"))
    asked.pass_time(timedelta(days=5))
    assert "handover" not in asked.kinds(JANE) + asked.kinds(JASON)


def test_a_handover_that_was_held_up_leaves_once(asked: Paper) -> None:
    """When the server is back each gets one copy, and the introduction is made."""
    _held_up(asked)
    asked.pass_time(timedelta(hours=6))
    assert asked.kinds(JANE).count("handover") == asked.kinds(JASON).count("handover") == 1
    assert asked.case().state is State.INTRODUCED


def test_a_handover_that_was_cut_off_counts_as_gone(asked: Paper) -> None:
    """introd was cut off while a copy was handed over: it may have left, so a no is too late, and it is repeated."""
    agreed(asked)
    asked.now += timedelta(minutes=15)
    duties.ring_due(asked.desk)
    outgoing = departures.next_letter(asked.desk, asked.now)
    assert outgoing is not None
    assert outgoing.kind == "handover"
    departures.recover(asked.desk)
    assert asked.case().state is State.INTRODUCED


def test_a_held_no_is_not_forgotten_when_a_yes_comes_from_elsewhere(asked: Paper) -> None:
    """An assistant wrote no, then yes: Jane's YES may answer the question about the no, so it is asked once more."""
    says(asked, JANE, "No, she can't", author="assistant@roe.example")
    says(asked, JANE, "Yes, she can", author="assistant@roe.example")
    says(asked, JANE, "YES", kind="confirm_answer")
    assert asked.case().party("first").consent is None


def test_a_second_yes_from_elsewhere_holds_nothing(asked: Paper) -> None:
    """Jane agreed for herself, then her assistant agrees too: nothing waits for that."""
    says(asked, JANE, "Yes")
    says(asked, JANE, "Yes, she would love to", author="assistant@roe.example")
    says(asked, JASON, "Yes")
    asked.pass_time(timedelta(days=1))
    assert asked.kinds(JASON)[-1] == "handover"


def test_doubt_after_a_yes_waits_for_the_introducer(asked: Paper) -> None:
    """Both agreed, then Jane writes that she is not sure any more: the handover waits until Liz has dealt with it."""
    agreed(asked)
    says(asked, JANE, "Hm, wait. I am not so sure about this any more.")
    asked.pass_time(timedelta(days=2))
    assert "handover" not in asked.kinds(JASON)


def test_the_answer_goes_to_whoever_asked(asked: Paper) -> None:
    """Both ask something; Liz answers Jason first: Jason gets the answer, and Jane nothing of it."""
    says(asked, JANE, "Is this about the paid role?")
    says(asked, JASON, "Would she have time before June?")
    question = [p for p in asked.sent if p.kind == "question"][-1]
    asked.write(f"Liz <{LIZ}>", "She told me that July is better for her.", answering=question)
    asked.work()
    assert asked.kinds(JASON)[-1] == "relay"
    assert "relay" not in asked.kinds(JANE)


def test_an_absence_of_the_introducer_is_no_answer_to_a_question(asked: Paper) -> None:
    """Liz's out-of-office answers the question that was passed on: nothing of it reaches Jane."""
    says(asked, JANE, "Is this about the paid role?")
    asked.write(
        f"Liz <{LIZ}>", "I am out of the office until Friday and will answer when I am back.", answering=asked.last("question"),
        subject="Automatic reply: A question", Auto_Submitted="auto-replied",
    )  # fmt: skip
    asked.work()
    assert "relay" not in asked.kinds(JANE)


def test_no_handover_while_the_other_question_is_open(asked: Paper) -> None:
    """Both asked something after their yes; one answer is not both: the handover waits for the second."""
    agreed(asked)
    says(asked, JANE, "One thing: is this about the paid role?")
    says(asked, JASON, "Would she have time before June?")
    question = next(p for p in asked.sent if p.kind == "question")
    asked.write(f"Liz <{LIZ}>", "It is not paid.", answering=question)
    asked.pass_time(timedelta(days=2))
    assert "handover" not in asked.kinds(JASON)


def test_the_way_of_a_yes_stays_open(asked: Paper) -> None:
    """What is guarded here stops nobody: two plain answers still make an introduction."""
    agreed(asked)
    asked.pass_time(timedelta(days=1))
    assert asked.case().party("first").standing is Standing.YES
    assert asked.kinds(JASON)[-1] == "handover"


def test_the_address_without_a_name_is_that_of_whoever_bounced(asked: Paper) -> None:
    """Jane's letter came back, and Liz answers "the address is …", as the note proposes: Jane is asked there, and Jason stays."""
    asked.write(
        "Mail Delivery System <mailer-daemon@example.org>", "The following address failed: jane@roe.example: 550 5.1.1 User unknown",
        to=f"intro+b-{str(asked.last('ask', JANE).message['Message-ID']).strip('<>').partition('@')[0]}@example.org",
        subject="Undelivered Mail Returned to Sender", X_Failed_Recipients=JANE, Auto_Submitted="auto-replied",
    )  # fmt: skip
    asked.work()
    assert asked.case().party("first").standing is Standing.BOUNCED
    liz(asked, "The address is jane@new.example", "note")
    asked.pass_time(HOURS)
    assert [p.address for p in asked.case().parties] == ["jane@new.example", JASON]
    assert asked.kinds("jane@new.example") == ["ask"]


def test_a_letter_that_cannot_be_written_is_told_to_the_introducer(asked: Paper) -> None:
    """Jane's corrected address is one that no ASCII mail can name: Liz hears that it could not be written, and the case does not hang."""
    liz(asked, "Jane's address is jäne@roe.example", "confirmation")
    asked.pass_time(timedelta(days=30))
    assert asked.case().state is State.CLOSED
