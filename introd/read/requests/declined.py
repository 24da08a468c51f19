"""Polish names in the form in which a letter calls somebody: "proszę przedstawić Jadwigę Świątek" asks for Jadwiga Świątek.

A form is given back only where its ending leaves no doubt, or where the address or another place of the mail has the plain one.
"""

from __future__ import annotations

import re

from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page

_CERTAIN = (
    ("skiego", "ski"), ("ckiego", "cki"), ("dzkiego", "dzki"), ("skim", "ski"), ("ckim", "cki"), ("dzkim", "dzki"),
    ("skiej", "ska"), ("ckiej", "cka"), ("dzkiej", "dzka"), ("ę", "a"), ("ą", "a"),
)  # fmt: skip
_LIKELY = (
    ("iem", ""),
    ("em", ""),
    ("owi", ""),
    ("ego", "y"),
    ("ym", "y"),
    ("im", "i"),
    ("a", ""),
    ("u", ""),
    ("y", "a"),
    ("i", "a"),
    ("ka", "ek"),
    ("kiem", "ek"),
    ("kowi", "ek"),
    ("ła", "eł"),
    ("łem", "eł"),
    ("łowi", "eł"),
    ("cie", "t"),
    ("zie", "da"),
    ("ie", ""),
    ("ki", "ka"),
)
_SHORTEST = 3  # letters of what is left


def is_polish(page: Page) -> bool:
    """Whether a mail is in Polish, by its small words."""
    said = len(words("polish") & set(re.findall(r"[^\W\d_]+", page.folded)))
    return said > 1 or (said == 1 and re.search(r"[ęą]\b", page.text) is not None)


def plain(name: str, local: str, page: Page) -> str:
    """A name in its plain form; `local`: the part of the address before the @, which often spells it."""
    if not name or not is_polish(page):
        return name
    spelt = {part for part in re.split(r"[^a-z]+", fold(local)) if part}
    capitals = set(re.findall(r"[^\W\d_]+", page.text))
    said = name.split()
    found = [_plain(word, spelt, capitals) for word in said]
    with_whom = any(word != form and word.endswith(("em", "im", "ym", "ą")) for word, form in zip(said, found, strict=True))
    if any(word.endswith(("skiej", "ckiej", "dzkiej")) for word in said):
        found = [re.sub(r"ii$", "ia", re.sub(r"(?<=\w\w)ie$", "a", form)) for form in found]  # Irenie Wolskiej
    return " ".join(_without_em(form) if with_whom else form for form in found)


def _without_em(word: str) -> str:
    """Wilk, of "Piotrem Wilkiem": the other word of the name showed the case."""
    return re.sub(r"(?<=[kg])iem$|(?<=\w\w\w)em$", "", word)


def _plain(word: str, spelt: set[str], capitals: set[str]) -> str:
    """One word of a name."""
    if fold(word) in spelt:
        return word
    for ending, other in (*_CERTAIN, *_LIKELY):
        stem = word.removesuffix(ending)
        form = stem + other
        if stem != word and len(stem) >= _SHORTEST and (fold(form) in spelt or form in capitals or (ending, other) in _CERTAIN):
            return form
    return word
