"""The verbs that every store has. No query language crosses this line, so that another database can meet it.

    with store.transaction() as work:            # one transition is one commit
        if not work.seen(message_id):
            work.put_introduction(document, expect=3)
            work.owe(letter)
            work.mark_seen(message_id, at, "answer", "k3x9")

Documents are JSON objects and come out as they went in. Moments are ISO 8601 texts with a zone, best as `moment()` writes them.
Errors: `introd.record.errors`. What a store looks at in a document:

| document     | required                                              | also found or counted by                              |
|--------------|-------------------------------------------------------|-------------------------------------------------------|
| introduction | reference, owner, state                               | tokens {token: side}, addresses [..], due, closed     |
| letter       | key, status, not_before; `settled` (moment) once sent | reference, message_id, to, to_hash, kind, order       |
| person       | owner, address                                        | name, addresses [..]                                  |
| set aside    | key                                                   |                                                       |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

Fields = Mapping[str, Any]
Stored = dict[str, Any]

OPEN_LETTERS = frozenset({"pending", "later", "sending", "unknown"})
SETTLED = frozenset({"sent", "never", "withdrawn"})
STATUSES = OPEN_LETTERS | SETTLED


class View(Protocol):
    """Reading: one moment of the record, whatever is committed meanwhile. Within a transaction it sees its own writes."""

    def seen(self, message_id: str) -> bool:
        """Whether a mail of this Message-ID was dealt with."""

    def outcome_of(self, message_id: str) -> Stored | None:
        """What was noted when it was: {"at", "outcome", "reference"}."""

    def introduction(self, reference: str) -> Stored | None:
        """The introduction of a reference."""

    def introduction_of_token(self, token: str) -> tuple[Stored, str] | None:
        """The introduction that a thread's token belongs to, and the side that it names there; None where that is not certain."""

    def introduction_of_message(self, message_id: str) -> tuple[str, str] | None:
        """(reference, key) of our letter of this Message-ID; of several the first key; None where they concern several cases."""

    def introductions(
        self, *, owner: str | None = None, state: str | None = None, after: str = "", limit: int = 100
    ) -> list[Stored]:
        """Introductions by reference, from behind `after`."""

    def introductions_with(self, owner: str | None, address: str) -> list[Stored]:
        """An owner's introductions that concern an address; with None everybody's."""

    def due_introductions(self, now: str, limit: int) -> list[Stored]:
        """Those whose `due` has come, the earliest first."""

    def count_states(self, owner: str | None = None) -> dict[str, int]:
        """How many introductions stand in each state."""

    def letter(self, key: str) -> Stored | None:
        """The letter of a key."""

    def letters_of(self, reference: str) -> list[Stored]:
        """An introduction's letters, by key."""

    def due_letters(self, now: str, limit: int) -> list[Stored]:
        """Pending or later, and `not_before` has come: the earliest first, at one moment by `order`, then by key."""

    def unsettled(self) -> list[Stored]:
        """Letters that are sending or unknown, the earliest first. At a start, what is sending was cut off by a crash."""

    def letters_to(self, reader: str, since: str) -> list[Stored]:
        """Letters to an address or address hash that left since, are leaving or are owed; never those given up or withdrawn."""

    def asks_since(self, address_hash: str, since: str, kinds: Iterable[str] = ("ask",)) -> int:
        """How many of these are asks. Reads no letter."""

    def sent_since(self, since: str) -> int:
        """How many letters left since. Reads no letter."""

    def next_due(self) -> str | None:
        """The earliest moment at which a letter or an introduction is due, or an unknown letter is to be looked into."""

    def person(self, owner: str, address: str) -> Stored | None:
        """The person whom an owner knows under an address, in whatever case it is written; also one of their `addresses`."""

    def people(self, owner: str, after: str = "", limit: int = 100) -> list[Stored]:
        """An owner's people by address, from behind the address `after`."""

    def find_people(self, owner: str, name_or_address: str) -> list[Stored]:
        """People with all of these words in the name (without case and accents), or with this address."""

    def people_of(self, address: str) -> list[Stored]:
        """Everybody's entry for an address."""

    def opted_out(self, address_hash: str) -> bool:
        """Whether this person wants no mail."""

    def setting(self, name: str, default: Any = None) -> Any:
        """A small value kept under a name: a hold, a UID, a secret, a counter."""

    def settings(self, prefix: str = "") -> dict[str, Any]:
        """All whose name begins so."""

    def set_aside_list(self, after: str = "", limit: int = 100) -> list[Stored]:
        """What waits for a person, by key, from behind `after`."""

    def scan(self, collection: str, after: str = "", limit: int = 500) -> list[tuple[str, Stored]]:
        """A batch of (id, document) in order of id, from behind `after`."""

    def export(self) -> Iterator[tuple[str, str, Stored]]:
        """Everything, as (collection, id, document)."""

    def naming(self, *texts: str) -> Iterator[tuple[str, str, Stored]]:
        """Every document in which one of the texts stands, in whatever case; also in its id. It reads all."""


class Transaction(View, Protocol):
    """Reading and writing. Nothing of it is there before the block ends, and all of it after."""

    def mark_seen(self, message_id: str, at: str, outcome: str, reference: str | None = None) -> None:
        """A mail was dealt with. RecordConflict where it was already."""

    def put_introduction(self, document: Fields, expect: int) -> int:
        """Stores the next revision and returns its number. `expect`: the one that was read, 0 for a new one; else RecordStale."""

    def owe(self, letter: Fields) -> bool:
        """Owes a letter; False (and nothing changes) where its key was owed before, whatever became of it."""

    def claim(self, key: str, now: str, lease: timedelta) -> Stored | None:
        """The letter, now sending; None where it is not owed, not due, or another holds it."""

    def settle(self, key: str, status: str, **facts: Any) -> Stored:
        """What became of it, with further fields. `later` needs `not_before`, `sent` needs `settled`.

        RecordConflict for an unknown key, and for another end of a letter that has come to one (the same end changes nothing).
        """

    def amend(self, key: str, **facts: Any) -> Stored:
        """Changes a letter's fields, but not its key and status."""

    def put_person(self, document: Fields) -> None:
        """Stores what an owner knows of a person."""

    def opt_out(self, address_hash: str, **facts: Any) -> None:
        """This person wants no mail."""

    def opt_in(self, address_hash: str) -> None:
        """They do again."""

    def put_setting(self, name: str, value: Any) -> None:
        """Keeps a small JSON value; None forgets it."""

    def set_aside(self, entry: Fields) -> None:
        """Keeps what a person has to look at; the same key again changes nothing."""

    def take_up(self, key: str) -> Stored | None:
        """Takes it away again."""

    def prune(self, before: str) -> dict[str, int]:
        """Drops what is older: seen Message-IDs, and closed introductions with their letters, none of them unsettled or owed."""

    def rewrite(self, collection: str, key: str, document: Fields) -> None:
        """Puts any document in place of another: for forgetting a person."""

    def remove(self, collection: str, key: str) -> bool:
        """Removes any document; whether it was there."""


class Store(Protocol):
    """A record that is open."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """All or nothing; durable when the block has ended. Not within another one."""

    def view(self) -> AbstractContextManager[View]:
        """Reading only: takes no lock, waits for nobody, sees what is committed."""

    def check(self) -> list[str]:
        """Everything that is wrong with what is stored, in words."""

    def scrub(self) -> None:
        """After it, no byte of what was removed is left in the record's files. Run it after forgetting somebody."""

    def backup(self, target: Path) -> None:
        """A copy, complete and readable by itself, while the record is in use. It knows that it is a copy."""

    def close(self) -> None:
        """Lets go of the record."""
