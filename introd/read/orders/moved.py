"""A new address for somebody: alone, or beside the old one."""

from __future__ import annotations

from introd.read.orders.order import Order
from introd.read.reading import Command
from introd.read.requests.addresses import FIRST_MARK, marks_in
from introd.read.requests.lexicon import Hit, words

_OLD_AND_NEW = 2  # addresses
_NEAR = 28  # characters between a word and the address that it speaks of


def new_address(order: Order) -> Command | None:
    """`Rosalind has changed jobs, her address is now a@… instead of b@…`: the address that is not the old one."""
    emails = {found.email for found in order.page.found}
    if not 0 < len(emails) <= _OLD_AND_NEW or None in emails or not order.who.addresses or "changed" not in order.around:
        return None
    if order.any("ask_erase", "how") or (order.asks and not order.has("bid")):
        return None
    if order.page.of("meet", "need", "reason") or any(not _is_weak(order, hit) for hit in order.page.of("ask")):
        return None
    if len(emails) == _OLD_AND_NEW and not (order.any("old", "old_behind", "into") and len(order.who.addresses) == _OLD_AND_NEW):
        return None
    if len(emails) < _OLD_AND_NEW and "address" not in order.around:
        return None
    fresh = _fresh(order)
    about = _whose(order, fresh)
    small = order.sentence.text.islower() and order.has("address")  # "mo's new mail is mo@dunn.example"
    return Command("change_address", about, rest=fresh) if fresh and (about or small) else None


def _is_weak(order: Order, hit: Hit) -> bool:
    """Whether a phrase of asking may stand in an order: "for introductions use …"."""
    return order.page.folded[hit.start : hit.end] in words("ask_weak")


def _whose(order: Order, fresh: str | None) -> str | None:
    """The one person who is named; without a name, the old address says whose the new one is."""
    people = order.who.people
    old = [address for address in order.who.addresses if address != fresh]
    return people[0] if len(people) == 1 else old[0] if old and not people else None


def _fresh(order: Order) -> str | None:
    """The address with the more signs of a new one; None where both have as many."""
    scores: dict[str, int] = {}
    for at, end in marks_in(order.sentence.text):
        found = order.page.found[ord(order.sentence.text[at]) - FIRST_MARK]
        if found.email:
            scores[found.email] = max(scores.get(found.email, -9), _score(order, at, end))
    best = sorted(scores, key=lambda email: -scores[email])
    if len(best) == _OLD_AND_NEW and scores[best[0]] == scores[best[1]]:
        return None
    return best[0] if best and (len(best) > 1 or scores[best[0]] >= 0) else None


def _score(order: Order, at: int, end: int) -> int:
    before = [one for one in order.said if one.list in {"old", "changed", "into"} and at - _NEAR <= one.start and one.end <= at]
    behind = [one for one in order.said if one.list == "old_behind" and end <= one.start <= end + _NEAR]
    last = max(before, key=lambda one: one.end, default=None)
    mood = {"old": -2, "changed": 1, "into": 2}[last.list] if last else 0
    if last and any(one.list == "old" and one.end == last.end for one in before):
        mood = -2
    return mood - 2 * len(behind[:1])
