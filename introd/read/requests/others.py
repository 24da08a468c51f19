"""Whom a delicate matter concerns: the person themselves ("was sacked"), or those for whom they work ("represents people who were sacked").

A matter is somebody's trade where a word of doing stands before it ("runs", "treats", "is a", "writes about") and it is said of a group
of people, is the first half of what they are or make ("burnout coach", "debt advice"), or what that is about ("a film on bankruptcy").
A word of one's own between the two ("after her divorce", "and was") speaks of the person again. In doubt it is theirs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from introd.read.requests.lexicon import WORDS, Hit, fold, is_cjk
from introd.read.requests.page import Page

_BACK = 150  # characters before a matter that are looked at
_ON = 60  # and behind it
_LANGUAGES = tuple(key.partition(":")[2] for key in WORDS if key.startswith("does:"))
_NEVER = re.compile(r"(?!)")
_APPOSED = re.compile(
    r"(?:[^\W\d_a-z][\w'-]*|[\ue000-\uf8ff]|>|\))\s?[,(:–—-]\s?(?:[\w'-]+\s){0,3}$|(?:^|\n)\s*[-*•]?\s*(?:[\w'-]+\s){0,2}$"
)
_FAR = 8  # words between a group and what is said of it
_APART = 5  # words between what somebody does and the matter
_RELATIVE = re.compile(r"\b(?:who|which|that|die|der|das|qui|que|che|som|kt[o]r\w+|joined|attend\w*)\b")
_NEXT_TWO = re.compile(r"^[\s-](\w+)(?:[\s-](\w+))?")
_LIST = re.compile(r"\s?(?:,|&|/|\b(?:and|or|und|oder|et|ou|y|o|e|en|of|och|eller|i|lub|albo)\b)\s?(?:[\w'-]+\s){0,1}")
_CJK_GROUP = re.compile(
    r".{0,7}?(?:人々|人たち|人のため|人へ|人に|方のため|方へ|人向け|方々|方向け|の方の|方を支|人を支|患者|家庭|家族|世帯|遺族|社員向|若者|労働者|経営者の|当事者|専門|弁護士|支援|カウンセ|コーチ|講座|研究|予防|アプリ|映画|小説|漫画|展"
    r"|人群|患者|病人|家庭|人士|者的|的人|的老人|的孩子|的女性|的员工|的員工|律师|律師|顾问|顧問|教练|教練|咨询|諮詢|援助|公益|热线|熱線|课程|課程|纪录片|紀錄片|电影|電影|小说|小說|的书|的書|博物馆|博物館)"
)
_CJK_DOES = re.compile(
    r"帮|幫|为|為|给|給|服务|服務|治疗|治療|研究|专做|专门|專門|从事|從事|代理|支持|面向|关于|關於|写|寫|拍|开|開|办|辦|经营|經營|创办|創辦|是一|是个|做"
)
_CJK_OWN = re.compile(
    r"に通|を受け|相談し|相談中|かかって|入院|入って|探し|自身|自分|彼も|彼女も|経験|本人|自己|他也|她也|曾经|曾經|正在看|去看|请了|請了|雇了"
)


class _Words(NamedTuple):
    """The words of one language, as patterns over folded text."""

    does: re.Pattern[str]
    to: re.Pattern[str]
    group: re.Pattern[str]
    link: re.Pattern[str]
    mine: re.Pattern[str]
    one_of: re.Pattern[str]
    joins: re.Pattern[str]
    agent: re.Pattern[str]
    topic: re.Pattern[str]
    tells: re.Pattern[str]
    direct: re.Pattern[str]
    too: re.Pattern[str]
    matter: re.Pattern[str]
    sees: re.Pattern[str]


def of_others(page: Page, hits: list[Hit]) -> set[int]:
    """The places of the hits that name only what somebody does for others; where one of two at a place is not, none is."""
    free: set[int] = set()
    bound: set[int] = set()
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if _is_work(page, hit) or (last >= 0 and _goes_with(page, last, hit)):
            free.add(hit.start)
            last = max(last, hit.end)
        else:
            bound.add(hit.start)
    return free - bound


def tells_work(text: str) -> bool:
    """Whether a folded text has a word of what somebody does: "Bea lectures in May"."""
    return any(_words(language).does.search(text) for language in _LANGUAGES)


def engaged(page: Page, hit: Hit) -> bool:
    """Whether somebody turns to such a profession, and does not have it: "is seeing a divorce lawyer"."""
    before = _last(page.folded[max(page.sentence_at(hit.start).start, hit.start - 60) : hit.start], 40)
    aged = any(sign.isdigit() for sign in page.text[hit.start : hit.end])  # "her firm is 120 years old"
    return not aged and any(_words(language).sees.search(before) for language in _LANGUAGES)


def _last(text: str, count: int) -> str:
    """The last characters of a text, without half a word at their beginning: no Spanish "su" of "Nwosu"."""
    piece = text[-count:]
    return re.sub(r"^\w+", "", piece) if len(text) > count and text[-count - 1].isalnum() else piece


def _goes_with(page: Page, last: int, hit: Hit) -> bool:
    """Whether a matter is the next of a list of such matters: "through debt, divorce and grief"."""
    between = page.folded[last : hit.start]
    named = any(_words(language).matter.fullmatch(page.folded[hit.start : hit.end]) for language in _LANGUAGES)
    return named and len(between) < 24 and _LIST.fullmatch(between) is not None


def _is_work(page: Page, hit: Hit) -> bool:
    sentence = page.sentence_at(hit.start)
    before = page.folded[max(sentence.start, hit.start - _BACK) : hit.start]
    after = page.folded[hit.end : min(sentence.end, hit.end + _ON)]
    text = page.folded[hit.start : hit.end]
    if is_cjk(text):
        return _is_work_cjk(before, after)
    apposed = _APPOSED.search(page.text[max(sentence.start - 1, hit.start - _BACK, 0) : hit.start]) is not None
    return any(_of_others(_words(language), before, text, after, apposed) for language in _LANGUAGES)


def _is_work_cjk(before: str, after: str) -> bool:
    """The same in Chinese and Japanese, where what somebody does stands on both sides."""
    clause = re.split(r"[，,。；;、]", before)[-1]
    rest = re.split(r"[。；;]", after)[0]
    if not _CJK_GROUP.match(after) or _CJK_OWN.search(rest) or _CJK_OWN.search(clause):
        return False
    return bool(_CJK_DOES.search(clause)) or re.search(r"[\u3040-\u30ff]", before + after) is not None


def _of_others(words: _Words, before: str, text: str, after: str, apposed: bool) -> bool:
    """Whether a matter between two texts is somebody's work, by the words of one language."""
    doing = [match.end() for match in words.does.finditer(before)]
    gap = before[doing[-1] :] if doing else ""
    if words.mine.search(text) or words.too.search(after):
        return False
    compound = any(words.agent.fullmatch(word) for pair in _NEXT_TWO.findall(after)[:1] for word in pair)
    if words.mine.search(gap):
        return compound and re.fullmatch(r"\s\w+\s", gap) is not None  # "runs her diabetes course"
    if _of_a_group(words, before, gap, text, after) or _is_told_of(words, before, text):
        return True
    if not (doing or apposed) or words.sees.search(_last(before, 40)) or len(gap.split()) > _APART or _RELATIVE.search(gap):
        return False
    return compound


def _is_told_of(words: _Words, before: str, text: str) -> bool:
    """Whether a matter is what is told or taught: "a film on bankruptcy"."""
    led = re.match(rf"(?:{words.topic.pattern})\s", text)  # "en burn-out"
    if led and words.matter.fullmatch(text[led.end() :]):
        before, text = before + text[: led.end()], text[led.end() :]
    if not words.matter.fullmatch(text):
        return False
    few = r"(?:[\w-]+[\s']){0,2}$"
    lead = re.search(
        rf"(?:{words.tells.pattern})\s(?:(?!{words.joins.pattern})[\w'-]+\s){{0,7}}?(?:{words.topic.pattern})[\s']{few}", before
    )
    lead = lead or re.search(rf"(?:{words.direct.pattern})\s{few}", before)
    return lead is not None and not words.mine.search(lead.group())


def _of_a_group(words: _Words, before: str, gap: str, text: str, after: str) -> bool:
    """Whether it is said of a group for whom something is done: "helps families in debt", "a box for patients on chemo", "grieving parents"."""
    following = re.match(r"[\s-](\w+)", after)
    toward = re.search(rf"(?:{words.to.pattern})\s(?:[\w-]+\s){{0,2}}$", before) if not gap else None
    if following and words.group.fullmatch(following.group(1)) and (gap or toward) and not words.mine.search(_last(before, 30)):
        return not words.one_of.search(_last(before, 30))
    found = list(words.group.finditer(before))
    if not found:
        return False
    group = found[-1]
    behind, ahead = before[group.end() :], before[: group.start()]
    if len(behind.split()) > _FAR or re.search(r"[,;:.()]", behind) or words.mine.search(behind) or words.joins.search(behind):
        return False
    near = " ".join(re.findall(r"[\w']+", f"{behind} {text}")[:4])
    led = bool(words.does.search(ahead)) or re.search(rf"(?:{words.to.pattern})\s(?:[\w-]+\s){{0,3}}$", ahead) is not None
    return led and not words.one_of.search(_last(before[: group.end()], 40)) and bool(words.link.search(near))


@cache
def _words(language: str) -> _Words:
    return _Words(*(_pattern(f"{key}:{language}") for key in _Words._fields))


def _pattern(key: str) -> re.Pattern[str]:
    """A list as one pattern; `*` at the end of a word stands for any ending."""
    listed = sorted((fold(word.strip()) for word in WORDS.get(key, ())), key=len, reverse=True)
    if not listed:
        return _NEVER
    return re.compile(r"(?:(?<!\w)|(?='))(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in listed) + r")(?!\w)")
