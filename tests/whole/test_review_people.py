"""Nobody takes over, stops or forgets another by sharing an address with them, or by naming one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.mailroom.people.importing import FORGOTTEN
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper
from tests.whole.test_list import remember

DAY = timedelta(days=1)
OFFICE, GEORGE = "office@firm.example", "george@hill.example"


@pytest.fixture
def asked(paper: Paper) -> Paper:
    """Both were asked."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(2 * DAY)
    return paper


def forget_me(paper: Paper, address: str) -> None:
    """Somebody asks to be forgotten, and says GO."""
    paper.write(address, "FORGET ME", subject="FORGET ME")
    paper.work()
    paper.write(address, "GO", answering=paper.last("order_confirm", address))
    paper.work()


def on_the_list(paper: Paper, address: str) -> list[str]:
    """The entries that have an address, by their own."""
    with paper.store.view() as view:
        return [str(document["address"]) for document in view.people_of(address)]


def forgotten(paper: Paper, address: str) -> bool:
    """Whether an address is never asked again."""
    with paper.store.view() as view:
        keyed = paper.desk.address_hash(address)
        return bool(view.setting(FORGOTTEN + keyed)) or view.opted_out(keyed)


def test_who_shares_a_mailbox_with_the_forgotten_one_stays(paper: Paper) -> None:
    """Jane and George are both reached at their firm's: Jane's FORGET ME leaves George on the list, at his own address."""
    remember(paper, JANE, name="Jane Roe", addresses=(OFFICE,))
    remember(paper, GEORGE, name="George Hill", addresses=(OFFICE,))
    forget_me(paper, JANE)
    assert on_the_list(paper, JANE) == []
    assert on_the_list(paper, GEORGE) == [GEORGE]
    assert not forgotten(paper, GEORGE)


@pytest.mark.parametrize("name", ["", "George Hill"])
def test_an_address_that_is_known_as_an_entry_of_its_own_is_not_taken_over(asked: Paper, name: str) -> None:
    """Jane gives George's address as hers: his entry stays his, and her STOP is not his."""
    remember(asked, GEORGE, name=name)
    asked.write(f"Jane Roe <{JANE}>", f"Yes. Please use my address {GEORGE}", answering=asked.last("ask", JANE))
    asked.work()
    assert on_the_list(asked, GEORGE) == [GEORGE]
    asked.write(JANE, "STOP", subject="")
    with asked.store.view() as view:
        assert not view.opted_out(asked.desk.address_hash(GEORGE))


@pytest.mark.parametrize("other", [LIZ, JASON])
def test_forget_me_after_somebody_elses_address_was_given(asked: Paper, other: str) -> None:
    """Jane gives the introducer's or the other party's address as hers, then has herself forgotten: they are not."""
    asked.write(f"Jane Roe <{JANE}>", f"Yes. Please use my address {other}", answering=asked.last("ask", JANE))
    asked.work()
    forget_me(asked, JANE)
    assert not forgotten(asked, other)
    assert JANE not in on_the_list(asked, other)
    assert asked.desk.settings.introducer(LIZ) is not None


def test_a_request_for_who_shares_a_mailbox_changes_nobody_elses_entry(paper: Paper) -> None:
    """Liz asks for George at the mailbox that Jane has too: Jane keeps her name, and what is known of her is not told of him."""
    remember(paper, JANE, name="Jane Roe", addresses=(OFFICE,), profile={"background": "Jane tames hawks."})
    asked_for = REQUEST.replace("Jane Roe", "George Hill").replace(JANE, OFFICE)
    paper.write(f"Liz Ryan <{LIZ}>", "\n".join(line for line in asked_for.splitlines() if not line.startswith("About Jane")))
    paper.pass_time(2 * DAY)
    assert "hawks" not in "".join(post.everything for post in paper.sent)
    with paper.store.view() as view:
        assert "Jane Roe" in [document["name"] for document in view.people_of(JANE)]
