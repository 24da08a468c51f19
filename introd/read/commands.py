"""Instructions to the daemon in plain words: STATUS, PAUSE Jane until March, "never ask Bob again".

A command must be unmistakable: a whole sentence has to match one of the patterns of the data files, so that a request in which "stop" or
"cancel" occurs stays a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from introd.read import pairs
from introd.read.loosely import loose_command, moved, sober
from introd.read.orders import ordered, spaced
from introd.read.reading import Command, Context, Mail
from introd.read.requests import names
from introd.read.requests.addresses import is_mark, written
from introd.read.requests.lexicon import fold, is_cjk, table, words
from introd.read.requests.page import Page, Sentence, page
from introd.read.requests.when import day, sent_on

LONGEST_COMMAND = 300  # characters of one sentence
FIRST_SENTENCES = 4  # a command stands at the top
_FULL_NAME = 2  # words
_LABEL = 4  # words before a colon: more are a sentence and its reason
_SLOT = {
    "{x}": r"(?P<x>.{1,80}?)",
    "{n}": r"(?P<n>[^\s]{1,12}(?: times?| mal)?)",
    "{date}": r"(?P<date>.{1,60})",
    "{y}": r"(?P<y>.{1,400})",
    "{z}": r"(?P<z>.{1,80}?)",
}
_REFERENCE = re.compile(r"[#(]?\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{4,8}\b\)?")
_NUMBERED = re.compile(r"\s*(?:no\.? ?|nr\.? ?|#)?(\d{1,2})\s*[.):=-]?\s+(.{1,60})")
_WORD = re.compile(r"[^\W_]+")
_JUDGES = re.compile(
    r"[Cc]orrect\b(?!\s*:|\s+(?:my|the|our|this|that|me|data)\b)"
)  # French "Correct sans plus"; the order is CORRECT
_EDGES = ' \t\n.!¡¿,;:?。！？、，*_"“”„-–—•>()'


class Patterns:
    """The patterns of one table of a data file, found by their first fixed word."""

    def __init__(self, verbs: Mapping[str, Iterable[str]]) -> None:
        """`verbs`: verb to its patterns, folded."""
        self._exact: dict[str, str] = {}
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        self._by_sign: list[tuple[str, str]] = []
        self._telling: set[str] = set()  # the longest word of each pattern
        for verb, patterns in verbs.items():
            for pattern in patterns:
                self._add(verb, pattern)

    def _add(self, verb: str, pattern: str) -> None:
        fixed = _WORD.findall(re.sub(r"\{\w+\}", " ", pattern))
        self._telling.add(max(fixed, key=len, default=""))
        if "{" not in pattern:
            self._exact.setdefault(pattern.strip(_EDGES) or pattern, verb)
            return
        word = fixed[0] if fixed else ""
        if not word or is_cjk(pattern):
            self._by_sign.append((verb, pattern))
        else:
            self._by_word.setdefault(word, []).append((verb, pattern))

    def may_match(self, folded: str) -> bool:
        """False where no sentence of a folded text can fit a pattern: of none the longest word stands there."""
        said = _WORD.findall(folded)
        return not said or is_cjk(folded) or not self._telling.isdisjoint(said)

    def exact(self, folded: str) -> str | None:
        """The verb of a sentence that is nothing but a pattern without slots."""
        return self._exact.get(folded)

    def matches(self, folded: str) -> Iterator[tuple[str, re.Match[str]]]:
        """(verb, match) of the patterns with slots that a whole sentence fits, the most fixed words first."""
        near = [
            pair
            for word in dict.fromkeys(match.group() for match in _WORD.finditer(folded))
            for pair in self._by_word.get(word, ())
        ]
        for verb, pattern in sorted(
            [*near, *(self._by_sign if is_cjk(folded) else ())], key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[1]))
        ):
            match = _compiled(pattern).fullmatch(folded)
            if match:
                yield verb, match


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{(?:x|n|date|y|z)\})", pattern)
    return re.compile("".join(_SLOT.get(piece, re.escape(piece)) for piece in pieces))


COMMANDS = Patterns(table("commands"))
REPLIES = Patterns(table("replies"))
ANYBODY = Patterns(table("anybody"))
STATED = frozenset({"know", "strangers", "may_meet", "old_friend", "new_acquaintance", "repaid"})
"""What is said of people as often as ordered ("Jane is an old friend"): an order in capitals, or of people on the list and alone in a mail."""
_OF_AN_ADDRESS = frozenset({"change_address", "not_theirs"})

_COURTEOUS = (*words("greeting"), *words("closing"))
_CERTAIN = words("certain_replies")
_POLITE = tuple(sorted(words("politeness"), key=len, reverse=True))
_NUMBER_WORDS = {
    fold(word): number
    for word, number in ((phrase, int(value)) for value, phrases in table("numbers").items() for phrase in phrases)
}


def bare(sentence: str) -> tuple[str, int]:
    """A sentence without "please", "hi introd," and "thanks" around it, and where what is left begins; no more of it than a command has."""
    sentence = sentence[:LONGEST_COMMAND]
    start = len(sentence) - len(sentence.lstrip(_EDGES))
    text = sentence.strip(_EDGES)
    folded = fold(text)
    changed = True
    while changed:
        changed = False
        for polite in _POLITE if folded.startswith(_POLITE) else ():
            after = folded[len(polite) : len(polite) + 1]
            if (
                folded.startswith(polite)
                and len(folded) > len(polite)
                and (is_cjk(polite) or (not after.isalnum() and after != "'"))
            ):
                rest = text[len(polite) :]
                cut = len(polite) + len(rest) - len(rest.lstrip(_EDGES))
                start, text, folded, changed = start + cut, text[cut:], folded[cut:], True
                break
        for polite in _POLITE if folded.endswith(_POLITE) else ():
            if (
                folded.endswith(polite)
                and len(folded) > len(polite)
                and (is_cjk(polite) or not folded[-len(polite) - 1].isalnum())
            ):
                text = text[: -len(polite)].rstrip(_EDGES)
                folded, changed = fold(text), True
                break
    return text, start


def read_commands(mail: Mail, text: str, context: Context) -> tuple[Command, ...]:
    """The introducer's commands in a mail, in order; none where no sentence at its top is plainly one."""
    whole = page(spaced(text))
    numbered = _numbered(whole.text)
    if numbered:
        return numbered
    found: list[Command] = []
    subject = page(mail.subject)
    for source in (whole, subject) if len(_top(whole)) == 0 or len(whole.text.split()) < 5 else (whole,):
        read = {sentence: _command(source, sentence, mail, context) for sentence in _top(source)}
        alone = len(read) == len(_said(source)) and all(command or _is_courtesy(sentence) for sentence, command in read.items())
        for sentence, command in read.items():
            told = command is not None and command.verb in STATED and not _shouts(bare(sentence.text)[0])
            if command and command not in found and (alone or not told):
                found.append(command)
        if found:
            break
    changed = moved(whole) if not found else None
    return (changed,) if changed else tuple(_with_person(command, whole, found) for command in found)


def _said(whole: Page) -> list[Sentence]:
    return [sentence for sentence in whole.sentences if sentence.text.strip(_EDGES)]


def _top(whole: Page) -> list[Sentence]:
    return _said(whole)[:FIRST_SENTENCES]


def _is_courtesy(sentence: Sentence) -> bool:
    """A greeting, a farewell or a name below it."""
    folded = fold(sentence.text.strip(_EDGES))
    return len(folded.split()) <= 2 or (len(folded) < 60 and any(folded.startswith(f"{word} ") for word in _COURTEOUS))


def _numbered(text: str) -> tuple[Command, ...]:
    """`1 nudge, 3 leave it`: answers to the numbered points of a digest; all of it must be that."""
    pieces = [piece for piece in re.split(r"[,;\n]|(?<=\w)\s+and\s+(?=\d)", text[:600]) if piece.strip(_EDGES)]
    found: list[Command] = []
    for piece in pieces:
        match = _NUMBERED.fullmatch(piece.strip())
        verb = REPLIES.exact(fold(match.group(2)).strip(_EDGES)) if match else None
        if match is None or verb is None:
            return tuple(found) if found and _is_courteous(piece) else ()
        found.append(Command(verb, number=int(match.group(1))))
    return tuple(found)


def _is_courteous(piece: str) -> bool:
    return fold(piece.strip(_EDGES)) in words("closing") or len(piece.split()) <= 2


def _command(whole: Page, sentence: Sentence, mail: Mail, context: Context) -> Command | None:
    """One sentence as a command."""
    sent = sent_on(mail)
    text, _start = bare(sentence.text)
    folded = fold(text)
    verb = COMMANDS.exact(folded)
    if verb:
        return Command(verb)
    if folded in _CERTAIN:
        return Command(REPLIES.exact(folded) or folded)
    reference = _REFERENCE.search(folded)
    if reference and reference.end() == len(folded):
        lead = REPLIES.exact(folded[: reference.start()].strip(_EDGES))
        if lead and lead not in {"pick", "wait"}:
            return Command(lead, about=reference.group().strip("#()"))
    for piece in (*_heads(text), sentence.text.strip(_EDGES)):  # at last whole: "never ask Jane again" loses its "again" above
        verb = COMMANDS.exact(fold(piece)) if len(piece.split()) > 1 else None
        if verb:
            return Command(verb)
        for name, match in COMMANDS.matches(fold(piece)):
            command = _filled(name, match, piece, whole, sent, context, shouted=_shouts(piece))
            if command:
                return sober(command, whole, sentence)
    return ordered(whole, sentence, sent, context, mail.subject) or loose_command(whole, sentence, sent)


def _heads(text: str) -> Iterator[str]:
    """A sentence, and its beginnings up to a comma, a bracket or a reason: "Cancel k3x9, the conference is off"."""
    yield text
    cuts = [
        match.start()
        for match in re.finditer(
            r"\s*[,;(]\s|\s[-–—]\s|，|、|\s+(?:because|since|as|weil|da|denn|parce|car|porque|perché|omdat|want|eftersom|bo|ponieważ)\s",
            text,
        )
    ]
    for cut in reversed(cuts[:6]):
        head = bare(text[:cut])[0]
        if head:
            yield head
    reason = text.find(": ")
    if len(text[:reason].split()) > _LABEL:
        yield text[:reason]


def _shouts(text: str) -> bool:
    """Whether the command's own word stands in capitals: PAUSE jane."""
    first = _WORD.match(text)
    return bool(first and len(first.group()) > 1 and first.group().isupper())


def _filled(
    verb: str, match: re.Match[str], text: str, whole: Page, sent: date | None, context: Context, *, shouted: bool
) -> Command | None:
    """The command with what stands in the slots, or None where that is no person, number or date."""
    slots = {key: text[match.start(key) : match.end(key)] for key in match.groupdict()}
    about = slots.get("x", "").strip(_EDGES + "'")
    people = _people(verb, about, slots)
    if verb in STATED and not shouted and not all(pairs.is_on_the_list(one, context) for one in people):
        return None
    if len(people) != 1:
        fit = people and all(pairs.is_one(one, context, shouted=shouted) for one in people)
        return Command(verb, _spelt(people[0], whole), rest=_spelt(people[1], whole)) if fit else None
    number = _number(slots["n"]) if "n" in slots else None
    until = _until(slots["date"], sent) if "date" in slots else None
    rest = (slots.get("y") or slots.get("date") or "").strip(" \t")
    plain = _typed_small(about, text, shouted=shouted) or _plausible(verb, about, context, shouted=shouted)
    if ("n" in slots and number is None) or ("x" in slots and not plain):
        return None
    if verb in _OF_AN_ADDRESS and not any(is_mark(sign) for sign in rest):
        return None
    return Command(verb, _spelt(about, whole) or None, until, _spelt(rest, whole), number)


def _people(verb: str, about: str, slots: Mapping[str, str]) -> tuple[str, ...]:
    """Whom an order is about: one, or two."""
    other = slots.get("z", "").strip(_EDGES + "'")
    two = pairs.two_of(about, other) if other or verb in {*pairs.PAIRED, "repaid"} else ()
    return two if two or verb in pairs.PAIRED else (about,)


def _spelt(text: str, whole: Page) -> str:
    """With addresses in place of their signs, the name kept only where it stands alone."""
    return written(text, whole.found).strip()


def _until(text: str, sent: date | None) -> date | None:
    """The day that "until …" means: a month alone is its first day."""
    return day(f"until {text}", sent) or day(text, sent)


def _number(text: str) -> int | None:
    folded = fold(text.strip(_EDGES))
    if folded.isdecimal():
        return int(folded)
    return _NUMBER_WORDS.get(folded) or next(
        (number for word, number in _NUMBER_WORDS.items() if folded.split(" ")[0] == word), None
    )


def _typed_small(about: str, text: str, *, shouted: bool) -> bool:
    """Whether an order has no capitals at all and speaks of one or two words that no list knows: "pause tom hale til march"."""
    pieces = about.split()
    known = names.STOP | words("pronoun_objects") | words("connectors")
    return (
        not shouted
        and text.islower()
        and 0 < len(pieces) <= _FULL_NAME
        and all(piece.isalpha() and piece not in known for piece in pieces)
    )


def _plausible(verb: str, about: str, context: Context, *, shouted: bool) -> bool:
    """Whether what a command speaks of can be a person, two people, a reference or an address."""
    if verb in {"status", "export"} and len(about.split()) <= 8:
        return True
    if any(is_mark(sign) for sign in about) or _REFERENCE.fullmatch(fold(about)):
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


def _with_person(command: Command, whole: Page, found: list[Command]) -> Command:
    """ "Jane is on leave. Please pause her until March.": the only person named before is meant by "her"."""
    if not command.about or fold(command.about) not in words("pronoun_objects"):
        return command
    named = {run.name for run in names.runs(whole.text, 0, len(whole.text)) if not run.affiliated}
    given = {other.about for other in found if other.about and other is not command} or named
    return replace(command, about=given.pop() if len(given) == 1 else None)


def read_reply(mail: Mail, text: str) -> Command | None:
    """A short answer in the introducer's own thread: GO, "yes, send it", OVERRIDE, WAIT, LEAVE IT; None where it is anything else."""
    whole = page(text)
    for sentence in _top(whole)[:1]:
        for piece in (sentence.text, bare(sentence.text)[0]):
            folded = fold(piece.strip(_EDGES)) or piece.strip()
            verb = REPLIES.exact(folded) or _in_unison(folded)
            if verb:
                return Command(verb, rest=whole.text[sentence.end :].strip())
            for name, match in REPLIES.matches(folded):
                filled = _reply_slots(name, match, piece.strip(_EDGES), sent_on(mail))
                if filled:
                    return filled
    return None


def _in_unison(folded: str) -> str | None:
    """The verb of "no, don't send it": every piece between commas says the same."""
    verbs = {REPLIES.exact(piece.strip(_EDGES)) for piece in re.split(r"[,;–—]", folded)}
    return verbs.pop() if len(verbs) == 1 else None


def _reply_slots(verb: str, match: re.Match[str], text: str, sent: date | None) -> Command | None:
    slots = {key: text[match.start(key) : match.end(key)] for key in match.groupdict()}
    number = _number(slots["n"]) if "n" in slots else None
    until = _until(slots["date"], sent) if "date" in slots else None
    if ("n" in slots and number is None) or ("date" in slots and until is None):
        return None
    if "x" in slots and not names.is_name(slots["x"]):
        return None
    return Command(verb, slots.get("x"), until, slots.get("date", ""), number)


def read_anybody(mail: Mail, text: str) -> Command | None:
    """MY DATA, CORRECT, PAUSE, STOP, START, FORGET ME and HELP by anybody, for themselves; None where no sentence is plainly one."""
    whole = page(text)
    sentences = _top(whole) or _top(page(mail.subject))
    for sentence in (sentence for sentence in sentences[:2] if ANYBODY.may_match(fold(sentence.text))):
        for piece in (sentence.text.strip(_EDGES), bare(sentence.text)[0]):
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
    until = _until(slots["date"], sent) if "date" in slots else None
    if "date" in slots and until is None:
        return None
    return Command(verb, until=until, rest=_spelt(slots.get("y") or slots.get("date", ""), whole))
