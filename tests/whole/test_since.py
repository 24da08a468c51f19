"""Mail after the introduction, on paper: buttons, robots, bounces, and the introducer's own words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import State
from tests.whole.paper import INTRO, JANE, JASON, LIZ, Paper
from tests.whole.test_stories import BYNAME, SHORT, deeds, introduce, says, thread, writes

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def introduced(paper: Paper) -> Paper:
    """Jane and Jason were introduced on Monday."""
    introduce(paper)
    return paper


@pytest.fixture
def asked(introduced: Paper) -> Paper:
    """Both wrote, and two weeks later each was asked how it went."""
    writes(introduced, JASON, JANE)
    writes(introduced, JANE, JASON)
    introduced.pass_time(16 * DAYS)
    assert "how_was_it" in introduced.kinds(JANE)
    return introduced


def presses(paper: Paper, who: str, word: str, kind: str) -> None:
    """Somebody presses a button: a new mail with the word as subject and body, which names no letter."""
    token = paper.last(kind, who).message["Reply-To"].addresses[0].addr_spec
    paper.write(BYNAME[who], word, to=token, subject=f"{word} {paper.case().reference}")
    paper.work()


@pytest.mark.parametrize(("word", "how"), [("GREAT", "good"), ("FINE", "fine"), ("POOR", "poor"), ("NOT GOING TO", "not_going")])
def test_a_button_is_an_account(asked: Paper, word: str, how: str) -> None:
    """Each word of the question, pressed, is the account that it says."""
    presses(asked, JANE, word, "how_was_it")
    account = asked.case().after.first.account
    assert account is not None
    assert account.how == how


def test_not_yet_pressed_asks_again_in_a_week(asked: Paper) -> None:
    """NOT YET on the question how it went is no complaint about the other."""
    presses(asked, JANE, "NOT YET", "how_was_it")
    asked.pass_time(10 * DAYS)
    assert asked.kinds(JANE).count("how_was_it") == 2
    assert asked.case().after.first.not_yet is None


def test_not_yet_pressed_on_the_other_question_reminds(introduced: Paper) -> None:
    """The same button on "have you heard?" is their NOT YET, and the other is reminded."""
    writes(introduced, JASON, JANE)
    introduced.pass_time(3 * DAYS + 4 * HOURS)
    presses(introduced, JASON, "NOT YET", "heard")
    introduced.pass_time(4 * DAYS)
    assert introduced.kinds(JANE)[-1] == "missing_nudge"
    presses(introduced, JANE, "DONE", "missing_nudge")
    assert introduced.case().after.both_wrote


def test_a_plain_no_is_not_met(asked: Paper) -> None:
    """ "Did you meet?" "No.": asked again in a week, and no word against anybody."""
    says(asked, JANE, "No", "how_was_it")
    assert "again:first" in asked.case().timers
    assert asked.case().after.first.not_yet is None


def test_stop_is_stop_after_the_introduction_too(asked: Paper) -> None:
    """STOP in answer to the question how it went ends all mail."""
    says(asked, JANE, "STOP", "how_was_it")
    before = len(asked.kinds(JANE))
    asked.pass_time(120 * DAYS)
    assert len(asked.kinds(JANE)) == before


def test_a_robot_in_the_thread_has_written_nothing(introduced: Paper) -> None:
    """An out-of-office to the introduction is an absence: not a letter to the other, and it is not answered."""
    letter = introduced.last("handover", JANE)
    introduced.write(
        BYNAME[JANE], "I am out of the office until Friday 20 March 2026.", answering=letter, reply_to=thread(introduced.last("handover", JANE)),
        subject="Automatic reply: introduction", Auto_Submitted="auto-replied",
    )  # fmt: skip
    introduced.work()
    since = introduced.case().after.first
    assert since.wrote is None
    assert since.away is not None
    assert "thread_only" not in introduced.kinds(JANE)


def test_we_in_the_blind_copy_are_let_go(introduced: Paper) -> None:
    """ "Moving Liz's program to bcc": the watching ends, and nobody is asked about a missing answer."""
    introduced.write(
        BYNAME[JASON], "Jane, moving introd to bcc. Lunch?", to=JANE, Delivered_To=thread(introduced.last("handover", JASON)),
        In_Reply_To=str(introduced.last("handover", JASON).message["Message-ID"]),
    )  # fmt: skip
    introduced.pass_time(15 * DAYS)
    assert introduced.case().after.second.wrote is not None
    assert not introduced.case().after.watching
    assert not {"heard", "missing_nudge"} & {*introduced.kinds(JANE), *introduced.kinds(JASON)}


def test_send_with_words_of_her_own(introduced: Paper) -> None:
    """What Liz writes under SEND is what Jason reads, and nothing of the draft."""
    introduced.write(BYNAME[JASON], SHORT, answering=introduced.last("receipt_yes", JASON))
    introduced.work()
    says(introduced, LIZ, "SEND\nIt was wrong of me to praise that restaurant. Let me make it good with a lunch.", "report")
    introduced.pass_time(2 * DAYS)
    text = introduced.last("sorry", JASON).text
    assert "It was wrong of me to praise that restaurant." in text
    assert "terribly sorry" not in text


def test_drop_sends_nothing(introduced: Paper) -> None:
    """DROP: no apology leaves."""
    introduced.write(BYNAME[JASON], SHORT, answering=introduced.last("receipt_yes", JASON))
    introduced.work()
    says(introduced, LIZ, "DROP", "report")
    introduced.pass_time(5 * DAYS)
    assert "sorry" not in introduced.kinds(JASON)


def test_a_word_of_a_case_names_it(introduced: Paper) -> None:
    """Liz's report in a new mail finds its introduction by the people it names."""
    introduced.write(BYNAME[LIZ], "Jane and Jason had lunch yesterday and it went really well.", subject="Good news")
    introduced.work()
    assert "well" in deeds(introduced, JANE)
    assert "well" in deeds(introduced, JASON)
    assert introduced.case().state is State.CLOSED


def test_two_words_are_asked_about_once(introduced: Paper) -> None:
    """POOR and no more: one question back; its answer completes the report, and Liz hears both times."""
    introduced.write(BYNAME[JASON], "POOR", answering=introduced.last("receipt_yes", JASON))
    introduced.work()
    assert introduced.kinds(JASON)[-1] == "clarify"
    says(introduced, JASON, "Er, well, I guess about half an hour late.", "clarify")
    introduced.pass_time(1 * HOURS)
    assert introduced.kinds(LIZ).count("report") == 2
    assert "half an hour late" in introduced.last("report", LIZ).text
    assert introduced.kinds(JASON).count("clarify") == 1


def test_a_machine_that_slept_for_three_weeks_sends_each_letter_once(introduced: Paper) -> None:
    """After three weeks of sleep with everything due at once: each reader gets at most one letter a day."""
    writes(introduced, JASON, JANE)
    introduced.now += 24 * DAYS
    introduced.pass_time(12 * DAYS)
    for who in (JANE, JASON):
        sent = [p for p in introduced.sent if p.to == who and p.kind in ("heard", "missing_nudge", "how_was_it")]
        assert len({p.at.date() for p in sent}) == len(sent)
        assert all(9 <= p.at.hour < 17 and p.at.weekday() < 5 for p in sent)
    assert introduced.kinds(JASON).count("heard") <= 1
    assert INTRO not in introduced.kinds(JASON)


def test_an_introduction_made_in_person_counts_too(introduced: Paper) -> None:
    """Liz introduced Ann and Bo in person and tells that Ann was late: it is written down, and Liz may ASK."""
    with introduced.store.transaction() as work:
        for name, address in (("Ann Hive", "ann@hive.example"), ("Bo Berg", "bo@berg.example")):
            work.put_person({"owner": LIZ, "address": address, "name": name, "profile": {}, "deeds": []})
    introduced.write(
        BYNAME[LIZ], "I introduced Ann Hive and Bo Berg in person last week. Bo tells me Ann was an hour late.", subject="Lunch"
    )
    introduced.work()
    assert "poor" in deeds(introduced, "ann@hive.example")
    assert "poor" not in deeds(introduced, "bo@berg.example")
    says(introduced, LIZ, "ASK", "report")
    introduced.pass_time(3 * DAYS)
    assert introduced.kinds("ann@hive.example") == ["how_was_it"]
    assert introduced.kinds("bo@berg.example") == []
