"""The picture of the network's responsiveness: a PNG that every program can read."""

from __future__ import annotations

import struct
import zlib
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.report.picture import HEIGHT, WIDTH, draw

SMALL = st.integers(0, 5000)


def week(number: int = 0, answered: int = 3, unanswered: int = 1, median: float | None = 1.5) -> dict[str, Any]:
    """One row."""
    monday = date(2026, 1, 5) + timedelta(weeks=number)
    return {"monday": monday.isoformat(), "asked": 4, "answered": answered, "unanswered": unanswered, "median": median}


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG, each with its checksum proved."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, place = {}, 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        name, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(name + data)
        found[name] = data
        place += 12 + length
    return found


def pixels(png: bytes) -> list[bytes]:
    """The rows of pixels, as numbers of colours."""
    raw = zlib.decompress(chunks(png)[b"IDAT"])
    rows = [raw[n : n + WIDTH + 1] for n in range(0, len(raw), WIDTH + 1)]
    assert all(row[0] == 0 for row in rows)
    return [row[1:] for row in rows]


@pytest.mark.parametrize("count", [0, 1, 2, 12, 30])
def test_any_number_of_weeks_is_a_valid_picture(count: int) -> None:
    """None, one, twelve and more weeks: always the same size, whole rows, colours of the palette alone."""
    png = draw([week(n) for n in range(count)])
    found = chunks(png)
    assert list(found) == [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBBBBB", found[b"IHDR"]) == (WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    rows = pixels(png)
    assert len(rows) == HEIGHT
    assert max(max(row) for row in rows) < len(found[b"PLTE"]) // 3 == len(found[b"tRNS"])


@given(st.lists(st.tuples(SMALL, SMALL, st.none() | st.floats(0, 60)), max_size=14))
def test_no_numbers_break_it(numbers: list[tuple[int, int, float | None]]) -> None:
    """Whatever the weeks brought, it is drawn, in few bytes."""
    png = draw([week(n, *one) for n, one in enumerate(numbers)])
    assert len(pixels(png)) == HEIGHT
    assert len(png) < 12_000


def height(png: bytes, colour: int, column: int) -> int:
    """How many pixels of a colour stand in a column of the upper panel."""
    return sum(row[column] == colour for row in pixels(png)[30:206])


def test_bars_are_as_high_as_their_numbers() -> None:
    """Twice as many answers are twice as high a bar, and what was not answered stands on top of it."""
    png = draw([week(0, 10, 0), week(1, 5, 5)])
    first, second = 20 + 41, 20 + 83 + 41
    assert height(png, 2, first) == pytest.approx(2 * height(png, 2, second), abs=2)
    assert height(png, 3, first) == 0
    assert height(png, 3, second) == pytest.approx(height(png, 2, second), abs=2)


def _luminance(colour: bytes) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: bytes, two: bytes) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [b"\xff\xff\xff", b"\x22\x21\x1d", b"\x00\x00\x00"])
def test_it_can_be_read_in_light_and_in_dark_mode(ground: bytes) -> None:
    """The ground is transparent, and ink and bars have a contrast of 3:1 on white, on our dark card and on black (WCAG 1.4.11)."""
    found = chunks(draw([week()]))
    assert found[b"tRNS"][0] == 0
    for number in (1, 2, 3):
        assert _contrast(found[b"PLTE"][number * 3 : number * 3 + 3], ground) >= 3
