"""What a digest says, from cases alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from introd.decide.after.state import After, Since
from introd.decide.case import SIDES, Case, Standing, State
from introd.report import digest
from introd.report.weeks import Happened
from tests.write.world import NOW, case

MADE = case(state=State.INTRODUCED, handed_over=NOW, reference="m4d3")
ASKED = {"standing": Standing.ASKED, "consent": None, "asked": NOW}


def since(**changes: Any) -> Case:
    """A case after the introduction."""
    return MADE.but(after=After(**changes))


@pytest.mark.parametrize(
    ("about", "what", "who"),
    [
        (case(state=State.DRAFT), "incomplete", ""),
        (case(state=State.CONFIRMING), "confirm", ""),
        (case(state=State.CONFIRMING, outsider="mickey@moe.example"), "outsider", ""),
        (case(on_hold=True), "held", ""),
        (case(state=State.ASKING, questions=("second",)), "question", "Jane"),
        (since(calls=1, waiting="first"), "call", "Jane"),
        (since(draft="second"), "report", "Jane"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_to_be_decided(about: Case, what: str, who: str) -> None:
    """Each kind of decision is told with its case, whom it is about, and what may be answered; it is not told as waiting, too."""
    (point,) = digest.decisions([about])
    assert (point["number"], point["what"], point["who"], point["reference"]) == (1, what, who, about.reference)
    assert point["verbs"] == list(digest.OFFERED[what])
    assert digest.waiting([about]) == []


@pytest.mark.parametrize(
    "about",
    [
        case(), case(state=State.ASKING), case(state=State.CLOSED), MADE, since(calls=1, waiting="first", apologised=True),
        since(calls=1, waiting="first", left=True), since(calls=1, waiting="first", second=Since(wrote=NOW)),
    ],
)  # fmt: skip
def test_what_is_settled_is_no_decision(about: Case) -> None:
    """What runs by itself, and a call note that was answered or overtaken, asks nothing."""
    assert digest.decisions([about]) == []


def test_proposals_come_after_the_cases() -> None:
    """Numbers run on; a proposal is settled by its own name."""
    proposal = {"proposal": "proposal:liz:1", "name": "Jane Roe", "address": "jane@roe.example", "change": "rest"}
    points = digest.decisions([case(state=State.CONFIRMING)], [proposal])
    assert [(p["number"], p["what"], p["proposal"]) for p in points] == [(1, "confirm", ""), (2, "proposal", "proposal:liz:1")]


@pytest.mark.parametrize(
    ("about", "lines"),
    [
        (case(state=State.LEAVING), [("leaving", "")]),
        (case(), [("agreed", "")]),
        (case(state=State.ASKING).with_party(case().party("second").but(**ASKED)), [("answer", "Jane")]),
        (MADE, [("first_letter", "Jason")]),
        (since(first=Since(wrote=NOW)), [("copy", "Jane")]),
        (since(first=Since(wrote=NOW), waiting="first"), [("reply", "Jane")]),
        (since(first=Since(wrote=NOW), second=Since(wrote=NOW)), []),
        (since(watching=False), []),
        (case(state=State.CLOSED), []),
    ],
)
def test_whose_move_it_is(about: Case, lines: list[tuple[str, str]]) -> None:
    """Whoever has not answered, whoever is to write; a copy that was not seen is called just that."""
    assert [(line["what"], line["who"]) for line in digest.waiting([about])] == lines


def test_what_happened_is_told_once_and_only_of_cases_that_are_there() -> None:
    """Both sides' deed is one line; what is of no case here, or of no side, is left out."""
    events = [Happened(at=NOW, reference="m4d3", what="introduced", side=side) for side in SIDES]
    events += [
        Happened(at=NOW, reference="m4d3", what="missing", side="second"),
        Happened(at=NOW, reference="elsewhere", what="poor", side="first"),
    ]
    missed, well = digest.happened(events, {"m4d3": MADE})
    assert [(line["what"], line["who"]) for line in missed] == [("missing", "Jane")]
    assert [(line["what"], line["who"]) for line in well] == [("introduced", "")]


def test_a_long_week_is_cut_and_counted() -> None:
    """Forty lines of a kind at the most; how many more there are is said."""
    lines, more = digest.most(digest.waiting([MADE.but(reference=f"r{n}", created=NOW - timedelta(days=n)) for n in range(55)]))
    assert (len(lines), more) == (40, 15)
    assert len(digest.decisions([case(state=State.CONFIRMING)] * 55)) == 40
