"""Message-IDs, tokens and reverse-paths are keyed: repeatable, unguessable, and they tell nothing."""

from __future__ import annotations

import re

import pytest

from introd.write.ids import THREAD, message_id, reverse_path, token

KEYS = ("k3x9/ask/first/1", "k3x9/ask/first/2", "k3x9/ask/second/1", "m4y8/ask/first/1")


def test_the_same_key_gives_the_same_message_id() -> None:
    """After a crash a letter carries the id that it had."""
    assert message_id(b"secret", KEYS[0], "x.example") == message_id(b"secret", KEYS[0], "x.example")


def test_another_key_or_secret_gives_another_message_id() -> None:
    """No two letters share an id, and nobody without the secret can make one; the key doesn't show."""
    made = {message_id(secret, key, "x.example") for secret in (b"one", b"two") for key in KEYS}
    assert len(made) == 2 * len(KEYS)
    assert all(re.fullmatch(r"<[a-z2-7]{32}@x\.example>", i) for i in made)


@pytest.mark.parametrize("purpose", ["first", "second", "owner", "thread"])
def test_tokens_survive_folding_to_lower_case(purpose: str) -> None:
    """A token is lower case and safe in a local part; the thread of the two is known by its beginning."""
    made = token(b"secret", "k3x9", purpose)
    assert re.fullmatch(r"(?:t-)?[a-z2-7]{26}", made)
    assert made.startswith(THREAD) == (purpose == "thread")


def test_each_purpose_and_case_has_a_token_of_its_own() -> None:
    """One thread's token opens no other."""
    purposes = ("first", "second", "owner", "thread")
    assert len({token(b"secret", reference, purpose) for reference in ("k3x9", "m4y8") for purpose in purposes}) == 8


def test_a_reverse_path_is_the_address_with_the_letters_detail() -> None:
    """A bounce comes back to the introducer address, marked with the letter it is about."""
    assert reverse_path("<abc@x.example>", "intro@x.example", "b-") == "intro+b-abc@x.example"
