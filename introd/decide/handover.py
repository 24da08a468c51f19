"""The introduction itself: only when both have said yes, shown to the introducer first, in hours that suit both.

The hard gate stands three times: here when the letter is owed, in `leaving.py` when it is claimed, and in `left` when it goes.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from introd.decide import asks
from introd.decide.calendar import after, at_local, opening, shared_opening
from introd.decide.case import Case, Party, Side, State
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import GoGiven, LetterSent, TimerRang
from introd.decide.letter import Kind


def prepare(drawing: Drawing) -> None:
    """Both agreed: a consent that has grown old is renewed first; else the introducer sees the letter as it will leave."""
    drawing.change(state=State.AGREED, handover="", writes_first=writes_first(drawing.case))
    drawing.timer("handover", None)
    old = [p.side for p in drawing.case.parties if grown_old(p, drawing.at)]
    if old:
        drawing.change(state=State.ASKING)
        for side in old:
            drawing.log("consent renewed", side)
            asks.ask(drawing, side, Kind.RENEWAL)
        return
    if any(p.held for p in drawing.case.parties) or (drawing.case.on_hold and drawing.case.questions):
        drawing.change(on_hold=True)
        drawing.log("both agreed, but something stands open: a question, or an answer from elsewhere")
        return
    drawing.change(previews=drawing.case.previews + 1, undo_from=None, on_hold=False)
    drawing.log("both agreed" if drawing.case.previews == 1 else "shown again")
    leaves = moment(drawing.case, drawing.at, drawing.at.now + after_undo(drawing.at))
    drawing.to_introducer(Kind.PREVIEW, number=drawing.case.previews, leaves_at=leaves.isoformat())


def after_undo(at: At) -> timedelta:
    """How long the undo window is from now."""
    return after(at.now, at.settings.undo, at.introducer.place) - at.now


def grown_old(party: Party, at: At) -> bool:
    """Whether a yes is so old that it is asked for anew before anything follows from it."""
    return party.consent is not None and after(party.consent.at, at.settings.consent_lasts, at.place(party)) <= at.now


def writes_first(case: Case) -> Side:
    """Who has a need that the other can meet writes first; else whoever the introducer named first."""
    needs = [p.side for p in case.parties if p.profile.needs]
    return needs[0] if len(needs) == 1 else "first"


def moment(case: Case, at: At, earliest: datetime) -> datetime:
    """When the handover leaves: the first hour that is working for both, within a day; else at the start of the writer's day."""
    one, two = case.party("first"), case.party("second")
    for party in (one, two):
        if party.away is not None:
            earliest = max(earliest, at_local(party.away + timedelta(days=1), time(0), at.place(party)))
        if party.consent and party.consent.vouched and party.asked:
            earliest = max(earliest, party.asked + timedelta(hours=24))
    start, end = at.settings.day_start, at.settings.day_end
    within = at.settings.handover_within.duration
    writer = case.party(case.writes_first or "first")
    together = shared_opening(earliest, at.place(one), at.place(two), start, end, within)
    return together or opening(earliest, at.place(writer), start, end)


def preview_sent(case: Case, event: LetterSent, at: At) -> Decision:
    """The introducer has the letter before them: the undo window opens, then it leaves in good hours."""
    drawing = Drawing(case, at)
    drawing.change(owner_message_ids=(*case.owner_message_ids, event.our_id)[-20:])
    if event.kind is Kind.PREVIEW and event.number == case.previews and not case.on_hold:
        drawing.change(undo_from=at.now)
        drawing.timer("handover", moment(case, at, at.now + after_undo(at)))
    return drawing.done()


def rang(case: Case, event: TimerRang, at: At) -> Decision:
    """The moment has come: both copies and the introducer's own are owed, if nothing changed meanwhile."""
    drawing = Drawing(case, at)
    drawing.timer(event.name, None)
    if event.name != "handover" or not case.both_agreed or case.on_hold:
        return drawing.done()
    if any(grown_old(p, at) for p in case.parties):
        prepare(drawing)
        return drawing.done()
    if any(p.consent and p.consent.vouched and p.asked is None for p in case.parties):
        drawing.timer("handover", at.now + timedelta(hours=1))  # the heads-up has not left yet
        return drawing.done()
    _owe(drawing)
    return drawing.done()


def _owe(drawing: Drawing) -> None:
    drawing.change(handover=str(drawing.case.revision + 1))
    for side in ("first", "second"):
        letter = drawing.to_party(Kind.HANDOVER, side)
        drawing.letters[-1] = letter.but(in_reply_to=None, references=())  # a fresh thread of their own
    drawing.to_introducer(Kind.COPY)
    drawing.log("handover owed")


def sent_now(case: Case, event: GoGiven, at: At) -> Decision:
    """GO to the preview: the undo window is closed early, a hold is lifted; good hours still count."""
    held = next((p for p in case.parties if p.held), None)
    if held is not None:
        return _not_for_them(case, held, at)
    drawing = Drawing(case.but(on_hold=False), at)
    drawing.log("go")
    if not case.handover:
        drawing.timer("handover", moment(case, at, at.now))
    return drawing.done()


def _not_for_them(case: Case, party: Party, at: At) -> Decision:
    """GO does not answer for a party of whom an answer from elsewhere is held: they were asked, and answer for themselves."""
    drawing = Drawing(case, at)
    drawing.log("go, but an answer from elsewhere is held", party.side)
    drawing.to_introducer(Kind.NOTE, what="answer_held", side=party.side, detail=party.held.address if party.held else "")
    return drawing.done()


def hold(drawing: Drawing) -> None:
    """Something stands open (a question, an answer from elsewhere): the handover waits for the introducer."""
    if drawing.case.state is State.AGREED:
        drawing.timer("handover", None)
        drawing.change(on_hold=True, handover="")
        drawing.log("handover on hold")


def resume(drawing: Drawing) -> None:
    """What stood open is settled: the introducer is shown the letter once more."""
    if drawing.case.on_hold and drawing.case.both_agreed and not drawing.case.questions:
        prepare(drawing)
