"""What an asking sentence says beside the names: on one of the two, and why they should meet."""

from __future__ import annotations

import re

from introd.read.requests import names
from introd.read.requests.addresses import is_mark, without_marks
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.pieces import EDGES, names_of_pronouns, residue
from introd.read.requests.profiles import Profile, Said
from introd.read.requests.speakers import Speakers

_TELLING = 8  # signs without blanks that tell something
_PAIR = (0, 1)
_TOLD = 4  # words that tell something


def from_ask(page: Page, sentence: Sentence, speakers: Speakers, said: Said) -> None:
    """What an asking sentence says beside the names: ", CTO at Acme," on one of them, "because both …" as the reason."""
    found = speakers.places(sentence.start, sentence.end)
    reason_at = _reason_place(page, sentence, found)
    if reason_at is not None:
        said.joint[reason_at] = page.text[reason_at : sentence.end]
    stop = reason_at if reason_at is not None else sentence.end
    if reason_at is None and _tells_each(page, sentence, found):
        reason_at = found[0][0]
        said.joint[reason_at] = page.text[reason_at : sentence.end]
    for place, (_, end, number) in enumerate(found):
        following = found[place + 1][0] if place + 1 < len(found) else stop
        if following > end and (place + 1 >= len(found) or found[place + 1][2] != number):
            _apposition(page, end, min(following, stop), said.profiles[number])


def _tells_each(page: Page, sentence: Sentence, found: list[tuple[int, int, int]]) -> bool:
    """ "these two should meet: Ana (ana@…) has too much wax, and Tom (tom@…) makes candles": whether each is told of behind the colon."""
    asks = page.of("ask", start=sentence.start, end=sentence.end)
    colon = page.text.find(":", asks[0].end, found[0][0]) if asks and found else -1
    if colon < 0 or len({number for _, _, number in found}) < len(_PAIR):
        return False
    ends = [*(start for start, _, _ in found[1:]), sentence.end]
    told = {
        number
        for (_, stop, number), end in zip(found, ends, strict=True)
        if page.text[stop:end].lstrip(" )")[:1].islower() and residue(page.text, stop, end, []) > 1
    }
    return len(told) == len(_PAIR) and not page.text[colon + 1 : found[0][0]].count("\n")


def _apposition(page: Page, start: int, end: int, profile: Profile) -> None:
    """ ", CTO at Acme," or "(CTO at Acme)" or "who runs the lab" after a name."""
    piece = page.text[start:end]
    match = re.match(r"[\s)\]]*(?:[,(–—-]|\bwho\b|\bqui\b|\bdie\b|\bder\b|\bque\b|\bche\b)", without_marks_kept(piece))
    bare = _without_tail(without_marks(piece).strip(EDGES))
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
    return " ".join(found).strip(EDGES)


def _reason_place(page: Page, sentence: Sentence, found: list[tuple[int, int, int]]) -> int | None:
    """Where in an asking sentence the reason begins, or None."""
    asks = page.of("ask", "meet", start=sentence.start, end=sentence.end)
    last = _behind_firm(page.text, _second_person_end(found), sentence.end) or (asks[0].end if asks else sentence.start)
    if page.of("reason_later", start=sentence.start, end=sentence.end):
        return None
    tail = _behind_colon(page, sentence, found, asks[0].start if asks else sentence.start)
    tail = tail or _tail(page, last, sentence.end, bool(found))
    if tail is None and found and asks and asks[-1].end > last:
        tail = _tail(page, asks[-1].end, sentence.end, True)  # "Karl Ott und Sina Rau bekannt machen, er mahlt, sie backt."
    tail = _said_by_name(page, last, sentence.end, found) if tail is None else tail
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
    marks = [at for at in range(colon, sentence.end) if is_mark(page.text[at])] if colon >= 0 else []
    if marks and is_cjk(sentence.text):
        colon = marks[-1]  # "…：李姐 lijie@… 开花店，小周 zhou@… 拍婚礼，…"
    elif colon < 0 or marks:
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
    aside = re.match(r"[^\W\d_]{1,9}[,!]\s+(?=([^\W\d_']+))", page.folded[start:end])
    if aside and aside.group(1) in names_of_pronouns() and not page.of("tail_not", start=start, end=start + aside.end()):
        start += aside.end()  # "…, ta, she fires pots"
    rest = page.folded[start:end].lstrip(" ,")
    first = re.match(r"[^\W\d_']+", rest)
    if is_cjk(rest) and len(rest.strip("。！? ")) > _TELLING and not page.of("ask", start=start, end=end):
        return start
    opens = first and (first.group() in words("tail_reason") or first.group() in names_of_pronouns())
    refused = page.of("tail_not", start=start, end=end)
    return start if opens and not (refused and refused[0].start - start < 4) else None


def _said_by_name(page: Page, last: int, end: int, found: list[tuple[int, int, int]]) -> int | None:
    """Behind the last person and a dash, one of the two once more: "intro sam … and jess … - sam is signing his first lease"."""
    again = next((start for start, _, _ in found if start > last), end)
    aside = page.text[last:again].strip(" )>")
    told = residue(page.text, again, end, found) >= _TOLD
    return again if aside in {"-", "–", "—", ";", ":"} and told else None


def _reason_before(page: Page, sentence: Sentence, found: list[tuple[int, int, int]], last: int, ask: int) -> bool:
    """ "Because …: please introduce them", "Jane wants to learn … and Jason teaches it, so please introduce them"."""
    asks = page.of("ask", start=sentence.start, end=sentence.end)
    early = [
        hit
        for hit in page.of("reason", "need", "common", start=sentence.start, end=max(ask, last))
        if not any(one.start <= hit.start < one.end for one in asks)  # "would like to meet" is no need of its own
    ]
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


def _behind_firm(text: str, last: int, end: int) -> int:
    """Behind the firm that follows a name: "Tom Hale from Hale & Sons; he restores sash windows"."""
    firm = re.match(r"\s+([^\W\d_]+)(?:\s+(?:[^\W\d_a-z][\w'.-]*|&)){1,5}(?=\s?[,;:–—])", text[last:end]) if last else None
    return last + firm.end() if firm and fold(firm.group(1)) in names.FIRM else last


def _clause(text: str, last: int, hit: int) -> int:
    """The beginning of the clause that a reason word stands in."""
    cut = max(text.rfind(sign, last, hit) for sign in (", ", "; ", ": ", " - ", " – ", " — ", ") ", "、", "，"))
    return cut + 1 if cut >= last else last
