"""One person introduced to two others, or more: which of them is the one, told by how the names are joined."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from introd.read.reading import PartyRead, Request

_AND = frozenset(["and", "und", "et", "y", "e", "och", "i", "en", "と", "和", "与", "與", "、", "&"])
_ADDRESS = re.compile(r"<[^>]*>|\([^)]*\)|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+|&|、")
_TO_BOTH = "I read this as two introductions, one to {one} and one to {other}, both of {hub}. Is that right?"
_TO_EACH = "I read this as {count} introductions, all of {hub}: to {others}. Is that right?"
_THREE = 3


def pairs(request: Request, text: str) -> list[Request]:
    """One request for each introduction: at most two people in each. `text` is where the names stand."""
    if len(request.parties) <= 2:
        return [request]
    asker = next((p for p in request.parties if p.email and p.email == request.asker), None)
    hub, sure = (asker, True) if asker else _hub(request.parties, text)
    others = [party for party in request.parties if party is not hub]
    if len(others) >= _THREE:
        asked = _TO_EACH.format(count=len(others), hub=_called(hub), others=", ".join(map(_called, others)))
        request = replace(request, doubts=(*request.doubts, asked))
    elif not sure:
        asked = _TO_BOTH.format(hub=_called(hub), one=_called(others[0]), other=_called(others[1]))
        request = replace(request, doubts=(*request.doubts, asked))
    return [_of_two(request, hub, one) for one in others]


def _of_two(request: Request, hub: PartyRead, other: PartyRead) -> Request:
    """The request for one of the pairs; what it says of the third stays with the third."""
    here = {party.email for party in (hub, other) if party.email}
    return replace(
        request,
        parties=(hub, other),
        ask_first=request.ask_first if request.ask_first in here else None,
        agreed=tuple(address for address in request.agreed if address in here),
    )


def _hub(parties: tuple[PartyRead, ...], text: str) -> tuple[PartyRead, bool]:
    """Who is introduced to all the others, and whether that is plain. Where there are more than two others the introducer is asked anyhow.

    In "A to B and C" it is the first, in "A and B to C" the last: the odd one out is not joined by "and". Who asked is it in any case.
    """
    places = [_place(party, text) for party in parties]
    if None in places:
        return parties[0], False
    order = sorted(range(len(parties)), key=lambda n: places[n] or (0, 0))
    joined = [_joined(text[_end(places[a]) : _start(places[b])]) for a, b in pairwise(order)]
    if not joined[0] and all(joined[1:]):
        return parties[order[0]], True
    if not joined[-1] and all(joined[:-1]):
        return parties[order[-1]], True
    return parties[order[0]], False


def _place(party: PartyRead, text: str) -> tuple[int, int] | None:
    """Where a person is named first: by name, else by address."""
    for naming in (party.name, party.name.split()[0] if party.name else "", party.email or ""):
        found = re.search(rf"(?<!\w){re.escape(naming)}(?!\w)", text, re.IGNORECASE) if naming else None
        if found:
            return found.span()
    return None


def _start(place: tuple[int, int] | None) -> int:
    return place[0] if place else 0


def _end(place: tuple[int, int] | None) -> int:
    return place[1] if place else 0


def _joined(between: str) -> bool:
    """Whether two names are joined by nothing but a comma or "and"."""
    words = {word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", between))}
    return words <= _AND


def _called(party: PartyRead) -> str:
    return party.name or party.email or "the one without a name"
