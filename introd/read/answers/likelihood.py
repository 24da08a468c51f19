"""A second opinion on an answer: what the lists made of it, held against how people sound who answer so.

The lists know phrases and what turns them, and miss what nobody wrote down; the classifiers of `read/learned/` have only heard many people
answer, and miss the small word that turns a sentence. So a YES needs both: the lists must know words that agree to an introduction, and the
examples must not speak against it. Where the lists are at a loss, the examples decide, if they are sure enough. Words that the lists know
one and all need no second opinion.
"""

from __future__ import annotations

from introd.read.answers.case import WORDS, Case
from introd.read.answers.clauses import Message
from introd.read.answers.signs import Sign
from introd.read.learned import Likely, learnt
from introd.read.reading import Answer

# From what likelihood on the examples have a say, measured on mail that neither they nor the lists had seen: docs/reading.md tells how.
DOUBTED = 0.2  # a YES that is less likely than this is asked about
AGREED = 0.9  # an assent stands in spite of what the lists took for a doubt
WAITS = 0.3  # unless a sentence of it is as likely as this to put it off
FOUND = 0.7  # an answer is taken where the lists found none
UNHEARD = 0.95  # the same, where they know no word of what was said, as with "purple monkey dishwasher"
INSTEAD = 0.85  # it is taken in place of another that the lists found, or where something is asked
TOLD = 0.4  # a report is taken where the lists found none
RATHER = 0.75  # it is taken in place of another
FEW = 3  # words unknown to the lists, below which there is too little to go by

_Opinion = tuple[Answer, tuple[str, ...]]  # another answer, and the words that speak for it


def on_consent(case: Case, found: Answer) -> _Opinion | None:
    """Another answer to "may I introduce you?" than the one found, with its words; None where there is nothing to add."""
    if not _says_more(case.message):
        return None
    likely = learnt("consent").likely(case.message.every)
    answer = _on_yes(case, likely) if found is Answer.YES else _on_other(case, found, likely)
    return _opinion("consent", case.message, answer, likely, found)


def on_followup(message: Message, found: Answer) -> _Opinion | None:
    """Another answer to "how did it go?" than the one found, with its words; None where there is nothing to add."""
    if not _says_more(message):
        return None
    likely = learnt("followup").likely(message.every)
    sure = likely.of(likely.answer) >= (TOLD if found is Answer.UNCLEAR else RATHER)
    return _opinion("followup", message, likely.answer if sure else found, likely, found)


def _says_more(message: Message) -> bool:
    """Whether enough is said that the lists do not know, and all of it was looked at."""
    unknown = sum(clause.telling(*(phrase.section for phrase in clause.phrases)) for clause in message.clauses)
    return unknown >= FEW and not message.cut


def _on_yes(case: Case, likely: Likely) -> Answer:
    """An assent that hardly anybody would put so is asked about; who is away but agrees sounds much like one who puts it off."""
    agreed = likely.of(Answer.YES) + (likely.of(Answer.LATER) if case.of(Sign.AWAY) else 0)
    return Answer.YES if agreed >= DOUBTED else Answer.UNCLEAR


def _on_other(case: Case, found: Answer, likely: Likely) -> Answer:
    """What the lists took for something else than an assent; it becomes one only where they know of words that agree to an introduction."""
    answer = likely.answer
    if answer is Answer.YES:
        return answer if _agrees(case, likely.of(answer)) else found
    return answer if likely.of(answer) >= _enough(case, found) else found


def _enough(case: Case, found: Answer) -> float:
    """How likely an answer must be to be taken in place of the one found."""
    if not case.signs:
        return UNHEARD
    asks = any(clause.asks for clause in case.message.clauses)
    return FOUND if found is Answer.UNCLEAR and not asks else INSTEAD


def _agrees(case: Case, likely: float) -> bool:
    """Whether the examples may outweigh a doubt of the lists: never a refusal or a condition, and not without words that agree to an
    introduction; what the lists took for a wait must not sound like one by itself ("I'm back at my desk on Monday.")."""
    if case.of(Sign.NO, Sign.STOP, Sign.CORRECTION, Sign.CONDITION) or all(seen.section in WORDS for seen in case.of(Sign.YES)):
        return False
    waits = {seen.clause.sentence for seen in case.of(Sign.LATER, Sign.NOT_NOW)}
    return likely >= AGREED and all(_alone(case.message, sentence).of(Answer.LATER) < WAITS for sentence in waits)


def _alone(message: Message, sentence: int) -> Likely:
    """What one sentence would be, had it been all that was said."""
    words = [word for clause in message.of_sentence(sentence) for word in clause.words]
    return learnt("consent").likely(words)


def _opinion(question: str, message: Message, answer: Answer, likely: Likely, found: Answer) -> _Opinion | None:
    if answer is found:
        return None
    return answer, learnt(question).telling(message.text, message.every, likely.answer)
