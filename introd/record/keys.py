"""By which keys a document is found without reading the others: one pure function for each collection.

A key is a (name, value) pair of texts. Moments among them are brought to one width, so that they sort as text. Bump
`KEYS_VERSION` with every change here: a record with other keys is indexed anew when it is opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

Key = tuple[str, str]
Fields = Mapping[str, Any]

KEYS_VERSION = 1

GAP = "\x1f"
"""Stands between the parts of a key that has several: the unit separator, which no address and no name holds."""

OWED = frozenset({"pending", "later"})
UNSETTLED = frozenset({"sending", "unknown"})
VOID = frozenset({"never", "withdrawn"})

_WORD = re.compile(r"\w+")


def moment(text: str) -> str:
    """An ISO 8601 moment as UTC with microseconds, `2026-03-01T09:00:00.000000Z`: texts of one width sort as time does.

    Raises ValueError for what is no moment or has no zone.
    """
    if len(text) == 27 and text[-1] == "Z":
        return text
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"a moment without its zone: {text}")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def plain(text: str) -> str:
    """A key that any store can hold: raw bytes of a header (lone surrogates) are written out as escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def folded(address: str) -> str:
    """An address as it is compared: trimmed, without case."""
    return plain(address.strip().casefold())


def pair(owner: str, rest: str) -> str:
    """Two parts as one key."""
    return f"{plain(owner)}{GAP}{rest}"


def words(name: str) -> list[str]:
    """The words of a name, without case and accents: `José Müller-Roe` → jose, muller, roe."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return [plain(word) for word in _WORD.findall(bare.casefold())]


def introduction_keys(document: Fields) -> Iterator[Key]:
    """state, owner, both; due, closed; each token; each address, alone and with its owner."""
    owner, state = str(document.get("owner") or ""), str(document.get("state") or "")
    yield "state", plain(state)
    yield "owner", plain(owner)
    yield "owner+state", pair(owner, plain(state))
    yield from _moments(document, "due", "closed")
    for token in filter(None, document.get("tokens") or {}):
        yield "token", plain(token)
    for address in filter(None, document.get("addresses") or ()):
        yield "address", folded(address)
        yield "owner+address", pair(owner, folded(address))


def letter_keys(document: Fields) -> Iterator[Key]:
    """reference, Message-ID, when it is due or unsettled, when it left, and to whom since when."""
    status = document.get("status", "pending")
    if document.get("reference"):
        yield "reference", plain(document["reference"])
    if document.get("message_id"):
        yield "message_id", plain(document["message_id"])
    if status in OWED:
        yield "due", f"{moment(document['not_before'])}{GAP}{int(document.get('order', 5)):06d}"
    if status in UNSETTLED:
        yield status, when(document)
    if status == "sent":
        yield "sent", when(document)
    if status not in VOID:
        yield from _readers(document)


def _readers(document: Fields) -> Iterator[Key]:
    for reader in {folded(str(document.get(name) or "")) for name in ("to", "to_hash")} - {""}:
        yield "to", f"{reader}{GAP}{when(document)}{GAP}{plain(str(document.get('kind', '')))}"


def when(letter: Fields) -> str:
    """The moment that a letter counts under: when it left, else when it was claimed, else when it may leave."""
    own = letter.get("_record") or {}
    if letter.get("status") == "sent":
        return moment(letter["settled"])
    if letter.get("status") == "sending":
        return moment(own["claimed"])
    return moment(letter["not_before"])


def person_keys(document: Fields) -> Iterator[Key]:
    """The address, alone and with its owner, all other addresses, and each word of the name, with its owner."""
    owner = str(document["owner"])
    for address in {document["address"], *(document.get("addresses") or ())} - {""}:
        yield "address", folded(address)
        yield "owner+address", pair(owner, folded(address))
    for word in words(str(document.get("name") or "")):
        yield "owner+word", pair(owner, word)


def seen_keys(document: Fields) -> Iterator[Key]:
    """When it was seen, and the introduction that it belongs to."""
    yield from _moments(document, "at")
    if document.get("reference"):
        yield "reference", plain(document["reference"])


def _moments(document: Fields, *names: str) -> Iterator[Key]:
    for name in names:
        if document.get(name) is not None:
            yield name, moment(document[name])


DECLARED: Mapping[str, Callable[[Fields], Iterable[Key]]] = {
    "introduction": introduction_keys,
    "letter": letter_keys,
    "person": person_keys,
    "seen": seen_keys,
}


def keys_of(collection: str, document: Fields) -> set[Key]:
    """All keys of a document; none for a collection that declares none."""
    declared = DECLARED.get(collection)
    return set(declared(document)) if declared else set()
