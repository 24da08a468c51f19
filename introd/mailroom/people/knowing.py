"""What the record knows of people before they are asked: an introducer's own entry, and what all of them share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from introd.decide.case import Case, State
from introd.decide.letter import Kind
from introd.decide.model import stamp
from introd.decide.people.alternatives import alternatives
from introd.decide.people.asking import Known, Met
from introd.decide.people.caps import QUARTER
from introd.decide.people.person import Caps, Person
from introd.decide.settings import Settings
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.people.entries import entry, everybody, names_in
from introd.read.reading import Request
from introd.record.store import View

OWN_PAUSE = "pause:"
"""Begins the setting of a person's own wish not to be asked for a while; the address hash follows, the value is a day."""

_ASKS = (Kind.ASK, Kind.HEADS_UP)
_WILL_ASK = frozenset({State.LEAVING, State.ASKING, State.AGREED})


def caps(settings: Settings) -> Caps:
    """The caps of whoever has none of their own."""
    return Caps(month=settings.cap_month, quarter=settings.cap_quarter)


def known(view: View, desk: Desk, owner: str, addresses: Iterable[str], reference: str = "") -> tuple[Known, ...]:
    """What an owner may be told of each address, for the case `reference`, whose own asks don't count."""
    return tuple(_known(view, desk, owner, a.casefold(), reference) for a in dict.fromkeys(addresses) if a)


def known_of_case(view: View, desk: Desk, case: Case, request: Request | None = None) -> tuple[Known, ...]:
    """The same for the parties of a case, and those whom corrections name."""
    named = [p.email for p in request.parties if p.email] if request else []
    return known(view, desk, case.owner, [*(p.address for p in case.parties), *named], case.reference)


def _known(view: View, desk: Desk, owner: str, address: str, reference: str) -> Known:
    person = entry(view, owner, address)
    mine = person.all_addresses if person else (address,)
    return Known(
        address=address,
        person=person,
        asks=tuple(asks_of(view, desk, mine, reference)),
        met=tuple(met for one in mine for met in _met(view, owner, one, mine, reference)),
        opted_out=any(view.opted_out(desk.address_hash(a)) for a in mine),
        paused=own_pause(view, desk, *mine),
        names=names_in(view, person) if person else {},
    )


def asks_of(view: View, desk: Desk, addresses: Iterable[str], but: str = "") -> list[datetime]:
    """When somebody was or is to be asked, once an introduction, whoever introduces them."""
    since = desk.clock() - QUARTER - timedelta(days=1)
    found: dict[str, datetime] = {}
    for address in addresses:
        for letter in view.letters_to(desk.address_hash(address), stamp(since)):
            if letter["kind"] in _ASKS and letter["reference"] != but:
                moment = datetime.fromisoformat(letter.get("settled") or letter["not_before"])
                found[letter["reference"]] = min(moment, found.get(letter["reference"], moment))
        for document in view.introductions_with(None, address):
            case = case_of(document)
            if case is not None and case.state in _WILL_ASK and case.reference != but and case.created > since:
                found.setdefault(case.reference, max(case.created, _planned(case, desk)))
    return sorted(found.values())


def _planned(case: Case, desk: Desk) -> datetime:
    """When a case that has yet to ask will do so, as far as known."""
    day = case.not_before
    return desk.clock() if day is None else max(desk.clock(), datetime.combine(day, datetime.min.time(), desk.clock().tzinfo))


def _met(view: View, owner: str, address: str, mine: Collection[str], reference: str) -> Iterable[Met]:
    for document in view.introductions_with(owner, address):
        case = case_of(document)
        if case is None or case.reference == reference:
            continue
        how = "introduced" if case.handed_over else "running" if case.closed is None else "ended"
        for party in case.parties:
            if party.address.casefold() not in mine:
                yield Met(reference=case.reference, other=party.address.casefold(), at=case.handed_over or case.created, how=how)


def own_pause(view: View, desk: Desk, *addresses: str) -> date | None:
    """Until when a person with these addresses asked to be left in peace; `date.max` for until they say START."""
    said = (view.setting(OWN_PAUSE + desk.address_hash(address)) for address in addresses)
    return max((date.fromisoformat(day) for day in said if day), default=None)


def may_not_ask(view: View, desk: Desk, case: Case, address: str) -> date | None:
    """Until when an ask that is owed must wait: a pause that came after it was decided. None: it may leave."""
    today = desk.clock().date()
    person = entry(view, case.owner, address)
    own = own_pause(view, desk, address, *(person.all_addresses if person else ()))
    paused = person is not None and str(person.standing_now(today)) == "paused" and f"paused:{address}" not in case.overridden
    until = (person.until or date.max) if person is not None and paused else None
    later = [day for day in (own, until) if day is not None and day > today]
    return max(later, default=None)


def others_for(view: View, desk: Desk, owner: str, need: str, but: Iterable[str]) -> tuple[Person, ...]:
    """Up to three people of the list who fit a need and have room now."""
    return alternatives(
        everybody(view, owner), need, now=desk.clock(), but=frozenset(but), caps=caps(desk.settings),
        asks=lambda person: asks_of(view, desk, person.all_addresses),
    )  # fmt: skip
