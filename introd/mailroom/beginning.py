"""The very first start: what lies in the mailbox then is left alone, for ever.

A position says how far: up to which UID. When the folder's UIDs change (a mailbox that was moved or mended, RFC 9051 section 2.3.1.1)
it says nothing any more; then the moment of the first start tells the old mail from the new.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from introd.decide.model import stamp
from introd.mailroom.desk import Desk
from introd.mailroom.headers import carries
from introd.post.arrivals import Arrival, Position
from introd.read.mail import parse
from introd.read.reading import UnreadableMail

START, JUNK = "position:start", "position:junk"
_MOMENT = "first start"
_CLOCKS = timedelta(days=1)  # by which people's clocks and zones are wrong


def position(desk: Desk, name: str) -> Position | None:
    """How far a folder was read; None before the very first start."""
    with desk.store.view() as view:
        kept = view.setting(name)
    return Position(*kept) if kept else None


def keep(desk: Desk, name: str, where: Position) -> None:
    """A folder was read so far; the first time, with the moment."""
    with desk.store.transaction() as work:
        if work.setting(START) is None and work.setting(JUNK) is None:
            work.put_setting(_MOMENT, stamp(desk.clock()))
        work.put_setting(name, [where.uidvalidity, where.last_uid])


def has_moved(start: Position | None, arrival: Arrival) -> bool:
    """Whether the folder has other UIDs by now than at the start."""
    return start is not None and start.uidvalidity != arrival.place.uidvalidity


def is_from_before(desk: Desk, arrival: Arrival) -> bool:
    """Whether a mail lay in the inbox at the very first start, though its folder has other UIDs by now.

    Its own date counts too: a mailbox that was moved may have dated everything anew. What carries a token of ours answers us.
    """
    with desk.store.view() as view:
        moment = view.setting(_MOMENT)
    if moment is None or carries(desk.settings.address, arrival.raw.partition(b"\r\n\r\n")[0]):
        return False
    first = datetime.fromisoformat(moment)
    return arrival.received < first or _written(arrival.raw) < first - _CLOCKS


def moved_on(desk: Desk, last: Position) -> None:
    """The inbox was read to its end under its new UIDs: from here on they tell again what was left alone."""
    start = position(desk, START)
    if start is not None and start.uidvalidity != last.uidvalidity:
        keep(desk, START, last)


def _written(raw: bytes) -> datetime:
    """When a mail says that it was written (UTC); a mail that does not say was written now, as far as anybody can tell."""
    late = datetime.max.replace(tzinfo=UTC)
    try:
        date = parse(raw).headers.get("date", ("",))[0]
        written = parsedate_to_datetime(date)
        return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)
    except (UnreadableMail, ValueError, OverflowError):
        return late
