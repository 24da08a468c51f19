"""Replies as mail programs shape them: what a person types, around it what their program adds."""

from __future__ import annotations

import html
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid


def _reply(letter: bytes, author: str, when: datetime) -> tuple[EmailMessage, EmailMessage, str]:
    """The letter, an answer to it with its headers, and the letter's text."""
    original: EmailMessage = message_from_bytes(letter, policy=default)  # type: ignore[assignment]
    answer = EmailMessage(policy=SMTP)
    answer["From"], answer["Date"] = author, format_datetime(when)
    answer["To"] = original["Reply-To"] or original["From"]
    answer["Subject"] = f"Re: {original['Subject']}"
    answer["Message-ID"] = make_msgid(domain=author.rpartition("@")[2].strip(">"))
    answer["In-Reply-To"] = original["Message-ID"]
    answer["References"] = f"{original['References'] or ''} {original['Message-ID']}".strip()
    body = original.get_body(("plain",))
    return original, answer, body.get_content() if body else ""


def _sender(original: EmailMessage) -> Address:
    sender: Address = original["From"].addresses[0]
    return sender


def gmail(letter: bytes, author: str, words: str, when: datetime) -> bytes:
    """Gmail on the web: text and HTML, an attribution line, the quote below."""
    original, answer, text = _reply(letter, author, when)
    who = _sender(original)
    said = f"On {when:%a, %b} {when.day}, {when:%Y} at {when:%I:%M %p} {who.display_name} <{who.addr_spec}>\nwrote:\n"
    answer.set_content(f"{words}\n\n{said}\n" + "".join(f"> {line}\n" for line in text.splitlines()))
    quote = html.escape(text).replace("\n", "<br>")
    answer.add_alternative(
        f'<div dir="ltr">{html.escape(words)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{html.escape(said)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">'
        f"{quote}</blockquote></div>", subtype="html",
    )  # fmt: skip
    return answer.as_bytes()


def outlook(letter: bytes, author: str, words: str, when: datetime) -> bytes:
    """Outlook on the desktop: HTML only, a block of header fields above a quote that nothing marks as one."""
    original, answer, text = _reply(letter, author, when)
    who = _sender(original)
    fields = "".join(
        f"<b>{name}:</b> {html.escape(value)}<br>" for name, value in (
            ("From", f"{who.display_name} <{who.addr_spec}>"), ("Sent", f"{when:%A, %B} {when.day}, {when:%Y %I:%M %p}"),
            ("To", str(original["To"])), ("Subject", str(original["Subject"])),
        )
    )  # fmt: skip
    quote = html.escape(text).replace("\n", "<br>")
    page = (
        f'<html><body><div class="WordSection1"><p class="MsoNormal">{html.escape(words)}</p><p class="MsoNormal">Kind regards,'
        f'<br>{html.escape(author.partition("<")[0].strip())}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;'
        f'padding:3.0pt 0in 0in 0in"><p class="MsoNormal">{fields}</p></div><p class="MsoNormal">{quote}</p></div></body></html>'
    )
    answer.set_content(page, subtype="html")
    answer["X-Mailer"] = "Microsoft Outlook 16.0"
    return answer.as_bytes()


def apple(letter: bytes, author: str, words: str, when: datetime) -> bytes:
    """Apple Mail on a phone: plain text, a footer, the quote below."""
    original, answer, text = _reply(letter, author, when)
    who = _sender(original)
    said = f"On {when.day} {when:%b %Y}, at {when:%H:%M}, {who.display_name} <{who.addr_spec}> wrote:"
    quote = "".join(f"> {line}\n" for line in text.splitlines())
    answer.set_content(f"{words}\n\nSent from my iPhone\n\n> {said}\n> \n{quote}")
    answer["X-Mailer"] = "iPhone Mail (23B85)"
    return answer.as_bytes()
