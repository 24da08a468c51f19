"""The whole future of a case as a calendar of letters: the same decisions under a clock that is only imagined. Sends none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from introd.decide.after.assumed import Then, assumed
from introd.decide.case import Case, Side, Standing, State
from introd.decide.decision import At, Decision
from introd.decide.events import ConsentGiven, ConsentRefused, Event, GoGiven, HandoverLeft, LetterSent, Overridden, TimerRang
from introd.decide.leaving import Leave, Wait, World, may_leave
from introd.decide.letter import CALLED_FOR, Kind, Letter
from introd.decide.transitions import decide

_STEPS = 400  # more than any case takes; a rehearsal that needs more is a fault


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter and when it would leave (UTC)."""

    at: datetime
    letter: Letter


@dataclass(frozen=True, slots=True)
class Answers:
    """What is assumed: each side's answer, a working while after the ask; None: no answer ever comes."""

    first: bool | None = None
    second: bool | None = None
    after: timedelta = timedelta(hours=20)
    then: Then = "nothing"  # what is assumed after the introduction

    def of(self, side: Side) -> bool | None:
        """The assumed answer of a side."""
        return self.first if side == "first" else self.second


def rehearse(case: Case, letters: tuple[Letter, ...], answers: Answers, at: At) -> tuple[Planned, ...]:
    """Every letter that the case may still send under the assumed answers, in order of time."""
    return tuple(_run(case, list(letters), answers, at))


def _run(case: Case, owed: list[Letter], answers: Answers, at: At) -> Iterator[Planned]:
    last: dict[str, datetime] = {}
    for _ in range(_STEPS):
        moment, what = _next(case, owed, answers, at)
        if what is None:
            return
        at = replace(at, now=max(at.now, moment))
        if not isinstance(what, Letter):
            case, owed = _after(decide(case, what, at), owed)
            continue
        owed.remove(what)
        verdict = may_leave(what, case, World(inbox_read=at.now, last_unasked=last.get(what.to)), at)
        if isinstance(verdict, Wait):
            owed.append(what.but(not_before=verdict.until))
        elif isinstance(verdict, Leave):
            yield Planned(at.now, what)
            if what.kind not in CALLED_FOR:
                last[what.to] = at.now
            case, owed = _sent(case, owed, what, at)


def _sent(case: Case, owed: list[Letter], letter: Letter, at: At) -> tuple[Case, list[Letter]]:
    if letter.kind is Kind.HANDOVER and case.state is State.AGREED:
        case, owed = _after(decide(case, HandoverLeft(), at), owed)
    sent = LetterSent(kind=letter.kind, reader=letter.reader, number=letter.number, our_id=letter.message_id)
    return _after(decide(case, sent, at), owed)


def _after(decision: Decision, owed: list[Letter]) -> tuple[Case, list[Letter]]:
    case = decision.case
    return case.but(revision=case.revision + 1), [*owed, *decision.letters]


def _next(case: Case, owed: list[Letter], answers: Answers, at: At) -> tuple[datetime, Letter | Event | None]:
    """The next thing to happen: a letter due, a timer, an assumed answer, the introducer's GO."""
    coming: list[tuple[datetime, int, Letter | Event]] = [(letter.not_before, 2, letter) for letter in owed]
    coming += [(moment, 1, TimerRang(name=name)) for name, moment in case.timers.items() if name != "lapse"]
    for party in case.parties:
        answer = answers.of(party.side)
        if answer is not None and party.standing is Standing.ASKED and party.asked is not None:
            said = ConsentGiven(side=party.side) if answer else ConsentRefused(side=party.side)
            coming.append((party.asked + answers.after, 0, said))
    coming += [(moment, 0, event) for moment, event in assumed(case, answers.then, answers.after)]
    if case.state is State.CONFIRMING and not owed and not any(warned.final for warned in case.warned):
        coming.append((at.now + timedelta(minutes=1), 0, Overridden() if case.warned else GoGiven()))
    if not coming:
        return at.now, None
    moment, _, what = min(coming, key=lambda item: (item[0], item[1]))
    return moment, what
