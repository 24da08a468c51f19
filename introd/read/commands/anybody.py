"""What anybody may order for themselves: MY DATA, CORRECT, PAUSE, STOP, START, FORGET ME, HELP."""

from __future__ import annotations

import re
from datetime import date

from introd.read.commands.courtesy import EDGES, bare, top_of
from introd.read.commands.patterns import ANYBODY
from introd.read.commands.slots import spelt, until_of
from introd.read.reading import Command, Mail
from introd.read.requests.lexicon import fold
from introd.read.requests.page import Page, page
from introd.read.requests.when import sent_on

_JUDGES = re.compile(
    r"[Cc]orrect\b(?!\s*:|\s+(?:my|the|our|this|that|me|data)\b)"
)  # French "Correct sans plus"; the order is CORRECT


def read_anybody(mail: Mail, text: str) -> Command | None:
    """MY DATA, CORRECT, PAUSE, STOP, START, FORGET ME and HELP by anybody, for themselves; None where no sentence is plainly one."""
    whole = page(text)
    sentences = top_of(whole) or top_of(page(mail.subject))
    for sentence in (sentence for sentence in sentences[:2] if ANYBODY.may_match(fold(sentence.text))):
        for piece in (sentence.text.strip(EDGES), bare(sentence.text)[0]):
            folded = fold(piece) or piece
            if _JUDGES.match(piece):
                continue
            verb = ANYBODY.exact(folded)
            if verb:
                return Command(verb, rest=whole.text[sentence.end :].strip() if verb == "correct" else "")
            for name, match in ANYBODY.matches(folded):
                filled = _own_slots(name, match, piece, sent_on(mail), whole)
                if filled:
                    return filled
    return None


def _own_slots(verb: str, match: re.Match[str], text: str, sent: date | None, whole: Page) -> Command | None:
    slots = {key: text[match.start(key) : match.end(key)] for key in match.groupdict()}
    until = until_of(slots["date"], sent) if "date" in slots else None
    if "date" in slots and until is None:
        return None
    return Command(verb, until=until, rest=spelt(slots.get("y") or slots.get("date", ""), whole))
