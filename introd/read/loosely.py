"""Commands in words that no pattern foresees, where the words of one sentence still leave no doubt.

"She would rather not be written to before Easter" can be said in too many ways to list. A sentence that names a person (or a reference) and
holds the right kinds of words together is a command; one kind alone never is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from introd.read.reading import Command
from introd.read.requests import names
from introd.read.requests.addresses import is_mark, marks_in, without_marks
from introd.read.requests.lexicon import fold, is_cjk, table, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.when import day

_SHORT = 5  # words of "please stop it then"
_OLD_AND_NEW = 2  # addresses
_BEFORE = 24  # characters between "new" and an address
REFERENCE = re.compile(r"\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{4,6}\b")
_NUMBERS = {fold(word): int(value) for value, phrases in table("numbers").items() for word in phrases}


def loose_command(page: Page, sentence: Sentence, sent: date | None) -> Command | None:
    """The command that the words of one sentence make certain, or None."""
    kinds = {hit.category for hit in page.of(*_KINDS, start=sentence.start, end=sentence.end)}
    about = _about(page, sentence)
    asks = "?" in sentence.text or "？" in sentence.text or "吗" in sentence.text
    if page.of("report_sure", start=sentence.start, end=sentence.end) or "how_to" in kinds:
        return None
    addresses = {page.found[ord(sign) - 0xE000].email for sign in sentence.text if is_mark(sign)} - {None}
    if "ask_list" in kinds and (asks or "list_word" in kinds):
        return Command("list")
    if "ask_hold" in kinds and not page.of("rehearse"):
        return Command("hold_all")
    if "ask_release" in kinds:
        return Command("release")
    if "unpause" in kinds and about:
        return Command("resume", about)
    if "ask_export" in kinds:
        return Command("export")
    bids = fold(sentence.text).strip().startswith(tuple(words("bidding")))
    if asks and not (bids and kinds & {"rest_word", "never_again", "do_cancel"}):
        plain = about and "supposed" not in kinds and ("ask_status" in kinds or _asks_after(page, sentence))
        return Command("status", about) if plain or "ask_open" in kinds else None
    if addresses:
        return _new_address(about, addresses, kinds)
    if "do_cancel" in kinds and ("the_intro" in kinds or REFERENCE.search(fold(sentence.text))):
        return Command("cancel", about)
    if "erase_word" in kinds and "data_word" in kinds and about:
        return Command("forget", about)
    if "take_off" in kinds and "list_word" in kinds and about:
        return Command("off", about)
    return _about_asking(page, sentence, kinds, about, sent)


def _about_asking(page: Page, sentence: Sentence, kinds: set[str], about: str | None, sent: date | None) -> Command | None:
    """How often, until when, or whether at all somebody may be asked."""
    number = _number(sentence.text)
    limited = "at_most" in kinds and bool(about) and not page.found and not page.of("ask")
    if "per_period" in kinds and number and (limited or kinds & {"contact_verb", "the_intro"}):
        return Command("cap", about, rest=_period(page, sentence), number=number)
    if not about:
        return None
    until = day(sentence.text, sent)
    if "wants_out" in kinds and ("never_again" not in kinds or until):
        return Command("pause", about, until)
    if "wants_out" in kinds:  # "she no longer wants to smoke" is no order
        return Command("off", about) if kinds & {"contact_verb", "the_intro", "list_word", "take_off", "rest_word"} else None
    if "do_cancel" in kinds and len(sentence.text.split()) <= _SHORT and set(_words(sentence)) & words("it"):
        return Command("cancel", about)
    resting = "rest_word" in kinds or ("contact_verb" in kinds and "negation" in kinds)
    if until and resting and not _begins_later(page, sentence):
        return Command("pause", about, until)
    told = page.of("told_past", "report", start=sentence.start, end=sentence.end)
    if "never_again" in kinds and not told and ("contact_verb" in kinds or "the_intro" in kinds):
        return Command("off", about)
    return (
        Command("resume", about)
        if "back_again" in kinds and not told and ("contact_verb" in kinds or "the_intro" in kinds) and "negation" not in kinds
        else None
    )


def _words(sentence: Sentence) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(sentence.text))


def _asks_after(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence asks how two people stand: "Are Ana and Tom in touch yet?"."""
    first = _words(sentence)[:1]
    two = {run.name for run in names.runs(page.text, sentence.start, sentence.end) if not run.affiliated}
    others = page.of("ask_me", "help", "report_sure", start=sentence.start, end=sentence.end)
    return bool(first and first[0] in words("question_openers") and len(two) > 1 and not others and not page.found)


def _begins_later(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence asks for an introduction of two and then says from when: "introduce them, but not before 5 December"."""
    asks = page.of("ask", start=sentence.start, end=sentence.end)
    hold = page.of("not_before", start=sentence.start, end=sentence.end)
    two = len({found.email for found in page.found if found.email}) > 1
    return bool(two and asks and hold and asks[0].start < hold[0].start)


_KINDS = (
    "how_to",
    "at_most",
    "do_cancel",
    "the_intro",
    "contact_verb",
    "never_again",
    "rest_word",
    "per_period",
    "address_word",
    "new_word",
    "ask_status",
    "ask_list",
    "ask_open",
    "ask_hold",
    "ask_release",
    "supposed",
    "wants_out",
    "unpause",
    "ask_export",
    "take_off",
    "list_word",
    "erase_word",
    "data_word",
    "negation",
    "back_again",
)


def sober(command: Command, whole: Page, sentence: Sentence) -> Command:
    """`Forget the introduction of …` calls it off, and `pause everything` pauses nobody."""
    if command.verb == "forget" and whole.of("the_intro", start=sentence.start, end=sentence.end):
        return replace(command, verb="cancel")
    holds = command.verb == "pause" and whole.of("ask_hold", start=sentence.start, end=sentence.end)
    return Command("hold_all") if holds else command


def moved(page: Page) -> Command | None:
    """A new address that takes more than one sentence: "Beth has changed her email. Old: beth@…. New: hello@…."."""
    people = {run.name for run in names.runs(page.text, 0, len(page.text)) if not run.affiliated and " " in run.name}
    addresses = [found.email for found in page.found]
    if not 0 < len(addresses) <= _OLD_AND_NEW or None in addresses or page.of("ask", "meet", "need", "reason"):
        return None
    if len(people) != 1 or not page.of("address_word") or not page.of("new_word") or "?" in page.text:
        return None
    marks = [place for place, _ in marks_in(page.text)]
    fresh = [number for number, place in enumerate(marks) if page.of("new_word", start=max(0, place - _BEFORE), end=place)]
    which = fresh[-1] if fresh else 0 if len(addresses) == 1 else None
    return None if which is None else Command("change_address", people.pop(), rest=addresses[which] or "")


def _new_address(about: str | None, addresses: set[str | None], kinds: set[str]) -> Command | None:
    if "erase_word" in kinds and "data_word" in kinds and about:
        return Command("forget", about)
    if about and len(addresses) == 1 and {"address_word", "new_word"} <= kinds:
        return Command("change_address", about, rest=next(iter(addresses)) or "")
    return None


def _about(page: Page, sentence: Sentence) -> str | None:
    """Whom or what a sentence speaks of: a reference, the names in it, or those named before."""
    reference = REFERENCE.search(fold(sentence.text))
    if reference:
        return reference.group()
    first = sentence.end - len(sentence.text.lstrip()) if sentence.text.strip() else sentence.start
    every = [
        run
        for run in names.runs(page.text, sentence.start, sentence.end)
        if run.start > first or not _is_a_verb(run.name, sentence)  # "Will they see it?", "Vedono l'indirizzo?"
    ]
    runs = [run for run in every if not run.affiliated] or every
    if not runs and (is_cjk(sentence.text) or sentence.start == page.sentences[0].start):
        return _cjk_name(sentence.text)
    earlier = runs or [run for run in names.runs(page.text, 0, sentence.start) if not run.affiliated]
    return " and ".join(dict.fromkeys(run.name for run in earlier[:2])) or None


def _is_a_verb(name: str, sentence: Sentence) -> bool:
    """Whether the first word of a sentence has its capital only since it stands there: in a question any that is no given name."""
    asks = sentence.text.rstrip().endswith("?") and " " not in name and fold(name) not in names.GIVEN
    return fold(name) in names.STOP or (asks and f"{name}," not in sentence.text and f"{name}:" not in sentence.text)


def _cjk_name(text: str) -> str | None:
    match = re.search(r"[\u30a0-\u30ff\u3400-\u9fff]{1,8}(?=さん|様|氏|先生|女士)", text)
    return match.group() if match else None


def _number(text: str) -> int | None:
    found = [int(word) if word.isdecimal() else _NUMBERS.get(word) for word in re.findall(r"[^\W_]+", fold(without_marks(text)))]
    return next((number for number in found if number and number < 100), None)


def _period(page: Page, sentence: Sentence) -> str:
    hits = page.of("per_period", start=sentence.start, end=sentence.end)
    return page.text[hits[-1].start : hits[-1].end] if hits else ""
