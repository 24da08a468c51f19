"""Tables of people: which column means what, and each row as a contact. LinkedIn's export is a table with a preamble."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from introd.exchange.contact import Contact, Unusable, address_in
from introd.read.reading import PROFILE_KEYS

_MOST = 100_000  # rows of one file
_TITLE = 40  # characters: a longer cell is a sentence, not the name of a column
_NAMES: Mapping[str, str] = {
    "name": "name fullname displayname contact contactname person nom nombre nome naam namn vollername nomcomplet imię",
    "first": "first firstname givenname given vorname prenom nombredepila voornaam fornamn imie primeironome",
    "last": "last lastname surname familyname family nachname nomdefamille apellido apellidos cognome achternaam efternamn nazwisko sobrenome",
    "address": "email emailaddress mail address1 emailaddresses email1value email1 primaryemail mailadresse epost epostadress correo correoelectronico "
    "courriel adressemail adresemail posta emailadresse eaddress workemail",
    "headline": "headline title jobtitle position role titel funktion poste cargo puesto ruolo functie stanowisko beruf",
    "company": "company organization organisation employer firm firma unternehmen entreprise empresa azienda bedrijf foretag organization1name organizationname",
    "background": "background about bio biography summary description beschreibung notesabout profile apropos",
    "highlight": "highlight achievement",
    "interests": "interests interest hobbies interessen interets intereses interessi tags",
    "needs": "needs need lookingfor seeks sucht cherche busca cerca zoekt",
    "offers": "offers offer canoffer bietet offre ofrece expertise skills",
    "phone": "phone phonenumber mobile telephone tel cell telefon telefono telefone mobil phone1value mobilephone workphone",
    "place": "place city location town ort stadt ville ciudad citta plaats",
    "zone": "zone timezone tz zeitzone",
    "connect": "connect howtoconnect preferredcontact",
    "link": "link calendly schedulinglink calendar bookinglink",
    "language": "language sprache langue idioma lingua taal sprak jezyk",
    "tier": "tier kind relationship",
    "note": "note notes remark remarks comment comments notizen bemerkung nota notas opmerkingen",
}  # fmt: skip
_OF_A_NAME = frozenset({"name", "first", "last"})
_UNUSED = frozenset(
    {"notused", "unused", "nothing", "none", "ignore", "ignored", "skip", "leaveout", "nichts", "rien", "nada", "niente", "niets"}
)
_MEANS = {word: key for key, words in _NAMES.items() for word in words.split()}
PROFILE = frozenset(PROFILE_KEYS)


MEANT: Mapping[str, str] = {
    "address": "e-mail address", "address2": "further e-mail address", "name": "name", "first": "first name", "last": "last name",
    "company": "employer", **{key: key for key in sorted(PROFILE)}, "note": "a note for you alone",
}  # fmt: skip
"""What a column may be taken for, as it is shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its columns in order, what each is taken for ("" for not used), and its rows as texts."""

    columns: tuple[str, ...]
    means: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    kind: str = "CSV"

    def mapping(self) -> list[tuple[str, str]]:
        """(column, what it is taken for), for showing."""
        return list(zip(self.columns, self.means, strict=True))

    def mapped(self, wanted: Mapping[str, str]) -> Table:
        """With columns taken for what the reader of the mapping says: {"Mail (work)": "address"}. Raises ValueError for no column of it."""
        for column in wanted:
            if not any(same_column(column, one) for one in self.columns):
                raise ValueError(f"there is no column {column!r}: the columns are {', '.join(filter(None, self.columns))}")
        told = {_bare(column): key for column, key in wanted.items()}
        means = []
        for column, key in self.mapping():
            given_away = key and key in told.values() and _bare(column) not in told
            means.append(told.get(_bare(column), ("address2" if key == "address" else "") if given_away else key))
        return Table(self.columns, tuple(means), self.rows, self.kind)

    def contacts(self) -> Iterator[Contact | Unusable]:
        """Each row as a contact, or why it can't be one; the first row of a table is number 2, as spreadsheets count."""
        for number, row in enumerate(self.rows, start=2):
            yield _contact(number, _by_meaning(self.means, row))


def read_table(text: str, wanted: Mapping[str, str] | None = None) -> Table:
    """A table in any of the usual dialects, its columns taken for what is wanted. Raises ValueError, which says what is missing."""
    lines = text.lstrip("\ufeff").splitlines()
    start = next((i for i, line in enumerate(lines) if _is_head(line, wanted or {})), None)
    if start is None:
        raise ValueError("no line names its columns: there must be one for the e-mail address, such as Email")
    reader = csv.reader(io.StringIO("\n".join(lines[start:])), delimiter=_delimiter(lines[start]))
    columns, *rows = [tuple(cell.strip() for cell in row) for row in reader if any(cell.strip() for cell in row)]
    if len(rows) > _MOST:
        raise ValueError(f"more than {_MOST} rows")
    linkedin = {"firstname", "lastname", "connectedon"} <= {_bare(c) for c in columns}
    table = Table(columns, _meanings(columns), tuple(rows), "LinkedIn connections" if linkedin else "CSV")
    return table.mapped(wanted) if wanted else table


def first_line(text: str) -> tuple[str, ...]:
    """The cells of the first line that has more than one: perhaps the names of columns."""
    lines = (line for line in text.lstrip("\ufeff")[:20_000].splitlines() if line.strip())
    cells = (tuple(cell.strip() for cell in next(csv.reader([line], delimiter=_delimiter(line)), [])) for line in lines)
    return next((found for found in cells if len(found) > 1), ())


def _delimiter(head: str) -> str:
    return max(",;\t|", key=head.count)


def _is_head(line: str, wanted: Mapping[str, str]) -> bool:
    """A line that names a column for addresses and is itself none."""
    cells = next(csv.reader([line], delimiter=_delimiter(line)), [])
    told = {_bare(column): key for column, key in wanted.items()}
    means = {told.get(_bare(cell), _meaning(cell)) for cell in cells if len(cell) <= _TITLE}
    return "address" in means and not any(address_in(cell) for cell in cells)


def _bare(column: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", column.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9ęłńóśżź]", "", plain)


def same_column(one: str, other: str) -> bool:
    """Whether two texts name one column, whatever their case and signs."""
    return one.strip() == other.strip() or (bool(_bare(one)) and _bare(one) == _bare(other))


def meaning_of(said: str) -> str | None:
    """What somebody says that a column is: a key, "" for not used, None where it is nothing that is kept."""
    bare = _bare(said)
    if bare in _UNUSED or said.strip() in ("-", "–", "—"):
        return ""
    named = {_bare(words): key for key, words in MEANT.items()}
    return named.get(bare) or _MEANS.get(bare)


def _meaning(column: str) -> str:
    bare = _bare(column)
    if bare in _MEANS:
        return _MEANS[bare]
    if "mail" in bare and "type" not in bare:
        return "address"
    return next((key for word, key in _MEANS.items() if len(word) > 5 and word in bare), "")


def _meanings(columns: Sequence[str]) -> tuple[str, ...]:
    """Each meaning is given once, to the column that names it best; a second address is kept as a further one."""
    found: list[str] = []
    for column in columns:
        key = _meaning(column)
        taken = key in found
        found.append(("address2" if key == "address" else "") if taken else key)
    return tuple(found)


def _by_meaning(means: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, cell in zip(means, row, strict=False):
        if key and cell:
            found[key] = f"{found[key]}{' ' if key in _OF_A_NAME else '; '}{_bared(cell)}" if key in found else _bared(cell)
    return found


def _bared(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking a cell for a formula."""
    return cell[1:] if cell[0] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _contact(number: int, cells: Mapping[str, str]) -> Contact | Unusable:
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    address = address_in(cells.get("address", "")) or address_in(cells.get("address2", ""))
    if not address:
        return Unusable(
            number, name, "no e-mail address" if not cells.get("address") else f"no e-mail address: {cells['address'][:60]}"
        )
    second = address_in(cells.get("address2", ""))
    profile = {key: cells[key] for key in PROFILE if cells.get(key)}
    if cells.get("company"):
        profile["headline"] = " at ".join(filter(None, (profile.get("headline", ""), cells["company"])))
    return Contact(name, address, (second,) if second and second != address else (), profile, cells.get("note", ""))
