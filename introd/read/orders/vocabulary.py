"""The words of orders: one data file a language, each looked up by the first word of its phrases.

A language's words count only beside each other: what is an order in Dutch is not made of a Dutch and a Swedish word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from introd.read.requests.lexicon import fold, is_cjk

GAP = 70  # characters between the two halves of "take ... off", at most
_CJK_GAP = 14
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3  # letters of a word that may go on: "annul*"
_CLASS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase of a list found in a sentence: `text[start:end]`; `split` where other words may stand between its halves."""

    list: str
    start: int
    end: int
    split: bool = False


_Entry = tuple[str, re.Pattern[str], bool]  # its list, how it is written, whether it is split


class Vocabulary:
    """The lists of one language."""

    def __init__(self, language: str, lists: Mapping[str, tuple[str, ...]], classes: Mapping[str, str]) -> None:
        """`lists`: the name of each list to its groups of phrases, with `|` between them, as the data files have them."""
        self.language = language
        self.lists = frozenset(lists)
        self._begun: dict[str, list[_Entry]] = {}
        self._cjk = language in {"ja", "zh"}
        for name, groups in lists.items():
            for phrase in (phrase for group in groups for phrase in group.split("|")):
                entry = (name, _pattern(phrase, classes, cjk=self._cjk), "..." in phrase)
                for head in _heads(phrase, classes, cjk=self._cjk):
                    self._begun.setdefault(head, []).append(entry)
        self._lengths = sorted({len(head) - 1 for head in self._begun if head.endswith("*")})

    def find(self, folded: str) -> Iterator[Said]:
        """Every phrase of every list in a folded sentence."""
        if self._cjk != is_cjk(folded):
            return
        for at, begun in self._places(folded):
            for name, pattern, split in begun:
                match = pattern.match(folded, at)
                if match:
                    yield Said(name, at, match.end(), split)

    def _places(self, folded: str) -> Iterator[tuple[int, list[_Entry]]]:
        for at, sign in enumerate(folded if self._cjk else ""):
            if sign in self._begun:
                yield at, self._begun[sign]
        for match in () if self._cjk else _WORD.finditer(folded):
            word = match.group()
            for key in (word, *(f"{word[:length]}*" for length in self._lengths if len(word) >= length)):
                if key in self._begun:
                    yield match.start(), self._begun[key]


def _heads(phrase: str, classes: Mapping[str, str], *, cjk: bool) -> set[str]:
    """The words that a phrase can begin with; of a Chinese or Japanese one the first sign."""
    first = phrase.strip()
    match = _CLASS.match(first)
    if match:
        return {head for word in classes[match.group(1)].split("|") for head in _heads(word, classes, cjk=cjk)}
    folded = fold(first)
    if cjk:
        return {folded[0]}
    word = _WORD.search(folded)
    if word is None:
        raise ValueError(f"no word begins {phrase!r}")
    return {f"{word.group()}*" if folded[word.end() : word.end() + 1] == "*" else word.group()}


def _gap(*, cjk: bool) -> str:
    """The other words that "..." stands for."""
    return rf".{{0,{_CJK_GAP}}}?" if cjk else rf"(?:\W.{{0,{GAP}}}?)?(?<!\w)"


@cache
def _written(phrase: str, *, cjk: bool) -> str:
    """A phrase as a regular expression, its classes aside."""
    halves = [re.escape(fold(half.strip())).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for half in phrase.split("...")]
    return _gap(cjk=cjk).join(halves if cjk else [rf"{half}(?!\w)" for half in halves])


def _pattern(phrase: str, classes: Mapping[str, str], *, cjk: bool) -> re.Pattern[str]:
    pieces = _CLASS.split(phrase)
    edge = "" if cjk else r"(?!\w)"
    text = ""
    for number, piece in enumerate(pieces):
        if number % 2:
            text += "(?:" + "|".join(_written(word, cjk=cjk) for word in classes[piece].split("|")) + ")"
        else:
            text += _between(piece, first=number == 0, last=number == len(pieces) - 1, cjk=cjk)
    return re.compile(text + edge)


def _between(piece: str, *, first: bool, last: bool, cjk: bool) -> str:
    """What stands between two classes of a phrase: blanks, words, or "..."."""
    if not piece.strip():
        return "" if cjk else r"\s+" if piece and not (first or last) else ""
    text = _written(piece.strip(), cjk=cjk) if piece.strip() != "..." else ""
    gap = _gap(cjk=cjk) if piece.strip() == "..." else ""
    if cjk:
        return text + gap
    lead = r"\s+" if not first and piece.startswith(" ") and not gap else ""
    trail = r"\s+" if not last and piece.endswith(" ") and not gap else ""
    return lead + text + gap + trail


def _load() -> tuple[tuple[Vocabulary, ...], re.Pattern[str]]:
    """The vocabularies, and what looks like a Chinese name."""
    folder = files("introd.read.languages") / "orders"
    found, surnames, others = [], "", "〆"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            book = tomllib.loads(entry.read_text(encoding="utf-8"))
            lists = {name: tuple(groups) for name, groups in book["words"].items()}
            found.append(Vocabulary(entry.name.removesuffix(".toml"), lists, book.get("classes", {})))
            surnames += book.get("names", {}).get("surnames", "")
            others += book.get("names", {}).get("not_given", "")
    signs = "\u3400-\u9fff"
    return tuple(found), re.compile(rf"(?<!任)[〆{surnames}](?![{others}])[{signs}](?:(?![{others}])[{signs}])?")


VOCABULARIES, SURNAMES = _load()
