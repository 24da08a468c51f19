"""The stories of the article over real protocol: on the sandbox, and through Dovecot and Postfix."""

from __future__ import annotations

import re
from datetime import timedelta

from introd.decide.case import State
from tests.whole.clients import apple, gmail, outlook
from tests.whole.scene import JANE, JASON, LIZ, Scene, text_of
from tests.whole.test_stories import BEST, SHORT

BOB = "bob@beta.test"
AGAIN = """\
Hi,

please introduce Jane Roe <jane@beta.test> and Bob Ash <bob@beta.test>.

Why: Bob wants to plant an orchard, and Jane knows what bees need.
"""
HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


def introduce(scene: Scene) -> None:
    """Liz asks, both agree, the introduction arrives."""
    scene.request()
    scene.pass_time(15 * timedelta(minutes=1))
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.answer(JASON, "Absolutely!", apple)
    scene.pass_time(2 * HOURS)
    assert scene.kinds(JANE) == scene.kinds(JASON) == ["ask", "receipt_yes", "handover"]


def newest(scene: Scene, reader: str, kind: str) -> bytes:
    """The newest letter of a kind in somebody's inbox."""
    return next(raw for raw, k in zip(reversed(scene.letters(reader)), reversed(scene.kinds(reader)), strict=True) if k == kind)


def test_jane_deserts_the_table(scene: Scene) -> None:
    """Both write, Jason reports unasked, Liz hears at once, ASK, the regular question to Jane, her own account, a favour owed."""
    introduce(scene)
    scene.answer(JASON, "So glad to meet you. Lunch on Thursday?", gmail, "meet")
    scene.pass_time(1 * HOURS)
    scene.answer(JANE, "Gladly, one o'clock.", outlook, "meet")
    scene.pass_time(3 * DAYS)
    assert scene.case().after.both_wrote
    assert scene.post.mailbox("intro@intro.test") == []
    scene.answer(JASON, SHORT, gmail, "would like to introduce")
    scene.work()
    assert scene.kinds(LIZ)[-1] == "report"
    assert "another table" in text_of(newest(scene, LIZ, "report"))
    scene.answer(LIZ, "ASK", apple, "went badly")
    scene.pass_time(2 * DAYS)
    assert scene.kinds(JANE)[-1] == "how_was_it"
    assert "table" not in text_of(newest(scene, JANE, "how_was_it"))
    scene.answer(JANE, BEST, apple, "How did it go")
    scene.work()
    both = text_of(newest(scene, LIZ, "accounts"))
    assert "best lunch ever" in both
    assert "half an hour late" in both
    scene.pass_time(30 * DAYS)
    assert scene.case().state is State.CLOSED
    assert scene.kinds(JANE).count("how_was_it") == 1
    assert not any("another table" in text_of(raw) for raw in scene.letters(JANE))
    assert not any("best lunch" in text_of(raw) for raw in scene.letters(JASON))
    next_time(scene)


def next_time(scene: Scene) -> None:
    """Months later Liz introduces Jane to Bob: before anybody is asked she is warned, and reminded of the favour."""
    scene.pass_time(40 * DAYS)
    before = len(scene.letters(JANE))
    scene.request(AGAIN, "Jane and Bob")
    scene.work()
    shown = " ".join(text_of(newest(scene, LIZ, "confirmation")).split())
    assert "the last one went badly (a poor report in" in shown
    assert "(late)" in shown
    assert "a favour is owed (Jane said so about Jason)" in shown
    assert len(scene.letters(JANE)) == before
    assert scene.kinds(BOB) == []
    scene.answer(LIZ, "GO", gmail, "Jane Roe")
    scene.pass_time(1 * DAYS)
    assert scene.kinds(BOB) == ["ask"]
    assert scene.kinds(JANE)[-1] == "ask"
    told = text_of(newest(scene, BOB, "ask")) + text_of(newest(scene, JANE, "ask"))
    assert not {"late", "table", "owe", "favour", "lunch"} & set(re.findall(r"[a-z]+", told.casefold()))


def waiting(scene: Scene) -> None:
    """Jason wrote to Jane, no copy of an answer came, and he was asked whether he has heard."""
    introduce(scene)
    scene.answer(JASON, "Jane, so glad to meet you. Let's schedule lunch or coffee when you are free.", gmail, "meet")
    scene.pass_time(4 * DAYS)
    assert scene.kinds(JASON)[-1] == "heard"
    assert scene.kinds(JANE) == ["ask", "receipt_yes", "handover"]


def test_george_never_answers_mickey(scene: Scene) -> None:
    """NOT YET, a reminder, a call note, APOLOGISE, and a warm apology that blames nobody."""
    waiting(scene)
    scene.answer(JASON, "NOT YET", gmail, "Have you heard")
    scene.pass_time(1 * DAYS)
    assert scene.kinds(JANE)[-1] == "missing_nudge"
    scene.pass_time(5 * DAYS)
    assert "call_note" in scene.kinds(LIZ)
    assert JANE in text_of(newest(scene, LIZ, "call_note"))
    scene.answer(LIZ, "APOLOGISE", gmail, "Pick up the phone")
    scene.pass_time(2 * DAYS)
    assert "nobody is to blame" in text_of(newest(scene, JASON, "apology"))
    scene.pass_time(30 * DAYS)
    assert scene.case().state is State.CLOSED


def test_george_answered_mickey_alone(scene: Scene) -> None:
    """HEARD: nobody is reminded, nobody is blamed, nobody apologises."""
    waiting(scene)
    scene.answer(JASON, "Heard, thanks, we meet on Friday", apple, "Have you heard")
    scene.pass_time(12 * DAYS)
    assert not {"missing_nudge", "apology"} & {*scene.kinds(JANE), *scene.kinds(JASON)}
    assert "call_note" not in scene.kinds(LIZ)
    assert scene.case().after.both_wrote
