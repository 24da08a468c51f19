"""The contract: letters."""

from __future__ import annotations

from typing import Any

import pytest

from introd.record.errors import RecordConflict
from introd.record.store import Store

from ..samples import at, introduction, letter
from .words import LEASE, keys, put


class LetterContract:
    """Letters: owed once, claimed once, settled once."""

    def test_the_same_key_is_owed_once(self, store: Store) -> None:
        """To owe a key again changes nothing, also after the letter has left."""
        with store.transaction() as work:
            assert work.owe(letter())
            assert not work.owe(letter(to="other@x.example"))
            work.claim("k3x9/ask/first/1", at(9), LEASE)
            work.settle("k3x9/ask/first/1", "sent", settled=at(9))
            assert not work.owe(letter())
            assert work.due_letters(at(23), 5) == []

    def test_due_letters_come_by_moment_then_order(self, store: Store) -> None:
        """The earliest first; at one moment the lower order, then the key."""
        put(store, letter("a/1", order=9), letter("b/1", order=5), letter("c/1", order=10))
        put(store, letter("d/1", not_before=at(8), order=99))
        put(store, letter("e/1", not_before=at(10)), letter("f/1", status="later", order=5))
        with store.view() as view:
            assert keys(view.due_letters(at(9), 10)) == ["d/1", "b/1", "f/1", "a/1", "c/1"]
            assert keys(view.due_letters(at(9), 1)) == ["d/1"]

    def test_a_letter_is_claimed_once(self, store: Store) -> None:
        """The first claim gets the letter, counts the attempt and takes it from the due ones; the second gets none."""
        put(store, letter())
        with store.transaction() as work:
            assert work.claim("k3x9/ask/first/1", at(9), LEASE) == letter(status="sending", attempts=1)
            assert work.claim("k3x9/ask/first/1", at(12), LEASE) is None
            assert work.due_letters(at(12), 5) == []
            assert keys(work.unsettled()) == ["k3x9/ask/first/1"]

    def test_a_letter_is_not_claimed_early(self, store: Store) -> None:
        """Before its moment, or unknown, or withdrawn, there is nothing to claim."""
        put(store, letter())
        with store.transaction() as work:
            assert work.claim("k3x9/ask/first/1", at(8), LEASE) is None
            assert work.claim("k3x9/nothing", at(9), LEASE) is None
            work.settle("k3x9/ask/first/1", "withdrawn")
            assert work.claim("k3x9/ask/first/1", at(9), LEASE) is None

    def test_later_comes_due_again(self, store: Store) -> None:
        """A letter that the server put off is due at its new moment, and the attempt is counted."""
        put(store, letter())
        with store.transaction() as work:
            work.claim("k3x9/ask/first/1", at(9), LEASE)
            work.settle("k3x9/ask/first/1", "later", not_before=at(11), response="451 greylisted")
            assert work.due_letters(at(10), 5) == []
            assert work.unsettled() == []
            found = work.claim("k3x9/ask/first/1", at(11), LEASE)
        assert found == letter(status="sending", attempts=2, not_before=at(11), response="451 greylisted")

    def test_an_unknown_letter_waits_for_its_end(self, store: Store) -> None:
        """Unknown is unsettled, is looked into at its moment, and may come to any end."""
        put(store, letter())
        with store.transaction() as work:
            work.claim("k3x9/ask/first/1", at(9), LEASE)
            work.settle("k3x9/ask/first/1", "unknown", not_before=at(10))
            assert keys(work.unsettled()) == ["k3x9/ask/first/1"]
            assert work.next_due() == at(10)
            assert work.claim("k3x9/ask/first/1", at(12), LEASE) is None
            work.settle("k3x9/ask/first/1", "pending", not_before=at(12))
            assert keys(work.due_letters(at(12), 5)) == ["k3x9/ask/first/1"]

    @pytest.mark.parametrize(("end", "facts"), [("sent", {"settled": at(9)}), ("never", {}), ("withdrawn", {})])
    def test_an_end_is_an_end(self, store: Store, end: str, facts: dict[str, Any]) -> None:
        """The same end again changes nothing; another one is refused."""
        put(store, letter())
        with store.transaction() as work:
            work.claim("k3x9/ask/first/1", at(9), LEASE)
            ended = work.settle("k3x9/ask/first/1", end, **facts)
            assert ended == letter(status=end, attempts=1, **facts)
            assert work.settle("k3x9/ask/first/1", end, settled=at(11), response="again") == ended
            for other in {"sent", "never", "withdrawn", "later", "unknown", "pending"} - {end}:
                with pytest.raises(RecordConflict):
                    work.settle("k3x9/ask/first/1", other, not_before=at(11), settled=at(11))

    @pytest.mark.parametrize(
        ("status", "facts"),
        [("sent", {"settled": at(9)}), ("unknown", {}), ("sending", {}), ("later", {}), ("lost", {}), ("never", {"key": "x"})],
    )
    def test_what_was_not_claimed_cannot_have_left(self, store: Store, status: str, facts: dict[str, Any]) -> None:
        """Sent without a claim, later without a moment, an unknown status, a new key: refused."""
        put(store, letter())
        with pytest.raises((RecordConflict, TypeError)), store.transaction() as work:
            work.settle("k3x9/ask/first/1", status, **facts)
        with store.view() as view:
            assert view.letter("k3x9/ask/first/1") == letter()

    def test_sent_needs_its_moment(self, store: Store) -> None:
        """A letter cannot have left at no moment."""
        put(store, letter())
        with store.transaction() as work:
            work.claim("k3x9/ask/first/1", at(9), LEASE)
            with pytest.raises(RecordConflict):
                work.settle("k3x9/ask/first/1", "sent")

    def test_a_letter_that_is_not_owed_has_no_end(self, store: Store) -> None:
        """To settle or amend an unknown key is refused."""
        with store.transaction() as work:
            with pytest.raises(RecordConflict):
                work.settle("k3x9/nothing", "never")
            with pytest.raises(RecordConflict):
                work.amend("k3x9/nothing", raw="x")

    def test_a_letter_is_amended(self, store: Store) -> None:
        """Fields change and are found by; key and status do not."""
        put(store, letter())
        with store.transaction() as work:
            changed = work.amend("k3x9/ask/first/1", message_id="<new@intro.example>", raw="From: x")
            assert changed == letter(message_id="<new@intro.example>", raw="From: x")
            assert work.introduction_of_message("<new@intro.example>") == ("k3x9", "k3x9/ask/first/1")
            assert work.introduction_of_message(letter()["message_id"]) is None
            with pytest.raises(RecordConflict):
                work.amend("k3x9/ask/first/1", status="sent")

    def test_the_letters_of_an_introduction(self, store: Store) -> None:
        """All of one reference, by key, and none of another."""
        put(store, letter("k3x9/b"), letter("k3x9/a", status="withdrawn"), letter("k3x/a"))
        with store.view() as view:
            assert keys(view.letters_of("k3x9")) == ["k3x9/a", "k3x9/b"]

    def test_the_next_due_moment(self, store: Store) -> None:
        """The earliest of letters and introductions; none where nothing is waited for."""
        with store.view() as view:
            assert view.next_due() is None
        put(store, introduction(due=at(12)))
        put(store, letter(not_before="2026-03-02T12:00:00+01:00"), letter("x/1", not_before=at(13)))
        with store.transaction() as work:
            assert work.next_due() == at(11)
            work.settle("k3x9/ask/first/1", "withdrawn")
            assert work.next_due() == at(12)

    def test_asks_are_counted_for_the_caps(self, store: Store) -> None:
        """By address or hash: what left since or is owed counts, what was given up does not."""
        put(store, letter("a/1"), letter("b/1", not_before=at(9, 20)), letter("c/1", kind="nudge"))
        put(store, letter("d/1", to_hash="", to="x@y"))
        with store.transaction() as work:
            work.claim("a/1", at(9), LEASE)
            work.settle("a/1", "sent", settled=at(9, 3))
            assert work.asks_since("hash-of-jane", at(9, 3)) == 2
            assert work.asks_since("hash-of-jane", at(10, 3)) == 1
            assert work.asks_since("hash-of-jane", at(1), ("ask", "nudge")) == 3
            assert keys(work.letters_to("JANE@acme.example", at(1))) == ["c/1", "a/1", "b/1"]
            work.settle("b/1", "withdrawn")
            assert work.asks_since("hash-of-jane", at(10, 3)) == 0

    def test_letters_that_left_are_counted(self, store: Store) -> None:
        """For the stop at a burst: what left since a moment, nothing else."""
        put(store, *(letter(f"{n}/1") for n in range(4)))
        with store.transaction() as work:
            for n in range(3):
                work.claim(f"{n}/1", at(9), LEASE)
                work.settle(f"{n}/1", "sent", settled=at(9 + n))
            assert [work.sent_since(at(hour)) for hour in (9, 10, 11, 12)] == [3, 2, 1, 0]
