"""The outbox over the sandbox and over Postfix: the four endings, and what the connection goes through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from introd.post.accounts import Secret, Security
from introd.post.errors import NotAllowed, Throttled, TimedOut, Unreachable, WrongPassword
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.post.outcome import Later, Never, Outcome, Sent, Unknown
from introd.sandbox.submission import Fault
from tests.post.conftest import Post, Relay, SandboxPost
from tests.post.mails import mail
from tests.servers.faultproxy import Cut
from tests.servers.ports import free_ports
from tests.servers.real import RealPost

DOT = b"\r\n.\r\n"
SEEN = {"security": Security.NONE}
"""Settings under which a relay sees the words that pass."""

BIG = mail(1, body="\n".join(["0123456789" * 7] * 145_000))


def sent(post: Post, user: str, recipient: str, raw: bytes = mail(1), **changes: object) -> Outcome:
    """Hand in one letter from `user` over a connection of its own."""

    async def go() -> Outcome:
        async with Outbox(replace(post.smtp_account(user), **changes)) as outbox:
            return await outbox.send(raw, f"{user.replace('@', '+letter7@')}", recipient)

    return asyncio.run(go())


def arrived(post: Post, user: str) -> list[bytes]:
    """What has come for `user`, once something has."""
    with Inbox(post.imap_account(user)) as inbox:
        while not (found := list(inbox.arrivals())):
            inbox.wait(10)
        return [arrival.raw for arrival in found]


def need_postfix(post: Post) -> None:
    """Skip where the real letters go through the small front that needs no root."""
    if isinstance(post, RealPost) and post.postfix is None:
        pytest.skip("Postfix needs root")


def test_a_letter_arrives_as_it_was(post: Post, user: str, other: str) -> None:
    """The letter comes byte for byte, lines with leading dots too, and no header was added by the outbox."""
    raw = mail(1, other, body=".\n..two\n.three\nlast")
    assert isinstance(sent(post, user, other, raw), Sent)
    (came,) = arrived(post, other)
    assert came.endswith(raw)
    assert f"Return-Path: <{user.replace('@', '+letter7@')}>".encode() in came


def test_a_plus_address_is_noted(post: Post, user: str, other: str) -> None:
    """A letter to intro+token@… lies in the inbox of intro@…, and Delivered-To says which token it was."""
    plus = other.replace("@", "+k3x9token@")
    assert isinstance(sent(post, user, plus), Sent)
    (came,) = arrived(post, other)
    assert f"Delivered-To: {plus}".encode() in came


def test_line_ends_are_made_right(post: Post, user: str, other: str) -> None:
    """Bare line feeds leave as CRLF, as SMTP wants them."""
    assert isinstance(sent(post, user, other, mail(1).replace(b"\r\n", b"\n")), Sent)
    assert arrived(post, other)[0].endswith(mail(1))


def test_several_letters_share_a_connection(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """One log-in does for several letters, and a refusal in between disturbs no other."""
    relay = relay_to(post.smtp_port)

    async def go() -> list[Outcome]:
        async with Outbox(post.smtp_account(user, port=relay.port)) as outbox:
            first = await outbox.send(mail(1), user, other)
            refused = await outbox.send(mail(2), user, "not an address")
            return [first, refused, await outbox.send(mail(3), user, other)]

    first, refused, last = asyncio.run(go())
    assert isinstance(first, Sent)
    assert isinstance(refused, Never)
    assert isinstance(last, Sent)
    assert relay.proxy.accepted == 1


@pytest.mark.parametrize("age", [30.0, 0.0])
def test_a_connection_that_died_meanwhile_is_replaced(
    post: Post, user: str, other: str, relay_to: Callable[[int], Relay], age: float
) -> None:
    """A server that hung up between two letters costs nothing: the second goes over a new connection, and once."""
    relay = relay_to(post.smtp_port)

    async def go() -> list[Outcome]:
        async with Outbox(replace(post.smtp_account(user, port=relay.port), reuse_seconds=age)) as outbox:
            first = await outbox.send(mail(1), user, other)
            relay.reset()
            return [first, await outbox.send(mail(2), user, other)]

    assert [type(outcome) for outcome in asyncio.run(go())] == [Sent, Sent]
    assert relay.proxy.accepted == 2
    with Inbox(post.imap_account(other)) as inbox:
        while len(found := list(inbox.arrivals())) < 2:
            inbox.wait(10)
    assert len(found) == 2


def test_a_report_comes_to_the_reverse_path(post: Post, user: str) -> None:
    """A letter to nobody is taken, and the report of its failure comes to the address that the letter left with."""
    assert isinstance(sent(post, user, "ghost@alpha.test"), Sent)
    (report,) = arrived(post, user)
    assert f"Delivered-To: {user.replace('@', '+letter7@')}".encode() in report
    assert b"Return-Path: <>" in report
    assert b"Action: failed" in report
    assert b"Message-ID: <1@outside.test>" in report


def test_a_letter_of_ten_megabytes_is_sent(post: Post, user: str, other: str) -> None:
    """Size alone is no reason to fail."""
    assert isinstance(sent(post, user, other, BIG), Sent)
    with Inbox(post.imap_account(other), max_size=20_000_000) as inbox:
        while not (found := list(inbox.arrivals())):
            inbox.wait(10)
    assert found[0].raw.endswith(BIG)


def test_a_cut_at_data_means_later(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """As long as the letter has not begun, it was not sent: it can be tried again."""
    relay = relay_to(post.smtp_port)
    relay.proxy.cut = Cut(word=b"DATA\r\n")
    outcome = sent(post, user, other, port=relay.port, **SEEN)
    assert isinstance(outcome, Later)


def test_a_cut_within_the_letter_means_later(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """Without its final dot a letter must not be delivered: it was not sent, and that is known."""
    relay = relay_to(post.smtp_port)
    relay.proxy.cut = Cut(size=2_000_000)
    outcome = sent(post, user, other, BIG, port=relay.port)
    assert isinstance(outcome, Later)
    assert post.mailbox(other) == []


def test_a_cut_after_the_dot_is_unknown_and_may_be_sent(
    post: Post, user: str, other: str, relay_to: Callable[[int], Relay]
) -> None:
    """The server took the letter, the answer was lost: only "unknown" is true."""
    relay = relay_to(post.smtp_port)
    relay.proxy.cut = Cut(word=DOT, pass_on=True)
    assert isinstance(sent(post, user, other, port=relay.port, **SEEN), Unknown)
    assert arrived(post, other)[0].endswith(mail(1))


def test_a_cut_at_the_dot_is_unknown_and_may_be_lost(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """The dot left us and never reached the server: that looks the same from here, so it is called the same."""
    relay = relay_to(post.smtp_port)
    relay.proxy.cut = Cut(word=DOT)
    assert isinstance(sent(post, user, other, port=relay.port, **SEEN), Unknown)
    assert post.mailbox(other) == []


def test_no_answer_to_the_dot_is_unknown(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """A server that falls silent after the letter leaves it unknown when the long wait is over."""
    relay = relay_to(post.smtp_port)
    relay.proxy.hush_after(DOT)
    outcome = sent(post, user, other, port=relay.port, final_timeout=0.2, **SEEN)
    assert isinstance(outcome, Unknown)


def test_a_silent_server_means_later(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """A server that does not even greet is given up after the time-out."""
    relay = relay_to(post.smtp_port)
    relay.proxy.silent = True
    outcome = sent(post, user, other, port=relay.port, connect_timeout=0.2)
    assert isinstance(outcome, Later)
    assert isinstance(outcome.fault, TimedOut)


def test_a_stall_within_the_letter_means_later(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """A server that stops reading amid the letter is given up: the dot has not left."""
    relay = relay_to(post.smtp_port)
    relay.proxy.stall_after(100_000)
    outcome = sent(post, user, other, BIG * 2, port=relay.port, timeout=0.5, connect_timeout=5.0)
    assert isinstance(outcome, Later)


def test_a_closed_port_is_the_operators(post: Post, user: str, other: str) -> None:
    """Nobody listening is told as such; it may pass."""
    outcome = sent(post, user, other, port=free_ports(1)[0])
    assert isinstance(outcome, Later)
    assert isinstance(outcome.fault, Unreachable)


def test_a_wrong_password_waits_for_the_operator(post: Post, user: str, other: str, relay_to: Callable[[int], Relay]) -> None:
    """The letter waits, the fault names the log-in, and the password was tried once, not three times."""
    relay = relay_to(post.smtp_port)
    outcome = sent(post, user, other, port=relay.port, password=Secret.of_value("swordfish"), **SEEN)
    assert isinstance(outcome, Later)
    assert isinstance(outcome.fault, WrongPassword)
    assert user in outcome.reason
    assert "swordfish" not in outcome.reason
    assert relay.proxy.sent_up.count(b"AUTH") == 1


def test_addresses_beyond_ascii(post: Post, user: str) -> None:
    """An address of another script is handed over as it is where the server knows SMTPUTF8."""
    need_postfix(post)
    assert isinstance(sent(post, user, "grün@gamma.test"), Sent)


def test_a_letter_above_the_servers_size_never_leaves(post: Post, user: str, other: str) -> None:
    """The server's own limit is respected before anything is sent."""
    outcome = sent(post, user, other, mail(1, body="\n".join(["0123456789" * 90] * 40_000)))
    assert isinstance(outcome, Never)
    assert outcome.code == 552


@pytest.mark.parametrize(
    ("fault", "kind", "code", "because"),
    [
        (Fault.RCPT_LATER, Later, 451, None),
        (Fault.RCPT_NEVER, Never, 550, None),
        (Fault.DATA_LATER, Later, 452, None),
        (Fault.DATA_NEVER, Never, 554, None),
        (Fault.SENDER_REFUSED, Later, 553, NotAllowed),
        (Fault.LIMIT, Later, 550, Throttled),
        (Fault.DROP_AFTER_DOT, Unknown, None, None),
        (Fault.LOST_AFTER_DOT, Unknown, None, None),
    ],
)
def test_each_fault_of_the_sandbox(
    sandbox_post: SandboxPost, user: str, other: str, fault: Fault, kind: type, code: int | None, because: type | None
) -> None:
    """What the server does to a letter decides its ending; the next letter is not harmed."""
    sandbox_post.world.fail_next(fault)
    outcome = sent(sandbox_post, user, other)
    assert type(outcome) is kind
    assert getattr(outcome, "code", None) == code
    assert type(getattr(outcome, "fault", None)) is (because or type(None))
    assert isinstance(sent(sandbox_post, user, other), Sent)


@pytest.mark.parametrize("fault", [Fault.DROP_AT_RCPT, Fault.DROP_AT_DATA, Fault.DROP_IN_LETTER])
def test_a_server_that_crashes_before_the_dot(sandbox_post: SandboxPost, user: str, other: str, fault: Fault) -> None:
    """However early it crashes, the letter was not sent, and can go again."""
    sandbox_post.world.fail_next(fault)
    assert isinstance(sent(sandbox_post, user, other, BIG), Later)
    assert sandbox_post.mailbox(other) == []


@pytest.mark.servers
@pytest.mark.parametrize(
    ("recipient", "kind"), [("refused@alpha.test", Never), ("later@alpha.test", Later), ("limit@alpha.test", Later)]
)
def test_what_postfix_refuses_at_once(real_post: RealPost, user: str, recipient: str, kind: type) -> None:
    """Real refusals of a recipient end as they should."""
    need_postfix(real_post)
    assert type(sent(real_post, user, recipient)) is kind


@pytest.mark.servers
@pytest.mark.parametrize(("recipient", "action"), [("nobody@far.example", b"failed"), ("later@far.example", b"delayed")])
def test_reports_from_the_outside_world(real_post: RealPost, user: str, recipient: str, action: bytes) -> None:
    """What another server refuses, or puts off, comes back as a report to the letter's own reverse path."""
    need_postfix(real_post)
    assert isinstance(sent(real_post, user, recipient), Sent)
    assert b"Action: " + action in arrived(real_post, user)[0]
