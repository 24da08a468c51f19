"""When: the day that a message names, counted from the message's own date, in eleven languages.

A hint that fails safe: None rather than wrong. Only what is written as a date is taken for one; the day must lie between the message's
own day and `FARTHEST` days later, and two days that compete for the same meaning are no day at all. The words come from the `[dates]` table
of each language file; the grammar (a day before or behind its month, a number and a unit, a weekday) is here.

`find_until` gives the day that is named ("after 3 March", "until 3 March", "from 3 March on": 3 March). `absent_until` gives the first day on
which an absent person can be expected: the day named with "back on" or "until" (that day is usually the return), the day after for a
range ("from 3 to 12 March": the 13th) and for "through" or "including".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from introd.read.languages import lexicon, lines
from introd.read.languages.words import Word, fold, split

FARTHEST = 400  # days after the message that a date may lie
_CAP = 4000  # characters
_ORDINAL = ("st", "nd", "rd", "th", "er", "eme", "e", "o", "a", "te", "ten", "ter", "de", "ste")
_REACH = {"back": 7, "until": 3, "through": 3, "from": 3, "leave": 4, "in": 1}  # words between the marker and its date
_RANK = {"back": 0, "through": 1, "until": 1, "from": 2, "in": 3, "": 4}
_BEHIND = ("ago", "behind_until", "behind_through", "behind_back", "behind_from")
_CORES = frozenset({"month", "weekday", "unit", "named"})
_SEPARATORS = frozenset("./-")


@dataclass(frozen=True, slots=True)
class Named:
    """A day named in a text: words `first` to `end`, the day, and the word that says what happens then (back, until, from …)."""

    first: int
    end: int
    day: date
    marker: str = ""
    vague: bool = False  # a month, a season or a week: its first day stands for it


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The date words of one language: by first word, the longest first, (words, what it is, its value)."""

    entries: dict[str, list[tuple[tuple[str, ...], str, str]]]
    month_first: bool
    cores: frozenset[str]  # the words of which a date has at least one, unless it is written in numbers

    def at(self, words: Sequence[Word], place: int, *wanted: str) -> tuple[str, str, int] | None:
        """The longest entry at this place among the wanted kinds: (kind, value, end)."""
        if not 0 <= place < len(words):
            return None
        for sequence, kind, value in self.entries.get(words[place].folded, ()):
            end = place + len(sequence)
            if (kind in wanted) and tuple(w.folded for w in words[place:end]) == sequence:
                return kind, value, end
        return None


def find_until(text: str, sent: date, language: str | None = None) -> date | None:
    """The day that a text names as "until", "after", "back on" or plainly; None where none or more than one is meant.

    `sent` is the day of the message: without a year the next such day is meant. `language` (two letters) is tried first, and settles
    whether 3/12 is in March or in December. Never raises.
    """
    return chosen(find_all(text, sent, language)[1])


def absent_until(text: str, sent: date) -> date | None:
    """The first day on which the writer of an out-of-office reply can be expected; None where it is not said. Never raises.

    "until 12 March" is 12 March, "from 3 to 12 March", "through 12 March" is 13 March, "back on the 13th" is 13 March and wins.
    """
    words, found = find_all(text, sent, None)
    told = [named for named in found if named.marker in ("back", "until", "through")]
    told = [_day_after(named) if _is_range(words, named, found) else named for named in told]
    return chosen(told or [replace(named, marker="until") for named in found if named.marker == "in" and not named.vague])


def find_all(text: str, sent: date, language: str | None = None) -> tuple[list[Word], list[Named]]:
    """The words of a text and the days named in it, in the first language that knows any, `language` before the others."""
    words = [word for word in split(text[:_CAP]) if word.folded not in ('"', "(", ")", "*", "_")]
    ranks = lexicon().ranking([word for word in words if not word.folded.isdecimal()], language)
    if not any(ranks.values()):  # mere numbers, and no language known: only what every order of them means
        orders = [list(_days(words, sent, _vocabularies()[code])) for code in ("en", "de")]
        return words, orders[0] if orders[0] == orders[1] else []
    best: list[Named] = []
    for code in _languages(words, ranks):
        found = list(_days(words, sent, _vocabularies()[code]))
        if _weight(found) > _weight(best):
            best = found
        if best and ranks[code] < 0.5:
            break
    return words, best


def _languages(words: Sequence[Word], ranks: Mapping[str, float]) -> list[str]:
    """The languages worth trying, the likeliest first: those with a date word in the text; the likeliest alone for mere numbers."""
    present = {word.folded for word in words if not word.folded.isdecimal()}
    likely = sorted(ranks, key=lambda code: -ranks[code] - sum(word in _vocabularies()[code].entries for word in present) / 2)
    with_words = [code for code in likely if not _vocabularies()[code].cores.isdisjoint(present)]
    if with_words or not any(word.folded[:1].isdecimal() for word in words):
        return with_words
    return likely[:1]


def _weight(found: Sequence[Named]) -> int:
    return sum(named.end - named.first + (2 if named.marker else 0) for named in found)


def _is_range(words: Sequence[Word], named: Named, found: Sequence[Named]) -> bool:
    """Whether the day is the last of a range, or is said to be included."""
    if named.marker == "through":
        return True
    if named.marker != "until":
        return False
    before = words[max(0, named.first - 6) : named.first]
    return any(w.folded.rstrip("stndrh").isdigit() for w in before) or any(n.marker in ("from", "leave", "") and n.end <= named.first
                                                                   and named.first - n.end <= 4 for n in found)


def _day_after(named: Named) -> Named:
    return replace(named, day=named.day + timedelta(days=1), marker="until")


def chosen(found: Sequence[Named]) -> date | None:
    """The day with the plainest marker; None where two with the same one differ."""
    found = [named for named in found if named.marker != "leave"]
    if not found:
        return None
    best = min(_RANK[named.marker] for named in found)
    days = {named.day for named in found if _RANK[named.marker] == best}
    exact = {named.day for named in found if _RANK[named.marker] == best and not named.vague}
    if len(days) > 1 and len(exact) == 1:
        return exact.pop()
    return days.pop() if len(days) == 1 else None


def _days(words: Sequence[Word], sent: date, book: _Vocabulary) -> Iterator[Named]:
    """Walk through the text; at each place take the longest date, and look for the word that governs it."""
    place = 0
    after = sent
    while place < len(words):
        named = _day_at(words, place, sent, book) or _day_of_month(words, place, after, book)
        if named is None or not sent <= named.day <= sent + timedelta(days=FARTHEST):
            place += 1
            continue
        marker = _marker(words, named, book)
        if marker is not None:
            yield replace(named, marker=marker)
            after = named.day
        place = named.end


def _day_at(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    if words[place].folded not in book.entries and not words[place].folded[:1].isdecimal():
        return None
    for reading in (_numeric, _written, _counted, _by_name, _weekday):
        named = reading(words, place, sent, book)
        if named is not None:
            return named
    return None


def _marker(words: Sequence[Word], named: Named, book: _Vocabulary) -> str | None:
    """The word that governs a day, before it or right behind it; None where it says that the day is past."""
    for skipped in (0, 1):
        behind = book.at(words, named.end + skipped, *_BEHIND)
        if behind is not None:
            return None if behind[0] == "ago" else behind[0].removeprefix("behind_")
    best: tuple[int, int, str] | None = None  # (where it ends, how long it is, which)
    for distance in range(1, max(_REACH.values()) + 1):
        place = named.first - distance
        if place < 0 or (words[place].kind == "line" and distance > 1) or words[place].folded in (";", "!", "?"):
            break
        entry = book.at(words, place, *_REACH)
        if entry is not None and entry[2] <= named.first < entry[2] + _REACH[entry[0]]:
            best = max(best or (0, 0, ""), (entry[2], entry[2] - place, entry[0]))
    return best[2] if best else named.marker


def _numeric(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`2027-03-04`, `3/12`, `3.12.`, `03.12.2027`; two numbers alone need a slash or a closing full stop."""
    numbers, end, mark = _numbers(words, place)
    if mark == "" or (place and words[place - 1].folded in _SEPARATORS and words[place - 1].end == words[place].start):
        return None
    if len(numbers) == 3 and numbers[0] > 31:
        return _named(place, end, numbers[0], numbers[1], numbers[2])
    closed = mark == "." and end < len(words) and words[end].folded == "." and words[end].start == words[end - 1].end
    if len(numbers) == 2 and not (mark == "/" or closed) or numbers[:2] == [24, 7]:
        return None
    day, month = (numbers[1], numbers[0]) if book.month_first and mark != "." else (numbers[0], numbers[1])
    if month > 12 and mark == "/" and book.month_first:
        day, month = month, day
    end += closed
    if len(numbers) == 3:
        return _named(place, end, numbers[2] + 2000 if numbers[2] < 100 else numbers[2], month, day)
    return _next(place, end, month, day, sent)


def _numbers(words: Sequence[Word], place: int) -> tuple[list[int], int, str]:
    """Up to three numbers joined by the same mark, where they end, and the mark (empty: there are not two)."""
    numbers: list[int] = []
    mark = ""
    end = place
    while end < len(words) and words[end].folded.isdecimal() and len(words[end].folded) <= 4 and len(numbers) < 3:
        numbers.append(int(words[end].folded))
        end += 1
        joint = words[end].folded if end + 1 < len(words) else ""
        glued = joint in _SEPARATORS and words[end].start == words[end - 1].end and (words[end + 1].start - words[end].end <= (joint == "."))
        if not glued or not words[end + 1].folded.isdecimal() or mark not in ("", joint) or len(numbers) == 3:
            break
        mark = joint
        end += 1
    return numbers, end, mark if len(numbers) > 1 else ""


def _written(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`3 March 2027`, `March 3rd`, `am 3. März`, `3月12日`, `in January`, `mid-January`."""
    day, after = _ordinal(words, place)
    month = book.at(words, place, "month", "month?")
    if month is not None:
        day = 0
    elif day:
        month = book.at(words, _skip(words, after, book), "month", "month?")
    if month is None:
        return _part_of_month(words, place, sent, book)
    number, end = int(month[1]), month[2]
    if not day:
        end = _skip_day_sign(words, end, book)
        day, after = _ordinal(words, _skip(words, end, book))
        end = _after_day(words, after, book) if day else month[2]
    if not day and month[0] == "month?" and book.at(words, place - 1, "in", "until", "from", "of", "back") is None:
        return None
    year, end = _year(words, end)
    if not day:
        first = date(sent.year, number, 1) if year is None else None
        if first is not None and first.month == sent.month:
            first = date(sent.year + 1, number, 1)  # "in March", written in March: next year's is far, this one has begun
            return None
        return replace(n, vague=True) if (n := (_named(place, end, year, number, 1) if year else _next(place, end, number, 1, sent))) else None
    return _named(place, end, year, number, day) if year else _next(place, end, number, day, sent)


def _part_of_month(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`early January`, `mid-January`, `end of January`."""
    part = book.at(words, place, "begin", "middle", "end")
    month = part and book.at(words, _skip(words, part[2], book), "month", "month?")
    if not part or not month:
        return None
    year, end = _year(words, month[2])
    day = {"begin": 1, "middle": 15, "end": 28}[part[0]]
    named = _named(place, end, year, int(month[1]), day) if year else _next(place, end, int(month[1]), day, sent)
    if named and part[0] == "end":
        named = replace(named, day=named.day.replace(day=monthrange(named.day.year, named.day.month)[1]))
    return replace(named, vague=True) if named else None


def _counted(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`in six weeks`, `for two months`, `two weeks from now`, `6週間後`."""
    marker = book.at(words, place, "in")
    start = marker[2] if marker else place
    number, after = _count(words, start, book)
    unit = book.at(words, after, "unit") if number else None
    if unit is None:
        return None
    behind = book.at(words, unit[2], "later")
    if not (marker or behind) or book.at(words, unit[2], "ago"):
        return None
    named = _plus(place, behind[2] if behind else unit[2], sent, number, unit[1])
    return replace(named, marker="in" if marker else "", vague=unit[1] != "day")


def _count(words: Sequence[Word], place: int, book: _Vocabulary) -> tuple[int, int]:
    if place < len(words) and words[place].folded.isdecimal() and len(words[place].folded) <= 3:
        return int(words[place].folded), place + 1
    number = book.at(words, place, "number")
    return (int(number[1]), number[2]) if number else (0, place)


def _plus(first: int, end: int, sent: date, number: int, unit: str) -> Named:
    if unit in ("month", "year"):
        months = sent.month - 1 + number * (12 if unit == "year" else 1)
        year, month = sent.year + months // 12, months % 12 + 1
        return Named(first, end, date(min(year, 9000), month, min(sent.day, monthrange(min(year, 9000), month)[1])))
    return Named(first, end, sent + timedelta(days=number * (7 if unit == "week" else 1)))


def _by_name(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`tomorrow`, `next month`, `after the summer`: names whose values are `+1d`, `+1w`, `+1m`, `+1y`, `MM-DD` or `eom`."""
    entry = book.at(words, place, "named")
    if entry is None:
        return None
    value, end = entry[1], entry[2]
    if value == "eom":
        return Named(place, end, sent.replace(day=monthrange(sent.year, sent.month)[1]), vague=True)
    if not value.startswith("+"):
        named = _next(place, end, int(value[:2]), int(value[3:]), sent)
        return replace(named, vague=True) if named else None
    number, unit = int(value[1:-1]), value[-1]
    if unit == "d":
        return Named(place, end, sent + timedelta(days=number))
    if unit == "w":
        return Named(place, end, sent + timedelta(days=7 * number - sent.weekday()), vague=True)
    plus = _plus(place, end, sent, number, {"m": "month", "y": "year"}[unit])
    first = plus.day.replace(day=1) if unit == "m" else plus.day.replace(month=1, day=1)
    return Named(place, end, first, vague=True)


def _weekday(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`Monday`, `next Monday`, `Monday the 7th`, `Monday, 7 December`: a date behind it is the day, if it is that weekday."""
    start = entry[2] if (entry := book.at(words, place, "next")) else place
    weekday = book.at(words, start, "weekday", "weekday?")
    if weekday is None:
        return None
    after = _skip(words, weekday[2], book)
    for reading in (_numeric, _written, _day_of_month):
        named = reading(words, after, sent, book)
        if named is not None and not named.vague:
            return replace(named, first=place) if named.day.weekday() == int(weekday[1]) else None
    if weekday[0] == "weekday?" and book.at(words, start - 1, *_REACH) is None:
        return None
    ahead = (int(weekday[1]) - sent.weekday()) % 7 or 7
    if start != place and ahead + sent.weekday() < 7:
        ahead += 7  # "next Friday" on a Monday is the one of next week
    return Named(place, weekday[2], sent + timedelta(days=ahead))


def _day_of_month(words: Sequence[Word], place: int, sent: date, book: _Vocabulary) -> Named | None:
    """`the 7th`: an ordinal behind its article; a bare number is none."""
    article = book.at(words, place, "the")
    start = article[2] if article else place
    day, end = _ordinal(words, start)
    plain = start < len(words) and words[start].folded.isdecimal()
    closing = _after_day(words, end, book)
    dotted = end < len(words) and words[end].folded == "." and words[end].start == words[end - 1].end
    if book.at(words, _skip(words, _after_day(words, end, book), book), "month", "month?") is not None:
        return None  # the day belongs to a month: read from the day on
    if _numbers(words, start)[2]:
        return None
    if not day or (plain and not (article and (dotted or book.at(words, place, "the_number"))) and closing == end):
        return None
    month = (sent.year, sent.month) if day > sent.day else (sent.year + sent.month // 12, sent.month % 12 + 1)
    return _named(place, closing, month[0], month[1], day)


def _ordinal(words: Sequence[Word], place: int) -> tuple[int, int]:
    """A day of the month at this place and where it ends; (0, place) if there is none."""
    if not 0 <= place < len(words):
        return 0, place
    word = words[place].folded
    digits = word[:2] if word[:2].isdecimal() else word[:1]
    if not digits.isdecimal() or not 1 <= int(digits) <= 31 or word[len(digits) :] not in ("", *_ORDINAL):
        return 0, place
    return int(digits), place + 1


def _skip(words: Sequence[Word], place: int, book: _Vocabulary) -> int:
    """Over `of`, `the`, commas, dots and hyphens between the pieces of a date."""
    for _ in range(3):
        entry = book.at(words, place, "of", "the")
        if entry is not None:
            place = entry[2]
        elif place < len(words) and words[place].folded in (",", ".", "-", "º", "ª"):
            place += 1
    return place


def _skip_day_sign(words: Sequence[Word], place: int, book: _Vocabulary) -> int:
    entry = book.at(words, place, "day_sign")
    return entry[2] if entry else place


def _after_day(words: Sequence[Word], place: int, book: _Vocabulary) -> int:
    entry = book.at(words, place, "day_sign")
    return entry[2] if entry else place


def _year(words: Sequence[Word], place: int) -> tuple[int | None, int]:
    at = place + 1 if place < len(words) and words[place].folded in (",", "de", "del") else place
    if at < len(words) and words[at].folded.isdecimal() and 2000 <= int(words[at].folded[:5]) <= 2100:
        return int(words[at].folded), at + 1
    return None, place


def _named(first: int, end: int, year: int, month: int, day: int) -> Named | None:
    try:
        return Named(first, end, date(year, month, day))
    except ValueError:
        return None


def _next(first: int, end: int, month: int, day: int, sent: date) -> Named | None:
    """That day and month on or after the day of the message."""
    for year in (sent.year, sent.year + 1):
        named = _named(first, end, year, month, day)
        if named is not None and named.day >= sent:
            return named
    return None


@cache
def _vocabularies() -> dict[str, _Vocabulary]:
    return {code: _vocabulary(table) for code, table in lexicon().dates.items()}


def _vocabulary(table: dict[str, Any]) -> _Vocabulary:
    """Build the look-up of one language from its `[dates]` table."""
    entries: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, value, phrase in _phrases(table):
        kind_now = f"{kind}?" if phrase.endswith("?") else kind
        sequence = tuple(word.folded for word in split(phrase.rstrip("?")))
        if sequence:
            entries.setdefault(sequence[0], []).append((sequence, kind_now, value))
    for known in entries.values():
        known.sort(key=lambda entry: -len(entry[0]))
    cores = {first for first, known in entries.items() for entry in known if entry[1].rstrip("?") in _CORES}
    cores |= {entry[0][1] for known in entries.values() for entry in known if entry[1] == "month" and entry[0][0].isdecimal()}
    return _Vocabulary(entries, table.get("order", "day first") == "month first", frozenset(cores))


def _phrases(table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, value, phrase) for every word of a `[dates]` table."""
    for kind, block in table.items():
        if kind == "order":
            continue
        for number, line in enumerate(lines(block)):
            if kind in ("month", "weekday"):
                yield from ((kind, str(number + (kind == "month")), phrase.strip()) for phrase in line.split("|"))
            elif "=" in line:
                value, phrases = line.split("=", 1)
                yield from ((kind, value.strip(), phrase.strip()) for phrase in phrases.split("|"))
            else:
                yield kind, "", fold(line)
