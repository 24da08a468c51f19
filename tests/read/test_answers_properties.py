"""What holds for every answer, whatever is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read.answers import clauses, consent, followup
from introd.read.answers.signs import Sign, all_signs
from introd.read.languages import CODES, lexicon
from introd.read.languages.words import Word, split
from introd.read.reading import Answer
from tests.read.test_answers_tables import table

SENT = date(2026, 11, 20)
LINES = {code: list(table(f"{code}.txt")) for code in CODES}
YESES = [  # but for those that take back what stands above them ("On reflection, yes")
    (code, text)
    for code in CODES
    for expected, text in LINES[code]
    if expected == "yes" and not any(clause.has("correction") for clause in clauses.read(text).clauses)
]
ALL = [(code, expected, text) for code in CODES for expected, text in LINES[code]]
CONDITIONS = {
    "en": ", but only if it is paid",
    "de": ", aber nur wenn es bezahlt wird",
    "fr": ", mais seulement si c'est payé",
    "es": ", pero solo si es pagado",
    "pt": ", mas só se for pago",
    "it": ", ma solo se è pagato",
    "nl": ", maar alleen als het betaald is",
    "sv": ", men bara om det är betalt",
    "pl": ", ale tylko jeśli to płatne",
    "ja": "、ただし有料の場合",
    "zh": "，但是如果有报酬的话",
}
GREETINGS = [
    "Hi Liz,\n\n",
    "Dear Ms Ryan,\n",
    "Hallo Liz,\n\n",
    "Bonjour Liz,\n\n",
    "Hola Liz,\n",
    "Ciao Liz,\n",
    "Hej Liz,\n\n",
    "您好，\n",
    "こんにちは。\n",
]
words = st.text(alphabet=st.characters(codec="utf-8"), max_size=400)
spoken = st.lists(
    st.sampled_from(
        [
            "yes",
            "no",
            "not",
            "if",
            "but",
            "maybe",
            "later",
            "until",
            "ja",
            "nein",
            "oui",
            "non",
            "si",
            "sí",
            "nie",
            "是",
            "不",
            "はい",
            "👍",
            ",",
            ".",
            "?",
            "!",
            "\n",
            "stop",
            "3",
            "March",
            "when",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(words, spoken), st.one_of(st.none(), st.sampled_from([*CODES, "xx", ""])), words)
def test_nothing_that_is_written_raises(text: str, language: str | None, subject: str) -> None:
    """Any text gives an answer, in both stages, and the deciding words stand in the text or the subject."""
    for read in (consent, followup):
        said = read(text, subject=subject, sent=SENT, language=language)
        assert all(piece in text or piece in subject for piece in said.because)


@given(st.sampled_from(YESES))
def test_a_yes_with_a_condition_is_no_yes(case: tuple[str, str]) -> None:
    """Whatever way somebody agrees, a condition behind it makes it unclear."""
    code, text = case
    first = text.strip().rstrip("!.?:) \n👍").split("\n\n")
    body = first[1] if len(first) > 1 else first[0]
    assert consent(body.rstrip(".,!") + CONDITIONS[code], sent=SENT).answer is not Answer.YES


def test_a_greeting_changes_next_to_nothing() -> None:
    """An answer below a greeting is the same answer, but for a few in another language than the greeting."""
    greeted = [(code, expected, GREETINGS[number % len(GREETINGS)] + text) for number, (code, expected, text) in enumerate(ALL)]
    changed = [text for code, expected, text in greeted if consent(text, sent=SENT, language=code).answer != expected]
    assert len(changed) <= 0.003 * len(ALL)


def test_capitals_change_next_to_nothing() -> None:
    """An answer shouted is the same answer, but for a few in which a name is all that tells whom it is about."""
    shouted = [(code, expected, text.replace("ß", "ss").upper()) for code, expected, text in ALL]
    changed = [text for code, expected, text in shouted if consent(text, sent=SENT, language=code).answer != expected]
    assert len(changed) <= 0.003 * len(ALL)


def is_but_a_reason(refusal: str) -> bool:
    """Whether nothing in it refuses but a reason ("I retired last year"), which beside a yes explains something else."""
    refusing = [seen for seen in all_signs(clauses.read(refusal)) if seen.sign in (Sign.NO, Sign.STOP, Sign.SORRY)]
    return all(seen.section in ("no_reason", "sorry") for seen in refusing)


REFUSALS = [(code, text) for code, expected, text in ALL if expected in ("no", "stop") and not is_but_a_reason(text)]


@given(st.data(), st.sampled_from(REFUSALS))
def test_a_refusal_beside_a_yes_is_never_a_yes(data: st.DataObject, case: tuple[str, str]) -> None:
    """Who writes both, in one language, has not consented."""
    code, refusal = case
    assent = data.draw(st.sampled_from([text for other, text in YESES if other == code]))
    assert consent(f"{assent}\n\n{refusal}", sent=SENT).answer is not Answer.YES
    assert consent(f"{refusal}\n\n{assent}", sent=SENT).answer is not Answer.YES


FOREIGN = [
    "No, thank you.",
    "Nein danke.",
    "Non merci.",
    "No, gracias.",
    "No grazie.",
    "Nee, dank je.",
    "Nej tack.",
    "Nie, dziękuję.",
    "Please don't introduce us.",
]


@given(st.sampled_from(FOREIGN), st.sampled_from(YESES))
def test_a_plain_refusal_in_another_language_counts(refusal: str, case: tuple[str, str]) -> None:
    """Who declines in another language than they wrote before has not consented either."""
    assert consent(f"{case[1]}\n\n{refusal}", sent=SENT).answer is not Answer.YES


def test_nearly_every_refusal_is_more_than_a_reason() -> None:
    """The property above speaks of refusals in every language, not of a few."""
    assert len(REFUSALS) > 0.8 * len([text for _, expected, text in ALL if expected in ("no", "stop")])


def test_a_yes_in_a_text_too_long_to_be_an_answer_is_unclear() -> None:
    """What is cut off could take the yes back, so it is not a yes; a refusal stands."""
    assert consent("Yes please.\n\n" + "The weather was fine in Leeds. " * 400, sent=SENT).answer is Answer.UNCLEAR
    assert consent("No thanks.\n\n" + "The weather was fine in Leeds. " * 400, sent=SENT).answer is Answer.NO


@given(spoken)
@settings(max_examples=50, deadline=None)
def test_the_words_looked_at_are_bounded(text: str) -> None:
    """However long a message is, no more than the first characters are looked at."""
    message = clauses.read((text + " ") * 3000)
    assert sum(len(clause.words) for clause in message.clauses) <= clauses.CAP


class _Counting(list[Word]):
    """Words that count how often they are looked at."""

    looks = 0

    def __getitem__(self, index: int) -> Word:  # type: ignore[override]
        self.looks += 1
        return super().__getitem__(index)


def test_the_work_grows_with_the_words_and_not_faster() -> None:
    """Twice as many words are looked at twice as often, for texts made of what begins many phrases."""
    book = lexicon()
    for piece in (
        "I would be very happy to ",
        "if you do not want me to be ",
        "ich habe leider im Moment gar ",
        "お願いできれば",
        "take me off ",
    ):
        looks = []
        for times in (40, 80):
            counting = _Counting(split(piece * times))
            book.phrases(counting, dict.fromkeys(CODES, 1.0))
            looks.append(counting.looks)
        assert looks[1] <= 2.2 * looks[0]


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["zorgle", "brumfit", "my", "quandle", "forbids", "it", "the", "wibbet"]), min_size=3, max_size=8
    )
)
@pytest.mark.parametrize("wish", ["I'd love to", "I would like to meet her", "Yes", "Gern", "Avec plaisir", "Me encantaría"])
@pytest.mark.parametrize("but", ["but", "however"])
def test_unknown_words_behind_a_but_are_never_a_yes(wish: str, but: str, words: list[str]) -> None:
    """A reservation that no rule understands is for a person to read."""
    if sum(word not in ("my", "it", "the") for word in words) >= 2:
        assert consent(f"{wish}, {but} {' '.join(words)}.", sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(
    "past", ["I was about to say yes", "My first answer was yes", "Last time I said yes", "My head says yes"]
)
def test_an_answer_of_another_time_is_never_a_yes(past: str) -> None:
    """What somebody nearly said, or said before, consents to nothing."""
    assert consent(f"{past}.", sent=SENT).answer is Answer.UNCLEAR
    assert consent(f"{past}. This time it is no.", sent=SENT).answer is Answer.NO
