"""What is meant for the daemon alone: found first, taken out whole, and never given back.

Words can be passed on by mistake but not be called back, so the cut is generous: a private word takes its sentence, a label its
paragraph, and what follows or precedes goes with it where it says more of the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from introd.read.requests.addresses import is_mark, written
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.sensitive import sensitive

_BRACKETS = re.compile(r"\([^()\n]{1,600}\)|\[[^\[\]\n]{1,600}\]|（[^（）\n]{1,600}）")
_PRONOUNS = words("pronouns") | words("carry_on")


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
    marked = _merged([*_labelled(page), *_bracketed(page), *_sentences(page)])
    spans = _merged([*marked, *(sensitive(page, sections(page), marked, own=own) if unmarked else ())])
    people = _without(page.text, [span for span in marked if not page.of("ask", start=span[0], end=span[1])])
    said = tuple(written(page.text[start:end], page.found).strip(" \n()[]（）") for start, end in spans)
    return Public(Page(_without(page.text, spans), page.found), Page(people, page.found), tuple(item for item in said if item))


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


def _bracketed(page: Page) -> list[tuple[int, int]]:
    """`(between us: …)`."""
    found = []
    for match in _BRACKETS.finditer(page.text):
        hits = page.of("private", start=match.start(), end=match.end())
        if (
            hits
            and sum(end - start for start, end in _merged([(hit.start, hit.end) for hit in hits])) + 5 < len(match.group()) - 2
        ):
            found.append((match.start(), match.end()))
    return found


def _sentences(page: Page) -> list[tuple[int, int]]:
    """Sentences with a private word outside of brackets, and what belongs to them."""
    boxed = [*_bracketed(page), *_labelled(page)]
    every, found = page.sentences, []
    for number, sentence in enumerate(every):
        hits = [
            hit
            for hit in page.of("private", start=sentence.start, end=sentence.end)
            if not any(a <= hit.start < b for a, b in boxed)
        ]
        if not hits:
            continue
        found.append((sentence.start, sentence.end))
        if _says_nothing_else(page, sentence, [(hit.start, hit.end) for hit in hits]):
            found += _neighbours(page, every, number)
        found += _continued(page, every, number)
    return found


def _says_nothing_else(page: Page, sentence: Sentence, hits: list[tuple[int, int]]) -> bool:
    """Whether a sentence is only the private word ("Please keep that to yourself."): it then speaks of another sentence."""
    rest = sentence.text
    for start, end in hits:
        first, last = max(0, start - sentence.start), max(0, end - sentence.start)
        rest = rest[:first] + " " * (min(last, len(rest)) - first) + rest[last:]
    left = [word for word in re.findall(r"[^\W\d_]+", fold(rest)) if word not in words("filler")]
    more = sum(len(word) // 2 if is_cjk(word) else 1 for word in left)
    back = [
        hit
        for hit in page.of("private_back", start=sentence.start, end=sentence.end)
        if not any(start <= hit.start < end for start, end in hits)
    ]
    return more <= (3 if back and sentence.text.endswith((".", "!")) else 1)  # "Not a word about that to either."


def _neighbours(page: Page, every: tuple[Sentence, ...], number: int) -> list[tuple[int, int]]:
    """The sentence that a bare private word speaks of: the one before, or, behind a colon or at a beginning, those after."""
    sentence = every[number]
    if page.of("private_forward", start=sentence.start, end=sentence.end):
        return [(s.start, s.end) for s in every[number + 1 :] if not _asks(page, s)]
    opens = sentence.text.rstrip().endswith((":", "：", "-", "–", "—", "...", "…"))
    previous = every[number - 1] if number else None
    back = page.of("private_back", start=sentence.start, end=sentence.end)
    if not opens and previous and (previous.paragraph == sentence.paragraph or back) and not _asks(page, previous):
        return [(previous.start, previous.end)]
    return [(s.start, s.end) for s in every[number + 1 :] if s.paragraph == _next_paragraph(every, number) and not _asks(page, s)]


def _next_paragraph(every: tuple[Sentence, ...], number: int) -> int:
    return every[number + 1].paragraph if number + 1 < len(every) else -1


def _continued(page: Page, every: tuple[Sentence, ...], number: int) -> list[tuple[int, int]]:
    """The sentences after a private one that go on with "she", "her" or "so"; all of a paragraph that begins with the private one."""
    found = []
    leads = number == 0 or every[number - 1].paragraph != every[number].paragraph
    for sentence in every[number + 1 :]:
        first = re.search(r"[^\W\d_]+", fold(sentence.text))
        goes_on = leads or (first and first.group() in _PRONOUNS)
        if sentence.paragraph != every[number].paragraph or not goes_on or _asks(page, sentence):
            break
        found.append((sentence.start, sentence.end))
    return found


def _asks(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence is itself a part of the request: it asks, or gives an address."""
    return bool(page.of("ask", start=sentence.start, end=sentence.end)) or any(is_mark(sign) for sign in sentence.text)
