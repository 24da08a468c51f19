"""What stands around the file: the lock that says who holds it, and the marker that says that there was a record.

Beside `introd.db` lie `introd.db.lock` (flock; its text names the holder) and `introd.db.mark`. The marker holds the epoch: a
number that every opening raises, in the record first. A record whose epoch is below the marker's is an older copy.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from introd.record.errors import (
    RecordDamaged,
    RecordEmptied,
    RecordLocked,
    RecordMissing,
    RecordRestored,
    RecordUnwritable,
)


def beside(path: Path, ending: str) -> Path:
    """`/var/lib/introd/introd.db` and `mark` → `/var/lib/introd/introd.db.mark`."""
    return path.with_name(f"{path.name}.{ending}")


def in_place(path: Path) -> bool:
    """Whether there is a record to open.

    False: there is none, and none ever was. RecordEmptied: there was one, and its file is gone or has no bytes.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        traces = [trace for trace in (beside(path, "mark"), Path(f"{path}-wal")) if trace.exists()]
        if traces:
            raise RecordEmptied(f"{path} is gone, but a record was here: {traces[0]} says so") from None
        return False
    except OSError as error:
        raise RecordUnwritable(str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise RecordDamaged(f"{path} is no file")
    if found.st_size == 0:
        raise RecordEmptied(f"{path} has no bytes. A record never has none: bring back a backup")
    return True


def require(path: Path) -> None:
    """`in_place`, with RecordMissing where there is none."""
    if not in_place(path):
        raise RecordMissing(f"there is no record at {path}")


class Lock:
    """Held from `__init__` to `release`, by this process alone. The system drops it when the process dies."""

    def __init__(self, path: Path) -> None:
        """Takes the lock of the record at `path`; RecordLocked where another has it."""
        self._path = beside(path, "lock")
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise RecordUnwritable(str(error)) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise RecordLocked(holder(path) or "another process") from None
        self._write(json.dumps({"process": os.getpid(), "host": socket.gethostname()}))

    def _write(self, text: str) -> None:
        try:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, text.encode(), 0)
        except OSError as error:
            raise RecordUnwritable(str(error)) from error

    def release(self) -> None:
        """Lets go. The file stays: to unlink it would let two processes lock two files of one name."""
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1


def holder(path: Path) -> str | None:
    """Who holds the record, in words: "introd, process 1234 on host h since …"; None where nobody says so."""
    lock = beside(path, "lock")
    try:
        said = json.loads(lock.read_text())
        since = datetime.fromtimestamp(lock.stat().st_mtime, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        return f"introd, process {said['process']} on host {said['host']} since {since}"
    except (OSError, ValueError, KeyError, TypeError):
        return None


def marked_epoch(path: Path) -> int:
    """The epoch of the last opening; 0 where there is no marker, or one that cannot be read."""
    try:
        said: Any = json.loads(beside(path, "mark").read_text())
        return int(said["epoch"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def mark(path: Path, epoch: int) -> None:
    """Writes the marker: a new file, synced, in place of the old one."""
    text = {"epoch": epoch, "note": "A record of introd is here. Without its file introd refuses to start."}
    fresh = beside(path, "mark.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(json.dumps(text) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(beside(path, "mark"))
        sync_folder(path.parent)
    except OSError as error:
        raise RecordUnwritable(str(error)) from error


def sync_folder(folder: Path) -> None:
    """Makes names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard_foreign_log(path: Path, *, restored: bool) -> None:
    """Guards against a write-ahead log that belongs to another file: SQLite would apply it.

    A copy out of a backup has no log of its own (byte 18 of its header says 1, in use it says 2; https://sqlite.org/fileformat.html
    section 1.3), so a log beside it was left by the record that it replaces. RecordRestored; with `restored` the log is removed.
    """
    logs = [log for log in (Path(f"{path}-wal"), Path(f"{path}-shm")) if log.exists()]
    try:
        with path.open("rb") as file:
            header = file.read(20)
    except OSError as error:
        raise RecordUnwritable(str(error)) from error
    if not logs or header[18:19] != b"\x01":
        return
    if not restored:
        raise RecordRestored(f"{path} is a copy out of a backup, and {logs[0]} is left of the record before it")
    for log in logs:
        log.unlink()
