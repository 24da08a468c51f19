"""Standing: a single incident is softened, a pattern is not; what is long ago weighs less; there is a road back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.decide.people import words
from introd.decide.people.person import Past, Person, Status
from introd.decide.people.standing import Care, advice, care, figures

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WHATS = (
    "asked",
    "yes",
    "no",
    "later",
    "silent",
    "nudged",
    "introduced",
    "wrote",
    "missing",
    "excused",
    "well",
    "fine",
    "poor",
    "favour",
    "let_down",
)


def deed(what: str, ago: float = 10, **more: object) -> Past:
    """Something that happened so many days ago, in an introduction of its own unless it is named."""
    return Past(at=NOW - timedelta(days=ago), what=what, **{"reference": f"r{ago:g}", **more})


def person(*deeds: Past, **more: object) -> Person:
    """Jane with a history."""
    return Person(owner="liz@ryan.example", address="jane@roe.example", name="Jane Roe", deeds=deeds, **more)


GOOD = [deed("well", 400), deed("well", 300), deed("fine", 200)]

LEVELS = [
    ("no history", [], Care.NONE),
    ("one poor report", [deed("poor")], Care.CAUTION),
    ("one missing", [deed("missing")], Care.NONE),
    ("two missing", [deed("missing", 20), deed("missing", 10)], Care.CAUTION),
    ("three missing", [deed("missing", 30), deed("missing", 20), deed("missing", 10)], Care.REST),
    ("a grave report", [deed("poor", grave=True)], Care.REST),
    ("a grave report after a good history", [*GOOD, deed("poor", grave=True)], Care.CAUTION),
    ("two poor", [deed("poor", 20), deed("poor", 10)], Care.REST),
    ("two poor after a good history", [*GOOD, deed("poor", 20), deed("poor", 10)], Care.REST),
    ("three poor", [deed("poor", 30), deed("poor", 20), deed("poor", 10)], Care.OFF),
    ("two grave", [deed("poor", 30, grave=True), deed("poor", 20, grave=True)], Care.OFF),
    ("one poor, a year and a half ago", [deed("poor", 550)], Care.NONE),
    ("two poor, a year and a half ago", [deed("poor", 550), deed("poor", 560)], Care.CAUTION),
    ("two poor, three years ago", [deed("poor", 1100), deed("poor", 1101)], Care.NONE),
    (
        "missing, and excused",
        [deed("missing", 20, reference="a"), deed("excused", 19, reference="a"), deed("missing", 10)],
        Care.NONE,
    ),
    (
        "missing, and wrote after all",
        [deed("missing", 20, reference="a"), deed("wrote", 19, reference="a"), deed("missing", 10)],
        Care.NONE,
    ),
    ("poor, then two good ones", [deed("poor", 30), deed("well", 20), deed("well", 10)], Care.NONE),
    (
        "a pattern, then two good ones",
        [deed("poor", 60), deed("poor", 50), deed("poor", 40), deed("well", 20), deed("well", 10)],
        Care.OFF,
    ),
    ("one let-down, late", [deed("let_down")], Care.NONE),
    ("two let-downs, late", [deed("let_down", 20), deed("let_down", 10)], Care.CAUTION),
]


@pytest.mark.parametrize(("deeds", "level"), [case[1:] for case in LEVELS], ids=[case[0] for case in LEVELS])
def test_what_a_history_calls_for(deeds: list[Past], level: Care) -> None:
    """Each history asks for the care that the table says."""
    assert care(deeds, NOW) is level


HISTORY = st.lists(
    st.builds(
        lambda what, ago, n, grave: deed(what, ago, reference=f"r{n}", grave=grave),
        st.sampled_from(WHATS),
        st.floats(1, 1500),
        st.integers(1, 12),
        st.booleans(),
    ),
    max_size=25,
)


@given(HISTORY, st.integers(0, 400))
def test_another_poor_report_never_makes_it_better(history: list[Past], ago: int) -> None:
    """Adding a report about somebody never lowers the care, whatever went before."""
    if not any(d.at > NOW - timedelta(days=max(ago, 1)) for d in history):
        assert care([*history, deed("poor", max(ago, 0.5))], NOW) >= care(history, NOW)


@given(HISTORY)
def test_time_alone_heals(history: list[Past]) -> None:
    """Two years after the last deed nothing is held against anybody."""
    assert care(history, NOW + timedelta(days=732)) is Care.NONE


@given(HISTORY)
def test_the_order_in_which_deeds_are_kept_says_nothing(history: list[Past]) -> None:
    """Standing depends on when things happened, not on how they are stored."""
    assert care(history, NOW) is care(list(reversed(history)), NOW)
    assert figures(history).missing == figures(reversed(history)).missing


@given(HISTORY)
def test_standing_can_always_be_told(history: list[Past]) -> None:
    """Any history has its words, and no detail of a report in them."""
    told = words.standing(person(*(d.but(detail="SECRET") for d in history)), {}, NOW)
    assert told
    assert "SECRET" not in told


def test_a_good_history_in_words() -> None:
    """`three introductions, all well, median answer 1 day`."""
    deeds = [
        deed(what, 100 - n, reference=f"r{n}", days=1.0 if what == "yes" else None)
        for n in range(3) for what in ("asked", "yes", "introduced", "well")
    ]  # fmt: skip
    assert words.standing(person(*deeds), {}, NOW) == "three introductions, all well, median answer 1 day"


def test_a_mixed_history_in_words() -> None:
    """Asked five times, answered four, twice missing, a poor report in May, owes Jason a favour."""
    deeds = [deed("asked", 200 - n, reference=f"r{n}") for n in range(5)]
    deeds += [deed("yes", 190 - n, reference=f"r{n}") for n in range(4)]
    deeds += [deed("missing", 100, reference="r1"), deed("missing", 90, reference="r2")]
    deeds += [
        deed("poor", 20, reference="r3", kinds=("late", "left")),
        deed("favour", 19, reference="r3", other="jason@poe.example"),
    ]
    told = words.standing(person(*deeds), {"jason@poe.example": "Jason"}, NOW)
    assert told == "asked five times, answered four, twice missing, a poor report in May (late, left), owes Jason a favour"


def test_a_good_meeting_repays_the_oldest_favour() -> None:
    """Owed once, then a meeting that went well with somebody: nothing is owed any more."""
    assert figures([deed("favour", 30)]).favours
    assert not figures([deed("favour", 30), deed("well", 10)]).favours
    assert figures([deed("favour", 30, reference="a"), deed("well", 29, reference="a")]).favours


@pytest.mark.parametrize(
    ("before", "more", "settings", "change"),
    [
        ([], [deed("poor")], {}, "caution"),
        ([deed("poor", 20)], [deed("poor")], {}, "rest"),
        ([deed("poor", 20)], [deed("yes")], {}, ""),
        ([], [deed("poor", grave=True)], {}, "rest"),
        ([], [deed("poor")], {"cautious": True, "since": NOW}, ""),
        ([deed("poor", 20)], [deed("poor")], {"status": Status.OFF}, ""),
        ([deed("poor", 30), deed("poor", 20)], [deed("poor")], {"status": Status.RESTING}, "off"),
        ([deed("well", 9)], [deed("well", 8)], {"status": Status.RESTING, "since": NOW - timedelta(days=10)}, "resume"),
        ([], [deed("well", 8)], {"status": Status.RESTING, "since": NOW - timedelta(days=10)}, ""),
        ([deed("well", 9), deed("missing", 8)], [deed("well", 7)], {"status": Status.RESTING, "since": NOW - timedelta(days=10)}, ""),
    ],
)  # fmt: skip
def test_what_is_proposed(before: list[Past], more: list[Past], settings: dict[str, object], change: str) -> None:
    """A change is proposed when the history newly calls for it, never what is kept already."""
    assert advice(person(*before, **settings), person(*before, *more, **settings), NOW) == change
