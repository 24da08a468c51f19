"""How a case ends: one outcome, no timers, and the same kind letter for every cause."""

from __future__ import annotations

from introd.decide.calendar import drawn
from introd.decide.case import Outcome, Side, Standing, State, other
from introd.decide.decision import Drawing
from introd.decide.letter import Kind

_KNOWS = (Standing.YES, Standing.ASKED, Standing.LATER)
"""Who was asked and has not ended it themselves: they hear the kind letter. Who was not asked hears nothing."""


def close(drawing: Drawing, outcome: Outcome, *, tell: bool = True) -> None:
    """End the case. With `tell`, each party who knows of it and did not end it hears that the timing is not right."""
    drawing.stop_timers()
    drawing.change(state=State.CLOSED, outcome=outcome, closed=drawing.at.now)
    for party in drawing.case.parties if tell else ():
        if party.standing in _KNOWS and party.asked is not None:
            tell_timing(drawing, party.side)


def tell_timing(drawing: Drawing, side: Side) -> None:
    """Owe the kind letter, at a moment drawn once: its hour says nothing of what happened, and when."""
    at, party = drawing.at, drawing.case.party(side)
    hours = at.settings.day_start, at.settings.day_end
    moment = drawn(at.now, at.settings.timing_within.amount, at.place(party), *hours, at.draw)
    count = party.timings + 1
    letter = drawing.to_party(Kind.TIMING, side, due=moment)
    # Its key counts kind letters, not revisions: nothing of what happened before may show in what the key gives.
    drawing.letters[-1] = letter.but(key=f"{drawing.case.reference}/{Kind.TIMING}/{side}/n{count}")
    drawing.change_party(side, timing=drawing.letters[-1].key, timings=count)


def end_by(drawing: Drawing, side: Side, outcome: Outcome) -> None:
    """One party ended it: the other hears the kind letter, this one nothing more of it."""
    ended = drawing.case.party(side)
    if ended.standing in _KNOWS:
        raise ValueError(f"{drawing.case.reference}: {side} still stands at {ended.standing}")
    close(drawing, outcome)


def reopen(drawing: Drawing, side: Side) -> bool:
    """Undo an ending by this party, as long as the other has not been told. False where that is too late."""
    case = drawing.case
    theirs = case.outcome in (Outcome.REFUSED, Outcome.WITHDRAWN) and case.party(side).standing is Standing.NO
    them = case.party(other(side))
    if not theirs or them.told or them.standing not in (*_KNOWS, Standing.WAITING, Standing.BOUNCED):
        return False
    drawing.change(state=State.ASKING, outcome=None, closed=None)
    drawing.change_party(other(side), timing="")
    return True
