"""What people write round a plain yes: whole sentences that bind it are never outweighed, harmless ones never spoil it."""

from __future__ import annotations

from datetime import date
from itertools import cycle, product
from pathlib import Path

import pytest

from introd.read.answers import consent
from introd.read.reading import Answer

HERE = Path(__file__).parent / "beside"
SENT = date(2026, 11, 20)
ASKED_TWICE = 0.02  # the share of harmless sentences that may
PLAIN = {
    "de": ("Ja, stell uns gern vor.", "Gerne, ich freue mich darauf, sie kennenzulernen.", "Ja bitte."),
    "en": ("Yes, please introduce us.", "Sure, I'd be happy to meet her.", "Yes please."),
    "es": ("Sí, preséntanos por favor.", "Encantada de conocerla.", "Sí, por favor."),
    "fr": ("Oui, mets-nous en contact.", "Avec plaisir, je serais ravie de la rencontrer.", "Oui, volontiers."),
    "it": ("Sì, presentaci pure.", "Mi farebbe molto piacere conoscerla.", "Sì, grazie."),
    "ja": ("はい、ぜひご紹介ください。", "喜んでお会いします。", "はい、お願いします。"),
    "nl": ("Ja, stel ons maar voor.", "Graag, ik wil haar heel graag ontmoeten.", "Ja, graag."),
    "pl": ("Tak, proszę nas przedstawić.", "Chętnie ją poznam.", "Tak, poproszę."),
    "pt": ("Sim, pode apresentar-nos.", "Teria muito gosto em conhecê-la.", "Sim, por favor."),
    "sv": ("Ja, presentera oss gärna.", "Jag träffar henne gärna.", "Ja tack."),
    "zh": ("好的，请介绍我们认识。", "很高兴认识她。", "可以，麻烦你了。"),
}


def sentences(language: str, kind: str) -> list[str]:
    """The sentences of a file, one a line; `kind` is `binds` or `stands`."""
    lines = (HERE / f"{language}.{kind}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("language", PLAIN)
def test_a_sentence_that_binds_a_yes_is_never_outweighed(language: str) -> None:
    """A condition, a wait, somebody else's word or a change of mind behind a plain yes leaves no yes, however plain that was."""
    found = sentences(language, "binds")
    assert len(found) >= 100
    wrong = [f"{yes} {line}" for line, yes in product(found, PLAIN[language]) if _answer(f"{yes} {line}") is Answer.YES]
    assert not wrong


@pytest.mark.parametrize("language", PLAIN)
def test_a_harmless_sentence_beside_a_yes_lets_it_stand(language: str) -> None:
    """Small talk, what one hears of the other, and how to be reached, before or behind a plain yes, ask hardly anybody twice."""
    found = sentences(language, "stands")
    assert len(found) >= 150
    pairs = zip(found, cycle(PLAIN[language]), strict=False)
    wrong = [text for line, yes in pairs for text in (f"{yes} {line}", f"{line} {yes}") if _answer(text) is not Answer.YES]
    assert len(wrong) <= ASKED_TWICE * 2 * len(found), wrong


def _answer(text: str) -> Answer:
    return consent(text, sent=SENT).answer
