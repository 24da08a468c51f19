"""Names in Cyrillic and Greek letters as a text in Latin ones would call them: Дмитрий is Dmitri, Dmitry or Dmitriy."""

from __future__ import annotations

import re

_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя",
        "a b v g g d e e e zh z i i i i k l m n o p r s t u f kh ts ch sh sch - i - e iu ia".replace("-", "").split(" "),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "i",
            "f",
            "ch",
            "ps",
            "o",
            "a",
            "e",
            "i",
            "i",
            "o",
            "i",
            "o",
            "i",
            "i",
            "i",
            "i",
        ],
        strict=True,
    )
)
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK})
_ALIKE = (("y", "i"), ("j", "i"), ("ph", "f"), ("kh", "h"), ("ch", "h"), ("ii", "i"), ("w", "v"), ("ck", "k"), ("c", "k"))
_SHARED = 4  # letters that two spellings of a name share at least


def is_foreign(word: str) -> bool:
    """Whether a word is in Cyrillic or Greek letters."""
    return bool(re.search(r"[\u0370-\u03ff\u0400-\u04ff]", word))


def sound(word: str) -> str:
    """A word, in lower case, as one of several spellings in Latin letters."""
    latin = word.lower().translate(_TABLE)
    for written, plain in _ALIKE:
        latin = latin.replace(written, plain)
    return latin


def alike(word: str, foreign: str) -> bool:
    """Whether a word in Latin letters may be this one in others: they begin alike."""
    one, other = sound(word), sound(foreign)
    length = min(len(one), len(other), _SHARED)
    return length > 2 and one[:length] == other[:length]
