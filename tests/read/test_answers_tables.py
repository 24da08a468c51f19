"""What people write in eleven languages, line by line, with the answer that a careful reader would take from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from introd.read.answers import consent, followup
from introd.read.languages import CODES
from learning import examples

SENT = date(2026, 11, 20)


def table(name: str) -> Iterator[tuple[str, str]]:
    """Yield (expected, text) for every line of a table."""
    return examples.table(examples.TABLES / name)


@pytest.mark.parametrize("known", [True, False], ids=["asked in this language", "language unknown"])
@pytest.mark.parametrize("language", CODES)
def test_every_line_of_the_consent_table_is_read_as_told(language: str, known: bool) -> None:
    """A person's words mean the same whether or not the language of the letter is known."""
    wrong = [
        (text, expected, said.answer.value, said.because)
        for expected, text in table(f"{language}.txt")
        if (said := consent(text, sent=SENT, language=language if known else None)).answer != expected
    ]
    assert not wrong


@pytest.mark.parametrize("language", CODES)
def test_every_line_of_the_followup_table_is_read_as_told(language: str) -> None:
    """What people report about a meeting is understood in their language."""
    wrong = [
        (text, expected, said.answer.value, said.because)
        for expected, text in table(f"{language}-followup.txt")
        if (said := followup(text, sent=SENT, language=None)).answer != expected
    ]
    assert not wrong


@pytest.mark.parametrize("language", CODES)
def test_the_words_that_decided_stand_in_the_text(language: str) -> None:
    """Every `because` is a piece of the message as it was written."""
    for name in (f"{language}.txt", f"{language}-followup.txt"):
        for _, text in table(name):
            said = consent(text, sent=SENT)
            assert all(words in text for words in said.because), text
            assert said.because, text


@pytest.mark.parametrize("language", CODES)
def test_the_tables_are_long_enough_to_mean_something(language: str) -> None:
    """Each language has its share of lines, and each answer occurs."""
    lines = list(table(f"{language}.txt"))
    assert len(lines) >= (60 if language == "en" else 35)
    assert {expected for expected, _ in lines} == {"yes", "no", "later", "stop", "unclear"}


def test_lines_written_without_sight_of_the_data_files_are_read_as_told() -> None:
    """Idioms, asides and traps in any language, the language of the letter unknown, are read as a careful reader would."""
    wrong = [
        (text, expected, said.answer.value, said.because)
        for expected, text in table("mixed.txt")
        if (said := consent(text, sent=SENT)).answer != expected
    ]
    assert not wrong
