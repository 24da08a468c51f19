"""Standing and settings in words, for the introducer alone: the same in a letter, in WHO and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from introd.decide.people.person import Past, Person, Status
from introd.decide.people.standing import Figures, figures

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TIMES = ("never", "once", "twice")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
Names = Mapping[str, str]
"""Address to name, for the people that a history speaks of."""


def number(count: int) -> str:
    """`three`; figures from 13 on."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def times(count: int) -> str:
    """`twice`, `five times`."""
    return _TIMES[count] if count < len(_TIMES) else f"{number(count)} times"


def day(when: date) -> str:
    """`6 March 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def standing(person: Person, names: Names, now: datetime) -> str:
    """A history in one sentence: `three introductions, all well, median answer 1 day`."""
    found = figures(person.deeds)
    said = [*_met(found), *_asked(found), *_lapses(found, now), *_favours(found, names)]
    return ", ".join(said) or "no history yet"


def _met(found: Figures) -> list[str]:
    if not found.introductions and not found.good:
        return []
    count = max(found.introductions, found.good)
    said = [f"{number(count)} introduction{'s' if count > 1 else ''}"]
    if found.good and found.good == count and not found.poor:
        said.append("all well" if count > 1 else "it went well")
    elif found.good:
        said.append(f"{number(found.good)} went well")
    return said


def _asked(found: Figures) -> list[str]:
    said = []
    if found.asked > found.answered or (found.asked and not found.introductions):
        said.append(
            f"asked {times(found.asked)}, answered {times(found.answered) if found.answered < 3 else number(found.answered)}"
        )
    if found.median_days is not None:
        said.append(f"median answer {_days(found.median_days)}")
    if found.nudged:
        said.append(f"nudged {times(found.nudged)}")
    return said


def _days(days: float) -> str:
    if days < 1:
        return "the same day"
    whole = round(days)
    return f"{whole} day{'s' if whole > 1 else ''}"


def _lapses(found: Figures, now: datetime) -> list[str]:
    said = [f"{times(found.missing)} missing"] if found.missing else []
    said += [f"gave a reason {times(found.excused)}"] if found.excused else []
    said += [incident(deed, now) for deed in found.poor]
    if found.let_down:
        said.append(f"let somebody down later on ({times(found.let_down)})")
    return [*said, "the last letter came back"] if found.bounced else said


def incident(deed: Past, now: datetime) -> str:
    """`a poor report in May (late, left)`; with its year where that is another one."""
    kinds = ", ".join(kind.replace("_", " ") for kind in deed.kinds)
    year = f" {deed.at.year}" if deed.at.year != now.year else ""
    grave = "grave" if deed.grave else "poor"
    return f"a {grave} report in {_MONTHS[deed.at.month - 1]}{year}{f' ({kinds})' if kinds else ''}"


def _favours(found: Figures, names: Names) -> list[str]:
    """Whom a favour is owed to: `owes Jason a favour`."""
    if not found.favours:
        return []
    whom = names.get(found.favours[-1].other, "")
    count = len(found.favours)
    return [f"owes {f'{whom} ' if whom and count == 1 else ''}{'a favour' if count == 1 else f'{number(count)} favours'}"]


def tier(person: Person | None) -> str:
    """What a mistake with somebody would cost: `an old friend`, `a new acquaintance`; empty where the introducer said neither."""
    said = person.profile.get("tier", "") if person else ""
    return {"old friend": "an old friend", "new acquaintance": "a new acquaintance"}.get(said.strip().casefold(), "")


def status(person: Person, today: date) -> str:
    """`open`, `paused until 1 March 2026`, `resting`, `off the list`, with what else is set."""
    now = person.standing_now(today)
    said = {Status.OPEN: "open", Status.RESTING: "resting", Status.OFF: "off the list"}.get(now, "paused")
    if now is Status.PAUSED:
        said += f" until {day(person.until)}" if person.until else " until RESUME"
    extra = [said]
    extra += ["to be asked with care"] if person.cautious else []
    extra += (
        [f"at most {times(person.caps.month)} in 30 days and {times(person.caps.quarter)} in a quarter"] if person.caps else []
    )
    extra += ["always asked first"] if person.ask_first else []
    extra += [near] if (near := tier(person)) else []
    return ", ".join(extra)


def listed(values: list[str]) -> str:
    """`one, two and three`."""
    return " and ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else "".join(values)
