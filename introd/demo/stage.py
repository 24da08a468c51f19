"""The stage: the real daemon between two real mail servers, and a clock that is moved.

Nothing here is pretended but time and people: letters leave over SMTP, mail is read over IMAP, the record is on disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from introd import house
from introd.daemon import Daemon
from introd.decide.case import Case
from introd.demo.cast import CAST, INTRO, KEEPER, Persona, persona_of, settings
from introd.demo.clock import Clock
from introd.demo.replies import Note, write
from introd.demo.sheets import Sheet
from introd.demo.telling import understood
from introd.mailroom import duties
from introd.mailroom.departures import Outgoing
from introd.mailroom.desk import Desk, case_in
from introd.mailroom.filing import Filed
from introd.mailroom.incoming import context_of
from introd.mailroom.placing import place
from introd.mailroom.restored.findings import Findings
from introd.post.arrivals import Arrival
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.post.outcome import Outcome, Sent
from introd.read import understand
from introd.read.mail import parse
from introd.read.reading import Reading
from introd.sandbox.world import MailWorld

FOLDERS = {"handled": "Handled", "set_aside": "Set aside", "sent": "Sent", "junk": "Junk"}
REFERENCES = ("k3x9", "m7t2")
_DRAW = 0.4  # what chance says here, always, so that the story is the same each time
_NUDGE = timedelta(seconds=30)
_MOST_PASSES = 60

Shown = Callable[[Sheet], None]


@dataclass(slots=True)
class Ear:
    """Listens to what the daemon tells its operator: which letters left, what became of mails, and what went wrong."""

    left: deque[tuple[str, str]] = field(default_factory=deque)  # Message-ID and reader, in the order of leaving
    filed: list[Filed] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def mail(self, filed: Filed, arrival: Arrival) -> None:  # noqa: ARG002
        """A mail was dealt with."""
        self.filed.append(filed)
        if filed.folder == "set aside":
            self.troubles.append(f"a mail was set aside: {filed.outcome}")

    def rang(self, reference: str, timer: str) -> None:
        """A timer rang."""

    def letter(self, outgoing: Outgoing, outcome: Outcome) -> None:
        """A letter was handed to the server, or not."""
        if isinstance(outcome, Sent):
            self.left.append((outgoing.message_id, outgoing.to))
        else:
            self.troubles.append(f"the {outgoing.kind} to {outgoing.to} did not leave: {outcome.reason}")

    def trouble(self, where: str, error: Exception, pause: float) -> None:  # noqa: ARG002
        """A server can't be reached or refuses."""
        self.troubles.append(f"{where}: {error}")

    def compared(self, found: Findings) -> None:
        """No play begins with a backup."""
        self.troubles += found.words()


@dataclass(slots=True)
class Stage:
    """The play as it goes. `album` holds every mail so far; `shown` is called with each as it comes."""

    clock: Clock
    world: MailWorld
    desk: Desk
    daemon: Daemon
    ear: Ear
    shown: Shown
    album: list[Sheet] = field(default_factory=list)
    story: int = 1
    note: Callable[[Sheet], str] | None = None
    outboxes: dict[str, Outbox] = field(default_factory=dict)

    async def send(self, note: Note, telling: str = "") -> Sheet:
        """Somebody writes: their mail goes to everybody in To and Cc over SMTP, and introd deals with it at once."""
        raw = write(note)
        sheet = self._keep(Sheet(0, self.clock(), note.author.key, (), raw, note=telling))
        for address in sheet.message["To"].addresses + (sheet.message["Cc"].addresses if sheet.message["Cc"] else ()):
            outcome = await self._outbox(note.author).send(raw, note.author.address, address.addr_spec)
            if not isinstance(outcome, Sent):
                self.ear.troubles.append(f"{note.author.name} could not send: {outcome.reason}")
        await self.settle()
        return sheet

    async def settle(self) -> None:
        """Let the daemon work until there is nothing more to do at this moment."""
        for _ in range(_MOST_PASSES):
            done = await self.daemon.work()
            await self._collect()
            if not done:
                return
        self.ear.troubles.append("the daemon does not come to rest")

    async def until(self, moment: datetime) -> None:
        """Let time pass, from one due moment to the next, until `moment`."""
        while (due := duties.next_due(self.desk)) is not None and due <= moment:
            await self.step(due)
        self.clock.move(moment)
        await self.settle()

    async def step(self, due: datetime | None = None) -> bool:
        """Move the clock to the next due moment and work. False where nothing is due any more."""
        due = due or duties.next_due(self.desk)
        if due is None:
            return False
        self.clock.move(max(due, self.clock() + _NUDGE) if due <= self.clock() else due)
        await self.settle()
        return True

    def case(self, reference: str) -> Case:
        """The case as the record has it. Raises KeyError for an unknown reference."""
        with self.desk.store.view() as view:
            found = case_in(view, reference)
        if found is None:
            raise KeyError(reference)
        return found

    def owed(self) -> int:
        """How many letters are still to leave."""
        with self.desk.store.view() as view:
            return len(list(view.unsettled()))

    def mailbox(self, who: Persona) -> list[Sheet]:
        """What somebody has received from introd, oldest first."""
        return [s for s in self.album if who.key in s.readers and s.author == "introd"]

    def last(self, who: Persona, *kinds: str) -> Sheet | None:
        """The newest letter of introd's of these kinds (or any) that somebody has."""
        return next((s for s in reversed(self.mailbox(who)) if not kinds or s.kind in kinds), None)

    def reading(self, raw: bytes) -> Reading:
        """How introd understands a mail, by the same pure functions that it uses itself."""
        mail = parse(raw)
        with self.desk.store.view() as view:
            placed = place(mail, view, INTRO)
        return understand.understand(mail, context_of(mail, placed, self.desk))

    def _read(self, raw: bytes) -> str:
        return understood(self.reading(raw))

    def _outbox(self, who: Persona) -> Outbox:
        return self.outboxes.setdefault(who.key, Outbox(self.world.smtp_account(who.address)))

    async def _collect(self) -> None:
        """Lay the letters that have left into the album, in the order of their leaving."""
        while self.ear.left:
            message_id, to = self.ear.left.popleft()
            lying = reversed(await self.world.mailbox(to))
            raw = next((raw for raw in lying if message_id.encode() in raw), None)
            if raw is None:
                self.ear.troubles.append(f"{message_id} to {to} left and did not arrive")
            elif to == KEEPER:
                alarm = " ".join(Sheet(0, self.clock(), "introd", (), raw).text.split())
                self.ear.troubles.append(f"the operator was alarmed: {alarm[:300]}")
            else:
                sheet = Sheet(0, self.clock(), "introd", (), raw)
                self._keep(replace(sheet, kind=sheet.field("X-Introd-Letter")), reader=to)

    def _keep(self, sheet: Sheet, reader: str = "") -> Sheet:
        """Number a mail, note what the storyteller says of it, and show it."""
        fields = (sheet.message[name] for name in ("To", "Cc"))
        named = [reader] if reader else [a.addr_spec for field in fields if field is not None for a in field.addresses]
        readers = tuple(dict.fromkeys(p.key if (p := persona_of(a)) else "introd" for a in named))
        sheet = replace(sheet, number=len(self.album) + 1, readers=readers, story=self.story)
        read = self._read(sheet.raw) if sheet.author != "introd" and "introd" in readers else ""
        sheet = replace(sheet, read=read, note=sheet.note or (self.note(sheet) if self.note else ""))
        self.album.append(sheet)
        self.shown(sheet)
        return sheet


@asynccontextmanager
async def opened(folder: Path, start: datetime, shown: Shown) -> AsyncIterator[Stage]:
    """A stage with both servers running; `folder` holds the record. Everything is closed afterwards."""
    clock, ear = Clock(start), Ear()
    users = dict.fromkeys((INTRO, KEEPER, *(p.address for p in CAST)), "demo")
    store = house.open_record(folder)
    try:
        async with MailWorld(users, clock, "mx.example.org") as world:
            names = iter(REFERENCES)
            desk = replace(
                house.desk_for(store, settings(), world.name, clock),
                secret=b"the same each time: it guards nothing here"[:32],
                chance=lambda: _DRAW,
                name=lambda length: next(names, None) or house.draw_name(length),
            )
            post = Inbox(world.imap_account(INTRO)), Outbox(world.smtp_account(INTRO))
            daemon = Daemon(desk, *post, ear, FOLDERS)
            stage = Stage(clock, world, desk, daemon, ear, shown)
            try:
                yield stage
            finally:
                await daemon.close()
                for outbox in stage.outboxes.values():
                    await outbox.close()
    finally:
        store.close()
