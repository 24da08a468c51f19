"""What a request says of each of the two, and why they should meet: whole sentences of the introducer, never words of ours."""

from __future__ import annotations

import re
from itertools import pairwise

from introd.read.reading import PROFILE_KEYS
from introd.read.requests.addresses import is_mark, marks_in
from introd.read.requests.kept_links import said_of_links
from introd.read.requests.labels import Section
from introd.read.requests.lexicon import Hit, fold, is_cjk, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.pieces import EDGES, clauses, is_courtesy, names_of_pronouns, of_the_writer, residue, without_greeting
from introd.read.requests.profiles import Profile, Said
from introd.read.requests.reasons import from_ask
from introd.read.requests.roles import Mention
from introd.read.requests.speakers import Speakers
from introd.read.requests.tables import rows

_ON = re.compile(
    r"(?:[,;–-]|\b(?:me|mir|and|und|et|y|e|en|och|i|who|that|dass|que|qu|che|dat|att|że))\s+(?=([^\W\d_]+)\b)"
)  # how a sentence goes on
_HALVES = 2
_TELLING = 4  # words that tell something
_BESIDE = 24  # characters between a name and its address, at most


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
        if not sentence.text.strip(EDGES) or is_courtesy(sentence):
            continue
        current = None if sentence.paragraph != paragraph else current
        paragraph = sentence.paragraph
        current = _read(page, without_greeting(sentence), speakers, said, current)
    return said


def _outside(sentence: Sentence, boxed: list[tuple[int, int]]) -> Sentence:
    """The part of a sentence before the first label in it."""
    end = min((start for start, stop in boxed if start < sentence.end and sentence.start < stop), default=sentence.end)
    end = max(end, sentence.start)
    return Sentence(sentence.start, end, sentence.text[: end - sentence.start], sentence.paragraph)


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
            who = number if section.person else _above(section, speakers) if last is None else last
            if who is not None and value:
                said.profiles[who].add("background" if section.key == "about" else section.key, value)
                if section.key in {"needs", "offers"}:
                    said.needs.append(f"{section.person}: {value}" if section.person else value)


def _above(section: Section, speakers: Speakers) -> int | None:
    """Who is named last before a label that names nobody."""
    places = speakers.places(0, section.start)
    return places[-1][2] if places else None


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
    return line[max(inside, default=0) :].strip(EDGES)


def _read(page: Page, sentence: Sentence, speakers: Speakers, said: Said, current: int | None) -> int | None:
    """File one sentence; the number of the person whom the next "she" means, or None."""
    sentence = _before_stranger(sentence, speakers)
    start, end = sentence.start, sentence.end
    numbers = speakers.numbers(start, end)
    for_self = said.asked and page.of("ask_me", "ask", start=start, end=end)
    if for_self or (page.of("ask", "meet", start=start, end=end) and len(numbers) != 1) or _asks_for(page, sentence, numbers):
        from_ask(page, sentence, speakers, said)
        return None
    if _is_aside(page, sentence, speakers):
        return current
    if len(numbers) == 1:
        number = numbers.pop()
        if not residue(page.text, start, end, speakers.places(start, end)):
            return number  # nothing but the name, or the address, on a line of its own
        _file(page, sentence, said, number, _own_part(sentence, speakers))
        return number
    first = re.search(r"[^\W\d_']+", fold(sentence.text))
    pronoun = bool(first and first.group() in names_of_pronouns())
    follows = pronoun and (_in_turn(page, sentence) or (current is None and _follows_both(page, sentence, said)))
    if not numbers and (follows or _crosses(sentence)):
        said.joint[start] = sentence.text
        return None
    more = current is not None and (pronoun or _is_continuation(sentence) or _is_of_a_point(page, sentence))
    if not numbers and current is not None and (more or _is_headed(page, sentence, speakers)):
        _file(page, sentence, said, current, sentence.text)
        return current
    _file_for_both(page, sentence, speakers, said, bool(numbers), pronoun)
    return None


def _before_stranger(sentence: Sentence, speakers: Speakers) -> Sentence:
    """The part of a sentence before the clause with an address of somebody else, where it begins with "she" and tells something."""
    start = sentence.start
    strange = [at for at, _ in marks_in(sentence.text) if not speakers.numbers(start + at, start + at + 1)]
    first = re.search(r"[^\W\d_']+", fold(sentence.text))
    apart = [one for one in _by_semicolons(sentence) if not any(one.start <= start + at < one.end for at in strange)]
    if strange and len(apart) == 1:
        return apart[0]
    if not strange or first is None or first.group() not in names_of_pronouns():
        return sentence
    comma = sentence.text.rfind(",", 0, strange[0])
    head = sentence.text[: comma if comma > 0 else 0]
    return Sentence(start, start + len(head), head, sentence.paragraph) if len(head.split()) > _TELLING else sentence


def _by_semicolons(sentence: Sentence) -> list[Sentence]:
    """The two or more parts that semicolons make of a sentence; nothing where none stands in it."""
    cuts = [-1, *(match.start() for match in re.finditer(";", sentence.text)), len(sentence.text)]
    pairs = [(a + 1, b) for a, b in pairwise(cuts)] if len(cuts) > _HALVES else []
    return [Sentence(sentence.start + a, sentence.start + b, sentence.text[a:b], sentence.paragraph) for a, b in pairs]


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


def _follows_both(page: Page, sentence: Sentence, said: Said) -> bool:
    """Whether a sentence of "he" or "she" tells something right behind one on both: of whom is plain to them, if not to us."""
    every = page.sentences
    number = every.index(sentence) if sentence in every else 0
    previous = every[number - 1] if number else None
    near = previous is not None and previous.paragraph == sentence.paragraph and previous.start in said.joint
    return near and bool(_of_whom(sentence)) and not of_the_writer(sentence.text)


def _is_of_a_point(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence without blanks between its words goes on in the line of a list that is about one person."""
    line = page.text[page.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    return is_cjk(sentence.text) and bool(line.strip()) and any(map(is_mark, line)) and not of_the_writer(sentence.text)


def _is_headed(page: Page, sentence: Sentence, speakers: Speakers) -> bool:
    """Whether the paragraph begins with a line that is nothing but one person's name or address."""
    first = next((one for one in page.sentences if one.paragraph == sentence.paragraph), sentence)
    places = speakers.places(first.start, first.end)
    alone = len({number for _, _, number in places}) == 1 and not residue(page.text, first.start, first.end, places)
    return alone and first is not sentence and not of_the_writer(sentence.text)


def _crosses(sentence: Sentence) -> bool:
    """Whether a sentence without a name speaks of him and of her: "He can use her spare desk."."""
    found = set(re.findall(r"[^\W\d_]+", fold(sentence.text)))
    return bool(found & (words("he") | words("him")) and found & (words("she") | words("her")))


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
    beside = page.of(
        "offer_of_more",
        "beside_the_point",
        "aside_before",
        "aside_after",
        "reason_later",
        "rehearse",
        "blind_plain",
        start=start,
        end=end,
    )
    if any(_says_how(page, sentence, hit) for hit in beside) or _has_no_address(page, sentence, speakers):
        return True
    if said_of_links(page, start, end):
        return True
    how = page.of("ask_first", "agreed", "not_before", start=start, end=end)
    return any(hit.end - hit.start > 7 for hit in how) and not page.of("reason", "common", "need", start=start, end=end)


def _says_how(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """ "adding Kim in copy", and not "Lucia is adding two directors"; "via her office", and not "nobody in his office reads it"."""
    said = page.folded[hit.start : hit.end]
    if said == "adding":
        return of_the_writer(sentence.text) or hit.start < sentence.start + 3
    inside = said in words("workplaces") and page.folded[sentence.start : hit.start].rstrip().endswith((" in", " from", " at"))
    return not inside or any(map(is_mark, sentence.text))


def _has_no_address(page: Page, sentence: Sentence, speakers: Speakers) -> bool:
    """ "I'm on the road and don't have either address on me.": of the writer and of addresses, and of nobody's reason."""
    start, end = sentence.start, sentence.end
    if speakers.numbers(start, end) or page.of("reason", "common", start=start, end=end) or not of_the_writer(sentence.text):
        return False
    said = {form for word in re.findall(r"[\w-]+", page.folded[start:end]) for form in (word, word[:-1], word[:-2])}
    return bool(said & words("address_word") and page.of("negation", "told_future", "need", start=start, end=end))


def _asks_for(page: Page, sentence: Sentence, numbers: set[int]) -> bool:
    """Whether a sentence with one person is the request itself: "Please introduce Jane <jane@…> to …"."""
    return bool(numbers) and any(
        hit.start - sentence.start < 24 for hit in page.of("ask", start=sentence.start, end=sentence.end)
    )


def _is_continuation(sentence: Sentence) -> bool:
    """A further line of a list, or an indented one."""
    return sentence.text[:1] in " \t-*•" and (len(sentence.text.split()) > 1 or is_cjk(sentence.text))


def _own_part(sentence: Sentence, speakers: Speakers) -> str:
    """A line that begins with the person: only what follows the name; any other sentence whole."""
    found = speakers.places(sentence.start, sentence.end)
    lead = sentence.text[: found[0][0] - sentence.start].strip(EDGES + "0123456789")
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
    bare = text.strip(EDGES)
    if not bare or "reason_later" in kinds:
        return
    telling = of_the_writer(sentence.text)
    if "reason" in kinds or ("common" in kinds and not telling):
        said.joint[sentence.start] = sentence.text
    if telling and "need" not in kinds:
        _told_by_the_way(sentence, said, number)
        return  # how the writer met them is nobody's background
    if "need" in kinds:
        said.profiles[number].add("needs", text)
        said.needs.append(sentence.text)
    elif len(bare) < 60 and bare != sentence.text.strip(EDGES) and not re.search(r"[.!?]\s", bare):
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
    found = re.findall(r"[^\W\d_]+", page.folded[start:end])
    titles = sum(word in words("roles") for word in found)
    firms = sum(word in words("affiliation") for word in found) if titles > 1 else 0
    if kinds & {"reason", "common"} or (named and told - titles - firms > (1 if is_cjk(sentence.text) else 2)):
        said.joint[start] = sentence.text
        _each(page, sentence, speakers, said)
    elif "need" in kinds or (pronoun and told > 2):
        said.needs.append(sentence.text)
    elif _tells_by_itself(page, sentence, told):
        said.loose.append(sentence.text)


def _tells_by_itself(page: Page, sentence: Sentence, told: int) -> bool:
    """Whether a whole sentence that names nobody states something that is not of the writer, nor of the daemon."""
    text = sentence.text.strip()
    asks = page.of("ask", "ask_me", "help", "thanked", start=sentence.start, end=sentence.end)
    second = set(re.findall(r"[^\W\d_]+", fold(text))) & words("you")
    return told >= _TELLING and text.endswith((".", "!", "。", "！")) and not (asks or second or of_the_writer(text))


def _each(page: Page, sentence: Sentence, speakers: Speakers, said: Said) -> None:
    """What the two halves of a sentence on both say of each: "Jane has the hay and Jason has the truck"."""
    for start, end in clauses(sentence):
        numbers = speakers.numbers(start, end)
        if len(numbers) == 1 and residue(page.text, start, end, speakers.places(start, end)) > 2:
            said.profiles[numbers.pop()].add("background", page.text[start:end])
