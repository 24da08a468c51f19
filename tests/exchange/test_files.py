"""People in and out of files: any column names, other dialects, LinkedIn's preamble, three versions of vCard."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from introd.decide.people.person import Caps, Person, PrivateNote
from introd.exchange.contact import Contact, address_in
from introd.exchange.files import decoded, read_file, write_file
from introd.exchange.vcard import read_cards, write_cards

NOW = datetime(2026, 3, 2, tzinfo=UTC)

TABLES = [
    ("Name,Email\nJane Roe,jane@roe.example\n", "Jane Roe", {}),
    (
        "Nachname;Vorname;E-Mail-Adresse;Firma;Ort\nRoe;Jane;JANE@roe.example;Bees;Leeds\n",
        "Jane Roe",
        {"headline": "Bees", "place": "Leeds"},
    ),
    ("Prénom\tNom de famille\tCourriel\tPoste\nJane\tRoe\tjane@roe.example\tCheffe\n", "Jane Roe", {"headline": "Cheffe"}),
    (
        "\ufeffFull Name,Primary E-Mail,Job Title,Company\nJane Roe,jane@roe.example,Head,Bees\n",
        "Jane Roe",
        {"headline": "Head at Bees"},
    ),
    ("Email Address,Looking for,Can offer\n<jane@roe.example>,hives,honey\n", "", {"needs": "hives", "offers": "honey"}),
    ('name,email,headline\n"Roe, Jane",jane@roe.example,"two\nlines"\n', "Roe, Jane", {"headline": "two\nlines"}),
]

LINKEDIN = """\
Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jane,Roe,https://www.linkedin.com/in/janeroe,jane@roe.example,Bees Ltd,Founder,02 Mar 2024
Jason,Poe,https://www.linkedin.com/in/jasonpoe,,Garden Co,Gardener,03 Mar 2024
"""


@pytest.mark.parametrize(("text", "name", "profile"), TABLES)
def test_tables_of_any_dialect(text: str, name: str, profile: dict[str, str]) -> None:
    """Columns are found by what they mean, in several languages and with several delimiters."""
    (contact,) = read_file(text).contacts
    assert (contact.name, contact.address, dict(contact.profile)) == (name, "jane@roe.example", profile)


def test_linkedins_export() -> None:
    """The preamble is passed over; who has no address is left out, and said to be."""
    found = read_file(LINKEDIN)
    assert found.kind == "LinkedIn connections"
    assert [(c.name, c.profile["headline"]) for c in found.contacts] == [("Jane Roe", "Founder at Bees Ltd")]
    assert [u.name for u in found.unusable] == ["Jason Poe"]


def test_the_mapping_is_shown() -> None:
    """Each column with what it is taken for, those that are not used too, an example, and what is left out."""
    lines = read_file("Name,Email,Shoe size\nJane,jane@roe.example,38\nJim,none,43\n").shown()
    assert "CSV: 1 people with an e-mail address." in lines
    assert "Shoe size → not used" in lines
    assert "Email → e-mail address" in lines
    assert any("Jane <jane@roe.example>" in line for line in lines)
    assert any("Jim (number 3): no e-mail address: none" in line for line in lines)


def test_a_mapping_can_be_put_right() -> None:
    """Columns are taken as the reader of the mapping says."""
    (contact,) = read_file("Name,Email,Shoe size\nJane,jane@roe.example,38\n", {"Shoe size": "interests"}).contacts
    assert contact.profile == {"interests": "38"}


@pytest.mark.parametrize("text", ["", "hello\nthere\n", "a,b,c\n1,2,3\n", "jane@roe.example\njason@poe.example\n"])
def test_what_is_no_list(text: str) -> None:
    """A text whose columns nobody names is refused with what it lacks."""
    with pytest.raises(ValueError, match="columns"):
        read_file(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    """Excel's encodings are read as well as UTF-8."""
    (contact,) = read_file(decoded("Name,Email\nJürgen Müller,j@m.example\n".encode(encoding))).contacts
    assert contact.name == "Jürgen Müller"


CARDS = [
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roe;Jane;;Dr.;\r\nFN:Jane Roe\r\nitem1.EMAIL;TYPE=INTERNET,WORK:Jane@roe.example\r\nORG:Bees;Hives\r\nTITLE:Head\r\n"
    "NOTE:likes\\, well\\nbees\r\nEND:VCARD\r\n",
    "begin:vcard\nversion:2.1\nN:Roe;Jane\nEMAIL;INTERNET:jane@roe.example\nTITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Head\nORG:Bees Hives\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:likes, well=\n=0Abees\nend:vcard\n",
    "BEGIN:VCARD\nVERSION:4.0\nFN:Jane R\n oe\nEMAIL;PREF=1:jane@roe.example\nTITLE:Head\nORG:Bees Hives\nNOTE:likes\\, well\\nbees\nEND:VCARD\n",
]


@pytest.mark.parametrize("card", CARDS, ids=["3.0", "2.1", "4.0"])
def test_cards_of_each_version(card: str) -> None:
    """Folding, escapes, groups, quoted-printable: the same person."""
    (contact,) = read_file(card).contacts
    assert contact == Contact("Jane Roe", "jane@roe.example", (), {"headline": "Head at Bees Hives"}, "likes, well\nbees")


def test_a_card_without_an_address_is_left_out() -> None:
    """It is counted, and the others are read."""
    found = read_file("BEGIN:VCARD\nFN:Jim\nEND:VCARD\n" + CARDS[0])
    assert len(found.contacts) == 1
    assert found.unusable[0].reason == "no e-mail address"


TEXT = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120)
    .map(str.strip)
    .filter(bool)
)


@given(TEXT, st.dictionaries(st.sampled_from(["headline", "needs", "offers", "phone", "background", "place"]), TEXT), TEXT)
@example("Jane", {"place": "\\"}, "")
def test_what_is_written_as_a_card_is_read_again(name: str, profile: dict[str, str], note: str) -> None:
    """Any texts survive, and no line is longer than 75 octets."""
    contact = Contact(name, "jane@roe.example", ("j@roe.example",), profile, note)
    text = write_cards([contact])
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (read,) = read_cards(text)
    assert read == contact


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    """Whatever somebody attaches: a list, or a ValueError that says why not."""
    try:
        found = read_file("\n".join(lines))
    except ValueError:
        return
    assert found.shown()


PERSON = Person(
    owner="liz@ryan.example", address="jane@roe.example", name="=HYPERLINK(1)", profile={"phone": "+44 113 1"}, caps=Caps(month=2, quarter=4),
    notes=(PrivateNote(at=NOW, text="prefers mornings"),),
)  # fmt: skip


def test_an_exported_table_is_harmless_and_comes_back() -> None:
    """No cell is taken for a formula; imported again it is the same person."""
    text = write_file([PERSON], "csv")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["name"] == "'=HYPERLINK(1)"
    (contact,) = read_file(text).contacts
    assert (contact.name, contact.address, contact.profile["phone"]) == ("=HYPERLINK(1)", "jane@roe.example", "+44 113 1")


def test_json_holds_everything() -> None:
    """Settings, notes and sources included."""
    (document,) = json.loads(write_file([PERSON], "json"))
    assert Person.model_validate(document) == PERSON


def test_an_unknown_format_is_refused() -> None:
    """It names the formats there are."""
    with pytest.raises(ValueError, match="csv, vcard or json"):
        write_file([PERSON], "xls")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Jane <Jane@Roe.example>", "jane@roe.example"),
        ("mailto:jane@roe.example", "jane@roe.example"),
        ("jane", ""),
        ("a@b", ""),
        ("@roe.example", ""),
    ],
)
def test_addresses_in_cells(text: str, address: str) -> None:
    """As people and programs write them."""
    assert address_in(text) == address
