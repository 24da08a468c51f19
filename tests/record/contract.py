"""What every store must do, whatever lies beneath. A subclass gives the fixture `store`: a new, empty store that is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from introd.record.errors import RecordConflict, RecordStale
from introd.record.store import Store

from .samples import LIZ, MAX, at, introduction, letter, person

LEASE = timedelta(minutes=5)


class Interrupted(Exception):
    """Raised by a test in the middle of a transaction."""


def put(store: Store, *documents: dict[str, Any]) -> None:
    """Stores introductions, letters and people, each new, in one commit."""
    with store.transaction() as work:
        for document in documents:
            if "key" in document:
                work.owe(document)
            elif "reference" in document:
                work.put_introduction(document, expect=0)
            else:
                work.put_person(document)


def keys(letters: list[dict[str, Any]]) -> list[str]:
    """The keys of letters, in the order given."""
    return [found["key"] for found in letters]


def names(documents: list[dict[str, Any]]) -> list[str]:
    """The references or addresses of documents, in the order given."""
    return [found.get("reference") or found["address"] for found in documents]


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
        with pytest.raises(Interrupted), store.transaction() as work:
            work.put_introduction(introduction(state="agreed", tokens={"new": "first"}), expect=1)
            work.owe(letter("k3x9/nudge/first/1"))
            work.settle("k3x9/ask/first/1", "withdrawn")
            work.mark_seen("<1@mail.example>", at(9), "answer")
            work.put_setting("hold", True)
            raise Interrupted
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
            work.put_setting("a", 1)
            with store.transaction():
                pass
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
        put(store, introduction("a", addresses=["Jane@Acme.example"]), introduction("b", owner=MAX), introduction("c", addresses=[]))
        with store.view() as view:
            assert names(view.introductions_with(LIZ, "jane@ACME.example")) == ["a"]
            assert names(view.introductions_with(None, "jane@acme.example")) == ["a", "b"]


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
        put(store, letter("a/1", order=9), letter("b/1", order=5), letter("c/1", order=10), letter("d/1", not_before=at(8), order=99))
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
        with pytest.raises(RecordConflict), store.transaction() as work:
            work.claim("k3x9/ask/first/1", at(9), LEASE)
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
        put(store, letter("a/1"), letter("b/1", not_before=at(9, 20)), letter("c/1", kind="nudge"), letter("d/1", to_hash="", to="x@y"))
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
        put(store, introduction(why='for "Jane" Roe'), introduction("m4y8", addresses=[], why="x"), person(), letter(to="x", to_hash=""))
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


class StoreContract(
    TransactionContract, MailContract, IntroductionContract, LetterContract, PeopleContract, KeepingContract
):
    """The whole of it."""
