"""TinyDB's documented behaviour, over rows: private methods of its table are overridden, so its promises are proved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, where
from tinydb.operations import add, decrement, delete, increment, set, subtract
from tinydb.table import Document

from introd.record import schema
from introd.record.file import connect
from introd.record.rows import RowBase
from introd.record.storage import RowStorage


@pytest.fixture
def db(tmp_path: Path) -> Iterator[RowBase]:
    """An empty database."""
    storage = RowStorage(connect(tmp_path / "rows.db"))
    schema.build(storage)
    with RowBase(storage) as opened:
        yield opened


@pytest.fixture
def filled(db: RowBase) -> RowBase:
    """Three documents in the default table."""
    db.insert_multiple({"n": n, "letter": letter} for n, letter in enumerate("abc", start=1))
    return db


def numbers(found: Any) -> list[int]:
    """The numbers of documents, in the order given."""
    return [document["n"] for document in found]


def test_insert_gives_an_id_and_get_finds_it(db: RowBase) -> None:
    """An inserted document has an id of its own, and comes back by it."""
    one, two = db.insert({"n": 1}), db.insert({"n": 2})
    assert (one, two) == ("1", "2")
    found = db.get(doc_id=one)
    assert found == {"n": 1}
    assert found.doc_id == "1"
    assert db.get(doc_id="77") is None


def test_insert_refuses_what_is_no_mapping(db: RowBase) -> None:
    """A document is a mapping."""
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert([1])
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"n": 1}, "text"])
    assert len(db) == 0


def test_insert_takes_an_id_of_ones_own(db: RowBase) -> None:
    """A Document keeps its id; the same id twice is refused; generated ids avoid it."""
    assert db.insert(Document({"n": 1}, "k3x9")) == "k3x9"
    assert db.insert(Document({"n": 2}, "2")) == "2"
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"n": 3}, "k3x9"))
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"n": 4}, Document({"n": 5}, "2")])
    assert db.insert({"n": 6}) not in {"k3x9", "2"}
    assert sorted(numbers(db)) == [1, 2, 6]


def test_insert_multiple_takes_anything_iterable(db: RowBase) -> None:
    """A list, a generator, Documents among them: the ids come back in order."""
    assert db.insert_multiple([{"n": 1}, {"n": 2}]) == ["1", "2"]
    assert db.insert_multiple({"n": n} for n in (3, 4)) == ["3", "4"]
    assert db.insert_multiple([Document({"n": 9}, "x"), {"n": 10}]) == ["x", "5"]
    assert numbers(db) == [1, 2, 3, 4, 9, 10]


def test_the_document_given_is_not_kept(db: RowBase) -> None:
    """To change what was inserted, or what was found, changes nothing stored; a search is never answered from memory."""
    given = {"n": 1, "inner": {"a": 1}}
    db.insert(given)
    given["inner"]["a"] = 2
    db.search(where("n") == 1)[0]["inner"]["a"] = 3
    assert db.search(where("n") == 1) == [{"n": 1, "inner": {"a": 1}}]


def test_all_and_iteration_keep_the_order(filled: RowBase) -> None:
    """Documents come oldest first; an update does not move them."""
    filled.update({"letter": "z"}, doc_ids=["1"])
    assert numbers(filled.all()) == [1, 2, 3]
    assert [document.doc_id for document in filled] == ["1", "2", "3"]
    assert len(filled) == 3


def test_iteration_may_change_the_table(filled: RowBase) -> None:
    """What iteration lists is what was there when it began."""
    for document in filled:
        filled.insert({"n": document["n"] + 10})
    assert numbers(filled) == [1, 2, 3, 11, 12, 13]


def test_search_count_contains(filled: RowBase) -> None:
    """Queries find what fits, count it, and tell whether there is any."""
    entry = Query()
    assert numbers(filled.search(entry.n >= 2)) == [2, 3]
    assert filled.search(entry.nothing == 1) == []
    assert filled.count(entry.n >= 2) == 2
    assert filled.contains(entry.letter == "b")
    assert not filled.contains(entry.letter == "x")
    assert filled.contains(doc_id="3")
    assert not filled.contains(doc_id="4")
    with pytest.raises(RuntimeError):
        filled.contains()


def test_queries_combine(filled: RowBase) -> None:
    """And, or, not, tests, patterns, fields within fields, lists."""
    entry = Query()
    filled.insert({"n": 4, "inner": {"deep": [1, 2]}, "tags": ["x", "y"], "letter": "dd"})
    assert numbers(filled.search((entry.n > 1) & (entry.n < 3))) == [2]
    assert numbers(filled.search((entry.n == 1) | (entry.n == 3))) == [1, 3]
    assert numbers(filled.search(~(entry.n == 1))) == [2, 3, 4]
    assert numbers(filled.search(entry.inner.deep.any([2]))) == [4]
    assert numbers(filled.search(entry.tags.all(["x", "y"]))) == [4]
    assert numbers(filled.search(entry.letter.matches("d+"))) == [4]
    assert numbers(filled.search(entry.letter.one_of(["a", "c"]))) == [1, 3]
    assert numbers(filled.search(entry.n.test(lambda n: n % 2 == 0))) == [2, 4]
    assert numbers(filled.search(entry.tags.exists())) == [4]
    assert numbers(filled.search(entry.fragment({"letter": "b"}))) == [2]


def test_get_by_query_and_by_ids(filled: RowBase) -> None:
    """The first that fits; of several ids those that are there; nothing asked is a mistake."""
    assert filled.get(where("n") > 1) == {"n": 2, "letter": "b"}
    assert filled.get(where("n") > 9) is None
    assert numbers(filled.get(doc_ids=["1", "3", "99"])) == [1, 3]
    with pytest.raises(RuntimeError):
        filled.get()


def test_update_by_query_by_id_and_all(filled: RowBase) -> None:
    """Fields are merged into what fits, the ids of what changed come back, and missing ids are skipped."""
    assert filled.update({"x": 1}, where("n") >= 2) == ["2", "3"]
    assert filled.update({"x": 2}, doc_ids=["1", "99"]) == ["1"]
    assert [document.get("x") for document in filled] == [2, 1, 1]
    assert filled.update({"x": 0}) == ["1", "2", "3"]
    assert [document["x"] for document in filled] == [0, 0, 0]
    assert numbers(filled) == [1, 2, 3]


def test_update_with_operations(filled: RowBase) -> None:
    """TinyDB's operations change documents in place."""
    filled.update(increment("n"), doc_ids=["1"])
    filled.update(decrement("n"), doc_ids=["2"])
    filled.update(add("n", 5), doc_ids=["3"])
    filled.update(subtract("n", 1), doc_ids=["3"])
    filled.update(set("letter", "q"), doc_ids=["3"])
    filled.update(delete("letter"), doc_ids=["1"])
    assert filled.all() == [{"n": 2}, {"n": 1, "letter": "b"}, {"n": 7, "letter": "q"}]


def test_update_multiple(filled: RowBase) -> None:
    """Several changes, each for its own query."""
    changed = filled.update_multiple([({"x": 1}, where("n") == 1), (delete("letter"), where("n") == 3)])
    assert changed == ["1", "3"]
    assert filled.all() == [{"n": 1, "letter": "a", "x": 1}, {"n": 2, "letter": "b"}, {"n": 3}]


def test_an_update_that_fails_changes_nothing(filled: RowBase) -> None:
    """A callable that raises for the third document has not changed the first."""

    def change(document: Any) -> None:
        if document["n"] == 3:
            raise LookupError
        document["n"] = 0

    with pytest.raises(LookupError):
        filled.update(change)
    assert numbers(filled) == [1, 2, 3]


def test_upsert(filled: RowBase) -> None:
    """What fits is updated; where nothing fits it is inserted; a Document goes by its id; neither is a mistake."""
    assert filled.upsert({"x": 1}, where("n") == 2) == ["2"]
    assert filled.upsert({"n": 4}, where("n") == 4) == ["4"]
    assert filled.upsert(Document({"x": 2}, "1")) == ["1"]
    assert filled.upsert(Document({"n": 9}, "own")) == ["own"]
    assert [document.get("x") for document in filled] == [2, 1, None, None, None]
    assert numbers(filled) == [1, 2, 3, 4, 9]
    with pytest.raises(ValueError, match="doc_id"):
        filled.upsert({"n": 1})


def test_remove(filled: RowBase) -> None:
    """By query and by id; missing ids are skipped; to remove all has another name."""
    assert filled.remove(where("n") == 2) == ["2"]
    assert filled.remove(doc_ids=["3", "99"]) == ["3"]
    assert numbers(filled) == [1]
    with pytest.raises(RuntimeError):
        filled.remove()


def test_truncate(filled: RowBase) -> None:
    """All is gone, and ids begin anew."""
    filled.truncate()
    assert len(filled) == 0
    assert filled.all() == []
    assert filled.insert({"n": 1}) == "1"


def test_ids_go_on_after_a_removal(filled: RowBase) -> None:
    """An id is not given twice while the database is open."""
    filled.remove(doc_ids=["3"])
    assert filled.insert({"n": 4}) == "4"


def test_tables_are_apart(filled: RowBase) -> None:
    """Each table has its own documents; a table without one is none; tables are dropped one by one or all."""
    filled.table("other").insert({"n": 1})
    assert filled.tables() == {"_default", "other"}
    assert filled.table("empty", persist_empty=True, cache_size=30).all() == []
    assert filled.tables() == {"_default", "other"}
    assert filled.table("other") is filled.table("other")
    filled.drop_table("other")
    filled.drop_table("never was")
    assert filled.tables() == {"_default"}
    assert len(filled) == 3
    filled.drop_tables()
    assert filled.tables() == set_of()
    assert len(filled) == 0


def set_of(*names: str) -> frozenset[str]:
    """A set: `set` is one of TinyDB's operations here."""
    return frozenset(names)


def test_the_names_describe_themselves(filled: RowBase) -> None:
    """A table's repr tells its name and how many there are."""
    assert "name='_default'" in repr(filled.table("_default"))
    assert "total=3" in repr(filled.table("_default"))


def test_documents_outlive_the_process(tmp_path: Path) -> None:
    """What was inserted is there when the file is opened again, texts of all scripts included."""
    storage = RowStorage(connect(tmp_path / "again.db"))
    schema.build(storage)
    document = {"text": 'ü 例 👍 " \\ \n \x00', "none": None, "list": [1, 2.5, True], "deep": {"a": {"b": []}}}
    with RowBase(storage) as db:
        db.insert(document)
    with RowBase(RowStorage(connect(tmp_path / "again.db"))) as db:
        assert db.all() == [document]
        assert db.insert({"n": 2}) == "2"


def test_the_storage_reads_and_writes_whole(filled: RowBase) -> None:
    """TinyDB's storage API holds: everything as one mapping, and one mapping in place of everything."""
    assert filled.storage.read() == {"_default": {"1": filled.all()[0], "2": filled.all()[1], "3": filled.all()[2]}}
    filled.storage.write({"other": {"7": {"n": 7}}})
    assert filled.tables() == {"other"}
    assert filled.table("other").get(doc_id="7") == {"n": 7}


def test_closing_closes(db: RowBase) -> None:
    """A closed database can be closed again, and is of no further use."""
    db.close()
    db.close()
    with pytest.raises(Exception, match="closed"):
        db.insert({"n": 1})
