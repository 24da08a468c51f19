"""Orders about two people: who is never to meet whom, who knows whom."""

from __future__ import annotations

import re

from introd.read.reading import Context
from introd.read.requests import names
from introd.read.requests.addresses import is_mark
from introd.read.requests.lexicon import fold, is_cjk, words

PAIRED = frozenset({"apart", "may_meet", "know", "strangers"})
_SIGN = re.compile(r"\s*(?:,|;|&|\+|/|<+-*>+|、|，|和|と)\s*")


def two_of(about: str, other: str = "") -> tuple[str, ...]:
    """The two people of an order: in two slots, or in one with a word or a sign between them; empty where there are not two."""
    if other:
        return about, other
    pieces = (
        about.split() if all(is_mark(sign) or sign == " " for sign in about) else [piece for piece in _SIGN.split(about) if piece]
    )
    if len(pieces) != 2:
        tokens = about.split()
        between = [at for at, token in enumerate(tokens) if fold(token) in words("connectors") and 0 < at < len(tokens) - 1]
        pieces = [" ".join(tokens[: between[0]]), " ".join(tokens[between[0] + 1 :])] if between else []
    return tuple(pieces) if len(pieces) == 2 else ()


def is_on_the_list(about: str, context: Context) -> bool:
    """Whether these words are an address, or call somebody who is known."""
    return any(is_mark(sign) for sign in about) or any(fold(about) in names.tokens_of(person.name) for person in context.known)


def is_one(about: str, context: Context, *, shouted: bool) -> bool:
    """Whether these words are one person: an address, somebody on the list, or nothing but words of a name."""
    pieces = about.split()
    if not 0 < len(pieces) <= 5:
        return False
    if is_on_the_list(about, context) or is_cjk(about):
        return True
    if any(fold(piece) in words("connectors") | words("pronoun_objects") for piece in pieces):
        return False
    return shouted or all(
        names.is_name_word(piece) or fold(piece).strip(".") in names.PARTICLES | names.TITLES for piece in pieces
    )
