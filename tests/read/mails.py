"""Mails for the reading tests, built from the few things that a test cares about."""

from __future__ import annotations

from collections.abc import Mapping

from introd.read.mail import parse
from introd.read.reading import Context, Introducer, Mail

LIZ = Introducer("Liz Ryan", ("liz@ryan.example",))
CONTEXT = Context(introducers=(LIZ,), address="intro@example.org")

GMAIL_QUOTE = """
On Fri, Nov 20, 2026 at 10:00 AM Liz Ryan via introd <intro+tok@example.org>
wrote:

> [introd k3x9] Please answer above this line.
>
> Hi Jane, may I introduce you to Jason? Reply YES, NO or LATER.
"""


def raw(
    body: str,
    *,
    subject: str = "Re: May I introduce you to Jason?",
    author: str = "Jane Roe <jane@roe.example>",
    to: str = "intro+tok@example.org",
    kind: str = "text/plain; charset=utf-8",
    fields: Mapping[str, str] | None = None,
    reply: bool = True,
) -> bytes:
    """The bytes of a message of one part; a reply to our ask unless told otherwise."""
    head = {
        "From": author,
        "To": to,
        "Subject": subject,
        "Date": "Sat, 21 Nov 2026 09:00:00 +0100",
        "Message-ID": "<m1@roe.example>",
        "Content-Type": kind,
        "Content-Transfer-Encoding": "8bit",
    }
    if reply:
        head["In-Reply-To"] = "<ask@example.org>"
    head.update(fields or {})
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return (lines + "\r\n").encode() + body.encode()


def mail(body: str, **more: object) -> Mail:
    """The parsed message of `raw`."""
    return parse(raw(body, **more))  # type: ignore[arg-type]


def multipart(kind: str, *parts: tuple[str, bytes], fields: str = "", **more: object) -> bytes:
    """A message of several parts, each a header block and its content."""
    pieces = b"".join(b"--b\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n" for head, content in parts)
    extra = {
        "Content-Type": f"{kind}; boundary=b{fields}",
        "Content-Transfer-Encoding": "",
        **dict(more.pop("fields_", {}) or {}),
    }  # type: ignore[call-overload]
    return raw("", fields=extra, **more) + pieces + b"--b--\r\n"  # type: ignore[arg-type]
