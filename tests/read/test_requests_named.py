"""Names as mail has them: declined, without blanks, spelt twice, beside an address of somebody else, and one for several."""

from __future__ import annotations

import pytest

from introd.read.requests import han, names
from introd.read.requests.declined import plain
from introd.read.requests.forwarded import forwards
from introd.read.requests.page import page
from tests.read.test_plain_mail import met, reading

POLISH = "Proszę przedstawić sobie te osoby, oraz pozdrawiam. Pani Jadwiga szuka lnu."


def parties(text: str, **fields: str) -> list[tuple[str, str | None]]:
    """Name and address of each party of an introducer's request, in order."""
    request = reading(text, **fields).request  # type: ignore[arg-type]
    return [(party.name, party.email) for party in request.parties] if request else []


@pytest.mark.parametrize(
    ("written", "local", "called"),
    [
        ("Jadwigę Świątek", "j.swiatek", "Jadwiga Świątek"),
        ("Łukasza Żaka", "lukasz.zak", "Łukasz Żak"),
        ("Tomka", "tomek", "Tomek"),
        ("Pawła Wronę", "pawel", "Paweł Wrona"),
        ("Piotrem Wilkiem", "piotr", "Piotr Wilk"),
        ("Anną Kowalską", "biuro", "Anna Kowalska"),
        ("Maria Kot", "maria", "Maria Kot"),
        ("Witka", "biuro", "Witka"),
    ],
)
def test_a_polish_name_is_given_back_in_its_plain_form(written: str, local: str, called: str) -> None:
    """A declined name becomes what a letter calls somebody, where the address, the mail or the ending leaves no doubt."""
    assert plain(written, local, page(POLISH)) == called


def test_a_name_in_another_language_is_left_alone() -> None:
    """Nothing is cut off a name in a mail that is not Polish."""
    assert plain("Anna Lima", "ann", page("Please introduce Anna Lima to Tom, she needs cork.")) == "Anna Lima"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("请介绍林巧和刘伟认识，刘伟在找插画师。", ["林巧", "刘伟"]),
        ("能不能把陈晓雯引荐给郭志强？", ["陈晓雯", "郭志强"]),
        ("林さんと張さんをご紹介ください。", []),
        ("他们和平时一样。", []),
    ],
)
def test_a_chinese_name_needs_no_honorific(sentence: str, found: list[str]) -> None:
    """Who is joined to a verb of asking is a name; a Japanese sentence and a plain one have none."""
    assert [name for name, _, _ in han.joined(sentence)] == found


def test_phil_is_a_name_and_phil_with_a_stop_is_a_title() -> None:
    """Phil Gatward keeps his first name, Dr. phil. Gatward has it not."""
    assert names.clean("Phil Gatward") == "Phil Gatward"
    assert names.clean("Dr. phil. Anna Gatward") == "Anna Gatward"


def test_behind_and_an_address_is_of_somebody_else() -> None:
    """The name before "to" is not that of the bare address behind it."""
    assert parties("Introduce Henrik Solberg to freya@moss.example: he ran a fleet of drones, she needs somebody who can.") == [
        ("", "freya@moss.example"),
        ("Henrik Solberg", None),
    ]


def test_a_name_in_two_alphabets_is_one_person() -> None:
    """What stands in brackets right behind a name, with the address, spells it again."""
    text = "Please connect Алексей Громов (Alexei Gromov, a.gromov@t.example) and Ana Roe (ana@roe.example). Both build in wood."
    assert [email for _, email in parties(text)] == ["a.gromov@t.example", "ana@roe.example"]


def test_two_of_one_first_name_are_no_third() -> None:
    """The "Marks" of "the two Marks" are nobody beside them."""
    text = "An intro between the two Marks: Mark Low (mark@low.example) and Mark Ely (m.ely@press.example)? One has apples, the other a press."
    assert len(parties(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Could you introduce Ada Bo (ada@bo.example) to each of these?\n1. Cy Dee, cy@dee.example, sells lamps\n2. Eve Fay, eve@fay.example, lets shops\nShe opens in May.",
        "Our new choirmaster is Ada Bo (ada@bo.example). Please introduce her to\n* Cy Dee, cy@dee.example, who owns the hall\n* Eve Fay, eve@fay.example, who has the scores.",
        "Ada Bo (ada@bo.example) wants to sell lamps. Two people could help: Cy Dee, cy@dee.example, and Eve Fay, eve@fay.example. Please introduce Ada to both of them.",
    ],
)
def test_one_to_each_of_several_is_one_group_with_the_one_in_front(text: str) -> None:
    """Whom the sentence names, or means by "her", comes first, and those of the list after."""
    assert [email for _, email in parties(text)] == ["ada@bo.example", "cy@dee.example", "eve@fay.example"]


def test_one_of_several_is_asked_about() -> None:
    """Where one of a list may be meant, nobody of it is chosen."""
    text = "Introduce Ada Bo (ada@bo.example) to one of these, whoever is free:\n- Cy Dee, cy@dee.example\n- Eve Fay, eve@fay.example\nShe needs tax advice."
    assert met(reading(text).request) == {"ada@bo.example"}


@pytest.mark.parametrize(
    "aside",
    [
        "It was Owen Hill's idea (owen@hill.example, no need to bother him with it).",
        "Die Idee kam von Owen Hill (owen@hill.example).",
        "C'est une idée de Owen Hill (owen@hill.example).",
        "Tipset kom från Owen Hill (owen@hill.example).",
    ],
)
def test_who_only_had_the_idea_is_no_party(aside: str) -> None:
    """Whoever thought of it is nobody who is to meet."""
    text = f"Please introduce Ada Bo (ada@bo.example) to Cy Dee (cy@dee.example). Ada has lamps and Cy sells them. {aside}"
    assert met(reading(text).request) == {"ada@bo.example", "cy@dee.example"}


def test_a_forward_of_a_phone_has_an_author_in_its_first_line() -> None:
    """Below "Begin forwarded message:" the line "On …, Tom Hale <tom@…> wrote:" says whose letter it is."""
    letter = "please do\n\nBegin forwarded message:\n\nOn Sunday, November 15, 2026, 8:14 PM, Tom Hale <tom@t.example> wrote:\n\nCould you introduce me to Ana?"
    found = forwards(letter)
    assert [(one.author.name, one.author.email, one.text.strip()) for one in found] == [
        ("Tom Hale", "tom@t.example", "Could you introduce me to Ana?")
    ]


def test_two_pairs_in_one_mail_are_asked_about() -> None:
    """Two introductions in one mail are a request of which nobody is guessed."""
    text = "A) Ada Bo (ada@bo.example) <-> Cy Dee (cy@dee.example): lamps.\nB) Eve Fay (eve@fay.example) <-> Gus Hay (gus@hay.example): hay."
    got = reading(text)
    assert got.request is not None
    assert not got.request.parties
    assert "more than two" in got.request.doubts[0]


def test_the_end_of_a_firm_is_nobody() -> None:
    """ "Lang & Daughter" is one firm, and a second person behind "&" is one."""
    lang = "Would you introduce Hester Quill <hester@quill.example> to Rupert Lang of Lang & Daughter? She has a book ready."
    assert parties(lang) == [("Hester Quill", "hester@quill.example"), ("Rupert Lang", None)]
    both = "Please introduce Hester Quill & Rupert, since both print books."
    assert [name for name, _ in parties(both)] == ["Hester Quill", "Rupert"]


def test_who_has_no_part_in_it_is_no_party() -> None:
    """An address of which the mail says that it has nothing to do with the introduction is left out; asked for, it is not."""
    pair = "Nina Bell nina@bell.example\nOskar Tran oskar@roofs.example\n\nNina has a flat roof, Oskar plants roofs. "
    apart = pair + "The grant people (grants@hall.example) want invoices but have nothing to do with this introduction."
    assert [email for _, email in parties(apart)] == ["nina@bell.example", "oskar@roofs.example"]
    meant = "Please introduce Nina Bell (nina@bell.example) and Oskar Tran (oskar@roofs.example), the town has nothing to do with this."
    assert [email for _, email in parties(meant)] == ["nina@bell.example", "oskar@roofs.example"]


def test_who_would_gladly_meet_is_meant() -> None:
    """ "I spoke to Agnes" names one of the two where she would be delighted to meet the other; elsewhere it names a third."""
    wish = "I spoke to Agnes Toll yesterday (agnes@books.example) and she'd be delighted to meet Ismail Demir, ismail@paper.example. He prints, she sells books."
    assert {email for _, email in parties(wish)} == {"agnes@books.example", "ismail@paper.example"}
    third = "I spoke to Kim Dale (kim@dale.example) and would like you to introduce Ana Pires (ana@a.example) to Tom Hale (tom@t.example). Both love maps."
    assert {email for _, email in parties(third)} == {"ana@a.example", "tom@t.example"}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("would love an intro to hana sorensen, she's doing the tenancy podcast and i've got a guest for her", "Hana Sorensen"),
        ("would love an intro to your accountant, she's doing the tenancy podcast", None),
        ("would love an intro to angel investors, we make bread", None),
        ("would love an intro to the head coach, he's running the club", None),
    ],
)
def test_a_stranger_may_ask_for_a_name_in_lower_case(asked: str, name: str | None) -> None:
    """Two words of which "she" or "he" goes on are a name; what could be anything else is none."""
    request = reading(f"hey! {asked}\n\nchiamaka", author="Chiamaka Obi <chiamaka@obi.example>").request
    assert request is not None
    assert [party.name for party in request.parties if not party.email] == ([name] if name else [])
