"""What the contracts share: to store documents, and to name them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from introd.record.store import Store

LEASE = timedelta(minutes=5)


class Interrupted(Exception):
    """Raised by a test in the middle of a transaction."""


def put(store: Store, *documents: dict[str, Any]) -> None:
    """Stores introductions, letters and people, each new, in one commit."""
    with store.transaction() as work:
        for document in documents:
            if "key" in document:
                work.owe(document)
            elif "reference" in document:
                work.put_introduction(document, expect=0)
            else:
                work.put_person(document)


def keys(letters: list[dict[str, Any]]) -> list[str]:
    """The keys of letters, in the order given."""
    return [found["key"] for found in letters]


def names(documents: list[dict[str, Any]]) -> list[str]:
    """The references or addresses of documents, in the order given."""
    return [found.get("reference") or found["address"] for found in documents]
