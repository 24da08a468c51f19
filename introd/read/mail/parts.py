"""The parts of a message: which one is its text, which its HTML, and what is attached."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from email.message import Message

from introd.read.mail.charsets import decode
from introd.read.mail.fields import field_text
from introd.read.mail.wrapped import clear_signed, signed_content, unflowed
from introd.read.reading import Attachment

LARGEST_KEPT = (
    4 * 1024 * 1024
)  # characters of encoded attachment; nothing that introd reads (vCard, CSV, a forwarded mail) is larger

_WHITE = re.compile(r"\s+")


@dataclass
class Body:
    """What was found while walking: the first text, the first HTML, and the rest."""

    text: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    encrypted: bool = False


def body_of(message: Message) -> Body:
    """The readable body of a message and its attachments."""
    body = Body()
    _walk(message, body, root=True)
    if not body.text.strip() and not body.html.strip():
        body.encrypted = body.encrypted or any(a.content_type == "application/ms-tnef" for a in body.attachments)
    elif body.encrypted and not body.text.strip().startswith("-----BEGIN PGP MESSAGE"):
        body.encrypted = False  # a readable part stands beside the unreadable one
    return body


def repaired(message: Message) -> Message:
    """The message with the Content-* parameters removed from every part whose parameters no parser can read."""
    for part in message.walk():
        try:
            part.get_filename()
            part.get_content_charset()
        except Exception:  # RFC 2231 continuations out of order raise TypeError and more
            kind = part.get_content_type() if not part.is_multipart() else None
            del part["Content-Disposition"]
            if kind:
                del part["Content-Type"]
                part["Content-Type"] = kind
    return message


def _walk(part: Message, body: Body, *, root: bool = False) -> None:
    """Take from this part what the body still lacks; everything else is an attachment."""
    kind = part.get_content_type()
    if kind == "multipart/encrypted":
        body.encrypted = True
    elif kind.startswith("multipart/") and part.is_multipart():
        for child in part.get_payload():
            if isinstance(child, Message):
                _walk(child, body)
    elif kind.startswith("message/") and part.is_multipart():
        body.attachments.append(Attachment(_name(part), kind, _enclosed(part)))
    elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        _unwrap_smime(part, body)
    elif kind.startswith("text/") and _is_text(part, root):
        _take_text(part, kind, body)
    else:
        body.attachments.append(Attachment(_name(part), kind, _kept(part)))


def _kept(part: Message) -> bytes:
    """An attachment's content; empty where it is so large that decoding it would be the dearest step of reading."""
    payload = part._payload  # type: ignore[attr-defined]  # get_payload() would copy it
    return b"" if isinstance(payload, str) and len(payload) > LARGEST_KEPT else content_of(part)


def _is_text(part: Message, root: bool) -> bool:
    """Text to be read, not a file: no attachment disposition (RFC 2183), unless it is the whole message."""
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
        return False
    return root or (
        part.get_content_disposition() != "attachment" and not (part.get_content_disposition() is None and _name(part))
    )


def _take_text(part: Message, kind: str, body: Body) -> None:
    """The first non-empty text and the first non-empty HTML are the body; later ones (list footers) are not."""
    if kind == "text/html":
        if not body.html.strip():
            body.html = _text_of(part)
        return
    if body.text.strip():
        return
    text = _text_of(part)
    if kind != "text/plain":
        text = re.sub(r"<[^<>]{0,80}>", "", text)
    if "flowed" in str(part.get("content-type", "")).lower() and str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    text = clear_signed(text)
    body.encrypted = body.encrypted or text.lstrip().startswith("-----BEGIN PGP MESSAGE-----")
    body.text = text


def _unwrap_smime(part: Message, body: Body) -> None:
    """An opaque signed message (RFC 8551 section 3.5.2) holds its text inside; an enveloped one holds nothing readable."""
    inner = signed_content(content_of(part))
    if inner is None:
        body.encrypted = True
    else:
        _walk(inner, body, root=True)


def _text_of(part: Message) -> str:
    charset = part.get_param("charset")
    label = charset[2] if isinstance(charset, tuple) else charset
    return decode(content_of(part), label if isinstance(label, str) else None).replace("\r\n", "\n").replace("\r", "\n")


def content_of(part: Message) -> bytes:
    """The decoded bytes of a leaf part; undecodable base64 as far as it goes."""
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    payload = part.get_payload() if encoding == "base64" else None
    if isinstance(payload, str) and payload.isascii():
        try:
            return binascii.a2b_base64(payload)
        except binascii.Error:
            pass
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _enclosed(part: Message) -> bytes:
    """A message inside a message, or the blocks of a report, as the bytes they were."""
    try:
        return b"\n".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
    except Exception:  # the generator refuses some headers that the parser accepted
        return b""


def _name(part: Message) -> str:
    if "content-disposition" not in part and "name" not in str(part.get("content-type", "")).lower():
        return ""  # no parameter could hold a name: RFC 2231 splits values, not names
    try:
        return _WHITE.sub(" ", field_text(part.get_filename() or "")).strip()[:255]
    except Exception:  # RFC 2231 names that no parser can read
        return ""
