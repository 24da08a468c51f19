"""Somebody has written to the other: what is waited for next."""

from __future__ import annotations

from introd.decide.after.since import change_after, change_since, stop_watching, wait_for
from introd.decide.calendar import after
from introd.decide.case import SIDES, Side, State, other
from introd.decide.decision import Drawing


def note_written(drawing: Drawing, side: Side, *, seen: bool) -> None:
    """A side has written: a copy was `seen`, or one of the two says so."""
    since, now = drawing.case.after.of(side), drawing.at.now
    drawing.log("wrote to the other" if seen else "wrote to the other, as we were told", side)
    if since.wrote is None:
        start = drawing.case.after.of(other(side)).wrote or drawing.case.handed_over or now
        drawing.deed(side, "wrote", days=round((now - start).total_seconds() / 86400, 2))
    change_since(drawing, side, wrote=since.wrote or now, seen=since.seen or (now if seen else None))
    look(drawing)


def look(drawing: Drawing) -> None:
    """What to wait for next, from who has written so far."""
    case = drawing.case
    if case.state is not State.INTRODUCED:
        return
    drawing.timer("quiet", None)
    if case.after.both_wrote:
        _in_touch(drawing)
        return
    silent: Side = "second" if case.after.first.wrote is not None else "first"
    asked = case.after.of(other(silent)).heard_asked or case.after.of(silent).nudges or case.after.of(silent).excused
    if case.after.watching and not asked and f"unanswered:{silent}" not in case.timers:
        change_after(drawing, waiting=other(silent))
        wait_for(drawing, f"unanswered:{silent}", silent, drawing.at.settings.heard_after)


def _in_touch(drawing: Drawing) -> None:
    """Both have written: nobody is waited for, and in two weeks each is asked how it went."""
    at, since = drawing.at, drawing.case.after
    stop_watching(drawing)
    change_after(drawing, waiting=None)
    asked = any(since.of(side).asked or since.of(side).account for side in SIDES)
    if since.meets is None and not asked and "in touch" not in {entry.what for entry in drawing.case.history}:
        drawing.log("in touch")
        drawing.timer("how", after(at.now, at.settings.how_after, at.introducer.place))
