"""Files by mail, for introducers: an attached list is shown first and kept on GO; EXPORT sends the list back as files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from introd.decide.letter import Kind, Letter
from introd.decide.settings import IntroducerSettings
from introd.exchange import files
from introd.exchange.mapping import read_mapping
from introd.exchange.table import first_line
from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed
from introd.mailroom.owing import owe
from introd.mailroom.people import forgetting, importing, wishes
from introd.mailroom.people.entries import everybody, meant
from introd.read.reading import Attachment, Command, Mail, Reading
from introd.read.reading import Kind as Read
from introd.record.store import Transaction

_MOST = 5_000_000  # bytes of one attached list
_OLD = "You answered an older letter of mine. This is how I read the file since you corrected it; nothing is kept yet."
_TYPES = {"csv": ("text", "csv", "csv"), "vcard": ("text", "vcard", "vcf"), "json": ("application", "json", "json")}


def attached(mail: Mail) -> Attachment | None:
    """The first attachment that is a list of people by its name or type."""
    wanted = ("text/csv", "text/vcard", "text/x-vcard", "text/directory")
    return next(
        (
            a
            for a in mail.attachments
            if a.filename.casefold().endswith(files.ENDINGS[:2] + files.ENDINGS[3:]) or a.content_type in wanted
        ),
        None,
    )


def receive(work: Transaction, mail: Mail, reading: Reading, desk: Desk, introducer: IntroducerSettings) -> Filed | None:
    """A list that an introducer sends: shown as it was read; nothing is kept before GO. None where there is none, or a request is with it."""
    file = attached(mail)
    if file is None or reading.kind is Read.REQUEST or len(file.content) > _MOST:
        return None
    show(work, desk, mail, introducer, files.decoded(file.content), {})
    return Filed("handled", "a list, shown for GO")


def show(
    work: Transaction,
    desk: Desk,
    mail: Mail,
    introducer: IntroducerSettings,
    text: str,
    columns: dict[str, str],
    first: Sequence[str] = (),
) -> str:
    """Show how a file is read, below the lines that come `first`, its columns taken for what the introducer said so far; nothing is
    kept before GO. The name of what waits for it.
    """
    try:
        found = files.read_file(text, columns)
        what, lines = "import", [*found.shown(), *found.hint()]
    except ValueError as fault:
        what, lines = "unreadable", [str(fault), *files.hint(text)]
    return wishes.ask_introducer(work, desk, mail, introducer, what, [*first, *lines], file=text, columns=columns)


def corrected(work: Transaction, desk: Desk, mail: Mail, words: str, wish: dict[str, Any], *, certain: bool = False) -> str:
    """An introducer's words on the columns of a file that waits for GO: shown again as they say, and the name of what waits now. Empty
    where they speak of none.

    `certain`: they say GO as well, so that only what names a column and its meaning is a correction.
    """
    introducer = desk.settings.introducer(wish["owner"])
    if wish["verb"] not in ("import", "unreadable") or introducer is None:
        return ""
    before = wish.get("columns") or {}
    wanted = read_mapping(words, _columns(wish["file"], before))
    if wanted is None or (certain and not wanted.mapping):
        return ""
    doubts = [f"I could not do all of that: {doubt}." for doubt in wanted.doubts]
    return show(work, desk, mail, introducer, wish["file"], {**before, **wanted.mapping}, doubts)


def again(work: Transaction, desk: Desk, mail: Mail, wish: dict[str, Any]) -> str:
    """A GO to a letter that a newer one took the place of keeps nothing: what the newer one showed is shown again. The name of what waits."""
    introducer = desk.settings.introducer(wish["owner"])
    return show(work, desk, mail, introducer, wish["file"], wish.get("columns") or {}, [_OLD]) if introducer else ""


def _columns(text: str, said: dict[str, str]) -> tuple[str, ...]:
    try:
        return tuple(column for column, _ in files.read_file(text, said).mapping)
    except ValueError:
        return first_line(text)


def forget(work: Transaction, mail: Mail, desk: Desk, introducer: IntroducerSettings, command: Command) -> list[str] | None:
    """FORGET Jane: asked for a GO, since nothing brings her back. The answer in lines where she can't be told from others."""
    found = meant(work, introducer.key, command.about or "")
    if isinstance(found, list):
        return found
    lines = [f"{found.called} <{found.address}>"]
    wishes.ask_introducer(work, desk, mail, introducer, "forget", lines, address=found.address)
    return None


def do(work: Transaction, desk: Desk, wish: dict[str, Any]) -> list[str]:
    """Do what an introducer said GO to; the answer in lines."""
    if wish["verb"] == "import":
        return [importing.store(work, desk, wish["owner"], files.read_file(wish["file"], wish.get("columns")).contacts).words()]
    if wish["verb"] == "forget":
        forgetting.forget(work, desk, wish["address"], wish["owner"])
        return ["Forgotten. What I kept for you is deleted, and so is the mail about it."]
    return ["There is nothing in it that I could keep."]


def export(work: Transaction, mail: Mail, desk: Desk, introducer: IntroducerSettings) -> None:
    """Owe the list as CSV, vCard and JSON, attached to one letter."""
    people = list(everybody(work, introducer.key))
    attachments = [
        {"name": f"people.{ending}", "type": main, "subtype": sub, "text": files.write_file(people, form)}
        for form, (main, sub, ending) in _TYPES.items()
    ]
    owe(work, desk, Letter(
        key=f"export/{desk.keyed(mail.message_id or '')[:24]}", reference="", owner=introducer.key, kind=Kind.EXPORT, reader="introducer",
        to=mail.author.email if mail.author else introducer.key, facts={"count": len(people), "attachments": attachments},
        not_before=desk.clock(), created=desk.clock(), in_reply_to=mail.message_id,
        references=(mail.message_id,) if mail.message_id else (), order=1,
    ))  # fmt: skip
