"""What happened since the backup, once more and in its order, under a clock that stands at each moment in turn.

The record decides as it did then: the same mail, the same timers and the same answers of the server give the same letters under the
same Message-IDs, and a letter of which a copy lies in Sent has left. Nothing is sent here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from introd.decide.letter import Kind, Letter, Status
from introd.decide.model import stamp
from introd.mailroom import departures, digests, duties
from introd.mailroom.desk import Desk, letter_of
from introd.mailroom.filing import Filed
from introd.mailroom.groups import pairs
from introd.mailroom.incoming import SEEN_BEFORE, context_of, receive, set_aside
from introd.mailroom.placing import Placed
from introd.mailroom.restored.copies import Copy
from introd.mailroom.restored.findings import Findings
from introd.post.arrivals import Arrival
from introd.post.outcome import Sent
from introd.read import understand
from introd.read.mail import parse
from introd.read.reading import Mail, UnreadableMail

_PATIENCE = timedelta(minutes=15)  # clocks of servers differ: a copy may come before what decided its letter
_AFTERWARDS = timedelta(minutes=5)  # what was decided so shortly before the end may not have left any more
_SHOWN = frozenset({Kind.CONFIRMATION, Kind.MISSING, Kind.NOTE})
"""The first letter about a new case."""
_STEPS = 10_000
_EVER = stamp(datetime(1970, 1, 1, tzinfo=UTC))
_OWED = (Status.PENDING, Status.LATER)


@dataclass(slots=True)
class Replay:
    """A replay over a record. Feed it mails and copies in the order of their moments, then `finish`.

    `copies` are all of them beforehand: a request is opened again under the reference that its first letter had.
    """

    desk: Desk
    copies: tuple[Copy, ...]
    findings: Findings
    now: datetime = field(init=False)
    _waiting: list[Copy] = field(init=False, default_factory=list)
    _names: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """The clock stands where the comparison begins."""
        self.now, draw = self.findings.since, self.desk.name
        self.desk = replace(
            self.desk, clock=lambda: self.now, name=lambda n: self._names.pop(0) if self._names else draw(n), replaying=True
        )

    def mail(self, arrival: Arrival, *, was_set_aside: bool = False) -> Filed:
        """A mail that was filed: taken in as at its moment, unless the record knows it.

        What was set aside then was not obeyed, and nobody knows why any more: it counts as too old, so that only a NO, a STOP or a CANCEL
        still does.
        """
        self._advance(arrival.received)
        if arrival.oversize or arrival.unreadable:
            filed = set_aside(arrival.raw, arrival.unreadable or "too large", self.desk)
        else:
            self._names = self._references(arrival.raw)
            old = self.now - self.desk.settings.old_mail.duration - timedelta(seconds=1)
            filed = receive(arrival.raw, old if was_set_aside else arrival.received, self.desk)
        self._names = []
        self.findings.read += filed.outcome != SEEN_BEFORE
        self._settle_waiting()
        return filed

    def copy(self, copy: Copy) -> None:
        """A letter that left: settled, as soon as the record owes it."""
        self._advance(copy.at)
        self._waiting.append(copy)
        self._settle_waiting()

    def finish(self) -> Findings:
        """What is left over at the end is told."""
        for copy in self._waiting:
            if not (self._by_id(copy) or self._by_kind(copy)):
                self.findings.unexplained.append(copy)
        self._waiting = []
        self.findings.doubtful += self._doubtful()
        return self.findings

    def _advance(self, moment: datetime) -> None:
        """Time goes on until a moment; the timers on the way ring, each at its own."""
        moment = max(moment, self.now)
        for _ in range(_STEPS):
            with self.desk.store.view() as view:
                due = view.due_introductions(stamp(moment), 1)
            if not due:
                break
            self.now = max(self.now, datetime.fromisoformat(due[0]["due"]))
            duties.ring_due(self.desk)
            self._settle_waiting()
        self.now = moment
        self._settle_waiting()

    def _settle_waiting(self) -> None:
        still = []
        for copy in self._waiting:
            late = self.now - copy.at >= _PATIENCE
            if not (self._by_id(copy) or (late and self._by_kind(copy))):
                still.append(copy)
        self._waiting = still

    def _by_id(self, copy: Copy) -> bool:
        """The letter of exactly this Message-ID; the two copies of a handover are told apart by their readers."""
        with self.desk.store.view() as view:
            found = view.introduction_of_message(copy.message_id)
            documents = view.letters_of(found[0]) if found and found[0] else [view.letter(found[1])] if found else []
        letters = [letter_of(d) for d in documents if d and d["message_id"] == copy.message_id]
        exact = [le for le in letters if len(letters) == 1 or le.reader == copy.role]
        return bool(exact) and self._settle(exact[0], copy)

    def _by_kind(self, copy: Copy) -> bool:
        """An owed letter of the same kind to the same reader in the same case: what came before it went otherwise than it does here."""
        with self.desk.store.view() as view:
            found = [letter_of(d) for to in copy.to for d in view.letters_to(self.desk.address_hash(to), _EVER)]
        fits = [
            le for le in found
            if le.status in _OWED and le.kind is copy.kind and le.reference == copy.reference and copy.role in ("", le.reader)
        ]  # fmt: skip
        if not fits:
            return False
        letter = min(fits, key=lambda le: le.not_before)
        with self.desk.store.transaction() as work:
            work.amend(letter.key, message_id=copy.message_id)
        self.findings.moved += 1
        return self._settle(letter.but(message_id=copy.message_id), copy)

    def _settle(self, letter: Letter, copy: Copy) -> bool:
        if letter.status in (Status.NEVER, Status.WITHDRAWN):
            self.findings.unexplained.append(copy)
        if letter.status in (Status.NEVER, Status.WITHDRAWN, Status.SENT):
            return True
        if letter.status in _OWED:
            with self.desk.store.transaction() as work:
                if letter.kind is Kind.DIGEST:
                    digests.compose(work, letter, self.desk)  # its numbers are what an answer names
                work.claim(letter.key, stamp(max(copy.at, letter.not_before)), departures.LEASE)
        departures.settle(letter.key, Sent("found in Sent"), replace(self.desk, clock=lambda: copy.at))
        self.findings.sent += 1
        return True

    def _doubtful(self) -> list[Letter]:
        """Letters about cases that should have left before the end, and of which there is no copy.

        Letters of no case are named by their day or by the mail that they answer, and the kind letter by its number: had one left,
        its copy would have been known by its Message-ID.
        """
        with self.desk.store.view() as view:
            due = [letter_of(d) for d in view.due_letters(stamp(self.now - _AFTERWARDS), _STEPS)]
        cases = [letter for letter in due if letter.reference and letter.kind is not Kind.TIMING]
        return [letter for letter in cases if departures.would_leave(letter, self.desk)]

    def _references(self, raw: bytes) -> list[str]:
        """The references that the introductions of a request had, in the order in which they are opened."""
        try:
            mail = parse(raw)
        except UnreadableMail:
            return []
        shown = [copy for copy in self.copies if copy.kind in _SHOWN and copy.reference and self._begins(copy, mail)]
        if len({copy.reference for copy in shown}) < 2:
            return list({copy.reference for copy in shown})
        reading = understand.understand(mail, context_of(mail, Placed(), self.desk))
        asked = pairs(reading.request, f"{reading.text}\n{mail.subject}") if reading.request else []
        return [_best(shown, [p.email or p.name for p in one.parties]) for one in asked]

    def _begins(self, copy: Copy, mail: Mail) -> bool:
        """Whether a letter showed for the first time what a mail asked for. What an outsider asks for is shown in no thread."""
        with self.desk.store.view() as view:
            known = view.introduction(copy.reference) is not None
        if known or mail.author is None:
            return False
        if copy.answers:
            return copy.answers == mail.message_id
        return self.desk.settings.introducer(mail.author.email) is None and mail.author.email in copy.text and copy.at >= self.now


def _best(shown: Iterable[Copy], naming: list[str]) -> str:
    """The reference of the letter that names the most of these."""
    return max(shown, key=lambda copy: sum(name in copy.text for name in naming)).reference
