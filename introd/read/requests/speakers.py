"""Whom a piece of a mail speaks of: by address, by full name, or by the part of a name that is theirs alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from introd.read.requests import letters, names
from introd.read.requests.addresses import marks_in
from introd.read.requests.declined import plain
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.page import Page
from introd.read.requests.roles import Mention


class Speakers:
    """Finds which of the people a piece of text speaks of."""

    def __init__(self, page: Page, people: tuple[Mention, ...]) -> None:
        """`people`: the parties in their order."""
        self._page = page
        self._people = people
        foreign = [_in_latin(one, page) for one in people]
        called = [
            {*names.tokens_of(one.name), *_of_address(one), *foreign[n], *_as_called(one, page)} if one.name else set()
            for n, one in enumerate(people)
        ]
        shared = {word for number, one in enumerate(called) for other in called[number + 1 :] for word in one & other}
        self._words = [sorted(one - shared - {""}, key=len, reverse=True) for one in called]
        self._spelt = frozenset(word for one in people for word in _of_address(one)).union(*foreign)

    def places(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(place, end, number of the person) of everybody who is named between two places, in order."""
        found = []
        for at, number in marks_in(self._page.text[start:end]):
            email = self._page.found[number].email
            found += [
                (start + at, start + at + 1, n)
                for n, one in enumerate(self._people)
                if (email and one.email == email) or (one.malformed and one.written == self._page.found[number].written)
            ]
        folded = self._page.folded[start:end]
        for number, called in enumerate(self._words):
            for word in called:
                found += [
                    (start + at, start + at + len(word), number)
                    for at in _all(folded, word)
                    if names.calls(self._page.text, self._page.folded, start + at, word)
                    and (word not in self._spelt or self._page.text[start + at].isupper())
                ]
        return _apart(sorted(found, key=lambda item: (item[0], -item[1])))

    def numbers(self, start: int, end: int) -> set[int]:
        """Who is named between two places."""
        return {number for _, _, number in self.places(start, end)}

    def called(self, number: int) -> str:
        """The name of one of the people."""
        return self._people[number].name or "They"

    def by_name(self, name: str) -> int | None:
        """Who is called so, or None where nobody or more than one may be."""
        alike = [number for number, one in enumerate(self._people) if one.name and names.same_person(name, one.name)]
        alike = alike or [number for number, called in enumerate(self._words) if fold(names.clean(name)) in called]
        return alike[0] if len(alike) == 1 else None


def _of_address(one: Mention) -> frozenset[str]:
    """The words of an address that the name has not: "Nikos" of Νίκος Παπαδάκης, who writes as nikos@…."""
    local = fold((one.email or "").partition("@")[0])
    found = {word for word in re.split(r"[^a-z]+", local) if len(word) > 2} - words("role_mailboxes") - names.STOP
    return frozenset(found - set(names.tokens_of(one.name)))


def _as_called(one: Mention, page: Page) -> tuple[str, ...]:
    """The words of a name in its plain form: Jadwiga, of "proszę przedstawić Jadwigę"."""
    return names.tokens_of(plain(one.name, (one.email or "").partition("@")[0], page))


def _in_latin(one: Mention, page: Page) -> frozenset[str]:
    """The words of a page that call in Latin letters whom the mail names in Cyrillic or Greek ones."""
    foreign = [word for word in one.name.split() if letters.is_foreign(word)]
    if not foreign:
        return frozenset()
    capitals = set(re.findall(r"\b[A-Z][a-z]{2,20}\b", page.text))
    return frozenset(fold(word) for word in capitals if any(letters.alike(word, other) for other in foreign)) - names.STOP


def _all(folded: str, word: str) -> Iterator[int]:
    """Every place of a whole word."""
    at = folded.find(word)
    while at >= 0:
        before, after = folded[max(0, at - 1) : at], folded[at + len(word) : at + len(word) + 1]
        if is_cjk(word) or (not before.isalnum() and not after.isalnum()):
            yield at
        at = folded.find(word, at + len(word))


def _apart(places: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for place in places:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept
