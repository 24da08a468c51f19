"""The words of requests in eleven languages: one data file a language, one index over all of them.

An introducer may mix languages in one mail, so nothing here asks which language a mail is in. The index is by first word, so that one
walk over a text finds the phrases of every list, and the walk takes a time that grows with the text and nothing else.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

MOST_FOUND = 1500  # phrases in one text; more stand in no letter
_SHORT = 3  # signs of "n'"
GAP = 160  # characters between the two halves of "put ... in touch", at most
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CLASS = re.compile(r"\{(\w+)\}")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})


def _latin_fold() -> dict[int, str]:
    """One plain letter for each accented Latin letter, so that folding keeps every position."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        table[code] = base if len(base) == 1 else chr(code)
    return table | {ord("Ł"): "l", ord("ł"): "l", ord("Ø"): "o", ord("ø"): "o"}


_FOLD = _latin_fold() | {code: chr(code + 32) for code in range(0x41, 0x5B)} | _APOSTROPHES


def fold(text: str) -> str:
    """Lower case without accents, of the same length, so that a place in the one is the same place in the other."""
    return text.translate(_FOLD)


def is_cjk(text: str) -> bool:
    """Whether Chinese, Japanese or Korean letters stand in a text: they know no spaces between words."""
    return _CJK.search(text) is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a list found at a place of the folded text: `text[start:end]`."""

    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    category: str
    head: str
    tail: str  # empty where the phrase has no gap


_Begun = dict[int, dict[str, dict[_Phrase, None]]]
_NONE: _Begun = {}


def _edge(folded: str, at: int, end: int) -> bool:
    """Whether a phrase may begin and end at these places: not in the middle of a word, where words have edges."""
    before, first = folded[at - 1 : at], folded[at]
    last, after = folded[end - 1], folded[end : end + 1]
    opens = not (before.isalnum() and first.isalnum()) or is_cjk(first) or is_cjk(before)
    return opens and (not (last.isalnum() and after.isalnum()) or is_cjk(last) or is_cjk(after))


class Index:
    """Finds the phrases of many lists in one walk over a text."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """`lists`: category to its phrases, as in the data files."""
        self._by_word: dict[str, _Begun] = {}
        self._by_sign: dict[str, _Begun] = {}
        for category, phrases in lists.items():
            for phrase in phrases:
                self._add(category, fold(phrase.strip()))

    def _add(self, category: str, phrase: str) -> None:
        head, _, tail = (part.strip() for part in phrase.partition("..."))
        if not head:
            head, tail = tail, ""
        word = _WORD.match(head)
        found, key = (self._by_word, word.group()) if word and not is_cjk(head[0]) else (self._by_sign, head[0])
        # by the head's length and itself: of tens of thousands of phrases only those are tried that stand there
        found.setdefault(key, {}).setdefault(len(head), {}).setdefault(head, {})[_Phrase(category, head, tail)] = None

    def scan(self, folded: str) -> tuple[Hit, ...]:
        """Every phrase of every list, in order of place."""
        found: list[Hit] = []
        for word in _WORD.finditer(folded):
            if len(found) > MOST_FOUND:
                break
            self._try(folded, word.start(), self._by_word.get(word.group(), _NONE), found)
            if is_cjk(word.group()):
                self._inside(folded, word.start(), word.end(), found)
        for at, sign in enumerate(folded if len(found) <= MOST_FOUND else ""):
            if not sign.isalnum() and sign in self._by_sign:
                self._try(folded, at, self._by_sign[sign], found)
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))

    def _inside(self, folded: str, start: int, end: int, found: list[Hit]) -> None:
        for at in range(start, end):
            if len(found) > MOST_FOUND:
                return
            self._try(folded, at, self._by_sign.get(folded[at], _NONE), found)

    def _try(self, folded: str, at: int, begun: _Begun, found: list[Hit]) -> None:
        """Note the phrases that stand at a place, of those that begin with its word or sign."""
        for length, heads in begun.items():
            entries = heads.get(folded[at : at + length])
            if entries and _edge(folded, at, at + length):
                found.extend(hit for entry in entries if (hit := _hit(folded, at, entry)))


def _hit(folded: str, at: int, entry: _Phrase) -> Hit | None:
    """The phrase whose head stands at a place, where its tail stands behind it."""
    end = at + len(entry.head)
    if entry.tail:
        tail = folded.find(entry.tail, end, end + GAP)
        if tail < 0 or not _edge(folded, tail, tail + len(entry.tail)) or _breaks(folded[end:tail]):
            return None
        end = tail + len(entry.tail)
    return Hit(entry.category, at, end)


def _breaks(between: str) -> bool:
    """Whether a sentence ends between the two halves of a phrase."""
    return "\n" in between or ". " in between or "? " in between or "。" in between


def _load() -> dict[str, Any]:
    """Every data file as one: lists joined, tables joined list by list."""
    joined: dict[str, Any] = {}
    folder = files("introd.read.languages") / "requests"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            for key, value in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                _join(joined, key, value)
    _load_confided(joined)
    return joined


def _load_confided(joined: dict[str, Any]) -> None:
    """The words of confidences as the lists "private", "sensitive" and "harmless"; those of grammar by language, as "copula:it"."""
    folder = files("introd.read.languages") / "confided"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".toml"):
            continue
        book = tomllib.loads(entry.read_text(encoding="utf-8"))
        language = entry.name.removesuffix(".toml")
        classes = {name: tuple(words.split("|")) for name, words in book.get("classes", {}).items()}
        for key, value in book.get("grammar", {}).items():
            _join(joined, f"{key}:{language}", value)
        for section in sorted(book.keys() - {"grammar", "classes"}):
            named = {"marked": "private", "harmless": "harmless"}.get(section, "sensitive")
            for key, phrases in book[section].items():
                listed = [one for phrase in phrases for one in _each(phrase, classes)]
                _join(joined, named if key in {"phrases", "grave"} else f"{key}:{language}", listed)
                if key == "grave":  # matters that are delicate in one word are looked for, and known as matters
                    _join(joined, f"matter:{language}", listed)


def _each(phrase: str, classes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A phrase with each word of the classes that it names in braces."""
    match = _CLASS.search(phrase)
    if match is None:
        return (phrase,)
    found = (phrase[: match.start()] + word + phrase[match.end() :] for word in classes[match.group(1)])
    return tuple(one for spelled in found for one in _each(spelled, classes))


def _join(joined: dict[str, Any], key: str, value: Any) -> None:
    if isinstance(value, dict):
        table = joined.setdefault(key, {})
        for name, phrases in value.items():
            table[name] = (*table.get(name, ()), *phrases)
    else:
        joined[key] = (*joined.get(key, ()), *value)


def _typed(phrase: str) -> tuple[str, ...]:
    """A phrase as it is written, and as it is typed on a phone: "dont tell"."""
    return (phrase, phrase.replace("'", "")) if len(phrase) > _SHORT and "'" in phrase else (phrase,)


WORDS = _load()
GRAMMARS = tuple(key.partition(":")[2] for key in WORDS if key.startswith("copula:"))  # languages with words for states
_STATES = {f"{key}:{language}" for key in ("states", "afflictions") for language in GRAMMARS}
SOUGHT = frozenset(
    {*WORDS["sought"], *_STATES & WORDS.keys()}
)  # the lists that are looked for in texts; the others are sets of words
MARKED_IN = tuple(key.removeprefix("marks_") for key in WORDS if key.startswith("marks_"))  # languages with words that make marks
PHRASES = Index({key: dict.fromkeys(fold(phrase.strip()) for phrase in WORDS[key]) for key in WORDS if key in SOUGHT})
MARKS = Index(  # apart, since small words are found everywhere, and marks are looked for once in a mail
    {
        f"{name}:{language}": dict.fromkeys(one for phrase in phrases for one in _typed(fold(phrase.strip())))
        for language in MARKED_IN
        for name, phrases in WORDS[f"marks_{language}"].items()
    }
    | {"typed": dict.fromkeys(fold(phrase.strip()).replace("'", "") for phrase in WORDS["private"] if "'" in phrase)}
)


@cache
def words(key: str) -> frozenset[str]:
    """One list as a set of folded words."""
    return frozenset(fold(word.strip()) for word in WORDS.get(key, ()))


def table(key: str) -> dict[str, tuple[str, ...]]:
    """One table of lists, its phrases folded, in the order of the files."""
    return {
        name: tuple(dict.fromkeys(fold(phrase.strip()) for phrase in phrases)) for name, phrases in WORDS.get(key, {}).items()
    }
