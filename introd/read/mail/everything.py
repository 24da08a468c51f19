"""All that somebody can find in a mail: headers, every text whatever its coding, names of files, and what is inside other mails."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

_TAGS = re.compile(r"<[^>]{0,2000}>")


def everything(raw: bytes) -> str:
    """The mail as one text: as it is, and decoded (RFC 2045, 2047, 2231). Never raises; what can't be decoded is there as it is."""
    mail = message_from_bytes(raw, policy=compat32)
    return "\n".join([raw.decode("utf-8", "replace"), *_decoded(mail)])


def _decoded(mail: Message) -> Iterator[str]:
    for part in mail.walk():
        yield from (_field(str(value)) for value in part.values())
        name = _or_nothing(part)
        if name:
            yield name
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(content, bytes):
            text = _text(content, part.get_content_charset())
            yield text
            if "<" in text or "&" in text:
                yield html.unescape(_TAGS.sub("", text))
                yield html.unescape(text)


def _or_nothing(part: Message) -> str:
    """The name of an attached file (RFC 2231, RFC 2047)."""
    try:
        return _field(part.get_filename() or "")
    except (LookupError, ValueError, TypeError):
        return ""


def _field(value: str) -> str:
    """A header field's value, decoded where it can be; folded lines are one."""
    value = re.sub(r"\r?\n[ \t]", " ", value)
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError):
        return value


def _text(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return content.decode("utf-8", "replace") + "\n" + content.decode("latin-1")
