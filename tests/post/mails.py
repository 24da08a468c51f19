"""Small mails for the tests."""

from __future__ import annotations


def mail(number: int = 1, to: str = "someone@alpha.test", body: str = "Hello.", subject: str = "") -> bytes:
    """A mail whose Message-ID and subject carry `number`; line ends are CRLF."""
    head = (
        f"From: Ann Writer <ann@outside.test>\nTo: {to}\nSubject: {subject or f'number {number}'}\n"
        f"Message-ID: <{number}@outside.test>\nDate: Mon, 02 Nov 2026 10:00:00 +0000\n\n"
    )
    return (head + body + "\n").replace("\n", "\r\n").encode()
