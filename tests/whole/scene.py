"""The real daemon over real protocol, with a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

from introd.daemon import Daemon
from introd.decide.case import Case
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.decide.waits import Wait
from introd.house import desk_for, open_record
from introd.journal import open_journal
from introd.mailroom import duties
from introd.mailroom.desk import case_in
from introd.post.accounts import ImapAccount, SmtpAccount
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox

INTRO, LIZ = "intro@intro.test", "liz@intro.test"
JANE, JASON = "jane@beta.test", "jason@alpha.test"
FOLDERS = {"handled": "introd/Handled", "set_aside": "introd/Set aside", "sent": "Sent", "junk": "Junk"}
EVERY_DAY = Place(zone="UTC", week=(0, 1, 2, 3, 4, 5, 6))

REQUEST = """\
Hi,

please introduce Jane Roe <jane@beta.test> and Jason Poe <jason@alpha.test>.

Why: Jason wants to start a beekeeping cooperative this year, and Jane has run one for ten years.
About Jane: Jane founded the Leeds Bee Cooperative, which has forty members.
About Jason: Jason is a gardener from York who keeps three hives.
"""


class Post(Protocol):
    """What a scene needs of servers, real or in the process."""

    @property
    def smtp_port(self) -> int:
        """Where letters are handed in."""

    def imap_account(self, user: str) -> ImapAccount:
        """How a user reads mail."""

    def smtp_account(self, user: str) -> SmtpAccount:
        """How a user hands letters in."""

    def deliver(self, raw: bytes, recipient: str, reverse_path: str = "") -> None:
        """Lay a message into a mailbox."""

    def mailbox(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """What lies in a folder."""


@dataclass
class Scene:
    """People, servers and the daemon."""

    post: Post
    folder: Path
    settings: Settings = field(default_factory=lambda: settings())
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0))
    inbox_account: ImapAccount | None = None
    live: bool = False  # the real clock instead of the moved one
    log: StringIO = field(default_factory=StringIO)

    def __post_init__(self) -> None:
        self.store = open_record(self.folder / "state")
        self.desk = desk_for(self.store, self.settings, clock=lambda: datetime.now(UTC) if self.live else self.now)
        self.loop = asyncio.new_event_loop()
        self.daemon = self._daemon()
        self.read: dict[str, int] = {}

    def _daemon(self) -> Daemon:
        inbox = Inbox(self.inbox_account or self.post.imap_account(INTRO))
        return Daemon(self.desk, inbox, Outbox(self.post.smtp_account(INTRO)), open_journal(stream=self.log), FOLDERS)

    def close(self) -> None:
        """Stop everything."""
        self.loop.run_until_complete(self.daemon.close())
        self.loop.run_until_complete(asyncio.sleep(0.01))  # transports close in the loop's next rounds
        self.loop.close()
        self.store.close()

    def work(self) -> int:
        """Passes of the daemon until it is at rest. Raises PostError when the inbox can't be read."""
        done = total = self.loop.run_until_complete(self.daemon.work())
        while done:
            done = self.loop.run_until_complete(self.daemon.work())
            total += done
        return total

    def pass_time(self, length: timedelta) -> None:
        """Let days pass: the clock moves from one due moment to the next."""
        end = self.now + length
        self.work()
        while self.now < end:
            due = duties.next_due(self.desk)
            self.now = min(end, max(self.now + timedelta(seconds=1), due)) if due else end
            self.work()

    def send(self, author: str, raw: bytes, to: str = "") -> None:
        """Somebody's mail comes to the introducer address."""
        mail: EmailMessage = message_from_bytes(raw, policy=default)  # type: ignore[assignment]
        for address in [to] if to else [a.addr_spec for a in mail["To"].addresses]:
            if address.endswith("@intro.test"):
                self.post.deliver(raw, address, author)

    def request(self, text: str = REQUEST, subject: str = "Jane and Jason") -> None:
        """Liz writes a request."""
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = f"Liz Ryan <{LIZ}>", INTRO, subject
        mail["Date"], mail["Message-ID"] = format_datetime(self.now), make_msgid(domain="intro.test")
        mail.set_content(text)
        self.send(LIZ, mail.as_bytes())

    def answer(self, author: str, words: str, shape: Callable[..., bytes], about: str = "") -> None:
        """Somebody answers their newest letter (whose subject contains `about`) from a mail program."""
        letter = next(raw for raw in reversed(self.letters(author)) if about in subject_of(raw))
        self.send(author, shape(letter, named(author), words, self.now))

    def letters(self, reader: str) -> list[bytes]:
        """What lies in somebody's inbox, oldest first."""
        return self.post.mailbox(reader)

    def subjects(self, reader: str) -> list[str]:
        """The subjects of it."""
        return [subject_of(raw) for raw in self.letters(reader)]

    def kinds(self, reader: str) -> list[str]:
        """The kinds of our letters in it."""
        return [str(message_from_bytes(raw, policy=default)["X-Introd-Letter"]) for raw in self.letters(reader)]

    def case(self) -> Case:
        """The only case."""
        with self.store.view() as view:
            found = case_in(view, view.introductions()[0]["reference"])
        assert found is not None
        return found


def named(address: str) -> str:
    """`Jane Roe <jane@beta.test>`."""
    names = {JANE: "Jane Roe", JASON: "Jason Poe", LIZ: "Liz Ryan"}
    return f"{names.get(address, 'Somebody')} <{address}>"


def subject_of(raw: bytes) -> str:
    """A message's subject."""
    return str(message_from_bytes(raw, policy=default)["Subject"])


def text_of(raw: bytes) -> str:
    """A message's plain text."""
    mail: EmailMessage = message_from_bytes(raw, policy=default)  # type: ignore[assignment]
    body = mail.get_body(("plain",))
    return body.get_content() if body else ""


def settings(**changes: Any) -> Settings:
    """Liz, who works every day, and need not say GO."""
    liz = IntroducerSettings(name="Liz Ryan", addresses=(LIZ,), place=EVERY_DAY)
    return Settings(
        address=INTRO, introducers=(liz,), operator="ana@alpha.test", confirm_first=0, old_mail=Wait(amount=400, unit="days")
    ).but(**changes)
