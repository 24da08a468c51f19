"""Entries of the list in the record: found by name or address, put back whole."""

from __future__ import annotations

from collections.abc import Iterator

from introd.decide.people.person import Person, person_of
from introd.record.store import Transaction, View

_BATCH = 500


def entry(view: View, owner: str, address: str) -> Person | None:
    """What an owner knows of an address."""
    return person_of(view.person(owner, address))


def entry_or_new(view: View, owner: str, address: str, name: str = "") -> Person:
    """The entry of an address, or an empty one."""
    return entry(view, owner, address) or Person(owner=owner, address=address.casefold(), name=name)


def put(work: Transaction, person: Person) -> Person:
    """Store an entry."""
    work.put_person(person.document())
    return person


def find(view: View, owner: str, said: str) -> list[Person]:
    """The people that a name or an address means; a full name before a part of one."""
    found = [p for d in view.find_people(owner, said.strip()) if (p := person_of(d)) is not None]
    exact = [p for p in found if p.name.casefold() == said.strip().casefold()]
    return exact or found


def find_word(view: View, owner: str, word: str) -> Iterator[Person]:
    """Everybody of an owner's list who has a word in their name."""
    yield from (p for d in view.find_people(owner, word) if (p := person_of(d)) is not None)


def meant(view: View, owner: str, said: str, *, makes: bool = False) -> Person | list[str]:
    """Whom an order means, or why that is not certain, in lines. `makes`: an address that is on no list gets an entry."""
    address = next((word.strip("<>(),;:").casefold() for word in said.split() if "@" in word), "")
    found = find(view, owner, address or said)
    if not found and makes and address:
        return Person(owner=owner, address=address)
    if not found:
        return [f"I know nobody by the name of {said} on your list."]
    if len(found) > 1:
        return [f"There are {len(found)} people by the name of {said}; please write the address:",
                *(f"{p.called} <{p.address}>" for p in found[:20])]  # fmt: skip
    return found[0]


def everybody(view: View, owner: str) -> Iterator[Person]:
    """An owner's whole list, by address."""
    after = ""
    while batch := view.people(owner, after=after, limit=_BATCH):
        yield from (p for d in batch if (p := person_of(d)) is not None)
        after = str(batch[-1]["address"])


def names_in(view: View, person: Person) -> dict[str, str]:
    """The first names of those whom somebody's history speaks of, by address."""
    others = {deed.other for deed in person.deeds if deed.other}
    known = {address: entry(view, person.owner, address) for address in others}
    return {address: p.name.split()[0] for address, p in known.items() if p is not None and p.name}
