"""The daemon: read the inbox to its end, let timers ring, carry letters out, wait; and again.

Inbox before outbox: a pass carries letters out only after it has read the inbox to its end, so that no letter leaves while a
CANCEL, a NO or a STOP lies unread. One thread owns the IMAP connection and hands over bytes; the event loop owns the record and SMTP.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

import schedule

from introd.comparing import Comparison
from introd.mailroom import beginning, departures, duties, headers
from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed, alarm
from introd.mailroom.incoming import receive, set_aside
from introd.mailroom.people import forgetting, queue
from introd.mailroom.restored.findings import Findings
from introd.mailroom.watch import Watch
from introd.post.arrivals import Arrival, Position
from introd.post.errors import FolderRefused, PostError
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.post.outcome import Later, Outcome, Sent, Unknown
from introd.post.weeding import weed
from introd.record import backups
from introd.record.errors import RecordUnwritable

T = TypeVar("T")

_SLICE = 15.0  # seconds: the longest wait before the inbox is looked at again, pushed or not
_LIFE = 5  # seconds between signs of life
_BATCH = 20  # letters before the inbox is looked at again
_PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)  # seconds between tries to reach the inbox


class Told(Protocol):
    """One method for each thing that an operator cares about; see `journal.py`."""

    def mail(self, filed: Filed, arrival: Arrival) -> None:
        """A mail was dealt with."""

    def rang(self, reference: str, timer: str) -> None:
        """A timer rang."""

    def letter(self, outgoing: departures.Outgoing, outcome: Outcome) -> None:
        """A letter was handed to the server, or not."""

    def trouble(self, where: str, error: Exception, pause: float) -> None:
        """A server can't be reached or refuses."""

    def compared(self, found: Findings) -> None:
        """A record out of a backup was compared with the mailbox."""


@dataclass(slots=True)
class Daemon:
    """The running daemon. `folders` maps handled, set aside, sent and junk to the real names of the mailbox."""

    desk: Desk
    inbox: Inbox
    outbox: Outbox
    told: Told
    folders: dict[str, str]
    watch: Watch = field(default_factory=Watch)
    stopping: bool = False
    ready: Callable[[], None] = lambda: None
    alive: Callable[[], object] = lambda: None
    slice: float = _SLICE
    state: Path | None = None  # where the command line leaves orders
    backups: Path | None = None  # where a copy of the record is kept for each day
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="imap"))
    _since: Position | None = None
    _failures: int = 0
    _backed_up: date | None = None  # the day whose copy was seen to
    _closed: bool = False
    _prepared: bool = False  # whether folders and positions are known to this connection
    _compared: bool = False  # whether it is known that the record is no older than the mailbox
    _copies: bool = True  # whether copies in Sent are ours to make
    _names: dict[str, str] = field(default_factory=dict)

    async def run(self) -> None:
        """Work until `stop` is called. Raises RecordError when the record can't be trusted; a server's trouble is waited out."""
        self._recover()
        beating = asyncio.create_task(self._beat())
        try:
            while not self.stopping:
                try:
                    await self.work()
                    self._failures = 0
                    self.ready()
                    await self._wait()
                except PostError as error:
                    await self._back_off(error)
        finally:
            beating.cancel()
            await self.close()

    async def _beat(self) -> None:
        """The heartbeat: tell that we live, and ask what is due. What is due stands in the record; nothing depends on this memory."""
        beat = self._rhythm()
        while True:
            beat.run_pending()
            if went_back(beat):
                beat = self._rhythm()
            await asyncio.sleep(0.25)

    def _rhythm(self) -> schedule.Scheduler:
        beat = schedule.Scheduler()
        beat.every(_LIFE).seconds.do(self._live)
        beat.every(1).seconds.do(self._look)
        return beat

    def _live(self) -> None:
        self.alive()

    def _look(self) -> None:
        """Something has come due: end the wait for mail, so that a pass begins."""
        due = duties.next_due(self.desk)
        if due is not None and due <= self.desk.clock():
            self.inbox.wake()

    async def once(self) -> None:
        """Do everything that is due now, then stop. Raises PostError when the inbox can't be read: then nothing leaves."""
        self._recover()
        try:
            while await self.work():
                pass
        finally:
            await self.close()

    def stop(self) -> None:
        """Finish the step at hand, then stop. May be called from a signal."""
        self.stopping = True
        self.inbox.wake()

    async def close(self) -> None:
        """Let go of both servers; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(PostError):
            await self._imap(self.inbox.close)
        await self.outbox.close()
        self._thread.shutdown(wait=False)

    async def work(self) -> int:
        """One pass: inbox to its end, timers, letters. How much there was to do. Raises PostError."""
        done = await self._read()
        if self.stopping:  # perhaps not to its end: nothing may follow from that
            return done
        done += self._orders() + await self._forget()
        self._back_up()
        rung = [] if self.watch.suspicious(self.desk) else duties.ring_due(self.desk)
        for reference, timer in rung:
            self.told.rang(reference, timer)
        await self._settle_doubts()
        return done + len(rung) + await self._carry_out()

    def _recover(self) -> None:
        departures.recover(self.desk)

    async def _imap(self, work: Callable[..., T], *args: Any, **named: Any) -> T:
        """Do something in the one thread that owns the connection."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, functools.partial(work, *args, **named))

    async def _read(self) -> int:
        """Read the inbox to its end, oldest first; each mail is filed after its commit. How many mails."""
        if not (self.inbox.connected and self._prepared):
            await self._connect()
        if not self._compared:
            await self._compare()
        count = await self._folder("INBOX")
        return count + await self._junk()

    async def _connect(self) -> None:
        self._prepared = False
        await self._imap(self.inbox.connect)
        self._names = await self._imap(self.inbox.ensure_folders, self.folders.values())
        for name, folder in ((beginning.START, "INBOX"), (beginning.JUNK, self._names[self.folders["junk"]])):
            if beginning.position(self.desk, name) is None:  # the very first start: what lies there already is left alone
                beginning.keep(self.desk, name, await self._imap(self.inbox.position, folder))
        self._copies = not await self._imap(lambda: self.inbox.keeps_sent_copies)
        self._since = None
        self._prepared = True

    async def _compare(self) -> None:
        """Before the first mail is read: is this record out of a backup? What is to be forgotten must not come back by that."""
        await self._forget()
        names = {name: self._names[folder] for name, folder in self.folders.items()}
        wanted = functools.partial(headers.wanted, self.desk.settings.address)
        await Comparison(self.desk, self.inbox, self._imap, names, self.told, wanted, lambda: self.stopping).run()
        self._compared = not self.stopping

    async def _folder(self, folder: str) -> int:
        count, left, start = 0, None, beginning.position(self.desk, beginning.START)
        self._since = self._since or start
        wanted = functools.partial(headers.wanted, self.desk.settings.address)
        arrivals = await self._imap(self.inbox.arrivals, folder, self._since, wanted)
        while not self.stopping and (arrival := await self._imap(next, arrivals, None)) is not None:
            if beginning.has_moved(start, arrival) and beginning.is_from_before(self.desk, arrival):
                left = arrival.position
            else:
                await self._handle(arrival)
                count += 1
            self._since = arrival.position
        if left is not None and not self.stopping:
            beginning.moved_on(self.desk, left)
        return count

    async def _handle(self, arrival: Arrival) -> None:
        """One mail: its commit first, then its folder."""
        if arrival.oversize or arrival.unreadable:
            reason = arrival.unreadable or f"larger than {self.inbox.max_size} bytes"
            filed = set_aside(arrival.raw, reason, self.desk)
        else:
            filed = receive(arrival.raw, arrival.received, self.desk)
        self.told.mail(filed, arrival)
        try:
            await self._file(filed, arrival)
        except PostError as error:
            if not self.inbox.connected:
                raise
            self.told.trouble("filing", error, 0)  # it was dealt with; it is filed after the next connection

    async def _file(self, filed: Filed, arrival: Arrival) -> None:
        if filed.folder == "nowhere":
            await self._imap(self.inbox.delete, arrival.place)
        else:
            target = self._names[self.folders["handled" if filed.folder == "handled" else "set_aside"]]
            await self._imap(self.inbox.file, arrival.place, target)

    async def _junk(self) -> int:
        """Answers that the server took for junk: only those that carry a token of ours are looked at."""
        junk, count = self._names[self.folders["junk"]], 0
        address = self.desk.settings.address
        arrivals = await self._imap(
            self.inbox.arrivals,
            junk,
            beginning.position(self.desk, beginning.JUNK),
            functools.partial(headers.wanted_of_junk, address),
        )
        while not self.stopping and (arrival := await self._imap(next, arrivals, None)) is not None:
            if not arrival.headers_only or headers.carries(address, arrival.raw):
                await self._handle(arrival)
                count += 1
            beginning.keep(self.desk, beginning.JUNK, arrival.position)
        return count

    def _orders(self) -> int:
        """What the command line left to do."""
        return queue.take_up(self.state, self.desk) if self.state else 0

    async def _forget(self) -> int:
        """Mail about whom is to be forgotten goes from every folder of ours, a slice a pass; then the record forgets the traces too."""
        count = 0
        for chore in list(forgetting.chores(self.desk)):
            try:
                ended = await self._weed(chore)
            except FolderRefused as error:  # tried again at the next pass; it keeps nothing else from being done
                self.told.trouble("forgetting", error, 0)
                continue
            if ended:
                forgetting.done(self.desk, chore)
            count += 1
        forgetting.scrub(self.desk)
        return count

    def _back_up(self) -> None:
        """A copy of the record a day; those whose day has come go. A folder that can't be used stops nothing else."""
        today = self.desk.clock().date()
        if self.backups is None or self._backed_up == today:
            return
        self._backed_up = today
        try:
            backups.keep(self.desk.store, self.backups, today, self.desk.settings.backup_days)
        except RecordUnwritable as error:
            self.told.trouble("backup", error, 0)
            with self.desk.store.transaction() as work:
                alarm(work, self.desk, f"No backup of the record: {error}")

    async def _weed(self, chore: forgetting.Chore) -> bool:
        """A slice of each folder; whether all of them were gone through to the end."""
        ended = True
        for name, unwanted in forgetting.FOLDERS.items():
            at = chore.walked.get(name)
            found = await self._imap(
                weed, self.inbox, self._names[self.folders[name]], Position(*at) if at else None,
                functools.partial(unwanted, traces=chore.traces), chore.traces.texts,
            )  # fmt: skip
            ended = ended and found.ended
            chore = forgetting.walked(self.desk, chore, name, (found.position.uidvalidity, found.position.last_uid))
        return ended

    async def _settle_doubts(self) -> None:
        """Letters whose outcome is unknown: a copy in Sent is evidence that they left."""
        for letter in departures.doubtful(self.desk):
            sent = self._names[self.folders["sent"]]
            found = await self._imap(self.inbox.search_message_id, sent, letter.message_id, **departures.evidence(letter))
            departures.resolve(letter.key, found, self.desk)

    async def _carry_out(self) -> int:
        """Letters that may leave, a few at a time: then the inbox is looked at again."""
        read = self.desk.clock()
        for count in range(_BATCH):
            outgoing = departures.next_letter(self.desk, read)
            if outgoing is None:
                return count
            outcome = await self._send(outgoing)
            if isinstance(outcome, Sent):
                await self._keep_copy(outgoing)
            letter = departures.settle(outgoing.key, outcome, self.desk)
            if isinstance(outcome, Sent):
                self.watch.flood(self.desk, letter)
            self.told.letter(outgoing, outcome)
            if self.stopping or (isinstance(outcome, Later) and outcome.fault is not None):
                return count + 1  # a fault of the server concerns every letter: first the inbox again
        return _BATCH

    async def _send(self, outgoing: departures.Outgoing) -> Outcome:
        """Hand a letter in. A fault of ours on the way leaves it unknown, and the daemon alive."""
        try:
            return await self.outbox.send(outgoing.raw, outgoing.reverse_path, outgoing.to)
        except Exception as fault:  # whatever a letter makes us stumble over
            return Unknown(f"a fault of introd: {type(fault).__name__}: {fault}")

    async def _keep_copy(self, outgoing: departures.Outgoing) -> None:
        """A copy in Sent, before the record knows: after a crash it is the evidence that the letter left."""
        try:
            if self._copies:
                sent = self._names[self.folders["sent"]]
                await self._imap(self.inbox.append, sent, outgoing.raw, when=self.desk.clock())
        except PostError as error:
            self.told.trouble("Sent", error, 0)

    async def _wait(self) -> None:
        """Until there is mail, or the heartbeat finds something due, but never longer than a slice."""
        if not self.stopping:
            await self._imap(self.inbox.wait, self.slice)

    async def _back_off(self, error: PostError) -> None:
        pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        self.told.trouble("IMAP", error, pause)
        if self._failures == len(_PAUSES):
            with self.desk.store.transaction() as work:
                alarm(work, self.desk, f"The inbox can't be read: {error}")
        until = asyncio.get_running_loop().time() + pause
        while not self.stopping and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.2)


def went_back(beat: schedule.Scheduler) -> bool:
    """Whether the clock was set back under a heartbeat, which goes by local time: it would be silent until the old hour is reached."""
    return (beat.idle_seconds or 0) > _LIFE
