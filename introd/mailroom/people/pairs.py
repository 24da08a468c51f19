"""An introducer's orders about two people: never to be introduced, or free to be; known to each other, or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from introd.decide.people.person import Past, Person
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.people.entries import meant, put
from introd.read.reading import Command
from introd.record.store import Transaction, View

Setting = Callable[[Person, Person, datetime], Person]
"""An entry with what an order says of them and the other."""


def obey(work: Transaction, desk: Desk, owner: str, command: Command) -> list[str]:
    """Do an order about two people, on the entries of both; the answer in lines."""
    if not command.about or not command.rest:
        return [f"Which two do you mean? For example: {command.verb.upper().replace('_', ' ')} Jane Roe, Jason Poe."]
    one, other = (meant(work, owner, said, makes=True) for said in (command.about, command.rest))
    if not isinstance(one, Person):
        return one
    if not isinstance(other, Person):
        return other
    if one.address == other.address:
        return [f"{command.about} and {command.rest} are one person on your list; nothing is changed."]
    setting, said = VERBS[command.verb]
    put(work, setting(one, other, desk.clock()))
    put(work, setting(other, one, desk.clock()))
    return [said.format(one.called, other.called), *(_running(work, one, other) if command.verb == "apart" else ())]


def _running(view: View, one: Person, other: Person) -> list[str]:
    """What is under way between the two is not called off by itself: it may be past that."""
    cases = (case_of(document) for address in one.all_addresses for document in view.introductions_with(one.owner, address))
    between = [
        case for case in cases
        if case is not None and case.closed is None and case.handed_over is None
        and any(party.address.casefold() in other.all_addresses for party in case.parties)
    ]  # fmt: skip
    return [f"An introduction of the two is under way. CANCEL {case.reference} calls it off." for case in between]


def _apart(person: Person, other: Person, _now: datetime) -> Person:
    return person.but(no_go=tuple(dict.fromkeys((*person.no_go, *other.all_addresses))))


def _may_meet(person: Person, other: Person, _now: datetime) -> Person:
    return person.but(no_go=tuple(address for address in person.no_go if address not in other.all_addresses))


def _know(person: Person, other: Person, now: datetime) -> Person:
    return person.but(deeds=(*_strangers(person, other, now).deeds, Past(at=now, what="know", other=other.address)))


def _strangers(person: Person, other: Person, _now: datetime) -> Person:
    return person.but(deeds=tuple(d for d in person.deeds if d.what != "know" or d.other not in other.all_addresses))


VERBS: dict[str, tuple[Setting, str]] = {
    "apart": (_apart, "I warn you before I ask either about the other: {} and {} are not to be introduced. MAY MEET undoes it."),
    "may_meet": (_may_meet, "{} and {} may be introduced."),
    "know": (_know, "Noted: {} and {} know each other. I say so, should you want to introduce them."),
    "strangers": (_strangers, "Noted: {} and {} don't know each other, as far as you told me."),
}
"""What each order does to both entries, and its answer."""
