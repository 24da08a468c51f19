"""The small parts of a text that tell: clauses, courtesies, and how much is said beside the names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from introd.read.requests import names
from introd.read.requests.addresses import is_mark
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.page import Sentence

EDGES = " \t\n,;:.-–—|•*>()[]、，。"
_CUT = re.compile(
    r"\s{0,2}[;,]\s{1,3}(?:(?:and|und|et|y|e|en|och|i|while|whereas|but)\s{1,3})?|\s{1,3}(?:and|und|et|while|whereas|och|en)\s{1,3}(?=[^\W\d_a-z])"
)

_GREETED = re.compile(
    r"\s*(?:"
    + "|".join(sorted(map(re.escape, words("greeting")), key=len, reverse=True))
    + r")(?: (?:introd|there|all|team|again))?\s*[,!，！]\s*(?=\S)"
)


def is_courtesy(sentence: Sentence) -> bool:
    """Greetings, sign-offs and thanks."""
    bare = fold(sentence.text.strip(EDGES + "!"))
    first = re.split(r"[\s,!]", bare, maxsplit=1)[0] if bare else ""
    courteous = words("closing") | words("greeting")
    begun = [word for word in courteous if bare.startswith((word + " ", word + ","))]
    length = len(bare) // 2 if is_cjk(bare) else len(bare.split())
    return (
        bare in courteous
        or (length <= 5 and bool(begun or first in courteous))
        or (length <= 12 and any(" " in word for word in begun) and not any(is_mark(sign) for sign in bare))
    )


def without_greeting(sentence: Sentence) -> Sentence:
    """A sentence without the "Hi," or "Hello there," that it begins with: nobody's background."""
    folded = fold(sentence.text)
    met = _GREETED.match(folded)
    cut = met.end() if met and len(folded) == len(sentence.text) else 0
    return Sentence(sentence.start + cut, sentence.end, sentence.text[cut:], sentence.paragraph)


def names_of_pronouns() -> frozenset[str]:
    """Words that stand for a person."""
    return words("pronouns")


def of_the_writer(text: str) -> bool:
    """Whether a text speaks of its writer: "I met her", and not the Swedish, Italian or Polish "i"."""
    found = set(re.findall(r"[^\W\d_]+", fold(text)))
    mine = found & words("first_person")
    if mine - {"i"} or not mine:
        return bool(mine)
    return bool(found & words("english")) or (re.search(r"\bI\b", text) is not None and not found & words("not_english"))


def clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, cut where a comma, a semicolon or an "and" stands."""
    start = sentence.start
    for match in _CUT.finditer(sentence.text):
        yield start, sentence.start + match.start()
        start = sentence.start + match.end()
    yield start, sentence.end


def residue(text: str, start: int, end: int, found: list[tuple[int, int, int]]) -> int:
    """How many words stand in a piece beside names, addresses and what joins them."""
    piece = text[start:end]
    for at, stop, _ in sorted(found, reverse=True):
        piece = piece[: max(0, at - start)] + " " + piece[max(0, stop - start) :]
    idle = names.CONNECTORS | names.TITLES | names.POSTNOMINALS | words("greeting") | words("closing") | words("politeness")
    left = [word for word in re.findall(r"[^\W\d_]+", fold(piece)) if word not in idle]
    return sum(max(1, len(word) // 2) if is_cjk(word) else 1 for word in left)
