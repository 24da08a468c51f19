"""What marks a confidence: a phrase of the lists ("between us"), or small words that make one together ("not … in the letter").

Nobody can list all the ways in which people ask for silence. Nearly all of them are made of two words of a few kinds near each other:
"not" and "tell", "only" and "for you". `languages/requests/_marks.toml` has these words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from introd.read.requests import names
from introd.read.requests.addresses import is_mark
from introd.read.requests.announced import announcements
from introd.read.requests.labels import meaning
from introd.read.requests.lexicon import MARKED_IN, MARKS, MOST_FOUND, Hit, fold, is_cjk, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.titles import is_title

_Found = dict[str, list[Hit]]


class _Pair(NamedTuple):
    """Two kinds of words that make a mark, the signs between them at most, and whether either may come first."""

    first: str
    second: str
    near: int
    either: bool


_PAIRS = (
    _Pair("not", "say", 36, False),
    _Pair("not", "letter", 44, True),
    _Pair("not", "know", 36, False),
    _Pair("only", "you", 16, True),
    _Pair("between", "us", 10, False),
    _Pair("nobody", "knows", 24, False),
)
_VERB_FIRST = {"de", "nl", "sv"}  # "Sag ihm nichts": the verb may stand before "not"
_CJK_NEAR = 8  # signs between two words that are written without blanks
_MOST = 120  # words of one kind that are looked at; a mail that has more is no request
_CLOSE = 14  # signs between "not" and "the letter", if nothing else stands there
_LEAD = 72  # signs before the colon of what may be a label
_FILLER = words("filler")
_IDLE = _FILLER | words("idle")
_ENDS = (".", "!", "。", "！")
_LEADING = re.compile(r"[^\n:：]{2,72}?[:：]")
_DASHED = re.compile(r"([^\n:：–—-]{2,40}?)\s[-–—]\s")
_PARTICLES = re.compile(r"[\u3040-\u309f]|さん|様|先生|以下|情報|無用|願|話|内容|参考|请|這|这|件|事|的|都|是|吧|情况|信息")
_KNOWS_HOW = re.compile(r"\s(?!ayer\b|hier\b)\w+(?:ar|er|ir|are|ere|ire)(?:l[aeio]s?|me|se|ne)?\b")  # "nadie sabe venderlas"
_OBJECT = re.compile(
    r"[^、，,。\s]{4,}(?:こと|件|話|の事|的事情|的事|这事|一事)(?:だけ)?(?:は|を|も|につ|，|,|$|请|千万|就|先|别|不)"
)
_INNOCENT = ("ask_first", "not_before", "agreed", "blind_plain", "not_that", "not_that_after", "offer_of_more", "reason_later")


def marks(page: Page) -> tuple[Hit, ...]:
    """Every mark of a page, in order; a phrase that is harmless has none in it."""
    small: _Found = defaultdict(list)
    for hit in MARKS.scan(page.folded):
        small[hit.category].append(hit)
    if sum(map(len, small.values())) > MOST_FOUND or any(len(hits) > _MOST for hits in small.values()):
        return tuple(Hit("private", sentence.start, sentence.end) for sentence in page.sentences)  # too many to look at
    spared = [*page.of("harmless"), *(hit for language in MARKED_IN for hit in small[f"spared:{language}"])]
    found = [*page.of("private"), *_alone(small), *_made(page, small, spared), *_leads(page, small), *announcements(page, small)]
    every = [
        hit
        for hit in found
        if not any(one.start <= hit.start and hit.end <= one.end for one in spared) and not is_title(page, hit)
    ]
    return tuple(sorted(set(every), key=lambda hit: (hit.start, -hit.end)))


def _alone(small: _Found) -> Iterator[Hit]:
    for key in ("typed", *(f"alone:{language}" for language in MARKED_IN)):
        for hit in small[key]:
            yield Hit("private", hit.start, hit.end)


def _made(page: Page, small: _Found, spared: list[Hit]) -> Iterator[Hit]:
    """Marks that two words make."""
    for language in MARKED_IN:
        for pair in _PAIRS:
            second = small[f"{pair.second}:{language}"]
            either = pair.either or (pair.second == "say" and language in _VERB_FIRST)
            for one in small[f"{pair.first}:{language}"] if second else ():
                if any(idiom.start <= one.start < idiom.end for idiom in spared):
                    continue
                for other in second:
                    able = pair.second == "knows" and _KNOWS_HOW.match(page.folded, other.end)
                    if not able and _near(page, one, other, pair.near, either) and not _innocent(page, one, other):
                        yield Hit("private", min(one.start, other.start), max(one.end, other.end))


def _near(page: Page, one: Hit, other: Hit, near: int, either: bool) -> bool:
    """Whether two words stand near each other in one sentence, in the right order."""
    first, last = (one, other) if one.start <= other.start else (other, one)
    if (first is not one and not either) or last.start < first.end - 1:
        return False
    between = page.text[first.end : last.start]
    most = _CJK_NEAR if is_cjk(page.text[first.start]) else near
    return len(between) <= most and not re.search(r"\n|[.!?;:]\s|[。！？：]", between) and not any(map(is_mark, between))


def _innocent(page: Page, one: Hit, other: Hit) -> bool:
    """Whether the sentence says how it is to be done: "not before the letters of Monday"."""
    if other.category.startswith("letter") and 0 <= other.start - one.end <= _CLOSE:
        return False  # "niet voor de brief"
    sentence = page.sentence_at(min(one.start, other.start))
    how = page.of(*_INNOCENT[:4], start=sentence.start, end=sentence.end)
    return any(hit.start < one.end and one.start < hit.end for hit in how)


def _leads(page: Page, small: _Found) -> Iterator[Hit]:
    """What stands before a colon and says "not" or "only", and is no label that we know: "À ne pas écrire : …", "Nothing official:"."""
    for sentence in page.sentences:
        lead = lead_of(sentence)
        dashed = _DASHED.match(sentence.text.lstrip())
        if dashed and (meaning(dashed.group(1)) or ("", ""))[0] == "private":
            yield Hit("private", sentence.start, sentence.begin + dashed.end(1))
        if not lead or meaning(lead[:-1]) or any(map(is_mark, lead)):
            continue
        start, end = sentence.begin, sentence.begin + len(lead)
        denied = any(start <= hit.start and hit.end <= end for language in MARKED_IN for hit in small[f"not:{language}"])
        if denied and not page.of(*_INNOCENT, "ask", "reason", "need", "common", start=start, end=end):
            yield Hit("private", start, end)


def lead_of(sentence: Sentence) -> str:
    """What stands before the first colon of a sentence, with it; empty where there is none near its beginning."""
    found = _LEADING.match(sentence.text.lstrip()[: _LEAD + 8])
    return found.group() if found else ""


def says_nothing_else(page: Page, sentence: Sentence, hits: list[Hit]) -> bool:
    """Whether a sentence is only the mark ("Please keep that to yourself."): it then speaks of another sentence."""
    rest = list(page.text[sentence.start : sentence.end])
    for hit in hits:
        for at in range(max(0, hit.start - sentence.start), min(len(rest), hit.end - sentence.start)):
            rest[at] = " "
    text = _without_courtesies("".join(rest))
    behind = text[max(hit.end for hit in hits) - sentence.start :]
    pause = re.match(r"[^,:：，、]{0,24}[,:：，、]", behind)
    if pause and not _told(pause.group(), _IDLE) and _told(behind[pause.end() :]) > 1:
        return False  # "Between us, he is broke."
    if hits[0].end < hits[-1].start and _told(fold(page.text[hits[0].end : hits[-1].start]), _IDLE) > 1:
        return False  # "A little bird told me that the yard has a buyer, but that's for your ears."
    if _OBJECT.search(page.text[sentence.start : min(hit.start for hit in hits)]):
        return False  # what is not to be told stands before the mark itself
    for run in names.runs(page.text, sentence.start, sentence.end):
        text = text.replace(fold(run.name), " ")
    back = page.of("private_back", start=sentence.start, end=sentence.end) and sentence.text.rstrip().endswith(_ENDS)
    somebody = set(re.findall(r"[^\W\d_]+", text)) & (words("she") | words("he"))
    return _told(text, _IDLE) <= (0 if somebody else 2 if back else 1)


def _without_courtesies(text: str) -> str:
    """A text folded, with blanks in the place of what politeness adds."""
    folded = fold(text)
    for polite in words("courtesies"):
        folded = folded.replace(polite, " " * len(polite))
    return folded


def _told(text: str, idle: frozenset[str] = _FILLER) -> int:
    """How many words of a folded text tell something; of those without blanks, what their particles leave."""
    left = [word for word in re.findall(r"[^\W\d_]+", text) if word not in idle]
    return sum(len(_PARTICLES.sub("", word)) // 2 if is_cjk(word) else 1 for word in left)
