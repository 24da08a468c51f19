"""What a mail is that no running case expects from a party: an introducer's, or an outsider's."""

from __future__ import annotations

import re
from dataclasses import replace

from introd.read.beside import without_orders
from introd.read.commands import bare, read_anybody, read_commands, read_reply
from introd.read.reading import Address, Command, Context, Kind, Mail, PartyRead, Reading, Request
from introd.read.requests import read_request
from introd.read.requests.addresses import marks_in, written
from introd.read.requests.amendments import read_amendment
from introd.read.requests.asking import asks_for_self
from introd.read.requests.forwarded import announced, bare_subject
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import fold, words
from introd.read.requests.names import runs
from introd.read.requests.page import Page, Sentence, page
from introd.read.requests.subjects import pair
from introd.read.told import Words, asks_use, bids, of_told, report_of, texts

_TWO = 2  # people who are to meet
_ARROW = re.compile(r"[\ue000-\uf8ff][^\w\n]{0,4}(?:<-*>|<=+>|↔|⇄|⟷|🤝)")
_ASKING_LABELS = frozenset({"why", "about", "party", "needs", "offers", "ask_first", "agreed"})


def introducer_mail(mail: Mail, words: Words, context: Context) -> Reading:
    """The reading of an introducer's mail: request, command, report, help or other.

    In the introducer's own thread about a case (`context.expecting` is "introducer") a short answer is a command, and what corrects
    the draft is a request that holds the corrections alone; whatever else stands there may be an answer to pass on, and is `other`.
    """
    if context.expecting == "introducer":
        return _in_thread(mail, words, context)
    return _afresh(mail, words, context)


def _in_thread(mail: Mail, words: Words, context: Context) -> Reading:
    text, beside = without_orders(mail, words.text, context)
    amendment = read_amendment(mail, text, context)
    reply = read_reply(mail, text)
    if amendment:
        because = amendment.drop or ("an amendment",)
        return Reading(Kind.REQUEST, words.text, because, may_answer=True, request=amendment, commands=beside)
    if reply:
        return _of_command(words, (reply, *beside))
    commands = read_commands(mail, words.text, context)
    if commands:
        return _of_command(words, commands)
    if words.forwarded or _asks_with_addresses(page(words.text)):
        return _afresh(mail, words, context)
    return of_told(page(words.text), mail, words)


def _afresh(mail: Mail, words: Words, context: Context) -> Reading:
    whole = page(words.text)
    commands = read_commands(mail, words.text, context)
    asks = _asks_beside(whole, mail, context, commands) or _passes_on(whole, mail, words, commands)
    if commands and not asks and not _only_bids(whole, mail, commands):
        return _of_command(words, commands)
    text, beside = without_orders(mail, words.text, context)
    whole = page(text) if beside else whole
    request = read_request(mail, text, _passed_on(mail, words), context)
    because = _why_request(whole, request, mail, words)
    if because:
        return Reading(Kind.REQUEST, text, because, may_answer=True, request=request, commands=beside)
    return of_told(whole, mail, words)


def _passed_on(mail: Mail, words: Words) -> str:
    """The forwarded letter; what a reply quotes counts as one where the subject says so ("-----Original Message-----" below "Fwd:")."""
    return words.forwarded or (words.quoted if announced(mail.subject) else "")


def _of_command(words: Words, commands: tuple[Command, ...]) -> Reading:
    first = commands[0]
    kind = Kind.HELP if first.verb == "help" else Kind.COMMAND
    because = tuple(f"{command.verb} {command.about or ''}".strip() for command in commands)
    return Reading(kind, words.text, because, may_answer=True, command=first, commands=commands)


def _asks_beside(whole: Page, mail: Mail, context: Context, commands: tuple[Command, ...]) -> bool:
    """Whether a mail with a command asks for an introduction in another sentence: then it is a request.

    "Introduce Ana <…> to somebody. Who do we have?" asks for one, and for no list.
    """
    seeks = all(command.verb == "list" for command in commands)
    for sentence in whole.sentences:
        if whole.of("ask", start=sentence.start, end=sentence.end) and _bids(whole, sentence):
            people = [run for run in runs(whole.text, sentence.start, sentence.end) if not run.affiliated]
            marks = sum(1 for _ in marks_in(sentence.text))
            others = len(people) > 1 or marks > (0 if seeks else 1) or len({found.email for found in whole.found}) > 1
            if others and not read_commands(mail, written(sentence.text, whole.found), context):
                return True
    return False


def _passes_on(whole: Page, mail: Mail, told: Words, commands: tuple[Command, ...]) -> bool:
    """Whether a new address only completes a letter that is passed on with a bid: "Can you ask them both? Paolo is now at p@…"."""
    letter = page(_passed_on(mail, told))
    moved = all(command.verb == "change_address" for command in commands)
    bidden = any(bids(one.text) and not any(marks_in(one.text)) for one in whole.sentences)
    return moved and (bidden or bool(whole.of("ask"))) and bool(letter.of("ask", "ask_me", "need"))


def _only_bids(whole: Page, mail: Mail, commands: tuple[Command, ...]) -> bool:
    """Whether two people with their addresses stand above a "Go!", which bids to introduce them, or beside words that order nothing.

    "Ramón exporta a siete países" is no order to export, and "don't ask him before 10 January" says when to ask one of the two.
    """
    headed = () if mail.in_reply_to else page(mail.subject).found  # "GO" to a letter of ours repeats its subject
    if len({found.email for found in (*whole.found, *headed) if found.email}) < _TWO:
        return False
    apart = not any(
        any(marks_in(sentence.text)) and (words("do_cancel") & set(fold(sentence.text).split())) for sentence in whole.sentences
    )
    named = [one for one in commands if one.verb == "pause" and "@" not in (one.about or "")]
    return apart and all(one.verb in {"go", "export"} or one in named for one in commands)


def _bids(whole: Page, sentence: Sentence) -> bool:
    """Whether a sentence bids, or begins with the asking word."""
    first = whole.of("ask", start=sentence.start, end=sentence.end)[0]
    return bids(sentence.text) or first.start - sentence.start <= bare(sentence.text)[1] + 1


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
            or bids(sentence.text)
        ):
            found.append(whole.text[hit.start : hit.end])
    return tuple(found)


def _why_request(whole: Page, request: Request, mail: Mail, told: Words) -> tuple[str, ...]:
    """The words that make a mail a request; none where it is none."""
    if _asks_nothing(whole, mail):
        return ()
    addresses = [party for party in request.parties if party.email or party.name] if request.parties else []
    strong = _strong_asks(whole)
    letter = _passed_on(mail, told)
    if letter and (whole.of("ask") or page(letter).of("ask", "ask_me")):
        return strong or ("forwarded: " + " ".join(letter.split())[:80],)
    asked_in_words = any(bids(sentence.text) for sentence in whole.sentences)
    both = len({found.email for found in whole.found if found.email}) > 1 and bool(
        asked_in_words or strong or _tells_of_two(request)
    )
    profiles = [text for party in request.parties for text in party.profile.values()]
    met = not request.why and _is_of_a_meeting(*profiles)
    told_of = bool(whole.of("report_sure")) or (bool(whole.of("report")) and (met or not whole.found))
    sure = whole.of("report_sure") and not asked_in_words
    if told_of and not both and (sure or not strong):
        return ()
    if strong and (addresses or request.missing) and not _is_question_of_use(whole, addresses):
        return strong
    return _by_its_people(whole, request, mail, addresses)


def _tells_of_two(request: Request) -> bool:
    """Whether something is said of each of two people with an address, as one does who wants them introduced, and nothing of a meeting."""
    told = [party for party in request.parties if party.email and party.profile]
    return len(told) == _TWO == len(request.parties) and not any(_is_of_a_meeting(*party.profile.values()) for party in told)


def _is_of_a_meeting(*texts: str) -> bool:
    """Whether what is said of somebody tells how a meeting went: "was half an hour late"."""
    return any(page(text).of("report", "report_sure") for text in texts)


def _by_its_people(whole: Page, request: Request, mail: Mail, people: list[PartyRead]) -> tuple[str, ...]:
    """The words that make a mail a request by whom it names: labels, a pair in the subject, two addresses and a reason."""
    subject = page(bare_subject(mail.subject))
    labels = tuple(section.key for section in sections(whole) if section.key in _ASKING_LABELS)
    given = [party for party in people if party.email]
    if labels and people:
        return tuple(f"{label}:" for label in labels)
    if given and len(pair(mail.subject)) > 1:
        return (mail.subject,)
    if len(given) > 1 and (request.why or whole.of("ask", "meet") or subject.of("ask", "subject_lead")):
        return (request.why or mail.subject,)
    if not people and request.doubts and _ARROW.search(whole.text):
        return (written(whole.text[:80], whole.found),)  # "A) Ana <-> Tom  B) Noor <-> Cy": two introductions in one mail
    asks = (whole.of("ask") or subject.of("ask", "subject_lead")) and not whole.of("help")
    if people and asks and (given or len(people) > 1):
        return (mail.subject or written(whole.text[:80], whole.found),)
    return (written(whole.text[:80], whole.found),) if len(whole.found) > 1 and len(given) > 1 else ()


def _asks_nothing(whole: Page, mail: Mail) -> bool:
    """Whether a mail without any address says that it is done already, or thanks for it below "Re: Introduction: …"."""
    if whole.found or any(bids(sentence.text) for sentence in whole.sentences):
        return False
    replied = bare_subject(mail.subject) != mail.subject.strip()
    told = whole.of("thanked", "report", "report_sure")
    return bool(whole.of("by_hand") or (replied and told and not whole.of("ask")))


def _is_question_of_use(whole: Page, people: list[PartyRead]) -> bool:
    """Whether the mail only asks how the daemon works: no person stands in it, and a question of use does."""
    return not people and bool(whole.of("help"))


def outsider_mail(mail: Mail, words: Words, context: Context) -> Reading:
    """The reading of a mail by somebody who is no introducer: what anybody may ask for themselves, an ask, help, or other."""
    command = read_anybody(mail, words.text)
    if command:
        kind = Kind.HELP if command.verb == "help" else Kind.COMMAND
        return Reading(kind, words.text, (command.verb,), may_answer=True, command=command)
    whole = page(words.text)
    report = (
        report_of(whole, mail, words)
        if not any(bids(sentence.text) or "?" in sentence.text for sentence in whole.sentences) and whole.of("report_sure")
        else None
    )
    if report and not whole.found:
        return report
    asked = _ask_of_outsider(mail, words, context, whole)
    if asked:
        return asked
    if whole.of("help") and asks_use(whole):
        return Reading(Kind.HELP, words.text, texts(whole, whole.of("help")), may_answer=True)
    return Reading(Kind.OTHER, words.text, ("nothing asked",))


def _others(request: Request, author: Address, context: Context) -> list[PartyRead]:
    """The people of a request whom neither an address nor a name makes the writer or an introducer."""
    known = " ".join([author.name, author.email.partition("@")[0], *(one.name for one in context.introducers)])
    own = {word for word in fold(known).replace(".", " ").split() if len(word) > 1}
    return [one for one in request.parties if one.email != author.email and (one.email or not set(fold(one.name).split()) <= own)]


def _ask_of_outsider(mail: Mail, words: Words, context: Context, whole: Page) -> Reading | None:
    """`Could you introduce me to Jane Roe?`: the writer is a party, unless two others are named."""
    subject = page(bare_subject(mail.subject))
    asks = whole.of("ask_me", "ask") or subject.of("ask_me", "ask")
    if mail.author is None or (whole.of("pitch") and not whole.found):
        return None
    author = Address(mail.sender_name or mail.author.name, mail.author.email)
    request = read_request(mail, words.text, words.forwarded, context)
    given = [party for party in request.parties if party.email and party.email != author.email]
    wished = len(given) == 1 and any(bids(sentence.text) for sentence in whole.sentences)
    if not asks and not wished and (len(given) < _TWO or not request.why or not all(party.name for party in given)):
        return None
    if len(_others(request, author, context)) < _TWO or asks_for_self(whole):
        request = read_request(mail, words.text, words.forwarded, context, asker=author)
    others = [party for party in request.parties if party.email != author.email]
    if not others and not wished and not (whole.of("ask_me") or subject.of("ask_me")):
        return None
    because = texts(whole, whole.of("ask_me") or whole.of("ask")) or (mail.subject,)
    return Reading(Kind.OUTSIDER_REQUEST, words.text, because, may_answer=True, request=replace(request, asker=author.email))
