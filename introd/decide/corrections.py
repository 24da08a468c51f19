"""Corrections while the asks are out: an address that bounced is mended and asked anew; the rest goes into the handover."""

from __future__ import annotations

from introd.decide import asking, warnings
from introd.decide.case import Case, Standing
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import DraftAmended
from introd.decide.letter import Kind
from introd.decide.merging import merged


def asking_amended(case: Case, event: DraftAmended, at: At) -> Decision:
    """The introducer corrects a running case. Whoever was asked under the corrected address is not asked again."""
    drawing = Drawing(merged(case, event.request), at)
    drawing.log("amended")
    mended = False
    for old in case.parties:
        new = drawing.case.party(old.side)
        if new.address != old.address and new.address in event.opted_out:
            drawing.change_party(old.side, address=old.address)
            drawing.to_introducer(Kind.NOTE, what="opted_out", side=old.side, detail="")
        elif new.address != old.address and (why := warnings.refused_correction(drawing.case, new.address, event.people, at)):
            drawing.change_party(old.side, address=old.address)
            drawing.to_introducer(Kind.NOTE, what="warned", side=old.side, detail=why)
        elif new.address != old.address and old.standing in (Standing.BOUNCED, Standing.ASKED):
            drawing.stop_timers(old.side)
            asking.ask(drawing, old.side)
            mended = True
    drawing.to_introducer(Kind.ACKNOWLEDGED, what="asked_anew" if mended else "amended", detail="")
    return drawing.done()
