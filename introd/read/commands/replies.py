"""A short answer of an introducer in the thread of a case: GO, "yes, send it", WAIT."""

from __future__ import annotations

import re
from datetime import date

from introd.read.commands.courtesy import EDGES, bare, top_of
from introd.read.commands.patterns import REPLIES
from introd.read.commands.slots import number_of, until_of
from introd.read.reading import Command, Mail
from introd.read.requests import names
from introd.read.requests.lexicon import fold
from introd.read.requests.page import page
from introd.read.requests.when import sent_on


def read_reply(mail: Mail, text: str) -> Command | None:
    """A short answer in the introducer's own thread: GO, "yes, send it", OVERRIDE, WAIT, LEAVE IT; None where it is anything else."""
    whole = page(text)
    for sentence in top_of(whole)[:1]:
        for piece in (sentence.text, bare(sentence.text)[0]):
            folded = fold(piece.strip(EDGES)) or piece.strip()
            verb = REPLIES.exact(folded) or _in_unison(folded)
            if verb:
                return Command(verb, rest=whole.text[sentence.end :].strip())
            for name, match in REPLIES.matches(folded):
                filled = _reply_slots(name, match, piece.strip(EDGES), sent_on(mail))
                if filled:
                    return filled
    return None


def _in_unison(folded: str) -> str | None:
    """The verb of "no, don't send it": every piece between commas says the same."""
    verbs = {REPLIES.exact(piece.strip(EDGES)) for piece in re.split(r"[,;–—]", folded)}
    return verbs.pop() if len(verbs) == 1 else None


def _reply_slots(verb: str, match: re.Match[str], text: str, sent: date | None) -> Command | None:
    slots = {key: text[match.start(key) : match.end(key)] for key in match.groupdict()}
    number = number_of(slots["n"]) if "n" in slots else None
    until = until_of(slots["date"], sent) if "date" in slots else None
    if ("n" in slots and number is None) or ("date" in slots and until is None):
        return None
    if "x" in slots and not names.is_name(slots["x"]):
        return None
    return Command(verb, slots.get("x"), until, slots.get("date", ""), number)
