"""Sentences that Python says, in the reader's language: the pairs of `_lines.toml`, and that none is missing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import introd
from introd.decide.people import words
from introd.decide.people.asking import Known, Met, prospect
from introd.decide.people.own import own_data
from introd.decide.people.person import Caps, Past, Person, Status
from introd.mailroom.timeline import SCENES
from introd.write import ours, stationery
from tests.write.test_german import ENGLISH

GERMAN = ours.lines(stationery.templates() / "de")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WHATS = (
    "asked",
    "yes",
    "no",
    "silent",
    "nudged",
    "bounced",
    "introduced",
    "missing",
    "excused",
    "well",
    "fine",
    "poor",
    "favour",
    "let_down",
)


def english(text: str) -> set[str]:
    """The English words of a text."""
    return set(re.findall(r"[a-z]+", text.casefold())) & set(ENGLISH.split())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("three introductions, all well, median answer 1 day", "drei Bekanntmachungen, alle gut gelaufen, Antwort im Mittel nach einem Tag"),
        ("a poor report in May (late, left), owes Jason a favour", "ein schlechter Bericht im Mai (zu spät, früh gegangen), schuldet Jason einen Gefallen"),
        ("a grave report in December 2025 (no show)", "ein schwerwiegender Bericht im Dezember 2025 (nicht erschienen)"),
        ("Jane, an old friend, is paused until 6 March 2026.", "Jane (mit Ihnen schon lange befreundet) hat Pause bis 6. März 2026."),
        ("k3x9  asking  Jane and Jason; waiting on Jane and Jason (later); 3 days old", "k3x9  wird gefragt  Jane und Jason; am Zug: Jane und Jason (später); seit 3 Tagen"),
        ("k3x9 asking Jane and Jason; waiting on you; 3 days old", "k3x9  wird gefragt  Jane und Jason; am Zug: Sie; seit 3 Tagen"),
        ("Tue 3 Mar 2026, 09:00  Jane: yes (gladly)", "Di. 3. März 2026, 09:00  Jane: Ja (gladly)"),
        ("10 minutes", "10 Minuten"),
        ("until 2026-03-06", "bis Freitag, 6. März"),
    ],
)  # fmt: skip
def test_a_line_of_ours_is_said_in_german(line: str, said: str) -> None:
    """Numbers, days, months, lists and people in a line are German, too."""
    assert GERMAN.of(line) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jane keeps bees, and likes it.",
        "I was late, sorry",
        "Robin is paused until 31 February 2026",
        "no such, line, here",
        "x" * 5000,
    ],
)
def test_what_is_no_line_of_ours_stays(text: str) -> None:
    """What is no line of ours stays as it is."""
    assert GERMAN.of(text) == text


def test_english_says_its_own_lines() -> None:
    """A language without a file of lines leaves every line as it is."""
    assert ours.lines(stationery.templates() / "en").of("ten minutes") == "ten minutes"


@given(st.text(max_size=200))
def test_any_text_can_be_a_line(text: str) -> None:
    """No text raises, or takes long."""
    assert isinstance(GERMAN.of(text), str)


def test_every_pattern_fills_the_slots_that_it_has() -> None:
    """The German side of a pair names no slot that the English side lacks."""
    pairs = [(p.form.groupindex.keys(), p.said) for p in GERMAN.patterns]
    assert all(set(re.findall(r"\{([a-z]+\d*)\}", said)) <= set(slots) for slots, said in pairs)


deeds = st.builds(
    Past, at=st.integers(0, 700).map(lambda n: NOW - timedelta(days=n)), what=st.sampled_from(WHATS), reference=st.sampled_from(["a1b2", "c3d4", "e5f6"]),
    other=st.just("sam@s.example"), days=st.sampled_from([0.2, 1.0, 3.4]), grave=st.booleans(),
    kinds=st.lists(st.sampled_from(["late", "distracted", "left", "no_show", "rude", "venue", "did_not_deliver"]), max_size=2).map(tuple),
)  # fmt: skip
people = st.builds(
    Person, owner=st.just("liz@l.example"), address=st.just("robin@r.example"), name=st.just("Robin"), deeds=st.lists(deeds, max_size=6).map(tuple),
    status=st.sampled_from(list(Status)), until=st.sampled_from([None, date(2026, 5, 1)]), cautious=st.booleans(), ask_first=st.booleans(),
    caps=st.sampled_from([None, Caps(month=2, quarter=14)]), no_go=st.sampled_from([(), ("sam@s.example",)]),
    profile=st.sampled_from([{}, {"tier": "old friend"}, {"tier": "new acquaintance", "headline": "Bäckerin"}]),
)  # fmt: skip


@given(person=people)
def test_every_standing_and_status_is_said(person: Person) -> None:
    """Whatever a history holds, no English word is left of it."""
    for line in (words.standing(person, {"sam@s.example": "Sam"}, NOW), words.status(person, NOW.date())):
        assert not english(GERMAN.of(line)), line


@given(
    person=people, asks=st.lists(st.integers(-40, 90), max_size=4), stopped=st.booleans(), paused=st.sampled_from([None, date(2026, 4, 1), date.max]),
    how=st.sampled_from(["introduced", "running", "ended", ""]),
)  # fmt: skip
def test_every_warning_and_cost_is_said(person: Person, asks: list[int], stopped: bool, paused: date | None, how: str) -> None:
    """Whatever speaks against asking is German before it is shown."""
    met = (Met(reference="a1b2", other="sam@s.example", at=NOW, how=how),) if how else ()
    moments = tuple(NOW - timedelta(days=n) for n in asks)
    robin = Known(
        address=person.address,
        person=person,
        asks=moments,
        met=met,
        opted_out=stopped,
        paused=paused,
        names={"sam@s.example": "Sam"},
    )
    sam = Known(address="sam@s.example", person=Person(owner="liz@l.example", address="sam@s.example", name="Sam"))
    found = prospect((robin, sam), NOW, Caps(month=1, quarter=3))
    for line in (*(w.words for w in found.warnings), *found.costs, *found.stale):
        assert not english(GERMAN.of(line)), line


@given(person=people, stopped=st.booleans(), paused=st.sampled_from([None, date(2026, 4, 1), date.max]))
def test_every_line_of_ones_own_data_is_said(person: Person, stopped: bool, paused: date | None) -> None:
    """MY DATA is German to the last line."""
    told = person.told({"headline": "Bäckerin", "place": "Leeds"}, "request", NOW)
    for line in own_data(person.address, [told], [], {"liz@l.example": "Liz"}, stopped=stopped, paused=paused):
        assert not english(GERMAN.of(line)), line


def sources(*rooms: str) -> str:
    """The Python text of some rooms."""
    root = Path(introd.__file__).parent
    return "\n".join(file.read_text(encoding="utf-8") for room in rooms for file in sorted((root / room).rglob("*.py")))


def test_every_entry_of_a_timeline_is_said() -> None:
    """Whatever `decide/` writes into a case's history has its German words: a new entry without them fails here."""
    logged = set(re.findall(r"\.log\(\s*\"([^\"{]+)\"", sources("decide")))
    assert len(logged) > 40
    assert {entry for entry in logged if GERMAN.of(entry) == entry} == set()
    assert all(GERMAN.of(f"{title[0].upper()}{title[1:]}:") != f"{title[0].upper()}{title[1:]}:" for title, _ in SCENES)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_note_has_its_sentence(language: str) -> None:
    """Whatever an introducer is told in a note has a sentence of its own in each language."""
    code = sources("decide", "mailroom")
    noted = set(re.findall(r"\.note\(\s*\"(\w+)\"", code)) | set(re.findall(r"Kind\.NOTE,[^)]*?what=\"(\w+)\"", code))
    template = (stationery.templates() / language / "_notes.txt").read_text(encoding="utf-8")
    assert len(noted) > 20
    assert {what for what in noted if f'"{what}"' not in template} == set()
