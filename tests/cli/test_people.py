"""`introd people …` as it is typed: with the record free, and while a daemon holds it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from introd.config import load
from introd.decide.people.person import Person
from introd.house import RECORD, desk_for
from introd.mailroom.people import queue
from introd.mailroom.people.entries import entry, put
from introd.record.tiny import TinyStore, open_store
from tests.cli.conftest import Introd

JANE = "jane@roe.example"
CSV = "Name,Email,Title\nJane Roe,jane@roe.example,Founder\nJason Poe,jason@poe.example,Gardener\n"


@pytest.fixture
def free(config: Path, record: TinyStore) -> Path:
    """A record with Jane on Liz's list, which nobody holds."""
    settings = load(config)
    with record.transaction() as work:
        put(
            work,
            Person(owner=settings.settings.introducers[0].key, address=JANE, name="Jane Roe").told(
                {"headline": "Founder"}, "import", datetime.now(UTC)
            ),
        )
    record.close()
    return config


def reopened(config: Path) -> TinyStore:
    """The record once more."""
    return open_store(config.parent / "state" / RECORD, create=False)


def now_known(config: Path, address: str = JANE) -> Person:
    """The entry as it is now."""
    with reopened(config) as store, store.view() as view:
        found = entry(view, load(config).settings.introducers[0].key, address)
    assert found is not None
    return found


def test_list_and_who(introd: Introd, free: Path) -> None:
    """The list has a line for Jane; WHO tells where a fact is from."""
    assert "Jane Roe <jane@roe.example>: open" in introd("people", "list", "-c", free).out
    told = introd("people", "who", "jane", "-c", free)
    assert told.code == 0
    assert "Headline: Founder (an import" in told.out
    assert json.loads(introd("people", "who", "Jane Roe", "--json", "-c", free).out)[0]["address"] == JANE


def test_nobody_by_that_name(introd: Introd, free: Path) -> None:
    """The code says that nobody was found."""
    assert introd("people", "who", "Kim", "-c", free).code == 3
    assert introd("people", "off", "Kim", "-c", free).code == 3


def test_orders_with_the_record_free(introd: Introd, free: Path) -> None:
    """Each order is done at once and says how things stand."""
    assert "paused until 6 March 2099" in introd("people", "pause", "Jane", "--until", "2099-03-06", "-c", free).out
    assert "open" in introd("people", "resume", "Jane", "-c", free).out
    introd("people", "cap", "Jane", "2", "-c", free)
    introd("people", "note", "Jane", "prefers", "mornings", "-c", free)
    introd("people", "off", "Jane", "-c", free)
    found = now_known(free)
    assert (found.status, found.caps and found.caps.month, found.notes[0].text) == ("off", 2, "prefers mornings")


def test_what_is_said_of_people(introd: Introd, free: Path) -> None:
    """Rest, tier, favours, and of two people who is never to meet whom and who knows whom; each can be taken back."""
    assert "resting" in introd("people", "rest", "Jane", "-c", free).out
    assert "an old friend" in introd("people", "old-friend", "Jane", "-c", free).out
    assert "a new acquaintance" in introd("people", "new", "Jane", "-c", free).out
    assert "no favour" in introd("people", "repaid", "Jane", "-c", free).out
    introd("people", "apart", "Jane", "jason@poe.example", "-c", free)
    introd("people", "know", "Jane", "jason@poe.example", "-c", free)
    found = now_known(free)
    assert (found.no_go, found.deeds[-1].what) == (("jason@poe.example",), "know")
    introd("people", "may-meet", "Jane", "jason@poe.example", "-c", free)
    introd("people", "know", "--not", "Jane", "jason@poe.example", "-c", free)
    assert (now_known(free).no_go, now_known(free).deeds) == ((), ())
    assert introd("people", "apart", "Jane", "Kim", "-c", free).code == 3


def test_a_day_that_is_none(introd: Introd, free: Path) -> None:
    """It is refused, and the form that works is named."""
    said = introd("people", "pause", "Jane", "--until", "soonish", "-c", free)
    assert said.code == 2
    assert "2026-03-06" in said.err


def test_import_is_shown_before_it_is_kept(introd: Introd, free: Path, tmp_path: Path) -> None:
    """Without --yes nothing is kept; with it two people are."""
    file = tmp_path / "people.csv"
    file.write_text(CSV)
    shown = introd("people", "import", file, "-c", free)
    assert "Title → headline" in shown.out
    assert "Jason" not in introd("people", "list", "-c", free).out
    assert "1 new on your list, 1 brought up to date" in introd("people", "import", file, "--yes", "-c", free).out
    assert now_known(free, "jason@poe.example").profile == {"headline": "Gardener"}


def test_a_column_is_put_right_at_the_command_line(introd: Introd, free: Path, tmp_path: Path) -> None:
    """--map takes plain words for a meaning, and names what it does not know."""
    file = tmp_path / "people.csv"
    file.write_text("Who,Reach\nJason Poe,jason@poe.example\n")
    assert (
        "Reach → e-mail address" in introd("people", "import", file, "--map", "reach=email", "--map", "Who=name", "-c", free).out
    )
    wrong = introd("people", "import", file, "--map", "Reach=email", "--map", "Who=cake", "-c", free)
    assert (wrong.code, "'cake' is nothing" in wrong.err) == (2, True)
    assert introd("people", "import", file, "--map", "Reach=email", "--map", "Town=place", "-c", free).code == 2


def test_import_of_what_is_no_list(introd: Introd, free: Path, tmp_path: Path) -> None:
    """The code is the operator's; the line says what is missing."""
    file = tmp_path / "people.csv"
    file.write_text("hello\n")
    said = introd("people", "import", file, "-c", free)
    assert said.code == 2
    assert "columns" in said.err


def test_export(introd: Introd, free: Path, tmp_path: Path) -> None:
    """To the terminal as CSV, to a file as JSON that nobody else may read."""
    assert "jane@roe.example" in introd("people", "export", "-c", free).out
    out = tmp_path / "list.json"
    introd("people", "export", "--format", "json", "--out", out, "-c", free)
    assert json.loads(out.read_text())[0]["name"] == "Jane Roe"
    assert out.stat().st_mode & 0o77 == 0


def test_forget_needs_a_word(introd: Introd, free: Path) -> None:
    """Without --yes nobody is forgotten; with it the list is empty."""
    assert introd("people", "forget", "Jane", "-c", free).code == 2
    assert introd("people", "forget", "Jane", "--yes", "-c", free).code == 0
    assert "Jane" not in introd("people", "list", "-c", free).out


def test_while_the_daemon_holds_the_record(introd: Introd, config: Path, record: TinyStore) -> None:
    """The order is left for it, and done at its next pass."""
    settings = load(config)
    desk = desk_for(record, settings.settings)
    with record.transaction() as work:
        put(work, Person(owner=settings.settings.introducers[0].key, address=JANE, name="Jane Roe"))
    said = introd("people", "off", "Jane", "-c", config)
    assert said.code == 0
    assert "next pass" in said.out
    assert queue.take_up(config.parent / "state", desk) == 1
    assert queue.take_up(config.parent / "state", desk) == 0
    with record.view() as view:
        found = entry(view, settings.settings.introducers[0].key, JANE)
    assert found is not None
    assert found.status == "off"


def test_an_order_that_cannot_be_read_is_put_by(config: Path, record: TinyStore) -> None:
    """A broken file stops nothing and is kept for a person to see."""
    desk = desk_for(record, load(config).settings)
    folder = config.parent / "state" / queue.FOLDER
    folder.mkdir()
    (folder / "1.json").write_text("{")
    queue.take_up(config.parent / "state", desk)
    assert [path.name for path in folder.iterdir()] == ["1.unreadable"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_leaves_belongs_to_the_daemon(config: Path, record: TinyStore) -> None:
    """An order that root leaves can be read by the user whom the state belongs to."""
    settings, state = load(config), config.parent / "state"
    os.chown(state, 12345, 12345)
    left = queue.leave(state, desk_for(record, settings.settings), {"owner": "liz@ryan.example"})
    assert {path.stat().st_uid for path in (left, left.parent)} == {12345}
