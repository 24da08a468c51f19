"""All that a mail holds is one text, whatever its coding."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.read.mail.everything import everything

WHO = "Zoë Brandtová"


def mail(cte: str = "quoted-printable", subject: str = "Hello") -> EmailMessage:
    """A mail with a long line about her."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "liz@ryan.example", "intro@example.org", subject
    made.set_content(f"{'so it goes ' * 9}{WHO} {'and goes ' * 9}\n", cte=cte)
    return made


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_text_is_found_in_every_coding(cte: str) -> None:
    """Soft line breaks and base64 hide nothing."""
    assert WHO in everything(mail(cte).as_bytes())


def test_headers_and_file_names_are_decoded() -> None:
    """An encoded subject, an encoded name, and the name of an attached file in the long form of RFC 2231."""
    made = mail(subject=f"About {WHO}")
    made.add_attachment(b"\x00", maintype="application", subtype="pdf", filename=f"CV {WHO} and a good deal more of words.pdf")
    found = everything(made.as_bytes())
    assert f"About {WHO}" in found
    assert f"CV {WHO} and a good deal more of words.pdf" in found


def test_html_is_read_as_people_see_it() -> None:
    """Entities and tags within a name hide nothing."""
    made = mail()
    made.add_alternative("<p>Zo&euml; <b>Brand</b>tov&#225;</p>", subtype="html")
    assert everything(made.as_bytes()).count(WHO) >= 2


def test_mail_within_mail_is_read() -> None:
    """A forwarded message, and a list in a file that calls itself anything."""
    inner, outer = mail("base64"), EmailMessage(policy=SMTP)
    outer.set_content("See there")
    outer.add_attachment(inner)
    outer.add_attachment(f"Name\n{WHO}, Jr\n".encode(), maintype="application", subtype="octet-stream", filename="a.bin")
    found = everything(outer.as_bytes())
    assert f"goes {WHO}" in found
    assert f"{WHO}, Jr" in found


@given(st.binary(max_size=600))
def test_no_bytes_stop_it(raw: bytes) -> None:
    """Whatever the bytes are, there is a text."""
    assert isinstance(everything(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + raw), str)
