"""Who else would do: fits, is open, and has room; three at the most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from introd.decide.people.alternatives import alternatives
from introd.decide.people.person import Past, Person, Status

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NEED = "Mickey wants to learn how to run a beekeeping cooperative."


def bee(name: str, **more: object) -> Person:
    """Somebody who knows about bees."""
    return Person(
        owner="liz@ryan.example",
        address=f"{name}@x.example",
        name=name,
        **{"profile": {"offers": "running cooperatives of beekeepers"}, **more},
    )


def names(*people: Person, **more: object) -> list[str]:
    """Who is offered."""
    return [p.name for p in alternatives(people, NEED, now=NOW, **more)]


def test_three_at_the_most_the_best_first() -> None:
    """Words in common decide, then a good history."""
    tried = bee("Dora", deeds=(Past(at=NOW - timedelta(days=90), what="well", reference="a"),))
    vague = bee("Zoe", profile={"interests": "a cooperative"})
    assert names(bee("Ann"), bee("Ben"), vague, tried, bee("Cyd")) == ["Dora", "Ann", "Ben"]


@pytest.mark.parametrize(
    "person",
    [
        bee("X", profile={"offers": "tax advice"}),
        bee("X", status=Status.OFF),
        bee("X", status=Status.RESTING),
        bee("X", status=Status.PAUSED),
        bee("X", deeds=(Past(at=NOW, what="poor"),)),
        bee("X", deeds=(Past(at=NOW, what="bounced"),)),
    ],
)
def test_who_is_not_offered(person: Person) -> None:
    """No fit, not open, or a standing that asks for care."""
    assert names(person) == []


def test_those_who_know_each_other_are_left_out() -> None:
    """The two themselves, by any of their addresses."""
    assert names(bee("Ann", addresses=("ann@old.example",)), but=["ANN@old.example"]) == []


def test_whoever_has_no_room_is_left_out() -> None:
    """Asked last week: the next best is offered."""
    assert names(bee("Ann"), bee("Ben"), asks={"Ann@x.example": [NOW - timedelta(days=7)]}) == ["Ben"]
    assert names(bee("Ann"), bee("Ben"), asks=lambda p: [NOW] if p.name == "Ann" else []) == ["Ben"]
