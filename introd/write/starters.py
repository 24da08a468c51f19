"""Conversation starters from what is really known of two people; where nothing is known, one open question and no horoscope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_MOST = 4
_LONGEST = 90  # characters of a topic that still reads as one
_SPLIT = re.compile(r"[,;/\n•]|\s+(?:and|und|et|y|e|&)\s+")
_LEAD = re.compile(
    r"^(?:(?:he|she|they|i|we|\w+)\s+(?:is|are|am|'s|’s)?\s*)?(?:(?:currently|also|really|now)\s+)*"
    r"(?:looking for|looking to|searching for|interested in|keen on|fond of|wants? to|would like to|"
    r"would like|hopes? to|hoping for|hoping to|wants?|needs?|loves?|likes?|enjoys?|offers?|can offer|could offer|can help with|could help with|happy to|to)"
    r"\s+(?:learn about\s+|hear about\s+)?",
    re.IGNORECASE,
)
_COMMON_TEXT = (
    "about after also and any are been but can could for from get getting has have help her him his how into its job "
    "know like look looking more need needs new now one out people some somebody someone that the their them they "
    "this time want wants who will with work working would years year your years' experience advice over just than "
    "then what when where which been being was were "
)
_COMMON = frozenset(_COMMON_TEXT.split())


@dataclass(frozen=True, slots=True)
class Starter:
    """One starter: `form` chooses the sentence, `asker` and `giver` are first names, `topic` is what it is about.

    Forms: given, shared, need, started, advice, open.
    """

    form: str
    topic: str = ""
    asker: str = ""
    giver: str = ""


def shared(one: str, two: str) -> tuple[str, ...]:
    """Interests that both name, in the words of the first; compared without case."""
    theirs = {_key(topic) for topic in _topics(two)}
    return tuple(topic for topic in _topics(one) if _key(topic) in theirs)


def starters(people: Iterable[Mapping[str, Any]], given: Iterable[str] = ()) -> tuple[Starter, ...]:
    """At most four: the introducer's own, shared interests, a need against an offer, how it began, advice; else an open question."""
    first, second = people
    found = [Starter("given", words) for words in given if words]
    found += [Starter("shared", topic) for topic in shared(first["interests"], second["interests"])[:1]]
    for asker, giver in ((first, second), (second, first)):
        found += _between(asker, giver)
    known = [*dict.fromkeys(found)]
    return tuple(known[:_MOST]) or (Starter("open"),)


def seeker(people: Iterable[Mapping[str, Any]]) -> int | None:
    """Who of the two needs something more than the other: 0 or 1, None where neither or both do."""
    first, second = people
    if bool(first["needs"]) == bool(second["needs"]):
        return None
    return 0 if first["needs"] else 1


def _between(asker: Mapping[str, Any], giver: Mapping[str, Any]) -> list[Starter]:
    need = _topic(asker["needs"])
    names = {"asker": asker["first_name"], "giver": giver["first_name"]}
    if not asker["needs"] or not all(names.values()):
        return []
    found = []
    offer = _topic(giver["offers"])
    if offer and _alike(asker["needs"], giver["offers"]):
        found.append(Starter("need", offer, **names))
    done = next((t for t in (_topics(giver["highlight"]) + _topics(giver["interests"])) if _alike(asker["needs"], t)), "")
    if done and len(done) <= _LONGEST:
        found.append(Starter("started", _topic(done) or done, **names))
    if need:
        found.append(Starter("advice", need, **names))
    return found


def _topics(text: str) -> list[str]:
    return [topic for part in _SPLIT.split(text) if (topic := _topic(part))]


def _topic(text: str) -> str:
    """A phrase fit for the middle of a sentence, or nothing: too long, several sentences, or a gap in it."""
    topic = _LEAD.sub("", text.strip().rstrip(".!?;, ").strip())
    if not topic or len(topic) > _LONGEST or "[…]" in topic or re.search(r"[.!?]\s", topic) or "\n" in topic:
        return ""
    return topic


def _key(topic: str) -> str:
    return topic.casefold().strip()


def _alike(one: str, two: str) -> bool:
    return bool(_stems(one) & _stems(two))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return {re.sub(r"(?:ing|ers?|ed|es|s|ion|ions)$", "", word)[:7] for word in words if word not in _COMMON}
