"""Months later: is it still good? Asked once of whoever had a good meeting."""

from __future__ import annotations

from introd.decide.after.questions import still_good
from introd.decide.after.since import reachable, went_well
from introd.decide.case import SIDES, State
from introd.decide.decision import Drawing


def due(drawing: Drawing) -> None:
    """The day has come: each who told of a good meeting is asked, once."""
    if drawing.case.state is not State.CLOSED or not went_well(drawing.case):
        return
    for side in SIDES:
        since = drawing.case.after.of(side)
        if since.account is not None and since.account.how in ("good", "fine") and reachable(since) and not since.later_asked:
            still_good(drawing, side)
