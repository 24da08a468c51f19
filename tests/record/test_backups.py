"""Copies of the record, one a day, and the day on which each expires."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.record import backups
from introd.record.errors import RecordRestored, RecordUnwritable
from introd.record.tiny import TinyStore, open_store

MONDAY = date(2026, 3, 2)


@pytest.fixture
def store(tmp_path: Path) -> TinyStore:
    """A record with one setting."""
    found = open_store(tmp_path / "record.sqlite", create=True)
    with found.transaction() as work:
        work.put_setting("who", "Jane Roe")
    return found


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_one_copy_a_day_that_opens_as_a_copy(store: TinyStore, tmp_path: Path) -> None:
    """The second time on a day makes none; the copy holds what the record holds, for the owner's eyes alone, and says that it is one."""
    folder = tmp_path / "deep" / "copies"
    made = backups.keep(store, folder, MONDAY, 30)
    assert made == folder / "record-2026-03-02.sqlite"
    assert backups.keep(store, folder, MONDAY, 30) is None
    assert names(folder) == ["record-2026-03-02.sqlite"]
    assert (made.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    store.close()
    with pytest.raises(RecordRestored):
        open_store(made, create=False)
    with open_store(made, create=False, restored=True) as copy, copy.view() as view:
        assert view.setting("who") == "Jane Roe"


def test_a_copy_goes_on_its_day_and_nothing_else_goes(store: TinyStore, tmp_path: Path) -> None:
    """Thirty days after it was made, not a day before; files of other names, and what a crash left of a copy, are told apart."""
    folder = tmp_path / "copies"
    backups.keep(store, folder, MONDAY, 30)
    (folder / "record-2026-03-02.sqlite.new").write_bytes(b"half")
    for other in ("record-2026-99-99.sqlite", "record-old.sqlite", "mine.sqlite", "record-2026-03-02.sqlite.gz"):
        (folder / other).write_bytes(b"")
    assert backups.expire(folder, MONDAY + timedelta(days=29), 30) == []
    gone = backups.expire(folder, MONDAY + timedelta(days=30), 30)
    assert [path.name for path in gone] == ["record-2026-03-02.sqlite", "record-2026-03-02.sqlite.new"]
    assert names(folder) == ["mine.sqlite", "record-2026-03-02.sqlite.gz", "record-2026-99-99.sqlite", "record-old.sqlite"]
    store.close()


def test_no_days_means_no_copies(store: TinyStore, tmp_path: Path) -> None:
    """With 0 days those that are there go, and none is made."""
    folder = tmp_path / "copies"
    backups.keep(store, folder, MONDAY, 30)
    assert backups.keep(store, folder, MONDAY + timedelta(days=1), 0) is None
    assert names(folder) == []
    store.close()


def test_a_folder_that_cant_be_made_is_named(store: TinyStore, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RecordUnwritable):
        backups.keep(store, tmp_path / "file" / "copies", MONDAY, 30)
    store.close()


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(1, 400), st.integers(0, 400))
def test_by_the_stated_day_no_older_copy_is_left(
    tmp_path_factory: pytest.TempPathFactory, day: date, days: int, later: int
) -> None:
    """Whatever was copied on a day or before is gone on the day that is told for it, leap years included."""
    folder = tmp_path_factory.mktemp("copies")
    for back in (0, 1, days):
        (folder / f"record-{day - timedelta(days=back)}.sqlite").write_bytes(b"Jane")
    backups.expire(folder, backups.gone_by(day, days) + timedelta(days=later), days)
    assert names(folder) == []
