"""What is a reason to meet, and what is only said beside it."""

from __future__ import annotations

import pytest

from tests.read.test_plain_mail import reading

PAIR = "Please introduce Uma Sand, uma@loom.example, and Roy Pike, roy@dock.example"


def why(text: str) -> str | None:
    """The reason of an introducer's request."""
    request = reading(text).request
    assert request is not None
    return request.why


@pytest.mark.parametrize(
    "text",
    [
        "pls intro uma sand uma@loom.example and roy pike roy@dock.example - roy is fitting out his first boat, uma does nothing but sails",
        f"{PAIR}. Roy gets letters in Polish that nobody in his office can read; Uma translated such letters for ten years.",
        f"{PAIR} – Roy has forty bales of wool left over from last year.",
    ],
)
def test_what_one_of_them_does_is_a_reason(text: str) -> None:
    """Behind a dash, or beside a word for where somebody works."""
    assert why(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{PAIR} - Roy first.",
        "Can you introduce Zara Whitcombe and Philip Nkosi? I'm on the road and don't have either address on me, will send tonight.",
        "Can you introduce Zara Whitcombe and Philip Nkosi? I can't find their addresses in my phone just now.",
    ],
)
def test_what_the_writer_has_not_at_hand_is_no_reason(text: str) -> None:
    """Neither an order of asking nor an address that the writer lacks says why two should meet."""
    assert why(text) is None
