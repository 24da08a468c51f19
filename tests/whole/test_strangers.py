"""Other mail of people who are no introducers: HELP is answered, and no word of a person is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from introd.decide.settings import IntroducerSettings, Place
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper
from tests.whole.test_outsiders import FAILED, MICKEY, PASSED, SERVER, house

DAY = timedelta(days=1)


def passed(author: str) -> dict[str, Any]:
    """What our own server says of an author."""
    return {"Authentication_Results": f"{SERVER}; dmarc=pass header.from={author.partition('@')[2]}"}


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A mailroom that believes its own server."""
    return house(tmp_path)


def test_whoever_writes_help_is_told_what_can_be_written(paper: Paper) -> None:
    """One letter, at once, that answers theirs and is marked as automatic; no alarm and no note to anybody."""
    filed = paper.write(f"Mickey <{MICKEY}>", "HELP", subject="Hello", **PASSED)
    paper.pass_time(2 * DAY)
    assert [p.kind for p in paper.sent] == ["help"]
    message = paper.last("help", MICKEY).message
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["In-Reply-To"]
    text = paper.last("help", MICKEY).text
    assert all(word in text for word in ("YES, NO or LATER", "STOP", "FORGET ME", "MY DATA", "PAUSE"))
    assert filed.folder == "handled"


def test_the_help_says_nothing_of_the_list(paper: Paper) -> None:
    """Jane, who is on the list and was asked, and Mickey, whom nobody knows, get the same letter to the word, and Liz is not named."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST, **passed(LIZ))
    paper.pass_time(timedelta(minutes=20))
    for author in (JANE, MICKEY):
        paper.write(author, "Help", subject="Hello", **passed(author))
        paper.work()
    known, unknown = paper.last("help", JANE), paper.last("help", MICKEY)
    assert known.text == unknown.text
    assert known.message["Subject"] == unknown.message["Subject"]
    assert "Liz" not in known.everything


@pytest.mark.parametrize("how", ["unauthenticated", "forged", "robot", "stopped"])
def test_no_help_for_those_who_can_not_be_answered(paper: Paper, how: str) -> None:
    """It would go to a forged address, to a robot, or to somebody who wants no mail."""
    fields: dict[str, Any] = {"unauthenticated": {}, "forged": FAILED, "robot": PASSED | {"Precedence": "bulk"}}.get(how, PASSED)
    if how == "stopped":
        paper.write(MICKEY, "STOP", **PASSED)
    paper.write(MICKEY, "HELP", subject="Hello", **fields)
    paper.pass_time(2 * DAY)
    assert paper.kinds(MICKEY) == []


def test_one_help_a_day_and_so_many_in_all(tmp_path: Path) -> None:
    """The same person gets one a day; a flood of addresses gets no more than the settings allow; the next day begins anew."""
    paper = house(tmp_path, outsiders_most=2)
    for number in range(3):
        for _ in range(3):
            author = f"m{number}@moe.example"
            paper.write(author, "HELP", subject="Hello", **PASSED)
            paper.work()
    assert [p.kind for p in paper.sent].count("help") == 2
    paper.pass_time(DAY)
    paper.write("m2@moe.example", "HELP", subject="Hello", **PASSED)
    paper.work()
    assert paper.kinds("m2@moe.example") == ["help"]


@pytest.mark.parametrize(
    "words",
    [
        "Is there still room at the fair? We are five.",
        "Thanks so much, that was a lovely evening!",
        "Who are you, and why do you write to me?",
    ],
)
def test_other_words_reach_the_introducer_the_same_day(paper: Paper, words: str) -> None:
    """Questions and thanks of anybody stand in the daily note with subject, name and address; nothing is set aside."""
    filed = paper.write(f"Mickey Moe <{MICKEY}>", words, subject="The fair in May", **PASSED)
    paper.pass_time(DAY)
    note = paper.last("daily", LIZ).text
    assert words.split(".")[0] in " ".join(note.replace("> ", "").split())
    assert "The fair in May" in note
    assert MICKEY in note
    assert "[]" not in note
    assert filed.folder == "handled"
    assert "alarm" not in [p.kind for p in paper.sent]


def test_what_is_not_certain_is_said_to_be(paper: Paper) -> None:
    """Without a word of the server the note says so, and nobody is answered; what the server calls forged is set aside."""
    paper.write(f"Mickey Moe <{MICKEY}>", "Please ring me about the fair.", subject="The fair")
    filed = paper.write(f"Mickey Moe <{MICKEY}>", "Please ring me about the circus.", subject="The circus", **FAILED)
    paper.pass_time(DAY)
    note = paper.last("daily", LIZ).text
    assert "can't tell whether it was really them" in " ".join(note.split())
    assert "circus" not in note
    assert filed.folder == "set aside"
    assert paper.kinds(MICKEY) == []


def test_a_decision_without_its_thread_is_kept_for_a_person_too(paper: Paper) -> None:
    """A bare "Yes" in a new mail consents to nothing: it is set aside, and Liz reads it."""
    filed = paper.write(f"Mickey Moe <{MICKEY}>", "Yes, with pleasure", subject="Your letter", **PASSED)
    paper.pass_time(DAY)
    assert filed.folder == "set aside"
    assert "with pleasure" in paper.last("daily", LIZ).text


def test_a_flood_of_words_ends_in_set_aside(tmp_path: Path) -> None:
    """No more of others' mail in a day's note than the settings allow."""
    paper = house(tmp_path, outsiders_most=3)
    filed = [paper.write(f"m{n}@moe.example", f"A word about fair {n}.", subject="Fair", **PASSED).folder for n in range(5)]
    paper.pass_time(DAY)
    assert filed == ["handled"] * 3 + ["set aside"] * 2
    assert paper.last("daily", LIZ).text.count("@moe.example") == 3


@pytest.mark.parametrize(
    ("words", "reader"), [("A word to Ben about the fair.", "ben@ben.example"), ("A word about the fair.", "ben@ben.example")]
)
def test_of_several_introducers_the_right_one_reads_it(tmp_path: Path, words: str, reader: str) -> None:
    """Whom the mail names; else whoever knows its author; the other hears nothing."""
    liz = IntroducerSettings(name="Liz Ryan", addresses=(LIZ,), place=Place(zone="Europe/London"))
    ben = IntroducerSettings(name="Ben Low", addresses=("ben@ben.example",), place=Place(zone="Europe/London"))
    paper = house(tmp_path, introducers=(liz, ben))
    if "Ben" not in words:
        with paper.store.transaction() as work:
            work.put_person({"owner": "ben@ben.example", "address": MICKEY, "name": "Mickey Moe"})
    paper.write(f"Mickey Moe <{MICKEY}>", words, subject="The fair", **PASSED)
    paper.pass_time(DAY)
    assert [p.to for p in paper.sent if p.kind == "daily"] == [reader]


def test_help_in_ones_own_thread(paper: Paper) -> None:
    """While Jane is asked she gets the three choices; once she has said yes, the help; neither bothers Liz nor changes the yes."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST, **passed(LIZ))
    paper.pass_time(timedelta(minutes=20))
    ask = paper.last("ask", JANE)
    for words in ("HELP", "Yes", "HELP"):
        paper.write(f"Jane Roe <{JANE}>", words, answering=ask, **passed(JANE))
        paper.work()
    paper.pass_time(timedelta(hours=1))
    assert paper.kinds(JANE) == ["ask", "unclear", "receipt_yes", "help"]
    assert "question" not in paper.kinds(LIZ)
    assert [p.standing.value for p in paper.case().parties if p.address == JANE] == ["yes"]
    assert paper.kinds(JASON) == ["ask"]
