"""A request's words laid over a draft: who is who, what is added, what is dropped."""

from __future__ import annotations

from introd.decide.case import Case, Party, Profile, Side
from introd.read.reading import PartyRead, Request


def merged(case: Case, request: Request) -> Case:
    """The draft with a request's words laid over it; what the request does not say stays."""
    first, second = _parties(case, request)
    by_address = {p.address: p.side for p in (first, second) if p is not None and p.address}
    changes: dict[str, object] = {
        "first": first,
        "second": second,
        "why": request.why or case.why,
        "starters": _joined(case.starters, request.starters),
        "constraints": _joined(case.constraints, request.constraints),
        "private": _joined(case.private, request.private),
        "missing": request.missing,
        "doubts": request.doubts,
        "ask_first": by_address.get(request.ask_first or "", case.ask_first),
        "asked_by": by_address.get(request.asker or "", case.asked_by),
        "not_before": request.not_before or case.not_before,
        "blind": case.blind if request.blind is None else request.blind,
        "links": case.links if request.links is None else request.links,
        "vouched": _joined(case.vouched, tuple(by_address[a] for a in request.agreed if a in by_address)),
    }
    return _drop(case.but(**changes), request.drop)


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return (*old, *(item for item in new if item not in old))


def _parties(case: Case, request: Request) -> tuple[Party | None, Party | None]:
    """Place the people of a request on the two sides: who is known by address or name keeps their side."""
    places: dict[Side, Party | None] = {"first": case.first, "second": case.second}
    for person in request.parties[:2]:
        side = _side_of(places, person)
        old = places[side] or Party(side=side, name="", address="", token=case.spare_tokens[side])
        profile = old.profile.but(**{k: v for k, v in person.profile.items() if k in Profile.model_fields and v})
        places[side] = old.but(name=person.name or old.name, address=person.email or old.address, profile=profile)
    return places["first"], places["second"]


def _side_of(places: dict[Side, Party | None], person: PartyRead) -> Side:
    for side, party in places.items():
        if party and is_about(party, person):
            return side
    if places["first"] is None:
        return "first"
    if places["second"] is None or places["first"].address:
        return "second"
    return "first"


def is_about(party: Party, person: PartyRead) -> bool:
    """Whether a request's person is this party: by address or by name."""
    return party.address == person.email or bool(person.name and _same_name(party.name, person.name))


def _same_name(one: str, two: str) -> bool:
    a, b = one.casefold().split(), two.casefold().split()
    return bool(a and b) and (a == b or (a[0] == b[0] and (len(a) == 1 or len(b) == 1)))


def _drop(case: Case, words: tuple[str, ...]) -> Case:
    """Leave out every sentence that holds the words ("drop the bit about Leeds")."""
    for word in words:
        case = case.but(
            why=_without(case.why, word), starters=tuple(s for s in case.starters if word.casefold() not in s.casefold())
        )
        for party in case.parties:
            texts = {k: _without(v, word) for k, v in party.profile.model_dump().items() if len(v.split()) > 3}
            case = case.with_party(party.but(profile=party.profile.but(**texts)))
    return case


def _without(text: str, word: str) -> str:
    sentences = text.replace("! ", "!\0").replace("? ", "?\0").replace(". ", ".\0").split("\0")
    return " ".join(s for s in sentences if word.casefold() not in s.casefold())
