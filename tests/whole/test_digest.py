"""The weekly digest: what is to be decided, what waits, what was missed, what went well; answered by number."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from introd.decide.case import Outcome, State
from introd.decide.settings import IntroducerSettings, Place
from introd.mailroom import departures, digests, weekly
from introd.post.outcome import Later
from introd.record.rows import RowTable
from tests.whole.paper import JANE, JASON, LIZ, MONDAY, REQUEST, Paper, Post, settings

BOB = "bob@low.example"
WEEK = timedelta(days=7)


def room(folder: Path, **changes: Any) -> Paper:
    """A mailroom whose introducers get digests on Mondays at eight."""
    return Paper(folder, settings=settings(**{"digest_day": "monday", "confirm": "when-unsure", **changes}))


@pytest.fixture
def weekly_paper(tmp_path: Path) -> Paper:
    """An ordinary mailroom."""
    return room(tmp_path)


def asked(paper: Paper, text: str = REQUEST) -> None:
    """Liz asks for an introduction, and the asks leave."""
    paper.write(f"Liz Ryan <{LIZ}>", text)
    paper.pass_time(timedelta(minutes=20))


def digest(paper: Paper, to: str = LIZ) -> Post:
    """The newest digest."""
    return paper.last("digest", to)


def count(paper: Paper, to: str = LIZ) -> int:
    """How many digests somebody got."""
    return paper.kinds(to).count("digest")


def test_a_digest_comes_on_monday_at_eight(weekly_paper: Paper) -> None:
    """After a week with something in it the digest leaves at the introducer's own hour, once."""
    asked(weekly_paper)
    weekly_paper.pass_time(timedelta(days=6))
    assert count(weekly_paper) == 0
    weekly_paper.pass_time(timedelta(days=1))
    assert count(weekly_paper) == 1
    assert f"{digest(weekly_paper).at:%A %H:%M}" == "Monday 08:00"
    assert digest(weekly_paper).message["Auto-Submitted"] == "auto-generated"


def test_what_waits_on_whom_is_told(weekly_paper: Paper) -> None:
    """Jane has said yes, Jason has not answered: the digest names Jason."""
    asked(weekly_paper)
    weekly_paper.write(f"Jane Roe <{JANE}>", "Yes, gladly", answering=weekly_paper.last("ask", JANE))
    weekly_paper.pass_time(WEEK)
    assert "Jason to answer, asked on Monday 2 March" in digest(weekly_paper).text
    assert "Jane to answer" not in digest(weekly_paper).text


def test_what_went_well_is_told(weekly_paper: Paper) -> None:
    """Both agreed: the introduction stands among what went well, and in the numbers."""
    asked(weekly_paper)
    for who in (JANE, JASON):
        weekly_paper.write(f"Somebody <{who}>", "Yes, gladly", answering=weekly_paper.last("ask", who))
    weekly_paper.pass_time(WEEK)
    text = digest(weekly_paper).text
    assert "Jane Roe and Jason Poe are introduced" in text
    assert "2 asked, 2 answered (half of them within a day), 0 not, 1 introduced" in " ".join(text.split())


def test_quiet_weeks_send_nothing(weekly_paper: Paper) -> None:
    """A list with nothing under way sends no digest, ever; nor does a case that is over."""
    weekly_paper.pass_time(timedelta(days=30))
    assert weekly_paper.sent == []
    asked(weekly_paper)
    weekly_paper.write(f"Jane Roe <{JANE}>", "No", answering=weekly_paper.last("ask", JANE))
    weekly_paper.pass_time(timedelta(days=60))
    last = digest(weekly_paper).at if count(weekly_paper) else MONDAY
    assert last < MONDAY + timedelta(days=30) + 2 * WEEK


def test_a_digest_that_is_late_comes_once_for_the_whole_time(weekly_paper: Paper) -> None:
    """The machine slept for three weeks after a busy one: one digest, of all that happened since the last, and a date that says so."""
    asked(weekly_paper)
    weekly_paper.write(f"Jane Roe <{JANE}>", "Yes, gladly", answering=weekly_paper.last("ask", JANE))
    weekly_paper.pass_time(WEEK)
    assert count(weekly_paper) == 1
    weekly_paper.write(f"Jason Poe <{JASON}>", "Yes, gladly", answering=weekly_paper.last("ask", JASON))
    weekly_paper.pass_time(timedelta(days=2))
    weekly_paper.now += 3 * WEEK
    weekly_paper.pass_time(timedelta(hours=12))
    assert count(weekly_paper) == 2
    text = digest(weekly_paper).text
    assert "this is what happened since Monday 9 March" in text
    assert "Jane Roe and Jason Poe are introduced" in text
    weekly_paper.pass_time(WEEK)
    assert "this was your week" in digest(weekly_paper).text
    assert "are introduced" not in digest(weekly_paper).text


def test_held_digests_are_one(weekly_paper: Paper) -> None:
    """After three weeks of HOLD ALL, in which things went on, RELEASE brings one digest and not three."""
    asked(weekly_paper)
    weekly_paper.write(f"Liz Ryan <{LIZ}>", "HOLD ALL")
    for who in (JANE, JASON):
        weekly_paper.now += WEEK
        weekly_paper.write(f"Somebody <{who}>", "Can this be told in May?", answering=weekly_paper.last("ask", who))
        weekly_paper.work()
    weekly_paper.now += WEEK
    weekly_paper.work()
    assert count(weekly_paper) == 0
    weekly_paper.write(f"Liz Ryan <{LIZ}>", "RELEASE")
    weekly_paper.pass_time(timedelta(days=1))
    assert count(weekly_paper) == 1


def test_who_wants_none_gets_none(tmp_path: Path) -> None:
    """`digest_day = "never"` sends none."""
    paper = room(tmp_path, digest_day="never")
    asked(paper)
    paper.pass_time(timedelta(days=30))
    assert count(paper) == 0


def test_a_decision_that_waits_is_told_again(weekly_paper: Paper) -> None:
    """A draft that waits for GO stands in every digest until it is settled, though nothing else happens."""
    weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{REQUEST}\nBlind: yes\n")
    weekly_paper.pass_time(3 * WEEK)
    assert count(weekly_paper) == 3
    assert "1. Your request (Jane Roe and Jason Poe) waits for your GO." in digest(weekly_paper).text


OTHERS = REQUEST.replace("Jane", "Ann").replace("jane@roe", "ann@lee").replace("Jason", "Ben").replace("jason@poe", "ben@fox")


@pytest.fixture
def two(weekly_paper: Paper) -> Paper:
    """Two drafts wait for GO, and a digest tells so."""
    for text in (REQUEST, OTHERS):
        weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{text}\nBlind: yes\n")
        weekly_paper.work()
    weekly_paper.pass_time(WEEK)
    assert "2. " in digest(weekly_paper).text
    return weekly_paper


def states(paper: Paper) -> list[State]:
    """Where the two stand, in the order of the digest."""
    with paper.store.view() as view:
        points = next(d for _, d in view.scan("letter") if d["kind"] == "digest")["facts"]["decisions"]
    return [paper.case(point["reference"]).state for point in points]


def test_numbers_are_answers(two: Paper) -> None:
    """`1 go, 2 cancel` starts the first and calls off the second; one letter says what was done."""
    two.write(f"Liz Ryan <{LIZ}>", "1 go, 2 cancel", answering=digest(two))
    left = two.work()
    assert states(two) == [State.ASKING, State.CLOSED]
    assert [p.kind for p in left if p.to == LIZ] == ["status"]
    said = " ".join(left[-1].text.split()) if left[-1].to == LIZ else " ".join(two.last("status").text.split())
    assert "it goes on" in said
    assert "it is called off" in said


def test_numbers_that_are_not_there_do_nothing(two: Paper) -> None:
    """`7 cancel` and `1 apologise` change nothing, and the answer says so."""
    two.write(f"Liz Ryan <{LIZ}>", "7 cancel, 1 apologise", answering=digest(two))
    two.work()
    assert states(two) == [State.CONFIRMING] * 2
    said = " ".join(two.last("status").text.split())
    assert "no such number" in said
    assert "GO, CANCEL" in said


def test_a_word_without_a_number_means_no_one_of_several(two: Paper) -> None:
    """A bare CANCEL in answer to two decisions cancels neither."""
    two.write(f"Liz Ryan <{LIZ}>", "cancel", answering=digest(two))
    two.work()
    assert states(two) == [State.CONFIRMING] * 2


def test_a_word_without_a_number_means_the_only_one(weekly_paper: Paper) -> None:
    """Where there is but one decision, CANCEL is enough."""
    weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{REQUEST}\nBlind: yes\n")
    weekly_paper.pass_time(WEEK)
    weekly_paper.write(f"Liz Ryan <{LIZ}>", "Cancel", answering=digest(weekly_paper))
    weekly_paper.work()
    assert weekly_paper.case().outcome is Outcome.CANCELLED


def test_an_old_digest_settles_nothing_twice(two: Paper) -> None:
    """What was settled meanwhile is left as it is, and the answer says that nothing was left to do."""
    two.write(f"Liz Ryan <{LIZ}>", "2 cancel", answering=digest(two))
    two.work()
    two.write(f"Liz Ryan <{LIZ}>", "2 go", answering=digest(two))
    two.work()
    assert states(two) == [State.CONFIRMING, State.CLOSED]
    assert "nothing left to do" in " ".join(two.last("status").text.split())


def test_nobody_else_can_answer_a_digest(two: Paper) -> None:
    """The same words from Jane, or from an unknown address, change nothing and are set aside."""
    for author in (JANE, "who@else.example"):
        filed = two.write(f"Somebody <{author}>", "1 go, 2 cancel", answering=digest(two))
        assert filed.folder == "set aside"
    assert states(two) == [State.CONFIRMING] * 2


def test_a_new_request_in_answer_to_a_digest_is_a_request(two: Paper) -> None:
    """Whatever is no answer by number is read as if it stood alone."""
    text = "Please introduce Cleo Day <cleo@day.example> and Dan Low <dan@low.example>. Why: both keep bees in cities."
    two.write(f"Liz Ryan <{LIZ}>", text, answering=digest(two))
    two.work()
    with two.store.view() as view:
        assert len(view.introductions()) == 3


def test_a_digest_holds_nothing_of_another_introducers(tmp_path: Path) -> None:
    """Liz and Bob introduce the same Jane: neither digest names the other's people, and neither can answer for the other."""
    bob = IntroducerSettings(name="Bob Low", addresses=(BOB,), place=Place(zone="Asia/Tokyo"))
    paper = room(tmp_path, introducers=(settings().introducers[0], bob))
    paper.write(f"Liz Ryan <{LIZ}>", f"{REQUEST}\nBlind: yes\n")
    secret = REQUEST.replace("Jason Poe", "Zebulon Quux").replace("jason@poe", "zeb@quux").replace("Jason", "Zebulon")
    paper.write(f"Bob Low <{BOB}>", f"{secret}\nBlind: yes\n")
    paper.pass_time(WEEK)
    assert count(paper, LIZ) == count(paper, BOB) == 1
    assert "Jason" in digest(paper, LIZ).everything
    assert "Zebulon" not in digest(paper, LIZ).everything
    assert "Zebulon" in digest(paper, BOB).everything
    assert "Jason" not in digest(paper, BOB).everything
    assert paper.write(f"Bob Low <{BOB}>", "1 cancel", answering=digest(paper, LIZ)).folder == "set aside"


def test_a_machine_that_slept_for_three_weeks_sends_one_digest(weekly_paper: Paper) -> None:
    """The digest that was due leaves when the machine wakes, once; the next one comes at its hour."""
    weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{REQUEST}\nBlind: yes\n")
    weekly_paper.work()
    weekly_paper.now += 3 * WEEK + timedelta(days=1)
    weekly_paper.pass_time(timedelta(hours=1))
    assert count(weekly_paper) == 1
    weekly_paper.pass_time(WEEK)
    assert count(weekly_paper) == 2


def test_the_picture_comes_with_its_numbers(weekly_paper: Paper) -> None:
    """The HTML shows an image that the letter brings along; the same numbers stand as text, in both bodies."""
    asked(weekly_paper)
    weekly_paper.write(f"Jane Roe <{JANE}>", "Yes, gladly", answering=weekly_paper.last("ask", JANE))
    weekly_paper.pass_time(WEEK)
    message = digest(weekly_paper).message
    assert [p.get_content_type() for p in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    image = next(p for p in message.walk() if p.get_content_type() == "image/png")
    page = next(p for p in message.walk() if p.get_content_type() == "text/html")
    assert isinstance(page, EmailMessage)
    assert f"cid:{image['Content-ID'].strip('<>')}" in page.get_content()
    assert "alt=" in page.get_content()
    for body in (page.get_content(), digest(weekly_paper).text):
        assert "2 asked, 1 answered" in " ".join(body.split())
    assert max(len(line) for line in digest(weekly_paper).raw.splitlines()) <= 998


def test_the_bytes_of_a_digest_stay_while_its_outcome_is_unknown(weekly_paper: Paper) -> None:
    """A digest whose outcome is unknown is repeated to the byte, with the numbers that its reader may have seen already."""
    weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{REQUEST}\nBlind: yes\n")
    weekly_paper.work()
    weekly_paper.now = MONDAY + WEEK
    first = departures.next_letter(weekly_paper.desk, weekly_paper.now)
    assert first is not None
    assert first.kind == "digest"
    departures.settle(first.key, Later("450 not now"), weekly_paper.desk)
    weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{OTHERS}\nBlind: yes\n")
    weekly_paper.now += timedelta(minutes=5)
    again = [departures.next_letter(weekly_paper.desk, weekly_paper.now) for _ in range(2)]
    assert first.raw in [o.raw for o in again if o is not None]


def test_a_letter_that_waited_long_is_not_given_up_at_once(weekly_paper: Paper) -> None:
    """An ask for a later month that the server does not take at first is tried again: its days are counted from the first try."""
    asked(weekly_paper, f"{REQUEST}\nNot before: 6 April\n")
    weekly_paper.write(f"Liz Ryan <{LIZ}>", "GO", answering=weekly_paper.last("confirmation"))
    weekly_paper.pass_time(MONDAY.replace(month=4, day=3))
    weekly_paper.now = MONDAY.replace(month=4, day=7)
    while (outgoing := departures.next_letter(weekly_paper.desk, weekly_paper.now)) is not None:
        departures.settle(outgoing.key, Later("450 not now"), weekly_paper.desk)
    with weekly_paper.store.view() as view:
        asks = [d for _, d in view.scan("letter") if d["kind"] == "ask"]
    assert [d["status"] for d in asks] == ["later"] * 2


def test_ten_thousand_introductions_are_not_looked_through(weekly_paper: Paper) -> None:
    """With ten thousand closed introductions on the record the digest reads the open ones and no more than a few rows beside."""
    asked(weekly_paper)
    with weekly_paper.store.transaction() as work:
        document = work.introductions()[0]
        for number in range(10_000):
            work.put_introduction({
                **document, "reference": f"x{number:05}", "state": "closed", "outcome": "refused", "due": None, "revision": 0,
                "tokens": {}, "addresses": [], "timers": {},
            }, expect=0)  # fmt: skip
    liz = weekly_paper.settings.introducers[0]
    with weekly_paper.store.view() as view:
        read: list[str] = []
        fetch = RowTable.fetch
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(RowTable, "fetch", lambda table, key: (read.append(key), fetch(table, key))[1])  # type: ignore[func-returns-value]
            said = digests.facts(view, weekly_paper.now, liz)
    assert len(said["waiting"]) == 2
    assert len(read) < 40


def test_digests_keep_the_introducers_days(tmp_path: Path) -> None:
    """The digest of a Monday off comes on Tuesday; that of Bob in Tokyo at eight in Tokyo."""
    liz = IntroducerSettings(
        name="Liz Ryan", addresses=(LIZ,), place=Place(zone="Asia/Tokyo", days_off=((MONDAY + WEEK).date(),))
    )
    paper = room(tmp_path, introducers=(liz,))
    moment = weekly.digest_moment(MONDAY, paper.desk, liz)
    assert moment is not None
    assert f"{moment:%a %H:%M}" == "Mon 23:00"
    assert moment.date() == (MONDAY + WEEK).date()


@pytest.fixture
def awol(tmp_path: Path) -> Paper:
    """George never answered Mickey, the call note left, and a draft waits for GO: the digest names both."""
    paper = room(tmp_path)
    asked(paper)
    for who in (JANE, JASON):
        paper.write(f"Somebody <{who}>", "Yes, gladly", answering=paper.last("ask", who))
    paper.pass_time(timedelta(hours=2))
    letter = paper.last("handover", JASON)
    thread = next(a.addr_spec for a in letter.message["Reply-To"].addresses if a.addr_spec.startswith("intro+"))
    paper.write(f"Jason <{JASON}>", "Lunch?", answering=letter, reply_to=f"{JANE}, {thread}")
    paper.pass_time(timedelta(days=4))
    paper.write(f"Jason <{JASON}>", "Not yet", answering=paper.last("heard", JASON))
    while "call_note" not in paper.kinds(LIZ):
        paper.pass_time(timedelta(hours=6))
    paper.write(f"Liz Ryan <{LIZ}>", f"{OTHERS}\nBlind: yes\n")
    before = count(paper)
    while count(paper) == before:
        paper.pass_time(timedelta(hours=6))
    return paper


def point(paper: Paper, what: str) -> int:
    """The number of a kind of decision in the newest digest."""
    with paper.store.view() as view:
        document = view.letter(digest(paper).key)
    assert document is not None
    return next(int(p["number"]) for p in document["facts"]["decisions"] if p["what"] == what)


def test_a_reply_that_went_missing_is_told_and_to_be_decided(awol: Paper) -> None:
    """The digest says that Jane was not seen to answer, offers NUDGE AGAIN, APOLOGISE or LEAVE IT, and counts it."""
    text = " ".join(digest(awol).text.split())
    assert "Jane has not answered, as far as I know (Jane Roe and Jason Poe)." in text
    assert "NUDGE AGAIN or APOLOGISE or LEAVE IT" in text
    assert "No reply of Jane was seen" in text


def test_nudge_by_number_and_go_by_number(awol: Paper) -> None:
    """`1 nudge, 2 go` reminds Jane once more and asks the others."""
    call, draft = point(awol, "call"), point(awol, "confirm")
    awol.write(f"Liz Ryan <{LIZ}>", f"{call} nudge, {draft} go", answering=digest(awol))
    awol.pass_time(timedelta(days=1))
    assert awol.kinds(JANE).count("missing_nudge") == 2
    assert "ask" in awol.kinds("ann@lee.example")


def test_apologise_by_number(awol: Paper) -> None:
    """`n apologise` sends Jason the apology; Jane hears nothing of it."""
    awol.write(f"Liz Ryan <{LIZ}>", f"{point(awol, 'call')} apologise", answering=digest(awol))
    heard = len(awol.kinds(JANE))
    awol.pass_time(timedelta(days=2))
    assert "apology" in awol.kinds(JASON)
    assert len(awol.kinds(JANE)) == heard


def test_leave_it_by_number_is_not_told_again(awol: Paper) -> None:
    """`n leave it` ends it: the next digest asks nothing about it."""
    awol.write(f"Liz Ryan <{LIZ}>", f"{point(awol, 'call')} leave it", answering=digest(awol))
    awol.pass_time(WEEK)
    assert "Jane has not answered" not in digest(awol).text


def test_a_report_by_number(awol: Paper) -> None:
    """A poor report offers SEND, DROP and ASK; `n drop` sends no apology."""
    awol.write(f"Jason <{JASON}>", "She was an hour late and rude to me.", answering=awol.last("receipt_yes", JASON))
    before = count(awol)
    while count(awol) == before:
        awol.pass_time(timedelta(hours=6))
    assert "SEND or DROP or ASK" in digest(awol).text
    awol.write(f"Liz Ryan <{LIZ}>", f"{point(awol, 'report')} drop", answering=digest(awol))
    awol.pass_time(timedelta(days=3))
    assert "sorry" not in awol.kinds(JASON)


def test_nothing_of_somebody_forgotten_stays_in_a_digest(weekly_paper: Paper) -> None:
    """Jane stands in a digest that has left and in the week's numbers; after FORGET ME no letter on the record has her name, not the first."""
    asked(weekly_paper)
    weekly_paper.write(f"Jason <{JASON}>", "Yes, gladly", answering=weekly_paper.last("ask", JASON))
    weekly_paper.pass_time(WEEK)
    assert "Jane to answer" in digest(weekly_paper).text
    weekly_paper.write(f"Jane Roe <{JANE}>", "FORGET ME", subject="A wish")
    weekly_paper.work()
    weekly_paper.write(f"Jane Roe <{JANE}>", "GO", answering=weekly_paper.sent[-1])
    weekly_paper.work()
    with weekly_paper.store.view() as view:
        kept = [d for _, d in view.scan("letter") if d["kind"] == "digest"]
        assert "Jane" not in str(kept)
        assert "Jane" not in str(view.settings("week:"))


def test_a_proposal_is_settled_by_its_number(weekly_paper: Paper) -> None:
    """A rest that is proposed for Jane stands in the digest, and `n go` makes it."""
    from introd.mailroom.people import proposals
    from introd.mailroom.people.entries import entry

    asked(weekly_paper)
    with weekly_paper.store.transaction() as work:
        jane = entry(work, LIZ, JANE)
        assert jane is not None
        proposals.propose(work, weekly_paper.desk, jane, "rest")
    weekly_paper.pass_time(WEEK)
    assert "a rest for Jane" in " ".join(digest(weekly_paper).text.split())
    weekly_paper.write(f"Liz Ryan <{LIZ}>", f"{point(weekly_paper, 'proposal')} go", answering=digest(weekly_paper))
    weekly_paper.work()
    with weekly_paper.store.view() as view:
        jane = entry(view, LIZ, JANE)
        assert jane is not None
        assert jane.status == "resting"
        assert proposals.waiting(view, LIZ) == []
