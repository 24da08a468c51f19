"""An ask that waits for a pause to end: the introducer is told why, and again, for nothing waits unseen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.whole.paper import JANE, LIZ, Paper, settings
from tests.whole.test_list import AGAIN, orders

DAY = timedelta(days=1)


def told(paper: Paper) -> list[str]:
    """The notes of the day that say that an ask waits."""
    notes = (" ".join(post.text.split()) for post in paper.sent if post.kind == "daily")
    return [note for note in notes if "I have not asked Jane" in note]


def asked_first(paper: Paper) -> Paper:
    """On 10 March Jane is to be asked; George is asked once she has agreed."""
    paper.write(f"Liz Ryan <{LIZ}>", AGAIN.replace("Why:", "Not before: 10 March 2026\nAsk first: Jane\n\nWhy:"))
    paper.pass_time(timedelta(hours=1))
    return paper


@pytest.fixture
def decided(paper: Paper) -> Paper:
    """The same, in a fresh record."""
    return asked_first(paper)


def pauses_herself(paper: Paper, words: str) -> None:
    """Jane asks not to be asked, and confirms it."""
    paper.write(f"Jane Roe <{JANE}>", words, subject="")
    paper.work()
    paper.write(JANE, "GO", answering=paper.last("order_confirm", JANE))
    paper.work()


def test_a_pause_without_an_end_is_told_and_told_again(decided: Paper) -> None:
    """Nobody asks Jane; Liz reads why and what she can do, once in two weeks, until RESUME."""
    orders(decided, "PAUSE Jane")
    decided.pass_time(10 * DAY)
    assert len(told(decided)) == 1
    assert "paused without an end" in told(decided)[0]
    assert "RESUME Jane" in told(decided)[0]
    decided.pass_time(50 * DAY)
    assert len(told(decided)) == 4
    assert "Jane Roe (paused)" in orders(decided, "STATUS")
    assert "ask" not in decided.kinds(JANE)
    orders(decided, "RESUME Jane")
    decided.pass_time(3 * DAY)
    assert "ask" in decided.kinds(JANE)
    assert "(paused)" not in orders(decided, "STATUS")


def test_a_pause_with_an_end_is_told_once(decided: Paper) -> None:
    """The day is named, and on it Jane is asked."""
    orders(decided, "PAUSE Jane until 1 June 2026")
    decided.pass_time(95 * DAY)
    assert len(told(decided)) == 1
    assert "until Monday 1 June" in told(decided)[0]
    assert "ask" in decided.kinds(JANE)


def test_a_pause_of_her_own_is_told_as_what_it_is(decided: Paper) -> None:
    """Liz can't lift it, and reads that she can't."""
    pauses_herself(decided, "PAUSE")
    decided.pass_time(30 * DAY)
    assert "until they write START" in told(decided)[0]
    assert "can't be overridden" in told(decided)[0]
    assert len(told(decided)) == 2
    for post in decided.sent:
        assert post.to == LIZ or "paused" not in post.everything


def test_calling_it_off_ends_the_telling(decided: Paper) -> None:
    """After CANCEL nothing waits, and nothing is told."""
    orders(decided, "PAUSE Jane")
    decided.pass_time(10 * DAY)
    orders(decided, f"CANCEL {decided.case().reference}")
    decided.pass_time(60 * DAY)
    assert len(told(decided)) == 1


def test_how_often_is_a_setting(tmp_path_factory: pytest.TempPathFactory) -> None:
    """`paused_again` is the time between two tellings."""
    from introd.decide.waits import wait

    paper = Paper(tmp_path_factory.mktemp("often"), settings=settings(paused_again=wait("40 days")))
    asked_first(paper)
    orders(paper, "PAUSE Jane")
    paper.pass_time(60 * DAY)
    assert paper.now.date() > date(2026, 4, 30)
    assert len(told(paper)) == 2
    paper.store.close()
