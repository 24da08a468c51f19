"""The two questions on how it went. Both always leave at the same hour of the day, so that their hour says nothing of why they are asked."""

from __future__ import annotations

from introd.decide.after.since import change_since, usual_hour
from introd.decide.case import Side
from introd.decide.decision import Drawing
from introd.decide.letter import Kind


def how_was_it(drawing: Drawing, side: Side) -> None:
    """How was it? Owed for the next opening of their day."""
    asked = change_since(drawing, side, asked=drawing.case.after.of(side).asked + 1).asked
    drawing.log("asked how it went", side)
    drawing.to_party(Kind.HOW_WAS_IT, side, number=asked, due=usual_hour(drawing.at, drawing.case.party(side)))


def still_good(drawing: Drawing, side: Side) -> None:
    """Is it still good? Asked once."""
    change_since(drawing, side, later_asked=True)
    drawing.log("asked whether it is still good", side)
    drawing.to_party(Kind.LATER_CHECK, side, due=usual_hour(drawing.at, drawing.case.party(side)))
