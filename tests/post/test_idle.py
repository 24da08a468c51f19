"""Waiting for mail: noticed, woken, and never fooled by a connection that is dead, half-open or slow."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from introd.post import idle
from introd.post.errors import Disconnected, TimedOut
from introd.post.inbox import Inbox
from tests.post.conftest import Post, Relay
from tests.post.mails import mail

LONG = 30.0
"""Seconds to wait where the test ends the wait itself."""


@pytest.fixture
def relay(post: Post, relay_to: Callable[[int], Relay]) -> Relay:
    """A relay in front of the IMAP server."""
    return relay_to(post.imap_port)


def looked(post: Post, user: str, relay: Relay, timeout: float = 10.0) -> Inbox:
    """An inbox over the relay that has looked into its folder once, so that a wait really waits."""
    inbox = Inbox(replace(post.imap_account(user, port=relay.port), timeout=timeout))
    inbox.connect()
    assert list(inbox.arrivals()) == []
    return inbox


def test_mail_ends_a_wait(post: Post, user: str, relay: Relay, background: ThreadPoolExecutor) -> None:
    """A mail that comes during IDLE is noticed, and then read."""
    inbox = looked(post, user, relay)
    waiting = background.submit(inbox.wait, LONG)
    relay.until_seen(b"IDLE")
    post.deliver(mail(1), user)
    assert waiting.result(LONG) is True
    assert [arrival.raw.endswith(mail(1)) for arrival in inbox.arrivals()] == [True]
    inbox.close()


def test_mail_that_came_before_the_wait_is_noticed(post: Post, user: str, inbox: Inbox) -> None:
    """No push tells of a mail that came between the last look and IDLE: the wait ends at once all the same."""
    assert list(inbox.arrivals()) == []
    post.deliver(mail(1), user)
    assert inbox.wait(LONG) is True


def test_mail_that_was_announced_while_filing_is_noticed(post: Post, user: str, inbox: Inbox) -> None:
    """A server tells of a mail once only; told amid another command, it would be silent during IDLE."""
    real = inbox.ensure_folders(["Handled"])
    post.deliver(mail(1), user)
    (first,) = inbox.arrivals()
    post.deliver(mail(2), user)
    assert inbox.file(first.place, real["Handled"])
    assert inbox.wait(LONG) is True


def test_looking_elsewhere_does_not_end_a_wait(inbox: Inbox) -> None:
    """After a look into Junk the wait for the inbox is a real one, not an endless run of looks."""
    real = inbox.ensure_folders(["Junk"])
    assert list(inbox.arrivals()) == []
    assert list(inbox.arrivals(real["Junk"])) == []
    assert inbox.wait(0.05) is False


def test_nothing_new_is_no_news(post: Post, user: str, relay: Relay) -> None:
    """A wait in which nothing comes ends after its time, and the connection can be used again."""
    inbox = looked(post, user, relay)
    assert inbox.wait(0.05) is False
    assert inbox.wait(0.05) is False
    assert list(inbox.arrivals()) == []
    inbox.close()


def test_another_thread_can_end_a_wait(post: Post, user: str, relay: Relay, background: ThreadPoolExecutor) -> None:
    """Ringing ends IDLE without news, once, and the connection can be used at once."""
    inbox = looked(post, user, relay)
    waiting = background.submit(inbox.wait, LONG)
    relay.until_seen(b"IDLE")
    inbox.wake()
    assert waiting.result(LONG) is False
    assert list(inbox.arrivals()) == []
    inbox.close()


def test_a_ring_before_the_wait_is_not_lost(post: Post, user: str, inbox: Inbox) -> None:
    """Who rings just before the wait begins ends it all the same."""
    assert list(inbox.arrivals()) == []
    inbox.wake()
    assert inbox.wait(LONG) is False


def test_a_long_wait_is_cut_into_slices(post: Post, user: str, relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    """IDLE ends with DONE again and again, so that a dead connection shows."""
    monkeypatch.setattr(idle, "SLICE", 0.02)
    inbox = looked(post, user, relay)
    assert inbox.wait(0.3) is False
    assert relay.proxy.sent_up.count(b"DONE") > 2
    inbox.close()


def test_a_connection_that_is_closed_raises(post: Post, user: str, relay: Relay, background: ThreadPoolExecutor) -> None:
    """A server that closes during IDLE is noticed at once, instead of an endless run of empty answers."""
    inbox = looked(post, user, relay)
    waiting = background.submit(inbox.wait, LONG)
    relay.until_seen(b"IDLE")
    relay.finish()
    with pytest.raises(Disconnected):
        waiting.result(LONG)
    assert not inbox.connected
    inbox.close()


def test_a_connection_that_is_reset_raises(post: Post, user: str, relay: Relay, background: ThreadPoolExecutor) -> None:
    """So is a connection that is reset; after connecting again the inbox works."""
    inbox = looked(post, user, relay)
    waiting = background.submit(inbox.wait, LONG)
    relay.until_seen(b"IDLE")
    relay.reset()
    with pytest.raises(Disconnected):
        waiting.result(LONG)
    inbox.connect()
    assert list(inbox.arrivals()) == []
    inbox.close()


def test_a_half_open_connection_shows_at_the_end_of_a_slice(post: Post, user: str, relay: Relay) -> None:
    """A peer that vanished without a word does not answer DONE, which ends the wait with a time-out."""
    inbox = looked(post, user, relay, timeout=2.0)
    assert inbox.wait(0.05) is False
    relay.proxy.hush_after(b"IDLE")
    with pytest.raises(TimedOut):
        inbox.wait(0.05)
    assert not inbox.connected
    inbox.close()


def test_news_in_drops_of_one_byte(post: Post, user: str, relay: Relay, background: ThreadPoolExecutor) -> None:
    """Half a line is waited for, and no error: a slow network changes nothing."""
    relay.proxy.piece = 1
    inbox = looked(post, user, relay)
    waiting = background.submit(inbox.wait, LONG)
    relay.until_seen(b"IDLE")
    post.deliver(mail(1), user)
    assert waiting.result(LONG) is True
    assert len(list(inbox.arrivals())) == 1
    inbox.close()
