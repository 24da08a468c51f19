"""All phrases of all languages as one tree of words: a text is compared with all of them in one walk.

The cost depends on the text, not on how many phrases there are. Where the same words mean different things, the language that most words
of the text belong to decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from introd.read.languages.notation import ANY, Node, Notation, lines
from introd.read.languages.words import Word, fold, split

CODES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "ja", "zh")

_GAP_WORDS = 3
_NAME_WORDS = 3
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "sister", "father"})
_HONORIFICS = ("さん", "様", "さま", "氏", "先生", "教授", "社長")  # behind a Japanese name, where a title or a capital would be
_CJK_NAME = 6  # characters of such a name
_FOREIGN = 8.0  # words of a language that make it one of the text's own, whatever else it is written in
_PLAINLY = 1.5  # words by which the language of a text must lead before the others have no say in what it shares with them
_TWINS = {"ja": "zh", "zh": "ja"}  # which share their signs: one of them is what a text is written in
_PLAIN_TWIN = 6.0  # words by which a text is plainly in one of them
_MERGED = 3  # words of a phrase up to which the tree is merged as it is walked
_SHARED = frozenset(
    {"negation", "contrast", "therefore", "correction", "greeting", "thanks", "filler", "signoff", "ask", "reported"}
)
_KEPT = frozenset({"no", "known", "no_words", "no_whole", "stop", "stop_whole", "negation"})  # a refusal counts in any language
_ANYWHERE = _KEPT | _SHARED  # what a language says even in the text of its twin
_STRENGTH = {
    "lead": 0,
    "filler": 0,
    "common.words": 0,
    "thanks": 1,
    "greeting": 1,
    "yes_go": 3,
    "no": 4,
    "no_reason": 5,
    "harmless": 6,
    "known": 5,
    "followup.again": 4,
    "followup.faint": 4,
    "followup.neutral": 4,
    "followup.no_reply_whole": 3,
}  # of two meanings that are equally likely the plainer wins
_LONG_RUN = re.compile(r"(.)\1\1+")
_RUN = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in a text: words `first` to `end` (exclusive), its section, and the language that it was read in."""

    section: str
    language: str
    first: int
    end: int


class Lexicon:
    """All phrases of all languages as one tree, with what is needed to walk it."""

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        """Build the tree from the parsed language files, by language code."""
        self._root = Node()
        self._waiting: dict[str, list[tuple[Notation, str, tuple[str, str]]]] = {}  # lines, by the words that may open them
        self._languages: dict[str, set[str]] = {}
        self._breaks: set[str] = set()
        self._exact: set[str] = set()  # words that some phrase wants in this very spelling
        self._affirmations: set[str] = set()  # nobody is called Yep
        self._spelling: dict[str, tuple[str, ...]] = {}
        self.dates: dict[str, Mapping[str, Any]] = {}
        for language, parsed in files.items():
            self._add_language(language, parsed)

    def _add_language(self, language: str, parsed: Mapping[str, Any]) -> None:
        for wrong, right in parsed.get("spelling", {}).items():
            self._spelling[fold(wrong)] = tuple(word.folded for word in split(right))
        self._affirmations |= {fold(word) for word in parsed.get("affirmations", "").split()}
        written = Notation(parsed.get("respell", {}), parsed.get("classes", {}))
        for table in ("consent", "followup", "common"):
            for section, block in parsed.get(table, {}).items():
                name = section if table == "consent" else f"{table}.{section}"
                for line in lines(block):
                    # what follows an assent may bind it ("gladly, provided that"): its phrase ends with its own words
                    kept = line.removesuffix(" ...") if section.startswith("yes") else line
                    self._learn(written, kept, (language, name))
                    if section in ("negation", "contrast", "therefore", "condition", "if_or_yes") and line.isalpha():
                        self._breaks.add(fold(line))
        self._exact |= written.exact
        for word in written.words:
            self._languages.setdefault(word, set()).add(language)
        self.dates[language] = parsed.get("dates", {})

    def _learn(self, written: Notation, line: str, meaning: tuple[str, str]) -> None:
        """Keep a line until a word that may open it is met; one that may be opened by any word is planted at once."""
        keys = written.keys(line)
        if ANY in keys:
            written.plant(self._root, line, meaning)
            return
        waiting = (written, line, meaning)
        for key in keys:
            self._waiting.setdefault(key, []).append(waiting)

    def _planted(self, *keys: str) -> None:
        """Plant the lines that these words may open, where they are met for the first time."""
        for key in keys:
            waiting = self._waiting.pop(key, ())
            fresh = Node()
            for written, line, meaning in waiting:
                written.plant(fresh, line, meaning, key)
            if waiting:
                self._root.lead(key, *fresh.next.get(key, ()))

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any phrase."""
        return word in self._languages

    def correct(self, words: list[Word]) -> list[Word]:
        """Return the words with known misspellings put right and lengthened ones shortened (`yesss`, `okkk`), each at its place."""
        corrected: list[Word] = []
        for word in words:
            if word.kind != "word" or (word.folded in self._languages and word.folded not in self._spelling):
                corrected.append(word)
                continue
            corrected.extend(word._replace(folded=right) for right in self._right(word.folded))
        return corrected

    def _right(self, word: str) -> tuple[str, ...]:
        if word in self._spelling:
            return self._spelling[word]
        if not _LONG_RUN.search(word):
            return (word,)
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

        `sections` is a prefix (`followup.`): only sections that begin with it, and those that both share, are looked at; empty stands for
        those of consent.
        """
        found: list[Phrase] = []
        place = 0
        looked: dict[int, Phrase | None] = {}  # what begins at places that were looked at ahead
        kept: dict[int, Phrase | None] = {}  # and what is left of it
        walks: _Walks = {}
        while place < len(words):
            phrase = looked[place] if place in looked else self._longest(words, place, ranks, sections, walks)
            if phrase is not None:
                phrase = self._yielding(phrase, words, ranks, sections, looked, kept, walks)
            if phrase is not None:
                found.append(phrase)
            place = phrase.end if phrase is not None else place + 1
        return found

    def _yielding(
        self,
        phrase: Phrase,
        words: list[Word],
        ranks: Mapping[str, float],
        sections: str,
        looked: dict[int, Phrase | None],
        kept: dict[int, Phrase | None],
        walks: _Walks,
    ) -> Phrase | None:
        """The phrase, or what is left of it where a longer one begins within it and ends behind it.

        In "please do not write to me" the refusal "please do not" gives way to "do not write to me", and "please" is left. It does not
        give way to one of which nothing would be left: in "wait until I am back" not to "until I". `kept`: what was worked out before.
        """
        if phrase.first in kept:
            return kept[phrase.first]
        result: Phrase | None = phrase
        for place in range(phrase.first + 1, phrase.end):
            other = looked[place] if place in looked else self._longest(words, place, ranks, sections, walks)
            looked[place] = other
            longer = other is not None and other.end > phrase.end and other.end - other.first >= phrase.end - phrase.first
            if other is not None and longer and self._yielding(other, words, ranks, sections, looked, kept, walks) is not None:
                result = self._longest(words, phrase.first, ranks, sections, walks, place)
                break
        kept[phrase.first] = result
        return result

    def _longest(
        self,
        words: list[Word],
        place: int,
        ranks: Mapping[str, float],
        sections: str,
        walks: _Walks,
        limit: int | None = None,
    ) -> Phrase | None:
        """The longest phrase that begins at a place, and ends before `limit`; `walks`: the ends that were found from each place."""
        best: Phrase | None = None
        best_rank = (-1, -1.0, 0)
        ends = walks.get(place)
        if ends is None:
            ends = walks[place] = []
            self._ends(words, place, place, self._root, 0, ends)
        for end, means in ends:
            for language, section in means if limit is None or end <= limit else ():
                if language in _TWINS and section not in _ANYWHERE and ranks[_TWINS[language]] - ranks[language] >= _PLAIN_TWIN:
                    continue  # in Japanese 若い is no Chinese "if"
                if not (section.startswith(sections) or section in _SHARED) if sections else "." in section:
                    continue
                rank = (end, ranks[language], _STRENGTH.get(section, 1 if section.endswith("_whole") else 2))
                if rank > best_rank and (section in _KEPT or not self._foreign(words[place:end], language, ranks)):
                    best, best_rank = Phrase(section, language, place, end), rank
        return best

    def _foreign(self, words: list[Word], language: str, ranks: Mapping[str, float]) -> bool:
        """Whether these are words of another language, which the text is plainly written in: "so do" in English is no Portuguese."""
        if ranks[language] >= _FOREIGN:
            return False
        home = max(ranks, key=ranks.__getitem__)
        return ranks[home] >= _PLAINLY + 2 * ranks[language] and all(
            word.kind == "word" and home in self._languages.get(word.folded, ()) for word in words
        )

    def _ends(
        self,
        words: list[Word],
        start: int,
        place: int,
        node: Node,
        gap: int,
        found: list[tuple[int, tuple[tuple[str, str], ...]]],
    ) -> None:
        """Note every phrase that ends after a walk from `node`; a gap takes up to three words, and no word that turns the meaning."""
        if node.means:
            found.append((place, node.means))
        for behind in node.gaps:
            self._ends(words, start, place, behind, _GAP_WORDS, found)
        if place >= len(words):
            return
        word = words[place]
        named = word.capital or word.folded in _TITLES or word.kind == "cjk"
        if node.names and named and not (place == start and (word.folded in self._affirmations or _goes_on(words, place))):
            if len(node.names) > 1:
                node.names = (Node.merged(node.names),)
            for end in _name_ends(words, place):
                self._ends(words, start, end, node.names[0], 0, found)
        for follower in self._followers(word, node, place - start < _MERGED):
            self._ends(words, start, place + 1, follower, 0, found)
        if gap and word.kind in ("word", "cjk") and word.folded not in self._breaks:
            self._ends(words, start, place + 1, node, gap - 1, found)

    def _followers(self, word: Word, node: Node, merge: bool) -> Sequence[Node]:
        """The nodes that a word leads to; near the root they are merged into one, since hundreds of phrases begin alike."""
        if node is self._root:
            self._planted(word.folded, "=" + word.written)
        plain = node.following(word.folded, merge=merge) if word.folded in self._languages else ()
        exact = node.following("=" + word.written, merge=merge) if word.written in self._exact else ()
        if not exact and not node.stems:
            return plain
        found = [*exact, *plain]
        if node.stems and word.kind == "word":
            for length in range(2, len(word.folded) + 1):
                found += node.stems.get(word.folded[:length], ())
        return found


_Walks = dict[
    int, list[tuple[int, tuple[tuple[str, str], ...]]]
]  # by place, the ends of phrases that begin there, and what they mean


def _goes_on(words: list[Word], place: int) -> bool:
    """Whether two words with capitals stand before this one: a name would have begun there."""
    return place > 1 and words[place - 1].capital and words[place - 2].capital


def _name_ends(words: list[Word], place: int) -> Iterator[int]:
    """Where a name that begins at `place` may end: a title, with or without its full stop, and up to three words in capitals."""
    if words[place].kind == "cjk":
        yield from _honoured_ends(words, place)
        return
    titled = words[place].folded in _TITLES
    if titled:
        place += 2 if place + 1 < len(words) and words[place + 1].folded == "." else 1
    for end in range(place, min(place + _NAME_WORDS, len(words))):
        if words[end].kind != "word" or not (words[end].capital or (titled and end == place)):  # "mr okafor", "MR OKAFOR"
            return
        yield end + 1


def _honoured_ends(words: list[Word], place: int) -> Iterator[int]:
    """Where a name in kanji or katakana that begins at `place` may end: behind its honorific."""
    for end in range(place + 1, min(place + _CJK_NAME + 1, len(words))):
        if words[end - 1].kind != "cjk" or "\u3040" <= words[end - 1].folded <= "\u309f":  # hiragana is no name, but grammar
            return
        for honorific in _HONORIFICS:
            if "".join(word.folded for word in words[end : end + len(honorific)]) == honorific:
                yield end + len(honorific)
