"""Header fields as bytes that no name can break out of.

They are written here and not by `email.message`, because its folding rewrites long Message-IDs in References as encoded words and
loses quotes around long names (Python 3.11), and because a control character must never reach a header (CVE-2024-6923).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from email.header import Header
from urllib.parse import quote

Field = tuple[str, str]

_LINE = 76  # RFC 5322 section 2.1.1 asks for at most 78 characters
_SPECIALS = str.maketrans(dict.fromkeys('<>()[]:;@\\,"', " "))  # RFC 5322 section 3.2.3, but the dot
_ID = re.compile(r"<[!-;=?-~]+>")
_HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
_ATEXT = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.")


def clean(text: str, most: int = 200) -> str:
    """One line: no control, format, separator or unassigned characters, no runs of blanks, at most `most` characters."""
    safe = (" " if unicodedata.category(c) in {"Zl", "Zp", "Zs"} or c in "\t\r\n\v\f" else c for c in text[: most * 4])
    joined = "".join(c for c in safe if c == "\u200d" or unicodedata.category(c)[0] != "C")
    return " ".join(joined.split())[:most].rstrip()


def field(name: str, value: str) -> bytes:
    """One folded field with its CRLF. `value` is ASCII already; it is folded at the blanks it has (RFC 5322 section 2.2.3)."""
    lines, line = [], f"{name}:"
    for word in value.split():
        if len(line) + 1 + len(word) > _LINE and line.strip() and not line.endswith(":"):
            lines.append(line)
            line = ""
        line = f"{line} {word}"
    return "\r\n".join([*lines, line]).encode("ascii") + b"\r\n"


def words(text: str, most: int = 200) -> str:
    """Text for a Subject or a name: plain ASCII as it is, else encoded words of at most 75 characters each (RFC 2047)."""
    text = clean(text, most)
    if text.isascii() and "=?" not in text:
        return text
    return " ".join(Header(text, "utf-8", maxlinelen=74).encode(linesep="\n").split())


def mailbox(name: str, address: str) -> str:
    """`Jane Roe <jane@acme.example>`, safe for an address field. ValueError where the address can't be written in ASCII mail."""
    address = written_address(address)
    name = " ".join(clean(name, 80).translate(_SPECIALS).split())
    if not name:
        return f"<{address}>"
    if not name.isascii() or "=?" in name:
        return f"{words(name)} <{address}>"
    phrase = name if all(c in _ATEXT or c == " " for c in name) and "." not in name else f'"{name}"'
    return f"{phrase} <{address}>"


def written_address(address: str) -> str:
    """An address for a header: its domain in ASCII (RFC 5891).

    ValueError where the local part would need SMTPUTF8 (RFC 6531), or the form is wrong.
    """
    local, at, domain = clean(address, 320).rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode("ascii")
    if not at or not local or not domain or not set(local) <= _ATEXT or not set(domain.lower()) <= _HOST:
        raise ValueError(f"{address!r} can't be written as an address")
    return f"{local}@{domain}"


def ids(message_ids: Iterable[str], most: int = 20) -> str:
    """Message-IDs with angle brackets, in order; the first and the newest where there are many (RFC 5322 section 3.6.4)."""
    good = [i for i in dict.fromkeys(clean(m, 900) for m in message_ids) if _ID.fullmatch(i)]
    kept: Sequence[str] = good if len(good) <= most else [good[0], *good[1 - most :]]
    return " ".join(kept)


def mailto(address: str, subject: str, body: str = "") -> str:
    """A link that opens a filled-in letter (RFC 6068): everything that isn't plain is percent-encoded."""
    link = f"mailto:{quote(written_address(address), safe='@+.-_')}?subject={quote(subject, safe='')}"
    return f"{link}&body={quote(body, safe='')}" if body else link
