"""Whether words that look like a confidence are what a shop, a podcast or a book is called: `a bar called Don't Tell Mama`."""

from __future__ import annotations

import re

from introd.read.requests.lexicon import Hit, fold, is_cjk, words
from introd.read.requests.page import Page

_OPENING, _CLOSING = "\"“„«‹'‚「『《〈”", "\"”“»›'‘」』》〉"
_LONGEST = 48  # characters of a title
_PLAINLY = 2  # words with capitals in quotation marks, of which more are a title whatever stands beside them
_BESIDE = 40  # characters in which a word such as "shop" may stand beside it
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_RUN_BEFORE = re.compile(r"(?:[^\W\d_a-z][\w'’-]*\s(?:(?:of|the|de|du|la|le|del|di|da|von|der|of|och|i|y|e|&)\s){0,2}){1,4}$")
_RUN_AFTER = re.compile(r"(?:\s(?:(?:of|the|de|du|la|le|del|di|da|von|der)\s){0,2}[^\W\d_a-z][\w'’-]*){1,4}")
_IS_A = re.compile(
    r"[\"”»]?\s(?:is|was|ist|est|es|e|ar|jest|to)\s(?:an?|the|one|our|eine?|une?|un[ao]?|uma?|een|en|ett|la|le|il|el|o|das|die|der|de|het)\s"
)
_SET_OFF = re.compile(r"[\"”»]?(?:,\s(?:an?|the|our|eine?|une?|un[ao]?|uma?|een|en|ett|la|le|il|el|das|die|der|de|het)\s|\s?\()")


def is_title(page: Page, hit: Hit) -> bool:
    """Whether a hit stands within a name or title: in quotation marks, or each word with a capital, and said to be one."""
    start, end, quoted = _extent(page, hit)
    title = page.text[start:end]
    if is_cjk(title):
        return quoted and (page.text[start - 1] in "《〈" or _is_called(page, start, end))
    if not quoted and (page.text[end : end + 1] in ":：" or page.text[end : end + 2] in {" -", " –", " —"}):
        return False
    capitals = [word for word in _WORD.findall(title) if len(word) > 3 or word == title]
    named = bool(capitals) and all(word[0].isupper() for word in capitals) and title[:1].isupper() and not title.isupper()
    several = sum(word[0].isupper() for word in _WORD.findall(title)) > 1
    if not named or not (several or quoted):
        return False
    if quoted and sum(word[0].isupper() for word in _WORD.findall(title)) > _PLAINLY:
        return True
    after = fold(page.text[end : end + 12])
    first = not page.text[page.sentence_at(hit.start).begin : start].strip(_OPENING + " ")
    return bool(_IS_A.match(after)) if first and not quoted else _is_called(page, start, end) or bool(_SET_OFF.match(after))


def _extent(page: Page, hit: Hit) -> tuple[int, int, bool]:
    """Begin and end of the quotation around a hit, or of the words with capitals around it, and whether it is a quotation."""
    sentence = page.sentence_at(hit.start)
    low, high = max(sentence.start, hit.start - _LONGEST), min(sentence.end, hit.end + _LONGEST)
    opened = max((page.text.rfind(sign, low, hit.start + 1) for sign in _OPENING if sign != "'"), default=-1)
    closed = min((at for sign in _CLOSING if sign != "'" and (at := page.text.find(sign, hit.end - 1, high)) >= 0), default=-1)
    if 0 <= opened < closed and closed - opened <= _LONGEST:
        inside = page.text[opened + 1 : closed]
        return closed - len(inside.lstrip()), opened + 1 + len(inside.rstrip()), True
    before = _RUN_BEFORE.search(page.text[low : hit.start])
    after = _RUN_AFTER.match(page.text[hit.end : high])
    return hit.start - (len(before.group()) if before else 0), hit.end + (after.end() if after else 0), False


def _is_called(page: Page, start: int, end: int) -> bool:
    """Whether a word beside says that it is a name: "a shop called", "hosts", "at"."""
    sentence = page.sentence_at(start)
    before = page.folded[max(sentence.start, start - _BESIDE) : start]
    after = page.folded[end : min(sentence.end, end + _BESIDE)]
    if is_cjk(page.text[start:end]):
        return any(word in before[-12:] + after[:12] for word in words("called_something") if is_cjk(word))
    near = re.findall(r"[^\W\d_]+", before)[-5:] + re.findall(r"[^\W\d_]+", after)[:4]
    return any(word in words("called_something") for word in near)
