"""Crashes: what was acknowledged is there, what is there is whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from introd.record.store import View
from introd.record.tiny import open_store, open_view

from .crash_writer import commit, last_number

WRITER = Path(__file__).with_name("crash_writer.py")
KILLS = 120


class Killer:
    """The process that forks writers and kills them."""

    def __init__(self, path: Path) -> None:
        """Starts it."""
        command = [sys.executable, str(WRITER), str(path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def kill(self, commits: int, microseconds: int) -> int:
        """Lets one writer commit and die; the last number that it had acknowledged."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{commits} {microseconds}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def stop(self) -> None:
        """Ends it by ending its input."""
        self._process.communicate(timeout=30)


@pytest.fixture
def killer(path: Path) -> Iterator[Killer]:
    """A killer of writers of `path`."""
    started = Killer(path)
    yield started
    started.stop()


def assert_whole(view: View, count: int) -> None:
    """The introduction, the letters and the Message-IDs are those of exactly `count` commits."""
    found = view.introduction("k3x9")
    assert (found["count"], found["revision"]) == (count, count) if found else count == 0
    assert len(view.letters_of("k3x9")) == count
    assert len(view.due_letters("2026-03-03T00:00:00Z", count + 5)) == count
    assert [view.seen(f"<{number}@mail.example>") for number in (1, count, count + 1)] == [count > 0, count > 0, False]


def test_a_hundred_kills_lose_nothing(path: Path, killer: Killer) -> None:
    """After each of 120 kills, in a commit or while scrubbing, the record has every acknowledged commit, and no half of one."""
    draw = Random(120)
    for _ in range(KILLS):
        acknowledged = killer.kill(draw.randrange(1, 12), draw.randrange(0, 1500))
        with open_store(path, create=False) as store:
            count = last_number(store)
            assert acknowledged <= count <= acknowledged + 1
            with store.view() as view:
                assert_whole(view, count)
    with open_store(path, create=False) as store:
        assert store.check() == []
        assert last_number(store) >= KILLS


def test_a_kill_at_the_first_start(path: Path, killer: Killer) -> None:
    """A writer killed before its first acknowledgement leaves no record, or one that opens."""
    for microseconds in range(0, 20_000, 400):
        killer.kill(0, microseconds)
        with open_store(path, create=True) as store, store.view() as view:
            assert_whole(view, last_number(store))
        shutil.rmtree(path.parent)


def test_a_torn_log_gives_the_commits_before_the_tear(path: Path, tmp_path: Path) -> None:
    """Power may go while the log is being written: cut at any byte, what is left is some whole number of commits, in order."""
    with open_store(path, create=True) as store:
        for number in range(1, 13):
            commit(store, number)
        shutil.copytree(path.parent, tmp_path / "running")
    log = (tmp_path / "running" / "introd.db-wal").read_bytes()
    counts = set()
    for cut in Random(7).sample(range(len(log) + 1), 60):
        torn = tmp_path / f"cut-{cut}" / "introd.db"
        shutil.copytree(tmp_path / "running", torn.parent, ignore=shutil.ignore_patterns("*-shm"))
        Path(f"{torn}-wal").write_bytes(log[:cut])
        with open_view(torn) as view:
            found = view.introduction("k3x9") if view.count_states() else None
            counts.add(found["count"] if found else 0)
            assert_whole(view, found["count"] if found else 0)
    assert len(counts) > 5


def test_a_disk_that_fills_up(path: Path) -> None:
    """When a file cannot grow, the commit says so, the store stops, and all that was acknowledged is there on the next start."""
    command = [sys.executable, str(WRITER), str(path), "--file-limit", "400000"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split()
    assert said[1:] == ["RecordUnwritable", "RecordUnwritable", "True"]
    assert int(said[0]) > 3
    with open_store(path, create=False) as store:
        with store.view() as view:
            assert_whole(view, int(said[0]))
        commit(store, int(said[0]) + 1)
        assert store.check() == []
