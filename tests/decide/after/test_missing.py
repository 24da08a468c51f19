"""A reply that goes missing: who is asked, who is reminded, and when nobody is blamed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from introd.decide import events as e
from introd.decide.case import Outcome, State
from introd.decide.letter import Kind
from tests.decide.after.lives import DAY, called, deeds, kinds, made, on, reminded, waiting
from tests.decide.cases import LIZ, MONDAY, SETTINGS


def test_the_introduction_sets_its_timers() -> None:
    """Five working days for a first letter, 21 calendar days for the question how it went."""
    case = made()
    assert case.timers["quiet"].date() == date(2026, 3, 9)
    assert case.timers["how"] == MONDAY + 21 * DAY
    assert set(case.timers) == {"quiet", "how"}


def test_one_letter_starts_three_working_days_for_the_other() -> None:
    """Jason wrote on Monday: Jane's answer is looked for on Thursday, and nobody is asked before."""
    case = on(made(), MONDAY, e.ThreadWritten(side="second")).case
    assert "quiet" not in case.timers
    assert case.timers["unanswered:first"].date() == date(2026, 3, 5)
    assert case.after.waiting == "second"


def test_friday_is_counted_in_working_days() -> None:
    """Written on Friday: the third working day is Wednesday."""
    case = on(made(), MONDAY + 4 * DAY, e.ThreadWritten(side="second")).case
    assert case.timers["unanswered:first"].date() == date(2026, 3, 11)


def test_no_copy_means_unknown_so_the_waiting_one_is_asked() -> None:
    """Jason gets one line, Jane nothing."""
    wrote = on(made(), MONDAY, e.ThreadWritten(side="second")).case
    decision = on(wrote, wrote.timers["unanswered:first"], e.TimerRang(name="unanswered:first"))
    assert kinds(decision, "second") == [Kind.HEARD]
    assert kinds(decision, "first") == []


def test_both_wrote_and_two_weeks_later_they_are_asked() -> None:
    """With a copy from either nobody is waited for; how it went is asked 14 days after the second letter."""
    case = on(made(), MONDAY, e.ThreadWritten(side="second")).case
    case = on(case, MONDAY + DAY, e.ThreadWritten(side="first")).case
    assert case.timers == {"how": MONDAY + 15 * DAY}
    assert on(case, MONDAY + 9 * DAY, e.ThreadWritten(side="second")).case.timers == {"how": MONDAY + 15 * DAY}


def test_what_reached_only_us_is_not_counted() -> None:
    """Its writer is told so; they have not written."""
    decision = on(made(), MONDAY, e.ThreadWritten(side="second", to_other=False))
    assert kinds(decision) == [Kind.THREAD_ONLY]
    assert decision.case.after.second.wrote is None
    assert "quiet" in decision.case.timers


def test_dropping_us_ends_the_watching() -> None:
    """Who puts us into the blind copy is not watched any more; how it went is still asked one day."""
    decision = on(made(), MONDAY, e.ThreadWritten(side="second", dropped=True))
    assert set(decision.case.timers) == {"how"}
    assert not decision.case.after.watching
    assert decision.letters == ()


def test_heard_blames_nobody() -> None:
    """George answered Mickey alone: he has written, and no letter and no note speaks of it."""
    decision = on(waiting(), MONDAY + 3 * DAY, e.HeardSaid(side="second", heard=True))
    assert decision.letters == ()
    assert decision.notes == ()
    assert deeds(decision, "first") == ["wrote"]
    assert set(decision.case.timers) == {"how"}


def test_not_yet_reminds_the_other_once() -> None:
    """Jane gets one reminder with the date of a letter that she has herself; a second NOT YET sends no second one."""
    decision = on(waiting(), MONDAY + 3 * DAY, e.HeardSaid(side="second", heard=False))
    assert kinds(decision) == [Kind.MISSING_NUDGE]
    assert decision.letters[0].facts == {"seen": MONDAY.isoformat()}
    again = on(decision.case, MONDAY + 4 * DAY, e.HeardSaid(side="second", heard=False))
    assert kinds(again) == []


def test_done_is_believed() -> None:
    """DONE from the one who was reminded ends the looking for them."""
    decision = on(reminded(), MONDAY + 4 * DAY, e.WroteSaid(side="first"))
    assert set(decision.case.timers) == {"how"}
    assert kinds(decision) == []


def test_after_four_more_days_the_introducer_is_asked_to_ring() -> None:
    """The call note says what happened with dates; only now the list hears of somebody missing."""
    assert reminded().timers["still:first"].date() == date(2026, 3, 11)
    decision = called()
    assert kinds(decision) == [Kind.CALL_NOTE]
    steps = [step["what"] for step in decision.letters[0].facts["happened"]]
    assert steps == ["introduced", "wrote to the other", "has not heard", "reminded to write"]
    assert deeds(decision, "first") == ["missing"]
    assert "sorry" not in decision.case.timers


def test_a_call_note_stands_on_a_not_yet_of_their_own() -> None:
    """Reminded because nobody was seen to write: without anybody's NOT YET there is no call note."""
    quiet = made()
    nudged = on(quiet, quiet.timers["quiet"], e.TimerRang(name="quiet"))
    assert kinds(nudged) == [Kind.MISSING_NUDGE]
    assert nudged.letters[0].side == "second"
    later = on(nudged.case, nudged.case.timers["still:second"], e.TimerRang(name="still:second"))
    assert later.letters == ()
    assert later.deeds == ()


def test_an_absence_is_not_silence() -> None:
    """Jane is away until the 20th: Jason is asked three working days after her return, and she is reminded only then."""
    wrote = on(made(), MONDAY, e.ThreadWritten(side="second")).case
    away = on(wrote, MONDAY, e.PartyAbsent(side="first", until=date(2026, 3, 20))).case
    decision = on(away, away.timers["unanswered:first"], e.TimerRang(name="unanswered:first"))
    assert decision.letters == ()
    assert decision.case.timers["unanswered:first"].date() == date(2026, 3, 26)
    told = on(away, MONDAY + DAY, e.HeardSaid(side="second", heard=False))
    assert told.letters == ()
    assert told.case.timers["nudge:first"].date() == date(2026, 3, 23)
    back = on(told.case, told.case.timers["nudge:first"], e.TimerRang(name="nudge:first"))
    assert kinds(back) == [Kind.MISSING_NUDGE]


def test_a_bounce_is_nobodys_fault() -> None:
    """The introduction came back from Jane: Liz hears it at once, Jason's waiting is not put on her."""
    wrote = on(made(), MONDAY, e.ThreadWritten(side="second")).case
    decision = on(wrote, MONDAY, e.LetterBounced(side="first", kind=Kind.HANDOVER, detail="5.1.1"))
    assert kinds(decision) == [Kind.NOTE]
    assert "unanswered:first" not in decision.case.timers
    told = on(decision.case, MONDAY + DAY, e.HeardSaid(side="second", heard=False))
    assert told.letters == ()
    assert "missing" not in deeds(told, "first")


def test_i_cannot_harms_nobody() -> None:
    """The reason is Liz's alone; what was marked goes to Jason; the watching is over and nobody is missing."""
    decision = on(reminded(), MONDAY + 4 * DAY, e.Excused(side="first", reason="My father is ill.", tell_them="Perhaps in May."))
    assert kinds(decision) == [Kind.PASSED_ON]
    assert decision.letters[0].facts == {"words": "Perhaps in May."}
    assert deeds(decision, "first") == ["excused"]
    assert [n.detail for n in decision.notes] == ["My father is ill."]
    assert decision.case.state is State.CLOSED
    assert decision.case.outcome is Outcome.INTRODUCED


def test_nothing_marked_is_nothing_passed_on() -> None:
    """Without "Tell them:" Jason hears nothing of it."""
    decision = on(reminded(), MONDAY + 4 * DAY, e.Excused(side="first", reason="My father is ill."))
    assert decision.letters == ()


def test_apologise_sends_the_apology_and_looks_for_others() -> None:
    """Jason gets the apology, Liz the names; the case closes and nobody is asked how it went."""
    decision = on(called().case, MONDAY + 10 * DAY, e.IntroducerDecided(what="apologise"))
    assert kinds(decision, "second") == [Kind.APOLOGY]
    assert Kind.ALTERNATIVES in kinds(decision)
    assert decision.case.state is State.CLOSED
    twice = on(decision.case, MONDAY + 11 * DAY, e.IntroducerDecided(what="apologise"))
    assert kinds(twice) == [Kind.ACKNOWLEDGED]


def test_auto_apologises_after_five_silent_days() -> None:
    """With `auto` the apology leaves when Liz said nothing for five working days; with `ask` it never does."""
    auto = SETTINGS.but(apologise="auto")
    decision = called(auto)
    due = decision.case.timers["sorry"]
    assert due.date() == date(2026, 3, 18)
    assert Kind.APOLOGY in kinds(on(decision.case, due, e.TimerRang(name="sorry"), settings=auto))


@pytest.mark.parametrize(
    "event", [e.IntroducerDecided(what="leave_it"), e.HeardSaid(side="second", heard=True), e.WroteSaid(side="first")]
)
def test_no_automatic_apology_after_news(event: e.Event) -> None:
    """LEAVE IT, HEARD or DONE stop it."""
    auto = SETTINGS.but(apologise="auto")
    case = on(called(auto).case, MONDAY + 10 * DAY, event, settings=auto).case
    assert "sorry" not in case.timers


def test_nudge_again_reminds_once_more_and_then_calls_again() -> None:
    """Each NUDGE AGAIN is one reminder; if nothing comes, Liz hears again."""
    decision = on(called().case, MONDAY + 10 * DAY, e.IntroducerDecided(what="nudge_again"))
    assert [(le.kind, le.number) for le in decision.letters] == [(Kind.MISSING_NUDGE, 2)]
    again = on(decision.case, decision.case.timers["still:first"], e.TimerRang(name="still:first"))
    assert [(le.kind, le.number) for le in again.letters] == [(Kind.CALL_NOTE, 2)]
    assert "missing" not in deeds(again, "first")


def test_nudge_again_without_anybody_waiting_says_so() -> None:
    """There is nobody to remind: Liz is told."""
    assert kinds(on(made(), MONDAY, e.IntroducerDecided(what="nudge_again"))) == [Kind.ACKNOWLEDGED]


def test_who_waits_in_vain_is_not_asked_how_it_went() -> None:
    """With a NOT YET and nothing since, the question after three weeks would be tactless: the case is closed instead."""
    case = called().case
    decision = on(case, case.timers["how"], e.TimerRang(name="how"))
    assert decision.letters == ()
    assert decision.case.state is State.CLOSED


def test_the_days_are_those_of_the_silent_one() -> None:
    """Jane works in New York: her three working days end by her clock."""
    jane = made().party("first")
    case = made().with_party(jane.but(profile=jane.profile.but(zone="America/New_York")))
    late = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)  # Monday evening there
    assert LIZ.place.zone == "Europe/London"
    assert on(case, late, e.ThreadWritten(side="second")).case.timers["unanswered:first"].date() == date(2026, 3, 6)


def test_who_was_reminded_and_is_away_is_not_reminded_twice() -> None:
    """Reminded to write first, then away, then the other's NOT YET: some days after the return Liz hears, no second reminder."""
    quiet = made(writes_first="first")
    nudged = on(quiet, quiet.timers["quiet"], e.TimerRang(name="quiet")).case
    away = on(nudged, MONDAY + 8 * DAY, e.PartyAbsent(side="first", until=date(2026, 3, 13))).case
    told = on(away, MONDAY + 8 * DAY, e.HeardSaid(side="second", heard=False))
    assert told.letters == ()
    assert "nudge:first" not in told.case.timers
    assert told.case.timers["still:first"].date() == date(2026, 3, 20)
