"""One person, named more than once: by name and by address, or with two addresses, "jane@acme.example or jane.roe@home.example"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from introd.read.requests import names
from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page
from introd.read.requests.roles import ASKED, Mention

_BESIDE = 48  # characters between two addresses of one person, at most


def one_each(people: list[Mention], page: Page) -> list[Mention]:
    """Everybody once, at the first of their addresses, where more than two addresses are given; two alone are left as they are."""
    kept: list[Mention] = []
    for one in people:
        same = next((n for n, other in enumerate(kept) if _alias(other, one, page)), None)
        if same is None:
            kept.append(one)
        else:
            kept[same] = replace(
                kept[same], name=max(kept[same].name, one.name, key=len), weight=max(kept[same].weight, one.weight)
            )
    return kept if len(kept) > 1 else people


def _alias(one: Mention, other: Mention, page: Page) -> bool:
    """Whether the second address is one more of the first person."""
    if not one.email or not other.email:
        return False
    if one.name and other.name:
        return " " in one.name and fold(names.clean(one.name)) == fold(names.clean(other.name))
    return not other.name and (_joined(one, other, page) or _sounds_alike(one, other))


def _joined(one: Mention, other: Mention, page: Page) -> bool:
    """ "… or …", "…, private: …": nothing but such words between two addresses."""
    gap = page.folded[one.end : other.start] if one.end <= other.start else ""
    found = re.findall(r"[^\W\d_]+", gap)
    return len(found) > 0 and len(gap) < _BESIDE and "\n" not in gap and bool(set(found) & words("other_address"))


def _sounds_alike(one: Mention, other: Mention) -> bool:
    """Whether the second address repeats the first name, or the whole first part of the first address."""
    first, second = (fold((each.email or "").partition("@")[0]) for each in (one, other))
    given = names.tokens_of(one.name)[1:2] if one.name else ()
    return first == second or any(len(word) > 2 and word in re.split(r"[._+-]", second) for word in given)


def is_one(one: Mention, other: Mention) -> bool:
    """Whether a name may be of somebody."""
    return bool(one.name) and names.same_person(one.name, other.name)


def merged(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention for each person: the same address, or a name that can only be of one of those with an address."""
    people: list[Mention] = []
    for one in mentions:
        if one.written:
            _add(
                people,
                one,
                [
                    n
                    for n, other in enumerate(people)
                    if (one.email and other.email == one.email) or (one.malformed and other.written == one.written)
                ],
            )
    for one in mentions:
        if not one.written:
            same = [n for n, other in enumerate(people) if is_one(one, other)]
            _add(people, one, same[:1] if len(same) == 1 else [])
            if len(same) > 1 and people and people[-1] is one:
                people.pop()
    return people


def _add(people: list[Mention], one: Mention, same: list[int]) -> None:
    if not same:
        people.append(one)
        return
    other = people[same[0]]
    name = (
        one.name
        if len(one.name) > len(other.name) and (not other.name or names.same_person(one.name, other.name))
        else other.name
    )
    lower, upper = sorted((one.weight, other.weight))
    total = lower if lower <= -ASKED and upper < ASKED * 2 else max(upper, min(lower + upper, ASKED * 2))
    people[same[0]] = replace(other, name=name, weight=total)
