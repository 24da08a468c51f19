"""A plain wish to be introduced, beside sentences that tell of something else, and beside sentences that bind it."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent
from introd.read.languages import traits
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
WISHES = ("Please introduce us.", "Sure, I'd be happy to meet her.", "Yes please.")
ELSEWHERE = (
    "If it rains tomorrow, the choir sings in the barn.",
    "My nephew came first at the sack race on Sunday.",
    "The museum has stopped selling those postcards.",
    "Nobody knows whether the ferry runs at Christmas.",
    "The cat probably thinks the piano is hers alone.",
    "The old farmer has refused three offers for that old tractor.",
    "Snow on the hills, though the bees still don't mind.",
    "Later today the piper plays at the harbour festival.",
)
BINDING = (
    "If the other side accepts our contract in Leeds.",
    "The boss would have to clear outside contacts first.",
    "Unless the legal people in Leeds have objections.",
    "The grant decides whether the project goes on at all.",
    "Before anything happens the trustees probably want a look.",
    "Not until the harvest is in.",
    "As soon as my husband leaves hospital.",
    "If the harvest in the lower field comes in.",
    "Not yet, though!",
)


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_a_sentence_about_something_else_leaves_a_plain_wish_a_yes(wish: str, sentence: str) -> None:
    """Everyday words as "if" and "first" in a sentence about weather, cats or fairs are no doubts, before the wish and behind it."""
    assert consent(f"{wish} {sentence}", sent=SENT).answer is Answer.YES
    assert consent(f"{sentence} {wish}", sent=SENT).answer is Answer.YES


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("sentence", BINDING)
def test_a_sentence_about_permission_binds_a_plain_wish(wish: str, sentence: str) -> None:
    """The same words in a sentence about those who must allow it, or in a short one, still leave the answer open."""
    assert consent(f"{wish} {sentence}", sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_a_sentence_about_something_else_agrees_to_nothing(sentence: str) -> None:
    """What leaves a yes alone is no yes by itself."""
    assert consent(sentence, sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Please introduce us on Monday the 11th of January.", date(2027, 1, 11)),
        ("Great idea. Put us in touch on 3 December, please.", date(2026, 12, 3)),
    ],
)
def test_an_order_with_a_day_waits_for_it(text: str, until: date) -> None:
    """A day right behind the order to introduce says when, not only whether."""
    said = consent(text, sent=SENT)
    assert (said.answer, said.until) == (Answer.LATER, until)


def test_a_language_without_a_list_never_strays() -> None:
    """Where no words of the matter are listed, no sentence is taken to be about something else."""
    words = ["rain", "cat"]
    assert traits().strays(words, "en")
    assert not traits().strays([*words, "introduction"], "en")
    assert not any(traits().strays(words, language) for language in ("xx",))


@pytest.mark.parametrize(
    "text",
    [
        "I'm very happy with the new roof.",
        "I love this place, quiet and near the water.",
        "I have been looking forward to this performance all month.",
        "Absolutely freezing here.",
        "Great service, as ever.",
        "Definitely recommend!",
        "Certainly flattering.",
    ],
)
def test_an_assent_that_speaks_of_a_thing_is_none(text: str) -> None:
    """What pleases, or is so, is a roof, a place or the weather: nobody is named, and nothing was asked of them."""
    assert consent(text, sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Absolutely!",
        "Absolutely mate",
        "Great, go ahead.",
        "Happy for Nils to have my email, any day.",
        "I wouldn't mind meeting her.",
        "I'm very happy with that.",
        "I love this idea.",
    ],
)
def test_an_assent_to_the_introduction_stands(text: str) -> None:
    """The same words agree where they stand alone, or speak of a person or of the introduction."""
    assert consent(text, sent=SENT).answer is Answer.YES


def test_only_what_others_refuse_is_none_of_the_matter() -> None:
    """A clause that speaks of the writer refuses for the writer, and so does every clause of a language that lists no such words."""
    words = ["the", "canteen", "has", "refused"]
    assert traits().tells_of_others(words, "en")
    assert not traits().tells_of_others([*words, "my"], "en")
    assert not traits().tells_of_others(["rain"], "ja")
