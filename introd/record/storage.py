"""Documents as rows: the only SQL of the record but the schema's.

A row is (collection, id, body, checksum); `entry` holds the declared keys of each document and is changed with it. A checksum
that does not fit, or a body that is no JSON, is a damaged record and never a guess.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import reduce
from operator import xor
from typing import Any
from zlib import crc32

from introd.record.errors import RecordDamaged, RecordError, RecordUnwritable
from introd.record.file import FAILURES, in_our_words, named
from introd.record.keys import Key, keys_of, plain

Fields = dict[str, Any]


def encoded(document: Fields) -> bytes:
    """A document as stored: compact JSON, UTF-8. TypeError or ValueError for what JSON cannot hold (NaN included)."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")  # raw bytes of a header come as lone surrogates; they come back as such


def keysum(keys: Iterable[Key]) -> int:
    """A checksum of keys, in whatever order."""
    return reduce(xor, (crc32(f"{name}\0{value}".encode()) for name, value in keys), 0)


class RowStorage:
    """The rows of one file, for one thread. It holds no document in memory, so nothing outlives a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` is open, with the schema in place."""
        self.connection = connection
        self.in_transaction = False
        self.stopped: str | None = None

    # -- asking SQLite ------------------------------------------------------------------------------------------------------

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """All rows of one statement. A text that is no Unicode (raw bytes of a header, as lone surrogates) is escaped first."""
        if self.stopped is not None:
            raise RecordUnwritable(f"stopped after a commit failed: {self.stopped}")
        try:
            return self.connection.execute(sql, values).fetchall()
        except UnicodeEncodeError:
            return self.rows(sql, *(plain(value) if isinstance(value, str) else value for value in values))
        except FAILURES as error:
            raise named(error) from error

    # -- transactions -------------------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, durable when it returns. RuntimeError inside another one."""
        if self.in_transaction:
            raise RuntimeError("a transaction is already open")
        self.rows("BEGIN IMMEDIATE")
        self.in_transaction = True
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        else:
            self._commit()
        finally:
            self.in_transaction = False

    def writing(self) -> AbstractContextManager[None]:
        """Within the open transaction, or in one of its own."""
        return nullcontext() if self.in_transaction else self.transaction()

    def _commit(self) -> None:
        """Nobody knows what the disk holds after a commit that failed: from then on every verb is refused."""
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self.stopped = str(error)
            self._roll_back()
            fault = named(error)
            raise (fault if isinstance(fault, RecordDamaged) else RecordUnwritable(str(error))) from error

    def _roll_back(self) -> None:
        if not self.connection.in_transaction:  # SQLite has rolled back by itself (disk full)
            return
        try:
            self.connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            self.stopped = self.stopped or str(error)

    # -- documents ----------------------------------------------------------------------------------------------------------

    def document(self, collection: str, key: str) -> Fields | None:
        """The document, or None. RecordDamaged where its bytes are not those that were written."""
        found = self._row(collection, key)
        return self._decoded(collection, key, *found) if found else None

    def _row(self, collection: str, key: str) -> tuple[bytes, int] | None:
        found = self.rows("SELECT body, checksum FROM document WHERE collection = ? AND id = ?", collection, key)
        return found[0] if found else None

    def _decoded(self, collection: str, key: str, body: bytes, checksum: int) -> Fields:
        try:
            if crc32(body) != checksum:
                raise ValueError("its checksum does not fit")
            document: Fields = json.loads(body)
        except (ValueError, TypeError) as error:
            raise RecordDamaged(f"{collection} {key}: {error}") from error
        return document

    def replace(self, collection: str, key: str, document: Fields | None) -> None:
        """Puts a document in place of the stored one, or removes it (None). Writes nothing where nothing differs."""
        old = self._row(collection, key)
        if document is None:
            if old is not None:
                self.rows("DELETE FROM document WHERE collection = ? AND id = ?", collection, key)
                self._rekey(collection, key, self._decoded(collection, key, *old), None)
            return
        body = encoded(document)
        if old is None:
            sql = "INSERT INTO document (body, checksum, keysum, collection, id) VALUES (?, ?, ?, ?, ?)"
        elif old[0] == body:
            return
        else:
            sql = "UPDATE document SET body = ?, checksum = ?, keysum = ? WHERE collection = ? AND id = ?"
        self.rows(sql, body, crc32(body), keysum(keys_of(collection, document)), collection, key)
        self._rekey(collection, key, self._decoded(collection, key, *old) if old else None, document)

    def _rekey(self, collection: str, key: str, old: Fields | None, new: Fields | None) -> None:
        before = keys_of(collection, old) if old is not None else set()
        after = keys_of(collection, new) if new is not None else set()
        for name, value in before - after:
            self.rows("DELETE FROM entry WHERE collection=? AND name=? AND value=? AND id=?", collection, name, value, key)
        for name, value in after - before:
            self.rows("INSERT INTO entry (collection, name, value, id) VALUES (?, ?, ?, ?)", collection, name, value, key)

    def index_anew(self, collection: str, key: str) -> None:
        """Stores the keys of a document that has none stored."""
        document = self._present(collection, key)
        self._rekey(collection, key, None, document)
        keys = keysum(keys_of(collection, document))
        self.rows("UPDATE document SET keysum = ? WHERE collection = ? AND id = ?", keys, collection, key)

    def holds(self, collection: str, key: str) -> bool:
        """Whether there is such a document."""
        return bool(self.rows("SELECT 1 FROM document WHERE collection = ? AND id = ?", collection, key))

    def ids(self, collection: str) -> list[str]:
        """All ids of a collection, oldest document first."""
        return [i for (i,) in self.rows("SELECT id FROM document WHERE collection = ? ORDER BY seq", collection)]

    def ids_after(self, collection: str, after: str, before: str | None, limit: int) -> list[str]:
        """Ids in order of text, from behind `after` (exclusive) and below `before`."""
        sql = "SELECT id FROM document WHERE collection = ? AND id > ? AND (? IS NULL OR id < ?) ORDER BY id LIMIT ?"
        return [i for (i,) in self.rows(sql, collection, after, before, before, limit)]

    def count(self, collection: str) -> int:
        """How many documents a collection has."""
        return int(self.rows("SELECT count(*) FROM document WHERE collection = ?", collection)[0][0])

    def highest_number(self, collection: str) -> int:
        """The highest id that is a whole number, or 0. It looks at all ids: for generated ids only."""
        return max((int(key) for key in self.ids(collection) if key.isdecimal()), default=0)

    def collections(self) -> set[str]:
        """The names of the collections that hold a document."""
        return {name for (name,) in self.rows("SELECT DISTINCT collection FROM document")}

    def drop(self, collection: str) -> None:
        """Removes a collection."""
        self.rows("DELETE FROM document WHERE collection = ?", collection)
        self.rows("DELETE FROM entry WHERE collection = ?", collection)

    def faults(self, *, thorough: bool) -> Iterator[str]:
        """Every document whose bytes or stored keys are not those that were written, in words. It reads every row.

        `thorough`: also whether the keys are those that the document declares.
        """
        sums: dict[tuple[str, str], int] = {}
        with in_our_words():
            stored = "SELECT collection, id, CAST(name || char(0) || value AS BLOB) FROM entry"  # as `keysum` reads a key
            for collection, key, entry in self.connection.execute(stored):
                sums[collection, key] = sums.get((collection, key), 0) ^ crc32(entry)
            documents = self.connection.execute("SELECT collection, id, body, checksum, keysum FROM document")
            for collection, key, body, checksum, keys in documents:
                if sums.pop((collection, key), 0) != keys:
                    yield f"{collection} {key}: the stored keys are not its own"
                if not isinstance(body, bytes) or crc32(body) != checksum:
                    yield f"{collection} {key}: its checksum does not fit"
                elif thorough and keysum(keys_of(collection, json.loads(body))) != keys:
                    yield f"{collection} {key}: other keys are declared than stored"
        yield from (f"{collection} {key}: keys of what is not there" for collection, key in sums)

    # -- declared keys ------------------------------------------------------------------------------------------------------

    def found(self, collection: str, name: str, value: str, after: str = "", limit: int = -1) -> list[str]:
        """Ids of the documents with this key, in order of text, from behind `after`."""
        sql = "SELECT id FROM entry WHERE collection=? AND name=? AND value=? AND id>? ORDER BY id LIMIT ?"
        return [i for (i,) in self.rows(sql, collection, name, value, after, limit)]

    def between(self, collection: str, name: str, low: str, high: str, limit: int = -1) -> list[tuple[str, str]]:
        """(value, id) with low <= value < high, lowest first."""
        sql = "SELECT value, id FROM entry WHERE collection=? AND name=? AND value>=? AND value<? ORDER BY value, id LIMIT ?"
        return self.rows(sql, collection, name, low, high, limit)

    def tally(self, collection: str, name: str, low: str, high: str) -> dict[str, int]:
        """How often each value with low <= value < high occurs; reads no document."""
        sql = "SELECT value, count(*) FROM entry WHERE collection=? AND name=? AND value>=? AND value<? GROUP BY value"
        return dict(self.rows(sql, collection, name, low, high))

    def first(self, collection: str, name: str) -> str | None:
        """The lowest value of a key, or None."""
        sql = "SELECT value FROM entry WHERE collection = ? AND name = ? ORDER BY value LIMIT 1"
        found = self.rows(sql, collection, name)
        return str(found[0][0]) if found else None

    # -- what TinyDB asks of a storage --------------------------------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Fields]]:
        """Everything: no table of ours asks for it, but TinyDB's API has it."""
        return {name: {key: self._present(name, key) for key in self.ids(name)} for name in self.collections()}

    def _present(self, collection: str, key: str) -> Fields:
        document = self.document(collection, key)
        if document is None:
            raise RecordDamaged(f"{collection} {key}: listed, but not there")
        return document

    def write(self, data: dict[str, dict[str, Fields]]) -> None:
        """Puts `data` in place of everything."""
        with self.writing():
            for name in self.collections():
                self.drop(name)
            for name, documents in data.items():
                for key, document in documents.items():
                    self.replace(name, str(key), document)

    def close(self) -> None:
        """Closes the file. What was not committed is gone."""
        try:
            self.connection.close()
        except sqlite3.Error as error:
            raise RecordError(str(error)) from error
