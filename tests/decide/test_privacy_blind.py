"""A blind ask keeps what somebody does and drops who they are and for whom they do it."""

from __future__ import annotations

import pytest

from introd.decide import blind


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jane Roe has run depots", "This person has run depots"), ("Dr. Roe's team", "This person's team"), ("as JANE says", "as this person says"),
        ("It will be Jane", "It will be this person"), ("a rower from the hero’s land", "a rower from the hero’s land"),
    ],
)  # fmt: skip
def test_names_are_replaced_whole(text: str, left: str) -> None:
    """Every part of a name goes, with its title and in any case; words that merely contain it stay."""
    assert blind.begun(blind.unnamed(text, "Jane Roe")) == left


def test_names_that_are_words_are_hidden_only_as_names() -> None:
    """Somebody called May Grace loses the name, and "may" and "grace" stay words."""
    assert blind.unnamed("May Grace may come with grace. MAY!", "May Grace") == "this person may come with grace. this person!"


def test_no_name_hides_nothing() -> None:
    """Without a name the text is left alone."""
    assert blind.unnamed("Runs depots", "") == "Runs depots"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("CTO at Widget Works", "CTO at a company"), ("CTO, Acme Freight", "CTO, a company"), ("Acme CTO", "a company CTO"),
        ("Runs logistics at the Acme Group since 2019", "Runs logistics at a company since 2019"), ("Head of Supply Chain", "Head of Supply Chain"),
        ("Worked for Bolt & Sons Ltd.", "Worked for a company"), ("wants to run a warehouse", "wants to run a warehouse"),
        ("the acme people", "a company people"),
    ],
)  # fmt: skip
def test_employers_are_replaced_and_roles_stay(text: str, left: str) -> None:
    """Known employers, and whatever stands where an employer stands, become a company."""
    assert blind.unemployed(text, ("Acme", "Acme Freight")) == left


def test_employers_are_told_from_the_mail_domain_and_the_headline() -> None:
    """The label of a company's domain is an employer; a mailbox provider is not."""
    assert set(blind.employers("jane@acme-freight.example", "COO at Widget Works")) >= {
        "acme-freight",
        "acme freight",
        "Widget Works",
    }
    assert blind.employers("jane@gmail.com") == ()
