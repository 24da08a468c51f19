"""Names that are a word of assent in some language agree to nothing where a name stands; where an answer stands they answer."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
NAMES = ("Jo", "Dai", "Tak", "Vai", "Luz", "Sim", "Jep", "Bien", "Zgoda", "Noah", "Gemma", "Bella", "Will", "May")
NEUTRAL = (
    "thank you for your message.",
    "I have received your letter and shall read it tonight.",
    "the weather here is dreadful, and the train was late again.",
)


@pytest.mark.parametrize("greeting", ["Dear {}", "Hi {}", "Hello {}"])
@pytest.mark.parametrize("told", NEUTRAL)
def test_a_name_behind_a_greeting_is_no_answer(told: str, greeting: str) -> None:
    """ "Hi Dai" greets somebody, whatever "dai" means elsewhere."""
    texts = [f"{greeting.format(name)},\n\n{told}\n\nBest\nTom" for name in NAMES]
    assert not [text for text in texts if consent(text, sent=SENT).answer is Answer.YES]


@pytest.mark.parametrize("closing", ["Thanks,", "Best,", "Kind regards,", "Cheers,"])
@pytest.mark.parametrize("told", NEUTRAL)
def test_a_name_behind_a_sign_off_is_no_answer(told: str, closing: str) -> None:
    """ "Thanks, Jo" is signed by Jo, in one line and in two."""
    texts = [f"{told.capitalize()}\n\n{closing}{gap}{name}" for name in NAMES for gap in (" ", "\n")]
    assert not [text for text in texts if consent(text, sent=SENT).answer is Answer.YES]


@pytest.mark.parametrize(
    "text",
    [
        "Hello Liz\n\nYes",
        "Danke!\n\nJa",
        "Salut Liz,\n\nOui",
        "Hi Liz\nYes\nTom",
        "Cześć\nTak",
        "Dear Liz,\n\nYes.\n\nJo",
        "Hej\n\nJo",
    ],
)
def test_an_answer_in_a_line_of_its_own_stays_one(text: str) -> None:
    """What stands below a greeting, in the language of the mail, is the answer."""
    assert consent(text, sent=SENT).answer is Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "I am writing for Dr Okafor.",
        "I am writing on behalf of Ms Lind. Thank you for your message.",
        "I remain, dear Madam, yours faithfully",
        "I am yours sincerely",
    ],
)
def test_who_writes_for_somebody_has_not_agreed(text: str) -> None:
    """Small words and a formula are no assent."""
    assert consent(text, sent=SENT).answer is Answer.UNCLEAR
