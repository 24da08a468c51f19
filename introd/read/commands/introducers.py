"""The orders of an introducer, at the top of a mail or as answers to the numbered points of a digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from introd.read.commands.courtesy import EDGES, bare, is_courteous, is_courtesy, said_in, top_of
from introd.read.commands.patterns import COMMANDS, REPLIES
from introd.read.commands.slots import REFERENCE, STATED, filled, shouts
from introd.read.commands.small import small_orders, spelled_out
from introd.read.loosely import loose_command, moved, sober
from introd.read.orders import ordered, spaced
from introd.read.reading import Command, Context, Mail
from introd.read.requests import names
from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page, Sentence, page
from introd.read.requests.when import sent_on

_LABEL = 4  # words before a colon: more are a sentence and its reason
_NUMBERED = re.compile(r"\s*(?:no\.? ?|nr\.? ?|#)?(\d{1,2})\s*[.):=-]?\s+(.{1,60})")
_CERTAIN = words("certain_replies")


def read_commands(mail: Mail, text: str, context: Context) -> tuple[Command, ...]:
    """The introducer's commands in a mail, in order; none where no sentence at its top is plainly one."""
    whole = page(spaced(text))
    numbered = numbered_replies(whole.text)
    if numbered:
        return numbered
    found: list[Command] = []
    subject = page(mail.subject)
    for source in (whole, subject) if len(top_of(whole)) == 0 or len(whole.text.split()) < 5 else (whole,):
        read = {sentence: _command(source, sentence, mail, context) for sentence in top_of(source)}
        alone = len(read) == len(said_in(source)) and all(command or is_courtesy(sentence) for sentence, command in read.items())
        for sentence, command in read.items():
            told = command is not None and command.verb in STATED and not shouts(bare(sentence.text)[0])
            if command and command not in found and (alone or not told):
                found.append(command)
        if found:
            break
    changed = moved(whole) if not found else None
    return (changed,) if changed else tuple(_with_person(command, whole, found) for command in found)


def numbered_replies(text: str) -> tuple[Command, ...]:
    """`1 nudge, 3 leave it`: answers to the numbered points of a digest; all of it must be that."""
    pieces = [piece for piece in re.split(r"[,;\n]|(?<=\w)\s+and\s+(?=\d)", text[:600]) if piece.strip(EDGES)]
    found: list[Command] = []
    for piece in pieces:
        match = _NUMBERED.fullmatch(piece.strip())
        verb = REPLIES.exact(fold(match.group(2)).strip(EDGES)) if match else None
        if match is None or verb is None:
            return tuple(found) if found and is_courteous(piece) else ()
        found.append(Command(verb, number=int(match.group(1))))
    return tuple(found)


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
    reference = REFERENCE.search(folded)
    if reference and reference.end() == len(folded):
        lead = REPLIES.exact(folded[: reference.start()].strip(EDGES))
        if lead and lead not in {"pick", "wait"}:
            return Command(lead, about=reference.group().strip("#()"))
    for piece in (*_heads(text), sentence.text.strip(EDGES)):  # at last whole: "never ask Jane again" loses its "again" above
        verb = COMMANDS.exact(fold(piece)) if len(piece.split()) > 1 else None
        if verb:
            return Command(verb)
        for name, match in COMMANDS.matches(fold(piece)):
            command = filled(name, match, piece, whole, sent, context, shouted=shouts(piece))
            if command:
                return sober(command, whole, sentence)
    return (
        ordered(whole, sentence, sent, context, mail.subject)
        or loose_command(whole, sentence, sent)
        or _in_small_letters(whole, sentence, mail, context)
    )


def _in_small_letters(whole: Page, sentence: Sentence, mail: Mail, context: Context) -> Command | None:
    """What is typed on a phone as people talk; in a mail with addresses it may be a request."""
    if whole.found:
        return None
    spelled = spelled_out(sentence.text)
    text = (spelled or sentence.text).strip(EDGES)
    for piece in dict.fromkeys((*_heads(bare(text)[0]), text)):
        again = COMMANDS.matches(fold(piece)) if spelled and spelled != sentence.text.strip() else ()
        for name, match in (*small_orders(fold(piece)), *again):
            command = filled(name, match, piece, whole, sent_on(mail), context, shouted=False)
            if command:
                return command
    return None


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


def _with_person(command: Command, whole: Page, found: list[Command]) -> Command:
    """ "Jane is on leave. Please pause her until March.": the only person named before is meant by "her"."""
    if not command.about or fold(command.about) not in words("pronoun_objects"):
        return command
    named = {run.name for run in names.runs(whole.text, 0, len(whole.text)) if not run.affiliated}
    given = {other.about for other in found if other.about and other is not command} or named
    return replace(command, about=given.pop() if len(given) == 1 else None)
