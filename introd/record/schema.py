"""The tables of a record, and how an older record becomes a newer one.

`user_version` in the file's header is the version of the tables. Each step of `STEPS` leads one version forward and is one
transaction with the new version in it; there is no way back. Where other
keys are declared than are stored, all are stored anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from introd.record.errors import RecordDamaged, RecordTooNew
from introd.record.file import APPLICATION, number
from introd.record.keys import KEYS_VERSION
from introd.record.storage import RowStorage

TABLES = (
    "CREATE TABLE document (seq INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,"
    " checksum INTEGER NOT NULL, keysum INTEGER NOT NULL, UNIQUE (collection, id))",
    "CREATE TABLE entry (collection TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL,"
    " PRIMARY KEY (collection, name, value, id)) WITHOUT ROWID",
    "CREATE TABLE note (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
)

Step = Callable[[RowStorage], None]

STEPS: Mapping[int, Step] = {}
"""From version n to n + 1. Empty while there is one version only."""

VERSION = 1


def build(storage: RowStorage) -> None:
    """The tables of an empty file, in one transaction."""
    with storage.transaction():
        for table in TABLES:
            storage.rows(table)
        storage.rows(f"PRAGMA application_id = {APPLICATION}")
        storage.rows(f"PRAGMA user_version = {VERSION}")
        put_note(storage, "epoch", 0)
        put_note(storage, "keys", KEYS_VERSION)


def recognise(storage: RowStorage, version: int = VERSION) -> None:
    """RecordDamaged where the file is no record of introd, RecordTooNew where it is a later one's."""
    if number(storage.connection, "application_id") != APPLICATION:
        raise RecordDamaged("this file is no record of introd")
    found = number(storage.connection, "user_version")
    if found > version:
        raise RecordTooNew(f"written by a later introd: version {found}, known are versions up to {version}")


def bring_forward(storage: RowStorage, steps: Mapping[int, Step] = STEPS, version: int = VERSION) -> None:
    """Each missing step, then the keys where they are declared otherwise by now."""
    recognise(storage, version)
    for at in range(number(storage.connection, "user_version"), version):
        with storage.transaction():
            steps[at](storage)
            storage.rows(f"PRAGMA user_version = {at + 1}")
    if note(storage, "keys") != KEYS_VERSION:
        index_anew(storage)


def index_anew(storage: RowStorage) -> None:
    """Stores the declared keys of every document anew, in one transaction."""
    with storage.transaction():
        storage.rows("DELETE FROM entry")
        for collection in sorted(storage.collections()):
            for key in storage.ids(collection):
                storage.index_anew(collection, key)
        put_note(storage, "keys", KEYS_VERSION)


def note(storage: RowStorage, name: str) -> int:
    """A number that the record keeps about itself; 0 where it keeps none."""
    found = storage.rows("SELECT value FROM note WHERE name = ?", name)
    return int(found[0][0]) if found else 0


def put_note(storage: RowStorage, name: str, value: int) -> None:
    """Keeps a number about the record itself."""
    storage.rows("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)", name, value)


def faults(storage: RowStorage, *, thorough: bool = True) -> Iterator[str]:
    """Everything that is wrong with the file, in words; nothing for a sound one. It reads all of it."""
    broken = [str(line) for (line,) in storage.rows("PRAGMA integrity_check") if line != "ok"]
    yield from broken
    if not broken:
        yield from storage.faults(thorough=thorough)
