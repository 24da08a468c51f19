"""Text inside something: format=flowed (RFC 3676), a PGP clear signature (RFC 9580 section 7), an opaque S/MIME signature (RFC 5652)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_END = "-----END PGP SIGNATURE-----"
_QUOTE = re.compile(r"^>*")
_OID_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_OID_DATA = bytes.fromhex("06092a864886f70d010701")


def unflowed(text: str, *, delete_space: bool) -> str:
    """Soft line breaks joined, quote depth kept; a signature line `-- ` stays alone (RFC 3676 sections 4.2 to 4.5)."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        prefix = _QUOTE.match(line)
        depth = prefix.end() if prefix else 0
        content = line[depth:].removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        if soft and delete_space:
            content = content[:-1]
        if open_depth == depth and content != "-- " and content.strip():
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth and content else "") + content)
        open_depth = depth if soft else None
    return "\n".join(lines)


def clear_signed(text: str) -> str:
    """The text inside a PGP clear signature, dash-escapes undone; any other text as it is."""
    start = text.find(_SIGNED)
    if start < 0 or text[:start].strip():
        return text
    head_end = text.find("\n\n", start)
    foot = text.find(_SIGNATURE, start)
    if head_end < 0 or foot < head_end:
        return text
    inner = re.sub(r"^- ", "", text[head_end + 2 : foot], flags=re.MULTILINE)
    end = text.find(_SIGNATURE_END, foot)
    after = text[end + len(_SIGNATURE_END) :] if end >= 0 else ""
    return f"{inner}\n{after}" if after.strip() else inner


def signed_content(der: bytes) -> Message | None:
    """The message inside a CMS SignedData, None where it is anything else (encrypted, compressed, damaged)."""
    head = der.find(_OID_SIGNED_DATA, 0, 64)
    start = der.find(_OID_DATA, head) if head >= 0 else -1
    if start < 0:
        return None
    content = _octets(der, start + len(_OID_DATA), depth=0)
    return message_from_bytes(content) if content else None


def _octets(der: bytes, at: int, depth: int) -> bytes:
    """The first octet string at or inside the element at `at`; constructed ones (BER) are joined."""
    tag, start, end = _element(der, at)
    if tag == 0x04:
        return der[start:end]
    if depth > 3 or tag not in (0x24, 0xA0):
        return b""
    if tag == 0xA0:
        return _octets(der, start, depth + 1)
    pieces = []
    while start < end and der[start : start + 2] != b"\0\0":
        _, inner, next_at = _element(der, start)
        pieces.append(der[inner:next_at])
        start = next_at
    return b"".join(pieces)


def _element(der: bytes, at: int) -> tuple[int, int, int]:
    """Tag, start and end of the content of one BER element; an indefinite or broken length runs to the end of the data."""
    if at + 2 > len(der):
        return 0, len(der), len(der)
    tag, length = der[at], der[at + 1]
    start = at + 2
    if length >= 0x80:
        octets = length & 0x7F
        if octets == 0 or octets > 8:
            return tag, start, len(der)
        length = int.from_bytes(der[start : start + octets], "big")
        start += octets
    return tag, start, min(start + length, len(der))
