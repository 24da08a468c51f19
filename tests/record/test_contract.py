"""The contract of a store, over each store there is: another one joins with a class of four lines."""

from __future__ import annotations

from .contract import StoreContract


class TestTinyStore(StoreContract):
    """Over TinyDB and rows of one SQLite file; the fixture `store` is conftest's."""
