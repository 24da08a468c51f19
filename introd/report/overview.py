"""One page about everything that is under way, for whoever keeps the machine or introduces: read only, complete in itself, fetches nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from introd.decide.case import Case, State
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.report import picture
from introd.report.digest import Facts, called, pair
from introd.write import dates
from introd.write.stationery import FALLBACK, code, environment, keywords, languages

_STATES = (State.DRAFT, State.CONFIRMING, State.LEAVING, State.ASKING, State.AGREED, State.INTRODUCED)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page tells of one introducer: their open cases, and the facts of a digest at this moment."""

    introducer: IntroducerSettings
    cases: tuple[Case, ...]
    said: Facts


def page(desks: Sequence[Desk], now: datetime) -> str:
    """The whole page as HTML. `now` is aware."""
    parts = [_part(desk) for desk in desks]
    spoken = {language_for_page(desk.introducer.language) for desk in desks}
    language = spoken.pop() if len(spoken) == 1 else FALLBACK
    return environment(language).get_template("overview.html").render(
        desks=parts, at=stamp(now), language=language, zone=dates.zone("UTC", 0), keywords=keywords(language)
    )  # fmt: skip


def language_for_page(wanted: str) -> str:
    """The language of the page for an introducer who reads that one: it is theirs where there is such a page, else English."""
    return asked if (asked := code(wanted)) in languages() else FALLBACK


def _part(desk: Desk) -> dict[str, Any]:
    """One introducer's part; each line carries its own zone, which is the introducer's."""
    said, weeks = desk.said, desk.said["weeks"]
    drawn = base64.b64encode(picture.draw(weeks)).decode() if weeks else ""
    return {
        "name": desk.introducer.name, "said": said, "picture": f"data:image/png;base64,{drawn}" if drawn else "",
        "columns": [_column(state, desk.cases, said, desk.introducer) for state in _STATES],
    }  # fmt: skip


def _column(state: State, cases: Iterable[Case], said: Facts, introducer: IntroducerSettings) -> dict[str, Any]:
    here = sorted((c for c in cases if c.state is state), key=lambda c: (c.due is None, c.due or c.created, c.reference))
    return {"state": str(state), "cards": [_card(case, said, introducer) for case in here]}


_NEXT = {
    "lapse": "the draft is dropped", "undo": "the letters leave", "resume": "asked again", "handover": "the introduction leaves",
    "how": "both are asked how it went", "again": "asked again how it went", "quiet": "a reminder to whoever writes first",
    "settle": "it is closed", "sorry": "an apology", "expire": "it ends for want of an answer", "tell": "you are told of the silence",
    "later": "asked whether it is still good", "unanswered": "asked whether a reply came", "still": "you are asked to ring",
}  # fmt: skip
"""What the timers of a case will do, for people; a name that is not here is told as it is."""


def _next(case: Case, timer: str) -> str:
    """What comes next, and for whom."""
    name, _, side = timer.partition(":")
    what = _NEXT.get(name, "a reminder" if name.startswith("nudge") else name.replace("_", " "))
    who = next((called(party) for party in case.parties if party.side == side), "")
    return f"{who}: {what}" if who else what


def _card(case: Case, said: Facts, introducer: IntroducerSettings) -> dict[str, Any]:
    """One introduction: between whom, whose move it is, and the next moment with its name."""
    due = min(case.timers, key=lambda name: case.timers[name], default="")
    return {
        "reference": case.reference, "pair": pair(case), "since": stamp(case.created), "zone": introducer.place.zone,
        "due": stamp(case.timers[due]) if due else "", "timer": _next(case, due),
        "decisions": [d for d in said["decisions"] if d["reference"] == case.reference],
        "waits": [w for w in said["waiting"] if w["reference"] == case.reference],
    }  # fmt: skip
