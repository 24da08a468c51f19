"""What happens in the two stories, seen from the mails that they leave."""

from __future__ import annotations

import re

from introd.demo.cast import CAST, GEORGE, INTRO, JANE, JASON, LIZ, MICKEY
from tests.demo.conftest import Performance

REASON = "too much on"


def test_it_ends_well(performed: Performance) -> None:
    """The demonstration runs to its end and proves itself."""
    assert performed.code == 0, performed.printed[-2000:]


def test_the_last_line_says_what_happened(performed: Performance) -> None:
    """The last line counts introductions and mails, and says where to look."""
    last = performed.printed.strip().splitlines()[-1]
    count = len(performed.mails)
    assert last.startswith(f"2 introductions: one made, one kindly let go; {count} mails in ")
    assert last.endswith("index.html")


def test_jason_is_asked_thanked_and_introduced(performed: Performance) -> None:
    """Jason gets the question, a receipt and the introduction, in this order and nothing else."""
    assert performed.kinds("jason") == ["ask", "receipt_yes", "handover"]


def test_jane_is_asked_thanked_and_introduced(performed: Performance) -> None:
    """Jane gets the question, a receipt and the introduction, in this order and nothing else."""
    assert performed.kinds("jane") == ["ask", "receipt_yes", "handover"]


def test_george_is_reminded_once(performed: Performance) -> None:
    """George gets the question, one reminder on his fourth working day, and a receipt of his no."""
    assert performed.kinds("george") == ["ask", "nudge", "receipt_no"]
    asked, nudged, _ = performed.mailbox("george")
    assert asked.field("Date").startswith("Thu, 05 Mar 2026")
    assert nudged.field("Date").startswith("Wed, 11 Mar 2026")


def test_mickey_is_told_kindly(performed: Performance) -> None:
    """Mickey gets the question, a receipt, and the kind letter."""
    assert performed.kinds("mickey") == ["ask", "receipt_yes", "timing"]


def test_liz_sees_everything_before_it_leaves(performed: Performance) -> None:
    """Liz is shown what was understood, the letter before it leaves, and her copy; the rest comes in daily notes."""
    assert [k for k in performed.kinds("liz") if k != "daily"] == ["confirmation", "preview", "copy", "confirmation"]
    assert performed.kinds("liz").count("daily") >= 2


def test_the_people_are_called_by_their_names(performed: Performance) -> None:
    """What Liz wrote in plain words is understood with both full names."""
    shown = performed.mailbox("liz")[0].text
    for who in (JASON, JANE):
        assert f"{who.name} <{who.address}>" in shown


def test_nobody_is_asked_before_go(performed: Performance) -> None:
    """No question leaves before Liz wrote GO."""
    go = next(s.number for s in performed.mails if s.author == "liz" and s.own == "GO")
    assert go < min(s.number for s in performed.mails if s.kind == "ask")


def test_both_copies_are_one_message(performed: Performance) -> None:
    """Both copies of the introduction carry one Message-ID and one text, and each reply goes to the other first."""
    one, two = (s for s in performed.mails if s.kind == "handover")
    assert one.field("Message-ID") == two.field("Message-ID")
    assert one.text == two.text
    assert one.message["Reply-To"].addresses[0].addr_spec == JANE.address
    assert two.message["Reply-To"].addresses[0].addr_spec == JASON.address


def test_jane_speaks_in_the_introduction(performed: Performance) -> None:
    """What Jane marked for Jason stands in the introduction, in her own words."""
    handover = next(s for s in performed.mails if s.kind == "handover")
    assert "no tie needed" in handover.text


def test_addresses_stay_private_until_both_agreed(performed: Performance) -> None:
    """Whatever a party reads before the introduction, header and HTML included, holds no address of the other."""
    for reader, other in ((JASON, JANE), (JANE, JASON), (GEORGE, MICKEY), (MICKEY, GEORGE)):
        for sheet in performed.mailbox(reader.key):
            if sheet.kind != "handover":
                assert other.address not in sheet.everything.lower(), sheet.number


def test_the_reason_reaches_liz_alone(performed: Performance) -> None:
    """What George gave as his reason stands in Liz's daily note and in no letter to anybody else."""
    readers = {key for s in performed.mails if s.author == "introd" and REASON in s.everything for key in s.readers}
    assert readers == {"liz"}
    note = next(s for s in performed.mailbox("liz") if REASON in s.text)
    assert note.kind == "daily"
    assert "George said no" in note.text


def test_the_kind_letter_says_nothing(performed: Performance) -> None:
    """The kind letter to Mickey names neither George nor a cause, and comes on another day than George's no."""
    letter = performed.mailbox("mickey")[-1]
    words = letter.everything.lower()
    assert not any(word in words for word in ("george", "hale", "refus", "declin", "said no"))
    said_no = next(s for s in performed.mails if s.author == "george")
    assert letter.field("Date")[:16] != said_no.field("Date")[:16]


def test_introd_sees_that_both_wrote(performed: Performance) -> None:
    """Jane's answer goes to Jason and to introd's address in copy, and makes introd write nothing."""
    answer = next(s for s in performed.mails if s.author == "jane" and "jason" in s.readers)
    assert set(answer.readers) == {"jason", "introd"}
    assert performed.kinds("jason")[-1] == performed.kinds("jane")[-1] == "handover"


def test_jason_writes_first(performed: Performance) -> None:
    """After the introduction Jason's own mail is in Jane's mailbox."""
    first = next(s for s in performed.mails if s.author == "jason" and "jane" in s.readers)
    assert first.number > max(s.number for s in performed.mails if s.kind == "handover")


def test_the_answers_look_like_their_programs(performed: Performance) -> None:
    """Jane's answer has Outlook's block, Jason's the iPhone's line and bars, and the question stands below both."""
    jane = next(s for s in performed.mails if s.author == "jane" and "introd" in s.readers)
    jason = next(s for s in performed.mails if s.author == "jason" and "introd" in s.readers)
    assert re.search(r"Get Outlook for iOS.*\nFrom: .*\nSent: .*\nTo: .*\nSubject: ", jane.text, re.DOTALL)
    assert "divRplyFwdMsg" in jane.html
    assert re.search(r"Sent from my iPhone\n.*> On .* wrote:\n", jason.text, re.DOTALL)
    assert 'blockquote type="cite"' in jason.html
    for answer in (jane, jason):
        assert "Would you like that?" in answer.text
        assert "Would you like that?" not in answer.own


def test_every_mail_belongs_to_somebody(performed: Performance) -> None:
    """Every mail is from and to people of the play, and none is answered by a robot's report."""
    known = {p.address for p in CAST} | {INTRO}
    for sheet in performed.mails:
        author = sheet.message["From"].addresses[0].addr_spec
        assert author in known
        assert sheet.author == ("introd" if author == INTRO else next(p.key for p in CAST if p.address == author))
    assert {s.author for s in performed.mails} == {"introd", *(p.key for p in (LIZ, JASON, JANE, GEORGE, MICKEY))}
