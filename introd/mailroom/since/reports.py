"""The introducer tells how an introduction went, outside any thread or in it: of whom they speak, and how it went."""

from __future__ import annotations

import re

from introd.decide import events as e
from introd.decide.case import Case, Party, Side
from introd.decide.privacy import person
from introd.mailroom.desk import case_of
from introd.read.answers import followup
from introd.read.reading import Answer, Mail, Reading, Said
from introd.read.requests.when import sent_on
from introd.record.store import View

_NEWEST = 500  # introductions that are looked through for the one that is meant
_HOW = {Answer.GOOD: "good", Answer.FINE: "fine", Answer.POOR: "poor"}


def event(reading: Reading, case: Case, mail: Mail) -> e.IntroducerReported:
    """What the introducer's words report of a case."""
    said = followup(reading.text, sent=sent_on(mail), examples=False)
    how = _HOW.get(said.answer, "unclear")
    both = all(_named(reading.text, party) for party in case.parties)
    return e.IntroducerReported(
        message_id=mail.message_id or "", about=None if both and how != "poor" else about(reading.text, said, case), how=how,  # type: ignore[arg-type]
        words=reading.text, kinds=said.kinds, grave=said.grave,
    )  # fmt: skip


def about(text: str, said: Said, case: Case) -> Side | None:
    """Of whom a report speaks: of the one who is named, or the one who is named last before the deciding words."""
    places = {p.side: _named(text, p) for p in case.parties}
    named = [side for side, found in places.items() if found]
    if len(named) == 1:
        return named[0]
    decides = min((at for words in said.because if (at := text.find(words)) >= 0), default=-1)
    before = [(at, side) for side, found in places.items() for at in found if at <= decides]
    return max(before)[1] if before else None


def _named(text: str, party: Party) -> list[int]:
    name = person(party.name)
    wanted = [re.escape(w) for w in {name["first_name"], *name["name"].split()} if len(w) > 1]
    return [found.start() for found in re.finditer(rf"(?<!\w)(?:{'|'.join(wanted)})(?!\w)", text)] if wanted else []


def meant(view: View, owner: str, text: str) -> Case | None:
    """The introduction of which an introducer speaks: by its reference, else the newest one whose people are named."""
    best: tuple[int, Case] | None = None
    for document in view.introductions(owner=owner, limit=_NEWEST):
        case = case_of(document)
        if case is None or case.handed_over is None:
            continue
        if re.search(rf"(?<!\w){re.escape(case.reference)}(?!\w)", text):
            return case
        score = sum(bool(_named(text, party)) for party in case.parties)
        if score and (best is None or (score, case.handed_over) > (best[0], best[1].handed_over)):
            best = (score, case)
    return best[1] if best else None
