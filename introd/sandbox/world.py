"""A small world of mail in one process: mailboxes over IMAP, and a server that takes letters over SMTP and delivers them at once.

async with MailWorld({"intro@example.org": "secret", "jane@alpha.test": "secret"}) as world:
    …  # world.imap_port, world.smtp_port
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import compat32
from email.utils import format_datetime, getaddresses, parseaddr
from types import TracebackType

from introd.post.accounts import ImapAccount, Secret, Security, SmtpAccount
from introd.sandbox.mailboxes import Mailboxes
from introd.sandbox.reports import delivery_report
from introd.sandbox.submission import Fault, Submission

HOST = "127.0.0.1"
Clock = Callable[[], datetime]


def real_time() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)


class MailWorld:
    """Users with mailboxes, and the two servers that they need. An address outside the world does not exist: its letters come
    back.

    A plus address (`intro+token@…`) belongs to its user, and stands in Delivered-To as it was written (RFC 5233).
    """

    def __init__(self, users: Mapping[str, str], clock: Clock = real_time, name: str = "mx.sandbox.test") -> None:
        """`users` maps addresses to passwords; `clock` dates what is delivered; `name` is the server's own, in what it notes."""
        self.users = {address.lower(): password for address, password in users.items()}
        self.clock, self.name = clock, name
        self._mailboxes = Mailboxes(self.users, HOST)
        self._submission = Submission(self.users, HOST, name, self._taken)
        self._number = itertools.count(1)

    async def __aenter__(self) -> MailWorld:
        """Open both ports."""
        await self._mailboxes.start()
        await self._submission.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close both ports and every connection."""
        await self._submission.stop()
        await self._mailboxes.stop()

    @property
    def imap_port(self) -> int:
        """Where mail is read."""
        return self._mailboxes.port

    @property
    def smtp_port(self) -> int:
        """Where letters are handed in."""
        return self._submission.port

    def imap_account(self, user: str) -> ImapAccount:
        """How `user` reads mail here."""
        return ImapAccount(HOST, self.imap_port, user, Secret.of_value(self.users[user]), Security.NONE)

    def smtp_account(self, user: str) -> SmtpAccount:
        """How `user` hands letters in here."""
        return SmtpAccount(HOST, self.smtp_port, user, Secret.of_value(self.users[user]), Security.NONE)

    def fail_next(self, *faults: Fault) -> None:
        """Let the next letters go wrong, one fault after the other."""
        self._submission.faults.extend(faults)

    async def mailbox(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The messages that lie in a folder of a user, oldest first."""
        return await self._mailboxes.lying_in(address.lower(), folder)

    async def deliver(
        self, raw: bytes, recipient: str, reverse_path: str = "", folder: str = "INBOX", verified: bool = False
    ) -> None:
        """Lay a message into a mailbox as a server would, with what it notes on top. `recipient` may be a plus address.

        `verified`: the server notes that the author's domain is really where it came from (RFC 8601). Raises KeyError for a
        stranger.
        """
        user = self.user_of(recipient)
        if user is None:
            raise KeyError(recipient)
        lines = _with_line_ends(raw)
        await self._mailboxes.put(user, self._noted(lines, recipient, reverse_path, verified) + lines, self.clock(), folder)

    async def send_as(self, person: str, raw: bytes) -> None:
        """A person sends a mail: it goes to every address of To and Cc, as if they had handed it in here."""
        message = message_from_bytes(raw, policy=compat32)
        fields = [str(value) for name in ("To", "Cc") for value in message.get_all(name, [])]
        for _, recipient in getaddresses(fields):
            await self._taken(person, recipient, raw, logged_in=True)

    async def renumber(self, user: str) -> None:
        """Give a user's inbox another UIDVALIDITY."""
        await self._mailboxes.renumber(user)

    def hang_up(self) -> None:
        """End every IMAP connection, as a restarted server does."""
        self._mailboxes.hang_up()

    def user_of(self, address: str) -> str | None:
        """Whose address this is, a plus address too; None for strangers."""
        local, _, domain = address.lower().rpartition("@")
        plain = f"{local.partition('+')[0]}@{domain}"
        return plain if plain in self.users else None

    async def _taken(self, reverse_path: str, recipient: str, raw: bytes, logged_in: bool) -> None:
        """A letter was handed in for one recipient: deliver it, or send a report back."""
        if self.user_of(recipient) is not None:
            await self.deliver(raw, recipient, reverse_path, verified=logged_in)
        elif self.user_of(reverse_path) is not None:
            report = delivery_report(self.name, reverse_path, recipient, raw, self.clock(), next(self._number))
            await self.deliver(report, reverse_path)

    def _noted(self, raw: bytes, recipient: str, reverse_path: str, verified: bool) -> bytes:
        """The trace fields that a server puts on top (RFC 5321 section 4.4)."""
        stamp = format_datetime(self.clock())
        lines = [f"Return-Path: <{reverse_path}>", f"Delivered-To: {recipient}"]
        author = parseaddr(str(message_from_bytes(raw, policy=compat32).get("From", "")))[1]
        if verified and author:
            domain = author.rpartition("@")[2]
            lines.append(f"Authentication-Results: {self.name}; dmarc=pass header.from={domain}; spf=pass smtp.mailfrom={domain}")
        lines.append(f"Received: from localhost by {self.name} with ESMTP id {next(self._number)} for <{recipient}>; {stamp}")
        return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _with_line_ends(raw: bytes) -> bytes:
    """`raw` with CRLF throughout, as IMAP wants it (RFC 9051 section 2.3.4)."""
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
