"""A letter's bytes on the wire."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from introd.post.wire import on_the_wire

LETTERS = st.lists(st.sampled_from([b".", b"\r", b"\n", b"\r\n", b"a", b"\xff", b"..", b""]), max_size=30).map(b"".join)


def received(wire: bytes) -> bytes:
    """What a server keeps: the doubled dots are single again (RFC 5321 section 4.5.2)."""
    lines = wire.split(b"\r\n")
    return b"\r\n".join(line.removeprefix(b".") if line.startswith(b".") else line for line in lines)


@given(LETTERS)
@example(b".")
@example(b"\r\n.\r\n")
@example(b"a\n.\nb")
def test_nothing_in_a_letter_can_end_it(letter: bytes) -> None:
    """No line is a lone dot, no carriage return or line feed stands alone, and the end is a line end."""
    wire = on_the_wire(letter)
    lines = wire.split(b"\r\n")
    assert b"." not in lines
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert lines[-1] == b""


@given(LETTERS)
def test_the_server_gets_the_letter_back(letter: bytes) -> None:
    """Without the doubled dots it is the letter, with its line ends made right."""
    plain = letter.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    expected = plain if plain.endswith(b"\n") else plain + b"\n"
    assert received(on_the_wire(letter)).replace(b"\r\n", b"\n") == expected
