"""Owing an ask: the letter that seeks consent, its heads-up where somebody vouched, and the asking anew."""

from __future__ import annotations

from datetime import datetime, time

from introd.decide.calendar import at_local
from introd.decide.case import Consent, Party, Side, Standing, other
from introd.decide.decision import Drawing
from introd.decide.letter import Kind


def vouch(drawing: Drawing, side: Side) -> None:
    """The introducer vouches for a yes: the person gets a heads-up with a way out instead of an ask."""
    evidence = Consent(at=drawing.at.now, message_id=drawing.case.request_message_id, vouched=True)
    party = drawing.change_party(side, standing=Standing.YES, consent=evidence, asks=1, asked=None)
    drawing.log("vouched for", side)
    drawing.to_party(Kind.HEADS_UP, side, number=party.asks, due=earliest(drawing, party))


def ask(drawing: Drawing, side: Side, kind: Kind = Kind.ASK) -> None:
    """Owe an ask (or the renewal of a yes). Silence is counted from the moment when the server accepts it."""
    before = drawing.case.party(side)
    party = drawing.change_party(
        side, standing=Standing.ASKED, asks=before.asks + 1, consent=None, asked=None, nudges=0, rung=0, clock=None, resume=None,
        unclear=0, held=None, once_more=False, paused_told=None,
    )  # fmt: skip
    drawing.timer(f"resume:{side}", None)
    drawing.log("ask owed", side)
    drawing.to_party(kind, side, number=party.asks, due=earliest(drawing, party))


def earliest(drawing: Drawing, party: Party) -> datetime:
    """Not before now, nor before the day that the introducer named."""
    day, at = drawing.case.not_before, drawing.at
    return max(at.now, at_local(day, time(0), at.place(party))) if day else at.now


def ask_again(drawing: Drawing, side: Side) -> None:
    """The day of a LATER has come: ask anew, if the other is still there."""
    if drawing.case.party(other(side)).standing in (Standing.WAITING, Standing.ASKED, Standing.YES, Standing.LATER):
        ask(drawing, side)
