"""Addresses in a text, whole, disguised ("jane at acme dot example") or malformed ("jane@acme"), each replaced by one sign.

A marked text holds one private-use character in the place of each address, brackets and all. It keeps the dots of domains from ending
sentences, shows what stands before an address, and has nothing left in it that could leak an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from introd.read.requests.lexicon import fold, words

FIRST_MARK = 0xE000
MOST = 400  # addresses that are looked at in one mail; nobody introduces as many
_LOCAL = re.compile(r"[\w.!#$%&*+?^{|}~'-]")
_DOMAIN = re.compile(r"[\w.@-]*")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_LAST_LABEL = re.compile(r"(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{1,59})", re.I)
_ADD_ON = re.compile(r",[a-z]{2,20}\b(?!@)|\s\.?[a-z0-9-]+\.[a-z]{2,20}\b", re.I)
_COMMA = re.compile(r"(?<![\w@.,])[a-z]{2,20},$")
_WRAPPED = {
    "<": ">",
    "(": ")",
    "[": "]",
    "{": "}",
    "«": "»",
    '"': '"',
    "（": "）",
    "＜": "＞",
    "「": "」",
    "【": "】",
    "《": "》",
    "〈": "〉",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One address as it stands in the text; `email` is None where it is malformed."""

    start: int
    end: int
    written: str
    email: str | None


def valid(text: str) -> str | None:
    """The address in lower case if it has the shape of one (RFC 5321 section 4.1.2, dot-string local parts and domains with a dot)."""
    local, at, domain = text.partition("@")
    labels = domain.split(".")
    sound = at and 0 < len(local) <= 64 and not local.startswith(".") and not local.endswith(".") and ".." not in local
    if not sound or re.search(r'[\s<>()\[\]",;:\\@]', local) or len(labels) < 2 or len(domain) > 253 or "_" in domain:
        return None
    if not all(_LABEL.fullmatch(label) for label in labels) or not _LAST_LABEL.fullmatch(labels[-1]):
        return None
    return f"{local}@{domain}".lower()


def _plain(text: str) -> Iterator[Found]:
    """Everything around an @ that looks like an address or was meant as one."""
    done = 0
    at = text.find("@")
    while at >= 0:
        start = at
        while start > done and at - start < 64 and _LOCAL.match(text[start - 1]):
            start -= 1
        while start < at and text[start] in "'*_.{|":
            start += 1
        split = _COMMA.search(text, max(0, start - 24), start) if start < at else None
        found = _around(text, start, at)
        if found and split:
            found = Found(split.start(), found.end, text[split.start() : found.end], None)  # "christine,adler@acme.example"
        if found:
            yield found
            done = found.end
        at = text.find("@", max(at + 1, done))


def _around(text: str, start: int, at: int) -> Found | None:
    """The address whose @ stands at a place, or None for "@jane" and "CTO @ Acme"."""
    match = _DOMAIN.match(text, at + 1, at + 256)
    end = match.end() if match else at + 1
    while end > at + 1 and text[end - 1] in ".-_":
        end -= 1
    if start == at:
        return _split_by_space(text, at, end)
    email = valid(text[start:end])
    more = None if email else _ADD_ON.match(text, end, end + 40)
    if more:
        end = more.end()
    return Found(start, end, text[start:end], email)


def _split_by_space(text: str, at: int, end: int) -> Found | None:
    """ "jane @acme.example" and "jane @ acme.example": meant as an address, but not one."""
    before = re.search(r"([\w.+-]{1,64})[ \t]$", text[max(0, at - 66) : at])
    domain = re.match(r"[ \t]?([a-z0-9-]{1,63}\.)+[a-z]{2,20}\b", text[at + 1 : at + 120])
    if not before or not domain or not before.group(1)[0].islower():
        return None
    start, stop = at - len(before.group(0)), max(end, at + 1 + domain.end())
    return Found(start, stop, text[start:stop], None)


def _disguise() -> re.Pattern[str]:
    """jane at acme dot example, jane [at] acme.example, jane (ät) acme (punkt) example."""
    ats, dots = ("|".join(sorted(map(re.escape, words(key)), key=len, reverse=True)) for key in ("spelt_at", "spelt_dot"))
    boxed_at = rf"[ \t]?[\[({{<][ \t]?(?:{ats}|@)[ \t]?[\])}}>][ \t]?"
    boxed_dot = rf"[ \t]?[\[({{<][ \t]?(?:{dots}|\.)[ \t]?[\])}}>][ \t]?|[ \t](?:{dots})[ \t]"
    name = r"[a-z0-9_+-]{1,40}"
    local = rf"{name}(?:(?:\.|{boxed_dot}){name}){{0,4}}"
    boxed = rf"{local}{boxed_at}{name}(?:(?:\.|{boxed_dot}){name}){{1,4}}"
    spoken = rf"{local}[ \t](?:{ats})[ \t]{name}(?:\.{name}){{0,2}}(?:(?:{boxed_dot}){name}){{1,4}}"
    mixed = rf"{local}[ \t]?@[ \t]?{name}(?:(?:{boxed_dot}){name}){{1,4}}"
    return re.compile(rf"(?<![\w@.])(?:{boxed}|{spoken}|{mixed})(?![\w@])")


_DISGUISED = _disguise()
_DOT = re.compile(r"[ \t]?[\[({<][ \t]?[^\])}>]{1,8}[ \t]?[\])}>][ \t]?|[ \t][^\W\d_]+[ \t]|\.")
_AT_BOX = re.compile(
    r"[ \t]?[\[({<][ \t]?(?:"
    + "|".join(map(re.escape, sorted(words("spelt_at"), key=len, reverse=True)))
    + r"|@)[ \t]?[\])}>][ \t]?|[ \t]?@[ \t]?"
)
_AT_WORD = re.compile(r"[ \t](?:" + "|".join(map(re.escape, sorted(words("spelt_at"), key=len, reverse=True))) + r")[ \t]")


def _spelt(text: str) -> Iterator[Found]:
    """Addresses whose signs are spelt out."""
    folded = fold(text)
    if not _AT_WORD.search(folded) and not _AT_BOX.search(folded):
        return
    for match in _DISGUISED.finditer(folded):
        parts = _AT_BOX.split(match.group(), maxsplit=1)
        if len(parts) < 2:
            parts = _AT_WORD.split(match.group(), maxsplit=1)
        email = valid("@".join(_DOT.sub(".", part.strip()) for part in parts)) if len(parts) == 2 else None
        if email:
            yield Found(match.start(), match.end(), text[match.start() : match.end()], email)


def _unwrapped(text: str, found: Found) -> Found:
    """With the brackets around the address and "mailto:" before it, which belong to it."""
    start, end = found.start, found.end
    opened = text.rfind("<", max(0, start - 50), start)
    inside = 0 <= opened < start - 1 and text[end : end + 1] == ">" and not set(text[opened:start]) & set("\n>")
    if inside and not fold(text[opened + 1 : start]).startswith("mailto:"):
        return Found(opened, end + 1, text[opened + 1 : end], None)  # <jane roe@acme.example>: never half of it
    if fold(text[max(0, start - 7) : start]) == "mailto:":
        start -= 7
    if fold(text[end : end + 1]) == "?" and start != found.start:
        end = next((i for i in range(end, min(len(text), end + 200)) if text[i] in " >)\n"), end)
    while start and text[start - 1] in _WRAPPED and text[end : end + 1] == _WRAPPED[text[start - 1]]:
        start, end = start - 1, end + 1
    return Found(start, end, found.written, found.email)


_SIGNLESS = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W\d_]{1,20})(?:[ \t][^\W\d_a-z][^\W\d_]{1,20}){0,2}[ \t]?[,:(<\[-]{0,2}[ \t]{0,2}"
    r"(?P<address>(?P<first>[a-z]{2,20})[._-](?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,20}|(?P<other>[a-z]{2,20})[#&%/](?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,20})\b(?![@/])"
)


def _without_sign(text: str) -> Iterator[Found]:
    """An address that lost its @: "Quentin Abara (quentin.abara.example)"; what stands before it must be the name that it begins with."""
    for match in _SIGNLESS.finditer(text) if "@" in text else ():
        first = match.group("first") or match.group("other")
        if first == fold(match.group("name")) and "@" not in text[match.end() : match.end() + 48].partition("\n")[0]:
            yield Found(match.start("address"), match.end(), match.group("address"), None)


def find(text: str) -> tuple[Found, ...]:
    """Every address of a text in order, with the brackets around it, no two of them overlapping."""
    every = sorted((*_plain(text), *_spelt(text), *_without_sign(text)), key=lambda found: (found.start, -found.end))
    kept: list[Found] = []
    for found in (_unwrapped(text, each) for each in every):
        if kept and found.start == kept[-1].end and found.email and found.email == kept[-1].email:
            last = kept.pop()  # jane@acme.example<mailto:jane@acme.example>, as Outlook writes it
            kept.append(_unwrapped(text, Found(last.start, found.end, last.written, last.email)))
        elif not kept or found.start >= kept[-1].end:
            kept.append(found)
        elif found.email and not kept[-1].email and found.start <= kept[-1].start:
            kept[-1] = found
    return tuple(kept[:MOST])


def mark(text: str) -> tuple[str, tuple[Found, ...]]:
    """The text with one sign for each address, and the addresses: the sign is `chr(FIRST_MARK + place in the tuple)`."""
    found = find(text)
    pieces, done = [], 0
    for number, each in enumerate(found):
        pieces += [text[done : each.start], chr(FIRST_MARK + number)]
        done = each.end
    return "".join([*pieces, text[done:]]), found


def is_mark(sign: str) -> bool:
    """Whether a character stands for an address."""
    return len(sign) == 1 and FIRST_MARK <= ord(sign) < FIRST_MARK + MOST


_MARKS = re.compile(f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + MOST)}]")


def marks_in(text: str) -> Iterator[tuple[int, int]]:
    """Place of each sign in a marked text, and the number of its address."""
    for match in _MARKS.finditer(text):
        yield match.start(), ord(match.group()) - FIRST_MARK


def without_marks(text: str) -> str:
    """A marked text without its signs and the blanks that they leave."""
    alone = re.sub(rf",[ \t]*{_MARKS.pattern}[ \t]*,", ",", text)  # "Kofi, kofi@…, builds boats"
    bare = re.sub(r"[(\[<][ \t,;]*[)\]>]", "", _MARKS.sub("", alone))
    return re.sub(r"[ \t]+([,.;:!?)])", r"\1", re.sub(r"[ \t]{2,}", " ", bare)).strip()


def written(text: str, found: tuple[Found, ...]) -> str:
    """A marked text with its addresses as they were written."""
    return _MARKS.sub(
        lambda match: found[ord(match.group()) - FIRST_MARK].written if ord(match.group()) - FIRST_MARK < len(found) else "", text
    )
