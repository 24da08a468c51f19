"""One post office for the same tests twice: in the process, and real."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest

from introd.post.accounts import ImapAccount, SmtpAccount
from introd.post.inbox import Inbox
from introd.sandbox.thread import LoopThread, MailWorldThread
from tests.servers.faultproxy import Cut, FaultProxy
from tests.servers.real import USERS, RealPost


class SandboxPost:
    """The sandbox, with the same verbs as `RealPost`."""

    def __init__(self, running: MailWorldThread) -> None:
        """Over a running world."""
        self.running, self.world = running, running.world

    @property
    def imap_port(self) -> int:
        """Where mail is read."""
        return self.world.imap_port

    @property
    def smtp_port(self) -> int:
        """Where letters are handed in."""
        return self.world.smtp_port

    def imap_account(self, user: str, port: int = 0) -> ImapAccount:
        """How `user` reads mail."""
        return replace(self.world.imap_account(user), port=port or self.imap_port, timeout=10.0)

    def smtp_account(self, user: str, port: int = 0) -> SmtpAccount:
        """How `user` hands letters in."""
        return replace(self.world.smtp_account(user), port=port or self.smtp_port, timeout=10.0)

    def deliver(self, raw: bytes, recipient: str, reverse_path: str = "sender@outside.test") -> None:
        """Lay a message into a mailbox."""
        self.running.call(self.world.deliver(raw, recipient, reverse_path))

    def mailbox(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """The messages in a folder."""
        return self.running.call(self.world.mailbox(user, folder))


Post = SandboxPost | RealPost


@dataclass(frozen=True)
class Relay:
    """A fault proxy with its loop, for tests that block."""

    proxy: FaultProxy
    loop: LoopThread

    @property
    def port(self) -> int:
        """Where to connect to."""
        return self.proxy.port

    def until_seen(self, word: bytes) -> None:
        """Return when the client has sent `word` and the server has answered."""
        self.loop.call(self.proxy.until_seen(word))

    def cut_down_after(self, size: int) -> None:
        """Cut a connection once the server has sent so many bytes over it."""
        self.proxy.cut = Cut(size=size, way="down")

    def reset(self) -> None:
        """Cut every connection with RST."""
        self.loop.call(self.proxy.reset_all())

    def finish(self) -> None:
        """End every connection with FIN."""
        self.loop.call(self.proxy.finish_all())


@pytest.fixture(scope="session")
def sandbox_post() -> Iterator[SandboxPost]:
    """The sandbox, once for each test process."""
    with MailWorldThread(USERS) as running:
        yield SandboxPost(running)


@pytest.fixture(params=["sandbox", pytest.param("servers", marks=pytest.mark.servers)])
def post(request: pytest.FixtureRequest) -> Post:
    """The sandbox, then Dovecot and Postfix."""
    return request.getfixturevalue("sandbox_post" if request.param == "sandbox" else "real_post")


_numbers, _others = itertools.count(), itertools.count()


@pytest.fixture
def user() -> str:
    """A user whose mailbox no other test of this process has used."""
    return f"user{next(_numbers):03}@alpha.test"


@pytest.fixture
def other() -> str:
    """Another such user."""
    return f"user{next(_others):03}@beta.test"


@pytest.fixture
def inbox(post: Post, user: str) -> Iterator[Inbox]:
    """A connected inbox of `user`."""
    with Inbox(post.imap_account(user)) as opened:
        yield opened


@pytest.fixture
def relay_to() -> Iterator[Callable[[int], Relay]]:
    """Makes relays to a port; they are closed at the end."""
    with LoopThread("relays") as loop:
        relays: list[Relay] = []

        def make(port: int) -> Relay:
            relays.append(Relay(FaultProxy(port), loop))
            loop.call(relays[-1].proxy.start())
            return relays[-1]

        yield make
        for relay in relays:
            loop.call(relay.proxy.stop())


@pytest.fixture
def background() -> Iterator[ThreadPoolExecutor]:
    """A thread for what blocks while the test goes on."""
    with ThreadPoolExecutor(1) as pool:
        yield pool
