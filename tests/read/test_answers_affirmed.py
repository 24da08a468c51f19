"""Words that affirm whatever was said ("ja", "ok", "prima") are consent only where nothing else follows that they may be about."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest

from introd.read.answers import consent
from introd.read.languages import CODES
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
STATEMENTS = {
    "en": ("the plumber repaired the kitchen sink yesterday", "our neighbours sold their caravan to a dentist"),
    "de": ("der Klempner hat gestern die Spüle repariert", "mein Nachbar besitzt einen roten Traktor"),
    "fr": ("le plombier a réparé la baignoire hier", "mon voisin possède un tracteur rouge"),
    "es": ("el fontanero arregló la bañera ayer", "mi vecino tiene un tractor rojo"),
    "pt": ("o canalizador arranjou a banheira ontem", "meu vizinho tem um trator vermelho"),
    "it": ("l'idraulico ha riparato la vasca ieri", "il mio vicino possiede un trattore rosso"),
    "nl": ("de loodgieter repareerde gisteren het bad", "mijn buurman bezit een rode tractor"),
    "sv": ("rörmokaren lagade badkaret igår", "min granne äger en röd traktor"),
    "pl": ("hydraulik naprawił wczoraj wannę", "mój sąsiad posiada czerwony traktor"),
}
SHAM = {
    "en": "Oh sure, because another coach with a webinar was all my life lacked. No thanks.",
    "de": "Na klar, noch so ein Vertreter mit Hochglanzprospekt. Nein danke.",
    "fr": "Bien sûr, encore un marchand de tapis avec son catalogue. Non merci.",
    "es": "Claro, otro vendedor de crecepelo con folleto. No, gracias.",
    "it": "Certo, un altro venditore di pentole col catalogo. No grazie.",
    "nl": "Tuurlijk, weer zo'n verkoper met een folder. Nee bedankt.",
    "sv": "Visst, ännu en försäljare med broschyr. Nej tack.",
    "pl": "Jasne, kolejny sprzedawca garnków z katalogiem. Nie, dziękuję.",
}


def affirmations(language: str) -> list[str]:
    """The words of a language's file."""
    text = resources.files("introd.read.languages").joinpath(f"{language}.toml").read_text("utf-8")
    return str(tomllib.loads(text)["affirmations"]).split()


@pytest.mark.parametrize("language", CODES)
def test_every_language_names_its_affirmations(language: str) -> None:
    """No language is left without the rule."""
    assert len(affirmations(language)) > 5


@pytest.mark.parametrize("language", STATEMENTS)
def test_an_affirmation_of_something_else_is_no_consent(language: str) -> None:
    """ "Ja, mein Nachbar hat einen Traktor" agrees to nothing, with a comma and with a dash."""
    told = [f"{word}{pause} {one}." for word in affirmations(language) for one in STATEMENTS[language] for pause in (",", " -")]
    assert not [text for text in told if consent(text.capitalize(), sent=SENT, language=language).answer is Answer.YES]


@pytest.mark.parametrize("language", SHAM)
def test_a_sham_assent_before_a_refusal_is_a_refusal(language: str) -> None:
    """Irony is known by the plain refusal in which it ends."""
    assert consent(SHAM[language], sent=SENT, language=language).answer is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "Yes. No thanks.",  # contradicts itself
        "Sure, connect us, Tuesdays are best. Anything you need to know about me? No.",  # the refusal answers a question
        "Yes, please connect us, Tuesdays suit me best. No thanks.",  # more than a word of assent
    ],
)
def test_a_refusal_that_ends_no_sham_assent_leaves_a_doubt(text: str) -> None:
    """What may be meant otherwise is asked, and is neither consent nor refusal."""
    assert consent(text, sent=SENT).answer is Answer.UNCLEAR


@pytest.mark.parametrize("text", ["Gladly. When pigs fly.", "Sure, when hell freezes over."])
def test_a_day_that_never_comes_is_a_refusal(text: str) -> None:
    """An assent for such a day is none."""
    assert consent(text, sent=SENT).answer is Answer.NO
