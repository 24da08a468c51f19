"""What is meant for the daemon alone: found first, taken out whole, and never given back.

Words can be passed on by mistake but not be called back, so the cut is generous: a private word takes its sentence, a label its
paragraph, and what follows or precedes goes with it where it says more of the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from introd.read.requests.addresses import marks_in, written
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import Hit
from introd.read.requests.marks import marks, says_nothing_else
from introd.read.requests.page import Page, Sentence
from introd.read.requests.reach import reached
from introd.read.requests.sensitive import sensitive

_BRACKETS = re.compile(r"\([^()\n]{1,600}\)|\[[^\[\]\n]{1,600}\]|（[^（）\n]{1,600}）|【[^【】\n]{1,600}】|\{[^{}\n]{1,600}\}")


_TWO = 2  # parties


@dataclass(frozen=True, slots=True)
class Public:
    """A page without its private words (blanked, so that places hold), and these words.

    `people` keeps the private passages that ask for the introduction themselves, and sentences that are sensitive but not marked: who is
    meant, and what is to be done, may be read there, nothing else.
    """

    page: Page
    people: Page
    private: tuple[str, ...]


def separate(page: Page, *, own: bool = False, unmarked: bool = True) -> Public:
    """Take the private words out of a page; of one that is too full to be searched whole, nothing is public.

    `own`: the letter asks for its writer; `unmarked`: whether to look for sensitive matters that no word marks.
    """
    if page.absurd:
        return Public(Page("", ()), page, ())
    found = marks(page)
    boxed = [*_bracketed(page, found), *_labelled(page)]
    marked = _merged([*boxed, *reached(page, [hit for hit in found if not any(a <= hit.start < b for a, b in boxed)])])
    spans = _merged([*marked, *(sensitive(page, sections(page), marked, own=own) if unmarked else ())])
    people = _without(page.text, [span for span in marked if not _names_parties(page, span, marked)])
    said = tuple(written(page.text[start:end], page.found).strip(" \n()[]（）") for start, end in spans)
    return Public(Page(_without(page.text, spans), page.found), Page(people, page.found), tuple(item for item in said if item))


def _names_parties(page: Page, span: tuple[int, int], marked: list[tuple[int, int]]) -> bool:
    """Whether a private passage asks for the introduction, says how, or has an address without which there would not be two."""
    if page.of("ask", "ask_first", "not_before", start=span[0], end=span[1]):
        return True
    places = [place for place, _ in marks_in(page.text)]
    outside = [place for place in places if not any(start <= place < end for start, end in marked)]
    return len(outside) < _TWO <= len(places) and any(span[0] <= place < span[1] for place in places)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _blank(text[start:end]) + text[end:]
    return text


def _blank(text: str) -> str:
    """The same number of signs, none of them a word; line ends stay."""
    return "".join("\n" if sign == "\n" else " " for sign in text)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _labelled(page: Page) -> list[tuple[int, int]]:
    """`Private: …` to the end of its paragraph or the next label."""
    return [(section.start, section.end) for section in sections(page) if section.key == "private"]


def _bracketed(page: Page, found: tuple[Hit, ...]) -> list[tuple[int, int]]:
    """`(between us: …)`."""
    boxes = []
    for match in _BRACKETS.finditer(page.text):
        inside = [hit for hit in found if match.start() <= hit.start and hit.end <= match.end()]
        box = Sentence(match.start() + 1, match.end() - 1, match.group()[1:-1], 0)
        labelled = any(page.text[hit.end - 1 : hit.end + 1].rstrip(" ").endswith(":") for hit in inside)
        if labelled or (inside and not says_nothing_else(page, box, inside)):
            boxes.append((match.start(), match.end()))
    return boxes
