"""Where somebody else's words begin: attribution lines, header blocks, dashed delimiters, our own marker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from introd.read import marker
from introd.read.replies import phrases
from introd.read.replies.lines import CUT, Line

_LONGEST_ATTRIBUTION = 400
_WRAPPED_LINES = 4
_END_OF_LINE = 40  # characters that show whether an attribution ends with a line
_VERB_REACH = 60  # characters at a line's end that hold a whole verb
_BLOCK_LINES = 14
_TRIM = " *_>-–—=~#|\u200c"
_ADDRESS = re.compile(r"[^\s<>@()]{1,64}@[^\s<>@()]{1,255}")
_ADDRESS_LAST = re.compile(r"[<\[(][^<>\s@]{1,90}@[^<>\s@]{1,255}[>\])]+\s{0,2}[:：]?$")
_BARE_ADDRESS_LAST = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{1,255}[:：]$")  # Tutanota: "20. Nov. 2026, 10:00 von liz@example.org:"
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d\d")
_STAMP = re.compile(r"^(?:19|20)\d\d-\d\d-\d\d \d{1,2}:\d\d gmt[+-]\d\d:\d\d [^.!?]{1,80}$")  # an older Gmail's
_DASHED = re.compile(r"^[\s>*]{0,4}(?:[-–—_=*~]\s?){2,}")
_ENDS = (":", "：")


@dataclass(frozen=True, slots=True)
class Opening:
    """A quote begins: its last introducing line, and whether `>` bounds it (else it runs to the end of the message)."""

    last: int
    bounded: bool
    forward: bool
    because: str


@dataclass(frozen=True, slots=True)
class Closings:
    """The verbs of attributions that stand in a body at all; for each line whether an attribution can end there, and whether a number or
    an address stands on it, without which only what `>` follows is one."""

    verbs: tuple[str, ...]
    ends: tuple[bool, ...]
    tells: tuple[bool, ...]


def closings_in(lines: list[Line]) -> Closings:
    """Looked for once: several lines may ask about the end of each."""
    verbs = phrases.within(phrases.VERBS, " ".join(line.folded for line in lines))
    ends = tuple(_closes(line.folded[-_END_OF_LINE:], verbs) for line in lines)
    return Closings(verbs, ends, tuple("@" in line.folded or _DIGIT.search(line.folded) is not None for line in lines))


def opening_at(lines: list[Line], at: int, closings: Closings, *, forwarding: bool) -> Opening | None:
    """What begins at this unquoted line, None for ordinary words.

    `closings` are those of `closings_in`; `forwarding`: the subject says that something is passed on.
    """
    line = lines[at]
    if line.text == CUT:
        return Opening(at, bounded=False, forward=forwarding and not _answers(lines, at), because="a quoted message in the HTML")
    if "[introd " in line.folded and marker.find(line.folded):
        return Opening(at, bounded=False, forward=False, because=f"our own letter: {line.text.strip()}")
    dashed = _delimiter(line)
    if dashed is not None:
        return Opening(at, bounded=False, forward=dashed, because=line.text.strip())
    if _header_block(lines, at):
        return Opening(at, bounded=False, forward=forwarding, because=line.text.strip())
    last = _attribution(lines, at, closings)
    if last is not None:
        return Opening(last, bounded=_quoted_next(lines, last), forward=False, because=_joined(lines, at, last))
    return None


def passes_on(lines: list[Line], at: int, *, forwarding: bool) -> bool:
    """A block of `>` lines begins here that is a forwarded message, as Apple Mail writes it."""
    if lines[at].blank or (at and lines[at - 1].depth):
        return False
    return _delimiter(lines[at]) is True or (forwarding and _header_block(lines, at))


def introduces(line: Line) -> bool:
    """A line just above our marker that can only introduce the quote: an attribution's piece or a header field."""
    if line.blank or line.role:
        return not line.blank
    text = line.folded
    return "@" in text[:500] and bool(_ADDRESS.search(text[:500])) and (text.endswith(_ENDS) or bool(_YEAR.search(text[:500])))


def _answers(lines: list[Line], at: int) -> bool:
    """A reply whose subject still says Fwd: the block below is our own letter."""
    return any(marker.find(line.folded) for line in lines[at : at + 40])


def _delimiter(line: Line) -> bool | None:
    """True for a forward's delimiter, False for a quote's, None for anything else."""
    text = line.folded[:200].lstrip("> ")
    core = text.strip(_TRIM + ":： ")
    if not core or len(core) > 120:
        return None
    if not (_DASHED.match(text) or (text.endswith(_ENDS) and len(core) < 60)):
        return None
    if phrases.FORWARDED.match(core):
        return True
    return False if phrases.ORIGINAL.match(core) else None


def _attribution(lines: list[Line], at: int, closings: Closings) -> int | None:
    """The last line of an attribution that begins at this line, None where none does."""
    wraps = _may_wrap(lines[at].folded[:_LONGEST_ATTRIBUTION].lstrip(_TRIM))
    end = min(at + (_WRAPPED_LINES if wraps else 1), len(lines))
    if not any(closings.ends[at:end]):
        return None
    told = False
    for last in range(at, end):
        line = lines[last]
        if line.blank or (last > at and (_starts(line.folded) or (line.depth and line.folded != ":"))):
            return None
        quoted = _quoted_next(lines, last)
        told = told or closings.tells[last]
        if not closings.ends[last] or not (told or quoted):
            continue
        joined = _joined(lines, at, last).casefold()
        if len(joined) <= _LONGEST_ATTRIBUTION and _is_attribution(joined, closings.verbs, quoted=quoted):
            return last + _verb_follows(lines, last, closings.verbs)
    return None


def _verb_follows(lines: list[Line], last: int, verbs: tuple[str, ...]) -> bool:
    """Gmail wraps before `wrote:`, so that the line above already looks whole."""
    if last + 1 >= len(lines) or lines[last + 1].depth:
        return False
    text = lines[last + 1].folded
    return len(text) < 30 and text.endswith(_ENDS) and _verb(text, verbs) is not None


def _may_wrap(first: str) -> bool:
    """A line that an attribution of several lines may begin with."""
    return bool(phrases.STARTER.match(first) or _DIGIT.search(first[:16]) or ("@" in first and _ADDRESS.search(first)))


def _starts(text: str) -> bool:
    """A line that looks itself like an attribution's first: its word and a date."""
    return bool(phrases.STARTER.match(text) and _YEAR.search(text[:60]))


def _closes(text: str, verbs: tuple[str, ...]) -> bool:
    """The end of an attribution: a colon, an address, or the verb itself."""
    text = text.rstrip(_TRIM.replace(">", ""))
    if text.endswith((*_ENDS, ">", "]", ")")) or "gmt+" in text:
        return True
    match = _verb(text[-24:], verbs)
    return match is not None and match.end() >= len(text[-24:]) - 1


def _is_attribution(text: str, verbs: tuple[str, ...], *, quoted: bool) -> bool:
    """A whole joined line: verb and evidence (a date, an address), or date and address alone."""
    text = text.strip(_TRIM.replace(">", ""))
    colon = text.endswith(_ENDS)
    verb = _verb(text, verbs) if colon or _verb(text[-_VERB_REACH:], verbs) else None
    if verb and (colon or verb.end() >= len(text) - 2):
        evidence = bool(_ADDRESS.search(text) or _DIGIT.search(text))
        return evidence or (quoted and len(text) < 100)
    if "@" in text and _ADDRESS_LAST.search(text) and (_YEAR.search(text) or (quoted and colon)):
        return True
    if colon and "@" in text and _BARE_ADDRESS_LAST.search(text) and _YEAR.search(text[:40]):
        return True
    return bool(_STAMP.match(text))


def _verb(text: str, verbs: tuple[str, ...]) -> re.Match[str] | None:
    """The first verb of an attribution; `verbs` are those that can stand there."""
    if not any(verb in text for verb in verbs):
        return None
    return phrases.VERB.search(text) or phrases.VERB_CJK.search(text)


def _quoted_next(lines: list[Line], last: int) -> bool:
    """The next line with words on it is quoted with `>`."""
    for line in lines[last + 1 : last + 5]:
        if not line.blank:
            return line.depth > 0
    return False


def _header_block(lines: list[Line], at: int) -> bool:
    """A From line with two more fields of a quoted message near below, in any language."""
    role = lines[at].role
    if role not in ("from", "sent", "to"):
        return False
    roles = {role}
    gap = 0
    for line in lines[at + 1 : at + _BLOCK_LINES]:
        gap = 0 if line.role else gap + (not line.blank)
        if gap > 2:
            break
        if line.role:
            roles.add(line.role)
    return len(roles - {"cc"}) >= 3 and "from" in roles and bool(roles & {"sent", "subject"})


def _joined(lines: list[Line], first: int, last: int) -> str:
    joined = " ".join(line.text.strip() for line in lines[first : last + 1])
    return joined.replace("< ", "<").replace(" >", ">")
