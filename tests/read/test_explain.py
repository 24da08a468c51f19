"""The explanation of a message as an object, and the command that streams them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from introd.commands.explain import explain_files, introducers_of
from introd.read.explaining import KEYS, explained, unexplained
from introd.read.reading import Answer, Context, Introducer, Kind, Reading, Said
from tests.read.test_requests import CONTEXT, read

MAIL = "From: Liz Ryan <liz@ryan.example>\nTo: intro@example.org\nSubject: {}\nDate: Fri, 20 Nov 2026 09:00:00 +0000\nMessage-ID: <1@ryan.example>\nContent-Type: text/plain; charset=utf-8\n\n{}\n"
ASK = "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye.\nAsk first: Ann\nNot before: 1 December 2026"


def test_a_request_shows_all_its_keys() -> None:
    """A request is shown with its people, what is said of them, why, and how."""
    told = explained("a.eml", read(ASK))
    assert tuple(told) == KEYS
    assert told["parties"] == [
        {"name": "Ann Hay", "email": "ann@hive.example"},
        {"name": "Bob Kay", "email": "bob.kay@mill.example"},
    ]
    assert (told["class"], told["complete"], told["missing"], told["ask_first"], told["not_before"]) == (
        "request",
        True,
        [],
        "ann@hive.example",
        "2026-12-01",
    )
    assert told["because"]


@pytest.mark.parametrize("text", ["STATUS", "Thanks!", "HELP", "Jason says Jane was half an hour late."])
def test_keys_of_a_request_are_null_elsewhere(text: str) -> None:
    """What only a request has is null for every other class."""
    told = explained("a.eml", read(text))
    assert [told[key] for key in ("complete", "parties", "about", "why", "missing", "ask_first", "not_before", "answer")] == [
        None
    ] * 8


def test_an_answer_shows_its_words() -> None:
    """An answer is shown with the words that decided it; somebody who left is shown as gone."""
    told = explained("a.eml", Reading(Kind.ANSWER, "Yes please", said=Said(Answer.YES, ("Yes",))))
    assert (told["answer"], told["because"]) == ("yes", "Yes")
    assert explained("b.eml", Reading(Kind.AUTO_REPLY, "left", gone=True))["answer"] == "gone"


def test_an_unreadable_file_has_an_error() -> None:
    """A file that can't be read has a class of null and says why."""
    told = unexplained("a.eml", "no message")
    assert (told["class"], told["error"]) == (None, "no message")


def test_the_stream_goes_on_after_a_fault(tmp_path: Path) -> None:
    """One object a line, in the order of the files; a missing file spoils only its own line and the exit code."""
    good = tmp_path / "good.eml"
    good.write_text(MAIL.format("Introduction", ASK), encoding="utf-8")
    out = io.StringIO()
    code = explain_files([good, tmp_path / "none.eml", good], CONTEXT, as_json=True, out=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (code, [line["class"] for line in lines], "error" in lines[1]) == (1, ["request", None, "request"], True)


def test_the_page_for_people_is_readable(tmp_path: Path) -> None:
    """Without JSON each message is a few labelled lines, and all read means exit code 0."""
    path = tmp_path / "ask.eml"
    path.write_text(MAIL.format("Introduction", ASK), encoding="utf-8")
    out = io.StringIO()
    assert explain_files([path], CONTEXT, as_json=False, out=out) == 0
    assert "Ann Hay <ann@hive.example>, Bob Kay <bob.kay@mill.example>" in out.getvalue()


def test_introducers_of_the_command_line() -> None:
    """A mailbox is an introducer; the same name twice is one with two addresses; anything else is refused."""
    assert introducers_of(["Liz Ryan <LIZ@ryan.example>", "Liz Ryan <l@ryan.example>"]) == (
        Introducer("Liz Ryan", ("liz@ryan.example", "l@ryan.example")),
    )
    with pytest.raises(ValueError, match="not a mailbox"):
        introducers_of(["Liz"])


def test_without_introducers_everybody_is_an_outsider(tmp_path: Path) -> None:
    """With no introducer known, a request is an outsider's."""
    path = tmp_path / "ask.eml"
    path.write_text(MAIL.format("Introduction", ASK), encoding="utf-8")
    out = io.StringIO()
    explain_files([path], Context(), as_json=True, out=out)
    assert json.loads(out.getvalue())["class"] == "outsider_request"
