"""The marks that our letters carry and that survive quoting: a line in the text, and the subject of a filled-in reply.

Some programs quote without `>` and without saying so. A letter of ours that carries the marker near its top and at its foot is recognised
in any quote, so nothing in it can be taken for the person's own words.
"""

from __future__ import annotations

import re

REFERENCE = r"[a-z0-9]{3,12}"

_MARKER = re.compile(rf"\[introd ({REFERENCE})\]")
_BUTTON = re.compile(
    r"^(?:(?:re|aw|antw|antwort|sv|ref|odp|rif|vs|回复|返信|答复|回覆)\s?[:：]\s*)*"
    r"(?P<word>[^\W\d_]+(?:[ '’-][^\W\d_]+){0,4})\s*[-–—:#,|(\[]*\s*(?P<reference>[a-z0-9]{4,12})\s*[)\]]?\s*$",
    re.IGNORECASE,
)


def marker_line(reference: str, sentence: str) -> str:
    """The line to put near the top and at the foot of a letter: `[introd k3x9] Please answer above this line.`

    `reference` is the case's public reference; anything else raises ValueError, since `find` would not see it.
    """
    if not re.fullmatch(REFERENCE, reference):
        raise ValueError(f"not a reference: {reference!r}")
    return f"[introd {reference}] {sentence}".rstrip()


def find(text: str) -> tuple[int, str] | None:
    """The position of the first marker in a text and the reference in it, None where there is none."""
    match = _MARKER.search(text)
    return (match.start(), match.group(1)) if match else None


def button_subject(word: str, reference: str) -> str:
    """The subject of a button's filled-in reply: `YES k3x9`. The filled-in body is the word alone."""
    return f"{word} {reference}"


def button(subject: str) -> tuple[str, str] | None:
    """The word and the reference of a button's subject, also after `Re:` and with the reference in brackets; None for any other subject.

    A reference has a digit in it, so that no word of a common subject is taken for one.
    """
    match = _BUTTON.match(subject.strip()[:120])
    if match is None or not any(c.isdigit() for c in match["reference"]) or match["reference"].isdigit():
        return None
    return match["word"].strip(), match["reference"].lower()
