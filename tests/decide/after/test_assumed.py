"""A rehearsal holds the letters of the time after, too."""

from __future__ import annotations

from introd.decide.after.assumed import Then
from introd.decide.letter import Kind
from introd.decide.rehearsal import Answers, Planned, rehearse
from tests.decide.cases import at, opened


def plan(then: Then) -> tuple[Planned, ...]:
    """The letters of a new request, both of whom will say yes."""
    decision = opened()
    return rehearse(decision.case, decision.letters, Answers(first=True, second=True, then=then), at())


def kinds(then: Then) -> list[Kind]:
    """Those that are about the time after, in order."""
    letters = [p.letter.kind for p in plan(then)]
    return letters[letters.index(Kind.COPY) + 1 :]


def test_nothing_is_heard() -> None:
    """One reminder to whoever was to write first, then both are asked how it went."""
    assert kinds("nothing") == [Kind.MISSING_NUDGE, Kind.HOW_WAS_IT, Kind.HOW_WAS_IT]


def test_it_goes_well() -> None:
    """The questions, the thanks, and the late questions; nothing else."""
    assert kinds("good") == [Kind.HOW_WAS_IT] * 2 + [Kind.THANKS] * 2 + [Kind.LATER_CHECK] * 2


def test_one_never_answers() -> None:
    """Asked first, then reminded, then the telephone, then the apology."""
    found = [kind for kind in kinds("missing") if kind is not Kind.ALTERNATIVES]
    assert found == [Kind.HEARD, Kind.MISSING_NUDGE, Kind.CALL_NOTE, Kind.APOLOGY]


def test_dates_are_in_order() -> None:
    """A plan is a calendar."""
    moments = [p.at for p in plan("missing")]
    assert moments == sorted(moments)
