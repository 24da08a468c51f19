"""Consent: each is asked alone, answers are recorded, nobody's answer is passed to the other.

A yes counts only from the asked address in the person's own thread. Whatever is in doubt is not a yes.
"""

from __future__ import annotations

from datetime import date, timedelta

from introd.decide import asks, elsewhere, handover, silence
from introd.decide.calendar import after, at_local
from introd.decide.case import Case, Consent, Outcome, Party, Side, Standing, State
from introd.decide.closing import end_by
from introd.decide.decision import AlsoAt, At, Decision, Drawing
from introd.decide.events import (
    AnswerPostponed,
    AnswerUnclear,
    ConsentGiven,
    ConsentRefused,
    IntroducerAnswered,
    OptedOut,
)
from introd.decide.letter import Kind

_SAID_ENOUGH = 1  # unclear answers that get a polite reply; after that the introducer is asked


def begin(drawing: Drawing) -> None:
    """Ask both at the same time, or the one who is to be asked first."""
    drawing.change(state=State.ASKING)
    first = drawing.case.ask_first
    for party in drawing.case.parties:
        if party.side in drawing.case.vouched:
            asks.vouch(drawing, party.side)
        elif first is None or party.side == first or first in drawing.case.vouched:
            asks.ask(drawing, party.side)
    _when_both_agreed(drawing)


def agreed(case: Case, event: ConsentGiven, at: At) -> Decision:
    """A clear yes. It is recorded with its mail as evidence and answered by a receipt that says nothing of the other side."""
    party = case.party(event.side)
    if party.standing is Standing.WAITING:
        return _not_asked(case, event, at)
    if party.held is not None and party.held.answer != "yes":
        return elsewhere.ask_once_more(case, event, at)
    if elsewhere.is_old_question(party, event):
        return _said_to_an_old_question(case, event, at)
    drawing = Drawing(case, at)
    if party.standing is Standing.YES:
        return _agreed_again(drawing, event)
    _record_yes(drawing, event)
    _pass_on(drawing, event)
    waiting = drawing.other(event.side)
    if waiting.standing is Standing.WAITING:
        asks.ask(drawing, waiting.side)
    _when_both_agreed(drawing)
    return drawing.done()


def _not_asked(case: Case, event: ConsentGiven, at: At) -> Decision:
    """A yes from somebody who was not asked is no consent; the introducer hears of it."""
    drawing = Drawing(case, at)
    drawing.log("yes, unasked: not counted", event.side)
    drawing.note("unasked_yes", event.side)
    return drawing.done()


def _said_to_an_old_question(case: Case, event: ConsentGiven, at: At) -> Decision:
    """The same yes twice is one doubt. To a question that was settled since, it is unclear what it means."""
    if not case.party(event.side).once_more:
        return unclear(case, AnswerUnclear(event.message_id, event.side, words=event.words, question=event.question), at)
    drawing = Drawing(case, at)
    drawing.log("yes, before the question could be read: not counted", event.side)
    drawing.note("words", event.side, event.words[:2000])
    return drawing.done()


def _record_yes(drawing: Drawing, event: ConsentGiven) -> None:
    side = event.side
    drawing.stop_timers(side)
    consent = Consent(at=drawing.at.now, message_id=event.message_id, words=event.words[:2000])
    old = drawing.case.party(side)
    drawing.change_party(
        side, standing=Standing.YES, consent=consent, away=event.away, held=None, unclear=0, refusal="", resume=None,
        tell_them=event.tell_them or old.tell_them, offset=event.offset if event.offset is not None else old.offset,
    )  # fmt: skip
    drawing.log("yes", side)
    drawing.deed(side, "yes", days=waited(old, drawing.at))
    drawing.to_party(Kind.RECEIPT_YES, side, away=event.away.isoformat() if event.away else None)


def waited(party: Party, at: At) -> float | None:
    """Days from the ask to this answer."""
    return round((at.now - party.asked).total_seconds() / 86400, 2) if party.asked else None


def _pass_on(drawing: Drawing, event: ConsentGiven) -> None:
    """What stands beside the yes: a changed address to both addresses, a question at once, other words in the daily note."""
    if event.new_address and _may_be_theirs(drawing, event.side, event.new_address):
        _change_address(drawing, event.side, event.new_address)
    if event.question:
        _to_the_introducer(drawing, event.side, event.words)
    elif event.note:
        party = drawing.case.party(event.side)
        drawing.change_party(event.side, notes=(*party.notes, event.note))
        drawing.note("note_with_yes", event.side, event.note)
    else:
        drawing.note("yes", event.side)


def _may_be_theirs(drawing: Drawing, side: Side, address: str) -> bool:
    """Another address than before, and neither the other's, nor an introducer's, nor one of ours."""
    local, _, domain = drawing.at.settings.address.partition("@")
    ours = address.partition("@")[2] == domain and address.partition("@")[0].partition("+")[0] == local
    ours = ours or drawing.at.settings.introducer(address) is not None
    return not ours and address not in (drawing.case.party(side).address, drawing.other(side).address)


def _change_address(drawing: Drawing, side: Side, address: str) -> None:
    old = drawing.case.party(side).address
    told = drawing.to_party(Kind.ADDRESS_CHANGED, side, old=old, new=address)
    drawing.change_party(side, address=address)
    drawing.letters.append(told.but(key=f"{told.key}/new", to=address))
    drawing.also_at.append(AlsoAt(side, old, address))
    drawing.log("address changed", side, f"{old} → {address}")


def _agreed_again(drawing: Drawing, event: ConsentGiven) -> Decision:
    """The same yes twice is one yes. Of a vouched party it is the better evidence; a new question or note is passed on."""
    party = drawing.case.party(event.side)
    if party.consent is not None and party.consent.vouched:
        consent = Consent(at=drawing.at.now, message_id=event.message_id, words=event.words[:2000])
        drawing.change_party(event.side, consent=consent)
    drawing.change_party(event.side, held=None)
    drawing.log("yes, again", event.side)
    handover.resume(drawing)
    if event.question or event.note or event.new_address:
        _pass_on(drawing, event)
    return drawing.done()


def _when_both_agreed(drawing: Drawing) -> None:
    if drawing.case.both_agreed:
        handover.prepare(drawing)


def refused(case: Case, event: ConsentRefused, at: At) -> Decision:
    """No, before or after a yes: it is over. The reason reaches the introducer alone."""
    drawing, party = Drawing(case, at), case.party(event.side)
    outcome = Outcome.WITHDRAWN if party.standing is Standing.YES else Outcome.REFUSED
    drawing.change_party(event.side, standing=Standing.NO, consent=None, refusal=event.reason[:2000], held=None)
    drawing.log("yes taken back" if outcome is Outcome.WITHDRAWN else "no", event.side)
    drawing.deed(event.side, "no", days=waited(party, at))
    drawing.note("no", event.side, event.reason)
    drawing.to_party(Kind.RECEIPT_NO, event.side)
    end_by(drawing, event.side, outcome)
    return drawing.done()


def postponed(case: Case, event: AnswerPostponed, at: At) -> Decision:
    """Later: asked again on the day named, or after the default wait; a yes given before does not stand meanwhile."""
    drawing = Drawing(case, at)
    day = _resume_day(case.party(event.side), event.until, at)
    drawing.stop_timers(event.side)
    drawing.timer("handover", None)
    party = drawing.change_party(event.side, standing=Standing.LATER, consent=None, held=None, resume=None)
    resume = at.opening(at_local(day, at.settings.day_start, at.place(party)), party)
    drawing.change_party(event.side, resume=resume)
    drawing.change(state=State.ASKING)
    drawing.timer(f"resume:{event.side}", resume)
    drawing.log("later", event.side, day.isoformat())
    drawing.deed(event.side, "later", days=waited(case.party(event.side), at))
    drawing.note("later", event.side, day.isoformat())
    drawing.to_party(Kind.RECEIPT_LATER, event.side, until=day.isoformat())
    return drawing.done()


def _resume_day(party: Party, until: date | None, at: At) -> date:
    """The day named, if it lies ahead and within a year or so: a date read from mail is a hint."""
    today = at.now.date()
    if until is not None and today < until <= today + timedelta(days=400):
        return until
    return after(at.now, at.settings.later, at.place(party)).date()


def opted_out(case: Case, event: OptedOut, at: At) -> Decision:
    """Stop: no mail to this person any more, not even a receipt."""
    drawing, party = Drawing(case, at), case.party(event.side)
    drawing.opt_out.append(party.address)
    drawing.log("opted out", event.side)
    drawing.deed(event.side, "opted_out")
    drawing.note("opted_out", event.side)
    if case.handed_over is None:
        drawing.change_party(event.side, standing=Standing.STOPPED, consent=None, held=None)
    if case.state in (State.INTRODUCED, State.CLOSED):
        return drawing.done()
    end_by(drawing, event.side, Outcome.OPTED_OUT)
    return drawing.done()


def unclear(case: Case, event: AnswerUnclear, at: At) -> Decision:
    """Not a yes. Once a polite reply with the three choices; a question, or the second time, goes to the introducer."""
    drawing, party = Drawing(case, at), case.party(event.side)
    drawing.log("unclear", event.side)
    if event.question:
        _to_the_introducer(drawing, event.side, event.words)
        silence.hold(drawing, event.side)
        drawing.change(on_hold=case.on_hold or party.standing is Standing.YES)  # perhaps a doubt, also before both agreed
        handover.hold(drawing)
    elif party.standing is Standing.YES and case.state is State.AGREED:
        _to_the_introducer(drawing, event.side, event.words)  # perhaps a doubt: what is in doubt does not leave by itself
        handover.hold(drawing)
    elif party.standing is Standing.YES:
        drawing.note("words_after_yes", event.side, event.words)
    elif party.unclear < _SAID_ENOUGH:
        drawing.change_party(event.side, unclear=party.unclear + 1)
        drawing.to_party(Kind.UNCLEAR, event.side)
    else:
        _to_the_introducer(drawing, event.side, event.words)
    return drawing.done()


def _to_the_introducer(drawing: Drawing, side: Side, words: str) -> None:
    """Pass a party's words to the introducer, and tell the party that they were passed on."""
    drawing.change(questions=(*(s for s in drawing.case.questions if s != side), side))
    drawing.to_introducer(Kind.QUESTION, side=side, words=words[:4000])
    drawing.to_party(Kind.QUESTION_PASSED, side)
    drawing.log("question passed on", side)


def relayed(case: Case, event: IntroducerAnswered, at: At) -> Decision:
    """The introducer's answer goes to whoever asked, as a letter: it is never read as a command."""
    drawing = Drawing(case, at)
    if not case.questions:
        drawing.to_introducer(Kind.ACKNOWLEDGED, what="not_understood", detail=event.words[:300])
        return drawing.done()
    side = event.side or case.questions[0]
    if side not in case.questions or (event.side is None and len(case.questions) > 1):
        drawing.to_introducer(Kind.ACKNOWLEDGED, what="not_understood", detail=event.words[:300])
        return drawing.done()
    drawing.change(questions=tuple(s for s in case.questions if s != side))
    drawing.to_party(Kind.RELAY, side, words=event.words[:4000])
    drawing.log("introducer answered", side)
    if case.state is State.AGREED:
        handover.resume(drawing)
    return drawing.done()
