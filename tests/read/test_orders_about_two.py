"""Orders about two people and about how near somebody is: what is one, and what only sounds like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from introd.read import pairs
from introd.read.reading import Address, Kind, Reading
from tests.read.test_requests import CONTEXT, read

KNOWN = (
    Address("Ann Hay", "ann@hive.example"),
    Address("Bob Kay", "bob.kay@mill.example"),
    Address("Jane Roe", "jane@roe.example"),
    Address("Jason Poe", "jason@poe.example"),
)


def told(text: str) -> Reading:
    """The reading of an introducer's mail, with these people on the list."""
    return read(text, context=replace(CONTEXT, known=KNOWN))


def order(text: str) -> tuple[str, str | None, str] | None:
    """Verb, first and second of the only order; None where the mail is none."""
    reading = told(text)
    if reading.kind is not Kind.COMMAND:
        return None
    (command,) = reading.commands
    return command.verb, command.about, command.rest


@pytest.mark.parametrize(
    "text",
    [
        "APART Jane, Jason",
        "apart Jane and Jason",
        "Never introduce Jane to Jason.",
        "Please never introduce Jane to Jason again!",
        "Hi introd,\n\nKeep Jane and Jason apart, please.\n\nThanks,\nLiz",
        "Never introduce Jane to Jason. They had a row.",
        "Jane and Jason should never meet: he is her ex.",
        "I never want Jane to meet Jason",
        "Make sure that Jane and Jason never meet.",
        "Stelle Jane nie Jason vor.",
        "Ne présente jamais Jane à Jason.",
        "Nunca presentes a Jane a Jason",
        "Non presentare mai Jane a Jason.",
        "Stel Jane nooit voor aan Jason",
        "Nunca apresente Jane a Jason",
        "Presentera aldrig Jane för Jason",
        "Nigdy nie łącz Jane z Jason",
    ],
)
def test_who_is_never_to_meet(text: str) -> None:
    """Two people are kept apart in capitals and in plain words, in any of the languages."""
    assert order(text) == ("apart", "Jane", "Jason")


def test_who_is_never_to_meet_by_address() -> None:
    """Addresses do as well as names, and are no request."""
    assert order("APART jane@roe.example jason@poe.example") == ("apart", "jane@roe.example", "jason@poe.example")
    found = order("Never introduce Jane Roe <jane@roe.example> to Jason Poe <jason@poe.example>.")
    assert found is not None
    assert "jane@roe.example" in (found[1] or "")
    assert "jason@poe.example" in found[2]


def test_who_is_never_to_meet_in_letters_without_spaces() -> None:
    """Chinese and Japanese know no spaces between words."""
    assert order("永远不要介绍王强和李明认识") == ("apart", "王强", "李明")
    assert order("山田さんと佐藤さんを会わせないでください") == ("apart", "山田", "佐藤")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("MAY MEET Jane, Jason", "may_meet"),
        ("Jane and Jason may meet again.", "may_meet"),
        ("Jane knows Jason", "know"),
        ("Jane knows Jason.\n\nBest wishes,\nLiz Ryan", "know"),
        ("Jane and Jason know each other already.", "know"),
        ("Jane kennt Jason", "know"),
        ("Jane doesn't know Jason", "strangers"),
        ("REPAID Jane, Jason", "repaid"),
        ("Jane no longer owes Jason a favour", "repaid"),
    ],
)
def test_what_else_is_said_of_two(text: str, verb: str) -> None:
    """Free to meet, known to each other or not, a favour repaid."""
    assert order(text) == (verb, "Jane", "Jason")


@pytest.mark.parametrize(
    ("text", "verb", "about"),
    [
        ("OLD FRIEND Jane", "old_friend", "Jane"),
        ("Jane is an old friend.", "old_friend", "Jane"),
        ("Jane ist eine alte Freundin.", "old_friend", "Jane"),
        ("NEW Kim", "new_acquaintance", "Kim"),
        ("NEW ACQUAINTANCE Bob Kay", "new_acquaintance", "Bob Kay"),
        ("Bob is a new acquaintance of mine", "new_acquaintance", "Bob"),
        ("REPAID Jane", "repaid", "Jane"),
        ("Jane has repaid the favour.", "repaid", "Jane"),
        ("REST Jane", "rest", "Jane"),
        ("Give Jane a rest.", "rest", "Jane"),
        ("REST Jane until May", "pause", "Jane"),
    ],
)
def test_what_is_said_of_one(text: str, verb: str, about: str) -> None:
    """Old friend or new acquaintance, a favour repaid, a rest; a rest with an end is a pause."""
    found = order(text)
    assert found is not None
    assert found[:2] == (verb, about)


@pytest.mark.parametrize(
    "text",
    [
        "Jane knows Jason. Let us wait a bit, I will write more on Monday.",
        "Jane knows Jason from Leeds",
        "Kim is an old friend.",
        "New York",
        "APART Jane Roe",
        "Jane should not meet Jason before March",
        "She knows Jason",
    ],
)
def test_what_only_sounds_like_an_order(text: str) -> None:
    """What is said among other things, or of people who are not on the list, or of one where two are meant, changes nothing."""
    assert order(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Please introduce Jane to Bob Kay. Jane knows Jason, and Bob is an old friend.",
        "Jane is an old friend. Please introduce her to Kim Orr (kim@orr.example), who keeps bees as she does.",
        "Please introduce Jane Roe <jane@roe.example> and Kim Orr <kim@orr.example>: he never had an introduction like it.",
    ],
)
def test_a_request_with_such_words_is_a_request(text: str) -> None:
    """What is said of people beside a request swallows no request."""
    assert told(text).kind is Kind.REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "Jane was an hour late, and Jason left. She is an old friend!",
        "Jane and Jason had lunch, it went very well. Jane is an old friend.",
    ],
)
def test_a_report_with_such_words_is_a_report(text: str) -> None:
    """Nor does it swallow a report."""
    assert told(text).kind is Kind.REPORT


@pytest.mark.parametrize(
    ("about", "two"),
    [
        ("Jane, Jason", ("Jane", "Jason")),
        ("Jane Roe and Jason Poe", ("Jane Roe", "Jason Poe")),
        ("Jane & Jason", ("Jane", "Jason")),
        ("王强和李明", ("王强", "李明")),
        ("Jane Roe", ()),
        ("Jane, Jason, Kim", ()),
        ("and Jason", ()),
    ],
)
def test_two_in_one_slot(about: str, two: tuple[str, ...]) -> None:
    """Two people stand on either side of a sign or a word; three are not two."""
    assert pairs.two_of(about) == two
