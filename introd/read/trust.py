"""Did the domain that From names really send this? Read from the receiving server's own Authentication-Results (RFC 8601), never guessed.

Anybody can write such a field into a mail. Only those at the very top that name our server count; what can't be parsed is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from introd.read.reading import Mail

Verdict = Literal["pass", "fail", "unknown"]

_MICROSOFT = "outlook.com"  # its servers leave the authserv-id out of the field
_RESULT = re.compile(r"^([a-z][a-z0-9-]{0,30})\s*(?:/\s*\d+\s*)?=\s*([a-z]+)\b(.{0,2000})$", re.IGNORECASE | re.DOTALL)
_PROPERTY = re.compile(r"([a-z]+\.[a-z0-9_-]+)\s*=\s*(\"[^\"]*\"|[^\s;]+)", re.IGNORECASE)
_LONGEST = 8000


class _Malformed(Exception):
    """Comments or quotes that do not close."""


def authenticated(mail: Mail, authserv_id: str | None) -> Verdict:
    """`pass` where DMARC passed for the author's domain, or an aligned DKIM signature or SPF domain did; `fail` where DMARC failed.

    `authserv_id` is the name that our own receiving server puts first into the field; without one nothing can be trusted. A name that ends
    in outlook.com also covers Microsoft's form, which has none. Everything else is `unknown`.
    """
    if mail.author is None or not authserv_id:
        return "unknown"
    domain = mail.author.email.rpartition("@")[2]
    results: list[tuple[str, str, dict[str, str]]] = []
    try:
        for value in mail.headers.get("authentication-results", ()):
            found = _results(value, authserv_id.lower())
            if found is None:
                break
            results.extend(found)
    except _Malformed:
        return "unknown"
    return _verdict(results, domain)


def _verdict(results: list[tuple[str, str, dict[str, str]]], domain: str) -> Verdict:
    """DMARC decides where it has an opinion; else one aligned method is enough (RFC 7489 section 3.1)."""
    dmarc = [(result, properties) for method, result, properties in results if method == "dmarc"]
    if any(result in ("fail", "permerror") for result, _ in dmarc):
        return "fail"
    if any(result == "pass" and properties.get("header.from", domain) == domain for result, properties in dmarc):
        return "pass"
    for method, result, properties in results:
        if result == "pass" and _aligned(_domain_of(method, properties), domain):
            return "pass"
    return "unknown"


def _domain_of(method: str, properties: dict[str, str]) -> str:
    """The domain that a passed method speaks for, empty where it names none."""
    if method == "dkim":
        return properties.get("header.d") or properties.get("header.i", "").rpartition("@")[2]
    if method == "spf":
        return properties.get("smtp.mailfrom", "").rpartition("@")[2]
    return ""


def _aligned(signer: str, author: str) -> bool:
    """The same domain, or a parent of the author's. The other direction would let a customer's subdomain speak for its host."""
    return "." in signer and (signer == author or author.endswith(f".{signer}"))


def _results(value: str, ours: str) -> list[tuple[str, str, dict[str, str]]] | None:
    """Method, result and properties of one field; None where the field is not our server's. Raises _Malformed."""
    pieces = [piece.strip() for piece in _pieces(value[:_LONGEST])]
    if not pieces or not pieces[0]:
        return None
    named = not _RESULT.match(pieces[0])
    if named and pieces[0].split()[0].lower() != ours:
        return None
    if not named and not (ours == _MICROSOFT or ours.endswith(f".{_MICROSOFT}")):
        return None
    found = []
    for piece in pieces[named:]:
        match = _RESULT.match(piece)
        if match:
            properties = {name.lower(): text.strip('"').lower().rstrip(".") for name, text in _PROPERTY.findall(match[3])}
            found.append((match[1].lower(), match[2].lower(), properties))
    return found


def _pieces(value: str) -> Iterator[str]:
    """The field split at semicolons outside quotes, its comments (RFC 5322 section 3.2.2) taken out."""
    piece: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
            continue
        elif quoted or char == '"':
            quoted = quoted != (char == '"')
        elif char in "()":
            depth += 1 if char == "(" else -1
            if depth < 0:
                raise _Malformed
            continue
        elif char == ";" and depth == 0:
            yield "".join(piece)
            piece = []
            continue
        if depth == 0:
            piece.append(char)
    if depth or quoted or escaped:
        raise _Malformed
    yield "".join(piece)
