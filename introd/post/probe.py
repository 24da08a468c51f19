"""Trying an account out for `introd check`: each finding is one line, with a remedy where something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import aiosmtplib

from introd.post.accounts import ImapAccount, Security, SmtpAccount
from introd.post.errors import PostError, one_line
from introd.post.inbox import Inbox
from introd.post.submission import named, opened, part


@dataclass(frozen=True, slots=True)
class Finding:
    """What was tried, in one line; `remedy` is empty where all is well. `hint`: worth knowing, and nothing is wrong."""

    ok: bool
    line: str
    remedy: str = ""
    hint: str = ""


def probe_imap(account: ImapAccount, wanted: Iterable[str] = ("Handled", "Set aside", "Sent", "Junk")) -> Finding:
    """Log in, open the inbox, find or make the wanted folders. Never raises for what the server does. Blocks."""
    inbox = Inbox(account)
    try:
        inbox.connect()
        inbox.position("INBOX")
        found = inbox.ensure_folders(wanted)
        idle = "IDLE" in inbox.capabilities()
    except PostError as error:
        return Finding(False, f"IMAP: {error.what}", error.remedy)
    finally:
        inbox.close()
    line = (
        f"IMAP: {account.username} logged in at {account.where}, {_words(account.security)}; folders: {', '.join(found.values())}"
    )
    return Finding(True, line, hint="" if idle else "the server has no IDLE: mail is noticed within a minute, not at once")


async def probe_smtp(account: SmtpAccount, sender: str = "") -> Finding:
    """Log in; with `sender`, also ask whether its plus addresses exist (RFC 5233), without sending anything.

    Never raises for what the server does.
    """
    try:
        client = await opened(account)
    except PostError as error:
        return Finding(False, f"SMTP: {error.what}", error.remedy)
    try:
        refusal = await _try_envelope(client, sender) if sender else None
    except (aiosmtplib.SMTPException, OSError) as error:
        fault = named(account, error, "trying a sender")
        return Finding(False, f"SMTP: {fault.what}", fault.remedy)
    finally:
        await part(client)
    if refusal is not None and refusal.ok is False:
        return refusal
    line = f"SMTP: {account.username or 'nobody'} logged in at {account.where}, {_words(account.security)}"
    return Finding(True, line, hint=refusal.hint if refusal else "")


async def _try_envelope(client: aiosmtplib.SMTP, sender: str) -> Finding | None:
    """MAIL from the sender and RCPT to a plus address of it, then RSET. None where both are taken."""
    local, _, domain = sender.rpartition("@")
    plus = f"{local}+introd-check@{domain}"
    mail = await client.execute_command(b"MAIL", f"FROM:<{sender}>".encode())
    if mail.code != 250:
        said = f"{mail.code} {one_line(mail.message, 160)}"
        return Finding(
            False, f"SMTP: the server does not let us send as {sender}: {said}", "let this account send as that address"
        )
    answer = await client.execute_command(b"RCPT", f"TO:<{plus}>".encode())
    await client.execute_command(b"RSET")
    if answer.code in (250, 251):
        return None
    said = f"{answer.code} {one_line(answer.message, 160)}"
    return Finding(
        True,
        "",
        hint=f"{plus} is refused ({said}): switch on plus addresses for this mailbox, or answers can't be told apart by address",
    )


def _words(security: Security) -> str:
    return {Security.TLS: "with TLS", Security.STARTTLS: "with STARTTLS", Security.NONE: "unencrypted"}[security]
