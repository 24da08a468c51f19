"""Before anybody is asked: warnings shown with the draft, and how OVERRIDE, WAIT and GO settle them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from introd.decide import asking
from introd.decide.calendar import at_local
from introd.decide.case import Case, Side, State
from introd.decide.decision import At, Drawing
from introd.decide.letter import Kind
from introd.decide.people.asking import Known, Prospect, Warned, prospect
from introd.decide.people.caps import MONTH
from introd.decide.people.person import Caps


def looked_at(case: Case, people: Sequence[Known], at: At) -> Prospect:
    """What asking the parties of a draft means, on the day on which it would be done. `people` may hold others too."""
    addresses = [party.address.casefold() for party in case.parties]
    parties = [known for known in people if known.address in addresses]
    caps = Caps(month=at.settings.cap_month, quarter=at.settings.cap_quarter)
    return prospect(parties, planned(case.not_before, at), caps)


def planned(day: date | None, at: At) -> datetime:
    """When the asks would leave: now, or on the day before which nobody is to be asked."""
    return max(at.now, at_local(day, at.settings.day_start, at.introducer.place)) if day else at.now


def open_ones(case: Case, warnings: Sequence[Warned]) -> tuple[Warned, ...]:
    """The warnings that no OVERRIDE has settled."""
    return tuple(w for w in warnings if w.final or w.mark not in case.overridden)


def ask_first(case: Case, people: Sequence[Known]) -> Side | None:
    """Whom the introducer always wants asked first, where it is one of the two and the request does not say."""
    wanted = {known.address for known in people if known.person is not None and known.person.ask_first}
    sides = [party.side for party in case.parties if party.address.casefold() in wanted]
    return sides[0] if case.ask_first is None and len(sides) == 1 else case.ask_first


def facts(found: Prospect, case: Case) -> dict[str, Any]:
    """What the confirmation says of it; JSON types."""
    still = open_ones(case, found.warnings)
    return {
        "warnings": [w.words for w in still],
        "costs": list(found.costs),
        "stale": list(found.stale),
        "better": found.better.isoformat() if found.better and still else None,
        "final": any(w.final for w in still),
    }


def _now(case: Case, people: Sequence[Known], at: At) -> tuple[Warned, ...]:
    """What speaks against it at this moment; where nothing new is known, what was shown."""
    return open_ones(case, looked_at(case, people, at).warnings if people else case.warned)


def hold_back(case: Case, people: Sequence[Known], at: At) -> Prospect | None:
    """What must be shown before the asks may leave, None where nothing must."""
    if not _now(case, people, at):
        return None
    return looked_at(case, people, at) if people else Prospect(warnings=case.warned)


def overruled(case: Case) -> Case:
    """The draft with everything overridden that was shown and may be."""
    marks = (w.mark for w in case.warned if not w.final)
    return case.but(overridden=tuple(dict.fromkeys((*case.overridden, *marks))))


def better_day(case: Case, until: date | None, people: Sequence[Known], at: At) -> date | None:
    """The day that WAIT means: the one named if it lies ahead, else the first on which no warning stands."""
    if until is not None and at.now.date() < until <= at.now.date() + 13 * MONTH:
        return until
    found = looked_at(case, people, at) if people else Prospect(warnings=case.warned)
    days = [w.better for w in open_ones(case, found.warnings)]
    return max(day for day in days if day) if days and all(days) else None


def wait_until(drawing: Drawing, day: date) -> None:
    """Owe the asks for that day."""
    drawing.change(state=State.ASKING, not_before=day, warned=())
    drawing.log("waits", detail=day.isoformat())
    drawing.stop_timers()
    drawing.to_introducer(Kind.ACKNOWLEDGED, what="waits", detail=day.isoformat())
    asking.begin(drawing)


def refused_correction(case: Case, address: str, people: Sequence[Known], at: At) -> str:
    """Why a corrected address must not be asked just so; empty where it may be."""
    return " ".join(w.words for w in _now(case, people, at) if w.about == address.casefold()) if people else ""
