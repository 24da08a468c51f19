"""What nobody wants to read about themselves, in German, Dutch and Swedish: held back where it is said of somebody, told where it is what they do."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest

from tests.read.test_requests_unlike import reading
from tests.read.unlike_cases import Unlike

ASK = {
    "de": "Bitte stell Anna Berger <anna@organ.example> und Jonas Kurz <jonas@choir.example> einander vor. {} Jonas leitet einen Chor.",
    "nl": "Stel Anna Berger <anna@organ.example> en Jonas Kurz <jonas@choir.example> aan elkaar voor. {} Jonas leidt een koor.",
    "sv": "Presentera Anna Berger <anna@organ.example> för Jonas Kurz <jonas@choir.example>. {} Jonas leder en kör.",
}


def _lines(kind: str) -> Iterator[tuple[str, str]]:
    """Language and sentence of each line of that kind ("hold" or "keep")."""
    for language in ASK:
        text = (resources.files("tests.read") / "confided" / f"{language}.txt").read_text("utf-8")
        for line in text.splitlines():
            found, _, sentence = line.partition(" | ")
            if found == kind:
                yield language, sentence


def _told(language: str, sentence: str) -> str:
    request = reading(Unlike(ASK[language].format(sentence), ())).request
    assert request is not None
    return " ".join([request.why or "", *(about for party in request.parties for about in party.profile.values())])


@pytest.mark.parametrize(("language", "sentence"), [*_lines("hold")])
def test_a_sensitive_sentence_stands_in_no_letter(language: str, sentence: str) -> None:
    """Illness, dismissal, debts, divorce, faith and judgements are told to nobody."""
    assert sentence.rstrip(".") not in _told(language, sentence)


@pytest.mark.parametrize(("language", "sentence"), [*_lines("keep")])
def test_what_somebody_does_for_a_living_is_told(language: str, sentence: str) -> None:
    """A book on divorce law, a clinic for addicts and a firm that is 120 years old are no confidences."""
    assert sentence.rstrip(".") in _told(language, sentence)
