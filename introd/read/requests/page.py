"""An introducer's words as a page: marked addresses, whole lines, paragraphs and sentences, each with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from introd.read.dates.vocabulary import vocabularies
from introd.read.languages.words import fold as folded_word
from introd.read.requests.addresses import Found, mark
from introd.read.requests.lexicon import MOST_FOUND, PHRASES, WORDS, Hit, fold, words

LONGEST = 10_000  # characters of a request that are read; the rest is a thread or an attack
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\ue000-\uf8ff]")
_WIDE = str.maketrans(
    {
        "＠": "@",
        "＜": "<",
        "＞": ">",
        "：": ":",
        "\u00a0": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\t": " ",
        "\r": "\n",
        "\u2028": "\n",
        "’": "'",
        "‘": "'",
    }
)
_BULLET = re.compile(r"\s*(?:[-*•‣◦·–—]|\(?\d{1,2}[.)])\s+")
_NUMBER = re.compile(r"\s*(?:\d{1,2}|[a-fA-F])\.")  # of a point of a list
_LABELLED = re.compile(r"[\s>*_•-]*[^\n:]{1,48}:(?:[\s*]|$)")
_DASHED = re.compile(
    r"\s*[^\W\d_a-z]\S{0,30}(?: [^\W\d_a-z]\S{0,30}){0,2} [-–—] "
)  # "Greg - makes frames": a person and what is told
_PERSON_LINE = re.compile(r"\s*(?:\S{1,40} ){1,5}\S{0,60}@")
_NICKNAME = re.compile(
    r"[\"“”„«']([^\W\d_a-z][\w.-]{1,20})[\"“”»'](?=[ \t][^\W\d_a-z][^\W\d_]{2})|(?<=\w[ \t])\(([^\W\d_a-z][^\W\d_A-Z]{1,20})\)(?=[ \t][^\W\d_a-z][^\W\d_A-Z]{2})"
)
_END = re.compile(r"(?<![.!?…])[.!?…]{1,9}[\"')\]»”]{0,4}(?=\s)|(?<![。！？])[。！？]{1,9}[」』）)]{0,4}")
MOST_SENTENCES = 250  # more are no request
_ABBREVIATIONS = words("titles") | words("postnominals") | words("abbreviations")
_WORDS_TOO = frozenset(WORDS["words_too"])  # with their accents: "ça." ends a sentence, "ca. 40" does not
MOST_HITS = 120
WRAP_FROM = 58  # a line that is shorter than this was ended on purpose
WRAP_TO = 88  # and one that is longer: no mail program wraps so late


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or one line: `text` stands at `start` of the page, in the paragraph with this number."""

    start: int
    end: int
    text: str
    paragraph: int

    @property
    def begin(self) -> int:
        """The place of its first sign that is no blank."""
        return self.end - len(self.text.lstrip())


@dataclass(frozen=True)
class Page:
    """A text whose addresses are signs (see `addresses`), with what the phrase lists find in it."""

    text: str
    found: tuple[Found, ...]

    @cached_property
    def folded(self) -> str:
        """The text as the phrase lists are written: same places, lower case, no accents."""
        return fold(self.text)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every phrase of every list."""
        return PHRASES.scan(self.folded)

    @cached_property
    def absurd(self) -> bool:
        """Whether more phrases stand here than were looked at: some of them may be private."""
        return len(self.hits) > MOST_FOUND or any(len(hits) >= MOST_HITS for _, hits in self._by_list.values())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        return tuple(islice(_sentences(self.text), MOST_SENTENCES))

    @cached_property
    def _by_list(self) -> dict[str, tuple[list[int], list[Hit]]]:
        """The phrases of each list with their places, no more than `MOST_HITS`: a mail that has more is no request."""
        found: dict[str, tuple[list[int], list[Hit]]] = {}
        for hit in self.hits:
            places, hits = found.setdefault(hit.category, ([], []))
            if len(hits) < MOST_HITS:
                places.append(hit.start)
                hits.append(hit)
        return found

    def of(self, *categories: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """The phrases of some lists that stand between two places."""
        stop = len(self.text) if end is None else end
        found: list[Hit] = []
        for category in categories:
            places, hits = self._by_list.get(category, ([], []))
            inside = hits[bisect_left(places, start) : bisect_right(places, stop)]
            found += [hit for hit in inside if hit.end <= stop]
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)) if len(categories) > 1 else found)

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that a place of the page belongs to."""
        number = bisect_right(self._ends, place)
        if number < len(self.sentences):
            return self.sentences[number]
        return self.sentences[-1] if self.sentences else Sentence(0, len(self.text), self.text, 0)

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]


def tidy(text: str) -> str:
    """One kind of blank, no invisible signs, full-width signs of mail as plain ones, wrapped lines joined."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text[:LONGEST].replace("\r\n", "\n").translate(_WIDE)))
    lines = (re.sub(r" {2,}", "  ", line.rstrip()) for line in plain.split("\n"))
    return "\n".join(_joined([_unquoted(_unstarred(line)) for line in lines]))


def _unquoted(line: str) -> str:
    """Without the quotes or brackets around a nickname that stands in a name: `Robert "Bob" Holt`, `"Skip" Henriksen`."""
    return _NICKNAME.sub(lambda match: match.group(1) or match.group(2), line)


def _unstarred(line: str) -> str:
    """Without the asterisks that plain-text versions of bold text leave; the dot before a line of a Japanese list is a hyphen."""
    line = re.sub(r"^([ \t]{0,8})[・●○◆◇■□※▶][ \t]*(?=\S)", r"\1- ", line)
    return re.sub(r"\*{1,3}([^*\n]{1,80})\*{1,3}", r"\1", line)


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines that a mail program wrapped, as the writer wrote them."""
    kept = ""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        kept = f"{kept}{line}" if not kept else f"{kept} {line.lstrip()}"
        if not _wraps(line, following):
            yield kept
            kept = ""
    if kept:
        yield kept


def _wraps(line: str, following: str) -> bool:
    """Whether a line goes on in the next: long, not ended, and nothing new begins."""
    if (
        not following.strip()
        or not line.strip()
        or _BULLET.match(following)
        or _LABELLED.match(following)
        or _DASHED.match(following)
        or following.startswith(">")
    ):
        return False
    word = following.split(maxsplit=1)[0]
    full = WRAP_FROM <= len(line) <= WRAP_TO or 66 <= len(line) + len(word) <= WRAP_TO
    return full and "|" not in line and not _is_list(line, following) and line[-1] not in ".!?:;。"


def _is_list(line: str, following: str) -> bool:
    """Whether two lines are a line for each person, and not a name that was broken ("… and Perry / Dale <perry@…>")."""
    broken = re.search(r"\b\w+ [^\W\d_a-z]\w*$", line)
    return bool(_PERSON_LINE.match(line) and _PERSON_LINE.match(following)) and not broken


def page(text: str) -> Page:
    """The page of an own text."""
    marked, found = mark(tidy(text))
    return Page(marked, found)


def _sentences(text: str) -> Iterator[Sentence]:
    paragraph, at = 0, 0
    for line in text.split("\n"):
        if not line.strip():
            paragraph += 1
        for start, end in _cuts(line):
            piece = line[start:end]
            if piece.strip():
                yield Sentence(at + start, at + end, piece, paragraph)
        at += len(line) + 1


def _cuts(line: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence in a line."""
    start = 0
    for match in _END.finditer(line):
        if not _is_abbreviation(line, match.start(), match.end()):
            yield start, match.end()
            start = match.end()
    yield start, len(line)


@cache
def _months() -> frozenset[str]:
    """The names of the months in every language."""
    found = (entry for book in vocabularies().values() for known in book.entries.values() for entry in known)
    return frozenset(words[0] for words, kind, _ in found if kind == "month" and len(words) == 1)


def _names_a_month(rest: str) -> bool:
    """Whether a day's number stands before its month: "bis 6. März" goes on."""
    word = re.match(r"[^\W\d_]+", rest)
    return word is not None and folded_word(word.group()) in _months()


def _is_abbreviation(line: str, at: int, end: int) -> bool:
    """Whether a full stop belongs to "Dr." or an initial and ends no sentence."""
    if line[at] != "." or end - at > 1:
        return False
    word = re.search(r"[\w.]{1,12}$", line[max(0, at - 13) : at])
    if not word:
        return False
    written = word.group()
    rest = line[end:].lstrip()
    following = rest[:1]
    return (
        (fold(written) in _ABBREVIATIONS and written not in _WORDS_TOO)
        or (len(written) == 1 and written.isupper())
        or (written.isdecimal() and len(written) < 3 and (following.islower() or _names_a_month(rest)))
        or (_NUMBER.fullmatch(line[:end]) is not None and following != "")
        or "." in written
    )
