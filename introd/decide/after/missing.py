"""When a reply goes missing: the one who waits is asked first, the other is reminded, the introducer picks up the phone, we apologise.

Nobody is blamed on our own guess. Every step against somebody stands on the waiting one's own NOT YET.
"""

from __future__ import annotations

from introd.decide.after.since import (
    back,
    change_after,
    change_since,
    introduced,
    is_excused,
    reachable,
    settle,
    stop_watching,
    wait_for,
)
from introd.decide.after.written import note_written
from introd.decide.calendar import after
from introd.decide.case import Case, Side, State, other
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import Excused, HeardSaid, WroteSaid
from introd.decide.letter import Kind


def heard(case: Case, event: HeardSaid, at: At) -> Decision:
    """HEARD or NOT YET. Who was heard from has written, even if no copy came to us."""
    drawing = Drawing(case, at)
    if not introduced(case):
        drawing.note("words", event.side, event.words[:2000])
        return drawing.done()
    drawing.log("has heard" if event.heard else "has not heard", event.side)
    if event.heard:
        note_written(drawing, other(event.side), seen=False)
    else:
        not_heard(drawing, event.side, event.words)
    return drawing.done()


def not_heard(drawing: Drawing, side: Side, words: str = "") -> None:
    """Their own NOT YET: bounces and absences first; then the other is reminded; after that it is for the introducer."""
    them, now = other(side), drawing.at.now
    mine = drawing.case.after.of(side)
    change_since(drawing, side, not_yet=now, wrote=mine.wrote or now)
    change_after(drawing, waiting=side)
    drawing.timer("quiet", None)
    drawing.timer(f"unanswered:{side}", None)
    drawing.timer(f"unanswered:{them}", None)
    since = drawing.case.after.of(them)
    if drawing.case.after.over or drawing.case.state is not State.INTRODUCED or not reachable(since):
        drawing.note("not_yet", side, words[:2000])
    elif back(drawing, them) is not None:
        _wait_for_return(drawing, them)
    elif since.wrote is not None or (since.nudges and f"still:{them}" not in drawing.case.timers):
        call(drawing, them)
    elif not since.nudges:
        nudge(drawing, them)


def _wait_for_return(drawing: Drawing, side: Side) -> None:
    """They are away: reminded when they are back; whoever was reminded already has some days from then."""
    if drawing.case.after.of(side).nudges:
        wait_for(drawing, f"still:{side}", side, drawing.at.settings.still_after)
    else:
        drawing.timer(f"nudge:{side}", back(drawing, side))
    drawing.note("not_yet_away", side)


def nudge(drawing: Drawing, side: Side) -> None:
    """Remind a side; what the letter says of the other's is the date of a letter that they have themselves."""
    since = change_since(drawing, side, nudges=drawing.case.after.of(side).nudges + 1)
    theirs = drawing.case.after.of(other(side)).seen
    drawing.to_party(Kind.MISSING_NUDGE, side, number=since.nudges, seen=theirs.isoformat() if theirs else None)
    drawing.log("reminded to write", side)
    wait_for(drawing, f"still:{side}", side, drawing.at.settings.still_after)


def nudge_due(drawing: Drawing, side: Side) -> None:
    """They are back from their absence: now they are reminded."""
    if not is_excused(drawing, side) and not drawing.case.after.of(side).nudges:
        nudge(drawing, side)


def still(drawing: Drawing, side: Side) -> None:
    """Days after the reminder: without a word from either, and on the waiting one's NOT YET, it is time for the telephone."""
    waiting = drawing.case.after.of(other(side))
    if is_excused(drawing, side) or waiting.not_yet is None:
        return
    if back(drawing, side) is not None:
        wait_for(drawing, f"still:{side}", side, drawing.at.settings.still_after)
        return
    call(drawing, side)


def call(drawing: Drawing, side: Side) -> None:
    """The call note: whom to ring, at which number, and what happened, with dates."""
    case, at = drawing.case, drawing.at
    calls = case.after.calls + 1
    change_after(drawing, calls=calls, waiting=other(side))
    if calls == 1:
        drawing.deed(side, "missing")
    drawing.log("call note", side)
    drawing.to_introducer(Kind.CALL_NOTE, number=calls, side=side, happened=_happened(case, side), auto=_apologises(at))
    if _apologises(at):
        drawing.timer("sorry", after(at.now, at.settings.apologise_after, at.introducer.place))


def _apologises(at: At) -> bool:
    return at.settings.apologise == "auto"


def _happened(case: Case, side: Side) -> list[dict[str, str]]:
    """The dates that the introducer needs on the telephone, oldest first."""
    waiting = other(side)
    told = {"introduced": None, "wrote to the other": waiting, "has not heard": waiting, "reminded to write": side}
    kept = [entry for entry in case.history if entry.what in told and entry.side == told[entry.what]]
    return [{"at": entry.at.isoformat(), "what": entry.what} for entry in kept][-12:]


def wrote(case: Case, event: WroteSaid, at: At) -> Decision:
    """DONE: they have written, even if no copy came to us."""
    drawing = Drawing(case, at)
    if introduced(case):
        note_written(drawing, event.side, seen=False)
    return drawing.done()


def excused(case: Case, event: Excused, at: At) -> Decision:
    """I can't: no harm to their standing. The other hears what they marked for them, and nothing else."""
    drawing, side = Drawing(case, at), event.side
    drawing.note("excused", side, event.reason[:2000])
    if not introduced(case):
        return drawing.done()
    change_since(drawing, side, excused=event.reason[:2000] or "no reason given", passed=event.tell_them[:2000])
    drawing.log("can't", side)
    drawing.deed(side, "excused")
    stop_watching(drawing)
    if event.tell_them and not drawing.case.after.of(other(side)).stopped:
        drawing.to_party(Kind.PASSED_ON, other(side), words=event.tell_them[:2000])
    settle(drawing)
    return drawing.done()


def sorry_due(drawing: Drawing) -> None:
    """The introducer said nothing to the call note, and the settings say that we apologise then: on the waiting one's own NOT YET."""
    side = drawing.case.after.waiting
    if side is not None and drawing.case.after.of(side).not_yet is not None and not is_excused(drawing, other(side)):
        apologise(drawing, side)


def apologise(drawing: Drawing, side: Side) -> None:
    """A warm apology that blames nobody, with the offer to look for somebody else; the introducer gets names to pick from."""
    change_after(drawing, apologised=True)
    drawing.log("apologised to", side)
    drawing.to_party(Kind.APOLOGY, side)
    drawing.to_introducer(Kind.ALTERNATIVES, side=side)
    drawing.note("apologised", side)
    stop_watching(drawing)
    settle(drawing)
