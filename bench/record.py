"""What one commit costs, at 100 and at 10,000 stored introductions, and what the disk itself takes for the same bytes.

One commit is what one email causes: one introduction changed, one letter owed, one Message-ID seen. The sizes are measured by
turns in one run, so that both meet the same weather of the machine.

    python bench/record.py           prints a line of words and the numbers as JSON
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from introd.record.store import Transaction
from introd.record.tiny import TinyStore, open_store

SMALL, LARGE = 100, 10_000
LETTERS = 6
SEEN = 8
COMMITS = 400
ROUNDS = 10
LIMIT = 1.5

PROSE = "She has run the regional programme for six years and asks for somebody who has done it abroad. "


def moment(minute: int) -> str:
    """A moment of a year, by minute."""
    month, day, hour = 1 + minute // 40320 % 12, 1 + minute // 1440 % 28, minute // 60 % 24
    return f"2026-{month:02d}-{day:02d}T{hour:02d}:{minute % 60:02d}:00.000000Z"


def introduction(number: int, due: int, step: int = 0) -> dict[str, Any]:
    """A document of about two kB."""
    name = f"r{number:06d}"
    return {
        "reference": name,
        "owner": "liz@ryan.example",
        "state": "asking",
        "due": moment(due),
        "tokens": {f"{name}{side}{number * 7919:032x}": side for side in ("first", "second")},
        "addresses": [f"jane{number}@acme.example", f"jason{number}@bolt.example"],
        "why": PROSE * 4,
        "history": [{"at": moment(number + i), "what": f"step {i}", "detail": PROSE} for i in range(8)],
        "step": step,
    }


def letter(number: int, count: int, *, status: str, minute: int) -> dict[str, Any]:
    """A letter of about one kB."""
    name = f"r{number:06d}"
    return {
        "key": f"{name}/ask/first/{count}",
        "reference": name,
        "kind": "ask",
        "to": f"jane{number}@acme.example",
        "status": status,
        "not_before": moment(minute),
        "settled": moment(minute) if status == "sent" else None,
        "message_id": f"<{number * 104729 + count:040x}@intro.example>",
        "facts": {"text": PROSE * 6},
    }


def fill(work: Transaction, number: int) -> None:
    """One introduction with all that belongs to it."""
    work.put_introduction(introduction(number, number * 37), expect=0)
    for count in range(LETTERS):
        status = "pending" if count == 0 and number % 10 == 0 else "sent"
        work.owe(letter(number, count, status=status, minute=number * 31 + count))
    for count in range(SEEN):
        work.mark_seen(f"<{number * 15485863 + count:032x}@mail.example>", moment(number), "answer", f"r{number:06d}")
    for who, firm in (("jane", "acme"), ("jason", "bolt")):
        address = f"{who}{number}@{firm}.example"
        work.put_person({"owner": "liz@ryan.example", "address": address, "name": f"{who.title()} Roe{number}", "notes": PROSE})


def filled(path: Path, size: int) -> TinyStore:
    """A new record with `size` introductions."""
    store = open_store(path, create=True)
    for start in range(0, size, 500):
        with store.transaction() as work:
            for number in range(start, min(start + 500, size)):
                fill(work, number)
    return store


class Mails:
    """The mails that come in: each is one commit on some introduction."""

    def __init__(self, store: TinyStore, size: int) -> None:
        """Drawn from a fixed seed."""
        self._store, self._size = store, size
        self._draw = random.Random(size)
        self._count = 0

    def commit(self) -> None:
        """One email's whole change, durable when it returns."""
        self._count += 1
        number = self._draw.randrange(self._size)
        with self._store.transaction() as work:
            reference = f"r{number:06d}"
            message_id = f"<{self._draw.getrandbits(128):032x}@mail.example>"
            if work.seen(message_id):
                return
            stored = work.introduction(reference) or {}
            due = self._draw.randrange(400_000)
            work.put_introduction({**stored, "due": moment(due), "step": self._count}, expect=stored["revision"])
            work.owe(letter(number, LETTERS + self._count, status="pending", minute=due))
            work.mark_seen(message_id, moment(due), "answer", reference)


class Floor:
    """The same bytes in one row of plain sqlite3, as durable."""

    def __init__(self, path: Path) -> None:
        """A new file."""
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")
        bodies = (introduction(1, 1), letter(1, 1, status="pending", minute=1), {"at": moment(1), "outcome": "answer"})
        self._bytes = json.dumps(bodies).encode()

    def commit(self) -> None:
        """One insert."""
        self._file.execute("INSERT INTO row (body) VALUES (?)", (self._bytes,))

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def look_for_due(store: TinyStore) -> None:
    """What the heartbeat asks."""
    with store.transaction() as work:
        work.next_due()
        work.due_letters(moment(20_000), 20)


def measure(folder: Path) -> dict[str, float]:
    """All numbers, in milliseconds but for the ratios."""
    start = time.perf_counter()
    stores = {size: filled(folder / f"{size}" / "introd.db", size) for size in (SMALL, LARGE)}
    built = time.perf_counter() - start
    floor = Floor(folder / "floor.db")
    works: dict[str, Callable[[], object]] = {f"commit_{size}": Mails(store, size).commit for size, store in stores.items()}
    works["floor"] = floor.commit
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        timed(work, COMMITS // ROUNDS)  # warm
    for _ in range(ROUNDS):
        for name, work in works.items():
            taken[name] += timed(work, COMMITS // ROUNDS)
    due = timed(lambda: look_for_due(stores[LARGE]), 200)
    for store in stores.values():
        store.close()
    floor.close()
    reopened = timed(lambda: open_store(folder / f"{LARGE}" / "introd.db", create=False).close(), 1)
    numbers = {f"{name}_p50_ms": statistics.median(values) for name, values in taken.items()}
    numbers |= {f"{name}_p95_ms": statistics.quantiles(values, n=20)[-1] for name, values in taken.items()}
    return numbers | {
        "ratio": numbers[f"commit_{LARGE}_p50_ms"] / numbers[f"commit_{SMALL}_p50_ms"],
        "times_the_floor": numbers[f"commit_{LARGE}_p50_ms"] / numbers["floor_p50_ms"],
        "due_letters_p50_ms": statistics.median(due),
        "open_ms": reopened[0],
        "fill_s": built,
        "file_mb": (folder / f"{LARGE}" / "introd.db").stat().st_size / 1e6,
    }


def run() -> dict[str, Any]:
    """Measures in a folder of its own and removes it. `ok` tells whether the ratio keeps its limit."""
    folder = Path(tempfile.mkdtemp(prefix="introd-bench-"))
    try:
        numbers = {name: round(value, 4) for name, value in measure(folder).items()}
    finally:
        shutil.rmtree(folder)
    print(
        f"record: one commit {numbers['commit_100_p50_ms']:.2f} ms at 100 introductions, {numbers['commit_10000_p50_ms']:.2f} ms at"
        f" 10,000: ratio {numbers['ratio']:.2f} (limit {LIMIT}); the disk alone {numbers['floor_p50_ms']:.2f} ms"
    )
    return {"name": "record", "limit": LIMIT, "ok": numbers["ratio"] <= LIMIT, **numbers}


def main() -> int:
    """Prints the numbers as JSON too; exit code 1 where the limit is passed."""
    found = run()
    print(json.dumps(found))
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
