"""Words that come when a case is already decided: nothing is undone, nobody is told what the other said."""

from __future__ import annotations

from introd.decide import asking, silence
from introd.decide.case import Case, Standing, State, other
from introd.decide.closing import reopen
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import (
    AnsweredFromElsewhere,
    AnswerPostponed,
    AnswerUnclear,
    Cancelled,
    ConsentGiven,
    ConsentRefused,
    DraftAmended,
    Event,
    GoGiven,
    HeardSaid,
    IntroducerDecided,
    LetterBounced,
    LetterRefused,
    Overridden,
    PartyGone,
    Reported,
    WaitChosen,
)
from introd.decide.letter import Kind


def recorded(case: Case, event: Event, at: At) -> Decision:
    """Nothing to decide: the timeline keeps it."""
    drawing = Drawing(case, at)
    drawing.log(_spoken(event), getattr(event, "side", None))
    return drawing.done()


def nothing(case: Case, event: Event, at: At) -> Decision:
    """Nothing to decide and nothing to keep."""
    return Decision(case)


def _spoken(event: Event) -> str:
    name = type(event).__name__
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def late_yes(case: Case, event: ConsentGiven, at: At) -> Decision:
    """A no turns into a yes only until the other was told; after that the introducer decides."""
    drawing = Drawing(case, at)
    if reopen(drawing, event.side):
        drawing.log("no taken back", event.side)
        silence.watch_again(drawing, other(event.side))
        return drawing.done().and_then(asking.agreed(drawing.case, event, at))
    drawing.log("yes, too late", event.side)
    drawing.note("late_yes", event.side, event.note)
    drawing.to_party(Kind.TOO_LATE, event.side)
    return drawing.done()


def late_no(case: Case, event: ConsentRefused | AnswerPostponed, at: At) -> Decision:
    """After the handover nothing can be called back: the introducer hears it at once. After the end it is only noted."""
    drawing = Drawing(case, at)
    reason = event.reason if isinstance(event, ConsentRefused) else ""
    drawing.log("no, too late", event.side)
    if case.state is State.INTRODUCED:
        drawing.to_introducer(Kind.NOTE, what="changed_mind_too_late", side=event.side, detail=reason)
        drawing.to_party(Kind.TOO_LATE, event.side)
    else:
        drawing.note("late_no", event.side, reason)
        _no_longer_agrees(drawing, event)
    return drawing.done()


def _no_longer_agrees(drawing: Drawing, event: ConsentRefused | AnswerPostponed) -> None:
    """The case is closed, yet the other's change of mind may open it again: not on a yes that was taken back meanwhile."""
    party = drawing.case.party(event.side)
    if drawing.case.handed_over is None and party.standing in (Standing.YES, Standing.ASKED, Standing.LATER):
        drawing.change_party(event.side, standing=Standing.NO, consent=None, held=None)


def late_words(case: Case, event: AnswerUnclear | AnsweredFromElsewhere | HeardSaid | Reported, at: At) -> Decision:
    """Whatever else a party writes reaches the introducer: a question at once, the rest in the daily note."""
    drawing = Drawing(case, at)
    drawing.log("wrote", event.side)
    if isinstance(event, AnswerUnclear) and event.question:
        drawing.change(questions=(*(s for s in case.questions if s != event.side), event.side))
        drawing.to_introducer(Kind.QUESTION, side=event.side, words=event.words[:4000])
        drawing.to_party(Kind.QUESTION_PASSED, event.side)
    else:
        drawing.note("words", event.side, event.words[:2000])
    return drawing.done()


def late_bounce(case: Case, event: LetterBounced | PartyGone | LetterRefused, at: At) -> Decision:
    """A letter of a decided case came back: the introducer hears it at once where it was the introduction itself."""
    drawing = Drawing(case, at)
    kind = Kind.ASK if isinstance(event, PartyGone) else event.kind
    side = event.side if not isinstance(event, LetterRefused) else ("first" if event.reader == "first" else "second")
    drawing.log("bounced", side, event.detail)
    if case.state is State.INTRODUCED and kind is Kind.HANDOVER:
        drawing.to_introducer(Kind.NOTE, what="handover_failed", side=side, detail=event.detail[:500])
    else:
        drawing.note("bounced", side, event.detail)
    return drawing.done()


def settled(
    case: Case, event: GoGiven | Cancelled | DraftAmended | IntroducerDecided | Overridden | WaitChosen, at: At
) -> Decision:
    """An instruction that comes too late or changes nothing is answered with how the case stands."""
    drawing = Drawing(case, at)
    drawing.log(f"{_spoken(event)}: nothing to do")
    drawing.to_introducer(Kind.ACKNOWLEDGED, what="nothing_to_do", detail=str(case.state))
    return drawing.done()
