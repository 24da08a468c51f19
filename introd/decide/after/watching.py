"""Who has written, as the headers of copies show, and when it is time to ask. No copy means unknown, never silent."""

from __future__ import annotations

from introd.decide import afterwards, asking
from introd.decide.after import missing
from introd.decide.after.since import back, change_after, change_since, introduced, is_excused, settle, stop_watching, wait_for
from introd.decide.after.written import note_written
from introd.decide.calendar import after
from introd.decide.case import Case, Side, other
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import LetterBounced, LetterRefused, OptedOut, PartyAbsent, PartyGone, ThreadWritten
from introd.decide.letter import Kind


def begin(drawing: Drawing) -> None:
    """The introduction has left: from now on its thread is watched, and one day both are asked how it went."""
    case, at = drawing.case, drawing.at
    writer = case.party(case.writes_first or "first")
    drawing.timer("quiet", after(at.now, at.settings.quiet_after, at.place(writer)))
    drawing.timer("how", after(at.now, at.settings.how_at_last, at.introducer.place))


def wrote(case: Case, event: ThreadWritten, at: At) -> Decision:
    """A party wrote in the thread. What reached only us is not relayed and not counted; its writer is told so."""
    drawing = Drawing(case, at)
    if not introduced(case):
        drawing.log("wrote in a thread that is not open", event.side)
    elif not event.to_other:
        drawing.log("wrote to introd alone", event.side)
        drawing.to_party(Kind.THREAD_ONLY, event.side)
    else:
        note_written(drawing, event.side, seen=True)
        if event.dropped:
            drop(drawing, event.side)
    return drawing.done()


def drop(drawing: Drawing, side: Side) -> None:
    """They leave us out of the thread: what we no longer see is no longer watched."""
    drawing.log("left us out of the thread", side)
    stop_watching(drawing)
    change_after(drawing, watching=False, waiting=None)


def quiet(drawing: Drawing) -> None:
    """No copy from either: whoever was to write first is reminded, unless the introduction did not reach them, or they are away."""
    case = drawing.case
    writer: Side = case.writes_first or "first"
    if is_excused(drawing, writer) or is_excused(drawing, other(writer)):
        return
    returns = back(drawing, writer)
    if returns is not None:
        wait_for(drawing, "quiet", writer, drawing.at.settings.quiet_after)
        return
    missing.nudge(drawing, writer)
    drawing.note("quiet", writer)


def unanswered(drawing: Drawing, silent: Side) -> None:
    """One wrote, and no copy of an answer came: the one who waits is asked whether they have heard. Nobody is blamed."""
    waiting = other(silent)
    since = drawing.case.after.of(waiting)
    if is_excused(drawing, silent) or since.heard_asked or since.stopped:
        return
    if back(drawing, silent) is not None:
        wait_for(drawing, f"unanswered:{silent}", silent, drawing.at.settings.heard_after)
        return
    change_since(drawing, waiting, heard_asked=1)
    drawing.log("asked whether they have heard", waiting)
    drawing.to_party(Kind.HEARD, waiting)


def absent(case: Case, event: PartyAbsent, at: At) -> Decision:
    """Out of office: nobody is blamed for not answering while they are away."""
    drawing = Drawing(case, at)
    drawing.log("away", event.side, event.until.isoformat() if event.until else "")
    if introduced(case) and event.until is not None:
        change_since(drawing, event.side, away=event.until)
    return drawing.done()


def bounced(case: Case, event: LetterBounced | PartyGone | LetterRefused, at: At) -> Decision:
    """A letter came back after the introduction: the introducer hears of it, and silence is no longer anybody's fault."""
    decision = afterwards.late_bounce(case, event, at)
    kind = Kind.HANDOVER if isinstance(event, PartyGone) else event.kind
    if not introduced(case) or kind is not Kind.HANDOVER:
        return decision
    drawing = Drawing(decision.case, at)
    side: Side = event.side if not isinstance(event, LetterRefused) else ("first" if event.reader == "first" else "second")
    change_since(drawing, side, unreachable=True)
    stop_watching(drawing)
    settle(drawing)
    return decision.and_then(drawing.done())


def opted_out(case: Case, event: OptedOut, at: At) -> Decision:
    """No more mail to this person; what they would have been asked is let go."""
    decision = asking.opted_out(case, event, at)
    if not introduced(case):
        return decision
    drawing = Drawing(decision.case, at)
    change_since(drawing, event.side, stopped=True)
    drawing.timer(f"again:{event.side}", None)
    settle(drawing)
    return decision.and_then(drawing.done())
