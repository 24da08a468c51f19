"""What a mail is that no running case expects from a party: an introducer's, or an outsider's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from introd.read.answers import followup
from introd.read.commands import bare, read_anybody, read_commands, read_reply
from introd.read.reading import Address, Answer, Command, Context, Kind, Mail, PartyRead, Reading, Request
from introd.read.requests import read_request
from introd.read.requests.addresses import marks_in, written
from introd.read.requests.amendments import read_amendment
from introd.read.requests.forwarded import announced, bare_subject
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import Hit, fold, is_cjk, words
from introd.read.requests.names import runs
from introd.read.requests.page import Page, Sentence, page
from introd.read.requests.subjects import pair
from introd.read.requests.when import sent_on

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


def introducer_mail(mail: Mail, words: Words, context: Context) -> Reading:
    """The reading of an introducer's mail: request, command, report, help or other.

    In the introducer's own thread about a case (`context.expecting` is "introducer") a short answer is a command, and what corrects
    the draft is a request that holds the corrections alone; whatever else stands there may be an answer to pass on, and is `other`.
    """
    if context.expecting == "introducer":
        return _in_thread(mail, words, context)
    return _afresh(mail, words, context)


def _in_thread(mail: Mail, words: Words, context: Context) -> Reading:
    amendment = read_amendment(mail, words.text, context)
    reply = read_reply(mail, words.text)
    if amendment:
        return Reading(Kind.REQUEST, words.text, amendment.drop or ("an amendment",), may_answer=True, request=amendment)
    if reply:
        return _of_command(words, (reply,))
    commands = read_commands(mail, words.text, context)
    if commands:
        return _of_command(words, commands)
    if words.forwarded or _asks_with_addresses(page(words.text)):
        return _afresh(mail, words, context)
    return _of_told(page(words.text), mail, words)


def _afresh(mail: Mail, words: Words, context: Context) -> Reading:
    whole = page(words.text)
    commands = read_commands(mail, words.text, context)
    if commands and not _asks_beside(whole, mail, context):
        return _of_command(words, commands)
    request = read_request(mail, words.text, _passed_on(mail, words), context)
    because = _why_request(whole, request, mail, words)
    if because:
        return Reading(Kind.REQUEST, words.text, because, may_answer=True, request=request)
    return _of_told(whole, mail, words)


def _passed_on(mail: Mail, words: Words) -> str:
    """The forwarded letter; what a reply quotes counts as one where the subject says so ("-----Original Message-----" below "Fwd:")."""
    return words.forwarded or (words.quoted if announced(mail.subject) else "")


def _of_command(words: Words, commands: tuple[Command, ...]) -> Reading:
    first = commands[0]
    kind = Kind.HELP if first.verb == "help" else Kind.COMMAND
    because = tuple(f"{command.verb} {command.about or ''}".strip() for command in commands)
    return Reading(kind, words.text, because, may_answer=True, command=first, commands=commands)


def _asks_beside(whole: Page, mail: Mail, context: Context) -> bool:
    """Whether a mail with a command asks for an introduction in another sentence: then it is a request."""
    for sentence in whole.sentences:
        if whole.of("ask", start=sentence.start, end=sentence.end) and _bids(whole, sentence):
            people = [run for run in runs(whole.text, sentence.start, sentence.end) if not run.affiliated]
            marks = sum(1 for _ in marks_in(sentence.text))
            others = len(people) > 1 or marks > 1 or len({found.email for found in whole.found}) > 1
            if others and not read_commands(mail, written(sentence.text, whole.found), context):
                return True
    return False


def _bids(whole: Page, sentence: Sentence) -> bool:
    """Whether a sentence bids, or begins with the asking word."""
    first = whole.of("ask", start=sentence.start, end=sentence.end)[0]
    return _please(sentence.text) or first.start - sentence.start <= bare(sentence.text)[1] + 1


def _asks_with_addresses(whole: Page) -> bool:
    return len(whole.found) > 1 and bool(whole.of("ask"))


def _strong_asks(whole: Page) -> tuple[str, ...]:
    """The asking words that are more than the noun: "please introduce", "put … in touch"."""
    found = []
    for hit in whole.of("ask")[:40]:
        phrase = whole.folded[hit.start : hit.end]
        sentence = whole.sentence_at(hit.start)
        lead = bare(sentence.text)[1]
        if (
            phrase not in words("ask_weak")
            or ((hit.start - sentence.start) <= lead + 1 and not sentence.text.rstrip().endswith("?"))
            or _please(sentence.text)
        ):
            found.append(whole.text[hit.start : hit.end])
    return tuple(found)


def _please(sentence: str) -> bool:
    """Whether a sentence bids: "could you introduce", "I'd like to introduce"."""
    folded = fold(sentence[:LONGEST_BID])
    return bool(_BIDDING.search(folded)) or any(word in folded for word in words("bidding_cjk"))


def _why_request(whole: Page, request: Request, mail: Mail, told: Words) -> tuple[str, ...]:
    """The words that make a mail a request; none where it is none."""
    addresses = [party for party in request.parties if party.email or party.name] if request.parties else []
    subject = page(bare_subject(mail.subject))
    strong = _strong_asks(whole)
    if told.forwarded and (whole.of("ask") or page(told.forwarded).of("ask", "ask_me")):
        return strong or ("forwarded: " + " ".join(told.forwarded.split())[:80],)
    told_of = bool(whole.of("report_sure")) or (bool(whole.of("report")) and not whole.found)
    if told_of and not strong:
        return ()
    if told_of and whole.of("report_sure") and not any(_please(sentence.text) for sentence in whole.sentences):
        return ()
    if strong and (addresses or request.missing) and not _is_question_of_use(whole, addresses):
        return strong
    labels = tuple(
        section.key
        for section in sections(whole)
        if section.key in {"why", "about", "party", "needs", "offers", "ask_first", "agreed"}
    )
    given = [party for party in addresses if party.email]
    if labels and addresses:
        return tuple(f"{label}:" for label in labels)
    if given and len(pair(mail.subject)) > 1:
        return (mail.subject,)
    if len(given) > 1 and (request.why or whole.of("ask", "meet") or subject.of("ask", "subject_lead")):
        return (request.why or mail.subject,)
    if (
        addresses
        and (whole.of("ask") or subject.of("ask", "subject_lead"))
        and not whole.of("help")
        and (given or len(addresses) > 1)
    ):
        return (mail.subject or whole.text[:80],)
    return (whole.text[:80],) if len(whole.found) > 1 and len(given) > 1 else ()


def _is_question_of_use(whole: Page, people: list[PartyRead]) -> bool:
    """Whether the mail only asks how the daemon works: no person stands in it, and a question of use does."""
    return not people and bool(whole.of("help"))


def _of_told(whole: Page, mail: Mail, told: Words) -> Reading:
    """Report, help or other."""
    subject = page(bare_subject(mail.subject))
    source = whole if whole.text.strip() else subject
    helps, others = source.of("help"), source.of("other_sure")
    if others and not source.of("report_sure"):
        return Reading(Kind.OTHER, told.text, _texts(source, others))
    asks = "?" in source.text or "？" in source.text
    people = [run for run in runs(source.text, 0, len(source.text)) if not run.name.isupper()]
    report = _report(source, mail, told) if people or not (asks and source.of("how_to")) else None
    if report:
        return report
    if (helps and _asks_use(source)) or (asks and not people and not source.found):
        return Reading(Kind.HELP, told.text, _texts(source, helps) or (source.text[:80],), may_answer=True)
    return Reading(Kind.OTHER, told.text, _texts(source, source.of("other")) or ("nothing asked",))


def _report(source: Page, mail: Mail, told: Words) -> Reading | None:
    """How an introduction went, if the mail tells it: by its words for meetings, or as an answer to "how did it go?" would be read."""
    hits = source.of("report_sure") or source.of("report")
    if hits and not _only_asked(source, hits):
        return Reading(
            Kind.REPORT, told.text, _texts(source, hits), may_answer=True, said=followup(told.text, sent=sent_on(mail))
        )
    people = runs(source.text, 0, len(source.text))
    if not people or "?" in source.text or source.found:
        return None
    said = followup(told.text, sent=sent_on(mail))
    if said.answer in {Answer.UNCLEAR, Answer.NOT_MET}:
        return None
    return Reading(Kind.REPORT, told.text, said.because, may_answer=True, said=said)


def _only_asked(source: Page, hits: tuple[Hit, ...]) -> bool:
    """Whether every sentence with a report's words is a question or a wish."""
    sure = {hit.start for hit in hits if hit.category == "report_sure"}
    for hit in hits:
        sentence = source.sentence_at(hit.start)
        wished = hit.start not in sure and source.of("report_not", start=sentence.start, end=sentence.end)
        if not wished and "?" not in sentence.text and "？" not in sentence.text:
            return False
    return True


def _asks_use(source: Page) -> bool:
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


def _texts(whole: Page, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(whole.text[hit.start : hit.end] for hit in hits))[:4]


def outsider_mail(mail: Mail, words: Words, context: Context) -> Reading:
    """The reading of a mail by somebody who is no introducer: what anybody may ask for themselves, an ask, help, or other."""
    command = read_anybody(mail, words.text)
    if command:
        kind = Kind.HELP if command.verb == "help" else Kind.COMMAND
        return Reading(kind, words.text, (command.verb,), may_answer=True, command=command)
    whole = page(words.text)
    report = (
        _report(whole, mail, words)
        if not any(_please(sentence.text) or "?" in sentence.text for sentence in whole.sentences) and whole.of("report_sure")
        else None
    )
    if report and not whole.found:
        return report
    asked = _ask_of_outsider(mail, words, context, whole)
    if asked:
        return asked
    if whole.of("help") and _asks_use(whole):
        return Reading(Kind.HELP, words.text, _texts(whole, whole.of("help")), may_answer=True)
    return Reading(Kind.OTHER, words.text, ("nothing asked",))


def _ask_of_outsider(mail: Mail, words: Words, context: Context, whole: Page) -> Reading | None:
    """`Could you introduce me to Jane Roe?`: the writer is a party, unless two others are named."""
    if not whole.of("ask", "ask_me") or mail.author is None:
        return None
    for_others = not whole.of("ask_me") and not whole.of("self")
    author = Address(mail.sender_name or mail.author.name, mail.author.email)
    request = read_request(mail, words.text, words.forwarded, context, asker=None if for_others else author)
    others = [party for party in request.parties if party.email != author.email]
    if not others and not whole.of("ask_me"):
        return None
    because = _texts(whole, whole.of("ask_me") or whole.of("ask"))
    return Reading(Kind.OUTSIDER_REQUEST, words.text, because, may_answer=True, request=replace(request, asker=author.email))
