"""A change of somebody's settings, proposed to the introducer with the reason. Only their reply makes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from introd.decide.letter import Kind, Letter
from introd.decide.model import stamp
from introd.decide.people import words
from introd.decide.people.person import Person, Status
from introd.decide.settings import IntroducerSettings
from introd.mailroom.desk import Desk
from introd.mailroom.owing import daily_moment, owe
from introd.mailroom.people.entries import entry, names_in, put
from introd.read.reading import Command
from introd.record.store import Transaction, View

PROPOSED = "proposal:"
"""Begins the setting of a proposal that waits; the introducer's address and its number follow."""

AGREE = frozenset({"go", "send", "override"})
DECLINE = frozenset({"leave_it", "cancel", "drop"})


def propose(work: Transaction, desk: Desk, person: Person, change: str) -> None:
    """Owe the introducer a proposal at their daily hour: caution, rest, off or resume. One of a kind about one person waits at a time."""
    introducer = desk.settings.introducer(person.owner)
    if introducer is None or any(p["address"] == person.address and p["change"] == change for p in waiting(work, person.owner)):
        return
    now = desk.clock()
    name = f"{PROPOSED}{person.owner}:{desk.keyed(f'{person.address} {change} {stamp(now)}')[:16]}"
    facts = {
        "proposal": name, "address": person.address, "name": person.called, "change": change,
        "standing": words.standing(person, names_in(work, person), now), "status": words.status(person, now.date()),
    }  # fmt: skip
    work.put_setting(name, {**facts, "owner": person.owner, "at": stamp(now)})
    owe(work, desk, Letter(
        key=f"proposal/{name.rpartition(':')[2]}", reference="", owner=introducer.key, kind=Kind.PROPOSAL, reader="introducer",
        to=introducer.key, facts=facts, not_before=daily_moment(now, desk, introducer), created=now, order=7,
    ))  # fmt: skip


def waiting(view: View, owner: str) -> list[dict[str, Any]]:
    """The proposals that an introducer has not settled, for a digest: proposal, address, name, change, standing, at."""
    found = view.settings(f"{PROPOSED}{owner}:")
    return sorted(found.values(), key=lambda proposal: str(proposal["at"]))


def settle(work: Transaction, desk: Desk, introducer: IntroducerSettings, name: str, command: Command | None) -> list[str] | None:
    """Do what the introducer answers to a proposal; None where the answer is neither yes nor no."""
    proposal = work.setting(name) if name.startswith(f"{PROPOSED}{introducer.key}:") else None
    verb = command.verb if command else ""
    if verb not in AGREE | DECLINE:
        return None
    if proposal is None:
        return ["That proposal was settled before; nothing is changed."]
    work.put_setting(name, None)
    person = entry(work, introducer.key, proposal["address"])
    if person is None:
        return ["That person is no longer on your list."]
    if verb in DECLINE:
        return [f"{person.called} stays as they are: {words.status(person, desk.clock().date())}."]
    person = put(work, changed(person, proposal["change"], desk.clock()))
    return [f"{person.called} is now {words.status(person, desk.clock().date())}."]


def changed(person: Person, change: str, now: datetime) -> Person:
    """The entry with a proposed change made."""
    if change == "caution":
        return person.but(cautious=True, since=now)
    if change == "resume":
        return person.but(status=Status.OPEN, until=None, cautious=False, since=now)
    return person.but(status=Status.RESTING if change == "rest" else Status.OFF, until=None, cautious=False, since=now)
