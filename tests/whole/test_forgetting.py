"""FORGET ME over real protocol: the bytes of record, mailbox and log are searched for name and address."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from tests.whole.clients import gmail
from tests.whole.scene import FOLDERS, INTRO, JANE, JASON, Scene


def writes(scene: Scene, author: str, words: str) -> None:
    """Somebody writes a new mail to the introducer address."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Jane Roe <{author}>", INTRO, "A wish"
    mail["Date"], mail["Message-ID"] = format_datetime(scene.now), make_msgid(domain="mail.test")
    mail.set_content(words)
    scene.send(author, mail.as_bytes())


def test_forget_me_leaves_no_byte_of_name_or_address(scene: Scene) -> None:
    """After an introduction to the end, Jane is forgotten: in the record's files, in Handled, Set aside and Sent, and in the log."""
    scene.request()
    scene.pass_time(timedelta(minutes=30))
    for person in (JASON, JANE):
        scene.answer(person, "Yes, please", gmail)
        scene.work()
    scene.pass_time(timedelta(days=3))
    writes(scene, JANE, "FORGET ME")
    scene.work()
    scene.answer(JANE, "GO", gmail, about="Forgetting you")
    scene.work()
    places = [path.read_bytes() for path in (scene.folder / "state").iterdir() if path.is_file()]
    for name in ("handled", "set_aside", "sent"):
        places += scene.post.mailbox(INTRO, FOLDERS[name])
    places += [scene.log.getvalue().encode(), *scene.post.mailbox(INTRO)]
    left = b"\n".join(places).lower()
    for trace in (JANE.encode().lower(), b"jane roe", b"leeds bee"):
        assert trace not in left
    assert JASON.encode() in left
    before = len(scene.letters(JANE))
    scene.request(subject="Jane again")
    scene.pass_time(timedelta(days=5))
    assert len(scene.letters(JANE)) == before
