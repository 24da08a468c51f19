"""What nobody wants to read about themselves stands in no letter, marked as a confidence or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read.reading import Missing, Request
from tests.read.test_requests_unlike import reading
from tests.read.unlike_cases import Unlike

ASK = "Please introduce Uma Sand <uma@loom.example> and Roy Pike <roy@dock.example>. Both study tides."
HELD = (
    "Uma was made redundant in the spring.",
    "Roy's firm is about to go under.",
    "Uma is two months behind on her rent.",
    "Roy was in hospital for weeks.",
    "Uma and her sister aren't speaking, there was a nasty row.",
    "Roy is going to sack his foreman on Monday.",
    "Uma liegt im Krankenhaus.",
    "Roy ist mit seinem Partner zerstritten.",
    "Uma va licencier son associé.",
    "Roy no se habla con su socio.",
    "A Uma anda a tentar engravidar.",
    "Roy ha litigato con il fratello.",
    "Uma heeft ruzie met haar zus.",
    "Roy är osams med sin kompanjon.",
    "Roy leżał w szpitalu.",
    "Uma has lost her husband.",
    "Roy is getting divorced.",
    "Uma has been diagnosed with diabetes.",
    "Roy is in therapy.",
    "Uma is pregnant.",
    "Roy is 59 and nobody hires him.",
    "Uma earns 80,000 a year.",
    "Roy's salary is low.",
    "Uma can be a bit of a bore.",
    "Roy is rather arrogant.",
    "Uma was an hour late the last time.",
    "I don't fully trust Roy.",
    "I have my doubts about Uma.",
    "Roy's boss doesn't know that he is looking elsewhere.",
    "Uma is a devout Catholic.",
    "Roy votes for the far right.",
    "Roy is up to his ears in debt.",
    "Uma wurde im Mai entlassen.",
    "Roy ist schwierig.",
    "Uma ist schwanger.",
    "Roy est criblé de dettes.",
    "Uma est très malade.",
    "Roy se está divorciando.",
    "Uma está embarazada.",
    "Roy is failliet.",
    "Uma is zwanger.",
    "Roy è stato licenziato.",
    "Uma è molto malata.",
    "Uma suit une chimio depuis mars.",
    "Roy va être licencié en mai.",
    "Uma gioca d'azzardo e ha perso la casa.",
    "Roy è stato arrestato un anno fa.",
    "Roy es terco y promete mucho.",
    "Uma está en un centro de desintoxicación.",
    "Uma perdeu um bebê em dezembro.",
    "Roy deve três meses de salário.",
)
TOLD = (
    "Uma runs a charity for people with cancer.",
    "Roy is a divorce lawyer in Leeds.",
    "Uma est avocate spécialisée en divorce à Lyon.",
    "Uma accompagna donne incinte in acqua.",
    "Roy investiga enfermedades raras.",
    "Roy trabalha na luta contra o câncer.",
    "Uma teaches autistic children to weave.",
    "Roy has spent 30 years at sea.",
    "Uma builds an app about depression for schools.",
    "Roy is hard to find but knows every tide.",
    "Uma ist seit 20 Jahren Weberin.",
    "Roy è rimasto in provincia.",
    "Roy cooks for the nurses in hospitals.",
    "Uma writes thrillers about a secret agent.",
    "Roy ist Psychiater in Wien.",
    "Uma trabaja en el hospital de Cádiz.",
    "Roy pomaga ludziom wyjść z długów.",
    "Uma is advocaat in Delft en doet zaken over huur.",
)
MARKS = (
    "Keep it to yourself but {}.",
    "FYI only: {}.",
    "Telling you this as a friend: {}.",
    "(not for him: {})",
    "[only for introd] {}",
    "PS - just for you: {}.",
    "Please be discreet: {}.",
    "It is not common knowledge that {}.",
    "He made me promise not to say that {}.",
    "This must not get back to her boss: {}.",
    "Behalte es für dich, aber {}.",
    "Garde-le pour toi, mais {}.",
    "Guárdatelo para ti, pero {}.",
    "Hou het voor jezelf, maar {}.",
    "Tienilo per te, ma {}.",
)  # fmt: skip
WORDS = ("he", "she", "the", "barn", "is", "a", "sold", "kite", "Leeds", "moved", "to", "two", "of", "oats", "buys")


def told(request: Request) -> str:
    """Everything that letters are made of."""
    profiles = (" ".join(one.profile.values()) for one in request.parties)
    return " ".join([request.why or "", *request.starters, *request.constraints, *profiles])


def asked(text: str) -> Request:
    """The request that a text is."""
    request = reading(Unlike(text, ())).request
    assert request is not None
    return request


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("place", ["{ask}\n\n{held}", "{ask} {held}", "{held}\n\n{ask}"])
def test_a_sensitive_sentence_is_held_back_and_shown_to_the_introducer(held: str, place: str) -> None:
    """A sentence on illness, work lost, money, family, belief or character is in no letter, though nothing marks it as a confidence."""
    request = asked(place.format(ask=ASK, held=held))
    assert held.rstrip(".") not in told(request)
    assert any(held.rstrip(".") in said for said in request.private)
    assert "tides" in told(request)
    assert {one.email for one in request.parties} == {"uma@loom.example", "roy@dock.example"}


@pytest.mark.parametrize("public", TOLD)
def test_what_people_do_for_a_living_is_no_secret(public: str) -> None:
    """The same words are passed on where they are somebody's work."""
    assert asked(f"{ASK}\n\n{public}").private == ()


@given(mark=st.sampled_from(MARKS), words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), before=st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_a_marked_remark_says_is_in_no_letter(mark: str, words: list[str], *, before: bool) -> None:
    """The words of a marked remark are passed on by no field, whatever they are and wherever they stand."""
    remark = mark.format(" ".join(["quoll", *words]))
    request = asked(f"{remark}\n\n{ASK}" if before else f"{ASK}\n\n{remark}")
    assert "quoll" not in told(request)
    assert any("quoll" in said for said in request.private)


def test_a_reason_that_is_sensitive_is_asked_for_again() -> None:
    """Where nothing else gives a reason, the introducer is asked for one, and the sentence is not passed on."""
    request = asked("Please introduce Uma Sand <uma@loom.example> to Roy Pike <roy@dock.example> because she was fired in May.")
    assert Missing.REASON in request.missing
    assert "fired" not in told(request)


def test_what_stands_behind_why_is_meant_to_be_told() -> None:
    """The introducer can tell such a matter by writing it behind the label of the reason."""
    text = "Please introduce Uma Sand <uma@loom.example> to Roy Pike <roy@dock.example>.\nWhy: both lost their fathers this year"
    assert "fathers" in (asked(text).why or "")


def test_the_need_of_the_other_survives_beside_a_sensitive_half() -> None:
    """Of "she was let go, he needs a cook" the second half is kept and the first is not."""
    request = asked(
        "Please introduce Uma Sand <uma@loom.example> to Roy Pike <roy@dock.example>. "
        "She was let go in May, he needs a cook for his boat."
    )
    assert "let go" not in told(request)
    assert "needs a cook" in (request.why or "")


def test_an_order_in_a_sensitive_sentence_is_obeyed() -> None:
    """Who is to be asked first is read even where the rest of the sentence is held back."""
    request = asked(f"{ASK} Please ask Roy first, he was fired last week.")
    assert request.ask_first == "roy@dock.example"
    assert "fired" not in told(request)


def test_what_stands_below_the_reason_is_not_the_reason() -> None:
    """A label "Why:" frees its own line; what is told of the two in the lines below is held back as anywhere."""
    text = (
        "Who: Uma Sand <uma@loom.example> and Roy Pike <roy@dock.example>\n"
        "Why: Roy needs a weaver for his sails and Uma weaves, and is a mad sailor to boot\n"
        "Uma - ten years at a mill, own loom since 2024\n"
        "Roy - makes sails in Hull. His wages bill is three months behind."
    )
    request = asked(text)
    assert "months behind" not in told(request)
    assert "weaver for his sails" in told(request)
