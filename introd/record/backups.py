"""Copies of the record that introd makes itself: one a day, each of which expires on a stated day, with all who are in it.

`record-2026-03-02.sqlite` in a folder of the operator's. Only files of such a name are ever removed.
"""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from pathlib import Path

from introd.record.errors import RecordUnwritable
from introd.record.store import Store

_NAME = re.compile(r"record-(\d{4}-\d\d-\d\d)\.sqlite(?:\.new)?")


def gone_by(day: date, days: int) -> date:
    """The day by which no backup holds what the record held on `day`."""
    return day + timedelta(days=days)


def keep(store: Store, folder: Path, today: date, days: int) -> Path | None:
    """Remove what has expired, and make today's copy where there is none; the new copy. With 0 `days` none is kept.

    Raises RecordUnwritable where the folder can't be used.
    """
    expire(folder, today, days)
    target = folder / f"record-{today.isoformat()}.sqlite"
    if days == 0 or target.exists():
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise RecordUnwritable(str(error)) from error
    store.backup(target)
    return target


def expire(folder: Path, today: date, days: int) -> list[Path]:
    """Remove the copies whose day has come; which. One that is dated tomorrow (a clock that was wrong) expires by its own time."""
    old = [path for path in made(folder) if _day(path) is not None and gone_by(_day(path) or today, days) <= today]
    for path in old:
        try:
            os.unlink(path)
        except OSError as error:
            raise RecordUnwritable(f"{path}: {error.strerror}") from error
    return old


def made(folder: Path) -> list[Path]:
    """The copies in a folder, the oldest first."""
    return sorted(path for path in folder.glob("record-*") if path.is_file() and _day(path) is not None)


def _day(path: Path) -> date | None:
    found = _NAME.fullmatch(path.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
