"""The list: what people did is written to their entry in the commit that decided it."""

from __future__ import annotations

from introd.decide.case import Case, other
from introd.decide.decision import Deed
from introd.decide.model import stamp
from introd.mailroom.desk import Desk
from introd.record.store import Transaction

_MOST = 200  # deeds that are kept of one person; the oldest go first


def write_down(work: Transaction, desk: Desk, case: Case, deeds: tuple[Deed, ...]) -> None:
    """Add deeds to the entries of the people they are about."""
    for deed in deeds:
        party = case.party(deed.side)
        entry = work.person(case.owner, party.address) or {"owner": case.owner, "address": party.address, "name": party.name}
        line = {
            "at": stamp(desk.clock()), "reference": case.reference, "what": deed.what, "days": deed.days,
            "kinds": list(deed.kinds), "grave": deed.grave, "detail": deed.detail, "with": case.party(other(deed.side)).address,
        }  # fmt: skip
        work.put_person({**entry, "deeds": [*entry.get("deeds", []), line][-_MOST:]})
