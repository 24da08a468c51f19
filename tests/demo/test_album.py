"""The files and the page that stay."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from introd.demo.album import filename, leave, page_of
from introd.demo.sheets import Sheet
from tests.demo.conftest import Performance

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _sheet(text: str = "Hello.", number: int = 1) -> Sheet:
    raw = f"From: Liz Ryan <liz@ryan.example>\r\nTo: intro@example.org\r\nSubject: A word\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()
    return Sheet(number, NOON, "liz", ("introd",), raw)


def _data(page: str) -> Any:
    found = re.search(r"const data = (\{.*\});", page)
    assert found
    return json.loads(found[1])


class _Links(HTMLParser):
    """Everything that a browser would fetch for the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what loads."""
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data", "poster")]


def test_the_files_are_mails(performed: Performance) -> None:
    """Every .eml file parses without a defect and has author, reader, subject, date and text."""
    for path in sorted(performed.out.glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        assert not mail.defects, path.name
        assert all(mail[name] for name in ("From", "To", "Subject", "Date", "Message-ID")), path.name
        body = mail.get_body(("plain",))
        assert body is not None
        assert body.get_content().strip(), path.name


def test_the_files_are_numbered(performed: Performance) -> None:
    """The files count from 01 without a gap."""
    numbers = [int(path.name[:2]) for path in sorted(performed.out.glob("*.eml"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_page_has_each_mail_once(performed: Performance) -> None:
    """The page holds every mail exactly once, to the byte."""
    mails = _data((performed.out / "index.html").read_text("utf-8"))["mails"]
    assert [m["file"] for m in mails] == [path.name for path in sorted(performed.out.glob("*.eml"))]
    for mail in mails:
        assert mail["raw"] == (performed.out / mail["file"]).read_bytes().decode().replace("\r\n", "\n")


def test_the_page_fetches_nothing(performed: Performance) -> None:
    """The page loads nothing from anywhere, and its policy would not let it."""
    page = (performed.out / "index.html").read_text("utf-8")
    links = _Links()
    links.feed(page)
    assert links.found == []
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page.split("const data")[0]


def test_letters_are_shown_in_a_cage(performed: Performance) -> None:
    """The HTML of a mail is shown in a frame that may run no script."""
    page = (performed.out / "index.html").read_text("utf-8")
    assert 'setAttribute("sandbox", "allow-same-origin")' in page
    assert "allow-scripts" not in page


def test_a_mail_cannot_break_out_of_the_page() -> None:
    """Words that would end the script stay words."""
    text = "</script><script>alert(1)</script> <!-- \u2028 -->"
    page = page_of([_sheet(text)])
    assert page.count("</script>") == page_of([_sheet()]).count("</script>")
    assert _data(page)["mails"][0]["own"] == text


def test_an_earlier_run_is_replaced(tmp_path: Path) -> None:
    """A second run leaves no mail of the first, and touches no file that is not its own."""
    mine = tmp_path / "notes.eml"
    mine.write_text("mine")
    leave([_sheet(), _sheet(number=2)], tmp_path)
    leave([_sheet()], tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["01-liz-to-introd.eml", "index.html", "notes.eml"]
    assert mine.read_text() == "mine"


def test_file_names_tell_who_and_what() -> None:
    """A file is named by number, author, readers and kind."""
    sheet = Sheet(7, NOON, "introd", ("jane",), b"Subject: x\r\n\r\n", kind="receipt_yes")
    assert filename(sheet) == "07-introd-to-jane-receipt_yes.eml"
    assert filename(Sheet(15, NOON, "jason", ("jane", "introd"), b"\r\n")) == "15-jason-to-jane-and-introd.eml"
