"""Events about our own letters go by who reads the letter."""

from __future__ import annotations

from introd.decide import afterwards, drafts, handover, silence
from introd.decide.case import Case, State
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import LetterRefused, LetterSent, TimerRang


def sent(case: Case, event: LetterSent, at: At) -> Decision:
    """A letter was accepted: what was shown opens an undo window, what was asked starts the waiting."""
    if event.reader in ("first", "second"):
        return silence.letter_sent(case, event, at)
    if event.reader == "introducer" and case.state is State.AGREED:
        return handover.preview_sent(case, event, at)
    return drafts.showing_sent(case, event, at)


def refused(case: Case, event: LetterRefused, at: At) -> Decision:
    """A letter was refused for good: to a party it is a bounce, to the introducer nothing leaves unseen."""
    if event.reader in ("first", "second"):
        live = case.state in (State.ASKING, State.AGREED)
        return silence.bounced(case, event, at) if live else afterwards.late_bounce(case, event, at)
    return drafts.showing_refused(case, event, at)


def stray_timer(case: Case, event: TimerRang, at: At) -> Decision:
    """A timer that outlived its state is stopped."""
    drawing = Drawing(case, at)
    drawing.timer(event.name, None)
    return drawing.done()
