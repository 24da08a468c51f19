"""The second opinion: what is learnt from the examples, and how it and the lists come to one answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.read.answers import consent, followup
from introd.read.answers.clauses import words_of
from introd.read.languages import CODES
from introd.read.learned import Classifier, learnt
from introd.read.learned.features import features
from introd.read.reading import Answer
from learning.examples import Example, examples, fingerprint, table

HERE = Path(__file__).parent / "unseen"
SENT = date(2026, 11, 22)
QUESTIONS = {
    "consent": {Answer.YES, Answer.NO, Answer.LATER, Answer.STOP, Answer.UNCLEAR},
    "followup": {Answer.GOOD, Answer.FINE, Answer.POOR, Answer.NOT_MET, Answer.NO_REPLY, Answer.UNCLEAR},
}


@pytest.fixture(scope="module")
def told() -> list[Example]:
    """All examples."""
    return examples()


def unseen(name: str) -> Iterator[tuple[str, str]]:
    """Answer and text of each line of mail that neither the lists nor the examples know."""
    return table(HERE / f"{name}.txt")


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_weights_are_learnt_from_these_very_examples(question: str) -> None:
    """Who changes an example, or a line of the tables, runs `make learn` before it is believed."""
    assert learnt(question).examples == fingerprint()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_its_own_answers(question: str, told: list[Example]) -> None:
    """The classifier knows each answer of its question, and there are examples of each in every language."""
    assert set(learnt(question).answers) == QUESTIONS[question]
    found = {(one.language, one.answer) for one in told if one.stage == question}
    assert found >= {(language, answer.value) for language in CODES for answer in QUESTIONS[question]}


def test_no_example_has_two_answers(told: list[Example]) -> None:
    """The whole letters of the examples agree with each other and with the tables."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in told:
        found.setdefault((one.stage, " ".join(one.text.split())), set()).add(one.answer)
    assert [text for text, answers in found.items() if len(answers) > 1] == []


def test_what_is_measured_was_never_learnt(told: list[Example]) -> None:
    """No unseen mail is an example: what is told of it below would be worth nothing."""
    known = {" ".join(one.text.split()) for one in told}
    texts = [text for path in HERE.glob("*.txt") for _, text in unseen(path.stem)]
    assert len(texts) > 400
    assert [text for text in texts if " ".join(text.split()) in known] == []


@pytest.mark.parametrize("name", ["en", "languages"])
def test_unseen_answers_are_read_right_and_none_is_a_false_yes(name: str) -> None:
    """Of letters written by people who knew neither the lists nor the examples, 90 in 100 are read right; next to none is a wrong YES."""
    read = [(answer, consent(text, sent=SENT).answer, text) for answer, text in unseen(name)]
    assert sum(answer == found for answer, found, _ in read) >= 0.9 * len(read)
    assert len([text for answer, found, text in read if found is Answer.YES != answer]) <= 1


def test_unseen_traps_are_hardly_ever_a_yes() -> None:
    """Of letters that sound like a yes and are none, 97 in 100 are no YES; the others are known shortfalls."""
    read = [(text, consent(text, sent=SENT).answer) for _, text in unseen("never-yes")]
    assert len([text for text, found in read if found is Answer.YES]) <= 0.03 * len(read)


@pytest.mark.parametrize("name", ["en-followup", "languages-followup"])
def test_unseen_reports_are_read_right(name: str) -> None:
    """Of reports written by people who knew neither the lists nor the examples, 97 in 100 are read right."""
    read = [(answer, followup(text, sent=SENT).answer) for answer, text in unseen(name)]
    assert sum(answer == found for answer, found in read) >= 0.97 * len(read)


@pytest.mark.parametrize("question", QUESTIONS)
@given(text=st.text(max_size=300))
def test_any_text_has_likelihoods(question: str, text: str) -> None:
    """Whatever is written, the answers share one likelihood among them, and the words that decided stand in the text."""
    words, _ = words_of(text)
    likely = learnt(question).likely(words)
    assert sum(likely.odds.values()) == pytest.approx(1)
    assert all(0 <= one <= 1 for one in likely.odds.values())
    assert all(word in text for word in learnt(question).telling(text, words, likely.answer))


def test_words_are_weighed_as_they_are_added_up() -> None:
    """Each known feature adds its weight once, the sum shrinks with the root of how many there are, and the rest counts for nothing."""
    plain = Classifier((Answer.YES, Answer.NO), (0.0, 0.0), {"keen": bytes([148, 108]), "^ keen": bytes([138, 118])}, "")
    once, _ = words_of("Keen")
    more, _ = words_of("keen, wholly otherwise, keen")
    assert plain.likely(once).of(Answer.YES) == pytest.approx(1 / (1 + 2.718281828 ** -(6 / 2**0.5)))
    assert plain.likely(more).of(Answer.YES) == plain.likely(once).of(Answer.YES)
    assert plain.likely(()).of(Answer.YES) == 0.5
    assert plain.likely(once).of(Answer.LATER) == 0
    assert plain.telling("Keen", once, Answer.YES) == ("Keen",)
    assert plain.telling("Keen", once, Answer.NO) == ()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Not  keen!", {"not", "keen", "^ not", "not keen", "not_!", "<keen", "keen>", "!"}),
        ("12 o'clock", {"0"}),
        ("see https://a.example/b, (thanks)", {"see", "see thanks"}),
        ("yes\nJo", {"\n", "yes \n"}),
        ("好的", {"好 的"}),
    ],
)
def test_what_a_text_is_taken_for(text: str, holds: set[str]) -> None:
    """Words, neighbours, words one apart and pieces of long words; numbers are alike, links and brackets say nothing."""
    assert holds <= features(words_of(text)[0])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Sounds great to me. Let me just check with my cofounder that she's ok with it.", Answer.UNCLEAR),  # doubted
        ("Sure thing! Only thing is I don't do unpaid calls any more. What's her budget?", Answer.UNCLEAR),
        ("Yes please.", Answer.YES),  # nothing in it that the lists do not know
        ("I'd be happy to, provided it is paid.", Answer.UNCLEAR),  # never outweighed
        ("Happy to meet her. No thanks.", Answer.NO),
    ],
)
def test_a_yes_needs_both(text: str, answer: Answer) -> None:
    """An assent that hardly anybody would put so is asked about; a condition and a refusal are outweighed by nothing."""
    assert consent(text, sent=SENT).answer is answer


@pytest.mark.parametrize(
    "text", ["purple monkey dishwasher", "lorem ipsum dolor sit amet consectetur", "asdf jkl qwer uiop", "test test test"]
)
def test_words_that_say_nothing_are_no_answer(text: str) -> None:
    """Where the lists know nothing of what was said, the examples must be all but sure."""
    assert consent(text, sent=SENT).answer is Answer.UNCLEAR


def test_the_lists_can_be_asked_alone() -> None:
    """For mail that may be about anything the examples have no say."""
    text = "Yes, approved. Please pay invoice 20418 from the maintenance budget."
    assert followup(text, sent=SENT, examples=False).answer is Answer.UNCLEAR
    doubted = "Sounds great to me. Let me just check with my cofounder that she's ok with it."
    assert consent(doubted, sent=SENT, examples=False).answer is Answer.YES
