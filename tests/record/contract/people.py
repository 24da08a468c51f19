"""The contract: people, settings, what is set aside, and keeping house."""

from __future__ import annotations

from typing import Any

import pytest

from introd.record.store import Store

from ..samples import LIZ, MAX, at, introduction, letter, person
from .words import names, put


class PeopleContract:
    """People, and their will to be written to."""

    def test_people_belong_to_their_owner(self, store: Store) -> None:
        """What Liz knows of Jane is not what Max knows of her."""
        put(store, person(notes="Liz's"), person(owner=MAX, notes="Max's"), person("z@z.example", owner=LIZ[:-1]))
        with store.view() as view:
            assert view.person(LIZ, " JANE@acme.example ") == person(notes="Liz's")
            assert view.people(LIZ) == [person(notes="Liz's")]
            assert view.people_of("jane@ACME.example") == [person(notes="Liz's"), person(owner=MAX, notes="Max's")]
            assert view.person("nobody@x.example", "jane@acme.example") is None

    def test_people_are_found_by_name(self, store: Store) -> None:
        """All words must fit, without case and accents; a second address finds them too."""
        put(store, person("1@x.example", "José Müller-Roe"), person("2@x.example", "Jane Roe", addresses=["jane@new.example"]))
        with store.view() as view:
            assert names(view.find_people(LIZ, "jose ROE")) == ["1@x.example"]
            assert names(view.find_people(LIZ, "roe")) == ["1@x.example", "2@x.example"]
            assert names(view.find_people(LIZ, "Jane@New.example")) == ["2@x.example"]
            assert view.find_people(LIZ, "jane muller") == []
            assert view.find_people(LIZ, " ?! ") == []
            assert names([view.person(LIZ, "jane@new.example") or {}]) == ["2@x.example"]

    def test_people_are_listed_page_by_page(self, store: Store) -> None:
        """By address; the last of a page leads to the next; the end is the end."""
        put(store, *(person(f"p{n}@x.example") for n in range(5)), person(owner=LIZ + "x"))
        with store.view() as view:
            assert names(view.people(LIZ, limit=3)) == ["p0@x.example", "p1@x.example", "p2@x.example"]
            assert names(view.people(LIZ, after="P2@x.example", limit=3)) == ["p3@x.example", "p4@x.example"]

    def test_a_person_is_replaced_whole(self, store: Store) -> None:
        """A newer document leaves nothing of the older one, its name included."""
        put(store, person(name="Jane Roe", notes="old"), person(name="Jane Smith"))
        with store.view() as view:
            assert view.people(LIZ) == [person(name="Jane Smith")]
            assert view.find_people(LIZ, "roe") == []

    def test_an_opt_out_holds_until_it_is_undone(self, store: Store) -> None:
        """STOP and START, as often as they come."""
        with store.transaction() as work:
            assert not work.opted_out("h")
            work.opt_out("h", at=at(9))
            work.opt_out("h", at=at(10))
            assert work.opted_out("h")
            work.opt_in("h")
            work.opt_in("h")
            assert not work.opted_out("h")


class KeepingContract:
    """Settings, what is set aside, and keeping house."""

    @pytest.mark.parametrize("value", [True, False, 0, 17, "text", ["a"], {"uid": 4, "validity": 9}, 1.5, ""])
    def test_a_setting_keeps_any_json(self, store: Store, value: Any) -> None:
        """A value comes back as it was put; None forgets it."""
        with store.transaction() as work:
            work.put_setting("inbox.INBOX", value)
            assert work.setting("inbox.INBOX", "default") == value
            assert work.settings("inbox.") == {"inbox.INBOX": value}
            work.put_setting("inbox.INBOX", None)
            assert work.setting("inbox.INBOX", "default") == "default"
            assert work.settings() == {}

    def test_what_is_set_aside_waits(self, store: Store) -> None:
        """It is listed by key, once, until it is taken up."""
        with store.transaction() as work:
            work.set_aside({"key": "b", "reason": "poison"})
            work.set_aside({"key": "a", "reason": "robot"})
            work.set_aside({"key": "a", "reason": "again"})
            assert work.set_aside_list() == [{"key": "a", "reason": "robot"}, {"key": "b", "reason": "poison"}]
            assert work.set_aside_list(after="a") == [{"key": "b", "reason": "poison"}]
            assert work.take_up("a") == {"key": "a", "reason": "robot"}
            assert work.take_up("a") is None
            assert len(work.set_aside_list()) == 1

    def test_old_things_are_pruned(self, store: Store) -> None:
        """Old Message-IDs and closed introductions go with their letters; what is newer, open or still owed stays."""
        put(store, introduction("old", closed=at(9)), introduction("new", closed=at(9, 20)), introduction("open"))
        put(store, introduction("owing", closed=at(9)), letter("owing/1"), letter("old/1", status="withdrawn"), letter("open/1"))
        with store.transaction() as work:
            work.mark_seen("<old>", at(9), "answer")
            work.mark_seen("<new>", at(9, 20), "answer")
            assert work.prune(at(9, 10)) == {"seen": 1, "introduction": 1, "letter": 1}
            assert names(work.introductions()) == ["new", "open", "owing"]
            assert work.letter("old/1") is None
            assert (work.seen("<old>"), work.seen("<new>")) == (False, True)

    def test_a_scan_reads_in_batches(self, store: Store) -> None:
        """Every document once, by id, in batches; the export has all of them."""
        put(store, *(introduction(f"r{n:03d}") for n in range(25)), letter())
        found: list[str] = []
        with store.view() as view:
            while batch := view.scan("introduction", after=found[-1] if found else "", limit=10):
                assert len(batch) <= 10
                found += [key for key, _ in batch]
            assert found == [f"r{n:03d}" for n in range(25)]
            exported = [(collection, key) for collection, key, _ in view.export()]
        assert exported == [*(("introduction", key) for key in found), ("letter", "k3x9/ask/first/1")]

    def test_everything_that_names_somebody_is_found(self, store: Store) -> None:
        """A name or an address, in whatever case, anywhere in a document or its id."""
        put(store, introduction(why='for "Jane" Roe'), introduction("m4y8", addresses=[], why="x"))
        put(store, person(), letter(to="x", to_hash=""))
        with store.view() as view:
            assert {(c, k.split("\x1f")[-1]) for c, k, _ in view.naming("JANE@acme.example", '"jane" roe')} == {
                ("introduction", "k3x9"),
                ("person", "jane@acme.example"),
            }
            assert list(view.naming("", "nobody at all")) == []

    def test_a_document_is_rewritten_or_removed(self, store: Store) -> None:
        """For forgetting: what stands in its place is found by its new keys only."""
        put(store, introduction(), person())
        with store.transaction() as work:
            for collection, key, document in list(work.naming("jane@acme.example")):
                if collection == "introduction":
                    work.rewrite(collection, key, {**document, "addresses": ["jason@bolt.example"]})
                else:
                    assert work.remove(collection, key)
                    assert not work.remove(collection, key)
            assert list(work.naming("jane@acme.example")) == []
            assert work.introductions_with(None, "jane@acme.example") == []
            assert names(work.introductions_with(None, "jason@bolt.example")) == ["k3x9"]

    def test_a_store_in_use_is_sound(self, store: Store) -> None:
        """After all kinds of changes the check finds no fault, before and after scrubbing."""
        put(store, introduction(), letter(), person())
        with store.transaction() as work:
            work.put_introduction(introduction(due=None, tokens={}), expect=1)
            work.settle("k3x9/ask/first/1", "never")
        assert store.check() == []
        store.scrub()
        assert store.check() == []
