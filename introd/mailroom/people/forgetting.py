"""Forgetting somebody: no name and no address is left, in the record, in the mailbox, in what will be exported; a keyed hash alone.

In one commit the entry goes, running introductions end, and what the cases said of them is emptied. What lies in the mailbox is
deleted by the daemon afterwards, as a chore that the record remembers until it is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from introd.decide.case import Case, Outcome, Party, Profile, Standing, State
from introd.decide.closing import close
from introd.decide.decision import Drawing
from introd.decide.model import stamp
from introd.mailroom.desk import Desk, case_of, document_of
from introd.mailroom.filing import store
from introd.mailroom.people.importing import FORGOTTEN
from introd.record.errors import RecordLocked
from introd.record.keys import folded, pair
from introd.record.store import Transaction, View

CHORE = "chore:"
"""Begins the setting of what is still to be deleted from the mailbox."""

SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class Chore:
    """Mail that holds one of the texts is to be deleted."""

    name: str
    texts: tuple[str, ...]


def forget(work: Transaction, desk: Desk, address: str, owner: str | None = None) -> list[str]:
    """Forget whoever has an address, on every list or on one; gives the owners of the lists. Without `owner` they are never asked again."""
    entries = [d for d in work.people_of(address) if owner in (None, d["owner"])]
    cases = [c for d in work.introductions_with(owner, address) if (c := case_of(d)) is not None]
    addresses, names = _known_as(address, entries, cases)
    marks = [f"{case.reference}]" for case in cases]
    for case in cases:
        _end(work, desk, case, addresses)
    if owner is None:
        _hash(work, desk, addresses)
    for entry in entries:
        work.remove("person", _entry_key(entry))
    kept_elsewhere = owner is not None and any(d["owner"] != owner for d in work.people_of(address))
    _empty_cases(work, {case.reference for case in cases}, addresses)
    _empty_notes(work, {case.reference for case in cases})
    if not kept_elsewhere:
        _sweep(work, (*addresses, *names))
        work.put_setting(f"{CHORE}{desk.keyed(address)[:24]}", [*addresses, *names, *marks])
    return sorted({*(str(d["owner"]) for d in entries), *(case.owner for case in cases)})


def _known_as(address: str, entries: Iterable[dict[str, Any]], cases: Iterable[Case]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every address and every full name; a name of one word is too common to be looked for."""
    addresses, names = {address.casefold()}, set()
    for entry in entries:
        addresses |= {str(a).casefold() for a in (entry["address"], *entry.get("addresses", ())) if a}
        names.add(str(entry.get("name", "")))
    for case in cases:
        names |= {party.name for party in case.parties if party.address.casefold() in addresses}
    return tuple(sorted(addresses)), tuple(sorted(name for name in names if len(name.split()) > 1))


def _entry_key(entry: dict[str, Any]) -> str:
    return pair(str(entry["owner"]), folded(str(entry["address"])))


def _hash(work: Transaction, desk: Desk, addresses: Iterable[str]) -> None:
    for address in addresses:
        keyed = desk.address_hash(address)
        work.opt_out(keyed, at=stamp(desk.clock()))
        work.put_setting(FORGOTTEN + keyed, True)


def _end(work: Transaction, desk: Desk, case: Case, addresses: tuple[str, ...]) -> None:
    """A running introduction ends; the other, where they were asked, hears the kind letter, the same as for every cause."""
    if case.state is State.CLOSED:
        return
    drawing = Drawing(case, desk.at(desk.owner(case)))
    drawing.log("ended")
    asked = case.state in (State.ASKING, State.AGREED)
    for party in case.parties:
        if party.address.casefold() in addresses:
            drawing.change_party(party.side, standing=Standing.STOPPED, consent=None, held=None)
    close(drawing, Outcome.INTRODUCED if case.state is State.INTRODUCED else Outcome.OPTED_OUT, tell=asked)
    store(work, desk, case, drawing.done())


def _empty_cases(work: Transaction, references: set[str], addresses: tuple[str, ...]) -> None:
    """What the cases and their letters said is emptied: who was asked when stays, for the caps of the other."""
    for reference in references:
        case = case_of(work.introduction(reference))
        if case is None:
            continue
        work.rewrite("introduction", reference, _emptied(work, case, addresses))
        _quiet_deeds(work, case, addresses)
        for letter in work.letters_of(reference):
            if letter["to"].casefold() in addresses:
                work.remove("letter", letter["key"])
            elif letter["status"] in ("pending", "later"):
                _withdraw_unless_kind(work, letter)
            else:
                work.rewrite("letter", letter["key"], {**letter, "facts": {}, "raw": "", "response": ""})


def _withdraw_unless_kind(work: Transaction, letter: dict[str, Any]) -> None:
    """The kind letter to the other names nobody and leaves; whatever else is owed would have spoken of the forgotten one."""
    if letter["kind"] != "timing":
        work.rewrite("letter", letter["key"], {**letter, "facts": {}, "raw": "", "response": "", "status": "withdrawn"})


def _quiet_deeds(work: Transaction, case: Case, addresses: tuple[str, ...]) -> None:
    """What the other did stays in their history; words in it that may name the forgotten one go."""
    for party in case.parties:
        entry = work.person(case.owner, party.address) if party.address.casefold() not in addresses else None
        if entry is not None:
            deeds = [{**d, "detail": ""} if d.get("reference") == case.reference else d for d in entry.get("deeds", ())]
            work.put_person({**entry, "deeds": deeds})


def _empty_notes(work: Transaction, references: set[str]) -> None:
    """Daily notes and answers to orders call people by their first name: their lines about these introductions go."""
    for collection, key, letter in list(work.naming(*references)) if references else []:
        if collection != "letter" or letter.get("reference"):
            continue
        notes = [n for n in letter["facts"].get("notes", ()) if n.get("reference") not in references]
        facts = {**letter["facts"], "notes": notes} if letter["status"] in ("pending", "later") and notes else {}
        ended = {"status": "withdrawn"} if not facts and letter["status"] in ("pending", "later") else {}
        work.rewrite("letter", key, {**letter, "facts": facts, "raw": "", **ended})


def _emptied(work: View, case: Case, addresses: tuple[str, ...]) -> dict[str, Any]:
    parties = [_nobody(p) if p.address.casefold() in addresses else _kept(p) for p in case.parties]
    case = case.but(
        first=next((p for p in parties if p.side == "first"), None), second=next((p for p in parties if p.side == "second"), None),
        why="", starters=(), constraints=(), private=(), doubts=(), request_subject="", warned=(), overridden=(), questions=(),
        history=tuple(entry.but(detail="") for entry in case.history), after=type(case.after)(),
        spare_tokens={p.side: p.token for p in parties if p.token},
    )  # fmt: skip
    stored = work.introduction(case.reference) or {}
    own = {k: v for k, v in stored.items() if k.startswith("_") or k == "revision"}
    return document_of(case) | own


def _nobody(party: Party) -> Party:
    return Party(side=party.side, name="", address="", standing=Standing.STOPPED)


def _kept(party: Party) -> Party:
    """The other keeps their name, address and standing; the words that were said of them in this case may name the forgotten one."""
    return party.but(profile=Profile(zone=party.profile.zone, language=party.profile.language), notes=(), refusal="", tell_them="",
                     held=None, consent=party.consent.but(words="") if party.consent else None)  # fmt: skip


def _sweep(work: Transaction, texts: tuple[str, ...]) -> None:
    """Whatever still holds one of the texts: others' entries lose the words, everything else that is done with is emptied."""
    pattern = re.compile("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)), re.IGNORECASE)
    for collection, key, document in list(work.naming(*texts)):
        if collection == "setting" and key.startswith(CHORE):
            continue
        if collection == "setting":
            work.remove(collection, key)
        elif pattern.search(key) or (collection == "letter" and document.get("status") == "sent"):
            _leave_bare(work, collection, key, document, pattern)
        else:
            work.rewrite(collection, key, _without(document, pattern))


def _leave_bare(work: Transaction, collection: str, key: str, document: dict[str, Any], pattern: re.Pattern[str]) -> None:
    if pattern.search(key) or pattern.search(str(document.get("to", ""))):
        work.remove(collection, key)
    else:
        work.rewrite(collection, key, _without({**document, "facts": {}, "raw": "", "response": ""}, pattern))


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {pattern.sub(SOMEBODY, k): _without(v, pattern) for k, v in value.items()}
    if isinstance(value, list):
        return [_without(v, pattern) for v in value]
    return pattern.sub(SOMEBODY, value) if isinstance(value, str) else value


def chores(desk: Desk) -> Iterator[Chore]:
    """What is still to be deleted from the mailbox."""
    with desk.store.view() as view:
        found = view.settings(CHORE)
    yield from (Chore(name, tuple(texts)) for name, texts in found.items())


def done(desk: Desk, chore: Chore) -> None:
    """The mailbox is rid of it: the record forgets the texts too, and no byte of them is left in its file."""
    with desk.store.transaction() as work:
        work.put_setting(chore.name, None)
        _sweep(work, tuple(text for text in chore.texts if not text.endswith("]")))
    try:
        desk.store.scrub()
    except RecordLocked:
        return  # somebody reads an old moment: the next chore, or the next start, scrubs
