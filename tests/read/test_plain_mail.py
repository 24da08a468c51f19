"""Mail in people's own words, from tables: what it is, who is to meet, what is missing, and what stays between us."""

from __future__ import annotations

import tomllib
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from introd.read.reading import Context, Introducer, Kind, Reading, Request
from introd.read.understand import read

TABLES = Path(__file__).parent / "plain"
LIZ = "Liz Ryan <liz@ryan.example>"
STRANGER = "Kim Dale <kim@dale.example>"
CONTEXT = Context(introducers=(Introducer("Liz Ryan", ("liz@ryan.example",)),))


def table(name: str) -> dict[str, Any]:
    """One of the tables."""
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


def reading(text: str, *, author: str = LIZ, subject: str = "", cc: tuple[str, ...] = ()) -> Reading:
    """The words as they would come by mail, read whole."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = author, "intro@example.org", subject
    if cc:
        mail["Cc"] = ", ".join(cc)
    mail["Message-ID"], mail["Date"] = "<plain@ryan.example>", "Thu, 19 Nov 2026 10:00:00 +0000"
    mail.set_content(text)
    return read(mail.as_bytes(), CONTEXT)


def of(mail: dict[str, Any]) -> Reading:
    """The reading of one row of a table."""
    return reading(mail["text"], author=mail.get("from", LIZ), subject=mail.get("subject", ""), cc=tuple(mail.get("cc", ())))


def heading(mail: dict[str, Any]) -> str:
    """The beginning of a mail, by which a failing test is found."""
    return str(mail["text"] or mail["subject"])[:50]


def met(request: Request | None) -> set[str]:
    """The addresses of those who are to meet."""
    return {party.email for party in request.parties if party.email} if request else set()


REQUESTS, OUTSIDERS, TOLD = table("requests")["mail"], table("outsiders")["mail"], table("told")


@pytest.mark.parametrize("mail", REQUESTS, ids=heading)
def test_an_introducers_request_names_those_who_are_meant(mail: dict[str, Any]) -> None:
    """Those whom the introducer wants to meet are the parties, and only what is missing is asked for."""
    got = of(mail)
    assert got.kind is Kind.REQUEST
    assert met(got.request) == set(mail["parties"])
    assert got.request is not None
    assert {str(missing) for missing in got.request.missing} == set(mail.get("missing", ()))


@pytest.mark.parametrize("mail", OUTSIDERS, ids=heading)
def test_a_strangers_request_has_the_stranger_only_where_they_ask_for_themselves(mail: dict[str, Any]) -> None:
    """Whoever asks for themselves is a party with what they tell as the reason; who asks for two others is none."""
    got = of(mail)
    assert got.kind is Kind.OUTSIDER_REQUEST
    assert met(got.request) == set(mail["parties"])
    assert got.request is not None
    assert {str(missing) for missing in got.request.missing} == set(mail.get("missing", ()))


@pytest.mark.parametrize("mail", [mail for mail in REQUESTS if "private" in mail], ids=heading)
def test_what_is_between_us_stays_there(mail: dict[str, Any]) -> None:
    """Nothing that letters are made of has the words that were meant for the daemon alone."""
    request = of(mail).request
    assert request is not None
    profiles = " ".join(" ".join(party.profile.values()) for party in request.parties)
    told = " ".join([request.why or "", *request.starters, *request.constraints, profiles]).lower()
    assert not [words for words in mail["private"] if words.lower() in told]


@pytest.mark.parametrize("kind", ["report", "command", "help", "other"])
def test_what_an_introducer_tells_orders_or_asks(kind: str) -> None:
    """A tale of two people, an order, a question about the daemon and mere courtesy are told apart."""
    subject = "Ana and Tom" if kind == "report" else ""
    got = {text: reading(text, subject=subject).kind.value for text in TOLD[kind]}
    assert {text: other for text, other in got.items() if other != kind} == {}


@pytest.mark.parametrize("kind", ["help", "other"])
def test_what_a_stranger_writes_is_no_answer(kind: str) -> None:
    """A stranger's question or advertisement in a new mail is never taken for an answer."""
    got = {text: reading(text, author=STRANGER).kind.value for text in TOLD[f"outsider_{kind}"]}
    assert {text: other for text, other in got.items() if other != kind} == {}
