"""TinyDB's API over rows of one SQLite file: a change writes the documents that it touched, and no other.

`RowTable` overrides TinyDB's two private table methods (hence `tinydb>=4.9,<5`, and tests of its documented behaviour). What an
updater gets is a mapping that reads a row when it is asked for and remembers what was touched. Document ids are texts.

    with db.transaction():        # all tables, all or nothing; durable when it returns
        db.table("letter").put("k3x9/ask/first/1", {...})

Unlike stock TinyDB: the query cache is off (it kept results of a transaction that was rolled back, and gave out the cached
documents themselves), and an empty table is no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Document, Table

from introd.record.storage import RowStorage

Fields = dict[str, Any]


class Rows(Mapping[str, Fields]):
    """A table's documents, each read when it is asked for."""

    def __init__(self, storage: RowStorage, collection: str) -> None:
        """The documents of one collection as they stand now."""
        self.storage, self.collection = storage, collection

    def __getitem__(self, key: object) -> Fields:
        """The document, decoded anew: changing it changes nothing stored."""
        found = self.storage.document(self.collection, str(key))
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Whether there is a document of this id; reads no document."""
        return self.storage.holds(self.collection, str(key))

    def __iter__(self) -> Iterator[str]:
        """Ids, oldest first, as they were when the iteration began."""
        return iter(self.storage.ids(self.collection))

    def __len__(self) -> int:
        """How many; reads no document."""
        return self.storage.count(self.collection)


class Edited(MutableMapping[str, Fields]):
    """The same for an updater: what it touches is kept, so that the difference can be written."""

    def __init__(self, rows: Rows) -> None:
        """Nothing touched yet."""
        self._rows = rows
        self._touched: dict[str, Fields | None] = {}

    def __getitem__(self, key: object) -> Fields:
        """The document, read once: what the updater does to it in place is seen when the change is written."""
        name = str(key)
        if name not in self._touched:
            self._touched[name] = self._rows[name]
        found = self._touched[name]
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: object, document: Mapping[str, Any]) -> None:
        """Puts a document in place of whatever is there."""
        self._touched[str(key)] = dict(document)

    def __delitem__(self, key: object) -> None:
        """Removes a document; KeyError where there is none."""
        if key not in self:
            raise KeyError(key)
        self._touched[str(key)] = None

    def __contains__(self, key: object) -> bool:
        """Whether it is there after the changes so far."""
        name = str(key)
        return self._touched[name] is not None if name in self._touched else name in self._rows

    def __iter__(self) -> Iterator[str]:
        """Ids after the changes so far: stored ones first."""
        stored = list(self._rows)
        new = [key for key in self._touched if key not in set(stored)]
        return (key for key in [*stored, *new] if key in self)

    def __len__(self) -> int:
        """How many after the changes so far."""
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Removes all, without reading one."""
        self._touched = dict.fromkeys([*self._rows, *self._touched])

    def write(self) -> None:
        """Writes what differs."""
        for key, document in self._touched.items():
            self._rows.storage.replace(self._rows.collection, key, document)


class RowTable(Table):
    """A TinyDB table whose documents are rows. Ids are texts; a generated one is the next whole number."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's typing knows whole numbers only

    def __init__(self, storage: RowStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        """`cache_size` and `persist_empty` are TinyDB's, and have no effect: see the module's docstring."""
        del cache_size, persist_empty
        super().__init__(cast(Any, storage), name, cache_size=0)
        self._rows = Rows(storage, name)

    def put(self, key: str, document: Mapping[str, Any]) -> None:
        """Puts a document in place of whatever has that id (TinyDB's `upsert` merges the two)."""
        self._update_table(lambda rows: rows.__setitem__(cast(Any, key), document))

    def fetch(self, key: str) -> Fields | None:
        """The document of that id, or None: `get(doc_id=…)` without the wrapping."""
        return self._rows.storage.document(self.name, key)

    def keyed(self, name: str, value: str) -> list[Fields]:
        """The documents that have this declared key, by id."""
        ids = self._rows.storage.found(self.name, name, value)
        return [self._rows[key] for key in ids]

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast(dict[str, Mapping[str, Any]], self._rows)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        edited = Edited(self._rows)
        updater(cast(Any, edited))
        with self._rows.storage.writing():
            edited.write()

    def _get_next_id(self) -> str:
        number = int(self._next_id or self._rows.storage.highest_number(self.name) + 1)
        while str(number) in self._rows:
            number += 1
        self._next_id = cast(None, number + 1)
        return str(number)


class RowBase(TinyDB):
    """A TinyDB over one `RowStorage`. `with transaction():` is atomic over all tables."""

    table_class = RowTable  # type: ignore[assignment]  # TinyDB declares it as exactly Table

    def __init__(self, storage: RowStorage) -> None:
        """The storage is opened by the caller, and closed by `close()`."""
        super().__init__(storage=lambda: cast(Any, storage))
        self._row_storage = storage

    def collection(self, name: str) -> RowTable:
        """`table(name)`, with the type that it has here."""
        return cast(RowTable, self.table(name))

    def transaction(self) -> AbstractContextManager[None]:
        """All tables, all or nothing. Durable when it returns; rolled back when the block raises."""
        return self._row_storage.transaction()

    def tables(self) -> set[str]:
        """The names of the tables that hold a document."""
        return self._row_storage.collections()

    def drop_table(self, name: str) -> None:
        """Removes a table with its documents."""
        self._tables.pop(name, None)
        with self._row_storage.writing():
            self._row_storage.drop(name)

    def drop_tables(self) -> None:
        """Removes all."""
        with self._row_storage.writing():
            for name in self.tables():
                self.drop_table(name)


__all__ = ["Document", "Edited", "RowBase", "RowTable", "Rows"]
