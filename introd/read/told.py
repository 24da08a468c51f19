"""What a mail is that asks for nothing: how an introduction went, a question about the daemon, or neither."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Protocol

from introd.read.answers import followup
from introd.read.commands import bare
from introd.read.reading import Answer, Kind, Mail, Reading
from introd.read.requests.forwarded import bare_subject
from introd.read.requests.lexicon import Hit, fold, is_cjk, words
from introd.read.requests.names import GIVEN, STOP, Run, runs
from introd.read.requests.page import Page, page
from introd.read.requests.subjects import pair
from introd.read.requests.when import sent_on

_TWO = 2  # people who were introduced
_HEADING = 5  # words of a heading
_MANY_MEANINGS = {
    "they",
    "them",
    "their",
    "both",
    "on",
    "de",
    "il",
    "el",
    "son",
    "sa",
    "se",
    "lui",
    "sin",
    "a",
    "o",
    "la",
    "le",
    "lo",
    "den",
    "det",
    "as",
    "os",
    "you",
}  # "he" in one language, something small in another
_THEY = (words("pronouns") | words("pronoun_objects")) - words("first_person") - words("self") - _MANY_MEANINGS
LONGEST_BID = 800  # characters of a sentence in which "please" is looked for
_BIDDING = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words('bidding')), key=len, reverse=True))})(?!\w)")


class Words(Protocol):
    """The own words of a mail, as `replies.own_words` gives them."""

    @property
    def text(self) -> str:
        """What the writer wrote new."""
        ...

    @property
    def quoted(self) -> str:
        """What is quoted from others."""
        ...

    @property
    def forwarded(self) -> str:
        """What is passed on, with its fields."""
        ...


def bids(sentence: str) -> bool:
    """Whether a sentence bids: "could you introduce", "I'd like to introduce"."""
    folded = fold(sentence[:LONGEST_BID])
    return bool(_BIDDING.search(folded)) or any(word in folded for word in words("bidding_cjk"))


def of_told(whole: Page, mail: Mail, told: Words) -> Reading:
    """Report, help or other."""
    subject = page(bare_subject(mail.subject))
    source = whole if whole.text.strip() else subject
    source = without_reminder(source)
    helps, others = source.of("help"), (*source.of("other_sure"), *source.of("by_hand"))
    if others and (not source.of("report_sure") or _only_done(source)):
        return Reading(Kind.OTHER, told.text, texts(source, others))
    asks = "?" in source.text or "？" in source.text
    thanks = tuple(hit for hit in source.of("thanked") if _opens(source, hit))
    told_of = source.of("report_sure", "report") or _narrates(source, runs(source.text, 0, len(source.text)), mail)
    if thanks and not told_of and "?" not in source.text:
        return Reading(Kind.OTHER, told.text, texts(source, thanks))
    people = _named(source)
    report = report_of(source, mail, told) if people or not (asks and source.of("how_to")) else None
    if report:
        return report
    if (helps and asks_use(source)) or (asks and not people and not source.found):
        return Reading(Kind.HELP, told.text, texts(source, helps) or (source.text[:80],), may_answer=True)
    return Reading(Kind.OTHER, told.text, texts(source, source.of("other")) or ("nothing asked",))


def without_reminder(source: Page) -> Page:
    """Without the question mark of "Remember Ana and Tom?", which asks nothing."""
    hits = [hit for hit in source.of("reminds") if _opens(source, hit)]
    ends = {source.sentence_at(hit.start) for hit in hits}
    if not ends or len(ends) == len(source.sentences):
        return source
    text = list(source.text)
    for sentence in ends:
        for at in range(sentence.start, sentence.end):
            text[at] = "." if text[at] in "?？" else text[at]
    return Page("".join(text), source.found)


def report_of(source: Page, mail: Mail, told: Words) -> Reading | None:
    """How an introduction went, if the mail tells it: by its words for meetings, or as an answer to "how did it go?" would be read."""
    hits = source.of("report_sure") or (source.of("report") if _speaks_of_somebody(source, mail) else ())
    if hits and not _only_asked(source, hits):
        return Reading(
            Kind.REPORT,
            told.text,
            texts(source, hits),
            may_answer=True,
            said=followup(told.text, sent=sent_on(mail), examples=False),
        )
    people = runs(source.text, 0, len(source.text))
    if not people or "?" in source.text or source.found:
        return None
    said = followup(told.text, sent=sent_on(mail), examples=False)
    narrated = _narrates(source, people, mail)
    if not narrated and (said.answer in {Answer.UNCLEAR, Answer.NOT_MET} or not _persons(source, people, mail)):
        return None
    because = said.because if said.answer is not Answer.UNCLEAR else narrated
    return Reading(Kind.REPORT, told.text, because, may_answer=True, said=said)


def _opens(source: Page, hit: Hit) -> bool:
    """Whether a phrase begins a sentence, but for a greeting and other polite words."""
    sentence = source.sentence_at(hit.start)
    return is_cjk(sentence.text) or hit.start - sentence.start <= bare(sentence.text)[1] + 1


def _speaks_of_somebody(source: Page, mail: Mail) -> bool:
    """Whether a name or "she" stands in the text, or two names in the subject: "out for lunch, back at 2" tells of nobody."""
    subject = bare_subject(mail.subject)
    if is_cjk(source.text) or runs(subject, 0, len(subject)) or source.found:
        return True
    every = set(re.findall(r"[^\W\d_]+", source.folded))
    return bool(every & (words("pronouns") | words("pronoun_objects"))) or bool(_named(source))


def _persons(source: Page, people: tuple[Run, ...], mail: Mail) -> bool:
    """Whether one of the names is surely somebody's who is not the writer, or "she" stands in the text: "How polite you always are. Dot" has none."""
    author = f"{mail.author.name} {mail.author.email.partition('@')[0]}" if mail.author else ""
    own = set(re.findall(r"[^\W\d_]+", fold(author)))
    mine = [one for one in people if own.issuperset(fold(one.name).split()) or _signs(source.text, one)]
    others = [one for one in people if one not in mine and not _listed(source, one)]
    every = set(re.findall(r"[^\W\d_]+", source.folded))
    if others and (is_cjk(source.text) or every & _THEY or pair(bare_subject(mail.subject)) or source.of("ask")):
        return True
    several = len({one.name for one in others if " " not in one.name and fold(one.before) not in words("greeting")}) >= _TWO
    return several or any(_is_person(one) for one in others)


def _signs(text: str, one: Run) -> bool:
    """Whether a name is the last word of a mail, behind a sentence or a farewell."""
    return not text[one.end :].strip(" .!\n") and text[: one.start].rstrip(" ").endswith((",", ".", "!", "\n"))


def _is_person(one: Run) -> bool:
    """Whether a name is a known given name, or stands in a sentence as no thing does ("the Harbour Hub", "- Pancake breakfast")."""
    if fold(one.name).split()[0] in GIVEN or fold(one.before) in words("connectors"):
        return True
    if fold(one.before) in words("greeting"):
        return False
    plain = not (one.affiliated or one.name.isupper() or _articles(one))
    return plain and (" " in one.name or one.before.isalpha())


def _named(source: Page) -> list[Run]:
    """The names of a text, without a word that has its capital only since it begins a question."""
    found = []
    for run in runs(source.text, 0, len(source.text)):
        sentence = source.sentence_at(run.start)
        opens = " " not in run.name and not source.text[sentence.start : run.start].strip(" \n¿¡")
        if (
            not (opens and sentence.text.rstrip().endswith(("?", "？")) and fold(run.name) not in GIVEN)
            and not run.name.isupper()
        ):
            found.append(run)
    return found


def _only_done(source: Page) -> bool:
    """Whether a mail only says that the writer made the introduction: "I introduced those two by hand", and not how it went."""
    done = source.of("by_hand")
    how = [
        hit
        for hit in source.of("report_sure", "report")
        if "introduce" not in source.folded[hit.start : hit.end]
        and not any(one.start < hit.end and hit.start < one.end for one in done)
    ]
    weak = all(
        hit.category == "report" and any(source.sentence_at(one.start) == source.sentence_at(hit.start) for one in done)
        for hit in how
    )
    return bool(done) and (not how or (weak and followup(source.text, examples=False).answer in {Answer.UNCLEAR, Answer.NOT_MET}))


def _narrates(source: Page, people: tuple[Run, ...], mail: Mail) -> tuple[str, ...]:
    """What two people did, told afterwards: "Vikram hired Donna!"; the words that tell it, or nothing."""
    told = (one for one in people if not one.affiliated and not one.name.isupper() and not _listed(source, one))
    subject = bare_subject(mail.subject)
    headed = {one.name for one in runs(subject, 0, len(subject)) if one.name == subject.strip() and one.name in source.text}
    both = {one.name for one in told} | set(pair(subject)) | headed
    past = tuple(hit for hit in source.of("told_past") if _of_people(source, hit))
    if len(both) < _TWO or not past or source.of("told_future", "by_hand") or any(bids(one.text) for one in source.sentences):
        return ()
    return texts(source, past)


def _articles(one: Run) -> Set[str]:
    """The article before a name, or at its beginning."""
    return {fold(one.before), fold(one.name).split()[0]} & words("articles")


def _listed(source: Page, one: Run) -> bool:
    """Whether a name is a thing's ("the Boathouse"), or stands in a list or a heading: "- Tue 3: Pancake breakfast", "Desk of the month"."""
    article = _articles(one) - {"o"}  # "O Tó e a Bia" are called so in Portuguese
    if (article and fold(one.name) not in GIVEN) or fold(one.name) in STOP or re.match(r"\s?\d", source.text[one.end :]):
        return True
    start, end = source.text.rfind("\n", 0, one.start) + 1, source.text.find("\n", one.end)
    line = source.text[start : end if end >= 0 else len(source.text)].strip()
    return line.startswith(("-", "*", "•", "·")) or (
        not line.endswith((".", "!", "?", ")", "。")) and len(line.split()) <= _HEADING
    )


def _of_people(source: Page, hit: Hit) -> bool:
    """Whether what an English sentence tells is of somebody: "The accounts were approved" is of nobody."""
    sentence = source.sentence_at(hit.start)
    found = set(re.findall(r"[^\W\d_]+", fold(sentence.text)))
    if not found & {"the", "and", "a"} or found & (words("pronouns") | words("pronoun_objects") | words("first_person")):
        return True
    return bool(runs(source.text, sentence.start, sentence.end))


def _only_asked(source: Page, hits: tuple[Hit, ...]) -> bool:
    """Whether every sentence with a report's words is a question or a wish."""
    sure = {hit.start for hit in hits if hit.category == "report_sure"}
    for hit in hits:
        sentence = source.sentence_at(hit.start)
        wished = hit.start not in sure and source.of("report_not", start=sentence.start, end=sentence.end)
        if not wished and "?" not in sentence.text and "？" not in sentence.text:
            return False
    return True


def asks_use(source: Page) -> bool:
    """Whether a question of use begins a sentence, or stands in a question."""
    for hit in source.of("help"):
        sentence = source.sentence_at(hit.start)
        if (
            hit.start - sentence.start <= bare(sentence.text)[1] + 2
            or sentence.text.rstrip().endswith(("?", "？"))
            or is_cjk(sentence.text)
        ):
            return True
    return False


def texts(whole: Page, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """The words of phrases that were found, each once, at most four: for `because`."""
    return tuple(dict.fromkeys(whole.text[hit.start : hit.end] for hit in hits))[:4]
