"""Mail in the thread between the two: only who wrote is noted, from the headers. Words there can consent to nothing."""

from __future__ import annotations

from introd.decide.case import Case, Party, other
from introd.decide.events import ThreadWritten
from introd.decide.transitions import decide
from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed, store
from introd.mailroom.placing import Placed
from introd.read.reading import Mail
from introd.record.store import Transaction


def receive(work: Transaction, mail: Mail, placed: Placed, desk: Desk) -> Filed:
    """Note who wrote; who wrote to the daemon alone is told so, with the other's address."""
    case = placed.case
    writer = _writer(case, mail) if case else None
    if case is not None and writer is None and not _reaches_others(mail, desk.settings.address):
        return Filed(
            "set aside", "to introd alone in the introduced thread, by somebody who is neither of the two", case.reference
        )
    if case is None or writer is None:
        return Filed("nowhere", "in the introduced thread, by somebody else", case.reference if case else "")
    decision = decide(case, _written(case, writer, mail, desk.settings.address), desk.at(desk.owner(case)))
    store(work, desk, case, decision)
    return Filed("nowhere", f"{writer.side} wrote in the introduced thread", case.reference)


def _writer(case: Case, mail: Mail) -> Party | None:
    return next((p for p in case.parties if mail.author and p.address.casefold() == mail.author.email), None)


def _reaches_others(mail: Mail, address: str) -> bool:
    """Whether anybody but us reads it: then our copy is one too many, and is deleted."""
    return any(not _is_ours(a.email, address) for a in (*mail.to, *mail.cc))


def _is_ours(reached: str, address: str) -> bool:
    local, _, domain = address.partition("@")
    return reached == address or (reached.startswith(f"{local}+") and reached.endswith(f"@{domain}"))


def _written(case: Case, writer: Party, mail: Mail, address: str) -> ThreadWritten:
    """Who reads it, by To and Cc; where we are in neither, we were put into its blind copy: the custom for letting somebody go."""
    reached = {a.email for a in (*mail.to, *mail.cc)}
    named = any(_is_ours(r, address) for r in reached)
    return ThreadWritten(
        message_id=mail.message_id or "", side=writer.side, dropped=not named,
        to_other=case.party(other(writer.side)).address.casefold() in reached,
    )  # fmt: skip
