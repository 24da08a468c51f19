"""FORGET ME when somebody is everywhere: in others' notes and reasons, in imports, in mail of every coding, under two addresses."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from io import BytesIO
from pathlib import Path

import pytest

from introd.decide.people.person import Person, PrivateNote
from introd.exchange import files
from introd.mailroom.incoming import receive
from introd.mailroom.people import forgetting
from introd.mailroom.people.entries import everybody, put
from introd.post.inbox import Inbox
from introd.post.outcome import Unknown
from introd.read.mail.everything import everything
from introd.sandbox.reports import delivery_report
from tests.whole.clients import apple
from tests.whole.paper import INTRO, JASON, LIZ, Paper
from tests.whole.scene import FOLDERS, Scene
from tests.whole.scene import INTRO as SCENE_INTRO
from tests.whole.scene import LIZ as SCENE_LIZ

ZOE, HOME = "zoe@brandt.example", "zb@home.example"
NAME = "Zoë Brandtová"
TRACES = ("zoe@brandt.example", "zb@home.example", "zoë", "zoe ", "brandtov", "zo\u0308e", "zoe\u0308", "brandtova\u0301")
DAY = timedelta(days=1)

REQUEST = f"""\
Please introduce {NAME} <{ZOE}> and Jason Poe <{JASON}>.

Why: Jason wants to learn how to run a beekeeping cooperative, and {NAME} founded one.
About Jason: Jason is a gardener who wants to start a cooperative this year.
"""
OTHERS = """\
Please introduce Bob Ash <bob@ash.example> and Ann Day <ann@day.example>.

Why: Both were recommended by {name}; {first} thinks that they should row together. Ask {address} if in doubt.
About Bob: Bob rows, and {first}'s brother rows with him.
"""


def traces_in(raw: bytes) -> list[str]:
    """What of her stands in some bytes, as they are or decoded."""
    text = everything(raw).casefold()
    return [trace for trace in TRACES if trace.casefold() in text or unicodedata.normalize("NFC", trace).casefold() in text]


def record(folder: Path) -> bytes:
    """Every byte of the record's files."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def forget_me(room: Paper) -> None:
    """She writes FORGET ME and GO; the mailbox has nothing of hers."""
    room.write(ZOE, "FORGET ME", subject="A wish")
    room.work()
    room.write(ZOE, "GO", answering=room.last("order_confirm", ZOE))
    room.work()
    for chore in list(forgetting.chores(room.desk)):
        forgetting.done(room.desk, chore)
    assert forgetting.scrub(room.desk)


@pytest.fixture
def everywhere(paper: Paper) -> Paper:
    """She was introduced, and others speak of her: notes, reasons, a profile, an import that waits, an order that waits."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(minutes=20))
    paper.write(JASON, "Yes, I know Zoë from the fair", answering=paper.last("ask", JASON))
    paper.write(ZOE, "Yes. Zoë", answering=paper.last("ask", ZOE))
    paper.pass_time(3 * DAY)
    for form in ("NFC", "NFD"):
        said = [unicodedata.normalize(form, text) for text in (NAME, "Zoë")]
        paper.write(f"Liz Ryan <{LIZ}>", OTHERS.format(name=said[0], first=said[1], address=ZOE.upper()))
        paper.pass_time(timedelta(minutes=20))
    with paper.store.transaction() as work:
        put(work, Person(owner=LIZ, address=ZOE, addresses=(HOME,), name=NAME, profile={"phone": "+44 20 7946 0958"}))
        put(work, Person(
            owner=LIZ, address="bob@ash.example", name="Bob Ash", profile={"background": "Met zoe brandtova. Zoë\nlikes him."},
            notes=(PrivateNote(at=paper.now, text="Zoe says: early riser"), PrivateNote(at=paper.now, text=f"ask {HOME}")),
            no_go=(ZOE,),
        ))  # fmt: skip
        work.put_setting(
            "wish:t1", {"verb": "import", "owner": LIZ, "at": paper.now.isoformat(), "file": f"Name,Email\n{NAME},{ZOE}\n"}
        )
        work.set_aside({"key": f"<1.{ZOE}>", "at": paper.now.isoformat(), "reason": "unclear"})
        work.set_aside({"key": "<2@mail.example>", "at": paper.now.isoformat(), "reason": f"a GO from {HOME} for Zoë"})
    return paper


def test_no_byte_of_the_record_and_no_export_holds_her(everywhere: Paper) -> None:
    """Name, first name alone, family name, both addresses, in either Unicode form, with and without accents."""
    assert traces_in(record(everywhere.folder))
    forget_me(everywhere)
    assert traces_in(record(everywhere.folder)) == []
    with everywhere.store.view() as view:
        people = list(everybody(view, LIZ))
        whole = json.dumps([document for _, _, document in view.export()], ensure_ascii=False)
    assert {p.name for p in people} == {"Jason Poe", "Bob Ash", "Ann Day"}
    exported = "\n".join(files.write_file(people, form) for form in ("csv", "vcard", "json"))
    assert traces_in(exported.encode()) == []
    assert traces_in(whole.encode()) == []
    everywhere.store.backup(everywhere.folder / "copy.sqlite")
    assert traces_in((everywhere.folder / "copy.sqlite").read_bytes()) == []


def test_what_others_said_stays_but_for_her(everywhere: Paper) -> None:
    """Bob's note keeps its other words, and his introduction goes on."""
    forget_me(everywhere)
    with everywhere.store.view() as view:
        bob = next(p for p in everybody(view, LIZ) if p.name == "Bob Ash")
    assert bob.notes[0].text == "somebody says: early riser"
    assert bob.profile["background"] == "Met somebody. somebody\nlikes him."
    before = len(everywhere.sent)
    everywhere.write("bob@ash.example", "Yes", answering=everywhere.last("ask", "bob@ash.example"))
    everywhere.write("ann@day.example", "Yes", answering=everywhere.last("ask", "ann@day.example"))
    everywhere.pass_time(2 * DAY)
    assert "handover" in {post.kind for post in everywhere.sent[before:]}
    assert not [trace for post in everywhere.sent[before:] for trace in traces_in(post.raw)]


def test_she_is_never_asked_again_under_either_address(everywhere: Paper) -> None:
    """By request, or by the import that waited: no letter to her, and no entry of hers."""
    forget_me(everywhere)
    before = len(everywhere.sent)
    for address in (ZOE, HOME.upper()):
        everywhere.write(f"Liz Ryan <{LIZ}>", REQUEST.replace(ZOE, address))
        everywhere.write(LIZ, "OVERRIDE", answering=everywhere.last("confirmation", LIZ))
        everywhere.pass_time(3 * DAY)
    with everywhere.store.view() as view:
        assert not view.people_of(ZOE)
        assert not view.people_of(HOME)
    assert not {ZOE, HOME} & {post.to.casefold() for post in everywhere.sent[before:]}


def test_another_of_that_name_stays_whole(paper: Paper) -> None:
    """Jane Roe is forgotten; Jane Miller, her notes, her introduction and a Mary-Jane of the same house stay to the letter."""
    with paper.store.transaction() as work:
        put(work, Person(owner=LIZ, address="jane@roe.example", name="Jane Roe"))
        miller = put(work, Person(
            owner=LIZ, address="jane@miller.example", name="Jane Miller", profile={"background": "Jane runs mills."},
            notes=(PrivateNote(at=paper.now, text="Jane prefers mornings"),),
        ))  # fmt: skip
        mary = put(work, Person(owner=LIZ, address="mary-jane@roe.example", name="Mary-Jane Poe"))
        will = put(
            work,
            Person(
                owner=LIZ,
                address="will@poe.example",
                name="Will Poe",
                notes=(PrivateNote(at=paper.now, text="Jane M., and Jane"),),
            ),
        )
    paper.write(
        f"Liz Ryan <{LIZ}>",
        "Please introduce Jane Miller <jane@miller.example> and Ann Day <ann@day.example>.\n\nWhy: Jane wants to row, as Ann does.",
    )
    paper.pass_time(timedelta(minutes=20))
    case = paper.case()
    paper.write("jane@roe.example", "FORGET ME", subject="A wish")
    paper.work()
    paper.write("jane@roe.example", "GO", answering=paper.last("order_confirm", "jane@roe.example"))
    with paper.store.view() as view:
        left = {p.address: p for p in everybody(view, LIZ)}
    assert left["jane@miller.example"].notes == miller.notes
    assert left["jane@miller.example"].profile["background"] == "Jane runs mills."
    assert left["mary-jane@roe.example"] == mary
    assert left["will@poe.example"].name == will.name
    assert left["will@poe.example"].notes[0].text == "Jane M., and somebody"
    after = paper.case(case.reference)
    assert (after.why, after.parties) == (case.why, case.parties)


def test_bytes_of_a_letter_whose_fate_is_unknown_go_too(everywhere: Paper) -> None:
    """A letter to another, fixed in base64 and naming her, is withdrawn; it is not repeated with her name."""
    everywhere.write(
        LIZ, "Please introduce Kim Lee <kim@lee.example> and Ann Day <ann@day.example>.\n\nWhy: Zoë says that both row."
    )
    everywhere.now += timedelta(minutes=20)
    everywhere.work(Unknown("cut off"))
    forget_me(everywhere)
    assert traces_in(record(everywhere.folder)) == []
    before = len(everywhere.sent)
    everywhere.pass_time(2 * DAY)
    assert not [trace for post in everywhere.sent[before:] for trace in traces_in(post.raw)]


# -- in the mailbox, over real protocol --------------------------------------------------------------------------------------------


def plain(cte: str, words: str) -> bytes:
    """A mail of Liz's in some coding."""
    return _mail(words, cte=cte)


def _mail(
    words: str, author: str = SCENE_LIZ, subject: str = "Something", cte: str = "8bit", html: str = "", file: str = ""
) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = author, SCENE_INTRO, subject, make_msgid(domain="mail.test")
    mail.set_content(words + "\n", cte=cte)
    if html:
        mail.add_alternative(html, subtype="html")
    if file:
        mail.add_attachment(BytesIO(b"%PDF").getvalue(), maintype="application", subtype="pdf", filename=file)
    return mail.as_bytes()


LONG = "so it goes " * 9
PLANTED: dict[str, Callable[[], bytes]] = {
    "address": lambda: _mail(f"ask {ZOE}"),
    "address in another case": lambda: _mail("ask ZOE@Brandt.Example"),
    "address in base64": lambda: _mail(f"ask {ZOE}", cte="base64"),
    "other address": lambda: _mail(f"ask {HOME}", cte="quoted-printable"),
    "name, quoted-printable, broken": lambda: _mail(f"{LONG}{NAME} {LONG}", cte="quoted-printable"),
    "name, base64, decomposed": lambda: _mail(unicodedata.normalize("NFD", f"I saw {NAME}"), cte="base64"),
    "name without accents": lambda: _mail("I saw Zoe Brandtova there"),
    "first name alone": lambda: _mail("Zoë told me about it"),
    "in HTML alone": lambda: _mail("See below", html="<p>I saw Zo&euml; <i>Brandtov&aacute;</i></p>"),
    "in the name of a file": lambda: _mail("Attached", file=f"CV {NAME} with a good deal of words.pdf"),
    "in the subject": lambda: _mail("Hello", subject=f"About {NAME}"),
    "from her": lambda: _mail("Hello", author=f"{NAME} <{ZOE}>"),
}  # fmt: skip


def test_no_mail_of_introds_folders_holds_her(scene: Scene) -> None:
    """Whatever the coding, in Handled, Set aside, Sent and Junk; a long folder is gone through; mail about others stays."""
    with scene.store.transaction() as work:
        put(work, Person(owner=SCENE_LIZ, address=ZOE, addresses=(HOME,), name=NAME))
    others = [_mail("Bob rows with Zola Brandt, whose zeal is known"), _mail("Ann said no")]
    with Inbox(scene.post.imap_account(SCENE_INTRO)) as inbox:
        for folder in FOLDERS.values():
            for what, made in PLANTED.items():
                if what != "first name alone" or folder == FOLDERS["handled"]:
                    inbox.append(folder, made())
            for raw in others:
                inbox.append(folder, raw)
    forget(scene)
    for folder in FOLDERS.values():
        left = scene.post.mailbox(SCENE_INTRO, folder)
        assert [trace for raw in left for trace in traces_in(raw)] == []
        assert sum(b"Ann said no" in raw or b"Zola Brandt" in raw for raw in left) == 2
    assert traces_in(record(scene.folder / "state")) == []
    assert traces_in(scene.log.getvalue().encode()) == []
    assert scene.post.mailbox(SCENE_INTRO) == []


def forget(scene: Scene) -> None:
    """She writes, over real protocol."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"{NAME} <{ZOE}>", SCENE_INTRO, "A wish"
    mail["Date"], mail["Message-ID"] = format_datetime(scene.now), make_msgid(domain="mail.test")
    mail.set_content("FORGET ME")
    scene.send(ZOE, mail.as_bytes())
    scene.work()
    with scene.store.view() as view:
        asked = next(d for _, d in view.scan("letter") if d["kind"] == "order_confirm")
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["Subject"], letter["Message-ID"] = SCENE_INTRO, "Forgetting you", asked["message_id"]
    letter["To"], letter["Reply-To"] = ZOE, f"{SCENE_INTRO.replace('@', '+' + asked['facts']['token'] + '@')}"
    letter.set_content("May I?")
    scene.send(ZOE, apple(letter.as_bytes(), f"{NAME} <{ZOE}>", "GO", scene.now))
    scene.work()


def test_a_mail_of_hers_that_is_filed_late_leaves_no_copy(everywhere: Paper) -> None:
    """What was dealt with before she was forgotten, and could not be filed then, goes to no folder."""
    late = "<late@mail.example>"
    everywhere.write(f"{NAME} <{ZOE}>", "Hello there", message_id=late)
    forget_me(everywhere)
    assert everywhere.write(f"{NAME} <{ZOE}>", "Hello there", message_id=late).folder == "nowhere"


def test_she_is_forgotten_as_an_outsider_too(paper: Paper) -> None:
    """Her own ask for an introduction was a draft of Liz's; neither her address nor her words are left."""
    paper.write(f"{NAME} <{ZOE}>", "Could you introduce me to Jason Poe? I keep zebras.", to=INTRO)
    paper.work()
    assert b"zebras" in record(paper.folder)
    forget_me(paper)
    left = record(paper.folder)
    assert traces_in(left) == []
    assert b"zebras" not in left


def test_a_report_that_comes_late_names_nobody_any_more(everywhere: Paper) -> None:
    """A letter to her comes back after she was forgotten: the report is kept nowhere, and nobody is alarmed."""
    forget_me(everywhere)
    original = everywhere.last("order_confirm", ZOE).raw
    report = delivery_report("mx.example", "<>", ZOE, original, everywhere.now, 1)
    filed = receive(report, everywhere.now, everywhere.desk)
    everywhere.work()
    assert filed.folder == "nowhere"
    assert traces_in(record(everywhere.folder)) == []


def test_the_letter_says_by_when_no_backup_holds_them(paper: Paper) -> None:
    """Thirty days from now, as is set; where no backups are kept, nothing is said of them."""
    paper.write(ZOE, "FORGET ME", subject="A wish")
    paper.work()
    assert "Backups are deleted after 30 days: if you answer today, then by Wednesday 1 April none" in " ".join(
        paper.last("order_confirm", ZOE).text.split()
    )


def test_backups_expire_by_that_day(scene: Scene) -> None:
    """The daemon copies the record each day; on the day that was told, no copy holds her."""
    folder = scene.daemon.backups = scene.folder / "copies"
    with scene.store.transaction() as work:
        put(work, Person(owner=SCENE_LIZ, address=ZOE, name=NAME))
    scene.work()
    assert traces_in(record(folder))
    forget(scene)
    asked = scene.now
    for _ in range(29):
        scene.now += timedelta(days=1)
        scene.work()
    assert traces_in(record(folder))
    scene.now = asked + timedelta(days=30)
    scene.work()
    assert len(list(folder.iterdir())) == 30
    assert traces_in(record(folder)) == []
