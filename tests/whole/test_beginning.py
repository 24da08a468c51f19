"""Mail that lay in the inbox at the very first start is left alone for ever, also when the folder's UIDs change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import pytest

from introd.mailroom import beginning
from introd.mailroom.desk import Desk
from introd.post.arrivals import Arrival, Place, Position
from tests.whole.clients import outlook
from tests.whole.conftest import Stage
from tests.whole.paper import INTRO, MONDAY, Paper
from tests.whole.restoring import dated, restart
from tests.whole.scene import INTRO as SERVED
from tests.whole.scene import JANE, LIZ, REQUEST, Scene


def request(when: datetime, number: int) -> bytes:
    """A request of Liz's."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Liz Ryan <{LIZ}>", SERVED, f"Number {number}"
    mail["Date"], mail["Message-ID"] = format_datetime(when), f"<{number}@intro.test>"
    mail.set_content(REQUEST)
    return mail.as_bytes()


def moved(scene: Scene) -> None:
    """The mailbox was moved to another server: all UIDs are others, and the daemon starts anew."""
    with scene.store.transaction() as work:
        for name in (beginning.START, beginning.JUNK):
            validity, last = work.setting(name)
            work.put_setting(name, [validity - 1, last])
    restart(scene)


@pytest.fixture
def scene(stage: Stage) -> Scene:
    """At the very first start a request of that morning lies in the inbox."""
    scene = dated(stage(now=MONDAY))
    with scene.store.transaction() as work:
        for name in (beginning.START, beginning.JUNK):
            work.put_setting(name, None)
    scene.send(LIZ, request(scene.now, 1))
    restart(scene)
    scene.now += timedelta(hours=1)
    scene.work()
    assert scene.kinds(LIZ) == []
    return scene


def test_old_mail_is_left_alone_in_a_mailbox_that_was_moved(scene: Scene) -> None:
    """The request of before the first start is not obeyed, though it is no week old; one that came since is, and so it stays."""
    scene.now += timedelta(hours=1)
    moved(scene)
    scene.send(LIZ, request(scene.now, 2))
    scene.pass_time(timedelta(minutes=5))
    assert scene.kinds(LIZ) == ["confirmation"]
    assert [b"Number 1" in raw for raw in scene.post.mailbox(SERVED)] == [True]
    with scene.store.view() as view:
        assert view.setting(beginning.START)[1] > 0
    moved_position = beginning.position(scene.desk, beginning.START)
    scene.work()
    assert beginning.position(scene.desk, beginning.START) == moved_position


def test_an_answer_is_read_in_a_mailbox_that_was_moved(scene: Scene) -> None:
    """A yes that waited in the inbox while the mailbox was moved counts once, whatever its date says."""
    scene.send(LIZ, request(scene.now, 2))
    scene.pass_time(timedelta(minutes=15))
    scene.now -= timedelta(days=30)  # her clock is wrong
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.now += timedelta(days=30)
    moved(scene)
    scene.pass_time(timedelta(minutes=5))
    assert scene.kinds(JANE) == ["ask", "receipt_yes"]


def arrival(received: datetime, raw: bytes, validity: int = 8) -> Arrival:
    """A mail in a folder of other UIDs."""
    return Arrival(Place("INBOX", validity, 5), raw, len(raw), received)


@pytest.fixture
def desk(paper: Paper) -> Desk:
    """The desk after a first start on Monday."""
    beginning.keep(paper.desk, beginning.START, Position(7, 99))
    beginning.keep(paper.desk, beginning.JUNK, Position(7, 9))
    return paper.desk


BEFORE, SINCE = MONDAY - timedelta(hours=1), MONDAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("received", "raw", "before"),
    [
        (BEFORE, b"Subject: x\r\n\r\n", True),
        (SINCE, b"Subject: x\r\n\r\n", False),
        (SINCE, b"Date: Mon, 12 Jan 2026 10:00:00 +0000\r\n\r\n", True),
        (SINCE, b"Date: Mon, 12 Jan 2026 10:00:00\r\n\r\n", True),
        (SINCE, b"Date: Mon, 2 Mar 2026 01:00:00 +1300\r\n\r\n", False),
        (SINCE, b"Date: yesterday\r\n\r\n", False),
        (SINCE, b"", False),
        (BEFORE, f"To: {INTRO.replace('@', '+abcdefghijklmnop@')}\r\n\r\n".encode(), False),
    ],
)
def test_what_is_from_before(desk: Desk, received: datetime, raw: bytes, before: bool) -> None:
    """The server's date decides, then the mail's own, by more than clocks are wrong; an answer to us is never from before us."""
    assert beginning.is_from_before(desk, arrival(received, raw)) == before


def test_the_moment_of_the_first_start_stays(desk: Desk, paper: Paper) -> None:
    """Later positions don't move the moment."""
    paper.now = SINCE
    beginning.keep(desk, beginning.JUNK, Position(9, 1))
    beginning.moved_on(desk, Position(8, 3))
    assert beginning.position(desk, beginning.START) == Position(8, 3)
    assert beginning.is_from_before(desk, arrival(BEFORE, b"Subject: x\r\n\r\n", 9))
    assert not beginning.is_from_before(desk, arrival(datetime(2026, 3, 2, 9, 45, tzinfo=UTC), b"Subject: x\r\n\r\n", 9))


def test_the_same_uids_are_no_move() -> None:
    """As long as the UIDs mean the same, the position alone decides."""
    assert not beginning.has_moved(Position(8, 1), arrival(BEFORE, b""))
    assert not beginning.has_moved(None, arrival(BEFORE, b""))
    assert beginning.has_moved(Position(7, 1), arrival(BEFORE, b""))
