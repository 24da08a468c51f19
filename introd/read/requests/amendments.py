"""Corrections to a draft: "Jane's address is …", "drop the bit about Leeds", "ask Jane first", a label, or the missing reason."""

from __future__ import annotations

import re
from dataclasses import replace

from introd.read.reading import Address, Context, Mail, PartyRead, Request
from introd.read.requests import names
from introd.read.requests.addresses import marks_in, without_marks
from introd.read.requests.kept_links import said_of_links
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import Hit, fold, words
from introd.read.requests.mentions import addressed
from introd.read.requests.options import read_options
from introd.read.requests.page import Page, Sentence, page
from introd.read.requests.parties import own_addresses
from introd.read.requests.private import separate
from introd.read.requests.profiles import Said
from introd.read.requests.roles import Mention
from introd.read.requests.said import gather
from introd.read.requests.when import sent_on


def read_amendment(mail: Mail, text: str, context: Context) -> Request | None:
    """What a reply about a draft changes, as a request that holds the changes alone; None where it changes nothing.

    People are named as the reply names them; `context.known` turns a first name into an address where only one person can be meant.
    """
    public = separate(page(text), unmarked=False)  # an answer to "why?" is meant to be told, and is shown before it is
    whole, parts = public.page, sections(public.page)
    people = _people(whole, mail, context)
    said, options = gather(whole, parts, people), read_options(whole, parts, people, "", sent_on(mail))
    parties = _changed(people, said, context, labelled=bool(parts))
    change = Request(
        parties=parties,
        why=" ".join(section.value for section in parts if section.key == "why")
        or (said.reason() if whole.of("reason") else None),
        ask_first=options.ask_first,
        not_before=options.not_before,
        agreed=options.agreed,
        blind=options.blind,
        links=options.links,
        starters=options.starters,
        constraints=options.constraints,
        rehearse=options.rehearse,
        drop=_drop(page(text)),
    )
    return replace(change, doubts=options.doubts, private=_confided(public.private)) if change != Request() else None


def _confided(private: tuple[str, ...]) -> tuple[str, ...]:
    """Private words without those that only say what to leave out of the draft."""
    return tuple(said for said in private if not page(said).of("drop"))


def _changed(people: tuple[Mention, ...], said: Said, context: Context, *, labelled: bool) -> tuple[PartyRead, ...]:
    """The people of whom the reply says something new: an address, or words behind a label."""
    fresh = [one.written and not _from_list(one, context) for one in people]
    profiles = [profile.texts() if labelled else {} for profile in said.profiles]
    pairs = [(one, profile) for one, new, profile in zip(people, fresh, profiles, strict=True) if new or profile]
    return tuple(PartyRead(one.name, one.email, profile) for one, profile in pairs)


def _from_list(one: Mention, context: Context) -> bool:
    return any(person.email == one.email for person in context.known) and one.end == one.start


def _people(whole: Page, mail: Mail, context: Context) -> tuple[Mention, ...]:
    """Those whose address the reply gives, and those on the list whom it calls by name."""
    own, _ = own_addresses(mail, context)
    given = [one for one in addressed(whole, sections(whole), ()) if one.email not in own and one.weight > -5]
    called = [
        person
        for person in context.known
        if _is_called(person, whole) and not any(names.same_person(one.name, person.name) for one in given if one.name)
    ]
    if len(given) == len(called) == 1 and not given[0].name:  # "die neue Adresse von Jane ist …"
        return (replace(given[0], name=called[0].name),)
    return (*given, *(Mention(person.name, person.email, person.email, 0, 0) for person in called))


def _is_called(person: Address, whole: Page) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", whole.folded) for word in names.tokens_of(person.name)[:2])


def _drop(whole: Page) -> tuple[str, ...]:
    """The words to leave out, as the introducer names them: "Leeds"."""
    found = []
    for sentence in whole.sentences:
        hits = whole.of("drop", start=sentence.start, end=sentence.end)
        if hits and not list(marks_in(sentence.text)) and not _of_links(whole, hits[0], sentence):
            first = _together(hits, whole)
            end = min((kept.start for kept in said_of_links(whole, first.end, sentence.end)), default=sentence.end)
            rest = without_marks(re.sub(r"\s(?:and|but|und|aber|et|y|e|en|och|i)\s*$", "", whole.text[first.end : end])).strip(
                " \t.,;:!?\"'“”„()"
            )
            rest = _bare(rest)
            if rest and fold(rest) not in words("pronoun_objects") | {"it", "this", "that"} and len(rest) < 200:
                found.append(rest)
    return tuple(found)


def _together(hits: tuple[Hit, ...], whole: Page) -> Hit:
    """The first of the phrases, as far as the next ones go on from it: "streiche" and "den Satz über" are one."""
    first = hits[0]
    for hit in hits[1:]:
        if hit.end > first.end and not whole.text[first.end : hit.start].strip():
            first = replace(first, end=hit.end)
    return first


def _of_links(whole: Page, drop: Hit, sentence: Sentence) -> bool:
    """Whether it is the links that are to be left out, which is no matter of words: "drop the links"."""
    said = said_of_links(whole, sentence.start, sentence.end)
    return any(hit.category == "drop_links" and hit.start <= drop.end and drop.start <= hit.end for hit in said)


def _bare(rest: str) -> str:
    """Without "the", "please" and "that she" around what is to be left out."""
    rest = re.sub(
        r"^(?:the (?:bit|part|line|sentence|paragraph) (?:about|on|with|that)|about|the|her|his|their|that)\s+",
        "",
        rest,
        flags=re.I,
    )
    return re.sub(r"[,;]?\s+(?:please|thanks|thank you|bitte|danke|weg|raus|heraus)$", "", rest, flags=re.I).strip(
        " \t.,;:!?\"'“”„"
    )
