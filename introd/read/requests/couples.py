"""Two people with one mailbox, who are one party: "Hester and Jin Lowe (one mailbox: thelowes@…)", "Tom & Ailsa Ferguson <fergusons@…>".

The address must show it, by the surname alone or by both first names, or the words between names and address must say it: in
"Hester and Jin Lowe (jin.lowe@…)" the address is Jin's.
"""

from __future__ import annotations

import re

from introd.read.requests import names
from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page

_FAR = 40  # characters between the names and their address
_TWO = 2  # words of a name with a surname
_HOUSE = r"(?:the|die|les|los|os|i|de|family|familie|famille|familia|famiglia|familjen|fam|mrandmrs|casa|haus|house)?"


def couple(page: Page, begin: int, place: int, local: str) -> tuple[str, int] | None:
    """The two names that the address at `place` belongs to, as one, and where they begin; None where it belongs to one person.

    `begin`: behind the address before it, or where its sentence begins.
    """
    runs = names.runs(page.text, begin, place)
    if len(runs) < _TWO:
        return None
    first, last = runs[-2:]
    joined = set(page.folded[first.end : last.start].split())
    between = page.text[last.end : place]
    if not joined or not joined <= words("joins_two") | words("relations") | {"his", "her"} or not joined & words("joins_two"):
        return None
    if len(between) > _FAR or re.search(r"[;.]\s|\n\s*\n", between) or " " in first.name or " " not in last.name:
        return None
    said = set(re.findall(r"[^\W\d_]+", fold(between)))
    if not said & words("of_both") and (said or not _is_of_both(first.name, last.name, local)):
        return None
    return page.text[first.start : last.end], first.start


def _is_of_both(first: str, last: str, local: str) -> bool:
    """Whether an address has the surname alone, "thelowes", or the first names of both, "hesterandjin"."""
    box = re.sub(r"[^a-z]", "", fold(local))
    given, surname = (re.sub(r"[^a-z]", "", fold(word)) for word in (last.split()[0], last.split()[-1]))
    if len(surname) > _TWO and re.fullmatch(f"{_HOUSE}{re.escape(surname)}(?:e?s)?", box):
        return True
    return fold(first) in box.replace(given, "", 1) and given in box.replace(fold(first), "", 1)
