"""Mails as real programs write them: what stands around a person's own words, and how the letter below is quoted.

Each shape gives text and HTML; Thunderbird, set to plain text as many of its friends do, gives text alone.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime

from introd.demo.cast import Client, Persona
from introd.demo.clock import local

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody writes: to whom, which words, and the mail that it answers, if any. `at` is aware."""

    author: Persona
    to: str
    subject: str
    words: str
    at: datetime
    cc: str = ""
    answering: EmailMessage | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one program writes: the body as text and HTML, and its own header fields."""

    text: Callable[[Note], str]
    html: Callable[[Note], str] | None
    fields: tuple[tuple[str, str], ...]
    host: str


def reply(author: Persona, answering: EmailMessage, words: str, at: datetime, *, everybody: bool = False) -> Note:
    """What the reply button makes of a letter: one reader; with `everybody`, reply-all.

    The author of the letter comes first, or whom its Reply-To names; nobody writes to themselves.
    """
    first = _addresses(answering, "Reply-To", "From")
    if answering["Reply-To"] is None:
        first += _addresses(answering, "To") if everybody else []
    others = [a for a in first if a.addr_spec != author.address]
    copied = [a for a in _addresses(answering, "Cc") if a.addr_spec != author.address] if everybody else []
    subject = str(answering["Subject"])
    again = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    to = ", ".join(str(a) for a in (others if everybody else others[:1]))
    return Note(author, to, again, words, at, cc=", ".join(str(a) for a in copied), answering=answering)


def write(note: Note) -> bytes:
    """The mail as its author's program hands it in: CRLF, ASCII."""
    shape = _SHAPES[note.author.client]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(note.author.name, addr_spec=note.author.address)
    mail["To"] = note.to
    if note.cc:
        mail["Cc"] = note.cc
    mail["Subject"] = note.subject
    mail["Date"] = format_datetime(local(note.at))
    mail["Message-ID"] = f"<{_digest(note)}@{shape.host}>"
    _thread(mail, note)
    for name, value in shape.fields:
        mail[name] = value
    _set_body(mail, note, shape)
    return mail.as_bytes()


def _set_body(mail: EmailMessage, note: Note, shape: _Shape) -> None:
    mail.set_content(shape.text(note), cte="quoted-printable")
    if shape.html is not None:
        mail.add_alternative(shape.html(note), subtype="html", cte="quoted-printable")
        mail.set_boundary(f"_000_{_digest(note)}_")


def _digest(note: Note) -> str:
    return hashlib.sha256(f"{note.author.address} {note.at.isoformat()} {note.words}".encode()).hexdigest()[:24].upper()


def _thread(mail: EmailMessage, note: Note) -> None:
    if note.answering is None:
        return
    before = str(note.answering["Message-ID"])
    mail["In-Reply-To"] = before
    mail["References"] = " ".join([*str(note.answering["References"] or "").split(), before])


def _addresses(mail: EmailMessage, *names: str) -> list[Address]:
    """The addresses of the first of these fields that stands there."""
    for name in names:
        if mail[name] is not None:
            return list(mail[name].addresses)
    return []


def _sent(note: Note) -> datetime:
    """When the answered letter was written, on its reader's clock."""
    return local(parsedate_to_datetime(str(note.answering["Date"]))) if note.answering is not None else local(note.at)


def _from(note: Note) -> Address:
    found = _addresses(note.answering, "From") if note.answering is not None else []
    return found[0] if found else Address("", addr_spec=note.author.address)


def _quoted_text(note: Note) -> str:
    body = note.answering.get_body(("plain",)) if note.answering is not None else None
    return str(body.get_content()).strip() if body is not None else ""


def _quoted_html(note: Note) -> str:
    body = note.answering.get_body(("html",)) if note.answering is not None else None
    if body is None:
        return _paragraphs(_quoted_text(note))
    inside = _BODY.search(str(body.get_content()))
    return inside[1].strip() if inside else ""


def _behind_bars(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _paragraphs(text: str, tag: str = "div") -> str:
    """Lines as a program that writes HTML keeps them."""
    lines = (html.escape(line, quote=False) or "<br>" for line in text.splitlines())
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def _gmail_attribution(note: Note) -> str:
    return f"On {_sent(note):%a, %d %b %Y at %H:%M}, {_from(note).display_name} <{_from(note).addr_spec}> wrote:"


def _gmail_text(note: Note) -> str:
    if note.answering is None:
        return f"{note.words}\n"
    return f"{note.words}\n\n{_gmail_attribution(note)}\n\n{_behind_bars(_quoted_text(note))}\n"


def _gmail_html(note: Note) -> str:
    own = f'<div dir="ltr">{_paragraphs(note.words)}</div>'
    if note.answering is None:
        return own
    who = html.escape(_gmail_attribution(note), quote=False)
    bar = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
    return (
        f'{own}<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{who}<br></div>'
        f'<blockquote class="gmail_quote" style="{bar}">{_quoted_html(note)}</blockquote></div>'
    )


def _outlook_block(note: Note) -> list[tuple[str, str]]:
    sent = f"{_sent(note):%A, %B} {_sent(note).day}, {_sent(note):%Y %I:%M:%S %p}"
    them = f"{note.author.name} <{note.author.address}>"
    subject = str(note.answering["Subject"]) if note.answering is not None else ""
    return [("From", f"{_from(note).display_name} <{_from(note).addr_spec}>"), ("Sent", sent), ("To", them), ("Subject", subject)]


def _outlook_text(note: Note) -> str:
    own = f"{note.words}\n\n{note.author.signature}<https://aka.ms/o0ukef>\n"
    if note.answering is None:
        return own
    block = "\n".join(f"{name}: {value}" for name, value in _outlook_block(note))
    return f"{own}{'_' * 32}\n{block}\n\n{_quoted_text(note)}\n"


def _outlook_html(note: Note) -> str:
    font = "font-family:Aptos,Calibri,Helvetica,sans-serif;font-size:12pt"
    own = f'<div style="{font}">{_paragraphs(note.words)}</div>'
    own += f'<div id="ms-outlook-mobile-signature" style="{font}"><div><br></div><div>{note.author.signature}</div></div>'
    if note.answering is None:
        return f"<html><head></head><body>{own}</body></html>"
    block = "<br>\n".join(f"<b>{name}:</b> {html.escape(value, quote=False)}" for name, value in _outlook_block(note))
    rule = '<hr style="display:inline-block;width:98%" tabindex="-1">'
    head = f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt">{block}</font></div>'
    return f"<html><head></head><body>{own}{rule}{head}<div>{_quoted_html(note)}</div></body></html>"


def _iphone_attribution(note: Note) -> str:
    return f"On {_sent(note).day} {_sent(note):%b %Y, at %H:%M}, {_from(note).display_name} <{_from(note).addr_spec}> wrote:"


def _iphone_text(note: Note) -> str:
    own = f"{note.words}\n\n{note.author.signature}\n"
    if note.answering is None:
        return own
    return f"{own}\n> {_iphone_attribution(note)}\n>\n{_behind_bars(_quoted_text(note))}\n"


def _iphone_html(note: Note) -> str:
    own = f'{_paragraphs(note.words)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{note.author.signature}</div>'
    quote = ""
    if note.answering is not None:
        who = html.escape(_iphone_attribution(note), quote=False)
        quote = (
            f'<div dir="ltr"><br><blockquote type="cite"><div>{who}</div><br class="Apple-interchange-newline">'
            f"<div>{_quoted_html(note)}</div></blockquote></div>"
        )
    head = '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
    return f'{head}<body dir="auto">{own}{quote}</body></html>'


def _thunderbird_text(note: Note) -> str:
    if note.answering is None:
        return f"{note.words}\n"
    attribution = f"On {_sent(note):%d/%m/%Y %H:%M}, {_from(note).display_name} wrote:"
    return f"{note.words}\n\n{attribution}\n{_behind_bars(_quoted_text(note))}\n"


_SHAPES: dict[Client, _Shape] = {
    "gmail": _Shape(_gmail_text, _gmail_html, (), "mail.gmail.example"),
    "android": _Shape(_gmail_text, _gmail_html, (), "mail.gmail.example"),
    "outlook": _Shape(
        _outlook_text, _outlook_html, (("Thread-Topic", "introduction"), ("Accept-Language", "en-GB")), "prod.outlook.example"
    ),
    "iphone": _Shape(_iphone_text, _iphone_html, (("X-Mailer", "iPhone Mail (22B91)"),), "poe.example"),
    "thunderbird": _Shape(
        _thunderbird_text, None, (("User-Agent", "Mozilla Thunderbird"), ("Content-Language", "en-GB")), "hale.example"
    ),
}
