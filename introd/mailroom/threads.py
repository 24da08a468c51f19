"""Mail in the thread between the two: only who wrote is noted, from the headers. Words there can consent to nothing."""

from __future__ import annotations

from introd.decide.case import Case, Entry, Party, other
from introd.decide.decision import At, Decision, Drawing
from introd.decide.letter import Kind
from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed, store
from introd.mailroom.placing import Placed
from introd.read.reading import Mail
from introd.record.store import Transaction


def receive(work: Transaction, mail: Mail, placed: Placed, desk: Desk) -> Filed:
    """Note who wrote; who wrote to the daemon alone is told so, with the other's address."""
    case = placed.case
    writer = _writer(case, mail) if case else None
    if case is None or writer is None:
        return Filed("nowhere", "in the introduced thread, by somebody else", case.reference if case else "")
    decision = _heard(case, writer, mail, desk.at(desk.owner(case)))
    store(work, desk, case, decision)
    return Filed("nowhere", f"{writer.side} wrote in the introduced thread", case.reference)


def _writer(case: Case, mail: Mail) -> Party | None:
    return next((p for p in case.parties if mail.author and p.address.casefold() == mail.author.email), None)


def _heard(case: Case, writer: Party, mail: Mail, at: At) -> Decision:
    drawing = Drawing(case, at)
    reached = {a.email for a in (*mail.to, *mail.cc)}
    if case.party(other(writer.side)).address.casefold() in reached:
        drawing.change(history=(*case.history, Entry(at=at.now, what="wrote to the other", side=writer.side)))
    else:
        drawing.log("wrote to introd alone", writer.side)
        drawing.to_party(Kind.THREAD_ONLY, writer.side)
    return drawing.done()
