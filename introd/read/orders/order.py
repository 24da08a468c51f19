"""One sentence of an introducer as the rules of orders see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from introd.read.orders.people import Spoken, spoken_of
from introd.read.orders.vocabulary import Said
from introd.read.reading import Context
from introd.read.requests.addresses import without_marks
from introd.read.requests.lexicon import fold, table, words
from introd.read.requests.names import GIVEN
from introd.read.requests.page import Page, Sentence
from introd.read.requests.when import day

_NUMBERS = {fold(word): int(value) for value, phrases in table("numbers").items() for word in phrases}
_HAN = {
    sign: number
    for number, signs in enumerate(("一", "二两兩", "三", "四", "五", "六", "七", "八", "九", "十"), 1)
    for sign in signs
}
_NUMERAL = re.compile(rf"\d+|[{''.join(_HAN)}]|[^\W\d_]+?(?=[{''.join(_HAN)}\W\d_]|$)")
_POLITE = 8  # characters of "please, " or "bitte "
_MOST = 60  # introductions in a period
_CLAUSE = re.compile(r"(?:^|[,;:.!?–—(\n，、。：]|\s-)\s*(?:[^\w\s]+\s*)?$")


@dataclass(frozen=True)
class Order:
    """A sentence, the words of one language that were found in it, and where it stands."""

    page: Page
    sentence: Sentence
    sent: date | None
    context: Context
    said: tuple[Said, ...]
    subject: str = ""
    language: str = ""
    around: frozenset[str] = frozenset()  # the lists of which a phrase stands anywhere in the mail

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The lists of which a phrase stands in the sentence."""
        return frozenset(one.list for one in self.said)

    @cached_property
    def folded(self) -> str:
        """The sentence as the lists are written."""
        return fold(self.sentence.text)

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.folded.rstrip(" )\"'。").endswith(("?", "？", "か", "吗", "呢"))

    @cached_property
    def who(self) -> Spoken:
        """Whom it speaks of."""
        return spoken_of(self.page, self.sentence, self.context, self.said, self.subject)

    @property
    def names_somebody(self) -> bool:
        """Whether somebody is named in it."""
        return bool(self.who.people and not self.who.carried) or bool(self.who.addresses)

    @property
    def names_somebody_surely(self) -> bool:
        """Whether a name stands in it that is more than an unknown word at its beginning: "Estaré fuera", "Ola is out"."""
        first = [word.strip(",.!?:;") for word in self.folded.split()[:1]]
        people = [one for one in self.who.people if [fold(one)] != first or fold(one) in GIVEN]
        return bool(people and not self.who.carried) or bool(self.who.addresses)

    @cached_property
    def until(self) -> date | None:
        """The day that it names: a month alone only behind "until" or "from", since "mai" is never, and Marco no March."""
        text = self.sentence.text
        for one in self.who.people:
            text = text.replace(one, " ")
        dated = self.any("until", "from") or any(sign.isdecimal() for sign in without_marks(text))
        return day(text, self.sent, self.language) if dated else None

    @property
    def lasts(self) -> bool:
        """Whether it says how long, or until when."""
        return self.until is not None or self.has("until")

    @cached_property
    def number(self) -> int | None:
        """Its first number that is not part of a period ("every two months")."""
        text = fold(without_marks(self.sentence.text))
        periods = [(one.start, one.end) for one in self.said if one.list == "period"]
        for match in _NUMERAL.finditer(text):
            word = match.group()
            number = int(word) if word.isdecimal() else _NUMBERS.get(word) or _HAN.get(word)
            if number and number < _MOST and not any(start <= match.start() < end for start, end in periods):
                return number
        return None

    def has(self, *lists: str) -> bool:
        """Whether a phrase of each list stands in it."""
        return self.kinds.issuperset(lists)

    def any(self, *lists: str) -> bool:
        """Whether a phrase of one of the lists stands in it."""
        return not self.kinds.isdisjoint(lists)

    def bids(self, *lists: str) -> bool:
        """Whether the words of a list are an order and no tale: a clause begins with them, or the sentence bids."""
        return self.any(*lists) and ("bid" in self.kinds or self.opens(*lists))

    def opens(self, *lists: str) -> bool:
        """Whether a clause begins with a phrase of a list."""
        return any(_CLAUSE.search(self.folded[: one.start]) for one in self.said if one.list in lists)

    def begins(self, name: str) -> bool:
        """Whether the sentence begins with a phrase of a list, but for a polite word."""
        indent = len(self.folded) - len(self.folded.lstrip())
        return any(one.list == name and one.start <= indent + _POLITE for one in self.said)

    def ends(self, name: str) -> bool:
        """Whether the sentence ends with a phrase of a list."""
        last = len(self.folded.rstrip(" .!。！"))
        return any(one.list == name and one.end >= last for one in self.said)

    def speaks_of_one(self, name: str) -> bool:
        """Whether somebody stands between the halves of each phrase of a list: "don't send her anything"."""
        said = [one for one in self.said if one.list == name]
        one_of = words("pronoun_objects")
        return bool(said) and all(one.split and set(self.folded[one.start : one.end].split()[1:-1]) & one_of for one in said)

    def words_of(self, name: str) -> str:
        """The words of a list as they were written."""
        return next((self.sentence.text[one.start : one.end] for one in self.said if one.list == name), "")
