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

_TELL = re.compile(
    r"(?im)^[ \t]*(?:please[ \t]+)?tell (?:them|him|her)[ \t]*:[ \t]*(?P<words>.+(?:\n(?![ \t]*\n).+)*)|\btell (?:them|him|her):[ \t]*(?P<inline>.+)"
)
_OWN = re.compile(
    r"\bI(?:'m| am| was| came| arrived| left| had to| forgot| missed| did ?n[o']t| could ?n[o']t)\b(?:(?!\b(?:s?he|they|you|it|that|while|because|was|were|came|arrived)\b)[^.,;:!?\n]){0,40}\b"
    r"(?:late|distracted|rude|busy|leave|left|early|forgot|show|make it|prepared|attention|my best)\b|\bmy (?:fault|bad|mistake)\b"
    r"|\bI (?:forgot|missed|stood)\b|\bowe (?:you|him|her|them) one\b",
    re.IGNORECASE,
)
_LONGEST = 4000


def missing(
    text: str, *, subject: str = "", sent: date | None = None, language: str | None = None, names: Set[str] = frozenset()
) -> Said:
    """Read a person's own words as the answer to "have you heard?" or "have you written?".

    The arguments are those of `consent`. CANT comes with its `reason` and with what is marked "Tell them:". Never raises.
    """
    said = followup(text, subject=subject, sent=sent, language=language, names=names)
    if consent(text, subject=subject, sent=sent, language=language, names=names).answer is Answer.STOP:
        return replace(said, answer=Answer.STOP)
    told = tell_them(text)
    words = _flat(_TELL.sub("", text[:_LONGEST]) if told else text[:_LONGEST])
    found = _answer(words) or (_answer(_flat(subject)) if subject and not words.strip() else None)
    if found is None or (said.answer in (Answer.POOR, Answer.GOOD, Answer.FINE) and found[0] is not Answer.CANT):
        return said
    answer, because = found
    reason = " ".join(text.split())[:2000] if answer is Answer.CANT else None
    return replace(said, answer=answer, because=(because,), reason=reason, tell_them=told or said.tell_them)


def tell_them(text: str) -> str | None:
    """What a message marks for the other person with "Tell them:", to the end of that paragraph; None where nothing is marked."""
    found = _TELL.search(text[:_LONGEST])
    return " ".join((found["words"] or found["inline"]).split()) if found else None


def own_fault(text: str) -> bool:
    """Whether a report speaks of the writer's own fault: "I was late and distracted. I guess I owe you one."."""
    return _OWN.search(text[:_LONGEST].replace("’", "'")) is not None


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
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Each section as one pattern over folded text; phrases without letters that break words (日本語) match anywhere."""
    text = (resources.files("introd.read.languages") / "missing.toml").read_text("utf-8")
    return {section: _pattern(section, phrases) for section, phrases in tomllib.loads(text).items()}


def _pattern(section: str, phrases: list[str]) -> re.Pattern[str]:
    edge = r"\W*" if section in ("yes", "no") else ""
    plain = "|".join(re.escape(_flat(p)) for p in phrases if p.isascii())
    cjk = "|".join(re.escape(_flat(p)) for p in phrases if not p.isascii())
    return re.compile(rf"{edge}(?:(?<!\w)(?:{plain})(?!\w)|{cjk})")


def _flat(text: str) -> str:
    """Text without case, accents and curly apostrophes, single blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not "\u0300" <= c <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", bare).replace("’", "'").split())
