"""Any sequence of verbs, commits, rollbacks and re-openings: the store agrees with plain dictionaries."""

from __future__ import annotations

import copy
import shutil
import tempfile
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from introd.record.errors import RecordConflict, RecordStale
from introd.record.store import SETTLED, Transaction
from introd.record.tiny import TinyStore, open_store

from .samples import at

REFERENCES = st.sampled_from(["k3x9", "m4y8", "p5z7"])
NUMBERS = st.integers(1, 3)
HOURS = st.integers(0, 23)
ADDRESSES = st.sampled_from(["jane@acme.example", "Jason@Bolt.example", "ana@çà.example"])
STATES = st.sampled_from(["asking", "agreed", "closed"])
TEXTS = st.text(max_size=20)


class Shadow:
    """What the record should hold."""

    def __init__(self) -> None:
        """Nothing."""
        self.introductions: dict[str, dict[str, Any]] = {}
        self.letters: dict[str, dict[str, Any]] = {}
        self.seen: set[str] = set()
        self.settings: dict[str, Any] = {}
        self.out: set[str] = set()


class RecordMachine(RuleBasedStateMachine):
    """The store beside its shadow. Every rule runs in an open transaction; commit and rollback are rules too."""

    def __init__(self) -> None:
        """A new record."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="introd-model-"))
        self.path = self.folder / "introd.db"
        self.store: TinyStore = open_store(self.path, create=True)
        self.committed, self.shadow = Shadow(), Shadow()
        self.opened: AbstractContextManager[Transaction] | None = None

    @initialize()
    def begin(self) -> None:
        """Opens a transaction."""
        self.opened = self.store.transaction()
        self.work = self.opened.__enter__()

    @rule()
    def commit(self) -> None:
        """What was written stands."""
        assert self.opened is not None
        self.opened.__exit__(None, None, None)
        self.committed = copy.deepcopy(self.shadow)
        self.begin()

    @rule()
    def roll_back(self) -> None:
        """What was written since the last commit never was."""
        self.undo()
        self.begin()

    def undo(self) -> None:
        """Leaves the transaction by an exception."""
        assert self.opened is not None
        with suppress(LookupError):
            self.opened.__exit__(LookupError, LookupError("undone"), None)
        self.shadow = copy.deepcopy(self.committed)

    @rule()
    def open_again(self) -> None:
        """A closed record is opened again; what was not committed is gone."""
        self.undo()
        self.store.close()
        self.store = open_store(self.path, create=False)
        self.begin()

    @rule(reference=REFERENCES, state=STATES, due=st.none() | HOURS, why=TEXTS, addresses=st.sets(ADDRESSES), late=st.booleans())
    def put_introduction(self, reference: str, state: str, due: int | None, why: str, addresses: set[str], late: bool) -> None:
        """A change of the revision that stands is stored, of another refused."""
        known = self.shadow.introductions.get(reference)
        revision = known["revision"] if known else 0
        document = {
            "reference": reference,
            "owner": "liz",
            "state": state,
            "due": None if due is None else at(due),
            "tokens": {f"{reference}{state}": "first"},
            "addresses": sorted(addresses),
            "why": why,
        }
        try:
            assert self.work.put_introduction(document, expect=revision - late) == revision + 1
            assert not late
            self.shadow.introductions[reference] = {**document, "revision": revision + 1}
        except RecordStale:
            assert late

    @rule(reference=REFERENCES, number=NUMBERS, hour=HOURS, to=ADDRESSES, order=st.integers(0, 12))
    def owe(self, reference: str, number: int, hour: int, to: str, order: int) -> None:
        """A letter is owed once."""
        key = f"{reference}/ask/{number}"
        letter = {"key": key, "reference": reference, "status": "pending", "not_before": at(hour), "to": to, "order": order}
        letter |= {"kind": "ask", "message_id": f"<{key}>"}
        assert self.work.owe(letter) == (key not in self.shadow.letters)
        self.shadow.letters.setdefault(key, letter)

    @rule(reference=REFERENCES, number=NUMBERS, hour=HOURS)
    def claim(self, reference: str, number: int, hour: int) -> None:
        """What is owed and due is claimed, nothing else."""
        key = f"{reference}/ask/{number}"
        known = self.shadow.letters.get(key)
        due = known is not None and known["status"] in ("pending", "later") and known["not_before"] <= at(hour)
        found = self.work.claim(key, at(hour), timedelta(minutes=5))
        assert (found is not None) == due
        if known is not None and due:
            known |= {"status": "sending", "attempts": known.get("attempts", 0) + 1}
            assert found == known

    @rule(
        reference=REFERENCES,
        number=NUMBERS,
        status=st.sampled_from(["sent", "later", "never", "unknown", "withdrawn", "pending", "sending"]),
        hour=HOURS,
    )
    def settle(self, reference: str, number: int, status: str, hour: int) -> None:
        """A letter comes to an end that it can come to, once."""
        key = f"{reference}/ask/{number}"
        known = self.shadow.letters.get(key)
        was = known["status"] if known else None
        facts = {"settled": at(hour)} if status == "sent" else {"not_before": at(hour)}
        possible = was in ("sending", "unknown") or (was in ("pending", "later") and status not in ("sent", "unknown"))
        try:
            self.work.settle(key, status, **facts)
            assert was == status if was in SETTLED else possible and status != "sending"
            if known is not None and was not in SETTLED:
                known |= {"status": status, **facts}
        except RecordConflict:
            assert was is None or (was in SETTLED and was != status) or not possible or status == "sending"

    @rule(message_id=TEXTS)
    def see(self, message_id: str) -> None:
        """A mail is dealt with once."""
        assert self.work.seen(message_id) == (message_id in self.shadow.seen)
        if message_id not in self.shadow.seen:
            self.work.mark_seen(message_id, at(9), "answer")
            self.shadow.seen.add(message_id)

    @rule(name=TEXTS, value=st.none() | st.integers() | TEXTS | st.lists(TEXTS, max_size=2))
    def put_setting(self, name: str, value: Any) -> None:
        """A setting is kept, replaced, forgotten."""
        self.work.put_setting(name, value)
        self.shadow.settings[name] = value
        if value is None:
            del self.shadow.settings[name]

    @rule(who=st.sampled_from(["h1", "h2"]), wants=st.booleans())
    def opt(self, who: str, wants: bool) -> None:
        """STOP and START."""
        if wants:
            self.work.opt_in(who)
            self.shadow.out.discard(who)
        else:
            self.work.opt_out(who, at=at(9))
            self.shadow.out.add(who)

    @precondition(lambda self: self.opened is not None)
    @invariant()
    def documents_agree(self) -> None:
        """By id, everything is as the shadow has it."""
        shadow, work = self.shadow, self.work
        assert {found["reference"]: found for found in work.introductions()} == shadow.introductions
        assert {key: work.letter(key) for key in shadow.letters} == shadow.letters
        assert work.settings() == shadow.settings
        assert {who for who in ("h1", "h2") if work.opted_out(who)} == shadow.out

    @precondition(lambda self: self.opened is not None)
    @invariant()
    def keys_agree(self) -> None:
        """By every declared key, exactly the right documents are found, in the right order."""
        letters, cases = list(self.shadow.letters.values()), list(self.shadow.introductions.values())
        owed = [found for found in letters if found["status"] in ("pending", "later")]
        due = sorted((found["not_before"], found["order"], found["key"]) for found in owed)
        assert [found["key"] for found in self.work.due_letters(at(12), 99)] == [k for m, _, k in due if m <= at(12)]
        waiting = sorted((case["due"], case["reference"]) for case in cases if case["due"])
        assert [found["reference"] for found in self.work.due_introductions(at(12), 99)] == [r for m, r in waiting if m <= at(12)]
        looked_into = [found["not_before"] for found in letters if found["status"] == "unknown"]
        assert self.work.next_due() == min([m for m, *_ in due] + [m for m, _ in waiting] + looked_into, default=None)
        unsettled = {found["key"] for found in letters if found["status"] in ("sending", "unknown")}
        assert {found["key"] for found in self.work.unsettled()} == unsettled
        for address in ("jane@acme.example", "JASON@bolt.example", "ana@çà.example"):
            named = {c["reference"] for c in cases if address.casefold() in [a.casefold() for a in c["addresses"]]}
            assert {found["reference"] for found in self.work.introductions_with("liz", address)} == named
        for case in cases:
            found = self.work.introduction_of_token(case["reference"] + case["state"])
            assert found == (case, "first")

    def teardown(self) -> None:
        """The committed record is sound."""
        try:
            self.undo()
            assert self.store.check() == []
        finally:
            self.store.close()
            shutil.rmtree(self.folder)


TestRecord = RecordMachine.TestCase
TestRecord.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
