"""The world of mail in one process: who gets what, and what the server notes on top."""

from __future__ import annotations

import asyncio
import smtplib
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from flufl.bounce import all_failures

from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.post.outcome import Sent
from introd.sandbox.thread import MailWorldThread
from introd.sandbox.world import MailWorld

USERS = {"intro@intro.test": "a", "Jane@alpha.test": "b", "jason@beta.test": "c"}
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LETTER = b"From: Jane <jane@alpha.test>\nTo: Intro <intro+k3x9@intro.test>, jason@beta.test\nSubject: Yes\nMessage-ID: <1@alpha.test>\n\nYes.\n"


def moment() -> datetime:
    """A clock that stands still."""
    return MOMENT


async def world_with(*letters: bytes) -> tuple[list[bytes], list[bytes]]:
    """What the introducer and Jason have after Jane has sent these."""
    async with MailWorld(USERS, moment) as world:
        for letter in letters:
            await world.send_as("jane@alpha.test", letter)
        return await world.mailbox("intro@intro.test"), await world.mailbox("jason@beta.test")


def test_a_persons_mail_reaches_everybody_it_names() -> None:
    """To and Cc each get a copy; a plus address belongs to its user, and stands in Delivered-To as written."""
    (mine,), (his,) = asyncio.run(world_with(LETTER))
    assert b"\r\nDelivered-To: intro+k3x9@intro.test\r\n" in mine
    assert b"\r\nDelivered-To: jason@beta.test\r\n" in his
    assert mine.endswith(LETTER.replace(b"\n", b"\r\n"))


def test_the_server_notes_who_it_was_and_when() -> None:
    """Return-Path, the check of the author's domain and Received stand on top, dated by the world's clock."""
    ((mine,), _) = asyncio.run(world_with(LETTER))
    message = message_from_bytes(mine, policy=default)
    assert message["Return-Path"] == "<jane@alpha.test>"
    assert "dmarc=pass header.from=alpha.test" in message["Authentication-Results"]
    assert "02 Mar 2026 09:30:00" in message["Received"]


def test_a_forged_mail_is_not_verified() -> None:
    """What is laid into a mailbox without a log-in carries no word that its author is real."""

    async def forged() -> bytes:
        async with MailWorld(USERS, moment) as world:
            await world.deliver(LETTER, "intro@intro.test", "someone@else.test")
            return (await world.mailbox("intro@intro.test"))[0]

    assert b"Authentication-Results" not in asyncio.run(forged())


def test_a_letter_to_nobody_comes_back() -> None:
    """The report goes to the reverse path with an empty one of its own, and a bounce reader finds who failed."""

    async def bounced() -> list[bytes]:
        async with MailWorld(USERS, moment) as world, Outbox(world.smtp_account("intro@intro.test")) as outbox:
            assert isinstance(await outbox.send(LETTER, "intro+b7@intro.test", "ghost@alpha.test"), Sent)
            assert isinstance(await outbox.send(LETTER, "", "ghost@alpha.test"), Sent)
            return await world.mailbox("intro@intro.test")

    (report,) = asyncio.run(bounced())
    message = message_from_bytes(report)
    assert message["Return-Path"] == "<>"
    assert message["Delivered-To"] == "intro+b7@intro.test"
    assert all_failures(message) == (set(), {b"ghost@alpha.test"})
    assert b"Message-ID: <1@alpha.test>" in report


def test_strangers_may_not_send_through_us() -> None:
    """Without a log-in only the world's own users can be written to."""
    with MailWorldThread(USERS) as running, smtplib.SMTP("127.0.0.1", running.world.smtp_port, timeout=10) as client:
        client.sendmail("x@far.example", ["jane@alpha.test"], LETTER)
        with pytest.raises(smtplib.SMTPRecipientsRefused, match="Relay access denied"):
            client.sendmail("x@far.example", ["y@far.example"], LETTER)
        assert len(running.call(running.world.mailbox("jane@alpha.test"))) == 1


def test_there_is_no_mailbox_for_strangers() -> None:
    """Laying a mail into a mailbox that does not exist is a mistake of the caller; an unknown folder is empty."""

    async def go() -> None:
        async with MailWorld(USERS) as world:
            assert await world.mailbox("jane@alpha.test", "Nowhere") == []
            with pytest.raises(KeyError):
                await world.deliver(LETTER, "ghost@alpha.test")

    asyncio.run(go())


def test_mail_is_dated_by_the_worlds_clock() -> None:
    """The server's date of arrival follows the clock that was handed in."""
    with MailWorldThread(USERS, moment) as running:
        running.call(running.world.send_as("jane@alpha.test", LETTER))
        with Inbox(running.world.imap_account("intro@intro.test")) as inbox:
            (found,) = inbox.arrivals()
    assert found.received == MOMENT


def test_a_restarted_server_hangs_up() -> None:
    """Connections end, the port stays, and the mail is still there."""
    with MailWorldThread(USERS) as running:
        running.call(running.world.send_as("jane@alpha.test", LETTER))
        with Inbox(running.world.imap_account("intro@intro.test")) as inbox:
            place = next(inbox.arrivals()).place
            running.call(hang_up(running.world))
            inbox.connect()
            assert inbox.file(place, "Sent") is True


def test_an_inbox_can_be_renumbered() -> None:
    """After the UIDs were given anew, an old place means nothing and everything is read again."""
    with MailWorldThread(USERS) as running:
        running.call(running.world.send_as("jane@alpha.test", LETTER))
        with Inbox(running.world.imap_account("intro@intro.test")) as inbox:
            before = next(inbox.arrivals())
            running.call(running.world.renumber("intro@intro.test"))
            assert len(list(inbox.arrivals(since=before.position))) == 1
            assert inbox.file(before.place, "Sent") is False


async def hang_up(world: MailWorld) -> None:
    """Hang up, on the world's own loop."""
    world.hang_up()
