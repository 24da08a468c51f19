"""STOP is for good and everywhere, robots get no answer, and what can't be sent or read is told to somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from introd.decide.case import Outcome, State
from introd.mailroom import departures, duties
from introd.mailroom.filing import Filed
from introd.post.outcome import Later, Never
from tests.whole.paper import INTRO, JANE, JASON, LIZ, REQUEST, Paper

SECOND = REQUEST.replace("jason@poe.example", "mo@dunn.example").replace("Jason Poe", "Mo Dunn").replace("Jason", "Mo")


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both were asked on Monday morning."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(minutes=20))
    return paper


def says(paper: Paper, who: str, words: str, author: str = "", **named: Any) -> Filed:
    """Somebody answers their newest ask."""
    filed = paper.write(f"Somebody <{author or who}>", words, answering=paper.last("ask", who), **named)
    paper.work()
    return filed


def cases(paper: Paper) -> dict[str, State]:
    """Every case by the address of its second party."""
    with paper.store.view() as view:
        return {d["second"]["address"]: State(d["state"]) for d in view.introductions()}


def test_stop_in_one_thread_ends_every_introduction_of_that_person(asked: Paper) -> None:
    """Jane is asked twice, for Jason and for Mo; her STOP in one thread ends both, and neither gets her address."""
    asked.write(f"Liz Ryan <{LIZ}>", SECOND)
    asked.work()
    asked.write(f"Liz Ryan <{LIZ}>", "OVERRIDE", answering=asked.last("confirmation"))
    asked.pass_time(timedelta(days=1))
    first = next(p for p in asked.sent if p.kind == "ask" and p.to == JANE)
    says(asked, "mo@dunn.example", "Yes")
    says(asked, JANE, "Yes")
    asked.write(f"Jane <{JANE}>", "STOP", answering=first)
    asked.pass_time(timedelta(days=10))
    assert set(cases(asked).values()) == {State.CLOSED}
    assert "handover" not in asked.kinds("mo@dunn.example")


@pytest.mark.parametrize("subject", ["STOP", "Re: Liz Ryan would like to introduce you", "unsubscribe"])
def test_stop_to_the_bare_address_is_obeyed_whatever_its_shape(asked: Paper, subject: str) -> None:
    """Jane writes STOP without the thread's address, as an answer or anew: nothing reaches her any more."""
    asked.write(f"Jane <{JANE}>", "STOP", subject=subject)
    asked.pass_time(timedelta(days=20))
    assert asked.kinds(JANE) == ["ask"]
    assert asked.case().outcome is Outcome.OPTED_OUT


def test_stop_from_a_former_address_is_for_that_address_too(asked: Paper) -> None:
    """Jane moved to her work address with her yes, then writes STOP from the old one: neither is ever asked again."""
    says(asked, JANE, "Yes. Please use my work address jane@work.example")
    assert asked.case().party("first").address == "jane@work.example"
    says(asked, JANE, "STOP")
    asked.write(f"Liz Ryan <{LIZ}>", SECOND)
    asked.pass_time(timedelta(days=5))
    assert asked.kinds(JANE).count("ask") == 1
    assert "mo@dunn.example" not in [p.to for p in asked.sent]


def test_a_party_cannot_give_the_address_of_the_other_or_of_introd(asked: Paper) -> None:
    """A new address beside a yes that is ours, or the other's, changes nothing."""
    says(asked, JANE, f"Yes. Please use my work address {INTRO}")
    assert asked.case().party("first").address == JANE


def test_a_list_in_a_partys_thread_gets_no_answer(asked: Paper) -> None:
    """Jane's address feeds a mailing list: its mail in her thread is answered by nothing."""
    says(asked, JANE, "Hello all, the digest of this week.", List_Id="<all.roe.example>", Precedence="list")
    assert asked.kinds(JANE) == ["ask"]


def test_a_bounce_of_the_alarm_is_no_new_alarm(asked: Paper) -> None:
    """The operator's own mailbox is broken: the alarm that comes back raises no further alarm, so that no loop begins."""
    asked.write("somebody@else.example", "?", subject="")
    for _ in range(4):
        asked.pass_time(timedelta(minutes=20))
        alarm = next((p for p in reversed(asked.sent) if p.kind == "alarm"), None)
        if alarm is None:
            break
        identity = str(alarm.message["Message-ID"]).strip("<>").partition("@")[0]
        asked.write(
            "Mail Delivery System <mailer-daemon@example.org>", "ops@example.org: 550 5.1.1 User unknown", to=f"intro+b-{identity}@example.org",
            subject="Undelivered Mail Returned to Sender", X_Failed_Recipients="ops@example.org", Auto_Submitted="auto-replied",
        )  # fmt: skip
    assert len([p for p in asked.sent if p.kind == "alarm"]) <= 1


def test_a_late_bounce_of_a_former_address_does_not_end_the_new_one(asked: Paper) -> None:
    """Liz has mended Jane's address already; the report on the old one comes days later and changes nothing."""
    old = asked.last("ask", JANE)
    asked.write(f"Liz <{LIZ}>", "Jane's address is jane@new.example", answering=asked.last("confirmation"))
    asked.pass_time(timedelta(days=1))
    asked.write(
        "Mail Delivery System <mailer-daemon@example.org>", f"{JANE}: 550 5.1.1 User unknown",
        to=f"intro+b-{str(old.message['Message-ID']).strip('<>').partition('@')[0]}@example.org",
        subject="Undelivered Mail Returned to Sender", X_Failed_Recipients=JANE, Auto_Submitted="auto-replied",
    )  # fmt: skip
    assert asked.case().party("first").standing == "asked"


def test_an_ask_that_is_one_too_many_ends_the_case_visibly(asked: Paper) -> None:
    """Jane puts it off again and again until no more letters may be sent: Liz hears of it, and the case does not hang for ever."""
    for _ in range(12):
        asked.write(f"Jane <{JANE}>", "Please ask me again in a month", answering=asked.last("ask", JANE))
        asked.pass_time(timedelta(days=45))
        if asked.case().state is State.CLOSED:
            break
    asked.pass_time(timedelta(days=60))
    assert asked.case().state is State.CLOSED or asked.case().due is not None


@pytest.mark.parametrize("zone", ["Narnia/Aslan", "../../etc/passwd", "GMT+99", "London time"])
def test_a_time_zone_that_does_not_exist_stops_nothing(paper: Paper, zone: str) -> None:
    """A nonsense time zone in a request is read over: both are asked, and introduced."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST + f"Jane's time zone: {zone}\nJane time zone: {zone}\nTime zone of Jane: {zone}\n")
    with paper.store.transaction() as work:
        document = work.introductions()[0]
        document["first"]["profile"]["zone"] = zone
        work.put_introduction(document, document["revision"])
    paper.work()
    if paper.kinds(LIZ) == ["confirmation"]:
        paper.write(f"Liz <{LIZ}>", "GO", answering=paper.last("confirmation"))
    paper.pass_time(timedelta(days=3))
    says(paper, JANE, "Yes")
    says(paper, JASON, "Yes")
    paper.pass_time(timedelta(days=3))
    assert paper.kinds(JANE)[-1] == "handover"


@pytest.mark.parametrize("shift", ["+9959", "-9959", "+2400", "-2359"])
def test_a_mail_from_an_impossible_time_zone_stops_nothing(asked: Paper, shift: str) -> None:
    """The Date of Jane's yes names a zone that no clock has: her yes counts, and the introduction is made."""
    says(asked, JANE, "Yes")
    from email import message_from_bytes

    from introd.mailroom.incoming import receive

    token = asked.last("ask", JASON).message["Reply-To"]
    raw = f"From: Jason <{JASON}>\r\nTo: {token}\r\nSubject: Re: x\r\nDate: Mon, 02 Mar 2026 10:00:00 {shift}\r\nMessage-ID: <z@x.example>\r\n\r\nYes\r\n"
    assert message_from_bytes(raw.encode())["Date"]
    receive(raw.encode(), asked.now, asked.desk)
    asked.pass_time(timedelta(days=4))
    assert asked.kinds(JANE)[-1] == "handover"


def test_a_case_that_cannot_be_decided_keeps_no_other_waiting(asked: Paper) -> None:
    """One case in the record makes the rules stumble; the operator hears of it, and the next request is served."""
    with asked.store.transaction() as work:
        document = work.introductions()[0]
        document["second"] = None
        work.put_introduction(
            document | {"timers": {"nudge1:second": "2026-03-02T10:00:00.000000Z"}, "due": "2026-03-02T10:00:00.000000Z"},
            document["revision"],
        )
    asked.now += timedelta(hours=1)
    asked.write(f"Liz Ryan <{LIZ}>", SECOND)
    asked.work()
    asked.pass_time(timedelta(hours=3))
    assert "alarm" in asked.kinds("ops@example.org")
    assert asked.last("confirmation").at >= asked.now - timedelta(hours=4)


def test_an_old_no_is_obeyed_all_the_same(asked: Paper) -> None:
    """introd was away for more than a week, and Jane's no is old when it is seen: it is reported, and yet no handover leaves."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    written = asked.now + timedelta(minutes=1)
    asked.now += timedelta(days=9)
    asked.write(f"Jane <{JANE}>", "No, I changed my mind", answering=asked.last("ask", JANE), at=written)
    asked.pass_time(timedelta(days=5))
    assert "handover" not in asked.kinds(JASON)


def test_an_old_stop_is_obeyed_all_the_same(asked: Paper) -> None:
    """A STOP that is older than a week when it is first seen ends all mail."""
    written = asked.now + timedelta(minutes=1)
    asked.now += timedelta(days=9)
    asked.write(f"Jane <{JANE}>", "STOP", answering=asked.last("ask", JANE), at=written)
    sent = len(asked.kinds(JANE))
    asked.pass_time(timedelta(days=20))
    assert len(asked.kinds(JANE)) == sent


def test_an_old_yes_is_not_obeyed(asked: Paper) -> None:
    """A YES that is older than a week when it is first seen is reported and counts for nothing."""
    written = asked.now + timedelta(minutes=1)
    asked.now += timedelta(days=9)
    filed = asked.write(f"Jane <{JANE}>", "Yes", answering=asked.last("ask", JANE), at=written)
    assert filed.folder == "set aside"
    assert asked.case().party("first").consent is None


def test_a_letter_of_an_outsider_to_the_introduced_thread_is_not_lost(asked: Paper) -> None:
    """Somebody unknown answers to introd alone in the thread of the two: it is set aside, not deleted unseen."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.pass_time(timedelta(days=1))
    letter = asked.last("handover", JASON)
    thread = next(a.addr_spec for a in letter.message["Reply-To"].addresses if a.addr_spec.startswith("intro+"))
    filed = asked.write("Jason <jason@private.example>", "Thursday works for me", answering=letter, reply_to=thread)
    assert filed.folder == "set aside"


def test_a_refused_copy_makes_no_second_letter(asked: Paper) -> None:
    """The server refuses Jane's copy of the handover for good: Liz hears at once, and no copy is sent twice."""
    says(asked, JANE, "Yes")
    says(asked, JASON, "Yes")
    asked.now += timedelta(minutes=15)
    for outcome in (Never("550 5.1.1 unknown"), Later("451 try again")):
        duties.ring_due(asked.desk)
        outgoing = departures.next_letter(asked.desk, asked.now)
        assert outgoing is not None
        departures.settle(outgoing.key, outcome, asked.desk)
    asked.pass_time(timedelta(days=1))
    assert asked.kinds(JASON).count("handover") + asked.kinds(JANE).count("handover") == 1
    assert "note" in asked.kinds(LIZ)
