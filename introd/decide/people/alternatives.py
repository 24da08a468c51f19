"""Who else would do: up to three people of the list who fit what somebody needs, and have room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from introd.decide.people.caps import fits
from introd.decide.people.person import Caps, Person, Status
from introd.decide.people.standing import Care, care, figures

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY_TEXT = (
    "the and for with who how what why from about into that this have has had was are his her their they you your our can could would "
    "like wants want needs need learn help looking somebody someone people person will been more than some any all get got know "
    "der die das und mit von für ein eine wie aus les des une pour avec dans qui que los las una por con para del"
)
_EMPTY = frozenset(_EMPTY_TEXT.split())
_FIELDS = {"offers": 3, "headline": 2, "background": 1, "highlight": 1, "interests": 1}


def alternatives(
    people: Iterable[Person],
    need: str,
    *,
    now: datetime,
    but: Collection[str] = (),
    asks: Mapping[str, Collection[datetime]] | Callable[[Person], Collection[datetime]] | None = None,
    caps: Caps | None = None,
    most: int = 3,
) -> tuple[Person, ...]:
    """The people who fit `need` best and may be asked at `now`, the best first.

    `need` is free text: what the waiting one needs, and why they were introduced. `but` are addresses that are left out (the two
    themselves, and whom they know). `asks` gives the moments of asks of a person, by address or asked one by one for the best only.
    """
    found = []
    for person in fitting(people, need, now=now, but=but):
        when = asks(person) if callable(asks) else (asks or {}).get(person.address, ())
        if fits(when, now, person.caps or caps or Caps()):
            found.append(person)
        if len(found) == most:
            break
    return tuple(found)


def fitting(people: Iterable[Person], need: str, *, now: datetime, but: Collection[str] = ()) -> list[Person]:
    """Those who fit a need and are open, without a look at the caps: by words in common, then by a good history."""
    wanted, out = _words(need), {address.casefold() for address in but}
    ranked = []
    for person in people:
        if out.intersection(person.all_addresses) or person.standing_now(now.date()) is not Status.OPEN:
            continue
        score = sum(value * len(wanted & _words(person.profile.get(key, ""))) for key, value in _FIELDS.items())
        if score and care(person.deeds, now) is Care.NONE and not figures(person.deeds).bounced:
            ranked.append((-score, -figures(person.deeds).good, person.address, person))
    return [person for *_, person in sorted(ranked, key=lambda entry: entry[:3])]


def _words(text: str) -> set[str]:
    """Words without case, accents and common endings."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return {_stem(word) for word in _WORD.findall(bare) if word not in _EMPTY}


def _stem(word: str) -> str:
    for ending in ("ing", "ers", "er", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
