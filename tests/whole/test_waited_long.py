"""What waited long or came too often: a hold of weeks, a burst over a restart, the last letter that a cap must leave, a yes that comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from introd.decide.case import Standing, State
from introd.decide.events import AnsweredFromElsewhere, ConsentGiven
from introd.decide.letter import Kind
from introd.mailroom import departures, duties
from introd.mailroom.desk import letter_of
from introd.mailroom.orders import HOLD
from introd.mailroom.watch import Watch
from introd.post.errors import Unreachable
from introd.post.outcome import Later
from tests.decide.cases import in_state, play, sent
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper, settings

MINUTES, HOURS, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both are asked."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(2 * HOURS)
    return paper


def says(paper: Paper, who: str, words: str, kind: str = "ask", author: str = "") -> None:
    """An answer to a letter of a kind."""
    paper.write(f"Somebody <{author or who}>", words, answering=paper.last(kind, who))


def orders(paper: Paper, words: str) -> None:
    """Liz writes an order."""
    paper.write(f"Liz Ryan <{LIZ}>", words, subject=words)


def test_a_yes_does_not_outlast_a_hold_of_weeks(asked: Paper) -> None:
    """Everything is held for forty days when both have agreed: after RELEASE both are asked whether it still holds, and nothing leaves before."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.work()
    orders(asked, "HOLD ALL")
    asked.pass_time(2 * HOURS)
    asked.now += 40 * DAYS
    asked.work()
    assert asked.kinds(JANE) == ["ask", "receipt_yes"]
    orders(asked, "RELEASE")
    asked.pass_time(3 * DAYS)
    assert asked.kinds(JANE)[-1] == asked.kinds(JASON)[-1] == "renewal"
    says(asked, JANE, "Yes", "renewal")
    says(asked, JASON, "Yes", "renewal")
    asked.pass_time(3 * DAYS)
    assert [asked.kinds(who).count("handover") for who in (JANE, JASON)] == [1, 1]
    assert asked.kinds(LIZ).count("copy") == 1


def test_a_yes_does_not_outlast_a_server_that_was_away_for_weeks(asked: Paper) -> None:
    """The introduction could not be handed in for forty days: both are asked anew."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.work()
    while asked.case().state is State.AGREED and not asked.case().handover:
        asked.now += 5 * MINUTES
        duties.ring_due(asked.desk)
    away = Later("out of reach", None, Unreachable("out of reach", "check the network"))
    outgoing = departures.next_letter(asked.desk, asked.now)
    assert outgoing is not None
    departures.settle(outgoing.key, away, asked.desk)
    asked.now += 40 * DAYS
    asked.pass_time(3 * DAYS)
    assert asked.kinds(JANE)[-1] == asked.kinds(JASON)[-1] == "renewal"


def test_a_hold_of_days_asks_nobody_anew(asked: Paper) -> None:
    """After a hold of three days the introduction leaves as it was agreed."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.work()
    orders(asked, "HOLD ALL")
    asked.pass_time(2 * HOURS)
    asked.now += 3 * DAYS
    orders(asked, "RELEASE")
    asked.pass_time(DAYS)
    assert asked.kinds(JANE)[-1] == asked.kinds(JASON)[-1] == "handover"


def test_a_burst_is_counted_over_a_restart(asked: Paper) -> None:
    """Letters that nobody expected are counted in the record: a daemon that is started anew in between stops at the same one."""
    desk = replace(asked.desk, settings=asked.settings.but(burst=3))
    with asked.store.view() as view:
        letter = letter_of(view.letters_of(asked.case().reference)[0]).but(kind=Kind.NUDGE)
    for left in range(4):
        with asked.store.view() as view:
            assert view.setting(HOLD) is None, left
        Watch().flood(desk, letter)
    with asked.store.view() as view:
        assert "3 letters in an hour" in view.setting(HOLD)


def test_what_left_an_hour_ago_is_no_burst(asked: Paper) -> None:
    """Only the last hour counts, and what was called for not at all."""
    desk = replace(asked.desk, settings=asked.settings.but(burst=3))
    with asked.store.view() as view:
        letter = letter_of(view.letters_of(asked.case().reference)[0])
    for kind, step in ((Kind.NUDGE, 21), (Kind.RECEIPT_YES, 0)):
        for _ in range(9):
            Watch().flood(desk, letter.but(kind=kind))
            asked.now += timedelta(minutes=step)
    with asked.store.view() as view:
        assert view.setting(HOLD) is None


@pytest.mark.parametrize("most", [1, 2, 3, 6])
def test_the_kind_letter_has_a_place_of_its_own(tmp_path_factory: pytest.TempPathFactory, most: int) -> None:
    """However few letters may go to Jason unasked, he hears that the timing isn't right; no more go to him than the settings say."""
    paper = Paper(tmp_path_factory.mktemp("most"), settings=settings(unasked_most=most))
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(2 * HOURS)
    paper.pass_time(8 * DAYS)
    says(paper, JASON, "Please ask me again in two weeks")
    paper.pass_time(60 * DAYS)
    unasked = [kind for kind in paper.kinds(JASON) if kind in ("ask", "nudge", "timing")]
    assert unasked[-1] == "timing"
    assert unasked.count("timing") == 1
    assert len(unasked) <= max(2, most)
    paper.store.close()


def test_a_yes_that_comes_twice_is_one_doubt(asked: Paper) -> None:
    """Jane's YES to the question about a held NO comes twice, before and after she is asked once more: neither is a consent."""
    says(asked, JANE, "No, she can't", author="assistant@roe.example")
    asked.work()
    says(asked, JANE, "YES", "confirm_answer")
    says(asked, JANE, "YES", "confirm_answer")
    asked.work()
    assert asked.kinds(JANE).count("unclear") == 1
    says(asked, JANE, "YES", "confirm_answer")
    asked.work()
    assert asked.case().party("first").consent is None
    says(asked, JANE, "Yes", "unclear")
    assert asked.case().party("first").standing is Standing.YES


def test_the_doubt_ends_when_the_question_has_left() -> None:
    """A yes before the new question could be read counts nothing; after it has left it does, also without a thread."""
    case = in_state(State.ASKING)
    doubted = play(
        case, AnsweredFromElsewhere("<a@x>", "first", "a@x.example", "no", "No"), ConsentGiven("<b@x>", "first", "Yes")
    )
    assert play(doubted.case, ConsentGiven("<c@x>", "first", "Yes")).case.party("first").consent is None
    question = next(letter for letter in doubted.letters if letter.kind is Kind.UNCLEAR)
    assert play(doubted.case, sent(question), ConsentGiven("<c@x>", "first", "Yes")).case.party("first").consent is not None


def test_a_yes_that_an_assistant_gave_is_confirmed_by_the_same_answer(asked: Paper) -> None:
    """An assistant wrote YES; Jane's YES to the question about it is her own, and the second of them changes nothing."""
    says(asked, JANE, "Yes, she will", author="assistant@roe.example")
    asked.work()
    says(asked, JANE, "YES", "confirm_answer")
    says(asked, JANE, "YES", "confirm_answer")
    asked.work()
    assert asked.case().party("first").standing is Standing.YES
    assert asked.kinds(JANE).count("receipt_yes") == 1


def test_when_the_server_is_back_nobody_waits_for_hours(asked: Paper) -> None:
    """The server was away for two days: the first letter that it takes frees the others, whatever their next try was to be."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    away = Later("out of reach", None, Unreachable("out of reach", "check the network"))
    end = asked.now + 2 * DAYS
    while asked.now < end:
        outgoing = departures.next_letter(asked.desk, asked.now)
        if outgoing is not None:
            departures.settle(outgoing.key, away, asked.desk)
        asked.now += 10 * MINUTES
    while not asked.work():
        asked.now += MINUTES
    assert {"receipt_yes"} == {p.kind for p in asked.sent if p.to in (JANE, JASON)} - {"ask"}
    assert asked.kinds(JANE)[-1] == asked.kinds(JASON)[-1] == "receipt_yes"
