"""A text as the features that a classifier weighs: its words, neighbours, and pieces of long words.

A word alone says what is spoken of, two neighbours turn it ("not keen"), and pieces of five letters make "vorstellen" and "vorgestellt",
or a slip of the finger, look alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from introd.read.languages.words import Word

PIECE = 5  # letters of a piece of a word, its two ends counted: "<yes>"
_START, _END = "^", "$"
_SILENT = frozenset(",:;–-()\"'/[]{}<>*_~|\\=#&")  # marks that say nothing
_LINE = "\n"


def token(word: Word) -> str:
    """A word as it is compared; numbers are all alike, line ends too, and what says nothing is empty."""
    if word.kind == "line":
        return _LINE
    if word.kind == "link" or word.folded in _SILENT:
        return ""
    return "0" if word.folded.isdecimal() else word.folded


def features(words: Sequence[Word]) -> set[str]:
    """The features of a text, each once."""
    tokens = [_START, *(said for word in words if (said := token(word))), _END]
    found = set(tokens)
    found.update(f"{one} {two}" for one, two in pairwise(tokens))
    found.update(f"{one}_{two}" for one, two in zip(tokens, tokens[2:], strict=False))
    for said in set(tokens):
        found.update(pieces(said))
    return found


def pieces(said: str) -> Iterator[str]:
    """The pieces of one word."""
    if len(said) >= PIECE - 1 and said.isalpha():
        framed = f"<{said}>"
        yield from (framed[at : at + PIECE] for at in range(len(framed) - PIECE + 1))


def around(tokens: Sequence[str], place: int) -> Iterator[str]:
    """The features in which the token at `place` has a part."""
    yield tokens[place]
    yield from (f"{tokens[at]} {tokens[at + 1]}" for at in (place - 1, place) if 0 <= at < len(tokens) - 1)
    yield from (f"{tokens[at]}_{tokens[at + 2]}" for at in (place - 2, place) if 0 <= at < len(tokens) - 2)
    yield from pieces(tokens[place])
