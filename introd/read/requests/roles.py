"""In what role somebody stands where the mail names them: meant, in copy, merely mentioned, or expressly not meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from introd.read.requests.addresses import marks_in
from introd.read.requests.labels import Section
from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page, Sentence

ASKED, LISTED = 3, 2  # how much a place says for a person being meant
ASIDE, MENTIONED, NOT_MEANT, OWN, FIRMS = -6, -4, -8, -20, -7  # … and against it
_JOINS = "|".join(sorted(map(re.escape, words("connectors")), key=len, reverse=True))
_DENIED = re.compile(r"[ \t(–—*-]*([^\W\d_]+) (?:[a-z]{1,4} |to be confused with ){0,2}[^\W\d_a-z][^\W\d_]")
_OWNED = re.compile(r"(?:'s?|s)? (?:own |brilliant |clever |good )?([^\W\d_]+)|さんの([^\W\d_]+)")
REACH = 32  # characters between a role's words and the person


@dataclass(frozen=True, slots=True)
class Mention:
    """One person at one place: `start` is where the name begins, `end` is behind the address."""

    name: str
    email: str | None
    written: str  # the address as it was written, empty where there was none
    start: int
    end: int
    weight: int = 0

    @property
    def malformed(self) -> bool:
        """Whether an address was given that is none."""
        return bool(self.written) and self.email is None


def weight(page: Page, one: Mention, sections: tuple[Section, ...], spans: list[tuple[int, int]]) -> int:
    """How much a place says for the person being one of the two."""
    sentence = page.sentence_at(one.start)
    sum_ = _against(page, one, sentence.start, sentence.end, spans)
    if page.of("ask", start=sentence.start, end=sentence.end) or _greets(page, sentence):
        sum_ += ASKED
    if any(
        section.start <= one.start < section.end and section.key not in {"starters", "constraints", "why"} for section in sections
    ) or re.match(r"\s*(?:[-*•‣]|\(?\d{1,2}[.)]|\|)", sentence.text):
        sum_ += LISTED
    return sum_


def _greets(page: Page, sentence: Sentence) -> bool:
    """ "arthur@…, please meet florian@…", and not "meet our new chair"."""
    hits = page.of("meet", start=sentence.start, end=sentence.end)
    return any(hit.end - hit.start > len("meet") or page.text[: hit.start].rstrip().endswith(",") for hit in hits) and any(
        True for _ in marks_in(sentence.text)
    )


def _against(page: Page, one: Mention, start: int, end: int, spans: list[tuple[int, int]]) -> int:
    apart = _begins_with_not(page, start, end) or _left(page, one) or _has_no_part(page, start, end)
    worst = NOT_MEANT if apart else 0
    worst = min(worst, MENTIONED * 2 if _only_thought_of_it(page, one) else 0)
    strangers = page.of("strangers_yet", start=start, end=end)
    copied = (
        {(hit.start, hit.end) for hit in page.of("in_copy", start=start, end=end)}
        if not one.written and page.of("ask", start=start, end=end)
        else set()
    )
    for category, value in (("not_that", NOT_MEANT), ("own_before", OWN), ("aside_before", ASIDE), ("mention_before", MENTIONED)):
        for hit in page.of(category, start=start, end=one.end):
            inside = any(first <= hit.start < last for first, last in copied)
            inside = inside or any(apart.start <= hit.start < apart.end for apart in strangers)
            inside = inside or (category == "mention_before" and _wishes_it(page, one, end))
            if hit.start < one.start and not inside and _close(page.text, hit.end, one.start, spans, category):
                worst = min(worst, value)
    for category, value in (("not_that_after", NOT_MEANT), ("aside_after", ASIDE), ("mention_after", MENTIONED)):
        for hit in page.of(category, start=one.end, end=end):
            for_them = category == "mention_after" and page.of("ask_them", start=hit.end, end=end)
            if (hit.start, hit.end) not in copied and not for_them and _close(page.text, one.end, hit.start, spans, category):
                worst = min(worst, value)
    return worst


def _only_thought_of_it(page: Page, one: Mention) -> bool:
    """ "It was Owen Thatcher's idea (owen@…) that …": whether what is theirs is the thought alone."""
    text = page.folded[one.start : one.end] if one.written else page.folded[one.start : one.end + REACH]
    owned = _OWNED.match(text.removeprefix(fold(one.name)))
    return owned is not None and owned.group(1) in words("ideas")


def _wishes_it(page: Page, one: Mention, end: int) -> bool:
    """ "I spoke to Agnes (agnes@…) and she'd be delighted to meet Ismail": whether "she" stands right behind the person."""
    wishes = page.of("would_meet", start=one.end, end=end)
    between = page.text[one.end : wishes[0].start] if wishes else ""
    return bool(wishes) and between.strip(" ,)") in {"", "and", "who", "yesterday and", "today and"}


def _has_no_part(page: Page, start: int, end: int) -> bool:
    """ "The grant people (grants@…) have nothing to do with this introduction.": said of the only address of a sentence that asks for nothing."""
    denied = page.of("no_part", start=start, end=end)
    asks = page.of("ask", "ask_me", start=start, end=end)
    asks = tuple(hit for hit in asks if not any(one.start <= hit.start < one.end for one in denied))
    return bool(denied) and not asks and sum(1 for _ in marks_in(page.text[start:end])) == 1


def _left(page: Page, one: Mention) -> bool:
    """ "Ana moved from ana@old.example to …": whether such words stand right before the address, behind the name."""
    hits = page.of("not_that", start=one.start, end=one.end) if one.written else ()
    return any(hit.end > hit.start + 3 and not page.text[hit.end : one.end - 1].strip(" <(:") for hit in hits)


def _begins_with_not(page: Page, start: int, end: int) -> bool:
    """ "Not the Gary Stone of Stonewall (gary@…), that's another one.": the whole sentence says who is not meant."""
    first = _DENIED.match(page.text, start, end)
    if first is None or fold(first.group(1)) not in words("not_opening"):
        return False
    says_who = set(re.findall(r"[^\W\d_]+", page.folded[start:end])) & words("but_rather")
    return not says_who and not page.of("ask", "reason", start=start, end=end)


def _close(text: str, begin: int, end: int, spans: list[tuple[int, int]], category: str) -> bool:
    """Whether nothing but a few words stands between a role and its person: no other person, no other clause."""
    gap = text[begin:end] if begin < end else ""
    if begin > end + 12 or len(gap) > REACH or any(begin <= start < end for start, _ in spans):
        return False
    boxed = (
        category == "not_that"
        and re.search(r"[(–—]\s*[^()–—]*$", text[max(0, begin - REACH) : begin])
        and not set(gap) & set(")–—")
    )
    if boxed and re.fullmatch(r"[^,;.!?\n]*,?\s*", gap):
        return True  # "… (please not the museum one, b.roe@…)"
    if category in {"not_that", "mention_before"} and re.search(r"\w\s*,", gap):
        return False  # "a boat without sails, Uma …"
    if category in {"not_that", "mention_before"} and ")" in gap and "(" not in gap:
        return False  # "Vera (vera@…; the old one is dead, don't use it) to Nick"
    if category in {"aside_before", "own_before"} and re.search(r",\s*(?:" + _JOINS + r")\s", fold(gap)):
        return False
    if category.startswith("mention") or category == "not_that":
        return (
            len(gap) <= 14 and not set(gap) & set(";.!?\n") and (category != "mention_after" or len(re.findall(r"\w+", gap)) <= 1)
        )
    return not set(gap) & set(";!?\n")
