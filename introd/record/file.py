"""One SQLite file: how it is opened, and what its errors mean in the record's own words.

WAL mode with synchronous=FULL: a commit has returned only when the operating system says that its bytes are on the disk.
secure_delete overwrites what is deleted. Nothing here opens the file but SQLite itself: to close any other descriptor of it in
this process would drop SQLite's locks (POSIX advisory locks belong to the process).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from introd.record.errors import RecordDamaged, RecordError, RecordLocked, RecordUnwritable

APPLICATION = 0x696E7472
"""`intr` in the file's header: says whose file it is."""

PRAGMAS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",  # VACUUM would write names into a file elsewhere
    "PRAGMA cache_size = -32000",  # 32 MB
    "PRAGMA journal_size_limit = 8388608",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)

_MEANING: dict[int, type[RecordError]] = {
    sqlite3.SQLITE_ERROR: RecordDamaged,  # our statements are sound: a table is not as it should be
    sqlite3.SQLITE_CORRUPT: RecordDamaged,
    sqlite3.SQLITE_NOTADB: RecordDamaged,
    sqlite3.SQLITE_FULL: RecordUnwritable,
    sqlite3.SQLITE_IOERR: RecordUnwritable,
    sqlite3.SQLITE_READONLY: RecordUnwritable,
    sqlite3.SQLITE_CANTOPEN: RecordUnwritable,
    sqlite3.SQLITE_PERM: RecordUnwritable,
}


FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises, and what Python does where a damaged file makes SQLite say something that is no UTF-8."""


def named(error: sqlite3.Error | UnicodeDecodeError) -> RecordError:
    """The record's error for an SQLite error (result codes: https://sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == 0 and isinstance(error, (sqlite3.OperationalError, UnicodeDecodeError)):
        return RecordDamaged(str(error))  # a stored text that is no UTF-8: Python's own complaint, without a code
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RecordLocked(f"another user of the file ({error})")
    return _MEANING.get(code, RecordError)(str(error))


@contextmanager
def in_our_words() -> Iterator[None]:
    """Within it an sqlite3.Error leaves as a RecordError."""
    try:
        yield
    except FAILURES as error:
        raise named(error) from error


def connect(path: Path, *, patience: float = 5.0) -> sqlite3.Connection:
    """A connection that writes, for the thread that opens it. `patience`: seconds to wait for a reader or a checkpoint."""
    with in_our_words():
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    return _prepared(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", *PRAGMAS)


def connect_reader(path: Path, *, patience: float = 5.0) -> sqlite3.Connection:
    """A connection that cannot write; it works while a daemon holds the record, and sees the last commit."""
    with in_our_words():
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    return _prepared(connection, "PRAGMA query_only = ON", "PRAGMA temp_store = MEMORY")


def _prepared(connection: sqlite3.Connection, *pragmas: str) -> sqlite3.Connection:
    """With these settings; closed where one of them cannot be had."""
    try:
        with in_our_words():
            said = [connection.execute(pragma).fetchone() for pragma in pragmas]
        if said[0] not in (None, ("wal",)):
            raise RecordUnwritable("this file system cannot hold a write-ahead log")
    except BaseException:
        connection.close()
        raise
    return connection


def number(connection: sqlite3.Connection, pragma: str) -> int:
    """The value of a pragma that is a number."""
    with in_our_words():
        found: Any = connection.execute(f"PRAGMA {pragma}").fetchone()
        return int(found[0])
