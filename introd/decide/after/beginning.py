"""The moment at which a case is no longer about consent: the handover has left."""

from __future__ import annotations

from introd.decide.after import watching
from introd.decide.case import Case, State
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import HandoverLeft


def left(case: Case, event: HandoverLeft, at: At) -> Decision:
    """The first copy goes: the introduction is made."""
    if not case.both_agreed:
        raise ValueError(f"{case.reference}: a handover without two consents")
    drawing = Drawing(case, at)
    drawing.stop_timers()
    drawing.change(state=State.INTRODUCED, handed_over=at.now)
    drawing.log("introduced")
    for party in drawing.case.parties:
        drawing.deed(party.side, "introduced")
    watching.begin(drawing)
    return drawing.done()
