"""The phrases of `phrases.toml`, made ready once for reading at a cost that is linear in the text.

Every pattern is an alternation of words tried at one place; what may stand anywhere in a text is looked up with plain substring search,
first in the whole text, so that a line is compared only with the few phrases that occur at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Final

_DATA: Final = tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text("utf-8"))


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first, so that `sent from my` is found before `sent`."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(_DATA[section][key])


_HEADERS = {word: role for role, words in _DATA["headers"].items() for word in words}

VERBS: Final = tuple(_DATA["attribution"]["verbs"])
VERB: Final = re.compile(rf"(?<![^\W\d_])(?:{_any(w for w in _DATA['attribution']['verbs'] if w[0] < '⺀')})(?![^\W\d_])")
VERB_CJK: Final = re.compile(_any(w for w in _DATA["attribution"]["verbs"] if w[0] >= "⺀"))
STARTER: Final = re.compile(rf"(?:{_any(_DATA['attribution']['starters'])})(?![^\W\d_])")
HEADER: Final = re.compile(rf"[\s*_|>]{{0,6}}({_any(_HEADERS)})[\s*_]{{0,4}}[:：]")
ORIGINAL: Final = re.compile(_any(_DATA["delimiters"]["original"]))
FORWARDED: Final = re.compile(_any(_DATA["delimiters"]["forwarded"]))
_TAGS = r"\s*(?:\[[^\[\]]{1,30}\]\s*)*"  # "[EXTERNAL] Re: …"
FORWARD_SUBJECT: Final = re.compile(rf"{_TAGS}(?:{_any(_DATA['delimiters']['forward_subject'])})\s?[:：]")
REPLY_SUBJECT: Final = re.compile(rf"{_TAGS}(?:{_any(_DATA['delimiters']['reply_subject'])})\s?(?:\[\d+\])?\s?[:：]\s*")
SURE_CLOSING: Final = _set("signature", "sure")
MAYBE_CLOSING: Final = _set("signature", "maybe")
CLOSING_WORDS: Final = _set("signature", "words")
CLOSING_STARTS: Final = CLOSING_WORDS | {re.split(r"[\s,/]", closing)[0] for closing in SURE_CLOSING | MAYBE_CLOSING}
POSTSCRIPT: Final = re.compile(rf"(?:{_any(_DATA['signature']['postscript'])})[\s:.,：、-]")
RETRACTION: Final = re.compile(rf"(?:{_any(_DATA['signature']['retraction'])})(?![^\W\d_⺀-鿿])")
FOOTERS: Final = tuple(_DATA["signature"]["footers"])
FOOTER_ENDS: Final = tuple(_DATA["signature"]["footer_ends"])
BANNERS: Final = tuple(_DATA["notices"]["banners"])
DISCLAIMERS: Final = tuple(_DATA["notices"]["disclaimers"])
MAIL_WORDS: Final = tuple(_DATA["notices"]["mail_words"])
SECRET_WORDS: Final = tuple(_DATA["notices"]["secret_words"])
STUBS: Final = tuple(_DATA["notices"]["stubs"])


def header_role(line: str) -> str | None:
    """`from`, `sent`, `to`, `cc` or `subject` where a folded line is such a field of a quoted message, else None."""
    if ":" not in line[:40] and "：" not in line[:40]:
        return None
    match = HEADER.match(line)
    return _HEADERS[match.group(1)] if match else None


def within(phrases: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of the phrases that stand anywhere in the folded text."""
    return tuple(phrase for phrase in phrases if phrase in text)
