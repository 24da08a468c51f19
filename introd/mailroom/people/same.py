"""One person, several addresses: which belong together as far as the lists know, and how a new one comes to be known."""

from __future__ import annotations

from collections.abc import Iterable

from introd.decide.people.person import Person, Status, person_of
from introd.decide.people.traces import words
from introd.mailroom.people.entries import entry, entry_or_new, put
from introd.record.keys import folded, pair
from introd.record.store import Transaction, View


def addresses_of(view: View, address: str) -> tuple[str, ...]:
    """Every address of whoever has this one, on whose list ever it stands; this one first, lower case.

    An address of several people leads to all of them, but from there only entries of the same name lead on: a shared mailbox makes no
    two people one.
    """
    first = address.casefold()
    entries = _entries(view, first)
    names = {person.name.casefold() for person in entries if person.name}
    known, new = {first: None}, [a for person in entries for a in person.all_addresses]
    while new:
        one = new.pop()
        if one not in known:
            known[one] = None
            new += [a for person in _entries(view, one) if person.name.casefold() in names for a in person.all_addresses]
    return tuple(known)


def _entries(view: View, address: str) -> list[Person]:
    return [person for document in view.people_of(address) if (person := person_of(document)) is not None]


def entry_named(view: View, owner: str, address: str, name: str) -> Person:
    """The entry of an address for somebody of this name; a new one where it is but a further address of somebody of quite another name."""
    found, said = entry_or_new(view, owner, address), set(words(name.casefold()))
    further = found.address.casefold() != address.casefold()
    if further and found.name and said and said.isdisjoint(words(found.name.casefold())):
        return Person(owner=owner, address=address.casefold())
    return found


def join(work: Transaction, owner: str, old: str, new: str, name: str = "") -> None:
    """Somebody's own word that a new address is theirs: one entry with both. Not where it is known as somebody else's."""
    person = entry_or_new(work, owner, old, name)
    if any(_is_another(person, known) for known in _entries(work, new)):
        return
    there = entry(work, owner, new)
    if there is not None and there.address != person.address:
        work.remove("person", pair(owner, folded(there.address)))
        person = _as_one(person, there)
    put(work, person.but(addresses=_further(person, [new])))


def _is_another(person: Person, known: Person) -> bool:
    """Whether an entry is of somebody else, by its name; one that nobody has named yet may be of anybody."""
    named_so = bool(known.name) and known.name.casefold() == person.name.casefold()
    return not named_so and person.address not in known.all_addresses


def _further(person: Person, addresses: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(a.casefold() for a in (*person.addresses, *addresses))
    return tuple(a for a in found if a != person.address.casefold())


def _as_one(person: Person, there: Person) -> Person:
    """The first entry with what the second knew beside it; where both know, the first."""
    return person.but(
        name=person.name or there.name,
        addresses=_further(person, there.all_addresses),
        profile={**there.profile, **person.profile},
        sources={**there.sources, **person.sources},
        caps=person.caps or there.caps,
        ask_first=person.ask_first or there.ask_first,
        cautious=person.cautious or there.cautious,
        no_go=tuple(dict.fromkeys((*person.no_go, *there.no_go))),
        notes=tuple(sorted((*person.notes, *there.notes), key=lambda note: note.at)),
        deeds=tuple(sorted((*person.deeds, *there.deeds), key=lambda deed: deed.at)),
        **({} if person.status is not Status.OPEN else {"status": there.status, "until": there.until, "since": there.since}),
    )
