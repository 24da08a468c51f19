"""How it went: questions, accounts, reports, favours, months later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from introd.decide import events as e
from introd.decide.case import Case, Outcome, Side, State
from introd.decide.decision import Decision
from introd.decide.letter import Kind
from tests.decide.after.lives import DAY, deeds, kinds, made, on
from tests.decide.cases import MONDAY, SETTINGS

LATER = MONDAY + 15 * DAY
MONTHS = LATER + 60 * DAY


def in_touch() -> Case:
    """Both were seen to write on Monday."""
    return on(made(), MONDAY, e.ThreadWritten(side="second"), e.ThreadWritten(side="first")).case


def asked() -> Case:
    """And two weeks later each was asked how it went."""
    case = in_touch()
    return on(case, case.timers["how"], e.TimerRang(name="how")).case


def says(case: Case, side: Side, how: Any, words: str = "So it was.", when: datetime = LATER, **more: Any) -> Decision:
    """A party's report, as a decision."""
    return on(case, when, e.Reported(side=side, how=how, words=words, **more))


def test_each_is_asked_privately_at_the_usual_hour() -> None:
    """Both get the question at the next opening of their day."""
    case = in_touch()
    decision = on(case, case.timers["how"], e.TimerRang(name="how"))
    assert kinds(decision) == [Kind.HOW_WAS_IT, Kind.HOW_WAS_IT]
    assert {(le.not_before.hour, le.not_before.date()) for le in decision.letters} == {(9, date(2026, 3, 17))}


def test_not_yet_asks_again_twice_after_a_week() -> None:
    """Three questions in all, a week apart; then it is let go."""
    case, letters = asked(), 1
    for _ in range(4):
        case = on(case, LATER, e.Reported(side="first", how="not_met")).case
        if "again:first" not in case.timers:
            break
        assert case.timers["again:first"] == LATER + 7 * DAY
        decision = on(case, case.timers["again:first"], e.TimerRang(name="again:first"))
        letters += kinds(decision, "first").count(Kind.HOW_WAS_IT)
        case = decision.case
    assert letters == 3
    closed = on(case, case.timers["settle"], e.TimerRang(name="settle")).case
    assert (closed.state, closed.outcome) == (State.CLOSED, Outcome.INTRODUCED)


def test_a_meeting_day_that_somebody_tells_moves_the_question() -> None:
    """We meet on the 20th: both are asked the day after."""
    case = on(in_touch(), MONDAY, e.Reported(side="second", how="not_met", meets=date(2026, 3, 20))).case
    assert case.timers["how"].date() == date(2026, 3, 21)
    late = on(asked(), LATER, e.Reported(side="second", how="not_met", meets=date(2026, 3, 20))).case
    assert late.timers["again:first"].date() == late.timers["again:second"].date() == date(2026, 3, 21)


def test_good_news_counts_and_earns_thanks_once() -> None:
    """Jane's GREAT counts for Jason, Liz reads it in the daily note, Jane is thanked, once."""
    decision = says(asked(), "first", "good")
    assert kinds(decision) == [Kind.THANKS]
    assert deeds(decision, "second") == ["well"]
    assert [n.what for n in decision.notes] == ["went_good"]
    assert Kind.THANKS not in kinds(says(decision.case, "first", "good"))


def test_two_accounts_close_the_case_and_set_the_late_question() -> None:
    """With both accounts in nothing is waited for but the day 90 days on."""
    case = says(says(asked(), "first", "good").case, "second", "fine").case
    assert (case.state, case.outcome) == (State.CLOSED, Outcome.INTRODUCED)
    assert case.timers == {"later": LATER + 90 * DAY}


def test_the_late_question_can_be_switched_off() -> None:
    """With `later_check = false` nobody is asked."""
    settings = SETTINGS.but(later_check=False)
    case = on(asked(), LATER, e.Reported(side="first", how="good"), e.Reported(side="second", how="good"), settings=settings).case
    assert case.timers == {}


def test_a_poor_report_reaches_the_introducer_at_once() -> None:
    """Unasked, before any question: Liz has the words, kinds and gravity; the list hears of Jane, Jason of nothing."""
    report = e.Reported(
        side="second", how="poor", words="She was half an hour late and left.", kinds=("late", "left"), grave=True
    )
    decision = on(in_touch(), MONDAY + 3 * DAY, report)
    assert kinds(decision) == [Kind.REPORT]
    letter = decision.letters[0]
    assert letter.reader == "introducer"
    assert letter.facts["kinds"] == ["late", "left"]
    assert [(d.side, d.what, d.grave) for d in decision.deeds] == [("first", "poor", True)]
    assert decision.case.after.draft == "second"


def test_a_report_that_says_too_little_is_asked_about_once() -> None:
    """POOR alone: one question back; the answer is a report again, and nothing more is asked."""
    first = on(in_touch(), MONDAY + 3 * DAY, e.Reported(side="second", how="poor", words="POOR"))
    assert sorted(kinds(first)) == [Kind.CLARIFY, Kind.REPORT]
    second = on(first.case, MONDAY + 4 * DAY, e.Reported(side="second", how="poor", words="Late.", clarifies=True))
    assert kinds(second) == [Kind.REPORT]
    third = on(second.case, MONDAY + 5 * DAY, e.Reported(side="second", how="poor", words="POOR"))
    assert Kind.CLARIFY not in kinds(third)


def poor() -> Case:
    """Jason reported Jane on Thursday."""
    report = e.Reported(side="second", how="poor", words="She was half an hour late.", kinds=("late",))
    return on(in_touch(), MONDAY + 3 * DAY, report).case


def test_ask_sends_the_regular_letter_and_never_a_second() -> None:
    """ASK gives Jane the question now; a second ASK, and the day on which all are asked, send no other."""
    decision = on(poor(), MONDAY + 3 * DAY, e.IntroducerDecided(what="ask", side="second"))
    assert kinds(decision) == [Kind.HOW_WAS_IT]
    assert decision.letters[0].side == "first"
    assert decision.letters[0].facts == {}
    again = on(decision.case, MONDAY + 4 * DAY, e.IntroducerDecided(what="ask", side="second"))
    assert kinds(again) == [Kind.ACKNOWLEDGED]
    regular = on(again.case, again.case.timers["how"], e.TimerRang(name="how"))
    assert kinds(regular) == []


def test_both_accounts_side_by_side_and_a_favour_owed() -> None:
    """Jane owns up: Liz sees both accounts, the list keeps the favour, and Jason's standing is not touched."""
    case = on(poor(), MONDAY + 3 * DAY, e.IntroducerDecided(what="ask", side="second")).case
    words = "I was late and distracted. I guess I owe you one."
    decision = on(case, MONDAY + 7 * DAY, e.Reported(side="first", how="poor", words=words, owes=True, own=True))
    assert kinds(decision) == [Kind.ACCOUNTS]
    assert [a["side"] for a in decision.letters[0].facts["accounts"]] == ["second", "first"]
    assert deeds(decision, "first") == ["favour"]
    assert deeds(decision, "second") == []
    assert decision.case.state is State.CLOSED


def test_ask_when_the_other_has_told_already_shows_both() -> None:
    """Jane's account is in: ASK shows it beside the report instead of asking."""
    case = on(in_touch(), MONDAY + DAY, e.Reported(side="first", how="good", words="Lovely.")).case
    case = on(case, MONDAY + 2 * DAY, e.Reported(side="second", how="poor", words="She was rude to me.", kinds=("rude",))).case
    assert kinds(on(case, MONDAY + 2 * DAY, e.IntroducerDecided(what="ask", side="second"))) == [Kind.ACCOUNTS]


@pytest.mark.parametrize(
    ("what", "words", "owed"), [("send", "", [Kind.SORRY]), ("send", "I am so sorry, Jason.", [Kind.SORRY]), ("drop", "", [])]
)
def test_the_drafted_apology_leaves_only_on_send(what: str, words: str, owed: list[Kind]) -> None:
    """SEND, with words of her own if she likes; DROP sends nothing; either settles the draft."""
    decision = on(poor(), MONDAY + 3 * DAY, e.IntroducerDecided(what=what, words=words, side="second"))
    assert kinds(decision) == owed
    assert [le.facts["words"] for le in decision.letters] == [words for _ in owed]
    assert decision.case.after.draft is None
    assert Kind.SORRY not in kinds(on(decision.case, MONDAY + 4 * DAY, e.IntroducerDecided(what="send")))


def closed_well() -> Case:
    """Both were content, and the case is closed."""
    return says(says(asked(), "first", "good").case, "second", "good").case


def test_months_later_each_is_asked_once() -> None:
    """Day 90: one question to each; nothing is set after it."""
    case = closed_well()
    decision = on(case, case.timers["later"], e.TimerRang(name="later"))
    assert kinds(decision) == [Kind.LATER_CHECK, Kind.LATER_CHECK]
    assert decision.case.timers == {}


def test_being_let_down_later_weighs_less_and_owes_no_apology() -> None:
    """The closed case reopens, the list hears "let down" and not "poor", SEND has nothing to send, ASK asks in general terms."""
    decision = says(closed_well(), "second", "poor", words="She never sent the plan.", when=MONTHS, kinds=("did_not_deliver",))
    assert decision.case.state is State.INTRODUCED
    assert deeds(decision, "first") == ["let_down"]
    assert decision.letters[0].facts["late"] is True
    assert decision.case.after.draft is None
    inquiry = on(decision.case, MONTHS + DAY, e.IntroducerDecided(what="ask", side="second"))
    assert kinds(inquiry) == [Kind.LATER_CHECK]
    answer = on(inquiry.case, MONTHS + 3 * DAY, e.Reported(side="first", how="fine", words="All good with us."))
    assert Kind.ACCOUNTS in kinds(answer)
    assert answer.case.state is State.CLOSED


def test_a_reopened_case_closes_again() -> None:
    """Without an inquiry the reopened case is let go after two weeks."""
    case = says(closed_well(), "second", "poor", words="She never sent the plan.", when=MONTHS).case
    assert on(case, case.timers["settle"], e.TimerRang(name="settle")).case.state is State.CLOSED


def test_the_introducer_reports_for_somebody() -> None:
    """ "Jane was late", written by Liz: counts against Jane as Jason's account, with the history, and no question back."""
    decision = on(in_touch(), MONDAY, e.IntroducerReported(about="first", how="poor", words="Late.", kinds=("late",)))
    assert kinds(decision) == [Kind.REPORT]
    assert decision.letters[0].facts["told_by"] == "introducer"
    assert deeds(decision, "first") == ["poor"]
    assert decision.case.after.second.account is not None


def test_a_report_about_nobody_in_particular_counts_for_nobody() -> None:
    """It went badly, of whom is not said: Liz is asked for a clearer word."""
    decision = on(in_touch(), MONDAY, e.IntroducerReported(about=None, how="poor", words="It went badly."))
    assert kinds(decision) == [Kind.ACKNOWLEDGED]
    assert decision.deeds == ()


def test_nobody_is_asked_who_said_stop() -> None:
    """STOP after the introduction: the others are asked, they are not."""
    case = on(in_touch(), MONDAY, e.OptedOut(side="first")).case
    assert kinds(on(case, case.timers["how"], e.TimerRang(name="how"))) == [Kind.HOW_WAS_IT]


def test_not_going_to_is_an_answer() -> None:
    """Both decided not to meet: closed, nobody is asked again, and nobody's standing changes."""
    one = says(asked(), "first", "not_going")
    both = says(one.case, "second", "not_going")
    assert both.case.state is State.CLOSED
    assert both.case.timers == {}
    assert one.deeds == both.deeds == ()
