"""Each line of a body put to one of five: own words, quote, forwarded message, signature, notice."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from introd.read.replies import endings
from introd.read.replies.endings import around
from introd.read.replies.lines import Line
from introd.read.replies.openings import Opening, closings_in, introduces, opening_at, passes_on

_LONG_QUOTED_LINE = 60
_SENTENCE_END = (".", "?", "!", ":", ";", "…", "。", "？", "！", ")", '"')


class Part(StrEnum):
    """Whose a line is."""

    OWN = "own"
    QUOTE = "quote"
    FORWARD = "forward"
    SIGNATURE = "signature"
    NOTICE = "notice"


@dataclass
class Division:
    """The lines, the part of each, and why the borders are where they are."""

    lines: list[Line]
    parts: list[Part]
    because: list[str] = field(default_factory=list)

    def give(self, first: int, end: int, part: Part) -> None:
        """Put the lines from `first` up to `end` to this part."""
        self.parts[first:end] = [part] * (end - first)

    def of(self, part: Part) -> list[Line]:
        """The lines of one part in order."""
        return [line for line, given in zip(self.lines, self.parts, strict=True) if given is part]


def divided(lines: list[Line], name: str, email: str, *, forwarding: bool) -> Division:
    """Every line's part, in a mail whose writer is shown as `name` and writes from `email`.

    In doubt below the beginning of a quote it is quote: an answer may be missed, never invented.
    """
    division = Division(lines, [Part.OWN] * len(lines))
    _take_quotes(division, forwarding=forwarding)
    known = around(division.of(Part.OWN), name, email)
    for first, end in _runs(division):
        _take_endings(division, first, end, known)
    return division


def _take_quotes(division: Division, *, forwarding: bool) -> None:
    """First the other people's words: `>` lines, and what stands below an attribution, a header block or our marker."""
    lines, at, signing = division.lines, 0, False
    closings = closings_in(lines)
    while at < len(lines):
        line = lines[at]
        opening = None if line.depth or line.blank else opening_at(lines, at, closings, forwarding=forwarding)
        if opening is not None:
            at = _open(division, at, opening)
            signing = False
        elif line.depth:
            if not signing and passes_on(lines, at, forwarding=forwarding):
                division.because.append(f"forwarded from: {line.text.strip()[:120]}")
                division.give(at, len(lines), Part.FORWARD)
                return
            division.parts[at] = Part.SIGNATURE if signing else Part.QUOTE
            at += 1
        else:
            signing = (signing or line.text.rstrip() == "--") and not endings.takes_back(line)
            if signing and not line.blank:
                division.parts[at] = Part.SIGNATURE
            elif _is_wrapped_quote(lines, at):
                division.parts[at] = Part.QUOTE
            at += 1


def _open(division: Division, at: int, opening: Opening) -> int:
    """Give the quote its lines and return the line to go on with."""
    lines = division.lines
    first = at
    if "our own letter" in opening.because:
        while first and (introduces(lines[first - 1]) or (lines[first - 1].blank and first > 1 and introduces(lines[first - 2]))):
            first -= 1
    division.because.append(f"quote from: {opening.because[:120]}")
    end = opening.last + 1 if opening.bounded else len(lines)
    division.give(first, end, Part.FORWARD if opening.forward else Part.QUOTE)
    return end


def _is_wrapped_quote(lines: list[Line], at: int) -> bool:
    """The rest of a long quoted line, that some program on the way has wrapped without its `>`."""
    if at == 0 or at + 1 >= len(lines) or lines[at].blank:
        return False
    above, below = lines[at - 1], lines[at + 1]
    return (
        above.depth > 0 and below.depth > 0 and len(above.text) >= _LONG_QUOTED_LINE and not above.folded.endswith(_SENTENCE_END)
    )


def _runs(division: Division) -> list[tuple[int, int]]:
    """The stretches of own lines between quotes."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for at, part in enumerate([*division.parts, Part.QUOTE]):
        if part is Part.OWN and first is None:
            first = at
        elif part is not Part.OWN and first is not None:
            if any(not line.blank for line in division.lines[first:at]):
                runs.append((first, at))
            first = None
    return runs


def _take_endings(division: Division, first: int, end: int, known: endings.Around) -> None:
    """Then, in one stretch of own lines, the banners above and the signature, footers and disclaimers below."""
    lines = division.lines
    top = endings.banner_end(lines, first, end, known)
    if top > first:
        division.give(first, top, Part.NOTICE)
        division.because.append(f"banner: {next(line.text.strip() for line in lines[first:top] if not line.blank)[:80]}")
    at, said = top, False
    while at < end:
        why = endings.ending_at(lines, at, end, known, said=said)
        if why is None:
            said = said or not lines[at].blank
            at += 1
        elif why == "footer" and not said:
            division.parts[at] = Part.SIGNATURE
            at += 1
        else:
            division.because.append(f"{why} from: {lines[at].text.strip()[:80]}")
            resume = next((i for i in range(at + 1, end) if endings.is_postscript(lines[i]) or endings.takes_back(lines[i])), end)
            division.give(at, resume, Part.NOTICE if why == "disclaimer" else Part.SIGNATURE)
            at = resume
