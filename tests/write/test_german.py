"""German letters: every kind has one, whole, and every word that it offers as an answer is one that the reader knows."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from introd.decide.letter import Kind
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.read.answers import consent, followup
from introd.read.answers.missing import missing
from introd.read.commands import read_anybody, read_commands, read_reply
from introd.read.mail import parse
from introd.read.marker import button
from introd.read.reading import Answer, Context, Mail
from introd.write import samples, stationery
from introd.write.letters import compose
from introd.write.samples import Sample

ANNA = IntroducerSettings(name="Anna Weber", addresses=("anna@weber.example",), place=Place(zone="Europe/Berlin"), language="de")
SETTINGS = Settings(address="intro@weber.example", introducers=(ANNA,))
SAMPLES = list(samples.samples(ANNA, "de"))
ENGLISH = (
    "the you your yours would is are were have has had not and with from about this that they them their what who which when "
    "where how if please thank sorry answer letter introduction introduced asked ask said nothing nobody somebody other first second day days"
)
"""Words that no German sentence has."""
WORDS = stationery.keywords("de")


def named(sample: Sample) -> str:
    """A test's name for a sample."""
    return str(sample.letter.kind)


def written(sample: Sample) -> stationery.Written:
    """The letter as it is written."""
    return compose(sample.letter, sample.case, SETTINGS, date=samples.NOW)


def theirs(value: Any) -> list[str]:
    """Every text that people gave: what stands in the case, and what a decision quotes of somebody."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in OURS for text in theirs(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in theirs(inner)]
    return value.splitlines() if isinstance(value, str) and len(value) > 3 else []


OURS = ("warnings", "costs", "stale", "history", "standing", "status", "wait")
"""Facts that are sentences of ours: they must be German in a German letter. Lines of STATUS and of one's data quote people."""


def without_their_words(text: str, sample: Sample) -> str:
    """A letter without what people said themselves."""
    facts = theirs(sample.letter.facts) + theirs(sample.case.model_dump(mode="json") if sample.case else {})
    for said in sorted({*facts, "Robin First", "Sam Second"}, key=len, reverse=True):
        text = re.sub(re.escape(said), "", text, flags=re.IGNORECASE)
    return text


def mail(text: str, subject: str = "") -> Mail:
    """Words as a mail of the second of March."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = "a@a.example", "i@i.example", subject, "<a@a.example>"
    made["Date"] = datetime(2026, 3, 2, 9, tzinfo=UTC)
    made.set_content(text)
    return parse(made.as_bytes())


def test_german_has_what_english_has() -> None:
    """The German templates are the same files as the English ones; only the lines of Python's own sentences come on top."""
    english, german = ({p.name for p in (stationery.templates() / code).iterdir()} for code in ("en", "de"))
    assert german - english == {"_lines.toml"}
    assert english - german == set()


@pytest.mark.parametrize("file", sorted(p.name for p in (stationery.templates() / "en").glob("*.[th][xt]*")))
def test_german_tells_the_same_things_apart(file: str) -> None:
    """A code that an English template compares with (a note, a wish, a state) has a German sentence of its own, too."""

    def codes(language: str) -> set[str]:
        text = (stationery.templates() / language / file).read_text(encoding="utf-8")
        compared = re.findall(r"\b(?:what|code|state|change|insist|form|told_by)\s*(?:==|in)\s*(\"\w+\"|\([^)]*\))", text)
        mapped = re.findall(r"\"(\w+)\": ", text)
        return {code for part in compared for code in re.findall(r"\"(\w+)\"", part)} | set(mapped)

    lacking = codes("en") - codes("de")
    assert not lacking, f"{file}: {sorted(lacking)}"


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_no_english_is_left(sample: Sample) -> None:
    """Every kind in every shape, subject and text and HTML, holds no English word but those that people wrote themselves."""
    if sample.letter.kind is Kind.ALARM:
        return  # the operator reads the program's own messages, in English
    letter = written(sample)
    page = re.sub(r"<style.*?</style>|<title>.*?</title>|<[^>]*>", " ", letter.html, flags=re.DOTALL)
    for text in (letter.subject, letter.text, page):
        found = set(re.findall(r"[a-z]+", without_their_words(text, sample).casefold())) & set(ENGLISH.split())
        assert not found, f"{found} in {text}"
    assert '<html lang="de">' in letter.html


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_german_letter_is_tidy(sample: Sample) -> None:
    """No gap, no doubled sign, no small letter where a sentence begins, and the subject on one line."""
    letter = written(sample)
    text = without_their_words(letter.text, sample)
    assert not re.search(r"\bNone\b|\{\{|,,|\.\.(?!\.)| ,|\( ", letter.text.replace("[…]", ""))
    assert letter.subject == letter.subject.strip() != ""
    assert not re.search(r"[.?!] [a-zäöü]{2,} [a-zäöü]+ ", re.sub(r"\d\. ", "", text))


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_every_button_says_a_german_word(sample: Sample) -> None:
    """What a button fills in stands in the keywords, and stands in the text of the letter as well."""
    letter = written(sample)
    subjects = re.findall(r"mailto:[^?\"]+\?subject=([^&\"]+)&amp;body=([^\"]+)", letter.html)
    from urllib.parse import unquote

    for subject, body in subjects:
        pressed = button(unquote(subject))
        word = pressed[0] if pressed else unquote(subject)
        assert word == unquote(body)
        assert word in WORDS.values()
        assert word in letter.text or word == "STOP"


CONSENT = {"yes": Answer.YES, "no": Answer.NO, "later": Answer.LATER, "stop": Answer.STOP}
MISSING = {"heard": Answer.HEARD, "not_yet": Answer.NO_REPLY, "done": Answer.DONE, "stop": Answer.STOP}
FOLLOWUP = {
    "great": Answer.GOOD, "fine": Answer.FINE, "poor": Answer.POOR, "not_yet": Answer.NOT_MET, "not_going_to": Answer.NOT_MET,
}  # fmt: skip
REPLIES = {
    "go": "go", "cancel": "cancel", "no": "cancel", "override": "override", "wait": "wait", "nudge_again": "nudge_again",
    "apologise": "apologise", "leave_it": "leave_it", "ask": "ask", "drop": "drop", "send": "send",
}  # fmt: skip


@pytest.mark.parametrize("language", [None, "de"])
@pytest.mark.parametrize(
    ("read", "answers"), [(consent, CONSENT), (missing, MISSING), (followup, FOLLOWUP)], ids=["consent", "missing", "followup"]
)
def test_the_reader_knows_what_a_party_is_offered(read: Any, answers: dict[str, Answer], language: str | None) -> None:
    """Each word, in capitals or not, with a full stop, or as the subject of a button, is read as what the letter says it means."""
    for name, answer in answers.items():
        word = WORDS[name]
        for text in (word, word.lower(), f"{word.capitalize()}.", f"{word}!\n\nViele Grüße\nJonas"):
            assert read(text, language=language).answer is answer, text
        if name != "stop":
            assert read("", subject=f"{word} k3x9", language=language).answer is answer
    assert followup(WORDS["not_going_to"]).final


@pytest.mark.parametrize("name", REPLIES)
def test_the_reader_knows_what_an_introducer_is_offered(name: str) -> None:
    """Each word is the order that the letter says it is, with a greeting below it too, and by number in answer to the digest."""
    for text in (WORDS[name], WORDS[name].lower(), f"{WORDS[name]}\n\nGruß\nAnna"):
        command = read_reply(mail(text), text)
        assert command is not None, text
        assert command.verb == REPLIES[name]
    numbered = read_commands(mail(f"1 {WORDS[name].lower()}, 2 los"), f"1 {WORDS[name].lower()}, 2 los", Context())
    assert [(c.number, c.verb) for c in numbered] == [(1, REPLIES[name]), (2, "go")]


def test_wait_takes_a_german_day() -> None:
    """`WARTEN bis 6. März`, as the letter says it: the number's full stop ends no sentence."""
    command = read_reply(mail("WARTEN bis 6. März"), "WARTEN bis 6. März")
    assert command is not None
    assert (command.verb, command.until) == ("wait", date(2026, 3, 6))


ORDERS = [
    ("ABBRECHEN k3x9", "cancel"), ("STATUS k3x9", "status"), ("REHEARSE k3x9", "rehearse"), ("LISTE", "list"), ("WER IST Jane Roe", "who"),
    ("PAUSIERE Jane bis Mai", "pause"), ("Jane wieder aufnehmen", "resume"), ("Frage Jane höchstens zweimal im Quartal", "cap"),
    ("STREICHE Jane", "off"), ("NOTIZ ZU Jane: lieber vormittags", "note"), ("VERGISS Jane", "forget"),
    ("Die neue Adresse von Jane ist jane@new.example", "change_address"), ("SCHONE Jane", "rest"), ("EXPORT", "export"),
    ("ALLES ANHALTEN", "hold_all"), ("FREIGEBEN", "release"), ("HILFE", "help"), ("STATUS", "status"),
]  # fmt: skip


@pytest.mark.parametrize(("order", "verb"), ORDERS)
def test_the_orders_that_help_names_are_read(order: str, verb: str) -> None:
    """Every order of the German HELP does what it says."""
    assert [c.verb for c in read_commands(mail(order), order, Context())] == [verb]


@pytest.mark.parametrize(
    ("words", "verb"),
    [("MEINE DATEN", "my_data"), ("PAUSE bis Mai", "pause"), ("KORREKTUR: Ich leite jetzt die Bäckerei.", "correct"), ("VERGESSEN SIE MICH", "forget_me"), ("START", "start"), ("STOP", "stop")],
)  # fmt: skip
def test_what_anybody_is_offered_is_read(words: str, verb: str) -> None:
    """Every wish that a German letter names to somebody who is no introducer is understood."""
    command = read_anybody(mail(words), words)
    assert command is not None
    assert command.verb == verb


@pytest.mark.parametrize(
    "text", ["Ich kann nicht, weil ich umziehe.", "Ich kann gerade nicht, weil ich krank bin.\n\nBitte weitergeben: im Mai gern."]
)
def test_the_excuse_that_a_letter_offers_is_read(text: str) -> None:
    """ "Ich kann nicht, weil …" is an excuse, and what stands behind "Bitte weitergeben:" is for the other."""
    said = missing(text, language="de")
    assert said.answer is Answer.CANT
    assert said.tell_them == ("im Mai gern." if "weitergeben" in text else None)


@pytest.mark.parametrize("wanted", ["de", "DE", "de-AT", "de_CH", "German", "deutsch", "Deutsch"])
def test_a_language_may_be_called_by_its_name(wanted: str) -> None:
    """However somebody's language is noted, their letters are in it."""
    assert stationery.language_for(Kind.ASK, wanted) == "de"
