"""The play in a terminal: a panel for each mail, the days as they pass, and a sentence between. Without a terminal, plain lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from introd.demo.cast import INTRO, named
from introd.demo.clock import local
from introd.demo.sheets import Sheet
from introd.read.reading import Kind, Reading, Said

WIDTH = 100
_INDENT = "   "
_FOLDED = "··· the letter that this answers, folded away"
_SAME = "··· the same letter, word for word"
_CUT = "\n- - -\n"
_KINDS = {
    Kind.CONVERSATION: "from the header alone, who wrote and when; never the words",
    Kind.OTHER: "words to pass on, and no order",
}
_ENOUGH = 400  # characters that two letters share at their beginning before they count as one


class Teller:
    """Writes to a rich console; only one that is a terminal gets colours and panels."""

    def __init__(self, console: Console) -> None:
        """Nothing is written yet."""
        self._console, self._day = console, ""
        self._seen: list[str] = []
        self.rich = console.is_terminal
        self._width = min(console.width, WIDTH)

    def title(self, words: str) -> None:
        """The name of a story."""
        self._print("")
        self._print(words, "bold")
        self._day = ""

    def say(self, words: str) -> None:
        """A sentence of the storyteller's."""
        if words:
            self._print("\n" + textwrap.fill(words, self._width - 2), "italic")

    def pass_to(self, moment: datetime) -> None:
        """The day and hour, where they have changed."""
        day = spoken(moment)
        if day == self._day:
            return
        self._day = day
        self._print("\n" + f"── {day} ".ljust(self._width if self.rich else 0, "─"), "bold cyan")

    def show(self, sheet: Sheet) -> None:
        """One mail: when, what to know of it, and the mail as its reader sees it."""
        self.pass_to(sheet.at)
        self.say(sheet.note)
        if self.rich:
            self._console.print(Padding(self._panel(sheet), (0, 0, 0, 0)), width=self._width)
        else:
            self._lines(sheet)
        if sheet.read:
            self._print(f"{_INDENT}introd reads: {sheet.read}", "dim")

    def end(self, words: str, *, good: bool = True) -> None:
        """The last line."""
        self._print("\n" + words, "bold green" if good else "bold red")

    def _panel(self, sheet: Sheet) -> Panel:
        head = Text()
        for name, value in fields(sheet):
            head.append(f"{name:>8}  ", "dim").append(f"{value}\n", "bold" if name == "Subject" else "")
        body = Text(self._body(sheet))
        body.highlight_regex(r"(?m)^\|.*$", "italic")
        body.highlight_regex(r"(?m)^\[introd .*$|^Sent from my .*$|^Get Outlook .*$", "dim")
        body.highlight_regex(r"(?m)^···.*$", "dim")
        parts = [head, body]
        colour = "white" if sheet.author == "introd" else named(sheet.author).colour
        return Panel(Group(*parts), title=f"{sheet.number}", title_align="right", border_style=colour, padding=(0, 1))

    def _lines(self, sheet: Sheet) -> None:
        self._print("")
        for name, value in fields(sheet):
            self._print(f"{_INDENT}{name}: {value}")
        self._print("")
        for line in self._body(sheet).splitlines():
            for piece in textwrap.wrap(line, WIDTH - len(_INDENT)) or [""]:
                self._print(f"{_INDENT}{piece}".rstrip())
        self._print("")

    def _body(self, sheet: Sheet) -> str:
        """The text as it is shown: a quote is folded away, and so is a letter that was shown already."""
        if sheet.author != "introd":
            return f"{sheet.own}\n\n{_FOLDED}" if sheet.quotes else sheet.own
        before, cut, letter = sheet.own.rpartition(_CUT)
        known = any(letter.strip()[:_ENOUGH] in seen for seen in self._seen) and len(letter) > _ENOUGH
        fold = known and (cut or sheet.own in self._seen)
        self._seen.append(sheet.own)
        return f"{before}{cut and _CUT}\n{_SAME}".lstrip() if fold else sheet.own

    def _print(self, words: str, style: str = "") -> None:
        self._console.print(Text(words, style if self.rich else ""), soft_wrap=True)


def spoken(moment: datetime) -> str:
    """A moment as people say it: `Thursday, 5 March, 09:00`."""
    here = local(moment)
    return f"{here:%A}, {here.day} {here:%B, %H:%M}"


def fields(sheet: Sheet) -> list[tuple[str, str]]:
    """The header as mail programs show it."""
    shown = [(name, _plain(sheet, name)) for name in ("From", "To", "Cc", "Subject")]
    return [(name, value) for name, value in shown if value] + [("Date", spoken(sheet.at))]


def _plain(sheet: Sheet, name: str) -> str:
    """A field for people: an address of introd's own without its secret token."""
    value = sheet.field(name)
    local_part, _, domain = INTRO.partition("@")
    if f"{local_part}+" not in value:
        return value
    return ", ".join(_short(a, domain) for a in sheet.message[name].addresses)


def _short(address: Address, domain: str) -> str:
    spec = INTRO if address.domain == domain else address.addr_spec
    return f"{address.display_name} <{spec}>" if address.display_name else spec


def understood(reading: Reading) -> str:
    """How introd understood a mail, in a line."""
    if reading.said is not None:
        return _answer(reading.said, reading.text)
    if reading.command is not None:
        return f"the order {reading.command.verb.upper().replace('_', ' ')}"
    if reading.request is not None:
        people = [p.name or p.email or "somebody" for p in reading.request.parties]
        lacks = f"; missing: {', '.join(reading.request.missing)}" if reading.request.missing else ""
        return f"a request to introduce {' and '.join(people)}{lacks}" if people else "a correction"
    return _KINDS.get(reading.kind, reading.kind.value.replace("_", " "))


def _answer(said: Said, text: str) -> str:
    more = [f"until {said.until.day} {said.until:%B}"] if said.until else []
    more += ["a question to Liz"] if said.question else []
    more += ["with words for the other"] if said.tell_them else []
    more += ["with a note for Liz"] if said.note else []
    return ", ".join([f"{said.answer.value.upper()}{_because(said.because, text)}", *more])


def _because(signs: Sequence[str], text: str) -> str:
    """The words that decided, as they stand in the mail: a sign may begin within a word."""
    shown = [f"“{_whole(sign, text)}”" for sign in signs if sign][:3]
    return f" ({', '.join(shown)})" if shown else ""


def _whole(sign: str, text: str) -> str:
    found = re.search(rf"[\w'’]*{re.escape(sign)}[\w'’]*", text, re.IGNORECASE)
    return found[0] if found else sign
