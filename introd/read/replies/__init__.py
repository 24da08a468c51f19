"""The person's own words: without quote, signature, disclaimer, banner and phone footer.

Plain text is preferred; HTML is read where it is missing or says nothing. The rules work line by line and are linear in the text, since most
reply parsers can be frozen by one mail of 8 KiB. quotequail, which can not, has the last look at what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import quotequail

from introd.read.reading import Mail
from introd.read.replies import phrases
from introd.read.replies.division import Division, Part, divided
from introd.read.replies.endings import is_rule
from introd.read.replies.html import text_of
from introd.read.replies.lines import CUT, Line, clean, lines_of, unquoted

_SECOND_LOOK = 24  # lines of own words that quotequail is asked about: what it costs grows faster than they do
_QUOTE_SIGNS = (":", "@", "___", "---")  # without one of them no pattern of quotequail can match
_STUB_LENGTH = 300
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the writer wrote new (`text`), what is quoted from others, what is passed on, and which lines decided that."""

    text: str
    quoted: str = ""
    forwarded: str = ""
    because: tuple[str, ...] = ()


def own_words(mail: Mail) -> OwnWords:
    """The own words of a mail. A forwarded message, in the text or attached (message/rfc822), is kept apart in `forwarded`."""
    subject = mail.subject.casefold()
    forwarding = bool(phrases.FORWARD_SUBJECT.match(subject)) or not (phrases.REPLY_SUBJECT.match(subject) or mail.in_reply_to)
    email = mail.author.email if mail.author else ""
    words = words_of(body_text(mail), name=mail.sender_name, email=email, forwarding=forwarding)
    if words.forwarded:
        return words
    attached = _attached_message(mail)
    return OwnWords(words.text, words.quoted, attached, words.because) if attached else words


def body_text(mail: Mail) -> str:
    """The text to read: plain text, or the HTML's where plain text is missing or only a stub that points to it."""
    plain = mail.text.strip()
    if not mail.html or (plain and not _is_stub(plain)):
        return mail.text
    return text_of(mail.html) or mail.text


def words_of(text: str, *, name: str = "", email: str = "", forwarding: bool = False) -> OwnWords:
    """The own words in a body. `name` and `email` are the writer's, which end the words where they stand alone on a line."""
    lines = lines_of(clean(text))
    division = divided(lines, name, email, forwarding=forwarding)
    own = _written(division.of(Part.OWN))
    own, late = _second_look(own)
    quoted = _written([line for line in division.of(Part.QUOTE) if line.text != CUT], bare=True)
    return OwnWords(own, "\n".join(filter(None, (late, quoted))), _forwarded(division), tuple(division.because))


def split_forward(text: str) -> tuple[str, str]:
    """A body as own words and the forwarded message below them (its header block included, the delimiter too)."""
    words = words_of(text, forwarding=True)
    return words.text, words.forwarded


def _is_stub(plain: str) -> bool:
    return len(plain) < _STUB_LENGTH and bool(phrases.within(phrases.STUBS, plain.casefold()))


def _forwarded(division: Division) -> str:
    return _written([line for line in division.of(Part.FORWARD) if line.text != CUT], bare=True)


def _written(lines: list[Line], *, bare: bool = False) -> str:
    """Lines as text, without rules at the end; `bare`: without their `>`."""
    kept = list(lines)
    while kept and (kept[-1].blank or is_rule(kept[-1])):
        kept.pop()
    while kept and is_rule(kept[0]):
        kept.pop(0)
    text = "\n".join(unquoted(line) if bare else line.text for line in kept)
    return _BLANKS.sub("\n\n", text).strip()


def _second_look(own: str) -> tuple[str, str]:
    """What quotequail still finds to be a quote below the own words."""
    if "\n" not in own or not any(sign in own for sign in _QUOTE_SIGNS):
        return own, ""
    lines = own.split("\n")
    looked_at = "\n".join(line[:300] for line in lines[:_SECOND_LOOK])
    pieces = quotequail.quote(looked_at, limit=_SECOND_LOOK + 1, quote_intro_line=True)
    if len(pieces) < 2:
        return own, ""
    count = pieces[0][1].count("\n") + 1 if pieces[0][1] else 0
    return "\n".join(lines[:count]).strip(), "\n".join(lines[count:]).strip()


def _attached_message(mail: Mail) -> str:
    """The first attached message, as header lines and text."""
    for attachment in mail.attachments:
        if attachment.content_type == "message/rfc822" and attachment.content:
            return _as_forward(attachment.content)
    return ""


def _as_forward(content: bytes) -> str:
    """An attached message in the form of a forward in the text."""
    from introd.read.mail import parse
    from introd.read.reading import UnreadableMail

    try:
        inner = parse(content)
    except UnreadableMail:
        return ""
    head = [f"{label}: {inner.header(label)}" for label in ("From", "Date", "Subject", "To", "Cc") if inner.header(label)]
    return "\n".join(head) + "\n\n" + clean(body_text(inner)).strip()
