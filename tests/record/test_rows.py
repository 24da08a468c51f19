"""Rows: what is written, what is undone, and what a failure leaves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from introd.record import schema
from introd.record.errors import RecordDamaged, RecordError, RecordLocked, RecordUnwritable
from introd.record.file import connect, named
from introd.record.keys import keys_of
from introd.record.rows import RowBase
from introd.record.storage import RowStorage, keysum
from introd.record.store import Transaction
from introd.record.tiny import TinyStore, open_store

from .samples import LIZ, at, introduction, letter, person


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[RowStorage]:
    """An empty file with its tables."""
    opened = RowStorage(connect(tmp_path / "rows.db"))
    schema.build(opened)
    yield opened
    opened.close()


@pytest.fixture
def db(storage: RowStorage) -> RowBase:
    """The same as a TinyDB."""
    return RowBase(storage)


def statements(storage: RowStorage, beginning: str) -> list[str]:
    """From now on: the statements that begin so, as they are run."""
    said: list[str] = []
    storage.connection.set_trace_callback(lambda sql: said.append(sql) if sql.startswith(beginning) else None)
    return said


def test_only_what_changed_is_written(db: RowBase, storage: RowStorage) -> None:
    """An update that looks at a hundred documents and changes one writes one row."""
    db.insert_multiple({"n": n} for n in range(100))
    written = statements(storage, "UPDATE")
    db.update(lambda document: document.update(n=-1) if document["n"] == 50 else None)
    assert len(written) == 1
    assert db.count(where("n") == -1) == 1


def test_equal_numbers_of_other_types_are_a_change(db: RowBase) -> None:
    """True in place of 1 is written, though Python calls them equal."""
    db.insert({"n": 1})
    db.update({"n": True})
    assert db.all()[0]["n"] is True


def test_put_replaces_and_fetch_reads(db: RowBase) -> None:
    """`put` leaves nothing of the document before; `fetch` gives it plain."""
    table = db.collection("setting")
    table.put("a", {"x": 1})
    table.put("a", {"y": 2})
    assert table.fetch("a") == {"y": 2}
    assert table.fetch("b") is None


def test_a_rollback_restores_every_table(db: RowBase) -> None:
    """Inserts, updates, removals and truncations in two tables are all undone, and are not answered from memory."""
    one, two = db.collection("one"), db.collection("two")
    one.insert_multiple([{"n": 1}, {"n": 2}])
    two.insert({"n": 3})

    def fail() -> None:
        with db.transaction():
            one.update({"n": 9})
            two.truncate()
            two.insert({"n": 8})
            assert one.count(where("n") == 9) == 2
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert one.all() == [{"n": 1}, {"n": 2}]
    assert one.count(where("n") == 9) == 0
    assert two.all() == [{"n": 3}]


def test_what_json_cannot_hold_is_refused(db: RowBase) -> None:
    """An object or a NaN leaves the table as it was."""
    for bad in (object(), float("nan"), {1, 2}):
        with pytest.raises((TypeError, ValueError)):
            db.insert({"bad": bad})
    assert len(db) == 0


def test_a_commit_is_synced(storage: RowStorage) -> None:
    """The settings that durability hangs on: a write-ahead log, synchronous FULL, and zeros over what is deleted."""
    settings = {name: storage.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "secure_delete")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_a_full_disk_is_said_and_undone(storage: RowStorage, db: RowBase) -> None:
    """A write that finds no room raises RecordUnwritable and leaves the table as it was; with room the same store goes on."""
    db.insert({"n": 1})
    pages = storage.rows("PRAGMA page_count")[0][0]
    storage.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordUnwritable, match="full"):
        db.insert({"n": 2, "text": "x" * 100_000})
    assert db.all() == [{"n": 1}]
    storage.rows(f"PRAGMA max_page_count = {pages + 1000}")
    db.insert({"n": 3, "text": "x" * 100_000})
    assert len(db) == 2


class FailingCommit(sqlite3.Connection):
    """A connection whose commit fails, as it does when the disk cannot sync."""

    failing = False

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Fails a COMMIT, if told to."""
        if self.failing and sql == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error
        return super().execute(sql, parameters)


def test_nothing_works_after_a_commit_that_failed(tmp_path: Path) -> None:
    """When a commit raises, nobody knows what the disk holds: every further verb is refused until the file is opened anew."""
    schema.build(first := RowStorage(connect(tmp_path / "rows.db")))
    first.close()
    connection = sqlite3.connect(tmp_path / "rows.db", isolation_level=None, factory=FailingCommit)
    storage = RowStorage(connection)
    db = RowBase(storage)
    db.insert({"n": 1})
    connection.failing = True
    with pytest.raises(RecordUnwritable, match="disk I/O"):
        db.insert({"n": 2})
    connection.failing = False
    for verb in (db.all, lambda: db.insert({"n": 3}), lambda: db.get(doc_id="1")):
        with pytest.raises(RecordUnwritable, match="stopped"):
            verb()
    db.close()
    with RowBase(RowStorage(connect(tmp_path / "rows.db"))) as again:
        assert again.all() == [{"n": 1}]


def test_another_writer_is_named(tmp_path: Path, storage: RowStorage) -> None:
    """A foreign program that writes the file is RecordLocked, after waiting, and not a crash."""
    other = connect(tmp_path / "rows.db", patience=0.01)
    storage.rows("BEGIN IMMEDIATE")
    with pytest.raises(RecordLocked, match="another user"):
        RowBase(RowStorage(other)).insert({"n": 1})
    storage.rows("ROLLBACK")
    other.close()


def test_a_changed_byte_is_damage(storage: RowStorage, db: RowBase) -> None:
    """A document whose bytes are not those that were written is never given out."""
    db.insert({"answer": "yes"})
    body = storage.rows("SELECT body FROM document")[0][0]
    storage.rows("UPDATE document SET body = ?", body.replace(b"yes", b"yEs"))
    with pytest.raises(RecordDamaged, match="checksum"):
        db.get(doc_id="1")
    for thorough in (True, False):
        assert list(schema.faults(storage, thorough=thorough)) == ["_default 1: its checksum does not fit"]


LOST = "introduction k3x9: the stored keys are not its own"


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("DELETE FROM entry WHERE name = 'token' AND value LIKE '%one'", LOST),
        ("UPDATE entry SET value = 'k3x9-six' WHERE value = 'k3x9-one'", LOST),
        ("UPDATE entry SET name = 'due' WHERE value = 'k3x9-one'", LOST),
        ("INSERT INTO entry VALUES ('introduction', 'token', 'x', 'k3x9')", LOST),
        ("INSERT INTO entry VALUES ('introduction', 'token', 'x', 'm4y8')", "introduction m4y8: keys of what is not there"),
    ],
)
def test_wrong_keys_are_a_fault(storage: RowStorage, sql: str, fault: str) -> None:
    """A key that is lost, changed, or of nobody is found by any check; to index anew mends it."""
    storage.replace("introduction", "k3x9", introduction())
    assert list(schema.faults(storage)) == []
    storage.rows(sql)
    assert list(schema.faults(storage, thorough=False)) == [fault]
    schema.index_anew(storage)
    assert list(schema.faults(storage)) == []


def test_keys_that_are_declared_otherwise_are_a_fault(storage: RowStorage) -> None:
    """The thorough check computes the keys of each document anew."""
    storage.replace("introduction", "k3x9", introduction())
    storage.rows("UPDATE entry SET value = 'x' WHERE name = 'state'")
    changed = keysum(keys_of("introduction", introduction()) ^ {("state", "asking"), ("state", "x")})
    storage.rows("UPDATE document SET keysum = ?", changed)
    assert list(schema.faults(storage, thorough=False)) == []
    assert list(schema.faults(storage)) == ["introduction k3x9: other keys are declared than stored"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (sqlite3.SQLITE_CORRUPT, RecordDamaged),
        (sqlite3.SQLITE_NOTADB, RecordDamaged),
        (sqlite3.SQLITE_FULL, RecordUnwritable),
        (sqlite3.SQLITE_IOERR_FSYNC, RecordUnwritable),
        (sqlite3.SQLITE_READONLY, RecordUnwritable),
        (sqlite3.SQLITE_CANTOPEN, RecordUnwritable),
        (sqlite3.SQLITE_BUSY, RecordLocked),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, RecordLocked),
        (sqlite3.SQLITE_MISUSE, RecordError),
    ],
)
def test_errors_are_named_by_fault(code: int, error: type[Exception]) -> None:
    """SQLite's codes, the extended ones included, become the record's errors."""
    raised = sqlite3.OperationalError("words")
    raised.sqlite_errorcode = code
    assert type(named(raised)) is error


def every_verb(work: Transaction) -> None:
    """Each verb that one email or one due moment may use."""
    work.seen("<1@x>")
    work.mark_seen("<1@x>", at(9), "answer", "r1")
    work.introduction_of_token("r1-one")
    work.introduction_of_message("<r1/1@intro.example>")
    work.put_introduction(introduction("r1", due=at(12)), expect=1)
    work.introductions_with(LIZ, "jane@acme.example")
    work.introductions_with(None, "jane@acme.example")
    work.introductions(owner=LIZ, state="asking", limit=5)
    work.due_introductions(at(10), 5)
    work.owe(letter("r1/2"))
    work.due_letters(at(10), 5)
    work.claim("r1/2", at(10), timedelta(minutes=1))
    work.settle("r1/2", "sent", settled=at(10))
    work.amend("r1/1", raw="x")
    work.letters_of("r1")
    work.letters_to("hash-of-jane", at(1))
    work.asks_since("hash-of-jane", at(1))
    work.sent_since(at(1))
    work.unsettled()
    work.next_due()
    work.put_person(person())
    work.person(LIZ, "jane@new.example")
    work.people(LIZ, limit=5)
    work.people_of("jane@acme.example")
    work.find_people(LIZ, "jane roe")
    work.opted_out("h")
    work.opt_out("h")
    work.put_setting("hold", 1)
    work.setting("hold")
    work.set_aside({"key": "1"})
    work.set_aside_list(limit=5)


def test_no_hot_verb_scans(path: Path) -> None:
    """SQLite's own plan for every statement of every verb is a search by index: nothing grows with the record."""
    with open_store(path, create=True) as store, store.transaction() as work:
        for n in range(3):
            work.put_introduction(introduction(f"r{n}"), expect=0)
            work.owe(letter(f"r{n}/1"))
        said: set[str] = set()
        connection = store._storage.connection
        connection.set_trace_callback(said.add)
        every_verb(work)
        connection.set_trace_callback(None)
        plans = {sql: plan(connection, sql) for sql in said if not sql.startswith("INSERT")}
    assert len(plans) > 20
    assert {sql: steps for sql, steps in plans.items() if not all(step.startswith("SEARCH") for step in steps)} == {}


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    """The steps of SQLite's plan for a statement."""
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_forgetting_leaves_no_bytes(store: TinyStore, path: Path) -> None:
    """After removal and scrubbing neither name nor address is in any byte of any file of the record."""
    with store.transaction() as work:
        for n in range(50):
            work.put_introduction(introduction(f"r{n}", why=f"Zebedee Quill {n}"), expect=0)
            work.put_person(person(f"zebedee{n}@quill.example", "Zebedee Quill"))
    with store.transaction() as work:
        for collection, key, document in list(work.naming("zebedee")):
            if collection == "person":
                work.remove(collection, key)
            else:
                work.rewrite(collection, key, {**document, "why": "forgotten"})
    store.scrub()
    for file in path.parent.iterdir():
        assert b"zebedee" not in file.read_bytes().lower(), file
    with store.view() as view:
        assert len(view.introductions()) == 50


def test_scrubbing_waits_for_readers(store: TinyStore) -> None:
    """While somebody still reads an old moment, its bytes cannot go: that is said, not hidden."""
    store._storage.rows("PRAGMA busy_timeout = 10")
    with store.view() as view:
        view.introductions()
        with store.transaction() as work:
            work.put_setting("a", 1)
        with pytest.raises(RecordLocked, match="reader"):
            store.scrub()
    store.scrub()


def test_stored_bodies_are_plain_json(store: TinyStore) -> None:
    """An operator with SQLite alone can read what is stored."""
    with store.transaction() as work:
        work.put_introduction(introduction(why="für Zoë"), expect=0)
    body = store._storage.rows("SELECT body FROM document WHERE collection = 'introduction'")[0][0]
    assert "für Zoë".encode() in body
    assert json.loads(body)["why"] == "für Zoë"
