"""What only real servers show: log-in by token, other namespaces, and the script that installs them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from introd.post.accounts import ImapAccount, Secret, Security, SmtpAccount
from introd.post.errors import WrongPassword
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.post.outcome import Later, Sent
from tests.servers.dovecot import Dovecot, running_dovecot
from tests.servers.ports import HOST
from tests.servers.postfix import PROGRAM, running_postfix
from tests.servers.real import RealPost

pytestmark = pytest.mark.servers
USER = "intro@intro.test"


@pytest.fixture
def base(real_post: RealPost) -> Iterator[Path]:
    """A folder for another instance, where servers of other users may look; skips as `real_post` does."""
    with tempfile.TemporaryDirectory(prefix="introd-other-", ignore_cleanup_errors=True) as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


class _Introspection(BaseHTTPRequestHandler):
    """Tells a server whose token it is: `token-of-<address>` is good, all others are not (RFC 7662)."""

    def do_GET(self) -> None:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        good = token.startswith("token-of-")
        body = json.dumps({"active": str(good).lower(), "email": token.removeprefix("token-of-") if good else ""}).encode()
        self.send_response(200 if good else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def introspection() -> Iterator[str]:
    """The address to ask about tokens."""
    with HTTPServer((HOST, 0), _Introspection) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://{HOST}:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def by_token(dovecot: Dovecot, token: str) -> ImapAccount:
    """The user's account, with a command that prints `token`."""
    command = (sys.executable, "-c", f"print({token!r})")
    return ImapAccount(
        HOST, dovecot.imaps, USER, security=Security.TLS, token_command=command, ca_file=dovecot.certificate, timeout=10.0
    )


def test_logging_in_by_token(base: Path, introspection: str) -> None:
    """A token from a command logs in over IMAP and SMTP; another is refused by name, once."""
    with running_dovecot(base / "dovecot", {USER: "unused"}, oauth_url=introspection) as dovecot:
        good, bad = by_token(dovecot, f"token-of-{USER}"), by_token(dovecot, "expired")
        with Inbox(good) as inbox:
            assert list(inbox.arrivals()) == []
        with pytest.raises(WrongPassword), Inbox(bad):
            pass
        if not PROGRAM.exists() or os.getuid():  # Postfix needs root
            return
        with running_postfix(base / "postfix", dovecot, ("intro.test",), outside=1) as postfix:
            account = SmtpAccount(
                HOST, postfix.submissions, USER, None, Security.TLS, good.token_command, ca_file=dovecot.certificate, timeout=10.0
            )
            assert isinstance(asyncio.run(handed_in(account)), Sent)
            refused = asyncio.run(handed_in(replace(account, token_command=bad.token_command)))
            assert isinstance(refused, Later)
            assert isinstance(refused.fault, WrongPassword)


async def handed_in(account: SmtpAccount) -> object:
    """What becomes of a small letter."""
    async with Outbox(account) as outbox:
        return await outbox.send(b"Subject: hi\r\n\r\nhi\r\n", USER, USER)


def test_folders_below_inbox_and_sent_in_another_language(base: Path) -> None:
    """Ours are made in the account's own namespace, and its Sent folder is found whatever it is called."""
    with running_dovecot(base, {USER: "word"}, prefix="INBOX.", separator=".", sent="Gesendet") as dovecot:
        account = ImapAccount(HOST, dovecot.imap, USER, Secret.of_value("word"), Security.NONE)
        with Inbox(account) as inbox:
            found = inbox.ensure_folders(["introd/Set aside", "Sent", "Junk", "Handled"])
            assert found == {
                "introd/Set aside": "INBOX.introd.Set aside",
                "Sent": "INBOX.Gesendet",
                "Junk": "INBOX.Junk",
                "Handled": "INBOX.Handled",
            }
            inbox.append(found["introd/Set aside"], b"Subject: hi\r\n\r\nhi\r\n")
            assert len(list(inbox.arrivals(found["introd/Set aside"]))) == 1


def test_installing_again_changes_nothing(real_post: RealPost) -> None:
    """With everything in place the script says so and does no more."""
    done = subprocess.run([Path(__file__).parent / "install.sh"], capture_output=True, text=True, check=True)
    assert done.stdout == "servers: dovecot and postfix are already here\n"
