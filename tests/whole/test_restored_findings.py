"""What the operator hears of a restored record, and how a copy in Sent proves whose letter it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from introd.decide.letter import Kind
from introd.mailroom.orders import RESTORED
from introd.mailroom.restored import noticing
from introd.mailroom.restored.copies import Copy, read_copy
from introd.mailroom.restored.findings import Findings, conclude
from introd.mailroom.restored.replay import Replay
from introd.post.arrivals import Arrival, Place
from tests.whole.paper import JANE, JASON, LIZ, MONDAY, REQUEST, Paper

LEFT = Copy(MONDAY, "<1@example.org>", Kind.ASK, (JANE,))


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both are asked."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(minutes=20))
    return paper


@pytest.mark.parametrize(
    ("found", "safe"),
    [
        (Findings(MONDAY), True),
        (Findings(MONDAY, read=3, sent=4, moved=1), True),
        (Findings(MONDAY, unexplained=[replace(LEFT, kind=Kind.DAILY)]), True),
        (Findings(MONDAY, unexplained=[LEFT]), False),
        (Findings(MONDAY, unread=["a mail"]), False),
        (Findings(MONDAY, holes=["Sent"]), False),
        (Findings(MONDAY, lost=1), False),
    ],
)
def test_letters_leave_again_only_where_both_agree(paper: Paper, found: Findings, safe: bool) -> None:
    """Whatever can't be accounted for keeps the hold, and the operator hears what it is."""
    noticing.hold(paper.desk)
    conclude(paper.desk, found)
    with paper.store.view() as view:
        assert (view.setting(RESTORED) is None) == safe
    (told,) = [post.text for post in paper.work() if post.kind == "alarm"]
    assert ("RELEASE" not in told) == safe
    assert "came out of a backup" in " ".join(told.split())


def test_a_copy_proves_its_case_and_its_reader(asked: Paper) -> None:
    """Each letter that left is recognised by its token: the reference, and whose thread it is in."""
    copies = [copy for post in asked.sent if (copy := read_copy(post.raw, post.at, asked.desk)) is not None]
    reference = asked.case().reference
    assert [(c.kind, c.reference, c.role, c.to) for c in copies] == [
        (Kind.CONFIRMATION, reference, "introducer", (LIZ,)), (Kind.ASK, reference, "first", (JANE,)), (Kind.ASK, reference, "second", (JASON,)),
    ]  # fmt: skip


def test_a_copy_under_another_secret_proves_nothing(asked: Paper) -> None:
    """A letter that another record wrote has a reference that looks like ours, and tokens that are not: it belongs to no case."""
    stranger = replace(asked.desk, secret=b"s" * 32)
    copy = read_copy(asked.last("ask").raw, MONDAY, stranger)
    assert copy is not None
    assert (copy.reference, copy.role) == ("", "")


@pytest.mark.parametrize(
    "raw", [b"", b"From: ann@x.example\r\nX-Introd-Letter: ask\r\nMessage-ID: <1@x.example>\r\n\r\nHi", b"Subject: no\r\n\r\n"]
)
def test_what_is_no_letter_of_ours_is_no_copy(paper: Paper, raw: bytes) -> None:
    """Mail that somebody else wrote, or that is no mail, is passed over."""
    assert read_copy(raw, MONDAY, paper.desk) is None


def test_a_record_that_knows_its_letters_is_not_older(asked: Paper) -> None:
    """Letters that the record sent and mails that it read are no sign of a backup; one unknown letter is, and one unknown mail."""
    headers = [post.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" for post in asked.sent]
    read = b"From: liz@ryan.example\r\nMessage-ID: <m1@mail.example>\r\n\r\n"
    assert not noticing.is_older(asked.desk, headers, [read])
    unknown = headers[0].replace(b"Message-ID: <", b"Message-ID: <x")
    assert noticing.is_older(asked.desk, [unknown], [])
    assert noticing.is_older(asked.desk, [], [read.replace(b"<m1", b"<m99")])
    assert not noticing.is_older(asked.desk, [b"From: liz@ryan.example\r\nMessage-ID: <9@x>\r\n\r\n"], [])


def test_the_newest_letters_are_known(asked: Paper) -> None:
    """The letters by which Sent is tried are those that left last."""
    assert {letter.kind for letter in noticing.newest_sent(asked.desk, 2)} == {Kind.ASK}
    assert len(noticing.newest_sent(asked.desk, 9)) == 3


@pytest.mark.parametrize(("was_set_aside", "agreed"), [(False, True), (True, False)])
def test_a_yes_that_was_set_aside_is_no_yes_afterwards(asked: Paper, was_set_aside: bool, agreed: bool) -> None:
    """A replayed yes counts as it did then; nobody obeyed one that was set aside, and a restore does not make it fresh."""
    ask = asked.last("ask", JANE)
    raw = (
        f"From: Jane <{JANE}>\r\nTo: {ask.message['Reply-To']}\r\nSubject: Re: hello\r\nIn-Reply-To: {ask.message['Message-ID']}\r\n"
        f"Message-ID: <yes@roe.example>\r\nDate: {asked.now:%a, %d %b %Y %H:%M:%S} +0000\r\n\r\nYes, gladly.\r\n"
    ).encode()
    replay = Replay(asked.desk, (), Findings(asked.now))
    replay.mail(Arrival(Place("Handled", 1, 1), raw, len(raw), asked.now), was_set_aside=was_set_aside)
    assert (asked.case().party("first").consent is not None) == agreed
