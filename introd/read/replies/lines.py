"""A body made ready for reading line by line: capped, and cleared of what is invisible."""

from __future__ import annotations

import re
from typing import NamedTuple

from introd.read.replies.phrases import header_role

MOST_CHARACTERS = 64 * 1024
MOST_LINES = 400
LONGEST_LINE = 4500  # more than is read as an answer, so that what is cut off is never taken for all that was said
CUT = (
    "\ue002"  # a line of its own: the HTML says that a quoted message begins here (from the private use area, removed from input)
)

_BLANK_RUNS = re.compile(r"\n[ \t\n]*\n")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_INVISIBLE = re.compile(r"[\u1427\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_QUOTE = re.compile(r"[ ]{0,4}(?:[A-ZÀ-ÞА-Я]{1,3}(?=>(?:[ ]|$)))?(?:[>＞][ ]?)+")  # The Bat! puts the initials before it: "LR> "


class Line(NamedTuple):
    """One line: as written, folded for comparing, how deep it is quoted with `>`, and which header field it looks like."""

    text: str
    folded: str
    depth: int
    role: str | None  # from, sent, to, cc, subject

    @property
    def blank(self) -> bool:
        """Nothing stands on it, but for `>`."""
        return not self.folded


def clean(text: str) -> str:
    """The text with plain spaces and line ends, without invisible characters; blank runs are one blank line. Linear, and capped."""
    text = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("&nbsp;", " ")  # QQ writes it into plain text
    if not text.isascii():
        text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return _BLANK_RUNS.sub("\n\n", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def lines_of(text: str) -> list[Line]:
    """The lines of a cleaned text, at most `MOST_LINES` of them: what stands below is quote in any mail that people write."""
    return [line_of(line[:LONGEST_LINE].rstrip()) for line in text.split("\n", MOST_LINES)[:MOST_LINES]]


def line_of(text: str) -> Line:
    """One line, with its `>` counted and taken off for comparing."""
    match = _QUOTE.match(text)
    if match is None:
        folded = text.strip().casefold()
        return Line(text, folded, 0, header_role(folded))
    prefix = match.group()
    folded = text[match.end() :].strip().casefold()
    return Line(text, folded, prefix.count(">") + prefix.count("＞"), header_role(folded))


def unquoted(line: Line) -> str:
    """The line's text without its `>`."""
    match = _QUOTE.match(line.text)
    return line.text[match.end() :] if match else line.text
