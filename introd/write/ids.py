"""Names that can be made again after a crash and that nobody can guess: Message-IDs, thread tokens, reverse-paths."""

from __future__ import annotations

import base64
import hashlib
import hmac

THREAD = "t-"
"""Begins the token of the thread between the two."""


def _code(secret: bytes, what: str, length: int) -> str:
    digest = hmac.new(secret, what.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:length]


def message_id(secret: bytes, key: str, domain: str) -> str:
    """The Message-ID of the letter of a key, with angle brackets (RFC 5322 section 3.6.4). 160 bits of it are keyed hash."""
    return f"<{_code(secret, f'letter {key}', 32)}@{domain}>"


def token(secret: bytes, reference: str, purpose: str) -> str:
    """The secret detail of a thread's address (RFC 5233): 130 bits, lower case, so that no server's folding harms it.

    The thread between the two is marked, so that its mail is known by the header alone and no body of it is ever fetched.
    """
    return (THREAD if purpose == "thread" else "") + _code(secret, f"token {reference} {purpose}", 26)


def reverse_path(identity: str, address: str, mark: str) -> str:
    """The reverse-path of one letter: the introducer address with the letter's own detail (RFC 5321 section 3.6.3)."""
    local, _, domain = address.partition("@")
    return f"{local}+{mark}{identity.strip('<>').partition('@')[0]}@{domain}"
