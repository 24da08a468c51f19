"""French, Spanish, Portuguese and Italian answers beside sentences that tell of something else."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers.followup import followup
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
REPORTS = {
    "fr": (
        ("Le déjeuner avec Claire s'est très bien passé.", Answer.GOOD),
        ("Notre rendez-vous a été une perte de temps.", Answer.POOR),
        ("On ne s'est pas encore vus.", Answer.NOT_MET),
    ),
    "es": (
        ("La charla con Marta fue estupenda.", Answer.GOOD),
        ("El encuentro fue una pérdida de tiempo.", Answer.POOR),
        ("Todavía no nos hemos visto.", Answer.NOT_MET),
    ),
    "pt": (
        ("A conversa com o Rui foi excelente.", Answer.GOOD),
        ("O almoço foi uma perda de tempo.", Answer.POOR),
        ("Ainda não nos encontrámos.", Answer.NOT_MET),
    ),
    "it": (
        ("Il pranzo con Paola è andato benissimo.", Answer.GOOD),
        ("L'appuntamento è stato una perdita di tempo.", Answer.POOR),
        ("Non ci siamo ancora visti.", Answer.NOT_MET),
    ),
}
JUDGED_ELSEWHERE = {
    "fr": (
        "Le concert de l'école dimanche dans la vieille grange était superbe.",
        "Le bus de Nantes est encore arrivé avec deux heures de retard ce matin.",
    ),
    "es": (
        "Este verano las tormentas del domingo han sido un desastre para los olivos.",
        "El aceite nuevo de la cooperativa huele este año de maravilla.",
    ),
    "pt": (
        "Este inverno as couves da horta foram uma desilusão para a vizinha.",
        "O comboio de Braga atrasou-se outra vez por causa da neve na linha.",
    ),
    "it": (
        "Quest'anno le ciliegie della collina sono state una delusione per tutto il paese.",
        "Il traghetto di Ponza era di nuovo in ritardo con tutte quelle onde nel porto.",
    ),
}


@pytest.mark.parametrize(
    ("report", "answer", "sentence"),
    [
        (report, answer, sentence)
        for language, reports in REPORTS.items()
        for report, answer in reports
        for sentence in JUDGED_ELSEWHERE[language]
    ],
)
def test_what_is_said_of_something_else_leaves_the_report_as_it_is(report: str, answer: Answer, sentence: str) -> None:
    """Praise or blame of concerts, trains and cherries is none of the meeting, before the report and behind it."""
    assert followup(f"{report} {sentence}", sent=SENT).answer is answer
    assert followup(f"{sentence} {report}", sent=SENT).answer is answer


@pytest.mark.parametrize(
    "text",
    [
        "On s'est vus mardi. Arrivé avec quarante minutes de retard, sans un mot d'excuse, collé à l'écran.",
        "Nos vimos el martes. Llegó cuarenta minutos tarde y miraba el móvil mientras yo hablaba.",
        "Encontrámo-nos na terça. Chegou quarenta minutos atrasado e olhava para o telemóvel enquanto eu falava.",
        "Ci siamo visti martedì. Arrivato con quaranta minuti di ritardo, guardava il telefono mentre parlavo.",
    ],
)
def test_a_sentence_without_a_pronoun_still_speaks_of_the_meeting(text: str) -> None:
    """Who came late is not named in these languages, and is meant all the same."""
    assert followup(text, sent=SENT).answer is Answer.POOR
