"""`introd list`, `show` and `rehearse`: what the record says, read while the daemon runs. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from introd.commands.exits import NOT_FOUND, leave
from introd.commands.paper import Paper
from introd.config import Config, find, load
from introd.decide.case import Case, State
from introd.decide.decision import At
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.house import RECORD
from introd.mailroom import timeline
from introd.mailroom.desk import case_of
from introd.record.store import View
from introd.record.tiny import open_view

_BATCH = 500


def show_list(config: Path | None, *, everything: bool, as_json: bool, paper: Paper, now: datetime) -> int:
    """One line for each introduction that is under way, or for every one. 0."""
    settings = load(find(config))
    with _view(settings) as view:
        cases = [case for case in _cases(view) if everything or case.state is not State.CLOSED]
    cases.sort(key=lambda case: (case.created, case.reference))
    if as_json:
        paper.data([_summary(case) for case in cases])
    for case in [] if as_json else cases:
        paper.line(timeline.in_a_line(case, now))
    if not cases and not as_json:
        paper.note("No introduction is under way." if not everything else "There is no introduction yet.")
    return 0


def show_case(config: Path | None, reference: str, *, as_json: bool, paper: Paper) -> int:
    """The case as a timeline. 0, or 3 where there is no such case."""
    settings = load(find(config))
    with _view(settings) as view:
        case = _case(view, reference)
        letters = view.letters_of(case.reference)
    if as_json:
        paper.data(_summary(case) | {"case": _without_secrets(case), "letters": [_letter(one) for one in letters]})
        return 0
    head, state, *rest = timeline.story(case, _owner(settings, case).place)
    paper.title(head)
    paper.line(state)
    for line in rest:
        paper.line(f"  {line}")
    return 0


def rehearse(config: Path | None, reference: str, *, as_json: bool, paper: Paper, now: datetime) -> int:
    """Every letter that the case may still send, with its date, under three assumptions. Sends none. 0, or 3."""
    settings = load(find(config))
    with _view(settings) as view:
        case = _case(view, reference)
        at = At(now=now, settings=settings.settings, introducer=_owner(settings, case))
        scenes = [(title, timeline.planned(case, view, at, answers)) for title, answers in timeline.SCENES]
        lines = timeline.plan(case, view, at)
    if as_json:
        paper.data([{"scene": title, "letters": [_planned(step) for step in steps]} for title, steps in scenes])
        return 0
    paper.title(f"{case.reference}: {timeline.names(case)}")
    for line in lines:
        paper.line(line)
    return 0


@contextmanager
def _view(config: Config) -> Iterator[View]:
    with open_view(config.state / RECORD) as view:
        yield view


def _cases(view: View) -> Iterator[Case]:
    after = ""
    while batch := view.introductions(after=after, limit=_BATCH):
        yield from (case for document in batch if (case := case_of(document)) is not None)
        after = batch[-1]["reference"]


def _case(view: View, reference: str) -> Case:
    case = case_of(view.introduction(reference.strip().lower()))
    if case is None:
        leave(NOT_FOUND, f"there is no introduction {reference!r}; introd list --all names them")
    return case


def _owner(config: Config, case: Case) -> IntroducerSettings:
    known = config.settings.introducer(case.owner)
    return known or IntroducerSettings(name=case.owner, addresses=(case.owner,))


def _summary(case: Case) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "state": str(case.state),
        "outcome": str(case.outcome) if case.outcome else None,
        "introducer": case.owner,
        "parties": [{"name": p.name, "email": p.address, "standing": str(p.standing)} for p in case.parties],
        "waiting_on": timeline.waiting_on(case),
        "created": stamp(case.created),
        "due": stamp(case.due) if case.due else None,
    }


def _without_secrets(case: Case) -> dict[str, Any]:
    """The case as stored, but for the tokens: who has one can answer in somebody's name."""
    document = {k: v for k, v in case.document().items() if "token" not in k}
    for side in ("first", "second"):
        if document.get(side):
            document[side] = {k: v for k, v in document[side].items() if k != "token"}
    return document


def _letter(document: dict[str, Any]) -> dict[str, Any]:
    kept = ("key", "kind", "reader", "to", "status", "not_before", "settled", "message_id", "response")
    return {name: document.get(name) for name in kept}


def _planned(step: Any) -> dict[str, Any]:
    return {"at": stamp(step.at), "kind": str(step.letter.kind), "reader": step.letter.reader, "to": step.letter.to}
