"""Contacts of a file become entries of a list: facts with where they are from, never in place of newer words of the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from introd.decide.people.person import Person, PrivateNote
from introd.exchange.contact import Contact
from introd.mailroom.desk import Desk
from introd.mailroom.people.entries import entry_or_new, put
from introd.record.store import Transaction

FORGOTTEN = "forgotten:"
"""Begins the setting of somebody who asked to be forgotten; the address hash follows."""

_STRONGER = frozenset({"themselves", "introducer", "request"})
_LONGEST = 2000  # characters of one fact


@dataclass(frozen=True, slots=True)
class Stored:
    """How many entries are new, how many were known, and how many were left out since they asked to be forgotten."""

    new: int
    known: int
    refused: int

    def words(self) -> str:
        """As the introducer reads it."""
        said = f"{self.new} new on your list, {self.known} brought up to date"
        return f"{said}, {self.refused} left out: they want no mail." if self.refused else f"{said}."


def store(work: Transaction, desk: Desk, owner: str, contacts: Iterable[Contact]) -> Stored:
    """Keep the contacts on an owner's list. The daemon's and the introducers' own addresses are nobody's entry."""
    ours = {desk.settings.address, *(a for i in desk.settings.introducers for a in i.addresses)}
    new = known = refused = 0
    for contact in contacts:
        keyed = desk.address_hash(contact.address)
        if contact.address in ours:
            continue
        if work.setting(FORGOTTEN + keyed) or work.opted_out(keyed):
            refused += 1
            continue
        old = entry_or_new(work, owner, contact.address)
        fresh = not old.name and not old.profile and not old.deeds and old.said is None
        put(work, merged(old, contact, desk.clock()))
        new, known = new + fresh, known + (not fresh)
    return Stored(new, known, refused)


def merged(person: Person, contact: Contact, now: datetime) -> Person:
    """The entry with what a file says, where nobody has said better."""
    facts = {k: v[:_LONGEST] for k, v in contact.profile.items() if not _better(person, k)}
    addresses = tuple(dict.fromkeys((*person.addresses, *(a for a in contact.addresses if a != person.address))))
    noted = any(note.text == contact.note for note in person.notes)
    notes = person.notes if noted or not contact.note else (*person.notes, PrivateNote(at=now, text=contact.note[:_LONGEST]))
    named = person.but(name=person.name or contact.name[:200], addresses=addresses, notes=notes, said=person.said or now)
    return named.told(facts, "import", now)


def _better(person: Person, key: str) -> bool:
    source = person.sources.get(key)
    return bool(person.profile.get(key)) and (source is None or source.origin in _STRONGER)
