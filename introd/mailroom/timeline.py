"""A case in words, for `introd show`, for STATUS and for REHEARSE."""

from __future__ import annotations

from datetime import datetime

from introd.decide.calendar import zone
from introd.decide.case import Case, Standing, State
from introd.decide.decision import At
from introd.decide.letter import Status
from introd.decide.rehearsal import Answers, Planned, rehearse
from introd.decide.settings import Place
from introd.mailroom.desk import letter_of
from introd.record.store import View

SCENES = (
    ("if nobody answers", Answers()),
    ("if both say yes", Answers(first=True, second=True)),
    ("if both say yes, write to each other, and it goes well", Answers(first=True, second=True, then="good")),
    ("if both say yes, and one never answers the other", Answers(first=True, second=True, then="missing")),
    ("if the second says no", Answers(first=True, second=False)),
)


def when(moment: datetime, place: Place) -> str:
    """A moment as people at a place read it: `Tue 3 Mar 2026, 09:00`."""
    local = moment.astimezone(zone(place.zone))
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def names(case: Case) -> str:
    """Who is to meet whom."""
    return " and ".join(p.name or p.address or "somebody" for p in case.parties) or "nobody yet"


def waiting_on(case: Case) -> str:
    """Whose move it is."""
    if case.state in (State.DRAFT, State.CONFIRMING) or case.on_hold or case.questions:
        return "you"
    if case.state is State.ASKING:
        silent = [
            f"{p.name or p.address}{' (paused)' if p.paused_told and not p.asked else ''}"
            for p in case.parties
            if p.standing in (Standing.ASKED, Standing.WAITING)
        ]
        later = [f"{p.name or p.address} (later)" for p in case.parties if p.standing is Standing.LATER]
        return " and ".join(silent + later) or "you"
    return "the clock" if case.due else "nobody"


def in_a_line(case: Case, now: datetime) -> str:
    """`k3x9  asking  Jane Roe and Jason Poe; waiting on Jason; since 3 days`."""
    age = (now - case.created).days
    state = f"{case.state}: {case.outcome}" if case.outcome else str(case.state)
    return f"{case.reference}  {state}  {names(case)}; waiting on {waiting_on(case)}; {age} days old"


def story(case: Case, place: Place) -> list[str]:
    """The case as a timeline, a line an entry."""
    head = [f"{case.reference}: {names(case)}", f"State: {case.state}{f' ({case.outcome})' if case.outcome else ''}"]
    by_side = {p.side: p.name or p.address for p in case.parties}
    lines = [
        f"{when(e.at, place)}  {by_side.get(e.side, '') + ': ' if e.side else ''}{e.what}{f' ({e.detail})' if e.detail else ''}"
        for e in case.history
    ]
    coming = [
        f"Next: {name.replace(':', ' for the ')} at {when(at, place)}"
        for name, at in sorted(case.timers.items(), key=lambda t: t[1])
    ]
    return head + lines + coming


def planned(case: Case, view: View, at: At, answers: Answers) -> tuple[Planned, ...]:
    """The letters that this case may still send under assumed answers."""
    owed = tuple(letter_of(d) for d in view.letters_of(case.reference) if d["status"] in (Status.PENDING, Status.LATER))
    return rehearse(case, owed, answers, at)


def plan(case: Case, view: View, at: At) -> list[str]:
    """The future of a case as lines: each scene, each letter with its date and reader."""
    lines: list[str] = []
    for title, answers in SCENES:
        letters = planned(case, view, at, answers)
        lines += [f"{title[0].upper()}{title[1:]}:"] + [in_plan(p, at.introducer.place) for p in letters]
    return lines


def in_plan(step: Planned, place: Place) -> str:
    """One letter of a plan."""
    return f"  {when(step.at, place)}  {str(step.letter.kind).replace('_', ' ')} to {step.letter.to}"
