"""Which words together are which order: the rules are the same in each language, the words stand in its data file.

Every rule asks for words of two kinds and, where the order is about somebody, for a name, an address or a reference. A sentence that asks
how something is done is no order, and a tale is none: its words stand in other forms.
"""

from __future__ import annotations

from collections.abc import Callable

from introd.read.orders.moved import new_address
from introd.read.orders.order import Order
from introd.read.reading import Command

_PAIR = 2


def _nothing_leaves(order: Order) -> Command | None:
    """`Hold everything`, `don't send anything until I'm back`."""
    if order.names_somebody_surely or order.any("go_on", "may_go"):
        return None
    if order.speaks_of_one("send_nothing"):
        return None
    halts = order.has("halt", "everything") and order.bids("halt", "everything")
    return Command("hold_all") if halts or order.has("send_nothing") else None


def _goes_on(order: Order) -> Command | None:
    if order.names_somebody_surely or order.has("send_nothing") or (order.asks and not order.has("bid")):
        return None
    sends = order.has("everything", "may_go") or (order.language != "en" and order.ends("may_go"))
    return Command("release") if order.has("go_on") or sends else None


def _rehearsal(order: Order) -> Command | None:
    return Command("rehearse", order.who.reference) if order.who.reference and order.has("rehearse") else None


def _list(order: Order) -> Command | None:
    if order.names_somebody or order.any("ask_off", "halt", "how"):
        return None
    wished = order.bids("show", "as_file") or order.asks
    if order.has("as_file") and order.any("people", "show", "everything", "data") and wished:
        return Command("export")
    return Command("list") if order.has("show", "people") and wished and not order.any("status", "open_ones") else None


def _person(order: Order) -> Command | None:
    return Command("who", order.who.name) if _asks_of(order) else None


def _asks_of(order: Order) -> bool:
    """Whether the sentence asks what is known of somebody."""
    wished = order.asks or order.bids("know_about", "show", "tell_me")
    return order.has("know_about") and bool(order.who.people) and wished and not order.page.found and not order.has("ask_erase")


def _apart(order: Order) -> Command | None:
    people = order.who.people
    if len(people) != _PAIR or order.who.carried or order.asks or order.page.of("by_hand"):
        return None
    if order.has("may_meet"):
        return Command("may_meet", people[0], rest=people[1])
    never = order.has("apart") or order.has("never", "together")
    return Command("apart", people[0], rest=people[1]) if never else None


def _forgotten(order: Order) -> Command | None:
    """Everything about somebody is to be deleted."""
    if not order.who.name or (order.asks and not order.has("bid")):
        return None
    return (
        Command("forget", order.who.name)
        if order.has("data") and (order.bids("ask_erase") or order.has("ask_erase", "give"))
        else None
    )


def _off(order: Order) -> Command | None:
    if not order.who.name or (order.asks and not order.has("bid")):
        return None
    if len(order.who.people) == _PAIR and order.has("dont_introduce"):
        return None
    struck = order.has("the_list") and order.bids("ask_off")
    never = order.has("never_contact") and not order.until and not order.has("period")
    meant = order.any("intro", "the_list", "together", "asked")  # "she no longer wants to smoke" is none
    wished = order.has("wants_none") and meant and not order.lasts and not order.has("period")
    return Command("off", order.who.name) if struck or never or wished else None


def _limit(order: Order) -> Command | None:
    limits = order.has("at_most") or order.has("not_more", "times")
    if not limits or not order.has("period") or not order.number or order.page.found or not order.who.people:
        return None
    if order.asks and not order.has("bid"):
        return None
    return Command("cap", order.who.name, rest=order.words_of("period"), number=order.number)


def _asked_later(order: Order) -> Command | None:
    """Nobody is to ask somebody before a day: they are to be paused, left in peace, not to be written to."""
    if order.has("dont_introduce") and not order.until:
        return None
    ends = order.bids("lift") and order.any("a_pause", "ask_pause") and not order.lasts
    if not order.who.name or ends or order.has("at_most", "period") or (order.asks and not order.has("bid")):
        return None
    spared = order.lasts and (order.any("dont_contact", "ask_pause") or order.has("alone"))
    later = order.until is not None and order.has("ask_again") and not order.has("is_back")
    rests = order.bids("ask_pause") or (order.has("a_pause", "give")) or (order.has("alone") and order.bids("alone"))
    return Command("pause", order.who.name, order.until) if spared or later or rests else None


def _asked_again(order: Order) -> Command | None:
    if not order.who.people or (order.asks and not order.has("bid")):
        return None
    if order.any("dont_contact", "never_contact", "wants_none"):
        return None
    again = order.has("ask_again") or order.bids("ask_resume") or (order.any("a_pause", "ask_pause") and order.bids("lift"))
    return Command("resume", order.who.name) if again else None


def _called_off(order: Order) -> Command | None:
    if order.asks and not order.has("bid"):
        return None
    pair = len(order.who.people) == _PAIR and (not order.who.carried or order.begins("ask_stop") or order.has("stopped"))
    named = order.has("intro") or bool(order.who.reference) or pair
    stops = order.has("stopped") or order.bids("ask_stop")
    refused = order.has("dont_introduce") and bool(order.who.people) and not order.has("never")
    about = order.who.about
    return Command("cancel", about) if about and ((stops and named) or refused) else None


def _noted(order: Order) -> Command | None:
    text = order.sentence.text
    if (
        not order.who.people
        or order.who.carried
        or order.page.found
        or (order.asks and not order.has("bid"))
        or order.page.of("report", "report_sure")
        or not order.bids("note")
    ):
        return None
    behind = text.partition(":")[2] or text
    return Command("note", order.who.name, rest=behind.strip())


def _status(order: Order) -> Command | None:
    asked = order.asks or order.bids("tell_me")
    told = order.page.of("report_sure") if order.asks else order.page.of("report_sure", "report")
    if not asked or (told and any(hit.end <= order.sentence.start or not order.asks for hit in told)):
        return None
    if order.who.about and order.has("status"):
        return Command("status", order.who.about)
    return Command("status") if order.has("open_ones") and (order.any("tell_me", "status") or order.asks) else None


RULES: tuple[Callable[[Order], Command | None], ...] = (
    new_address,
    _rehearsal,
    _list,
    _nothing_leaves,
    _goes_on,
    _apart,
    _off,
    _forgotten,
    _limit,
    _asked_later,
    _asked_again,
    _called_off,
    _noted,
    _person,
    _status,
)
