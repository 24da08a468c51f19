"""A confidence that is announced, "Please leave what follows out of the letters: …", is held back to the end of its paragraph."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from introd.read.reading import Request
from tests.read.test_requests_reach import BOOK, CJK
from tests.read.test_requests_unlike import reading
from tests.read.unlike_cases import Unlike

LEADS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "plain" / "announced.toml").read_text(encoding="utf-8"))
EVERY = [(language, lead) for language in BOOK for lead in LEADS[language]]


def _request(language: str, remark: str, *, within: bool) -> Request:
    """A request with a remark in a paragraph of its own, or at the end of the only one."""
    book = BOOK[language]
    asked = ("" if language in CJK else " ").join([book["ask"], *book["told"], book["why"]])
    request = reading(Unlike(f"{asked}{' ' if within else chr(10) * 2}{remark}", ())).request
    assert request is not None
    return request


def _shown(request: Request) -> str:
    profiles = (" ".join(one.profile.values()) for one in request.parties)
    return " ".join([request.why or "", *request.starters, *request.constraints, *profiles]).lower()


def _told(language: str, request: Request) -> list[str]:
    return [word for word in BOOK[language]["words"] if word in _shown(request)]


def _in_lines(language: str, lead: str, between: str) -> str:
    stop = "。" if language in CJK else "."
    return lead + between + between.replace("\n\n", "\n").join(f"{one}{stop}" for one in BOOK[language]["secret"])


@pytest.mark.parametrize(("language", "lead"), EVERY)
@pytest.mark.parametrize("between", [" ", "\n", "\n- ", "\n\n"])
def test_what_is_announced_is_held_back(language: str, lead: str, between: str) -> None:
    """Three sentences behind an announcement, in its line, below it or in a list, are in no letter, and the reason stays."""
    request = _request(language, _in_lines(language, lead, between), within=False)
    assert _told(language, request) == []
    assert request.why


@pytest.mark.parametrize(("language", "lead"), EVERY)
def test_an_announcement_reaches_to_the_end_of_its_paragraph(language: str, lead: str) -> None:
    """An announcement in the middle of a paragraph holds all of its rest back."""
    request = _request(language, _in_lines(language, lead, " "), within=True)
    assert _told(language, request) == []
    assert BOOK[language]["told"][0].strip(".。").lower() in _shown(request)


@pytest.mark.parametrize("lead", LEADS["plain"])
def test_other_words_before_a_colon_hold_nothing_back(lead: str) -> None:
    """What is only introduced, and not to be withheld, is told."""
    assert _request("en", f"{lead} the harbour floods each spring and both of them pump.", within=False).private == ()


def test_an_address_ends_what_is_announced() -> None:
    """A line with an address below an announcement is read for what it is."""
    text = "Keep the following out of the letters: she sold the zebra.\nAda Holm, ada@holm.example\nBen Roy, ben@roy.example\nPlease introduce them, both love boats."
    got = reading(Unlike(text, ())).request
    assert got is not None
    assert {one.email for one in got.parties} == {"ada@holm.example", "ben@roy.example"}
    assert "zebra" not in _shown(got)
    assert got.why
