"""What anybody may ask for themselves: each wish needs a GO from the known address; what others said stays theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import State
from introd.decide.people.person import Past, PrivateNote
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper
from tests.whole.test_list import AGAIN, known, remember

DAY = timedelta(days=1)
SECRETS = ("SECRETNOTE", "SECRETREPORT", "SECRETREFUSAL")


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Jane and Jason were asked; Liz keeps notes and reports on Jane."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(hours=2))
    remember(
        paper, JANE,
        Past(at=paper.now, what="poor", reference="b2c3", kinds=("late",), detail="SECRETREPORT", other=JASON),
        notes=(PrivateNote(at=paper.now, text="SECRETNOTE"),),
    )  # fmt: skip
    return paper


def wishes(paper: Paper, who: str, words: str) -> None:
    """Somebody writes to the introducer address, and says GO to what comes back."""
    paper.write(who, words, subject="Hello")
    paper.work()
    confirm = paper.last("order_confirm", who)
    paper.write(who, "GO", answering=confirm)
    paper.work()


def test_my_data_comes_after_a_go_from_the_known_address(asked: Paper) -> None:
    """The first letter holds nothing; the second the facts and her own words; never notes, reports or tiers."""
    asked.write(JANE, "Yes, use Thursdays. My own words.", answering=asked.last("ask", JANE))
    asked.work()
    asked.write(JANE, "MY DATA", subject="Hello")
    asked.work()
    first = asked.last("order_confirm", JANE).everything
    assert "Leeds Bee Cooperative" not in first
    asked.write(JANE, "GO", answering=asked.last("order_confirm", JANE))
    asked.work()
    told = asked.last("my_data", JANE).everything
    assert "Leeds Bee Cooperative" in told
    assert "My own words" in told
    assert not [secret for secret in SECRETS if secret in told]
    assert JASON not in told


def test_a_go_from_elsewhere_does_nothing(asked: Paper) -> None:
    """Whoever guesses or steals the letter's address, but writes from another, gets nothing."""
    asked.write(JANE, "MY DATA", subject="Hello")
    asked.work()
    filed = asked.write("mallory@evil.example", "GO", answering=asked.last("order_confirm", JANE))
    asked.work()
    assert filed.folder == "set aside"
    assert "my_data" not in [post.kind for post in asked.sent]


def test_the_same_wish_on_one_day_brings_one_letter(asked: Paper) -> None:
    """Somebody who writes in Jane's name all day can have her written to once."""
    for _ in range(5):
        asked.write(JANE, "MY DATA", subject="Hello")
        asked.work()
    assert asked.kinds(JANE).count("order_confirm") == 1


def test_my_data_of_a_stranger_is_empty(paper: Paper) -> None:
    """Somebody of whom nothing is known is told so."""
    wishes(paper, "kim@far.example", "MY DATA")
    assert "Nothing else is kept about you" in paper.last("my_data", "kim@far.example").text


def test_my_data_in_ones_own_thread_is_no_answer(asked: Paper) -> None:
    """A wish in the ask's thread is a wish, not an unclear answer."""
    asked.write(JANE, "MY DATA", answering=asked.last("ask", JANE))
    asked.work()
    assert asked.kinds(JANE) == ["ask", "order_confirm"]


def test_correct_changes_the_facts_and_liz_is_told(asked: Paper) -> None:
    """Labelled facts are changed, marked as her own words; the daily note says so."""
    wishes(asked, JANE, "CORRECT\nHeadline: Head of the Northern Bee Union")
    person = known(asked, JANE)
    assert person.profile["headline"] == "Head of the Northern Bee Union"
    assert person.sources["headline"].origin == "themselves"
    asked.pass_time(2 * DAY)
    assert "corrected what I keep" in asked.last("daily", LIZ).text


def test_an_own_pause_holds_for_everybody_and_cannot_be_overridden(paper: Paper) -> None:
    """After PAUSE a request is shown with the day; OVERRIDE asks nobody."""
    wishes(paper, JANE, "PAUSE until 1 June 2026")
    paper.write(f"Liz Ryan <{LIZ}>", AGAIN)
    paper.work()
    assert "asked not to be asked until 1 June 2026" in paper.last("confirmation", LIZ).text
    paper.write(LIZ, "OVERRIDE", answering=paper.last("confirmation", LIZ))
    paper.pass_time(5 * DAY)
    assert "ask" not in paper.kinds(JANE)
    paper.write(LIZ, "WAIT", answering=paper.last("confirmation", LIZ))
    paper.pass_time(100 * DAY)
    first = next(post.at for post in paper.sent if post.to == JANE and post.kind == "ask")
    assert first.date().isoformat() == "2026-06-01"


def test_start_undoes_stop(asked: Paper) -> None:
    """After STOP nothing comes; START with a GO opens the door again."""
    asked.write(JANE, "STOP", answering=asked.last("ask", JANE))
    asked.work()
    wishes(asked, JANE, "START")
    with asked.store.view() as view:
        assert not view.opted_out(asked.desk.address_hash(JANE))


def test_a_robots_answer_is_no_go(asked: Paper) -> None:
    """An out-of-office that answers the letter does nothing, whatever it says."""
    asked.write(JANE, "FORGET ME", subject="Hello")
    asked.work()
    asked.write(JANE, "GO", answering=asked.last("order_confirm", JANE), Auto_Submitted="auto-replied")
    asked.work()
    assert asked.case().state is State.ASKING


def test_forget_me_leaves_no_trace_in_the_record(asked: Paper) -> None:
    """No byte of name or address is left in the record's files, and she is not asked again."""
    from introd.mailroom.people import forgetting

    asked.write(JASON, "Yes, please", answering=asked.last("ask", JASON))
    asked.write(JANE, "Yes, with pleasure. Jane", answering=asked.last("ask", JANE))
    asked.pass_time(3 * DAY)
    asked.write(LIZ, "WHO Jane", subject="")
    asked.work()
    wishes(asked, JANE, "FORGET ME")
    for chore in list(forgetting.chores(asked.desk)):
        assert JANE in chore.traces.texts
        forgetting.done(asked.desk, chore)
    assert forgetting.scrub(asked.desk)
    assert not list(forgetting.chores(asked.desk))
    left = b"".join(path.read_bytes() for path in asked.folder.iterdir() if path.is_file()).lower()
    for trace in (b"jane@roe.example", b"jane roe", b"secretnote", b"secretreport", b"with pleasure", b"leeds bee"):
        assert trace not in left
    asked.write(f"Liz Ryan <{LIZ}>", AGAIN)
    before = asked.kinds(JANE)
    asked.pass_time(30 * DAY)
    assert asked.kinds(JANE) == before


def test_forget_me_ends_a_running_introduction_kindly(asked: Paper) -> None:
    """Jason, who has said yes, hears that the timing is not right; not who ended it."""
    asked.write(JASON, "Yes, please", answering=asked.last("ask", JASON))
    asked.work()
    wishes(asked, JANE, "FORGET ME")
    asked.pass_time(6 * DAY)
    assert asked.case().state is State.CLOSED
    assert "timing" in asked.kinds(JASON)
    assert "Jane" not in asked.last("timing", JASON).everything
    assert "asked to be forgotten" in asked.last("daily", LIZ).text
    assert "Jane" not in asked.last("daily", LIZ).text
    with asked.store.view() as view:
        assert view.introductions_with(None, JANE) == []
