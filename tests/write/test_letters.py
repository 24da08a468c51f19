"""Every kind of letter as the bytes that leave: headers, bodies, threading, and nothing that a template left behind."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import getaddresses
from urllib.parse import parse_qs, unquote, urlsplit

import mailparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from introd.decide.case import Case, Consent, Party, Profile, Standing, State
from introd.decide.letter import COMMISSIONED, Kind
from introd.read import marker
from introd.write.letters import render

from .world import (
    BEFORE,
    JANE,
    JASON,
    KINDS,
    NOW,
    SETTINGS,
    TO_INTRODUCER,
    TO_PARTY,
    body,
    case,
    case_for,
    everything,
    letter,
    parsed,
    written,
)

BUTTONS = (Kind.ASK, Kind.NUDGE, Kind.UNCLEAR, Kind.RENEWAL, Kind.CONFIRM_ANSWER)
BARE = case(
    first=Party(side="first", name="", address="a@x.example", standing=Standing.YES, consent=Consent(at=NOW, message_id="<a@x>")),
    second=Party(side="second", name="", address="b@x.example", standing=Standing.YES, consent=Consent(at=NOW, message_id="<b@x>")),
    owner_token="", thread_token="",
    handed_over=NOW,
)  # fmt: skip
HOSTILE = '<script>alert(1)</script> "Bobby"; {{ 7*7 }} {% raw %}\r\nBcc: all@victim.example\u2028X-Evil: 1\x00\u202e,'


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", list(State))
def test_every_letter_is_written_in_every_state(kind: Kind, state: State) -> None:
    """Text and HTML of each kind exist in each state, and nothing of the template shows."""
    raw = written(kind, about=case_for(kind).but(state=state))
    for part in (body(raw), body(raw, "html"), parsed(raw)["Subject"]):
        assert not re.search(r"\bNone\b|\{\{|\}\}|\{%|Undefined|\[\]|\(\)|<>", part)
    assert "\n\n\n" not in body(raw)
    assert not re.search(r"[ \t]+$", body(raw), re.MULTILINE)
    assert "  " not in body(raw).replace("\n", " | ")


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_of_which_almost_nothing_is_known_reads_well(kind: Kind) -> None:
    """Without names, paragraphs, tokens and a signature each letter is still whole."""
    raw = written(kind, about=BARE.but(why=""), settings=SETTINGS.but(introducers=()), facts=letter(kind).facts)
    assert not re.search(r"\bNone\b|\{\{|,\s*,|\s,|: \.|  +\S", body(raw))


@pytest.mark.parametrize("kind", KINDS)
def test_the_bytes_are_ascii_with_crlf_and_short_lines(kind: Kind) -> None:
    """What leaves can be stored as ASCII text; each line ends with CRLF and has at most 78 characters, encoded words 75."""
    about = case_for(kind).but(
        first=JASON.but(name="Jåsøn " + "Ωmega " * 30, standing=Standing.YES, consent=case().party("first").consent)
    )
    raw = written(kind, about=about)
    text = raw.decode("ascii")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line) <= 78 or line.count(" ") <= 1 for line in text.split("\r\n"))
    assert all(len(word) <= 75 for word in re.findall(r"=\?\S+\?=", text))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_letter_twice_is_the_same_bytes(kind: Kind) -> None:
    """A repetition after a crash can't be told from the first."""
    assert written(kind) == written(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_mail_parser_reads_it_back(kind: Kind) -> None:
    """The library that reads our own inbox finds subject, sender, thread and both bodies."""
    raw = written(kind, in_reply_to="<ask@ryan.example>", references=("<ask@ryan.example>",))
    mail = mailparser.parse_from_bytes(raw)
    assert mail.from_[0][1] == "intro@ryan.example"
    assert mail.message_id == "<abcdefgh@ryan.example>"
    assert " ".join(mail.subject.split()) == parsed(raw)["Subject"]
    assert len(mail.text_plain) == len(mail.text_html) == 1
    assert not mail.has_defects


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_says_who_wrote_it(kind: Kind) -> None:
    """The sender is the program, in a party's letters on the introducer's behalf; the kind stands in a header of ours."""
    raw = written(kind)
    expected = "introd" if kind in (*TO_INTRODUCER, Kind.ALARM) else "Liz Ryan via introd"
    assert parsed(raw)["From"] == f"{expected} <intro@ryan.example>"
    assert parsed(raw)["X-Introd-Letter"] == str(kind)
    assert "introd" in body(raw)


@pytest.mark.parametrize("kind", TO_PARTY)
def test_robots_are_asked_to_be_silent_but_for_what_a_person_ordered(kind: Kind) -> None:
    """Auto-Submitted stands on receipts, nudges and digests, and not on asks and handovers (behaviour.md section 8)."""
    value = parsed(written(kind))["Auto-Submitted"]
    assert (value is None) == (kind in COMMISSIONED)
    assert value in (None, "auto-generated", "auto-replied")


def test_an_answer_to_somebodys_mail_is_auto_replied() -> None:
    """RFC 3834 section 5.1 tells an answer from what is generated of its own accord."""
    assert parsed(written(Kind.RECEIPT_YES))["Auto-Submitted"] == "auto-replied"
    assert parsed(written(Kind.NUDGE))["Auto-Submitted"] == "auto-generated"
    assert parsed(written(Kind.DAILY))["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("kind", TO_PARTY)
def test_every_letter_to_a_party_can_be_stopped(kind: Kind) -> None:
    """List-Unsubscribe opens a STOP that reaches the reader's own thread (RFC 2369)."""
    link = parsed(written(kind))["List-Unsubscribe"].strip("<>")
    assert urlsplit(link).path == f"intro+{JASON.token}@ryan.example"
    assert marker.button(parse_qs(urlsplit(link).query)["subject"][0]) == ("STOP", "k3x9")


@pytest.mark.parametrize("kind", BEFORE)
def test_answers_come_back_in_the_readers_own_thread(kind: Kind) -> None:
    """Reply-To carries the token of the reader, and of nobody else."""
    for side, party in (("first", JASON), ("second", JANE)):
        raw = written(kind, side)  # type: ignore[arg-type]
        assert parsed(raw)["Reply-To"] == f"intro+{party.token}@ryan.example"
        others = ({JASON.token, JANE.token} - {party.token}) | {"c" * 26, "d" * 26}
        assert not any(other in everything(raw) for other in others)


@pytest.mark.parametrize("kind", TO_INTRODUCER)
def test_the_introducer_answers_in_a_thread_of_their_own(kind: Kind) -> None:
    """No party's token is in a letter to the introducer, since mail is forwarded."""
    raw = written(kind)
    assert parsed(raw)["Reply-To"] == f"intro+{'c' * 26}@ryan.example"
    assert parsed(raw)["To"] == "Liz Ryan <liz@ryan.example>"
    assert JASON.token not in everything(raw)


@pytest.mark.parametrize("kind", TO_PARTY)
def test_the_marker_makes_our_quote_known(kind: Kind) -> None:
    """A letter to a party carries the marker at its foot, and before its first words unless it is the introduction itself."""
    for text in (body(written(kind)), re.sub(r"<[^>]+>", "", body(written(kind), "html"))):
        marks = [m.start() for m in re.finditer(r"\[introd k3x9\]", text)]
        assert len(marks) == (1 if kind is Kind.HANDOVER else 2)
        assert marker.find(text) == (marks[0], "k3x9")


@pytest.mark.parametrize("kind", BUTTONS)
def test_buttons_open_a_filled_in_reply(kind: Kind) -> None:
    """YES, NO, LATER and STOP are mailto links whose subject our own reader knows; the text names the same words."""
    raw = written(kind)
    links = [urlsplit(link.replace("&amp;", "&")) for link in re.findall(r'href="([^"]+)"', body(raw, "html"))]
    words = {marker.button(parse_qs(link.query)["subject"][0]) for link in links}
    assert words == {(word, "k3x9") for word in ("YES", "NO", "LATER", "STOP")}
    assert {link.path for link in links} == {f"intro+{JASON.token}@ryan.example"}
    assert all(parse_qs(link.query)["body"][0] == parse_qs(link.query)["subject"][0].split()[0] for link in links)
    assert all(re.search(rf"^{word} - ", body(raw), re.MULTILINE) for word in ("YES", "NO", "LATER"))


@pytest.mark.parametrize("kind", KINDS)
def test_links_are_mailto_only(kind: Kind) -> None:
    """Nothing in a letter can be pressed by a scanner or fetched by a reader: no web link, remote image or style."""
    about = case_for(kind).but(why="see https://evil.example/x and www.evil.example")
    page = body(written(kind, about=about), "html")
    assert {urlsplit(unquote(link)).scheme for link in re.findall(r'(?:href|src)\s*=\s*"([^"]+)"', page)} <= {"mailto", "cid"}
    assert not re.search(r"<img(?! src=\"cid:)|<script|<link|<form|url\(|@import", page)
    assert kind not in TO_PARTY or "evil" not in everything(written(kind, about=about))


def test_scheduling_links_stand_in_the_introduction_where_the_introducer_keeps_them() -> None:
    """With links kept the calendar can be pressed; without, it is nowhere; a link that is no web link is never one."""
    assert 'href="https://cal.example/jane"' in body(written(Kind.HANDOVER, about=case(links=True)), "html")
    assert "cal.example" not in everything(written(Kind.HANDOVER))
    odd = case(links=True).but(second=case().party("second").but(profile=Profile(link="javascript:alert(1)")))
    assert "javascript:" not in body(written(Kind.HANDOVER, about=odd), "html")


def test_both_copies_of_the_introduction_are_one_letter() -> None:
    """Same text, Message-ID and To; each Reply-To names the other party first, then the thread; no thread of the asks continues."""
    copies = [written(Kind.HANDOVER, side, references=("<ask@ryan.example>",)) for side in ("first", "second")]  # type: ignore[arg-type]
    one, two = map(parsed, copies)
    assert [body(c) for c in copies] == [body(copies[0])] * 2
    assert [body(c, "html") for c in copies] == [body(copies[0], "html")] * 2
    assert one["To"] == two["To"] == "Jason Smith <jason.smith@widgets.example>, Jane Roe <jane@acme.example>"
    assert one["Message-ID"] == two["Message-ID"]
    thread = f"intro+{'d' * 26}@ryan.example"
    assert [a for _, a in getaddresses([one["Reply-To"]])] == ["jane@acme.example", thread]
    assert [a for _, a in getaddresses([two["Reply-To"]])] == ["jason.smith@widgets.example", thread]
    assert one["References"] is one["In-Reply-To"] is one["Cc"] is None


def test_the_introduction_says_what_the_second_article_asks_of_it() -> None:
    """A paragraph to each, common ground, highlights, starters, who writes first, a word for the one in need, the way out, both addresses."""
    text = body(written(Kind.HANDOVER, about=case(writes_first="first")))
    for words in (
        "Jason, this is Jane Roe", "And Jane, this is Jason Smith", "opened the Denver office", "moved a whole depot", "in common: sailing",
        "Jason, would you write first?", "And Jason, since you are the one who is looking for something", "A word of thanks",
        "jane@acme.example", "jason.smith@widgets.example", "drop it from the thread", "never at what you write", "Jane's clock runs 7 hours ahead",
        "the move from sales to operations", "a call, mornings",
    ):  # fmt: skip
        assert words in text
    assert "7946" not in everything(written(Kind.HANDOVER))


def test_words_marked_for_the_other_stand_in_the_introduction_and_in_the_preview() -> None:
    """What a party marked "Tell them" is set off as their own words, and shown to the introducer before."""
    about = case(second=case().party("second").but(tell_them="My mobile is +44 7700 900123, Thursdays."))
    for kind in (Kind.PREVIEW, Kind.HANDOVER, Kind.COPY):
        assert "| My mobile is +44 7700 900123, Thursdays." in body(written(kind, about=about))


def test_the_preview_is_the_letter_that_leaves() -> None:
    """The introducer reads the introduction word for word before it leaves."""
    left = body(written(Kind.HANDOVER)).split("[introd")[0].strip()
    assert left in body(written(Kind.PREVIEW))
    assert left in body(written(Kind.COPY))
    assert "Tuesday 24 November, 03:00" in body(written(Kind.PREVIEW))


def test_the_ask_is_honest_and_easy_to_decline() -> None:
    """It names the introducer and the program, the other and why, what it takes, and that a no needs no reason."""
    text = body(written(Kind.ASK))
    for words in (
        "Liz Ryan would like to introduce you to Jane Roe", "I am introd, a program", "Head of operations at Acme Freight",
        "the move from sales to operations", "no reason needed", "What it would take", "Account manager at Widget Works", "correct it",
    ):  # fmt: skip
        assert words in text
    assert "jane@acme.example" not in everything(written(Kind.ASK))


def test_the_confirmation_says_whether_it_leaves_by_itself() -> None:
    """A sure reading leaves unless cancelled; an unsure one waits for GO."""
    assert "leave in 10 minutes, unless you answer CANCEL" in body(written(Kind.CONFIRMATION))
    assert "Nothing leaves until you answer GO" in body(written(Kind.CONFIRMATION, facts={"sure": False, "wait": "10 minutes"}))


def test_what_is_missing_is_named_and_the_rest_is_kept() -> None:
    """A request with one person, no reason and a broken address gets one answer that names each, and repeats what was understood."""
    about = Case(reference="k3x9", owner="liz@ryan.example", state=State.DRAFT, created=NOW, first=JASON.but(address=""),
                 missing=("second_person", "address", "valid_address", "distinct_people", "reason"), doubts=("Which Jason is meant?",))  # fmt: skip
    text = body(written(Kind.MISSING, about=about))
    for words in (
        "second person",
        "An email address for Jason Smith",
        "Two different people",
        "Why should these two meet",
        "Which Jason",
        "kept",
    ):
        assert words in text
    assert text.count("\n- ") == 7


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(kind: Kind) -> None:
    """Markup, template signs, header breaks and bidi tricks in names and texts change nothing but what is read."""
    yes = {"standing": Standing.YES, "consent": case().party("first").consent}
    profile = Profile(
        **dict.fromkeys(("headline", "background", "highlight", "interests", "needs", "offers", "place", "connect"), HOSTILE)
    )
    about = case_for(kind).but(
        first=JASON.but(name=HOSTILE, profile=profile, tell_them=HOSTILE, notes=(HOSTILE,), **yes), request_subject=HOSTILE,
        second=JANE.but(name=HOSTILE, profile=profile, **yes), why=HOSTILE, starters=(HOSTILE,), doubts=(HOSTILE,), private=(HOSTILE,),
    )  # fmt: skip
    facts = {
        k: HOSTILE if isinstance(v, str) and k not in ("side", "about", "what") else v for k, v in letter(kind).facts.items()
    }
    raw = written(kind, about=about, facts=facts, in_reply_to=HOSTILE, references=(HOSTILE,))
    page = body(raw, "html")
    assert "<script" not in page
    assert "49" not in re.sub(r"#?[0-9a-f]{3,}", "", re.sub(r"<style.*?</style>|style=\"[^\"]*\"", "", page, flags=re.DOTALL))
    assert parsed(raw)["Bcc"] is parsed(raw)["X-Evil"] is None
    assert not any("\u202e" in part or "\x00" in part for part in (page, body(raw), parsed(raw)["Subject"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text(max_size=120), subject=st.text(max_size=120), words=st.text(max_size=300))
def test_any_name_and_any_words_can_be_written(name: str, subject: str, words: str) -> None:
    """No name, subject or text makes a letter that can't be written, parsed, or that gains a header."""
    about = case(
        request_subject=subject, why=words, first=case().party("first").but(name=name, profile=Profile(background=words))
    )
    for kind in (Kind.ASK, Kind.HANDOVER, Kind.CONFIRMATION, Kind.PREVIEW, Kind.TIMING):
        message = parsed(written(kind, about=about))
        assert sum(name.lower() in ("from", "to", "subject", "message-id", "mime-version") for name in message) == 5
        assert next(a for _, a in getaddresses([message["To"]])) in (JASON.address, "liz@ryan.example")
        assert not message.defects


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Žižek",
        "田中 太郎",
        "O'Neil, Sean",
        "Dr. Jane Roe",
        'Bob "Bobby" Roe',
        "José María " * 12,
        "=?utf-8?q?x?=",
        "a@b <c>",
    ],
)
def test_names_survive_the_header(name: str) -> None:
    """Whatever script a name has, the address beside it stays the address, and the name can be read."""
    message = parsed(written(Kind.ASK, about=case(first=JASON.but(name=name))))
    [(shown, address)] = getaddresses([str(message["To"])])
    assert address == JASON.address
    assert re.sub(r"\W+", "", name)[:20] in re.sub(r"\W+", "", shown) or "@" in name


def test_long_references_stay_message_ids() -> None:
    """Message-IDs longer than a line, as Exchange writes them, are neither folded apart nor encoded; old ones are dropped, the first kept."""
    ids = tuple(f"<{'x' * 90}{i}@{'mail.' * 10}example>" for i in range(40))
    raw = written(Kind.NUDGE, references=ids, in_reply_to=ids[-1])
    lines = re.sub(rb"\r\n ", b" ", raw.split(b"\r\n\r\n")[0]).decode()
    kept = re.search(r"^References: (.*)$", lines, re.MULTILINE)
    assert kept is not None
    assert kept[1].split() == [ids[0], *ids[-19:]]
    assert f"In-Reply-To: {ids[-1]}" in lines


def test_addresses_that_ascii_mail_cant_carry_are_refused_by_name() -> None:
    """A local part outside ASCII raises ValueError; a domain outside ASCII is written in its ASCII form."""
    with pytest.raises(ValueError, match="can't be written"):
        written(Kind.ASK, to="jürgen@acme.example")
    assert b"jane@xn--mller-kva.example" in written(Kind.ASK, to="jane@müller.example")


def test_the_date_is_the_one_that_is_handed_in() -> None:
    """No clock is read: the Date field is the moment given."""
    about = case()
    raw = render(letter(Kind.ASK, about=about), about, SETTINGS, date=NOW + timedelta(hours=1))
    assert parsed(raw)["Date"] == "Tue, 24 Nov 2026 10:30:00 +0000"


def test_an_outsider_learns_of_no_case() -> None:
    """The acknowledgement is the same to the byte whether or not the person they asked about exists."""
    assert written(Kind.OUTSIDER_ACK, about=case(reference="m4y8"), reference="m4y8") == written(Kind.OUTSIDER_ACK, reference="")
