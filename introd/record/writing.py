"""The writing verbs over rows, within one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from introd.record.errors import RecordConflict, RecordStale
from introd.record.keys import OWED, folded, moment, pair
from introd.record.reading import TinyView
from introd.record.store import OPEN_LETTERS, SETTLED, STATUSES

Fields = Mapping[str, Any]
Stored = dict[str, Any]

RESERVED = frozenset({"key", "status", "_record"})


class TinyTransaction(TinyView):
    """`store.Transaction` over a `RowBase`."""

    def mark_seen(self, message_id: str, at: str, outcome: str, reference: str | None = None) -> None:
        """`Transaction.mark_seen`."""
        if self.seen(message_id):
            raise RecordConflict(f"{message_id} was dealt with before")
        self._table("seen").put(message_id, {"at": moment(at), "outcome": outcome, "reference": reference})

    def put_introduction(self, document: Fields, expect: int) -> int:
        """`Transaction.put_introduction`."""
        reference = str(document["reference"])
        stored = self.introduction(reference)
        revision = int(stored["revision"]) if stored else 0
        if revision != expect:
            raise RecordStale(f"{reference} is at revision {revision}, not {expect}")
        self._table("introduction").put(reference, {**document, "revision": expect + 1})
        return expect + 1

    # -- letters ------------------------------------------------------------------------------------------------------------

    def owe(self, letter: Fields) -> bool:
        """`Transaction.owe`."""
        key = str(letter["key"])
        if self._storage.holds("letter", key):
            return False
        self._put_letter({"status": "pending", **letter})
        return True

    def _put_letter(self, letter: Stored) -> None:
        if letter["status"] not in STATUSES:
            raise RecordConflict(f"{letter['key']}: no letter is {letter['status']!r}")
        self._table("letter").put(str(letter["key"]), letter)

    def _known(self, key: str) -> Stored:
        letter = self._table("letter").fetch(key)
        if letter is None:
            raise RecordConflict(f"no letter {key} is owed")
        return letter

    def claim(self, key: str, now: str, lease: timedelta) -> Stored | None:
        """`Transaction.claim`. The letter's `attempts` is one higher."""
        letter = self._table("letter").fetch(key)
        if letter is None or letter["status"] not in OWED or moment(letter["not_before"]) > moment(now):
            return None
        until = (datetime.fromisoformat(moment(now)) + lease).isoformat()
        own = {"claimed": moment(now), "until": moment(until)}
        attempts = int(letter.get("attempts") or 0) + 1
        self._put_letter({**letter, "status": "sending", "attempts": attempts, "_record": own})
        return self.letter(key)

    def settle(self, key: str, status: str, **facts: Any) -> Stored:
        """`Transaction.settle`."""
        letter = self._known(key)
        was = str(letter["status"])
        if was in SETTLED:
            if was != status:
                raise RecordConflict(f"{key} is {was}: it cannot become {status}")
            return self._shown(key)
        self._refuse(key, was, status, facts)
        self._put_letter({**letter, **facts, "status": status})
        return self._shown(key)

    def _refuse(self, key: str, was: str, status: str, facts: Stored) -> None:
        """RecordConflict for an end that a letter cannot come to from here."""
        if status == "sending" or (was in OWED and status in ("sent", "unknown")):
            raise RecordConflict(f"{key} is {was}: it has to be claimed first")
        missing = {"later": "not_before", "sent": "settled"}.get(status)
        if missing and facts.get(missing) is None:
            raise RecordConflict(f"{key} cannot be {status} without {missing}")
        if RESERVED & facts.keys():
            raise RecordConflict(f"{key}: {', '.join(sorted(RESERVED & facts.keys()))} cannot be set")

    def _shown(self, key: str) -> Stored:
        return self.letter(key) or {}

    def amend(self, key: str, **facts: Any) -> Stored:
        """`Transaction.amend`."""
        letter = self._known(key)
        if RESERVED & facts.keys():
            raise RecordConflict(f"{key}: {', '.join(sorted(RESERVED & facts.keys()))} cannot be set")
        self._put_letter({**letter, **facts})
        return self._shown(key)

    # -- people -------------------------------------------------------------------------------------------------------------

    def put_person(self, document: Fields) -> None:
        """`Transaction.put_person`."""
        self._table("person").put(pair(str(document["owner"]), folded(str(document["address"]))), document)

    def opt_out(self, address_hash: str, **facts: Any) -> None:
        """`Transaction.opt_out`."""
        self._table("opted_out").put(address_hash, facts)

    def opt_in(self, address_hash: str) -> None:
        """`Transaction.opt_in`."""
        self.remove("opted_out", address_hash)

    # -- the rest -----------------------------------------------------------------------------------------------------------

    def put_setting(self, name: str, value: Any) -> None:
        """`Transaction.put_setting`."""
        if value is None:
            self.remove("setting", name)
        else:
            self._table("setting").put(name, {"value": value})

    def set_aside(self, entry: Fields) -> None:
        """`Transaction.set_aside`."""
        if not self._storage.holds("set_aside", str(entry["key"])):
            self._table("set_aside").put(str(entry["key"]), entry)

    def take_up(self, key: str) -> Stored | None:
        """`Transaction.take_up`."""
        entry = self._table("set_aside").fetch(key)
        self.remove("set_aside", key)
        return entry

    def prune(self, before: str) -> dict[str, int]:
        """`Transaction.prune`."""
        dropped = {"seen": 0, "introduction": 0, "letter": 0}
        for _, key in self._storage.between("seen", "at", "", moment(before)):
            dropped["seen"] += self.remove("seen", key)
        for _, reference in self._storage.between("introduction", "closed", "", moment(before)):
            letters = self.letters_of(reference)
            if any(letter["status"] in OPEN_LETTERS for letter in letters):
                continue
            for letter in letters:
                dropped["letter"] += self.remove("letter", letter["key"])
            dropped["introduction"] += self.remove("introduction", reference)
        return dropped

    def rewrite(self, collection: str, key: str, document: Fields) -> None:
        """`Transaction.rewrite`."""
        self._table(collection).put(key, document)

    def remove(self, collection: str, key: str) -> bool:
        """`Transaction.remove`."""
        return bool(self._table(collection).remove(doc_ids=[key]))  # type: ignore[list-item]  # ids are texts here
