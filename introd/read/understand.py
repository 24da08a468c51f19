"""One mail to exactly one `Reading`: the rooms of `read/` asked in order.

The order is the decision. Robots first, since a robot may say anything; then what is known of the running case; then what the mail looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from introd.read import marker
from introd.read.answers import consent, followup, missing
from introd.read.bounces import bounce, is_success_report
from introd.read.commands import read_anybody
from introd.read.introducers import introducer_mail, outsider_mail
from introd.read.mail import parse
from introd.read.reactions import reaction
from introd.read.reading import Answer, Bounce, Context, Kind, Mail, Reading, Said, Stage
from introd.read.replies import OwnWords, own_words
from introd.read.replies.phrases import REPLY_SUBJECT
from introd.read.requests.page import page
from introd.read.requests.when import sent_on
from introd.read.screening import Robot, may_answer, robot
from introd.read.screening.robots import Screened, is_invitation, sounds_robotic

_ANYBODYS_COMMANDS = frozenset({"my_data", "correct", "forget_me", "export", "start"})
_LONGEST_ANSWER = 4000  # characters of own words that are asked for an answer
_MOST_ANSWER_LINES = 80
_EXCERPT = 1200  # characters of longer ones: they agree to nothing any more, but may refuse
_LONGEST_ASK = 16_000  # characters of a request that are read
_MOST_ASK_LINES = 300
_SHORTEST = 120  # characters: a new mail that asks and is longer is not an answer
_SHORT = 400  # characters: a new mail that is longer is not an answer in a new mail


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mail with its own words and what is already decided of the reading."""

    mail: Mail
    words: OwnWords
    context: Context
    may_answer: bool

    @property
    def sent(self) -> date | None:
        """The day on which the writer sent it, where they were."""
        return sent_on(self.mail)

    def reading(self, kind: Kind, because: tuple[str, ...], **more: object) -> Reading:
        """A reading with what every reading has."""
        given: dict[str, object] = {"text": self.words.text, "because": because, "may_answer": self.may_answer, **more}
        return Reading(kind=kind, **given)  # type: ignore[arg-type]


def read(raw: bytes, context: Context) -> Reading:
    """The reading of one message. Raises UnreadableMail for bytes that are not one message, nothing else."""
    return understand(parse(raw), context)


def understand(mail: Mail, context: Context) -> Reading:
    """What a mail is, and what it says. Pure, total, and the same for the same mail and context."""
    report = bounce(mail)
    if report is not None:
        return _reported(mail, report)
    seen = _Seen(mail, own_words(mail), context, may_answer(mail, context))
    if is_success_report(mail):
        return seen.reading(Kind.AUTO_REPLY, ("a report that it was delivered",))
    screened = robot(mail, seen.words.text or seen.words.quoted[:500] * (not mail.references), context)
    if screened is not None and not _contradicted(screened, seen):
        return _automatic(seen, screened)
    return _by_expectation(seen) or _by_author(seen)


def _reported(mail: Mail, report: Bounce) -> Reading:
    because = (f"{report.action}: {', '.join(report.recipients)} {report.status or ''}".strip(),)
    kind = Kind.BOUNCE if report.permanent else Kind.DELAY
    return Reading(kind=kind, text=mail.text[:2000].strip(), because=because, bounce=report)


def _automatic(seen: _Seen, screened: Screened) -> Reading:
    """A robot's mail: an automatic reply, or mail to many."""
    quiet = replace(seen, may_answer=False)
    if screened.robot in (Robot.MANY, Robot.OURS):
        return quiet.reading(Kind.OTHER, screened.because)
    gone = screened.robot is Robot.GONE
    said = Said(Answer.GONE, screened.because) if gone else None
    return quiet.reading(Kind.AUTO_REPLY, screened.because, said=said, gone=gone, absent_until=screened.until)


def _contradicted(screened: Screened, seen: _Seen) -> bool:
    """A person who answers plainly may also be away ("Yes, but I'm on holiday until Monday"); only header fields overrule that."""
    by_words = not any(":" in reason for reason in screened.because)
    if not by_words or screened.robot not in (Robot.ABSENCE, Robot.GONE):
        return False
    said = _said(seen)
    if said.answer not in (Answer.LATER, Answer.NO):
        return said.answer in (Answer.YES, Answer.STOP, Answer.GOOD, Answer.POOR)
    told = " ".join(screened.because).split()
    other_words = any(not set(reason.casefold().split()) & set(told) for reason in said.because)
    return sounds_robotic(seen.words.text) <= 1 and (screened.robot is Robot.ABSENCE or other_words)


def _by_expectation(seen: _Seen) -> Reading | None:
    """What the running case says that this mail is."""
    expecting = seen.context.expecting
    if expecting == "introduced":
        return _between_the_two(seen)
    if expecting == "answer":
        if _is_anybodys_command(seen):
            return _completed(seen, outsider_mail(seen.mail, _readable(seen.words), seen.context))
        return _answer(seen, "expected: the answer of a party", _said(seen))
    if expecting == "introducer" and _is_introducer(seen):
        return _completed(seen, introducer_mail(seen.mail, _readable(seen.words), seen.context))
    return None


def _between_the_two(seen: _Seen) -> Reading:
    """A copy of what the two write each other is never an answer; a mail to us alone is meant for the introducer."""
    others = [a for a in (*seen.mail.to, *seen.mail.cc) if not _is_address_of_ours(a.email, seen.context)]
    if others:
        return seen.reading(Kind.CONVERSATION, (f"introduced thread, also to {others[0].email}",))
    return seen.reading(Kind.TO_INTRODUCER, ("introduced thread, to the introducer alone",))


def _by_author(seen: _Seen) -> Reading:
    """Nothing is expected: the author and the shape decide."""
    if _is_introducer(seen):
        return _completed(seen, introducer_mail(seen.mail, _readable(seen.words), seen.context))
    shape = _reply_shape(seen)
    if not shape:
        return _new_mail(seen)
    if _is_anybodys_command(seen):
        return _completed(seen, outsider_mail(seen.mail, _readable(seen.words), seen.context))
    said = _said(seen)
    if said.answer is Answer.UNCLEAR and not _is_to_ours(seen):
        asked = outsider_mail(seen.mail, _readable(seen.words), seen.context)
        if asked.kind is Kind.OUTSIDER_REQUEST and (not seen.mail.in_reply_to or _names_another(asked, seen.mail)):
            return _completed(seen, asked)
    return _answer(seen, shape, said)


def _names_another(asked: Reading, mail: Mail) -> bool:
    """Whether a request comes with the address of somebody else: in a thread, "so please introduce us" alone is an answer."""
    own = mail.author.email if mail.author else ""
    return asked.request is not None and any(party.email and party.email != own for party in asked.request.parties)


def _new_mail(seen: _Seen) -> Reading:
    """An outsider's new mail: what it asks; or an answer, where it is short and plainly one."""
    asked = outsider_mail(seen.mail, _readable(seen.words), seen.context)
    if asked.kind is Kind.OTHER and len(seen.words.text) < _SHORT:
        said = _said(seen)
        if (said.answer is not Answer.UNCLEAR and not _asks_or_sells(seen.words.text)) or is_invitation(seen.mail):
            return _answer(seen, "the words of an answer", said)
    return _completed(seen, asked)


def _asks_or_sells(text: str) -> bool:
    """Whether a new mail asks, gives addresses or advertises: then words like "I'm in" are no answer to anything."""
    whole = page(text)
    return bool(whole.found or whole.of("pitch")) or ("?" in text and len(text) > _SHORTEST)


def _answer(seen: _Seen, because: str, said: Said) -> Reading:
    """An answer in the stage that was asked, by the person's own words, or by the subject of a button where they say nothing else."""
    text = reaction(seen.mail, seen.words.text) or seen.words.text  # "Devon reacted via Gmail" is no word of Devon's
    return seen.reading(Kind.ANSWER, (because, *said.because, *seen.words.because), said=said, text=text)


def _said(seen: _Seen) -> Said:
    """What the own words say; nothing readable, or nothing said, is unclear."""
    if seen.mail.encrypted:
        return Said(Answer.UNCLEAR, ("encrypted",))
    ask = {Stage.CONSENT: consent, Stage.MISSING: missing, Stage.FOLLOWUP: followup}[seen.context.stage]
    ask = partial(ask, sent=seen.sent, language=seen.context.language, names=_names(seen))
    pressed = marker.button(seen.mail.subject)
    reacted = reaction(seen.mail, seen.words.text)
    if reacted is not None:
        return ask(reacted) if reacted else Said(Answer.UNCLEAR, ("a reaction",))
    words = seen.words.text or (pressed[0] if pressed else "")
    if not words:
        return Said(Answer.UNCLEAR, ("no words",))
    read = _capped(words)
    said = ask(read, subject=pressed[0] if pressed else "")
    if said.answer is Answer.YES and read != words:
        return replace(said, answer=Answer.UNCLEAR)  # what the middle says was not read
    return said


def _names(seen: _Seen) -> frozenset[str]:
    """The names of the writer and of the introducers, word by word in lower case: "Thanks Liz, … Bye, Jo"."""
    names = [introducer.name for introducer in seen.context.introducers]
    names.append(seen.mail.sender_name or "")
    return frozenset(word for name in names for word in name.casefold().split() if word.isalpha() and len(word) > 1)


def _capped(words: str) -> str:
    """The beginning and the end of very long words: an answer of six pages is for a person to read."""
    lines = words.split("\n")
    if len(words) <= _LONGEST_ANSWER and len(lines) <= _MOST_ANSWER_LINES:
        return words
    first, last = lines[: _MOST_ANSWER_LINES * 3 // 4], lines[-_MOST_ANSWER_LINES // 4 :]
    return "\n".join(["\n".join(first)[: _EXCERPT * 3 // 4], "\n".join(last)[-_EXCERPT // 4 :]])


def _readable(words: OwnWords) -> OwnWords:
    """The part of a request that is read, however much was sent: no one request is longer."""
    return replace(words, text=_top(words.text), forwarded=_top(words.forwarded))


def _top(text: str) -> str:
    return "\n".join(text[:_LONGEST_ASK].split("\n")[:_MOST_ASK_LINES])


def _is_anybodys_command(seen: _Seen) -> bool:
    """MY DATA, FORGET ME and the like are a command wherever they stand; STOP and PAUSE in a reply are its answer."""
    if not seen.words.text or len(seen.words.text) > _SHORT:
        return False
    command = read_anybody(seen.mail, seen.words.text)
    return command is not None and command.verb in _ANYBODYS_COMMANDS


def _completed(seen: _Seen, reading: Reading) -> Reading:
    """Another room's reading, with what is decided here."""
    return replace(
        reading,
        text=reading.text or seen.words.text,
        may_answer=seen.may_answer,
        because=reading.because or seen.words.because or (f"author: {seen.mail.sender_name}",),
    )


def _is_introducer(seen: _Seen) -> bool:
    author = seen.mail.author
    return author is not None and any(author.email in introducer.addresses for introducer in seen.context.introducers)


def _reply_shape(seen: _Seen) -> str:
    """Why this mail answers one of ours, empty where it does not."""
    mail = seen.mail
    if mail.in_reply_to or mail.references:
        return f"In-Reply-To: {mail.in_reply_to or mail.references[-1]}"
    if marker.button(mail.subject):
        return f"Subject: {mail.subject}"
    if REPLY_SUBJECT.match(mail.subject.casefold()):
        return f"Subject: {mail.subject[:60]}"
    token = next((to for to in mail.delivered_to if _is_address_of_ours(to, seen.context) and "+" in to), "")
    if token:
        return f"To: {token}"
    return "a quote below" if seen.words.quoted and not seen.words.forwarded else ""


def _is_to_ours(seen: _Seen) -> bool:
    """Sure to answer a letter of ours: a token in the address, our marker in the quote, our address in the attribution."""
    token = any(_is_address_of_ours(to, seen.context) and "+" in to for to in seen.mail.delivered_to)
    quoted = any(seen.context.address in reason.casefold() for reason in seen.words.because)
    return token or quoted or marker.find(seen.words.quoted) is not None


def _is_address_of_ours(email: str, context: Context) -> bool:
    """The introducer address, with or without a subaddress (RFC 5233)."""
    local, _, domain = context.address.lower().partition("@")
    return bool(re.fullmatch(rf"{re.escape(local)}(?:\+[^@]*)?@{re.escape(domain)}", email))
