"""What the introducer decides after an introduction, in a word or two: NUDGE AGAIN, APOLOGISE, LEAVE IT, ASK, SEND, DROP, or a number."""

from __future__ import annotations

import re

from introd.decide.case import Case, Side, other
from introd.decide.events import IntroducerDecided
from introd.decide.letter import Kind, Letter
from introd.mailroom.placing import Placed
from introd.read.reading import PartyRead, Reading, Request

_ANSWERED = frozenset({Kind.CALL_NOTE, Kind.REPORT, Kind.ACCOUNTS, Kind.ALTERNATIVES})
_ORDER = re.compile(
    r"\W*(?:(?:please|yes|ok|okay)\b\W*)*(?P<word>nudge(?:\s+(?:them|him|her))?(?:\s+again)?|remind|apologi[sz]e|leave(?:\s+it)?|ask|send|drop|no apology)\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHAT = {"nudge": "nudge_again", "remind": "nudge_again", "apolog": "apologise", "leave": "leave_it", "ask": "ask", "send": "send",
         "drop": "drop", "no apo": "drop"}  # fmt: skip
_OURS_ALWAYS = {"nudge_again": "nudge_again", "apologise": "apologise", "leave_it": "leave_it", "ask": "ask"}
_NUMBER = re.compile(r"\W*(?:pick|take|number|no\.?|the|option)?\W*(\d)\b", re.IGNORECASE)


def decided(reading: Reading, placed: Placed, message_id: str) -> IntroducerDecided | None:
    """The introducer's decision in answer to one of our letters about the time after; None for any other words."""
    case, letter = placed.case, placed.letter
    if case is None or case.handed_over is None:
        return None
    if letter is not None and letter.kind in _ANSWERED:
        found = _ORDER.match(reading.text)
        if found is not None:
            what = next(value for start, value in _WHAT.items() if found["word"].lower().startswith(start))
            words = _own_words(found["rest"]) if what == "send" else ""
            return IntroducerDecided(message_id=message_id, what=what, words=words, side=_reporter(letter))
    verb = reading.command.verb if reading.command else ""
    if letter is not None and letter.kind is Kind.REPORT and verb in ("send", "drop"):  # the same in another language
        words = _own_words(f"\n{reading.command.rest}") if verb == "send" and reading.command else ""
        return IntroducerDecided(message_id=message_id, what=verb, words=words, side=_reporter(letter))
    if verb in _OURS_ALWAYS:
        return IntroducerDecided(message_id=message_id, what=_OURS_ALWAYS[verb])
    return None


def _own_words(rest: str) -> str:
    """What stands under SEND, or behind "SEND:", in place of the drafted apology; a polite word is none."""
    line, _, below = rest.partition("\n")
    behind = f"{line.strip()[1:].strip()}\n{below}" if line.strip().startswith(":") else below
    return behind.strip() if len(behind.split()) > 2 else ""


def _reporter(letter: Letter) -> Side | None:
    """Whose report the letter was about."""
    side: Side | None = {"first": "first", "second": "second"}.get(str(letter.facts.get("side")))  # type: ignore[assignment]
    if letter.kind is Kind.ACCOUNTS and side is not None:
        return other(side)
    return side if letter.kind is Kind.REPORT else None


def picked(reading: Reading, placed: Placed) -> Request | None:
    """The request for the person whom the introducer picks from our list by a number; None where they pick nobody."""
    case, letter = placed.case, placed.letter
    found = _NUMBER.match(reading.text)
    if case is None or letter is None or letter.kind is not Kind.ALTERNATIVES or found is None:
        return None
    candidates, number = letter.facts.get("candidates", []), int(found[1])
    if not 1 <= number <= len(candidates):
        return None
    return _request(case, letter, candidates[number - 1])


def _request(case: Case, letter: Letter, candidate: dict[str, str]) -> Request:
    waiting = case.party("first" if letter.facts.get("side") == "first" else "second")
    people = (PartyRead(waiting.name, waiting.address), PartyRead(candidate.get("name", ""), candidate["address"]))
    doubt = (
        f"You picked {candidate.get('name') or candidate['address']}. Does the reason fit? Say GO, or give a better one: “Why: …”"
    )
    return Request(parties=people, why=case.why, doubts=(doubt,))
