"""Introductions that have just left, for tests of what comes after."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from introd.decide import events as e
from introd.decide.case import Case, Side, State
from introd.decide.decision import Decision
from introd.decide.letter import Kind
from introd.decide.settings import Settings
from tests.decide.cases import MONDAY, SETTINGS, at, in_state, play

DAY = timedelta(days=1)


def made(**changes: Any) -> Case:
    """Jane (first) and Jason (second) were introduced on Monday; Jason, who has a need, was to write first."""
    return in_state(State.INTRODUCED).but(**changes)


def on(case: Case, moment: datetime, *happened: e.Event, settings: Settings = SETTINGS) -> Decision:
    """What follows from events at a moment."""
    return play(case, *happened, moment=at(moment, settings))


def waiting(settings: Settings = SETTINGS) -> Case:
    """Jason wrote on Monday, no copy of an answer came, and on Thursday he is asked whether he has heard."""
    wrote = on(made(), MONDAY, e.ThreadWritten(side="second"), settings=settings).case
    return on(wrote, wrote.timers["unanswered:first"], e.TimerRang(name="unanswered:first"), settings=settings).case


def reminded(settings: Settings = SETTINGS) -> Case:
    """Jason said NOT YET on Thursday, and Jane was reminded."""
    return on(waiting(settings), MONDAY + 3 * DAY, e.HeardSaid(side="second", heard=False), settings=settings).case


def called(settings: Settings = SETTINGS) -> Decision:
    """Days later nothing has come: Liz has the call note."""
    case = reminded(settings)
    return on(case, case.timers["still:first"], e.TimerRang(name="still:first"), settings=settings)


def kinds(decision: Decision, side: Side | None = None) -> list[Kind]:
    """The kinds of the letters owed, to one side or to all."""
    return [letter.kind for letter in decision.letters if side is None or letter.side == side]


def deeds(decision: Decision, side: Side) -> list[str]:
    """What the list is told of a side."""
    return [deed.what for deed in decision.deeds if deed.side == side]
