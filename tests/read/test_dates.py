"""Days named in a text, in eleven languages, counted from the day of the message."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.read.dates import FARTHEST, absent_until, find_until

SENT = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in January", date(2027, 1, 1)),
        ("after 3 March", date(2027, 3, 4)),
        ("from 3 March", date(2027, 3, 3)),
        ("away up to and including 3 March", date(2027, 3, 4)),
        ("bis einschließlich 3. März weg", date(2027, 3, 4)),
        ("tot en met 3 maart", date(2027, 3, 4)),
        ("in congé jusqu'au 3 mars inclus", date(2027, 3, 4)),
        ("not before 3 March", date(2027, 3, 3)),
        ("in six weeks", date(2027, 1, 1)),
        ("a week on Monday", date(2026, 11, 30)),
        ("Monday week", date(2026, 11, 30)),
        ("Montag in 14 Tagen", date(2026, 12, 7)),
        ("lundi en huit", date(2026, 11, 30)),
        ("maandag over twee weken", date(2026, 12, 7)),
        ("the exam is on 30 January, after that date", date(2027, 1, 31)),
        ("el examen es el 30 de enero. Después de esa fecha", date(2027, 1, 31)),
        ("nach dem 30. Januar", date(2027, 1, 31)),
        ("in 3 months", date(2027, 2, 20)),
        ("back on Monday the 7th", date(2026, 12, 7)),
        ("back on Monday", date(2026, 11, 23)),
        ("next month", date(2026, 12, 1)),
        ("mid-January", date(2027, 1, 15)),
        ("end of January", date(2027, 1, 31)),
        ("2027-02-03", date(2027, 2, 3)),
        ("3rd of February 2027", date(2027, 2, 3)),
        ("February 3, 2027", date(2027, 2, 3)),
        ("tomorrow", date(2026, 11, 21)),
        ("after the summer", date(2027, 9, 1)),
        ("ab dem 3.5.", date(2027, 5, 3)),
        ("erst ab 11. Januar", date(2027, 1, 11)),
        ("nächste Woche", date(2026, 11, 23)),
        ("in sechs Wochen", date(2027, 1, 1)),
        ("à partir du 3 mars", date(2027, 3, 3)),
        ("dans six semaines", date(2027, 1, 1)),
        ("después del 3 de marzo", date(2027, 3, 4)),
        ("en enero", date(2027, 1, 1)),
        ("a partir de 3 de fevereiro", date(2027, 2, 3)),
        ("em janeiro", date(2027, 1, 1)),
        ("fino al 7 dicembre", date(2026, 12, 7)),
        ("fra due settimane", date(2026, 12, 4)),
        ("vanaf 3 februari", date(2027, 2, 3)),
        ("over zes weken", date(2027, 1, 1)),
        ("tillbaka den 7 december", date(2026, 12, 7)),
        ("om två veckor", date(2026, 12, 4)),
        ("po 3 marca", date(2027, 3, 4)),
        ("w styczniu", date(2027, 1, 1)),
        ("1月にまた聞いてください", date(2027, 1, 1)),
        ("3月3日以降", date(2027, 3, 3)),
        ("3月3日まで不在です", date(2027, 3, 4)),
        ("3月3日まで待ってください", date(2027, 3, 3)),
        ("3月3日まで出張で、5日から対応できます", date(2027, 3, 5)),
        ("3月3日から12日まで不在のため、15日以降にお願いします", date(2027, 3, 15)),
        ("3月3日に帰国しますので、それ以降にお願いします", date(2027, 3, 3)),
        ("3月3日に帰国します。その後お願いします", date(2027, 3, 4)),
        ("3月3日回国，那天起都可以", date(2027, 3, 3)),
        ("元旦过后再提醒我", date(2027, 1, 1)),
        ("Do końca lutego mam zwolnienie, w marcu jestem.", date(2027, 3, 1)),
        ("I'm away until 3 March, at your disposal from the 4th.", date(2027, 3, 4)),
        ("away from 3 to 12 March, free from 15 March", date(2027, 3, 15)),
        ("Hold it until 3 March; from 1 June I am retired", date(2027, 3, 3)),
        ("三月以后", date(2027, 3, 1)),
        ("两周后再联系", date(2026, 12, 4)),
        ("明年三月再说", date(2027, 3, 1)),
        ("来年2月に", date(2027, 2, 1)),
        ("next year in March", date(2027, 3, 1)),
        ("in December of next year", date(2027, 12, 1)),
        ("in a fortnight", date(2026, 12, 4)),
        ("am 3. März nächsten Jahres", date(2027, 3, 3)),
        ("ab KW 2", date(2027, 1, 11)),
        ("vecka 3", date(2027, 1, 18)),
        ("semaine 47", date(2026, 11, 20)),  # this very week
        ("week 60", None),
    ],
)
def test_a_named_day_is_found(text: str, expected: date | None) -> None:
    """A day that is written plainly is read as that day."""
    assert find_until(text, SENT) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3/12", "en", date(2027, 3, 12)),
        ("3/12", "fr", date(2026, 12, 3)),
        ("3/12", "nl", date(2026, 12, 3)),
        ("le 3/12", None, date(2026, 12, 3)),
        ("on 3/12 please", None, date(2027, 3, 12)),
        ("25/12", "en", date(2026, 12, 25)),
        ("3/12", None, None),
    ],
)
def test_the_language_settles_which_number_is_the_month(text: str, language: str | None, expected: date | None) -> None:
    """Month first in English, day first elsewhere, and nothing where nobody can know."""
    assert find_until(text, SENT, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Je",
        "I may be in touch",
        "24/7",
        "version 3.5",
        "in 2019",
        "a week ago",
        "on 31 February",
        "3 May 2024",
        "3 May 2031",
        "call 555 1234",
        "Mon ami",
        "either 3 March or 5 April",
    ],
)
def test_what_is_no_day_or_more_than_one_is_none(text: str) -> None:
    """In doubt there is no date."""
    assert find_until(text, SENT) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am out of the office until 12 January.", date(2027, 1, 12)),
        ("I am away from 3 to 12 March.", date(2027, 3, 13)),
        ("Away 3 to 12 March, back on the 13th.", date(2027, 3, 13)),
        ("Out of office through 24 December.", date(2026, 12, 25)),
        ("I leave on 5 December and return on 12 December.", date(2026, 12, 12)),
        (
            "Ich bin bis einschließlich 27.11.2026 nicht im Büro. Ab dem 30.11.2026 bin ich wieder erreichbar.",
            date(2026, 11, 30),
        ),
        ("Ich bin ab dem 07.12.2026 wieder für Sie da. In dringenden Fällen: Frau Nagel, Durchwahl -14.", date(2026, 12, 7)),
        ("Ich bin vom 3. bis 12. März im Urlaub.", date(2027, 3, 13)),
        ("Je suis absente jusqu'au 4 janvier.", date(2027, 1, 4)),
        ("Je suis absent du 3 au 12 mars inclus.", date(2027, 3, 13)),
        ("Estaré fuera hasta el 9 de diciembre.", date(2026, 12, 9)),
        ("Estou de férias até 9 de dezembro.", date(2026, 12, 9)),
        ("Sono in ferie fino al 7 dicembre.", date(2026, 12, 7)),
        ("Ik ben afwezig tot 7 december.", date(2026, 12, 7)),
        ("Tot en met vrijdag 4 december ben ik weg. Vanaf maandag 7 december lees ik mijn mail weer.", date(2026, 12, 7)),
        ("Unser Betrieb hat Urlaub. Ab dem 7. Dezember sind wir wieder für Sie erreichbar.", date(2026, 12, 7)),
        ("Jag är tillbaka den 7 december.", date(2026, 12, 7)),
        ("Jestem na urlopie do 7 grudnia.", date(2026, 12, 7)),
        ("3月3日から12日まで休暇をいただきます。", date(2027, 3, 13)),
        ("我休假到3月5日。", date(2027, 3, 5)),
        ("I am out of the office and will answer when I can.", None),
    ],
)
def test_the_return_of_an_absent_person(text: str, expected: date | None) -> None:
    """An absence ends on the day of the return, not on the day of leaving."""
    assert absent_until(text, SENT) == expected


@given(st.text(max_size=300), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_a_day_is_near_or_none(text: str, sent: date) -> None:
    """Whatever is written, a day found lies between the message and the farthest day allowed."""
    for day in (find_until(text, sent), absent_until(text, sent)):
        assert day is None or sent <= day <= sent + timedelta(days=FARTHEST + 1)


@given(
    st.lists(
        st.sampled_from(
            [
                "3",
                "12",
                "31",
                ".",
                "/",
                "-",
                "march",
                "may",
                "monday",
                "until",
                "back",
                "in",
                "from",
                "to",
                "next",
                "the",
                "7th",
                "weeks",
                "two",
                "januar",
                "月",
                "日",
                "2027",
                ",",
                "de",
            ]
        ),
        max_size=25,
    ),
    st.dates(date(2001, 1, 1), date(2090, 12, 31)),
)
def test_pieces_of_dates_in_any_order_do_no_harm(pieces: list[str], sent: date) -> None:
    """Broken dates raise nothing and stay within the bounds."""
    day = find_until(" ".join(pieces), sent)
    assert day is None or sent <= day <= sent + timedelta(days=FARTHEST)


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.integers(1, 300))
def test_an_iso_date_ahead_is_always_found(sent: date, ahead: int) -> None:
    """The one way of writing that nobody can misread is read in every year."""
    day = sent + timedelta(days=ahead)
    assert find_until(f"until {day.isoformat()}", sent) == day
