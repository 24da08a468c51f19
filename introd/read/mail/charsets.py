"""Bytes to text, in the charsets that mail really uses and in spite of those that it wrongly names.

A mail's charset label is a claim. The common lies are repaired (RFC 2045 knows none of them): `gb2312` that is GBK, `iso-8859-1` that is
windows-1252 (the WHATWG Encoding Standard reads it so too), `us-ascii` with eight-bit bytes, Latin labels on UTF-8 bytes.
"""

from __future__ import annotations

import re

_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "xgbk": "gb18030",
    "gb231280": "gb18030",
    "hzgb2312": "hz",
    "big5": "big5hkscs",
    "xxbig5": "big5hkscs",
    "ksc56011987": "cp949",
    "ksc5601": "cp949",
    "euckr": "cp949",
    "windows949": "cp949",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "xsjis": "cp932",
    "windows31j": "cp932",
    "iso2022jp": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "cp50221": "iso2022_jp_ext",
    "xeucjp": "euc_jp",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "iso88599": "cp1254",
    "iso88598i": "iso8859_8",
    "iso88598e": "iso8859_8",
    "windows874": "cp874",
    "iso885911": "cp874",
    "tis620": "cp874",
    "unicode11utf7": "utf_7",
    "utf7": "utf_7",
    "utf8mb4": "utf_8",
    "unicode11utf8": "utf_8",
    "xmacroman": "mac_roman",
    "macintosh": "mac_roman",
    "xmaccyrillic": "mac_cyrillic",
}
_NOTHING_SAID = {
    "",
    "usascii",
    "ascii",
    "unknown8bit",
    "xunknown",
    "unknown",
    "default",
    "8bit",
    "binary",
    "none",
    "ansix341968",
    "646",
}
_MAIL_CODEC = re.compile(
    r"^(?:utf|iso8859|iso2022|cp\d|windows\d|win\d|koi8|gb|big5|euc|sjis|mac|latin|tis|johab|hz$|ptcp|kz|l\d$|arabic$|greek$|hebrew$|cyrillic$)"
)
_SINGLE_BYTE = re.compile(r"^(?:cp125\d|iso8859|latin|mac|windows125|cp437|cp850)")
_INVISIBLE = ("\0", "\ufffe", "\uffff")


def decode(data: bytes, charset: str | None) -> str:
    """Text of `data`, which claims to be in `charset` (None: no claim). Never raises; what can't be read becomes U+FFFD."""
    if not data:
        return ""
    codec = _codec(charset)
    text = _declared(data, codec) if codec else None
    if text is None:
        text = _guessed(data)
    return scalar(text.removeprefix("\ufeff"))


def scalar(text: str) -> str:
    """The text without lone surrogates and NUL, which some codecs fabricate and no UTF-8 sink accepts."""
    if text.isascii() and "\0" not in text:
        return text
    text = text.encode("utf-8", "replace").decode("utf-8")
    for sign in _INVISIBLE:  # `str.translate` takes ten times as long
        text = text.replace(sign, "")
    return text


def _codec(charset: str | None) -> str | None:
    """The Python codec for a label, None where the label says nothing or names no codec for mail (`rot13`, `punycode`)."""
    label = re.sub(r"[^a-z0-9]", "", (charset or "")[:60].lower())
    if label in _NOTHING_SAID:
        return None
    if label in _ALIASES:
        return _ALIASES[label]
    if not _MAIL_CODEC.match(label):
        return None
    return re.sub(r"[^a-z0-9]+", "_", (charset or "")[:60].lower()).strip("_")


def _declared(data: bytes, codec: str) -> str | None:
    """The text by its label, None where bytes and label do not go together."""
    if _SINGLE_BYTE.match(codec.replace("_", "")) and not data.isascii():
        as_utf8 = _strictly(data, "utf-8")
        if as_utf8 is not None:
            return as_utf8  # eight-bit text that happens to be valid UTF-8 is UTF-8
    text = _strictly(data, codec)
    if text is None and codec == "iso2022_jp_ext":
        return _strictly(data, "iso2022_jp_3") or _strictly(data, "utf-8")
    if text is None and _strictly(data, "utf-8") is None:
        return _leniently(data, codec)
    return text


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (LookupError, UnicodeError, ValueError):
        return None


def _leniently(data: bytes, codec: str) -> str | None:
    """Mostly right bytes with a few broken ones (a cut multi-byte letter), None where the label is simply wrong."""
    try:
        text = data.decode(codec, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    damaged = text.count("\ufffd")
    proven = any(char > "\x7f" and char != "\ufffd" for char in text)  # some letter beyond ASCII was rightly encoded
    return text if proven and damaged * 20 <= len(text) + 19 else None


def _guessed(data: bytes) -> str:
    """No trustworthy label: UTF-8, else ISO-2022-JP by its escapes, else windows-1252."""
    if b"\x1b$" in data or b"\x1b(" in data:
        text = _strictly(data, "iso2022_jp_ext")
        if text is not None:
            return text
    text = _strictly(data, "utf-8")
    return text if text is not None else data.decode("cp1252", "replace")
