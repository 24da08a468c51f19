"""What nobody wants to read about themselves, marked as a confidence or not: illness, dismissal, debts, divorce, age, what one thinks of them.

A sentence on such a matter is held back whole. Words that are plain anywhere ("pregnant women") count only where they are said of
somebody: a state behind "is" or "seems", an affliction behind "has" or "his".
"""

from __future__ import annotations

import re
from itertools import pairwise

from introd.read.requests.addresses import is_mark
from introd.read.requests.labels import Section
from introd.read.requests.lexicon import GRAMMARS, fold, words
from introd.read.requests.others import engaged, of_others
from introd.read.requests.page import Page, Sentence
from introd.read.requests.pay import told_pay
from introd.read.requests.titles import is_title

_LONGEST = 70  # characters from the first to the last word of what one phrase says
_NEAR = 3  # words between "is" and what somebody is
_WORD = re.compile(r"'s\b|[^\W\d_]+")
_AGE = re.compile(
    r"(?<![\w.:/-])(?:1[89]|[2-9]\d)(?:\s{1,2}(?:years old|ans|años|anni|jaar|anos|år|lat)\b(?!\s(?:[a-zà-ž]+)))?"
    r"(?=\s{0,2}(?:[,.;!)]?(?:\s|$)))(?!\s{1,2}(?:%|[a-zà-ž]{2,12}s\b|[A-ZÀ-Ž]))"
)
_BRACKETS = re.compile(r"\([^()]{1,300}\)|（[^（）]{1,300}）")
_SUBJECTS = "|".join(sorted(words("she") | words("he")))
_TURN = re.compile(rf"(?:[,;:]\s|\b(?:and|und|et|y|e|en|och|while|but|a)\s|[.!?]\s|\n|^)\s*((?:{_SUBJECTS})\b)")
Spans = list[tuple[int, int]]
_CARRY = words("pronouns") | words("carry_on") | words("she") | words("he")
_MINE = words("first_person") | words("my_own")


def sensitive(page: Page, sections: tuple[Section, ...], marked: Spans, *, own: bool = False) -> Spans:
    """Begin and end of every sentence on such a matter; what stands behind `Why:`, in its line, is meant to be told and is none.

    `marked`: what is held back already; `own`: the letter asks for its writer, who may tell of themselves what they like.
    """
    offered = [(section.start, _line_end(page, section)) for section in sections if section.key == "why"]
    harmless = [hit for hit in page.of("harmless") if not engaged(page, hit)]
    spared = [*offered, *marked, *((hit.start, hit.end) for hit in harmless)]
    found: dict[int, Spans] = {}
    for place in _places(page):
        sentence = page.sentence_at(place)
        told = own and bool(_MINE.intersection(_WORD.findall(page.folded[sentence.start : sentence.end])))
        if not told and sentence.start <= place and not any(start <= place < end for start, end in spared):
            found.setdefault(place, _held(page, sentence, place))
    return [span for spans in found.values() for span in spans]


def _line_end(page: Page, section: Section) -> int:
    """The end of the first line of a section that says anything: below it other things may be told."""
    begin = next((at for at in range(section.value_start, section.end) if not page.text[at].isspace()), section.end)
    end = page.text.find("\n", begin, section.end)
    return end if end >= 0 else section.end


def _part(page: Page, whole: Sentence, place: int) -> Sentence:
    """Of a sentence that semicolons divide the part with a place, and the parts that go on from it or that it goes on from with "she"."""
    cuts = [match.end() for match in re.finditer("[;；]", whole.text)]
    if not cuts:
        return whole
    parts = list(pairwise([whole.start, *(whole.start + cut for cut in cuts), whole.end]))
    first = last = next(number for number, (start, end) in enumerate(parts) if start <= place < end)
    while first > 0 and _carries_on(page, parts[first][0]):
        first -= 1
    while last + 1 < len(parts) and _carries_on(page, parts[last + 1][0]):
        last += 1
    start, end = parts[first][0], parts[last][1]
    return Sentence(start, end, page.text[start:end], whole.paragraph)


def _carries_on(page: Page, start: int) -> bool:
    """Whether what begins at a place names nobody first: "she …", "and so …"."""
    word = re.compile(r"\W*([^\W\d_]+)").match(page.text, start)
    return word is None or not word.group(1)[0].isupper() or fold(word.group(1)) in _CARRY


def _held(page: Page, whole: Sentence, place: int) -> Spans:
    """The sentence, or the brackets around the place; without what it says of the other's need ("she was let go, he needs a cook" keeps the second half)."""
    sentence = _part(page, whole, place)
    for box in _BRACKETS.finditer(sentence.text):
        if sentence.start + box.start() <= place < sentence.start + box.end() and not any(map(is_mark, box.group())):
            return [(sentence.start + box.start(), sentence.start + box.end())]
    turns = [sentence.start + match.start(1) for match in _TURN.finditer(page.folded[sentence.start : sentence.end])]
    edges = [*turns, sentence.end]
    held = [(sentence.start, edges[0])] if turns and turns[0] > sentence.start else []
    whose = next((_gender(page, start) for start, end in pairwise(edges) if start <= place < end), "")
    for start, end in pairwise(edges):
        needs = page.of("need", start=start, end=end)
        if not (whose and needs and _gender(page, start) != whose):
            held.append((start, end))
    return held if whose else [(sentence.start, sentence.end)]


def _gender(page: Page, place: int) -> str:
    word = _WORD.match(page.folded, place)
    return "she" if word and word.group() in words("she") else "he"


def _places(page: Page) -> list[int]:
    """Where such a matter is named, of the people themselves and not of those for whom they work."""
    hits = [hit for hit in page.of("sensitive") if hit.end - hit.start <= _LONGEST and not is_title(page, hit)]
    for language in GRAMMARS:
        for key, leading in (("states", "copula"), ("afflictions", "having")):
            said = page.of(f"{key}:{language}")
            hits += [hit for hit in said if _follows(page, hit.start, f"{leading}:{language}", language)]
    others = of_others(page, hits)
    places = [hit.start for hit in hits if hit.start not in others]
    places += told_pay(page)
    return places + [age.start() for age in _AGE.finditer(page.text) if _is_an_age(page, age.start())]


def _is_an_age(page: Page, place: int) -> bool:
    """Whether a number is one's age: "she is 58", "elle a 58 ans"."""
    return any(_follows(page, place, f"copula:{language}", language, near=0) for language in GRAMMARS)


def _follows(page: Page, place: int, leading: str, language: str, *, near: int = _NEAR) -> bool:
    """Whether one of the leading words stands shortly before a place, and no word between them that begins something else."""
    start = page.sentence_at(place).start
    before = [match.group() for match in _WORD.finditer(page.folded[max(start, place - 60) : place])]
    for word in reversed(before[-near - 1 :]):
        if word in words(leading):
            return True
        if word in words(f"breaks:{language}") | words("breaks:en"):
            return False
    return False
