"""Answers from an address that was not asked, an assistant's included: held, and confirmed with the asked one."""

from __future__ import annotations

from introd.decide import handover, silence
from introd.decide.case import Case, Held, Party, Standing, State
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import AnsweredFromElsewhere, ConsentGiven
from introd.decide.letter import Kind


def held(case: Case, event: AnsweredFromElsewhere, at: At) -> Decision:
    """The asked one is asked to answer for themselves; until then nothing counts, and no handover leaves."""
    drawing, party = Drawing(case, at), case.party(event.side)
    before = party.held
    if event.answer == "yes" and before is None and party.standing is Standing.YES:
        drawing.log("yes from elsewhere, beside their own", event.side, event.address)
        return drawing.done()
    answer = Held(
        address=event.address, answer=_doubtful(before, event.answer), at=at.now, words=event.words[:2000], message_id=event.message_id
    )  # fmt: skip
    drawing.change_party(event.side, held=answer)
    drawing.log("answer from elsewhere, held", event.side, event.address)
    handover.hold(drawing)
    if before is None or before.answer != answer.answer:
        drawing.note("answer_held", event.side, event.address)
        drawing.to_party(Kind.CONFIRM_ANSWER, event.side, address=event.address, answer=event.answer)
    return drawing.done()


def _doubtful(before: Held | None, answer: str) -> str:
    """What is held once another answer was held already: a later yes does not undo it, for ours asked about the former."""
    return before.answer if before is not None and before.answer != "yes" else answer


def ask_once_more(case: Case, event: ConsentGiven, at: At) -> Decision:
    """A yes while a no is held may mean "yes, the no is right": it is no consent, and the question is put again, plainly."""
    drawing = Drawing(case, at)
    handover.hold(drawing)
    drawing.change(state=State.ASKING)
    drawing.change_party(event.side, standing=Standing.ASKED, consent=None, held=None, clock=at.now, rung=0, once_more=True)
    drawing.log("yes beside a held answer: asked once more", event.side)
    drawing.to_party(Kind.UNCLEAR, event.side)
    silence.climb(drawing, event.side)
    return drawing.done()


def is_old_question(party: Party, event: ConsentGiven) -> bool:
    """Whether a yes answers the question about somebody else's answer, and not ours: it came twice, or before ours could be read."""
    if party.standing is Standing.YES or party.held is not None:
        return False
    return party.once_more or event.answering == Kind.CONFIRM_ANSWER
