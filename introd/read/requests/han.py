"""Chinese, Japanese and Korean names, which no blank and no capital sets apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice

from introd.read.requests.lexicon import WORDS

_HONORIFICS = tuple(sorted(WORDS.get("honorifics", ()), key=len, reverse=True))
_BOUNDARIES = tuple(sorted(WORDS.get("cjk_boundaries", ()), key=len, reverse=True))
_CJK_RUN = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff々\uac00-\ud7af・･= ]+$")
_JAPANESE = frozenset(WORDS.get("japanese_honorifics", ()))
_TAILS = tuple(sorted(WORDS.get("cjk_tails", ()), key=len, reverse=True))
_HONOURED = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff々\uac00-\ud7af・]{1,14}(?:" + "|".join(map(re.escape, _HONORIFICS)) + ")")
_SPELT = re.compile(r"[\u3400-\u9fff々]{1,3}[\u3041-\u3096]{2,4}$")  # a given name in hiragana: 遠藤しおり
_KANA = re.compile(r"[\u3040-\u30ff]")
_MOST = 60  # names that are looked at in one text
_LONGEST = 16  # signs of a name


def unhonoured(name: str) -> str:
    """A name without what politeness adds."""
    for honorific in _HONORIFICS:
        if name.endswith(honorific) and len(name) > len(honorific):
            return name[: -len(honorific)].strip(" 　・")
    return name.strip(" 　")


def bare(window: str) -> str:
    """A window without "的邮箱是", さん and the like at its end."""
    return _bare(window)[0]


def _bare(window: str) -> tuple[str, str]:
    """A window without its tail and its honorific, and the honorific."""
    kept = window.rstrip(" ")
    tail = next((tail for tail in _TAILS if kept.endswith(tail)), "")
    kept = kept.removesuffix(tail).rstrip(" ")
    honour = next((sign for sign in _HONORIFICS if kept.endswith(sign) and len(kept) > len(sign)), "")
    return kept.removesuffix(honour).rstrip(" "), honour


def before(window: str, offset: int) -> tuple[str, int] | None:
    """The name between the last particle or verb and the end of a window, and its place; None where it ends in other letters."""
    kept, honour = _bare(window)
    match = _CJK_RUN.search(kept)
    if not match and honour in _JAPANESE:
        spelt = _SPELT.search(kept)
        return (spelt.group(), offset + spelt.start()) if spelt else None
    if not match:
        return None
    start = match.start()
    for boundary in _BOUNDARIES:
        sign = len(boundary) == 1 and "\u3400" <= boundary <= "\u9fff"  # "和" may be "and", or stand in 王和平 and 和田
        if sign and honour in _JAPANESE:
            continue
        place = kept.rfind(boundary, start, max(start, len(kept) - (2 if sign else 1)))
        if place >= 0:
            start = max(start, place + len(boundary))
    name = kept[start:].strip(" ・=")
    found = 0 < len(name) <= _LONGEST
    return (name, offset + len(kept) - len(kept[start:].lstrip())) if found else ("", offset + len(window))


def honoured(window: str) -> Iterator[tuple[str, int, int]]:
    """(name, place, end) of everybody whom a window calls さん or 先生."""
    for match in islice(_HONOURED.finditer(window), _MOST):
        found = before(window[: match.end()], 0)
        if found and found[0]:
            yield *found, match.end()


def _joined() -> re.Pattern[str]:
    """A Chinese name between words that ask: "介绍林巧和刘伟认识", "把陈晓雯引荐给郭志强，"."""
    book = tomllib.loads((files("introd.read.languages") / "orders" / "zh.toml").read_text(encoding="utf-8"))["names"]
    name = rf"[{book['surnames']}](?![{book['not_given']}])[\u3400-\u9fff]{{1,2}}?"
    behind = r"(?=认识|認識|结识|互相|相互|见[面个]|牵线|牽線|对接|引荐|引薦|介绍|介紹|搭|聊|一下|吧|吗|嗎|[和与與跟给給、，。；！？,.;!?\s（(]|$)"
    return re.compile(rf"(?:介绍|介紹|引荐|引薦|认识|和|与|與|跟|给|給|把|将|將|让|讓|帮|幫)({name}){behind}")


_JOINED = _joined()


def joined(sentence: str) -> Iterator[tuple[str, int, int]]:
    """(name, place, end) of those whom a Chinese sentence joins to others or to a verb, without any honorific."""
    for match in islice(_JOINED.finditer(sentence), _MOST) if not _KANA.search(sentence) else ():
        yield match.group(1), match.start(1), match.end(1)
