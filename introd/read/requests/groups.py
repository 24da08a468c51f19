"""Who of those named is meant: two, or one with several others; who is only "him", or one of "these"; and what is to be asked."""

from __future__ import annotations

import re

from introd.read.requests.aliases import merged
from introd.read.requests.labels import Section
from introd.read.requests.lexicon import fold, table, words
from introd.read.requests.mentions import addressed, named
from introd.read.requests.page import Page, Sentence
from introd.read.requests.roles import ASKED, LISTED, Mention

GROUP = 3  # one person introduced to two others: two introductions
_MOST_AT_ONCE = 6  # people in one request; more are a list
_LISTED_LINE = re.compile(r"\s*(?:[-*•‣◦·–—+]|\(?(?:\d{1,2}|[a-f])[.)])\s*\S")
_TWO = 2

Meant = tuple[list[Mention], tuple[str, ...]]


def two_or_three(kept: list[Mention], page: Page, sections: tuple[Section, ...]) -> Meant:
    """Two people, or more where the mail plainly asks for a group; else those who are sure, and a question."""
    kept = _without_plurals(kept)
    given = [one for one in kept if one.written]
    bare_names = [one for one in kept if not one.written and one.weight >= LISTED]
    if len(given) == _TWO:
        bare_names = [one for one in bare_names if " " in one.name or _stands_beside(one, given, page)]
    asked = [one for one in given if one.weight >= LISTED]
    circle = _one_to_each(given, page) if len(given) >= GROUP else []
    if circle:
        return circle, ()
    if len(given) == _TWO and not (bare_names and _is_group(page, sections, len(given) + 1)):
        return given, ()
    several = len(given) + len(bare_names) == GROUP and _is_group(page, sections, GROUP)
    if len(given) < _TWO or several:
        return [*given, *bare_names[: GROUP - len(given) if several else max(_TWO - len(given), 0)]], ()
    if len(asked) in {_TWO, GROUP} and not _chooses(page):
        return asked, ()
    return _many(given, asked, page)


def _many(given: list[Mention], asked: list[Mention], page: Page) -> Meant:
    """Of more people than two those who are surely meant, and what is to be asked."""
    strong = [one for one in given if one.weight >= ASKED]
    strong = [*_meant_by_pronoun(given, strong, page), *strong] if len(strong) == 1 else strong
    if len(strong) == _TWO:
        return strong, ()
    if len(given) == GROUP and not asked:
        return given, (f"Did I get it right that all of these are to be introduced: {_listed(given)}?",)
    if GROUP < len(given) <= _MOST_AT_ONCE and _all_asked(page, given):
        return given, ()
    sure = strong if len(strong) == 1 else []
    return sure, (f"I found more than two people: {_listed(given)}. Which two should I introduce?",)


def _stands_beside(one: Mention, given: list[Mention], page: Page) -> bool:
    """Whether nothing but "and", "to" or a comma joins one word to somebody: in "… restores baths at Roubaix" it is a town."""
    joins = words("connectors") | words("titles") | words("articles") | words("relations")
    gaps = [page.folded[other.end : one.start] for other in given if other.end <= one.start]
    gaps += [page.folded[one.end : other.start] for other in given if one.end <= other.start]
    return any(joins.issuperset(re.findall(r"[^\W\d_]+", gap)) for gap in gaps)


def _without_plurals(kept: list[Mention]) -> list[Mention]:
    """Without the "Marks" of "the two Marks", where somebody is called Mark; and without whom a malformed address already spells."""
    first = {fold(one.name).split()[0] for one in kept if one.written and one.name}
    spelt = [set(re.findall(r"[a-z]+", fold(one.written.partition("@")[0]))) for one in kept if one.malformed and not one.name]
    named_twice = [one for one in kept if not one.written and any(local.issuperset(fold(one.name).split()) for local in spelt)]
    return [one for one in kept if one not in named_twice and (one.written or not _plural(one, first))]


def _plural(one: Mention, first: set[str]) -> bool:
    return fold(one.name).removesuffix("s") in first and fold(one.name) not in first


def _one_to_each(given: list[Mention], page: Page) -> list[Mention]:
    """The one of "introduce her to each of these:" and those of the list; nobody where the mail is otherwise."""
    if _chooses(page) or not all(one.email for one in given if one.weight >= 0):
        return []
    lines = [one for one in given if _LISTED_LINE.match(page.sentence_at(one.start).text)]
    for hit in page.of("ask", "meet"):
        sentence = page.sentence_at(hit.start)
        circle = _around(given, lines, hit.start, sentence, page)
        if circle:
            return circle
    apart = [one for one in given if one not in lines and one.weight >= LISTED]
    return [*apart, *lines] if len(apart) == 1 and _TWO <= len(lines) < _MOST_AT_ONCE and page.of("each_of") else []


def _around(given: list[Mention], lines: list[Mention], ask: int, sentence: Sentence, page: Page) -> list[Mention]:
    """Of one asking sentence the one whom it names, or means by "him", and the lines or the sentence that lists the others."""
    others = [one for one in given if one not in lines and one.weight >= 0]
    if not lines and page.of("each_of", start=sentence.start, end=sentence.end):
        one = _the_one(others, ask, sentence, page)
        rest = [other for other in others if other is not one]
        together = len({page.sentence_at(other.start).start for other in rest}) == 1
        return [one, *rest] if one and together and _TWO <= len(rest) < _MOST_AT_ONCE else []
    if not _TWO <= len(lines) < _MOST_AT_ONCE or not others:
        return []
    if any(sentence.start <= one.start < sentence.end for one in lines) and not _hangs(page, sentence, lines):
        return []
    one = _the_one(others, ask, sentence, page)
    return [one, *lines] if one and (len(others) == 1 or one.weight >= ASKED) else []


def _hangs(page: Page, sentence: Sentence, lines: list[Mention]) -> bool:
    """Whether the asking words stand before the list that goes on in their sentence."""
    return sentence.start <= lines[0].start < sentence.end and bool(page.of("ask", start=sentence.start, end=lines[0].start))


def _the_one(others: list[Mention], ask: int, sentence: Sentence, page: Page) -> Mention | None:
    """Whom an asking sentence names, or means by "him"."""
    here = [one for one in others if _is_called(one, sentence)]
    if here:
        return here[0] if len(here) == 1 else None
    before = [one for one in others if one.end <= ask]
    pronoun = page.of("ask_them", start=sentence.start, end=sentence.end)
    return max(before, key=lambda one: one.end) if before and (pronoun or len(others) == 1) else None


def _is_called(one: Mention, sentence: Sentence) -> bool:
    """Whether a sentence has somebody's address, or calls them by a part of their name."""
    said = set(re.findall(r"\w+", fold(sentence.text)))
    return sentence.start < one.end <= sentence.end or not said.isdisjoint(fold(one.name).split())


def _chooses(page: Page) -> bool:
    """Whether the mail leaves it open which of several is meant: "to one of these", and not "to each one of these"."""
    each = page.of("each_of")
    loose = [hit for hit in page.of("one_of") if not any(one.start < hit.end and hit.start < one.end for one in each)]
    sentences = [page.sentence_at(hit.start) for hit in loose]
    return any(page.of("ask", "ask_them", start=one.start, end=one.end) for one in sentences)


def _meant_by_pronoun(given: list[Mention], strong: list[Mention], page: Page) -> list[Mention]:
    """Whom "so please introduce him to Ana" means: the last person with an address before it."""
    for hit in page.of("ask_them"):
        before = [one for one in given if one.end <= hit.start and one not in strong]
        if before:
            return [max(before, key=lambda one: one.end)]
    return []


def _listed(people: list[Mention]) -> str:
    return ", ".join(one.name or one.written for one in people[:8])


def _is_group(page: Page, sections: tuple[Section, ...], count: int) -> bool:
    """Whether one asking sentence names three people."""
    if count != GROUP:
        return False
    given = addressed(page, sections, ())
    everybody = [one for one in merged([*given, *named(page, sections, given)]) if one.weight >= 0]
    everybody = _without_plurals(everybody)
    for hit in page.of("ask", "meet"):
        sentence = page.sentence_at(hit.start)
        here = [one for one in everybody if sentence.start <= one.start < sentence.end]
        pronoun = page.of("ask_them", start=sentence.start, end=sentence.end)
        if len(here) + bool(pronoun and any(one.end <= hit.start for one in everybody if one not in here)) >= GROUP:
            return True
    return False


def _all_asked(page: Page, given: list[Mention]) -> bool:
    """Whether one asking sentence names all of them by their addresses, or their number: "I'd like these four to know each other"."""
    for hit in page.of("ask", "meet"):
        sentence = page.sentence_at(hit.start)
        said = set(re.findall(r"\w+", page.folded[sentence.start : sentence.end]))
        counted = not said.isdisjoint((str(len(given)), *table("numbers").get(str(len(given)), ())))
        if counted or all(sentence.start <= one.start < sentence.end for one in given):
            return True
    return False
