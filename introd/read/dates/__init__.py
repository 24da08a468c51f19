"""When: the day that a message names, counted from the message's own date, in eleven languages.

A hint that fails safe: None rather than wrong. Only what is written as a date is taken for one; the day must lie between the message's
own day and `FARTHEST` days later, and two days that compete for the same meaning are no day at all. The words come from the `[dates]` table
of each language file; the grammar (a day before or behind its month, a number and a unit, a weekday) is here.

`find_until` gives the day that is named ("until 3 March", "from 3 March on": 3 March; "after 3 March", "until 3 March inclusive": the
4th). `absent_until` gives the first day on which an absent person can be expected: the day named with "back on" or "until" (that day is
usually the return), the day after for a range ("from 3 to 12 March": the 13th) and for "through" or "including".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from introd.read.dates.grammar import REACH, Named, day_at, day_of_month
from introd.read.dates.vocabulary import Vocabulary, vocabularies
from introd.read.languages import lexicon
from introd.read.languages.words import Word, split

FARTHEST = 400  # days after the message that a date may lie
_CAP = 4000  # characters
_WORDS = 500
_MOST = 12  # days in one text; who names more names none
_SKIPPED = ('"', "(", ")", "*", "_")
_FAR_LESS = 4  # times: a language that a text speaks so much less than another reads no date in it that the other does not
_SOON = 4  # days between the last of an absence and the first behind it: a weekend, a holiday
_RANK = {"back": 0, "through": 1, "until": 1, "from": 2, "in": 3, "": 4}
_GOVERNING = tuple(marker for marker in REACH if marker != "in")
_BEHIND = ("ago", "behind_until", "behind_through", "behind_back", "behind_from", "behind_after")


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


def find_all(
    text: str, sent: date, language: str | None = None, every: Sequence[Word] | None = None
) -> tuple[list[Word], list[Named]]:
    """The words of a text and the days named in it, in the first language that knows any, `language` before the others.

    `every` are the words of the text, where it is already split.
    """
    every = split(text[:_CAP], _WORDS) if every is None else every[:_WORDS]
    words = [word for word in every if word.folded not in _SKIPPED]
    spoken = [word for word in words if word.kind in ("word", "cjk") and not word.folded.isdecimal()]
    ranks = lexicon().ranking(spoken, language)
    if not any(ranks.values()):  # mere numbers, and no language known: only what every order of them means
        orders = [_named(words, sent, code) for code in ("en", "de")]
        return words, orders[0] if orders[0] == orders[1] else []
    best: list[Named] = []
    spoken_most = max(ranks.values())
    for code in _languages(words, ranks):
        if best and ranks[code] < spoken_most / _FAR_LESS:
            continue  # Swedish "över jul" is Dutch for "over July"
        found = _named(words, sent, code)
        if _weight(found) > _weight(best):
            best = found
        if best and ranks[code] < 0.5:
            break
    return words, best


def _languages(words: Sequence[Word], ranks: Mapping[str, float]) -> list[str]:
    """The languages worth trying, the likeliest first: those with a date word in the text; where numbers stand in it, the likeliest too."""
    present = {word.folded for word in words if not word.folded.isdecimal()}
    books = vocabularies()

    def likelihood(code: str) -> float:
        entries = books[code].entries
        return ranks[code] + sum(word in entries for word in present) / 2

    likely = sorted((code for code in ranks if not books[code].cores.isdisjoint(present)), key=likelihood, reverse=True)
    if not any(word.folded[:1].isdecimal() for word in words):
        return likely
    first = max(ranks, key=likelihood)
    return [first, *(code for code in likely if code != first)]


def _weight(found: Sequence[Named]) -> int:
    return sum(named.end - named.first + (2 if named.marker else 0) for named in found)


def _is_range(words: Sequence[Word], named: Named, found: Sequence[Named]) -> bool:
    """Whether the day is the last of a range, or is said to be included."""
    if named.marker == "through":
        return True
    if named.marker != "until":
        return False
    before = words[max(0, named.first - 6) : named.first]
    return any(w.folded.rstrip("stndrh").isdigit() for w in before) or any(
        n.marker in ("from", "leave", "") and n.end <= named.first and named.first - n.end <= 4 for n in found
    )


def _is_included(named: Named) -> bool:
    return named.marker == "through" and not named.vague


def _is_followed(named: Named, found: Sequence[Named]) -> bool:
    """Whether it belongs to a time for which the day behind it is named too.

    "Away from the 14th until the 17th, back to you from the 18th"; "until the end of January …, ask me early in February".
    """
    lasts = [one.day for one in found if one.marker == "until" and one.day >= named.day]
    begins = [one.day for one in found if one.marker in ("from", "in") or (named.vague and one.vague and not one.marker)]
    over = any(0 < (begin - last).days <= _SOON for last in lasts for begin in begins)
    return over and (named.marker == "until" or (named.marker == "from" and named.day < max(lasts)))


def _day_after(named: Named) -> Named:
    return replace(named, day=named.day + timedelta(days=1), marker="until")


def chosen(found: Sequence[Named]) -> date | None:
    """The day with the plainest marker; None where two with the same one differ."""
    found = [_day_after(named) if _is_included(named) else named for named in found if named.marker != "leave"]
    found = [named for named in found if not _is_followed(named, found)]
    if not found:
        return None
    best = min(_RANK[named.marker] for named in found)
    days = {named.day for named in found if _RANK[named.marker] == best}
    exact = {named.day for named in found if _RANK[named.marker] == best and not named.vague}
    if len(days) > 1 and len(exact) == 1:
        return exact.pop()
    return days.pop() if len(days) == 1 else None


def _named(words: Sequence[Word], sent: date, code: str) -> list[Named]:
    return list(islice(_days(words, sent, vocabularies()[code]), _MOST))


def _days(words: Sequence[Word], sent: date, book: Vocabulary) -> Iterator[Named]:
    """Walk through the text; at each place take the longest date, and look for the word that governs it."""
    place = 0
    after = sent
    while place < len(words):
        then = book.at(words, place, "then", "then_on")
        if then and after > sent:  # "…, 27 February. After that date, please."; "それ以降" counts the day itself
            yield Named(place, then[2], after + timedelta(days=then[0] == "then"), marker="from")
            place = then[2]
            continue
        begins = words[place].folded in book.entries or words[place].folded[:1].isdecimal()
        named = (day_at(words, place, sent, book) or day_of_month(words, place, after, book)) if begins else None
        if named is None or not sent <= named.day <= sent + timedelta(days=FARTHEST):
            place += 1
            continue
        marker = _marker(words, named, book)
        if marker is not None:
            yield _a_day_later(named) if marker == "after" else replace(named, marker=marker)
            after = named.day
        place = named.end


def _a_day_later(named: Named) -> Named:
    """What begins after a day begins the day after it; after a month, a week or a feast, when its name says."""
    return replace(named, day=named.day if named.vague else named.day + timedelta(days=1), marker="from")


def _marker(words: Sequence[Word], named: Named, book: Vocabulary) -> str | None:
    """The word that governs a day, before it or right behind it; None where it says that the day is past."""
    for skipped in (0, 1):
        behind = book.at(words, named.end + skipped, *_BEHIND)
        if behind is not None:
            return None if behind[0] == "ago" else behind[0].removeprefix("behind_")
    best: tuple[int, int, str] | None = None  # (where it ends, how long it is, which)
    for distance in range(1, max(REACH.values()) + 1):
        place = named.first - distance
        if place < 0 or (words[place].kind == "line" and distance > 1) or words[place].folded in (";", "!", "?"):
            break
        entry = book.at(words, place, *_GOVERNING) or book.at(words, place, "in")
        if entry is not None and entry[2] <= named.first < entry[2] + REACH[entry[0]]:
            best = max(best or (0, 0, ""), (entry[2], entry[2] - place, entry[0]))
    return best[2] if best else named.marker
