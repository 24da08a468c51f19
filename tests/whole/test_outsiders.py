"""Somebody who is no introducer asks for an introduction: a draft for GO or NO, and one answer that says nothing of anybody."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import make_msgid
from pathlib import Path
from typing import Any

import pytest

from introd.decide.case import Outcome, State
from introd.decide.settings import IntroducerSettings, Place
from tests.whole.paper import INTRO, JANE, JASON, LIZ, MONDAY, REQUEST, Paper, settings

MICKEY, SERVER = "mickey@moe.example", "mx.example.org"
ASK = "Hello,\n\ncould you introduce me to {name}? I would love to learn how a bee cooperative is run.\n\nMickey\n"
PASSED: dict[str, Any] = {"Authentication_Results": f"{SERVER}; dmarc=pass header.from=moe.example"}
FAILED: dict[str, Any] = {"Authentication_Results": f"{SERVER}; dmarc=fail header.from=moe.example"}


def house(folder: Path, **changes: Any) -> Paper:
    """A mailroom that believes the results of its own server."""
    folder.mkdir(exist_ok=True)
    paper = Paper(folder, settings=settings(**changes))
    paper.desk = type(paper.desk)(
        **{f: getattr(paper.desk, f) for f in paper.desk.__slots__ if f != "authserv_id"}, authserv_id=SERVER
    )
    return paper


@pytest.fixture
def knows(tmp_path: Path) -> Paper:
    """Liz has Jane on her list, from an introduction that she called off."""
    paper = house(tmp_path / "knows")
    knowing(paper)
    return paper


def knowing(paper: Paper, liz: str = LIZ) -> None:
    """Put Jane on an introducer's list."""
    paper.write(f"Liz Ryan <{liz}>", REQUEST, Authentication_Results=f"{SERVER}; dmarc=pass header.from=ryan.example")
    paper.work()
    paper.write(f"Liz Ryan <{liz}>", "cancel", answering=paper.last("confirmation"))
    paper.pass_time(timedelta(days=3))
    paper.sent.clear()


def asks(paper: Paper, name: str = "Jane Roe", author: str = MICKEY, **fields: Any) -> None:
    """Mickey asks."""
    text = fields.pop("text", ASK.format(name=name))
    paper.write(f"Mickey Moe <{author}>", text, subject="A question", **(PASSED | fields))
    paper.work()


def draft(paper: Paper, outsider: str = MICKEY) -> str:
    """The reference of the newest draft that an outsider asked for."""
    with paper.store.view() as view:
        found = [d for d in view.introductions(limit=500) if d["outsider"] == outsider]
    return str(max(found, key=lambda d: str(d["created"]))["reference"])


def drafts(paper: Paper) -> int:
    """How many drafts outsiders asked for."""
    with paper.store.view() as view:
        return sum(bool(d["outsider"]) for d in view.introductions(limit=500))


def test_an_ask_becomes_a_draft_for_go_or_no(knows: Paper) -> None:
    """Liz gets the draft with Mickey's own words and Jane's address from her list; nobody else is asked anything."""
    asks(knows)
    shown = knows.last("confirmation", LIZ)
    assert "could you introduce me to Jane Roe" in shown.text
    assert MICKEY in shown.text
    assert JANE in shown.text
    assert knows.kinds(JANE) == []
    knows.pass_time(timedelta(days=10))
    assert knows.kinds(JANE) == []
    assert knows.case(draft(knows)).state is State.CONFIRMING


@pytest.mark.parametrize("policy", ["never", "when-unsure"])
def test_no_policy_lets_an_outsiders_ask_leave_by_itself(tmp_path: Path, policy: str) -> None:
    """Whatever `confirm` says, an outsider's ask waits for GO."""
    paper = house(tmp_path, confirm=policy)
    asks(paper, text=ASK.format(name=f"Jane Roe <{JANE}>"))
    paper.pass_time(timedelta(days=5))
    assert paper.kinds(JANE) == []


def test_no_ends_it_without_another_word(knows: Paper) -> None:
    """NO closes the draft; neither Mickey nor Jane hears anything of it."""
    asks(knows)
    knows.write(f"Liz Ryan <{LIZ}>", "No", answering=knows.last("confirmation", LIZ), **from_liz())
    knows.pass_time(timedelta(days=30))
    assert knows.case(draft(knows)).outcome is Outcome.CANCELLED
    assert knows.kinds(MICKEY) == ["outsider_ack"]
    assert knows.kinds(JANE) == []


def from_liz() -> dict[str, Any]:
    """What the server says of Liz's mail."""
    return {"Authentication_Results": f"{SERVER}; dmarc=pass header.from=ryan.example"}


def test_go_asks_the_other_first_and_the_outsider_only_after_a_yes(knows: Paper) -> None:
    """After GO Jane alone is asked; Mickey is asked after her yes, with "you asked for this", and his mail was no consent."""
    asks(knows)
    knows.write(f"Liz Ryan <{LIZ}>", "GO", answering=knows.last("confirmation", LIZ), **from_liz())
    knows.pass_time(timedelta(days=1))
    assert knows.kinds(JANE) == ["ask"]
    assert "You asked" not in knows.last("ask", JANE).text
    assert knows.kinds(MICKEY) == ["outsider_ack"]
    knows.write(f"Jane Roe <{JANE}>", "Yes, gladly", answering=knows.last("ask", JANE))
    knows.pass_time(timedelta(days=1))
    assert knows.kinds(MICKEY) == ["outsider_ack", "ask"]
    assert "You asked Liz for this introduction" in " ".join(knows.last("ask", MICKEY).text.split())
    assert knows.case(draft(knows)).state is State.ASKING
    knows.write(f"Mickey Moe <{MICKEY}>", "Yes please", answering=knows.last("ask", MICKEY), **PASSED)
    knows.pass_time(timedelta(days=4))
    assert knows.case(draft(knows)).state is State.INTRODUCED


def test_a_refusal_never_reaches_the_outsider(knows: Paper) -> None:
    """Jane says no: Mickey, who has not been asked, hears nothing at all."""
    asks(knows)
    knows.write(f"Liz Ryan <{LIZ}>", "GO", answering=knows.last("confirmation", LIZ), **from_liz())
    knows.pass_time(timedelta(days=1))
    knows.write(f"Jane Roe <{JANE}>", "No, he is a pest", answering=knows.last("ask", JANE))
    knows.pass_time(timedelta(days=30))
    assert knows.kinds(MICKEY) == ["outsider_ack"]


def _bytes_of_the_ack(paper: Paper) -> bytes:
    """The acknowledgement with its ids, its boundary and its date taken out."""
    raw = paper.last("outsider_ack", MICKEY).raw
    raw = re.sub(rb"=_[0-9a-f]{32}", b"BOUNDARY", raw)
    return re.sub(rb"(?m)^(Message-ID|Date|In-Reply-To|References):.*\r\n(?:[ \t].*\r\n)*", b"", raw)


@pytest.mark.parametrize("several", [False, True])
def test_the_acknowledgement_is_the_same_whoever_was_asked_for(tmp_path: Path, several: bool) -> None:
    """To the byte, and at the same moment: Jane on the list, on the list of another introducer, twice on it, or on none."""
    bob = IntroducerSettings(name="Bob Low", addresses=("bob@low.example",), place=Place(zone="Asia/Tokyo"))
    more = {"introducers": (settings().introducers[0], bob)} if several else {}
    written = []
    for name, owner in (("known", LIZ), ("elsewhere", "bob@low.example"), ("nobody", "")):
        paper = house(tmp_path / name, **more)
        if owner and (several or owner == LIZ):
            knowing(paper, owner)
        paper.now = MONDAY + timedelta(days=7)
        asks(paper, message_id=make_msgid(domain="moe.example"))
        assert paper.last("outsider_ack").at == paper.now
        assert paper.kinds(MICKEY) == ["outsider_ack"]
        written.append(_bytes_of_the_ack(paper))
    assert len(set(written)) == 1
    assert b"Jane" not in written[0]
    assert (b"Liz" in written[0]) is not several


def test_the_draft_goes_to_the_introducer_whose_list_has_the_person(tmp_path: Path) -> None:
    """Nobody is named, and only Bob knows Jane: Bob gets the draft, Liz hears nothing."""
    bob = IntroducerSettings(name="Bob Low", addresses=("bob@low.example",))
    paper = house(tmp_path, introducers=(settings().introducers[0], bob))
    paper.write("Bob Low <bob@low.example>", REQUEST, Authentication_Results=f"{SERVER}; dmarc=pass header.from=low.example")
    paper.work()
    paper.sent.clear()
    asks(paper)
    assert paper.kinds("bob@low.example") == ["confirmation"]
    assert paper.kinds(LIZ) == []


def test_the_introducer_who_is_named_gets_it(tmp_path: Path) -> None:
    """`Dear Liz` goes to Liz, though Bob is the one who knows Jane; Liz is not told what is on Bob's list."""
    bob = IntroducerSettings(name="Bob Low", addresses=("bob@low.example",))
    paper = house(tmp_path, introducers=(bob, settings().introducers[0]))
    paper.write("Bob Low <bob@low.example>", REQUEST, Authentication_Results=f"{SERVER}; dmarc=pass header.from=low.example")
    paper.work()
    paper.sent.clear()
    asks(paper, text=f"Dear Liz,\n\n{ASK.format(name='Jane Roe')}")
    assert paper.kinds(LIZ) == ["missing"]
    assert JANE not in paper.last("missing", LIZ).everything
    assert paper.kinds("bob@low.example") == []


def test_somebody_unknown_is_asked_for_at_the_introducer(tmp_path: Path) -> None:
    """Nobody of that name is on the list: Liz is asked for an address, with Mickey's words; her answer completes the draft."""
    paper = house(tmp_path)
    asks(paper)
    assert paper.kinds(LIZ) == ["missing"]
    assert "answer NO" in paper.last("missing").text
    paper.write(f"Liz Ryan <{LIZ}>", f"Jane's address is {JANE}", answering=paper.last("missing"), **from_liz())
    paper.work()
    assert paper.kinds(LIZ)[-1] == "confirmation"
    assert paper.case(draft(paper)).state is State.CONFIRMING


@pytest.mark.parametrize(("results", "made"), [(FAILED, 0), ({"Authentication_Results": "elsewhere.example; dmarc=pass"}, 1)])
def test_nobody_answers_an_address_that_may_be_forged(knows: Paper, results: dict[str, Any], made: int) -> None:
    """No acknowledgement goes where the server does not vouch for the author; a plain forgery is not even a draft."""
    asks(knows, **results)
    knows.pass_time(timedelta(days=2))
    assert knows.kinds(MICKEY) == []
    assert drafts(knows) == made
    if made:
        assert "could not be authenticated" in knows.last("confirmation", LIZ).text


@pytest.mark.parametrize(
    "field", [{"Auto_Submitted": "auto-replied"}, {"List_Id": "<talk.example.org>"}, {"Precedence": "bulk"}]
)  # fmt: skip
def test_robots_and_lists_get_nothing(knows: Paper, field: dict[str, Any]) -> None:
    """A robot that asks is no draft and gets no answer."""
    asks(knows, **field)
    knows.pass_time(timedelta(days=2))
    assert knows.sent == []
    assert drafts(knows) == 0


def test_one_acknowledgement_a_day_and_one_draft_for_the_same_wish(knows: Paper) -> None:
    """Ten mails that ask the same: one draft, one acknowledgement; tomorrow's gets another acknowledgement and no draft."""
    for _ in range(10):
        asks(knows)
    assert knows.kinds(MICKEY) == ["outsider_ack"]
    assert drafts(knows) == 1
    knows.pass_time(timedelta(days=1))
    asks(knows)
    assert knows.kinds(MICKEY) == ["outsider_ack"] * 2
    assert drafts(knows) == 1


def test_one_outsider_has_few_drafts_open(knows: Paper) -> None:
    """Whoever asks for one person after the other has three drafts before an introducer, and no more."""
    for name in ("Ann Lee", "Ben Low", "Cleo Day", "Dan Fox", "Eve Gold"):
        asks(knows, name)
    assert drafts(knows) == 3


def test_asks_of_all_outsiders_are_few_in_a_day(tmp_path: Path) -> None:
    """Over the daily number asks are set aside without draft and answer, and the operator hears of it."""
    paper = house(tmp_path, outsiders_most=4)
    for number in range(6):
        asks(paper, author=f"m{number}@moe.example")
    paper.pass_time(timedelta(minutes=30))
    assert [p.kind for p in paper.sent].count("outsider_ack") == 4
    assert drafts(paper) == 4
    assert "more asks of outsiders" in paper.last("alarm").text
    paper.pass_time(timedelta(days=1))
    asks(paper, author="m9@moe.example")
    assert paper.kinds("m9@moe.example") == ["outsider_ack"]


def test_two_daemons_do_not_acknowledge_each_other(knows: Paper) -> None:
    """The acknowledgement says that it is automatic, and one that comes back is not answered."""
    asks(knows)
    acknowledged = knows.last("outsider_ack")
    assert acknowledged.message["Auto-Submitted"] == "auto-replied"
    knows.write(f"Mickey Moe <{MICKEY}>", acknowledged.text, Auto_Submitted="auto-replied", **PASSED)
    knows.pass_time(timedelta(days=1))
    assert knows.kinds(MICKEY) == ["outsider_ack"]


def test_who_wants_no_mail_gets_no_acknowledgement(knows: Paper) -> None:
    """Mickey said STOP once: nothing goes to him, and the introducer hears that he can't be asked."""
    knows.write(f"Mickey Moe <{MICKEY}>", "STOP", **PASSED)
    asks(knows)
    knows.pass_time(timedelta(days=1))
    assert knows.kinds(MICKEY) == []


def test_what_an_outsider_says_of_people_is_not_kept_on_the_list(knows: Paper) -> None:
    """Before GO nothing from Mickey's mail stands on Liz's list."""
    asks(knows, text=f"{ASK.format(name='Jane Roe')}\nAbout Jane: Jane is a swindler.\n")
    with knows.store.view() as view:
        assert view.person(LIZ, MICKEY) is None
        assert "swindler" not in str(view.person(LIZ, JANE))


def test_the_ask_to_the_other_holds_nothing_of_the_outsiders_address(knows: Paper) -> None:
    """Jane reads who Mickey is and not how to reach him."""
    asks(knows)
    knows.write(f"Liz Ryan <{LIZ}>", "GO", answering=knows.last("confirmation", LIZ), **from_liz())
    knows.pass_time(timedelta(days=1))
    assert MICKEY not in knows.last("ask", JANE).everything
    assert knows.last("ask", JANE).message["From"].endswith(f"<{INTRO}>")
    assert JASON not in knows.last("ask", JANE).everything
