"""An assent that is bound to something, or taken back in the same breath, is never a yes, in any language."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent
from introd.read.reading import Answer
from tests.read.test_answers_tables import table

SENT = date(2026, 11, 20)
BINDING = {
    "de": (" wenn es bezahlt wird", ", sofern mein Chef zustimmt", ", aber erst muss ich meinen Mann fragen", " – nein danke"),
    "fr": (
        " si c'est rémunéré",
        ", sous réserve de l'accord de mon chef",
        " à condition que ce soit gratuit",
        ", mais non merci",
    ),
    "es": (" si es pagado", ", siempre que sea gratis", " a condición de que sea gratis", ", pero no puedo"),
    "pt": (" se for pago", ", desde que seja gratuito", ", mas antes preciso falar com meu chefe", ", mas não posso"),
    "it": (" se è pagato", ", purché sia gratis", " a condizione che sia retribuito", ", ma non posso"),
    "nl": (" als het betaald wordt", ", mits het gratis is", " op voorwaarde dat het niets kost", ", maar ik kan niet"),
    "sv": (" om det är betalt", ", förutsatt att det är gratis", ", men jag måste fråga min chef först", ", men jag kan inte"),
    "pl": (" jeśli to płatne", ", pod warunkiem że za darmo", ", ale najpierw muszę zapytać szefa", ", ale nie mogę"),
    "ja": ("。ただし有料の場合に限ります。", "。でも上司の許可が必要です。", "。ですが、今回はお断りします。"),
    "zh": ("，如果是免费的话", "，不过要先问老板", "，前提是有报酬", "，但是我不能"),
}


@pytest.mark.parametrize("language", BINDING)
def test_a_yes_that_is_bound_is_no_yes(language: str) -> None:
    """Whatever words of assent stand before a condition, a reservation or a refusal, the answer is not yes."""
    assents = [text.rstrip(".!。！?？ 👍") for answer, text in table(f"{language}.txt") if answer == "yes" and "\n" not in text]
    assert len(assents) >= 10
    wrong = [
        a + b for a in assents for b in BINDING[language] if consent(a + b, sent=SENT, language=language).answer is Answer.YES
    ]
    assert not wrong
