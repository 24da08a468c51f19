"""What the running daemon must not stumble over: half a connection, a folder that refuses, clocks, odd Message-IDs, a dead SMTP server."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from io import StringIO

import pytest
import schedule

from introd.daemon import Daemon, went_back
from introd.journal import open_journal
from introd.mailroom.departures import Outgoing
from introd.mailroom.orders import HOLD
from introd.mailroom.watch import Watch
from introd.post.arrivals import Place, Position
from introd.post.errors import FolderRefused, PostError, ServerForNow, Unreachable
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.post.outcome import Later, Never, Outcome
from tests.whole.conftest import Stage
from tests.whole.paper import Paper
from tests.whole.scene import FOLDERS, INTRO, JANE, JASON, LIZ, Scene


class HalfStarted(Inbox):
    """An inbox whose server says "not now" once, just after the log-in."""

    trouble = 1

    def position(self, folder: str = "INBOX") -> Position:
        """As the inbox does it, the second time."""
        if self.trouble:
            self.trouble -= 1
            raise ServerForNow("busy", "it is tried again")
        return super().position(folder)


class NoFolders(Inbox):
    """An inbox whose server can't make folders at first."""

    trouble = 1

    def ensure_folders(self, wanted: Iterable[str]) -> dict[str, str]:
        """As the inbox does it, the second time."""
        if self.trouble:
            self.trouble -= 1
            raise ServerForNow("busy", "it is tried again")
        return super().ensure_folders(wanted)


class NoFiling(Inbox):
    """An inbox that takes no mail into other folders: its quota is used up."""

    def file(self, place: Place, folder: str) -> bool:
        """Never."""
        raise FolderRefused("over quota", "make room")


class DeadOutbox(Outbox):
    """An outbox whose server can't be reached; it counts the tries."""

    tries = 0

    async def send(self, message: bytes, reverse_path: str, recipient: str) -> Outcome:
        """Nothing leaves."""
        self.tries += 1
        return Later("out of reach", None, Unreachable("out of reach", "check the network"))


def with_inbox(scene: Scene, kind: type[Inbox]) -> Inbox:
    """The same daemon over another inbox."""
    scene.loop.run_until_complete(scene.daemon.close())
    inbox = kind(scene.post.imap_account(INTRO))
    scene.daemon = Daemon(scene.desk, inbox, Outbox(scene.post.smtp_account(INTRO)), open_journal(stream=scene.log), FOLDERS)
    return inbox


def test_old_mail_is_left_alone_though_the_first_start_was_cut_short(stage: Stage) -> None:
    """The server refuses right after the very first log-in: what lay there before is still left alone."""
    scene = stage()
    with scene.store.transaction() as work:  # as before the very first start
        for name in ("position:start", "position:junk"):
            work.put_setting(name, None)
    scene.request()
    with_inbox(scene, HalfStarted)
    with pytest.raises(PostError):
        scene.work()
    scene.work()
    assert scene.kinds(LIZ) == []
    assert len(scene.post.mailbox(INTRO)) == 1


def test_a_start_that_was_cut_short_is_made_up_for(stage: Stage) -> None:
    """The folders could not be made at first; the next pass makes them and goes on."""
    scene = stage()
    scene.request()
    with_inbox(scene, NoFolders)
    with pytest.raises(PostError):
        scene.work()
    scene.work()
    assert scene.kinds(LIZ) == ["confirmation"]


def test_a_folder_that_refuses_mail_stops_no_letter(stage: Stage) -> None:
    """A mail that was dealt with can't be filed: it stays where it is, the journal tells, and the letters leave."""
    scene = stage()
    scene.request()
    with_inbox(scene, NoFiling)
    scene.work()
    assert scene.kinds(LIZ) == ["confirmation"]
    assert "over quota" in scene.log.getvalue()


def test_a_message_id_that_looks_like_the_thread_hides_no_answer(stage: Stage) -> None:
    """Jane's mail program draws an id with "+t-" in it, as Gmail may: her body is read all the same."""
    scene = stage()
    scene.request()
    scene.pass_time(timedelta(minutes=15))
    letter = scene.letters(JANE)[-1]
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"], mail["Date"] = f"Jane <{JANE}>", "Re: an introduction", format_datetime(scene.now)
    mail["To"] = next(line for line in letter.decode().splitlines() if line.startswith("Reply-To: "))[10:].strip()
    mail["Message-ID"] = "<CAB+t-x7Q=Y@mail.example>"
    mail.set_content("Yes, gladly")
    scene.send(JANE, mail.as_bytes())
    scene.work()
    assert scene.kinds(JANE)[-1] == "receipt_yes"


def test_a_dead_server_is_tried_with_one_letter_a_pass(stage: Stage) -> None:
    """Where the server can't be reached at all, the other letters of the pass are not tried, and the inbox is soon read again."""
    scene = stage()
    for _ in range(4):
        scene.request()
    dead = DeadOutbox(scene.post.smtp_account(INTRO))
    scene.daemon.outbox = dead
    scene.loop.run_until_complete(scene.daemon.work())
    assert dead.tries == 1


def test_the_heartbeat_survives_a_clock_that_goes_back() -> None:
    """When the local clock is set back an hour, as at the end of summer time, the heartbeat notices that it would sleep too long."""
    beat = schedule.Scheduler()
    job = beat.every(1).seconds.do(lambda: None)
    assert not went_back(beat)
    assert job.next_run is not None
    job.next_run += timedelta(hours=1)
    assert went_back(beat)


def test_release_ends_the_hold_after_a_clock_went_back(paper: Paper) -> None:
    """The clock was wrong by years and is set right: sending stops once, and after RELEASE it goes on."""
    paper.now = datetime(2030, 1, 1, tzinfo=UTC)
    watch = Watch()
    assert not watch.suspicious(paper.desk)
    paper.now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert watch.suspicious(paper.desk)
    with paper.store.transaction() as work:
        assert "clock" in work.setting(HOLD)
        work.put_setting(HOLD, None)
    assert not watch.suspicious(paper.desk)
    assert not Watch().suspicious(paper.desk)
    with paper.store.view() as view:
        assert view.setting(HOLD) is None


def test_a_clock_that_jumps_far_ahead_stops_the_sending(paper: Paper) -> None:
    """A year passes between two looks: no machine sleeps that long, so nothing leaves before somebody has looked."""
    watch = Watch()
    assert not watch.suspicious(paper.desk)
    paper.now += timedelta(days=400)
    assert watch.suspicious(paper.desk)
    with paper.store.view() as view:
        assert "ahead" in view.setting(HOLD)


def test_a_machine_that_slept_three_weeks_is_not_suspicious(paper: Paper) -> None:
    """Three weeks of sleep are made up for, not held."""
    watch = Watch()
    assert not watch.suspicious(paper.desk)
    paper.now += timedelta(days=21)
    assert not watch.suspicious(paper.desk)


def test_what_the_server_says_of_somebody_stays_out_of_the_log() -> None:
    """A refusal names the reader's address; the log has it without."""
    log = StringIO()
    from introd.decide.letter import Kind

    outgoing = Outgoing("k3x9/ask/first/1", Kind.ASK, "k3x9", "<id@example.org>", b"", "", JASON)
    open_journal(stream=log).letter(outgoing, Never(f"550 5.1.1 <{JASON}>: Recipient address rejected"))
    assert JASON not in log.getvalue()
    assert "550 5.1.1" in log.getvalue()
