"""Is this not a person's answer? Absences, tickets, challenges, receipts, lists, newsletters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from introd.read import marker
from introd.read.dates import absent_until
from introd.read.reading import Context, Mail
from introd.read.replies.phrases import REPLY_SUBJECT
from introd.read.requests.when import sent_on
from introd.read.screening import phrases
from introd.read.screening.answering import automatic, is_ours, precedence

_REPLIED = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-reply",
    "x-auto-reply-from",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-qq-auto-reply",
    "x-ms-exchange-inbox-rules-loop",
    "x-delivered-by-autoresponder",
    "x-vacation",
)
_MANY = (
    "list-id",
    "list-post",
    "list-help",
    "list-owner",
    "list-unsubscribe-post",
    "x-campaign",
    "x-campaignid",
    "x-mailgun-tag",
    "x-mc-user",
)
_LOOKED_AT = 3000
_CALENDAR_ROBOTS = re.compile(r"calendar-notification@|calendar@|noreply@", re.IGNORECASE)
_METHOD = re.compile(rb"^METHOD:(\w+)", re.IGNORECASE | re.MULTILINE)


_FIRST_PERSON = re.compile(r"\b(?:i|we|ich|wir|je|j|yo|eu|io|ik|jag|vi)\b(?:\W{1,3}\w+){0,3}\W*$")


class Robot(StrEnum):
    """What kind of robot wrote it."""

    ABSENCE = "absence"
    GONE = "gone"
    TICKET = "ticket"
    CHALLENGE = "challenge"
    RECEIPT = "receipt"
    AUTOMATIC = "automatic"  # an automatic answer of unknown kind
    MANY = "many"  # a list, a newsletter, a notification
    OURS = "ours"  # a letter of this or another introd


@dataclass(frozen=True, slots=True)
class Screened:
    """A robot's mail: its kind, the day of return where it says one, and the field or words that told."""

    robot: Robot
    because: tuple[str, ...]
    until: date | None = None


def robot(mail: Mail, words: str, context: Context) -> Screened | None:
    """What robot wrote this mail, None for a person. `words` are its own words, without quote."""
    told = words.casefold()[:_LOOKED_AT]
    if is_ours(mail, context) or _is_letter_of_introd(mail):
        return Screened(Robot.OURS, ("From or marker: a letter of introd",))
    if any(attachment.content_type == "message/feedback-report" for attachment in mail.attachments):
        return Screened(Robot.MANY, ("Content-Type: feedback-report",))
    receipt = _receipt(mail, told)
    if receipt:
        return Screened(Robot.RECEIPT, (receipt,))
    if _person_pressed_calendar_button(mail):
        return None
    subject = mail.subject.casefold()
    screened = _from_headers(mail, subject, told, context)
    if screened is not None or _is_introducers(mail, context):
        return screened
    return _from_words(mail, subject, told)


def is_invitation(mail: Mail) -> bool:
    """An invitation, or a person's answer to one: it carries a calendar entry."""
    return any(attachment.content_type in ("text/calendar", "application/ics") for attachment in mail.attachments)


def _is_introducers(mail: Mail, context: Context) -> bool:
    """An introducer tells of others who are away or gone, and of tickets: their words make no robot of them."""
    opening = mail.subject.casefold().startswith(phrases.ABSENCE_SUBJECTS)
    return mail.author is not None and not opening and any(mail.author.email in who.addresses for who in context.introducers)


def sounds_robotic(words: str) -> int:
    """How many phrases of the words are those of responders."""
    return phrases.count(phrases.ROBOTIC, words.casefold()[:_LOOKED_AT])


def _from_headers(mail: Mail, subject: str, told: str, context: Context) -> Screened | None:
    """A robot by its header fields."""
    many = (
        next((name for name in _MANY if name in mail.headers), "")
        or ("list-unsubscribe" in mail.headers and not _is_answer(mail) and "list-unsubscribe")
        or (precedence(mail) in ("list", "bulk") and "precedence")
    )
    value = automatic(mail)
    header = next((name for name in _REPLIED if name in mail.headers), "") or (
        precedence(mail).startswith("auto") and "precedence"
    )
    opening = subject.startswith(phrases.ABSENCE_SUBJECTS)
    if value == "auto-replied" or header or (opening and (value or many)):
        return _kind(mail, subject, told, f"{header or 'auto-submitted'}: {mail.header(header or 'auto-submitted')}")
    if value:
        answer = _is_answer(mail) or opening or phrases.first(phrases.TICKET + phrases.CHALLENGE, told)
        if answer:
            return _kind(mail, subject, told, f"auto-submitted: {value}")
        return Screened(Robot.MANY, (f"auto-submitted: {value}",))
    if many and context.expecting is None and not (many == "precedence" and _is_answer(mail)):
        return Screened(Robot.MANY, (f"{many}: {mail.header(many)[:80]}",))
    if many == "precedence" and phrases.first(phrases.ABSENCE, told):
        return _kind(mail, subject, told, "precedence")
    return None


def _from_words(mail: Mail, subject: str, told: str) -> Screened | None:
    """A robot that hides in plain headers, by what it says."""
    if subject.startswith(phrases.ABSENCE_SUBJECTS):
        return _kind(mail, subject, told, f"Subject: {mail.subject[:60]}")
    if subject.startswith(phrases.TICKET_SUBJECTS) and phrases.count(phrases.TICKET, told):
        return Screened(Robot.TICKET, (phrases.first(phrases.TICKET, told),))
    ticket = phrases.count(phrases.TICKET, told)
    if ticket and (ticket > 1 or _numbered(subject)) and "?" not in told:
        return Screened(Robot.TICKET, (phrases.first(phrases.TICKET, told),))
    challenge = phrases.count(phrases.CHALLENGE, told)
    if (
        challenge
        and phrases.first(phrases.CHALLENGE_LINKS, told)
        and (challenge > 1 or "verif" in subject or "confirm" in subject)
    ):
        return Screened(Robot.CHALLENGE, (phrases.first(phrases.CHALLENGE, told),))
    return _away_or_gone(mail, told) if _is_answer(mail) or REPLY_SUBJECT.match(subject) else None


def _away_or_gone(mail: Mail, told: str) -> Screened | None:
    """An absence or a departure by words alone: only in a reply, since people tell of both in mails of their own."""
    away, robotic = phrases.first(phrases.ABSENCE, told), phrases.first(phrases.ROBOTIC, told)
    if away and robotic:
        return Screened(Robot.ABSENCE, (away, robotic), _until(mail, told))
    gone = phrases.first(phrases.GONE, told)
    if gone and (robotic or _third_person(gone, told, mail)):
        return Screened(Robot.GONE, (gone,))
    return None


def _kind(mail: Mail, subject: str, told: str, header: str) -> Screened:
    """Which automatic answer this is, once it is known to be one."""
    ticket = phrases.first(phrases.TICKET, told)
    gone = phrases.first(phrases.GONE if ticket else phrases.GONE_AUTOMATIC, told)
    away = phrases.first(phrases.ABSENCE, told)
    if gone and not (away and _until(mail, told)):
        return Screened(Robot.GONE, (header, gone))
    if away or (subject.startswith(phrases.ABSENCE_SUBJECTS) and not ticket):
        return Screened(Robot.ABSENCE, tuple(filter(None, (header, away))), _until(mail, f"{mail.subject}\n{told}"))
    if ticket or subject.startswith(phrases.TICKET_SUBJECTS):
        return Screened(Robot.TICKET, tuple(filter(None, (header, ticket))))
    challenge = phrases.first(phrases.CHALLENGE, told)
    if challenge:
        return Screened(Robot.CHALLENGE, (header, challenge))
    until = _until(mail, told)
    return Screened(Robot.ABSENCE if until else Robot.AUTOMATIC, (header,), until)


def _until(mail: Mail, told: str) -> date | None:
    sent = sent_on(mail)
    return absent_until(told, sent) if sent else None


def _receipt(mail: Mail, told: str) -> str:
    """A read or delivery receipt: by type (RFC 8098), or the old kind in words."""
    kind = mail.header("content-type").lower()
    if "disposition-notification" in kind or any("disposition-notification" in a.content_type for a in mail.attachments):
        return "Content-Type: disposition-notification"
    subject = mail.subject.casefold()
    if subject.startswith(phrases.RECEIPT_SUBJECTS) and (len(told) < 500 and ("\n" in told or len(told) < 200)):
        return f"Subject: {mail.subject[:60]}"
    return ""


def _is_letter_of_introd(mail: Mail) -> bool:
    """It opens with our marker, unquoted: another introd wrote it."""
    found = marker.find(mail.text[:400])
    return "x-introd" in mail.headers or (found is not None and not mail.text[: found[0]].strip())


def _person_pressed_calendar_button(mail: Mail) -> bool:
    """Accept, Maybe or Decline in a calendar: a person did that, even where the calendar says that it wrote the mail."""
    for attachment in mail.attachments:
        if attachment.content_type == "text/calendar":
            method = _METHOD.search(attachment.content[:4000])
            if method and method.group(1).upper() in (b"REPLY", b"REQUEST", b"COUNTER"):
                return automatic(mail) in ("", "auto-generated") and not mail.subject.casefold().startswith(
                    phrases.ABSENCE_SUBJECTS
                )
    return False


def _is_answer(mail: Mail) -> bool:
    return bool(mail.in_reply_to or mail.references)


def _numbered(subject: str) -> bool:
    """A ticket's number in the subject: `[#LSD-77120]`, `(Case 12345)`."""
    return bool(re.search(r"[\[(#][^\[\]()]{0,20}\d{3,}|\b(?:ticket|case|request)\b[^\n]{0,10}\d{3,}", subject[:300]))


def _third_person(gone: str, told: str, mail: Mail) -> bool:
    """Somebody who is spoken of by name, or as he or she, is gone; who says it of themselves is writing to us."""
    before = told[: told.find(gone)].rstrip()[-40:]
    if _FIRST_PERSON.search(before):
        return False
    name = mail.sender_name.casefold().split()
    return bool(name and name[0] in before) or "?" not in told
