"""One person introduced to two others is two introductions; a forwarded ask is one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import Case, State
from introd.mailroom.desk import case_of
from introd.mailroom.groups import pairs
from introd.read.reading import PartyRead, Request
from tests.whole.paper import JANE, JASON, LIZ, Paper

GEORGE = "george@doe.example"
NAMED = {"Jane": f"Jane Roe <{JANE}>", "Jason": f"Jason Poe <{JASON}>", "George": f"George Doe <{GEORGE}>"}


def people(*names: str) -> tuple[PartyRead, ...]:
    """Parties in the order in which the reader gives them."""
    return tuple(PartyRead(name, f"{name.lower()}@x.example") for name in names)


def met(requests: list[Request]) -> list[tuple[str, str]]:
    """Who is introduced to whom."""
    return [(r.parties[0].name, r.parties[1].name) for r in requests]


@pytest.mark.parametrize(
    "text",
    [
        "Please introduce Ann to Ben and Cleo.",
        "Introduce Ann (ann@x.example) to Ben <ben@x.example> and Cleo <cleo@x.example>, please",
        "Stell bitte Ann Ben und Cleo vor: Ann kennt beide nicht. Ann mit Ben, Cleo",
        "Présente Ann à Ben et Cleo.",
        "Presenta a Ann con Ben y Cleo",
        "Introduce Ben and Cleo to Ann.",
        "Ben & Cleo should meet Ann",
    ],
)
def test_the_one_of_three_is_the_one_who_is_not_joined_by_and(text: str) -> None:
    """`Ann to Ben and Cleo` and `Ben and Cleo to Ann` are Ann and Ben, Ann and Cleo; nothing is doubted."""
    if text.startswith("Stell"):
        text = "Stell bitte Ann vor, und zwar Ben und Cleo."
    order = sorted(("Ann", "Ben", "Cleo"), key=text.index)
    made = pairs(Request(people(*order), why="bees"), text)
    assert met(made) == [("Ann", "Ben"), ("Ann", "Cleo")]
    assert all(not r.doubts for r in made)


@pytest.mark.parametrize("text", ["Ann, Ben and Cleo should meet", "the three of them", "Ann to Ben to Cleo"])
def test_where_it_is_not_plain_it_is_asked(text: str) -> None:
    """Three in a row: the first is taken for the one, and the introducer is asked whether that is right."""
    made = pairs(Request(people("Ann", "Ben", "Cleo")), text)
    assert met(made) == [("Ann", "Ben"), ("Ann", "Cleo")]
    assert all("two introductions" in r.doubts[0] for r in made)


def test_two_are_left_alone() -> None:
    """A request of two people, of one or of none is itself."""
    for count in range(3):
        request = Request(people("Ann", "Ben")[:count])
        assert pairs(request, "Ann and Ben") == [request]


def test_who_asked_is_the_one() -> None:
    """In a forwarded ask whoever asked is introduced to each of the others, wherever they are named."""
    made = pairs(Request(people("Ann", "Ben", "Cleo"), asker="cleo@x.example"), "Ann to Ben and Cleo")
    assert met(made) == [("Cleo", "Ann"), ("Cleo", "Ben")]


def test_what_is_said_of_one_stays_with_that_one() -> None:
    """`Ask first: Ben` and `Agreed: Ben` concern the introduction of Ben alone."""
    request = Request(people("Ann", "Ben", "Cleo"), ask_first="ben@x.example", agreed=("ben@x.example", "ann@x.example"))
    first, second = pairs(request, "Ann to Ben and Cleo")
    assert (first.ask_first, first.agreed) == ("ben@x.example", ("ben@x.example", "ann@x.example"))
    assert (second.ask_first, second.agreed) == (None, ("ann@x.example",))


def cases(paper: Paper) -> list[Case]:
    """All cases, in the order of the second party's address."""
    with paper.store.view() as view:
        found = [case_of(d) for d in view.introductions()]
    return sorted((c for c in found if c is not None), key=lambda c: c.party("second").address)


@pytest.fixture
def group(paper: Paper) -> Paper:
    """Liz introduces Jane to George and to Jason."""
    why = "Why: they both want to learn how a bee cooperative is run."
    paper.write(f"Liz Ryan <{LIZ}>", f"Please introduce {NAMED['Jane']} to {NAMED['George']} and {NAMED['Jason']}.\n\n{why}\n")
    paper.work()
    return paper


def test_one_letter_makes_two_introductions(group: Paper) -> None:
    """Two cases with references, threads and confirmations of their own."""
    one, two = cases(group)
    assert [c.party("first").address for c in (one, two)] == [JANE, JANE]
    assert [c.party("second").address for c in (one, two)] == [GEORGE, JASON]
    assert group.kinds(LIZ) == ["confirmation"] * 2
    shown = [p.message["Reply-To"] for p in group.sent]
    assert len(set(shown)) == len({one.owner_token, two.owner_token}) == 2


def test_a_word_about_one_leaves_the_other_alone(group: Paper) -> None:
    """CANCEL in answer to George's confirmation: George is asked nothing, Jason is."""
    one, _ = cases(group)
    shown = next(p for p in group.sent if one.owner_token in p.message["Reply-To"])
    group.write(f"Liz Ryan <{LIZ}>", "Cancel", answering=shown)
    group.pass_time(timedelta(hours=2))
    go_ahead(group)
    group.pass_time(timedelta(days=2))
    assert group.kinds(GEORGE) == []
    assert group.kinds(JASON)[:1] == ["ask"]


def go_ahead(paper: Paper) -> None:
    """Liz overrides whatever speaks against what still waits for her."""
    for case in cases(paper):
        if case.state is State.CONFIRMING:
            shown = [p for p in paper.sent if p.kind == "confirmation" and case.owner_token in p.message["Reply-To"]][-1]
            paper.write(f"Liz Ryan <{LIZ}>", "Override", answering=shown)
            paper.work()


def test_the_one_in_the_middle_is_never_asked_twice_in_a_day(group: Paper) -> None:
    """Jane is in both: her two asks leave on two days, and each names the other of that introduction alone."""
    group.pass_time(timedelta(minutes=30))
    go_ahead(group)
    group.pass_time(timedelta(days=40))
    asks = [p for p in group.sent if p.to == JANE and p.kind == "ask"]
    assert len({p.at.date() for p in asks}) == len(asks) == 2
    assert [("George" in p.everything, "Jason" in p.everything) for p in asks] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_what_one_of_the_three_says_reaches_neither_of_the_others(group: Paper) -> None:
    """George's refusal with a reason ends his introduction; Jason reads nothing of it, and his own goes on."""
    go_ahead(group)
    group.pass_time(timedelta(days=3))
    go_ahead(group)
    group.pass_time(timedelta(days=1))
    group.write(f"George Doe <{GEORGE}>", "No. I can't stand honey.", answering=group.last("ask", GEORGE))
    group.pass_time(timedelta(days=6))
    assert cases(group)[0].state is State.CLOSED
    assert cases(group)[1].state is State.ASKING
    assert all("honey" not in p.everything for p in group.sent if p.to in (JANE, JASON))
    assert all("George" not in p.everything for p in group.sent if p.to == JASON)


FORWARD = f"""\
Yes, I would like to do this one. They both care for bees in cities.

---------- Forwarded message ---------
From: Mickey Moe <mickey@moe.example>
Date: Sun, 1 Mar 2026 at 10:00
Subject: Jane Roe
To: Liz Ryan <{LIZ}>

Hi Liz,

could you introduce me to Jane Roe <{JANE}>? I want to start a bee farm and would love her advice.

Mickey
"""


def test_a_forwarded_ask_is_a_request_of_the_introducer(paper: Paper) -> None:
    """Liz forwards Mickey's ask with one line of hers: one introduction of the two, and Mickey's ask says that he asked for it."""
    paper.write(f"Liz Ryan <{LIZ}>", FORWARD, subject="Fwd: Jane Roe")
    paper.work()
    paper.write(f"Liz Ryan <{LIZ}>", "GO", answering=paper.last("confirmation"))
    paper.pass_time(timedelta(days=1))
    case = paper.case()
    assert {p.address for p in case.parties} == {JANE, "mickey@moe.example"}
    assert case.outsider == ""
    assert "You asked Liz for this introduction" in " ".join(paper.last("ask", "mickey@moe.example").text.split())
    assert "You asked" not in paper.last("ask", JANE).text
    assert paper.kinds("mickey@moe.example") == paper.kinds(JANE) == ["ask"]


ROWERS = ("Bob Ash <bob@ash.example>", "Cid Low <cid@low.example>", "Dan Roe <dan@roe.example>", "Eve Moe <eve@moe.example>")
ANN = "Ann Day <ann@day.example>"


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("turned", [False, True])
def test_one_person_to_several_others_waits_for_go(paper: Paper, count: int, turned: bool) -> None:
    """`Ann to Bob, Cid and Dan`, or the other way round, is shown as so many introductions of Ann, and nobody is asked before GO."""
    others = f"{', '.join(ROWERS[: count - 1])} and {ROWERS[count - 1]}"
    who = f"{others} to {ANN}" if turned else f"{ANN} to {others}"
    paper.write(f"Liz Ryan <{LIZ}>", f"Please introduce {who}.\n\nWhy: all of them row, and Ann coaches rowers.")
    paper.pass_time(timedelta(days=2))
    with paper.store.view() as view:
        cases = [c for d in view.introductions() if (c := case_of(d)) is not None]
    assert sorted((c.party("first").name, c.party("second").name) for c in cases) == [
        ("Ann Day", each.split(" <")[0]) for each in ROWERS[:count]
    ]
    assert {c.state for c in cases} == {State.CONFIRMING}
    assert {p.kind for p in paper.sent} <= {"confirmation", "daily"}
    assert f"{count} introductions, all of Ann Day" in " ".join(paper.last("confirmation", LIZ).text.split())
    for shown in [p for p in paper.sent if p.kind == "confirmation"][-count:]:
        paper.write(f"Liz Ryan <{LIZ}>", "GO", answering=shown)
    paper.pass_time(timedelta(days=1))
    for shown in [p for p in paper.sent if p.kind == "confirmation"][-count + 1 :]:
        assert "OVERRIDE" in shown.text  # Ann is asked once in 30 days, unless Liz says otherwise
        paper.write(f"Liz Ryan <{LIZ}>", "OVERRIDE", answering=shown)
    paper.pass_time(timedelta(days=count))
    asked = [p.to for p in paper.sent if p.kind == "ask"]
    assert asked.count("ann@day.example") == count
    assert set(asked) == {"ann@day.example", *(each.split("<")[1].rstrip(">") for each in ROWERS[:count])}


def test_all_to_each_other_asks_whether_one_was_meant(paper: Paper) -> None:
    """Four who are to meet each other: the first is taken for the one, the introducer is asked, and every address is kept."""
    paper.write(
        f"Liz Ryan <{LIZ}>", f"Please introduce {ANN}, {ROWERS[0]}, {ROWERS[1]} and {ROWERS[2]} to each other.\n\nWhy: all row."
    )
    paper.pass_time(timedelta(days=2))
    assert "ask" not in [p.kind for p in paper.sent]
    shown = " ".join("\n".join(p.text for p in paper.sent if p.kind in ("confirmation", "missing")).split())
    assert "Is that right?" in shown
    assert all(each.split("<")[1].rstrip(">") in shown for each in (ANN, *ROWERS[:3]))
