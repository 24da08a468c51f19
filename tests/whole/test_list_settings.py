"""What the introducer says of people: who is never to meet whom, who knows whom, how near somebody is, favours, rests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from introd.decide.case import State
from introd.decide.people.person import Past
from introd.decide.people.standing import figures
from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper
from tests.whole.test_list import AGAIN, asks, known, orders, remember

DAY = timedelta(days=1)


@pytest.fixture
def listed(paper: Paper) -> Paper:
    """Jane and Jason are on Liz's list; nobody was ever asked."""
    remember(paper, JANE, name="Jane Roe")
    remember(paper, JASON, name="Jason Poe")
    return paper


def shown(paper: Paper, words: str = REQUEST) -> str:
    """Liz asks for an introduction; what she is shown."""
    asks(paper, words)
    return paper.last("confirmation", LIZ).text


@pytest.mark.parametrize("order", ["APART Jane, Jason", "Never introduce Jason to Jane.", f"APART {JANE} {JASON}"])
def test_who_is_never_to_meet_is_not_asked(listed: Paper, order: str) -> None:
    """A request for the two is warned of, once, and nobody is asked without OVERRIDE."""
    assert "are not to be introduced" in orders(listed, order)
    assert shown(listed).count("should not meet") == 1
    listed.pass_time(5 * DAY)
    assert {post.to for post in listed.sent} == {LIZ}
    listed.write(LIZ, "OVERRIDE", answering=listed.last("confirmation", LIZ))
    listed.pass_time(2 * DAY)
    assert "ask" in listed.kinds(JANE)


def test_may_meet_undoes_it(listed: Paper) -> None:
    """After MAY MEET nothing is left of it on either side."""
    orders(listed, "APART Jane, Jason")
    assert "may be introduced" in orders(listed, "MAY MEET Jason, Jane")
    assert (known(listed, JANE).no_go, known(listed, JASON).no_go) == ((), ())
    assert "should not meet" not in shown(listed)


def test_who_shows_it_by_name(listed: Paper) -> None:
    """WHO tells of both whom they are not to meet."""
    orders(listed, "APART Jane, Jason")
    assert "Is not to meet Jason Poe" in orders(listed, "WHO Jane")
    assert "Is not to meet Jane Roe" in orders(listed, "WHO Jason")


def test_apart_holds_for_every_address(listed: Paper) -> None:
    """A new address of one of them does not lift it."""
    orders(listed, "APART Jane, Jason")
    orders(listed, "Jane's new address is jane@new.example")
    assert "should not meet" in shown(listed, REQUEST.replace(JANE, "jane@new.example"))


def test_apart_while_they_are_asked(listed: Paper) -> None:
    """What is under way is not called off by itself: Liz is told how."""
    reference = asks(listed, REQUEST)
    listed.pass_time(DAY)
    assert f"CANCEL {reference}" in orders(listed, "APART Jane, Jason")
    assert listed.case(reference).state is State.ASKING


def test_apart_before_the_letters_leave(listed: Paper) -> None:
    """In the ten minutes in which the letters have not left, the order still holds them back."""
    reference = asks(listed, REQUEST)
    orders(listed, "APART Jane, Jason")
    listed.pass_time(2 * DAY)
    assert listed.case(reference).state is State.CONFIRMING
    assert {post.to for post in listed.sent} == {LIZ}


def test_apart_of_somebody_unknown(listed: Paper) -> None:
    """A name on no list changes nothing; an address on no list is kept."""
    assert "nobody by the name of Kim" in orders(listed, "APART Jane, Kim")
    assert known(listed, JANE).no_go == ()
    orders(listed, "APART Jane, kim@orr.example")
    assert known(listed, JANE).no_go == ("kim@orr.example",)


def test_apart_of_one_person(listed: Paper) -> None:
    """Nobody is kept from themselves."""
    assert "one person" in orders(listed, f"APART Jane, {JANE}")


def test_whom_they_must_not_meet_is_no_alternative(listed: Paper) -> None:
    """The people to pick from for the one who waits leave out whom they are not to meet."""
    from introd.mailroom.since.facts import candidates

    remember(listed, "kim@orr.example", name="Kim Orr", profile={"offers": "beekeeping cooperative"})
    reference = asks(listed, REQUEST)
    side = next(p.side for p in listed.case(reference).parties if p.address == JASON)
    with listed.store.view() as view:
        assert [c["name"] for c in candidates(view, listed.desk, listed.case(reference), side)] == ["Kim Orr"]
    orders(listed, "APART Jason, Kim")
    with listed.store.view() as view:
        assert candidates(view, listed.desk, listed.case(reference), side) == []


def test_who_knows_whom(listed: Paper) -> None:
    """Jane knows Jason: said before they are asked, and taken back as simply."""
    assert "know each other" in orders(listed, "Jane knows Jason")
    assert "Jane and Jason know each other, as you told me" in shown(listed)
    assert "don't know each other" in orders(listed, "Jane doesn't know Jason")
    assert "know each other" not in shown(listed)


def test_an_old_friend(listed: Paper) -> None:
    """Said in WHO, beside what speaks against asking, and in what the ask costs; in no letter to anybody else."""
    orders(listed, "Jane is an old friend.")
    orders(listed, "PAUSE Jane until 1 June 2026")
    assert "an old friend" in orders(listed, "WHO Jane")
    told = shown(listed)
    assert "Jane, an old friend, is paused" in told
    assert "Jane: an old friend" in told
    listed.write(LIZ, "OVERRIDE", answering=listed.last("confirmation", LIZ))
    listed.pass_time(3 * DAY)
    assert "ask" in listed.kinds(JANE)
    for post in listed.sent:
        if post.to != LIZ:
            assert "old friend" not in post.everything


def test_an_old_friend_in_the_note_to_ring(listed: Paper) -> None:
    """Beside what happened, Liz reads how near the one is to her; of one of whom nothing is known she reads nothing."""
    from introd.mailroom.since.facts import history

    reference = asks(listed, REQUEST)
    orders(listed, "OLD FRIEND Jane")
    with listed.store.view() as view:
        case = listed.case(reference)
        told = {party.address: history(view, listed.desk, case, party.side) for party in case.parties}
    assert told == {JANE: ["Jane Roe is an old friend"], JASON: []}


def test_a_new_acquaintance(listed: Paper) -> None:
    """NEW takes the place of OLD FRIEND."""
    orders(listed, "OLD FRIEND Jason")
    assert "a new acquaintance" in orders(listed, "NEW Jason")
    assert "Jason: a new acquaintance" in shown(listed)


def test_a_favour_repaid(listed: Paper) -> None:
    """The reminder stops, and REPAID of nothing says so."""
    remember(listed, JANE, Past(at=listed.now - 30 * DAY, what="favour", reference="b2c3", other=JASON))
    assert "owes Jason a favour" in orders(listed, "WHO Jane")
    assert "is repaid" in orders(listed, "REPAID Jane")
    assert "a favour is owed" not in shown(listed, AGAIN)
    assert "no favour" in orders(listed, "REPAID Jane")


def test_one_favour_of_two_is_repaid(listed: Paper) -> None:
    """REPAID Jane, Jason leaves what Jane owes George; a favour owed later counts again."""
    remember(listed, "george@hill.example", name="George Hill")
    for other in (JASON, "george@hill.example"):
        remember(listed, JANE, Past(at=listed.now - 30 * DAY, what="favour", reference=other[:4], other=other))
    orders(listed, "REPAID Jane, Jason")
    assert [d.other for d in figures(known(listed, JANE).deeds).favours] == ["george@hill.example"]
    remember(listed, JANE, Past(at=listed.now + DAY, what="favour", reference="k3x9", other=JASON))
    assert len(figures(known(listed, JANE).deeds).favours) == 2


def test_rest_and_resume(listed: Paper) -> None:
    """REST is a rest and no pause; RESUME ends it."""
    assert "resting" in orders(listed, "REST Jane")
    assert known(listed, JANE).status == "resting"
    assert "Jane is resting" in shown(listed)
    assert "open" in orders(listed, "RESUME Jane")


def test_an_address_within_a_name(listed: Paper) -> None:
    """Name and address together mean the one who has the address."""
    orders(listed, f"REST Jane Roe <{JANE}>")
    assert known(listed, JANE).status == "resting"
    assert "Jane Roe" in orders(listed, "LIST")


def test_orders_beside_a_request(listed: Paper) -> None:
    """They are obeyed and answered, hold the same request back, and stand in no letter to anybody else."""
    words = f"{REQUEST}\nOLD FRIEND Jane\nNOTE Jason: talks too much\nAPART Jane, Jason\n"
    reference = asks(listed, words)
    told = listed.last("status", LIZ).text
    assert "an old friend" in told
    assert "not to be introduced" in told
    assert known(listed, JASON).notes[0].text == "talks too much"
    listed.pass_time(2 * DAY)
    assert listed.case(reference).state is State.CONFIRMING
    listed.write(LIZ, "OVERRIDE", answering=listed.last("confirmation", LIZ))
    listed.pass_time(2 * DAY)
    assert "ask" in listed.kinds(JASON)
    for post in listed.sent:
        if post.to != LIZ:
            assert not any(words in post.everything for words in ("OLD FRIEND", "talks too much", "APART"))


def test_an_order_below_go(listed: Paper) -> None:
    """GO counts, and so does what stands below it; an answer that is passed on to a party is passed on whole, and is no order."""
    reference = asks(listed, REQUEST)
    listed.write(LIZ, "GO\n\nNOTE Jane: hates mornings", answering=listed.last("confirmation", LIZ))
    listed.pass_time(2 * DAY)
    assert listed.case(reference).state is State.ASKING
    assert known(listed, JANE).notes[0].text == "hates mornings"
    listed.write(JANE, "Who is he?", answering=listed.last("ask", JANE))
    listed.work()
    listed.write(LIZ, "A gardener.\n\nREST Jason", answering=listed.last("question", LIZ))
    listed.work()
    assert "REST Jason" in listed.last("relay", JANE).text
    assert known(listed, JASON).status == "open"
