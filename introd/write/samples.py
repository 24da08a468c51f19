"""Letters about two people who don't exist: at least one of every kind, in each shape that a template tells apart.

For `introd check`, which finds a broken template before a person does, and for the tests of every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from introd.decide.case import Case, Consent, Party, Profile, Side, Standing, State
from introd.decide.letter import Kind, Letter, Reader
from introd.decide.settings import IntroducerSettings
from introd.read.reading import Missing

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_STAMP, _DAY = NOW.isoformat(), "2026-03-09"
Facts = dict[str, Any]

_PAIR: Facts = {"reference": "k3x9", "pair": "Robin First and Sam Second"}
_POINT: Facts = _PAIR | {"who": "Robin", "detail": "", "proposal": "", "verbs": ["go", "cancel"]}
_ACCOUNT: Facts = {"at": _STAMP, "how": "poor", "words": "Sam was late", "owes": False}
_HISTORY = ["three introductions, all well, median answer 1 day"]

DIGEST: Facts = {
    "from": "2026-02-23T08:00:00Z",
    "to": "2026-03-02T08:00:00Z",
    "more": 2,
    "decisions": [_POINT | {"number": 1, "what": "confirm", "who": ""}],
    "waiting": [_PAIR | {"what": "answer", "who": "Robin", "since": "2026-03-02"}],
    "missed": [_PAIR | {"what": "missing", "who": "Sam"}],
    "well": [_PAIR | {"what": "introduced", "who": ""}],
    "weeks": [{"monday": "2026-02-23", "asked": 2, "answered": 2, "unanswered": 1, "introduced": 1, "median": 1.5}],
}
_DECISIONS = (
    ("call", ("nudge_again", "apologise", "leave_it")), ("report", ("send", "drop", "ask")), ("question", ("cancel",)), ("incomplete", ("cancel",)),
    ("outsider", ("go", "cancel")), ("warned", ("override", "wait", "cancel")), ("held", ("send", "cancel")), ("confirm", ("go", "cancel")),
)  # fmt: skip
_FULL_DIGEST: Facts = DIGEST | {
    "decisions": [
        *(_POINT | {"number": n, "what": what, "verbs": list(verbs)} for n, (what, verbs) in enumerate(_DECISIONS, 1)),
        *(
            _POINT | {"number": n, "what": "proposal", "reference": "", "detail": change, "verbs": ["go", "leave_it"]}
            for n, change in enumerate(("caution", "rest", "off", "resume"), 9)
        ),
    ],
    "waiting": [
        _PAIR | {"what": what, "who": "Robin", "since": since}
        for what in ("answer", "later", "reply", "copy", "first_letter", "leaving", "agreed", "clock")
        for since in ((_DAY, None) if what in ("answer", "later") else (None,))
    ],
    "missed": [_PAIR | {"what": what, "who": "Sam"} for what in ("missing", "excused", "bounced", "silent", "poor")],
    "well": [_PAIR | {"what": what, "who": "Robin"} for what in ("introduced", "well", "fine", "favour")],
    "weeks": [
        {"monday": "2026-02-16", "asked": 1, "answered": 1, "unanswered": 0, "introduced": 0, "median": median}
        for median in (0.5, 2.5, None)
    ],
}

NOTES = (
    "bounced", "gone", "unclear", "changed_mind_too_late", "refused_after", "handover_failed", "opted_out", "warned", "asked_my_data",
    "corrected", "own_pause", "pause_waits", "own_pause_waits", "started", "forgotten", "report", "yes", "note_with_yes", "words_after_yes", "answer_held", "no", "later", "silent",
    "expired", "late_yes", "late_no", "unasked_yes", "words", "quiet", "not_yet", "not_yet_away", "excused", "apologised", "favour",
    "not_met", "went_good", "went_fine", "went_poor", "went_not_going", "lapsed", "cancelled",
    "stranger", "stranger_unsure",
)  # fmt: skip
"""What an introducer is told in one line, as decisions name it."""

_DONE = ("cancelled", "go", "waits", "amended", "asked_anew", "nothing_to_do", "not_understood", "report_kept", "report_unclear", "asked_already", "cant_ask")  # fmt: skip
_STATES = ("draft", "confirming", "leaving", "asking", "agreed", "introduced", "closed")
_PROPOSAL: Facts = {
    "proposal": "proposal:liz@ryan.example:1",
    "address": "jane@widgets.example",
    "name": "Jane Roe",
    "change": "caution",
    "standing": "a poor report in May (late)",
    "status": "open",
}
_HAPPENED = [{"at": _STAMP, "what": what} for what in ("introduced", "wrote to the other", "has not heard", "reminded to write")]
_WARNED: Facts = {
    "sure": False, "wait": "10 minutes", "final": False, "better": "2026-04-01", "insist": "",
    "warnings": ["Robin is paused until 1 April 2026."], "costs": ["Robin: third introduction in this quarter."],
    "stale": ["Sam, headline (from 2 March 2023): Baker"],
}  # fmt: skip
_WISHES = ("my_data", "correct", "pause", "start", "forget_me", "forget", "import", "unreadable")

FACTS: Mapping[Kind, Facts] = {
    Kind.CONFIRMATION: {"sure": True, "wait": "10 minutes"},
    Kind.PREVIEW: {"leaves_at": _STAMP},
    Kind.QUESTION: {"side": "first", "words": "Is it paid?\nI wonder."},
    Kind.RELAY: {"words": "No, it is a conversation."},
    Kind.NOTE: {"what": "bounced", "side": "second", "detail": "550 no such user"},
    Kind.DAILY: {"notes": [{"reference": "k3x9", "what": "yes", "side": "first", "detail": "", "at": _STAMP}]},
    Kind.CONFIRM_ANSWER: {"address": "assistant@first.example", "answer": "yes"},
    Kind.ADDRESS_CHANGED: {"old": "me@old.example", "new": "me@new.example"},
    Kind.STATUS: {"lines": ["k3x9: Robin First and Sam Second"]},
    Kind.ACKNOWLEDGED: {"what": "cancelled", "detail": ""},
    Kind.DIGEST: DIGEST,
    Kind.ALARM: {"lines": ["the disk is full"]},
    Kind.PROPOSAL: _PROPOSAL,
    Kind.EXPORT: {
        "count": 2,
        "attachments": [{"name": "people.csv", "type": "text", "subtype": "csv", "text": "name,email\r\n"}],
    },
    Kind.ORDER_CONFIRM: {"what": "my_data", "until": None, "lines": [], "token": "e" * 26},
    Kind.MY_DATA: {"lines": ["Headline: CTO (told by Liz Ryan)"]},
    Kind.DONE: {"what": "pause", "until": "2027-01-04", "lines": []},
    Kind.RECEIPT_YES: {"away": _DAY},
    Kind.RECEIPT_LATER: {"until": "2027-01-04"},
    Kind.MISSING_NUDGE: {"seen": _DAY},
    Kind.PASSED_ON: {"words": "Ask me again in May."},
    Kind.SORRY: {"words": ""},
    Kind.CALL_NOTE: {"side": "first", "happened": _HAPPENED, "history": _HISTORY, "auto": False},
    Kind.REPORT: {
        "side": "first", "about": "second", "words": "Sam was late", "kinds": ["late"], "grave": False, "late": False, "told_by": "party",
        "theirs": None, "history": _HISTORY,
    },
    Kind.ACCOUNTS: {"side": "second", "about": "second", "accounts": [{"side": "first", **_ACCOUNT}], "history": _HISTORY},
    Kind.ALTERNATIVES: {"side": "first", "candidates": [{"name": "Kim Third", "address": "kim@third.example", "why": "bread"}]},
}  # fmt: skip
"""What decisions put beside the case, for each kind that has such: one shape of each."""

_SHAPES: Mapping[Kind, Sequence[Facts]] = {
    Kind.CONFIRMATION: (
        {"sure": False, "wait": "10 minutes"}, _WARNED, _WARNED | {"final": True, "better": None}, _WARNED | {"insist": "no_better_day"},
        _WARNED | {"insist": "still"}, _WARNED | {"insist": "warned"},
    ),
    Kind.NOTE: tuple({"what": what, "side": "second", "detail": _DAY if what == "later" else ""} for what in NOTES),
    Kind.DAILY: (
        {"notes": [{"reference": "k3x9", "what": what, "who": "Sam", "detail": "", "at": _STAMP} for what in NOTES]},
    ),
    Kind.ACKNOWLEDGED: (
        *({"what": what, "detail": _DAY if what == "waits" else "an odd word"} for what in _DONE),
        *({"what": "nothing_to_do", "detail": state} for state in _STATES),
    ),
    Kind.STATUS: ({"lines": []},),
    Kind.DIGEST: (_FULL_DIGEST, DIGEST | {"decisions": [], "more": 0}),
    Kind.PROPOSAL: tuple(_PROPOSAL | {"change": change} for change in ("rest", "off", "resume")),
    Kind.EXPORT: ({"count": 1, "attachments": []},),
    Kind.ORDER_CONFIRM: tuple(
        {"what": what, "until": until, "lines": [], "token": "e" * 26} for what in _WISHES for until in (None, _DAY)
    ),
    Kind.DONE: tuple({"what": what, "until": None, "lines": []} for what in ("correct", "pause", "start")),
    Kind.RECEIPT_YES: ({},),
    Kind.RECEIPT_LATER: ({},),
    Kind.ADDRESS_CHANGED: ({"old": "", "new": ""},),
    Kind.CONFIRM_ANSWER: tuple({"address": "", "answer": answer} for answer in ("no", "later", "unclear")),
    Kind.MISSING_NUDGE: ({"seen": None},),
    Kind.CALL_NOTE: (FACTS[Kind.CALL_NOTE] | {"auto": True, "history": []},),
    Kind.REPORT: (
        FACTS[Kind.REPORT] | {"late": True, "grave": True, "kinds": ["late", "distracted", "left", "no_show", "rude", "venue", "did_not_deliver"]},
        FACTS[Kind.REPORT] | {"told_by": "introducer", "words": "", "theirs": _ACCOUNT, "history": []},
    ),
    Kind.ACCOUNTS: (
        {"side": "second", "about": "second", "accounts": [{"side": "first", **_ACCOUNT, "how": how, "owes": True, "words": ""} for how in ("good", "fine", "not_going")]},
    ),
    Kind.ALTERNATIVES: ({"side": "first", "candidates": [{"name": "", "address": "kim@third.example", "why": ""}]},),
    Kind.OUTSIDER_ACK: ({"named": False},),
    Kind.HELP: ({"named": False},),
}  # fmt: skip
"""Further shapes, which the templates tell apart."""

TO_INTRODUCER = (
    Kind.CONFIRMATION, Kind.MISSING, Kind.PREVIEW, Kind.COPY, Kind.QUESTION, Kind.NOTE, Kind.DAILY, Kind.STATUS, Kind.ACKNOWLEDGED,
    Kind.DIGEST, Kind.PROPOSAL, Kind.EXPORT, Kind.CALL_NOTE, Kind.REPORT, Kind.ACCOUNTS, Kind.ALTERNATIVES,
)  # fmt: skip
TO_ANYBODY = (Kind.OUTSIDER_ACK, Kind.HELP, Kind.ORDER_CONFIRM, Kind.MY_DATA, Kind.DONE)
_SINCE = (
    Kind.THREAD_ONLY, Kind.HEARD, Kind.MISSING_NUDGE, Kind.PASSED_ON, Kind.APOLOGY, Kind.HOW_WAS_IT, Kind.CLARIFY, Kind.SORRY, Kind.THANKS,
    Kind.LATER_CHECK, Kind.CALL_NOTE, Kind.REPORT, Kind.ACCOUNTS, Kind.ALTERNATIVES,
)  # fmt: skip
_TWICE = (Kind.NUDGE, Kind.MISSING_NUDGE, Kind.HOW_WAS_IT)


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter with the case that it is about; `case` is None where it is about none."""

    letter: Letter
    case: Case | None


def reader_of(kind: Kind) -> Reader:
    """Whom a kind is written to: the first party, the introducer, anybody or the operator."""
    if kind in TO_INTRODUCER:
        return "introducer"
    return "outsider" if kind in TO_ANYBODY else "operator" if kind is Kind.ALARM else "first"


def samples(owner: IntroducerSettings, language: str = "") -> Iterator[Sample]:
    """Every kind in every shape, in the name of an introducer; the two people speak `language`, where one is given."""
    for kind in Kind:
        for case in _cases(kind, owner, language):
            for facts in (FACTS.get(kind, {}), *_SHAPES.get(kind, ())):
                yield Sample(_letter(kind, owner, facts), case)
        if kind in _TWICE:
            yield Sample(_letter(kind, owner, FACTS.get(kind, {}), number=2), _case(owner, language, introduced=kind in _SINCE))


def _cases(kind: Kind, owner: IntroducerSettings, language: str) -> list[Case | None]:
    if kind in TO_ANYBODY or kind in (Kind.DAILY, Kind.DIGEST, Kind.ALARM, Kind.PROPOSAL, Kind.EXPORT):
        return [None]
    made = _case(owner, language, introduced=kind in _SINCE)
    if kind is Kind.MISSING:
        return [_incomplete(made), made.but(outsider="o@out.example", outsider_words="Would you?", missing=(Missing.REASON,))]
    if kind is Kind.CONFIRMATION:
        return [
            made,
            _elaborate(made),
            _elaborate(made).but(outsider="o@out.example", outsider_words="Would you?", asked_by="first"),
        ]
    if kind is Kind.ASK:
        return [made, made.but(blind=True), made.but(asked_by="first"), _bare(made)]
    if kind in (Kind.HANDOVER, Kind.COPY, Kind.PREVIEW):
        return [made, _elaborate(made), _elaborate(made).but(links=True), _bare(made)]
    return [made, None] if kind in (Kind.STATUS, Kind.NOTE, Kind.ACKNOWLEDGED) else [made]


def _case(owner: IntroducerSettings, language: str = "", *, introduced: bool = False) -> Case:
    return Case(
        reference="k3x9", owner=owner.key, state=State.INTRODUCED if introduced else State.AGREED, created=NOW,
        first=_party("first", "Robin First", language), second=_party("second", "Sam Second", language),
        why="one has done what the other is about to do", owner_token="c" * 26, thread_token="d" * 26,
        handed_over=NOW if introduced else None,
    )  # fmt: skip


def _party(side: Side, name: str, language: str) -> Party:
    profile = Profile(
        headline="Baker", background="has baked for years", needs="an oven", offers="bread", interests="bread", language=language
    )
    consent = Consent(at=NOW, message_id=f"<{side}@{side}.example>", words="Yes")
    return Party(
        side=side, name=name, address=f"{side}@{side}.example", token=side[0] * 26, profile=profile, standing=Standing.YES,
        consent=consent,
    )  # fmt: skip


def _elaborate(case: Case) -> Case:
    """With everything that a request may say, and words beside both answers."""
    first, second = case.party("first"), case.party("second")
    more = {
        "highlight": "baked for a thousand",
        "place": "Leeds",
        "connect": "a call",
        "link": "https://cal.example/robin",
        "zone": "Europe/London",
    }
    return case.but(
        first=first.but(profile=first.profile.but(**more, needs=""), notes=("Mornings.",), tell_them="https://robin.example/bread"),
        second=second.but(profile=second.profile.but(zone="Asia/Tokyo"), consent=Consent(at=NOW, message_id="<s@s.example>", vouched=True)),
        ask_first="first", not_before=NOW.date(), blind=True, links=False, starters=("Sourdough?",), doubts=("Which Sam is meant?",),
        constraints=("not on Fridays",), private=("Robin may move.",),
    )  # fmt: skip


def _bare(case: Case) -> Case:
    """Two addresses and a reason, and nothing more."""
    nothing = {"name": "", "profile": Profile(language=case.party("first").profile.language)}
    return case.but(first=case.party("first").but(**nothing), second=case.party("second").but(**nothing))


def _incomplete(case: Case) -> Case:
    """A request that lacks whatever one can lack."""
    return case.but(first=case.party("first").but(address="", name=""), second=None, why="", missing=tuple(Missing))


def _letter(kind: Kind, owner: IntroducerSettings, facts: Facts, *, number: int = 1) -> Letter:
    reader = reader_of(kind)
    to = {"introducer": owner.key, "first": "first@first.example"}.get(reader, "somebody@else.example")
    reference = "" if kind in TO_ANYBODY else "k3x9"
    return Letter(
        key=f"k3x9/{kind}/{reader}/{number}", reference=reference, owner=owner.key, kind=kind, reader=reader, to=to, number=number,
        facts=facts, not_before=NOW, created=NOW, message_id="<sample@sample.example>",
    )  # fmt: skip
