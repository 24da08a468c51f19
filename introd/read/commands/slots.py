"""What may stand in the slots of a pattern: whom an order is about, a number, a day, an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from introd.read import pairs
from introd.read.commands.courtesy import EDGES
from introd.read.commands.patterns import WORD
from introd.read.reading import Command, Context
from introd.read.requests import names
from introd.read.requests.addresses import is_mark, written
from introd.read.requests.lexicon import fold, is_cjk, table, words
from introd.read.requests.page import Page
from introd.read.requests.when import day

STATED = frozenset({"know", "strangers", "may_meet", "old_friend", "new_acquaintance", "repaid"})
"""What is said of people as often as ordered ("Jane is an old friend"): an order in capitals, or of people on the list and alone in a mail."""
REFERENCE = re.compile(r"[#(]?\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{4,8}\b\)?")
_OF_AN_ADDRESS = frozenset({"change_address", "not_theirs"})
_FULL_NAME = 2  # words
_PAIR = 2
_AND = re.compile(r"\s*[/+&]\s*|\s+(?:and|with|w|n)\s+")  # "pinnock n jess"
_NUMBER_WORDS = {
    fold(word): number
    for word, number in ((phrase, int(value)) for value, phrases in table("numbers").items() for phrase in phrases)
}


def shouts(text: str) -> bool:
    """Whether the command's own word stands in capitals: PAUSE jane."""
    first = WORD.match(text)
    return bool(first and len(first.group()) > 1 and first.group().isupper())


def filled(
    verb: str, match: re.Match[str], text: str, whole: Page, sent: date | None, context: Context, *, shouted: bool
) -> Command | None:
    """The command with what stands in the slots, or None where that is no person, number or date."""
    slots = {key: text[match.start(key) : match.end(key)] for key in match.groupdict()}
    about = slots.get("x", "").strip(EDGES + "'")
    people = _people(verb, about, slots)
    if verb in STATED and not shouted and not all(pairs.is_on_the_list(one, context) for one in people):
        return None
    if len(people) != 1:
        fit = people and all(pairs.is_one(one, context, shouted=shouted) for one in people)
        return Command(verb, spelt(people[0], whole), rest=spelt(people[1], whole)) if fit else None
    number = number_of(slots["n"]) if "n" in slots else None
    until = until_of(slots["date"], sent) if "date" in slots else None
    rest = (slots.get("y") or slots.get("date") or "").strip(" \t")
    plain = _typed_small(about, text, shouted=shouted) or _plausible(verb, about, context, shouted=shouted)
    if ("n" in slots and number is None) or ("x" in slots and not plain):
        return None
    if verb in _OF_AN_ADDRESS and not any(is_mark(sign) for sign in rest):
        return None
    return Command(verb, spelt(about, whole) or None, until, spelt(rest, whole), number)


def _people(verb: str, about: str, slots: Mapping[str, str]) -> tuple[str, ...]:
    """Whom an order is about: one, or two."""
    other = slots.get("z", "").strip(EDGES + "'")
    two = pairs.two_of(about, other) if other or verb in {*pairs.PAIRED, "repaid"} else ()
    return two if two or verb in pairs.PAIRED else (about,)


def spelt(text: str, whole: Page) -> str:
    """With addresses in place of their signs, the name kept only where it stands alone."""
    return written(text, whole.found).strip()


def until_of(text: str, sent: date | None) -> date | None:
    """The day that "until …" means: a month alone is its first day."""
    return day(f"until {text}", sent) or day(text, sent)


def number_of(text: str) -> int | None:
    """A number in figures or in words; None where it is none."""
    folded = fold(text.strip(EDGES))
    if folded.isdecimal():
        return int(folded)
    return _NUMBER_WORDS.get(folded) or next(
        (number for word, number in _NUMBER_WORDS.items() if folded.split(" ")[0] == word), None
    )


def _typed_small(about: str, text: str, *, shouted: bool) -> bool:
    """Whether an order has no capitals at all and speaks of one or two words that no list knows: "pause tom hale til march"."""
    known = names.STOP | words("pronoun_objects") | words("connectors")
    people = [person.split() for person in _AND.split(about)]
    return (
        not shouted
        and text.islower()
        and len(people) <= _PAIR
        and all(0 < len(person) <= _FULL_NAME for person in people)
        and all(piece.isalpha() and piece not in known for person in people for piece in person)
    )


def _plausible(verb: str, about: str, context: Context, *, shouted: bool) -> bool:
    """Whether what a command speaks of can be a person, two people, a reference or an address."""
    if verb in {"status", "export"} and len(about.split()) <= 8:
        return True
    if any(is_mark(sign) for sign in about) or REFERENCE.fullmatch(fold(about)):
        return len(about.split()) <= 8
    if fold(about) in words("pronoun_objects") or shouted:
        return len(about.split()) <= 6
    if any(fold(about) in names.tokens_of(person.name) for person in context.known):
        return True
    pieces = [piece for piece in re.split(r"\s*(?:,|&|/|<>)\s*|\s+", about) if piece]
    joined = words("connectors") | names.PARTICLES | names.TITLES | words("filler_names")
    return (
        0 < len(pieces) <= 8
        and (is_cjk(about) or all(names.is_name_word(piece) or fold(piece).strip(".") in joined for piece in pieces))
        and any(piece[0].isupper() or is_cjk(piece) for piece in pieces)
        and fold(about) not in words("first_person") | words("self")
    )
