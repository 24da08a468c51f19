"""Requests of unlike shapes: the right people, nothing wrongly missing, no confidence passed on."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from introd.read.reading import Context, Introducer, Kind, Reading
from introd.read.understand import read
from tests.read.unlike_cases import UNLIKE, Unlike

CONTEXT = Context(introducers=(Introducer("Liz Ryan", ("liz@ryan.example",)),))


def reading(case: Unlike) -> Reading:
    """The case as it would come by mail, read whole."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Liz Ryan <liz@ryan.example>", ", ".join(case.to), case.subject
    if case.cc:
        mail["Cc"] = ", ".join(case.cc)
    mail["Message-ID"], mail["Date"] = "<unlike@ryan.example>", "Thu, 19 Nov 2026 10:00:00 +0000"
    mail.set_content(case.text)
    return read(mail.as_bytes(), CONTEXT)


@pytest.mark.parametrize("case", UNLIKE, ids=range(len(UNLIKE)))
def test_those_who_are_meant_are_the_parties(case: Unlike) -> None:
    """Those who are to meet are the parties, and nobody else who stands in the mail."""
    got = reading(case)
    assert got.kind is Kind.REQUEST
    assert got.request is not None
    assert {party.email for party in got.request.parties if party.email} == set(case.parties)


@pytest.mark.parametrize("case", UNLIKE, ids=range(len(UNLIKE)))
def test_only_what_is_missing_is_asked_for(case: Unlike) -> None:
    """What is missing is named, and nothing else."""
    request = reading(case).request
    assert request is not None
    assert {str(missing) for missing in request.missing} == set(case.missing)


@pytest.mark.parametrize("case", [case for case in UNLIKE if case.private], ids=lambda case: case.private[0])
def test_a_confidence_stands_in_no_letter(case: Unlike) -> None:
    """What the introducer confides to the daemon is in nothing that letters are made of."""
    request = reading(case).request
    assert request is not None
    told = " ".join(
        [request.why or "", *request.starters, *request.constraints, *(" ".join(p.profile.values()) for p in request.parties)]
    )
    assert not any(words in told for words in case.private)
