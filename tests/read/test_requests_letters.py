"""Names in Cyrillic and Greek letters, as people call them in Latin ones."""

from __future__ import annotations

import pytest

from introd.read.reading import Kind
from introd.read.requests.letters import alike, is_foreign
from tests.read.test_plain_mail import reading


@pytest.mark.parametrize(
    ("word", "foreign"),
    [("Dmitri", "Дмитрий"), ("Dmitry", "Дмитрий"), ("Yuri", "Юрий"), ("Ilya", "Илья"), ("Oksana", "Оксана"), ("Nikos", "Νίκος")],
)
def test_a_name_is_known_in_other_letters(word: str, foreign: str) -> None:
    """Each spelling of a name in Latin letters is like the name in its own."""
    assert is_foreign(foreign)
    assert alike(word, foreign)


@pytest.mark.parametrize(("word", "foreign"), [("Dora", "Дмитрий"), ("Nina", "Νίκος"), ("Olga", "Оксана"), ("Al", "Алексей")])
def test_another_name_is_not(word: str, foreign: str) -> None:
    """A name that only begins with the same letter is another's."""
    assert not alike(word, foreign)


def test_what_is_told_in_latin_letters_is_filed_with_its_owner() -> None:
    """A background that calls somebody in Latin letters belongs to the name in Cyrillic ones."""
    got = reading(
        "Please introduce Дмитрий Орлов (d.orlov@freight.example) and Alice Penn (alice@penn.example).\n\n"
        "Alice has empty lorries in Riga each week. Dmitri has freight standing there each week."
    )
    assert got.kind is Kind.REQUEST
    assert got.request is not None
    told = {party.email: " ".join(party.profile.values()) for party in got.request.parties}
    assert "freight standing" in told["d.orlov@freight.example"]
    assert "freight standing" not in told["alice@penn.example"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm in law school and would like to cook. Do you think Ana Pires would talk to me? I have read everything that she wrote on salt.",
        "We'd like to invite you to exhibit at the fair, early-bird stands until Friday.",
        "Sure, write to sales@chairs.example for our prices.",
    ],
)
def test_a_strangers_new_mail_is_no_yes(text: str) -> None:
    """Words of assent in a stranger's question or offer answer nothing that was asked."""
    assert reading(text, author="Kim Dale <kim@dale.example>").kind is not Kind.ANSWER
