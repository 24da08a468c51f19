"""Free text without the ways to reach somebody, and, for a blind ask, without who they are.

People write the other's address into a sentence without thinking: "she runs ops, jane at acme dot example". What is found is
replaced by `[…]`; in doubt it is replaced too, because a gap in a sentence is a smaller harm than a number in the wrong hands.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

GAP = "[…]"

_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "@.+/:-_"}

_AT_WORDS = "at|ät|aet|arobase|arroba|chiocciola|apenstaartje|snabel-a|małpa"
_DOT_WORDS = "dot|punkt|point|punto|ponto|punt|kropka"
_OPEN, _CLOSE = r"[\[({<]", r"[\])}>]"
_AT = rf"(?:\s*@\s*|\s*{_OPEN}\s*(?:@|{_AT_WORDS}|a\s+t)\s*{_CLOSE}\s*)"
_DOT = rf"(?:\s*{_OPEN}\s*(?:\.|{_DOT_WORDS})\s*{_CLOSE}\s*|\s+(?:{_DOT_WORDS})\s+|\s+\.\s*(?=\w)|\.(?=\w))"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_LOCAL = rf"[\w.+'’-]+(?:\s+(?:{_DOT_WORDS})\s+[\w+-]+|\s*{_OPEN}\s*(?:\.|{_DOT_WORDS})\s*{_CLOSE}\s*[\w+-]+)*"
_EMAIL = rf"(?:mailto:\s*)?{_LOCAL}{_AT}{_LABEL}(?:{_DOT}{_LABEL})*"
_SPOKEN_EMAIL = rf"{_LOCAL}\s+(?:{_AT_WORDS})\s+{_LABEL}(?:{_DOT}{_LABEL})+(?!\w)"

_TLD = (
    "com|org|net|io|co|ai|dev|app|me|info|biz|edu|gov|mil|int|name|pro|xyz|online|site|tech|cloud|page|link|blog|shop|store|studio|"
    "agency|consulting|works|work|team|group|company|world|life|live|news|media|email|network|systems|solutions|design|digital|"
    "academy|school|university|health|care|capital|ventures|finance|fund|law|legal|foundation|ngo|club|social|zone|space|website|"
    "coach|careers|jobs|today|global|international|ltd|gmbh|inc|example|test|invalid|local|localhost|onion"
)
_COUNTRY = (
    "ac ad ae af ag al am ao ar at au az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci cl "
    "cm cn cr cu cv cy cz de dj dk dm dz ec ee eg es et eu fi fj fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gr gt gy "
    "hk hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh ki km kr kw ky kz la lb lc li lk lr ls lt lu lv ly "
    "ma mc md mg mk ml mm mn mo mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk "
    "pl pm pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr st su sv sy sz tc td tg th tj tk "
    "tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu ws za zm zw"
).replace(" ", "|")
_URL = r"\b[a-z][a-z0-9+.-]{1,15}://\S+|\b(?:mailto|tel|sms|skype|xmpp|sip):\s*\S+|\bwww\d?\.\S+|\bh(?:tt|xx)ps?\b\S*"
_DOMAIN = (
    rf"(?<![\w@])(?:{_LABEL}{_DOT})+(?:(?:{_TLD})|(?:{_COUNTRY})(?=[\s/,;:!?)\]]|[.](?:\s|$)|$))(?![\w-])(?::\d+)?(?:[/?#]\S*)?"
)
_PATHED = rf"(?<![\w@])(?:{_LABEL}\.)+[^\W\d_]{{2,}}/\S+|(?<!\w)/?in/[\w%.-]{{3,}}"
_HANDLE = r"(?<![\w@])@\s?[A-Za-z0-9_][\w.-]+"
_NETWORKS = (
    "skype|telegram|whats\\s?app|signal|twitter|x\\.com|linked\\s?in|xing|insta(?:gram)?|ig|facebook|fb|messenger|git\\s?hub|gitlab|mastodon|"
    "bluesky|bsky|threads|discord|slack|we\\s?chat|weixin|line|kakao(?:talk)?|threema|matrix|wire|calendly|cal\\.com|zoom|handle|user\\s?name|nick(?:name)?"
)
_NETWORK = rf"\b(?:{_NETWORKS})\b\s*(?:id|handle|name|profile|user(?:name)?|account)?\s*(?:[:=]|\bis\b|\bas\b)\s*\S+"

_SEP = r"[\s().\-/·•‐-―−_]"
_PHONE = rf"(?<![\w.,])(?:\+|\()?\s?\d(?:{_SEP}{{0,3}}\d){{6,}}(?:\s*(?:x|ext\.?|extension|-)\s*\d+)?(?!\w)"
_CALL = (
    r"\b(?:tel|phone|telephone|mobile|cell|call|ring|text|fax|handy|mob|whatsapp|ph|telefon|tél|número)\b[.:]?\s*"
    r"(?:(?:me|her|him|them|us|on|at|is|no\.?|number|nr\.?)\b\s*)*[:]?\s*\+?\d(?:[\s().\-/]{0,2}\d){3,}"
)
_NOT_PHONES = re.compile(
    r"(?:19|20)\d\d\s*[-–—/]\s*(?:(?:19|20)\d\d)"  # 2015–2019
    r"|(?:19|20)\d\d-\d\d-\d\d"  # 2026-03-01
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d"  # 1.3.2026
    r"|[1-9](?:[. ]\d{3}){2}"  # 1.200.000
)

_RULES = tuple(
    re.compile(rule, re.IGNORECASE) for rule in (_URL, _EMAIL, _SPOKEN_EMAIL, _PATHED, _DOMAIN, _NETWORK, _HANDLE, _CALL)
)
_WEB = re.compile(r"(https?://\S+|\bwww\d?\.\S+)", re.IGNORECASE)
_PHONES = re.compile(_PHONE, re.IGNORECASE)
_GAPS = re.compile(rf"{re.escape(GAP)}(?:[\s,;/|]*{re.escape(GAP)})+")
_SAYS_NOTHING = 4  # words around a gap
_WINDOW = 4000  # characters of one field that any letter shows: no pattern here ever meets more

_FREE_MAIL_TEXT = (
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac aol proton protonmail pm gmx web mail posteo "
    "fastmail hey zoho yandex qq 163 126 naver free orange wanadoo laposte libero t-online freenet bluewin comcast "
    "verizon att btinternet example "
)
FREE_MAIL = frozenset(_FREE_MAIL_TEXT.split())
"""Second-level labels of mailbox providers: they name no employer."""


def plain(text: str) -> str:
    """One field as readers see it: no invisible or full-width disguises, no control characters, at most 4,000 characters."""
    text = html.unescape(text[:_WINDOW]).translate(_INVISIBLE).translate(_WIDE)
    text = re.sub(r"[\v\f\x85\u2028\u2029]|\r\n?", "\n", text)
    return "".join(
        c if c == "\n" else " " if c == "\t" else "" if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} else c for c in text
    ).strip()


def contacts(text: str, known: Iterable[str] = ()) -> str:
    """The text without e-mail addresses, links, domains, handles and telephone numbers, however written, nor any of `known`."""
    text = plain(text)
    for secret in sorted(filter(None, map(str.strip, known)), key=len, reverse=True):
        text = _loosely(secret).sub(GAP, text)
    for rule in _RULES:
        text = rule.sub(GAP, text)
    return _mended(_GAPS.sub(GAP, _PHONES.sub(_unless_date, text)))


def reach(text: str, known: Iterable[str] = ()) -> str:
    """The text without e-mail addresses, telephone numbers and `known`; links to pages stay."""
    pieces = _WEB.split(plain(text))
    return "".join(piece if i % 2 else _around(piece, known) for i, piece in enumerate(pieces)).strip()


def _around(piece: str, known: Iterable[str]) -> str:
    """One stretch between links, with the blanks at its ends."""
    body = piece.strip()
    return piece.replace(body, contacts(body, known), 1) if body else piece


def page(text: str) -> str:
    """A link to a page, alone; anything else gives the empty string (`javascript:` is no page)."""
    text = plain(text)
    return text if re.fullmatch(r"https?://[^\s<>\"']+", text, re.IGNORECASE) else ""


def links(text: str) -> str:
    """The text without links and bare domains; addresses and numbers stay."""
    text = plain(text)
    for rule in (_RULES[0], _RULES[3], _RULES[4]):
        text = rule.sub(GAP, text)
    return text


def secrets(address: str, phone: str = "", link: str = "", name: str = "") -> tuple[str, ...]:
    """What leads to somebody, as people repeat it: address, local part, domain, digits, the end of a link, name run together."""
    local, _, domain = address.partition("@")
    found = [address, link]
    if len(local) > 3 and not local.isalpha():
        found.append(local)
    if domain and domain.split(".")[0] not in FREE_MAIL:
        found.append(domain)
    parts = [part.casefold() for part in re.findall(r"[^\W\d_]+", name) if len(part) > 1]
    tail = link.rstrip("/").rpartition("/")[2]
    if len(tail) > 4 and tail.casefold() not in parts:
        found.append(tail)
    if len(parts) > 1:
        found += [joint.join(order) for joint in ("", ".", "_") for order in (parts, parts[::-1])]
    digits = re.sub(r"\D", "", phone)
    found += [digits, digits[-7:]] if len(digits) >= 7 else [digits] if len(digits) > 3 else []
    return tuple(dict.fromkeys(f for f in found if len(f) > 3))


def _loosely(secret: str) -> re.Pattern[str]:
    """A known secret in any case; of a number, the digits with anything between them."""
    if secret.isdigit():
        return re.compile(r"\+?\(?" + r"[\W_]{0,3}".join(secret))
    return re.compile(rf"(?<!\w){re.escape(secret)}(?!\w)", re.IGNORECASE)


def _mended(text: str) -> str:
    """Without empty brackets, and without sentences that said nothing but how to reach somebody ("Call her on […].")."""
    if GAP not in text:
        return text.strip()
    text = re.sub(rf"\s*[(<]\s*{re.escape(GAP)}\s*[)>]", "", text)
    return "".join(
        s for s in re.split(r"(?<=[.!?])(\s+)", text) if GAP not in s or len(re.findall(r"\w+", s)) > _SAYS_NOTHING
    ).strip()


def _unless_date(found: re.Match[str]) -> str:
    return found[0] if _NOT_PHONES.fullmatch(found[0].strip()) else GAP
