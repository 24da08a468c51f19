"""The two names of a subject: `Intro: Jane <> Jason`, `Jane Roe x Jason Poe`, `Vorstellung Jane und Jason`."""

from __future__ import annotations

import re

from introd.read.requests import names
from introd.read.requests.forwarded import bare_subject
from introd.read.requests.lexicon import PHRASES, fold

_BETWEEN = re.compile(
    r"\s*(?:<-*>|<=*>|↔|⇄|<->|⟷|🤝|×)\s*|\s+(?:[xX&+/|]|-|–|—|->|→|meets|meet)\s+|(?<=\w)/(?=\w)|(?<=\w)\+(?=\w)"
)
_TAIL = re.compile(r"\s*(?:\(|,|;|:|\s[-–—]\s|\bre\b|\babout\b|\bfor\b|\bregarding\b|\?|!).*$", re.I)


def _words() -> re.Pattern[str]:
    """The words that stand between two names, in any language."""
    known = sorted(
        (word for word in names.CONNECTORS if word.isalpha() and len(word) > 0 and word not in {"x", "for"}),
        key=len,
        reverse=True,
    )
    return re.compile(
        r"\s+(?:" + "|".join(map(re.escape, known)) + r")\s+|(?<=[\u3040-\u9fff])(?:さんと|と|和|与)(?=[\u3040-\u9fff])", re.I
    )


_WORDS = _words()


def pair(subject: str) -> tuple[str, ...]:
    """The names of two people in a subject, or nothing."""
    whole = bare_subject(subject[:300])
    rest = _without_announcement(whole)
    for pattern in (_BETWEEN, _WORDS) if rest != whole else (_BETWEEN,):
        sides = [side for side in pattern.split(rest) if side]
        if len(sides) in {2, 3}:
            both = [_name(side, last=number == len(sides) - 1) for number, side in enumerate(sides)]
            if len(sides) == 3 and not both[2]:
                both = both[:2]
            if all(both):
                return tuple(both)
    return ()


def _without_announcement(subject: str) -> str:
    """Without "Intro:", "Introduction request for" and the like at the beginning."""
    head, colon, tail = subject.partition(":")
    if colon and len(head) < 40 and tail.strip() and not names.is_name(head):
        return tail.strip()
    hits = [hit for hit in PHRASES.scan(fold(subject)) if hit.category in {"ask", "subject_lead"} and hit.start < 12]
    end = max((hit.end for hit in hits), default=0)
    rest = subject[end:].strip(" :-–—") if end else subject
    lead = (
        re.match(
            r"(?:request|for|between|of|von|zwischen|entre|tra|fra|tussen|mellan|de|pour|para|voor|anfrage|für)\s+", rest, re.I
        )
        if end
        else None
    )
    return rest[lead.end() :] if lead else rest


def _name(side: str, *, last: bool) -> str:
    """A side of the subject as a name, or nothing."""
    bare = _TAIL.sub("", side) if last or "(" in side or "," in side else side
    words = bare.strip(" \"'.").split()
    return names.clean(bare) if 0 < len(words) <= 5 and names.is_name(bare) else ""
