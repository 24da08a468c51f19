"""Labels: `Why:`, `About Jane:`, `Ask first: Jane`, in eleven languages, at the start of a line or of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from introd.read.requests.addresses import is_mark, without_marks
from introd.read.requests.lexicon import fold, table
from introd.read.requests.names import is_name
from introd.read.requests.page import Page

_EDGES = " \t\n|-*•>"
_LABEL = re.compile(
    r"(?:^|\n)[ \t>]{0,12}(?:[-*•‣◦·–—]{1,3}[ \t]{0,12}|#{1,6}[ \t]{0,12}|\(?\d{1,2}[.)][ \t]{0,12})?([^\n:|]{1,48}?)[ \t]{0,12}:(?!//)[ \t]{0,12}"
)
_CELL = re.compile(r"(?:^|\n)[ \t]{0,12}\|?[ \t]{0,12}([^\n|:]{1,48}?):?[ \t]{0,12}\|[ \t]{0,12}")
_INLINE = re.compile(r"[.;!?。][ \t]{1,4}([^\n:.;!?。|]{2,48}?)[ \t]{0,12}:(?!//)[ \t]{0,12}")
_PERSON_KEYS = (
    "about",
    "needs",
    "offers",
    "headline",
    "highlight",
    "interests",
    "phone",
    "place",
    "zone",
    "link",
    "language",
    "connect",
    "background",
    "ask_first",
)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands behind a label. `person` is whom the label names, or empty; `start` and `end` are places of the page."""

    key: str
    person: str
    value: str
    start: int
    end: int
    value_start: int


def _plain_labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, phrases in table("labels").items():
        for phrase in phrases:
            if "{x}" not in phrase:
                found.setdefault(phrase, key)
    return found


def _person_labels() -> list[tuple[str, str, str]]:
    """(before, after, key) of the labels that name a person."""
    split = [(*phrase.split("{x}", 1), key) for key, phrases in table("labels").items() for phrase in phrases if "{x}" in phrase]
    return sorted(((a, b, c) for a, b, c in split), key=lambda item: -len(item[0]) - len(item[1]))


_PLAIN = _plain_labels()
_NAMED = _person_labels()


def meaning(label: str) -> tuple[str, str] | None:
    """The key of a label and the person that it names, or None where it is no label that we know."""
    bare = without_marks(label).strip(" *_#\"'-–—•\t?!")
    folded = fold(bare)
    if folded in _PLAIN:
        return _PLAIN[folded], ""
    for before, after, key in _NAMED:
        if folded.startswith(before) and folded.endswith(after) and len(folded) > len(before) + len(after):
            person = bare[len(before) : len(bare) - len(after) if after else None].strip(" '\"")
            if (
                person
                and len(person.split()) <= 5
                and (is_name(person) or fold(person) in {"person a", "person b", "a", "b"} or _lower_name(person))
            ):
                return key, person
    return None


def _lower_name(person: str) -> bool:
    """One lower-case word may be a first name ("about jane:")."""
    return (
        person.isalpha()
        and len(person.split()) == 1
        and fold(person) not in {"it", "this", "that", "me", "us", "them", "both", "you"}
    )


def _headings(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """(start, place of the value, key, person) of every label of a page."""
    seen: set[int] = set()
    for pattern in (_LABEL, _CELL, _INLINE):
        for match in pattern.finditer(page.text):
            known = meaning(match.group(1))
            if known is None and pattern is not _INLINE:
                known = _named_line(match.group(1))
            if known and match.end() not in seen:
                seen.add(match.end())
                yield match.start(1), match.end(), *known


def _named_line(label: str) -> tuple[str, str] | None:
    """`Jane Roe: CTO at Acme`: a person's own line."""
    return (
        ("person", without_marks(label)) if is_name(without_marks(label)) and len(label) < 40 and without_marks(label) else None
    )


def sections(page: Page) -> tuple[Section, ...]:
    """Every labelled section of a page, in order; each ends where the next begins, or with its paragraph."""
    heads = sorted(_headings(page))
    found = []
    for number, (start, value_start, key, person) in enumerate(heads):
        following = heads[number + 1][0] if number + 1 < len(heads) else len(page.text)
        end = _end(page.text, value_start, following, key)
        end = min(end, _point_end(page.text, start, value_start) or end)
        raw = page.text[value_start:end]
        value = raw.lstrip(_EDGES)
        found.append(Section(key, person, value.rstrip(_EDGES), start, end, value_start + len(raw) - len(value)))
    return tuple(section for section in found if section.key != "ignored")


def _point_end(text: str, start: int, value: int) -> int | None:
    """Where a point of a list ends whose label stands in it ("- needs: somebody to sell"), if its value stands there too."""
    stop = text.find("\n", value)
    led = text[text.rfind("\n", 0, start) + 1 : start].strip()
    return stop if led in {"-", "*", "•", "‣", "◦", "·"} and stop > 0 and text[value:stop].strip() else None


def _end(text: str, start: int, following: int, key: str) -> int:
    """Where a value ends: at the next label, at a blank line (a list may begin after one)."""
    stop = following
    while stop > start and text[stop - 1] in " \t>-*•#|":
        stop -= 1
    if key in {"party", "person"} and re.compile(r"[ \t]*\n").match(text, start):
        return start  # `Please introduce:` above a list: the lines speak for themselves
    first = re.compile(r"[ \t]{0,80}\n[ \t]{0,80}\n").search(text, start, stop)
    if first and text[start : first.start()].strip():
        return first.start()
    if first:
        second = re.compile(r"\n[ \t]{0,80}\n").search(text, first.end(), stop)
        return second.start() if second else stop
    if key in {
        "name",
        "email",
        "party",
        "person",
        "ask_first",
        "not_before",
        "agreed",
        "blind",
        "links",
        "phone",
        "place",
        "zone",
        "link",
        "language",
        "headline",
        "rehearse",
    }:
        line = text.find("\n", start, stop)
        return line if line > start and text[start:line].strip() else stop
    return stop


def items(value: str) -> tuple[str, ...]:
    """The points of a value: its lines, or what semicolons divide."""
    lines = [re.sub(r"^\s*(?:[-*•‣◦·–—]+|\(?\d{1,2}[.)])\s*", "", line).strip() for line in value.split("\n")]
    kept = [without_marks(line) for line in lines if line and not all(is_mark(sign) or sign.isspace() for sign in line)]
    if len(kept) == 1 and ";" in kept[0]:
        kept = [part.strip() for part in kept[0].split(";")]
    return tuple(item for item in kept if item)
