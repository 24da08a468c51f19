"""What lies in a folder, as values: a message by its place, and how far a folder was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from introd.post.errors import one_line

BATCH_MESSAGES = 50
BATCH_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Position:
    """How far a folder was read: everything up to `last_uid`, as long as `uidvalidity` is the folder's (RFC 9051 section
    2.3.1.1).
    """

    uidvalidity: int
    last_uid: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where one message lies. Good for as long as the folder keeps its `uidvalidity`."""

    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message. `size` is in bytes, as the server counts; `received` is aware, UTC.

    `raw` is the whole message, or only its header where `headers_only`: too big (`oversize`), not wanted, or not readable at the
    server (`unreadable` says why; `raw` may then be empty).
    """

    place: Place
    raw: bytes
    size: int
    received: datetime
    headers_only: bool = False
    oversize: bool = False
    unreadable: str = ""

    @property
    def uid(self) -> int:
        """The message's number in its folder."""
        return self.place.uid

    @property
    def position(self) -> Position:
        """The folder's position once this message is dealt with."""
        return Position(self.place.uidvalidity, self.place.uid)


@dataclass(frozen=True, slots=True)
class Listed:
    """What came into a folder since a moment, oldest first, each with its header alone.

    `whole`: no message was taken out of this part of the folder meanwhile, as far as its UIDs tell.
    """

    messages: tuple[Arrival, ...]
    whole: bool


Outline = dict[int, Mapping[bytes, Any]]
"""UID to size, date and perhaps the header, as the server gave them."""

Wanted = Callable[[bytes], bool]
"""Given a header as bytes: should the body be fetched too?"""


def new_uids(client: IMAPClient, after: int) -> list[int]:
    """The UIDs above `after` in the selected folder, ascending, without messages marked as deleted.

    `n:*` means "from n to the last", and where the last is below n the server turns it round and returns the last message all the
    same (RFC 9051 section 9, seq-range): hence the filter.
    """
    found = client.search(["UID", f"{after + 1}:*", "UNDELETED"])
    return sorted({int(uid) for uid in found if int(uid) > after})


def listed(client: IMAPClient, folder: str, state: Position, since: datetime) -> Listed:
    """What the selected folder got since a moment (UTC). The server's SINCE knows days only, of whatever zone (RFC 9051 section 6.4.4)."""
    everything = sorted(int(uid) for uid in client.search(["UNDELETED"]))
    days = {int(uid) for uid in client.search(["SINCE", (since - timedelta(days=1)).date(), "UNDELETED"])}
    dates = {uid: _received(data) for uid, data in _fetch(client, sorted(days), "INTERNALDATE").items()}
    found = sorted((moment, uid) for uid, moment in dates.items() if moment >= since)
    data = _fetch(client, [uid for _, uid in found], "RFC822.SIZE", "INTERNALDATE", "BODY.PEEK[HEADER]")
    messages = (_outlined(Place(folder, state.uidvalidity, uid), data[uid]) for _, uid in found if uid in data)
    return Listed(tuple(messages), _without_holes(everything, {uid for _, uid in found}, state.last_uid))


def _outlined(place: Place, data: Mapping[bytes, Any]) -> Arrival:
    return Arrival(place, _block(data), _size(data), _received(data), headers_only=True)


def _without_holes(everything: Sequence[int], found: set[int], last: int) -> bool:
    """Whether the UIDs run on without a gap from the last one before those that were found, to the last that the folder ever gave."""
    if not everything:
        return last == 0  # never used, or emptied
    first = min(found, default=last + 1)
    before = max((uid for uid in everything if uid < first), default=first - 1)
    return [uid for uid in everything if uid > before] == list(range(before + 1, last + 1))


def batches(client: IMAPClient, uids: Sequence[int], max_size: int, with_header: bool) -> list[Outline]:
    """The messages with these UIDs in outline, cut so that the bodies of one batch fit into memory. The gone ones are left
    out.
    """
    items = ["RFC822.SIZE", "INTERNALDATE"] + (["BODY.PEEK[HEADER]"] if with_header else [])
    cut: list[Outline] = [{}]
    total = 0
    for uid, data in sorted(_fetch(client, uids, *items).items()):
        size = min(_size(data), max_size)
        if cut[-1] and total + size > BATCH_BYTES:
            cut.append({})
            total = 0
        cut[-1][uid] = data
        total += size
    return cut


def bodies(
    client: IMAPClient, folder: str, uidvalidity: int, outline: Outline, max_size: int, wanted: Wanted | None
) -> list[Arrival]:
    """One batch as arrivals, oldest first. Nothing is marked as read (BODY.PEEK).

    A message that the server can't give comes as `unreadable`, and keeps no other from coming.
    """
    whole = [uid for uid, data in outline.items() if _whole(data, max_size, wanted)]
    came = _fetch(client, whole, "BODY.PEEK[]")
    arrivals: list[Arrival] = []
    for uid, data in outline.items():
        place, raw = Place(folder, uidvalidity, uid), _block(came.get(uid, {}))
        if raw:
            arrivals.append(Arrival(place, raw, _size(data), _received(data)))
        elif uid in whole:
            arrivals += _alone(client, place, data)
        else:
            raw = _block(data) or _header(client, uid)
            arrivals.append(Arrival(place, raw, _size(data), _received(data), headers_only=True, oversize=_size(data) > max_size))
    return arrivals


def _whole(data: Mapping[bytes, Any], max_size: int, wanted: Wanted | None) -> bool:
    if _size(data) > max_size:
        return False
    return wanted is None or wanted(_block(data))


def _alone(client: IMAPClient, place: Place, data: Mapping[bytes, Any]) -> list[Arrival]:
    """A message whose body did not come with the others: asked for alone it comes, is gone, or is unreadable."""
    if place.uid not in client.search(["UID", str(place.uid)]):
        return []
    raw, why = b"", "the server gave an empty message"
    try:
        raw = _block(client.fetch([place.uid], ["BODY.PEEK[]"]).get(place.uid, {}))
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError as error:
        why = one_line(error, 200)
    if raw:
        return [Arrival(place, raw, _size(data), _received(data))]
    header = _header(client, place.uid)
    return [Arrival(place, header, _size(data), _received(data), headers_only=True, unreadable=why)]


def _header(client: IMAPClient, uid: int) -> bytes:
    return _block(_fetch(client, [uid], "BODY.PEEK[HEADER]").get(uid, {}))


def _fetch(client: IMAPClient, uids: Sequence[int], *items: str) -> dict[int, Mapping[bytes, Any]]:
    """FETCH, where a NO (one message of the batch is broken at the server) means nothing instead of an error."""
    if not uids:
        return {}
    try:
        answer = client.fetch(uids, list(items))
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError:
        return {} if len(uids) == 1 else {uid: data for one in uids for uid, data in _fetch(client, [one], *items).items()}
    return {uid: data for uid, data in answer.items() if uid in set(uids) and len(data) > 1}


def _received(data: Mapping[bytes, Any]) -> datetime:
    stamp = data.get(b"INTERNALDATE")
    return stamp.astimezone(UTC) if isinstance(stamp, datetime) else datetime.now(UTC)  # a server that does not say


def _size(data: Mapping[bytes, Any]) -> int:
    return int(data.get(b"RFC822.SIZE") or 0)


def _block(data: Mapping[bytes, Any]) -> bytes:
    """The bytes of whichever BODY[…] is there."""
    return next((bytes(value or b"") for key, value in data.items() if key.startswith(b"BODY[")), b"")
