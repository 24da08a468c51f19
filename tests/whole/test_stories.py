"""The stories of the article, letter by letter: Jane deserts the table, George never answers Mickey, George answers Mickey alone."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from introd.decide.case import State
from tests.whole.paper import INTRO, JANE, JASON, LIZ, REQUEST, Paper, Post, settings

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
SHORT = (
    "It was a short meeting. Your friend Jane must have been busy. She arrived to the lunch spot about half an hour late and we didn't "
    "have a lot of time to talk. Several times during lunch she saw people she recognized in the restaurant, and our conversation was "
    "interrupted so that she could greet them. At one point she went to another table and sat down, so it must have been very important."
)
BEST = "That wasn't my best lunch ever. I was late and distracted. I guess I owe you one."
BYNAME = {LIZ: f"Liz Ryan <{LIZ}>", JANE: f"Jane Roe <{JANE}>", JASON: f"Jason Poe <{JASON}>"}


def introduce(paper: Paper) -> Post:
    """Liz introduces Jane and Jason; both agree; the introduction leaves. Its copy to Jason."""
    paper.write(BYNAME[LIZ], REQUEST)
    paper.pass_time(20 * timedelta(minutes=1))
    for who in (JANE, JASON):
        paper.write(BYNAME[who], "Yes, gladly", answering=paper.last("ask", who))
        paper.work()
    paper.pass_time(2 * HOURS)
    assert paper.kinds(JANE)[-1] == paper.kinds(JASON)[-1] == "handover"
    return paper.last("handover", JASON)


def thread(letter: Post) -> str:
    """The address of the thread between the two."""
    return str(next(a.addr_spec for a in letter.message["Reply-To"].addresses if a.addr_spec.startswith(INTRO.split("@")[0])))


def writes(paper: Paper, who: str, to: str, text: str = "So glad to meet you. Let's schedule lunch when you are free.") -> None:
    """One of the two writes to the other, with the daemon in copy."""
    letter = paper.last("handover", who)
    paper.write(BYNAME[who], text, answering=letter, reply_to=f"{to}, {thread(letter)}")
    paper.work()


def says(paper: Paper, who: str, text: str, kind: str, **fields: Any) -> None:
    """Somebody answers a letter of ours."""
    paper.write(BYNAME[who], text, answering=paper.last(kind, who), **fields)
    paper.work()


def deeds(paper: Paper, who: str) -> list[str]:
    """What the list keeps of somebody."""
    with paper.store.view() as view:
        return [deed["what"] for deed in (view.person(LIZ, who) or {}).get("deeds", [])]


@pytest.fixture
def mickey(tmp_path: Path) -> Any:
    """Jason is Mickey, Jane is George: Mickey wrote, and no copy of an answer came for three working days."""
    paper = Paper(tmp_path)
    introduce(paper)
    writes(paper, JASON, JANE)
    paper.pass_time(3 * DAYS + 4 * HOURS)
    yield paper
    paper.store.close()


def test_jane_deserts_the_table(paper: Paper) -> None:
    """Jason reports unasked; Liz hears at once with Jane's history; ASK; Jane owes her one; Jane never learns of the complaint."""
    introduce(paper)
    writes(paper, JASON, JANE)
    writes(paper, JANE, JASON, "Thursday, one o'clock?")
    paper.pass_time(4 * DAYS)
    paper.write(BYNAME[JASON], SHORT, answering=paper.last("receipt_yes", JASON))
    paper.work()
    report = paper.last("report", LIZ)
    assert "she went to another table" in report.text.replace("\n| ", " ").replace("\n", " ")
    assert "late" in report.text
    assert "introduction" in report.text.split("What I know of Jane")[1]
    assert "I am terribly sorry" in report.text
    says(paper, LIZ, "ASK", "report")
    paper.pass_time(4 * DAYS)
    asked = paper.last("how_was_it", JANE)
    assert paper.kinds(JANE).count("how_was_it") == 1
    assert not set(re.findall(r"\w+", asked.text.lower())) & {
        "late",
        "complaint",
        "table",
        "report",
        "interrupted",
        "badly",
        "sorry",
    }
    says(paper, LIZ, "SEND", "report")
    paper.pass_time(1 * DAYS)
    assert "terribly sorry" in paper.last("sorry", JASON).text
    says(paper, JANE, BEST, "how_was_it")
    accounts = paper.last("accounts", LIZ)
    assert "That wasn't my best lunch ever" in accounts.text
    assert "sat down" in accounts.text
    assert {"poor", "favour"} <= set(deeds(paper, JANE))
    assert "poor" not in deeds(paper, JASON)
    paper.pass_time(40 * DAYS)
    assert paper.case().state is State.CLOSED
    assert paper.kinds(JANE).count("how_was_it") == 1
    assert "how_was_it" not in paper.kinds(JASON)
    for letter in paper.sent:
        if letter.to == JANE:
            assert "another table" not in letter.everything
        if letter.to == JASON:
            assert "best lunch" not in letter.everything


def test_next_time_liz_is_warned_and_reminded_of_the_favour(paper: Paper) -> None:
    """When Liz introduces Jane again she reads that the last one went badly and that Jane owes her one, before anybody is asked."""
    introduce(paper)
    paper.write(BYNAME[JASON], SHORT, answering=paper.last("receipt_yes", JASON))
    paper.work()
    says(paper, LIZ, "ASK", "report")
    paper.pass_time(3 * DAYS)
    says(paper, JANE, BEST, "how_was_it")
    paper.pass_time(120 * DAYS)
    paper.write(BYNAME[LIZ], REQUEST.replace("Jason Poe", "Mo Dunn").replace(JASON, "mo@dunn.example").replace("Jason", "Mo"))
    paper.work()
    shown = paper.last("confirmation", LIZ).text.lower()
    assert "owes" in shown or "favour" in shown
    assert "badly" in shown or "late" in shown


def test_george_never_answers_mickey(mickey: Paper) -> None:
    """NOT YET, a reminder, the call note with number and dates, APOLOGISE; a way back for George."""
    paper = mickey
    assert paper.kinds(JASON)[-1] == "heard"
    assert "missing_nudge" not in paper.kinds(JANE)
    says(paper, JASON, "NOT YET", "heard")
    paper.pass_time(1 * DAYS)
    nudge = paper.last("missing_nudge", JANE)
    assert "friendly reminder" in nudge.text
    assert JASON in nudge.text
    assert "not yet" not in nudge.text.lower()
    paper.pass_time(7 * DAYS)
    note = paper.last("call_note", LIZ)
    assert "Jane Roe has not answered Jason Poe" in note.text
    assert "you introduced them" in note.text
    assert "Jason had not heard" in note.text
    says(paper, LIZ, "APOLOGISE", "call_note")
    paper.pass_time(3 * DAYS)
    apology = paper.last("apology", JASON)
    assert "nobody is to blame" in apology.text
    assert "somebody else" in apology.text
    assert "missing" in deeds(paper, JANE)
    says(paper, JASON, "Yes, please do.", "apology")
    paper.pass_time(60 * DAYS)
    assert paper.case().after.first.wrote is None
    assert any("Yes, please do." in p.text for p in paper.sent if p.to == LIZ)
    assert paper.case().state is State.CLOSED
    assert "how_was_it" not in paper.kinds(JANE) + paper.kinds(JASON)
    assert paper.kinds(JANE).count("missing_nudge") == 1


def test_george_answered_mickey_alone(mickey: Paper) -> None:
    """HEARD: nobody is blamed, nobody is reminded, nobody apologises; two weeks on both are asked how it went."""
    paper = mickey
    says(paper, JASON, "HEARD", "heard")
    paper.pass_time(30 * DAYS)
    everything = paper.kinds(JANE) + paper.kinds(JASON) + paper.kinds(LIZ)
    assert not {"missing_nudge", "call_note", "apology"} & set(everything)
    assert "missing" not in deeds(paper, JANE)
    assert "wrote" in deeds(paper, JANE)
    assert "how_was_it" in paper.kinds(JANE)


def test_george_cannot_and_says_why(mickey: Paper) -> None:
    """I can't, because …: Liz reads the reason, Mickey what was marked for him and nothing else; no harm to George's standing."""
    paper = mickey
    says(paper, JASON, "NOT YET", "heard")
    paper.pass_time(1 * DAYS)
    says(paper, JANE, "I can't, because my father is in hospital.\nTell them: I am sorry, perhaps in May.", "missing_nudge")
    paper.pass_time(20 * DAYS)
    passed = paper.last("passed_on", JASON)
    assert "perhaps in May" in passed.text
    assert "hospital" not in " ".join(p.everything for p in paper.sent if p.to == JASON)
    assert any("hospital" in p.text for p in paper.sent if p.to == LIZ)
    assert "missing" not in deeds(paper, JANE)
    assert "excused" in deeds(paper, JANE)
    assert "call_note" not in paper.kinds(LIZ)


def test_nobody_answers_the_call_note_and_introd_apologises(tmp_path: Path) -> None:
    """With apologise = auto and the call note left lying for five days, Mickey gets the apology on his own NOT YET."""
    paper = Paper(tmp_path, settings=settings(apologise="auto"))
    introduce(paper)
    writes(paper, JASON, JANE)
    paper.pass_time(5 * DAYS)
    says(paper, JASON, "Not yet", "heard")
    paper.pass_time(20 * DAYS)
    assert "apology" in paper.kinds(JASON)
    paper.store.close()


def test_alternatives_are_picked_by_a_number(mickey: Paper) -> None:
    """APOLOGISE shows Liz whom else Mickey could meet; her 1 drafts that introduction, and nobody is asked before her GO."""
    paper = mickey
    with paper.store.transaction() as work:
        work.put_person({
            "owner": LIZ, "address": "ann@hive.example", "name": "Ann Hive",
            "profile": {"offers": "how to run a beekeeping cooperative"}, "deeds": [],
        })  # fmt: skip
    says(paper, JASON, "NOT YET", "heard")
    paper.pass_time(8 * DAYS)
    says(paper, LIZ, "Apologise", "call_note")
    assert "Ann Hive" in paper.last("alternatives", LIZ).text
    says(paper, LIZ, "1", "alternatives")
    paper.pass_time(2 * HOURS)
    assert paper.kinds("ann@hive.example") == []
    assert "Ann Hive" in paper.last("confirmation", LIZ).text


def test_both_tell_good_news(paper: Paper) -> None:
    """Both were seen to write; after 14 days each is asked, says GREAT, is thanked; Liz reads it in the daily note; 90 days on they are asked once."""
    introduce(paper)
    writes(paper, JASON, JANE)
    writes(paper, JANE, JASON)
    start = paper.now
    paper.pass_time(17 * DAYS)
    asked = [p for p in paper.sent if p.kind == "how_was_it"]
    assert {p.to for p in asked} == {JANE, JASON}
    assert all(14 <= (p.at - start).days <= 16 for p in asked)
    for who in (JANE, JASON):
        says(paper, who, "GREAT", "how_was_it")
    paper.pass_time(2 * DAYS)
    assert paper.kinds(JANE)[-1] == paper.kinds(JASON)[-1] == "thanks"
    assert any("Good news" in p.text for p in paper.sent if p.kind == "daily")
    assert paper.case().state is State.CLOSED
    paper.pass_time(100 * DAYS)
    assert paper.kinds(JANE)[-1] == paper.kinds(JASON)[-1] == "later_check"
    paper.pass_time(200 * DAYS)
    assert paper.kinds(JANE).count("later_check") == 1


def test_somebody_was_let_down_months_later(paper: Paper) -> None:
    """A closed introduction reopens on such a report; it weighs less, owes no apology, and ASK asks in general terms."""
    test_both_tell_good_news(paper)
    says(paper, JASON, "POOR. She never delivered the plan that she had promised.", "later_check")
    report = paper.last("report", LIZ)
    assert "no apology is due" in report.text
    assert paper.case().state is State.INTRODUCED
    assert "let_down" in deeds(paper, JANE)
    assert "poor" not in deeds(paper, JANE)
    paper.pass_time(30 * DAYS)
    assert paper.case().state is State.CLOSED
    assert "sorry" not in paper.kinds(JASON)


def test_liz_reports_what_jason_told_her_on_the_telephone(paper: Paper) -> None:
    """Liz writes what she heard; it counts as Jason's account, she gets Jane's history, and Jason is not asked again."""
    introduce(paper)
    paper.pass_time(3 * DAYS)
    paper.write(BYNAME[LIZ], "Jason called me: Jane was half an hour late for their lunch.", subject="Lunch")
    paper.work()
    assert "You told me" in paper.last("report", LIZ).message["Subject"]
    assert "poor" in deeds(paper, JANE)
    assert "poor" not in deeds(paper, JASON)
    paper.pass_time(40 * DAYS)
    assert "how_was_it" not in paper.kinds(JASON)
