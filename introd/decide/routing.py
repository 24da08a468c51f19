"""Events about our own letters go by who reads the letter."""

from __future__ import annotations

from introd.decide import drafts, handover, silence
from introd.decide.after import watching
from introd.decide.case import Case, State
from introd.decide.decision import At, Decision
from introd.decide.events import LetterRefused, LetterSent


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
        return silence.bounced(case, event, at) if live else watching.bounced(case, event, at)
    return drafts.showing_refused(case, event, at)
