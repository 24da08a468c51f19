"""What needs a GO before it is done: MY DATA, CORRECT, PAUSE, START and FORGET ME by anybody, FORGET and imports by an introducer.

A mail can be forged, so nothing is done on its word alone: a letter goes to the known address, with a token of its own, and a GO from
there does it. What waits for its GO is a setting of the record; after thirty days it is too late.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from introd.decide.letter import Kind, Letter
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.mailroom.desk import Desk
from introd.mailroom.owing import owe
from introd.mailroom.placing import tokens
from introd.read.commands import read_reply
from introd.read.reading import Command, Mail, Reading
from introd.record.store import Transaction, View
from introd.write.ids import token

WISH = "wish:"
"""Begins the setting of what waits for a GO; its token follows."""

ANYBODYS = frozenset({"my_data", "correct", "pause", "start", "forget_me"})

_LASTS = timedelta(days=30)


def ask(work: Transaction, desk: Desk, mail: Mail, address: str, command: Command, *, seldom: bool = False) -> None:
    """Ask the known address whether it wants what was written in its name: one letter a day and a wish, `seldom` one a week."""
    now = desk.clock()
    slot = f"{now:%G-%V}" if seldom else f"{now:%Y-%m-%d} {command.rest[:2000]}"
    name = token(desk.secret, f"{address} {slot}", f"wish {command.verb}")
    if work.setting(WISH + name) is not None:
        return
    wish = {
        "verb": command.verb, "address": address, "until": command.until.isoformat() if command.until else None,
        "words": command.rest[:4000], "at": stamp(now),
    }  # fmt: skip
    work.put_setting(WISH + name, wish)
    owner = desk.settings.introducers[0].key if desk.settings.introducers else ""
    facts = {"token": name, "what": command.verb, "until": wish["until"], "lines": [command.rest[:1000]] if command.rest else []}
    if command.verb == "forget_me":
        facts["backups_gone"] = (now.date() + timedelta(days=desk.settings.backup_days)).isoformat()
    _owe(work, desk, mail, Kind.ORDER_CONFIRM, address, owner, facts | language(work, address), name)


def ask_introducer(
    work: Transaction, desk: Desk, mail: Mail, introducer: IntroducerSettings, what: str, lines: list[str], **more: Any
) -> str:
    """Ask an introducer before something that cannot be undone, or that is shown first. The name of what waits for the GO."""
    name = token(desk.secret, f"{introducer.key} {mail.message_id} {what}", "wish")
    work.put_setting(WISH + name, {"verb": what, "owner": introducer.key, "at": stamp(desk.clock()), **more})
    facts = {"token": name, "what": what, "until": None, "lines": lines}
    to = mail.author.email if mail.author else introducer.key
    _owe(work, desk, mail, Kind.ORDER_CONFIRM, to, introducer.key, facts, name, reader="introducer")
    return name


def replace(work: Transaction, name: str, newer: str) -> None:
    """What waited under a name is asked anew under another: an answer to the older letter is known as such. The older keeps no file."""
    wish = work.setting(WISH + name)
    work.put_setting(
        WISH + name, {"verb": wish["verb"], "owner": wish["owner"], "at": wish["at"], "newer": newer} if wish else None
    )


def newest(view: View, name: str, wish: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    """What took the place of a wish, however often; the wish itself where nothing did, None where the newest is done."""
    seen = {name}
    found: dict[str, Any] | None = wish
    while found is not None and (name := found.get("newer", name)) not in seen:
        seen.add(name)
        found = view.setting(WISH + name)
    return name, found


def _owe(
    work: Transaction,
    desk: Desk,
    mail: Mail,
    kind: Kind,
    to: str,
    owner: str,
    facts: dict[str, Any],
    name: str,
    reader: Any = "outsider",
) -> None:
    owe(work, desk, Letter(
        key=f"{kind}/{name}", reference="", owner=owner, kind=kind, reader=reader, to=to, facts=facts, order=1,
        not_before=desk.clock(), created=desk.clock(), in_reply_to=mail.message_id,
        references=(mail.message_id,) if mail.message_id else (),
    ))  # fmt: skip


def reply(work: Transaction, desk: Desk, mail: Mail, to: str, kind: Kind, facts: dict[str, Any]) -> None:
    """Answer anybody's GO."""
    owner = desk.settings.introducers[0].key if desk.settings.introducers else ""
    _owe(work, desk, mail, kind, to, owner, facts | language(work, to), desk.keyed(f"{mail.message_id} {kind}")[:26])


def language(view: View, address: str) -> dict[str, str]:
    """The language that a list knows of somebody, as a fact of a letter to them; nothing where none does."""
    spoken = (document.get("profile", {}).get("language", "") for document in view.people_of(address))
    return {"language": found} if (found := next(filter(None, spoken), "")) else {}


def waiting(view: View, mail: Mail, desk: Desk) -> tuple[str, dict[str, Any]] | None:
    """The wish whose token a mail was sent to, with the token; None where there is none, or it was done or is too old."""
    for name in tokens(mail, desk.settings.address):
        wish = view.setting(WISH + name)
        if wish is not None:
            old = desk.clock() - datetime.fromisoformat(wish["at"]) > _LASTS
            return None if old else (name, wish)
    return None


def is_theirs(wish: dict[str, Any], mail: Mail, desk: Desk, verdict: str) -> bool:
    """Whether a GO comes from whom it was asked of, as far as anybody can tell."""
    if mail.author is None or verdict == "fail":
        return False
    if "owner" in wish:
        introducer = desk.settings.introducer(wish["owner"])
        return introducer is not None and mail.author.email in introducer.addresses
    return bool(mail.author.email == wish["address"])


def says_go(mail: Mail, reading: Reading) -> bool:
    """Whether a mail's own words are a plain GO."""
    said = read_reply(mail, reading.text)
    return said is not None and said.verb in ("go", "send")
