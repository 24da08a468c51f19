"""Orders in the words that people use: kinds of words beside each other, in eleven languages."""

from __future__ import annotations

import pytest

from introd.read.orders.vocabulary import VOCABULARIES
from introd.read.reading import Kind
from tests.read.test_orders_about_two import told

ORDERS = [
    ("status", "Any sign of life from Uma Frost? Her letter has been out for days."),
    ("status", "Give me an overview of the open introductions, please."),
    ("cancel", "The introduction of Uma and Vito can be dropped, they sat next to each other at a wedding."),
    ("cancel", "Please don't introduce Uma Frost to Vito Lang after all."),
    ("cancel", "Lo de Pilar Gil y Luis Mora páralo, ya se conocen del mercado."),
    ("hold_all", "Veuillez suspendre tous vos envois jusqu'à nouvel ordre."),
    ("pause", "A Lia Melo pede para não ser contactada até à Páscoa."),
    ("cap", "Uta Vogt will fürs Erste keine neuen Leute mehr, höchstens einmal im halben Jahr."),
    ("hold_all", "Please don't send anything out until I am home again."),
    ("release", "I have checked it all, everything can go out now."),
    ("pause", "Keep Uma Frost out of things until 1 May, please."),
    ("pause", "Nothing for Uma Frost before 1 May, please."),
    ("resume", "Uma Frost is over the worst, so you can go on asking her."),
    ("resume", "Lift the pause on Uma Frost, please."),
    ("cap", "Uma Frost doesn't want more than one introduction every three months."),
    ("off", "Could you strike Uma Frost off the list for good?"),
    ("change_address", "Uma Frost has changed jobs, her address is now uma@new.example instead of uma@old.example."),
    ("forget", "Please delete all data on Uma Frost."),
    ("apart", "Make sure that Uma Frost and Vito Lang are never introduced."),
    ("status", "Ist der Brief an Uta Vogt schon raus?"),
    ("hold_all", "Bitte vorerst nichts mehr verschicken."),
    ("pause", "Bitte Uta Vogt erst ab Mai wieder anfragen."),
    ("cap", "Mehr als eine Vorstellung im Quartal will Frau Vogt nicht."),
    ("change_address", "Uta Vogt erreicht man jetzt unter uta@neu.example."),
    ("cancel", "Merci de laisser tomber la présentation de Luce Roy et Yann Petit."),
    ("release", "Tout est vérifié, les lettres peuvent partir."),
    ("resume", "Luce Roy est rentrée, tu peux de nouveau la solliciter."),
    ("hold_all", "Suspende todos los envíos, por favor."),
    ("off", "Pilar Gil no quiere seguir. Sácala de la lista."),
    ("pause", "Nada para Pilar Gil antes del 15 de mayo."),
    ("cancel", "Afinal não apresentes a Lia Melo ao Rui Paz."),
    ("cap", "No máximo duas apresentações por ano para a Lia Melo."),
    ("resume", "Togli la pausa a Gina Riva, per favore."),
    ("off", "Non scrivere mai più a Gina Riva."),
    ("pause", "Zet Joke Bos alsjeblieft drie maanden op pauze."),
    ("cancel", "Laat die introductie van Joke en Wim maar zitten."),
    ("change_address", "Använd från och med nu elin@ny.example för Elin Falk i stället för elin@gammal.example."),
    ("forget", "Radera allt du har om Elin Falk."),
    ("cap", "Najwyżej dwie prezentacje rocznie dla Heleny Kos."),
    ("pause", "Nic dla Heleny Kos przed 15 maja."),
    ("cap", "田中さんへの紹介は年に2件までにしてください。"),
    ("change_address", "田中さんのアドレスをtanaka@new.exampleに変更してください。"),
    ("resume", "田中さんの休止を解除してください。"),
    ("cap", "李明每季度最多一次介绍。"),
    ("change_address", "请把张伟的邮箱改成zhang@new.example。"),
    ("off", "请把孙强从名单上删掉。"),
    ("pause", "Uma Frost is in hospital. Please don't send her anything before May."),
    ("hold_all", "I'd like you to pause everything for a week."),
    ("release", "Lista corretta, puoi spedire."),
    ("hold_all", "Estaré fuera hasta el lunes, no mandes nada mientras tanto."),
    ("hold_all", "Ich bin zwei Wochen weg, schick solange bitte nichts raus."),
    ("cancel", "Finalement, pas la peine de présenter Luce Roy et Yann Petit."),
    ("cancel", "Vid närmare eftertanke vill jag inte att du presenterar Elin för Nils."),
    ("change_address", "The address that I gave you for Uma Frost is outdated. It should be uma@new.example."),
    ("cancel", "Forget the introduction of Uma Frost and Vito Lang."),
]


@pytest.mark.parametrize(("verb", "text"), ORDERS)
def test_an_order_is_heard(verb: str, text: str) -> None:
    """What somebody orders in words of their own is the order that is meant."""
    reading = told(text)
    assert (reading.kind, reading.command.verb if reading.command else None) == (Kind.COMMAND, verb)


@pytest.mark.parametrize(
    "text",
    [
        "Uma paused her career to look after her mother, and the talk with Vito was about that.",
        "Uma stopped by to say that Vito was wonderful.",
        "Uma told me that she has cancelled her newspaper.",
        "Uma removed her name from the door, so Vito stood in the street for an hour.",
        "They met twice, the first letters go out in January.",
        "Uta hat ihre Karriere pausiert, das Treffen mit Vito lief trotzdem gut.",
        "Luce a annulé son abonnement.",
        "How do I take somebody off the list?",
        "What happens when I put somebody on hold?",
        "Wie kann ich jemanden von der Liste nehmen?",
        "Comment annuler une présentation ?",
        "¿Cómo puedo cancelar una presentación?",
        "Uma has had enough of the rain and removed her hat.",
        "Uta will nicht mehr rauchen.",
        "Vito forgot the list and all data at home, Uma says.",
        "Elin har raderat sitt konto, men lunchen gick bra.",
        "Kann ich meine Kontakte importieren?",
        "Never mind, I have already put Uma and Vito in touch myself.",
        "Can you send me the list of words that you understand, and explain the commands?",
    ],
)
def test_what_is_told_or_asked_is_no_order(text: str) -> None:
    """A tale in which somebody paused, stopped or cancelled, and a question how it is done, order nothing."""
    assert told(text).kind is not Kind.COMMAND


@pytest.mark.parametrize(
    "text",
    [
        "Please introduce Uma Frost (uma@frost.example) and Vito Lang (vito@lang.example). Nothing before 1 May, she is away.",
        "Please introduce Uma Frost, uma@frost.example, to a good accountant. Hers stopped sending letters.",
        "Uma Frost (uma@frost.example) is new in Leeds, Vito Lang (vito@lang.example) has a spare room. They should meet. Ask Uma first.",
    ],
)
def test_a_request_stays_a_request(text: str) -> None:
    """Words of orders beside two people who are to meet are words of the request."""
    assert told(text).kind is Kind.REQUEST


def test_the_new_address_is_taken() -> None:
    """Of two addresses the one that is not the old one is meant, whichever stands first."""
    for text in (
        "Nora Frost has moved from uma@old.example to uma@new.example, please update her address.",
        "For Nora Frost use uma@new.example instead of uma@old.example from now on, please.",
    ):
        command = told(text).command
        assert command is not None
        assert (command.about, command.rest) == ("Nora Frost", "uma@new.example")


def test_a_date_is_the_end_of_a_pause_only_where_it_is_said() -> None:
    """A month is no "never": "mai", and Marco is no March."""
    command = told("Metti in pausa Marco Conti, per favore.").command
    assert command is not None
    assert (command.verb, command.about, command.until) == ("pause", "Marco Conti", None)


def test_every_language_has_the_same_lists() -> None:
    """A list that one language lacks would be an order that it can't give."""
    lists = {vocabulary.language: vocabulary.lists - {"small", "nouns"} for vocabulary in VOCABULARIES}
    assert len(lists) == 11
    assert {name: found ^ lists["en"] for name, found in lists.items() if found != lists["en"]} == {}
