"""How many letters that nobody asked for one introduction may send to one of the two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.decide.case import State
from introd.decide.leaving import Leave, Withdraw, World, may_leave
from introd.decide.letter import Kind, Letter
from tests.decide.cases import LIZ, MONDAY, at, in_state


@pytest.mark.parametrize(("state", "kind", "most"), [(State.ASKING, Kind.ASK, 5), (State.INTRODUCED, Kind.HEARD, 6)])
@given(unasked=st.integers(0, 40))
def test_never_more_than_six_unasked_letters(state: State, kind: Kind, most: int, unasked: int) -> None:
    """The seventh is withdrawn; until the introduction one place of the six may be kept for the kind letter."""
    case = in_state(state)
    owed = Letter(
        key=f"k3x9/{kind}/first/1", reference="k3x9", owner=LIZ.key, kind=kind, reader="first", to=case.party("first").address,
        number=1, not_before=MONDAY, created=MONDAY,
    )  # fmt: skip
    verdict = may_leave(owed, case, World(inbox_read=MONDAY, unasked=unasked), at())
    if unasked < most or unasked >= 6:
        assert isinstance(verdict, Leave if unasked < most else Withdraw)
