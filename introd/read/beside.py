"""Orders about people that stand beside a request: `APART Ann, Jason` below "please introduce Ann and Bob".

They are for the daemon alone: what is left of the mail is the request, and no letter has them.
"""

from __future__ import annotations

from dataclasses import replace

from introd.read.commands import COMMANDS, read_commands
from introd.read.reading import Command, Context, Mail
from introd.read.requests.addresses import FIRST_MARK, is_mark, written
from introd.read.requests.lexicon import fold
from introd.read.requests.page import Page, Sentence, page

_VERBS = frozenset(
    {
        "apart", "may_meet", "know", "strangers", "old_friend", "new_acquaintance", "repaid", "rest", "note", "off", "cap", "pause",
        "resume",
    }
)  # fmt: skip
_FIRST = frozenset("APART MAY KNOW KNOWS STRANGERS OLD NEW REPAID REST NOTE OFF CAP PAUSE RESUME".split())  # noqa: SIM905
_MOST = 40  # sentences that are looked at


def without_orders(mail: Mail, text: str, context: Context) -> tuple[str, tuple[Command, ...]]:
    """The text without the orders in it, and these: in capitals, or that two are never to be introduced. A text all in capitals has none."""
    if text.isupper():
        return text, ()
    whole, alone = page(text), replace(mail, subject="")
    found = {sentence: command for sentence in whole.sentences[:_MOST] if (command := _order(whole, sentence, alone, context))}
    return (_rest(whole, tuple(found)), tuple(found.values())) if found else (text, ())


def _order(whole: Page, sentence: Sentence, mail: Mail, context: Context) -> Command | None:
    if not COMMANDS.may_match(fold(sentence.text)):
        return None
    commands = read_commands(mail, written(sentence.text, whole.found), context)
    if len(commands) != 1 or commands[0].verb not in _VERBS:
        return None
    first = sentence.text.split()[0].strip(":*-•>")
    return commands[0] if first in _FIRST or commands[0].verb == "apart" else None


def _rest(whole: Page, cut: tuple[Sentence, ...]) -> str:
    """What is left, each address as it was."""
    kept, at = "", 0
    for sentence in cut:
        kept, at = kept + whole.text[at : sentence.start], sentence.end
    kept += whole.text[at:]
    return "".join(_address(whole, ord(sign) - FIRST_MARK) if is_mark(sign) else sign for sign in kept)


def _address(whole: Page, number: int) -> str:
    found = whole.found[number] if number < len(whole.found) else None
    return f"<{found.email or found.written}>" if found else ""
