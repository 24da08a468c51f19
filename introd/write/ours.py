"""Sentences of ours that were decided in words, such as a standing or the answer to an order: the same in the reader's language.

What `decide/` and the mailroom say in words they say in English, once, for letters and for the command line. A language that has letters
has the same sentences in its `_lines.toml`: pairs of patterns, with slots for what varies, and short lists of numbers. A line that no
pattern fits stays as it is. Pure but for the file, which is read once.

The name of a slot says what may stand in it, with digits behind where one kind stands twice: `{day}`, `{moment}`, `{month}`, `{n}` (a
number), `{times}`, `{year}`, `{iso}` (2026-03-06), `{ref}`, `{pair}` (people), `{line}` (another of these lines), `{list}` (several, between
commas); any other is free text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date, get_month_names

from introd.write import dates

_SLOT = re.compile(r"\{([a-z]+)\d*\}")
_NAMED_SLOT = re.compile(r"\{([a-z]+\d*)\}")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = _MONTH.split("|")
_NUMBER = r"\d{1,6}|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_KINDS: Mapping[str, str] = {
    "day": rf"\d{{1,2}} (?:{_MONTH}) \d{{4}}",
    "moment": r"[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d",
    "month": _MONTH,
    "n": _NUMBER,
    "times": rf"never|once|twice|(?:{_NUMBER})(?: times)?",
    "ref": r"[a-z0-9]{3,12}",
    "year": r"\d{4}",
    "iso": r"\d{4}-\d\d-\d\d",
}
_DEEPEST = 4  # lines inside lines
_LONGEST = 3000  # characters; longer is nobody's line of ours


@dataclass(frozen=True, slots=True)
class _Pattern:
    form: re.Pattern[str]
    said: str


@dataclass(frozen=True)
class Lines:
    """The lines of one language."""

    language: str
    exact: Mapping[str, str]
    patterns: tuple[_Pattern, ...]
    words: Mapping[str, Mapping[str, str]]

    def of(self, line: str) -> str:
        """A line of ours in this language; as it is where it is none, or none that is known."""
        found = self._known(line, 0) if len(line) <= _LONGEST else None
        return line if found is None else found

    def _known(self, line: str, depth: int) -> str | None:
        bare = line.strip()
        if bare in self.exact:
            return line.replace(bare, self.exact[bare], 1)
        if bare.rstrip(".") in self.exact:  # a line that was made a sentence
            return line.replace(bare.rstrip("."), self.exact[bare.rstrip(".")], 1)
        for pattern in self.patterns if depth < _DEEPEST else ():
            match = pattern.form.fullmatch(line)
            filled = self._filled(pattern.said, match, depth) if match else None
            if filled is not None:
                return filled
        return self._several(line, depth) if depth < _DEEPEST else None

    def _several(self, line: str, depth: int) -> str | None:
        """Lines between commas, each of them known: a standing in words."""
        found = [self._known(piece, depth + 1) for piece in pieces] if len(pieces := _pieces(line)) > 1 else [None]
        return None if None in found else ", ".join(piece for piece in found if piece is not None)

    def _filled(self, said: str, match: re.Match[str], depth: int) -> str | None:
        slots: dict[str, str] = {}
        for name, text in match.groupdict().items():
            put = self._put(name.rstrip("0123456789"), text, depth)
            if put is None:
                return None
            slots[name] = put
        return _NAMED_SLOT.sub(lambda slot: slots[slot[1]], said)

    def _put(self, kind: str, text: str, depth: int) -> str | None:
        """What stands in a slot, in this language; None where it should be a line of ours and is none."""
        if kind == "line":
            return self._known(text, depth + 1)
        if kind == "list":
            found = [self._known(piece, depth + 1) for piece in _pieces(text)]
            return None if None in found else ", ".join(piece for piece in found if piece is not None)
        change: Callable[[str], str] | None = {
            "day": self._day, "iso": self._iso, "moment": self._moment, "month": self._month, "n": self._number, "times": self._times, "pair": self._pair,
            "who": self._who,
        }.get(kind)  # fmt: skip
        return change(text) if change else text

    def _day(self, text: str) -> str:
        day, month, year = text.split()
        when = _date(year, _MONTHS.index(month) + 1, day)
        return str(format_date(when, "long", locale=dates.locale(self.language))) if when else text

    def _iso(self, text: str) -> str:
        return dates.day(text, self.language)

    def _moment(self, text: str) -> str:
        _, day, month, year, clock = text.replace(",", "").split()
        short = [name[:3] for name in _MONTHS]
        when = _date(year, short.index(month) + 1, day) if month in short else None
        return f"{format_date(when, 'EEE d. MMM y', locale=dates.locale(self.language))}, {clock}" if when else text

    def _month(self, text: str) -> str:
        return str(get_month_names("wide", locale=dates.locale(self.language))[_MONTHS.index(text) + 1])

    def _number(self, text: str) -> str:
        return self.words["numbers"].get(text, text)

    def _times(self, text: str) -> str:
        count = text.removesuffix(" times")
        return self.words["times"].get(count) or self.words["times"]["any"].replace("{n}", self._number(count))

    def _pair(self, text: str) -> str:
        return self.words["people"]["and"].join(self._who(one) for one in text.split(" and "))

    def _who(self, text: str) -> str:
        """A person, with what is said of them behind the name: `Jane, an old friend,`."""
        people = self.words["people"]
        for end in (e for e in people if e.startswith((",", " ("))):
            text = text.removesuffix(end) + people[end] if text.endswith(end) else text
        return people.get(text, text)


def _pieces(text: str) -> list[str]:
    """What commas divide, but for those in brackets."""
    return [piece.strip() for piece in re.split(r",\s*(?![^()]*\))", text)]


def _pattern(english: str, said: str) -> _Pattern:
    pieces, at = [], 0
    for slot in _NAMED_SLOT.finditer(english):
        kind = slot[1].rstrip("0123456789")
        pieces += [_fixed(english[at : slot.start()]), f"(?P<{slot[1]}>{_KINDS.get(kind, '.+?')})"]
        at = slot.end()
    return _Pattern(re.compile("".join(pieces) + _fixed(english[at:]), re.DOTALL), said)


def _date(year: str, month: int, day: str) -> date | None:
    """The day, None where there is no such day."""
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _fixed(text: str) -> str:
    """Fixed words of a pattern, with any blanks between them: letters say with one what the terminal sets apart with two."""
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(text))


@cache
def lines(folder: Path) -> Lines:
    """The lines of the language whose templates lie in a folder; none where it has no file of them (English). Raises what tomllib raises."""
    file = folder / "_lines.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {"lines": {}}
    pairs = known.pop("lines")
    fixed = sorted((p for p in pairs if "{" in p), key=lambda p: -len(_SLOT.sub("", p)))
    exact = {english: said for english, said in pairs.items() if "{" not in english}
    return Lines(folder.name, exact, tuple(_pattern(p, pairs[p]) for p in fixed), known)
