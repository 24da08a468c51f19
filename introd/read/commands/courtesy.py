"""What stands around an order and means nothing: "please", "hi introd,", a farewell and a name."""

from __future__ import annotations

from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.page import Page, Sentence

LONGEST_COMMAND = 300  # characters of one sentence
FIRST_SENTENCES = 4  # a command stands at the top
EDGES = ' \t\n.!¡¿,;:?。！？、，*_"“”„-–—•>()'
_COURTEOUS = (*words("greeting"), *words("closing"))
_POLITE = tuple(sorted(words("politeness"), key=len, reverse=True))


def bare(sentence: str) -> tuple[str, int]:
    """A sentence without "please", "hi introd," and "thanks" around it, and where what is left begins; no more of it than a command has."""
    sentence = sentence[:LONGEST_COMMAND]
    start = len(sentence) - len(sentence.lstrip(EDGES))
    text = sentence.strip(EDGES)
    folded = fold(text)
    changed = True
    while changed:
        changed = False
        for polite in _POLITE if folded.startswith(_POLITE) else ():
            after = folded[len(polite) : len(polite) + 1]
            if (
                folded.startswith(polite)
                and len(folded) > len(polite)
                and (is_cjk(polite) or (not after.isalnum() and after != "'"))
            ):
                rest = text[len(polite) :]
                cut = len(polite) + len(rest) - len(rest.lstrip(EDGES))
                start, text, folded, changed = start + cut, text[cut:], folded[cut:], True
                break
        for polite in _POLITE if folded.endswith(_POLITE) else ():
            if (
                folded.endswith(polite)
                and len(folded) > len(polite)
                and (is_cjk(polite) or not folded[-len(polite) - 1].isalnum())
            ):
                text = text[: -len(polite)].rstrip(EDGES)
                folded, changed = fold(text), True
                break
    return text, start


def said_in(whole: Page) -> list[Sentence]:
    """The sentences that hold more than signs."""
    return [sentence for sentence in whole.sentences if sentence.text.strip(EDGES)]


def top_of(whole: Page) -> list[Sentence]:
    """The first sentences, where an order may stand."""
    return said_in(whole)[:FIRST_SENTENCES]


def is_courtesy(sentence: Sentence) -> bool:
    """A greeting, a farewell or a name below it."""
    folded = fold(sentence.text.strip(EDGES))
    return len(folded.split()) <= 2 or (len(folded) < 60 and any(folded.startswith(f"{word} ") for word in _COURTEOUS))


def is_courteous(piece: str) -> bool:
    """Whether a piece of a line is a farewell or a name."""
    return fold(piece.strip(EDGES)) in words("closing") or len(piece.split()) <= 2
