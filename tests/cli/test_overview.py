"""`introd overview`: a page for a browser, while a daemon holds the record."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from introd.record.tiny import TinyStore
from tests.cli.conftest import Introd


@pytest.fixture
def written(introd: Introd, config: Path, record: TinyStore, tmp_path: Path) -> Path:
    """The page of an ordinary record."""
    assert record
    page = tmp_path / "page.html"
    assert introd("overview", "--out", page, "-c", config).code == 0
    return page


def test_the_page_tells_what_is_under_way(written: Path) -> None:
    """Each open introduction with its people, whose move it is, and what comes next; closed ones are not there."""
    text = written.read_text(encoding="utf-8")
    assert "k3x9" in text
    assert "Jane Roe and Jason Poe" in text
    assert "b4d5" not in text
    assert "Next:" in text
    assert "None" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_the_page_fetches_nothing(written: Path) -> None:
    """No script, no link, no address outside the page: what is shown is in it, and its policy forbids the rest."""
    text = written.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|https?://|<form|@import", text)
    assert "default-src 'none'" in text


def test_the_page_is_its_owners(written: Path) -> None:
    """It holds names, so nobody else may read the file; nothing is left beside it."""
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert not list(written.parent.glob(".page*"))


def test_what_people_wrote_is_no_markup(introd: Introd, config: Path, record: TinyStore, tmp_path: Path) -> None:
    """A name with tags in it stands there as text."""
    with record.transaction() as work:
        document = work.introduction("k3x9")
        assert document is not None
        name = {**document["first"], "name": "Jane <img src=x onerror=alert(1)>"}
        work.put_introduction({**document, "first": name}, expect=document["revision"])
    page = tmp_path / "page.html"
    assert introd("overview", "--out", page, "-c", config).code == 0
    assert "<img src=x" not in page.read_text(encoding="utf-8")


def test_without_anything_under_way(introd: Introd, config: Path, tmp_path: Path) -> None:
    """An empty record is a page that says so."""
    from introd.house import RECORD
    from introd.record.tiny import open_store

    open_store(config.parent / "state" / RECORD, create=True).close()
    page = tmp_path / "page.html"
    assert introd("overview", "--out", page, "-c", config).code == 0
    assert "Nothing is under way" in page.read_text(encoding="utf-8")
