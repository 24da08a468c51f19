"""An introduction that the introducer made in person: it is written down as made, and what they tell of it counts like any other."""

from __future__ import annotations

import re
from collections.abc import Callable

from introd.decide.case import SIDES, Case, Outcome, Party, Profile, Standing, State
from introd.decide.decision import Decision
from introd.decide.settings import IntroducerSettings
from introd.mailroom.desk import Desk
from introd.mailroom.filing import store
from introd.mailroom.people.entries import entry
from introd.record.store import Transaction
from introd.write.ids import token

_IN_PERSON = re.compile(r"\bin person\b|\bI (?:have )?introduced\b|\bI brought\b|\bI put\b.{0,60}\btogether\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]+|[\w.+-]+@[\w.-]+\w")
_MOST_WORDS = 200


def written_down(
    work: Transaction, desk: Desk, introducer: IntroducerSettings, text: str, fresh: Callable[[], str], message_id: str
) -> Case | None:
    """The case of an introduction made in person, between the two people of the list whom the text names; None where it is none."""
    found = people(work, introducer.key, text) if _IN_PERSON.search(text) else []
    if len(found) != 2:
        return None
    reference, now = fresh(), desk.clock()
    first, second = (_party(work, desk, introducer.key, reference, s, a) for s, a in zip(SIDES, found, strict=True))
    case = Case(
        reference=reference, owner=introducer.key, state=State.CLOSED, outcome=Outcome.INTRODUCED, first=first, second=second,
        why="introduced in person", owner_token=token(desk.secret, reference, "introducer"), request_message_id=message_id,
        created=now, handed_over=now, closed=now,
    )  # fmt: skip
    return store(work, desk, None, Decision(case))


def people(work: Transaction, owner: str, text: str) -> list[str]:
    """The addresses of the people of the list that a text names, in its order: by address, full name, or a first name of one only."""
    named: dict[str, None] = {}
    for word in list(dict.fromkeys(_WORD.findall(text)))[:_MOST_WORDS]:
        if word.islower() and "@" not in word:
            continue
        found = work.find_people(owner, word)
        whole = [p for p in found if p.get("name") and p["name"].casefold() in text.casefold()]
        for person in whole or (found if len(found) == 1 else []):
            named.setdefault(person["address"])
    return list(named)


def _party(work: Transaction, desk: Desk, owner: str, reference: str, side: str, address: str) -> Party:
    person = entry(work, owner, address)
    known = {k: v for k, v in person.profile.items() if k in Profile.model_fields} if person else {}
    return Party(
        side="first" if side == "first" else "second", name=person.name if person else "", address=address,
        token=token(desk.secret, reference, side), profile=Profile(**known), standing=Standing.YES,
    )  # fmt: skip
