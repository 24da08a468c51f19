"""A couple with one mailbox is one party; two people with an address each, or one of them without, are not."""

from __future__ import annotations

import pytest

from tests.read.test_requests_unlike import reading
from tests.read.unlike_cases import Unlike

OTHER = "Piet Maas (piet@maas.example)"

ONE_PARTY = [
    (f"Please introduce my neighbours Ada and Ben Holm (one mailbox: theholms@home.example) to {OTHER}", "Ada and Ben Holm"),
    (f"Please introduce Ada & Ben Holm <holm@home.example> to {OTHER}", "Ada & Ben Holm"),
    (f"Please introduce Ada and her husband Ben Holm (familyholm@home.example) to {OTHER}", "Ada and her husband Ben Holm"),
    (f"Please introduce Ada and Ben Holm (adaandben@home.example) to {OTHER}", "Ada and Ben Holm"),
    (f"Please introduce {OTHER} to Ada and Ben Holm, who share house@home.example", "Ada and Ben Holm"),
    (f"Bitte stell Ada und Ben Holm (gemeinsame Adresse: holms@home.example) und {OTHER} einander vor", "Ada und Ben Holm"),
    (f"Peux-tu présenter Ada et Ben Holm (une seule adresse : holms@home.example) à {OTHER}", "Ada et Ben Holm"),
    (f"Por favor, presenta a Ada y Ben Holm (comparten correo: casa@home.example) a {OTHER}", "Ada y Ben Holm"),
    (f"Wil je Ada en Ben Holm (delen één adres: holms@home.example) voorstellen aan {OTHER}", "Ada en Ben Holm"),
    (f"Puoi presentare Ada e Ben Holm (stessa casella: holms@home.example) a {OTHER}", "Ada e Ben Holm"),
]


@pytest.mark.parametrize(("text", "name"), ONE_PARTY)
def test_a_couple_is_one_party(text: str, name: str) -> None:
    """Two first names with one surname and one mailbox are one party, under both names, and nothing is missing."""
    got = reading(Unlike(f"{text}. They are looking for a surveyor, he is one.", ())).request
    assert got is not None
    assert {(one.name, one.email is None) for one in got.parties} == {(name, False), ("Piet Maas", False)}
    assert "address" not in {str(one) for one in got.missing}


def test_an_address_of_one_is_not_of_both() -> None:
    """Where the address names one of the two, the other's is asked for."""
    got = reading(
        Unlike("Please introduce Ada and Ben Holm (ben.holm@home.example). She sells lamps, he buys lamps.", ())
    ).request
    assert got is not None
    assert {(one.name, one.email) for one in got.parties} == {("Ada", None), ("Ben Holm", "ben.holm@home.example")}


def test_two_addresses_behind_two_names_go_to_those_whom_they_spell() -> None:
    """ "Ada and Ben (ada@… and ben@…)" are two people with an address each."""
    got = reading(
        Unlike("Please introduce Ada and Ben (ada@home.example and ben@home.example). She sells lamps, he buys lamps.", ())
    ).request
    assert got is not None
    assert {(one.name, one.email) for one in got.parties} == {("Ada", "ada@home.example"), ("Ben", "ben@home.example")}
