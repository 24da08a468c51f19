"""What a mail is that no running case expects from a party: an introducer's, or an outsider's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from introd.read.commands import bare, read_anybody, read_commands, read_reply
from introd.read.reading import Address, Command, Context, Kind, Mail, Reading, Request
from introd.read.requests import read_request
from introd.read.requests.amendments import read_amendment
from introd.read.requests.forwarded import bare_subject
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import fold, words
from introd.read.requests.page import Page, page


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
        return _of_command(mail, words, (reply,))
    commands = read_commands(mail, words.text, context)
    if commands:
        return _of_command(mail, words, commands)
    if words.forwarded or _asks_with_addresses(page(words.text)):
        return _afresh(mail, words, context)
    return _of_told(page(words.text), mail, words)


def _afresh(mail: Mail, words: Words, context: Context) -> Reading:
    whole = page(words.text)
    commands = read_commands(mail, words.text, context)
    if commands and not _asks_beside(whole, commands):
        return _of_command(mail, words, commands)
    request = read_request(mail, words.text, words.forwarded, context)
    because = _why_request(whole, request, mail, words)
    if because:
        return Reading(Kind.REQUEST, words.text, because, may_answer=True, request=request)
    return _of_told(whole, mail, words)


def _of_command(mail: Mail, words: Words, commands: tuple[Command, ...]) -> Reading:
    first = commands[0]
    kind = Kind.HELP if first.verb == "help" else Kind.COMMAND
    because = tuple(f"{command.verb} {command.about or ''}".strip() for command in commands)
    return Reading(kind, words.text, because, may_answer=True, command=first, commands=commands)


def _asks_beside(whole: Page, commands: tuple[Command, ...]) -> bool:
    """Whether a mail with a command also asks for an introduction, with addresses: then it is a request."""
    if any(command.verb in {"cancel", "change_address", "rehearse", "hold_all", "release", "note", "off", "pause"} for command in commands[:1]):
        first = whole.sentences[0].end if whole.sentences else 0
        return len({found.email for found in whole.found if found.email}) > 1 and bool(whole.of("ask", start=first))
    return len({found.email for found in whole.found if found.email}) > 1 and bool(whole.of("ask"))


def _asks_with_addresses(whole: Page) -> bool:
    return len(whole.found) > 1 and bool(whole.of("ask"))


def _strong_asks(whole: Page) -> tuple[str, ...]:
    """The asking words that are more than the noun: "please introduce", "put … in touch"."""
    found = []
    for hit in whole.of("ask"):
        phrase = whole.folded[hit.start : hit.end]
        sentence = whole.sentence_at(hit.start)
        lead = bare(sentence.text)[1]
        if phrase not in words("ask_weak") or (hit.start - sentence.start) <= lead + 1 and not sentence.text.rstrip().endswith("?") or _please(sentence.text):
            found.append(whole.text[hit.start : hit.end])
    return tuple(found)


def _please(sentence: str) -> bool:
    """Whether a sentence bids: "could you introduce", "I'd like to introduce"."""
    folded = fold(sentence)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in words("bidding")) or any(word in folded for word in words("bidding_cjk"))


def _why_request(whole: Page, request: Request, mail: Mail, told: Words) -> tuple[str, ...]:
    """The words that make a mail a request; none where it is none."""
    addresses = [party for party in request.parties if party.email or party.name] if request.parties else []
    subject = page(bare_subject(mail.subject))
    strong = _strong_asks(whole)
    if told.forwarded and (whole.of("ask") or page(told.forwarded).of("ask", "ask_me")):
        return strong or ("forwarded: " + " ".join(told.forwarded.split())[:80],)
    told_of = bool(whole.of("report_sure")) or bool(whole.of("report")) and not whole.found
    if told_of and not strong:
        return ()
    if told_of and whole.of("report_sure") and not any(_please(sentence.text) for sentence in whole.sentences):
        return ()
    if strong and (addresses or request.missing) and not _is_question_of_use(whole, addresses):
        return strong
    labels = tuple(section.key for section in sections(whole) if section.key in {"why", "about", "party", "needs", "offers", "ask_first", "agreed"})
    given = [party for party in addresses if party.email]
    if labels and addresses:
        return tuple(f"{label}:" for label in labels)
    if len(given) > 1 and (request.why or whole.of("ask", "meet") or subject.of("ask", "subject_lead")):
        return (request.why or mail.subject,)
    if addresses and (whole.of("ask") or subject.of("ask", "subject_lead")) and not whole.of("help") and (given or len(addresses) > 1):
        return (mail.subject or whole.text[:80],)
    return (whole.text[:80],) if len(whole.found) > 1 and len(given) > 1 else ()


def _is_question_of_use(whole: Page, people: list[object]) -> bool:
    """Whether the mail only asks how the daemon works: no person stands in it, and a question of use does."""
    return not people and bool(whole.of("help"))


def _of_told(whole: Page, mail: Mail, told: Words) -> Reading:
    """Report, help or other."""
    subject = page(bare_subject(mail.subject))
    source = whole if whole.text.strip() else subject
    reports, helps, others = source.of("report"), source.of("help"), source.of("other_sure")
    if others and not source.of("report_sure"):
        return Reading(Kind.OTHER, told.text, _texts(source, others))
    if reports and not _only_asked(source):
        return Reading(Kind.REPORT, told.text, _texts(source, reports), may_answer=True)
    if helps and (_asks_first(source) or "?" in source.text or "？" in source.text):
        return Reading(Kind.HELP, told.text, _texts(source, helps), may_answer=True)
    return Reading(Kind.OTHER, told.text, _texts(source, source.of("other")) or ("nothing asked",))


def _only_asked(source: Page) -> bool:
    """Whether every sentence with a report's words is a question or a wish."""
    inside = [source.sentence_at(hit.start) for hit in source.of("report")]
    return all("?" in sentence.text or "？" in sentence.text or source.of("report_not", start=sentence.start, end=sentence.end) for sentence in inside)


def _asks_first(source: Page) -> bool:
    """Whether a question of use begins one of the first sentences."""
    return any(hit.start - source.sentence_at(hit.start).start <= bare(source.sentence_at(hit.start).text)[1] + 2 for hit in source.of("help"))


def _texts(whole: Page, hits: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(whole.text[hit.start : hit.end] for hit in hits))[:4]  # type: ignore[attr-defined]


def outsider_mail(mail: Mail, words: Words, context: Context) -> Reading:
    """The reading of a mail by somebody who is no introducer: what anybody may ask for themselves, an ask, help, or other."""
    command = read_anybody(mail, words.text)
    if command:
        kind = Kind.HELP if command.verb == "help" else Kind.COMMAND
        return Reading(kind, words.text, (command.verb,), may_answer=True, command=command)
    whole = page(words.text)
    asked = _ask_of_outsider(mail, words, context, whole)
    if asked:
        return asked
    if whole.of("help") and ("?" in whole.text or "？" in whole.text or _asks_first(whole)):
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
