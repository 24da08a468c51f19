"""What each timer after the introduction is for."""

from __future__ import annotations

from collections.abc import Callable

from introd.decide.after import followup, later, missing, watching
from introd.decide.after.since import settle
from introd.decide.case import Case, Side
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import TimerRang

_OF_THE_CASE: dict[str, Callable[[Drawing], None]] = {
    "quiet": watching.quiet,
    "sorry": missing.sorry_due,
    "how": followup.due,
    "settle": lambda drawing: settle(drawing, final=True),
    "later": later.due,
}
_OF_A_SIDE: dict[str, Callable[[Drawing, Side], None]] = {
    "unanswered": watching.unanswered,
    "nudge": missing.nudge_due,
    "still": missing.still,
    "again": followup.again,
}


def rang(case: Case, event: TimerRang, at: At) -> Decision:
    """A timer after the introduction is due; one that outlived its purpose is stopped."""
    drawing = Drawing(case, at)
    drawing.timer(event.name, None)
    name, _, side = event.name.partition(":")
    if name in _OF_THE_CASE and not side:
        _OF_THE_CASE[name](drawing)
    elif name in _OF_A_SIDE and side in ("first", "second"):
        _OF_A_SIDE[name](drawing, "first" if side == "first" else "second")
    return drawing.done()
