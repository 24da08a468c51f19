"""An introducer's orders about people: LIST, WHO, PAUSE, RESUME, REST, CAP, OFF, NOTE and the like. The command line gives the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from introd.decide.case import State
from introd.decide.people import words
from introd.decide.people.person import Caps, Past, Person, PrivateNote, Status
from introd.decide.people.standing import figures
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.people import knowing, pairs, telling
from introd.mailroom.people.entries import entry, everybody, meant, names_in, put
from introd.mailroom.timeline import in_a_line
from introd.read.reading import Command
from introd.record.keys import folded, pair
from introd.record.store import Transaction, View

Change = Callable[[Transaction, Desk, Person, Command], list[str]]

_LISTED = 60  # people in one answer to LIST


def obey(work: Transaction, desk: Desk, owner: str, command: Command) -> list[str] | None:
    """Do an order about people for the owner of a list; the answer in lines, None for an order of another kind."""
    if command.verb == "list":
        return listed(work, desk, owner)
    if command.verb in pairs.VERBS:
        return pairs.obey(work, desk, owner, command)
    if command.verb not in _ORDERS:
        return None
    if not command.about:
        return ["Whom do you mean? Write the name or the address, for example: WHO Jane Roe."]
    found = meant(work, owner, command.about, makes=command.verb in _MAKES)
    if isinstance(found, Person):
        return _ORDERS[command.verb](work, desk, found, command)
    return found + [
        f"For example: {_WORDS.get(command.verb, command.verb.upper())} {line.rpartition('<')[2][:-1]}" for line in found[1:2]
    ]


def listed(view: View, desk: Desk, owner: str, most: int = _LISTED) -> list[str]:
    """The list: a line for each person, those first who are not open."""
    today, now = desk.clock().date(), desk.clock()
    people = list(everybody(view, owner))
    people.sort(key=lambda p: (p.standing_now(today) is Status.OPEN and not p.cautious, p.called.casefold()))
    lines = [telling.line(view, person, now) for person in people[:most]]
    if len(people) > most:
        lines.append(f"and {len(people) - most} more: EXPORT sends them all.")
    return lines or ["There is nobody on your list yet."]


def _who(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    return telling.whole(work, desk, person)


def _status(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    """The introductions that somebody is in."""
    cases = [case_of(d) for a in person.all_addresses for d in work.introductions_with(person.owner, a)]
    running = [in_a_line(c, desk.clock()) for c in cases if c is not None and c.state is not State.CLOSED]
    return running or [f"Nothing is under way with {person.called}."]


def _set(work: Transaction, desk: Desk, person: Person) -> list[str]:
    put(work, person)
    return [f"{person.called} is now {words.status(person, desk.clock().date())}."]


def _pause(work: Transaction, desk: Desk, person: Person, command: Command) -> list[str]:
    if command.until is not None and command.until <= desk.clock().date():
        return [f"{words.day(command.until)} is past; nothing is changed."]
    return _set(work, desk, person.but(status=Status.PAUSED, until=command.until, since=desk.clock()))


def _resume(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    said = _set(work, desk, person.but(status=Status.OPEN, until=None, cautious=False, since=desk.clock()))
    own = knowing.own_pause(work, desk, *person.all_addresses)
    if own is not None and own > desk.clock().date():
        said.append(f"They asked themselves not to be asked{f' until {words.day(own)}' if own < date.max else ''}; that stands.")
    return said


def _off(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    return [*_set(work, desk, person.but(status=Status.OFF, until=None, since=desk.clock())), "RESUME puts them back."]


def _rest(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    return _set(work, desk, person.but(status=Status.RESTING, until=None, since=desk.clock()))


def _old_friend(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    return _tier(work, desk, person, "old friend")


def _new_acquaintance(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    return _tier(work, desk, person, "new acquaintance")


def _tier(work: Transaction, desk: Desk, person: Person, tier: str) -> list[str]:
    """How near somebody is to the introducer: said wherever a mistake would cost something."""
    person = put(work, person.told({"tier": tier}, "introducer", desk.clock()))
    return [f"{person.called} is {words.tier(person)} from now on. That is for you alone."]


def _repaid(work: Transaction, desk: Desk, person: Person, command: Command) -> list[str]:
    """All that they owed, or what they owed to the one who is named."""
    owed = figures(person.deeds).favours
    whom = meant(work, person.owner, command.rest) if command.rest else None
    if isinstance(whom, list):
        return whom
    theirs = whom.all_addresses if whom else ("",)
    if not any(whom is None or deed.other in theirs for deed in owed):
        return [f"I know of no favour that {person.called} owes{f' {whom.called}' if whom else ''}; nothing is changed."]
    deeds = tuple(Past(at=desk.clock(), what="repaid", other=other) for other in theirs)
    person = put(work, person.but(deeds=(*person.deeds, *deeds)))
    return [f"Noted: the favour is repaid. {person.called}: {words.standing(person, names_in(work, person), desk.clock())}."]


def _cap(work: Transaction, desk: Desk, person: Person, command: Command) -> list[str]:
    """`CAP Jane 2 a month`, `CAP Jane 4 a quarter`; the other figure is kept, and never less than what it must hold."""
    if command.number is None or not 0 <= command.number <= 100:
        return ["How often? For example: CAP Jane 2 a quarter."]
    caps, count = person.caps or knowing.caps(desk.settings), command.number
    quarterly = any(word in command.rest.casefold() for word in ("quarter", "quartal", "three months", "3 months", "trimest"))
    caps = Caps(month=min(caps.month, count), quarter=count) if quarterly else Caps(month=count, quarter=max(caps.quarter, count))
    return _set(work, desk, person.but(caps=caps))


def _ask_first(work: Transaction, desk: Desk, person: Person, _command: Command) -> list[str]:
    return _set(work, desk, person.but(ask_first=True))


def _note(work: Transaction, desk: Desk, person: Person, command: Command) -> list[str]:
    text = command.rest.strip(" :")
    if not text:
        return [f"What shall I note on {person.called}? For example: NOTE {person.called}: prefers mornings."]
    put(work, person.but(notes=(*person.notes, PrivateNote(at=desk.clock(), text=text[:2000]))[-100:]))
    return [f"Noted on {person.called}, for you alone: {text[:2000]}"]


def _change_address(work: Transaction, _desk: Desk, person: Person, command: Command) -> list[str]:
    """The entry moves to the new address; the old one still finds it."""
    new = next((w.strip("<>(),;:.").casefold() for w in command.rest.split() if "@" in w), "")
    if not new:
        return ["Which address? For example: Jane's new address is jane@new.example."]
    there = entry(work, person.owner, new)
    if there is not None and there.address != person.address:
        return [f"{there.called} has that address on your list; nothing is changed."]
    work.remove("person", _key(person))
    others = tuple(a for a in dict.fromkeys((person.address, *person.addresses)) if a.casefold() != new)
    put(work, person.but(address=new, addresses=others))
    return [
        f"{person.called} has the address {new} from now on. Introductions under way keep the old one: correct it in their threads."
    ]


def _not_theirs(work: Transaction, _desk: Desk, person: Person, command: Command) -> list[str]:
    """A further address that was taken for theirs: it is on no entry of the list then; the first one can only be changed."""
    wrong = next((w.strip("<>(),;:.").casefold() for w in command.rest.split() if "@" in w), "")
    if wrong == person.address.casefold():
        return [
            f"{wrong} is the only address that I write to {person.called} at. Give me the right one: {person.called}'s new address is …"
        ]
    if wrong not in person.all_addresses:
        return [f"{person.called} does not have the address {wrong} on your list; nothing is changed."]
    put(work, person.but(addresses=tuple(a for a in person.addresses if a.casefold() != wrong)))
    return [f"{wrong} is no address of {person.called} any more. If it is somebody else's, tell me of them as of anybody new."]


def _key(person: Person) -> str:
    """The id of an entry in the record."""
    return pair(person.owner, folded(person.address))


_MAKES = frozenset({"pause", "off", "cap", "note", "ask_first_always", "rest", "old_friend", "new_acquaintance"})
_WORDS = {"ask_first_always": "Always ask me before asking", "change_address": "The new address of", "old_friend": "OLD FRIEND",
          "new_acquaintance": "NEW"}  # fmt: skip

_ORDERS: dict[str, Change] = {
    "who": _who, "status": _status, "pause": _pause, "resume": _resume, "off": _off, "rest": _rest, "cap": _cap,
    "ask_first_always": _ask_first, "note": _note, "change_address": _change_address, "not_theirs": _not_theirs, "old_friend": _old_friend,
    "new_acquaintance": _new_acquaintance, "repaid": _repaid,
}  # fmt: skip
"""What each order does. FORGET, EXPORT and imports stand in rooms of their own, since they need a GO or carry files."""
