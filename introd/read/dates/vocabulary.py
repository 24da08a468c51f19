"""The date words of each language, from the `[dates]` table of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from introd.read.languages import lexicon, lines
from introd.read.languages.words import Word, fold, split

_NONE: frozenset[str] = frozenset()
_CORES = frozenset({"month", "weekday", "unit", "named"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The date words of one language: by first word, the longest first, (words, what it is, its value)."""

    entries: dict[str, list[tuple[tuple[str, ...], str, str]]]
    kinds: dict[str, frozenset[str]]  # by first word, what can begin with it
    month_first: bool
    cores: frozenset[str]  # words of which a date has at least one (of several the longest), unless it is written in numbers

    def at(self, words: Sequence[Word], place: int, *wanted: str) -> tuple[str, str, int] | None:
        """The longest entry at this place among the wanted kinds: (kind, value, end)."""
        if not 0 <= place < len(words):
            return None
        first = words[place].folded
        if self.kinds.get(first, _NONE).isdisjoint(wanted):
            return None
        for sequence, kind, value in self.entries[first]:
            end = place + len(sequence)
            if kind in wanted and tuple(word.folded for word in words[place:end]) == sequence:
                return kind, value, end
        return None


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """The date words of every language, by its code."""
    return {code: _vocabulary(table) for code, table in lexicon().dates.items()}


def _vocabulary(table: Mapping[str, Any]) -> Vocabulary:
    """Build the look-up of one language from its `[dates]` table."""
    entries: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, value, phrase in _phrases(table):
        kind_now = f"{kind}?" if phrase.endswith("?") else kind
        sequence = tuple(word.folded for word in split(phrase.rstrip("?")))
        if sequence:
            entries.setdefault(sequence[0], []).append((sequence, kind_now, value))
    for known in entries.values():
        known.sort(key=lambda entry: -len(entry[0]))
    cores = {max(entry[0], key=len) for known in entries.values() for entry in known if entry[1].rstrip("?") in _CORES}
    cores |= {entry[0][1] for known in entries.values() for entry in known if entry[1] == "month" and entry[0][0].isdecimal()}
    kinds = {first: frozenset(entry[1] for entry in known) for first, known in entries.items()}
    return Vocabulary(entries, kinds, table.get("order", "day first") == "month first", frozenset(cores))


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, value, phrase) for every word of a `[dates]` table."""
    for kind, block in table.items():
        if kind == "order":
            continue
        for number, line in enumerate(lines(block)):
            if kind in ("month", "weekday"):
                yield from ((kind, str(number + (kind == "month")), phrase.strip()) for phrase in line.split("|"))
            elif "=" in line:
                value, phrases = line.split("=", 1)
                yield from ((kind, value.strip(), phrase.strip()) for phrase in phrases.split("|"))
            else:
                yield kind, "", fold(line)
