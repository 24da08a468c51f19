"""A record out of a backup is compared with the mailbox: noticed at the start, before any mail is read and any letter leaves.

The decisions stand in `mailroom/restored`; here the mailbox is fetched for them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed
from introd.mailroom.incoming import OURS, SEEN_BEFORE
from introd.mailroom.restored import noticing
from introd.mailroom.restored.copies import Copy, read_copy
from introd.mailroom.restored.findings import Findings, conclude
from introd.mailroom.restored.replay import Replay
from introd.post.arrivals import Arrival, Listed
from introd.post.inbox import Inbox


class Told(Protocol):
    """What the log hears of it."""

    def mail(self, filed: Filed, arrival: Arrival) -> None:
        """A mail was read again."""

    def compared(self, found: Findings) -> None:
        """The record was compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The mailbox and the record. `imap` does something in the thread that owns the connection; `names` are the real folders.

    `wanted` says whether more than the header of a mail may be looked at.
    """

    desk: Desk
    inbox: Inbox
    imap: Callable[..., Awaitable[Any]]
    names: Mapping[str, str]
    told: Told
    wanted: Callable[[bytes], bool]
    stopping: Callable[[], bool]

    async def run(self) -> None:
        """Compare where that is called for. Raises PostError; what was done until then is done, and the next start goes on."""
        since = noticing.to_compare(self.desk) or await self._noticed()
        if since is not None:
            await self._compare(since)

    async def _noticed(self) -> datetime | None:
        """Since when to compare, where the mailbox knows what the record doesn't."""
        alive = noticing.last_alive(self.desk)
        if alive is None:
            return None  # a new record: what lies in the mailbox is left alone
        sent, filed = await self._since("sent", alive), await self._since("handled", alive)
        if not noticing.is_older(self.desk, (m.raw for m in sent.messages), (m.raw for m in filed.messages)):
            return None
        noticing.hold(self.desk)
        return noticing.to_compare(self.desk)

    async def _since(self, folder: str, moment: datetime) -> Listed:
        found: Listed = await self.imap(self.inbox.since, self.names[folder], moment)
        return found

    async def _compare(self, since: datetime) -> None:
        lists = {name: await self._since(name, since) for name in ("sent", "handled", "set_aside")}
        copies = [copy for message in lists["sent"].messages if (copy := await self._copy(message)) is not None]
        found = Findings(since, holes=[self.names[name] for name in ("sent", "handled") if not lists[name].whole])
        found.lost = await self._lost()
        mails = [(message.received, 0, name, message) for name in ("handled", "set_aside") for message in lists[name].messages]
        replay = Replay(self.desk, tuple(copies), found)
        steps: list[tuple[datetime, int, str, Arrival | Copy]] = [*mails, *((copy.at, 1, "", copy) for copy in copies)]
        for _, _, folder, what in sorted(steps, key=lambda step: step[:2]):
            if self.stopping():
                return  # the next start goes on
            if isinstance(what, Copy):
                replay.copy(what)
            else:
                await self._mail(replay, folder, what)
        conclude(self.desk, replay.finish())
        self.told.compared(found)

    async def _copy(self, message: Arrival) -> Copy | None:
        if OURS.encode() not in message.raw.lower():
            return None
        arrival = await self.imap(self.inbox.fetch, message.place)
        return read_copy(arrival.raw, arrival.received, self.desk) if arrival else None

    async def _lost(self) -> int:
        """How many of the newest letters that the record knows to have left are not in Sent: then it tells nothing of the others."""
        sent = self.names["sent"]
        newest = noticing.newest_sent(self.desk)
        return sum([not await self.imap(self.inbox.search_message_id, sent, letter.message_id) for letter in newest])

    async def _mail(self, replay: Replay, folder: str, message: Arrival) -> None:
        """A mail that was filed is read again where the record doesn't know it, and lies where it belongs afterwards."""
        arrival = await self.imap(self.inbox.fetch, message.place) if self.wanted(message.raw) else message
        if arrival is None:
            return
        filed = replay.mail(arrival, was_set_aside=folder == "set_aside")
        if filed.outcome == SEEN_BEFORE:
            return
        self.told.mail(filed, arrival)
        belongs = "set_aside" if filed.folder == "set aside" else "handled"
        if belongs == folder:
            return
        if belongs == "set_aside":
            replay.findings.unread.append(f"a mail of {arrival.received:%Y-%m-%d %H:%M} UTC ({filed.outcome[:100]})")
        await self.imap(self.inbox.file, message.place, self.names[belongs])
