"""Who is to meet whom: chosen from everybody whom a mail names, and only where it is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from introd.read.reading import Address, Context, Introducer, Mail, Missing
from introd.read.requests import names
from introd.read.requests.aliases import is_one, merged, one_each
from introd.read.requests.forwarded import Forward, without_signature
from introd.read.requests.groups import GROUP, two_or_three
from introd.read.requests.labels import Section, sections
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.mentions import addressed, named
from introd.read.requests.page import Page, page
from introd.read.requests.roles import ASKED, LISTED, Mention, weight
from introd.read.requests.subjects import pair


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that may name a party. `page` is the page of people: private passages are out of it."""

    page: Page
    sections: tuple[Section, ...]
    mail: Mail
    subject: str
    forwards: tuple[Forward, ...]
    context: Context
    own: frozenset[str]  # the writer's and the daemon's addresses
    own_names: tuple[str, ...]
    asker: Address | None = None  # who asks for themselves: a party


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parties in the order in which they are named, what is missing for sure, and questions."""

    people: tuple[Mention, ...]
    missing: tuple[Missing, ...]
    doubts: tuple[str, ...]


def bare(email: str) -> str:
    """An address without its subaddress (RFC 5233), in lower case."""
    local, at, domain = email.lower().rpartition("@")
    return f"{local.split('+', 1)[0]}{at}{domain}"


def own_addresses(mail: Mail, context: Context) -> tuple[frozenset[str], tuple[str, ...]]:
    """The addresses that can't be a party: the daemon's and the writer's; and the writer's names."""
    writer = mail.author.email if mail.author else ""
    mine = [one for one in context.introducers if writer in one.addresses] or [
        Introducer(mail.author.name if mail.author else "", (writer,))
    ]
    every = {bare(context.address), *(bare(address) for one in mine for address in one.addresses if address)}
    return frozenset(every), tuple(one.name for one in mine if one.name)


def choose(sources: Sources) -> Chosen:
    """The parties of a request."""
    everybody = _everybody(sources)
    ours = [one for one in everybody if one.email and bare(one.email) in sources.own]
    others = [one for one in everybody if not (one.email and bare(one.email) in sources.own)]
    everyone = merged(others)
    kept = one_each([one for one in everyone if one.weight >= 0], sources.page)
    if sum(bool(one.written) for one in kept) >= GROUP:  # "her address is a@…, not b@…": one person
        kept = one_each([_fuller(one, sources, kept) if one.written else one for one in kept], sources.page)
    withheld = [one for one in everyone if one.weight < 0]
    people, doubts = two_or_three(kept, sources.page, sources.sections)
    people = [
        _known(_first_name(_fuller(one, sources, people), sources), sources.context)
        for one in people
        if not any(is_one(one, bad) for bad in withheld) or one.email
    ]
    twice = _twice(others, people) or (len(people) < 2 and any(one.weight >= ASKED for one in ours))
    return Chosen(tuple(people), _missing(people, twice), (*doubts, *_questions(people, sources.context)))


def _everybody(sources: Sources) -> list[Mention]:
    """Everybody whom the writer's own words, the forwarded letter and, where they say who is meant, the address fields name."""
    headers = (*sources.mail.to, *sources.mail.cc)
    people = list(addressed(sources.page, sources.sections, headers))
    people += _asker(sources)
    unaddressed = [
        one
        for one in named(sources.page, sources.sections, tuple(people), asked=bool(sources.asker))
        if not _own_name(one.name, sources)
    ]
    people += _subject_names(sources)
    people += _recipients(sources, people, unaddressed)
    people += unaddressed
    kept = [one for one in merged(people) if one.weight >= 0 and not _mine(one, sources)]
    bare_names = [one.name for one in kept if not one.written]
    if len(kept) < 2:
        people += _from_forward(sources)
    elif bare_names:  # "introduce Uma and Roy": their addresses stand below
        below = [one for one in _from_forward(sources) if one.written]
        people += [one for one in below if any(names.same_person(one.name, name) for name in bare_names)]
    return people


def _mine(one: Mention, sources: Sources) -> bool:
    return bool(one.email) and bare(one.email or "") in sources.own


def _own_name(name: str, sources: Sources) -> bool:
    """Whether a name is the writer's, or the daemon's."""
    return any(names.same_person(name, own) for own in sources.own_names) or fold(name) in {
        "introd",
        fold(sources.context.address.partition("@")[0]),
    }


def _asker(sources: Sources) -> list[Mention]:
    """Who asks: of the forwarded letters the author who is not the writer; of an outsider's mail the writer."""
    asker = sources.asker or next(
        (one.author for one in reversed(sources.forwards) if one.author.email and bare(one.author.email) not in sources.own), None
    )
    asker = asker or next((one.author for one in reversed(sources.forwards) if one.author.name and not one.author.email), None)
    return [Mention(asker.name, asker.email or None, asker.email, 0, 0, ASKED + 1)] if asker else []


def _subject_names(sources: Sources) -> list[Mention]:
    """`Jane Roe <> Jason Poe` in the subject."""
    both = pair(sources.subject)
    found = list(addressed(both_page, (), ())) if (both_page := page(sources.subject)).found else []
    fresh = [name for name in both if not _own_name(name, sources)] or _wished_in_subject(sources, both_page)
    return [
        *(replace(one, weight=max(one.weight, LISTED)) for one in found),
        *(Mention(name, None, "", 0, 0, LISTED) for name in fresh),
    ]


def _wished_in_subject(sources: Sources, subject: Page) -> list[str]:
    """ "May I be introduced to Siv Holm?": the one full name in the subject of somebody who asks for themselves."""
    if not sources.asker or not subject.of("ask_me", "ask"):
        return []
    found = [run.name for run in names.runs(subject.text, 0, len(subject.text)) if " " in run.name]
    return [name for name in found if not _own_name(name, sources)] if len(found) == 1 else []


def _recipients(sources: Sources, people: list[Mention], unaddressed: list[Mention]) -> Iterator[Mention]:
    """People in To and Cc, if the text names them, or if it can mean nobody else."""
    headers = [
        Address(names.clean(one.name), one.email)
        for one in (*sources.mail.to, *sources.mail.cc)
        if bare(one.email) not in sources.own
    ]
    have = [one for one in merged([*people, *unaddressed]) if one.weight >= 0 and one.email and not _mine(one, sources)]
    fresh = [one for one in headers if not any(mention.email == one.email for mention in people)]
    if len([one for one in have if one.weight >= LISTED]) >= 2:
        return
    alone = not have and len(fresh) == 2
    if alone and _both_copied(fresh, sources, unaddressed):
        yield from (Mention(one.name, one.email, one.email, 0, 0, ASKED) for one in fresh)
        return
    for one in fresh:
        place = _named_at(one, sources, {word for other in have for word in _called(other)})
        if place is not None:
            start, end = place
            mention = Mention(one.name, one.email, one.email, start, end)
            yield replace(mention, weight=_weight_by_name(sources, mention))
        elif alone or (len(have) == 1 and len(fresh) == 1 and sources.page.of("in_copy")):
            yield Mention(one.name, one.email, one.email, 0, 0, 0)


def _both_copied(two: list[Address], sources: Sources, unaddressed: list[Mention]) -> bool:
    """Whether one sentence says of the only two who can be meant that they are in copy, "Nkechi, Bill are both in Cc"."""
    if not all(any(names.same_person(other.name, one.name) for one in two) for other in unaddressed if other.weight >= 0):
        return False
    for hit in sources.page.of("in_copy") if sources.page.of("ask", "meet") else ():
        sentence = sources.page.sentence_at(hit.start)
        folded = sources.page.folded[sentence.start : sentence.end]
        if all(any(_word(folded, word) >= 0 for word in _called(one)) for one in two):
            return True
    return False


def _named_at(one: Address, sources: Sources, others: set[str]) -> tuple[int, int] | None:
    """Where the text or the subject calls somebody by their name; `others`: words that call somebody else."""
    for word in (word for word in _called(one) if word not in others):
        for text in (sources.page.folded, fold(sources.subject)):
            place = _word(text, word)
            if place >= 0:
                return (place, place + len(word)) if text is sources.page.folded else (0, 0)
    return None


def _called(one: Address | Mention) -> tuple[str, ...]:
    """The words by which a text may call somebody: of the name, or of the address where no name is known."""
    if one.name:
        return names.tokens_of(one.name)
    return tuple(part for part in re.split(r"[^a-z]+", fold((one.email or "").partition("@")[0])) if len(part) > 2)


def _word(text: str, word: str) -> int:
    """Where a whole word stands in a text, or -1."""
    at = text.find(word)
    while at >= 0:
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum():
            return at
        at = text.find(word, at + 1)
    return at


def _weight_by_name(sources: Sources, one: Mention) -> int:
    """What the sentences that call somebody by name say of their role; in copy alone is no role, when the mail asks about them."""
    sums = []
    for sentence in sources.page.sentences:
        folded = sources.page.folded[sentence.start : sentence.end]
        for word in _called(one):
            at = _word(folded, word)
            if at >= 0:
                here = replace(one, written="", start=sentence.start + at, end=sentence.start + at + len(word))
                sums.append(weight(sources.page, here, sources.sections, []))
                break
    return (max(sums) if max(sums) >= ASKED else min(sums)) if sums else 0


def _from_forward(sources: Sources) -> Iterator[Mention]:
    """Whom a forwarded letter asks for."""
    for forward in reversed(sources.forwards):
        letter = page(without_signature(forward.text))
        parts = sections(letter)
        people = addressed(letter, parts, ())
        yield from (replace(one, start=0, end=0) for one in people if one.email != forward.author.email)
        asks = letter.of("ask", "ask_me")
        for one in named(letter, parts, people, asked=True) if asks else ():
            if not _own_name(one.name, sources) and not names.same_person(one.name, forward.author.name):
                yield replace(one, start=0, end=0)


def _fuller(one: Mention, sources: Sources, people: list[Mention]) -> Mention:
    """With the full name, where the mail gives it elsewhere and it can be of nobody else."""
    if " " in one.name or (is_cjk(one.name) and len(one.name) > 2):
        return one
    whole = [
        run.name for text in _texts(sources) for run in names.runs(text, 0, len(text)) if " " in run.name or is_cjk(run.name)
    ]
    taken = [other.name for other in people if other is not one and " " in other.name]
    fitting = [
        name
        for name in dict.fromkeys(whole)
        if _fits(one, name) and not any(names.same_person(name, other) for other in taken) and not _own_name(name, sources)
    ]
    longest = max(fitting, key=len, default="")
    return replace(one, name=longest) if longest and all(names.same_person(name, longest) for name in fitting) else one


def _first_name(one: Mention, sources: Sources) -> Mention:
    """With the first name by which the mail calls somebody whose address repeats it: "sam is head nurse", sam.okafor@…."""
    if one.name or not one.email or fold(one.email.partition("@")[0]) in words("role_mailboxes"):
        return one
    for text in (sources.page.text, sources.subject):
        for word in _called(one):
            at = _word(fold(text), word)
            if at >= 0 and word not in names.STOP:
                written = text[at : at + len(word)]
                return replace(one, name=written if written[0].isupper() else written.title())
    return one


def _fits(one: Mention, name: str) -> bool:
    """Whether a full name may be of somebody whose first name, or only whose address, is known."""
    if one.name:
        return names.same_person(one.name, name)
    local = fold((one.email or one.written).partition("@")[0])
    return any(len(word) > 2 and word in local for word in names.tokens_of(name)[1:])


def _texts(sources: Sources) -> tuple[str, ...]:
    """Everything in which a full name may stand, the writer's own words first."""
    letters = [page(text).text for forward in sources.forwards for text in (forward.text, forward.subject)]
    return (sources.page.text, page(sources.subject).text, *letters)


def _known(one: Mention, context: Context) -> Mention:
    """With the address and the full name from the introducer's list, where only one person can be meant."""
    if one.email or one.malformed:
        return one
    alike = [person for person in context.known if names.same_person(one.name, person.name)]
    exact = [person for person in alike if fold(names.clean(person.name)) == fold(one.name)]
    chosen = exact if len(exact) == 1 else alike
    return replace(one, name=chosen[0].name, email=chosen[0].email, written=chosen[0].email) if len(chosen) == 1 else one


def _twice(others: list[Mention], people: list[Mention]) -> bool:
    """Whether the two are one: one address for both, or one name with two addresses."""
    if len(people) == 2:
        first, second = people
        same_mail = bool(first.email and second.email) and bare(first.email or "") == bare(second.email or "")
        same_name = bool(first.name and " " in first.name) and fold(first.name) == fold(second.name)
        return same_mail or same_name
    if len(people) != 1:
        return False
    places = [one for one in others if one.email == people[0].email and one.email and one.end]
    different = any(not names.same_person(one.name, other.name) for one in places for other in places if one.name and other.name)
    return different or sum(one.weight >= ASKED for one in places) > 1


def _missing(people: list[Mention], twice: bool) -> tuple[Missing, ...]:
    found = {
        Missing.SECOND_PERSON: len(people) < 2 and not twice,
        Missing.ADDRESS: any(not one.email and not one.malformed for one in people),
        Missing.VALID_ADDRESS: any(one.malformed for one in people),
        Missing.DISTINCT_PEOPLE: twice,
    }
    return tuple(missing for missing, is_so in found.items() if is_so)


def _questions(people: list[Mention], context: Context) -> Iterator[str]:
    """What only the introducer can say about those who were chosen."""
    for one in people:
        alike = [person for person in context.known if not one.email and names.same_person(one.name, person.name)]
        if len(alike) > 1:
            yield f"Which {one.name} do you mean: {', '.join(f'{person.name} <{person.email}>' for person in alike[:4])}?"
        if one.malformed:
            yield f"The address \u201c{one.written}\u201d of {one.name or 'one of the two'} does not look like an address. What is the right one?"
