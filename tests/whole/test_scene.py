"""The whole case over real protocol, with replies as Gmail, Outlook and Apple Mail shape them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from introd.decide.case import Outcome, State
from introd.post.errors import PostError
from introd.post.inbox import Inbox
from tests.whole.clients import apple, gmail, outlook
from tests.whole.scene import JANE, JASON, LIZ, Scene, text_of


def asked(scene: Scene) -> None:
    """Liz has written, the undo window is over, both have their ask."""
    scene.request()
    scene.pass_time(timedelta(minutes=15))


def test_two_people_get_introduced(scene: Scene) -> None:
    """Liz asks, both say yes from their own programs, and each gets the letter with the other's address first in Reply-To."""
    asked(scene)
    assert scene.kinds(LIZ) == ["confirmation"]
    assert scene.kinds(JANE) == scene.kinds(JASON) == ["ask"]
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.pass_time(timedelta(hours=1))
    scene.answer(JASON, "Absolutely!", apple)
    scene.pass_time(timedelta(hours=2))
    assert scene.kinds(JANE) == scene.kinds(JASON) == ["ask", "receipt_yes", "handover"]
    assert scene.kinds(LIZ)[:3] == ["confirmation", "preview", "copy"]
    to_jane, to_jason = (message_from_bytes(scene.letters(p)[-1], policy=default) for p in (JANE, JASON))
    assert to_jane["Message-ID"] == to_jason["Message-ID"]
    assert to_jane["Reply-To"].addresses[0].addr_spec == JASON
    assert to_jason["Reply-To"].addresses[0].addr_spec == JANE
    assert "beekeeping cooperative" in text_of(scene.letters(JANE)[-1])
    assert scene.case().state is State.INTRODUCED


def test_jane_says_no_and_jason_learns_nothing(scene: Scene) -> None:
    """Jane refuses with a reason; Jason gets the kind letter within days, and nothing he gets says who or why."""
    asked(scene)
    scene.answer(JASON, "Yes please", gmail)
    scene.answer(JANE, "No thanks, I find beekeepers tiresome.", outlook)
    scene.pass_time(timedelta(days=5))
    assert scene.kinds(JASON) == ["ask", "receipt_yes", "timing"]
    words = " ".join(text_of(raw).lower() for raw in scene.letters(JASON)[1:])
    assert not any(w in words for w in ("tiresome", "jane", "declined", "refused", "said no", "beekeepers"))
    assert any("tiresome" in text_of(raw) for raw in scene.letters(LIZ))
    assert scene.case().outcome is Outcome.REFUSED


def test_a_yes_in_the_quote_alone_is_no_consent(scene: Scene) -> None:
    """Jane's own word is a question; the YES in the quoted letter below it counts for nothing."""
    asked(scene)
    scene.answer(JANE, "Who is this Jason?", outlook)
    scene.pass_time(timedelta(hours=1))
    assert scene.case().party("first").consent is None
    assert "question" in scene.kinds(LIZ)


def test_nudges_come_on_working_days_four_and_eight(scene: Scene) -> None:
    """Who does not answer is nudged twice, Liz is told on day nine, and on day fourteen it ends kindly for the other."""
    asked(scene)
    start = scene.now
    scene.answer(JASON, "Yes", gmail)
    scene.pass_time(timedelta(days=20))
    assert scene.kinds(JANE) == ["ask", "nudge", "nudge"]
    days = [(entry.at - start).days for entry in scene.case().history if entry.what == "nudged"]
    assert days in ([4, 8], [3, 7])
    assert scene.kinds(JASON)[-1] == "timing"
    assert scene.case().outcome is Outcome.SILENT


def test_what_is_handled_leaves_the_inbox(scene: Scene) -> None:
    """Every mail that was acted on is filed, and a copy of every letter lies in Sent."""
    asked(scene)
    assert scene.post.mailbox("intro@intro.test") == []
    assert len(scene.post.mailbox("intro@intro.test", "introd/Handled")) == 1
    assert len(scene.post.mailbox("intro@intro.test", "Sent")) == 3


def test_a_request_that_lacks_something_is_answered_with_what(scene: Scene) -> None:
    """Without a reason Liz gets one reply that names it, and completing it sends nothing before she has seen it."""
    scene.request("Please introduce Jane Roe <jane@beta.test> and Jason Poe <jason@alpha.test>.\n")
    scene.pass_time(timedelta(minutes=30))
    assert scene.kinds(LIZ) == ["missing"]
    assert scene.kinds(JANE) == []
    scene.answer(LIZ, "Why: Jason wants to start a cooperative, and Jane runs one.", gmail)
    scene.pass_time(timedelta(minutes=5))
    assert scene.kinds(LIZ) == ["missing", "confirmation"]


def test_nothing_leaves_while_imap_is_down_and_smtp_is_up(scene: Scene) -> None:
    """Both said yes and the handover is due, but the inbox, where a NO lies unread, can't be reached: not one letter leaves."""
    asked(scene)
    scene.answer(JANE, "Yes", gmail)
    scene.answer(JASON, "Yes", apple)
    scene.work()
    before = [scene.kinds(p) for p in (LIZ, JANE, JASON)]
    up, scene.daemon.inbox = scene.daemon.inbox, Inbox(replace(scene.post.imap_account("intro@intro.test"), port=9))
    up.close()
    scene.answer(JANE, "No, please not. I have changed my mind.", gmail)
    for _ in range(3):
        scene.now += timedelta(minutes=20)
        with pytest.raises(PostError):
            scene.work()
    assert [scene.kinds(p) for p in (LIZ, JANE, JASON)] == before
    scene.daemon.inbox.close()
    scene.daemon.inbox = Inbox(scene.post.imap_account("intro@intro.test"))
    scene.pass_time(timedelta(hours=2))
    assert "handover" not in scene.kinds(JANE) + scene.kinds(JASON)
    assert scene.case().outcome is Outcome.WITHDRAWN
