"""TinyStore: the verbs of `store.py` over TinyDB, whose documents are rows of one SQLite file.

Opening is where a record is refused: locked by another process, gone, emptied, damaged, out of a backup, or of a later version.
A store belongs to the thread that opened it. Reading from elsewhere goes through `open_view`, which needs no lock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from introd.record import guard, schema
from introd.record.errors import RecordDamaged, RecordLocked, RecordRestored, RecordUnwritable
from introd.record.file import connect, connect_reader, in_our_words
from introd.record.reading import TinyView
from introd.record.rows import RowBase
from introd.record.storage import RowStorage
from introd.record.store import Store, Transaction, View
from introd.record.writing import TinyTransaction


def open_store(path: Path, *, create: bool, restored: bool = False) -> TinyStore:
    """Opens the record at `path`, or makes it where `create` says that this is the first start.

    `restored` says that the record came out of a backup; a copy is refused without it. It sets the setting `restored` ({"epoch": n}):
    until somebody removes it, nothing may leave. Raises RecordMissing, RecordLocked, RecordEmptied, RecordDamaged, RecordRestored, RecordTooNew, RecordUnwritable.
    """
    path = Path(path)
    if create:
        _folder(path.parent)
    else:
        guard.require(path)
    lock = guard.Lock(path)
    try:
        if create and not guard.in_place(path):
            _make(path)
        guard.require(path)
        return TinyStore(path, lock, _opened(path, restored=restored))
    except BaseException:
        lock.release()
        raise


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise RecordUnwritable(str(error)) from error


def _make(path: Path) -> None:
    """A new record under another name, then in place at once: no crash leaves half a record under its own name."""
    fresh = guard.beside(path, "new")
    try:
        for left in (fresh, Path(f"{fresh}-wal"), Path(f"{fresh}-shm")):
            left.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        storage = RowStorage(connect(fresh))
        try:
            schema.build(storage)
        finally:
            storage.close()
        fresh.replace(path)
        guard.sync_folder(path.parent)
    except OSError as error:
        raise RecordUnwritable(str(error)) from error


def _opened(path: Path, *, restored: bool) -> RowStorage:
    guard.discard_foreign_log(path, restored=restored)
    with suppress(OSError):  # the log takes its mode from the file; where the file is not ours, opening it will tell
        path.chmod(0o600)
    storage = RowStorage(connect(path))
    try:
        schema.recognise(storage)
        _sound(storage)
        schema.bring_forward(storage)
        _count_opening(path, storage, restored=restored)
    except BaseException:
        storage.close()
        raise
    return storage


def _sound(storage: RowStorage) -> None:
    """RecordDamaged where SQLite or a checksum says so. It reads the file once."""
    for fault in schema.faults(storage, thorough=False):
        raise RecordDamaged(fault)


def _count_opening(path: Path, storage: RowStorage, *, restored: bool) -> None:
    """Raises the epoch, in the record first. A record below the marker, or one that knows to be a copy, came from a backup."""
    epoch, marked = schema.note(storage, "epoch"), guard.marked_epoch(path)
    old = epoch < marked or schema.note(storage, "copy") > 0
    if old and not restored:
        raise RecordRestored(f"{path} is a copy of an earlier day (opening {epoch}; the last one here was {marked})")
    copied = old or (restored and epoch > 0)  # a whole folder out of a backup looks sound: whoever says what it is, is believed
    epoch = max(epoch, marked) + 1
    base = RowBase(storage)
    with storage.transaction():
        schema.put_note(storage, "epoch", epoch)
        schema.put_note(storage, "copy", 0)
        if copied:
            TinyTransaction(base, storage).put_setting("restored", {"epoch": epoch})
    guard.mark(path, epoch)


@contextmanager
def open_view(path: Path) -> Iterator[View]:
    """Reading without the lock, also while a daemon runs: one moment of the record.

    Raises RecordMissing, RecordEmptied, RecordDamaged, RecordTooNew.
    """
    guard.require(Path(path))
    storage = RowStorage(connect_reader(Path(path)))
    try:
        schema.recognise(storage)
        storage.rows("BEGIN")
        yield TinyView(RowBase(storage), storage)
    finally:
        storage.close()


class TinyStore:
    """A `store.Store`. Made by `open_store`."""

    def __init__(self, path: Path, lock: guard.Lock, storage: RowStorage) -> None:
        """Takes over the lock and the open rows."""
        self.path = path
        self._lock, self._storage = lock, storage
        self._base = RowBase(storage)
        self._work = TinyTransaction(self._base, storage)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """`Store.transaction`. RecordUnwritable where the commit failed: from then on every verb says so."""
        with self._storage.transaction():
            yield self._work

    @contextmanager
    def view(self) -> Iterator[View]:
        """`Store.view`."""
        with open_view(self.path) as view:
            yield view

    def check(self) -> list[str]:
        """`Store.check`."""
        return list(schema.faults(self._storage))

    def scrub(self) -> None:
        """`Store.scrub`. RecordLocked where a reader keeps an old moment open for longer than five seconds."""
        self._storage.rows("VACUUM")
        busy = self._storage.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if busy:
            raise RecordLocked("a reader of the record")

    def backup(self, target: Path) -> None:
        """`Store.backup`. `target` is replaced at once, when the copy is whole; its mode is 0600."""
        fresh = guard.beside(target, "new")
        try:
            fresh.unlink(missing_ok=True)
            os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            _copy(self.path, fresh)
            fresh.replace(target)
            guard.sync_folder(target.absolute().parent)
        except OSError as error:
            raise RecordUnwritable(str(error)) from error

    def close(self) -> None:
        """`Store.close`."""
        try:
            self._storage.close()
        finally:
            self._lock.release()

    def __enter__(self) -> TinyStore:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()


def _copy(source: Path, target: Path) -> None:
    """All pages in one read, then the note that it is a copy. Without a write-ahead log: the copy is one file."""
    with in_our_words():
        reader, copy = connect_reader(source), sqlite3.connect(target, isolation_level=None)
        try:
            reader.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("PRAGMA synchronous = FULL")
            copy.execute("INSERT OR REPLACE INTO note (name, value) VALUES ('copy', 1)")
        finally:
            copy.close()
            reader.close()


_meets_the_contract: type[Store] = TinyStore
