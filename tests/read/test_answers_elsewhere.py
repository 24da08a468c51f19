"""An assent to something else than the introduction, a wish for something else, and what a plain order to introduce outweighs."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest

from introd.read.answers import consent
from introd.read.languages import CODES, traits
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
OTHER_MATTERS = {
    "en": "Yes, I'll bring the keys and a cake on Saturday.",
    "de": "Ja, den Schlüssel hab ich, und Kuchen bring ich auch mit.",
    "fr": "Oui, j'apporte la clé et un gâteau samedi.",
    "es": "Sí, llevo las llaves y una tarta el sábado.",
    "pt": "Sim, levo as chaves e um bolo no sábado.",
    "it": "Sì, porto le chiavi e una torta sabato.",
    "nl": "Ja, ik breng de sleutels en een taart mee.",
    "sv": "Ja, jag tar med nyckeln och en tårta.",
    "pl": "Tak, wezmę klucze i ciasto.",
    "ja": "はい、忘年会のケーキは私が持っていきます。",
    "zh": "好的，周六聚餐我带蛋糕。",
}
WISHES = {
    "en": "I'd love to repaint the whole kitchen before winter.",
    "de": "Ich würde gern Bienen auf dem Dach halten.",
    "es": "Me gustaría que lloviera un poco en la huerta.",
    "pt": "Gostava de pintar a cozinha antes do inverno.",
    "sv": "Jag vill gärna måla om köket före vintern.",
}


def opens(language: str) -> list[str]:
    """The last words of open wishes in a language's file."""
    text = resources.files("introd.read.languages").joinpath(f"{language}.toml").read_text("utf-8")
    return str(tomllib.loads(text).get("opens", "")).split()


@pytest.mark.parametrize("language", CODES)
def test_a_yes_to_another_matter_is_no_consent(language: str) -> None:
    """Keys, cakes and parties are not what was asked about."""
    assert consent(OTHER_MATTERS[language], sent=SENT, language=language).answer is not Answer.YES


@pytest.mark.parametrize("language", WISHES)
def test_a_wish_for_something_else_is_no_consent(language: str) -> None:
    """ "I'd love to" agrees where it ends, or goes on with the other person."""
    assert consent(WISHES[language], sent=SENT, language=language).answer is not Answer.YES


@pytest.mark.parametrize(
    "text",
    ["I'd love to.", "I'd love to meet her.", "I would be glad to have a chat with Ms Brandt.", "Happy to, from Monday on by phone.", "Ich würde sie gern kennenlernen."],
)  # fmt: skip
def test_a_wish_that_ends_or_names_the_meeting_agrees(text: str) -> None:
    """An open wish answers what was asked."""
    assert consent(text, sent=SENT).answer is Answer.YES


def test_a_wish_trails_off_only_where_its_language_says_so() -> None:
    """Which words leave a wish open, and which close it, stands in the language file."""
    assert opens("en") == ["to"]
    assert traits().trails_off("to", ["repaint", "the", "kitchen"], "en")
    assert not traits().trails_off("to", ["meet", "her"], "en")
    assert not traits().trails_off("to", [], "en")
    assert not traits().trails_off("to", ["repaint"], "ja")


@pytest.mark.parametrize(
    "text",
    [
        "Please introduce us. If he turns out to be another salesman, you owe me lunch.",
        "We sat on a panel once, although he'd hardly know me. I'd be delighted to meet him. Please go ahead.",
        "yes. sorry, phone died, no charger, no bus",
        "Yes. I spent ten years in timber before I moved to the coast.",
        "Sure, go ahead. How is your hip?",
        "Never heard of him, but you have never been wrong. Please make the introduction.",
    ],
)
def test_a_plain_assent_outweighs_small_talk(text: str) -> None:
    """Conditions, denials and a "no" that speak of something else in other sentences bind nothing."""
    assert consent(text, sent=SENT).answer is Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Please introduce us. If he pays.",
        "Yes. One condition.",
        "Yes. I'd need to see his CV before that.",
        "Sure. I looked at her site, but nothing there convinces me.",
        "Of course I'm flattered. What's the catch?",
        "Pode passar. Esquece.",
        "Cool, cool. Who else was on your list?",
        "Bien. Et c'est qui exactement ?",
    ],
)
def test_what_binds_the_assent_is_not_outweighed(text: str) -> None:
    """A condition that says nothing of its own, a proviso, a question and a doubt leave the answer open."""
    assert consent(text, sent=SENT).answer is Answer.UNCLEAR


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Sure, I know Liz. Don't write to me again.", Answer.STOP),
        ("Yep. Third one this month. Unsubscribe me.", Answer.STOP),
        ("Am I the right Karen? Yes. Do I want this? I don't.", Answer.NO),
        ("Definitely a good man. I'll decline.", Answer.NO),
        ("Yes. No thanks.", Answer.UNCLEAR),
        ("Gladly, if she pays. Otherwise no.", Answer.UNCLEAR),
    ],
)
def test_a_last_plain_refusal_outweighs_a_bare_affirmation(text: str, answer: Answer) -> None:
    """Who ends with a refusal has refused; where both stand alone, or something is open, the person is asked."""
    assert consent(text, sent=SENT).answer is answer


@pytest.mark.parametrize(
    "text", ["Yes, got your mail. Will read it when the kids are in bed.", "Ja, Ihre Mail ist angekommen. Ich lese sie am Abend."]
)
def test_a_holding_reply_asks_for_no_later_date(text: str) -> None:
    """When somebody will read a mail is not when they want to be asked."""
    assert consent(text, sent=SENT).answer is Answer.UNCLEAR


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Lambing till the end of April. Ask me again in May.", date(2027, 5, 1)),
        ("Let's go! In February.", date(2027, 2, 1)),
        ("I'm full with work which we deliver on 27 February. After that date please ask me again.", date(2027, 2, 28)),
        ("Mi interessa, però adesso siamo sommersi dal lavoro, davvero: scrivimi a\ngennaio e ne parliamo.", date(2027, 1, 1)),
    ],
)
def test_the_time_that_somebody_wants_to_be_asked_is_the_one_that_counts(text: str, until: date) -> None:
    """Of several times the one beside "ask me again" is meant, also across a line end that a program put in."""
    said = consent(text, sent=SENT)
    assert (said.answer, said.until) == (Answer.LATER, until)
