"""The mailroom without servers: mails go in as bytes, letters come out as bytes, the clock is moved by hand."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path
from typing import Any

from introd.decide.case import Case
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.mailroom import departures, duties
from introd.mailroom.desk import Desk, case_in, letter_of
from introd.mailroom.filing import Filed
from introd.mailroom.incoming import receive
from introd.post.outcome import Outcome, Sent
from introd.record.tiny import open_store

LIZ, JANE, JASON = "liz@ryan.example", "jane@roe.example", "jason@poe.example"
INTRO = "intro@example.org"
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

REQUEST = """\
Please introduce Jane Roe <jane@roe.example> and Jason Poe <jason@poe.example>.

Why: Jason wants to learn how to run a beekeeping cooperative, and Jane founded one.
About Jane: Jane founded the Leeds Bee Cooperative and runs it with forty members.
About Jason: Jason is a gardener who wants to start a cooperative this year.
"""


@dataclass
class Post:
    """One letter that left."""

    to: str
    at: datetime
    kind: str
    key: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """As a mail program reads it."""
        return message_from_bytes(self.raw, policy=default)  # type: ignore[return-value]

    @property
    def text(self) -> str:
        """The plain text."""
        body = self.message.get_body(("plain",))
        return body.get_content() if body else ""

    @property
    def everything(self) -> str:
        """Headers, text and HTML, decoded: all that the reader can find in it."""
        parts = [p.get_content() for p in self.message.walk() if p.get_content_maintype() == "text"]
        return "\n".join([str(self.message.items()), *parts])


@dataclass
class Paper:
    """A mailroom on paper. `sent` are the letters that left, in order."""

    folder: Path
    settings: Settings = field(default_factory=lambda: settings())
    now: datetime = MONDAY
    sent: list[Post] = field(default_factory=list)
    number: int = 0
    chance: float = 0.5
    reachable: bool = True  # whether the inbox can be read

    def __post_init__(self) -> None:
        names = random.Random(7)
        self.store = open_store(self.folder / "record.sqlite", create=True)
        self.desk = Desk(
            store=self.store, settings=self.settings, secret=b"k" * 32, clock=lambda: self.now, chance=lambda: self.chance,
            name=lambda n: "".join(names.choice("bcdf2345") for _ in range(n - 1)) + "7",
        )  # fmt: skip

    def write(
        self,
        author: str,
        text: str,
        *,
        to: str = INTRO,
        answering: Post | None = None,
        subject: str = "",
        at: datetime | None = None,
        **fields: str,
    ) -> Filed:
        """Somebody writes a mail, or answers a letter by the reply button."""
        self.number += 1
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["Date"] = author, (at or self.now).strftime("%a, %d %b %Y %H:%M:%S +0000")
        mail["Message-ID"] = fields.pop("message_id", f"<m{self.number}@mail.example>")
        if answering is not None:
            mail["To"] = fields.pop("reply_to", answering.message["Reply-To"])
            mail["Subject"] = subject or f"Re: {answering.message['Subject']}"
            mail["In-Reply-To"] = answering.message["Message-ID"]
            text += "\n\nOn Mon, 2 Mar 2026 at 09:00, introd wrote:\n" + "".join(
                f"> {line}\n" for line in answering.text.splitlines()
            )
        else:
            mail["To"], mail["Subject"] = to, subject or "An introduction"
        for name, value in fields.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        return receive(mail.as_bytes(), at or self.now, self.desk)

    def work(self, outcome: Outcome | None = None) -> list[Post]:
        """One pass: timers ring, letters leave. What left."""
        left: list[Post] = []
        for _ in range(60):
            rung = duties.ring_due(self.desk)
            outgoing = departures.next_letter(self.desk, self.now if self.reachable else None)
            if outgoing is None and not rung:
                break
            if outgoing is not None:
                departures.settle(outgoing.key, outcome or Sent("250 ok"), self.desk)
                left.append(Post(outgoing.to, self.now, str(outgoing.kind), outgoing.key, outgoing.raw))
        self.sent += left
        return left

    def pass_time(self, until: datetime | timedelta, step: timedelta = timedelta(minutes=10)) -> list[Post]:
        """Let time pass, working whenever something is due. What left meanwhile."""
        end = self.now + until if isinstance(until, timedelta) else until
        left = self.work()
        while self.now < end:
            due = duties.next_due(self.desk)
            self.now = min(end, max(self.now + timedelta(seconds=30), due)) if due else end
            left += self.work()
        return left

    def case(self, reference: str = "") -> Case:
        """The only case, or the one of a reference."""
        with self.store.view() as view:
            found = case_in(view, reference or view.introductions()[0]["reference"])
        assert found is not None
        return found

    def last(self, kind: str, to: str | None = None) -> Post:
        """The newest letter of a kind, to somebody."""
        return next(p for p in reversed(self.sent) if p.kind == kind and to in (None, p.to))

    def kinds(self, to: str) -> list[str]:
        """What somebody got, in order."""
        return [p.kind for p in self.sent if p.to == to]

    def owed(self) -> list[Any]:
        """Letters that are still to leave."""
        with self.store.view() as view:
            return [letter_of(d) for d in view.letters_of(self.case().reference) if d["status"] in ("pending", "later")]


def settings(**changes: Any) -> Settings:
    """Liz in London, who need not say GO."""
    liz = IntroducerSettings(name="Liz Ryan", addresses=(LIZ,), place=Place(zone="Europe/London"))
    return Settings(address=INTRO, introducers=(liz,), operator="ops@example.org", confirm_first=0, digest_day="never").but(
        **changes
    )
