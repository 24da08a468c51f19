"""Two people, their introducer, and every kind of letter about them."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote

from introd.decide.case import Case, Consent, Party, Profile, Standing, State
from introd.decide.letter import SINCE, Kind, Letter, Reader
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.write import samples
from introd.write.letters import render
from introd.write.samples import reader_of

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

SETTINGS = Settings(
    address="intro@ryan.example",
    introducers=(
        IntroducerSettings(name="Liz Ryan", addresses=("liz@ryan.example",), place=Place(zone="America/Denver"), signature="Liz"),
    ),
)

JASON = Party(
    side="first",
    name="Jason Smith",
    address="jason.smith@widgets.example",
    token="a" * 26,
    profile=Profile(
        headline="Account manager at Widget Works",
        background="Jason spent eight years selling to warehouses and wants to run one.",
        highlight="opened the Denver office from nothing",
        interests="sailing, second-hand books",
        needs="a first job in operations",
        place="Denver",
        zone="America/Denver",
    ),
)
JANE = Party(
    side="second",
    name="Jane Roe",
    address="jane@acme.example",
    token="b" * 26,
    profile=Profile(
        headline="Head of operations at Acme Freight",
        background="Jane has run freight operations for twelve years.",
        highlight="moved a whole depot over one weekend",
        interests="Sailing, cooking",
        offers="advice on moving into operations",
        phone="+44 20 7946 0958",
        place="London",
        zone="Europe/London",
        connect="a call, mornings",
        link="https://cal.example/jane",
    ),
)
CONSENT = Consent(at=NOW, message_id="<yes@mail.example>", words="yes please")

FACTS: dict[Kind, dict[str, Any]] = {**samples.FACTS, Kind.PREVIEW: {"leaves_at": "2026-11-24T10:00:00+00:00"}}
"""What `decide` puts beside the case, for each kind."""

KINDS = tuple(Kind)
TO_INTRODUCER, TO_ANYBODY = samples.TO_INTRODUCER, samples.TO_ANYBODY
TO_PARTY = tuple(k for k in KINDS if k not in (*TO_INTRODUCER, *TO_ANYBODY, Kind.ALARM))
INTRODUCED = (Kind.HANDOVER, Kind.THREAD_ONLY, Kind.PASSED_ON, *sorted(SINCE))
BEFORE = tuple(k for k in TO_PARTY if k not in INTRODUCED)
"""Letters to a party that may leave before the introduction."""


def case(**changes: Any) -> Case:
    """A case in which both have said yes; `changes` replace fields of it."""
    yes = {"standing": Standing.YES, "consent": CONSENT}
    made = Case(
        reference="k3x9",
        owner="liz@ryan.example",
        state=State.AGREED,
        first=JASON.but(**yes),
        second=JANE.but(**yes),
        why="Jason wants to make the move from sales to operations that Jane made ten years ago",
        owner_token="c" * 26,
        thread_token="d" * 26,
        created=NOW,
    )
    return made.but(**changes)


def letter(kind: Kind, reader: Reader | None = None, *, about: Case | None = None, **changes: Any) -> Letter:
    """A letter of a kind, with the facts that `decide` gives it."""
    about, reader = about or case(), reader or reader_of(kind)
    to = {"first": JASON.address, "second": JANE.address, "introducer": "liz@ryan.example"}.get(reader, "somebody@else.example")
    made = Letter(
        key=f"k3x9/{kind}/{reader}/1",
        reference=about.reference,
        owner=about.owner,
        kind=kind,
        reader=reader,
        to=to,
        facts=FACTS.get(kind, {}),
        not_before=NOW,
        created=NOW,
        message_id="<abcdefgh@ryan.example>",
    )
    return made.but(**changes)


def case_for(kind: Kind) -> Case:
    """A case in which this kind may be written."""
    return case(state=State.INTRODUCED, handed_over=NOW) if kind in INTRODUCED[1:] else case()


def written(
    kind: Kind, reader: Reader | None = None, *, about: Case | None = None, settings: Settings = SETTINGS, **changes: Any
) -> bytes:
    """The bytes of a letter."""
    about = about or case_for(kind)
    return render(letter(kind, reader, about=about, **changes), about, settings, date=NOW)


def parsed(raw: bytes) -> EmailMessage:
    """The bytes as the standard library reads them."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(raw: bytes, kind: str = "plain") -> str:
    """One body, decoded."""
    part = parsed(raw).get_body((kind,))
    assert part is not None
    return str(part.get_content())


def everything(raw: bytes) -> str:
    """All that a reader, or their mail program, can see: headers decoded, both bodies, links and entities undone."""
    headers = "\n".join(f"{name}: {value}" for name, value in parsed(raw).items())
    page = body(raw, "html")
    seen = "\n".join((raw.decode("ascii"), headers, body(raw), page, html.unescape(page), re.sub(r"<[^>]*>", "", page)))
    return seen + "\n" + unquote(seen)
