"""Where a mail belongs: by the secret token in the address it was sent to, else by the Message-ID of ours that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from introd.decide.case import SIDES, Case
from introd.decide.letter import Kind, Letter
from introd.mailroom.desk import case_in, case_of, letter_of
from introd.read import marker
from introd.read.reading import Mail
from introd.record.store import View

_TOKEN = re.compile(r"(?:t-)?[a-z2-7]{16,40}")
REVERSE = "b-"
"""Begins the subaddress of a reverse-path: what comes there is a report on one letter (RFC 5321 section 3.6.3)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mail's place. `role`: first, second, introducer, thread, or empty; `letter` is the letter of ours that it answers."""

    case: Case | None = None
    role: str = ""
    letter: Letter | None = None


def place(mail: Mail, view: View, address: str) -> Placed:
    """The case and the role that a mail's tokens name, with the letter that it answers. Reads the record only."""
    answered = _answered(mail, view, address)
    for token in tokens(mail, address):
        if found := view.introduction_of_token(token):
            document, role = found
            case = case_of(document)
            return Placed(case, role, _of(case, answered) or _pressed(mail, view, case, role))
    if answered is None:
        return Placed()
    return Placed(case_in(view, answered.reference), _role_of(answered), answered)


def _of(case: Case | None, answered: Letter | None) -> Letter | None:
    return answered if case is not None and answered is not None and answered.reference == case.reference else None


def _pressed(mail: Mail, view: View, case: Case | None, role: str) -> Letter | None:
    """The letter to this party whose button was pressed: a filled-in reply has no In-Reply-To, but its subject has the letter's mark."""
    mark = marker.button_letter(mail.subject)
    if not mark or case is None or role not in SIDES:
        return None
    for message_id in reversed(case.party(role).message_ids):
        if marker.letter_mark(message_id) == mark and (found := view.introduction_of_message(message_id)):
            document = view.letter(found[1])
            return letter_of(document) if document else None
    return None


def _role_of(letter: Letter) -> str:
    if letter.kind is Kind.HANDOVER:
        return "thread"
    return letter.reader if letter.reader in ("first", "second", "introducer") else ""


def subaddresses(mail: Mail, address: str) -> Iterator[str]:
    """The details of `local+detail@domain` among all addresses that the mail was sent to (RFC 5233)."""
    local, _, domain = address.partition("@")
    written = (*mail.delivered_to, *(a.email for a in (*mail.to, *mail.cc)))
    for one in written:
        name, _, host = one.lower().rpartition("@")
        base, _, detail = name.partition("+")
        if detail and base == local and host == domain:
            yield detail


def tokens(mail: Mail, address: str) -> Iterator[str]:
    """The secret tokens that the mail was sent to, most trustworthy place first."""
    return (detail for detail in subaddresses(mail, address) if _TOKEN.fullmatch(detail))


def _answered(mail: Mail, view: View, address: str) -> Letter | None:
    """The newest letter of ours that the mail reports on or replies to."""
    domain = address.partition("@")[2]
    reported = [f"<{d.removeprefix(REVERSE)}@{domain}>" for d in subaddresses(mail, address) if d.startswith(REVERSE)]
    for message_id in (*reported, mail.in_reply_to, *reversed(mail.references)):
        found = view.introduction_of_message(message_id) if message_id else None
        if found and (document := view.letter(found[1])):
            return letter_of(document)
    return None


def letter_reported(original_message_id: str | None, view: View) -> Letter | None:
    """The letter of ours that a delivery report returns, by its Message-ID (RFC 3464 section 2.1)."""
    found = view.introduction_of_message(original_message_id) if original_message_id else None
    document = view.letter(found[1]) if found else None
    return letter_of(document) if document else None
