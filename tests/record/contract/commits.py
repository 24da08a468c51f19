"""The contract: commits, and mails that came in."""

from __future__ import annotations

import pytest

from introd.record.errors import RecordConflict
from introd.record.store import Store

from ..samples import LIZ, at, introduction, letter, person
from .words import Interrupted, keys, put


def interrupted(store: Store) -> None:
    """Changes something of every kind, and fails at the end."""
    with store.transaction() as work:
        work.put_introduction(introduction(state="agreed", tokens={"new": "first"}), expect=1)
        work.owe(letter("k3x9/nudge/first/1"))
        work.settle("k3x9/ask/first/1", "withdrawn")
        work.mark_seen("<1@mail.example>", at(9), "answer")
        work.put_setting("hold", True)
        raise Interrupted


class TransactionContract:
    """One transition is one commit."""

    def test_all_kinds_are_committed_together(self, store: Store) -> None:
        """What one transaction wrote of every kind is there for the next."""
        with store.transaction() as work:
            work.put_introduction(introduction(), expect=0)
            work.owe(letter())
            work.mark_seen("<1@mail.example>", at(9), "request", "k3x9")
            work.put_person(person())
        with store.transaction() as work:
            assert work.introduction("k3x9") == {**introduction(), "revision": 1}
            assert work.letter("k3x9/ask/first/1") == letter()
            assert work.outcome_of("<1@mail.example>") == {"at": at(9), "outcome": "request", "reference": "k3x9"}
            assert work.person(LIZ, "jane@acme.example") == person()

    def test_an_exception_leaves_nothing_behind(self, store: Store) -> None:
        """A block that raises has changed nothing of any kind."""
        put(store, introduction(), letter())
        with pytest.raises(Interrupted):
            interrupted(store)
        with store.transaction() as work:
            assert work.introduction("k3x9") == {**introduction(), "revision": 1}
            assert work.introduction_of_token("new") is None
            assert work.letters_of("k3x9") == [letter()]
            assert not work.seen("<1@mail.example>")
            assert work.setting("hold") is None

    def test_a_transaction_reads_its_own_writes(self, store: Store) -> None:
        """What is written is found at once, by id and by key, within the same block."""
        with store.transaction() as work:
            work.put_introduction(introduction(), expect=0)
            work.owe(letter())
            assert work.introduction_of_token("k3x9-two") == ({**introduction(), "revision": 1}, "second")
            assert keys(work.due_letters(at(9), 5)) == ["k3x9/ask/first/1"]

    def test_a_transaction_does_not_nest(self, store: Store) -> None:
        """A transaction within a transaction is a mistake, and the outer one is undone by it."""
        with pytest.raises(RuntimeError), store.transaction() as work:
            work.put_setting("a", put(store, introduction()))
        with store.view() as view:
            assert view.setting("a") is None

    def test_a_view_sees_only_what_was_committed(self, store: Store) -> None:
        """Reading beside an open transaction sees the record as it was before it."""
        put(store, introduction())
        with store.transaction() as work:
            work.put_introduction(introduction(state="agreed"), expect=1)
            with store.view() as view:
                found = view.introduction("k3x9")
        assert found == {**introduction(), "revision": 1}

    def test_a_view_stays_at_its_moment(self, store: Store) -> None:
        """A view that was opened before a commit does not see it."""
        put(store, introduction())
        with store.view() as view:
            assert len(view.introductions()) == 1
            put(store, introduction("m4y8"))
            assert len(view.introductions()) == 1

    def test_what_comes_out_is_a_copy(self, store: Store) -> None:
        """To change a document that was read changes nothing that is stored."""
        put(store, introduction())
        with store.transaction() as work:
            found = work.introduction("k3x9")
            assert found is not None
            found["tokens"].clear()
            assert work.introduction("k3x9") == {**introduction(), "revision": 1}


class MailContract:
    """Mails that came in."""

    def test_a_message_is_seen_once(self, store: Store) -> None:
        """A Message-ID that was dealt with is known, and cannot be dealt with again."""
        with store.transaction() as work:
            assert not work.seen("<1@mail.example>")
            work.mark_seen("<1@mail.example>", at(9), "answer")
            assert work.seen("<1@mail.example>")
            with pytest.raises(RecordConflict):
                work.mark_seen("<1@mail.example>", at(10), "answer")

    @pytest.mark.parametrize("odd", ["<raw\udcff\udc80@x>", "<nul\x00@x>", "", "<" + "a" * 5000 + "@x>", "<ü@例え.example>"])
    def test_odd_message_ids_are_kept_apart(self, store: Store, odd: str) -> None:
        """Any text is a Message-ID: raw bytes, NUL, nothing, five thousand letters."""
        with store.transaction() as work:
            work.mark_seen(odd, at(9), "answer")
        with store.transaction() as work:
            assert work.seen(odd)
            assert not work.seen(odd + "x")

    def test_raw_bytes_in_a_document_come_back(self, store: Store) -> None:
        """Lone surrogates, which stand for raw bytes of a mail, come out as they went in."""
        with store.transaction() as work:
            work.set_aside({"key": "1", "subject": "caf\udce9 \x00 \U0001f600"})
        with store.view() as view:
            assert view.set_aside_list() == [{"key": "1", "subject": "caf\udce9 \x00 \U0001f600"}]
