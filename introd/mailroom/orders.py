"""An introducer's orders: what the daemon is told or asked outside the draft of a case. Each gets an answer."""

from __future__ import annotations

from introd.decide.case import Case, State
from introd.decide.events import Cancelled
from introd.decide.letter import Kind, Letter
from introd.decide.settings import IntroducerSettings
from introd.decide.transitions import decide
from introd.mailroom.desk import Desk, case_in, case_of
from introd.mailroom.filing import Filed, owe, store
from introd.mailroom.people import carrying
from introd.mailroom.people import orders as people
from introd.mailroom.timeline import in_a_line, plan, story
from introd.read import reading as r
from introd.read.reading import Command, Mail, Reading
from introd.record.store import Transaction

HOLD, RESTORED = "hold", "restored"
"""The settings that stop all sending: one says who and why, the other that the record came out of a backup."""

_HELP = (
    "Write to me in plain words: who should meet whom, with their addresses, and why.",
    "About a running introduction: CANCEL k3x9, STATUS k3x9, REHEARSE k3x9; GO or CANCEL in answer to a letter of mine does too.",
    "About people: LIST, WHO Jane, PAUSE Jane until March, RESUME Jane, CAP Jane 2 a quarter, OFF Jane, NOTE Jane: prefers mornings, FORGET Jane, Jane's new address is jane@new.example.",
    "How they stand: REST Jane, OLD FRIEND Jane, NEW Jane, REPAID Jane; APART Jane, Jason (never introduce them), MAY MEET Jane, Jason; Jane knows Jason.",
    "Your list as files: EXPORT. To import, send me a CSV or vCard file; I show you first how I read it.",
    "About everything: STATUS, HOLD ALL, RELEASE, HELP.",
)


def answer(
    work: Transaction, mail: Mail, reading: Reading, desk: Desk, introducer: IntroducerSettings, case: Case | None
) -> Filed:
    """Obey an order and answer it; what is no order that introd knows is said to be so, and kept for a person."""
    command = reading.command
    about = _about(work, command, introducer, case)
    lines = _all_obeyed(work, mail, reading, desk, introducer, case)
    if lines is None and reading.kind in (r.Kind.HELP, r.Kind.COMMAND):
        lines = ["I did not understand that."] * (reading.kind is r.Kind.COMMAND) + list(_HELP)
    if lines is None:
        return _not_an_order(reading, about)
    if reading.may_answer and lines:
        _reply(work, mail, desk, introducer, lines)
    return Filed("handled", f"order: {command.verb if command else 'help'}", about.reference if about else "")


def beside(work: Transaction, mail: Mail, reading: Reading, desk: Desk, introducer: IntroducerSettings) -> None:
    """Obey the orders about people that stood beside a request, and answer them; the request is on its way already."""
    lines = [line for command in reading.commands for line in people.obey(work, desk, introducer.key, command) or ()]
    if lines and reading.may_answer:
        _reply(work, mail, desk, introducer, lines)


def _all_obeyed(
    work: Transaction, mail: Mail, reading: Reading, desk: Desk, introducer: IntroducerSettings, case: Case | None
) -> list[str] | None:
    """What each order of the mail is answered with; empty where it is answered by a letter of its own, None where none is known."""
    commands = reading.commands or ((reading.command,) if reading.command else ())
    found: list[list[str]] = []
    for command in commands:
        about = _about(work, command, introducer, case)
        lines = (
            _by_letter(work, mail, desk, introducer, command) if about is None or command.verb in ("forget", "export") else None
        )
        lines = _obeyed(work, command, desk, introducer, about) if lines is None else lines
        if lines is not None:
            found.append(lines)
    return [line for lines in found for line in lines] if found else None


def _by_letter(work: Transaction, mail: Mail, desk: Desk, introducer: IntroducerSettings, command: Command) -> list[str] | None:
    """FORGET and EXPORT are answered by letters of their own."""
    if command.verb == "export":
        carrying.export(work, mail, desk, introducer)
        return []
    if command.verb == "forget" and command.about:
        return carrying.forget(work, mail, desk, introducer, command) or []
    return None


def _not_an_order(reading: Reading, case: Case | None) -> Filed:
    reference = case.reference if case else ""
    if reading.kind is r.Kind.REPORT:
        return Filed("set aside", "a report on how an introduction went", reference)
    return Filed("handled", f"{reading.kind.value}: nothing follows", reference)


def _about(work: Transaction, command: Command | None, introducer: IntroducerSettings, case: Case | None) -> Case | None:
    """The case that an order names, if it is this introducer's; else the one whose thread it came in."""
    named = case_in(work, command.about.lower()) if command and command.about else None
    return named if named is not None and named.owner == introducer.key else case


def _obeyed(
    work: Transaction, command: Command, desk: Desk, introducer: IntroducerSettings, case: Case | None
) -> list[str] | None:
    verb = command.verb
    if verb == "status" and case is None and not command.about:
        return _overview(work, introducer, desk)
    if verb == "help":
        return list(_HELP)
    if verb == "hold_all":
        work.put_setting(HOLD, f"HOLD ALL by {introducer.name}")
        return ["Nothing leaves until you say RELEASE."]
    if verb == "release":
        work.put_setting(HOLD, None)
        if not desk.replaying:  # a RELEASE of before the restore knew nothing of it
            work.put_setting(RESTORED, None)
        return ["Letters leave again."]
    if case is not None and (told := _about_case(work, verb, desk, case)) is not None:
        return told
    return people.obey(work, desk, introducer.key, command)


def _about_case(work: Transaction, verb: str, desk: Desk, case: Case) -> list[str] | None:
    at = desk.at(desk.owner(case))
    if verb == "status":
        return story(case, at.introducer.place)
    if verb == "rehearse":
        return plan(case, work, at)
    if verb == "cancel":
        store(work, desk, case, decide(case, Cancelled(), at))
        return [f"{case.reference} is called off." if case.state is not State.CLOSED else f"{case.reference} was over already."]
    return None


def _overview(work: Transaction, introducer: IntroducerSettings, desk: Desk) -> list[str]:
    cases = [case_of(d) for d in work.introductions(owner=introducer.key, limit=500)]
    running = [in_a_line(c, desk.clock()) for c in cases if c is not None and c.state is not State.CLOSED]
    return running or ["Nothing is under way."]


def _reply(work: Transaction, mail: Mail, desk: Desk, introducer: IntroducerSettings, lines: list[str]) -> None:
    key = f"status/{desk.keyed(mail.message_id or mail.subject)[:24]}"
    to = mail.author.email if mail.author else introducer.key
    owe(work, desk, Letter(
        key=key, reference="", owner=introducer.key, kind=Kind.STATUS, reader="introducer", to=to, facts={"lines": lines},
        not_before=desk.clock(), created=desk.clock(), in_reply_to=mail.message_id,
        references=(mail.message_id,) if mail.message_id else (), order=1,
    ))  # fmt: skip
