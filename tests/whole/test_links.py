"""Links in the introduction: taken out unless the introducer keeps them, by a label or by a plain reply."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.whole.paper import JANE, JASON, LIZ, REQUEST, Paper, Post

GUIDE, CALENDAR, BLOG = "https://coop.example/guide", "https://cal.example/jane", "bees.example/jane"
LINKED = (
    REQUEST.replace("forty members.", f"forty members (see {BLOG}).").replace("founded one.", f"founded one, see {GUIDE}.")
    + f"Jane's link: {CALENDAR}\n"
)


def previewed(paper: Paper, request: str = LINKED) -> Post:
    """Both have said yes, and Liz has the letter before her."""
    paper.write(f"Liz Ryan <{LIZ}>", request)
    paper.pass_time(timedelta(hours=1))
    for who in (JANE, JASON):
        paper.write(who, "Yes", answering=paper.last("ask", who))
        paper.pass_time(timedelta(minutes=1))
    return paper.last("preview")


def introduced(paper: Paper) -> str:
    """All that the letter to Jason holds, once it has left."""
    paper.pass_time(timedelta(days=2))
    assert paper.kinds(JASON).count("handover") == 1
    return paper.last("handover", JASON).everything


def holds(letter: str) -> list[bool]:
    """Which of the links stand in a letter."""
    return [link in letter for link in (GUIDE, CALENDAR, BLOG)]


def test_links_are_taken_out_and_the_preview_names_them(paper: Paper) -> None:
    """Liz reads which links were taken out and how to keep them; without a word of hers the letter has none."""
    shown = previewed(paper)
    head, _, letter = shown.text.partition("- - -")
    assert holds(head) == [True] * 3
    assert "KEEP LINKS" in head
    assert holds(letter) == [False] * 3
    assert holds(introduced(paper)) == [False] * 3


@pytest.mark.parametrize(
    "words", ["KEEP LINKS", "Keep the links, please.", "Yes, but leave the links in", "Bitte die Links behalten"]
)
def test_a_plain_reply_keeps_them_and_shows_the_letter_again(paper: Paper, words: str) -> None:
    """The reply amends, the letter is shown again with the links in it, and so it leaves."""
    shown = previewed(paper)
    paper.write(f"Liz Ryan <{LIZ}>", words, answering=shown)
    paper.work()
    again = paper.last("preview")
    assert again.key != shown.key
    assert "DROP LINKS" in again.text
    assert holds(again.text.partition("- - -")[2]) == [True] * 3
    assert holds(introduced(paper)) == [True] * 3


def test_the_button_says_the_same_as_the_words(paper: Paper) -> None:
    """The filled-in reply of the button, subject and body, keeps the links too."""
    shown = previewed(paper)
    paper.write(f"Liz Ryan <{LIZ}>", "KEEP LINKS", answering=shown, subject=f"KEEP LINKS {paper.case().reference}")
    assert holds(introduced(paper)) == [True] * 3


def test_links_that_were_kept_can_be_dropped_again(paper: Paper) -> None:
    """DROP LINKS after KEEP LINKS takes them out, and nothing of the words beside them."""
    paper.write(f"Liz Ryan <{LIZ}>", "KEEP LINKS", answering=previewed(paper))
    paper.work()
    paper.write(f"Liz Ryan <{LIZ}>", "Drop the links", answering=paper.last("preview"))
    letter = introduced(paper)
    assert holds(letter) == [False] * 3
    assert "forty members" in letter


def test_the_label_in_the_request_keeps_them(paper: Paper) -> None:
    """`Links: keep` in the request: the confirmation says so, no ask has a link, the introduction has them all."""
    shown = previewed(paper, LINKED + "Links: keep\n")
    assert "Links stay in the letter" in paper.last("confirmation").text
    assert all(holds(paper.last("ask", who).everything) == [False] * 3 for who in (JANE, JASON))
    assert holds(shown.text.partition("- - -")[2]) == [True] * 3
    assert holds(introduced(paper)) == [True] * 3


def test_a_partys_own_link_waits_for_the_introducers_word(paper: Paper) -> None:
    """What Jane marks for Jason may hold a link: Liz sees it named with her, and it goes unless she keeps it."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.pass_time(timedelta(hours=1))
    paper.write(JANE, "Yes\n\nTell them: my talk is at https://talks.example/bees", answering=paper.last("ask", JANE))
    paper.write(JASON, "Yes", answering=paper.last("ask", JASON))
    paper.work()
    assert "- https://talks.example/bees (from what is told of Jane)" in paper.last("preview").text
    assert "talks.example" not in introduced(paper)


def test_without_links_nothing_is_said_of_them(paper: Paper) -> None:
    """A letter that has no link is shown without a word about links."""
    assert "LINKS" not in previewed(paper, REQUEST).text
