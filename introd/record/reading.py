"""The reading verbs over rows. Every one but `export`, `scan` and `naming` goes by id or declared key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from introd.record.keys import GAP, folded, moment, pair, plain, words
from introd.record.rows import RowBase, RowTable
from introd.record.storage import RowStorage

Stored = dict[str, Any]
END = "~"
"""Sorts behind every digit, letter of a moment, and GAP."""


def _shown(letter: Stored | None) -> Stored | None:
    """A letter as it was owed: without what the record notes about it for itself."""
    if letter is not None:
        letter.pop("_record", None)
    return letter


class TinyView:
    """`store.View` over a `RowBase`."""

    def __init__(self, base: RowBase, storage: RowStorage) -> None:
        """`base` and `storage` are the same rows, as TinyDB and as they are."""
        self._base, self._storage = base, storage

    def _table(self, name: str) -> RowTable:
        return self._base.collection(name)

    def _all(self, collection: str, keys: Iterable[str]) -> list[Stored]:
        table = self._table(collection)
        found = (table.fetch(key) for key in keys)
        return [document for document in found if document is not None]

    def _letters(self, keys: Iterable[str]) -> list[Stored]:
        return [shown for letter in self._all("letter", keys) if (shown := _shown(letter)) is not None]

    # -- mail that came in --------------------------------------------------------------------------------------------------

    def seen(self, message_id: str) -> bool:
        """`View.seen`."""
        return self._storage.holds("seen", message_id)

    def outcome_of(self, message_id: str) -> Stored | None:
        """`View.outcome_of`."""
        return self._table("seen").fetch(message_id)

    # -- introductions ------------------------------------------------------------------------------------------------------

    def introduction(self, reference: str) -> Stored | None:
        """`View.introduction`."""
        return self._table("introduction").fetch(reference)

    def introduction_of_token(self, token: str) -> tuple[Stored, str] | None:
        """`View.introduction_of_token`."""
        found = self._table("introduction").keyed("token", token)
        return (found[0], str(found[0]["tokens"][token])) if len(found) == 1 else None

    def introduction_of_message(self, message_id: str) -> tuple[str, str] | None:
        """`View.introduction_of_message`."""
        letters = self._table("letter").keyed("message_id", message_id)
        found = [(str(letter.get("reference") or ""), str(letter["key"])) for letter in letters]
        return found[0] if len({reference for reference, _ in found}) == 1 else None

    def introductions(
        self, *, owner: str | None = None, state: str | None = None, after: str = "", limit: int = 100
    ) -> list[Stored]:
        """`View.introductions`."""
        if owner is None and state is None:
            keys = self._storage.ids_after("introduction", after, None, limit)
        elif owner is not None and state is not None:
            keys = self._storage.found("introduction", "owner+state", pair(owner, plain(state)), after, limit)
        elif owner is not None:
            keys = self._storage.found("introduction", "owner", owner, after, limit)
        else:
            keys = self._storage.found("introduction", "state", str(state), after, limit)
        return self._all("introduction", keys)

    def introductions_with(self, owner: str | None, address: str) -> list[Stored]:
        """`View.introductions_with`."""
        if owner is None:
            return self._table("introduction").keyed("address", folded(address))
        return self._table("introduction").keyed("owner+address", pair(owner, folded(address)))

    def due_introductions(self, now: str, limit: int) -> list[Stored]:
        """`View.due_introductions`."""
        due = self._storage.between("introduction", "due", "", moment(now) + END, limit)
        return self._all("introduction", (key for _, key in due))

    def count_states(self, owner: str | None = None) -> dict[str, int]:
        """`View.count_states`."""
        if owner is None:
            return self._storage.tally("introduction", "state", "", "\U0010ffff")
        start = pair(owner, "")
        counts = self._storage.tally("introduction", "owner+state", start, start + "\U0010ffff")
        return {value.removeprefix(start): count for value, count in counts.items()}

    # -- letters ------------------------------------------------------------------------------------------------------------

    def letter(self, key: str) -> Stored | None:
        """`View.letter`."""
        return _shown(self._table("letter").fetch(key))

    def letters_of(self, reference: str) -> list[Stored]:
        """`View.letters_of`."""
        return self._letters(self._storage.found("letter", "reference", reference))

    def due_letters(self, now: str, limit: int) -> list[Stored]:
        """`View.due_letters`."""
        due = self._storage.between("letter", "due", "", moment(now) + END, limit)
        return self._letters(key for _, key in due)

    def unsettled(self) -> list[Stored]:
        """`View.unsettled`."""
        found = [entry for name in ("sending", "unknown") for entry in self._storage.between("letter", name, "", END)]
        return self._letters(key for _, key in sorted(found))

    def _to(self, reader: str, since: str) -> list[tuple[str, str]]:
        start = f"{folded(reader)}{GAP}"
        return self._storage.between("letter", "to", start + moment(since), start + END)

    def letters_to(self, reader: str, since: str) -> list[Stored]:
        """`View.letters_to`."""
        return self._letters(key for _, key in self._to(reader, since))

    def asks_since(self, address_hash: str, since: str, kinds: Iterable[str] = ("ask",)) -> int:
        """`View.asks_since`."""
        wanted = set(kinds)
        return sum(value.rsplit(GAP, 1)[1] in wanted for value, _ in self._to(address_hash, since))

    def sent_since(self, since: str) -> int:
        """`View.sent_since`."""
        return sum(self._storage.tally("letter", "sent", moment(since), END).values())

    def next_due(self) -> str | None:
        """`View.next_due`."""
        places = (("letter", "due"), ("letter", "unknown"), ("introduction", "due"))
        firsts = [first.split(GAP)[0] for place in places if (first := self._storage.first(*place))]
        return min(firsts, default=None)

    # -- people -------------------------------------------------------------------------------------------------------------

    def person(self, owner: str, address: str) -> Stored | None:
        """`View.person`."""
        key = pair(owner, folded(address))
        found = self._table("person").fetch(key)
        return found or next(iter(self._table("person").keyed("owner+address", key)), None)

    def people(self, owner: str, after: str = "", limit: int = 100) -> list[Stored]:
        """`View.people`."""
        end = plain(owner) + chr(ord(GAP) + 1)
        return self._all("person", self._storage.ids_after("person", pair(owner, folded(after)), end, limit))

    def find_people(self, owner: str, name_or_address: str) -> list[Stored]:
        """`View.find_people`."""
        if "@" in name_or_address:
            return self._table("person").keyed("owner+address", pair(owner, folded(name_or_address)))
        sets = [set(self._storage.found("person", "owner+word", pair(owner, word))) for word in words(name_or_address)]
        return self._all("person", sorted(set.intersection(*sets))) if sets else []

    def people_of(self, address: str) -> list[Stored]:
        """`View.people_of`."""
        return self._table("person").keyed("address", folded(address))

    def opted_out(self, address_hash: str) -> bool:
        """`View.opted_out`."""
        return self._storage.holds("opted_out", address_hash)

    # -- the rest -----------------------------------------------------------------------------------------------------------

    def setting(self, name: str, default: Any = None) -> Any:
        """`View.setting`."""
        found = self._table("setting").fetch(name)
        return default if found is None else found["value"]

    def settings(self, prefix: str = "") -> dict[str, Any]:
        """`View.settings`."""
        names = [name for name in self._storage.ids("setting") if name.startswith(prefix)]
        return {name: self.setting(name) for name in sorted(names)}

    def set_aside_list(self, after: str = "", limit: int = 100) -> list[Stored]:
        """`View.set_aside_list`."""
        return self._all("set_aside", self._storage.ids_after("set_aside", after, None, limit))

    def scan(self, collection: str, after: str = "", limit: int = 500) -> list[tuple[str, Stored]]:
        """`View.scan`."""
        keys = self._storage.ids_after(collection, after, None, limit)
        return list(zip(keys, self._all(collection, keys), strict=True))

    def export(self) -> Iterator[tuple[str, str, Stored]]:
        """`View.export`."""
        for collection in sorted(self._storage.collections()):
            after = ""
            while batch := self.scan(collection, after):
                yield from ((collection, key, document) for key, document in batch)
                after = batch[-1][0]

    def naming(self, *texts: str) -> Iterator[tuple[str, str, Stored]]:
        """`View.naming`."""
        wanted = [json.dumps(text, ensure_ascii=False)[1:-1].casefold() for text in texts if text]
        for collection, key, document in self.export():
            body = f"{key}\n{json.dumps(document, ensure_ascii=False)}".casefold()
            if any(text in body for text in wanted):
                yield collection, key, document
