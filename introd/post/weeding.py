"""Taking mail out of a folder that a person should leave no trace in: read message by message, since a server's own search decodes as it likes.

A server finds no accents in another Unicode form, and often nothing in names of files; here the caller looks at the bytes. A long
folder is gone through in slices, so that the inbox is never left alone for long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from introd.post.arrivals import Position
from introd.post.inbox import Inbox

SLICE = 400
"""Messages that are looked at in one go."""

Unwanted = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Weeded:
    """How far it came, whether that is the end of the folder, and how many messages went."""

    position: Position
    ended: bool
    removed: int


def weed(
    inbox: Inbox, folder: str, since: Position | None, unwanted: Unwanted, texts: tuple[str, ...], most: int = SLICE
) -> Weeded:
    """Remove what is unwanted among the next messages after `since`. What is too large to be read is looked up by `texts`, at the
    server. Belongs to the thread of the inbox. Raises PostError.
    """
    end = inbox.position(folder)
    position, removed, unread = since or Position(end.uidvalidity, 0), 0, False
    for count, arrival in enumerate(inbox.arrivals(folder, since), 1):
        position = arrival.position
        unread = unread or arrival.headers_only
        if unwanted(arrival.raw):
            removed += inbox.delete(arrival.place)
        if count >= most:
            break
    else:
        position = Position(end.uidvalidity, max(end.last_uid, position.last_uid))
    if unread:
        removed += inbox.erase(folder, texts)
    return Weeded(position, position.last_uid >= end.last_uid, removed)
