"""French, Spanish, Portuguese and Italian answers beside sentences that tell of something else."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent
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


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ("Oui, mets-nous en contact.", "Si la neige tient, les enfants feront de la luge dimanche."),
        ("Je serais ravie de la rencontrer.", "Le chat croit sans doute que le piano est à lui seul dans la maison."),
        ("Sí, preséntanos.", "Si nieva el domingo, los niños suben al monte con el trineo."),
        ("Sí, preséntanos.", "La gata probablemente cree que el piano de la abuela es suyo."),
        ("Sim, apresente-nos.", "Se a neve pegar, os miúdos vão para a serra no domingo."),
        ("Sim, apresente-nos.", "O gato provavelmente acha que o piano da avó é o trono."),
        ("Sì, presentaci pure.", "Se nevica domenica, i bambini salgono in collina con la slitta."),
        ("Sì, presentaci pure.", "Il gatto probabilmente crede che il pianoforte della nonna sia un trono."),
    ],
)
def test_a_sentence_about_something_else_leaves_a_plain_wish_a_yes(wish: str, sentence: str) -> None:
    """Everyday words as "si" and "se" in a sentence about snow or cats are no doubts."""
    assert consent(f"{wish} {sentence}", sent=SENT).answer is Answer.YES
    assert consent(sentence, sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Oui, mets-nous en contact. S'il ne raconte rien à personne dans le village.",
        "Mets-nous en contact. Dès que la banque a débloqué les fonds de la fondation.",
        "Sí, preséntanos. En cuanto la fundación suelte los fondos del museo.",
        "Sí, preséntanos por favor. Si la universidad no pone pegas a estas cosas.",
        "Sim, apresente-nos. Desde que nada disto saia no jornal da terra.",
        "Sim, pode apresentar-nos. Se a universidade não levantar problemas com estas coisas.",
        "Sì, presentaci pure. Appena la banca sblocca i fondi della mostra.",
        "Sì, presentaci pure. Se nessuna parola finisce sul giornale locale.",
    ],
)
def test_a_sentence_about_who_must_allow_it_binds_a_plain_wish(text: str) -> None:
    """The same words in a sentence about banks, foundations and the press leave the answer open."""
    assert consent(text, sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(
    "text",
    ["Je suis très contente du nouveau toit.", "Estou muito contente com o telhado novo.", "Sono felicissima del tetto nuovo."],
)
def test_an_assent_that_speaks_of_a_thing_is_none(text: str) -> None:
    """What pleases is a roof: nobody is named, and nothing was asked of them."""
    assert consent(text, sent=SENT).answer is not Answer.YES
