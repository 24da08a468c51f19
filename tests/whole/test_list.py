"""The list at work: what asking costs, warnings and how they are settled, orders, proposals."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import State
from introd.decide.people.person import Past, Person
from introd.mailroom.people.entries import entry, put
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper, settings

DAY = timedelta(days=1)
GEORGE = "george@hill.example"
AGAIN = """\
Please introduce Jane Roe <jane@roe.example> and George Hill <george@hill.example>.

Why: George wants to keep bees on his roof, and Jane founded a cooperative.
"""


def asks(paper: Paper, words: str = AGAIN) -> str:
    """Liz asks for an introduction; its reference."""
    paper.write(f"Liz Ryan <{LIZ}>", words)
    paper.work()
    return newest(paper)


def newest(paper: Paper) -> str:
    """The reference of the newest case."""
    with paper.store.view() as view:
        return str(max(view.introductions(), key=lambda d: d["created"])["reference"])


def orders(paper: Paper, words: str) -> str:
    """Liz writes an order; the answer."""
    paper.write(f"Liz Ryan <{LIZ}>", words, subject="")
    paper.work()
    return paper.last("status", LIZ).text


def known(paper: Paper, address: str) -> Person:
    """Liz's entry of somebody."""
    with paper.store.view() as view:
        found = entry(view, LIZ, address)
    assert found is not None
    return found


def remember(paper: Paper, address: str, *deeds: Past, **changes: object) -> None:
    """Put a history into Liz's list."""
    with paper.store.transaction() as work:
        old = entry(work, LIZ, address) or Person(owner=LIZ, address=address)
        put(work, old.but(deeds=(*old.deeds, *deeds), **changes))


@pytest.fixture
def introduced(paper: Paper) -> Paper:
    """Jane and Jason were asked a week ago."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(7 * DAY)
    return paper


def test_over_the_cap_nobody_is_asked_without_a_word_of_liz(introduced: Paper) -> None:
    """Jane was asked a week ago: the second request is shown with a warning and a better date, and nothing leaves."""
    reference = asks(introduced)
    shown = introduced.last("confirmation", LIZ).text
    assert "once in the last 30 days" in shown
    assert "OVERRIDE, WAIT or CANCEL" in shown
    assert "A better date:" in shown
    assert introduced.case(reference).state is State.CONFIRMING
    introduced.pass_time(3 * DAY)
    assert GEORGE not in {post.to for post in introduced.sent}


def test_go_does_not_settle_a_warning(introduced: Paper) -> None:
    """GO to a warned draft asks nobody; Liz is told which words would."""
    reference = asks(introduced)
    introduced.write(LIZ, "GO", answering=introduced.last("confirmation", LIZ))
    introduced.pass_time(timedelta(hours=1))
    assert introduced.case(reference).state is State.CONFIRMING
    assert "GO is not enough" in introduced.last("confirmation", LIZ).text


def test_override_asks_them(introduced: Paper) -> None:
    """OVERRIDE settles what was shown, and both are asked."""
    reference = asks(introduced)
    introduced.write(LIZ, "OVERRIDE", answering=introduced.last("confirmation", LIZ))
    introduced.pass_time(3 * DAY)
    assert introduced.case(reference).state is State.ASKING
    assert introduced.kinds(GEORGE)[:1] == ["ask"]


def test_wait_asks_them_on_the_better_day(introduced: Paper) -> None:
    """WAIT owes the asks for the day on which the cap allows them, and no ask leaves before."""
    reference = asks(introduced)
    introduced.write(LIZ, "WAIT", answering=introduced.last("confirmation", LIZ))
    introduced.work()
    day = introduced.case(reference).not_before
    assert day is not None
    assert "I wait" in introduced.last("acknowledged", LIZ).text
    introduced.pass_time(45 * DAY)
    left = [post.at for post in introduced.sent if post.to == GEORGE and post.kind == "ask"]
    assert left
    assert min(left).date() >= day
    first = [post.at for post in introduced.sent if post.to == JANE and post.kind == "ask"]
    assert first[1] - first[0] >= 30 * DAY


def test_wait_until_a_day_that_is_too_early_is_shown_again(introduced: Paper) -> None:
    """A named day on which the cap still stands is no way out."""
    reference = asks(introduced)
    introduced.write(LIZ, "wait until 12 March", answering=introduced.last("confirmation", LIZ))
    introduced.work()
    assert introduced.case(reference).state is State.CONFIRMING
    assert "OVERRIDE, WAIT or CANCEL" in introduced.last("confirmation", LIZ).text
    introduced.write(LIZ, "wait until 5 April", answering=introduced.last("confirmation", LIZ))
    introduced.work()
    assert introduced.case(reference).state is State.LEAVING


def test_the_same_two_are_not_introduced_twice(introduced: Paper) -> None:
    """A second request for the same two says that one is under way."""
    asks(introduced, REQUEST)
    assert "under way already" in introduced.last("confirmation", LIZ).text


def test_a_pause_order_warns(paper: Paper) -> None:
    """PAUSE by mail, then a request: Liz is warned, with the day on which the pause ends."""
    remember(paper, JANE, name="Jane Roe")
    assert "paused until 1 June 2026" in orders(paper, "PAUSE Jane until 1 June 2026")
    asks(paper)
    assert "Jane is paused until 1 June 2026" in paper.last("confirmation", LIZ).text
    assert "RESUME" not in orders(paper, "RESUME Jane")
    assert known(paper, JANE).status == "open"


def test_a_pause_that_comes_after_go_holds_the_ask_back(paper: Paper) -> None:
    """An ask that is owed when Jane is paused waits for the end of the pause."""
    paper.write(f"Liz Ryan <{LIZ}>", AGAIN.replace("Why:", "Not before: 10 March 2026\n\nWhy:"))
    paper.pass_time(timedelta(hours=1))
    orders(paper, "PAUSE Jane until 20 March 2026")
    paper.pass_time(12 * DAY)
    assert "ask" not in paper.kinds(JANE)
    assert "ask" in paper.kinds(GEORGE)
    paper.pass_time(10 * DAY)
    assert "ask" in paper.kinds(JANE)


def test_next_time_liz_is_warned_and_reminded_of_the_favour(paper: Paper) -> None:
    """Jane was late and left, and owes Jason one: the next confirmation says so, and it waits for GO where Liz agreed to caution."""
    ago = paper.now - 120 * DAY
    remember(
        paper, JANE,
        Past(at=ago, what="introduced", reference="b2c3", other=JASON),
        Past(at=ago + DAY, what="poor", reference="b2c3", kinds=("late", "left"), other=JASON),
        Past(at=ago + 2 * DAY, what="favour", reference="b2c3", other=JASON),
        name="Jane Roe", cautious=True,
    )  # fmt: skip
    remember(paper, JASON, name="Jason Poe")
    reference = asks(paper)
    shown = paper.last("confirmation", LIZ).text
    assert "the last one went badly (a poor report in November 2025 (late, left))" in shown
    assert "a favour is owed" in shown
    assert paper.case(reference).state is State.CONFIRMING
    for post in paper.sent:
        assert post.to == LIZ


def test_never_again_for_whom_opted_out(paper: Paper) -> None:
    """STOP can't be overridden: the draft ends, and OVERRIDE brings nobody a letter."""
    with paper.store.transaction() as work:
        work.opt_out(paper.desk.address_hash(JANE), at="2026-01-01T00:00:00Z")
    paper.write(f"Liz Ryan <{LIZ}>", AGAIN)
    paper.work()
    paper.write(LIZ, "OVERRIDE", answering=paper.sent[-1])
    paper.pass_time(5 * DAY)
    assert JANE not in {post.to for post in paper.sent}


def test_the_cap_holds_for_introducers_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another introducer asked Jane last week: Liz is warned, and not told who it was or for whom."""
    from introd.decide.settings import IntroducerSettings, Place

    both = settings()
    amy = IntroducerSettings(name="Amy Bell", addresses=("amy@bell.example",), place=Place(zone="Europe/London"))
    paper = Paper(tmp_path_factory.mktemp("two"), settings=both.but(introducers=(*both.introducers, amy)))
    paper.write("Amy Bell <amy@bell.example>", REQUEST)
    paper.pass_time(7 * DAY)
    paper.write(f"Liz Ryan <{LIZ}>", AGAIN)
    paper.work()
    shown = paper.last("confirmation", LIZ).everything
    assert "once in the last 30 days" in shown
    assert "Amy" not in shown
    assert "Jason" not in shown
    paper.store.close()


def test_old_facts_are_asked_about(paper: Paper) -> None:
    """What is older than two years is shown as a question, and the draft waits for GO."""
    with paper.store.transaction() as work:
        put(
            work,
            Person(owner=LIZ, address=JANE, name="Jane Roe").told({"headline": "Head of Bees"}, "import", paper.now - 800 * DAY),
        )
    reference = asks(paper)
    shown = paper.last("confirmation", LIZ).text
    assert "Is this still right?" in shown
    assert "Head of Bees" in shown
    assert paper.case(reference).state is State.CONFIRMING


def test_who_tells_what_is_known_and_where_from(introduced: Paper) -> None:
    """WHO shows facts with their source, the standing, notes and introductions."""
    orders(introduced, "NOTE Jane: prefers mornings")
    told = orders(introduced, "WHO Jane")
    assert "jane@roe.example" in told
    assert "prefers mornings" in told
    assert "your request, 2 March 2026" in told
    assert "Asked once in the last 30 days (at most once)" in told


def test_list_names_everybody(introduced: Paper) -> None:
    """LIST gives a line to each person."""
    told = orders(introduced, "LIST")
    assert "Jane Roe" in told
    assert "Jason Poe" in told


def test_cap_is_a_persons_own(introduced: Paper) -> None:
    """CAP lets Jane be asked more often: no warning then."""
    assert "at most three times in 30 days" in orders(introduced, "CAP Jane 3 a month")
    asks(introduced)
    assert "Before anybody is asked" not in introduced.last("confirmation", LIZ).text


def test_an_ambiguous_name_changes_nothing(paper: Paper) -> None:
    """Two Janes: the order is answered with both addresses."""
    remember(paper, JANE, name="Jane Roe")
    remember(paper, "jane@doe.example", name="Jane Doe")
    told = orders(paper, "OFF Jane")
    assert "jane@roe.example" in told
    assert "jane@doe.example" in told
    assert known(paper, JANE).status == "open"
