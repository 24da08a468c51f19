"""Nothing that one side said in confidence appears in any letter to the other: through the bytes that leave."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from introd.decide.after.state import Account, After, Since
from introd.decide.case import SIDES, Case, Consent, Held, Side, Standing, State, other
from introd.decide.letter import CALLED_FOR, COMMISSIONED, SINCE, Kind
from introd.write.letters import render
from tests.whole.paper import JANE, JASON, LIZ, Paper
from tests.whole.test_stories import BYNAME, introduce, writes
from tests.write.world import NOW, SETTINGS, TO_PARTY, case, everything, letter, parsed

CHOSEN = (Kind.PASSED_ON, Kind.SORRY, Kind.RELAY)
"""Letters whose words their author chose for this very reader."""


def since(side: Side, draw: st.DrawFn) -> Since:
    """A side with a marked secret in every free text of the time after."""
    mark = f"qz{side}qz"
    hows = draw(st.lists(st.sampled_from(["good", "fine", "poor", "not_going"]), max_size=3))
    accounts = tuple(
        Account.model_validate(
            {"at": NOW, "how": h, "words": f"account {mark}", "kinds": (f"late {mark}",), "owes": draw(st.booleans())}
        )
        for h in hows
    )
    moments = st.sampled_from([None, NOW])
    return Since(
        wrote=draw(moments), seen=draw(moments), not_yet=draw(moments), excused=draw(st.sampled_from(["", f"excuse {mark}"])),
        passed=f"passed {mark}", accounts=accounts, asked=draw(st.integers(0, 3)), nudges=draw(st.integers(0, 2)),
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> Case:
    """Any case after the introduction, with marked secrets in every free text of either side."""
    made = case(state=draw(st.sampled_from([State.INTRODUCED, State.CLOSED])), handed_over=NOW)
    for side in SIDES:
        mark = f"qz{side}qz"
        party = made.party(side).but(
            refusal=f"no {mark}", notes=(f"note {mark}",), standing=Standing.YES,
            consent=Consent(at=NOW, message_id="<y@x>", words=f"yes {mark}"),
            held=Held(address=f"{mark}@held.example", answer="yes", at=NOW, words=f"held {mark}"),
        )  # fmt: skip
        made = made.with_party(party)
    return made.but(
        after=After(first=since("first", draw), second=since("second", draw), waiting=draw(st.sampled_from([None, *SIDES])), draft=draw(st.sampled_from([None, *SIDES]))),
        private=("qzintroducerqz",), request_subject="qzintroducerqz",
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(about=worlds(), side=st.sampled_from(SIDES), number=st.integers(1, 3))
def test_no_letter_to_one_holds_what_the_other_confided(about: Case, side: Side, number: int) -> None:
    """Whatever was said, in whatever state: no letter to a party holds the other's secrets, nor the introducer's."""
    mark = f"qz{other(side)}qz"
    confided = {"words": f"words {mark}", "reason": mark, "detail": mark, "kinds": [mark], "accounts": [{"words": mark}], "history": [mark],
                "theirs": {"words": mark}, "seen": mark, "side": other(side), "candidates": [{"name": mark}]}  # fmt: skip
    for kind in TO_PARTY:
        said = confided | ({"words": "chosen for this reader"} if kind in CHOSEN else {})
        owed = letter(kind, side, about=about, facts=said, number=number, to=about.party(side).address)
        seen = everything(render(owed, about, SETTINGS, date=NOW))
        assert mark not in seen, kind
        assert "qzintroducerqz" not in seen, kind


@pytest.mark.parametrize("kind", sorted(SINCE | {Kind.PASSED_ON}))
def test_every_letter_of_the_time_after_is_whole(kind: Kind) -> None:
    """Each is ASCII, can be stopped, says for whom it is written, and asks robots to be silent unless a person ordered it."""
    about = case(state=State.INTRODUCED, handed_over=NOW)
    raw = render(letter(kind, "first", about=about, facts={"words": "A word.", "seen": "2026-11-20"}), about, SETTINGS, date=NOW)
    assert raw.isascii()
    message = parsed(raw)
    assert "STOP" in message["List-Unsubscribe"]
    assert "Liz Ryan via introd" in message["From"]
    assert bool(message["Auto-Submitted"]) is (kind not in COMMISSIONED)
    assert "mailto:" in message["List-Unsubscribe"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Kind.HEARD, ("HEARD", "NOT YET")), (Kind.MISSING_NUDGE, ("DONE",)), (Kind.LATER_CHECK, ("GREAT", "FINE", "POOR")),
     (Kind.HOW_WAS_IT, ("GREAT", "FINE", "POOR", "NOT YET", "NOT GOING TO"))],
)  # fmt: skip
def test_the_words_are_buttons_that_open_a_reply(kind: Kind, words: tuple[str, ...]) -> None:
    """Each word is offered in the text and as a mailto link whose subject is the word and the reference."""
    about = case(state=State.INTRODUCED, handed_over=NOW)
    seen = everything(render(letter(kind, "first", about=about), about, SETTINGS, date=NOW))
    assert all(f"subject={word} k3x9" in seen for word in words)
    assert "http" not in seen.replace("http://www.w3.org", "").lower()


def test_the_question_is_the_same_whether_or_not_somebody_complained() -> None:
    """Byte for byte the same letter: nothing of a report changes what the other is asked."""
    plain = case(state=State.INTRODUCED, handed_over=NOW)
    poor = Account(at=NOW, how="poor", words="dreadful", kinds=("rude",), grave=True)
    reported = plain.but(after=After(first=Since(accounts=(poor,)), draft="first", inquiries=("second",)))
    letters = {render(letter(Kind.HOW_WAS_IT, "second", about=c), c, SETTINGS, date=NOW) for c in (plain, reported)}
    assert len(letters) == 1
    assert Kind.HOW_WAS_IT not in CALLED_FOR


WORDS = (
    "POOR. {}", "It was dreadful, {}", "NOT YET {}", "I can't, because {}", "Great! {}", "Who is this? {}", "He never replied. {}",
    "I owe you one. I was late. {}", "NOT GOING TO. {}", "{}", "Fine, {}. Thanks", "No. {}",
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    mails=st.lists(
        st.tuples(st.sampled_from([JANE, JASON, LIZ]), st.integers(0, len(WORDS) - 1), st.integers(0, 6)), min_size=2, max_size=7
    )
)
def test_whatever_people_write_stays_with_whom_they_wrote_it_to(
    tmp_path_factory: pytest.TempPathFactory, mails: list[tuple[str, int, int]]
) -> None:
    """A whole case on paper: mails with secrets in them, answering whatever letter came last; none reaches the other."""
    paper = Paper(Path(tmp_path_factory.mktemp("after")))
    introduce(paper)
    writes(paper, JASON, JANE)
    for number, (who, shape, days) in enumerate(mails):
        paper.pass_time(timedelta(days=days))
        text = (
            ("ASK", "APOLOGISE", "NUDGE AGAIN", "LEAVE IT", "SEND", "DROP")[shape % 6]
            if who == LIZ
            else WORDS[shape].format(f"qz{who[:4]}qz{number}")
        )
        mine = [p for p in paper.sent if p.to == who and p.kind not in ("daily", "handover", "copy", "digest")]
        paper.write(BYNAME[who], text, answering=mine[-1])
        paper.work()
    paper.pass_time(timedelta(days=60))
    for post in paper.sent:
        if post.to in (JANE, JASON):
            them = JASON if post.to == JANE else JANE
            assert f"qz{them[:4]}qz" not in post.everything, post.kind
    paper.store.close()
