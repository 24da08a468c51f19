"""Bytes to `Mail`: syntax only, nothing interpreted.

The standard library takes the message apart, and mail-parser reads the address fields, where it tells recovered from ambiguous mailboxes. The
bodies are taken from the parts themselves: mail-parser's joined `.body` mixes text and HTML, and its `.text_plain` mixes a reply with text
attachments; so it is not asked to decode every part a second time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_tz

from introd.read.mail.fields import addresses, author_of, fields, mailboxes, message_ids, recipients, sender_name
from introd.read.mail.parts import Body, body_of, repaired
from introd.read.reading import Address, Mail, UnreadableMail

MOST_CONTAINERS = 100  # multiparts and messages inside a message; the parser recurses once for each level
MOST_HEADERS = 64 * 1024 * 4  # bytes of header before the first blank line

_CONTAINER = re.compile(rb"[ \t\r\n]*(?:multipart|message)/")
_VOID = re.compile(rb"(?:\r?\n){100,}")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")


def parse(raw: bytes) -> Mail:
    """One RFC 5322 message as a `Mail`.

    Any bytes give a `Mail` or raise `UnreadableMail`; nothing else is ever raised for what a stranger sent.
    """
    raw_size = len(raw)
    raw = _without_voids(raw.lstrip(b"\r\n\t "))
    _refuse_hostile(raw)
    try:
        return _parsed(raw, raw_size)
    except RecursionError as fault:
        raise UnreadableMail("parts are nested too deeply") from fault
    except UnreadableMail:
        raise
    except Exception as fault:  # the libraries raise a dozen kinds for odd bytes; all of them are the sender's fault
        raise UnreadableMail(f"not one readable message ({type(fault).__name__})") from fault


def _without_voids(raw: bytes) -> bytes:
    """The message with a hundred blank lines as one: the parser takes as long for each as for a line of words."""
    return _VOID.sub(b"\n\n", raw) if b"\n" * 100 in raw or b"\r\n" * 100 in raw else raw


def _refuse_hostile(raw: bytes) -> None:
    """Refuse by name, before the parser spends time or stack, what no mail program writes."""
    if not raw:
        raise UnreadableMail("the message is empty")
    if _containers(raw) > MOST_CONTAINERS:
        raise UnreadableMail(f"more than {MOST_CONTAINERS} parts are nested in one another")
    end = _END_OF_HEADERS.search(raw)
    if (end.start() if end else len(raw)) > MOST_HEADERS:
        raise UnreadableMail("the header is larger than any mail program writes")


def _containers(raw: bytes) -> int:
    """How many parts declare that they hold parts. Substring search, since a pattern over 10 MB of attachment costs as much as parsing it."""
    folded, name = raw.lower(), b"content-type:"
    count, at = 0, folded.find(name)
    while at >= 0 and count <= MOST_CONTAINERS:
        at += len(name)
        count += _CONTAINER.match(folded, at) is not None
        at = folded.find(name, at)
    return count


def _parsed(raw: bytes, size: int) -> Mail:
    """The `Mail` in these bytes, with the parameters that no parser can read (a broken RFC 2231 name) taken out where need be."""
    message = message_from_bytes(raw)
    try:
        return _mail(message, size)
    except RecursionError:
        raise
    except Exception:  # TypeError and others, from names that RFC 2231 forbids
        return _mail(repaired(message), size)


def _mail(message: Message, size: int) -> Mail:
    """The `Mail` of a parsed message."""
    headers = fields(message)
    body: Body = body_of(message)
    (writers, doubts), to, cc = mailboxes(message, "from"), _listed(message, "to"), _listed(message, "cc")
    sent, offset = _date(headers.get("date", ("",))[0])
    return Mail(
        message_id=next(iter(message_ids(headers.get("message-id", ()))), None),
        author=author_of(writers, doubts, headers),
        sender_name=sender_name(writers, headers),
        to=to,
        cc=cc,
        reply_to=_listed(message, "reply-to"),
        delivered_to=recipients(headers, to + cc),
        subject=headers.get("subject", ("",))[0],
        date=sent,
        offset=offset,
        in_reply_to=next(iter(message_ids(headers.get("in-reply-to", ()))), None),
        references=message_ids(headers.get("references", ())),
        text=body.text,
        html=body.html,
        attachments=tuple(body.attachments),
        headers=headers,
        encrypted=body.encrypted,
        content_type=message.get_content_type(),
        size=size,
    )


def _listed(message: Message, name: str) -> tuple[Address, ...]:
    """The addresses in the first field of this name."""
    return addresses(mailboxes(message, name)[0])


def _date(value: str) -> tuple[datetime | None, int | None]:
    """The Date field (RFC 5322 section 3.6.1) in UTC, and its offset in minutes; (None, None) where it can't be trusted."""
    try:
        parts = parsedate_tz(value)
        if parts is None:
            return None, None
        seconds = parts[9] or 0
        moment = datetime(*parts[:6], tzinfo=UTC).timestamp() - seconds
        sent = datetime.fromtimestamp(moment, UTC)
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None, None
    minutes = seconds // 60
    return sent, minutes if abs(minutes) <= 16 * 60 else None
