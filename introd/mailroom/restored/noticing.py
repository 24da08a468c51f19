"""Is the record older than the mailbox? It is where a letter of ours left, or a mail was filed, of which the record knows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from introd.decide.letter import Letter
from introd.decide.model import stamp
from introd.mailroom.desk import Desk, letter_of
from introd.mailroom.incoming import OURS
from introd.mailroom.orders import RESTORED
from introd.mailroom.watch import SEEN
from introd.read.mail import parse
from introd.read.reading import Mail, UnreadableMail

_MARGIN = timedelta(days=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def to_compare(desk: Desk) -> datetime | None:
    """Since when (UTC) a record out of a backup is to be compared with the mailbox; None where it is none, or was compared."""
    with desk.store.transaction() as work:
        kept = work.setting(RESTORED)
        if not kept or "compared" in kept:
            return None
        if "since" not in kept:
            last = work.setting(SEEN)
            kept = {**kept, "since": stamp(datetime.fromisoformat(last) - _MARGIN if last else _EVER)}
            work.put_setting(RESTORED, kept)
    return datetime.fromisoformat(kept["since"])


def last_alive(desk: Desk) -> datetime | None:
    """The newest moment that the record knows (UTC), to the hour; None for a new record."""
    with desk.store.view() as view:
        last = view.setting(SEEN)
    return datetime.fromisoformat(last) if last else None


def is_older(desk: Desk, sent: Iterable[bytes], filed: Iterable[bytes]) -> bool:
    """Whether the record knows nothing of one of these. `sent` and `filed` are headers of what came into Sent and Handled since it lived."""
    with desk.store.view() as view:
        ours = (mail for mail in _parsed(sent) if OURS in mail.headers and _is_ours(mail, desk))
        if any(view.introduction_of_message(mail.message_id or "") is None for mail in ours):
            return True
        return any(not view.seen(mail.message_id) for mail in _parsed(filed) if mail.message_id)


def hold(desk: Desk) -> None:
    """The record is older than the mailbox: nothing leaves before they were compared."""
    with desk.store.transaction() as work:
        if not work.setting(RESTORED):
            work.put_setting(RESTORED, {"noticed": stamp(desk.clock())})


def newest_sent(desk: Desk, count: int = 3) -> list[Letter]:
    """The newest letters that the record knows to have left. It reads all letters."""
    found: list[Letter] = []
    with desk.store.view() as view:
        after = ""
        while batch := view.scan("letter", after):
            after = batch[-1][0]
            found += [letter_of(document) for _, document in batch if document["status"] == "sent"]
            found = sorted(found, key=lambda letter: letter.settled or _EVER)[-count:]
    return found


def _is_ours(mail: Mail, desk: Desk) -> bool:
    return bool(mail.message_id) and mail.author is not None and mail.author.email == desk.settings.address


def _parsed(headers: Iterable[bytes]) -> Iterable[Mail]:
    for raw in headers:
        try:
            yield parse(raw)
        except UnreadableMail:
            continue
