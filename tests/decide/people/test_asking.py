"""Before anybody is asked: each warning in its words, what it costs, the better date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from introd.decide.people.asking import Known, Met, prospect
from introd.decide.people.person import Caps, Past, Person, Status

NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)
JANE, JASON = "jane@roe.example", "jason@poe.example"


def known(address: str = JANE, name: str = "Jane Roe", **more: Any) -> Known:
    """Somebody on Liz's list; `person` takes fields of the entry."""
    entry = Person(owner="liz@ryan.example", address=address, name=name, **more.pop("person", {}))
    return Known(address=address, person=entry, **more)


OTHER = known(JASON, "Jason Poe")


def codes(*people: Known) -> list[str]:
    """The codes of the warnings."""
    return [w.code for w in prospect(people, NOW, Caps()).warnings]


@pytest.mark.parametrize(
    ("jane", "code"),
    [
        (known(opted_out=True), "opted_out"),
        (known(paused=date(2026, 3, 1)), "own_pause"),
        (known(person={"status": Status.PAUSED, "until": date(2026, 3, 1)}), "paused"),
        (known(person={"status": Status.PAUSED}), "paused"),
        (known(person={"status": Status.RESTING}), "resting"),
        (known(person={"status": Status.OFF}), "off"),
        (known(asks=(NOW - timedelta(days=3),)), "cap"),
        (known(asks=tuple(NOW - timedelta(days=d) for d in (35, 66, 90))), "cap"),
        (known(person={"deeds": (Past(at=NOW, what="bounced"),)}), "bounced"),
        (known(met=(Met(reference="k3x9", other=JASON, at=NOW, how="introduced"),)), "already_introduced"),
        (known(met=(Met(reference="k3x9", other=JASON, at=NOW, how="running"),)), "already_running"),
        (known(person={"deeds": (Past(at=NOW, what="well", other=JASON),)}), "know"),
        (known(person={"no_go": (JASON,)}), "no_go"),
    ],
)
def test_each_warning(jane: Known, code: str) -> None:
    """Whatever speaks against asking is named by exactly one warning."""
    assert codes(jane, OTHER) == [code]


@pytest.mark.parametrize(
    "jane",
    [
        known(),
        Known(address=JANE),
        known(paused=date(2026, 2, 10)),
        known(person={"status": Status.PAUSED, "until": date(2026, 2, 10)}),
        known(asks=(NOW - timedelta(days=30),)),
        known(asks=(NOW - timedelta(days=3),), person={"caps": Caps(month=2, quarter=3)}),
        known(person={"deeds": (Past(at=NOW - timedelta(days=1), what="bounced"), Past(at=NOW, what="yes"))}),
        known(met=(Met(reference="k3x9", other="george@hill.example", at=NOW, how="introduced"),)),
        known(met=(Met(reference="k3x9", other=JASON, at=NOW, how="ended"),)),
        known(person={"no_go": ("george@hill.example",)}),
    ],
)
def test_nothing_speaks_against_it(jane: Known) -> None:
    """Strangers, pauses that are over, caps that hold, other people's stories: no warning."""
    assert codes(jane, OTHER) == []


def test_what_cannot_be_overridden() -> None:
    """STOP and a person's own pause are final; the introducer's own settings are not."""
    found = prospect((known(opted_out=True), known(JASON, "Jason Poe", paused=date(2026, 3, 1))), NOW, Caps()).warnings
    assert all(w.final for w in found)
    assert not prospect((known(person={"status": Status.OFF}),), NOW, Caps()).warnings[0].final


def test_the_better_date_is_the_latest_of_all() -> None:
    """Jane's cap and Jason's pause: the day on which neither stands."""
    jane = known(asks=(NOW - timedelta(days=6),))
    jason = known(JASON, "Jason Poe", person={"status": Status.PAUSED, "until": date(2026, 5, 1)})
    assert prospect((jane,), NOW, Caps()).better == date(2026, 3, 7)
    assert prospect((jane, jason), NOW, Caps()).better == date(2026, 5, 1)


def test_no_better_date_where_time_does_not_help() -> None:
    """Off the list has no day on which it ends, whatever else would."""
    jane = known(asks=(NOW - timedelta(days=6),), person={"status": Status.OFF})
    assert prospect((jane,), NOW, Caps()).better is None


def test_on_the_better_date_the_warning_is_gone() -> None:
    """What is proposed holds."""
    jane = known(asks=(NOW - timedelta(days=6), NOW - timedelta(days=50), NOW - timedelta(days=88)))
    better = prospect((jane,), NOW, Caps()).better
    assert better is not None
    assert not prospect((jane,), datetime(better.year, better.month, better.day, 0, 0, tzinfo=UTC), Caps()).warnings


def test_what_it_costs() -> None:
    """Third in this quarter, the last one went badly, a favour is owed."""
    deeds = (
        Past(at=NOW - timedelta(days=40), what="poor", kinds=("late",), reference="a"),
        Past(at=NOW - timedelta(days=39), what="favour", reference="a", other=JASON),
    )
    jane = known(asks=tuple(NOW - timedelta(days=d) for d in (40, 70)), person={"deeds": deeds})
    (cost,) = prospect((jane, OTHER), NOW, Caps()).costs
    assert (
        cost
        == "Jane: third introduction in this quarter, the last one went badly (a poor report in January (late)), a favour is owed."
    )


def test_how_near_they_are_is_said_where_a_mistake_costs() -> None:
    """An old friend is called so in each warning and in the cost; other words for it are no tier."""
    jane = known(person={"status": Status.RESTING, "profile": {"tier": "Old friend"}})
    found = prospect((jane, OTHER), NOW, Caps())
    assert found.warnings[0].words.startswith("Jane, an old friend, is resting")
    assert found.costs == ("Jane: an old friend.",)
    assert prospect((known(person={"profile": {"tier": "colleague"}}), OTHER), NOW, Caps()).costs == ()


def test_no_go_on_either_side_is_said_once() -> None:
    """Whichever entry has it, and also where both have."""
    jane, jason = known(person={"no_go": (JASON,)}), known(JASON, "Jason Poe", person={"no_go": (JANE,)})
    for pair in ((jane, jason), (jason, jane), (known(), jason), (jason, Known(address=JANE))):
        assert codes(*pair) == ["no_go"]


def test_who_was_never_asked_costs_nothing() -> None:
    """A first introduction has no price."""
    assert prospect((known(), OTHER), NOW, Caps()).costs == ()


def test_old_facts_are_questions() -> None:
    """What was said more than two years ago is asked about; what was said since is not, nor a name or a language."""
    old = Person(owner="liz@ryan.example", address=JANE, name="Jane Roe").told(
        {"headline": "CTO", "language": "en"}, "import", NOW - timedelta(days=731)
    )
    (line,) = prospect((Known(address=JANE, person=old.told({"place": "Leeds"}, "request", NOW)),), NOW, Caps()).stale
    assert line == "Jane, headline (from 10 February 2024): CTO"
