"""Orders about people in the same mail as a request: taken out of it, and kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read.beside import without_orders
from introd.read.reading import Kind
from tests.read.test_introducers import thread
from tests.read.test_orders_about_two import told
from tests.read.test_requests import CONTEXT, mail

REQUEST = "Please introduce Ann Hay <ann@hive.example> and Bob Kay <bob.kay@mill.example>, both love rye."


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("APART Ann, Jason", ("apart", "Ann", "Jason")),
        ("Never introduce Ann to Jason.", ("apart", "Ann", "Jason")),
        ("OLD FRIEND Ann", ("old_friend", "Ann", "")),
        ("NOTE Ann: hates mornings", ("note", "Ann", "hates mornings")),
        ("REST Jason", ("rest", "Jason", "")),
        ("REPAID Ann", ("repaid", "Ann", "")),
    ],
)
def test_an_order_below_a_request(line: str, order: tuple[str, str, str]) -> None:
    """Both are read, and nothing that a party may read holds the order."""
    for text in (f"{REQUEST}\n\n{line}", f"{line}\n\n{REQUEST}", f"{REQUEST} {line}"):
        reading = told(text)
        assert reading.kind is Kind.REQUEST
        assert [(c.verb, c.about, c.rest) for c in reading.commands] == [order]
        assert reading.request is not None
        assert [(p.name, p.email, p.profile) for p in reading.request.parties] == [
            ("Ann Hay", "ann@hive.example", {}),
            ("Bob Kay", "bob.kay@mill.example", {}),
        ]
        assert "Jason" not in (reading.request.why or "")


@pytest.mark.parametrize(
    "line",
    [
        "Ann is an old friend.",
        "Ann knows Jason.",
        "Don't ask Ann before 5 December.",
        "Old friend of Ann: Jason.",
        "NOTE: she hates mornings",
        "IBM knows Ann.",
    ],
)
def test_what_is_said_in_passing_is_no_order(line: str) -> None:
    """Plain words beside a request are words of the request, as they ever were."""
    assert told(f"{REQUEST} {line}").commands == ()


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Ann's address is ann@new.example\n\nNOTE Ann: hates mornings", None, "note"),
        ("Drop the bit about Leeds. APART Ann, Bob", None, "apart"),
        ("GO\n\nNOTE Ann: hates mornings", "go", "note"),
        ("GO. OLD FRIEND Ann", "go", "old_friend"),
    ],
)
def test_an_order_below_a_word_on_a_draft(text: str, first: str | None, second: str) -> None:
    """In the thread of an introduction both are read: the correction or the GO, and the order."""
    reading = thread(text)
    assert (reading.command.verb if reading.command else None) == first
    assert reading.commands[-1].verb == second
    assert (reading.request is None) == (first is not None)


def test_a_mail_in_capitals_has_no_orders() -> None:
    """Where everything is in capitals, capitals mean nothing."""
    assert told(f"{REQUEST} Rest Ann.".upper()).commands == ()


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_keeps_what_is_no_order(text: str) -> None:
    """Without an order the text stays as it was."""
    rest, orders = without_orders(mail(text), text, CONTEXT)
    assert orders or rest == text
