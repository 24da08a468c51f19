"""How far a mark of confidence reaches, in eleven languages: over one to three sentences, before and behind, in brackets, as a label."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from introd.read.reading import Request
from tests.read.test_requests_unlike import reading
from tests.read.unlike_cases import Unlike

BOOK: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "plain" / "confided.toml").read_text(encoding="utf-8"))
CJK = {"ja", "zh"}


def _of(kind: str) -> list[tuple[str, str]]:
    return [(language, mark) for language, book in BOOK.items() for mark in book[kind]]


def _joined(language: str, *parts: str) -> str:
    return ("" if language in CJK else " ").join(parts)


def _secret(language: str, count: int) -> str:
    """The first sentences of what is confided, without the last full stop."""
    stop = "。" if language in CJK else ". "
    return stop.join(BOOK[language]["secret"][:count])


def _mail(language: str, confided: str, *, within: bool = False) -> Request:
    """A request with a confidence in a paragraph of its own, or in the middle of the only one."""
    book = BOOK[language]
    before = _joined(language, book["ask"], *book["told"])
    text = (
        _joined(language, before, confided, book["why"]) if within else f"{_joined(language, before, book['why'])}\n\n{confided}"
    )
    request = reading(Unlike(f"{text}\n\nLiz", ())).request
    assert request is not None
    assert {one.email for one in request.parties} == {"ada@holm.example", "ben@roy.example"}
    return request


def _shown(request: Request) -> str:
    told = [request.why or "", *request.starters, *request.constraints]
    return " ".join([*told, *(" ".join(one.profile.values()) for one in request.parties)]).lower()


def _kept(language: str, request: Request, count: int) -> bool:
    """Whether none of what was confided is shown, and all of it is held back for the introducer to see."""
    words = BOOK[language]["words"][:count]
    held = " ".join(request.private).lower()
    return not any(word in _shown(request) for word in words) and all(word in held for word in words)


@pytest.mark.parametrize(("language", "mark"), _of("before"))
def test_a_mark_in_front_reaches_what_follows(language: str, mark: str) -> None:
    """Behind "this is between us: …" up to three sentences are held back, in a paragraph of their own and within another."""
    for count in (1, 2, 3):
        confided = mark.format(_secret(language, count))
        for within in (False, True):
            assert _kept(language, _mail(language, confided, within=within), count), (count, within)


@pytest.mark.parametrize(("language", "mark"), _of("behind"))
def test_a_mark_behind_reaches_back(language: str, mark: str) -> None:
    """Before "that stays between us." up to three sentences of a remark are held back, and two within a paragraph."""
    stop = "。" if language in CJK else "."
    for count in (1, 2, 3):
        confided = _joined(language, _secret(language, count) + stop, mark)
        assert _kept(language, _mail(language, confided), count), count
        assert count > 2 or _kept(language, _mail(language, confided, within=True), count), count


@pytest.mark.parametrize(("language", "mark"), _of("before"))
def test_brackets_with_a_mark_are_held_back_alone(language: str, mark: str) -> None:
    """A confidence in brackets is held back, and what stands around the brackets is told."""
    request = _mail(language, f"({mark.format(_secret(language, 1)).rstrip('.。')})", within=True)
    assert _kept(language, request, 1)
    assert BOOK[language]["told"][0].strip(".。").lower() in _shown(request)


@pytest.mark.parametrize(("language", "label"), _of("labels"))
@pytest.mark.parametrize("colon", [": ", " - ", ":\n"])
def test_a_label_that_says_not_to_tell_holds_its_paragraph_back(language: str, label: str, colon: str) -> None:
    """`Not for the letter: …` is no label that anybody could list, and is understood."""
    stop = "。" if language in CJK else "."
    assert _kept(language, _mail(language, f"{label}{colon}{_secret(language, 3)}{stop}"), 3)


@pytest.mark.parametrize("language", BOOK)
def test_a_mail_without_a_mark_is_told_whole(language: str) -> None:
    """The same sentences without a mark are told: it is the mark that holds them back."""
    request = _mail(language, _secret(language, 1) + ("。" if language in CJK else "."))
    assert request.private == ()
    assert BOOK[language]["words"][0] in _shown(request)
