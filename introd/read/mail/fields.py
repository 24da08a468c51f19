"""Header fields: decoded, unfolded, and the addresses in them without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Any

from mailparser.utils import get_addresses

from introd.read.mail.charsets import decode, scalar
from introd.read.reading import Address

Headers = Mapping[str, tuple[str, ...]]
Pairs = Sequence[tuple[str, str]]
Doubts = Sequence[Mapping[str, Any]]

_LONGEST = 20_000  # characters of one field that are looked at
_MOST_ADDRESSES = 500
_FOLD = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")
_MAILBOX = re.compile(r"[^\s<>,;:()\"]{1,64}@[^\s<>,;:()\"@]{1,255}")
_EMAIL = re.compile(r"^[^\s@<>]{1,64}@[^\s@<>]{1,255}$")
_ENVELOPE = ("x-gm-original-to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to")


def fields(message: Message) -> dict[str, tuple[str, ...]]:
    """Every field of the header, lower-cased name to its values in order, decoded (RFC 2047) and unfolded."""
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), []).append(field_text(str(value)))
    return {name: tuple(values) for name, values in found.items()}


def field_text(value: str) -> str:
    """One field's value as a reader sees it; eight-bit bytes without an encoding are guessed."""
    value = _FOLD.sub(" ", value[:_LONGEST]).strip()
    if not value.isascii():
        value = _raw_text(value)
    if "=?" not in value:
        return scalar(value)
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return scalar(value)
    text = "".join(piece if isinstance(piece, str) else decode(piece, charset) for piece, charset in pieces)
    return _FOLD.sub(" ", scalar(text)).strip()


def _raw_text(value: str) -> str:
    try:
        return decode(value.encode("ascii", "surrogateescape"), None)
    except UnicodeEncodeError:
        return scalar(value)


def message_ids(values: Iterable[str]) -> tuple[str, ...]:
    """The Message-IDs in these fields with their angle brackets, each once; `<>` is none (RFC 5322 section 3.6.4)."""
    found: dict[str, None] = {}
    for value in values:
        for match in _MESSAGE_ID.finditer(value):
            found.setdefault(match.group())
    return tuple(found)[:200]


def mailboxes(message: Message, name: str) -> tuple[Pairs, Doubts]:
    """The pairs of name and address in the first field of this name, as mail-parser reads them, and its doubts about each such field."""
    first: Pairs = ()
    doubts: list[dict[str, Any]] = []
    for number, value in enumerate(message.get_all(name, ())):
        pairs = get_addresses(value, defects=doubts, decode_names=True)
        if not number:
            first = [("" if shown == email else shown, email) for shown, email in pairs]
    return first, doubts


def addresses(pairs: Iterable[tuple[str, str]]) -> tuple[Address, ...]:
    """mail-parser's pairs as addresses, the malformed left out."""
    return tuple(
        Address(name=scalar(name).strip(), email=email.lower())
        for name, email in list(pairs)[:_MOST_ADDRESSES]
        if _EMAIL.match(email)
    )


def author_of(pairs: Pairs, doubts: Doubts, headers: Headers) -> Address | None:
    """Who wrote it: None unless From stands once and holds exactly one mailbox without ambiguity.

    `alice@good.org <bob@evil.example>` names two mailboxes, whichever of them a parser picks (CVE-2023-27043 and its kin).
    """
    if len(headers.get("from", ())) != 1:
        return None
    found = addresses(pairs)
    if len(found) != 1:
        return None
    name = found[0].name
    ambiguous = any(not doubt.get("recovered") or "@" in name for doubt in doubts)
    return None if ambiguous else found[0]


def sender_name(pairs: Pairs, headers: Headers) -> str:
    """The display name of From, for people to read; never an identity."""
    for address in addresses(pairs):
        if address.name:
            return address.name
    value = headers.get("from", ("",))[0]
    return re.sub(r"<[^<>]*>", "", value).strip(' "')[:200]


def recipients(headers: Headers, visible: Iterable[Address]) -> tuple[str, ...]:
    """Whom it was delivered to, most trustworthy first: what servers noted, then To and Cc."""
    found: dict[str, None] = {}
    for name in _ENVELOPE:
        for value in headers.get(name, ()):
            for match in _MAILBOX.finditer(value[:2000]):
                found.setdefault(match.group().lower())
    for address in visible:
        found.setdefault(address.email)
    return tuple(found)[:_MOST_ADDRESSES]
