"""Who stands in a mail beside which address, and whom an asking sentence names without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from introd.read.reading import Address
from introd.read.requests import han, names
from introd.read.requests.addresses import Found, marks_in
from introd.read.requests.couples import couple
from introd.read.requests.labels import Section
from introd.read.requests.lexicon import Hit, fold, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.roles import ASKED, FIRMS, LISTED, REACH, Mention, weight

MOST_PEOPLE = 60  # in one mail; more are a list and no request
_SOUGHT = re.compile(r"\s(?P<name>[^\W\d_]{2,20}\s[^\W\d_]{2,20})\s?[,;.–-]\s?(?P<who>[^\W\d_]+)")


def addressed(page: Page, sections: tuple[Section, ...], headers: tuple[Address, ...]) -> tuple[Mention, ...]:
    """Everybody whose address stands in a text, in order."""
    found: list[Mention] = []
    behind = _stand_behind(page)
    for place, number in islice(marks_in(page.text), MOST_PEOPLE):
        if number < len(page.found):
            one = _named(page, place, page.found[number], sections, headers, behind=behind)
            if found and found[-1].email == one.email and place == found[-1].end:
                continue  # jane@acme.example<mailto:jane@acme.example>
            found.append(one)
    spans = [(mention.start, mention.end) for mention in found]
    return tuple(replace(one, weight=one.weight + weight(page, one, sections, spans)) for one in found)


def _stand_behind(page: Page) -> bool:
    """Whether names stand behind their addresses, with a comma: "jo@farm.example, Jo Bartle, farmer; nina@…, Nina Svensson"."""
    marks = [place for place, _ in islice(marks_in(page.text), 4)]
    return bool(marks) and not names.before(page.text, marks[0])[0] and all(names.after_comma(page.text, at + 1) for at in marks)


def _named(
    page: Page, place: int, address: Found, sections: tuple[Section, ...], headers: tuple[Address, ...], *, behind: bool
) -> Mention:
    local = address.written.partition("@")[0]
    two = None if behind else couple(page, _since_address(page, place), place, local)
    if two:
        return Mention(two[0], address.email, address.written, two[1], place + 1)
    name, start = (names.after_comma(page.text, place + 1), place) if behind else names.before(page.text, place, local)
    name, start = _whose(page, place, local, _not_of(name, local), start)
    name, start = (name, start) if not _is_a_thing(name, local) else ("", place)
    firm = not name and fold(local) in words("role_mailboxes")
    if not name:
        name, start = names.after(page.text, place + 1), place
    if not name:
        name, start = _by_label(place, sections), place
    if not name:
        name, start = _nearest(page, place, local)
        name = _not_of(name, local)
    if not name:
        name, start = next((header.name for header in headers if header.email == address.email), ""), place
    return Mention(
        "" if firm else names.clean(name),
        address.email,
        address.written,
        place if firm else start,
        place + 1,
        FIRMS if firm else 0,
    )


def _is_a_thing(name: str, local: str) -> bool:
    """Whether one word before an address that gives two names has nothing of either: "collects 1960s Vespas, pia.schulz@…"."""
    parts = [part for part in re.split(r"[^a-z]+", fold(local)) if part]
    known = not name.isascii() or fold(name) in names.GIVEN or " " in name or name.isupper()
    return bool(name) and not known and len(parts) == 2 and all(len(part) > 2 and part[:2] != fold(name)[:2] for part in parts)


def _not_of(name: str, local: str) -> str:
    """Tina, of "Tinas Adresse ist tina@…": without the ending that says whose, where the address shows that it is one."""
    last = fold(name).split(" ")[-1]
    parts = set(re.split(r"[^a-z]+", fold(local)))
    return name[:-1] if last.endswith("s") and last[:-1] in parts and last not in parts else name


def _whose(page: Page, place: int, local: str, name: str, start: int) -> tuple[str, int]:
    """The name, or that of another in the sentence whose names the address spells out: "… Ana Roe to Tom Poe: ana.roe@…, tom@…"."""
    parts = set(re.split(r"[^a-z]+", fold(local)))
    if not name or parts & set(names.tokens_of(name)):
        return name, start
    for run in names.runs(page.text, page.sentence_at(place).start, place):
        called = [word for word in names.tokens_of(run.name) if " " not in word]
        if (len(called) > 1 and parts.issuperset(called)) or (len(called) == 1 and parts == set(called)):
            return run.name, run.start
    return name, start


def _by_label(place: int, sections: tuple[Section, ...]) -> str:
    """The name of the label before an `Email:` line, or of the person whose line it is."""
    earlier = [section for section in sections if section.value_start <= place]
    if not earlier:
        return ""
    if earlier[-1].person and earlier[-1].key != "email":
        return earlier[-1].person
    for section in reversed(earlier[-4:]):
        first = section.value.split("\n")[0].split(",")[0]
        if section.key in {"name", "party", "person"} and (section.person or names.is_name(first)):
            return section.person or first
        if section.key == "email" and section is not earlier[-1]:
            return ""
    return ""


def _nearest(page: Page, place: int, local: str) -> tuple[str, int]:
    """The only name since the last address in the sentence, or the one that the address repeats."""
    start = _since_address(page, place)
    runs = [run for run in names.runs(page.text, start, place) if not run.affiliated]
    plain = re.sub("([aou])e", r"\1", fold(local))  # k.boehm@… of Katharina Böhm
    alike = [
        run for run in runs if any(len(word) > 2 and (word in fold(local) or word in plain) for word in names.tokens_of(run.name))
    ]
    others = [run for run in runs if not _joined_to(page.folded[run.end : place])]
    chosen = alike or (others if len(runs) == 1 else [])
    return (chosen[-1].name, chosen[-1].start) if chosen else _line_above(page, place)


def _since_address(page: Page, place: int) -> int:
    """Where the sentence of a place begins, or the last address before it in the sentence ends."""
    start = page.sentence_at(place).start
    return max([start, *(start + at + 1 for at, _ in marks_in(page.text[start:place]))])


def _joined_to(between: str) -> bool:
    """Whether nothing but "and" or "to" stands between a name and an address: of somebody else, "introduce Ana to tom@…"."""
    said = between.strip(" ,:").split()
    return bool(said) and words("connectors").issuperset(said)


def _line_above(page: Page, place: int) -> tuple[str, int]:
    """The name that stands alone on the line above an address that stands alone."""
    begin = page.text.rfind("\n", 0, place) + 1
    if page.text[begin:place].strip(" -*•<(|") or begin < 2:
        return "", place
    above = page.text[page.text.rfind("\n", 0, begin - 1) + 1 : begin - 1]
    head = re.split(r"[,(|–—]| - ", above.strip(" -*•"))[0].strip()
    return (head, begin - 1 - len(above)) if head and names.is_name(head) else ("", place)


def named(page: Page, sections: tuple[Section, ...], people: tuple[Mention, ...], *, asked: bool = False) -> tuple[Mention, ...]:
    """Those whom an asking sentence or a label names without an address; `asked`: the writer asks for themselves."""
    taken = [(mention.start, mention.end) for mention in people]
    found = [*_in_asks(page, taken, asked=asked), *_in_lines(page, taken), *_in_labels(page, sections, taken)]
    found = found or list(_in_lower_case(page) if not people else ())
    if asked and not found and not any(stop > start for start, stop in taken):
        found = _sought_in_lower_case(page)
    found = [one for one in found if not any(_told_apart(page, other, one) or _spelt_again(page, one, other) for other in people)]
    spans = taken + [(mention.start, mention.end) for mention in found]
    return tuple(replace(one, weight=one.weight + weight(page, one, sections, spans)) for one in found)


def _told_apart(page: Page, person: Mention, namesake: Mention) -> bool:
    """ "Jane Roe (jane@…, not that Jane from the bank)": whether a name right behind an address tells its owner from a namesake."""
    if not person.end <= namesake.start <= person.end + REACH or not names.same_person(person.name, namesake.name):
        return False
    hits = page.of("not_that", start=person.end, end=namesake.start)
    if not hits:
        return False
    between = page.text[person.end : hits[0].start] + page.text[max(hit.end for hit in hits) : namesake.start]
    return not between.strip(" ,;(–—-")


def _is_second(page: Page, someone: Hit, ask: Hit) -> bool:
    """Whether "someone" is whom somebody is to meet: behind the asking word, or behind "and", "with"; not who is to introduce them."""
    before = re.findall(r"[^\W\d_]+", page.folded[max(0, someone.start - 16) : someone.start])
    return someone.start >= ask.end or (bool(before) and before[-1] in names.CONNECTORS)


def _spelt_again(page: Page, one: Mention, other: Mention) -> bool:
    """Whether a bracket right behind a name has it once more, with the address: "Алексей Громов (Alexei Gromov, a.gromov@…)"."""
    return one.end < other.start <= one.end + 3 and page.text[one.end : other.start].strip() in {"(", "（", "[", "/"}


def _in_asks(page: Page, taken: list[tuple[int, int]], *, asked: bool) -> Iterator[Mention]:
    for sentence in _asking(page, asked=asked):
        asks = page.of("ask", "ask_me", start=sentence.start, end=sentence.end)
        by_name = bool(page.of("ask", start=sentence.start, end=sentence.end))
        yield from _named_elsewhere(page, sentence, taken) if asked else ()
        end = _end_of_ask(page, sentence.start, sentence.end, min(hit.start for hit in asks))
        end = min(
            [end, *(hit.start for hit in page.of("someone", start=sentence.start, end=end) if _is_second(page, hit, asks[0]))]
        )
        for name, start, stop in han.joined(page.text[sentence.start : end]):
            if not any(at <= sentence.start + start < to for at, to in taken):
                yield Mention(name, None, "", sentence.start + start, sentence.start + stop)
        for run in names.runs(page.text, sentence.start, end):
            inside = any(start <= run.start < stop for start, stop in taken)
            if _opens(page, run, sentence) and (asked or sum(1 for _ in marks_in(sentence.text)) > 1):
                continue  # "Fancy introducing Ana (ana@…) and Tom (tom@…)?", "Looking for somebody who …"
            if not inside and _may_be_party(page, run, asks[0].start) and not _told_of_another(sentence, run):
                yield Mention(run.name, None, "", run.start, run.end, 0 if by_name else ASKED)


def _told_of_another(sentence: Sentence, run: names.Run) -> bool:
    """Whether a name stands in what a sentence with two addresses tells of one of them: "who has forty Belted Galloways"."""
    marks = [at for at, _ in marks_in(sentence.text)]
    opens = names.CONNECTORS | names.RELATIONS | names.TITLES | words("joins_two") | words("articles")
    plain = run.before.isalnum() and fold(run.before) not in opens
    return len(marks) > 1 and plain and any(sentence.start + at < run.start for at in marks)


def _opens(page: Page, run: names.Run, sentence: Sentence) -> bool:
    """Whether one word alone begins a sentence, where any has a capital: "Seria possível …"."""
    return " " not in run.name and not page.text[sentence.start : run.start].strip(" \n¿¡")


def _named_elsewhere(page: Page, asking: Sentence, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """ "You said you know Winston Hale? Could you intro me?": the one full name of a mail whose request names nobody."""
    own = page.of("self_object", "ask_me", start=asking.start, end=asking.end)
    here = names.runs(page.text, asking.start, asking.end)
    if (
        any(stop > start for start, stop in taken)
        or not own
        or any(not run.affiliated and not _opens(page, run, asking) for run in here)
    ):
        return
    others = [
        run
        for run in names.runs(page.text, 0, len(page.text))
        if " " in run.name
        and not run.affiliated
        and not page.text[: run.end].endswith(("'s", "s'"))
        and not _signs(page.text, run)
    ]
    if len({run.name for run in others}) == 1:
        yield Mention(others[0].name, None, "", others[0].start, others[0].end, ASKED)


def _signs(text: str, run: names.Run) -> bool:
    """Whether a name is all of its line: a signature."""
    return not text[text.rfind("\n", 0, run.start) + 1 : run.start].strip() and text[run.end : run.end + 1] in {"", "\n"}


def _asking(page: Page, *, asked: bool) -> list[Sentence]:
    """The sentences that ask, each once, no more than a person writes."""
    every = dict.fromkeys(page.sentence_at(hit.start) for hit in page.of("ask", *(("ask_me",) if asked else ())))
    return list(every)[:12]


def _in_lines(page: Page, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """`Please introduce:` and a line for each person, some without an address."""
    sentences = page.sentences
    for number, sentence in enumerate(sentences):
        if page.of("ask", start=sentence.start, end=sentence.end) and sentence.text.rstrip().endswith(":"):
            for line in sentences[number + 1 : number + 7]:
                first = next(iter(names.runs(page.text, line.start, line.end)), None)
                inside = any(start < line.end and line.start < stop for start, stop in taken)
                if (
                    first
                    and not inside
                    and first.start - line.start < 5
                    and " " in first.name
                    and page.text[first.end : first.end + 1] in {",", " ", "\n", "", "-", "("}
                ):
                    yield Mention(first.name, None, "", first.start, first.end, LISTED)


def _in_lower_case(page: Page) -> Iterator[Mention]:
    """`introduce ben holt and amy crane`: names in a mail that has no capitals at all, between the asking word and the end."""
    if page.text != page.text.lower():
        return
    for hit in page.of("ask")[:1]:
        sentence = page.sentence_at(hit.start)
        sides = re.split(
            r"\s+(?:and|to|with|und|mit|et|à|avec|y|a|con|e|com|en|aan|met|och|med|i|z)\s+|\s*[&+]\s*",
            page.text[hit.end : sentence.end].strip(" .!?"),
        )
        plain = [side.split() for side in sides]
        if len(sides) == 2 and all(
            0 < len(side) <= 3 and all(word.isalpha() and word not in names.STOP for word in side) for side in plain
        ):
            yield from (Mention(side.title(), None, "", hit.end, sentence.end) for side in sides)


def _sought_in_lower_case(page: Page) -> list[Mention]:
    """ "would love an intro to hana sorensen, she's doing the podcast": two words, of a person as "she" or "he" behind them shows."""
    common = names.STOP | names.HARD | names.RELATIONS | names.APPOSITION | names.TITLES | names.CONNECTORS
    for hit in page.of("ask_me") if page.text == page.text.lower() else ():
        match = _SOUGHT.match(page.folded, hit.end)
        led = fold(page.text[hit.start : hit.end]).rsplit(" ", 1)[-1] in names.CONNECTORS
        if match and led and match.group("who") in words("she") | words("he") and common.isdisjoint(match.group("name").split()):
            name = page.text[match.start("name") : match.end("name")].title()
            return [Mention(name, None, "", match.start("name"), match.end("name"), ASKED)]
    return []


def _end_of_ask(page: Page, start: int, end: int, ask: int) -> int:
    """Where an asking sentence begins to give its reason: names behind it are not asked for."""
    reasons = [hit.start for hit in page.of("reason", "need", start=start, end=end) if hit.start > ask + 8]
    first = names.runs(page.text, start, end)
    after = [
        place
        for place in reasons
        if sum(run.start < place for run in first) + sum(1 for at, _ in marks_in(page.text[start:place]) if at) >= 2
    ]
    return min(after, default=end)


def _may_be_party(page: Page, run: names.Run, ask: int) -> bool:
    """Whether the word before a name lets it be one of the two, and not a firm, a town or a subject."""
    before = fold(run.before).strip(".")
    if _ends_a_firm(page.text, run):
        return False
    if fold(run.name) in words("places") or (" " not in run.name and _is_where(page, before)):
        return False
    if page.text[: run.end].endswith(("'s", "s'")):
        return False  # "a choir for people with Parkinson's", "I saw Abe Rosen's film"
    if before in words("born"):
        return False
    if not before or run.name.count(" ") > 0:
        return not run.affiliated or before in names.CONNECTORS or _is_asked_for(page, run)
    opens = (
        before in names.CONNECTORS or before in names.RELATIONS or before in {"(", ":", "-", "–", "—", "/", '"', "“", "„", "«"}
    )
    asks = any(
        hit.end <= run.start <= hit.end + 12 or hit.start <= run.start < hit.end
        for hit in page.of("ask", start=max(0, ask - 200), end=len(page.text))
    )
    return opens or asks or (run.before.lower() in names.STOP and not run.affiliated)


def _ends_a_firm(text: str, run: names.Run) -> bool:
    """Whether one word behind "&" is the end of a firm: "Rupert Lang of Lang & Daughter"."""
    if run.before != "&" or " " in run.name:
        return False
    firm = re.search(r"([^\W\d_]+)\s+(?:[^\W\d_a-z][\w'.-]*\s+){1,3}&\s+$", text[max(0, run.start - 90) : run.start])
    return firm is not None and firm.group(1).islower() and fold(firm.group(1)) in names.FIRM


def _is_asked_for(page: Page, run: names.Run) -> bool:
    """ "Könnten Sie mir den Kontakt zu Herrn Thom vermitteln": whether the asking words end right before the name."""
    return any(hit.start < run.start - 8 and run.start - 12 <= hit.end <= run.start for hit in page.of("ask_me", end=run.start))


def _is_where(page: Page, before: str) -> bool:
    """Whether "en" or "i" before a name means "in", as in Spanish, French and Swedish, and not "and", as in Dutch and Polish."""
    if before not in {"en", "i"}:
        return False
    said = set(re.findall(r"[^\W\d_]+", page.folded))
    return said.isdisjoint(words("dutch")) if before == "en" else not said.isdisjoint(words("swedish"))


def _in_labels(page: Page, sections: tuple[Section, ...], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    for section in sections:
        if section.key not in {"party", "name", "person"} or any(section.start <= start < section.end for start, _ in taken):
            continue
        if section.key == "person" and " " not in section.person.strip():
            continue  # "Budget: …" is no person
        whole = section.person or re.split(r"[,;(\n]| - | – | — ", section.value)[0]
        if names.is_name(whole) and not (section.key == "person" and len(section.value) < 2):
            yield Mention(names.clean(whole), None, "", section.start, section.end)
        elif section.key == "party":
            for run in names.runs(page.text, section.value_start, section.end):
                if not run.affiliated and (" " in run.name or fold(run.before) in names.CONNECTORS or not run.before):
                    yield Mention(run.name, None, "", run.start, run.end)
