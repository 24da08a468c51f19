"""One mail to exactly one reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read import marker
from introd.read.mail import parse
from introd.read.reading import Answer, Context, Kind, Reading, UnreadableMail
from introd.read.understand import read, understand
from tests.read.mails import CONTEXT, GMAIL_QUOTE, mail, multipart, raw


def reading(body: str, context: Context = CONTEXT, **more: object) -> Reading:
    """The reading of a mail built as `raw` builds it."""
    return understand(mail(body, **more), context)


def answer(body: str, context: Context = CONTEXT, **more: object) -> Answer | None:
    """What a mail answers, None where it is no answer."""
    found = reading(body, context, **more)
    return found.said.answer if found.kind is Kind.ANSWER and found.said else None


def test_a_reply_is_an_answer() -> None:
    """The own words decide, with the words that decided named."""
    found = reading(f"Yes please!\n{GMAIL_QUOTE}")
    assert (found.kind, found.said and found.said.answer, found.text) == (Kind.ANSWER, Answer.YES, "Yes please!")
    assert any("Yes please" in reason for reason in found.because)
    assert found.may_answer


def test_yes_in_the_quote_alone_is_no_consent() -> None:
    """An empty reply above a quote full of YES is unclear."""
    assert answer(GMAIL_QUOTE) is Answer.UNCLEAR


def test_the_newest_words_win_over_a_quoted_earlier_answer() -> None:
    """A NO above one's own quoted YES is a no."""
    assert (
        answer(
            "No, sorry, I changed my mind.\n\nOn Fri, 20 Nov 2026 at 11:00, Jane Roe <jane@roe.example> wrote:\n> Yes please!\n"
        )
        is Answer.NO
    )


@pytest.mark.parametrize("subject", ["YES k3x9", "YES [k3x9]", "Re: YES [k3x9]", "yes (k3x9)", "YES - k3x9", "YES #k3x9"])
def test_a_button_counts_by_its_subject(subject: str) -> None:
    """Our own filled-in subject answers where the body says nothing more, or the same."""
    assert answer("", subject=subject, reply=False) is Answer.YES
    assert answer("YES", subject=subject, reply=False) is Answer.YES
    assert answer("YES\n\nSent from my iPhone\n", subject=subject, reply=False) is Answer.YES


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("No, on second thoughts I'd rather not.", Answer.NO),
        ("YES\n\nbut only if it is paid", Answer.UNCLEAR),
        ("Please stop writing to me.", Answer.STOP),
    ],
)
def test_own_words_win_over_the_button(body: str, expected: Answer) -> None:
    """Who presses YES and writes something else means what they wrote."""
    assert answer(body, subject="YES k3x9", reply=False) is expected


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Yes or no? [k3x9]",
        "Re: May I introduce you? YES or NO",
        "YES",
        "Re: your question k3x9",
        "YES 2026",
        "Yes we can: autumn4 catalogue",
    ],
)
def test_other_subjects_answer_nothing(subject: str) -> None:
    """Only a word and a reference make a button."""
    assert answer("", subject=subject) is Answer.UNCLEAR


@pytest.mark.parametrize(
    "data",
    [
        raw(""),
        raw("   \r\n\r\n"),
        raw("-----BEGIN PGP MESSAGE-----\n\nYES\n-----END PGP MESSAGE-----"),
        multipart(
            "multipart/encrypted",
            ("Content-Type: application/pgp-encrypted", b"YES"),
            ("Content-Type: application/octet-stream", b"YES"),
        ),
        multipart("multipart/mixed", ("Content-Type: image/png; name=yes.png", b"YES")),
    ],
)
def test_no_words_is_unclear(data: bytes) -> None:
    """Empty, encrypted, a picture: a reply that says nothing readable."""
    found = read(data, CONTEXT)
    assert (found.kind, found.said and found.said.answer) == (Kind.ANSWER, Answer.UNCLEAR)


@pytest.mark.parametrize(("emoji", "expected"), [("👍", Answer.YES), ("\N{THUMBS DOWN SIGN}", Answer.NO), ("😮", Answer.UNCLEAR)])
def test_a_reaction_counts_where_it_is_unmistakable(emoji: str, expected: Answer) -> None:
    """A thumb pressed in Gmail is an answer, a surprised face is none."""
    part = f'{{"version": 1, "emoji": "{emoji}"}}'.encode()
    data = multipart(
        "multipart/alternative",
        ("Content-Type: text/plain; charset=utf-8", f"{emoji}\n\nJane Roe reacted via Gmail".encode()),
        ("Content-Type: text/vnd.google.email-reaction+json; charset=utf-8", part),
    )
    found = read(data, CONTEXT)
    assert (found.kind, found.said and found.said.answer) == (Kind.ANSWER, expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("👍 Jane Roe reacted to your message:\n\nMay I introduce you to Jason? Reply YES", Answer.YES),
        ("Liked “May I introduce you to Jason? YES”", Answer.YES),
        ("Questioned “May I introduce you? YES”", Answer.UNCLEAR),
        ("Laughed at “Reply YES or NO”", Answer.UNCLEAR),
    ],
)
def test_a_reaction_told_in_words(body: str, expected: Answer) -> None:
    """Outlook and phones say who reacted how; our quoted text in it does not count."""
    assert answer(body) is expected


def test_who_tells_of_a_reaction_in_a_sentence_has_not_pressed_one() -> None:
    """A person's sentence is read as a sentence."""
    assert answer("Jason reacted to the news with joy. Yes please!") is Answer.YES


def test_a_gateway_s_tag_hides_no_reply() -> None:
    """`[EXTERNAL] Re:` is a reply's subject."""
    assert (
        answer("I need to think about it.", subject="[EXTERNAL] Re: May I?", reply=False, to="intro@example.org")
        is Answer.UNCLEAR
    )


def test_a_long_answer_is_no_consent() -> None:
    """Of six pages only the ends are read, so a yes in them is not enough."""
    assert answer("Yes please.\n" + "We met in 1999 and had coffee.\n" * 300) is Answer.UNCLEAR


def test_what_is_cut_off_a_line_is_not_taken_for_unsaid() -> None:
    """A line that is longer than what is read may say anything at its end, so the yes before it is not enough."""
    assert answer(f"Yes please, {'https://example.org/' + 'a' * 4600} but only if she pays.") is Answer.UNCLEAR


def test_what_the_two_write_each_other_is_no_answer() -> None:
    """A copy from the introduced thread is conversation, whatever it says."""
    context = replace(CONTEXT, expecting="introduced")
    found = reading("Yes, Thursday works.", context, to="Jason <jason@poe.example>, intro+t@example.org")
    assert (found.kind, found.said) == (Kind.CONVERSATION, None)


def test_in_the_introduced_thread_a_mail_to_us_alone_is_for_the_introducer() -> None:
    """Nobody else among the recipients: it was meant for the introducer."""
    context = replace(CONTEXT, expecting="introduced")
    assert reading("Yes, thank you Liz!", context).kind is Kind.TO_INTRODUCER


def test_a_robot_in_the_introduced_thread_is_a_robot() -> None:
    """An absence there is no conversation."""
    context = replace(CONTEXT, expecting="introduced")
    assert reading("Away.", context, fields={"Auto-Submitted": "auto-replied"}).kind is Kind.AUTO_REPLY


def test_the_introducer_in_their_own_thread() -> None:
    """GO from the introducer is a command."""
    context = replace(CONTEXT, expecting="introducer")
    found = reading("GO", context, author="Liz Ryan <liz@ryan.example>")
    assert found.kind is Kind.COMMAND


def test_a_display_name_makes_no_introducer() -> None:
    """Whoever writes from another address is an outsider."""
    request = "Please introduce Jane Roe <jane@roe.example> to Jason Poe <jason@poe.example>, both keep bees."
    assert (
        reading(request, author="Liz Ryan <liz@evil.example>", subject="Intro", to="intro@example.org", reply=False).kind
        is not Kind.REQUEST
    )
    assert reading(request, author="liz@ryan.example <liz@evil.example>", subject="Intro", reply=False).kind is not Kind.REQUEST
    assert (
        reading(request, author="Liz Ryan <liz@ryan.example>", subject="Intro", to="intro@example.org", reply=False).kind
        is Kind.REQUEST
    )


def test_an_assistant_answers_for_somebody() -> None:
    """The answer is read as given; from whom it came is for others to judge."""
    assert answer("I answer on behalf of Jane: yes, she would be glad to.", author="Sam <sam@roe.example>") is Answer.YES


def test_a_reply_without_thread_fields() -> None:
    """A subject, a token in the address, or a quote show that it is a reply."""
    assert answer("Yes please", subject="AW: May I?", reply=False, to="intro@example.org") is Answer.YES
    assert answer("Yes please", subject="hello", reply=False, to="intro+tok@example.org") is Answer.YES
    assert answer(f"Yes please\n{GMAIL_QUOTE}", subject="hello", reply=False, to="intro@example.org") is Answer.YES


def test_an_outsider_who_asks_is_no_party() -> None:
    """A new mail that asks for an introduction is an outsider's request."""
    found = reading(
        "Hello, could you introduce me to Jane Roe? I would love to learn about bees.",
        subject="Introduction",
        reply=False,
        to="intro@example.org",
    )
    assert found.kind is Kind.OUTSIDER_REQUEST


@pytest.mark.parametrize("body", ["MY DATA", "FORGET ME"])
def test_anybody_may_ask_for_their_data(body: str) -> None:
    """The commands of everybody are commands in a reply too."""
    assert reading(body).kind is Kind.COMMAND


def test_the_marker_line_is_found_again() -> None:
    """What the letter carries, quoted or not, is recognised."""
    line = marker.marker_line("k3x9", "Please answer above this line.")
    assert marker.find(f"> > {line}") == (4, "k3x9")
    assert marker.find("introd k3x9") is None
    with pytest.raises(ValueError, match="reference"):
        marker.marker_line("K3 X9", "x")


def test_the_button_subject_is_found_again() -> None:
    """The subject that a button fills in is read back as word and reference."""
    assert marker.button(marker.button_subject("NOT YET", "k3x9")) == ("NOT YET", "k3x9")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(st.characters(blacklist_characters="\r\n", codec="utf-8"), max_size=40))
def test_every_mail_has_exactly_one_reading(body: str, subject: str) -> None:
    """Any words under any subject are read, and read the same each time."""
    try:
        parsed = parse(raw(body.encode("utf-8", "replace").decode(), subject=subject))
    except UnreadableMail:
        return
    first = understand(parsed, CONTEXT)
    assert first == understand(parsed, CONTEXT)
    assert first.because


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_unreadable(data: bytes) -> None:
    """Nothing but UnreadableMail is ever raised."""
    try:
        assert read(data, CONTEXT).kind in Kind
    except UnreadableMail:
        return


QUOTED = st.text(st.sampled_from(list("YESNO yesno\n>:-.@<12")), max_size=150)


@settings(max_examples=200, deadline=None)
@given(
    QUOTED,
    st.sampled_from(["Yes please", "No thank you", "Thanks", "Only if it is paid", "STOP"]),
    st.sampled_from(
        [
            "On 20 Nov 2026 at 10:00, Liz <intro@example.org> wrote:\n{q}",
            "-- \n{t}",
            "From: Liz\nSent: Friday\nTo: Jane\nSubject: x\n\n{t}",
        ]
    ),
)
def test_the_answer_does_not_change_with_quote_or_signature(filler: str, words: str, shape: str) -> None:
    """Whatever stands in the quote or the signature, the answer is that of the own words alone."""
    tail = shape.format(q="\n".join(f"> {line}" for line in filler.split("\n")), t=filler)
    assert answer(f"{words}\n\n{tail}\n") is answer(words)
