"""The shapes in which mail programs answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from introd.demo.cast import CAST, JASON, LIZ, Persona
from introd.demo.replies import Note, reply, write
from introd.demo.sheets import Sheet
from introd.read.mail import parse
from introd.read.replies import own_words

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WORDS = "Yes, gladly.\n\nThursday is fine."


def _letter() -> EmailMessage:
    letter = EmailMessage(policy=default)
    letter["From"] = "Liz Ryan via introd <intro@example.org>"
    letter["To"] = "Jason Poe <jason@poe.example>"
    letter["Reply-To"] = "<intro+token@example.org>"
    letter["Subject"] = "Would you like to meet?"
    letter["Date"] = "Mon, 02 Mar 2026 09:31:00 +0000"
    letter["Message-ID"] = "<ask@example.org>"
    letter["References"] = "<before@example.org>"
    letter.set_content("Hello,\n\nwould you like to meet? Say NO or STOP or LATER.\n")
    letter.add_alternative("<html><body class='x'><p>Say NO or STOP or LATER.</p></body></html>", subtype="html")
    return letter


def _answer(who: Persona) -> bytes:
    return write(reply(who, _letter(), WORDS, NOON))


@pytest.mark.parametrize("who", CAST, ids=lambda p: p.client)
def test_introd_finds_the_own_words(who: Persona) -> None:
    """Whatever the program puts around them, the own words are found and nothing else."""
    assert own_words(parse(_answer(who))).text == WORDS


@pytest.mark.parametrize("who", CAST, ids=lambda p: p.client)
def test_a_reply_goes_where_the_letter_says(who: Persona) -> None:
    """A reply goes to Reply-To, in the thread of the letter."""
    mail = message_from_bytes(_answer(who), policy=default)
    assert mail["To"].addresses[0].addr_spec == "intro+token@example.org"
    assert mail["Subject"] == "Re: Would you like to meet?"
    assert mail["In-Reply-To"] == "<ask@example.org>"
    assert mail["References"].split() == ["<before@example.org>", "<ask@example.org>"]


@pytest.mark.parametrize("who", CAST, ids=lambda p: p.client)
def test_the_letter_stands_below(who: Persona) -> None:
    """The letter is quoted in the text, and folded away where it is shown."""
    sheet = Sheet(1, NOON, who.key, ("introd",), _answer(who))
    assert "Say NO or STOP or LATER." in sheet.text
    assert "Say NO" not in sheet.own
    assert sheet.own.startswith(WORDS)


@pytest.mark.parametrize("who", CAST, ids=lambda p: p.client)
def test_a_fresh_mail_quotes_nothing(who: Persona) -> None:
    """A mail that answers nothing has the words and at most a signature."""
    sheet = Sheet(1, NOON, who.key, ("introd",), write(Note(who, "intro@example.org", "Hello", WORDS, NOON)))
    assert sheet.own == f"{WORDS}\n\n{who.signature}".rstrip() or "Get Outlook" in sheet.own
    assert not sheet.quotes
    assert sheet.message["In-Reply-To"] is None


def test_two_mails_have_two_names() -> None:
    """Message-IDs differ with author, hour and words, and are the same for the same mail."""
    note = reply(JASON, _letter(), WORDS, NOON)
    names = {
        message_from_bytes(write(one), policy=default)["Message-ID"]
        for one in (note, note, replace(note, words="No."), replace(note, author=LIZ), replace(note, at=NOON.replace(hour=13)))
    }
    assert len(names) == 4


def test_reply_to_all_keeps_everybody() -> None:
    """Reply-all writes to all whom Reply-To names, the plain reply to the first of them only."""
    letter = _letter()
    letter.replace_header("Reply-To", "Jane <jane@roe.example>, <intro+thread@example.org>")
    assert reply(JASON, letter, "Hello", NOON, everybody=True).to == "Jane <jane@roe.example>, intro+thread@example.org"
    assert reply(JASON, letter, "Hello", NOON).to == "Jane <jane@roe.example>"


def test_nobody_answers_themselves() -> None:
    """Without a Reply-To, reply-all goes to the author and the other readers, never to oneself."""
    letter = _letter()
    del letter["Reply-To"]
    letter.replace_header("To", "Jason Poe <jason@poe.example>, Jane <jane@roe.example>")
    assert (
        reply(JASON, letter, "Hello", NOON, everybody=True).to
        == "Liz Ryan via introd <intro@example.org>, Jane <jane@roe.example>"
    )
