"""Text to words: folded for comparing, with the place of each in the text, so that the very words can be shown again.

Folding makes spellings comparable: lower case, no accents on Latin letters, straight apostrophes, full-width to half-width. Every Han
and kana character is a word of its own, since Japanese and Chinese write no spaces. All of it is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_CJK = "\u3040-\u30ff\u3400-\u9fff々〆〇"
_LETTERS = rf"[^\W_{_CJK}]"
_TOKEN = re.compile(
    rf"(?P<link>https?://\S{{1,2000}}|[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})"
    rf"|(?P<word>{_LETTERS}+(?:'{_LETTERS}+)*)"
    rf"|(?P<cjk>[{_CJK}])"
    r"|(?P<line>\n\s*)"
    r"|(?P<mark>\+\d+|[^\w\s])"
)
_SPECIAL = {
    "ł": "l", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "œ": "oe", "ı": "i",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "—": "–", "―": "–", "。": ".", "．": ".", "｡": ".", "、": ",", "…": ".", "¿": "", "¡": "",
    "妳": "你", "爲": "為", "羣": "群", "麽": "麼", "衆": "眾", "裏": "裡", "着": "著", "綫": "線",
    "\u00a0": " ", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u00ad": "",
    "\r": "", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip
_NOT = {"can": "can", "won": "will", "shan": "shall", "ain": "is"}
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}


class Word(NamedTuple):
    """One word, or one mark of punctuation: folded, as written (lower case, accents kept), and its place in the text.

    `kind` is `word`, `cjk`, `link` (an address or URL), `mark` (punctuation, emoji) or `line` (one or more line ends); `capital` tells
    whether a capital and a small letter begin it, as in a name.
    """

    folded: str
    written: str
    start: int
    end: int
    kind: str
    capital: bool = False


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    lower = char.casefold()
    if lower in _SPECIAL:
        return _SPECIAL[lower]
    if "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff" or unicodedata.combining(char):
        return ""  # variation selectors, skin tones, and accents that stand apart from their letter
    if char < "\u0250" or "\u1e00" <= char < "\u1f00":
        return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", lower)


def fold(text: str) -> str:
    """Return the text as it is compared: lower case, without accents; its length may differ from that of the text."""
    return text.lower().replace("`", "'").replace("\r", "") if text.isascii() else "".join(map(_fold_char, text))


def _places(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the place in `text` (None: the places are the same)."""
    if text.isascii() and "\r" not in text:
        return text.lower().replace("`", "'"), None
    pieces: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        piece = _fold_char(char)
        pieces.append(piece)
        places.extend([place] * len(piece))
    places.append(len(text))
    return "".join(pieces), places


def _spread(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Undo contractions: `don't` is `do` and `not`, `I'm` is `I` and `am`; `d'accord` is `d` and `accord`."""
    parts = word.split("'")
    for number, part in enumerate(parts):
        end = start + len(part)
        last = number == len(parts) - 1
        if last and part == "t" and number:
            yield "not", start, end
        elif not last and parts[number + 1] == "t" and part.endswith("n"):
            yield _NOT.get(part, part[:-1]), start, end
        elif last and part in _ENDINGS and number:
            yield ("us" if parts[0] == "let" else _ENDINGS[part]), start, end
        else:
            yield part, start, end
        start = end + 1


def split(text: str, most: int | None = None) -> list[Word]:
    """Return the words and marks of a text in order; blanks are left out, runs of line ends are one word of kind `line`.

    No more than `most` words are returned, the first ones.

    `text[word.start:word.end]` is the word as it stands in the text.
    """
    folded, places = _places(text)
    words: list[Word] = []
    for match in islice(_TOKEN.finditer(folded), most):
        kind, part = match.lastgroup or "mark", match.group()
        spread = _spread(part, match.start()) if kind == "word" and "'" in part else ((part, *match.span()),)
        for part, start, end in spread:
            first, last = (start, end) if places is None else (places[start], places[end - 1] + 1)
            written = text[first:last]
            words.append(Word(part, written.lower(), first, last, kind, written[:1].isupper() and written[1:2].islower()))
    return words[:most]
