"""When no answer comes: two nudges, a word to the introducer, the end. An absence moves the clock, a bounce is not silence."""

from __future__ import annotations

from datetime import timedelta

from introd.decide import asks
from introd.decide.calendar import after, at_local
from introd.decide.case import Case, Outcome, Side, Standing, State
from introd.decide.closing import end_by
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import AskHeldBack, LetterBounced, LetterRefused, LetterSent, PartyAbsent, PartyGone, TimerRang
from introd.decide.letter import Kind

_LADDER = ("nudge1", "nudge2", "tell", "expire")
_CONSENT_LETTERS = (Kind.ASK, Kind.NUDGE, Kind.HEADS_UP, Kind.RENEWAL)


def letter_sent(case: Case, event: LetterSent, at: At) -> Decision:
    """The server accepted a letter to a party: waits are counted from the ask."""
    drawing = Drawing(case, at)
    side: Side = "first" if event.reader == "first" else "second"
    party = case.party(side)
    drawing.change_party(side, message_ids=(*party.message_ids, event.our_id)[-20:])
    if event.kind in (Kind.ASK, Kind.RENEWAL) and event.number == party.asks and party.standing is Standing.ASKED:
        drawing.change_party(side, asked=at.now, clock=at.now)
        drawing.log("asked", side)
        drawing.deed(side, "asked")
        climb(drawing, side)
    elif event.kind is Kind.HEADS_UP and event.number == party.asks:
        drawing.change_party(side, asked=at.now)
        drawing.log("told of it", side)
    elif event.kind is Kind.NUDGE:
        drawing.change_party(side, once_more=False)
        drawing.log("nudged", side, str(event.number))
        drawing.deed(side, "nudged")
    elif event.kind is Kind.UNCLEAR:
        drawing.change_party(side, once_more=False)
    elif event.kind is Kind.TIMING:
        drawing.change_party(side, told=True)
        drawing.log("told that the timing is not right", side)
    return drawing.done()


def climb(drawing: Drawing, side: Side) -> None:
    """Set the timer of the next step: what it is follows from the nudges so far and from what the introducer was told."""
    party, settings = drawing.case.party(side), drawing.at.settings
    waits = (settings.nudge_first, settings.nudge_second, settings.tell_introducer, settings.expire)
    drawing.stop_timers(side)
    step = _LADDER[min(party.rung, len(_LADDER) - 1)]
    if party.clock is not None:
        drawing.timer(f"{step}:{side}", after(party.clock, waits[_LADDER.index(step)], drawing.at.place(party)))


def watch_again(drawing: Drawing, side: Side) -> None:
    """A case that was closed goes on: what this party was waited for is waited for again."""
    party = drawing.case.party(side)
    if party.standing is Standing.LATER:
        drawing.timer(f"resume:{side}", party.resume or drawing.at.now)
    elif party.standing is Standing.ASKED and party.clock is None:
        asks.ask(drawing, side)  # their ask had not left when the case was closed, and was withdrawn
    elif party.standing is Standing.ASKED:
        climb(drawing, side)
    elif party.standing is Standing.BOUNCED:
        wait_for_mending(drawing, side)


def wait_for_mending(drawing: Drawing, side: Side) -> None:
    """The introducer has as long as an ask would have to mend an address; then the case ends."""
    at = drawing.at
    drawing.timer(f"mend:{side}", after(at.now, at.settings.expire, at.introducer.place))


def rang(case: Case, event: TimerRang, at: At) -> Decision:
    """A party's timer is due while we wait for answers."""
    drawing, (step, _, side) = Drawing(case, at), event.name.partition(":")
    drawing.timer(event.name, None)
    if side not in ("first", "second"):
        return drawing.done()
    one: Side = "first" if side == "first" else "second"
    if step == "resume":
        asks.ask_again(drawing, one)
    elif step in _LADDER and case.party(one).standing is Standing.ASKED:
        _step(drawing, one, step)
    elif step == "mend" and case.party(one).standing is Standing.BOUNCED:
        drawing.log("the address was not mended", one)
        end_by(drawing, one, Outcome.UNDELIVERABLE)
    return drawing.done()


def _step(drawing: Drawing, side: Side, step: str) -> None:
    party = drawing.case.party(side)
    drawing.change_party(side, rung=party.rung + 1)
    if step == "expire":
        drawing.change_party(side, standing=Standing.SILENT)
        drawing.log("no answer: expired", side)
        drawing.note("expired", side)
        drawing.deed(side, "silent")
        end_by(drawing, side, Outcome.SILENT)
        return
    if step == "tell":
        drawing.log("introducer told of the silence", side)
        drawing.note("silent", side)
    elif side not in drawing.case.questions and party.held is None:
        party = drawing.change_party(side, nudges=party.nudges + 1)
        drawing.to_party(Kind.NUDGE, side, number=party.nudges)
    climb(drawing, side)


def hold(drawing: Drawing, side: Side) -> None:
    """They wrote: silence is counted from now."""
    if drawing.case.party(side).standing is Standing.ASKED and drawing.case.party(side).clock is not None:
        drawing.change_party(side, clock=drawing.at.now)
        climb(drawing, side)


def held_back(case: Case, event: AskHeldBack, at: At) -> Decision:
    """Nobody counts the days of an ask that has not left: the introducer is told why it waits, and again as long as it does."""
    drawing, told = Drawing(case, at), case.party(event.side).paused_told
    if told is not None and at.now < after(told, at.settings.paused_again, at.introducer.place):
        return drawing.done()
    if told is None:
        drawing.log("the ask waits for a pause to end", event.side, event.until.isoformat() if event.until else "")
    drawing.change_party(event.side, paused_told=at.now)
    what = "own_pause_waits" if event.own else "pause_waits"
    drawing.note(what, event.side, event.until.isoformat() if event.until else "")
    return drawing.done()


def absent(case: Case, event: PartyAbsent, at: At) -> Decision:
    """Out of office is not an answer: the clock starts again at the return, never more than half a year away."""
    drawing, party = Drawing(case, at), case.party(event.side)
    drawing.log("away", event.side, event.until.isoformat() if event.until else "")
    if party.standing is Standing.ASKED and party.clock is not None and event.until is not None:
        back = at.opening(at_local(event.until + timedelta(days=1), at.settings.day_start, at.place(party)), party)
        if party.clock < back <= at.now + timedelta(days=183):
            drawing.change_party(event.side, clock=back)
            climb(drawing, event.side)
    return drawing.done()


def bounced(case: Case, event: LetterBounced | PartyGone | LetterRefused, at: At) -> Decision:
    """The person can't be reached: the introducer hears at once and may correct the address; silence is not counted."""
    side: Side = event.side if not isinstance(event, LetterRefused) else ("first" if event.reader == "first" else "second")
    drawing, party = Drawing(case, at), case.party(side)
    kind = Kind.ASK if isinstance(event, PartyGone) else event.kind
    what = "gone" if isinstance(event, PartyGone) else "bounced"
    drawing.log(what, side, event.detail)
    drawing.deed(side, "bounced")
    drawing.to_introducer(Kind.NOTE, what=what, side=side, detail=event.detail[:500])
    if kind in _CONSENT_LETTERS and (party.standing is Standing.ASKED or kind is Kind.HEADS_UP):
        drawing.stop_timers(side)
        drawing.timer("handover", None)
        drawing.change(state=State.ASKING, handover="")
        drawing.change_party(side, standing=Standing.BOUNCED, consent=None, clock=None, held=None)
        wait_for_mending(drawing, side)
    return drawing.done()
