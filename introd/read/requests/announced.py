"""A confidence that is announced: "Please keep the following out of any letter: …", "What I write now stays here."

What stands behind such words is told in confidence to the end of its paragraph, however it goes on; where they end a paragraph
themselves, it is the next that is meant, and without a colon all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from introd.read.requests.addresses import is_mark
from introd.read.requests.labels import meaning
from introd.read.requests.lexicon import MARKED_IN, Hit
from introd.read.requests.page import Page, Sentence

ANNOUNCED = "announced"
"""The category of the hits that are found here."""

_LEAD = re.compile(r"\s*([^\n:：]{2,120}?)\s?(?:[:：]|\s[-–—](?=\s|$)|\.{3}|…)")
_LONGEST = 140  # characters of a sentence that announces without a colon
_POINT = re.compile(r"\s*(?:[-*•‣◦·–—]|\(?\d{1,2}[.)])\s")
_COLONS = (":", "：")
Spans = list[tuple[int, int]]


def announcements(page: Page, small: Mapping[str, Sequence[Hit]]) -> Iterator[Hit]:
    """The words that announce a confidence; `small` has the hits of the small words of marks, by list and language."""
    told = {kind: _every(small, kind) for kind in ("ahead", "hush", "only", "between")}
    for sentence in page.sentences if told["hush"] or told["ahead"] else ():
        lead = _LEAD.match(sentence.text)
        if lead:
            start, end = sentence.start + lead.start(1), sentence.start + lead.end()
            colon = page.text[start:end].endswith(_COLONS)
            withheld = told["hush"] if colon else []
            both = _both(told["ahead"], [*told["hush"], *told["only"], *told["between"], *page.of("private")], start, end)
            if both or (_inside(withheld, start, end) and not page.of("not_before", start=start, end=end)):
                yield from _unless_asked(page, start, end)
        elif len(sentence.text) <= _LONGEST and _both(told["ahead"], told["hush"], sentence.start, sentence.end):
            yield from _unless_asked(page, sentence.start, sentence.end)


def _every(small: Mapping[str, Sequence[Hit]], kind: str) -> list[Hit]:
    return [hit for language in MARKED_IN for hit in small.get(f"{kind}:{language}", ())]


def _inside(hits: list[Hit], start: int, end: int) -> bool:
    return any(start <= hit.start and hit.end <= end for hit in hits)


def _both(ahead: list[Hit], hush: list[Hit], start: int, end: int) -> bool:
    return _inside(ahead, start, end) and _inside(hush, start, end)


def _unless_asked(page: Page, start: int, end: int) -> Iterator[Hit]:
    """The lead as a mark, unless it asks, gives an address, says why, or is a label that we know."""
    lead = page.text[start:end]
    plain = page.of("ask", "ask_first", "reason", "need", start=start, end=end)
    if not plain and not any(map(is_mark, lead)) and not meaning(lead.rstrip(" :：-–—")):
        yield Hit(ANNOUNCED, start, end)


def announced(page: Page, every: tuple[Sentence, ...], number: int) -> Spans:
    """Begin and end of the sentences that belong to the announcement in a sentence: to the end of its paragraph, or the next."""
    own = every[number].paragraph
    rest = every[number + 1 :]
    if (rest and rest[0].paragraph == own) or not _ends(every[number]):
        return [(one.start, one.end) for one in _until_address([one for one in rest if one.paragraph == own])]
    if not every[number].text.rstrip().endswith(_COLONS):
        return [(one.start, one.end) for one in rest if not _addressed(one) and not page.of("ask", start=one.start, end=one.end)]
    listed = bool(rest and _POINT.match(rest[0].text))
    last = rest[0].paragraph if rest else own
    return [(one.start, one.end) for one in _until_address([one for one in rest if one.paragraph == last or listed])]


def _ends(sentence: Sentence) -> bool:
    """Whether a sentence does nothing but announce: nothing is told behind its lead."""
    lead = _LEAD.match(sentence.text)
    return not lead or not re.search(r"\w", sentence.text[lead.end() :])


def _until_address(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    for one in sentences:
        if _addressed(one):
            return
        yield one


def _addressed(sentence: Sentence) -> bool:
    return any(map(is_mark, sentence.text))
