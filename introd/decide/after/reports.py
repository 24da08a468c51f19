"""It went badly: the introducer hears at once, may look into it, and may apologise. The other learns nothing of the complaint."""

from __future__ import annotations

from typing import Any, Literal

from introd.decide.after import missing
from introd.decide.after.questions import how_was_it, still_good
from introd.decide.after.since import change_after, change_since, introduced, reachable, reopen, settle, stop_watching
from introd.decide.after.state import Account
from introd.decide.calendar import after
from introd.decide.case import Case, Side, State, other
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import IntroducerDecided, IntroducerReported
from introd.decide.letter import Kind

_ENOUGH = 4  # words of a report that names no kind of fault; fewer are asked about once


def is_late(drawing: Drawing, side: Side) -> bool:
    """Late in the game: it went well first, or it is months ago. Such an incident weighs less and owes no apology."""
    case, at = drawing.case, drawing.at
    accounts = case.after.of(side).accounts
    if accounts and accounts[-1].late:
        return True
    well = any(a.how in ("good", "fine") for a in accounts)
    old = case.handed_over is not None and after(case.handed_over, at.settings.later_after, at.introducer.place) <= at.now
    return case.state is State.CLOSED and (well or old)


def poor(drawing: Drawing, side: Side, account: Account, *, clarifies: bool = False) -> None:
    """A poor report: to the introducer at once, with a draft apology; one question back at the most."""
    them, known = other(side), drawing.case.after.of(side)
    if drawing.case.state is State.CLOSED:
        reopen(drawing)
    change_since(drawing, side, accounts=(*known.accounts, account)[-10:])
    change_after(drawing, draft=None if account.late else side)
    drawing.log("told that it went: poor", side)
    what = "let_down" if account.late else "poor"
    drawing.deed(them, what, kinds=account.kinds, grave=account.grave)
    drawing.to_introducer(Kind.REPORT, number=len(known.accounts) + 1, **_facts(drawing, side, account))
    asks = account.told_by == "party" and not clarifies and not known.clarified and not known.stopped
    if asks and not account.kinds and len(account.words.split()) < _ENOUGH:
        change_since(drawing, side, clarified=True)
        drawing.to_party(Kind.CLARIFY, side)


def _facts(drawing: Drawing, side: Side, account: Account) -> dict[str, Any]:
    """What the REPORT letter says. The mailroom adds `history`, the standing of the one whom it is about, in words."""
    theirs = drawing.case.after.of(other(side)).account
    return {
        "side": side, "about": other(side), "words": account.words, "kinds": list(account.kinds), "grave": account.grave,
        "late": account.late, "told_by": account.told_by, "theirs": _shown(theirs) if theirs else None,
    }  # fmt: skip


def _shown(account: Account) -> dict[str, object]:
    return {"at": account.at.isoformat(), "how": account.how, "words": account.words, "owes": account.owes}


def compare(drawing: Drawing, side: Side) -> None:
    """Both accounts side by side, for the introducer alone. `side` is whoever was asked because of a report."""
    whole = drawing.case.after
    mine, theirs = whole.of(side).account, whole.of(other(side)).account
    if mine is None:
        return
    change_after(drawing, inquiries=tuple(s for s in whole.inquiries if s != side))
    accounts = [{"side": other(side), **_shown(theirs)}] if theirs else []
    drawing.to_introducer(Kind.ACCOUNTS, side=side, about=side, accounts=[*accounts, {"side": side, **_shown(mine)}])


def told(case: Case, event: IntroducerReported, at: At) -> Decision:
    """The introducer tells how it went, as somebody told them: written down as the other's account, and answered with the history."""
    drawing = Drawing(case, at)
    if introduced(case) and event.how in ("good", "fine"):
        return _told_good(drawing, event, event.how)
    if not introduced(case) or event.about is None or event.how == "unclear":
        drawing.log("introducer told how it went", detail=event.words)
        drawing.to_introducer(Kind.ACKNOWLEDGED, what="report_unclear", detail=event.words[:500])
        return drawing.done()
    side = other(event.about)
    account = Account(
        at=at.now, how="poor", words=event.words[:4000], kinds=event.kinds, grave=event.grave, late=is_late(drawing, side),
        told_by="introducer",
    )  # fmt: skip
    poor(drawing, side, account)
    settle(drawing)
    return drawing.done()


def _told_good(drawing: Drawing, event: IntroducerReported, how: Literal["good", "fine"]) -> Decision:
    """Good news that the introducer brings: for whom they name, else for both; neither is asked again."""
    for side in ("first", "second") if event.about is None else (other(event.about),):
        known = drawing.case.after.of(side).accounts
        account = Account(at=drawing.at.now, how=how, words=event.words[:4000], told_by="introducer")
        change_since(drawing, side, accounts=(*known, account)[-10:])
        drawing.deed(other(side), "well" if how == "good" else "fine")
        drawing.log(f"introducer told that it went: {how}", side)
    drawing.to_introducer(Kind.ACKNOWLEDGED, what="report_kept", detail=event.words[:500])
    settle(drawing)
    return drawing.done()


def decided(case: Case, event: IntroducerDecided, at: At) -> Decision:
    """NUDGE AGAIN, APOLOGISE, LEAVE IT, ASK, SEND or DROP."""
    drawing = Drawing(case, at)
    steps = {
        "nudge_again": _nudge_again,
        "apologise": _apologise,
        "leave_it": _leave,
        "ask": _inquire,
        "send": _send,
        "drop": _drop,
    }
    if not introduced(case) or event.what not in steps:
        drawing.to_introducer(Kind.ACKNOWLEDGED, what="nothing_to_do", detail=str(case.state))
    else:
        drawing.log(f"introducer: {event.what.replace('_', ' ')}")
        steps[event.what](drawing, event)
    return drawing.done()


def _silent(drawing: Drawing) -> Side | None:
    waiting = drawing.case.after.waiting
    return other(waiting) if waiting is not None else None


def _nothing(drawing: Drawing, what: str = "nothing_to_do") -> None:
    drawing.to_introducer(Kind.ACKNOWLEDGED, what=what, detail=str(drawing.case.state))


def _nudge_again(drawing: Drawing, event: IntroducerDecided) -> None:
    silent = _silent(drawing)
    if silent is None or drawing.case.after.of(silent).wrote or not reachable(drawing.case.after.of(silent)):
        _nothing(drawing)
        return
    drawing.timer("sorry", None)
    missing.nudge(drawing, silent)


def _apologise(drawing: Drawing, event: IntroducerDecided) -> None:
    waiting = drawing.case.after.waiting
    if waiting is None or drawing.case.after.apologised or drawing.case.after.of(waiting).stopped:
        _nothing(drawing)
        return
    missing.apologise(drawing, waiting)


def _leave(drawing: Drawing, event: IntroducerDecided) -> None:
    if drawing.case.after.draft is not None:
        change_after(drawing, draft=None)
    elif drawing.case.after.calls:
        change_after(drawing, left=True)
        stop_watching(drawing)
        settle(drawing)


def _send(drawing: Drawing, event: IntroducerDecided) -> None:
    side = event.side or drawing.case.after.draft
    account = drawing.case.after.of(side).account if side else None
    if side is None or drawing.case.after.draft is None or account is None or drawing.case.after.of(side).stopped:
        _nothing(drawing)
        return
    change_after(drawing, draft=None)
    drawing.to_party(Kind.SORRY, side, words=event.words[:4000])


def _drop(drawing: Drawing, event: IntroducerDecided) -> None:
    change_after(drawing, draft=None)


def _inquire(drawing: Drawing, event: IntroducerDecided) -> None:
    """Ask the other for their account: the regular letter, never a second one, with nothing of the complaint in it."""
    reporter = event.side or _reporter(drawing)
    if reporter is None:
        _nothing(drawing)
        return
    them, whole = other(reporter), drawing.case.after
    since, told_of = whole.of(them), whole.of(reporter).account
    fresh = since.account is not None and (whole.reopened is None or since.account.at >= whole.reopened)
    if fresh:
        compare(drawing, them)
    elif not reachable(since):
        _nothing(drawing, "cant_ask")
    elif (told_of is not None and told_of.late) and not since.later_asked:
        reopen(drawing)
        change_after(drawing, inquiries=(*whole.inquiries, them))
        still_good(drawing, them)
    elif since.asked or since.later_asked:
        change_after(drawing, inquiries=tuple(dict.fromkeys((*whole.inquiries, them))))
        _nothing(drawing, "asked_already")
    else:
        reopen(drawing)
        change_after(drawing, inquiries=(*whole.inquiries, them))
        how_was_it(drawing, them)


def _reporter(drawing: Drawing) -> Side | None:
    """Who told of a poor meeting last."""
    whole = drawing.case.after
    told = [(a.at, side) for side in ("first", "second") for a in whole.of(side).accounts if a.how == "poor"]
    if not told:
        return None
    return "first" if max(told)[1] == "first" else "second"
