"""What the list adds to letters about the time after: somebody's history in words, and who else would do."""

from __future__ import annotations

from typing import Any

from introd.decide.case import Case, Side, other
from introd.decide.letter import Kind, Letter
from introd.decide.people.words import standing, tier
from introd.mailroom.desk import Desk
from introd.mailroom.people.entries import entry, names_in
from introd.mailroom.people.knowing import others_for
from introd.record.store import View

_WITH_HISTORY = frozenset({Kind.REPORT, Kind.CALL_NOTE, Kind.ACCOUNTS})
_WHY = ("offers", "headline", "background")


def completed(view: View, desk: Desk, case: Case, letter: Letter) -> Letter | None:
    """The letter with what the list knows; None for a choice of people where there is nobody to choose."""
    if letter.kind in _WITH_HISTORY:
        side = letter.facts.get("about") or letter.facts.get("side")
        return letter.but(facts={**letter.facts, "history": history(view, desk, case, "first" if side == "first" else "second")})
    if letter.kind is Kind.ALTERNATIVES:
        found = candidates(view, desk, case, "first" if letter.facts.get("side") == "first" else "second")
        return letter.but(facts={**letter.facts, "candidates": found}) if found else None
    return letter


def history(view: View, desk: Desk, case: Case, side: Side) -> list[str]:
    """How near a party is to the introducer, and their standing in words, as it was before this; empty where nothing is known."""
    person = entry(view, case.owner, case.party(side).address)
    if person is None:
        return []
    near = [f"{person.called} is {close}"] if (close := tier(person)) else []
    return [*near, standing(person, names_in(view, person), desk.clock())] if person.deeds else near


def candidates(view: View, desk: Desk, case: Case, side: Side) -> list[dict[str, Any]]:
    """Up to three people of the list who fit what one side needs, and have room."""
    waiting = case.party(side)
    person = entry(view, case.owner, waiting.address)
    mine = person.all_addresses if person else (waiting.address,)
    need = " ".join((waiting.profile.needs, case.why, waiting.profile.interests))
    met = {
        party["address"]
        for address in mine
        for document in view.introductions_with(case.owner, address)
        for party in (document.get("first"), document.get("second"))
        if party and party.get("address")
    }
    barred = {*person.no_go, *(deed.other for deed in person.deeds if deed.what == "know")} if person else set()
    found = others_for(view, desk, case.owner, need, {*met, *barred, *mine, case.party(other(side)).address})
    return [
        {"name": p.name, "address": p.address, "why": next((p.profile[k] for k in _WHY if p.profile.get(k)), "")[:200]}
        for p in found
    ]
