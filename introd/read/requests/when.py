"""A day in a request, read by the one reader of dates of the house."""

from __future__ import annotations

from datetime import date, timedelta

from introd.read.dates import find_until
from introd.read.reading import Mail


def sent_on(mail: Mail) -> date | None:
    """The day on which a mail was sent, where its writer was."""
    return (mail.date + timedelta(minutes=mail.offset or 0)).date() if mail.date else None


def day(text: str, sent: date | None, language: str | None = None) -> date | None:
    """The day that a few words name, counted from the day on which the mail was sent; None where either is not known."""
    return find_until(text[:200], sent, language) if sent else None
