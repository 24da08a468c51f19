"""What a request says of each of the two, and why they should meet: whole sentences of the introducer, never words of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from introd.read.reading import PROFILE_KEYS
from introd.read.requests import names
from introd.read.requests.addresses import is_mark, marks_in, without_marks
from introd.read.requests.kept_links import said_of_links
from introd.read.requests.labels import Section
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.mentions import Mention
from introd.read.requests.page import Page, Sentence
from introd.read.requests.profiles import Profile, Said
from introd.read.requests.speakers import Speakers
from introd.read.requests.tables import rows

_ON = re.compile(r"(?:[,;–-]|\b(?:and|und|et|y|e|en|och|i|who))\s+(?=([^\W\d_]+)\b)")  # how a sentence goes on
_TELLING = 4  # words that tell something
_BESIDE = 24  # characters between a name and its address, at most
_EDGES = " \t\n,;:.-–—|•*>()[]、，。"


def gather(page: Page, sections: tuple[Section, ...], people: tuple[Mention, ...], *, asked: bool = False) -> Said:
    """Read what is said, from labels first and then from the sentences between them; `asked`: the writer is one of the people."""
    said = Said([Profile() for _ in people], asked=asked)
    speakers = Speakers(page, people)
    _from_labels(sections, speakers, said)
    _from_tables(page, speakers, said)
    boxed = [(section.start, section.end) for section in sections if section.key != "person"]
    current: int | None = None
    paragraph = -1
    for whole in page.sentences:
        sentence = _outside(whole, boxed) if any(start < whole.end and whole.start < end for start, end in boxed) else whole
        if not sentence.text.strip(_EDGES) or is_courtesy(sentence):
            continue
        current = None if sentence.paragraph != paragraph else current
        paragraph = sentence.paragraph
        current = _read(page, sentence, speakers, said, current)
    return said


def _outside(sentence: Sentence, boxed: list[tuple[int, int]]) -> Sentence:
    """The part of a sentence before the first label in it."""
    end = min((start for start, stop in boxed if start < sentence.end and sentence.start < stop), default=sentence.end)
    end = max(end, sentence.start)
    return Sentence(sentence.start, end, sentence.text[: end - sentence.start], sentence.paragraph)


def is_courtesy(sentence: Sentence) -> bool:
    """Greetings, sign-offs and thanks."""
    bare = fold(sentence.text.strip(_EDGES + "!"))
    first = re.split(r"[\s,!]", bare, maxsplit=1)[0] if bare else ""
    courteous = words("closing") | words("greeting")
    begun = [word for word in courteous if bare.startswith((word + " ", word + ","))]
    return (
        bare in courteous
        or (len(bare.split()) <= 5 and bool(begun or first in courteous))
        or (len(bare.split()) <= 12 and any(" " in word for word in begun) and not any(is_mark(sign) for sign in bare))
    )


def _from_tables(page: Page, speakers: Speakers, said: Said) -> None:
    """What the columns of a table say of each."""
    for start, end, cells in rows(page):
        numbers = speakers.numbers(start, end)
        for key, cell in cells.items() if len(numbers) == 1 else ():
            if key == "why":
                said.why.append(cell)
            else:
                number = min(numbers)
                said.profiles[number].add(key, cell)
                said.needs += [f"{speakers.called(number)}: {cell}"] if key == "needs" else []


def _from_labels(sections: tuple[Section, ...], speakers: Speakers, said: Said) -> None:
    last: int | None = None
    for section in sections:
        number = speakers.by_name(section.person) if section.person else None
        value = section.value
        if section.key in {"party", "name", "person"}:
            last = _introduced(section, speakers, said)
        elif section.key == "why":
            said.why.append(value)
        elif section.key in PROFILE_KEYS or section.key == "about":
            who = number if section.person else last
            if who is not None and value:
                said.profiles[who].add("background" if section.key == "about" else section.key, value)
                if section.key in {"needs", "offers"}:
                    said.needs.append(f"{section.person}: {value}" if section.person else value)


def _introduced(section: Section, speakers: Speakers, said: Said) -> int | None:
    """`Person A: Jane Roe, CTO at Acme`: who it is, and the rest of the line on them."""
    found = speakers.places(section.start, section.end)
    numbers = {number for _, _, number in found}
    if len(numbers) != 1:
        return None
    number = numbers.pop()
    line = section.value.split("\n")[0] if section.key != "person" else section.value
    rest = _after_person(line, section.value_start, found)
    if len(rest.split()) > 1 or is_cjk(rest):
        key = "headline" if len(rest) < 60 and "." not in rest.rstrip(".") else "background"
        said.profiles[number].add(key, rest)
    return number


def _after_person(line: str, start: int, found: list[tuple[int, int, int]]) -> str:
    inside = [end - start for at, end, _ in found if at - start >= 0 and end - start <= len(line) + 2]
    return line[max(inside, default=0) :].strip(_EDGES)


def _read(page: Page, sentence: Sentence, speakers: Speakers, said: Said, current: int | None) -> int | None:
    """File one sentence; the number of the person whom the next "she" means, or None."""
    start, end = sentence.start, sentence.end
    numbers = speakers.numbers(start, end)
    for_self = said.asked and page.of("ask_me", "ask", start=start, end=end)
    if for_self or (page.of("ask", "meet", start=start, end=end) and len(numbers) != 1) or _asks_for(page, sentence, numbers):
        _from_ask(page, sentence, speakers, said)
        return None
    if _is_aside(page, sentence, speakers):
        return current
    if len(numbers) == 1:
        number = numbers.pop()
        _file(page, sentence, said, number, _own_part(sentence, speakers))
        return number
    first = re.search(r"[^\W\d_']+", fold(sentence.text))
    pronoun = bool(first and first.group() in names_of_pronouns())
    if not numbers and pronoun and _in_turn(page, sentence):
        said.joint[start] = sentence.text
        return None
    if not numbers and current is not None and (pronoun or _is_continuation(sentence)):
        _file(page, sentence, said, current, sentence.text)
        return current
    _file_for_both(page, sentence, speakers, said, bool(numbers), pronoun)
    return None


def _in_turn(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence of "she" stands right beside one of "he", each with something to tell: together they join the two."""
    every = page.sentences
    number = every.index(sentence) if sentence in every else -1
    near = [every[at] for at in (number - 1, number + 1) if number >= 0 and 0 <= at < len(every)]
    mine = _of_whom(sentence)
    return bool(mine) and any(
        other.paragraph == sentence.paragraph
        and _of_whom(other) not in {"", mine}
        and not page.of("ask", start=other.start, end=other.end)
        for other in near
    )


def _of_whom(sentence: Sentence) -> str:
    """ "she" or "he", where a sentence begins with such a word and tells something in four words or more; else empty."""
    found = re.findall(r"[^\W\d_]+", fold(sentence.text))
    return next((key for key in ("she", "he") if len(found) > 3 and found[0] in words(key)), "")


def _is_aside(page: Page, sentence: Sentence, speakers: Speakers) -> bool:
    """Whether a sentence says how, not whom or why: an option, a copy, an address of somebody else."""
    start, end = sentence.start, sentence.end
    if any(
        page.found[number].email and not speakers.numbers(start + at, start + at + 1) for at, number in marks_in(sentence.text)
    ):
        return True
    if page.of(
        "offer_of_more",
        "beside_the_point",
        "aside_before",
        "aside_after",
        "reason_later",
        "rehearse",
        "blind_plain",
        start=start,
        end=end,
    ):
        return True
    if said_of_links(page, start, end):
        return True
    how = page.of("ask_first", "agreed", "not_before", start=start, end=end)
    return any(hit.end - hit.start > 7 for hit in how) and not page.of("reason", "common", "need", start=start, end=end)


def names_of_pronouns() -> frozenset[str]:
    """Words that stand for a person."""
    return words("pronouns")


def _asks_for(page: Page, sentence: Sentence, numbers: set[int]) -> bool:
    """Whether a sentence with one person is the request itself: "Please introduce Jane <jane@…> to …"."""
    return bool(numbers) and any(
        hit.start - sentence.start < 24 for hit in page.of("ask", start=sentence.start, end=sentence.end)
    )


def _is_continuation(sentence: Sentence) -> bool:
    """A further line of a list, or an indented one."""
    return sentence.text[:1] in " \t-*•" and len(sentence.text.split()) > 1


def _own_part(sentence: Sentence, speakers: Speakers) -> str:
    """A line that begins with the person: only what follows the name; any other sentence whole."""
    found = speakers.places(sentence.start, sentence.end)
    lead = sentence.text[: found[0][0] - sentence.start].strip(_EDGES + "0123456789")
    after = sentence.text[found[0][1] - sentence.start :]
    marked = any(is_mark(sign) for sign in sentence.text) or re.match(r"\s*[,:(–—|-]", after)
    if lead or not marked:
        return sentence.text
    return _after_person(sentence.text, sentence.start, _together(found))


def _together(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The places at the beginning that stand side by side: a name and its address, not an address at the end of the sentence."""
    kept = found[:1]
    for place in found[1:]:
        if place[0] - kept[-1][1] > _BESIDE:
            break
        kept.append(place)
    return kept


def _file(page: Page, sentence: Sentence, said: Said, number: int, text: str) -> None:
    kinds = {hit.category for hit in page.of("reason", "need", "common", "reason_later", start=sentence.start, end=sentence.end)}
    bare = text.strip(_EDGES)
    if not bare or "reason_later" in kinds:
        return
    telling = set(re.findall(r"[^\W\d_]+", fold(sentence.text))) & words("first_person")
    if "reason" in kinds or ("common" in kinds and not telling):
        said.joint[sentence.start] = sentence.text
    if telling and "need" not in kinds:
        _told_by_the_way(sentence, said, number)
        return  # how the writer met them is nobody's background
    if "need" in kinds:
        said.profiles[number].add("needs", text)
        said.needs.append(sentence.text)
    elif len(bare) < 60 and bare != sentence.text.strip(_EDGES) and not re.search(r"[.!?]\s", bare):
        said.profiles[number].add("headline", bare)
    else:
        said.profiles[number].add("background", text)


def _told_by_the_way(sentence: Sentence, said: Said, number: int) -> None:
    """ "I met Edie on Sunday and she wouldn't stop talking of beans": what stands from "she" on."""
    for match in _ON.finditer(fold(sentence.text)):
        rest = sentence.text[match.start(1) :]
        if match.group(1) in names_of_pronouns() and len(rest.split()) > _TELLING:
            said.told.setdefault(number, rest.strip())
            return


def _file_for_both(page: Page, sentence: Sentence, speakers: Speakers, said: Said, named: bool, pronoun: bool) -> None:
    """A sentence on both, or on neither: a reason if it says something that joins them."""
    start, end = sentence.start, sentence.end
    kinds = {hit.category for hit in page.of("reason", "need", "common", start=start, end=end)}
    told = residue(page.text, start, end, speakers.places(start, end))
    if told < 2:
        return
    if kinds & {"reason", "common"} or (named and told > 2):
        said.joint[start] = sentence.text
        _each(page, sentence, speakers, said)
    elif "need" in kinds or (pronoun and told > 2):
        said.needs.append(sentence.text)


def _each(page: Page, sentence: Sentence, speakers: Speakers, said: Said) -> None:
    """What the two halves of a sentence on both say of each: "Jane has the hay and Jason has the truck"."""
    for start, end in clauses(sentence):
        numbers = speakers.numbers(start, end)
        if len(numbers) == 1 and residue(page.text, start, end, speakers.places(start, end)) > 2:
            said.profiles[numbers.pop()].add("background", page.text[start:end])


def clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, cut where a comma, a semicolon or an "and" stands."""
    start = sentence.start
    for match in _CUT.finditer(sentence.text):
        yield start, sentence.start + match.start()
        start = sentence.start + match.end()
    yield start, sentence.end


_CUT = re.compile(
    r"\s{0,2}[;,]\s{1,3}(?:(?:and|und|et|y|e|en|och|i|while|whereas|but)\s{1,3})?|\s{1,3}(?:and|und|et|while|whereas|och|en)\s{1,3}(?=[^\W\d_a-z])"
)


def residue(text: str, start: int, end: int, found: list[tuple[int, int, int]]) -> int:
    """How many words stand in a piece beside names, addresses and what joins them."""
    piece = text[start:end]
    for at, stop, _ in sorted(found, reverse=True):
        piece = piece[: max(0, at - start)] + " " + piece[max(0, stop - start) :]
    idle = names.CONNECTORS | names.TITLES | names.POSTNOMINALS | words("greeting") | words("closing") | words("politeness")
    left = [word for word in re.findall(r"[^\W\d_]+", fold(piece)) if word not in idle]
    return sum(max(1, len(word) // 2) if is_cjk(word) else 1 for word in left)


def _from_ask(page: Page, sentence: Sentence, speakers: Speakers, said: Said) -> None:
    """What an asking sentence says beside the names: ", CTO at Acme," on one of them, "because both …" as the reason."""
    found = speakers.places(sentence.start, sentence.end)
    reason_at = _reason_place(page, sentence, found)
    if reason_at is not None:
        said.joint[reason_at] = page.text[reason_at : sentence.end]
    stop = reason_at if reason_at is not None else sentence.end
    for place, (_, end, number) in enumerate(found):
        following = found[place + 1][0] if place + 1 < len(found) else stop
        if following > end and (place + 1 >= len(found) or found[place + 1][2] != number):
            _apposition(page, end, min(following, stop), said.profiles[number])


def _apposition(page: Page, start: int, end: int, profile: Profile) -> None:
    """ ", CTO at Acme," or "(CTO at Acme)" or "who runs the lab" after a name."""
    piece = page.text[start:end]
    match = re.match(r"[\s)\]]*(?:[,(–—-]|\bwho\b|\bqui\b|\bdie\b|\bder\b|\bque\b|\bche\b)", without_marks_kept(piece))
    bare = _without_tail(without_marks(piece).strip(_EDGES))
    if match and len(bare.split()) > 1 and not set(fold(bare).split()) <= names.STOP:
        profile.add("headline" if len(bare) < 80 else "background", bare)


def without_marks_kept(piece: str) -> str:
    """A piece without leading address signs."""
    return piece.lstrip("".join(sign for sign in piece if is_mark(sign)) + " ")


def _without_tail(piece: str) -> str:
    """Without the connector and the possessives that lead to the next name: "…, to my friend"."""
    found = piece.split()
    ends = names.CONNECTORS | names.RELATIONS | words("articles") | names.TITLES
    while found and (fold(found[-1].strip(",;")) in ends or found[-1] in {",", "(", "-", "–", "—"}):
        found.pop()
    return " ".join(found).strip(_EDGES)


def _reason_place(page: Page, sentence: Sentence, found: list[tuple[int, int, int]]) -> int | None:
    """Where in an asking sentence the reason begins, or None."""
    asks = page.of("ask", "meet", start=sentence.start, end=sentence.end)
    last = _second_person_end(found) or (asks[0].end if asks else sentence.start)
    if page.of("reason_later", start=sentence.start, end=sentence.end):
        return None
    tail = _behind_colon(page, sentence, found, asks[0].start if asks else sentence.start) or _tail(
        page, last, sentence.end, bool(found)
    )
    if tail is not None and residue(page.text, tail, sentence.end, []) > 1:
        return tail
    hits = [
        hit
        for hit in page.of("reason", "common", "need", start=last, end=sentence.end)
        if residue(page.text, hit.end, sentence.end, []) > 0
    ]
    if hits:
        return _clause(page.text, last, hits[0].start)
    inside = page.of("reason", start=asks[0].end, end=last) if asks else ()
    if inside and found[0][0] >= inside[0].end:
        return inside[0].start  # "They should meet because Zara films glaciers and Felix measures them."
    return sentence.start if _reason_before(page, sentence, found, last, asks[-1].start if asks else sentence.end) else None


def _behind_colon(page: Page, sentence: Sentence, found: list[tuple[int, int, int]], ask: int) -> int | None:
    """ "Please introduce those two: she has it, he wants it": what stands behind the colon, if it is no list of people."""
    colon = page.text.find(":", ask, sentence.end)
    if colon < 0 or any(is_mark(sign) for sign in page.text[colon : sentence.end]):
        return None
    return colon + 1 if residue(page.text, colon, sentence.end, found) > 2 else None


def _tail(page: Page, last: int, end: int, named: bool) -> int | None:
    """Behind the last person: ", he has it and she wants it", "for a chat about bees"."""
    cut = None if named else re.search(r"[,;–—-]\s", page.text[last:end])
    last += cut.start() if cut else 0
    match = re.match(r"[\s,;.)\]–—-]*", page.text[last:end])
    start = last + (match.end() if match else 0)
    for polite in words("politeness"):
        if page.folded.startswith(polite + ",", start) or page.folded.startswith(polite + " -", start):
            start += len(polite) + 1
            break
    rest = page.folded[start:end].lstrip(" ,")
    first = re.match(r"[^\W\d_']+", rest)
    opens = first and (first.group() in words("tail_reason") or first.group() in names_of_pronouns())
    refused = page.of("tail_not", start=start, end=end)
    return start if opens and not (refused and refused[0].start - start < 4) else None


def _reason_before(page: Page, sentence: Sentence, found: list[tuple[int, int, int]], last: int, ask: int) -> bool:
    """ "Because …: please introduce them", "Jane wants to learn … and Jason teaches it, so please introduce them"."""
    early = page.of("reason", "need", "common", start=sentence.start, end=max(ask, last))
    return any(hit.category == "reason" or (found and found[0][0] < hit.start < ask) for hit in early if hit.start < ask)


def _second_person_end(found: list[tuple[int, int, int]]) -> int:
    """Behind the first naming of the last person who is new: what follows speaks of people already named."""
    seen: set[int] = set()
    end = 0
    for _, stop, number in found:
        if number not in seen or (end and stop <= end + 4):
            end = stop
        seen.add(number)
    return end


def _clause(text: str, last: int, hit: int) -> int:
    """The beginning of the clause that a reason word stands in."""
    cut = max(text.rfind(sign, last, hit) for sign in (", ", "; ", ": ", " - ", " – ", " — ", ") ", "、", "，"))
    return cut + 1 if cut >= last else last
