"""The times that a message names: which of them is meant, and whether an assent holds only from then on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from introd.read.answers.clauses import Clause, Message
from introd.read.answers.signs import Seen, Sign
from introd.read.dates import chosen, find_all
from introd.read.dates.grammar import Named
from introd.read.languages import traits

_ON = 1  # words between an order and its day: "on"
_FAR = 14  # days ahead from which a month or a season is no proposal for a meeting


class Time(NamedTuple):
    """A time that is named, and where it stands in the text."""

    start: int
    end: int
    day: Named

    @property
    def words(self) -> int:
        """How many words name it."""
        return self.day.end - self.day.first


def named_times(message: Message, sent: date | None, language: str | None) -> tuple[Time, ...]:
    """The times of a message that was sent on a day, but for those of a greeting ("Happy new year!"); none where the day is unknown."""
    if sent is None:
        return ()
    words, days = find_all(message.text, sent, language, message.every)
    times = (Time(words[day.first].start, words[day.end - 1].end, day) for day in days)
    return tuple(time for time in times if not message.is_greeting(time.start))


def until(signs: Sequence[Seen], times: Sequence[Time]) -> date | None:
    """The day that is meant: the one in words that ask to be asked again, else the one with the plainest marker.

    "I'm away till the end of April. Ask me again in May." is 1 May.
    """
    asking = [seen.clause.words for seen in signs if seen.sign is Sign.LATER and traits().again(seen.words)]
    asked = chosen([time.day for time in times if any(words[0].start <= time.start < words[-1].end for words in asking)])
    return asked or chosen([time.day for time in times])


def starts_then(time: Time, yes: Seen, message: Message, sent: date | None) -> bool:
    """Whether an assent holds from a time on, counted from the day of the message.

    The time stands behind the assent in one clause, or is the whole of the next; and it is far, or says "from".
    """
    if sent is None or yes.clause.has("away") or _is_within(time, yes):
        return False
    far = time.day.vague and (bool(time.day.marker) or time.words > 1) and (time.day.day - sent).days >= _FAR
    begins = not time.day.vague and time.day.marker in ("from", "in")  # "after 3 March", "in six weeks"
    if _is_ordered_for(time, yes):
        return True
    behind = message.clauses[yes.order : yes.order + 2]
    inside = [clause for clause in behind if clause.words[0].start <= time.start < clause.words[-1].end]
    same = bool(inside) and (inside[0] is yes.clause or _only_says(inside[0], time, yes))
    return same and (far or begins or time.day.marker == "from")


def _is_ordered_for(time: Time, yes: Seen) -> bool:
    """Whether a day stands right behind an order to introduce: "Please introduce us on Monday the 11th"."""
    ends = [phrase.end for phrase in yes.clause.phrases if phrase.section == yes.section == "yes_go"]
    words = yes.clause.words
    between = next((sum(words[end - 1].end <= word.start < time.start for word in words) for end in ends), None)
    return between is not None and between <= _ON and words[ends[0] - 1].end <= time.start < words[-1].end


def _only_says(clause: Clause, time: Time, yes: Seen) -> bool:
    """The clause goes on with the time ("happy to, from May on"), or is a sentence that says nothing else ("Let's go! In December.")."""
    if clause.sentence == yes.clause.sentence:
        return clause.unknown() <= time.words + 1
    return len(clause.words) <= time.words + 2 and not clause.asks


def _is_within(time: Time, yes: Seen) -> bool:
    """In "introduce me to Jun" or "April" the time is a name, part of the assent."""
    words = yes.clause.words
    spans = [
        (words[phrase.first].start, words[phrase.end - 1].end) for phrase in yes.clause.phrases if phrase.section == yes.section
    ]
    return any(start <= time.start < end for start, end in spans)
