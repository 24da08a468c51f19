"""Buttons: filled-in replies without In-Reply-To, that tell by their subject alone which letter of ours they stood in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from introd.decide.case import Standing, State
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper, Post


@pytest.fixture
def asked(tmp_path: Path) -> Paper:
    """Both were asked."""
    paper = Paper(tmp_path)
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(hours=1))
    return paper


def press(paper: Paper, letter: Post, word: str) -> None:
    """Press a button of a letter: a new mail, filled in as its link says."""
    page = letter.message.get_body(("html",))
    assert page is not None
    links = [urlsplit(link.replace("&amp;", "&")) for link in re.findall(r'href="(mailto:[^"]+)"', page.get_content())]
    link = next(link for link in links if parse_qs(link.query)["body"][0] == word)
    filled = parse_qs(link.query)
    paper.write(letter.to, filled["body"][0], to=unquote(link.path), subject=filled["subject"][0])
    paper.work()


def standing(paper: Paper) -> Standing:
    """Where Jane stands."""
    return paper.case().party("first").standing


def doubted(paper: Paper) -> Post:
    """An assistant said no for Jane, and Jane said yes to the question about it: she is asked once more. The question about the no."""
    paper.write("Anna <assistant@roe.example>", "No, she can't", answering=paper.last("ask", JANE))
    paper.work()
    question = paper.last("confirm_answer", JANE)
    paper.write(f"Jane <{JANE}>", "YES", answering=question)
    paper.work()
    return question


def test_a_button_is_an_answer(asked: Paper) -> None:
    """YES of the ask, pressed, is consent; NO of the other's ask ends it."""
    press(asked, asked.last("ask", JANE), "YES")
    assert standing(asked) is Standing.YES
    press(asked, asked.last("ask", JASON), "NO")
    assert asked.case().state is State.CLOSED


def test_an_old_button_is_known_as_old(asked: Paper) -> None:
    """YES of the question about somebody else's answer, pressed after the newer question has left, is no consent."""
    old = doubted(asked)
    assert asked.kinds(JANE)[-1] == "unclear"
    press(asked, old, "YES")
    assert asked.case().party("first").consent is None
    press(asked, asked.last("unclear", JANE), "YES")
    assert standing(asked) is Standing.YES


def test_an_old_no_is_still_a_no(asked: Paper) -> None:
    """What forbids counts, whichever letter its button stood in."""
    press(asked, doubted(asked), "NO")
    assert standing(asked) is Standing.NO


def test_each_letter_has_buttons_of_its_own(asked: Paper) -> None:
    """No two letters of ours to one person fill in the same subject, so that none is taken for another."""
    doubted(asked)
    letters = [asked.last(kind, JANE) for kind in ("ask", "confirm_answer", "unclear")]
    subjects = [re.search(r"subject=(YES[^&]+)&amp;", letter.message.get_body(("html",)).get_content()) for letter in letters]  # type: ignore[union-attr]
    assert len({found[1] for found in subjects if found}) == len(letters)


def test_a_mark_of_no_letter_of_theirs_says_nothing(asked: Paper) -> None:
    """A subject whose mark was mistyped is read like one without: the thread alone says whose answer it is."""
    ask = asked.last("ask", JANE)
    asked.write(JANE, "YES", to=str(ask.message["Reply-To"]), subject=f"YES {asked.case().reference}-aaaaaa")
    assert standing(asked) is Standing.YES


@pytest.mark.parametrize(("pressed", "heard"), [("heard", True), ("how_was_it", False)])
def test_not_yet_is_told_apart_by_the_letter(asked: Paper, pressed: str, heard: bool) -> None:
    """NOT YET of "have you heard?" and of "how was it?" are two answers, also when both letters lie in the inbox."""
    for who in (JANE, JASON):
        press(asked, asked.last("ask", who), "YES")
    asked.pass_time(timedelta(days=1))
    letter = asked.last("handover", JASON)
    thread = next(a.addr_spec for a in letter.message["Reply-To"].addresses if a.addr_spec.startswith("intro+"))
    asked.write(JASON, "Lunch?", answering=letter, reply_to=f"{JANE}, {thread}")
    asked.pass_time(timedelta(days=40))
    press(asked, asked.last(pressed, JASON), "NOT YET")
    assert (asked.case().history[-1].what == "has not heard") is heard
