"""Bytes to Mail."""

from __future__ import annotations

import base64
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read.mail import MOST_CONTAINERS, parse
from introd.read.mail.charsets import decode
from introd.read.reading import Mail, UnreadableMail
from tests.read.mails import mail, multipart, raw

ODD = [
    b"Message-ID: <>\r\nFrom: a@b.example\r\n\r\nhi",
    b"Message-ID: <[b37@microsoft.example]>\r\nSubject: x\r\n\r\nhi",
    b"Content-Type: text/plain; charset=no-such-charset\r\n\r\nhi",
    b"Content-Type: text/plain; charset=\r\n\r\nhi",
    b"Content-Type: text/plain; charset=utf-8'en'x\r\n\r\nhi",
    b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\nnever opened",
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nnever closed",
    b"Content-Disposition: attachment; filename*0*=utf-8''a; filename*2*=c; filename*x*=z\r\n\r\nhi",
    b"Content-Type: application/pdf; name*1*=x; name*=''%ff; name*0=b\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
    b"Subject: =?utf-8?b?!!!?=\r\nFrom: =?x-none?q?=ff?= <a@b.example>\r\n\r\nhi",
    b"Subject: =?utf-8?q?=F0=9F?= broken\r\n\r\nhi",
    b"Date: Fri, 99 Foo 99999 99:99:99 +9999\r\n\r\nhi",
    b"Date: \r\nFrom: \r\nTo: \r\n\r\n",
    b"no header at all, only words\nand lines",
    b"From someone Sat Nov 21 2026\r\nFrom: a@b.example\r\n\r\nmbox line",
    b"From: a@b.example\rSubject: carriage returns\r\rhi",
    b"\xff\xfe\x00\x01",
    b"Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\n\r\nSubject: deep\r\n\r\nhi",
    b"Content-Transfer-Encoding: x-unknown\r\n\r\nhi",
    b"Content-Type: text/plain; charset=rot13\r\n\r\nuv",
    b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_mail_is_a_mail(odd: bytes) -> None:
    """A mail that breaks a rule of the grammar is still read."""
    assert isinstance(parse(odd), Mail)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_a_mail_or_unreadable(data: bytes) -> None:
    """Whatever the bytes, they are a Mail or UnreadableMail."""
    try:
        read = parse(data)
    except UnreadableMail:
        return
    (read.text + read.html + read.subject + read.sender_name).encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*ODD, b"--b\r\n", b"\r\n\r\n", b"From: x@y.example\r\n", b"=?utf-8?q?", b"charset=gbk"]), max_size=6
    )
)
def test_pieces_of_odd_mails_are_a_mail_or_unreadable(pieces: list[bytes]) -> None:
    """Odd mails glued together raise nothing but UnreadableMail."""
    with suppress(UnreadableMail):
        assert parse(b"".join(pieces)).size > 0


def test_nothing_is_unreadable() -> None:
    """An empty message is refused by name."""
    with pytest.raises(UnreadableMail, match="empty"):
        parse(b"\r\n\r\n")


def test_a_thousand_nested_parts_are_refused_by_name() -> None:
    """Nested parts are counted before the parser is asked, which would recurse."""
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(1000))
    with pytest.raises(UnreadableMail, match=f"more than {MOST_CONTAINERS} parts"):
        parse(b"From: a@b.example\r\n" + nested + b"\r\nhi")


def test_parts_below_the_limit_are_read() -> None:
    """As many containers as the limit allows are no offence."""
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(50))
    assert parse(b"From: a@b.example\r\n" + nested + b"\r\nhi").text.strip() == "hi"


@pytest.mark.parametrize(
    "author",
    [
        "alice@good.example <bob@evil.example>",
        "a@x.example, b@x.example",
        "undisclosed-recipients:;",
        "Jane Roe",
        "Jane <jane@roe.example> <bob@evil.example>",
        "Jane <jane@roe..example",
        "",
    ],
)
def test_an_ambiguous_from_names_no_author(author: str) -> None:
    """Where From is not exactly one clear mailbox, nobody is the author."""
    assert mail("hi", author=author).author is None


def test_two_from_fields_name_no_author() -> None:
    """RFC 5322 allows one From; which of two is meant is not guessed."""
    assert parse(b"From: a@b.example\r\nFrom: c@d.example\r\n\r\nhi").author is None


@pytest.mark.parametrize(
    ("author", "name", "email"),
    [
        ("Jane Roe <Jane@Roe.Example>", "Jane Roe", "jane@roe.example"),
        ("jane@roe.example", "", "jane@roe.example"),
        ("jane@roe.example <jane@roe.example>", "", "jane@roe.example"),
        ('"Roe, Jane" <jane@roe.example>', "Roe, Jane", "jane@roe.example"),
        ("=?iso-8859-1?q?J=FCrgen?= <j@roe.example>", "Jürgen", "j@roe.example"),
        ("John Q. Public <j@roe.example>", "John Q. Public", "j@roe.example"),
    ],
)
def test_a_clear_from_names_the_author(author: str, name: str, email: str) -> None:
    """One mailbox, with its name decoded and its address in lower case."""
    read = mail("hi", author=author).author
    assert read is not None
    assert (read.name, read.email) == (name, email)


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", "我很乐意，谢谢镕"),
        ("GBK", "gb18030", "好的"),
        ("iso-2022-jp", "iso2022_jp", "はい、お願いします"),
        ("Shift_JIS", "cp932", "①はい"),
        ("euc-jp", "euc_jp", "はい"),
        ("koi8-r", "koi8_r", "да, спасибо"),
        ("windows-1251", "cp1251", "нет"),
        ("windows-1250", "cp1250", "tak, chętnie"),
        ("iso-8859-2", "iso8859_2", "chętnie"),
        ("iso-8859-1", "cp1252", "it’s fine – “yes” €"),
        ("us-ascii", "utf-8", "gerne – schön"),
        ("utf-7", "utf_7", "größer"),
        ("iso-8859-1", "utf-8", "schön"),
        ("utf-8", "cp1252", "schön"),
        ("ks_c_5601-1987", "cp949", "네 좋아요"),
        ("big5", "big5", "好的"),
        ("utf-16", "utf-16", "yes"),
        ("x-unknown", "cp1252", "señor"),
        ("rot13", "utf-8", "yes"),
    ],
)
def test_charsets_that_mail_really_uses(label: str, codec: str, text: str) -> None:
    """Declared rightly or wrongly, the words are read."""
    assert decode(text.encode(codec), label) == text


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "gb2312", "utf-7", "iso-2022-jp", "big5", "hz", "punycode", "idna", "undefined"]),
)
def test_decoding_never_fails(data: bytes, label: str | None) -> None:
    """Any bytes under any label are text that can be stored."""
    decode(data, label).encode("utf-8")


def test_text_and_html_are_kept_apart() -> None:
    """The first text and the first HTML are the body; a text file is not."""
    data = multipart(
        "multipart/mixed",
        ("Content-Type: text/plain", b"Yes"),
        ("Content-Type: text/html", b"<p>Yes</p>"),
        ("Content-Type: text/plain; name=no.txt\r\nContent-Disposition: attachment; filename=no.txt", b"No"),
        ("Content-Type: text/plain", b"-- list footer"),
    )
    read = parse(data)
    assert (read.text.strip(), read.html.strip()) == ("Yes", "<p>Yes</p>")
    assert [(a.filename, a.content) for a in read.attachments] == [("no.txt", b"No")]


def test_delivered_to_prefers_what_servers_noted() -> None:
    """The noted envelope recipient comes before To and Cc."""
    read = mail(
        "hi",
        to="Intro <intro@example.org>",
        fields={"Delivered-To": "INTRO+Tok@example.org", "Cc": "x@y.example", "X-Original-To": "a@b.example"},
    )
    assert read.delivered_to == ("intro+tok@example.org", "a@b.example", "intro@example.org", "x@y.example")


def test_date_keeps_its_offset() -> None:
    """The moment in UTC, and how far east the writer's clock was."""
    read = mail("hi", fields={"Date": "Fri, 20 Nov 2026 18:30:00 +0530"})
    assert read.date is not None
    assert (read.date.isoformat(), read.offset) == ("2026-11-20T13:00:00+00:00", 330)


def test_thread_fields() -> None:
    """Message-IDs are found among whatever else stands in the fields."""
    read = mail(
        "hi", fields={"References": "<a@x> junk <b@x>\r\n <a@x>", "In-Reply-To": "your mail of Friday <b@x>", "Message-ID": "<>"}
    )
    assert (read.message_id, read.in_reply_to, read.references) == (None, "<b@x>", ("<a@x>", "<b@x>"))


def test_a_clear_signature_is_unwrapped() -> None:
    """PGP armour goes, dash-escapes are undone."""
    body = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nYes\n- - a dash\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    assert mail(body).text.split("\n")[:2] == ["Yes", "- a dash"]


def test_an_opaque_signature_is_unwrapped() -> None:
    """The text inside a CMS SignedData is read."""
    inner = b"Content-Type: text/plain\r\n\r\nYes, gladly"
    octets = b"\x04" + bytes([len(inner)]) + inner
    content = bytes.fromhex("06092a864886f70d010701") + b"\xa0" + bytes([len(octets)]) + octets
    der = b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\xa0\x80\x30\x80" + content
    kind = "application/pkcs7-mime; smime-type=signed-data"
    data = raw(base64.b64encode(der).decode(), kind=kind, fields={"Content-Transfer-Encoding": "base64"})
    assert parse(data).text == "Yes, gladly"


@pytest.mark.parametrize(
    "data",
    [
        raw("MIIB", kind="application/pkcs7-mime; smime-type=enveloped-data", fields={"Content-Transfer-Encoding": "base64"}),
        raw("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"),
        multipart(
            "multipart/encrypted",
            ("Content-Type: application/pgp-encrypted", b"Version: 1"),
            ("Content-Type: application/octet-stream", b"x"),
        ),
        multipart("multipart/mixed", ("Content-Type: application/ms-tnef; name=winmail.dat", b"x\x9f\x3e\x22")),
    ],
)
def test_what_cannot_be_read_is_called_encrypted(data: bytes) -> None:
    """S/MIME and PGP encryption, and a body that is only in winmail.dat."""
    assert parse(data).encrypted


def test_flowed_lines_are_joined() -> None:
    """format=flowed: soft breaks are no breaks, quotes keep their depth."""
    body = "Yes, that \nwould be fine.\n> a long \n> question?\n-- \nJane"
    assert mail(body, kind="text/plain; format=flowed").text == "Yes, that would be fine.\n> a long question?\n-- \nJane"


def test_an_attached_message_is_kept_whole() -> None:
    """message/rfc822 is an attachment with the bytes of the message."""
    data = multipart(
        "multipart/mixed",
        ("Content-Type: text/plain", b"see below"),
        ("Content-Type: message/rfc822", b"Subject: ask\r\n\r\nhello"),
    )
    kept = parse(data).attachments[0]
    assert kept.content_type == "message/rfc822"
    assert b"hello" in kept.content
