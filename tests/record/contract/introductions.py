"""The contract: introductions."""

from __future__ import annotations

import pytest

from introd.record.errors import RecordStale
from introd.record.store import Store

from ..samples import LIZ, MAX, at, introduction, letter
from .words import names, put

ODD = ["nul\x00in@x.example", "raw\udcff@x.example", "ÄÖ例@x.example", "gap\x1fin@x.example", "~"]


class IntroductionContract:
    """Introductions, and the ways to find them."""

    def test_the_revision_counts_up(self, store: Store) -> None:
        """Each stored change has the next revision, whatever number the document carried."""
        with store.transaction() as work:
            assert work.put_introduction(introduction(), expect=0) == 1
            assert work.put_introduction(introduction(revision=77), expect=1) == 2
            found = work.introduction("k3x9")
        assert found is not None
        assert found["revision"] == 2

    @pytest.mark.parametrize("expect", [0, 2])
    def test_a_stale_revision_is_refused(self, store: Store, expect: int) -> None:
        """A change that was made to another revision than the stored one is refused and changes nothing."""
        put(store, introduction())
        with pytest.raises(RecordStale), store.transaction() as work:
            work.put_introduction(introduction(state="closed"), expect=expect)
        with store.view() as view:
            assert view.introductions() == [{**introduction(), "revision": 1}]

    def test_a_new_introduction_expects_none(self, store: Store) -> None:
        """A revision of something that is not stored is stale."""
        with pytest.raises(RecordStale), store.transaction() as work:
            work.put_introduction(introduction(), expect=3)

    def test_a_token_names_the_introduction_and_the_side(self, store: Store) -> None:
        """Each token leads to its own side; a token that was taken away leads nowhere."""
        put(store, introduction(), introduction("m4y8"))
        with store.transaction() as work:
            found = work.introduction_of_token("m4y8-one")
            assert found is not None
            assert (found[0]["reference"], found[1]) == ("m4y8", "first")
            work.put_introduction(introduction(tokens={"k3x9-two": "second"}), expect=1)
            assert work.introduction_of_token("k3x9-one") is None
            assert work.introduction_of_token("") is None

    def test_a_message_id_of_ours_names_the_letter(self, store: Store) -> None:
        """A reply is matched by the Message-ID of the letter that it answers; of two copies by the first key."""
        both = "<handover@intro.example>"
        put(store, letter("k3x9/handover/second/1", message_id=both), letter("k3x9/handover/first/1", message_id=both))
        with store.view() as view:
            assert view.introduction_of_message(both) == ("k3x9", "k3x9/handover/first/1")
            assert view.introduction_of_message("<other@intro.example>") is None

    def test_what_is_not_certain_is_not_found(self, store: Store) -> None:
        """An empty token or address names nobody; one that stands for two introductions names neither: a wrong yes is worse."""
        empty = {"tokens": {"": "first", "same": "second"}, "addresses": [""]}
        put(store, introduction(**empty), introduction("m4y8", **empty))
        put(store, letter(message_id="<same@intro.example>"), letter("m4y8/ask/first/1", message_id="<same@intro.example>"))
        with store.view() as view:
            assert view.introduction_of_token("") is None
            assert view.introduction_of_token("same") is None
            assert view.introductions_with(LIZ, "") == []
            assert view.introduction_of_message("<same@intro.example>") is None

    @pytest.mark.parametrize("odd", ODD)
    def test_any_text_is_a_key(self, store: Store, odd: str) -> None:
        """Addresses, tokens and owners of any characters are found by, and nothing of them is a fault."""
        put(store, introduction(owner=odd, addresses=[odd], tokens={odd: "first"}), introduction("m4y8"))
        with store.view() as view:
            found = view.introduction_of_token(odd)
            assert found is not None
            assert found[0]["reference"] == "k3x9"
            assert names(view.introductions_with(odd, odd)) == ["k3x9"]
        assert store.check() == []

    def test_due_introductions_come_earliest_first(self, store: Store) -> None:
        """Only what has come due is listed, the earliest first, and no more than asked for."""
        put(store, introduction("c", due=at(9)), introduction("a", due=at(8)), introduction("b", due=at(10)))
        put(store, introduction("d", due=None), introduction("e", due="2026-03-02T08:30:00+01:00"))
        with store.view() as view:
            assert names(view.due_introductions(at(9), 10)) == ["e", "a", "c"]
            assert names(view.due_introductions(at(9), 2)) == ["e", "a"]
            assert view.due_introductions(at(7), 10) == []

    def test_a_list_is_read_page_by_page(self, store: Store) -> None:
        """Introductions come by reference; the last of a page leads to the next."""
        put(store, *(introduction(f"r{n}", owner=LIZ if n % 2 else MAX, state="asking" if n < 4 else "closed") for n in range(6)))
        with store.view() as view:
            assert names(view.introductions(limit=4)) == ["r0", "r1", "r2", "r3"]
            assert names(view.introductions(after="r3", limit=4)) == ["r4", "r5"]
            assert names(view.introductions(owner=LIZ, after="r1")) == ["r3", "r5"]
            assert names(view.introductions(state="closed")) == ["r4", "r5"]
            assert names(view.introductions(owner=MAX, state="asking")) == ["r0", "r2"]

    def test_states_are_counted(self, store: Store) -> None:
        """How many stand where, for everybody or for one owner."""
        put(store, introduction("a"), introduction("b", state="closed"), introduction("c", owner=MAX))
        with store.view() as view:
            assert view.count_states() == {"asking": 2, "closed": 1}
            assert view.count_states(LIZ) == {"asking": 1, "closed": 1}
            assert view.count_states("nobody@x.example") == {}

    def test_the_introductions_of_an_address_are_found(self, store: Store) -> None:
        """Whatever the case, and for one owner or for all."""
        put(store, introduction("a", addresses=["Jane@Acme.example"]), introduction("b", owner=MAX))
        put(store, introduction("c", addresses=[]))
        with store.view() as view:
            assert names(view.introductions_with(LIZ, "jane@ACME.example")) == ["a"]
            assert names(view.introductions_with(None, "jane@acme.example")) == ["a", "b"]
