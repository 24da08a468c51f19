"""A mailroom for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole.paper import Paper


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    """A mailroom on paper, on a Monday morning."""
    room = Paper(tmp_path)
    yield room
    room.store.close()
