"""Whom a delicate matter concerns, what is only a name, what is pay, and how far a mark reaches: each side of the line, in every language."""

from __future__ import annotations

import pytest

from introd.read.requests.others import of_others
from introd.read.requests.page import page
from introd.read.requests.pay import told_pay
from introd.read.requests.private import separate

ASK = "Please introduce Uma Sand <uma@loom.example> and Roy Pike <roy@dock.example>. Both study tides."
WORK = (
    "Uma runs a debt helpline in Cork.",
    "Roy is an addiction nurse and draws comics.",
    "Uma helps families in debt keep their homes.",
    "Roy acts for people who were unfairly dismissed.",
    "Uma designed a lamp for patients on chemo.",
    "Roy is a burnout coach for kitchens.",
    "Uma leads groups through divorce, debt and bereavement.",
    "Roy made a short film on bankruptcy.",
    "Uma treats depression with light.",
    "Roy is a bankruptcy judge and paints boats.",
    "Uma runs her diabetes course on Tuesdays.",
    "Roy works with teenagers who are in trouble with gambling debts.",
    "Uma leitet eine Beratung für Menschen mit Schulden.",
    "Roy hält Vorträge über Depressionen.",
    "Uma accompagne des familles en deuil.",
    "Roy est coach en burn-out.",
    "Uma ayuda a personas con deudas.",
    "Roy es abogado de divorcios.",
    "Uma assiste persone in lutto.",
    "Roy scrive un libro sul divorzio.",
    "Uma ajuda famílias com dívidas.",
    "Roy fez um filme sobre burnout.",
    "Uma begeleidt mensen met een burn-out.",
    "Roy schreef een boek over scheiding.",
    "Uma coachar människor som har blivit uppsagda.",
    "Roy skrev en bok om depression.",
    "Uma prowadzi grupy dla osób po rozwodzie.",
    "Roy napisał książkę o wypaleniu.",
    "ウマさんはがん患者向けの帽子を作っています。",
    "罗伊给抑郁症人群开热线。",
)
OWN = (
    "Uma runs a debt helpline and is broke herself.",
    "Roy is one of those who were laid off in May.",
    "Uma is a director in rehab.",
    "Roy is a nurse on sick leave.",
    "Uma helps families in debt and just came out of rehab.",
    "Roy is seeing a divorce lawyer.",
    "Uma helps people with money problems like her own.",
    "Roy writes about his divorce.",
    "Uma was at a burnout clinic in May.",
    "Roy advises banks and his own firm is going under.",
    "Uma ist Anwältin und hat Depressionen.",
    "Roy ist einer von denen, die im Mai entlassen wurden.",
    "Uma est avocate en burn-out.",
    "Roy sort d'une cure.",
    "Uma es abogada y está en bancarrota.",
    "Roy è medico e soffre di depressione.",
    "Uma é professora e está com depressão.",
    "Roy is arts en zit met een burn-out thuis.",
    "Uma är läkare och sjukskriven.",
    "Roy jest lekarzem i jest na odwyku.",
    "ロイさんは離婚調停中です。",
    "乌玛刚离婚。",
)  # fmt: skip
PLAIN = (
    "Roy is on bail till June.",
    "Uma's landlord has given her a month.",
    "Roy's board want him gone.",
    "He is not a bad man whatever people say.",
    "Uma was signed off with her nerves.",
    "Roy has been to jail.",
    "Uma forgets names now.",
    "Roy is hopeless with money.",
    "Roy ist auf Bewährung.",
    "Uma hat Schulden beim ganzen Dorf.",
    "Roy sort de garde à vue.",
    "Uma a été écartée de son poste.",
    "A Roy le han puesto una pulsera telemática.",
    "Uma y su hermano no se hablan.",
    "Roy è ai domiciliari.",
    "Roy foi apanhado a conduzir bêbado.",
    "Roy heeft een strafblad.",
    "Uma har suttit inne.",
    "Roy siedział za oszustwa.",
    "ロイさんは飲酒運転で捕まりました。",
    "罗伊因为酒驾被拘留过。",
)
NAMES = (
    "Uma owns the shop Off The Record in Hull.",
    "Uma sings at Don't Tell Mama, the cabaret on 4th.",
    'Roy hosts "Between Us", a podcast on yarn.',
    "For Your Eyes Only is an optician's that Uma owns.",
    'Roy is the author of "Strictly Between Ourselves".',
    "Uma führt das Lokal „Streng Geheim“ in Graz.",
    "Roy tient le bar « Bouche Cousue » à Metz.",
    "Uma tiene la librería «Entre Nosotros» en Cádiz.",
    "Roy ha l'osteria «Acqua In Bocca» a Chioggia.",
    "ウマさんは喫茶「内緒」の店主です。",
    "罗伊开了一家叫《秘密》的书店。",
)
NO_NAMES = (
    "Off The Record: Uma paints at night.",
    "Strictly Between Us, Uma paints at night.",
    "BETWEEN US Uma paints at night.",
    'Uma paints at night, but that is "between us".',
)
PAID = (
    "She's on 48,500 now.",
    "He'd take 30 grand for the mill.",
    "Uma would say yes to anything over 52k.",
    "Roy's ceiling is £640,000.",
    "Uma verdient 2800 im Monat.",
    "Roy touche 1900 net.",
    "Uma gana 1.400 euros.",
    "Roy prende 1.300 euro al mese.",
    "Uma tjänar 31 000 i månaden.",
    "Roy zarabia 6 tys. miesięcznie.",
)
COUNTED = (
    "Uma is on 01632 960 777 after six.",
    "Roy earned his degree in 2004.",
    "Uma earns 3,000 points a season.",
    "Roy would go 2,000 miles for good yarn.",
    "The mill has 12,000 spindles and is on 40 acres.",
)
IDIOMS = (
    "She wouldn't thank me for saying so.",
    "You never read this.",
    "Burn after reading.",
    "Please redact.",
    "This is embargoed.",
    "Not a syllable of this to her.",
    "Vergiss das gleich wieder.",
    "Das bleibt in diesen vier Wänden.",
    "Da hältst du bitte dicht.",
    "Ça ne sort pas de cette pièce.",
    "À lire et à oublier.",
    "Olvídalo en cuanto lo leas.",
    "Punto en boca.",
    "Dimenticalo subito.",
    "Prometi calar-me.",
    "Dat blijft binnenskamers.",
    "Glöm det genast.",
    "Zapomnij o tym od razu.",
    "広まると困ります。",
    "看完就忘了吧。",
)


def held(sentence: str) -> bool:
    """Whether a sentence beside a request is held back."""
    return bool(separate(page(f"{ASK}\n\n{sentence}")).private)


@pytest.mark.parametrize("sentence", WORK)
def test_what_somebody_does_for_others_is_told(sentence: str) -> None:
    """A matter of those for whom somebody works is no secret of theirs."""
    assert not held(sentence)


@pytest.mark.parametrize("sentence", [*OWN, *PLAIN])
def test_what_concerns_themselves_is_held_back(sentence: str) -> None:
    """The same matters are held back where the person has them, and plain words of trouble where nothing marks them."""
    assert held(sentence)


@pytest.mark.parametrize("sentence", NAMES)
def test_a_mark_in_a_name_is_no_mark(sentence: str) -> None:
    """What a shop, a bar, a podcast or a book is called asks for no silence."""
    assert not held(sentence)


@pytest.mark.parametrize("sentence", NO_NAMES)
def test_capitals_and_quotation_marks_alone_make_no_name(sentence: str) -> None:
    """A mark that is written large, or in quotation marks, is one all the same."""
    assert held(sentence)


@pytest.mark.parametrize("sentence", PAID)
def test_a_sum_that_somebody_earns_or_would_take_is_held_back(sentence: str) -> None:
    """Pay and a limit of price stand in no letter."""
    assert held(sentence)


@pytest.mark.parametrize("sentence", COUNTED)
def test_numbers_that_count_something_else_are_told(sentence: str) -> None:
    """A telephone, a year, points and miles are no pay."""
    assert not told_pay(page(sentence))


def test_a_text_of_sums_alone_is_pay() -> None:
    """Where there are more sums than are looked at, each of them is taken for pay."""
    assert len(told_pay(page("1,000 and " * 60))) > 40


@pytest.mark.parametrize("idiom", IDIOMS)
@pytest.mark.parametrize("order", ["Roy often thinks of Madrid. {}", "{} Roy often thinks of Madrid."])
def test_an_idiom_of_silence_takes_the_sentence_beside_it(idiom: str, order: str) -> None:
    """Of whatever the idiom asks to be silent on, before it or behind, nothing is told."""
    text = f"{ASK}\n\nUma builds kites, Roy has a boat called Dora.\n\n{order.format(idiom)}\n\nThanks\nLiz"
    assert any("Madrid" in said for said in separate(page(text)).private)


def test_the_next_sentence_on_the_work_of_somebody_is_kept() -> None:
    """A mark in front of one person's trouble does not reach the sentence that says what the other does."""
    text = f"{ASK}\n\nUma weaves. Roy sails. You didn't hear it from me, but the bank called in Roy's loan. Uma works in flax."
    public = separate(page(text)).page.text
    assert "Uma works in flax" in public
    assert "loan" not in public


def test_the_next_sentence_that_speaks_of_the_trouble_is_not_kept() -> None:
    """A sentence on the other person that looks back ("him") goes with the confidence."""
    text = f"{ASK}\n\nUma weaves. Roy sails. You didn't hear it from me, but Roy is broke. Uma works nights to keep him afloat."
    assert "afloat" not in separate(page(text)).page.text


def test_only_matters_that_are_work_are_set_free() -> None:
    """Of two matters in one sentence, the one of others is free and one's own is not."""
    text = page("Roy runs a debt charity and has debts.")
    matters = [hit for hit in text.hits if hit.category in {"sensitive", "afflictions:en"}]
    free = of_others(text, matters)
    assert text.text.index("debt charity") in free or not any(hit.start == text.text.index("debt charity") for hit in matters)
    assert text.text.index("debts") not in free
