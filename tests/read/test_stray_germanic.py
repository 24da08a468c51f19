"""German, Dutch and Swedish: plain answers beside sentences that tell of something else, and beside sentences that bind them."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent
from introd.read.answers.followup import followup
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
WISHES = {
    "de": ("Ja, stell uns gern vor.", "Ja bitte."),
    "nl": ("Ja, stel ons maar voor.", "Ja, graag."),
    "sv": ("Ja, presentera oss gärna.", "Ja tack.", "Jag träffar henne gärna."),
}
ELSEWHERE = (
    ("de", "Wenn der Apfelkuchen fertig ist, essen wir ihn alle auf der Terrasse."),
    ("de", "Vielleicht reicht der Teig auch noch für ein zweites Blech Zwetschgen."),
    ("nl", "Als het droog blijft, schilderen we morgen de luiken van de schuur."),
    ("nl", "Misschien haalt de oude kachel het einde van de winter niet eens."),
    ("sv", "Om det slutar regna, plockar barnen kantareller bakom ladan."),
    ("sv", "Kanske räcker degen till en plåt bullar extra på söndag."),
)
BINDING = (
    ("de", "Sobald mein Mann aus der Klinik entlassen wird."),
    ("de", "Wenn unser Team in Hamburg grünes Licht gibt."),
    ("de", "Sofern der Nachweis der Gemeinnützigkeit vorliegt."),
    ("nl", "Als er geen kerk of partij achter zit."),
    ("nl", "Zodra mijn man uit het ziekenhuis komt."),
    ("nl", "Onze bazin moet contacten naar buiten eerst goedkeuren."),
    ("sv", "Om vårt team i Umeå ger grönt ljus."),
    ("sv", "Först när skörden på gården är bärgad."),
    ("sv", "Innan dess vill styrelsen ta en titt."),
)
REPORTS = (
    ("de", "Das Treffen mit ihm war richtig gut.", Answer.GOOD),
    ("de", "Das Treffen war Zeitverschwendung.", Answer.POOR),
    ("nl", "De afspraak was heel goed.", Answer.GOOD),
    ("nl", "De afspraak was tijdverspilling.", Answer.POOR),
    ("sv", "Mötet gick jättebra.", Answer.GOOD),
    ("sv", "Mötet var slöseri med tid.", Answer.POOR),
)
JUDGED_ELSEWHERE = {
    "de": ("Die Tomaten auf dem Balkon sind dieses Jahr eine Enttäuschung.", "Unsere Reise nach Rügen im Oktober war herrlich."),
    "nl": ("De tomaten op het balkon waren dit jaar een flop.", "De nieuwe bakker in het dorp bakt heerlijk brood."),
    "sv": ("Tomaterna på balkongen blev en besvikelse i år.", "Midsommar på Öland i juni var underbar och torr."),
}


@pytest.mark.parametrize(("language", "sentence"), ELSEWHERE)
def test_a_sentence_about_something_else_leaves_a_plain_wish_a_yes(language: str, sentence: str) -> None:
    """Rain and dough are no doubts, before the wish and behind it, and agree to nothing by themselves."""
    assert consent(sentence, sent=SENT).answer is not Answer.YES
    for wish in WISHES[language]:
        assert consent(f"{wish} {sentence}", sent=SENT).answer is Answer.YES
        assert consent(f"{sentence} {wish}", sent=SENT).answer is Answer.YES


@pytest.mark.parametrize(("language", "sentence"), BINDING)
def test_a_condition_that_is_a_sentence_of_its_own_binds_a_plain_wish(language: str, sentence: str) -> None:
    """A condition without a main clause belongs to the wish beside it, whatever it names."""
    for wish in WISHES[language]:
        assert consent(f"{wish} {sentence}", sent=SENT).answer is not Answer.YES
        assert consent(f"{sentence} {wish}", sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(("language", "report", "answer"), REPORTS)
def test_what_is_said_of_something_else_leaves_the_report_as_it_is(language: str, report: str, answer: Answer) -> None:
    """Praise or blame of tomatoes, journeys and bakers is none of the meeting, before the report and behind it."""
    for sentence in JUDGED_ELSEWHERE[language]:
        assert followup(f"{report} {sentence}", sent=SENT).answer is answer
        assert followup(f"{sentence} {report}", sent=SENT).answer is answer


@pytest.mark.parametrize(
    "text", ["Jag träffar honom inte gärna.", "Träffar du henne gärna?", "Jag träffar henne gärna, om min chef godkänner det."]
)
def test_a_wish_to_meet_that_is_denied_asked_or_bound_is_no_yes(text: str) -> None:
    """ "I like to meet her" agrees only where it is said plainly."""
    assert consent(text, sent=SENT).answer is not Answer.YES
