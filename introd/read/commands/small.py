"""An order as it is typed on a phone: "wots happening with pinnock n jess", "scrap the Dov and Marguerite thing"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from introd.read.commands.patterns import SLOT
from introd.read.requests.lexicon import WORDS, fold, is_cjk, table

LONGEST = 200  # characters of a sentence that is read so
_TOKEN = re.compile(r"\([^()]*\)|\S+")
_SLOTS = re.compile(r"(\{(?:x|date)\})")
_PIECE = re.compile(r"w/|'?[^\W_]+(?:'[^\W_]*)?|&")
_SPELT = {fold(small): word for word, every in table("spelt").items() for small in every}


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the data file: "(a|b|) c" is "a c", "b c" and "c"."""
    found = ""
    for token in _TOKEN.findall(fold(pattern)):
        ways = token[1:-1].split("|") if token.startswith("(") else [token]
        said = "|".join("".join(SLOT.get(piece, re.escape(piece)) for piece in _SLOTS.split(way)) for way in ways if way)
        found += f"(?:(?:^|\\s)(?:{said}))" + ("?" if "" in ways else "")
    return re.compile(rf"\s?{found}")


_PATTERNS = tuple((verb, _compiled(pattern)) for verb, patterns in WORDS["small"].items() for pattern in patterns)


def small_orders(folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """(verb, match) of the patterns that a whole sentence fits, in the order of the data file."""
    for verb, pattern in _PATTERNS if len(folded) <= LONGEST else ():
        match = pattern.fullmatch(folded)
        if match:
            yield verb, match


def spelled_out(sentence: str) -> str | None:
    """A sentence in small letters (the first may be a capital) in ordinary spelling; None where it has capitals, or is long or Chinese."""
    text = sentence.strip()
    rest = re.sub(r"\bI\b", "i", text[:1].lower() + text[1:])
    if not rest.islower() or len(text) > LONGEST or is_cjk(text):
        return None
    return _PIECE.sub(lambda word: _SPELT.get(word.group(), word.group()), rest.replace("’", "'"))
