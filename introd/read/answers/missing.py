"""Have you heard? Have you written? What a person's own words say about a reply that may be missing.

The answers are HEARD, NO_REPLY ("not yet"), DONE and CANT. Whatever else is said there (how it went, STOP) is read as what it is.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources

from introd.read.answers.consent import consent
from introd.read.answers.followup import followup
from introd.read.reading import Answer, Said

_GAP = 40  # characters between the two halves of a phrase, at most
_WIDE = "\u2e80"  # from here on letters stand in no words: 日本語
_LONGEST = 4000


def missing(
    text: str, *, subject: str = "", sent: date | None = None, language: str | None = None, names: Set[str] = frozenset()
) -> Said:
    """Read a person's own words as the answer to "have you heard?" or "have you written?".

    The arguments are those of `consent`. CANT comes with its `reason` and with what is marked "Tell them:". Never raises.
    """
    said = followup(text, subject=subject, sent=sent, language=language, names=names, examples=False)
    if consent(text, subject=subject, sent=sent, language=language, names=names, examples=False).answer is Answer.STOP:
        return replace(said, answer=Answer.STOP)
    told = tell_them(text)
    words = _flat(_marked().sub("", text[:_LONGEST]) if told else text[:_LONGEST])
    found = _answer(words) or (_answer(_flat(subject)) if subject and not words.strip() else None)
    if found is None or (_reports(said, found[0]) and found[0] is not Answer.CANT):
        return said
    answer, because = found
    reason = " ".join(text.split())[:2000] if answer is Answer.CANT else None
    return replace(said, answer=answer, because=(because,), reason=reason, tell_them=told or said.tell_them)


def _reports(said: Said, found: Answer) -> bool:
    """Whether the words tell of a meeting. That an answer was not delivered ("não recebi resposta") is none yet, where it was asked about."""
    undelivered = found is Answer.NO_REPLY and said.kinds == ("did_not_deliver",)
    return said.answer in (Answer.POOR, Answer.GOOD, Answer.FINE) and not undelivered


def tell_them(text: str) -> str | None:
    """What a message marks for the other person with "Tell them:", to the end of that paragraph; None where nothing is marked."""
    found = _marked().search(text[:_LONGEST])
    return " ".join((found["words"] or found["inline"]).split()) if found else None


def own_fault(text: str) -> bool:
    """Whether a report speaks of the writer's own fault: "I was late and distracted. I guess I owe you one."."""
    return _patterns()["own"].search(_flat(text[:_LONGEST])) is not None


def _answer(flat: str) -> tuple[Answer, str] | None:
    order = (("cant", Answer.CANT), ("not_heard", Answer.NO_REPLY), ("done", Answer.DONE), ("heard", Answer.HEARD))
    for section, answer in order:
        match = _patterns()[section].search(flat)
        if match:
            return answer, match.group()
    for section, answer in (("yes", Answer.HEARD), ("no", Answer.NO_REPLY)):
        match = _patterns()[section].match(flat)
        if match:
            return answer, match.group()
    return None


@cache
def _phrases() -> Mapping[str, list[str]]:
    text = (resources.files("introd.read.languages") / "missing.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Each section as one pattern over folded text; phrases without letters that break words (日本語) match anywhere."""
    sections = {section: phrases for section, phrases in _phrases().items() if section not in ("others", "tell_them")}
    return {section: _pattern(section, phrases) for section, phrases in sections.items()}


def _pattern(section: str, phrases: list[str]) -> re.Pattern[str]:
    edge = r"\W*" if section in ("yes", "no") else ""
    flat = [_flat(p) for p in phrases]
    plain = "|".join(_joined(p) for p in flat if max(p) < _WIDE)
    cjk = "|".join(re.escape(p) for p in flat if max(p) >= _WIDE)
    return re.compile(rf"{edge}(?:(?<!\w)(?:{plain})(?!\w)|{cjk})")


def _joined(phrase: str) -> str:
    """A phrase as a pattern; "..." are a few words of the clause that speak of nobody else and deny nothing."""
    head, gap, tail = (part.strip() for part in phrase.partition("..."))
    if not gap:
        return re.escape(head)
    others = "|".join(re.escape(_flat(word)) for word in _phrases()["others"])
    between = rf"(?:(?!(?<!\w)(?:{others})(?!\w))[^.,;:!?]){{1,{_GAP}}}?"
    return rf"{re.escape(head)}(?!\w){between}(?<!\w){re.escape(tail)}"


@cache
def _marked() -> re.Pattern[str]:
    """What is marked for the other, over the text as it stands: from the colon to the end of the paragraph."""
    marks = [unicodedata.normalize("NFC", p) for p in _phrases()["tell_them"]]
    mark = "|".join(re.escape(p) for p in sorted(marks, key=len, reverse=True))
    below = r"(?P<words>.+(?:\n(?![ \t]*\n).+)*)"
    inline = r"(?<!\w)tell (?:them|him|her):[ \t]*(?P<inline>.+)"
    return re.compile(rf"(?im)^[ \t]*(?:{mark})[ \t]*[:：][ \t]*{below}|{inline}")


def _flat(text: str) -> str:
    """Text without case, accents and curly apostrophes, single blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not "\u0300" <= c <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", bare).replace("’", "'").split())
