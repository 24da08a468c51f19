"""Confidences in many forms: none of them stands in anything that letters are made of."""

from __future__ import annotations

import pytest

from tests.read.test_requests_unlike import reading
from tests.read.unlike_cases import Unlike

ASK = "Please introduce Uma Sand <uma@loom.example> and Roy Pike <roy@dock.example>. Both study tides."
SECRET = "Roy owes her sister forty pounds"
FORMS = (
    "Between you and me, {}.",
    "Entre nous: {}.",
    "For your ears only: {}.",
    "Uma isn't to hear this, but {}.",
    "Not for Roy's eyes: {}.",
    "This stays with you: {}.",
    "Please keep this out of the mail: {}.",
    "Background only, not to be forwarded: {}.",
    "{}, but please don't mention that.",
    "{} - that must stay between us.",
    "{} (don't pass that on).",
    "They must not know that {}.",
    "Roy doesn't know yet that {}.",
    "Nobody knows yet, but {}.",
    "I probably shouldn't say this, but {}.",
    "Don't repeat this: {}.",
    "Hush hush: {}.",
    "In strict confidence, {}.",
    "She told me in confidence that {}.",
    "P.S. {}. Please don't tell him.",
    "{}. Not a word about that to either.",
    "You should know that {}, though it must not reach them.",
    "{}, which she would hate to see in print.",
    "Only for your information: {}.",
    "What she must never learn: {}.",
    "{}. Leave that out, please.",
    "{}, keep that quiet.",
    "{}. That's private.",
    "{}. I'd rather that she didn't hear this.",
    "[internal] {}",
    "// {} -- note to self, do not send",
    "Sensitive: {}.",
    "Handle with care: {}.",
    "Careful: {}.",
    "Heads up, just for the record and not for them: {}.",
    "{}, so tread carefully.",
    "{}, so don't bring up her brother.",
    "Avoid mentioning that {}.",
    "Please do not bring up that {}.",
    "Steer clear of the fact that {}.",
    "Uma mustn't find out that {}.",
    "Keep it under your hat that {}.",
    "Unter uns: {}.",
    "Das bleibt unter uns: {}.",
    "Roy darf nicht wissen, dass {}.",
    "Bitte nicht weitersagen: {}.",
    "Entre nous, {}.",
    "Confidentiel : {}.",
    "Ne le dis pas à Roy, mais {}.",
    "Que quede entre nosotros: {}.",
    "No se lo digas a Roy, pero {}.",
    "Cá entre nós, {}.",
    "Não conte ao Roy, mas {}.",
    "Detto tra noi: {}.",
    "Non dirlo a Roy, ma {}.",
    "Onder ons gezegd: {}.",
    "Zeg het niet tegen Roy, maar {}.",
    "Mellan oss sagt: {}.",
    "Säg inte till Roy att {}.",
    "Między nami: {}.",
    "Nie mów Royowi, że {}.",
    "ここだけの話ですが、{}。",
    "内緒ですが、{}。",
    "{}。秘密にしてください。",
    "私下说，{}。",
    "别告诉罗伊，{}。",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", ["{ask}\n\n{told}", "{ask} {told}", "{told}\n\n{ask}"])
def test_a_confidence_is_kept_in_any_form_and_place(form: str, place: str) -> None:
    """What is confided, in whatever words and wherever it stands, is in no letter."""
    request = reading(Unlike(place.format(ask=ASK, told=form.format(SECRET)), ())).request
    assert request is not None
    told = [request.why or "", *request.starters, *request.constraints, *(" ".join(p.profile.values()) for p in request.parties)]
    assert "forty" not in " ".join(told)
    assert any("forty" in words for words in request.private)
