"""One person as a file names them, before they are anybody's entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ADDRESS = re.compile(r"[^\s<>@,;:\"()\[\]]{1,64}@(?:[^\s<>@,;:\"()\[\].]+\.)+[^\s<>@,;:\"()\[\].]{2,63}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Name, address (lower case), further addresses, facts under the keys of a profile, and a note for the introducer alone."""

    name: str
    address: str
    addresses: tuple[str, ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row or a card that gives no entry; `number` is where it stands in the file."""

    number: int
    name: str
    reason: str


def address_in(text: str) -> str:
    """The first e-mail address in a text, lower case; empty where there is none."""
    found = _ADDRESS.search(text)
    return found[0].casefold().rstrip(".") if found else ""
