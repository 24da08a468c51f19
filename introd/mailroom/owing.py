"""Owing a letter, and the introducer's daily hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from introd.decide.calendar import at_local, is_working_day, local_day
from introd.decide.letter import Letter
from introd.decide.settings import IntroducerSettings
from introd.mailroom.desk import Desk
from introd.record.store import Transaction
from introd.write.ids import message_id


def owe(work: Transaction, desk: Desk, letter: Letter) -> None:
    """Owe a letter under the Message-ID that its key gives; both copies of a handover are one message."""
    key = letter.key.replace("/handover/first/", "/handover/").replace("/handover/second/", "/handover/")
    identity = message_id(desk.secret, key, desk.settings.domain)
    work.owe(letter.but(message_id=identity).document() | {"to_hash": desk.address_hash(letter.to)})


def daily_moment(after: datetime, desk: Desk, introducer: IntroducerSettings) -> datetime:
    """The next daily hour of the introducer, strictly after a moment, on a working day."""
    day = local_day(after, introducer.place)
    while True:
        moment = at_local(day, desk.settings.daily_note, introducer.place)
        if moment > after and is_working_day(day, introducer.place):
            return moment
        day += timedelta(days=1)
