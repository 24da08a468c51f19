"""What answers do to a case: twice, too late, taken back, from elsewhere, in the quote alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import Outcome, Standing, State
from tests.whole.paper import INTRO, JANE, JASON, LIZ, REQUEST, Paper

HOURS = timedelta(hours=1)


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both were asked on Monday morning."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(minutes=20))
    assert paper.kinds(JANE) == paper.kinds(JASON) == ["ask"]
    return paper


def says(paper: Paper, who: str, words: str, **named: str) -> None:
    """Somebody answers their ask."""
    paper.write(f"Somebody <{named.pop('author', who)}>", words, answering=paper.last("ask", who), **named)
    paper.work()


def test_the_same_yes_twice_is_one_yes(asked: Paper) -> None:
    """A second YES changes nothing and gets no second receipt."""
    says(asked, JANE, "Yes")
    says(asked, JANE, "Yes!")
    asked.pass_time(HOURS)
    assert asked.kinds(JANE) == ["ask", "receipt_yes"]
    assert asked.case().state is State.ASKING


def test_the_same_mail_twice_is_one_mail(asked: Paper) -> None:
    """A mail that the server shows again, under the same Message-ID, is a no-op."""
    says(asked, JANE, "Yes", message_id="<same@roe.example>")
    revision = asked.case().revision
    says(asked, JANE, "No", message_id="<same@roe.example>")
    assert asked.case().party("first").standing is Standing.YES
    assert asked.case().revision <= revision + 1


def test_yes_after_no_counts_until_the_other_was_told(asked: Paper) -> None:
    """Jane refuses, then agrees before Jason heard anything: the case goes on, and the kind letter is withdrawn."""
    says(asked, JASON, "Yes")
    says(asked, JANE, "No, sorry")
    assert asked.case().state is State.CLOSED
    says(asked, JANE, "On second thought: yes, gladly")
    asked.pass_time(timedelta(days=5))
    assert asked.case().state is State.INTRODUCED
    assert "timing" not in asked.kinds(JASON)


def test_yes_after_the_other_was_told_is_for_the_introducer(asked: Paper) -> None:
    """Once Jason has had the kind letter, Jane's yes opens nothing; she is told it came late, and Liz hears of it."""
    says(asked, JASON, "Yes")
    says(asked, JANE, "No, sorry")
    asked.pass_time(timedelta(days=5))
    assert asked.kinds(JASON)[-1] == "timing"
    says(asked, JANE, "Yes, gladly")
    asked.pass_time(timedelta(days=3))
    assert asked.case().state is State.CLOSED
    assert asked.kinds(JANE)[-1] == "too_late"
    assert "handover" not in asked.kinds(JASON)
    assert any(n["what"] == "late_yes" for n in daily(asked))


def daily(paper: Paper) -> list[dict[str, str]]:
    """All lines of Liz's daily notes."""
    with paper.store.view() as view:
        return [line for _, d in view.scan("letter") if d["kind"] == "daily" for line in d["facts"]["notes"]]


def test_no_after_yes_takes_it_back(asked: Paper) -> None:
    """Jane's NO after her YES ends it, even with the preview before Liz; Jason gets the kind letter."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    assert asked.case().state is State.AGREED
    says(asked, JANE, "Sorry, no after all.")
    asked.pass_time(timedelta(days=5))
    assert asked.case().outcome is Outcome.WITHDRAWN
    assert asked.kinds(JASON) == ["ask", "receipt_yes", "timing"]


def test_no_that_waits_unread_stops_the_handover(asked: Paper) -> None:
    """The handover is due, Jane's NO lies in the inbox: it is read first, and nothing leaves."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.now += timedelta(minutes=11)
    asked.write(f"Jane <{JANE}>", "No, I changed my mind", answering=asked.last("ask", JANE))
    asked.pass_time(timedelta(days=5))
    assert "handover" not in asked.kinds(JANE) + asked.kinds(JASON)


def test_nothing_leaves_while_the_inbox_cannot_be_read(asked: Paper) -> None:
    """With the inbox out of reach no letter leaves, however long it is due; it leaves when the inbox was read."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.reachable = False
    sent = len(asked.sent)
    asked.pass_time(timedelta(hours=3))
    assert len(asked.sent) == sent
    asked.reachable = True
    asked.pass_time(HOURS)
    assert asked.kinds(JASON)[-1] == "handover"


def test_yes_from_an_address_that_was_never_asked_is_held(asked: Paper) -> None:
    """A YES in Jane's thread from another address is no consent; Jane is asked whether it is so."""
    says(asked, JANE, "Yes", author="assistant@roe.example")
    party = asked.case().party("first")
    assert party.consent is None
    assert party.held is not None
    assert asked.kinds(JANE) == ["ask", "confirm_answer"]
    assert asked.kinds("assistant@roe.example") == []
    asked.write(f"Jane <{JANE}>", "Yes, please introduce us", answering=asked.last("confirm_answer"))
    assert asked.case().party("first").standing is Standing.YES


def test_yes_from_a_stranger_without_the_thread_is_nothing(asked: Paper) -> None:
    """Somebody who was never asked writes YES to the bare address: no case changes, and it is put before a person."""
    filed = asked.write("Mallory <mallory@evil.example>", "Yes", subject=f"Re: {asked.last('ask', JANE).message['Subject']}")
    assert filed.folder == "set aside"
    assert asked.case().party("first").consent is asked.case().party("second").consent is None


def test_yes_only_in_the_quote_is_no_yes(asked: Paper) -> None:
    """The quoted ask offers YES; Jane's own words are none."""
    says(asked, JANE, "")
    assert asked.case().party("first").consent is None


def test_stop_ends_all_mail_at_once(asked: Paper) -> None:
    """After STOP Jane gets nothing more, not even a receipt, and a later request cannot ask her."""
    says(asked, JANE, "STOP")
    asked.pass_time(timedelta(days=30))
    assert asked.kinds(JANE) == ["ask"]
    assert asked.case().outcome is Outcome.OPTED_OUT
    asked.write(f"Liz Ryan <{LIZ}>", REQUEST.replace("jason@poe", "mo@else").replace("Jason Poe", "Mo Dunn"))
    asked.pass_time(timedelta(days=2))
    assert asked.kinds(JANE) == ["ask"]
    assert asked.kinds("mo@else.example") == []


def test_an_unclear_answer_gets_the_choices_once_then_liz(asked: Paper) -> None:
    """The first unclear answer gets a polite reply, the second goes to the introducer."""
    says(asked, JANE, "Hm, interesting.")
    assert asked.kinds(JANE)[-1] == "unclear"
    says(asked, JANE, "Well, well.")
    assert asked.kinds(LIZ)[-1] == "question"


def test_a_question_is_passed_on_and_the_answer_relayed_never_obeyed(asked: Paper) -> None:
    """Liz's answer to Jane's question reaches Jane as a letter, though it contains the word CANCEL."""
    says(asked, JANE, "Is this about the paid role?")
    assert asked.kinds(JANE)[-1] == "question_passed"
    asked.write(f"Liz <{LIZ}>", "No. You can cancel at any time, just go and talk.", answering=asked.last("question"))
    asked.work()
    assert asked.kinds(JANE)[-1] == "relay"
    assert asked.case().state is State.ASKING


def test_an_absence_moves_the_clock(asked: Paper) -> None:
    """An out-of-office is no answer: the first nudge comes four working days after the return."""
    says(
        asked, JANE, "I am out of the office until Friday 13 March 2026 and will answer when I am back.",
        subject="Automatic reply: Liz Ryan would like to introduce you", Auto_Submitted="auto-replied",
    )  # fmt: skip
    asked.pass_time(timedelta(days=14))
    assert "nudge" not in asked.kinds(JANE)
    assert "nudge" in asked.kinds(JASON)
    asked.pass_time(timedelta(days=7))
    assert "nudge" in asked.kinds(JANE)


def test_later_is_asked_again_on_that_day(asked: Paper) -> None:
    """LATER with a date gets a receipt and a new ask on that day."""
    says(asked, JANE, "Not now, please ask me again from 20 March on.")
    assert asked.kinds(JANE)[-1] == "receipt_later"
    asked.pass_time(timedelta(days=25))
    assert asked.kinds(JANE).count("ask") == 2


def test_a_cancel_within_the_undo_window_asks_nobody(paper: Paper) -> None:
    """Liz answers CANCEL to what was understood: no ask ever leaves."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.work()
    paper.write(f"Liz Ryan <{LIZ}>", "CANCEL", answering=paper.last("confirmation"))
    paper.pass_time(timedelta(days=20))
    assert paper.kinds(JANE) == paper.kinds(JASON) == []
    assert paper.case().outcome is Outcome.CANCELLED


def test_a_correction_is_shown_again(paper: Paper) -> None:
    """Liz corrects an address in the undo window: she sees it again, and only then the asks leave, to the right address."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.work()
    paper.write(f"Liz Ryan <{LIZ}>", "Jane's address is jane@new.example", answering=paper.last("confirmation"))
    paper.pass_time(HOURS)
    assert paper.kinds(LIZ)[:2] == ["confirmation", "confirmation"]
    assert paper.kinds(JANE) == []
    assert paper.kinds("jane@new.example") == ["ask"]


def test_the_kind_letter_is_the_same_for_every_cause(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Refused, silent, withdrawn, bounced, opted out: to the byte the same letter but for its date and its names for machines."""
    bodies = set()
    for cause in ("No", "STOP", "silent", "withdrawn"):
        room = Paper(tmp_path_factory.mktemp(cause))
        room.write(f"Liz Ryan <{LIZ}>", REQUEST)
        room.pass_time(timedelta(minutes=20))
        says(room, JASON, "Yes")
        if cause == "withdrawn":
            says(room, JANE, "Yes")
            says(room, JANE, "No")
        elif cause != "silent":
            says(room, JANE, cause)
        room.pass_time(timedelta(days=40))
        bodies.add(room.last("timing", JASON).raw.split(b"\r\n\r\n", 1)[1])
        assert room.kinds(JASON)[-1] == "timing"
        room.store.close()
    assert len(bodies) == 1


def test_a_poison_mail_is_set_aside_and_the_next_one_handled(paper: Paper) -> None:
    """Bytes that are no mail end visibly, the operator is told, and the next request is served."""
    from introd.mailroom.incoming import receive

    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(1000))
    assert receive(deep, paper.now, paper.desk).folder == "set aside"
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.work()
    assert "confirmation" in paper.kinds(LIZ)
    assert "alarm" in paper.kinds("ops@example.org")


def test_old_mail_is_reported_not_obeyed(paper: Paper) -> None:
    """A request that is older than a week when it is first seen is set aside."""
    filed = paper.write(f"Liz Ryan <{LIZ}>", REQUEST, at=paper.now - timedelta(days=8))
    assert filed.folder == "set aside"
    assert paper.work()[0].kind == "alarm"


def test_a_forged_author_is_not_liz(paper: Paper) -> None:
    """A From field with two mailboxes, or a display name that looks like Liz, asks nobody: at the most Liz is asked for a GO."""
    for author in ("Liz Ryan <mallory@evil.example>", f'"{LIZ}" <mallory@evil.example>', f"<{LIZ}> <mallory@evil.example>"):
        paper.write(author, REQUEST)
    paper.pass_time(timedelta(days=20))
    assert paper.kinds(JANE) == paper.kinds(JASON) == []


def test_ask_first_asks_the_second_only_after_the_yes(paper: Paper) -> None:
    """`Ask first: Jane`: Jason hears nothing before she agrees, and nothing at all when she refuses."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST + "Ask first: Jane\n")
    paper.pass_time(HOURS)
    assert (paper.kinds(JANE), paper.kinds(JASON)) == (["ask"], [])
    says(paper, JANE, "No")
    paper.pass_time(timedelta(days=20))
    assert paper.kinds(JASON) == []


def test_our_own_letter_in_the_inbox_is_no_answer(asked: Paper) -> None:
    """A copy of our own ask that comes back into the inbox changes nothing."""
    from introd.mailroom.incoming import receive

    before = asked.case()
    assert receive(asked.last("ask", JANE).raw, asked.now, asked.desk).folder == "handled"
    assert asked.case() == before


def test_the_token_is_no_consent_in_the_introduced_thread(asked: Paper) -> None:
    """A "Yes" written in the thread between the two consents to nothing and is not relayed; its writer learns whom it missed."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.pass_time(HOURS)
    letter = asked.last("handover", JASON)
    thread = next(a.addr_spec for a in letter.message["Reply-To"].addresses if a.addr_spec.startswith(INTRO.split("@")[0]))
    asked.write(f"Jason <{JASON}>", "Yes, Thursday works", answering=letter, reply_to=thread)
    asked.work()
    assert asked.kinds(JASON)[-1] == "thread_only"
    assert asked.case().state is State.INTRODUCED


def test_a_yes_to_a_held_no_is_no_consent(asked: Paper) -> None:
    """An assistant wrote NO; Jane's YES to the question about it is asked once more, not taken for consent."""
    says(asked, JANE, "No, she can't", author="assistant@roe.example")
    asked.write(f"Jane <{JANE}>", "YES", answering=asked.last("confirm_answer"))
    asked.work()
    assert asked.case().party("first").consent is None
    assert asked.kinds(JANE)[-1] == "unclear"
    asked.write(f"Jane <{JANE}>", "Yes", answering=asked.last("unclear"))
    assert asked.case().party("first").standing is Standing.YES


def test_a_held_answer_stops_the_handover_until_it_is_settled(asked: Paper) -> None:
    """Both said yes, then an assistant writes NO: nothing leaves until Jane has answered for herself."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    says(asked, JANE, "No", author="assistant@roe.example")
    asked.pass_time(timedelta(days=2))
    assert "handover" not in asked.kinds(JASON)
    asked.write(f"Jane <{JANE}>", "YES", answering=asked.last("confirm_answer"))
    asked.work()
    asked.write(f"Jane <{JANE}>", "YES", answering=asked.last("unclear"))
    asked.pass_time(timedelta(days=2))
    assert asked.kinds(JASON)[-1] == "handover"


def test_two_robots_that_answer_each_other_stop(asked: Paper) -> None:
    """A robot that looks like a person answers every letter of ours: within a day it gets five answers, and no more."""
    for _ in range(30):
        newest = next(p for p in reversed(asked.sent) if p.to == JANE)
        asked.write(f"Jane <{JANE}>", "We have received your message. Can we help you with anything else?", answering=newest)
        asked.pass_time(timedelta(minutes=3))
    assert len(asked.kinds(JANE)) <= 1 + asked.settings.answers_most


def test_a_question_after_a_yes_holds_the_handover_also_before_the_other_agreed(asked: Paper) -> None:
    """Jane agrees, then asks something; when Jason agrees, nothing leaves before Liz has answered her."""
    says(asked, JANE, "Yes")
    asked.write(f"Jane <{JANE}>", "Wait, is this a paid thing?", answering=asked.last("receipt_yes", JANE))
    says(asked, JASON, "Yes")
    asked.pass_time(timedelta(days=2))
    assert "handover" not in asked.kinds(JASON)
    asked.write(f"Liz <{LIZ}>", "No, it is just a chat.", answering=asked.last("question"))
    asked.pass_time(timedelta(days=2))
    assert asked.kinds(JASON)[-1] == "handover"


def test_the_others_second_yes_settles_no_doubt(asked: Paper) -> None:
    """Jane is asked once more because of a held NO; Jason's yes, said again, neither shows the letter to Liz nor stops the waiting."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    says(asked, JANE, "No", author="assistant@roe.example")
    asked.write(f"Jane <{JANE}>", "YES", answering=asked.last("confirm_answer"))
    says(asked, JASON, "Yes!")
    assert asked.case().state is State.ASKING
    asked.pass_time(timedelta(days=30))
    assert asked.case().outcome is Outcome.SILENT
