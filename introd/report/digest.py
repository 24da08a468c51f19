"""What a weekly digest says: decisions to take, what waits on whom, what went missing, what went well. Pure.

Facts are JSON types and for one introducer alone: they are made from that introducer's own cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from introd.decide.case import SIDES, Case, Party, Side, Standing, State, other
from introd.decide.privacy import person
from introd.report.weeks import Happened

Facts = dict[str, Any]

MOST = 40  # lines of one kind; the rest is counted

OFFERED = {
    "confirm": ("go", "cancel"),
    "outsider": ("go", "cancel"),
    "warned": ("override", "wait", "cancel"),
    "incomplete": ("cancel",),
    "question": ("cancel",),
    "held": ("send", "cancel"),
    "call": ("nudge_again", "apologise", "leave_it"),
    "report": ("send", "drop", "ask"),
    "proposal": ("go", "leave_it"),
}
"""What may be answered to each kind of decision, as verbs of `read.commands`."""


def called(party: Party) -> str:
    """A party as their introducer calls them: first name, else the address."""
    return str(person(party.name)["first_name"]) or party.address or "somebody"


def pair(case: Case) -> str:
    """Whose introduction it is."""
    return " and ".join(p.name or p.address or "somebody" for p in case.parties) or "nobody yet"


def decisions(cases: Iterable[Case], proposals: Sequence[Facts] = ()) -> list[Facts]:
    """What waits for the introducer's word, numbered from 1 on. `proposals`: name, change and `proposal`, by which it is settled."""
    found = [fact for case in cases for fact in _decisions(case)]
    found += [
        {"what": "proposal", "proposal": p["proposal"], "who": p["name"], "detail": p["change"], "reference": "", "pair": ""}
        | {"address": p["address"]}  # by it the line is found when the person is forgotten
        for p in proposals
    ]
    offered = [fact | {"verbs": list(OFFERED[fact["what"]])} for fact in found]
    return [{"number": number, "proposal": "", "detail": ""} | fact for number, fact in enumerate(offered[:MOST], 1)]


def _decisions(case: Case) -> list[Facts]:
    """What one case asks of its introducer; of several questions the most pressing."""
    what, side = _asked(case)
    if not what:
        return []
    who = called(case.party(side)) if side and len(case.parties) == len(SIDES) else ""
    return [{"what": what, "reference": case.reference, "pair": pair(case), "who": who}]


def _asked(case: Case) -> tuple[str, Side | None]:
    if case.questions:
        return "question", case.questions[0]
    if case.state is State.DRAFT:
        return "incomplete", None
    if case.state is State.CONFIRMING:
        return ("warned" if case.warned else "outsider" if case.outsider else "confirm"), None
    if case.state is State.AGREED and case.on_hold:
        return "held", None
    return _asked_since(case) if case.handed_over else ("", None)


def _asked_since(case: Case) -> tuple[str, Side | None]:
    since = case.after
    if since.draft is not None:
        return "report", since.draft
    waiting = since.waiting
    if since.calls and waiting is not None and not since.over and since.of(other(waiting)).wrote is None:
        return "call", other(waiting)
    return "", None


def waiting(cases: Iterable[Case]) -> list[Facts]:
    """Who is to move, in introductions that do not wait for the introducer."""
    return [
        line | {"reference": case.reference, "pair": pair(case)} for case in cases if not _asked(case)[0] for line in _waits(case)
    ]


def _waits(case: Case) -> list[Facts]:
    if case.state is State.LEAVING:
        return [_line("leaving")]
    if case.state is State.ASKING:
        return [line for party in case.parties if (line := _answer_of(party))] or [_line("clock")]
    if case.state is State.AGREED:
        return [_line("agreed")]
    return _reply_in(case) if case.state is State.INTRODUCED else []


def _line(what: str, who: str = "", since: str | None = None) -> Facts:
    return {"what": what, "who": who, "since": since}


def _answer_of(party: Party) -> Facts | None:
    if party.standing is Standing.ASKED:
        return _line("answer", called(party), party.asked.date().isoformat() if party.asked else None)
    if party.standing is Standing.LATER:
        return _line("later", called(party), party.resume.date().isoformat() if party.resume else None)
    return None


def _reply_in(case: Case) -> list[Facts]:
    """After the introduction: whose reply is awaited, as far as is known. Unknown is not silent."""
    since = case.after
    if since.over or since.both_wrote or not since.watching:
        return []
    if since.waiting is not None:
        return [_line("reply", called(case.party(other(since.waiting))))]
    wrote = [side for side in SIDES if since.of(side).wrote]
    if len(wrote) == 1:
        return [_line("copy", called(case.party(other(wrote[0]))))]
    return [_line("first_letter", called(case.party(case.writes_first or "first")))]


_WELL = {"introduced", "well", "fine", "favour"}


def happened(events: Iterable[Happened], cases: dict[str, Case]) -> tuple[list[Facts], list[Facts]]:
    """What went missing or badly, and what went well; each said once an introduction, and never of a case that is not here."""
    missed: list[Facts] = []
    well: list[Facts] = []
    for event in events:
        case = cases.get(event.reference)
        side: Side | None = next((s for s in SIDES if s == event.side), None)
        if case is None or side is None or len(case.parties) < len(SIDES):
            continue
        who = "" if event.what == "introduced" else called(case.party(side))
        line = {"what": event.what, "who": who, "reference": case.reference, "pair": pair(case)}
        kept = well if event.what in _WELL else missed
        if line not in kept:
            kept.append(line)
    return missed, well


def most(lines: Sequence[Facts]) -> tuple[list[Facts], int]:
    """As many lines as a letter has room for, and how many are left out."""
    return list(lines[:MOST]), max(0, len(lines) - MOST)


def empty(said: Facts) -> bool:
    """Whether there is nothing to tell: then no digest is sent."""
    return not any(said[name] for name in ("decisions", "waiting", "missed", "well"))
