"""The network's responsiveness as a picture: a PNG drawn with nothing but `zlib`.

Twice as large as it is shown, for sharp screens; the ground is transparent and every colour stands out from white as from near-black, so
that it can be read in light and in dark mode. The same numbers stand as text beside it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT = 1040, 440
"""Pixels. It is shown at half of this."""

_PALETTE = ((0, 0, 0, 0), (138, 131, 116, 255), (58, 146, 118, 255), (201, 124, 46, 255), (120, 112, 96, 90))
_GROUND, _INK, _GOOD, _BAD, _LINE = range(5)
_SCALE = 3  # pixels a dot of the letters
_LEFT, _COLUMN, _BAR = 20, 83, 46
_TOP = (44, 204)  # answers: from the line above the highest bar to the line it stands on
_LOW = (272, 392)  # days
_MOST_WEEKS = 12
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

_FORMS = """
A0E11111F111111 B1E11111E11111E C0E11101010110E D1E11111111111E E1F10101E10101F F1F10101E101010 G0E11101711110F H1111111F111111
I0E04040404040E J0702020202120C K11121418141211 L1010101010101F M111B1515111111 N11111915131111 O0E11111111110E P1E11111E101010
Q0E11111115120D R1E11111E141211 S0F10100E01011E T1F040404040404 U1111111111110E V11111111110A04 W11111115151B11 X11110A040A1111
Y11110A04040404 Z1F01020408101F 00E11131519110E 1040C040404040E 20E11010204081F 31F02040201110E 402060A121F0202 51F101E0101110E
60608101E11110E 71F010204080808 80E11110E11110E 90E11110F01020C .00000000000C0C +0004041F040400
"""
"""Letters of five by seven dots: the character, then a byte for each row."""

_LETTERS = {form[0]: bytes.fromhex(form[1:]) for form in _FORMS.split()}


@dataclass(slots=True)
class Canvas:
    """Pixels as numbers of colours, row by row."""

    pixels: list[bytearray]

    def box(self, left: int, top: int, right: int, bottom: int, colour: int) -> None:
        """Fill from `left`, `top` to before `right`, `bottom`; what lies outside is left out."""
        left, right = max(0, left), min(WIDTH, right)
        for line in self.pixels[max(0, top) : max(0, bottom)]:
            line[left:right] = bytes([colour]) * max(0, right - left)

    def write(self, text: str, left: int, top: int, colour: int = _INK) -> None:
        """Capital letters, digits, full stop and plus; anything else is a blank."""
        for place, character in enumerate(text.upper()):
            for row, dots in enumerate(_LETTERS.get(character, b"")):
                for column in range(5):
                    if dots & (16 >> column):
                        x, y = left + (place * 6 + column) * _SCALE, top + row * _SCALE
                        self.box(x, y, x + _SCALE, y + _SCALE, colour)

    def centred(self, text: str, middle: int, top: int, colour: int = _INK) -> None:
        """The same, around a middle."""
        self.write(text, middle - (len(text) * 6 - 1) * _SCALE // 2, top, colour)


def draw(rows: Sequence[dict[str, Any]]) -> bytes:
    """A PNG of up to twelve weeks (`weeks.row`), newest to the right: answered and not, and the median days an answer took."""
    canvas = Canvas([bytearray(WIDTH) for _ in range(HEIGHT)])
    rows = list(rows)[-_MOST_WEEKS:]
    canvas.box(_LEFT, 4, _LEFT + 21, 25, _GOOD)
    canvas.write("answered", _LEFT + 34, 4)
    canvas.box(_LEFT + 210, 4, _LEFT + 231, 25, _BAD)
    canvas.write("not answered", _LEFT + 244, 4)
    canvas.write("median days to an answer", _LEFT, 236)
    for bottom in (_TOP[1], _LOW[1]):
        canvas.box(_LEFT, bottom, WIDTH - _LEFT, bottom + 2, _LINE)
    _bars(canvas, rows)
    return _png(canvas)


def _bars(canvas: Canvas, rows: Sequence[dict[str, Any]]) -> None:
    most = max((one["answered"] + one["unanswered"] for one in rows), default=0)
    longest = max((one["median"] or 0 for one in rows), default=0)
    for place, one in enumerate(rows):
        middle = _LEFT + place * _COLUMN + _COLUMN // 2
        good, bad = (_height(one[name], most, _TOP) for name in ("answered", "unanswered"))
        _bar(canvas, middle, _TOP[1], good, _GOOD)
        _bar(canvas, middle, _TOP[1] - good, bad, _BAD)
        if one["answered"] or one["unanswered"]:
            canvas.centred(_counted(one), middle, _TOP[1] - good - bad - 26)
        if one["median"] is not None:
            tall = max(4, _height(one["median"], longest, _LOW))
            _bar(canvas, middle, _LOW[1], tall, _GOOD)
            canvas.centred(f"{one['median']:.1f}".removesuffix(".0")[:4], middle, _LOW[1] - tall - 26)
        if (len(rows) - 1 - place) % 2 == 0:
            canvas.centred(_label(one["monday"]), middle, _LOW[1] + 14)


def _counted(one: dict[str, Any]) -> str:
    total = one["answered"] + one["unanswered"]
    return str(total) if total < 1000 else "999+"


def _height(value: float, most: float, panel: tuple[int, int]) -> int:
    return round(value / most * (panel[1] - panel[0] - 26)) if most else 0


def _bar(canvas: Canvas, middle: int, bottom: int, tall: int, colour: int) -> None:
    canvas.box(middle - _BAR // 2, bottom - tall, middle + _BAR // 2, bottom, colour)


def _label(monday: str) -> str:
    day = date.fromisoformat(monday)
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _png(canvas: Canvas) -> bytes:
    """A palette image with transparency (PNG, second edition: ISO/IEC 15948, chunks IHDR, PLTE, tRNS, IDAT, IEND)."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    colours = b"".join(bytes(colour[:3]) for colour in _PALETTE)
    clear = bytes(colour[3] for colour in _PALETTE)
    body = zlib.compress(b"".join(b"\0" + bytes(line) for line in canvas.pixels), 9)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"tRNS", clear), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
