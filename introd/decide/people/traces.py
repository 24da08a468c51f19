"""What somebody is known by, found in any text and taken out of it: addresses, names, and a name of one word alone.

An address, and a full name that nobody else has, are certain. One word alone ("Jane told me so"), and a full name that two people
share, may mean somebody else: they are left where the text speaks of another one of that name, and where another family name follows.
Texts are compared whatever their case, their Unicode form and their accents are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from introd.decide.people.everyday import AFTER_A_NAME, FIRST_NAMES, LAST_NAMES, TITLES

SOMEBODY = "somebody"
"""Stands in place of what was taken out."""

FIXED = frozenset(
    {
        "name", "first_name", "address", "addresses", "owner", "key", "reference", "status", "state", "outcome", "kind", "kinds",
        "reader", "side", "to", "tokens", "what", "verb", "verbs", "message_id", "in_reply_to", "references", "zone", "language",
        "other", "origin", "due", "at", "not_before", "created", "settled", "timers", "token", "owner_token", "thread_token",
    }
)  # fmt: skip
"""Fields that hold no prose: a word in one of them is never a first name by chance."""

_OTHERWISE = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "å": "aa", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’-])*")
_APART = r"(?:[\s._+\-]|%20|&nbsp;)"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_]|[\u0300-\u036f])"
_JOINED = 7  # letters from which a name run together (`janeroe`) is still nobody else's
_ENDS = '.!?:;\n\r\t"“„«(>|*-–—'


@dataclass(frozen=True)
class Traces:
    """One person's traces. `names` as they were written; `shared` of them are also somebody else's; `others` tell of a text that it
    speaks of another one of that name: full names, addresses and marks of theirs.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()  # of their introductions, as subjects carry them: certain in mail, nothing in the record

    @classmethod
    def of(cls, document: dict[str, Any]) -> Traces:
        """From what `document` gave."""
        return cls(**{name: tuple(document.get(name, ())) for name in ("addresses", "names", "shared", "others", "marks")})

    def document(self) -> dict[str, Any]:
        """As JSON types."""
        return {name: list(getattr(self, name)) for name in ("addresses", "names", "shared", "others", "marks")}

    @property
    def full_names(self) -> tuple[str, ...]:
        """Names of two words and more that nobody else has."""
        return tuple(name for name in self.names if len(words(name)) > 1 and name not in self.shared)

    @property
    def texts(self) -> tuple[str, ...]:
        """What a server can be asked for."""
        return (*self.addresses, *self.full_names, *self.marks)

    def certain(self, text: str) -> bool:
        """Whether an address or a full name of theirs stands in the text."""
        return self._certain.search(text) is not None

    def stands_in(self, text: str) -> bool:
        """Whether anything in the text may mean them."""
        return self.without(text, weigh=text) != text

    def without(self, text: str, *, weigh: str, certain_only: bool = False) -> str:
        """The text without them. `weigh` is the whole that the text is a part of: it decides whether another one is meant."""
        text = self._certain.sub(SOMEBODY, text)
        if certain_only or not self._alone.search(text) or self._others.search(weigh):
            return text
        return self._alone.sub(self._unless_somebody_else, text)

    @cached_property
    def _certain(self) -> re.Pattern[str]:
        patterns = [_address(a) for a in self.addresses] + [_full(words(name)) for name in self.full_names]
        return _any(patterns)

    @cached_property
    def _others(self) -> re.Pattern[str]:
        return _any([_spelled(text) for text in self.others])

    @cached_property
    def _alone(self) -> re.Pattern[str]:
        shared = [_full(words(name)) for name in self.shared if len(words(name)) > 1]
        single = sorted({_spelled(word) for name in self.names for word in _ends(name)}, key=len, reverse=True)
        pattern = rf"(?<![\w@.+/=&-])(?:{'|'.join(single)})(?![\w@\u0300-\u036f]|[.+=-][^\W_])" if single else r"(?!)"
        return re.compile("|".join([*shared, rf"(?P<alone>{pattern})"]), re.IGNORECASE)

    def _unless_somebody_else(self, found: re.Match[str]) -> str:
        alone = found["alone"]
        return (
            SOMEBODY
            if alone is None or self._means_them(alone, found.string[: found.start()], found.string[found.end() :])
            else found[0]
        )

    def _means_them(self, word: str, before: str, after: str) -> bool:
        """Whether one word alone is a name here, and not the beginning of another's."""
        key, title = _key(word), _last_word(before) in TITLES
        follows = re.match(r"[ \t\u00a0]+([^\W\d_][\w'’]*)", after)
        if follows and follows[1][0].isupper() and follows[1].casefold() not in AFTER_A_NAME:
            return False
        first = key in {_key(_ends(name)[0]) for name in self.names if words(name)}
        if first and key not in FIRST_NAMES:
            return True
        if title:
            return word[0].isupper()
        within = before.rstrip(" ")[-1:] not in ("", *_ENDS)
        return word[0].isupper() and (within if first else key not in LAST_NAMES)


def words(name: str) -> list[str]:
    """The words of a name, without titles."""
    return [word for word in _WORD.findall(unicodedata.normalize("NFC", name)) if word.casefold() not in TITLES]


def _ends(name: str) -> list[str]:
    """The first and the last word of a name: those by which people are called."""
    found = [word for word in words(name) if len(word) > 1]
    return list(dict.fromkeys([*found[:1], *found[-1:]]))


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _last_word(text: str) -> str:
    found = re.search(r"([^\W\d_]+)\.?[ \t\u00a0]+$", text[-30:])
    return found[1].casefold() if found else ""


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern of many, the longest first; of none, one that is never found."""
    found = sorted(set(filter(None, patterns)), key=len, reverse=True)
    return re.compile("|".join(found) if found else r"(?!)", re.IGNORECASE)


def _address(address: str) -> str:
    """An address: as it is, as a link writes it, and as people say it; no part of a longer one."""
    local, _, domain = address.partition("@")
    at = r"(?:@|%40|=|&#0*64;|&#x40;|&commat;|\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*|\s+at\s+)"
    dot = r"(?:\.|\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+)"
    hosts = {domain, _ascii(domain)}
    host = "|".join(dot.join(_spelled(label) for label in one.split(".")) for one in sorted(hosts))
    return rf"(?<![\w.+'-]){_spelled(local)}{at}(?:{host})(?![\w-]|\.\w)"


def _ascii(domain: str) -> str:
    """A domain as mail servers write it (RFC 5891), where it is one."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _full(parts: list[str]) -> str:
    """A name in its order and turned round, with an initial between, and run together as in file names and links."""
    if len(parts) < 2:
        return ""
    orders = [parts, [parts[-1], *parts[:-1]]] + ([[parts[0], parts[-1]], [parts[-1], parts[0]]] if len(parts) > 2 else [])
    sign = "{0,4}" if sum(map(len, parts)) >= _JOINED else "{1,4}"
    between = rf"(?:,?{_APART}{sign}(?:[^\W\d_]\.?{_APART})?)"
    return rf"{_BEFORE}(?:{'|'.join(between.join(map(_spelled, order)) for order in orders)}){_AFTER}"


def _spelled(text: str) -> str:
    """A pattern for a text in either Unicode form, with and without its accents, with any blank for a blank."""
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _letter(letter: str) -> str:
    if letter.isspace():
        return r"[\s\u00a0]+"
    if letter in "'’":
        return "['’]"
    apart = unicodedata.normalize("NFD", letter)
    ways = [re.escape(letter)]
    if len(apart) > 1:
        ways += [re.escape(apart), re.escape(apart[0])]
    if letter.casefold() in _OTHERWISE:
        ways.append(_OTHERWISE[letter.casefold()])
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
