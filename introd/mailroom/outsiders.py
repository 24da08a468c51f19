"""An outsider's ask: a draft for an introducer's GO or NO, and the same acknowledgement whoever was asked for.

Nothing that an outsider hears may depend on the list: not whether they hear, not what, not when. Which introducer gets the draft may
depend on it; in whose name the acknowledgement is written depends on the outsider's own words alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from introd.decide.calendar import local_day
from introd.decide.case import Case, State
from introd.decide.letter import Kind, Letter
from introd.decide.settings import IntroducerSettings
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.filing import Filed, owe
from introd.mailroom.groups import pairs
from introd.read.reading import Mail, PartyRead, Reading, Request
from introd.record.store import Transaction, View

_COUNT = "outsiders"
_MOST_OPEN = 3  # drafts of one outsider that wait for an introducer's word
_MOST_PAIRS = 2
_UNSURE = "This mail could not be authenticated: somebody else may have written it in that name."

Open = Callable[[Transaction, Mail, Request, IntroducerSettings, Desk, "Asker"], str]


@dataclass(frozen=True, slots=True)
class Asker:
    """An outsider who asks: the address, and their own words, for the introducer alone."""

    address: str
    words: str


def receive(work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str, open_one: Open) -> Filed:
    """Make drafts of the ask and acknowledge it. `verdict`: pass, fail or unknown, as our own server says of the author."""
    request = reading.request
    if mail.author is None or request is None or not desk.settings.introducers:
        return Filed("set aside", "an ask of nobody in particular")
    if verdict == "fail" or not reading.may_answer:
        why = "forged, as the server says" if verdict == "fail" else "from a robot or a list"
        return Filed("set aside", f"an outsider's ask, {why}")
    if not counted(work, desk, _COUNT):
        return Filed("set aside", "more asks of outsiders in a day than the settings allow")
    asker = Asker(mail.author.email, reading.text[:4000])
    names = _opened(work, mail, request, desk, verdict, asker, open_one)
    if verdict == "pass":
        _acknowledge(work, mail, desk, named(mail, reading.text, desk))
    return Filed("handled", "an outsider's ask", names[0] if names else "")


def _opened(work: Transaction, mail: Mail, request: Request, desk: Desk, verdict: str, asker: Asker, open_one: Open) -> list[str]:
    """The references of the new drafts; who has asked for the same before gets none."""
    introducer = named(mail, asker.words, desk) or _whose_list(work, request, asker, desk)
    if verdict != "pass":
        request = replace(request, doubts=(*request.doubts, _UNSURE))
    waiting = _waiting(work, asker)
    names: list[str] = []
    for pair in pairs(_from_asker(request, asker), asker.words)[:_MOST_PAIRS]:
        known = _looked_up(work, pair, asker, introducer)
        if len(waiting) + len(names) < _MOST_OPEN and not any(_same(case, known, asker) for case in waiting):
            names.append(open_one(work, mail, known, introducer, desk, asker))
    return names


def counted(work: Transaction, desk: Desk, what: str) -> bool:
    """Whether this one is still among those of today; mail that two machines throw at each other ends here."""
    today = desk.clock().date().isoformat()
    kept = work.setting(what) or {}
    count = kept["count"] if kept.get("day") == today else 0
    work.put_setting(what, {"day": today, "count": count + 1})
    return bool(count < desk.settings.outsiders_most)


def named(mail: Mail, words: str, desk: Desk) -> IntroducerSettings | None:
    """The introducer whom the mail itself names: in its address fields, else in its words; the only one there is."""
    introducers = desk.settings.introducers
    if len(introducers) == 1:
        return introducers[0]
    reached = {a.email for a in (*mail.to, *mail.cc)}
    by_address = [i for i in introducers if reached & set(i.addresses)]
    written = f" {' '.join(''.join(c if c.isalpha() else ' ' for c in words.casefold()).split())} "
    by_name = [i for i in introducers if f" {i.name.casefold()} " in written]
    by_first = [i for i in introducers if i.name and f" {i.name.casefold().split()[0]} " in written]
    return next((found[0] for found in (by_address, by_name, by_first) if len(found) == 1), None)


def _whose_list(work: View, request: Request, asker: Asker, desk: Desk) -> IntroducerSettings:
    """The first introducer who knows whoever is asked for, else the first of all."""
    for introducer in desk.settings.introducers:
        for party in request.parties:
            if party.email != asker.address and _entries(work, party, introducer):
                return introducer
    return desk.settings.introducers[0]


def _entries(work: View, party: PartyRead, introducer: IntroducerSettings) -> list[str]:
    """The addresses under which an introducer knows somebody."""
    naming = party.email or party.name
    return [entry["address"] for entry in work.find_people(introducer.key, naming)] if naming else []


def _from_asker(request: Request, asker: Asker) -> Request:
    """Who asks for themselves is the one who is introduced to each of the others."""
    mine = tuple(p for p in request.parties if p.email == asker.address)
    return replace(request, parties=(*mine, *(p for p in request.parties if p not in mine)), asker=asker.address)


def _looked_up(work: View, request: Request, asker: Asker, introducer: IntroducerSettings) -> Request:
    """A person named without an address is looked up on the introducer's list. The result is for the introducer alone."""
    parties, doubts = [], list(request.doubts)
    for party in request.parties:
        found = _entries(work, party, introducer) if not party.email else []
        if len(found) > 1:
            doubts.append(f"Which {party.name} is meant: {', '.join(found[:5])}?")
        parties.append(replace(party, email=found[0]) if len(found) == 1 else party)
    return replace(request, parties=tuple(parties), doubts=tuple(doubts), asker=asker.address)


def _waiting(work: View, asker: Asker) -> list[Case]:
    """Introductions of this person that they asked for and that are not over."""
    found = (case_of(d) for d in work.introductions_with(None, asker.address))
    return [case for case in found if case is not None and case.outsider == asker.address and case.state is not State.CLOSED]


def _same(case: Case, request: Request, asker: Asker) -> bool:
    """Whether a running introduction is between the same two."""
    wanted = {(p.email or p.name).casefold() for p in request.parties} - {asker.address}
    return any({p.address.casefold(), p.name.casefold()} & wanted for p in case.parties if p.address.casefold() != asker.address)


def _acknowledge(work: Transaction, mail: Mail, desk: Desk, named: IntroducerSettings | None) -> None:
    """One courteous answer a day to an address, from which nothing about anybody can be read."""
    to = mail.author.email if mail.author else ""
    keyed, now = desk.address_hash(to), desk.clock()
    if work.opted_out(keyed):
        return
    owner = named or desk.settings.introducers[0]
    day = local_day(now, owner.place).isoformat()
    owe(work, desk, Letter(
        key=f"{Kind.OUTSIDER_ACK}/{keyed[:24]}/{day}", reference="", owner=owner.key, kind=Kind.OUTSIDER_ACK, reader="outsider", to=to,
        facts={"named": named is not None}, not_before=now, created=now, order=2, in_reply_to=mail.message_id,
        references=(mail.message_id,) if mail.message_id else (),
    ))  # fmt: skip
