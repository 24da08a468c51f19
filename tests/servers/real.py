"""A whole post office of real servers: Dovecot for the mailboxes, Postfix for letters (or a small front where we are not
root).
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import shutil
import smtplib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from imapclient import IMAPClient

from introd.post.accounts import ImapAccount, Secret, Security, SmtpAccount
from introd.sandbox.reports import delivery_report
from introd.sandbox.submission import Submission
from introd.sandbox.thread import LoopThread
from introd.sandbox.world import real_time
from tests.servers import dovecot, postfix
from tests.servers.outside_mx import OutsideWorld
from tests.servers.ports import HOST

DOMAINS = ("intro.test", "alpha.test", "beta.test", "gamma.test")
PASSWORD = "secret word"
NAMED = ("intro@intro.test", "liz@intro.test", "ana@alpha.test", "jason@alpha.test", "jane@beta.test", "bob@beta.test")
NUMBERED = tuple(f"user{number:03}@{domain}" for domain in DOMAINS for number in range(300))
USERS: Mapping[str, str] = dict.fromkeys(NAMED + NUMBERED, PASSWORD)
INSTALL = "tests/servers/install.sh"


def missing() -> str:
    """What keeps the real servers from running here, in one line; empty when they can."""
    lacking = [
        name
        for name, path in (("dovecot", dovecot.PROGRAM), ("openssl", shutil.which("openssl")))
        if not path or not Path(path).exists()
    ]
    if os.getuid() == 0 and not postfix.PROGRAM.exists():
        lacking.append("postfix")
    return f"not installed: {', '.join(lacking)} (`{INSTALL}` installs them)" if lacking else ""


@dataclass
class RealPost:
    """Accounts on running servers; every user has the same password. Users are `NAMED`, and user000 to user299 in each domain."""

    dovecot: dovecot.Dovecot
    smtp_port: int
    smtp_security: Security
    outside: OutsideWorld
    postfix: postfix.Postfix | None = None
    users: Mapping[str, str] = field(default_factory=lambda: USERS)

    @property
    def imap_port(self) -> int:
        """Unencrypted, or with STARTTLS."""
        return self.dovecot.imap

    def imap_account(self, user: str, security: Security = Security.NONE, port: int = 0) -> ImapAccount:
        """How `user` reads mail; `port` for a relay in between."""
        usual = self.dovecot.imaps if security is Security.TLS else self.dovecot.imap
        secret = Secret.of_value(self.users[user])
        return ImapAccount(HOST, port or usual, user, secret, security, ca_file=self.dovecot.certificate, timeout=10.0)

    def smtp_account(self, user: str, security: Security | None = None, port: int = 0) -> SmtpAccount:
        """How `user` hands letters in; `port` for a relay in between."""
        secure = self.smtp_security if security is None else security
        usual = self.postfix.submissions if self.postfix and secure is Security.TLS else self.smtp_port
        secret = Secret.of_value(self.users[user])
        return SmtpAccount(HOST, port or usual, user, secret, secure, ca_file=self.dovecot.certificate, timeout=10.0)

    def deliver(self, raw: bytes, recipient: str, reverse_path: str = "sender@outside.test") -> None:
        """Lay a message into a mailbox, as the server does with mail from outside."""
        with smtplib.LMTP(HOST, self.dovecot.lmtp, timeout=10) as lmtp:
            lmtp.sendmail(reverse_path, [recipient], raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def mailbox(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """The messages in a folder, oldest first; none where there is no such folder. Nothing is marked as read."""
        with IMAPClient(HOST, self.imap_port, ssl=False, timeout=10) as client:
            client.login(user, self.users[user])
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def clear(self, user: str) -> None:
        """Empty every folder of a user."""
        with IMAPClient(HOST, self.imap_port, ssl=False, timeout=10) as client:
            client.login(user, self.users[user])
            for flags, _, name in client.list_folders():
                if b"\\Noselect" not in flags:
                    client.select_folder(name)
                    client.delete_messages(client.search())
                    client.expunge()


@contextlib.contextmanager
def running_post() -> Iterator[RealPost]:
    """Start everything in a new folder under the temporary one; stopped and removed at the end."""
    with contextlib.ExitStack() as stack:
        base = Path(tempfile.mkdtemp(prefix="introd-post-"))
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o755)
        loop = stack.enter_context(LoopThread("outside world"))
        outside = OutsideWorld()
        loop.call(outside.start())
        stack.callback(lambda: loop.call(outside.stop()))
        mail = stack.enter_context(dovecot.running_dovecot(base / "dovecot", USERS))
        if os.getuid() == 0:
            letters = stack.enter_context(postfix.running_postfix(base / "postfix", mail, DOMAINS, outside.port))
            yield RealPost(mail, letters.submission, Security.STARTTLS, outside, letters)
        else:
            front = _front(mail)
            loop.call(front.start())
            stack.callback(lambda: loop.call(front.stop()))
            yield RealPost(mail, front.port, Security.NONE, outside)


def _front(mail: dovecot.Dovecot) -> Submission:
    """A server for letters that needs no root: delivers over LMTP, sends reports back, and knows no outside world."""
    name, numbers = "mx.introd-tests.test", itertools.count(1)

    def hand_on(reverse_path: str, recipient: str, raw: bytes) -> None:
        with smtplib.LMTP(HOST, mail.lmtp, timeout=10) as lmtp:
            lmtp.sendmail(reverse_path, [recipient], raw)

    async def taken(reverse_path: str, recipient: str, raw: bytes, logged_in: bool) -> None:
        try:
            await asyncio.to_thread(hand_on, reverse_path, recipient, raw)
        except smtplib.SMTPRecipientsRefused:
            if reverse_path:
                report = delivery_report(name, reverse_path, recipient, raw, real_time(), next(numbers))
                await asyncio.to_thread(hand_on, "", reverse_path, report)

    return Submission(USERS, HOST, name, taken)
