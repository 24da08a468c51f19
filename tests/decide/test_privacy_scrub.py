"""Ways to reach somebody are taken out of free text, however written, and ordinary prose stays whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.decide import scrub
from introd.decide.scrub import GAP


@pytest.mark.parametrize(
    "way",
    [
        "jane@acme.example", "jane.roe+intro@mail.acme.example", "jane at acme dot example", "jane[at]acme", "jane (at) acme (dot) com",
        "jane @ acme . example", "jane{at}acme{dot}com", "jane dot roe at acme dot co dot uk", "jane＠acme．example", "jane&#64;acme.example",
        "jane@\u200bacme.example", "mailto:jane@acme.example", "https://acme.example/jane", "hxxps://acme.example", "www.acme.example",
        "acme.example", "acme.co.uk/people/jane", "acme dot com", "linkedin.com/in/jane-roe", "in/jane-roe", "@janeroe", "Skype: jane.roe",
        "telegram is janeroe", "+44 20 7946 0958", "(020) 7946-0958", "0044-20-79460958", "303.555.0142", "3035550142", "０３０３５５５０１４２",
        "+44\u00a020\u00a07946\u00a00958", "tel 55123", "jane arobase acme point fr", "jane ät acme punkt de", "x.unheardof/jane?b",
    ],
)  # fmt: skip
def test_ways_to_reach_somebody_are_taken_out(way: str) -> None:
    """E-mail, link, domain, handle or number: nothing of it is left in the middle of a sentence."""
    left = scrub.contacts(f"Jane has always said that {way} is what people should use when they think of her work")
    assert GAP in left
    assert left.replace(GAP, "").split() == (
        [
            "Jane",
            "has",
            "always",
            "said",
            "that",
            "is",
            "what",
            "people",
            "should",
            "use",
            "when",
            "they",
            "think",
            "of",
            "her",
            "work",
        ]
    )


@pytest.mark.parametrize(
    "text",
    [
        "CTO @ Acme Freight", "Worked there 2015–2019, then 2020 - 2024.", "Grew it to 1.200.000 users by 2026-03-01.", "Meet @ noon. Then go.",
        "Knows Node.js, e.g. in the U.S. and the U.K. etc.", "Free at 3.30 pm for 30 minutes.", "A dot product is a product.",
        "Raised $12m; grew 40% in 18 months; 7 people.", "Call her a pioneer.", "Good at what she does. In fact, the best.",
    ],
)  # fmt: skip
def test_prose_stays_whole(text: str) -> None:
    """Years, amounts, times, abbreviations and programming languages are not taken for ways to reach somebody."""
    assert scrub.contacts(text) == text


def test_a_sentence_that_only_led_there_goes_whole() -> None:
    """No stump is left of "Call her on …", and no empty bracket."""
    assert (
        scrub.contacts("Runs depots (jane@acme.example). Call her on +44 20 7946 0958. Likes trains.")
        == "Runs depots. Likes trains."
    )


def test_what_is_known_of_a_person_is_found_in_other_forms() -> None:
    """The digits of a known number and the local part of a known address are found however they are cut."""
    known = scrub.secrets("jane.roe@acme.example", "+44 (0)20 7946 0958", "https://cal.example/roe-jane-30", "Jane Roe")
    text = "People who know it use 79 46 09 58 or jane.roe or janeroe or roe-jane-30 to find her at once"
    assert scrub.contacts(text, known) == f"People who know it use {GAP} or {GAP} or {GAP} or {GAP} to find her at once"
    assert scrub.contacts("Jane Roe has run depots", known) == "Jane Roe has run depots"


def test_links_can_stay_while_the_rest_goes() -> None:
    """Where the introducer keeps links, numbers and addresses still go."""
    text = "Her talk is at https://talks.example/jane and her number is 303 555 0142, as far as I know today"
    assert scrub.reach(text) == f"Her talk is at https://talks.example/jane and her number is {GAP}, as far as I know today"
    assert "talks.example" not in scrub.links(text)
    assert "303 555 0142" in scrub.links(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "cal.example/jane", 'https://x.example/"><b>', "https://a b"]
)
def test_only_links_to_pages_are_links(text: str) -> None:
    """A scheduling link is a web page or it is nothing."""
    assert scrub.page(text) == ""
    assert scrub.page("https://cal.example/jane?x=1") == "https://cal.example/jane?x=1"


@given(st.text(max_size=300))
def test_scrubbing_twice_changes_nothing_more(text: str) -> None:
    """Any text can be scrubbed, holds no control characters after it, and no address that was not seen the first time."""
    once = scrub.contacts(text)
    assert scrub.plain(once) == once
    assert not any(c in once for c in "\r\x00\u2028\u202e")


@pytest.mark.parametrize("unit", ["1.1.", "a.", "1-", "at ", "a dot ", "@", "(", "tel ", "CEO ", "a@", "a.b ", "' "])
def test_no_text_freezes_the_gate(unit: str) -> None:
    """Cost grows with length, not with its square: four times the text costs nowhere near sixteen times the work."""

    def cost(length: int) -> float:
        text, start = (unit * length)[:length], time.process_time()
        for _ in range(5):
            scrub.contacts(text)
        return time.process_time() - start

    assert cost(4000) < 40 * max(cost(1000), 0.001)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.example/x, and www.b.example.", ("https://a.example/x", "www.b.example")),
        ("her page (acme.example/jane) is good; again acme.example/jane", ("acme.example/jane",)),
        ("jane at acme.example or jane@acme.example, 303 555 0142, in 1.5/2 years", ()),
    ],
)
def test_the_links_that_may_stay_can_be_named(text: str, links: tuple[str, ...]) -> None:
    """Pages are named once each and stay where links stay; an address, a number or a bare domain is no page."""
    assert scrub.pages(text) == links
    assert all(link in scrub.reach(text) for link in links)
    assert not any(link in scrub.contacts(text) for link in links)
    assert "jane at" not in scrub.reach(text)
