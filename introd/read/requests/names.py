"""Names of people as they stand in a text: beside an address, after "introduce", in a label."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from introd.read.requests import han
from introd.read.requests.lexicon import WORDS, fold, is_cjk, words

_LISTED = {word.lower() for key in ("stop", "greeting", "closing") for word in WORDS.get(key, ())}
STOP = frozenset(_LISTED)  # with their accents: "põe" is a verb, "Poe" a name
HARD = frozenset(
    word.lower() for key in ("stop_hard", "relations", "roles", "yes", "no", "pronouns") for word in WORDS.get(key, ())
) - words("not_hard")
GIVEN = words("given_names")
TITLES = words("titles")
POSTNOMINALS = words("postnominals")
_NAMES_TOO = words("titles_too")
PARTICLES = words("particles")
CONNECTORS = words("connectors")
AFFILIATION = words("affiliation")
RELATIONS = words("relations")
FIRM = AFFILIATION - CONNECTORS
APPOSITION = words("roles") | words("articles")
_TOKEN = re.compile(r"\n|[^\W\d_](?:[\w'.-]{0,60}\w)?\.?|\S")
MOST_WORDS = 1800  # words that are looked at for names in one text
_INVERTED = re.compile(r"^[IJ]'|-(?:t-)?(?:il|elle|on|ce|je|tu|vous|nous|ils|elles|moi|toi|les|le|la|lui|leur)$")  # "Serait-il"
_ENDED = re.compile(r":|[^\W\d_]{3}[.!?]\s")  # a sentence or a label ends
_INITIAL = re.compile(r"[A-ZÀ-Ž]\.")
LOOK_BACK = 90
MOST_TOKENS = 5
MOST_RUNS = 60  # names that are looked at in one text


def clean(name: str) -> str:
    """A name without quotes, titles, post-nominals and honorifics: `"Roe, Dr. Jane (Acme)"` is Jane Roe."""
    bare = re.sub(r"\([^)]{0,80}\)|\[[^\]]{0,80}\]", " ", unicodedata.normalize("NFC", name)).strip(" \t\n\"'“”„«»,;:<>-–—|*•.")
    if is_cjk(bare):
        return han.unhonoured(bare)
    parts = [part.strip() for part in bare.split(",")]
    while len(parts) > 1 and all(
        fold(word).strip(".") in POSTNOMINALS or fold(word) in POSTNOMINALS for word in parts[-1].split()
    ):
        parts.pop()
    if len(parts) == 2 and parts[1] and len(parts[1].split()) <= 3 and len(parts[0].split()) <= 3:
        parts.reverse()
    tokens = [token for token in " ".join(parts).split() if not _is_title(token)]
    while len(tokens) > 1 and fold(tokens[-1]).strip(".") in POSTNOMINALS and tokens[-1].upper() == tokens[-1]:
        tokens.pop()
    return " ".join(tokens[:7]).strip(" ,;:")


def _is_title(token: str) -> bool:
    """Whether a word is a title: "Phil" is a name where it has its capital and no full stop."""
    plain = fold(token).strip(".")
    return plain in TITLES and not (plain in _NAMES_TOO and token[0].isupper() and not token.endswith("."))


def is_name_word(token: str, *, opens: bool = False) -> bool:
    """Whether one word may be a part of a name: it begins with a capital, and no list says that it is something else.

    `opens`: it begins a sentence, where any word has a capital.
    """
    plain = token.lower().strip(".").removesuffix("'s")
    if not token[:1].isalpha() or token[0].islower() or _INVERTED.search(token):
        return False
    if plain in GIVEN:
        return True
    if len(token) > 1 and token.isupper() and plain in STOP:
        return False  # AND, in a mail that is all in capitals
    return plain not in HARD and not (opens and plain in STOP)


def _is_opening(before_it: str) -> bool:
    """Whether a sentence begins behind this token."""
    return (
        not before_it
        or before_it in {".", "!", "?", ":", "-", "*", "•", "¿", "¡", ")"}
        or (before_it.endswith(".") and fold(before_it).strip(".") not in TITLES and len(before_it) > 2)
    )


def before(text: str, place: int, local: str = "") -> tuple[str, int]:
    """The name that ends at a place of the text, and where it begins; the empty string where none does.

    `local`: the local part of the address that follows, which tells a name in lower case from other words.
    """
    begin = max(0, place - LOOK_BACK)
    window = text[begin:place]
    cut = max((number for number, sign in enumerate(window) if sign == "\n" or "\ue000" <= sign <= "\uf8ff"), default=-1)
    window = window[cut + 1 :]
    offset = place - len(window)
    bare = window.rstrip(" \t,:;-–—(|\"'“”[<=→")
    if bare.endswith((")", "）")) and not is_cjk(bare):
        bare = re.sub(r"\([^()]{0,60}\)$", "", bare).rstrip(" ,")
    if is_cjk(bare[-1:]):
        return han.before(bare, offset) or _words_before(han.bare(bare), offset, "")
    quoted = re.search(r"[\"“„«]([^\"“”„«»]{2,60})[\"”“»]?$", bare) if window.rstrip(" (<,")[-1:] in '"”“»' else None
    if quoted:
        return clean(quoted.group(1)), offset + quoted.start()
    return _words_before(bare, offset, local)


def _words_before(window: str, offset: int, local: str) -> tuple[str, int]:
    """The name at the end of a window, or before an apposition at its end: "Jane Roe, CTO at Acme, jane@…"."""
    for attempt in range(3):
        tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(window)]
        run = _run(tokens) or (_lower_run(tokens, local) if attempt == 0 else [])
        shorter = None if _is_spelt(tokens, run, local) else _without_apposition(window, tokens, run)
        if run and shorter is None:
            run = _cut_by_local(_grown_by_local(tokens, run, local), local)
            return clean(window[run[0][1] :]), offset + run[0][1]
        if shorter is None:
            break
        window = shorter
    return "", offset + len(window)


def _is_spelt(tokens: list[tuple[str, int]], run: list[tuple[str, int]], local: str) -> bool:
    """Whether the address begins as the name does, and no other name stands before: "I thought of Ana Roe, ana.roe@…"."""
    at = tokens.index(run[0]) if run else 0
    return at > 1 and fold(local).startswith(fold(run[0][0])) and (tokens[at - 2][0].islower() or fold(tokens[at - 2][0]) in STOP)


def _without_apposition(window: str, tokens: list[tuple[str, int]], run: list[tuple[str, int]]) -> str | None:
    """What stands before "at Acme", ", CTO" or "(CTO)" at the end, or None where no such thing stands there."""
    if run:
        leading = [(token, at) for token, at in tokens if at < run[0][1]]
        if len(leading) > 2 and leading[-1][0] == "&" and is_name_word(leading[-2][0]):
            leading = leading[:-2]  # of Kay & Sons
        affiliated = leading and fold(leading[-1][0]) in FIRM and leading[-1][0].islower()
        return window[: leading[-1][1]].rstrip(" ,(-–—|") if affiliated and len(leading) > 1 else None
    cut = max(window.rfind(sign) for sign in (",", "(", " - ", " – ", " — "))
    words_after = [fold(token).strip(".") for token, at in tokens if at > cut]
    if (
        cut <= 0
        or not words_after
        or len(words_after) > 9
        or _ENDED.search(window[cut:])
        or not set(words_after[:2]) & APPOSITION
    ):
        return None
    return window[:cut].rstrip(" ,(-–—|")


def _run(tokens: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The longest run of name words at the end, with titles, particles and what follows a comma."""
    run: list[tuple[str, int]] = []
    for number in range(len(tokens) - 1, -1, -1):
        if len(run) > MOST_TOKENS + 2 or not _joins(tokens, number, run):
            break
        run.insert(0, tokens[number])
    return _trimmed(run)


def _joins(tokens: list[tuple[str, int]], number: int, run: list[tuple[str, int]]) -> bool:
    """Whether one more word to the left belongs to the name."""
    word = tokens[number][0]
    plain = fold(word).strip(".")
    left = tokens[number - 1][0] if number else ""
    if word == ",":
        return bool(run) and (_comma_inside(run, left) or (number == 1 and len(run) < 3 and is_name_word(left)))
    if plain in POSTNOMINALS and all(fold(other).strip(".") in POSTNOMINALS for other, _ in run):
        return True
    if run and ((plain in TITLES and word[0].isupper()) or _INITIAL.fullmatch(word)):
        return True
    if run and word.endswith(".") and plain not in POSTNOMINALS and plain not in PARTICLES:
        return False  # "… Kofi and Bo. Kofi (kofi@…)": a sentence ends
    if plain in PARTICLES and run and (is_name_word(left) or fold(left) in PARTICLES):
        return True
    return is_name_word(word, opens=_is_opening(left))


def _comma_inside(run: list[tuple[str, int]], before_it: str) -> bool:
    """Whether a comma stands inside the name: before "MBA", or in "Roe, Jane"."""
    after = [word for word, _ in run]
    if all(fold(word).strip(".,") in POSTNOMINALS or word == "," for word in after):
        return is_name_word(before_it)
    return False


def _trimmed(run: list[tuple[str, int]]) -> list[tuple[str, int]]:
    while run and (run[0][0] == "," or (fold(run[0][0]) in PARTICLES and run[0][0].islower())):
        run = run[1:] if run[0][0] == "," or len(run) < 2 else run
        if run and fold(run[0][0]) in PARTICLES:
            break
    return run if any(is_name_word(token) and fold(token).strip(".") not in POSTNOMINALS for token, _ in run) else []


def _lower_run(tokens: list[tuple[str, int]], local: str) -> list[tuple[str, int]]:
    """A name that was typed without capitals: only words that the address repeats, and what stands beside them."""
    run: list[tuple[str, int]] = []
    for token, at in reversed(tokens[-4:]):
        plain = fold(token)
        if not plain.isalpha() or token in STOP or plain in CONNECTORS or plain in AFFILIATION:
            break
        run.insert(0, (token, at))
    while run and not _in_local(run[0][0], local):
        run = run[1:]
    at = tokens.index(run[0]) if run and run[0][0][0].isupper() else 0
    given = at > 0 and is_name_word(tokens[at - 1][0], opens=at == 1)  # "Ji-woo Han": "han" is a small word elsewhere
    return [tokens[at - 1], *run] if given else run


def _in_local(token: str, local: str) -> bool:
    plain = fold(token).strip(".")
    return len(plain) > 1 and plain in fold(local)


def _grown_by_local(tokens: list[tuple[str, int]], run: list[tuple[str, int]], local: str) -> list[tuple[str, int]]:
    """With a word before it that is a common one elsewhere ("Uma", "May"), where it has a capital and the address repeats it."""
    at = tokens.index(run[0])
    token = tokens[at - 1][0] if at else ""
    return [tokens[at - 1], *run] if token[:1].isupper() and token.isalpha() and _in_local(token, local) else run


def _cut_by_local(run: list[tuple[str, int]], local: str) -> list[tuple[str, int]]:
    """Without capitalised words in front that are no part of the name, where the address shows where it begins."""
    bare_run = [pair for pair in run if fold(pair[0]).strip(".") not in TITLES]
    if len(bare_run) < 3 or not local or "," in (token for token, _ in run):
        return run
    for number, (token, _) in enumerate(bare_run):
        if _in_local(token, local) or (number == 0 and fold(token[:1]) == fold(local[:1])):  # am.nunez@… of Ana-María Núñez
            return bare_run[min(number, len(bare_run) - 2) :]
    return run


def after(text: str, place: int) -> str:
    """The name in brackets or behind a dash that follows an address: `jane@acme.example (Jane Roe)`."""
    match = re.match(r"[ \t]*(?:\(|[-–—|]|:)[ \t]*([^\n()|,;:\ue000-\uf8ff]{2,50})", text[place : place + 70])
    if not match:
        return ""
    inside = _latin_runs(match.group(1), 0) if match.group().lstrip().startswith("(") else []
    if len(inside) == 1 and len(match.group(1).split()) <= 5:
        return inside[0].name  # (that's Jane Roe)
    return clean(match.group(1)) if _all_name(match.group(1)) else ""


def after_comma(text: str, place: int) -> str:
    """The full name behind an address and a comma, that a comma, a semicolon or the line ends: `jo@farm.example, Jo Bartle, farmer`."""
    match = re.match(r",[ \t]([^\n()|,;:\ue000-\uf8ff]{4,50})(?=[,;\n]|$)", text[place : place + 60])
    return clean(match.group(1)) if match and " " in match.group(1) and _all_name(match.group(1)) else ""


def _all_name(text: str) -> bool:
    """Whether a text is nothing but a name of one to five words."""
    tokens = [token for token in re.split(r"[ \t]+", text.strip()) if token]
    if is_cjk(text):
        return len(text.strip()) <= 12
    plain = [token for token in tokens if fold(token) not in PARTICLES and fold(token).strip(".") not in TITLES]
    return 0 < len(plain) <= MOST_TOKENS and all(is_name_word(token, opens=number == 0) for number, token in enumerate(plain))


def is_name(text: str) -> bool:
    """Whether a text is a name and nothing else, titles and post-nominals included."""
    bare = clean(text)
    return bool(bare) and _all_name(bare)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be of one person: all words of the shorter stand in the longer."""
    first, second = set(fold(clean(one)).split()), set(fold(clean(other)).split())
    if not first or not second:
        return False
    if is_cjk(one) and is_cjk(other):
        return clean(one) in clean(other) or clean(other) in clean(one)
    return first <= second or second <= first


def tokens_of(name: str) -> tuple[str, ...]:
    """The folded words by which a text may call a person: the full name first, then its parts."""
    bare = fold(clean(name))
    if is_cjk(bare):
        return (
            bare,
            *((bare[:2], bare[-2:]) if len(bare) > 2 and " " not in bare else ()),
            *(part for part in re.split(r"[ ・]", bare) if len(part) > 1 and part != bare),
        )
    parts = [part for part in bare.split() if len(part) > 1 and part not in PARTICLES]
    return tuple(dict.fromkeys([bare, *parts]))


def calls(text: str, folded: str, at: int, word: str) -> bool:
    """Whether a folded word that was found at a place calls somebody: a common word only with its capital ("May", not "may I")."""
    if word not in STOP:
        return True
    following = folded[at + len(word) : at + len(word) + 6].split()
    return text[at : at + 1].isupper() and not (following and following[0] in {"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class Run:
    """A name in running text: its place, the word before it, and whether that word makes it a firm or a town ("at Acme")."""

    name: str
    start: int
    end: int
    before: str

    @property
    def affiliated(self) -> bool:
        """Whether "at", "from" or the like stands before it."""
        return fold(self.before) in FIRM


def runs(text: str, start: int, end: int) -> tuple[Run, ...]:
    """Every name between two places of a marked text."""
    window = text[start:end]
    found = [*_latin_runs(window, start), *(Run(name, start + at, start + end, "") for name, at, end in han.honoured(window))]
    return tuple(sorted(found, key=lambda run: run.start))


def _latin_runs(window: str, offset: int) -> list[Run]:
    found: list[Run] = []
    tokens = [(match.group(), match.start()) for match in islice(_TOKEN.finditer(window), MOST_WORDS)]
    at, previous = 0, ""
    while at < len(tokens) and len(found) < MOST_RUNS * 4:
        length = _length(tokens, at)
        if length:
            last, place = tokens[at + length - 1]
            text = window[tokens[at][1] : place + len(last)].removesuffix(".")
            name = clean(re.sub(r"'s$|'$", "", text))
            if name:
                found.append(Run(name, offset + tokens[at][1], offset + tokens[at][1] + len(text), previous))
        at += length or 1
        previous = tokens[at - 1][0]
    return found


def _length(tokens: list[tuple[str, int]], at: int) -> int:
    """How many tokens from here are one name."""
    length, named = 0, False
    while at + length < len(tokens) and length < MOST_TOKENS + 2:
        word = tokens[at + length][0]
        plain = fold(word).strip(".")
        following = tokens[at + length + 1][0] if at + length + 1 < len(tokens) else ""
        titled = plain in TITLES and word[0].isupper() and not named
        if (titled or (named and _INITIAL.fullmatch(word))) and is_name_word(following):
            length += 1
        elif is_name_word(word, opens=_is_opening(tokens[at + length - 1][0] if at + length else "")) and not is_cjk(word):
            length, named = length + 1, True
            if word.endswith(("'s", "'")) or (word.endswith(".") and len(word) > 2 and plain not in TITLES | POSTNOMINALS):
                break
        elif (
            plain in PARTICLES
            and named
            and word.islower()
            and (is_name_word(following) or fold(following) in PARTICLES)
            and plain not in CONNECTORS
        ):
            length += 1
        else:
            break
    return length if named else 0
