"""A program to be killed: commits to a record in a loop and says on its standard output what was committed.

    python crash_writer.py RECORD                a process that forks a writer for each line it reads, and kills it with SIGKILL
    python crash_writer.py RECORD --file-limit N  one writer whose files cannot grow beyond N bytes

A line "K D" lets a writer run until K commits are acknowledged and D microseconds more. The answer is the last number that was
acknowledged.
A process forks faster than an interpreter starts, so a hundred kills take seconds.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from pathlib import Path

from introd.record.errors import RecordUnwritable
from introd.record.tiny import TinyStore, open_store

MOMENT = "2026-03-02T09:00:00.000000Z"


def commit(store: TinyStore, number: int) -> None:
    """One email's change: the one introduction, a letter and a Message-ID, each of which must be there with the others."""
    with store.transaction() as work:
        stored = work.introduction("k3x9")
        document = {"reference": "k3x9", "owner": "liz@ryan.example", "state": "asking", "due": MOMENT, "count": number}
        work.put_introduction(document, expect=stored["revision"] if stored else 0)
        work.owe({"key": f"k3x9/nudge/{number}", "reference": "k3x9", "not_before": MOMENT, "text": "please answer " * 30})
        work.mark_seen(f"<{number}@mail.example>", MOMENT, "answer", "k3x9")


def last_number(store: TinyStore) -> int:
    """The number of the newest commit."""
    with store.view() as view:
        found = view.introduction("k3x9")
    return int(found["count"]) if found else 0


def write_for_ever(path: Path, acknowledge: int) -> None:
    """Commits and acknowledges each commit, four bytes at a time, and scrubs now and then, until killed."""
    store = open_store(path, create=True)
    number = last_number(store)
    while True:
        number += 1
        commit(store, number)
        os.write(acknowledge, number.to_bytes(4, "big"))
        if number % 9 == 0:
            store.scrub()


def kill_one(path: Path, commits: int, microseconds: int) -> int:
    """Forks a writer, kills it, and returns the last number that it had acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        write_for_ever(path, writer)
    os.close(writer)
    last = 0
    for _ in range(commits):
        last = int.from_bytes(os.read(reader, 4), "big")
    end = time.perf_counter() + microseconds / 1e6
    while time.perf_counter() < end:  # a wait this short cannot be slept
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while rest := os.read(reader, 4):
        last = int.from_bytes(rest, "big")
    os.close(reader)
    return last


def write_until_full(path: Path, limit: int) -> None:
    """Prints the last acknowledged number, the error's name, and the name of the error that the store gives from then on."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    store = open_store(path, create=True)
    number = last_number(store)
    try:
        while True:
            commit(store, number + 1)
            number += 1
    except RecordUnwritable as error:
        first = type(error).__name__
    try:
        commit(store, number + 1)
    except RecordUnwritable as error:
        print(number, first, type(error).__name__, "stopped" in str(error), flush=True)
    os._exit(0)


def main() -> None:
    """Reads commands until the input ends."""
    path = Path(sys.argv[1])
    if len(sys.argv) > 2:
        write_until_full(path, int(sys.argv[3]))
    for line in sys.stdin:
        commits, microseconds = map(int, line.split())
        print(kill_one(path, commits, microseconds), flush=True)


if __name__ == "__main__":
    main()
