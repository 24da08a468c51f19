"""Orders from the command line while the daemon holds the record: files in a folder beside it, taken up at its next pass."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from introd.decide.model import stamp
from introd.exchange import files
from introd.mailroom.desk import Desk
from introd.mailroom.people import forgetting, importing, orders
from introd.read.reading import Command
from introd.record.store import Transaction

FOLDER = "orders"
"""In the state folder, beside the record."""


def order(owner: str, command: Command) -> dict[str, Any]:
    """An order as a JSON document."""
    return {"owner": owner, "command": asdict(command) | {"until": command.until.isoformat() if command.until else None}}


def leave(state: Path, desk: Desk, document: dict[str, Any]) -> Path:
    """Leave an order for the daemon; whole, or not at all. Raises OSError."""
    folder = state / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{stamp(desk.clock()).replace(':', '')}-{desk.keyed(json.dumps(document, sort_keys=True))[:12]}"
    fresh = folder / f"{name}.new"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    _hand_over(state, folder, fresh)
    return fresh.replace(folder / f"{name}.json")


def _hand_over(state: Path, *made: Path) -> None:
    """What root leaves belongs to whom the state belongs to: the daemon could not read it otherwise."""
    if os.geteuid() == 0:
        owner = state.stat()
        for path in made:
            os.chown(path, owner.st_uid, owner.st_gid)


def take_up(state: Path, desk: Desk) -> int:
    """Do what was left there, oldest first; a file goes once its order is committed. How many."""
    waiting = sorted((state / FOLDER).glob("*.json"))
    for path in waiting:
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            path.replace(path.with_suffix(".unreadable"))
            continue
        with desk.store.transaction() as work:
            do(work, desk, document)
        path.unlink(missing_ok=True)
    return len(waiting)


def do(work: Transaction, desk: Desk, document: dict[str, Any]) -> list[str]:
    """Do an order of the command line; what it is answered with."""
    owner = document["owner"]
    if "file" in document:
        found = files.read_file(document["file"], document.get("mapping"))
        return [importing.store(work, desk, owner, found.contacts).words()]
    fields = document["command"]
    command = Command(**{**fields, "until": date.fromisoformat(fields["until"]) if fields.get("until") else None})
    if command.verb == "forget":
        forgetting.forget(work, desk, command.about or "", owner)
        return ["Forgotten in the record; the daemon deletes the mail about them at its next pass."]
    return orders.obey(work, desk, owner, command) or ["There is no such order."]
