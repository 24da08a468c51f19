"""From a request to asks that may leave: the draft, what is missing, the showing, the undo window, corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from introd.decide import asking, warnings
from introd.decide.calendar import after
from introd.decide.case import SIDES, Case, Outcome, Standing, State, other
from introd.decide.closing import close
from introd.decide.decision import At, Decision, Drawing
from introd.decide.events import Cancelled, DraftAmended, GoGiven, LetterRefused, LetterSent, Overridden, TimerRang, WaitChosen
from introd.decide.letter import Kind
from introd.decide.merging import merged
from introd.decide.people.asking import Known, Prospect
from introd.read.reading import Missing, PartyRead, Request


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case needs from outside: its names, its secrets, and what the record knows of the introducer and the parties."""

    reference: str
    secret: Callable[[str], str]  # purpose → token; keyed, so that it can be made again
    message_id: str
    subject: str = ""
    introductions_before: int = 0
    outsider: str = ""  # who asked for it, where that was no introducer
    outsider_words: str = ""
    opted_out: frozenset[str] = frozenset()
    remembered: tuple[PartyRead, ...] = ()  # what the list knows of these people
    people: tuple[Known, ...] = ()  # the same, with their standing, settings and asks


def open_case(request: Request, opening: Opening, at: At) -> Decision:
    """A request becomes a case: shown to the introducer, or answered with what is missing."""
    secret = opening.secret
    case = Case(
        reference=opening.reference,
        owner=at.introducer.key,
        state=State.DRAFT,
        created=at.now,
        request_message_id=opening.message_id,
        request_subject=opening.subject,
        owner_token=secret("introducer"),
        thread_token=secret("thread"),
        spare_tokens={side: secret(side) for side in SIDES},
        always_confirm=opening.introductions_before < at.settings.confirm_first,
        outsider=opening.outsider,
        outsider_words=opening.outsider_words,
    )
    request = _remember(request, opening.remembered)
    drawing = Drawing(_asked_last(merged(case, request)), at)
    drawing.log("requested", detail=request.why or "")
    _show(drawing, opening.opted_out, opening.people)
    return drawing.done()


def _asked_last(case: Case) -> Case:
    """Whoever asked for it is asked after the other has agreed: until then they hear nothing of anybody."""
    asks = bool(case.outsider) and case.asked_by is not None and case.ask_first is None
    return case.but(ask_first=other(case.asked_by)) if asks and case.asked_by else case


def _remember(request: Request, known: tuple[PartyRead, ...]) -> Request:
    """The list speaks where the request is silent."""
    facts = {p.email: p for p in known if p.email}
    parties = tuple(
        replace(p, name=p.name or facts[p.email].name, profile={**facts[p.email].profile, **p.profile}) if p.email in facts else p
        for p in request.parties
    )
    return replace(request, parties=parties)


def missing_in(case: Case, address: str) -> tuple[Missing, ...]:
    """What the draft lacks, reckoned from the draft itself; `address` is the introducer address, which can be no party."""
    parties = case.parties
    lacks: set[Missing] = {m for m in case.missing if m is Missing.VALID_ADDRESS}
    if len(parties) < 2:
        lacks.add(Missing.SECOND_PERSON)
    if any(not p.address for p in parties):
        lacks |= {Missing.ADDRESS} - ({Missing.ADDRESS} if Missing.VALID_ADDRESS in lacks else set())
    if len(parties) == 2 and parties[0].address and parties[0].address == parties[1].address:
        lacks.add(Missing.DISTINCT_PEOPLE)
    if any(p.address == address for p in parties):
        lacks.add(Missing.DISTINCT_PEOPLE)
    if not case.why:
        lacks.add(Missing.REASON)
    if all(p.address for p in parties) and len(parties) == 2:
        lacks.discard(Missing.VALID_ADDRESS)
    return tuple(m for m in Missing if m in lacks)


def _show(drawing: Drawing, opted_out: frozenset[str], people: tuple[Known, ...]) -> None:
    """Answer the introducer: what is missing, or what was understood and when it leaves."""
    case, settings = drawing.case, drawing.at.settings
    drawing.change(missing=missing_in(case, settings.address), shown=case.shown + 1, undo_from=None)
    drawing.stop_timers()
    drawing.timer("lapse", after(drawing.at.now, settings.draft_lasts, drawing.at.introducer.place))
    blocked = [p.side for p in drawing.case.parties if p.address in opted_out]
    if blocked:
        drawing.change(state=State.DRAFT)
        drawing.to_introducer(Kind.NOTE, what="opted_out", side=blocked[0], detail="")
        close(drawing, Outcome.OPTED_OUT, tell=False)
    elif drawing.case.missing:
        drawing.change(state=State.DRAFT)
        drawing.to_introducer(Kind.MISSING, number=drawing.case.shown)
    else:
        drawing.change(ask_first=warnings.ask_first(drawing.case, people))
        _show_complete(drawing, warnings.looked_at(drawing.case, people, drawing.at))


def _show_complete(drawing: Drawing, found: Prospect, insist: str = "") -> None:
    """Show a complete draft with what speaks against it and what it costs; `insist` says why an answer was not enough."""
    settings = drawing.at.settings
    careful = found.careful or bool(found.stale)
    sure = _sure(drawing.case, settings.confirm) and not (careful and settings.confirm != "never")
    sure = sure and not warnings.open_ones(drawing.case, found.warnings)
    drawing.change(state=State.LEAVING if sure else State.CONFIRMING, warned=found.warnings)
    said = warnings.facts(found, drawing.case)
    drawing.to_introducer(
        Kind.CONFIRMATION, number=drawing.case.shown, sure=sure, wait=str(settings.undo), insist=insist, **said
    )  # fmt: skip


def _show_again(drawing: Drawing, found: Prospect, insist: str) -> None:
    """The same draft once more: what was answered does not settle it."""
    drawing.stop_timers()
    drawing.timer("lapse", after(drawing.at.now, drawing.at.settings.draft_lasts, drawing.at.introducer.place))
    drawing.change(shown=drawing.case.shown + 1, undo_from=None)
    _show_complete(drawing, found, insist)


def _sure(case: Case, policy: str) -> bool:
    """Whether the asks may leave by themselves when the undo window closes. What an outsider asks for never does."""
    if case.outsider:
        return False
    if policy == "never":
        return True
    return policy == "when-unsure" and not (case.doubts or case.blind or case.always_confirm)


def amended(case: Case, event: DraftAmended, at: At) -> Decision:
    """A correction amends the draft, which is shown again; the undo window starts anew."""
    drawing = Drawing(merged(case, event.request), at)
    drawing.log("amended")
    _show(drawing, event.opted_out, event.people)
    return drawing.done()


def started(case: Case, event: GoGiven | Overridden | TimerRang, at: At) -> Decision:
    """GO, or the undo window closed: the asks are owed."""
    if isinstance(event, TimerRang) and event.name == "lapse":
        return lapsed(case, event, at)
    drawing = Drawing(case, at)
    drawing.log("undo window closed" if isinstance(event, TimerRang) else "go")
    _begin_unless_warned(drawing, event.people)
    return drawing.done()


def _begin_unless_warned(drawing: Drawing, people: tuple[Known, ...]) -> None:
    """What has come up since the draft was shown is shown first."""
    found = warnings.hold_back(drawing.case, people, drawing.at)
    if found is not None:
        _show_again(drawing, found, "warned")
        return
    drawing.stop_timers()
    drawing.change(warned=())
    asking.begin(drawing)


def overridden(case: Case, event: Overridden, at: At) -> Decision:
    """OVERRIDE settles what was shown, but for what can't be overridden, and does as GO does."""
    drawing = Drawing(warnings.overruled(case), at)
    drawing.log("override", detail=", ".join(w.code for w in case.warned))
    _begin_unless_warned(drawing, event.people)
    return drawing.done()


def waiting(case: Case, event: WaitChosen, at: At) -> Decision:
    """WAIT owes the asks for the better day, or the one named; where none is known, nothing leaves until another word."""
    drawing = Drawing(case, at)
    day = warnings.better_day(case, event.until, event.people, at)
    if day is None:
        found = warnings.looked_at(case, event.people, at) if event.people else Prospect(warnings=case.warned)
        drawing.log("wait, but no better day is known")
        _show_again(drawing, found, "no_better_day")
        drawing.change(state=State.CONFIRMING)
        return drawing.done()
    later = case.but(not_before=day)
    found = warnings.looked_at(later, event.people, at)
    if warnings.open_ones(later, found.warnings):
        drawing.change(not_before=day)
        _show_again(drawing, found, "still")
    else:
        warnings.wait_until(drawing, day)
    return drawing.done()


def go_too_early(case: Case, event: GoGiven | Overridden | WaitChosen, at: At) -> Decision:
    """GO to a draft that lacks something: it is named again."""
    drawing = Drawing(case, at)
    drawing.log("go, but incomplete")
    drawing.to_introducer(Kind.MISSING, number=case.shown)
    return drawing.done()


def lapsed(case: Case, event: TimerRang, at: At) -> Decision:
    """A draft that was never completed ends quietly: nobody had been asked."""
    drawing = Drawing(case, at)
    drawing.log("lapsed")
    drawing.note("lapsed")
    close(drawing, Outcome.LAPSED, tell=False)
    return drawing.done()


def cancelled(case: Case, event: Cancelled, at: At) -> Decision:
    """The introducer calls it off: whoever was asked hears the kind letter, whoever was not hears nothing."""
    drawing = Drawing(case, at)
    drawing.log("cancelled")
    drawing.to_introducer(Kind.ACKNOWLEDGED, what="cancelled", detail="")
    close(drawing, Outcome.CANCELLED, tell=any(p.standing is not Standing.WAITING for p in case.parties))
    return drawing.done()


def showing_sent(case: Case, event: LetterSent, at: At) -> Decision:
    """The server accepted what was shown: in a sure draft the undo window opens now."""
    drawing = Drawing(case, at)
    drawing.change(owner_message_ids=(*case.owner_message_ids, event.our_id)[-20:])
    if case.state is State.LEAVING and event.kind is Kind.CONFIRMATION and event.number == case.shown:
        drawing.change(undo_from=at.now)
        drawing.timer("undo", after(at.now, at.settings.undo, at.introducer.place))
    return drawing.done()


def showing_refused(case: Case, event: LetterRefused, at: At) -> Decision:
    """The introducer could not be shown the draft: nothing leaves unseen, it waits for GO."""
    drawing = Drawing(case, at)
    drawing.log("could not be shown", detail=event.detail)
    if case.state is State.LEAVING and event.kind is Kind.CONFIRMATION:
        drawing.timer("undo", None)
        drawing.change(state=State.CONFIRMING)
    return drawing.done()
