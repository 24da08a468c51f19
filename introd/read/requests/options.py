"""How the introduction is to be made: who is asked first, not before when, who already agreed, blind or not, and a rehearsal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from introd.read.requests.kept_links import keeps_links
from introd.read.requests.labels import Section, items
from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.roles import Mention
from introd.read.requests.speakers import Speakers
from introd.read.requests.when import day

_NO_SHORTCUT = ("agreed_not",)


@dataclass(frozen=True, slots=True)
class Options:
    """The fields of a `Request` that say how, and questions where that is not sure."""

    ask_first: str | None = None
    not_before: date | None = None
    agreed: tuple[str, ...] = ()
    blind: bool | None = None
    links: bool | None = None
    rehearse: bool = False
    starters: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def read_options(
    page: Page, sections: tuple[Section, ...], people: tuple[Mention, ...], subject: str, sent: date | None
) -> Options:
    """From labels first, else from plain sentences."""
    speakers = Speakers(page, people)
    values = {section.key: section for section in sections}
    first, doubt = _ask_first(page, values, speakers, people)
    links, unsure = _links(page, sections)
    return Options(
        ask_first=first,
        not_before=_not_before(page, values, sent),
        agreed=_agreed(page, values, speakers, people),
        blind=_blind(page, values),
        links=links,
        rehearse=_rehearse(page, values, subject),
        starters=_points(sections, "starters"),
        constraints=_points(sections, "constraints"),
        doubts=(*doubt, *unsure),
    )


def _points(sections: tuple[Section, ...], key: str) -> tuple[str, ...]:
    return tuple(item for section in sections if section.key == key for item in items(section.value))


def _emails(numbers: Iterable[int], people: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(email for number in sorted(set(numbers)) if (email := people[number].email))


def _ask_first(
    page: Page, values: dict[str, Section], speakers: Speakers, people: tuple[Mention, ...]
) -> tuple[str | None, tuple[str, ...]]:
    label = values.get("ask_first")
    if label:
        number = (
            speakers.by_name(label.person or label.value.strip(" ."))
            if not any("\ue000" <= sign <= "\uf8ff" for sign in label.value)
            else None
        )
        numbers = {number} if number is not None else speakers.numbers(label.start, label.end)
        if len(numbers) == 1:
            return next(iter(_emails(numbers, people)), None), ()
        return None, (f"Who should I ask first? You wrote \u201c{label.value[:60]}\u201d.",)
    for hit in page.of("ask_first"):
        sentence = page.sentence_at(hit.start)
        inside = (
            speakers.numbers(hit.start, hit.end)
            or speakers.numbers(hit.end, min(sentence.end, hit.end + 30))
            or speakers.numbers(max(sentence.start, hit.start - 30), hit.start)
        )
        inside = inside or speakers.numbers(sentence.start, sentence.end)
        if len(inside) == 1:
            return next(iter(_emails(inside, people)), None), ()
    return None, ()


def _not_before(page: Page, values: dict[str, Section], sent: date | None) -> date | None:
    label = values.get("not_before")
    if label:
        return day(label.value, sent)
    for hit in page.of("not_before"):
        sentence = page.sentence_at(hit.start)
        found = day(page.text[hit.start : sentence.end], sent) if _is_about_sending(page, hit.start, sentence) else None
        if found:
            return found
    return None


def _is_about_sending(page: Page, start: int, sentence: Sentence) -> bool:
    """ "After March" counts only where the sentence is not about a person's past or plans."""
    hits = [hit for hit in page.of("not_before", start=start, end=sentence.end) if hit.start == start]
    long = max((hit.end - hit.start for hit in hits), default=0)
    return long > 7 or sentence.start + 3 >= start


def _agreed(page: Page, values: dict[str, Section], speakers: Speakers, people: tuple[Mention, ...]) -> tuple[str, ...]:
    label = values.get("agreed")
    if label:
        if fold(label.value.strip(" .")) in words("both_words"):
            return _emails(range(len(people)), people)
        if page.of("agreed_not", start=label.start, end=label.end):
            return ()
        return _emails(speakers.numbers(label.value_start, label.end), people)
    numbers: set[int] = set()
    for sentence in page.sentences:
        for hit in page.of("agreed", start=sentence.start, end=sentence.end):
            if not page.of(*_NO_SHORTCUT, start=sentence.start, end=sentence.end) and "?" not in sentence.text:
                numbers |= _subject_of(hit.start, sentence, speakers)
    return _emails(numbers, people)


def _subject_of(place: int, sentence: Sentence, speakers: Speakers) -> set[int]:
    """Who stands right before "has agreed"; nobody where it is not plain."""
    before = speakers.places(sentence.start, place)
    near = [number for _, end, number in before if place - end <= 24]
    return {near[-1]} if near else set()


def _truth(value: str) -> bool | None:
    first = re.search(r"[^\W_]+", fold(value))
    if not first:
        return None
    return True if first.group() in words("yes") else False if first.group() in words("no") else None


def _blind(page: Page, values: dict[str, Section]) -> bool | None:
    if "blind" in values:
        return _truth(values["blind"].value)
    return True if page.of("blind_plain") else None


def _links(page: Page, sections: tuple[Section, ...]) -> tuple[bool | None, tuple[str, ...]]:
    """Whether links stay, and a question where the label says something else than keep or drop."""
    kept = keeps_links(page, sections)
    label = next((section.value for section in sections if section.key == "links"), None)
    if label is None or kept is not None:
        return kept, ()
    return None, (f"Should links stay in the introduction? You wrote \u201c{label[:60]}\u201d.",)


def _rehearse(page: Page, values: dict[str, Section], subject: str) -> bool:
    if "rehearse" in values:
        return _truth(values["rehearse"].value) is not False
    lead = fold(subject).lstrip()
    if any(lead.startswith(word) for word in words("rehearse")):
        return True
    hits = page.of("rehearse")
    return any(_stands_alone(page, hit.start, hit.end) for hit in hits)


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Whether a word is a line of its own, or in capitals."""
    sentence = page.sentence_at(start)
    return len(sentence.text.split()) <= 4 or page.text[start:end].isupper()
