"""The demonstration proves itself: what must be so when it ends. What is not so is said, and the exit code is 1."""

from __future__ import annotations

from collections.abc import Iterator

from introd.decide.case import Case, Outcome, State
from introd.demo.cast import GEORGE, JANE, JASON, LIZ, MICKEY, Persona
from introd.demo.stage import Stage

GEORGES_REASON = "too much on"


def unmet(stage: Stage, met: Case | None, parted: Case | None, *, played: bool) -> list[str]:
    """What is missing, in words; empty where all is as it should be. With `played`, the first story may end as its player likes."""
    return [
        *stage.ear.troubles,
        *_always(stage, met),
        *(_first_story(stage) if not played else ()),
        *_second_story(stage, parted),
    ]


def _always(stage: Stage, met: Case | None) -> Iterator[str]:
    """True however the people answer."""
    if met is None:
        yield "Liz's first request did not become an introduction"
        return
    introduced = met.state is State.INTRODUCED
    if introduced and not met.both_agreed:
        yield "an introduction without two consents"
    if introduced != bool(stage.last(JASON, "handover") and stage.last(JANE, "handover")):
        yield "the introduction did not reach both"
    for reader, other in ((JASON, JANE), (JANE, JASON)):
        yield from _told_too_early(stage, reader, other, introduced)


def _told_too_early(stage: Stage, reader: Persona, other: Persona, introduced: bool) -> Iterator[str]:
    """A letter before the introduction that holds the other's address."""
    for sheet in stage.mailbox(reader):
        if introduced and sheet.kind == "handover":
            return
        if other.address in sheet.everything.lower():
            yield f"mail {sheet.number} tells {reader.first_name} the address of {other.first_name}"


def _first_story(stage: Stage) -> Iterator[str]:
    if not _in_order(stage, LIZ, ("confirmation", "preview", "copy")):
        yield "Liz did not see confirmation, preview and copy"
    for who in (JASON, JANE):
        if not _in_order(stage, who, ("ask", "receipt_yes", "handover")):
            yield f"{who.first_name} did not get ask, receipt and introduction"
    copies = {s.field("Message-ID") for s in stage.album if s.kind == "handover"}
    if len(copies) != 1:
        yield "the two copies of the introduction are not one message"
    if not any(s.author == JASON.key and JANE.key in s.readers for s in stage.album):
        yield "Jason's own first letter did not reach Jane"


def _second_story(stage: Stage, parted: Case | None) -> Iterator[str]:
    if parted is None:
        yield "Liz's second request did not become an introduction"
        return
    if parted.outcome is not Outcome.REFUSED:
        yield f"the second introduction ended as {parted.outcome or parted.state}"
    if not _in_order(stage, GEORGE, ("ask", "nudge", "receipt_no")):
        yield "George was not asked, nudged once and thanked"
    if not _in_order(stage, MICKEY, ("ask", "receipt_yes", "timing")):
        yield "Mickey was not asked, thanked and told kindly"
    if stage.last(MICKEY, "handover") or stage.last(GEORGE, "handover"):
        yield "George and Mickey were introduced"
    yield from _kept_quiet(stage)


def _kept_quiet(stage: Stage) -> Iterator[str]:
    """The reason is for Liz alone."""
    if not any(s.kind == "daily" and GEORGES_REASON in s.text for s in stage.mailbox(LIZ)):
        yield "George's reason did not reach Liz"
    for sheet in stage.mailbox(MICKEY):
        if GEORGES_REASON in sheet.everything or GEORGE.address in sheet.everything:
            yield f"mail {sheet.number} tells Mickey what George said in confidence"


def _in_order(stage: Stage, who: Persona, kinds: tuple[str, ...]) -> bool:
    """Whether somebody got these kinds in the order of their story, each once; daily notes aside."""
    story = 1 if who in (LIZ, JASON, JANE) else 2
    return tuple(s.kind for s in stage.mailbox(who) if s.kind != "daily" and s.story == story) == kinds
