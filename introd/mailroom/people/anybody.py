"""What anybody may ask for themselves, and what is done once they said GO: MY DATA, CORRECT, PAUSE, START, FORGET ME."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from introd.decide.letter import Kind
from introd.decide.model import stamp
from introd.decide.people.own import own_data
from introd.decide.people.person import Person, person_of
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.filing import Filed, note_lines
from introd.mailroom.people import forgetting, knowing, same, wishes
from introd.mailroom.people.entries import put
from introd.mailroom.people.importing import FORGOTTEN
from introd.read.facts import read_correction
from introd.read.reading import Mail, Reading
from introd.record.store import Transaction


def receive(work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str) -> Filed | None:
    """Somebody's wish about themselves: the known address is asked whether it is so. None where it is no such wish."""
    command = reading.command
    if command is None or command.verb not in wishes.ANYBODYS or mail.author is None:
        return None
    if verdict == "fail" or (desk.authserv_id and verdict != "pass"):
        return Filed("set aside", f"{command.verb}: it is not certain who wrote it")
    if not reading.may_answer:
        return Filed("handled", f"{command.verb}, automatic")
    stopped = work.opted_out(desk.address_hash(mail.author.email))
    if stopped and verdict != "pass" and command.verb != "start":
        return Filed("set aside", f"{command.verb} of somebody who wants no mail: it is not certain who wrote it")
    wishes.ask(work, desk, mail, mail.author.email, command, seldom=stopped)
    return Filed("handled", f"{command.verb}: asked for a GO")


def do(work: Transaction, desk: Desk, mail: Mail, wish: dict[str, Any]) -> Filed:
    """Do what a person wished and said GO to."""
    doing: Callable[[Transaction, Desk, Mail, dict[str, Any]], None] = _DOING[wish["verb"]]
    doing(work, desk, mail, wish)
    return Filed("handled", f"{wish['verb']}: done")


def _entries(work: Transaction, address: str) -> list[Person]:
    return [p for d in work.people_of(address) if (p := person_of(d)) is not None]


def _tell(work: Transaction, desk: Desk, address: str, what: str, detail: str = "") -> None:
    """Every introducer who knows them hears of it in their daily note."""
    for person in _entries(work, address):
        introducer = desk.settings.introducer(person.owner)
        if introducer is not None:
            line = {"reference": "", "what": what, "who": person.called, "detail": detail[:1000], "at": stamp(desk.clock())}
            note_lines(work, desk, introducer, [line])


def _my_data(work: Transaction, desk: Desk, mail: Mail, wish: dict[str, Any]) -> None:
    address = wish["address"]
    cases = [c for d in work.introductions_with(None, address) if (c := case_of(d)) is not None]
    names = {i.key: i.name for i in desk.settings.introducers}
    lines = own_data(
        address, _entries(work, address), cases, names, stopped=work.opted_out(desk.address_hash(address)),
        paused=knowing.own_pause(work, desk, address),
    )  # fmt: skip
    wishes.reply(work, desk, mail, address, Kind.MY_DATA, {"lines": lines})
    _tell(work, desk, address, "asked_my_data")


def _correct(work: Transaction, desk: Desk, mail: Mail, wish: dict[str, Any]) -> None:
    """Labelled facts are corrected on every list; other words go to the introducers, who know what they mean."""
    facts, name = read_correction(wish["words"])
    for person in _entries(work, wish["address"]):
        put(work, person.but(name=name or person.name).told(facts, "themselves", desk.clock()))
    _tell(work, desk, wish["address"], "corrected", wish["words"])
    done = [f"{key.capitalize()}: {text}" for key, text in ({"name": name} | facts).items() if text]
    passed_on = [] if done else ["I passed your words on; they are not mine to judge."]
    wishes.reply(work, desk, mail, wish["address"], Kind.DONE, {"what": "correct", "until": None, "lines": done + passed_on})


def _pause(work: Transaction, desk: Desk, mail: Mail, wish: dict[str, Any]) -> None:
    until = wish["until"] or date.max.isoformat()
    work.put_setting(knowing.OWN_PAUSE + desk.address_hash(wish["address"]), until)
    _tell(work, desk, wish["address"], "own_pause", f"until {wish['until']}" if wish["until"] else "")
    wishes.reply(work, desk, mail, wish["address"], Kind.DONE, {"what": "pause", "until": wish["until"], "lines": []})


def _start(work: Transaction, desk: Desk, mail: Mail, wish: dict[str, Any]) -> None:
    for address in same.addresses_of(work, wish["address"]):
        keyed = desk.address_hash(address)
        work.opt_in(keyed)
        work.put_setting(knowing.OWN_PAUSE + keyed, None)
        work.put_setting(FORGOTTEN + keyed, None)
    _tell(work, desk, wish["address"], "started")
    wishes.reply(work, desk, mail, wish["address"], Kind.DONE, {"what": "start", "until": None, "lines": []})


def _forget_me(work: Transaction, desk: Desk, _mail: Mail, wish: dict[str, Any]) -> None:
    """No receipt: the letter that asked for the GO said that it would be the last."""
    for owner in forgetting.forget(work, desk, wish["address"]):
        introducer = desk.settings.introducer(owner)
        if introducer is not None:
            line = {"reference": "", "what": "forgotten", "who": "", "detail": "", "at": stamp(desk.clock())}
            note_lines(work, desk, introducer, [line])


_DOING: dict[str, Callable[[Transaction, Desk, Mail, dict[str, Any]], None]] = {
    "my_data": _my_data, "correct": _correct, "pause": _pause, "start": _start, "forget_me": _forget_me,
}  # fmt: skip
