"""A whole case in German: an introducer and two people who read German, and every word that they answer is one of their letters'."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from introd.decide.case import State
from introd.decide.settings import IntroducerSettings, Place
from tests.whole.paper import JANE, JASON, LIZ, Paper, Post, settings
from tests.write.test_german import ENGLISH

REQUEST = """\
Bitte stell Jane Roe <jane@roe.example> und Jason Poe <jason@poe.example> einander vor.

Grund: Jason will eine Imkerei aufbauen, und Jane hat eine gegründet.
Über Jane: Jane leitet die Imkerei in Leeds.
Über Jason: Jason ist Gärtner.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Liz reads German, and nobody else is known to read anything else."""
    liz = IntroducerSettings(name="Liz Ryan", addresses=(LIZ,), place=Place(zone="Europe/Berlin"), language="de")
    return Paper(tmp_path, settings(introducers=(liz,)))


def english(posts: list[Post]) -> dict[str, set[str]]:
    """The English words in letters, by the kind of the letter."""
    found = {}
    for post in posts:
        words = set(re.findall(r"[a-z]+", f"{post.text} {post.message['Subject']}".casefold().replace("for leeds", "")))
        if left := words & set(ENGLISH.split()):
            found[f"{post.kind}: {post.text}"] = left
    return found


def asked(paper: Paper) -> None:
    """The request is in, and both are asked."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST, subject="Eine Bekanntmachung")
    paper.work()
    paper.write(f"Liz Ryan <{LIZ}>", "LOS", answering=paper.last("confirmation"))
    paper.pass_time(timedelta(hours=1))
    assert paper.kinds(JANE) == paper.kinds(JASON) == ["ask"]


def introduced(paper: Paper) -> None:
    """Both say JA, and the introduction leaves."""
    asked(paper)
    for who in (JANE, JASON):
        paper.write(who, "JA", answering=paper.last("ask", who))
        paper.pass_time(timedelta(minutes=1))
    paper.write(f"Liz Ryan <{LIZ}>", "LOS", answering=paper.last("preview"))
    paper.pass_time(timedelta(days=1))
    assert paper.case().state is State.INTRODUCED


def test_from_the_request_to_how_it_was(paper: Paper) -> None:
    """Every letter on the way is German, and every keyword of theirs does what the letter says."""
    introduced(paper)
    paper.write(JASON, "Liebe Jane", to=f"{JANE}, {paper.last('handover', JASON).message['Reply-To'].addresses[-1].addr_spec}")
    paper.pass_time(timedelta(days=5))
    paper.write(JASON, "NOCH NICHT", answering=paper.last("heard", JASON))
    paper.pass_time(timedelta(days=1))
    paper.write(JANE, "ERLEDIGT", answering=paper.last("missing_nudge", JANE))
    paper.pass_time(timedelta(days=30))
    paper.write(JASON, "TOLL", answering=paper.last("how_was_it", JASON))
    paper.write(JANE, "SCHLECHT. Er kam eine Stunde zu spät.", answering=paper.last("how_was_it", JANE))
    paper.pass_time(timedelta(days=1))
    paper.write(f"Liz Ryan <{LIZ}>", "SENDEN", answering=paper.last("report"))
    paper.pass_time(timedelta(days=3))
    assert {"heard", "how_was_it", "thanks"} <= set(paper.kinds(JASON))
    assert {"missing_nudge", "how_was_it", "sorry"} <= set(paper.kinds(JANE))
    assert english(paper.sent) == {}


def test_orders_are_answered_in_german(paper: Paper) -> None:
    """What Liz orders in the words of HELP is answered in German, to the last line."""
    introduced(paper)
    orders = (
        "HILFE", "STATUS", "LISTE", f"STATUS {paper.case().reference}", f"REHEARSE {paper.case().reference}", "WER IST Jane Roe", "PAUSIERE Jane bis Mai",
        "Jane wieder aufnehmen", "Frage Jane höchstens zweimal im Quartal", "NOTIZ ZU Jane: lieber vormittags", "STREICHE Jane", "SCHONE Jane",
        "OLD FRIEND Jane", "REPAID Jane", "APART Jane, Jason", "MAY MEET Jane, Jason", "Jane kennt Jason.", "WER IST Jane Roe", "LISTE",
        "WER IST Hugo Niemand", "ALLES ANHALTEN", "FREIGEBEN", "VERGISS Jason Poe", "EXPORT", "Die neue Adresse von Jane ist jane@new.example",
    )  # fmt: skip
    for order in orders:
        paper.write(f"Liz Ryan <{LIZ}>", order, subject="introd")
        paper.now += timedelta(minutes=1)
        paper.work()
    answers = [post for post in paper.sent if post.kind == "status"]
    assert len(answers) >= len(orders) - 2
    assert english(answers) == {}


def test_what_speaks_against_asking_is_said_in_german(paper: Paper) -> None:
    """Asked twice within the month: the confirmation's warnings and costs are German, and TROTZDEM settles them."""
    asked(paper)
    paper.write(
        f"Liz Ryan <{LIZ}>",
        REQUEST.replace("Jason Poe", "Mo Dunn").replace("jason@poe.example", "mo@dunn.example").replace("Jason", "Mo"),
        subject="Noch eine",
    )
    paper.work()
    shown = paper.last("confirmation")
    assert "TROTZDEM" in shown.text
    assert english([shown]) == {}
    paper.write(f"Liz Ryan <{LIZ}>", "TROTZDEM", answering=shown)
    paper.pass_time(timedelta(days=1))
    assert "ask" in paper.kinds("mo@dunn.example")


def test_links_are_kept_by_a_german_word(paper: Paper) -> None:
    """LINKS BEHALTEN, as the preview offers it, keeps them."""
    paper.write(
        f"Liz Ryan <{LIZ}>",
        REQUEST.replace("gegründet.", "gegründet: https://imkerei.example/leeds"),
        subject="Eine Bekanntmachung",
    )
    paper.pass_time(timedelta(hours=1))
    for who in (JANE, JASON):
        paper.write(who, "JA", answering=paper.last("ask", who))
        paper.work()
    assert "LINKS BEHALTEN" in paper.last("preview").text
    paper.write(f"Liz Ryan <{LIZ}>", "LINKS BEHALTEN", answering=paper.last("preview"))
    paper.work()
    assert "LINKS ENTFERNEN" in paper.last("preview").text
    paper.pass_time(timedelta(days=1))
    assert "https://imkerei.example/leeds" in paper.last("handover").text


def answer_to_an_order(paper: Paper, words: str, kind: str) -> Post:
    """Jane's order, asked back and given on LOS: the letter of this kind that she gets then."""
    paper.write(JANE, words, subject="introd")
    paper.work()
    paper.write(JANE, "LOS", answering=paper.last("order_confirm", JANE))
    paper.work()
    return paper.last(kind, JANE)


def test_what_is_kept_about_me_comes_in_my_language(paper: Paper) -> None:
    """MEINE DATEN is asked back, given on LOS, and German."""
    introduced(paper)
    letter = answer_to_an_order(paper, "MEINE DATEN", "my_data")
    assert "Ihre Adresse: jane@roe.example" in letter.text
    assert english([letter]) == {}


def test_somebody_who_reads_german_in_an_english_house(tmp_path: Path) -> None:
    """`Jane's language: German` in an English request: Jane reads German, Jason and Liz English; the data letter, too."""
    paper = Paper(tmp_path)
    paper.write(
        f"Liz Ryan <{LIZ}>",
        "Please introduce Jane Roe <jane@roe.example> and Jason Poe <jason@poe.example>.\n\nWhy: both keep bees.\nJane's language: German\n",
    )
    paper.pass_time(timedelta(hours=1))
    assert "Guten Tag Jane Roe" in paper.last("ask", JANE).text
    assert "Hello Jason" in paper.last("ask", JASON).text
    paper.write(JANE, "Meine Daten", subject="introd")
    paper.work()
    assert "Guten Tag" in paper.last("order_confirm", JANE).text


def test_a_correction_in_german_is_applied(paper: Paper) -> None:
    """KORREKTUR: Beruf: … is done on LOS as CORRECT does it, and said in German."""
    introduced(paper)
    letter = answer_to_an_order(paper, "KORREKTUR: Beruf: Imkermeisterin", "done")
    assert "- Beruf: Imkermeisterin" in letter.text
    assert english([letter]) == {}
    with paper.store.view() as view:
        assert [p["profile"]["headline"] for p in view.people_of(JANE)] == ["Imkermeisterin"]
