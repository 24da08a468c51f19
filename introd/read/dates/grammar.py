"""How a day is written: in numbers, with its month, counted from today, by a name of its own, by its weekday, or by its number alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.easter import easter

from introd.read.dates.vocabulary import Vocabulary
from introd.read.languages.words import Word

_ORDINAL = ("st", "nd", "rd", "th", "er", "eme", "e", "o", "a", "te", "ten", "ter", "de", "ste")
REACH = {"back": 7, "until": 3, "through": 3, "from": 3, "after": 3, "leave": 4, "in": 1}  # words between a marker and its date
_SEPARATORS = frozenset("./-")


@dataclass(frozen=True, slots=True)
class Named:
    """A day named in a text: words `first` to `end`, the day, and the word that says what happens then (back, until, from …)."""

    first: int
    end: int
    day: date
    marker: str = ""
    vague: bool = False  # a month, a season or a week: its first day stands for it


def day_at(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """The day that is written at this place, counted from `sent`; None where none begins there."""
    for reading in (_numeric, _of_next_year, _written, _counted, _numbered_week, _by_name, _weekday):
        named = reading(words, place, sent, book)
        if named is not None:
            return named
    return None


def _numeric(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`2027-03-04`, `3/12`, `3.12.`, `03.12.2027`; two numbers alone need a slash or a closing full stop."""
    numbers, end, mark = joined_numbers(words, place)
    if mark == "" or (place and words[place - 1].folded in _SEPARATORS and words[place - 1].end == words[place].start):
        return None
    if len(numbers) == 3 and numbers[0] > 31:
        return _named(place, end, numbers[0], numbers[1], numbers[2])
    closed = mark == "." and end < len(words) and words[end].folded == "." and words[end].start == words[end - 1].end
    if (len(numbers) == 2 and mark != "/" and not closed) or numbers[:2] == [24, 7]:
        return None
    day, month = (numbers[1], numbers[0]) if book.month_first and mark != "." else (numbers[0], numbers[1])
    if month > 12 and mark == "/" and book.month_first:
        day, month = month, day
    end += closed
    if len(numbers) == 3:
        return _named(place, end, numbers[2] + 2000 if numbers[2] < 100 else numbers[2], month, day)
    return _next(place, end, month, day, sent)


def joined_numbers(words: Sequence[Word], place: int) -> tuple[list[int], int, str]:
    """Up to three numbers joined by the same mark, where they end, and the mark (empty: there are not two)."""
    numbers: list[int] = []
    mark = ""
    end = place
    while end < len(words) and words[end].folded.isdecimal() and len(words[end].folded) <= 4 and len(numbers) < 3:
        numbers.append(int(words[end].folded))
        end += 1
        joint = words[end].folded if end + 1 < len(words) else ""
        glued = (
            joint in _SEPARATORS
            and words[end].start == words[end - 1].end
            and (words[end + 1].start - words[end].end <= (joint == "."))
        )
        if not glued or not words[end + 1].folded.isdecimal() or mark not in ("", joint) or len(numbers) == 3:
            break
        mark = joint
        end += 1
    return numbers, end, mark if len(numbers) > 1 else ""


def _written(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`3 March 2027`, `March 3rd`, `am 3. März`, `3月12日`, `in January`, `mid-January`."""
    day, after = _ordinal(words, place)
    month = book.at(words, place, "month", "month?")
    if month is not None:
        if place and _ordinal(words, place - 1)[0] and words[place].kind == "word" and not words[place].folded.isdecimal():
            return None  # the day before it does not exist in this month
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
    year, end = _year(words, end, sent, book)
    if not day:
        first = date(sent.year, number, 1) if year is None else None
        if first is not None and first.month == sent.month:
            first = date(sent.year + 1, number, 1)  # "in March", written in March: next year's is far, this one has begun
            return None
        return (
            replace(n, vague=True)
            if (n := (_named(place, end, year, number, 1) if year else _next(place, end, number, 1, sent)))
            else None
        )
    return _named(place, end, year, number, day) if year else _next(place, end, number, day, sent)


def _of_next_year(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`next year in March`, `明年三月`: the year stands before its month."""
    entry = book.at(words, place, "named")
    if entry is None or entry[1] != "+1y":
        return None
    start = _skip(words, entry[2], book)
    inside = book.at(words, start, "in")
    named = _written(words, inside[2] if inside else start, date(sent.year, 12, 31), book)
    return replace(named, first=place) if named and named.day.year == sent.year + 1 else None


def _part_of_month(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`early January`, `mid-January`, `end of January`."""
    part = book.at(words, place, "begin", "middle", "end")
    month = part and book.at(words, _skip(words, part[2], book), "month", "month?")
    if not part or not month:
        return None
    year, end = _year(words, month[2], sent, book)
    day = {"begin": 1, "middle": 15, "end": 28}[part[0]]
    named = _named(place, end, year, int(month[1]), day) if year else _next(place, end, int(month[1]), day, sent)
    if named and part[0] == "end":
        named = replace(named, day=named.day.replace(day=monthrange(named.day.year, named.day.month)[1]))
    return replace(named, vague=True) if named else None


def _counted(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
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


def _count(words: Sequence[Word], place: int, book: Vocabulary) -> tuple[int, int]:
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


def _numbered_week(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`KW 3`, `vecka 3`: the Monday of that week of this year or the next (ISO 8601, section 3.1.1.23)."""
    sign = book.at(words, place, "week_sign")
    number, end = _count(words, sign[2], book) if sign and words[sign[2] : sign[2] + 1] else (0, place)
    if not 1 <= number <= 53 or not words[end - 1].folded.isdecimal():
        return None
    mondays = (date.fromisocalendar(year, min(number, 52), 1) for year in (sent.year, sent.year + 1))
    day = next((monday for monday in mondays if monday >= sent - timedelta(days=sent.weekday())), None)
    return Named(place, end, max(day, sent), vague=True) if day else None


def _by_name(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`tomorrow`, `next month`, `after the summer`: names whose values are `+1d`, `+1w`, `+1m`, `+1y`, `MM-DD`, `eom` or `easter+1`."""
    entry = book.at(words, place, "named")
    if entry is None:
        return None
    value, end = entry[1], entry[2]
    if value == "eom":
        return Named(place, end, sent.replace(day=monthrange(sent.year, sent.month)[1]), vague=True)
    if value.startswith("easter"):
        return Named(place, end, _near_easter(sent, int(value.removeprefix("easter"))), vague=True)
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


def _near_easter(sent: date, days: int) -> date:
    """The next day that lies so many days behind Easter Sunday."""
    feasts = (easter(year) + timedelta(days=days) for year in (sent.year, min(sent.year + 1, 4099)))
    return next((day for day in feasts if day >= sent), sent)


def _weekday(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`Monday`, `next Monday`, `Monday the 7th`, `Monday, 7 December`: a date behind it is the day, if it is that weekday; `a week on
    Monday`, `Monday week`."""
    ahead_of = book.at(words, place, "before_weekday")
    start = entry[2] if (entry := ahead_of or book.at(words, place, "next")) else place
    weekday = book.at(words, start, "weekday", "weekday?")
    if weekday is None:
        return None
    after = _skip(words, weekday[2], book)
    for reading in (_numeric, _written, day_of_month):
        named = reading(words, after, sent, book)
        if named is not None and not named.vague:
            return replace(named, first=place) if named.day.weekday() == int(weekday[1]) else None
    if weekday[0] == "weekday?" and book.at(words, start - 1, *REACH) is None:
        return None
    ahead = (int(weekday[1]) - sent.weekday()) % 7 or 7
    counted = ahead_of or book.at(words, weekday[2], "behind_weekday")
    if counted:
        return Named(place, max(weekday[2], counted[2]), sent + timedelta(days=ahead + int(counted[1])))
    if start != place and ahead + sent.weekday() < 7:
        ahead += 7  # "next Friday" on a Monday is the one of next week
    return Named(place, weekday[2], sent + timedelta(days=ahead))


def day_of_month(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> Named | None:
    """`the 7th`: an ordinal behind its article; a bare number is none."""
    article = book.at(words, place, "the")
    start = article[2] if article else place
    day, end = _ordinal(words, start)
    if not day:
        return None
    plain = start < len(words) and words[start].folded.isdecimal()
    closing = _after_day(words, end, book)
    dotted = end < len(words) and words[end].folded == "." and words[end].start == words[end - 1].end
    if book.at(words, _skip(words, _after_day(words, end, book), book), "month", "month?") is not None:
        return None  # the day belongs to a month: read from the day on
    if joined_numbers(words, start)[2]:
        return None
    if plain and closing == end and not (article and (dotted or book.at(words, place, "the_number"))):
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


def _skip(words: Sequence[Word], place: int, book: Vocabulary) -> int:
    """Over `of`, `the`, commas, dots and hyphens between the pieces of a date."""
    for _ in range(3):
        entry = book.at(words, place, "of", "the")
        if entry is not None:
            place = entry[2]
        elif place < len(words) and words[place].folded in (",", ".", "-", "º", "ª"):
            place += 1
    return place


def _skip_day_sign(words: Sequence[Word], place: int, book: Vocabulary) -> int:
    entry = book.at(words, place, "day_sign")
    return entry[2] if entry else place


def _after_day(words: Sequence[Word], place: int, book: Vocabulary) -> int:
    entry = book.at(words, place, "day_sign")
    return entry[2] if entry else place


def _year(words: Sequence[Word], place: int, sent: date, book: Vocabulary) -> tuple[int | None, int]:
    """The year behind a month, in digits or as "(of) next year", and where it ends."""
    named = book.at(words, _skip(words, place, book), "named")
    if named and named[1] == "+1y":
        return sent.year + 1, named[2]
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
