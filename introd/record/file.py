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
    sqlite3.SQLITE_CORRUPT: RecordDamaged,
    sqlite3.SQLITE_NOTADB: RecordDamaged,
    sqlite3.SQLITE_FULL: RecordUnwritable,
    sqlite3.SQLITE_IOERR: RecordUnwritable,
    sqlite3.SQLITE_READONLY: RecordUnwritable,
    sqlite3.SQLITE_CANTOPEN: RecordUnwritable,
    sqlite3.SQLITE_PERM: RecordUnwritable,
}


def named(error: sqlite3.Error) -> RecordError:
    """The record's error for an SQLite error (result codes: https://sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RecordLocked(f"another user of the file ({error})")
    return _MEANING.get(code, RecordDamaged)(str(error))


@contextmanager
def in_our_words() -> Iterator[None]:
    """Within it an sqlite3.Error leaves as a RecordError."""
    try:
        yield
    except sqlite3.Error as error:
        raise named(error) from error


def connect(path: Path, *, patience: float = 5.0) -> sqlite3.Connection:
    """A connection that writes, for the thread that opens it. `patience`: seconds to wait for a reader or a checkpoint."""
    with in_our_words():
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise RecordUnwritable("this file system cannot hold a write-ahead log")
        connection.execute("PRAGMA synchronous = FULL")
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection


def connect_reader(path: Path, *, patience: float = 5.0) -> sqlite3.Connection:
    """A connection that cannot write; it works while a daemon holds the record, and sees the last commit."""
    with in_our_words():
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection


def number(connection: sqlite3.Connection, pragma: str) -> int:
    """The value of a pragma that is a number."""
    with in_our_words():
        found: Any = connection.execute(f"PRAGMA {pragma}").fetchone()
        return int(found[0])
