"""Other mail of people who are no introducers: HELP is answered, whatever else a person wrote goes to an introducer with its words.

Nothing in an answer depends on the list: the same letter for everybody, one a day. Which introducer reads the words may depend on it.
"""

from __future__ import annotations

from introd.decide.calendar import local_day
from introd.decide.letter import Kind as LetterKind
from introd.decide.letter import Letter
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.mailroom import outsiders
from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed, note_lines, owe
from introd.read.reading import Answer, Kind, Mail, Reading
from introd.record.store import Transaction, View

_COUNT = "strangers"
_MOST_CHARACTERS = 4000  # of somebody's words in a daily note
_BARE = 3  # words: "HELP", "Help, please"
_DECIDES = frozenset({Answer.YES, Answer.NO, Answer.LATER})


def receive(work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str) -> Filed:
    """Answer HELP, and pass all other words on. What cannot be believed, a robot's, and what is too much for a day, is set aside."""
    kind = reading.kind.value
    if mail.author is None or verdict == "fail" or not reading.may_answer or not desk.settings.introducers:
        return Filed("set aside", f"{kind} of somebody who is no introducer ({verdict})")
    helped = reading.kind is Kind.HELP and verdict == "pass" and answer_help(work, mail, desk)
    if helped and len(reading.text.split()) <= _BARE:
        return Filed("handled", "help, answered")
    if not outsiders.counted(work, desk, _COUNT):
        return Filed("set aside", "more mail of others in a day than the settings allow")
    _pass_on(work, mail, reading, desk, verdict)
    if reading.said is not None and reading.said.answer in _DECIDES:
        return Filed("set aside", f"{reading.said.answer.value}, but to what? An introducer has the words")
    return Filed("handled", f"{kind} of somebody who is no introducer: passed on")


def answer_help(work: Transaction, mail: Mail, desk: Desk) -> bool:
    """Owe the letter that says what can be written to introd: one a day to an address, so many a day in all; whether it is owed."""
    to = mail.author.email if mail.author else ""
    keyed, now = desk.address_hash(to), desk.clock()
    key = f"{LetterKind.HELP}/{keyed[:24]}/{local_day(now, desk.settings.introducers[0].place).isoformat()}"
    if work.opted_out(keyed):
        return False
    if work.letter(key) is not None:
        return True
    if not outsiders.counted(work, desk, "helped"):
        return False
    owe(work, desk, Letter(
        key=key, reference="", owner=desk.settings.introducers[0].key, kind=LetterKind.HELP, reader="outsider", to=to, facts={"named": False},
        not_before=now, created=now, order=2, in_reply_to=mail.message_id, references=(mail.message_id,) if mail.message_id else (),
    ))  # fmt: skip
    return True


def _pass_on(work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str) -> None:
    """A line in the daily note of whoever it is for."""
    if mail.author is None:
        return
    who = f"{mail.author.name} <{mail.author.email}>" if mail.author.name else mail.author.email
    words = "\n".join(filter(None, [mail.subject.strip()[:200], reading.text.strip()[:_MOST_CHARACTERS]]))
    what = "stranger" if verdict == "pass" else "stranger_unsure"
    line = {"reference": "", "what": what, "who": who[:300], "detail": words, "at": stamp(desk.clock())}
    for introducer in _readers(work, mail, reading, desk):
        note_lines(work, desk, introducer, [line])


def _readers(view: View, mail: Mail, reading: Reading, desk: Desk) -> list[IntroducerSettings]:
    """The introducer whom the mail names; else all who know its author; else the first."""
    named = outsiders.named(mail, reading.text, desk)
    owners = {str(d["owner"]) for d in view.people_of(mail.author.email)} if mail.author else set()
    knowing = [introducer for introducer in desk.settings.introducers if introducer.key in owners]
    return [named] if named else knowing or [desk.settings.introducers[0]]
