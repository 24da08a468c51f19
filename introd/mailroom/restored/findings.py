"""What the comparison of a restored record with the mailbox has brought, and whether letters may leave again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from introd.decide.letter import Kind, Letter
from introd.decide.model import stamp
from introd.mailroom.desk import Desk
from introd.mailroom.filing import alarm
from introd.mailroom.orders import RESTORED
from introd.mailroom.restored.copies import Copy

_MOST = 40  # lines of one sort that the operator gets
_HARMLESS = frozenset({Kind.ALARM, Kind.DAILY, Kind.DIGEST, Kind.STATUS, Kind.ACKNOWLEDGED, Kind.NOTE, Kind.PROPOSAL})
"""Letters to introducer and operator that ask for nothing: one that nobody can account for may come once more, and no harm is done."""


@dataclass(slots=True)
class Findings:
    """Everything that was found. Only the last five keep letters from leaving."""

    since: datetime
    read: int = 0  # mails that the record did not know
    sent: int = 0  # letters that it owed, and that had left
    moved: int = 0  # of those, found under another Message-ID
    unexplained: list[Copy] = field(default_factory=list)  # letters that left, and that nothing in the record accounts for
    doubtful: list[Letter] = field(default_factory=list)  # letters that should have left by then, and of which there is no copy
    unread: list[str] = field(default_factory=list)  # mails that could not be taken in again by themselves
    holes: list[str] = field(default_factory=list)  # folders from which mail was taken
    lost: int = 0  # letters that the record knows to have left, and of which there is no copy

    @property
    def safe(self) -> bool:
        """Whether the record accounts for all that lies in the mailbox, and the mailbox for all that the record should have sent."""
        unexplained = [copy for copy in self.unexplained if copy.kind not in _HARMLESS]
        return not (unexplained or self.doubtful or self.unread or self.holes or self.lost)

    def words(self) -> list[str]:
        """The findings in lines, for the operator."""
        head = (
            f"The record came out of a backup of about {self.since:%Y-%m-%d %H:%M} UTC. It was compared with the mailbox: {self.read} "
            f"mails were read again, {self.sent} letters that it owed had left already."
        )
        end = (
            "Everything agrees: letters leave again. Whoever was forgotten since the backup by the command line must be forgotten again."
            if self.safe
            else "Nothing leaves until an introducer writes RELEASE. First look at this:"
        )
        return [head, end, *([] if self.safe else self._open())]

    def _open(self) -> list[str]:
        lines = [f"It left, and the record does not know why: {copy.what}." for copy in self.unexplained[:_MOST]]
        lines += [
            f"RELEASE sends it, and no copy tells whether it has left: {_what(letter)}." for letter in self.doubtful[:_MOST]
        ]
        lines += [f"Not taken in again: {what}." for what in self.unread[:_MOST]]
        lines += [
            f"Mail was taken out of {name} since: perhaps somebody was forgotten, or wanted no mail." for name in self.holes
        ]
        if self.lost:
            lines.append(
                f"Of {self.lost} letters that had left before the backup there is no copy in Sent: it does not tell what left."
            )
        return lines


def _what(letter: Letter) -> str:
    return f"{letter.kind} to {letter.to} ({letter.reference})"


def conclude(desk: Desk, found: Findings) -> None:
    """Tell the operator, and let letters leave where that is safe; else they wait for RELEASE."""
    with desk.store.transaction() as work:
        for line in found.words():
            alarm(work, desk, line)
        work.put_setting(RESTORED, None if found.safe else {"compared": stamp(desk.clock())})
