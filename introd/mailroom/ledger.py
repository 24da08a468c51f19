"""The list: what people did is written to their entry in the commit that decided it, and what follows from it is proposed."""

from __future__ import annotations

from introd.decide.case import Case, other
from introd.decide.decision import Deed
from introd.decide.people.person import Past, Person
from introd.decide.people.standing import advice
from introd.mailroom.desk import Desk
from introd.mailroom.people import proposals
from introd.mailroom.people.entries import entry_or_new, put
from introd.record.store import Transaction

_MOST = 200  # deeds that are kept of one person; the oldest go first


def write_down(work: Transaction, desk: Desk, case: Case, deeds: tuple[Deed, ...]) -> None:
    """Add deeds to the entries of the people they are about. A change that they call for is proposed, never made."""
    for side in dict.fromkeys(deed.side for deed in deeds):
        party = case.party(side)
        before = entry_or_new(work, case.owner, party.address, party.name)
        lines = tuple(_past(desk, case, deed) for deed in deeds if deed.side == side)
        after = put(work, before.but(deeds=(*before.deeds, *lines)[-_MOST:]))
        _propose(work, desk, before, after)


def _past(desk: Desk, case: Case, deed: Deed) -> Past:
    return Past(
        at=desk.clock(), reference=case.reference, what=deed.what, days=deed.days, kinds=deed.kinds, grave=deed.grave,
        detail=deed.detail, other=case.party(other(deed.side)).address.casefold(),
    )  # fmt: skip


def _propose(work: Transaction, desk: Desk, before: Person, after: Person) -> None:
    change = advice(before, after, desk.clock())
    if change:
        proposals.propose(work, desk, after, change)
