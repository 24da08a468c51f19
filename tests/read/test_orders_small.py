"""Orders typed on a phone, all in small letters and as people talk."""

from __future__ import annotations

import pytest

from introd.read.commands.small import spelled_out
from introd.read.reading import Context, Introducer, Kind, Reading
from introd.read.understand import read as understand

CONTEXT = Context(introducers=(Introducer("Liz Ryan", ("liz@ryan.example",)),), address="intro@example.org")


def read(text: str, subject: str = "") -> Reading:
    """The reading of a mail by the introducer."""
    head = f"From: Liz Ryan <liz@ryan.example>\nTo: intro@example.org\nSubject: {subject}\nMessage-ID: <s@ryan.example>\n"
    head += "Date: Thu, 19 Nov 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
    return understand((head + text + "\n").encode(), CONTEXT)


ORDERS = (
    ("wots goin on with hobbs n clara", "status", "hobbs and clara"),
    ("hows it goin w/ petra & sol", "status", "petra and sol"),
    ("u heard from yannick??", "status", "yannick"),
    ("Did cass ever get back 2 u", "status", "cass"),
    ("bin the otto n fay thing pls", "cancel", "otto and fay"),
    ("Scrap the Otto and Fay thing", "cancel", "Otto and Fay"),
    ("nah leave the fay one", "cancel", "fay"),
    ("gwen dont want no more of these intros, take her off", "off", "gwen"),
    ("pls take rory off ur list", "off", "rory"),
    ("lay off dilip for a couple of months", "pause", "dilip"),
    ("put nan on ice for a bit", "pause", "nan"),
    ("ivo's good to go again", "resume", "ivo"),
    ("cancel this one, ivo just told me hes selling up", "cancel", None),
)


@pytest.mark.parametrize(("text", "verb", "about"), ORDERS)
def test_an_order_in_small_letters_is_an_order(text: str, verb: str, about: str | None) -> None:
    """Slang, missing apostrophes and "n" for "and" do not hide what is ordered."""
    command = read(text).command
    assert command is not None
    assert (command.verb, command.about) == (verb, about)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ta muchly, ur a star", Kind.OTHER),
        ("No news from Otto, three weeks and not a word to Fay.", Kind.REPORT),
        ("otto and fay met, got on like a house on fire", Kind.REPORT),
        ("Never mind, I introduced the pair of them myself at the fair.", Kind.OTHER),
        ("Don't do anything about Otto and Fay, I introduced them myself over lunch.", Kind.OTHER),
        ("How do I tell you that one has agreed already? And can I send you a spreadsheet with my contacts?", Kind.HELP),
    ],
)
def test_what_is_no_order_stays_none(text: str, kind: Kind) -> None:
    """Thanks, reports, things done already and questions of use are no orders, however they are typed."""
    assert read(text).kind is kind


def test_a_new_address_beside_a_letter_passed_on_completes_the_request() -> None:
    """A forwarded ask with "can you ask them both?" is a request, though its line also says where the second one now is."""
    letter = (
        "Could you ask them both? Otto Brandt is now at otto@loom.example, he said he would like visitors.\n\n"
        "---------- Forwarded message ---------\nFrom: Fay Lund <fay@school.example>\nDate: Wed, 18 Nov 2026 at 09:00\n"
        "Subject: looms\nTo: Liz Ryan <liz@ryan.example>\n\nDear Liz,\n\nwe would love to meet Otto Brandt, my class wants to see a loom.\n\nFay Lund"
    )
    reading = read(letter, "Fwd: looms")
    assert reading.kind is Kind.REQUEST
    assert reading.request is not None
    assert {party.email for party in reading.request.parties} == {"otto@loom.example", "fay@school.example"}


def test_words_in_capitals_are_not_spelled_out() -> None:
    """A sentence with a name in capitals is read as it stands."""
    assert spelled_out("Wots up with Otto") is None
    assert spelled_out("Wots up with otto n fay") == "what's up with otto and fay"
