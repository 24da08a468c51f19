"""Templates: complete, found wherever the package lies, strict, and whole in one language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from jinja2 import UndefinedError

from introd.decide.case import Profile
from introd.decide.letter import Kind
from introd.write import dates, stationery

from .world import JASON, TO_PARTY, body, case, case_for, parsed, written


@pytest.mark.parametrize("kind", list(Kind))
def test_english_is_complete(kind: Kind) -> None:
    """Each kind has a pair of its own in English."""
    assert stationery.language_for(kind, "en") == "en"
    assert all((stationery.templates() / "en" / f"{kind}.{end}").is_file() for end in ("txt", "html"))


@pytest.mark.parametrize("wanted", ["xx", "", "../en", "en_GB", "EN-us", "123"])
def test_an_unknown_language_is_written_in_english(wanted: str) -> None:
    """Whatever the language is called, a letter is written; no name leads out of the templates."""
    assert stationery.language_for(Kind.ASK, wanted) == "en"


@pytest.mark.parametrize("language", stationery.languages())
def test_each_languages_pairs_are_pairs(language: str) -> None:
    """No language has a text without its HTML or the other way round."""
    if language == "common":
        return
    folder = stationery.templates() / language
    names = {p.name for p in folder.iterdir()}
    assert all({f"{k}.txt", f"{k}.html"} <= names or not {f"{k}.txt", f"{k}.html"} & names for k in Kind)


def test_a_template_that_asks_for_too_much_is_refused() -> None:
    """A name that the reader may not know can't be printed: it raises instead."""
    with pytest.raises(UndefinedError):
        stationery.environment("en").from_string("{{ other.address }}").render(other={"name": "Jane"})


@pytest.mark.parametrize("kind", TO_PARTY)
def test_german_readers_get_german_letters(kind: Kind) -> None:
    """A party who reads German gets German letters of an English introducer, whole, in text and HTML."""
    german = Profile(language="de", background="Jason leitet ein Lager.")
    about = case_for(kind).but(
        why="Beide führen ein Lager",
        first=case_for(kind).party("first").but(profile=german),
        second=case_for(kind).party("second").but(profile=german),
    )
    raw = written(kind, about=about)
    page = body(raw, "html")
    assert '<html lang="de">' in page
    assert "STOP" in body(raw) or kind is Kind.HANDOVER
    for english in ("Hello", "would like", "Please answer", "I am introd", "the "):
        assert english not in body(raw) + parsed(raw)["Subject"]


def test_two_languages_meet_in_the_introducers() -> None:
    """The introduction is one text: two readers of different languages get it in the introducer's."""
    mixed = case(first=case().party("first").but(profile=JASON.profile.but(language="de")))
    assert "You both said yes" in body(written(Kind.HANDOVER, about=mixed))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Tuesday 1 December"),
        ("de", "Dienstag, 1. Dezember"),
        ("fr", "mardi 1 décembre"),
        ("xx", "Tuesday, 1 December 2026"),
    ],
)
def test_days_are_said_in_the_readers_language(language: str, said: str) -> None:
    """A day is written as the reader says it; an unknown language reads English."""
    assert dates.day("2026-12-01", language) == said


def test_moments_are_said_where_the_reader_is() -> None:
    """A moment is shown in the reader's zone; what is no moment stays as it is."""
    denver = dates.zone("America/Denver")
    assert denver is not None
    assert dates.moment("2026-11-24T02:00:00+00:00", "en", denver) == "Monday 23 November, 19:00"
    assert dates.moment("soon", "en", denver) == dates.day("soon", "en") == "soon"


def test_a_zone_is_a_name_or_an_offset_or_unknown() -> None:
    """A broken name falls back to the offset of their mail, and that to nothing."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    offset = dates.zone("No/Such", 120)
    assert offset is not None
    assert offset.utcoffset(at) == at.astimezone(offset).utcoffset()
    assert dates.zone("", None) is None
    assert dates.hours_apart(dates.zone("America/Denver"), dates.zone("Asia/Kolkata"), at) == 12.5
    assert dates.hours_apart(None, offset, at) is None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>"), ("See:\n- a\n- <b>", "<p>See:</p><ul><li>a</li><li>&lt;b&gt;</li></ul>"),
        ("| said\n| so", "<blockquote>said<br>\nso</blockquote>"), ("[introd k3x9] x", '<p class="mark">[introd k3x9] x</p>'), ("", ""),
    ],
)  # fmt: skip
def test_text_becomes_html(text: str, html: str) -> None:
    """Paragraphs, lists, set-off words and the marker keep their form; everything is escaped."""
    assert stationery.paragraphs(text) == html


@pytest.mark.parametrize(
    ("words", "sentence"), [("runs depots", "Runs depots."), ("Who?", "Who?"), ("", ""), (" iPad fan ", "IPad fan.")]
)
def test_fragments_become_sentences(words: str, sentence: str) -> None:
    """A capital in front and a full stop at the end, where they lack."""
    assert stationery.sentence(words) == sentence


def test_long_subjects_are_cut_at_a_word() -> None:
    """A clipped text ends at a word, with an ellipsis."""
    assert stationery.clip("one two three four", 10) == "one two …"
    assert stationery.clip("one two", 10) == "one two"


def test_a_label_is_not_said_twice() -> None:
    """What stands behind "Looking for" and "Why" does not begin with the same words once more; anything else stays as it is."""
    assert stationery.wish("He is looking for a job in Leeds.") == "a job in Leeds."
    assert stationery.wish("somebody who looks for bees") == "somebody who looks for bees"
    assert stationery.cause("I think of the two because Jane once did it.") == "Jane once did it."
    assert stationery.cause("because he has it and she wants it") == "He has it and she wants it"
    assert stationery.cause("Jason wants to learn it.") == "Jason wants to learn it."
