"""What one party has from the introducer or the other never reaches the wrong reader: through the bytes that leave."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from introd.decide import privacy
from introd.decide.case import Case, Consent, Entry, Held, Party, Profile, Side, Standing, State, other
from introd.decide.letter import Kind
from introd.write.letters import render

from ..write.world import BEFORE, CONSENT, JANE, JASON, NOW, SETTINGS, TO_PARTY, case, everything, letter, written

SIDES: tuple[Side, Side] = ("first", "second")
CONFIDENCES = (
    "refusalqz",
    "noteqz",
    "privateqz",
    "constraintqz",
    "heldqz",
    "consentqz",
    "tierqz",
    "historyqz",
    "doubtqz",
    "subjectqz",
)
NAMES = {"first": "Xaverius Quintzelman", "second": "Ysolde Vandervoortje"}


def reaching(side: Side, how: int) -> tuple[str, str]:
    """A way to reach a party, as people write it in a sentence, and the mark by which a leak is known."""
    mark = f"zq{side}"
    forms = (
        f"{mark}@corpus.example", f"{mark} at corpus dot example", f"{mark}[at]corpus", f"{mark} (at) corpus (dot) example",
        f"{mark}＠corpus．example", f"https://{mark}.example/x", f"www.{mark}.com", f"{mark}.co.uk", f"linkedin.com/in/{mark}",
        f"@{mark}", f"Skype: {mark}", f"telegram: @{mark}", f"mailto:{mark}@corpus.example", f"{mark}@\u200bcorpus.example",
        f"{mark}.sur@corpus.example", f"calendly.com/{mark}/30min", f"{mark}&#64;corpus.example", f"{mark} @ corpus . example",
    )  # fmt: skip
    return forms[how % len(forms)], mark


PHONES = (
    "+44 20 7946 0123", "(303) 555-0123", "303.555.0123", "0044 20 79460123", "+1-303-555-0123", "030/55550123", "3035550123",
    "+44 (0)20 7946 0123", "tel 55 0123", "+49 30 555 0123 x5", "０３０５５５０１２３", "303 555\u00a00123", "call me on 5550123",
)  # fmt: skip


def telling(side: Side, how: int) -> str:
    """A free text that holds a way to reach the side and one of their numbers."""
    reach, _ = reaching(side, how)
    return f"Knows freight well. Write to {reach} about it or ring {PHONES[how % len(PHONES)]} any day, it is fine. Likes trains."


def party(side: Side, how: int, standing: Standing) -> Party:
    """A party with marked ways to reach both in every free text, and marked confidences."""
    base = JASON if side == "first" else JANE
    them = other(side)
    words = [f"{telling(side, how + i)} {telling(them, how + i + 5)}" for i in range(6)]
    fields = ("headline", "background", "highlight", "interests", "needs", "offers")
    profile = Profile(
        **dict(zip(fields, words, strict=True)),
        phone=f"+44 20 7946 99{11 if side == 'first' else 22}", link=f"https://cal.example/zq{side}", connect=telling(side, how), tier="tierqz",
    )  # fmt: skip
    return base.but(
        name=NAMES[side], address=f"zq{side}@corpus{side}.example", profile=profile, standing=standing,
        consent=Consent(at=NOW, message_id="<m@x>", words="consentqz") if standing is Standing.YES else None,
        refusal="refusalqz", notes=("noteqz",), tell_them=f"tellqz{side} " + telling(side, how),
        held=Held(address=f"zq{side}@held.example", answer="yes", at=NOW, words="heldqz"),
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> Case:
    """Any case: states and standings as they come, marked words everywhere."""
    how = draw(st.integers(0, 40))
    parties = {side: party(side, how + i, draw(st.sampled_from(list(Standing)))) for i, side in enumerate(SIDES)}
    return case(
        **parties,
        state=draw(st.sampled_from(list(State))),
        blind=draw(st.booleans()),
        links=draw(st.booleans()),
        why=f"They should meet. {telling('first', how)} {telling('second', how)}",
        starters=(telling("first", how), telling("second", how)),
        constraints=("constraintqz",), private=("privateqz",), doubts=("doubtqz",), request_subject="subjectqz",
        history=(Entry(at=NOW, what="no", detail="historyqz"),),
    )  # fmt: skip


def facts_for(kind: Kind, side: Side, how: int) -> dict[str, Any]:
    """Facts of a decision that name the other party's address wherever an address can stand."""
    theirs = other(side)
    return {
        "words": f"They can be had at {reaching(theirs, how)[0]} or {PHONES[how % len(PHONES)]}, I think, on most days.",
        "address": f"zq{theirs}@corpus{theirs}.example", "old": f"zq{theirs}@corpus{theirs}.example", "new": f"else@corpus{theirs}.example",
        "answer": "yes", "away": "2026-12-01", "until": "2026-12-01", "detail": "refusalqz", "side": theirs, "what": f"note {kind}",
    }  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(about=worlds(), side=st.sampled_from(SIDES), how=st.integers(0, 40), number=st.integers(1, 2))
def test_no_letter_before_the_introduction_leads_to_the_other(about: Case, side: Side, how: int, number: int) -> None:
    """Whatever stands in any free text, in any state, no letter before the introduction holds a way to reach the other."""
    for kind in BEFORE:
        owed = letter(kind, side, about=about, facts=facts_for(kind, side, how), number=number, to=about.party(side).address)
        seen = everything(render(owed, about, SETTINGS, date=NOW)).casefold()
        own = about.party(side).address.casefold()
        for trace in (f"zq{other(side)}", f"corpus{other(side)}", "0123", "9911", "9922", "cal.example", f"tellqz{other(side)}"):
            assert trace not in seen.replace(own, ""), f"{trace} in {kind}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(about=worlds(), side=st.sampled_from(SIDES), how=st.integers(0, 40))
def test_confidences_reach_no_party(about: Case, side: Side, how: int) -> None:
    """Refusals, notes, private remarks, consents' words, tiers and the timeline are in no letter to a party, the handover included."""
    yes = {"standing": Standing.YES, "consent": Consent(at=NOW, message_id="<m@x>", words="consentqz")}
    agreed = about.but(first=about.party("first").but(**yes), second=about.party("second").but(**yes), handed_over=NOW)
    for kind in TO_PARTY:
        seen = everything(render(letter(kind, side, about=agreed, facts=facts_for(kind, side, how)), agreed, SETTINGS, date=NOW))
        for trace in CONFIDENCES:
            assert trace not in seen, f"{trace} in {kind}"


@pytest.mark.parametrize("kind", BEFORE)
@pytest.mark.parametrize("side", SIDES)
def test_a_blind_ask_names_nobody_and_no_employer(kind: Kind, side: Side) -> None:
    """In a blind case no letter before the introduction holds a part of the other's name or any of their employers."""
    rich = {
        "first": JASON.but(
            name="Dr. Jason Quentin Smithers", address="jason.smithers@widgetworks.example",
            profile=JASON.profile.but(
                headline="Account manager, Widgetco Labs", interests="sailing with Smithers Club",
                background="Jason Smithers joined Widgetco in 2019 after years at Bolt & Sons. Widgetco's best. SMITHERS sells to WIDGETWORKS.",
                highlight="Widgetco CEO of the year", needs="somebody who knows what Jason knows", offers="Jason’s rolodex",
            ),
        ),
        "second": JANE.but(
            name="Roevski, Janina", address="janina@acmefreight.example",
            profile=JANE.profile.but(
                headline="Acmefreight COO", background="Janina Roevski runs Acmefreight for the Vandelay Group. Roevski’s team loves Janina.",
                highlight="took Acmefreight public", interests="trains", needs="", offers="what Roevski calls advice",
            ),
        ),
    }  # fmt: skip
    why = "Jason Smithers of Widgetco could learn from Janina Roevski at Acmefreight"
    about = case(**rich, blind=True, why=why)
    seen = everything(written(kind, side, about=about, to=about.party(side).address)).casefold()
    own = about.party(side)
    seen = seen.replace(own.address, "")
    names = {"first": ("jason", "smithers", "quentin"), "second": ("janina", "roevski")}[other(side)]
    employers = {"first": ("widgetco", "widgetworks", "bolt & sons"), "second": ("acmefreight", "vandelay")}[other(side)]
    for trace in (*names, *employers):
        assert trace not in seen, f"{trace} in {kind}"


CAUSES: dict[str, dict[str, Any]] = {
    "refused": {"standing": Standing.NO, "refusal": "I can't stand him"},
    "withdrawn": {"standing": Standing.NO, "refusal": "changed my mind", "consent": None, "notes": ("sorry",)},
    "silent": {"standing": Standing.SILENT, "nudges": 2},
    "bounced": {"standing": Standing.BOUNCED, "nudges": 1},
    "opted out": {"standing": Standing.STOPPED},
    "never asked": {"standing": Standing.WAITING, "name": "", "profile": Profile()},
}


def test_the_kind_letter_is_the_same_for_every_cause() -> None:
    """Refused, withdrawn, silent, bounced, opted out: byte for byte one letter, whatever else the case holds."""
    letters = {
        render(letter(Kind.TIMING, about=about), about, SETTINGS, date=NOW)
        for cause, fields in CAUSES.items()
        for state in (State.ASKING, State.CLOSED)
        for blind in (True, False)
        for about in [case(state=state, blind=blind, second=JANE.but(**fields), why=cause, private=(cause,))]
    }
    assert len(letters) == 1


def test_the_kind_letter_knows_three_things() -> None:
    """Its facts are the reader's name, the introducer's name and the public reference."""
    known = privacy.facts(letter(Kind.TIMING), case(), SETTINGS)
    assert known == {"you": {"name": "Jason Smith", "first_name": "Jason"}, "introducer": {"name": "Liz Ryan", "first_name": "Liz"},
                     "reference": "k3x9"}  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.HANDOVER, Kind.COPY])
@pytest.mark.parametrize("side", SIDES)
def test_no_handover_without_two_consents(kind: Kind, side: Side) -> None:
    """The hard gate holds at the last moment too: without both recorded consents no introduction can be written."""
    lacking = case().with_party(case().party(side).but(consent=None))
    with pytest.raises(ValueError, match="two consents"):
        written(kind, about=lacking)


def test_a_reply_to_the_thread_is_not_answered_before_there_is_one() -> None:
    """The other's address is named only to somebody who was introduced."""
    with pytest.raises(ValueError, match="nobody has been introduced"):
        written(Kind.THREAD_ONLY, about=case())


def test_an_assistants_address_is_named_but_never_the_other_partys() -> None:
    """Whoever answered from elsewhere is named to the asked one, unless it is the other party or their house."""
    shown = {a: written(Kind.CONFIRM_ANSWER, facts={"address": a, "answer": "yes"}) for a in
             ("pa@widgets.example", "jane@acme.example", "JANE@acme.example", "pa@acme.example")}  # fmt: skip
    assert b"pa@widgets.example" in shown.pop("pa@widgets.example")
    assert all("another address" in everything(raw) and "acme.example" not in everything(raw).lower() for raw in shown.values())


def test_what_the_introducer_is_shown_is_what_the_ask_says() -> None:
    """The confirmation holds the words of either ask as they will be read."""
    about = case(
        state=State.LEAVING,
        second=JANE.but(profile=JANE.profile.but(background="Runs depots. Her mail is jane@acme.example, by the way.")),
    )
    shown = privacy.facts(letter(Kind.CONFIRMATION), about, SETTINGS)["case"]["asks"][0]
    asked = privacy.facts(letter(Kind.ASK), about, SETTINGS)
    assert shown["other"] == asked["other"]
    assert shown["why"] == asked["why"]


def test_the_introducer_alone_reads_the_reason_of_a_refusal() -> None:
    """A refusal's reason is in the daily note, with the name of the case."""
    notes = [
        {
            "reference": "k3x9",
            "what": "no",
            "side": "second",
            "who": "Jane",
            "detail": "He was rude in 2019",
            "at": "2026-11-24T09:00:00Z",
        }
    ]
    seen = everything(written(Kind.DAILY, facts={"notes": notes}))
    assert "Jane said no" in seen
    assert "He was rude in 2019" in seen


@pytest.mark.parametrize("kind", [k for k in Kind if k not in TO_PARTY])
def test_the_gate_is_shut_unless_somebody_opened_it(kind: Kind) -> None:
    """A kind that has no facts for a party gives a party none: it is refused, or says nothing of the case."""
    try:
        known = str(privacy.facts(letter(kind, "first"), case(), SETTINGS))
    except ValueError:
        return
    assert "jane@acme.example" not in known or kind is Kind.COPY


def test_letters_to_a_party_need_a_case_and_a_side() -> None:
    """An ask without a case, or to nobody of the two, can't be written."""
    with pytest.raises(ValueError, match="none was given"):
        privacy.facts(letter(Kind.ASK), None, SETTINGS)
    with pytest.raises(ValueError, match="written to a party"):
        privacy.facts(letter(Kind.ASK, "introducer"), case(), SETTINGS)


@pytest.mark.parametrize(
    ("full", "first"),
    [("Jane Roe", "Jane"), ("Dr. Jane Roe", "Jane"), ("Roe, Jane", "Jane"), ("Prof. Dr. Müller", "Müller"), ("田中 太郎", "田中 太郎"),
     ("", ""), ("jane@acme.example", ""), ("Jane (jane.example.com)", ""), ("Зоя Космодемьянская", "Зоя"), ("Jane\u2028Roe", "Jane")],
)  # fmt: skip
def test_first_names_are_what_one_would_say(full: str, first: str) -> None:
    """Titles and surnames in front are left out; a name that is an address is no name."""
    assert privacy.person(full)["first_name"] == first


def test_vouched_consent_counts_as_consent() -> None:
    """A handover may stand on a consent that the introducer vouched for."""
    vouched = case().with_party(case().party("first").but(consent=CONSENT.but(vouched=True)))
    assert b"jane@acme.example" in written(Kind.HANDOVER, about=vouched)
