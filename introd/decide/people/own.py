"""What a person may see of what is kept about them: facts, their own settings, their own words. Never reports, notes or standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from introd.decide.case import Case, Party
from introd.decide.people import words
from introd.decide.people.person import Person

_JUDGED = frozenset({"tier"})
"""Facts that are the introducer's view of somebody, and theirs alone."""

_ORIGINS = {"request": "told by", "import": "imported by", "themselves": "your own words, kept by", "introducer": "told by"}


def own_data(
    address: str, people: Iterable[Person], cases: Iterable[Case], names: dict[str, str], *, stopped: bool, paused: date | None
) -> list[str]:
    """Everything of it, a line each. `names` are introducers by the address that owns their list; `cases` are all that concern them."""
    lines = [f"Your address: {address}"]
    for person in people:
        lines += _facts(person, names.get(person.owner, person.owner))
    for case in cases:
        lines += _words(case, address, names.get(case.owner, case.owner))
    if stopped:
        lines.append("Setting: you want no mail (STOP)")
    if paused is not None:
        lines.append(
            f"Setting: you are not to be asked {f'until {words.day(paused)}' if paused < date.max else 'until you say START'}"
        )
    return lines if len(lines) > 1 else [*lines, "Nothing else is kept about you."]


def _facts(person: Person, owner: str) -> Iterator[str]:
    if person.name:
        yield f"Your name: {person.name} (on the list of {owner})"
    for other in person.addresses:
        yield f"Another address of yours: {other}"
    for key, text in person.profile.items():
        if key not in _JUDGED:
            source, at = person.sources.get(key), person.fact_at(key)
            when = f", {words.day(at.date())}" if at else ""
            yield f"{key.capitalize()}: {text} ({_ORIGINS[source.origin] if source else 'told by'} {owner}{when})"


def _words(case: Case, address: str, owner: str) -> Iterator[str]:
    """An introduction that they are part of, with what they themselves wrote in it."""
    party = next((p for p in case.parties if p.address.casefold() == address), None)
    if party is None or not (party.asks or party.asked or party.consent):
        return
    asked = f", you were asked on {words.day(party.asked.date())}" if party.asked else ""
    yield f"Introduction {case.reference} by {owner}{asked}"
    for said in _said(case, party):
        yield f"You wrote: {said}"


def _said(case: Case, party: Party) -> Iterator[str]:
    found = [
        party.consent.words if party.consent and not party.consent.vouched else "",
        party.refusal,
        *party.notes,
        party.tell_them,
    ]
    since = case.after.of(party.side)
    found += [since.excused, since.passed, *(a.words for a in since.accounts if a.told_by == "party")]
    yield from dict.fromkeys(" ".join(text.split()) for text in found if text.strip())
