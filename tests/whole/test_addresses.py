"""One person with several addresses: one entry of the list, one STOP, one START."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import Outcome
from introd.decide.people.person import Past, Person, Status
from introd.decide.settings import IntroducerSettings, Place
from introd.mailroom.people import same
from introd.mailroom.people.entries import everybody, put
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper, settings
from tests.whole.test_list import AGAIN, asks, known, orders, remember

DAY = timedelta(days=1)
WORK, HOME = "jane@work.example", "jane@home.example"
AMY = "amy@bell.example"


@pytest.fixture
def moved(paper: Paper) -> Paper:
    """Jane was asked, and said yes with another address."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(2 * DAY)
    paper.write(f"Jane Roe <{JANE}>", f"Yes. Please use my work address {WORK}", answering=paper.last("ask", JANE))
    paper.work()
    return paper


def listed(paper: Paper) -> list[tuple[str, ...]]:
    """The addresses of each entry of Liz's list."""
    with paper.store.view() as view:
        return [person.all_addresses for person in everybody(view, LIZ)]


def test_an_address_given_with_a_yes_is_the_same_person(moved: Paper) -> None:
    """Liz has one Jane, with two addresses, and what she did is all in one history."""
    assert sorted(listed(moved)) == [(JANE, WORK), (JASON,)]
    assert {deed.what for deed in known(moved, WORK).deeds} >= {"asked", "yes"}
    assert WORK in orders(moved, "WHO Jane")


@pytest.mark.parametrize("address", [JANE, WORK])
def test_stop_from_one_address_is_for_all(moved: Paper, address: str) -> None:
    """Whichever she writes from, and not in the thread: neither gets a letter any more, and what runs ends."""
    before = len(moved.sent)
    moved.write(f"Jane Roe <{address}>", "STOP", subject="STOP")
    moved.pass_time(30 * DAY)
    assert moved.case().outcome is Outcome.OPTED_OUT
    for one in (JANE, WORK):
        asks(moved, AGAIN.replace(JANE, one))
        moved.pass_time(5 * DAY)
    assert not {post.to for post in moved.sent[before:]} & {JANE, WORK}


def test_stop_from_an_address_that_only_the_list_knows(paper: Paper) -> None:
    """An imported further address counts: STOP from there ends mail to the one that was asked."""
    remember(paper, JANE, name="Jane Roe", addresses=(HOME,))
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(2 * DAY)
    paper.write(f"J <{HOME}>", "Please stop writing to me.", subject="hello")
    paper.pass_time(20 * DAY)
    assert paper.kinds(JANE) == ["ask"]
    assert paper.case().outcome is Outcome.OPTED_OUT


def test_a_shared_mailbox_makes_no_two_people_one(paper: Paper) -> None:
    """Jane's STOP is not George's, though both may be reached at their firm's."""
    remember(paper, JANE, name="Jane Roe", addresses=("office@firm.example",))
    remember(paper, "george@hill.example", name="George Hill", addresses=("office@firm.example",))
    paper.write(JANE, "STOP", subject="")
    with paper.store.view() as view:
        stopped = [a for a in (JANE, "office@firm.example", "george@hill.example") if view.opted_out(paper.desk.address_hash(a))]
    assert stopped == [JANE, "office@firm.example"]


def test_start_undoes_it_for_all(moved: Paper) -> None:
    """START from one address, with its GO: she may be asked at either."""
    moved.write(JANE, "STOP", subject="")
    moved.pass_time(DAY)
    moved.write(WORK, "START", subject="")
    moved.work()
    moved.write(WORK, "GO", answering=moved.last("order_confirm", WORK))
    moved.work()
    with moved.store.view() as view:
        assert not any(view.opted_out(moved.desk.address_hash(a)) for a in (JANE, WORK))


def test_a_pause_of_her_own_is_for_all(moved: Paper) -> None:
    """She pauses from her work address: a request with the other is warned of."""
    moved.write(WORK, "PAUSE until 1 December 2026", subject="")
    moved.work()
    moved.write(WORK, "GO", answering=moved.last("order_confirm", WORK))
    moved.work()
    asks(moved)
    assert "asked not to be asked until 1 December 2026" in moved.last("confirmation", LIZ).text


def test_they_met_whatever_the_address(moved: Paper) -> None:
    """A second request with the first address says that one is under way."""
    asks(moved, REQUEST)
    assert "under way already" in moved.last("confirmation", LIZ).text


def test_what_one_list_knows_no_other_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Amy knows another address of Jane than Liz: after STOP each knows of it, and neither learns an address."""
    amy = IntroducerSettings(name="Amy Bell", addresses=(AMY,), place=Place(zone="Europe/London"))
    both = settings()
    paper = Paper(tmp_path_factory.mktemp("two"), settings=both.but(introducers=(*both.introducers, amy)))
    remember(paper, JANE, name="Jane Roe", addresses=(HOME,))
    with paper.store.transaction() as work:
        put(work, Person(owner=AMY, address=HOME, name="Jane Roe"))
    paper.write(
        f"Amy Bell <{AMY}>", REQUEST.replace(JANE, HOME).replace(JASON, "mo@dunn.example").replace("Jason Poe", "Mo Dunn")
    )
    paper.pass_time(2 * DAY)
    paper.write(JANE, "STOP", subject="")
    paper.pass_time(20 * DAY)
    assert paper.kinds(HOME) == ["ask"]
    assert "opted_out" in [entry.what.replace(" ", "_") for entry in paper.case().history]
    for post in paper.sent:
        if post.to in (AMY, "mo@dunn.example"):
            assert JANE not in post.everything
        assert post.to != "mo@dunn.example" or HOME not in post.everything
    paper.store.close()


def test_somebody_elses_address_stays_theirs(paper: Paper) -> None:
    """Jane gives an address that the list knows as George's: two entries stay two, and his mail is not stopped by her."""
    remember(paper, WORK, name="George Hill")
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(2 * DAY)
    paper.write(JANE, f"Yes. Please use my work address {WORK}", answering=paper.last("ask", JANE))
    paper.work()
    assert (JANE,) in listed(paper)
    assert (WORK,) in listed(paper)


def test_two_entries_of_one_person_become_one(paper: Paper) -> None:
    """Both were on the list under her name: facts, notes, deeds and settings of both are kept."""
    ago = paper.now - 40 * DAY
    remember(paper, JANE, Past(at=ago, what="well", other=JASON), name="Jane Roe", profile={"place": "Leeds"})
    remember(
        paper, WORK, Past(at=ago - DAY, what="late"), name="jane roe", status=Status.RESTING, no_go=("kim@orr.example",),
        profile={"place": "York", "headline": "Founder"},
    )  # fmt: skip
    with paper.store.transaction() as work:
        same.join(work, LIZ, JANE, WORK)
    person = known(paper, WORK)
    assert listed(paper) == [(JANE, WORK)]
    assert (person.profile, person.status) == ({"place": "Leeds", "headline": "Founder"}, "resting")
    assert ([deed.what for deed in person.deeds], person.no_go) == (["late", "well"], ("kim@orr.example",))


def test_the_same_address_twice_changes_nothing(moved: Paper) -> None:
    """Telling it again leaves one entry with two addresses, in the same order."""
    with moved.store.transaction() as work:
        same.join(work, LIZ, JANE, WORK)
        same.join(work, LIZ, WORK, JANE)
    assert known(moved, JANE).all_addresses == (JANE, WORK)


def test_whom_nobody_knows_has_one_address(paper: Paper) -> None:
    """An address on no list stands for itself."""
    with paper.store.view() as view:
        assert same.addresses_of(view, "Kim@Orr.example") == ("kim@orr.example",)


@pytest.mark.parametrize("words", [f"{WORK} is not Jane's address", f"unlink {WORK} from Jane", f"{WORK} gehört nicht zu Jane"])
def test_a_wrong_further_address_is_taken_off(moved: Paper, words: str) -> None:
    """Liz says that it is not Jane's; STOP from there no longer speaks for Jane, and the order is answered."""
    moved.write(LIZ, words, subject="introd")
    moved.work()
    assert f"{WORK} is no address of Jane Roe any more" in moved.last("status", LIZ).text
    with moved.store.view() as view:
        assert [p["address"] for p in view.people_of(JANE)] == [JANE]
        assert not list(view.people_of(WORK))


def test_the_only_address_is_not_taken_off(moved: Paper) -> None:
    """Liz is asked for the right one, and is told where an address is none of Jane's."""
    moved.write(LIZ, f"{JANE} is not Jane's address", subject="introd")
    moved.work()
    assert "Give me the right one" in moved.last("status", LIZ).text
    moved.write(LIZ, "else@where.example is not Jane's address", subject="introd")
    moved.work()
    assert "nothing is changed" in moved.last("status", LIZ).text
