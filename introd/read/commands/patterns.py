"""The patterns of orders: whole sentences of the data files, with slots for people, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from introd.read.commands.courtesy import EDGES
from introd.read.requests.lexicon import is_cjk, table

SLOT = {  # what may stand in a slot
    "{x}": r"(?P<x>.{1,80}?)",
    "{n}": r"(?P<n>[^\s]{1,12}(?: times?| mal)?)",
    "{date}": r"(?P<date>.{1,60})",
    "{y}": r"(?P<y>.{1,400})",
    "{z}": r"(?P<z>.{1,80}?)",
}
WORD = re.compile(r"[^\W_]+")


class Patterns:
    """The patterns of one table of a data file, found by their first fixed word."""

    def __init__(self, verbs: Mapping[str, Iterable[str]]) -> None:
        """`verbs`: verb to its patterns, folded."""
        self._exact: dict[str, str] = {}
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        self._by_sign: list[tuple[str, str]] = []
        self._telling: set[str] = set()  # the longest word of each pattern
        for verb, patterns in verbs.items():
            for pattern in patterns:
                self._add(verb, pattern)

    def _add(self, verb: str, pattern: str) -> None:
        fixed = WORD.findall(re.sub(r"\{\w+\}", " ", pattern))
        self._telling.add(max(fixed, key=len, default=""))
        if "{" not in pattern:
            self._exact.setdefault(pattern.strip(EDGES) or pattern, verb)
            return
        word = fixed[0] if fixed else ""
        if not word or is_cjk(pattern):
            self._by_sign.append((verb, pattern))
        else:
            self._by_word.setdefault(word, []).append((verb, pattern))

    def may_match(self, folded: str) -> bool:
        """False where no sentence of a folded text can fit a pattern: of none the longest word stands there."""
        said = WORD.findall(folded)
        return not said or is_cjk(folded) or not self._telling.isdisjoint(said)

    def exact(self, folded: str) -> str | None:
        """The verb of a sentence that is nothing but a pattern without slots."""
        return self._exact.get(folded)

    def matches(self, folded: str) -> Iterator[tuple[str, re.Match[str]]]:
        """(verb, match) of the patterns with slots that a whole sentence fits, the most fixed words first."""
        near = [
            pair
            for word in dict.fromkeys(match.group() for match in WORD.finditer(folded))
            for pair in self._by_word.get(word, ())
        ]
        for verb, pattern in sorted(
            [*near, *(self._by_sign if is_cjk(folded) else ())], key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[1]))
        ):
            match = _compiled(pattern).fullmatch(folded)
            if match:
                yield verb, match


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{(?:x|n|date|y|z)\})", pattern)
    return re.compile("".join(SLOT.get(piece, re.escape(piece)) for piece in pieces))


COMMANDS = Patterns(table("commands"))
REPLIES = Patterns(table("replies"))
ANYBODY = Patterns(table("anybody"))
