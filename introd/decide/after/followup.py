"""How did it go? Each is asked privately; what they say is for the introducer alone."""

from __future__ import annotations

from introd.decide import afterwards
from introd.decide.after import reports
from introd.decide.after.questions import how_was_it
from introd.decide.after.since import (
    change_after,
    change_since,
    day_after,
    introduced,
    let_go_later,
    reachable,
    settle,
)
from introd.decide.after.state import Account, How
from introd.decide.calendar import after
from introd.decide.case import SIDES, Case, Side, State, other
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import Reported
from introd.decide.letter import Kind

_DEEDS = {"good": "well", "fine": "fine"}


def due(drawing: Drawing) -> None:
    """The day has come to ask both how it went; not where one waits in vain, or where it came to nothing."""
    if _in_vain(drawing):
        settle(drawing, final=True)
        return
    for side in SIDES:
        since = drawing.case.after.of(side)
        if since.asked == 0 and since.account is None and reachable(since):
            how_was_it(drawing, side)
    let_go_later(drawing)
    settle(drawing)


def _in_vain(drawing: Drawing) -> bool:
    whole = drawing.case.after
    waits = [s for s in SIDES if whole.of(s).not_yet is not None and whole.of(other(s)).wrote is None]
    return whole.over or bool(waits)


def again(drawing: Drawing, side: Side) -> None:
    """They had not met yet: ask once more."""
    since = drawing.case.after.of(side)
    if since.account is None and reachable(since) and since.asked <= drawing.at.settings.how_repeats:
        how_was_it(drawing, side)
        let_go_later(drawing)


def reported(case: Case, event: Reported, at: At) -> Decision:
    """A party tells how it went, asked or not."""
    if not introduced(case):
        return afterwards.late_words(case, event, at)
    drawing, side = Drawing(case, at), event.side
    if event.owes:
        drawing.deed(side, "favour", detail=event.words[:300])
        drawing.note("favour", side, event.words[:2000])
    if event.how == "not_met":
        _not_met(drawing, event)
    else:
        _account(drawing, event, event.how)
    return drawing.done()


def _not_met(drawing: Drawing, event: Reported) -> None:
    """NOT YET: asked again the day after they meet, where they say when; else in a week, twice at the most."""
    side, at = event.side, drawing.at
    since = drawing.case.after.of(side)
    drawing.log("has not met yet", side)
    if event.meets is not None:
        _meeting(drawing, event)
    elif since.asked and drawing.case.state is State.INTRODUCED:
        if since.asked <= at.settings.how_repeats:
            drawing.timer(f"again:{side}", after(at.now, at.settings.how_again, at.introducer.place))
            let_go_later(drawing)
        else:
            drawing.note("not_met", side)
    elif event.words:
        drawing.note("words", side, event.words[:2000])


def _meeting(drawing: Drawing, event: Reported) -> None:
    """Somebody told us when they meet: both are asked the day after."""
    change_after(drawing, meets=event.meets)
    drawing.log("will meet", event.side, event.meets.isoformat() if event.meets else "")
    if drawing.case.state is not State.INTRODUCED:
        return
    for side in SIDES:
        if drawing.case.after.of(side).asked and drawing.case.after.of(side).account is None:
            drawing.timer(f"again:{side}", day_after(drawing, side))
    if not all(drawing.case.after.of(side).asked for side in SIDES):
        drawing.timer("how", day_after(drawing, event.side))
    elif "settle" in drawing.case.timers:
        drawing.timer("settle", max(drawing.case.timers["settle"], day_after(drawing, event.side, 15)))


def _account(drawing: Drawing, event: Reported, how: How) -> None:
    side, before = event.side, drawing.case.after.of(event.side)
    late = reports.is_late(drawing, side)
    account = Account(
        at=drawing.at.now, how=how, words=event.words[:4000], kinds=event.kinds, grave=event.grave, owes=event.owes, late=late,
    )  # fmt: skip
    drawing.timer(f"again:{side}", None)
    own = event.own or event.owes
    if event.how == "poor" and not own:
        reports.poor(drawing, side, account, clarifies=event.clarifies)
    else:
        change_since(drawing, side, accounts=(*before.accounts, account)[-10:])
        drawing.log(f"told that it went: {event.how}", side)
        drawing.note(f"went_{event.how}", side, event.words[:2000])
        _good_news(drawing, side, event.how)
    if side in drawing.case.after.inquiries or (event.how == "poor" and own):
        reports.compare(drawing, side)
    settle(drawing)


def _good_news(drawing: Drawing, side: Side, how: str) -> None:
    """Good news counts for the other, and earns thanks, once."""
    since = drawing.case.after.of(side)
    if how not in _DEEDS:
        return
    drawing.deed(other(side), _DEEDS[how])
    if not since.thanked and not since.stopped:
        change_since(drawing, side, thanked=True)
        drawing.to_party(Kind.THANKS, side)
