"""Letters of which nobody knows whether they left: what the copies in Sent prove, and what they don't."""

from __future__ import annotations

from datetime import timedelta

from introd.post.outbox import Outbox
from introd.post.outcome import Outcome, Unknown
from tests.whole.clients import apple, outlook
from tests.whole.conftest import Stage
from tests.whole.scene import INTRO, JANE, JASON


class LosesOne(Outbox):
    """An outbox whose connection is cut under one letter to somebody, at the end of it; the server had not taken it."""

    reader, word, lost = JASON, b"X-Introd-Letter: handover", 0

    async def send(self, message: bytes, reverse_path: str, recipient: str) -> Outcome:
        """As the outbox does it, but for that letter."""
        if recipient == self.reader and self.word in message and not self.lost:
            self.lost += 1
            return Unknown("cut after the dot")
        return await super().send(message, reverse_path, recipient)


def test_the_others_copy_is_no_evidence(stage: Stage) -> None:
    """Both copies of an introduction have one Message-ID: that Jane's lies in Sent does not prove that Jason got his, so his is repeated."""
    scene = stage()
    scene.daemon.outbox = outbox = LosesOne(scene.post.smtp_account(INTRO))
    scene.request()
    scene.pass_time(timedelta(minutes=15))
    scene.answer(JANE, "Yes, happy to meet him.", outlook)
    scene.answer(JASON, "Absolutely!", apple)
    scene.pass_time(timedelta(minutes=30))
    assert (outbox.lost, scene.kinds(JANE)[-1], scene.kinds(JASON)[-1]) == (1, "handover", "receipt_yes")
    scene.pass_time(timedelta(hours=2))
    assert scene.kinds(JASON) == ["ask", "receipt_yes", "handover"]
    assert scene.kinds(JANE) == ["ask", "receipt_yes", "handover"]


def test_a_copy_in_sent_is_evidence(stage: Stage) -> None:
    """A letter of which no outcome is known lies in Sent: it is not sent again."""
    scene = stage()
    scene.daemon.outbox = outbox = LosesOne(scene.post.smtp_account(INTRO))
    outbox.word = b"X-Introd-Letter: ask"
    scene.request()
    scene.pass_time(timedelta(minutes=15))
    with scene.store.view() as view:
        (letter,) = [d for d in view.unsettled() if d["to"] == JASON]
    scene.loop.run_until_complete(scene.daemon._imap(scene.daemon.inbox.append, "Sent", letter["raw"].encode()))
    scene.pass_time(timedelta(hours=3))
    assert scene.kinds(JASON) == []
    assert scene.case().party("second").asked is not None
