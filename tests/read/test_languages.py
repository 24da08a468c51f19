"""The data files of the languages, and the tree that they become."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from introd.read import languages
from introd.read.answers import consent
from introd.read.languages import CODES, Lexicon, lexicon, traits
from introd.read.languages.words import fold, split
from introd.read.reading import Answer

SECTIONS = (
    "yes_words",
    "yes_whole",
    "yes",
    "no_words",
    "no",
    "later",
    "stop",
    "condition",
    "hedge",
    "negation",
    "contrast",
    "greeting",
    "thanks",
)
KINDS = ("good", "fine", "poor", "no_show", "not_met", "no_reply")


def parsed(code: str) -> dict[str, dict[str, str]]:
    """One language file, as TOML."""
    return tomllib.loads((resources.files(languages) / f"{code}.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_section(code: str) -> None:
    """No language is left without the words for a meaning."""
    file = parsed(code)
    assert all(file["consent"].get(section, "").strip() for section in SECTIONS)
    assert all(file["followup"].get(kind, "").strip() for kind in KINDS)
    assert {"month", "weekday", "unit", "named"} <= set(file["dates"])


@pytest.mark.parametrize("code", CODES)
def test_every_line_is_well_written(code: str) -> None:
    """Brackets close, and nothing is left of a notation that the files do not have."""
    for table in ("consent", "followup"):
        for section, block in parsed(code)[table].items():
            for line in languages.lines(block):
                assert line.count("(") == line.count(")"), (section, line)
                assert line.count("[") == line.count("]"), (section, line)
                assert ")?" not in line, (section, line)


@pytest.mark.parametrize("code", CODES)
def test_twelve_months_and_seven_weekdays(code: str) -> None:
    """The place of a line tells which month or day it is."""
    dates = parsed(code)["dates"]
    assert len(languages.lines(dates["month"])) == 12
    assert len(languages.lines(dates["weekday"])) == 7


def made(**sections: str) -> Lexicon:
    """A lexicon of one small language."""
    return Lexicon({"en": {"consent": sections}})


def found(book: Lexicon, text: str) -> list[tuple[str, int, int]]:
    """The phrases of a text, without their language."""
    words = book.correct(split(text))
    return [(phrase.section, phrase.first, phrase.end) for phrase in book.phrases(words, book.ranking(words))]


@pytest.mark.parametrize(
    ("line", "matching", "other"),
    [
        ("sure [thing]", ["sure", "sure thing"], ["surely", "thing"]),
        ("(happy|glad) to", ["happy to", "Glad  to"], ["happy", "to"]),
        (
            "take me off ... list",
            ["take me off list", "take me off the mailing list"],
            ["take me off", "take me off a b c d list"],
        ),
        ("interest*", ["interest", "interested", "interesting"], ["inter"]),
        ("=sí", ["sí", "SÍ"], ["si"]),
        ("d'accord", ["d'accord", "D’accord"], ["accord"]),
        ("(d'|l') idée", ["d'idée", "l’idée"], ["idée"]),
        ("可以", ["可以"], ["可"]),
    ],
)
def test_the_notation_of_the_files(line: str, matching: list[str], other: list[str]) -> None:
    """Each sign of the notation means what the head of the English file says."""
    book = made(yes=line)
    for text in matching:
        assert [section for section, _, _ in found(book, text)] == ["yes"], text
    for text in other:
        assert found(book, text) == [], text


def test_the_longest_phrase_wins() -> None:
    """ "No problem" is found before "no"."""
    assert found(made(no="no", yes="no problem"), "no problem") == [("yes", 0, 2)]


def test_a_longer_phrase_that_begins_within_another_wins() -> None:
    """What a short phrase would swallow belongs to the longer one."""
    assert found(made(no="please do not", stop="do not write to me"), "please do not write to me") == [("stop", 1, 6)]


def test_a_gap_takes_no_word_that_turns_the_meaning() -> None:
    """ "Happy … to" does not reach over "not"."""
    book = made(yes="happy ... to", negation="not")
    assert [section for section, _, _ in found(book, "happy not to")] == ["negation"]


def test_misspelt_and_lengthened_words_are_put_right() -> None:
    """Known misspellings and drawn-out words are read as what they mean."""
    book = Lexicon({"en": {"spelling": {"yse": "yes"}, "consent": {"yes": "yes\ncool"}}})
    assert [found(book, text) for text in ("yse", "yesssss", "yessss", "coooool")] == [[("yes", 0, 1)]] * 4


@pytest.mark.parametrize("language", CODES)
def test_no_misspelling_is_an_everyday_word_of_another_language(language: str) -> None:
    """Accents fold, so that Portuguese "tô" would put every English "happy to" right into "happy estou"."""
    files = {code: tomllib.loads(resources.files(languages).joinpath(f"{code}.toml").read_text("utf-8")) for code in CODES}
    everyday = {
        fold(word)
        for code in CODES
        if code != language
        for block in (files[code]["common"]["words"], files[code]["consent"].get("lead", ""))
        for word in languages.lines(block)
    }
    assert not {fold(wrong) for wrong in files[language].get("spelling", {})} & everyday


def test_the_language_of_the_text_decides_where_the_same_word_means_two_things() -> None:
    """ "Ja" is yes in German and I in Polish."""
    book = lexicon()
    words = split("ja nie wiem")
    ranks = book.ranking(words)
    assert ranks["pl"] > ranks["de"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t", ["do", "not"]),
        ("can't", ["can", "not"]),
        ("I'm", ["i", "am"]),
        ("l'été", ["l", "ete"]),
        ("はい", ["は", "い"]),
        ("👍🏽", ["👍"]),
    ],
)
def test_words_are_split_and_folded(text: str, expected: list[str]) -> None:
    """Contractions are undone, accents and skin tones dropped, kana and Han split one by one."""
    assert [word.folded for word in split(text)] == expected


def test_words_know_their_place_in_the_text() -> None:
    """The very words can be shown again, also behind characters that fold to more or to fewer."""
    text = "ﬃne… Straße é👍🏽 Zoë"
    assert [text[word.start : word.end] for word in split(text) if word.kind == "word"] == ["ﬃne", "Straße", "é", "Zoë"]
    assert fold("Zoë") == "zoe"


def test_split_returns_the_first_words_and_no_more_than_asked_for() -> None:
    """A limit cuts the list of words, within a contraction too, and changes none of them."""
    text = "We don't mind. Ça va, l'été!"
    for most in range(len(split(text)) + 2):
        assert split(text, most) == split(text)[:most]


@pytest.mark.parametrize(
    "text",
    [
        "No, not now. Ask me again later.",
        "Non, pas maintenant. Recontactez-moi plus tard.",
        "Nee, nu even niet. Vraag het me later nog eens.",
        "Nie, nie teraz. Proszę zapytać ponownie później.",
        "现在不行，以后再联系我吧。",
    ],
)
def test_words_that_ask_again_are_known_in_every_language(text: str) -> None:
    """A "no" that asks to be asked another time is "later", in whatever language."""
    assert consent(text).answer is Answer.LATER
    assert traits().again(text)


def test_what_asks_for_nothing_does_not_ask_again() -> None:
    """A plain refusal asks for no other time."""
    assert not traits().again("Nein danke, vielleicht ein andermal.")


def small(lines: str, classes: dict[str, str] | None = None) -> Lexicon:
    """A lexicon of one language whose section "yes" has these lines."""
    return Lexicon({"en": {"consent": {"yes": lines}, "classes": classes or {}}})


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("[very] (glad|keen) to", "keen to", "keen to"),
        ("[very] (glad|keen) to", "very glad to", "very glad to"),
        ("{happy} to", "over the moon to", "over the moon to"),
        ("[{happy}] count me in", "count me in", "count me in"),
        ("interest* (in|by)", "interested by", "interested by"),
        ("<name> may call", "Jane Roe may call", "Jane Roe may call"),
        ("(go|do it|) now", "now", "now"),
        ("=sí", "sí", "sí"),
        ("(好|可以)(的|啊|)", "可以啊", "可以啊"),
    ],
)
def test_a_line_is_found_by_whatever_word_may_open_it(line: str, text: str, found: str) -> None:
    """A line is planted when a word that may open it is met, be it optional, an alternative, a class, a stem or a name."""
    book = small(line, {"happy": "glad|{delighted}", "delighted": "over the moon"})
    words = split(text)
    for _ in range(2):  # planted, and found again
        (phrase,) = book.phrases(words, dict.fromkeys(CODES, 0.0))
        assert text[words[phrase.first].start : words[phrase.end - 1].end] == found


def test_words_of_several_lines_keep_apart() -> None:
    """What one opening word plants does not open the phrases of another."""
    book = small("(glad|keen) to\nkeen on it")
    found = [book.phrases(split(text), dict.fromkeys(CODES, 0.0)) for text in ("keen on it", "glad on it", "glad to")]
    assert [len(phrases) for phrases in found] == [1, 0, 1]


def test_an_unknown_class_is_named_when_the_files_are_read() -> None:
    """A class that is not defined is an error at once, not when somebody uses its line."""
    with pytest.raises(KeyError, match="glad"):
        small("{glad} to")
