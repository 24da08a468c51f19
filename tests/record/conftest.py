"""What the tests of the record share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from introd.record.tiny import TinyStore, open_store

for room in ("commits", "introductions", "letters", "people"):
    pytest.register_assert_rewrite(f"{__package__}.contract.{room}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a record may be made."""
    return tmp_path / "state" / "introd.db"


@pytest.fixture
def store(path: Path) -> Iterator[TinyStore]:
    """A new record, open."""
    with open_store(path, create=True) as opened:
        yield opened
