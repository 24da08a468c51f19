"""What people write, in eleven languages: one TOML file a language, which a native speaker can correct without reading code.

How a line of those files is written stands at the top of `en.toml`; `expand` is that notation. All files together become one tree of words
(`Lexicon`): a text is compared with all phrases of all languages in one walk, whose cost depends on the text, not on how many phrases
there are. Answers of one line are too short to guess a language from, so nothing is guessed: every language is tried, and where the same
words mean different things, the language that most words of the text belong to decides, the language of the letter answered first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from introd.read.languages.words import Word, fold, split

CODES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "ja", "zh")

_GAP = "..."
_GAP_WORDS = 3
_GROUP = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)")
_LONG_RUN = re.compile(r"(.)\1\1+")
_RUN = re.compile(r"(.)\1+")


@dataclass(slots=True)
class _Node:
    """One word of a phrase in the tree: what may follow, and what the phrase means if it ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    gap: _Node | None = None
    means: list[tuple[str, str]] = field(default_factory=list)  # (language, section)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in a text: words `first` to `end` (exclusive), its section, and the language that it was read in."""

    section: str
    language: str
    first: int
    end: int


def expand(line: str) -> Iterator[str]:
    """Yield every spelling that one line of a language file stands for: `[optional]` and `(one|other)` are resolved."""
    group = _GROUP.search(line)
    if group is None:
        yield " ".join(line.split())
        return
    optional, choice = group.groups()
    choices = ["", *optional.split("|")] if optional is not None else choice.split("|")
    for chosen in choices:
        yield from expand(line[: group.start()] + chosen + line[group.end() :])


def lines(block: str) -> list[str]:
    """The phrases of one section: a phrase a line; lines that start with `#` are remarks."""
    return [line.strip() for line in block.splitlines() if line.strip() and not line.lstrip().startswith("#")]


class Lexicon:
    """All phrases of all languages as one tree, with what is needed to walk it."""

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        """Build the tree from the parsed language files, by language code."""
        self._root = _Node()
        self._languages: dict[str, set[str]] = {}
        self._breaks: set[str] = set()
        self._spelling: dict[str, tuple[str, ...]] = {}
        self.dates: dict[str, Mapping[str, Any]] = {}
        for language, parsed in files.items():
            self._add_language(language, parsed)

    def _add_language(self, language: str, parsed: Mapping[str, Any]) -> None:
        respell: dict[str, str] = parsed.get("respell", {})
        for wrong, right in parsed.get("spelling", {}).items():
            self._spelling[fold(wrong)] = tuple(word.folded for word in split(right))
        for table in ("consent", "followup", "common"):
            for section, block in parsed.get(table, {}).items():
                name = section if table == "consent" else f"{table}.{section}"
                for line in lines(block):
                    for spelling in self._spellings(line, respell):
                        self._add(spelling, language, name)
        self.dates[language] = parsed.get("dates", {})

    @staticmethod
    def _spellings(line: str, respell: Mapping[str, str]) -> Iterator[str]:
        for spelling in expand(line):
            yield spelling
            if respell and any(letter in spelling for letter in respell):
                yield spelling.translate(str.maketrans(dict(respell)))

    def _add(self, spelling: str, language: str, section: str) -> None:
        node = self._root
        steps = list(self._steps(spelling))
        for how, word in steps:
            node = self._step(node, how, word)
            if how in ("word", "stem"):
                self._languages.setdefault(word, set()).add(language)
        if (language, section) not in node.means:
            node.means.append((language, section))
        if section in ("negation", "contrast", "condition") and len(steps) == 1:
            self._breaks.add(steps[0][1])

    @staticmethod
    def _steps(spelling: str) -> Iterator[tuple[str, str]]:
        for piece in spelling.split():
            if piece == _GAP:
                yield "gap", ""
            elif piece.startswith("=") and len(piece) > 1:
                yield "exact", piece.lower()
            elif piece.endswith("*") and len(piece) > 1:
                yield "stem", fold(piece[:-1])
            else:
                yield from (("word", word.folded) for word in split(piece))

    @staticmethod
    def _step(node: _Node, how: str, word: str) -> _Node:
        if how == "gap":
            node.gap = node.gap or _Node()
            return node.gap
        return (node.stems if how == "stem" else node.next).setdefault(word, _Node())

    def correct(self, words: list[Word]) -> list[Word]:
        """Return the words with known misspellings put right and lengthened ones shortened (`yesss`, `okkk`), each at its place."""
        corrected: list[Word] = []
        for word in words:
            if word.kind != "word" or word.folded in self._languages:
                corrected.append(word)
                continue
            corrected.extend(word._replace(folded=right) for right in self._right(word.folded))
        return corrected

    def _right(self, word: str) -> tuple[str, ...]:
        if word in self._spelling:
            return self._spelling[word]
        for shorter in (_LONG_RUN.sub(r"\1\1", word), _RUN.sub(r"\1", word)):
            if shorter != word and (shorter in self._languages or shorter in self._spelling):
                return self._spelling.get(shorter, (shorter,))
        return (word,)

    def ranking(self, words: list[Word], language: str | None = None) -> dict[str, float]:
        """How much of the text belongs to each language: words that fewer languages share count more; `language` has a start."""
        ranks = dict.fromkeys(CODES, 0.0)
        if language in ranks:
            ranks[language] = 1.5
        for word in words:
            languages = self._languages.get(word.folded, ())
            for code in languages:
                ranks[code] += 1.0 / len(languages)
        return ranks

    def phrases(self, words: list[Word], ranks: Mapping[str, float], sections: str = "") -> list[Phrase]:
        """The phrases in a text from left to right, the longest at each place, none overlapping.

        `sections` is a prefix (`followup.`): only sections that begin with it are looked at; empty stands for those of consent.
        """
        found: list[Phrase] = []
        place = 0
        while place < len(words):
            phrase = self._longest(words, place, ranks, sections)
            if phrase is not None:
                phrase = self._yielding(phrase, words, ranks, sections)
            if phrase is not None:
                found.append(phrase)
            place = phrase.end if phrase is not None else place + 1
        return found

    def _yielding(self, phrase: Phrase, words: list[Word], ranks: Mapping[str, float], sections: str) -> Phrase | None:
        """The phrase, or what is left of it where a longer one begins within it and ends behind it.

        In "please do not write to me" the refusal "please do not" gives way to "do not write to me", and "please" is left.
        """
        for place in range(phrase.first + 1, phrase.end):
            other = self._longest(words, place, ranks, sections)
            if other is not None and other.end > phrase.end and other.end - other.first >= phrase.end - phrase.first:
                left = self._longest(words[phrase.first : place], 0, ranks, sections)
                return left and Phrase(left.section, left.language, phrase.first, phrase.first + left.end)
        return phrase

    def _longest(self, words: list[Word], place: int, ranks: Mapping[str, float], sections: str) -> Phrase | None:
        best: Phrase | None = None
        best_rank = (-1, -1.0)
        for end, means in self._ends(words, place, self._root, 0):
            for language, section in means:
                rank = (end, ranks[language])
                wanted = section.startswith(sections) if sections else "." not in section
                if wanted and rank > best_rank:
                    best, best_rank = Phrase(section, language, place, end), rank
        return best

    def _ends(self, words: list[Word], place: int, node: _Node, gap: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """Every phrase that ends after a walk from `node`; a gap takes up to three words, and no word that turns the meaning."""
        if node.means:
            yield place, node.means
        if place >= len(words):
            return
        word = words[place]
        for follower in self._followers(word, node):
            yield from self._ends(words, place + 1, follower, 0)
        if node.gap is not None:
            yield from self._ends(words, place, node.gap, _GAP_WORDS)
        if gap and word.kind in ("word", "cjk") and word.folded not in self._breaks:
            yield from self._ends(words, place + 1, node, gap - 1)

    @staticmethod
    def _followers(word: Word, node: _Node) -> Iterator[_Node]:
        if word.folded in node.next:
            yield node.next[word.folded]
        exact = node.next.get("=" + word.written)
        if exact is not None:
            yield exact
        if node.stems and word.kind == "word":
            for length in range(2, len(word.folded) + 1):
                if word.folded[:length] in node.stems:
                    yield node.stems[word.folded[:length]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the packaged language files, read once."""
    folder = resources.files(__name__)
    return Lexicon({code: tomllib.loads((folder / f"{code}.toml").read_text("utf-8")) for code in CODES})
