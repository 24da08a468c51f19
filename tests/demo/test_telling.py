"""How the stories are shown in a terminal, and without one."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from introd.demo import running
from introd.demo.sheets import Sheet
from introd.demo.telling import WIDTH, Teller, spoken, understood
from introd.read.reading import Answer, Command, Kind, PartyRead, Reading, Request, Said
from tests.demo.conftest import Performance, perform

THURSDAY = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
ANSWER = b"From: Jane Roe <jane@roe.example>\r\nTo: intro+abc@example.org\r\nSubject: Re: Jason\r\n\r\nYes.\r\n\r\nOn Mon, 2 Mar, introd wrote:\r\n> secret\r\n"


def _shown(sheet: Sheet, *, terminal: bool) -> str:
    printed = io.StringIO()
    Teller(Console(file=printed, force_terminal=terminal, width=160)).show(sheet)
    return printed.getvalue()


def test_plain_output_has_no_codes(performed: Performance) -> None:
    """Without a terminal there is no escape code and no box."""
    assert "\x1b" not in performed.printed
    assert not set("╭╮╰╯│") & set(performed.printed)


def test_plain_output_is_narrow(performed: Performance) -> None:
    """Without a terminal no line but a long word is wider than a hundred characters."""
    wide = [line for line in performed.printed.splitlines() if len(line) > WIDTH + 20]
    assert [line for line in wide if " mails in " not in line] == []


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """`--play` without a terminal plays by itself."""
    performance = perform(tmp_path, ["no"], terminal=False, play=True)
    assert performance.questions == []
    assert performance.code == 0


def test_every_mail_is_shown(performed: Performance) -> None:
    """Every subject is printed with its mail, and the days pass in order."""
    for sheet in performed.mails:
        assert f"Subject: {sheet.field('Subject')}" in performed.printed
    days = [line for line in performed.printed.splitlines() if line.startswith("── ")]
    assert "── Wednesday, 11 March, 09:32" in [day.strip() for day in days]


def test_no_token_is_shown(performed: Performance) -> None:
    """The secret addresses of the threads are not printed: no mail program shows them big either."""
    assert "intro+" not in performed.printed


def test_a_day_is_spoken() -> None:
    """A moment is named as people say it."""
    assert spoken(THURSDAY) == "Thursday, 5 March, 09:00"


@pytest.mark.parametrize("terminal", [True, False])
def test_a_quote_is_folded_away(terminal: bool) -> None:
    """The quoted letter is folded away, and it is said so."""
    printed = _shown(Sheet(1, THURSDAY, "jane", ("introd",), ANSWER), terminal=terminal)
    assert "Yes." in printed
    assert "secret" not in printed
    assert "folded away" in printed


def test_a_sign_is_shown_as_whole_words() -> None:
    """A sign that begins within a word is shown with the whole word."""
    reading = Reading(Kind.ANSWER, text="I can't this quarter.", said=Said(Answer.NO, ("t this quarter",)))
    assert understood(reading) == "NO (“can't this quarter”)"


def test_the_same_letter_is_not_shown_twice(performed: Performance) -> None:
    """Jane's copy of the introduction is shown as the same letter, word for word, and so is what Liz's copy holds."""
    assert performed.printed.count("··· the same letter, word for word") == 2


def test_a_panel_is_at_most_a_hundred_wide() -> None:
    """In a terminal of any width the panels keep a readable measure."""
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=True, width=200, color_system=None)
    Teller(console).show(Sheet(1, THURSDAY, "jane", ("introd",), ANSWER))
    assert max(len(line) for line in printed.getvalue().splitlines() if "─" in line) <= WIDTH


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(Kind.ANSWER, said=Said(Answer.YES, ("gladly",))), "YES (“gladly”)"),
        (Reading(Kind.ANSWER, said=Said(Answer.LATER, ("in May",), until=date(2026, 5, 1))), "LATER (“in May”), until 1 May"),
        (Reading(Kind.ANSWER, said=Said(Answer.UNCLEAR, question=True)), "UNCLEAR, a question to Liz"),
        (
            Reading(Kind.ANSWER, said=Said(Answer.YES, ("yes",), tell_them="x", note="y")),
            "YES (“yes”), with words for the other, with a note for Liz",
        ),
        (Reading(Kind.COMMAND, command=Command("hold_all")), "the order HOLD ALL"),
        (
            Reading(Kind.REQUEST, request=Request(parties=(PartyRead("A", None), PartyRead("B", None)))),
            "a request to introduce A and B",
        ),
        (Reading(Kind.CONVERSATION), "from the header alone, who wrote and when; never the words"),
        (Reading(Kind.AUTO_REPLY), "auto reply"),
    ],
)
def test_readings_are_told_in_words(reading: Reading, words: str) -> None:
    """What introd understood is said in a line."""
    assert understood(reading) == words


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, one line says how to install it, and nothing is written."""
    monkeypatch.setattr(running, "_NEEDED", ("pymap", "no_such_package"))
    performance = perform(tmp_path / "out")
    assert performance.code == 2
    assert performance.printed == "The demo needs no_such_package: pip install 'introd[demo]'\n"
    assert not performance.out.exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file in the folder's place ends with a line and exit code 2."""
    (tmp_path / "taken").write_text("")
    performance = perform(tmp_path / "taken")
    assert performance.code == 2
    assert performance.printed.strip().startswith("The mails can't be left in ")


def test_an_output_of_ascii_is_enough(tmp_path: Path) -> None:
    """Where the output knows no arrows and no box signs, they become question marks and nothing breaks."""
    written = io.BytesIO()
    output = io.TextIOWrapper(written, encoding="ascii", write_through=True)
    assert running.run(tmp_path, console=Console(file=output)) == 0
    assert b"Monday, 2 March, 09:12" in written.getvalue()
