"""After a restore from backup the record is brought up to what the mailbox knows: nothing is sent twice, and no answer is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

import pytest

from introd.decide.case import Case, Outcome, State
from introd.mailroom.desk import case_of
from tests.whole.clients import apple, gmail, outlook
from tests.whole.conftest import Stage
from tests.whole.restoring import all_kinds, copied, copied_whole, dated, held, in_folder, lost, restart, take_out, told
from tests.whole.scene import INTRO, JANE, JASON, LIZ, Scene, settings

MINUTES, HOURS, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
THIRD = "bob@beta.test"
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)  # servers date no mail in the future


@pytest.fixture
def scene(stage: Stage) -> Scene:
    """A scene whose mail has the scene's own dates."""
    return dated(stage(settings=settings(digest_day="never"), now=MONDAY))


def write(scene: Scene, text: str, subject: str = "") -> None:
    """Liz writes a mail."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Liz Ryan <{LIZ}>", INTRO, subject or text.partition(".")[0][:60]
    mail["Date"], mail["Message-ID"] = format_datetime(scene.now), make_msgid(domain="intro.test")
    mail.set_content(text)
    scene.send(LIZ, mail.as_bytes())


def asked(scene: Scene) -> None:
    """Both are asked."""
    scene.request()
    scene.pass_time(15 * MINUTES)
    assert scene.kinds(JANE) == scene.kinds(JASON) == ["ask"]


def cases(scene: Scene) -> list[Case]:
    """All cases."""
    with scene.store.view() as view:
        return [case for d in view.introductions() if (case := case_of(d)) is not None]


def test_nothing_happened_since(scene: Scene) -> None:
    """The backup is of yesterday and nothing came since: letters leave again by themselves, and none twice."""
    asked(scene)
    backup = copied(scene)
    scene.now += DAYS
    lost(scene, backup)
    before = all_kinds(scene)
    scene.work()
    assert held(scene) is None
    assert all_kinds(scene) == before
    assert "letters leave again" in told(scene)
    scene.pass_time(5 * DAYS)
    assert scene.kinds(JANE) == ["ask", "nudge"]


def test_an_introduction_that_was_made_since_is_not_made_again(scene: Scene) -> None:
    """Asks, answers, receipts and the introduction all came after the backup: the record catches up, and nobody hears anything twice."""
    scene.request()
    scene.work()
    backup = copied(scene)
    scene.pass_time(15 * MINUTES)
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.pass_time(HOURS)
    scene.answer(JASON, "Absolutely!", apple)
    scene.pass_time(2 * HOURS)
    before, made = all_kinds(scene), scene.case()
    assert before[JANE] == ["ask", "receipt_yes", "handover"]
    scene.now += DAYS
    lost(scene, backup)
    scene.work()
    after = scene.case()
    assert (after.state, after.handed_over, held(scene)) == (State.INTRODUCED, made.handed_over, None)
    assert {s: c.at for s in ("first", "second") if (c := after.party(s).consent)} == {  # type: ignore[arg-type]
        s: c.at
        for s in ("first", "second")
        if (c := made.party(s).consent)  # type: ignore[arg-type]
    }
    scene.pass_time(DAYS)
    assert {reader: [k for k in kinds if k != "daily"] for reader, kinds in all_kinds(scene).items()} == before


def test_a_stop_that_came_since_is_kept(scene: Scene) -> None:
    """Jane wrote STOP after the backup: she hears nothing more, and Jason hears the kind letter as he would have."""
    asked(scene)
    backup = copied(scene)
    scene.now += HOURS
    scene.answer(JANE, "STOP", gmail)
    scene.work()
    scene.now += HOURS
    lost(scene, backup)
    scene.pass_time(20 * DAYS)
    assert scene.case().outcome is Outcome.OPTED_OUT
    assert scene.kinds(JANE) == ["ask"]
    assert scene.kinds(JASON) == ["ask", "timing"]


def test_a_no_that_came_since_counts_and_its_receipt_does_not_come_twice(scene: Scene) -> None:
    """Jane said no after the backup and has the receipt: the case is over, and she hears nothing more."""
    asked(scene)
    backup = copied(scene)
    scene.now += HOURS
    scene.answer(JANE, "No, thank you.", outlook)
    scene.work()
    assert scene.kinds(JANE) == ["ask", "receipt_no"]
    scene.now += 8 * DAYS  # by now the mail is older than a week: it was obeyed when it came
    lost(scene, backup)
    scene.work()
    assert (scene.case().outcome, held(scene)) == (Outcome.REFUSED, None)
    assert scene.kinds(JANE) == ["ask", "receipt_no"]


def test_a_request_that_came_since_is_opened_under_its_own_name(scene: Scene) -> None:
    """The whole introduction began after the backup: it has its reference again, so that the answers on their way find it."""
    backup = copied(scene)
    scene.now += HOURS
    asked(scene)
    reference, before = scene.case().reference, all_kinds(scene)
    lost(scene, backup)
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.work()
    assert (scene.case().reference, held(scene)) == (reference, None)
    assert all_kinds(scene) == before | {JANE: ["ask", "receipt_yes"]}


def test_two_introductions_of_one_request_keep_their_names(scene: Scene) -> None:
    """Jane was introduced to two others in one request after the backup: each of the two has its own reference again."""
    backup = copied(scene)
    scene.now += HOURS
    people = f"Jane Roe <{JANE}> to Jason Poe <{JASON}> and Bob Fox <{THIRD}>"
    write(scene, f"Please introduce {people}.\n\nWhy: they both want to learn how a bee cooperative is run.\n", "Bees")
    scene.pass_time(15 * MINUTES)
    pairs = {case.reference: {p.address for p in case.parties} for case in cases(scene)}
    assert len(pairs) == 2
    before = all_kinds(scene)
    scene.now += HOURS
    lost(scene, backup)
    scene.work()
    assert {case.reference: {p.address for p in case.parties} for case in cases(scene)} == pairs
    assert all_kinds(scene) == before


def test_letters_of_which_nothing_is_known_wait_for_a_person(scene: Scene) -> None:
    """A request of after the backup was deleted from Handled: what left because of it can't be explained, so a RELEASE is waited for."""
    backup = copied(scene)
    scene.now += HOURS
    asked(scene)
    assert take_out(scene, "handled", b"beekeeping cooperative this year") == 1
    lost(scene, backup)
    scene.work()
    assert "compared" in held(scene)
    assert f"It left, and the record does not know why: ask to {JANE}" in told(scene)
    scene.request()
    scene.work()
    assert scene.kinds(LIZ) == ["confirmation"]  # that of before; the new one waits
    write(scene, "RELEASE")
    scene.pass_time(5 * MINUTES)
    assert held(scene) is None
    assert scene.kinds(LIZ).count("confirmation") == 2


def test_a_mail_that_was_taken_out_since_waits_for_a_person(scene: Scene) -> None:
    """Somebody was perhaps forgotten after the backup: where mail is missing from Handled, nothing leaves before a person has looked."""
    asked(scene)
    backup = copied(scene)
    scene.now += HOURS
    scene.answer(JANE, "STOP", gmail)
    scene.work()
    assert take_out(scene, "handled", b"STOP") == 1
    scene.now += HOURS
    lost(scene, backup)
    scene.pass_time(6 * DAYS)
    assert "taken out of introd/Handled" in told(scene)
    assert scene.kinds(JANE) == ["ask"]


def test_copies_that_are_gone_from_sent_wait_for_a_person(scene: Scene) -> None:
    """Sent was cleared: it does not tell what left after the backup, so nothing leaves before a person has looked."""
    scene.request()
    scene.work()
    backup = copied(scene)
    scene.pass_time(15 * MINUTES)
    take_out(scene, "sent", b"Message-ID")
    scene.now += HOURS
    lost(scene, backup)
    scene.pass_time(DAYS)
    assert scene.kinds(JANE) == ["ask"]
    assert "there is no copy in Sent" in told(scene)


def test_a_release_of_before_the_restore_frees_nothing(scene: Scene) -> None:
    """An introducer had written HOLD ALL and RELEASE after the backup: that says nothing of the restore."""
    asked(scene)
    backup = copied(scene)
    write(scene, "HOLD ALL")
    scene.pass_time(30 * MINUTES)
    write(scene, "RELEASE")
    scene.pass_time(30 * MINUTES)
    take_out(scene, "handled", b"HOLD ALL")
    lost(scene, backup)
    scene.work()
    assert "compared" in held(scene)


def test_a_restored_folder_is_noticed_by_itself(scene: Scene) -> None:
    """The whole folder came out of a backup, and nobody said so: the mailbox knows letters that the record does not, and it catches up."""
    asked(scene)
    backup = copied_whole(scene)
    scene.now += 2 * HOURS
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.work()
    before = all_kinds(scene)
    scene.now += 2 * HOURS
    lost(scene, backup)
    scene.work()
    assert "came out of a backup" in told(scene)
    assert scene.case().party("first").consent is not None
    assert (all_kinds(scene), held(scene)) == (before, None)


def test_a_stop_alone_is_noticed_in_a_restored_folder(scene: Scene) -> None:
    """A STOP is answered by nobody: that it lies in Handled is enough to notice that the record is older."""
    asked(scene)
    backup = copied_whole(scene)
    scene.now += 2 * HOURS
    scene.answer(JANE, "STOP", gmail)
    scene.work()
    scene.now += 2 * HOURS
    lost(scene, backup)
    scene.pass_time(6 * DAYS)
    assert scene.kinds(JANE) == ["ask"]
    assert scene.case().outcome is Outcome.OPTED_OUT


def test_an_ordinary_start_compares_nothing(scene: Scene) -> None:
    """After a stop and a start nothing is read again and nobody is told anything."""
    asked(scene)
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.work()
    restart(scene)
    handled = in_folder(scene, "handled")
    scene.pass_time(HOURS)
    assert (in_folder(scene, "handled"), told(scene), held(scene)) == (handled, "", None)
