"""Lists by mail: an attachment is shown, then kept; EXPORT sends files; FORGET needs a GO; proposals are settled by a reply."""

from __future__ import annotations

import time
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from introd.decide.decision import Deed
from introd.exchange.contact import Contact
from introd.exchange.files import read_file
from introd.mailroom import ledger
from introd.mailroom.desk import case_in
from introd.mailroom.filing import Filed
from introd.mailroom.incoming import receive
from introd.mailroom.people import importing, proposals
from introd.mailroom.people.entries import entry
from tests.whole.paper import INTRO, JANE, LIZ, REQUEST, Paper
from tests.whole.test_list import known, orders, remember

DAY = timedelta(days=1)
CSV = "Name,Email,Title\nJane Roe,jane@roe.example,Founder\nJason Poe,jason@poe.example,Gardener\n"


def attaches(paper: Paper, author: str, text: str, name: str = "people.csv") -> Filed:
    """Somebody sends a file."""
    paper.number += 1
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = author, INTRO, "My contacts"
    mail["Date"], mail["Message-ID"] = paper.now.strftime("%a, %d %b %Y %H:%M:%S +0000"), f"<a{paper.number}@mail.example>"
    mail.set_content("Here they are.")
    mail.add_attachment(text.encode(), maintype="text", subtype="csv", filename=name)
    filed = receive(mail.as_bytes(), paper.now, paper.desk)
    paper.work()
    return filed


def anybody_known(paper: Paper) -> bool:
    """Whether anybody is on Liz's list."""
    with paper.store.view() as view:
        return bool(view.people(LIZ))


def test_an_attached_list_is_shown_and_kept_on_go(paper: Paper) -> None:
    """Nothing is on the list before GO; then both are, marked as imported."""
    attaches(paper, LIZ, CSV)
    shown = paper.last("order_confirm", LIZ).text
    assert "Title → headline" in shown
    assert not anybody_known(paper)
    paper.write(LIZ, "GO", answering=paper.last("order_confirm", LIZ))
    paper.work()
    assert "2 new on your list" in paper.last("status", LIZ).text
    assert known(paper, JANE).sources["headline"].origin == "import"


ODD = "Who,Email,Town,Firm\nJane Roe,jane@roe.example,Leeds,Bees\n"


def answers(paper: Paper, words: str) -> str:
    """Liz answers what she was shown last; what she is shown then."""
    paper.write(LIZ, words, answering=paper.last("order_confirm", LIZ))
    paper.work()
    return paper.last("order_confirm", LIZ).text


def test_a_column_is_put_right_before_go(paper: Paper) -> None:
    """Liz says what columns are, sees the file again, says more, and on GO all of it counts."""
    attaches(paper, LIZ, ODD)
    shown = paper.last("order_confirm", LIZ).text
    assert "Who → not used" in shown
    assert "say so, for example: Who = interests" in shown
    shown = answers(paper, "who = name, town = background")
    assert "Who → name" in shown
    assert "Town → background" in shown
    assert not anybody_known(paper)
    assert "Town → place" in answers(paper, "MAP Town: place")
    answers(paper, "GO")
    person = known(paper, JANE)
    assert (person.name, person.profile) == ("Jane Roe", {"place": "Leeds", "headline": "Bees"})


def test_what_is_put_right_is_shown_even_beside_a_go(paper: Paper) -> None:
    """GO together with a correction keeps nothing yet; GO to the letter before it keeps nothing either."""
    attaches(paper, LIZ, ODD)
    first = paper.last("order_confirm", LIZ)
    assert "Who → name" in answers(paper, "GO. Who is the name.")
    paper.write(LIZ, "GO", answering=first)
    paper.work()
    assert not anybody_known(paper)


def test_a_go_to_an_older_letter_shows_the_newer_one_again(paper: Paper) -> None:
    """Liz is told that the newer letter counts, sees it again, and her GO to that keeps the list as she corrected it."""
    attaches(paper, LIZ, ODD)
    first = paper.last("order_confirm", LIZ)
    answers(paper, "Who = name")
    answers(paper, "Town = background")
    for _ in range(2):
        paper.write(LIZ, "GO", answering=first)
        paper.work()
        shown = paper.last("order_confirm", LIZ).text
        assert "You answered an older letter" in shown
        assert "Who → name" in shown
        assert "Town → background" in shown
        assert not anybody_known(paper)
    answers(paper, "GO")
    assert known(paper, JANE).profile == {"background": "Leeds", "headline": "Bees"}


def test_a_go_to_an_older_letter_after_the_newer_ones_changes_nothing(paper: Paper) -> None:
    """What is settled is settled: Liz is told so, and is not told that she was not understood."""
    attaches(paper, LIZ, ODD)
    first = paper.last("order_confirm", LIZ)
    answers(paper, "Who = name")
    answers(paper, "GO")
    kept = known(paper, JANE)
    paper.write(LIZ, "GO", answering=first)
    paper.work()
    assert "settled already" in paper.last("status", LIZ).text
    assert known(paper, JANE) == kept


def test_a_correction_of_an_older_letter_adds_to_the_newer_one(paper: Paper) -> None:
    """Nothing that Liz said before is lost, whichever of the letters she answers."""
    attaches(paper, LIZ, ODD)
    first = paper.last("order_confirm", LIZ)
    answers(paper, "Who = name")
    paper.write(LIZ, "Town = background", answering=first)
    paper.work()
    shown = paper.last("order_confirm", LIZ).text
    assert "Who → name" in shown
    assert "Town → background" in shown


def test_what_is_no_column_is_said(paper: Paper) -> None:
    """A column that is not there, and a meaning that there is not, are named; the rest is done."""
    attaches(paper, LIZ, ODD)
    shown = answers(paper, "Who = name, City = place, Town = favourite cake")
    assert "there is no column 'City'" in shown
    assert "'favourite cake' is nothing that I keep" in shown
    assert "Who → name" in shown


def test_a_file_without_a_column_for_addresses_is_put_right(paper: Paper) -> None:
    """Liz names the column that holds them, and the file is read."""
    attaches(paper, LIZ, "Who,Reach\nJane Roe,jane@roe.example\n")
    assert "Reach" in paper.last("order_confirm", LIZ).text
    assert "1 people with an e-mail address" in answers(paper, "Reach = email, Who = name")
    answers(paper, "GO")
    assert known(paper, JANE).name == "Jane Roe"


def test_nobody_else_puts_a_column_right(paper: Paper) -> None:
    """Words from elsewhere to that address change nothing."""
    attaches(paper, LIZ, ODD)
    before = paper.kinds(LIZ)
    filed = paper.write("mallory@evil.example", "Who = name", answering=paper.last("order_confirm", LIZ))
    paper.work()
    assert (filed.folder, paper.kinds(LIZ)) == ("set aside", before)


def test_a_list_of_an_outsider_is_not_read(paper: Paper) -> None:
    """Only introducers fill a list."""
    attaches(paper, "mallory@evil.example", CSV)
    assert not paper.kinds("mallory@evil.example")
    assert not anybody_known(paper)


def test_a_file_that_is_no_list_is_answered(paper: Paper) -> None:
    """Liz hears what it lacks, and there is nothing to say GO to."""
    attaches(paper, LIZ, "hello\n")
    told = paper.last("order_confirm", LIZ).text
    assert "could not read" in told
    assert "GO" not in told


def test_an_import_never_overrules_what_people_said(paper: Paper) -> None:
    """Facts of a request, of the introducer or of themselves stand."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.work()
    with paper.store.transaction() as work:
        importing.store(work, paper.desk, LIZ, [Contact("J. Roe", JANE, (), {"background": "OLD", "place": "Leeds"})])
    person = known(paper, JANE)
    assert person.name == "Jane Roe"
    assert "OLD" not in person.profile["background"]
    assert person.profile["place"] == "Leeds"


def test_whoever_was_forgotten_is_not_imported(paper: Paper) -> None:
    """A list that still names somebody who opted out or was forgotten leaves them out."""
    with paper.store.transaction() as work:
        work.opt_out(paper.desk.address_hash(JANE), at="2026-01-01T00:00:00Z")
        stored = importing.store(work, paper.desk, LIZ, read_file(CSV).contacts)
    assert (stored.new, stored.refused) == (1, 1)


def test_export_sends_the_list_as_files(paper: Paper) -> None:
    """CSV, vCard and JSON, attached; the record does not keep them in the letter's bytes."""
    remember(paper, JANE, name="Jane Roe")
    paper.write(LIZ, "EXPORT", subject="")
    paper.work()
    files = {part.get_filename(): part.get_content() for part in paper.last("export", LIZ).message.iter_attachments()}
    assert set(files) == {"people.csv", "people.vcf", "people.json"}
    assert "jane@roe.example" in files["people.csv"]


def test_forget_by_order_needs_a_go(paper: Paper) -> None:
    """FORGET Jane asks back; on GO the entry is gone, and she may be asked again one day."""
    remember(paper, JANE, name="Jane Roe")
    paper.write(LIZ, "FORGET Jane", subject="")
    paper.work()
    assert known(paper, JANE).name == "Jane Roe"
    paper.write(LIZ, "GO", answering=paper.last("order_confirm", LIZ))
    paper.work()
    with paper.store.view() as view:
        assert entry(view, LIZ, JANE) is None
        assert not view.opted_out(paper.desk.address_hash(JANE))


def happens(paper: Paper, *deeds: Deed) -> None:
    """Deeds in the only case."""
    with paper.store.transaction() as work:
        case = case_in(work, paper.case().reference)
        assert case is not None
        ledger.write_down(work, paper.desk, case, deeds)


@pytest.fixture
def proposed(paper: Paper) -> Paper:
    """A poor report about Jane has led to a proposal."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.work()
    happens(paper, Deed("first", "poor", kinds=("late", "left"), detail="SECRET"))
    assert "proposal" not in paper.kinds(LIZ)
    paper.pass_time(DAY)
    return paper


def test_a_proposal_comes_with_its_reason_and_changes_nothing(proposed: Paper) -> None:
    """At the daily hour, with the standing in words; Jane's settings stay as they are."""
    assert "late, left" in proposed.last("proposal", LIZ).text
    assert not known(proposed, JANE).cautious


def test_a_proposal_is_settled_by_go(proposed: Paper) -> None:
    """GO makes the change once; a second GO changes nothing."""
    for _ in range(2):
        proposed.write(LIZ, "GO", answering=proposed.last("proposal", LIZ))
        proposed.work()
    assert known(proposed, JANE).cautious
    assert "settled before" in proposed.last("status", LIZ).text


def test_a_proposal_is_declined_by_leave_it(proposed: Paper) -> None:
    """LEAVE IT leaves it, and it is not proposed again for the same."""
    proposed.write(LIZ, "LEAVE IT", answering=proposed.last("proposal", LIZ))
    proposed.work()
    assert not known(proposed, JANE).cautious
    happens(proposed, Deed("first", "yes", days=1.0))
    proposed.pass_time(2 * DAY)
    assert proposed.kinds(LIZ).count("proposal") == 1
    with proposed.store.view() as view:
        assert proposals.waiting(view, LIZ) == []


def test_only_liz_settles_a_proposal(proposed: Paper) -> None:
    """A GO from elsewhere is set aside."""
    filed = proposed.write("mallory@evil.example", "GO", answering=proposed.last("proposal", LIZ))
    assert filed.folder == "set aside"
    assert not known(proposed, JANE).cautious


def test_no_proposal_reaches_a_party(proposed: Paper) -> None:
    """Whatever was reported of Jane stays with Liz."""
    proposed.pass_time(20 * DAY)
    for post in proposed.sent:
        if post.to != LIZ:
            assert "SECRET" not in post.everything
            assert "late, left" not in post.everything


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["nothing", "GO", "WAIT", "GO"])), min_size=1, max_size=5))
@hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_without_override_jane_is_never_asked_above_the_cap(
    tmp_path_factory: pytest.TempPathFactory, wishes: list[tuple[int, str]]
) -> None:
    """Whatever Liz requests and answers short of OVERRIDE: no 30 days hold two of Jane's asks, and no quarter four."""
    paper = Paper(tmp_path_factory.mktemp("caps"))
    for number, (days, answer) in enumerate(wishes):
        other = f"P{'abcdefgh'[number]} Hill <p{number}@hill.example>"
        paper.write(
            f"Liz Ryan <{LIZ}>", f"Please introduce Jane Roe <{JANE}> and {other}.\n\nWhy: they both keep bees on roofs.\n"
        )
        paper.work()
        if answer != "nothing":
            paper.write(LIZ, answer, answering=paper.last("confirmation", LIZ))
        paper.pass_time(days * DAY)
    paper.pass_time(120 * DAY)
    asks = sorted({post.key.partition("/")[0]: post.at for post in paper.sent if post.to == JANE and post.kind == "ask"}.values())
    for first in asks:
        assert sum(first <= at < first + 30 * DAY for at in asks) <= 1
        assert sum(first <= at < first + 91 * DAY for at in asks) <= 3
    assert asks or all(answer == "WAIT" for _, answer in wishes)
    paper.store.close()


def test_five_thousand_people_are_imported_in_one_commit(paper: Paper) -> None:
    """All of them are there, and the list can still be looked at by name."""
    text = "Name,Email,Title,Company,City\n" + "".join(
        f"Person {n} Poe{n},p{n}@x{n % 50}.example,Head,Bees,Leeds\n" for n in range(5000)
    )
    started = time.perf_counter()
    with paper.store.transaction() as work:
        stored = importing.store(work, paper.desk, LIZ, read_file(text).contacts)
    print(f"5,000 people: {time.perf_counter() - started:.2f} s")
    assert stored.new == 5000
    assert "Person 4711 Poe4711" in orders(paper, "WHO Poe4711")
