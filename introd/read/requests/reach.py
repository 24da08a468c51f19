"""How far a mark of confidence reaches: its own sentence, and those before or after it that say more of the same.

"This is between us: A. B. C." and "A. B. That stays between us." are the two ways; what is in doubt goes with it. A sentence that asks,
gives an address, or turns to the other person is not reached.
"""

from __future__ import annotations

import re

from introd.read.requests import names
from introd.read.requests.addresses import is_mark, marks_in
from introd.read.requests.announced import ANNOUNCED, announced
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import Hit, fold, is_cjk, words
from introd.read.requests.marks import lead_of, says_nothing_else
from introd.read.requests.others import tells_work
from introd.read.requests.page import Page, Sentence
from introd.read.requests.pieces import residue

_PRONOUNS = words("pronouns") | words("carry_on")
_BACK = words("she") | words("he") | words("him") | words("her") | {"su", "sus", "son", "sa", "ses", "seu", "sua", "lhe", "gli"}
_OBJECTS = (words("him") | words("her")) - {
    "el",
    "mu",
    "lui",
    "ella",
    "elle",
    "lei",
    "zijn",
}  # but what may be "the", "to be" or "she"
_MOST = 2  # further sentences that a mark reaches where nothing but their place says so
_ASKING = 8  # words beside the names in a sentence that does no more than ask
_STEM = "Ewa"  # a name as short as this has no stem of its own
_FEW = 5  # sentences of a paragraph that is a remark of its own
_NEW_LINE = re.compile(r"\n[ \t]*(?:[-*•‣◦·・–—]|\(?\d{1,2}[.)])|\n[ \t]*\S[^\n:]{0,47}:")
_BOX = re.compile(r"\s*[(（\[【]([^()（）\[\]【】\n]{1,80})[)）\]】]")
Spans = list[tuple[int, int]]


def reached(page: Page, marks: list[Hit]) -> Spans:
    """Begin and end of the sentences with a mark, and of those that belong to them."""
    every, found = page.sentences, []
    marked = {every.index(page.sentence_at(hit.start)) for hit in marks} if every else set()
    for number, sentence in enumerate(every):
        hits = [hit for hit in marks if sentence.start <= hit.start and hit.end <= sentence.end]
        if not hits:
            continue
        found.append((sentence.start, sentence.end))
        if any(hit.category == ANNOUNCED for hit in hits):
            found += announced(page, every, number)
            continue
        if _opens_boxed(page, sentence, hits) and number and every[number - 1].paragraph == sentence.paragraph:
            found += _before(page, every, number, marked)
        elif says_nothing_else(page, sentence, hits) or page.of("private_forward", start=sentence.start, end=sentence.end):
            found += _beside(page, every, number, marked)
        elif _goes_on(page, sentence) and not _in_front(page, sentence, hits):
            found += _before(page, every, number, marked, unless_told_first=True)  # "She has no idea, so not a word."
        found += _after(page, every, number, leading=_in_front(page, sentence, hits))
    return found


def _opens_boxed(page: Page, sentence: Sentence, hits: list[Hit]) -> bool:
    """Whether a sentence begins with the mark alone in brackets: it may speak of what stands before them, or behind."""
    box = _BOX.match(sentence.text)
    if not box:
        return False
    start, end = sentence.start + box.start(1), sentence.start + box.end(1)
    bare = all(start <= hit.start and hit.end <= end for hit in hits)
    return bare and says_nothing_else(page, Sentence(start, end, box.group(1), sentence.paragraph), hits)


def _in_front(page: Page, sentence: Sentence, hits: list[Hit]) -> bool:
    """Whether the first mark stands before what is confided, and not behind it."""
    before = page.text[sentence.begin : hits[0].start]
    return hits[0].start < sentence.begin + len(lead_of(sentence)) or len(re.findall(r"\w+", before)) <= 3 + len(before) * is_cjk(
        before
    )


def _beside(page: Page, every: tuple[Sentence, ...], number: int, marked: set[int]) -> Spans:
    """What a bare mark speaks of: the sentences before it, or, behind a colon or at a beginning, those after."""
    sentence = every[number]
    below = every[number + 1].paragraph if number + 1 < len(every) else -1
    if page.of("private_forward", start=sentence.start, end=sentence.end):
        if below == sentence.paragraph:
            return _after(page, every, number, leading=True, further=2)
        return [(s.start, s.end) for s in every[number + 1 :] if not _asks(page, s)]
    opens = sentence.text.rstrip().endswith((":", "：", "-", "–", "—", "...", "…"))
    previous = every[number - 1] if number else None
    back = page.of("private_back", start=sentence.start, end=sentence.end)
    if not opens and previous and (previous.paragraph == sentence.paragraph or back) and not _asks(page, previous):
        found = _before(page, every, number, marked)
        plain = page.of("back_only", start=sentence.start, end=sentence.end)
        return found if plain else found + _after(page, every, number, leading=True, further=1)
    return [(s.start, s.end) for s in every[number + 1 :] if s.paragraph == below and not _asks(page, s)]


def _before(page: Page, every: tuple[Sentence, ...], number: int, marked: set[int], *, unless_told_first: bool = False) -> Spans:
    """The sentence before, and those before it that it goes on from, or that are one remark with it."""
    found: Spans = []
    remark = _is_remark(page, every, number)
    for place in range(number - 1, -1, -1):
        sentence, following = every[place], every[place + 1]
        if _asks(page, sentence) or (found and sentence.paragraph != following.paragraph):
            break
        if (found or unless_told_first) and _joins(page, sentence):
            break
        more = len(found) < _MOST or (len(found) <= _MOST and _goes_on(page, following))
        if (found or unless_told_first) and not remark and (not more or _tells_first(page, every, place)):
            break
        found.append((sentence.start, sentence.end))
        if place - 1 in marked or place in marked:
            break  # an earlier mark has said how far it reaches
    return found


def _is_remark(page: Page, every: tuple[Sentence, ...], number: int) -> bool:
    """Whether the paragraph is a remark of its own: a few sentences, none of which asks or gives an address."""
    previous = every[number - 1]
    own = [s for s in every if s.paragraph == previous.paragraph]
    return len(own) <= _FEW and len(own) < len(every) and not any(_asks(page, s) for s in own)


def _tells_first(page: Page, every: tuple[Sentence, ...], place: int) -> bool:
    """Whether a sentence is the first that tells of somebody whom it names, and tells nothing sensitive: what they do, most likely."""
    people = _people(page)
    mine = {name for name in _called(page, every[place]) if _alike({name}, people)}
    if not mine or page.of("sensitive", start=every[place].start, end=every[place].end):
        return False
    return not any(_alike(mine, _called(page, s)) for s in every[:place] if _tells(page, s))


def _tells(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence says more than who is to meet."""
    if not _asks(page, sentence):
        return True
    places = [(run.start, run.end, 0) for run in names.runs(page.text, sentence.start, sentence.end)]
    return residue(page.text, sentence.start, sentence.end, places) > _ASKING


def _alike(mine: set[str], others: set[str]) -> bool:
    """Whether two sets of names have one in common, in whatever case it stands ("Pawła", "Paweł")."""
    return any(one == other or (len(one) > len(_STEM) < len(other) and one[:3] == other[:3]) for one in mine for other in others)


def _called(page: Page, sentence: Sentence) -> set[str]:
    """The words of the names in a sentence; of names without blanks, their first two signs."""
    found = {word for run in names.runs(page.text, sentence.start, sentence.end) for word in names.tokens_of(run.name)}
    if is_cjk(sentence.text):
        found |= {name[:2] for name in _addressed(page) if is_cjk(name) and name[:2] in sentence.text}
    return found


def _addressed(page: Page) -> set[str]:
    """The names that stand before an address."""
    return {names.before(page.text, place)[0] for place, _ in marks_in(page.text)} - {""}


def _after(page: Page, every: tuple[Sentence, ...], number: int, *, leading: bool, further: int = 0) -> Spans:
    """What follows a private sentence: all of a paragraph that begins with it, else what goes on from it.

    Behind a mark that stands in front (`leading`), up to two more sentences, unless they turn to somebody else; and `further` ones.
    """
    found: Spans = []
    first = number == 0 or every[number - 1].paragraph != every[number].paragraph
    loose, told = 0, _called(page, every[number])
    for sentence in every[number + 1 :]:
        if sentence.paragraph != every[number].paragraph or _asks(page, sentence):
            break
        if not first and not _goes_on(page, sentence):
            loose += 1
            turns = bool(found or further < _MOST) and _turns(page, sentence, told)
            if not leading or loose > _MOST + further or _begins_anew(page, sentence, every[number].start) or turns:
                break
        found.append((sentence.start, sentence.end))
        told |= _called(page, sentence)
    return found


def _begins_anew(page: Page, sentence: Sentence, since: int) -> bool:
    """Whether a point of a list or a label begins."""
    before = page.text.rfind("\n", 0, sentence.start + 1)
    return bool(before >= 0 and not page.text[before : sentence.start].strip() and _NEW_LINE.match(page.text, before)) or any(
        since < section.start <= sentence.start < section.end and section.key != "person" for section in sections(page)
    )


def _turns(page: Page, sentence: Sentence, told: set[str]) -> bool:
    """Whether a sentence begins with one of the people of the mail of whom the confidence did not speak, or joins the two."""
    first = re.match(r"[^\W\d_]+", fold(sentence.text).lstrip(" \t\n-*•"))
    others = {one for one in _people(page) if not _alike({one}, told)}
    named = {one for one in others if first and (_alike({first.group()}, {one}) or _opens_with(first.group(), one))}
    earlier = [s for s in page.sentences if s.start < sentence.start and _tells(page, s)]
    looks_back = bool(told) and bool(set(re.findall(r"[^\W\d_]+", page.folded[sentence.start : sentence.end])) & _OBJECTS)
    fresh = not looks_back and not any(_alike(named, _called(page, s)) for s in earlier)
    if named and (fresh or _is_of_work(page, sentence, told)):
        return True
    return _joins(page, sentence)


def _is_of_work(page: Page, sentence: Sentence, told: set[str]) -> bool:
    """Whether a sentence says what its own person does ("Bea lectures in York"), with no word back to whom the confidence was about."""
    text = page.folded[sentence.start : sentence.end]
    back = set(re.findall(r"[^\W\d_]+", text)) & _BACK
    return tells_work(text) and not page.of("sensitive", start=sentence.start, end=sentence.end) and not (told and back)


def _joins(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence says what the two have in common ("They both cast bells"), which is no confidence of one of them."""
    common = page.of("common", start=sentence.start, end=sentence.end)
    return bool(common) and not page.of("sensitive", start=sentence.start, end=sentence.end)


def _opens_with(text: str, name: str) -> bool:
    """Whether a text without blanks begins with a name."""
    return is_cjk(name) and text.startswith(name)


def _people(page: Page) -> set[str]:
    """The words of the names in the sentences that ask or give an address."""
    return {word for sentence in page.sentences if _asks(page, sentence) for word in _called(page, sentence)}


def _goes_on(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence begins with "she", "her" or "so"; "Il" is an article in Italian, "De" in Dutch, "El" in Spanish."""
    first = re.search(r"[^\W\d_]+", sentence.text)
    word = fold(first.group()) if first else ""
    if first and word in {"il", "de", "el"}:
        return first.group().lower() != "el" and bool(words(f"pronoun_{word}") & set(re.findall(r"[^\W\d_]+", page.folded)))
    return word in _PRONOUNS


def _asks(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence is itself a part of the request: it asks, or gives an address."""
    return bool(page.of("ask", start=sentence.start, end=sentence.end)) or any(is_mark(sign) for sign in sentence.text)
