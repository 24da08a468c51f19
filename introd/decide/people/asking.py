"""Before anybody is asked: what speaks against it, what it costs, and which day would be better.

Everything is reckoned from two `Known` and a moment; nothing is looked up here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from introd.decide.model import Frozen, Moment
from introd.decide.people import words
from introd.decide.people.caps import MONTH, QUARTER, first_free, fits, in_window
from introd.decide.people.person import Caps, Person, Status
from introd.decide.people.standing import GOOD, YEAR, figures

_STALE = 2 * YEAR
_LASTING = frozenset({"name", "language", "tier"})  # facts that do not grow old


class Met(Frozen):
    """An introduction of the same introducer that concerns this person."""

    reference: str
    other: str  # address
    at: Moment
    how: str  # introduced | running | ended


class Known(Frozen):
    """What one introducer may be told about a person that they want to introduce, and what is shared by all of them.

    `asks` are moments of asks in other introductions, whoever made them; `paused` is the person's own wish, whoever was told of it.
    """

    address: str
    person: Person | None = None
    asks: tuple[Moment, ...] = ()
    met: tuple[Met, ...] = ()
    opted_out: bool = False
    paused: date | None = None
    names: dict[str, str] = {}  # address to name, of those whom the history speaks of


class Warned(Frozen):
    """One thing that speaks against asking. `better` is the first day on which it would no longer."""

    code: str
    about: str  # address of whom it is about
    words: str
    better: date | None = None
    final: bool = False  # cannot be overridden

    @property
    def mark(self) -> str:
        """What an OVERRIDE settles: this kind of warning about this person."""
        return f"{self.code}:{self.about}"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the introducer is shown before anybody is asked. `better` is a day on which no warning would stand, None where none is."""

    warnings: tuple[Warned, ...] = ()
    costs: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    careful: bool = False
    better: date | None = None


def prospect(people: Sequence[Known], moment: datetime, default: Caps) -> Prospect:
    """What asking these people at this moment means. `people` are the parties in their order, one or two."""
    found = [w for known in people for w in warnings(known, _other(people, known), moment, default)]
    dated = [w.better for w in found]
    better = max((d for d in dated if d), default=None) if found and all(dated) else None
    return Prospect(
        warnings=tuple(found),
        costs=tuple(cost for known in people for cost in costs(known, moment, default)),
        stale=tuple(line for known in people for line in stale(known, moment)),
        careful=any(known.person is not None and known.person.cautious for known in people),
        better=better,
    )


def _other(people: Sequence[Known], known: Known) -> Known | None:
    return next((one for one in people if one.address != known.address), None)


def called(known: Known) -> str:
    """The first name, else the address."""
    name = known.person.name if known.person else ""
    return name.split()[0] if name and "," not in name else name or known.address


def warnings(known: Known, other: Known | None, moment: datetime, default: Caps) -> list[Warned]:
    """What speaks against asking this person at this moment."""
    who, address = called(known), known.address
    whom = f"{who}, {tier}," if (tier := words.tier(known.person)) else who
    if known.opted_out:
        return [
            Warned(code="opted_out", about=address, words=f"{who} wants no mail from me. That can't be overridden.", final=True)
        ]
    found = [*_wishes(known, whom, moment), *_settings(known, whom, moment), *_over_the_cap(known, whom, moment, default)]
    if known.person and figures(known.person.deeds).bounced:
        found.append(Warned(code="bounced", about=address, words=f"My last letter to {whom} came back."))
    return found + (_about_both(known, other, who) if other else [])


def _wishes(known: Known, who: str, moment: datetime) -> list[Warned]:
    if known.paused is None or known.paused <= moment.date():
        return []
    until = known.paused if known.paused < date.max else None
    words_ = f"{who} asked not to be asked {f'until {words.day(until)}' if until else 'for now'}. That can't be overridden."
    return [Warned(code="own_pause", about=known.address, words=words_, better=until, final=True)]


def _settings(known: Known, who: str, moment: datetime) -> list[Warned]:
    person = known.person
    status = person.standing_now(moment.date()) if person else Status.OPEN
    if person is None or status is Status.OPEN:
        return []
    if status is Status.PAUSED:
        until = f"until {words.day(person.until)}" if person.until else "until you say RESUME"
        return [Warned(code="paused", about=known.address, words=f"{who} is paused {until}.", better=person.until)]
    reason = words.standing(person, known.names, moment)
    state = "resting" if status is Status.RESTING else "off your list"
    return [Warned(code=str(status), about=known.address, words=f"{who} is {state} ({reason}).")]


def _over_the_cap(known: Known, who: str, moment: datetime, default: Caps) -> list[Warned]:
    caps = (known.person.caps if known.person else None) or default
    if fits(known.asks, moment, caps):
        return []
    free = first_free(known.asks, moment, caps)
    better = _day_from(free) if free else None
    month, quarter = in_window(known.asks, moment, MONTH), in_window(known.asks, moment, QUARTER)
    often = f"{words.times(month)} in the last 30 days" if month >= caps.month else f"{words.times(quarter)} in the last quarter"
    ahead = "" if month or quarter else " within a short time"
    said = f"{who} has been asked {often}, and " if month or quarter else f"{who} is to be asked already{ahead}, and "
    limit = f"the limit is {words.times(caps.month)} in 30 days and {words.times(caps.quarter)} in a quarter."
    return [Warned(code="cap", about=known.address, words=said + limit, better=better)]


def _day_from(moment: datetime) -> date:
    """The first whole day that does not begin before a moment (UTC): wherever the person is, a day's margin keeps the window."""
    return (moment.astimezone(UTC) + timedelta(days=1)).date() if moment.astimezone(UTC).time() > time(0) else moment.date()


def _about_both(known: Known, other: Known, who: str) -> list[Warned]:
    """Said once, at the first of the two; known to either entry."""
    if known.address > other.address:
        return []
    them = called(other)
    met = sorted((m for m in known.met if m.other in _all(other)), key=lambda m: m.at)
    found = []
    if met:
        last = met[-1]
        tale = {
            "introduced": f"{who} and {them} were introduced already, on {words.day(last.at.date())} [{last.reference}].",
            "running": f"An introduction of {who} and {them} is under way already [{last.reference}].",
        }.get(last.how, "")
        found += [Warned(code=f"already_{last.how}", about=known.address, words=tale)] if tale else []
    if not found and (how := _know_each_other(known, other) or _know_each_other(other, known)):
        said = "as you told me" if how == "know" else "as far as I remember"
        found.append(Warned(code="know", about=known.address, words=f"{who} and {them} know each other, {said}."))
    if _no_go(known, other) or _no_go(other, known):
        found.append(Warned(code="no_go", about=known.address, words=f"You said that {who} should not meet {them}."))
    return found


def _all(known: Known) -> set[str]:
    return {known.address, *(known.person.all_addresses if known.person else ())}


def _no_go(known: Known, other: Known) -> bool:
    return bool(known.person and set(known.person.no_go) & _all(other))


def _know_each_other(known: Known, other: Known) -> str:
    """The last deed that shows it; empty where none does."""
    deeds = known.person.deeds if known.person else ()
    shown = [deed.what for deed in deeds if deed.what in ("introduced", "know", *GOOD) and deed.other in _all(other)]
    return shown[-1] if shown else ""


def costs(known: Known, moment: datetime, default: Caps) -> list[str]:
    """What this ask costs: `Jane: third in this quarter, the last one went badly, owes a favour.`"""
    said = []
    before = in_window(known.asks, moment, QUARTER)
    if before:
        said.append(f"{_ordinal(before + 1)} introduction in this quarter")
    if known.person is not None:
        found = figures(known.person.deeds)
        last = max(
            (d for d in known.person.deeds if d.what in ("poor", "let_down", "missing", *GOOD)), key=lambda d: d.at, default=None
        )
        if last is not None and last.what in ("poor", "let_down"):
            said.append(f"the last one went badly ({words.incident(last, moment)})")
        elif last is not None and last.what == "missing" and found.missing:
            said.append("did not answer last time")
        said += _owed(found.favours, known)
        said += [tier] if (tier := words.tier(known.person)) else []
    return [f"{called(known)}: {', '.join(said)}."] if said else []


def _owed(favours: Sequence[object], known: Known) -> list[str]:
    if not favours:
        return []
    whom = known.names.get(getattr(favours[-1], "other", ""), "")
    return [f"a favour is owed{f' ({called(known)} said so about {whom})' if whom else ''}"]


def _ordinal(count: int) -> str:
    names = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    return names[count] if count < len(names) else f"{count}th"


def stale(known: Known, moment: datetime) -> list[str]:
    """Facts that are older than two years, each as a question."""
    person = known.person
    if person is None:
        return []
    old = {k: at for k in person.profile if k not in _LASTING and (at := person.fact_at(k)) and moment - at > _STALE}
    return [f"{called(known)}, {key} (from {words.day(at.date())}): {person.profile[key][:200]}" for key, at in old.items()]
