"""Letters about two people who don't exist, so that `introd check` finds a broken template before a person does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from introd.decide.case import Case, Consent, Party, Profile, Side, Standing, State
from introd.decide.letter import Kind, Letter, Reader
from introd.decide.settings import IntroducerSettings, Settings
from introd.write.letters import compose
from introd.write.stationery import Written

_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_STAMP = _NOW.isoformat()

_FACTS: Mapping[Kind, dict[str, Any]] = {
    Kind.CONFIRMATION: {"sure": True, "wait": "10 minutes"},
    Kind.PREVIEW: {"leaves_at": _STAMP},
    Kind.QUESTION: {"side": "first", "words": "How much time would it take?"},
    Kind.RELAY: {"words": "Half an hour."},
    Kind.NOTE: {"what": "bounced", "side": "second", "detail": "550 no such user"},
    Kind.DAILY: {"notes": [{"reference": "k3x9", "what": "yes", "side": "first", "detail": "", "at": _STAMP}]},
    Kind.CONFIRM_ANSWER: {"address": "assistant@first.example", "answer": "yes"},
    Kind.ADDRESS_CHANGED: {"old": "old@first.example", "new": "new@first.example"},
    Kind.STATUS: {"lines": ["k3x9: both are being asked"]},
    Kind.ACKNOWLEDGED: {"what": "cancelled", "detail": ""},
    Kind.DIGEST: {
        "from": "2026-02-23T08:00:00Z",
        "to": "2026-03-02T08:00:00Z",
        "more": 2,
        "decisions": [
            {
                "number": 1,
                "reference": "k3x9",
                "what": "confirm",
                "who": "",
                "pair": "Robin First and Sam Second",
                "detail": "",
                "proposal": "",
                "verbs": ["go", "cancel"],
            }
        ],
        "waiting": [
            {"what": "answer", "who": "Robin", "since": "2026-03-02", "reference": "k3x9", "pair": "Robin First and Sam Second"}
        ],
        "missed": [{"what": "missing", "who": "Sam", "reference": "k3x9", "pair": "Robin First and Sam Second"}],
        "well": [{"what": "introduced", "who": "", "reference": "k3x9", "pair": "Robin First and Sam Second"}],
        "weeks": [{"monday": "2026-02-23", "asked": 2, "answered": 2, "unanswered": 1, "introduced": 1, "median": 1.5}],
    },
    Kind.ALARM: {"lines": ["a line"]},
    Kind.RECEIPT_YES: {"away": "2026-03-09"},
    Kind.RECEIPT_LATER: {"until": "2026-04-01"},
}
"""What decisions put beside the case, for each kind that has such."""

_TO_PARTY = (
    Kind.ASK, Kind.HEADS_UP, Kind.NUDGE, Kind.RECEIPT_YES, Kind.RECEIPT_NO, Kind.RECEIPT_LATER, Kind.UNCLEAR, Kind.QUESTION_PASSED,
    Kind.RELAY, Kind.CONFIRM_ANSWER, Kind.ADDRESS_CHANGED, Kind.RENEWAL, Kind.TIMING, Kind.TOO_LATE, Kind.THREAD_ONLY, Kind.HANDOVER,
)  # fmt: skip
_TO_INTRODUCER = (
    Kind.CONFIRMATION, Kind.MISSING, Kind.PREVIEW, Kind.COPY, Kind.QUESTION, Kind.NOTE, Kind.DAILY, Kind.STATUS, Kind.ACKNOWLEDGED,
    Kind.DIGEST,
)  # fmt: skip
_READERS: Mapping[Kind, Reader] = {
    **dict.fromkeys(_TO_PARTY, "first"), **dict.fromkeys(_TO_INTRODUCER, "introducer"),
    Kind.OUTSIDER_ACK: "outsider", Kind.ALARM: "operator",
}  # fmt: skip
"""The letters that are written on the way to an introduction, with who reads the sample."""


def letters(settings: Settings) -> Iterator[tuple[Kind, Written]]:
    """One letter of each kind up to the introduction, under these settings. Raises what a template raises."""
    owner = settings.introducers[0]
    for kind in _READERS:
        case = _case(owner, introduced=kind is Kind.THREAD_ONLY)
        yield kind, compose(_letter(kind, owner), case, settings, date=_NOW)


def _case(owner: IntroducerSettings, *, introduced: bool) -> Case:
    return Case(
        reference="k3x9", owner=owner.key, state=State.INTRODUCED if introduced else State.AGREED, created=_NOW,
        first=_party("first", "Robin First"), second=_party("second", "Sam Second"),
        why="one has done what the other is about to do", owner_token="c" * 26, thread_token="d" * 26,
        handed_over=_NOW if introduced else None,
    )  # fmt: skip


def _party(side: Side, name: str) -> Party:
    profile = Profile(headline="Baker", background="has baked for years", needs="an oven", offers="bread", interests="bread")
    consent = Consent(at=_NOW, message_id=f"<{side}@{side}.example>", words="Yes")
    return Party(
        side=side, name=name, address=f"{side}@{side}.example", token=side[0] * 26, profile=profile, standing=Standing.YES,
        consent=consent,
    )  # fmt: skip


def _letter(kind: Kind, owner: IntroducerSettings) -> Letter:
    reader = _READERS[kind]
    to = {"introducer": owner.key, "first": "first@first.example"}.get(reader, "somebody@else.example")
    return Letter(
        key=f"k3x9/{kind}/{reader}/1", reference="k3x9", owner=owner.key, kind=kind, reader=reader, to=to,
        facts=_FACTS.get(kind, {}), not_before=_NOW, created=_NOW, message_id="<sample@sample.example>",
    )  # fmt: skip
