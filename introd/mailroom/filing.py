"""Storing a decision in the commit that is under way: the case, the letters owed, the notes for the day, the alarms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from introd.decide.case import Case, Side
from introd.decide.decision import Decision, Note
from introd.decide.letter import Kind, Letter, Status
from introd.decide.model import stamp
from introd.decide.privacy import person
from introd.decide.settings import IntroducerSettings
from introd.mailroom import weekly
from introd.mailroom.desk import Desk, document_of, letter_of
from introd.mailroom.ledger import write_down
from introd.mailroom.owing import daily_moment, owe
from introd.mailroom.people import same
from introd.mailroom.since.facts import completed
from introd.record.store import Transaction

__all__ = ["Filed", "alarm", "note_for_the_day", "owe", "store"]

_MOST_LINES = 100  # in one alarm


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a mail: which folder it goes to, and why, in words for the log."""

    folder: Literal["handled", "set aside", "nowhere"]
    outcome: str
    reference: str = ""


def store(work: Transaction, desk: Desk, before: Case | None, decision: Decision) -> Case:
    """Put everything that was decided into the record; gives the case with its new revision."""
    case = decision.case
    revision = work.put_introduction(document_of(case), expect=before.revision if before else 0)
    for letter in decision.letters:
        if (ready := completed(work, desk, case, letter)) is not None:
            owe(work, desk, ready)
    for address in decision.opt_out:
        work.opt_out(desk.address_hash(address), at=stamp(desk.clock()))
    for known in decision.also_at:
        same.join(work, case.owner, known.old, known.new, case.party(known.side).name)
    write_down(work, desk, case, decision.deeds)
    weekly.happened(work, desk, case, decision)
    if decision.notes:
        note_for_the_day(work, desk, desk.owner(case), case, decision.notes)
    return case.but(revision=revision)


def note_for_the_day(work: Transaction, desk: Desk, introducer: IntroducerSettings, case: Case, notes: tuple[Note, ...]) -> None:
    """Add lines to the introducer's next daily note; the note is owed with its first line."""
    at = stamp(desk.clock())
    note_lines(work, desk, introducer, [
        {"reference": case.reference, "what": n.what, "who": _called(case, n.side), "detail": n.detail, "at": at} for n in notes
    ])  # fmt: skip


def note_lines(work: Transaction, desk: Desk, introducer: IntroducerSettings, lines: list[dict[str, str]]) -> None:
    """The same with lines as they are: reference (may be empty), what, who, detail, at."""
    now = desk.clock()
    moment = daily_moment(now, desk, introducer)
    while True:
        key = f"daily/{introducer.key}/{moment.date().isoformat()}"
        known = work.letter(key)
        if known is None:
            break
        if known["status"] == Status.PENDING:
            work.amend(key, facts={"notes": [*letter_of(known).facts["notes"], *lines]})
            return
        moment = daily_moment(moment, desk, introducer)
    owe(work, desk, Letter(
        key=key, reference="", owner=introducer.key, kind=Kind.DAILY, reader="introducer", to=introducer.key,
        facts={"notes": lines}, not_before=moment, created=now, order=8,
    ))  # fmt: skip


def _called(case: Case, side: Side | None) -> str:
    """Whom a line is about, as the introducer calls them; empty where it is about no party."""
    party = next((p for p in case.parties if p.side == side), None)
    return (person(party.name)["first_name"] or party.address) if party else ""


def alarm(work: Transaction, desk: Desk, line: str) -> None:
    """Tell the operator. What comes within a quarter of an hour goes into one letter."""
    now = desk.clock()
    if not desk.settings.operator:
        return
    slot = f"alarm/{now.replace(minute=now.minute - now.minute % 15):%Y%m%dT%H%M}"
    number, key = 1, slot
    while (known := work.letter(key)) is not None:
        lines = letter_of(known).facts["lines"]
        if line in lines:
            return
        if known["status"] == Status.PENDING and len(lines) < _MOST_LINES:
            work.amend(key, facts={"lines": [*lines, line]})
            return
        number, key = number + 1, f"{slot}/{number + 1}"
    owe(work, desk, Letter(
        key=key, reference="", owner="", kind=Kind.ALARM, reader="operator", to=desk.settings.operator,
        facts={"lines": [line]}, not_before=now, created=now, order=1,
    ))  # fmt: skip
