"""Requests: the two parties, what is missing, and what goes no further."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from introd.read.introducers import introducer_mail, outsider_mail
from introd.read.reading import Address, Context, Introducer, Kind, Mail, Reading, Request
from introd.read.replies import OwnWords
from introd.read.requests import names, read_request
from introd.read.requests.addresses import find, mark, valid
from introd.read.requests.subjects import pair
from tests.read.requests_cases import ANN, BOB, BOTH, CASES, Ask

LIZ = Address("Liz Ryan", "liz@ryan.example")
CONTEXT = Context(introducers=(Introducer("Liz Ryan", ("liz@ryan.example", "liz@coach.example")),), address="intro@example.org")


def mail(text: str, subject: str = "", cc: tuple[str, ...] = (), author: Address = LIZ) -> Mail:
    """A mail to the daemon, sent on 20 November 2026."""
    return Mail(
        message_id="<1@ryan.example>",
        author=author,
        sender_name=author.name,
        to=(Address("", "intro@example.org"),),
        cc=tuple(Address(*parseaddr(one)) for one in cc),
        subject=subject,
        date=datetime(2026, 11, 20, 9, tzinfo=UTC),
        offset=0,
        text=text,
    )


def asked(text: str, subject: str = "", cc: tuple[str, ...] = (), forwarded: str = "", context: Context = CONTEXT) -> Request:
    """The request in an introducer's own words."""
    return read_request(mail(text, subject, cc), text, forwarded, context)


def who(request: Request) -> set[str]:
    """The parties by address, or by name where there is none."""
    return {party.email or party.name.casefold() for party in request.parties}


def told(request: Request) -> str:
    """Everything that a letter may take from a request."""
    profiles = [text for party in request.parties for text in (party.name, *party.profile.values())]
    return "\n".join([request.why or "", *request.starters, *request.constraints, *profiles])


def read(text: str, subject: str = "", author: Address = LIZ, context: Context = CONTEXT) -> Reading:
    """The reading of a mail by its author's kind."""
    message, words = mail(text, subject, author=author), OwnWords(text)
    return (introducer_mail if author is LIZ else outsider_mail)(message, words, context)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_parties_are_those_who_are_meant(case: Ask) -> None:
    """Exactly the people whom the writer wants introduced are parties."""
    assert who(asked(case.text, case.subject, case.cc)) == set(case.parties)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_missing_is_named(case: Ask) -> None:
    """A request names exactly what it lacks."""
    assert {str(one) for one in asked(case.text, case.subject, case.cc).missing} == set(case.missing)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_request_is_read_as_one(case: Ask) -> None:
    """Every request is of the class request, whatever words stand in it."""
    message = mail(case.text, case.subject, case.cc)
    assert introducer_mail(message, OwnWords(case.text), CONTEXT).kind is Kind.REQUEST


@pytest.mark.parametrize("case", [case for case in CASES if case.private], ids=lambda case: case.name)
def test_private_remarks_stand_in_no_letter(case: Ask) -> None:
    """What is meant for the daemon alone is kept as private and goes into no other field."""
    request = asked(case.text, case.subject, case.cc)
    for secret in case.private:
        assert secret in " ".join(request.private)
        assert secret not in told(request)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_how_it_is_to_be_done(case: Ask) -> None:
    """Who is asked first, from when, who agreed and whether it is blind are read only where they are said."""
    request = asked(case.text, case.subject, case.cc)
    day = request.not_before.isoformat() if request.not_before else None
    assert (request.ask_first, day, request.agreed, request.blind) == (case.first, case.not_before, case.agreed, case.blind)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_addresses_stand_in_no_letter(case: Ask) -> None:
    """No address is left in what a letter may say."""
    assert "@" not in told(asked(case.text, case.subject, case.cc))


def test_profiles_are_kept_apart() -> None:
    """What is said of each is filed with each, labels and sentences alike."""
    request = asked(
        "Ann Hay <ann@hive.example>\nBob Kay <bob.kay@mill.example>\nWhy: flour\nAbout Ann: she bakes rye\nBob needs: a shop\nAnn offers: a stall\nStarters:\n- rye\n- wheat"
    )
    ann, bob = request.parties
    assert (ann.profile["background"], ann.profile["offers"], bob.profile["needs"], request.starters) == (
        "she bakes rye",
        "a stall",
        "a shop",
        ("rye", "wheat"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Hi, Ann (ann@a.example) runs a kitchen in Hull. Bob (bob@b.example) wants to supply kitchens.",
            "runs a kitchen in Hull",
        ),
        ("你好,沈悦(ann@a.example)在杭州经营一家餐馆。邱国平(bob@b.example)想供应餐馆。请介绍他们认识。", "在杭州经营一家餐馆"),
        (
            "Please introduce Kofi and Bo. Kofi, ann@a.example, has built a collar. Bo: bob@b.example.",
            "has built a collar",
        ),
    ],
)
def test_what_is_said_of_somebody_begins_with_them(text: str, told: str) -> None:
    """No greeting and no empty place of an address stands in what a letter tells."""
    party = next(one for one in read_request(mail(text), text, "", CONTEXT).parties if one.email == "ann@a.example")
    assert told in party.profile.values()


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("森下由紀さん", "森下由紀"),
        ("大庭さんと和田さん", "和田"),
        ("介绍王和平", "王和平"),
        ("请把王芳和李明", "李明"),
        ("元同僚の佐藤さん", "佐藤"),
    ],
)
def test_a_kanji_that_joins_may_stand_in_a_name(before: str, name: str) -> None:
    """和, 向 and 下 join words, and are parts of names."""
    assert names.before(f"{before}(\ue000)", len(before))[0] == name


def test_known_people_need_no_address() -> None:
    """A person on the list may be named without an address."""
    known = replace(CONTEXT, known=(Address("Ann Hay", ANN), Address("Bob Kay", BOB), Address("Cy Lee", "cy@lee.example")))
    assert who(asked("Please introduce Ann to Bob Kay, both love rye.", context=known)) == set(BOTH)


def test_two_of_one_name_are_asked_about() -> None:
    """Where two people on the list may be meant, neither is taken and a question is asked."""
    known = replace(CONTEXT, known=(Address("Ann Hay", ANN), Address("Ann Low", "ann@low.example")))
    request = asked("Please introduce Ann to Bob Kay <bob.kay@mill.example>, both love rye.", context=known)
    assert who(request) == {"ann", BOB}
    assert any("Ann Low" in doubt for doubt in request.doubts)


FORWARDS = {
    "Gmail": "---------- Forwarded message ---------\nFrom: Ann Hay <ann@hive.example>\nDate: Mon, Apr 13, 2026 at 6:02 PM\nSubject: A mill\nTo: Liz Ryan <liz@ryan.example>\n\n{}",
    "Outlook": "________________________________\nFrom: Ann Hay <ann@hive.example>\nSent: Monday, 13 April 2026 18:02\nTo: Liz Ryan\nSubject: A mill\n\n{}",
    "Apple": "Begin forwarded message:\n\n> From: Ann Hay <ann@hive.example>\n> Subject: A mill\n> Date: 13 April 2026 at 18:02:00 CEST\n> To: Liz Ryan <liz@ryan.example>\n>\n> {}",
    "Thunderbird": "-------- Forwarded Message --------\nSubject: A mill\nDate: Mon, 13 Apr 2026 18:02:00 +0200\nFrom: Ann Hay <ann@hive.example>\nTo: Liz Ryan <liz@ryan.example>\n\n{}",
    "German Outlook": "Von: Ann Hay <ann@hive.example>\nGesendet: Montag, 13. April 2026 18:02\nAn: Liz Ryan\nBetreff: Mühle\n\n{}",
    "French Apple": "Début du message réexpédié :\n\nDe: Ann Hay <ann@hive.example>\nObjet: moulin\nDate: 13 avril 2026 à 18:02\nÀ: Liz Ryan <liz@ryan.example>\n\n{}",
}


@pytest.mark.parametrize("form", FORWARDS)
def test_the_asker_of_a_forwarded_letter_is_a_party(form: str) -> None:
    """In the forward of any client the author of the inner letter is one party, and whom it asks for the other."""
    letter = FORWARDS[form].format("Could you introduce me to Bob Kay? I want to buy his mill.")
    request = asked("Please do this one, Bob is bob.kay@mill.example.", "Fwd: A mill", forwarded=letter)
    assert who(request) == set(BOTH)
    assert (request.forwarded, request.asker) == (True, ANN)


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("Intro: Ann <> Bob", ("Ann", "Bob")),
        ("Ann Hay x Bob Kay", ("Ann Hay", "Bob Kay")),
        ("Intro Ann Hay / Bob Kay", ("Ann Hay", "Bob Kay")),
        ("Introduction between Ann Hay and Bob Kay", ("Ann Hay", "Bob Kay")),
        ("Lunch and learn", ()),
        ("Re: invoice 12", ()),
    ],
)
def test_pairs_of_subjects(subject: str, names: tuple[str, ...]) -> None:
    """Two names in a subject are a pair, two other words are not."""
    assert pair(subject) == names


@pytest.mark.parametrize(
    "text",
    [
        "ann@hive",
        "ann@@hive.example",
        "ann@hive..example",
        "@hive.example",
        "ann@-hive.example",
        "ann@hive.e",
        "a b@hive.example",
        ".ann@hive.example",
    ],
)
def test_malformed_addresses_are_not_valid(text: str) -> None:
    """What only resembles an address is none."""
    assert valid(text) is None


def test_links_of_html_give_the_address() -> None:
    """A name that links to an address in the HTML counts as written with it."""
    text = "Please introduce Ann Hay and Bob Kay <bob.kay@mill.example>, both love rye."
    message = replace(mail(text), html=f'<p>{html.escape(text)} <a href="mailto:ann@hive.example">Ann Hay</a></p>')
    assert who(read_request(message, text, "", CONTEXT)) == set(BOTH)


def test_an_outsider_asks_for_themselves() -> None:
    """Who asks "introduce me" is a party, and the person asked for is named without an address."""
    reading = read(
        "Hello, could you introduce me to Jane Roe? I want to learn about hives.", author=Address("Max Orr", "max@orr.example")
    )
    assert reading.kind is Kind.OUTSIDER_REQUEST
    assert reading.request is not None
    assert (who(reading.request), reading.request.asker) == ({"max@orr.example", "jane roe"}, "max@orr.example")


WORDS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [
            "Ann Hay",
            "<ann@hive.example>",
            "to",
            "introduce",
            "please",
            "(",
            ")",
            ",",
            ":",
            "\n",
            "@",
            "between us",
            "Why:",
            "Bob",
            "bob.kay@mill.example",
            "intro@example.org",
            "<",
            "田中さん",
            "cc'ing",
            "not",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=150, deadline=None)
@example("introduce intro@example.org to INTRO+k3x9@example.org", "Intro: intro@example.org <> liz@ryan.example")
def test_any_words_are_read(text: str, subject: str) -> None:
    """Whatever is written, reading never raises, and neither the daemon nor the writer is a party."""
    request = asked(text, subject, forwarded=text[::-1])
    assert not {party.email for party in request.parties} & {"intro@example.org", "liz@ryan.example", "liz@coach.example"}
    assert read(text, subject).kind in set(Kind)


@given(
    st.sampled_from(CASES),
    st.sampled_from(
        [
            "Between us, {}.",
            "Don't tell them, but {}.",
            "(private: {})",
            "Confidential: {}",
            "Unter uns: {}.",
            "Entre nous, {}.",
            "Off the record: {}.",
        ]
    ),
    st.from_regex(r"\A[a-z]{4,9} zebra [a-z]{4,9}\Z"),
)
@settings(max_examples=120, deadline=None)
def test_a_private_remark_changes_nothing_else(case: Ask, form: str, secret: str) -> None:
    """A private remark below any request is in no field that a letter takes from, and changes no party."""
    request = asked(f"{case.text}\n\n{form.format(secret)}", case.subject, case.cc)
    assert "zebra" not in told(request)
    assert who(request) == set(case.parties)


@given(st.text(alphabet="a@.<>() -\n", max_size=400))
@settings(max_examples=150, deadline=None)
def test_marking_loses_no_place(text: str) -> None:
    """Every address that is found is where it says it is, and each has its own sign."""
    found = find(text)
    assert all(one.written in text[one.start : one.end] for one in found)
    assert sum("\ue000" <= sign <= "\uf8ff" for sign in mark(text)[0]) == len(found)
