"""An entry of the list in lines, for its introducer alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from introd.decide.people import words
from introd.decide.people.caps import MONTH, QUARTER, in_window
from introd.decide.people.person import Person
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.people import knowing, proposals
from introd.mailroom.people.entries import entry as entry_of
from introd.mailroom.people.entries import names_in
from introd.mailroom.timeline import in_a_line
from introd.record.store import View

_ORIGINS = {"request": "your request", "import": "an import", "themselves": "their own words", "introducer": "you"}
_CASES = 10
_DEEDS = {"know": "known, as you said,", "repaid": "favour repaid, as you said", "favour": "a favour owed"}


def line(view: View, person: Person, now: datetime) -> str:
    """`Jane Roe <jane@roe.example>: open; three introductions, all well, median answer 1 day`."""
    named = f"{person.name} <{person.address}>" if person.name else person.address
    return f"{named}: {words.status(person, now.date())}; {words.standing(person, names_in(view, person), now)}"


def whole(view: View, desk: Desk, person: Person) -> list[str]:
    """Everything that is known of somebody, and where it is from."""
    return [
        line(view, person, desk.clock()), *_settings(view, desk, person), *_facts(person),
        *(f"Your note of {words.day(note.at.date())}: {note.text}" for note in person.notes),
        *_history(view, person), *_cases(view, desk, person), *_proposed(view, person),
    ]  # fmt: skip


def _settings(view: View, desk: Desk, person: Person) -> Iterator[str]:
    if person.addresses:
        yield f"Also known as {', '.join(person.addresses)}"
    now = desk.clock()
    caps = person.caps or knowing.caps(desk.settings)
    asks = knowing.asks_of(view, desk, person.all_addresses)
    month, quarter = in_window(asks, now, MONTH), in_window(asks, now, QUARTER)
    yield f"Asked {words.times(month)} in the last 30 days (at most {words.times(caps.month)}), {words.times(quarter)} in the last quarter (at most {words.times(caps.quarter)})"
    own = knowing.own_pause(view, desk, *person.all_addresses)
    if own is not None and own > now.date():
        yield "They asked not to be asked for a while"
    if any(view.opted_out(desk.address_hash(a)) for a in person.all_addresses):
        yield "Wants no mail from me"
    if person.no_go:
        barred = {entry.called if (entry := entry_of(view, person.owner, address)) else address for address in person.no_go}
        yield f"Is not to meet {words.listed(sorted(barred))}"


def _facts(person: Person) -> Iterator[str]:
    for key, text in person.profile.items():
        source, at = person.sources.get(key), person.fact_at(key)
        where = f" ({_ORIGINS[source.origin] if source else 'your request'}, {words.day(at.date())})" if at else ""
        yield f"{key.capitalize()}: {text}{where}"


def _history(view: View, person: Person) -> Iterator[str]:
    """The deeds that matter, the newest last."""
    names = names_in(view, person)
    shown = [
        d
        for d in person.deeds
        if d.what
        in ("introduced", "poor", "well", "fine", "missing", "excused", "favour", "repaid", "let_down", "bounced", "know")
    ]
    for deed in shown[-12:]:
        whom = f" with {names.get(deed.other, deed.other)}" if deed.other else ""
        what = words.incident(deed, deed.at) if deed.what == "poor" else _DEEDS.get(deed.what, deed.what.replace("_", " "))
        yield f"{words.day(deed.at.date())}: {what}{whom}{f' [{deed.reference}]' if deed.reference else ''}{f': {deed.detail}' if deed.detail else ''}"


def _cases(view: View, desk: Desk, person: Person) -> Iterator[str]:
    cases = [case_of(d) for a in person.all_addresses for d in view.introductions_with(person.owner, a)]
    for case in [c for c in cases if c is not None][-_CASES:]:
        yield in_a_line(case, desk.clock())


def _proposed(view: View, person: Person) -> Iterator[str]:
    for proposal in proposals.waiting(view, person.owner):
        if proposal["address"] == person.address:
            yield f"I have proposed: {proposal['change']}. Answer that letter with GO or LEAVE IT."
