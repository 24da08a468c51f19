"""A case never hangs unseen, a letter is never given up for the server's sake, and GO does not speak for a party."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import State
from introd.mailroom import departures
from introd.mailroom.incoming import set_aside
from introd.post.errors import WrongPassword
from introd.post.outcome import Later, Never, Sent
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper, settings


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both were asked on Monday morning."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(minutes=20))
    return paper


def says(paper: Paper, who: str, words: str, author: str = "") -> None:
    """Somebody answers their newest ask."""
    paper.write(f"Somebody <{author or who}>", words, answering=paper.last("ask", who))
    paper.work()


def test_go_does_not_answer_for_a_party(asked: Paper) -> None:
    """Both agreed, then an assistant writes no for Jane; Liz says GO: nothing leaves before Jane has answered."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    says(asked, JANE, "No, she can't", author="assistant@roe.example")
    asked.write(f"Liz <{LIZ}>", "GO", answering=asked.last("preview"))
    asked.pass_time(timedelta(days=3))
    assert "handover" not in asked.kinds(JASON)
    assert "note" in asked.kinds(LIZ)


def test_an_ask_beyond_the_most_is_told_and_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Jane puts it off until no more letters may go to her: Liz hears at once, and in the end Jason hears the kind letter."""
    paper = Paper(tmp_path_factory.mktemp("most"), settings=settings(unasked_most=2))
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(hours=2))
    says(paper, JASON, "Yes")
    paper.pass_time(timedelta(days=7))
    says(paper, JANE, "Please ask me again in two weeks")
    paper.pass_time(timedelta(days=60))
    assert "note" in paper.kinds(LIZ)
    assert paper.case().state is State.CLOSED
    assert paper.kinds(JASON)[-1] == "timing"
    paper.store.close()


def test_a_letter_waits_as_long_as_the_operator_has_something_to_mend(asked: Paper) -> None:
    """The password is wrong for nine days: the letter is not given up, and leaves when it is right."""
    says(asked, JANE, "Yes")
    fault = Later("535 no", 535, WrongPassword("no", "check it"))
    asked.write(f"Jason <{JASON}>", "Yes", answering=asked.last("ask", JASON))
    for _ in range(80):
        outgoing = departures.next_letter(asked.desk, asked.now)
        if outgoing is not None:
            departures.settle(outgoing.key, fault, asked.desk)
        asked.now += timedelta(hours=3)
    asked.pass_time(timedelta(days=4))
    assert "receipt_yes" in asked.kinds(JASON)


def test_a_preview_that_is_refused_is_told_to_the_operator(asked: Paper) -> None:
    """Liz's mailbox refuses the letter as it will leave: nothing leaves unseen, and the operator hears why."""
    says(asked, JANE, "Yes")
    asked.write(f"Jason <{JASON}>", "Yes", answering=asked.last("ask", JASON))
    for _ in range(3):
        outgoing = departures.next_letter(asked.desk, asked.now)
        assert outgoing is not None
        if outgoing.kind == "preview":
            departures.settle(outgoing.key, Never("550 mailbox gone"), asked.desk)
            break
        departures.settle(outgoing.key, Sent("250 ok"), asked.desk)
    asked.pass_time(timedelta(days=2))
    assert "handover" not in asked.kinds(JASON)
    assert any(LIZ in p.text for p in asked.sent if p.kind == "alarm")


def test_a_mail_of_a_party_that_is_too_large_holds_the_handover(asked: Paper) -> None:
    """Both agreed, then a mail of Jane's comes that is too large to be read: it may be a no, so the handover waits for Liz."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    header = f"From: Jane <{JANE}>\r\nTo: {asked.last('ask', JANE).message['Reply-To']}\r\nSubject: Re: x\r\nMessage-ID: <big@x.example>\r\n\r\n"
    assert set_aside(header.encode(), "larger than 10485760 bytes", asked.desk).folder == "set aside"
    asked.pass_time(timedelta(days=3))
    assert "handover" not in asked.kinds(JASON)
    assert "question" in asked.kinds(LIZ)
