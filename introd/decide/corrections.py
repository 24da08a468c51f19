"""Corrections while a case runs. A consent belongs to the address that gave it: another address is asked anew, whatever was said before."""

from __future__ import annotations

from dataclasses import replace

from introd.decide import asks, handover, warnings
from introd.decide.case import SIDES, Case, Party, Standing, State, other
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import DraftAmended
from introd.decide.letter import Kind
from introd.decide.merging import is_about, merged
from introd.read.reading import PartyRead, Request

_ASKS_ANEW = (Standing.BOUNCED, Standing.ASKED, Standing.YES)


def asking_amended(case: Case, event: DraftAmended, at: At) -> Decision:
    """The introducer corrects a case whose asks are out. Whoever was asked at a corrected address is asked again at the right one."""
    request = _of_these_two(case, event.request)
    if request is None:
        return _not_understood(case, at)
    drawing = Drawing(merged(case, request), at)
    drawing.log("amended")
    mended = _ask_anew(drawing, case, event)
    drawing.to_introducer(Kind.ACKNOWLEDGED, what="asked_anew" if mended else "amended", detail="")
    if mended and drawing.case.both_agreed:
        handover.prepare(drawing)
    return drawing.done()


def agreed_amended(case: Case, event: DraftAmended, at: At) -> Decision:
    """The introducer corrects the letter before it leaves: it is shown again. With another address its owner is asked first."""
    request = _of_these_two(case, event.request)
    if request is None:
        return _not_understood(case, at)
    drawing = Drawing(merged(case, request), at)
    drawing.log("amended")
    if _ask_anew(drawing, case, event):
        drawing.timer("handover", None)
        drawing.change(state=State.ASKING, handover="", on_hold=False)
        drawing.to_introducer(Kind.ACKNOWLEDGED, what="asked_anew", detail="")
    if drawing.case.both_agreed:
        handover.prepare(drawing)
    return drawing.done()


def _of_these_two(case: Case, request: Request) -> Request | None:
    """The correction with a nameless address given to whoever could not be reached; None where it speaks of somebody else."""
    bounced = [party for party in case.parties if party.standing is Standing.BOUNCED]
    people = tuple(_named(person, bounced) for person in request.parties)
    known = all(any(is_about(party, person) for party in case.parties) for person in people)
    return replace(request, parties=people) if known else None


def _named(person: PartyRead, bounced: list[Party]) -> PartyRead:
    return replace(person, name=bounced[0].name) if not person.name and person.email and len(bounced) == 1 else person


def _not_understood(case: Case, at: At) -> Decision:
    """Somebody new takes nobody's place in a running case: that would be another introduction."""
    drawing = Drawing(case, at)
    drawing.log("a correction about somebody else")
    drawing.to_introducer(
        Kind.ACKNOWLEDGED, what="not_understood", detail="The people you name are not the two of this introduction."
    )
    return drawing.done()


def _ask_anew(drawing: Drawing, before: Case, event: DraftAmended) -> bool:
    """Ask at every corrected address that may be asked; the others stay as they were. Whether anybody is asked."""
    mended = False
    for side in SIDES:
        old, new = before.party(side), drawing.case.party(side)
        if new.address == old.address:
            continue
        if why := _refused(drawing, new, event):
            drawing.change_party(side, address=old.address)
            drawing.to_introducer(Kind.NOTE, what=why[0], side=side, detail=why[1])
        elif old.standing in _ASKS_ANEW:
            drawing.stop_timers(side)
            vouched = old.consent is not None and old.consent.vouched
            (asks.vouch if vouched else asks.ask)(drawing, side)
            mended = True
    return mended


def _refused(drawing: Drawing, party: Party, event: DraftAmended) -> tuple[str, str] | None:
    """Why a corrected address can't be asked: a note's name and its detail."""
    if party.address in event.opted_out:
        return "opted_out", ""
    if party.address in (drawing.case.party(other(party.side)).address, drawing.at.settings.address):
        return "warned", "This address can't be theirs: it belongs to the other one, or to me."
    why = warnings.refused_correction(drawing.case, party.address, event.people, drawing.at)
    return ("warned", why) if why else None
