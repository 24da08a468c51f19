"""The marks that our letters carry and that survive quoting: a line in the text, and the subject of a filled-in reply.

Some programs quote without `>` and without saying so. A letter of ours that carries the marker near its top and at its foot is recognised
in any quote, so nothing in it can be taken for the person's own words.
"""

from __future__ import annotations

import re

REFERENCE = r"[a-z0-9]{3,12}"

_MARKER = re.compile(rf"\[introd ({REFERENCE})\]")
_OWN_ID = re.compile(r"<([a-z2-7]{6})[a-z2-7]{26}@")
_BUTTON = re.compile(
    r"^(?:(?:re|aw|antw|antwort|sv|ref|odp|rif|vs|回复|返信|答复|回覆)\s?[:：]\s*)*"
    r"(?P<word>[^\W\d_]+(?:[ '’-][^\W\d_]+){0,4})\s*[-–—:#,|(\[]*\s*(?P<reference>[a-z0-9]{4,12})"
    r"(?:-(?P<letter>[a-z2-7]{6}))?\s*[)\]]?\s*$",
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


def letter_mark(message_id: str) -> str:
    """The six letters by which a button tells which letter of ours it stood in; empty for a Message-ID that is not one of ours.

    A filled-in reply carries no In-Reply-To (RFC 6068 section 5 leaves it out), so only its subject can say so.
    """
    match = _OWN_ID.match(message_id)
    return match[1] if match else ""


def button_subject(word: str, reference: str, letter: str = "") -> str:
    """The subject of a button's filled-in reply: `YES k3x9`, or `YES k3x9-m4tq2a` with a letter's mark. The filled-in body is the word alone."""
    return f"{word} {reference}-{letter}" if letter else f"{word} {reference}"


def button(subject: str) -> tuple[str, str] | None:
    """The word and the reference of a button's subject, also after `Re:` and with the reference in brackets; None for any other subject.

    A reference has a digit in it, so that no word of a common subject is taken for one.
    """
    match = _pressed(subject)
    return (match["word"].strip(), match["reference"].lower()) if match else None


def button_letter(subject: str) -> str:
    """The mark of the letter that a button stood in; empty for any other subject, and for the buttons that carry none."""
    match = _pressed(subject)
    return (match["letter"] or "").lower() if match else ""


def _pressed(subject: str) -> re.Match[str] | None:
    match = _BUTTON.match(subject.strip()[:120])
    if match is None or not any(c.isdigit() for c in match["reference"]) or match["reference"].isdigit():
        return None
    return match
