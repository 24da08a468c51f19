"""An introducer's words → two parties and a reason.

The rooms: `page` (lines, sentences, signs for addresses), `private` (taken out first), `labels`, `mentions` (who stands where, in what
role), `parties` (who is meant), `said` (on each, and why), `options` (how), `forwarded`, `amendments`. The words of eleven languages
are data files beside the languages; `lexicon` finds them all in one walk.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from introd.read.reading import Address, Context, Mail, Missing, PartyRead, Request
from introd.read.requests.asking import asked_for
from introd.read.requests.declined import plain
from introd.read.requests.forwarded import Forward, bare_subject, forwards, without_signature
from introd.read.requests.labels import sections
from introd.read.requests.lexicon import Hit
from introd.read.requests.links import with_links
from introd.read.requests.options import Options, read_options
from introd.read.requests.page import Page, page
from introd.read.requests.parties import Chosen, Sources, bare, choose, own_addresses
from introd.read.requests.pieces import residue
from introd.read.requests.private import Public, separate
from introd.read.requests.profiles import Said
from introd.read.requests.roles import Mention
from introd.read.requests.said import gather
from introd.read.requests.speakers import Speakers
from introd.read.requests.when import sent_on

__all__ = ["read_request"]

_TELLS = 4  # words of a subject, behind the two names, that say why


def read_request(mail: Mail, text: str, passed_on: str, context: Context, *, asker: Address | None = None) -> Request:
    """The request in a mail whose own words are `text` and whose forwarded letter, with its fields, is `passed_on`.

    `asker` is set where somebody asks for themselves. What is missing is named, what is unsure is asked, and nothing is guessed.
    `private` holds what no letter may say.
    """
    found = forwards(passed_on or text, mail)
    public = separate(page(with_links(text if passed_on else _above_forward(text), mail.html)), own=asker is not None)
    parts = sections(public.people)
    own, own_names = own_addresses(mail, context) if asker is None else _daemon_only(context, asker)
    sources = Sources(public.people, parts, mail, bare_subject(mail.subject), found, context, own, own_names, asker)
    chosen = choose(sources)
    said, options = _gathered(public, chosen, found, mail, asked=asker is not None)
    if asker and not said.reason():
        said.needs += asked_for(public.page, chosen.people)
    chosen = replace(chosen, people=tuple(_in_plain_form(one, public.people) for one in chosen.people))
    return _request(chosen, said, options, public.private, asker.email if asker else _asked_by(found, own), bool(found))


def _in_plain_form(one: Mention, whole: Page) -> Mention:
    return replace(one, name=plain(one.name, (one.email or one.written).partition("@")[0], whole))


def _above_forward(text: str) -> str:
    """The writer's own words without a forwarded letter that was left in them."""
    inside = forwards(text)
    return inside[0].before if inside else text


def _daemon_only(context: Context, asker: Address) -> tuple[frozenset[str], tuple[str, ...]]:
    """The daemon's and the introducers' addresses; and what the asker and the introducers are called, who are named beside no address of another."""
    called = (asker.name, asker.email.partition("@")[0].split(".")[0], *(one.name for one in context.introducers))
    theirs = {bare(address) for one in context.introducers for address in one.addresses}
    return frozenset({bare(context.address), *theirs}), tuple(name for name in called if len(name) > 1)


def _asked_by(found: tuple[Forward, ...], own: frozenset[str]) -> str | None:
    return next((one.author.email for one in reversed(found) if one.author.email and bare(one.author.email) not in own), None)


def _gathered(public: Public, chosen: Chosen, found: tuple[Forward, ...], mail: Mail, *, asked: bool) -> tuple[Said, Options]:
    """What is said and how, from the writer's words first; a forwarded letter adds what the writer left out."""
    parts = sections(public.page)
    said = gather(public.page, parts, chosen.people, asked=asked)
    options = _options(public, chosen, mail)
    for forward in reversed(found):
        letter = separate(page(without_signature(forward.text)), own=True).page
        if letter.text.strip():
            _add(said, gather(letter, sections(letter), chosen.people))
            if not said.reason():
                said.needs += asked_for(letter, chosen.people)
    if not said.reason():
        said.joint.update(_of_subject(page(bare_subject(mail.subject)), chosen))
    return said, options


def _options(public: Public, chosen: Chosen, mail: Mail) -> Options:
    """How it is to be done: whatever sentence says it. What letters may show is read in public words alone."""
    read = partial(read_options, people=chosen.people, subject=bare_subject(mail.subject), sent=sent_on(mail))
    shown = read(public.page, sections(public.page))
    if public.people.text == public.page.text:
        return shown
    return replace(read(public.people, sections(public.people)), starters=shown.starters, constraints=shown.constraints)


def _of_subject(subject: Page, chosen: Chosen) -> dict[int, str]:
    """The reason that a subject gives: what stands behind the names, or all of it."""
    hits = subject.of("reason", "tail_strong", "common", "need", "ask", "subject_lead")
    places = Speakers(subject, chosen.people).places(0, len(subject.text))
    end = max((stop for _, stop, _ in places), default=0)
    if {number for _, _, number in places} == {0, 1} and residue(subject.text, end, len(subject.text), []) >= _TELLS:
        return {0: subject.text[end:].strip(" -–—:;,.()")}  # "Ana <> Tom - she designs boats, he just bought a boatyard"
    if not subject.of("reason", "tail_strong", "common", "need") or not _more_than(subject.text, hits):
        return {}
    behind = subject.text[end:].strip(" -–—:;,.()")
    return {0: behind if subject.of("reason", "tail_strong", "common", "need", start=end) else subject.text}


def _more_than(text: str, hits: tuple[Hit, ...]) -> bool:
    """Whether a text says something beside these words: "mutual introduction" does not."""
    for hit in hits:
        text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
    return any(sign.isalpha() for sign in text)


def _add(said: Said, more: Said) -> None:
    """Take from a forwarded letter what the writer's own words do not say."""
    for profile, other in zip(said.profiles, more.profiles, strict=True):
        for key, pieces in other.parts.items():
            profile.parts.setdefault(key, pieces)
    if not said.reason():
        said.why, said.joint, said.needs = more.why, more.joint, more.needs


def _request(
    chosen: Chosen, said: Said, options: Options, private: tuple[str, ...], asker: str | None, forwarded: bool
) -> Request:
    why = said.reason()
    missing = (*chosen.missing, *(() if why else (Missing.REASON,)))
    parties = tuple(
        PartyRead(one.name, one.email, profile.texts()) for one, profile in zip(chosen.people, said.profiles, strict=True)
    )
    return Request(
        parties=parties,
        why=why,
        missing=missing,
        doubts=(*chosen.doubts, *options.doubts),
        ask_first=options.ask_first,
        not_before=options.not_before,
        agreed=options.agreed,
        blind=options.blind,
        links=options.links,
        starters=options.starters,
        constraints=options.constraints,
        private=private,
        rehearse=options.rehearse,
        asker=asker,
        forwarded=forwarded,
    )
