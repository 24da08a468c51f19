"""Opening: a first start, and every reason to refuse."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from pathlib import Path
from random import Random
from re import subn

import pytest

from introd.record import guard, schema
from introd.record.errors import (
    RecordDamaged,
    RecordEmptied,
    RecordError,
    RecordLocked,
    RecordMissing,
    RecordRestored,
    RecordTooNew,
    RecordUnwritable,
)
from introd.record.file import connect
from introd.record.storage import RowStorage
from introd.record.tiny import open_store, open_view

from .samples import at, introduction, letter


def with_content(path: Path, count: int = 3) -> None:
    """Makes a record with some introductions, and closes it."""
    with open_store(path, create=True) as store, store.transaction() as work:
        for n in range(count):
            work.put_introduction(introduction(f"r{n}", why="because " * 100), expect=0)
            work.owe(letter(f"r{n}/1"))


def references(path: Path) -> list[str]:
    """What a view finds."""
    with open_view(path) as view:
        return [document["reference"] for document in view.introductions()]


def test_a_first_start_has_to_say_so(path: Path) -> None:
    """Without `create` nothing is made: no record, no folder."""
    with pytest.raises(RecordMissing):
        open_store(path, create=False)
    assert not path.parent.exists()
    path.parent.mkdir()
    with pytest.raises(RecordMissing):
        open_store(path, create=False)
    with pytest.raises(RecordMissing), open_view(path):
        pass
    assert list(path.parent.iterdir()) == []


def test_a_record_is_made_and_opened_again(path: Path) -> None:
    """What was stored is there at the next opening, with `create` or without."""
    with_content(path)
    for create in (False, True):
        with open_store(path, create=create) as store, store.view() as view:
            assert len(view.introductions()) == 3
            assert store.check() == []


def test_only_the_owner_may_read(path: Path) -> None:
    """The folder that introd makes is 0700, each file in it 0600, the log of a running store included; so is a backup."""
    with_content(path)
    path.chmod(0o644)
    with open_store(path, create=False) as store:
        with store.transaction() as work:
            work.put_setting("a", 1)
        store.backup(path.with_name("copy.db"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"introd.db-wal", "introd.db.mark", "introd.db.lock", "copy.db"} <= modes.keys()
    assert path.parent.stat().st_mode & 0o777 == 0o700


# -- one process ----------------------------------------------------------------------------------------------------------------


def test_a_second_daemon_is_told_who_holds_it(path: Path) -> None:
    """RecordLocked names the process and the host; when the first lets go, the second may have it."""
    with open_store(path, create=True):
        with pytest.raises(RecordLocked) as caught:
            open_store(path, create=False)
        assert f"introd, process {os.getpid()} on host {socket.gethostname()} since 20" in str(caught.value)
        assert caught.value.holder == guard.holder(path)
    assert guard.holder(path) is None
    open_store(path, create=False).close()


def test_a_holder_that_does_not_say_its_name(path: Path) -> None:
    """A lock without a readable text is still a lock."""
    with open_store(path, create=True):
        guard.beside(path, "lock").write_text("{")
        with pytest.raises(RecordLocked, match="held by another process"):
            open_store(path, create=False)


def test_a_view_works_beside_the_daemon(path: Path) -> None:
    """Reading takes no lock, sees each commit, and cannot write."""
    with_content(path)
    with open_store(path, create=False) as store:
        with store.transaction() as work:
            work.put_introduction(introduction("new"), expect=0)
        assert references(path) == ["new", "r0", "r1", "r2"]
        with open_view(path) as view, pytest.raises(RecordUnwritable):
            view._storage.rows("DELETE FROM document")  # type: ignore[attr-defined]
    assert references(path) == ["new", "r0", "r1", "r2"]


def test_a_failed_opening_lets_go(path: Path) -> None:
    """A record that was refused is not held."""
    with_content(path)
    whole = path.read_bytes()
    path.write_bytes(b"no record at all" * 1000)
    with pytest.raises(RecordDamaged):
        open_store(path, create=False)
    path.write_bytes(whole)
    open_store(path, create=False).close()


# -- gone, emptied, damaged -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("create", [True, False])
def test_an_emptied_file_is_refused(path: Path, create: bool) -> None:
    """A record of no bytes is never taken for a new one, with or without its marker."""
    with_content(path)
    path.write_bytes(b"")
    with pytest.raises(RecordEmptied):
        open_store(path, create=create)
    with pytest.raises(RecordEmptied), open_view(path):
        pass
    guard.beside(path, "mark").unlink()
    with pytest.raises(RecordEmptied):
        open_store(path, create=create)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("create", [True, False])
def test_a_vanished_file_is_refused(path: Path, create: bool) -> None:
    """Where a record was, its absence is no first start."""
    with_content(path)
    path.unlink()
    with pytest.raises(RecordEmptied, match="mark says so"):
        open_store(path, create=create)
    assert not path.exists()


def test_a_log_without_its_record_is_refused(path: Path) -> None:
    """A write-ahead log that lies there alone would be applied to a new record: no new one is made."""
    path.parent.mkdir()
    Path(f"{path}-wal").write_bytes(b"frames")
    with pytest.raises(RecordEmptied, match="wal"):
        open_store(path, create=True)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.97])
def test_a_truncated_file_is_refused(path: Path, share: float) -> None:
    """Whatever part of the file is left, it is damaged, and it is not touched."""
    with_content(path, 200)
    left = path.read_bytes()[: int(path.stat().st_size * share)]
    path.write_bytes(left)
    with pytest.raises(RecordDamaged):
        open_store(path, create=True)
    assert path.read_bytes() == left


@pytest.mark.parametrize("start", range(0, 40, 4))
def test_overwritten_pages_are_refused_or_harmless(path: Path, start: int) -> None:
    """Two pages of rubbish anywhere: the opening refuses, or every document is still there and the check finds nothing."""
    with_content(path, 60)
    whole = path.read_bytes()
    offset = start * 4096 + 100
    assert offset < len(whole)
    path.write_bytes(whole[:offset] + Random(start).randbytes(8192) + whole[offset + 8192 :])
    try:
        store = open_store(path, create=False)
    except RecordDamaged:
        return
    with store, store.view() as view:
        assert len(list(view.export())) == 120
        assert store.check() == []


def test_an_index_that_leads_elsewhere_is_refused(path: Path) -> None:
    """An id that was changed in SQLite's own index, where no checksum of ours lies: the opening refuses, the check says why."""
    with_content(path)
    whole, changes = subn(rb"introductionr1(?!\{)", b"introductionr8", path.read_bytes())
    assert changes == 1
    path.write_bytes(whole)
    storage = raw(path)
    assert any("missing from index" in fault for fault in schema.faults(storage))
    storage.close()
    with pytest.raises(RecordDamaged, match="index"):
        open_store(path, create=False)


def test_one_wrong_letter_is_refused(path: Path) -> None:
    """A single changed byte within a document, which SQLite does not notice, is damage."""
    with_content(path)
    whole = path.read_bytes()
    assert whole.count(b"because because") > 0
    path.write_bytes(whole.replace(b"because because", b"because betause", 1))
    with pytest.raises(RecordDamaged, match="checksum"):
        open_store(path, create=False)


def test_a_foreign_database_is_refused(path: Path) -> None:
    """Another program's SQLite file is not ours to change."""
    path.parent.mkdir()
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE theirs (x)")
    foreign.close()
    with pytest.raises(RecordDamaged, match="no record of introd"):
        open_store(path, create=True)
    with pytest.raises(RecordDamaged), open_view(path):
        pass


def test_a_folder_is_no_record(path: Path) -> None:
    """A folder in the record's place is refused by name."""
    path.mkdir(parents=True)
    with pytest.raises(RecordError):
        open_store(path, create=True)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where the folder should be: RecordUnwritable, with the reason."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(RecordUnwritable):
        open_store(tmp_path / "file" / "introd.db", create=True)
    with pytest.raises(RecordUnwritable):
        open_store(tmp_path / "file" / "introd.db", create=False)


def test_a_first_start_that_was_cut_off_is_begun_anew(path: Path) -> None:
    """What a crash left of a record that never came to its name does not stop the next start."""
    path.parent.mkdir()
    guard.beside(path, "new").write_bytes(b"half")
    Path(f"{path}.new-wal").write_bytes(b"half")
    open_store(path, create=True).close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["introd.db", "introd.db.lock", "introd.db.mark"]


# -- copies ---------------------------------------------------------------------------------------------------------------------


def test_an_older_copy_is_noticed(path: Path) -> None:
    """A file from before the last opening is refused; accepted, it says so in a setting until somebody removes that."""
    with_content(path)
    shutil.copy(path, path.with_name("yesterday"))
    with open_store(path, create=False) as store, store.transaction() as work:
        work.mark_seen("<1@mail.example>", at(9), "answer")
    shutil.copy(path.with_name("yesterday"), path)
    with pytest.raises(RecordRestored):
        open_store(path, create=False)
    with open_store(path, create=False, restored=True) as store, store.transaction() as work:
        assert work.setting("restored") == {"epoch": 3}
        assert not work.seen("<1@mail.example>")
        work.put_setting("restored", None)
    with open_store(path, create=False) as store, store.view() as view:
        assert view.setting("restored") is None


def test_a_backup_is_whole_and_knows_what_it_is(path: Path) -> None:
    """A copy taken from a running store has all that was committed, needs no log, and is not opened as the record unasked."""
    with_content(path)
    target = path.with_name("copy.db")
    with open_store(path, create=False) as store:
        with store.transaction() as work:
            work.put_introduction(introduction("late"), expect=0)
        store.backup(target)
        store.backup(target)
        assert references(target) == ["late", "r0", "r1", "r2"]
        assert [file.name for file in path.parent.iterdir() if file.name.startswith("copy.db")] == ["copy.db"]
    elsewhere = path.parent / "new" / "introd.db"
    elsewhere.parent.mkdir()
    shutil.copy(target, elsewhere)
    with pytest.raises(RecordRestored):
        open_store(elsewhere, create=False)
    with open_store(elsewhere, create=False, restored=True) as store:
        assert store.check() == []
    assert references(elsewhere) == ["late", "r0", "r1", "r2"]


def test_a_backup_put_beside_the_log_of_another_record(path: Path) -> None:
    """A log that the replaced record left is never applied to a copy: refused, and removed when the copy is accepted."""
    with_content(path)
    with open_store(path, create=False) as store:
        store.backup(path.with_name("copy.db"))
        with store.transaction() as work:
            work.put_introduction(introduction("lost"), expect=0)
        log = Path(f"{path}-wal").read_bytes()
    assert len(log) > 4096
    shutil.copy(path.with_name("copy.db"), path)
    Path(f"{path}-wal").write_bytes(log)
    with pytest.raises(RecordRestored, match="wal"):
        open_store(path, create=False)
    with open_store(path, create=False, restored=True) as store:
        assert store.check() == []
    assert references(path) == ["r0", "r1", "r2"]


def test_a_backup_that_cannot_be_written(path: Path) -> None:
    """No such folder: RecordUnwritable, and the store goes on."""
    with_content(path)
    with open_store(path, create=False) as store:
        with pytest.raises(RecordUnwritable):
            store.backup(path.parent / "nowhere" / "copy.db")
        with store.transaction() as work:
            work.put_setting("a", 1)


def test_a_lost_or_broken_marker_is_written_anew(path: Path) -> None:
    """The record alone is enough to start; the marker comes back."""
    with_content(path)
    for damage in (lambda mark: mark.unlink(), lambda mark: mark.write_text("{"), lambda mark: mark.write_text("[]")):
        damage(guard.beside(path, "mark"))
        before = guard.marked_epoch(path)
        open_store(path, create=False).close()
        assert before == 0
        assert guard.marked_epoch(path) > 1


# -- versions -------------------------------------------------------------------------------------------------------------------


def raw(path: Path) -> RowStorage:
    """The rows without any of the opening's care."""
    return RowStorage(connect(path))


def test_a_later_version_is_refused(path: Path) -> None:
    """A record of a later introd is left alone."""
    with_content(path)
    storage = raw(path)
    storage.rows(f"PRAGMA user_version = {schema.VERSION + 1}")
    storage.close()
    with pytest.raises(RecordTooNew, match=str(schema.VERSION + 1)):
        open_store(path, create=False)
    with pytest.raises(RecordTooNew), open_view(path):
        pass


def test_an_older_version_is_brought_forward(path: Path) -> None:
    """Every missing step runs once, in order; a step that fails leaves the version before it."""
    with_content(path)
    storage = raw(path)
    ran: list[int] = []

    def second(rows: RowStorage) -> None:
        ran.append(2)
        rows.replace("setting", "by step 2", {"value": True})
        if len(ran) < 3:
            raise LookupError

    steps = {schema.VERSION: lambda _: ran.append(1), schema.VERSION + 1: second}
    with pytest.raises(LookupError):
        schema.bring_forward(storage, steps, schema.VERSION + 2)
    assert storage.document("setting", "by step 2") is None
    schema.bring_forward(storage, steps, schema.VERSION + 2)
    schema.bring_forward(storage, steps, schema.VERSION + 2)
    assert ran == [1, 2, 2]
    assert storage.document("setting", "by step 2") == {"value": True}
    storage.close()


def test_other_keys_are_stored_anew(path: Path) -> None:
    """A record whose keys were declared by another version finds everything again."""
    with_content(path)
    storage = raw(path)
    storage.rows("UPDATE entry SET name = 'tok' WHERE name = 'token'")
    schema.put_note(storage, "keys", schema.KEYS_VERSION - 1)
    storage.close()
    with open_store(path, create=False) as store:
        assert store.check() == []
        with store.view() as view:
            assert view.introduction_of_token("r1-one") is not None


def test_a_whole_folder_out_of_a_backup_is_believed_to_be_one(path: Path) -> None:
    """File and marker are of the same day, so nothing shows: who says that it came out of a backup is believed. A new record came out of none."""
    with open_store(path, create=True, restored=True) as store, store.view() as view:
        assert view.setting("restored") is None
    with open_store(path, create=False, restored=True) as store, store.view() as view:
        assert view.setting("restored") == {"epoch": 2}
