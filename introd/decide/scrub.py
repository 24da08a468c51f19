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
_OPEN, _CLOSE = r"\s?[\[({<]\s?", r"\s?[\])}>]\s?"
_BRACKETED_AT = re.compile(rf"{_OPEN}(?:@|{_AT_WORDS}|a\s?t){_CLOSE}", re.IGNORECASE)
_BRACKETED_DOT = re.compile(rf"{_OPEN}(?:\.|{_DOT_WORDS}){_CLOSE}", re.IGNORECASE)
# Everything below is bounded or possessive: no text of 4,000 characters may take longer than a few milliseconds.
_LABEL = r"[\w-]{1,63}+"
_SAID_DOT = rf"(?:\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}}|\s{{1,2}}\.\s{{0,2}}(?=\w))"
_DOT = rf"(?:{_SAID_DOT}|\.(?=\w))"
_START = r"(?<![\w.+'’-])"
_LOCAL = rf"(?:[\w+-]{{1,63}}+\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}}){{0,3}}[\w.+'’-]{{1,128}}+"
_EMAIL = rf"{_START}(?:mailto:\s?)?[\w.+'’-]++@[\w-]++(?:{_DOT}{_LABEL}){{0,6}}"
_SPACED_EMAIL = rf"{_START}{_LOCAL}\s{{0,2}}@\s{{0,2}}{_LABEL}(?:{_DOT}{_LABEL}){{1,6}}"
_SPOKEN_EMAIL = rf"{_START}{_LOCAL}\s{{1,2}}(?:{_AT_WORDS})\s{{1,2}}{_LABEL}(?:{_DOT}{_LABEL}){{0,5}}{_DOT}[^\W\d_]{{2,24}}(?!\w)"

_TLDS = (
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
)
_URL = r"\b[a-z][a-z0-9+.-]{1,15}://\S+|\b(?:mailto|tel|sms|skype|xmpp|sip):\s*\S+|\bwww\d?\.\S+|\bh(?:tt|xx)ps?\b\S*"
_DOMAIN = re.compile(r"(?<![\w@.-])[\w-]++(?:\.[\w-]++)++(?!@)(?::\d{1,5})?(?P<path>[/?#]\S*)?")
_SAID_DOMAIN = re.compile(rf"(?<![\w-]){_LABEL}(?:{_SAID_DOT}{_LABEL}){{1,4}}", re.IGNORECASE)
_PATHED = r"(?<!\w)/?in/[\w%.-]{3,}"
_HANDLE = r"(?<![\w@])@[A-Za-z0-9_][\w.-]+"
_NETWORKS = (
    "skype|telegram|whats\\s?app|signal|twitter|x\\.com|linked\\s?in|xing|insta(?:gram)?|ig|facebook|fb|messenger|git\\s?hub|"
    "gitlab|mastodon|bluesky|bsky|threads|discord|slack|we\\s?chat|weixin|kakao(?:talk)?|threema|matrix|wire|calendly|"
    "cal\\.com|zoom|handle|user\\s?name|nick(?:name)?"
)
_NETWORK = (
    rf"\b(?:{_NETWORKS})\b\s{{0,2}}(?:id|handle|name|profile|user(?:name)?|account)?\s{{0,2}}(?:[:=]|\bis\b|\bas\b)\s{{0,2}}\S+"
)

_SEP = r"[\s().\-/·•‐-―−_]"
_PHONE = rf"(?<![\w.,])(?:\+|\()?\s?\d(?:{_SEP}{{0,3}}\d){{6,30}}(?:\s?(?:x|ext\.?|extension|-)\s?\d{{1,8}})?(?!\w)"
_CALL = (
    r"\b(?:tel|phone|telephone|mobile|cell|call|ring|text|fax|handy|mob|whatsapp|ph|telefon|tél|número)\b[.:]?\s?"
    r"(?:(?:me|her|him|them|us|on|at|is|no\.?|number|nr\.?)\b\s?){0,4}[:]?\s?\+?\d(?:[\s().\-/]{0,2}\d){3,30}"
)
_NOT_PHONES = re.compile(
    r"(?:19|20)\d\d\s*[-–—/]\s*(?:(?:19|20)\d\d)"  # 2015–2019
    r"|(?:19|20)\d\d-\d\d-\d\d"  # 2026-03-01
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d"  # 1.3.2026
    r"|[1-9](?:[. ]\d{3}){2}"  # 1.200.000
)

_RULES = tuple(
    re.compile(rule, re.IGNORECASE) for rule in (_URL, _EMAIL, _SPACED_EMAIL, _SPOKEN_EMAIL, _PATHED, _NETWORK, _HANDLE, _CALL)
)
_ENDINGS = frozenset((*_TLDS.split("|"), *_COUNTRY.split()))
_BEGINNINGS = frozenset(("In", "It", "At", "My", "No", "So", "To", "Me", "Is", "As", "Be", "Do", "Am"))  # "… at it.In 2019 …"
_WEB = re.compile(
    r"(https?://\S+|\bwww\d?\.\S+|(?<![\w@.-])(?:[\w-]++\.){1,6}[^\W\d_]{2,24}(?::\d{1,5})?[/?#]\S+)", re.IGNORECASE
)  # a bare `acme.example` is none: it could be the end of "jane at acme.example"
_PHONES = re.compile(_PHONE, re.IGNORECASE)
_GAPS = re.compile(rf"{re.escape(GAP)}(?:[\s,;/|]*{re.escape(GAP)})+")
_UNSEEN = frozenset(("Cc", "Cs", "Co", "Cn"))
_SAYS_NOTHING = 6  # words around a gap
_POINTING_TEXT = (
    "reach mail mails email emails write writes call calls ring phone phones tel telephone text mobile cell contact address number "
    "see find site website web page profile linkedin skype telegram whatsapp twitter handle link links calendar book"
)
_POINTING = frozenset(_POINTING_TEXT.split())
_WINDOW = 4000  # characters of one field that any letter shows: no pattern here ever meets more

_FREE_MAIL_TEXT = (
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac aol proton protonmail pm gmx web mail posteo "
    "fastmail hey zoho yandex qq 163 126 naver free orange wanadoo laposte libero t-online freenet bluewin comcast "
    "verizon att btinternet example "
)
FREE_MAIL = frozenset(_FREE_MAIL_TEXT.split())
"""Second-level labels of mailbox providers: they name no employer."""


def plain(text: str) -> str:
    """One field as readers see it: no disguised or control characters, single blanks, at most 4,000 characters."""
    text = html.unescape(text[:_WINDOW]).translate(_INVISIBLE).translate(_WIDE)[:_WINDOW]
    text = re.sub(r"[\v\f\x85\u2028\u2029]|\r\n?", "\n", text)
    text = "".join(c if c in "\n\t" or unicodedata.category(c) not in _UNSEEN else "" for c in text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def contacts(text: str, known: Iterable[str] = ()) -> str:
    """The text without e-mail addresses, links, domains, handles and telephone numbers, however written, nor any of `known`."""
    text = _BRACKETED_DOT.sub(".", _BRACKETED_AT.sub("@", plain(text)))
    for secret in sorted(filter(None, map(str.strip, known)), key=len, reverse=True):
        text = _loosely(secret).sub(GAP, text)
    for rule in _RULES:
        text = rule.sub(GAP, text)
    text = _SAID_DOMAIN.sub(_unless_words, _DOMAIN.sub(_unless_words, text))
    return _mended(_GAPS.sub(GAP, _PHONES.sub(_unless_date, text)))


def reach(text: str, known: Iterable[str] = ()) -> str:
    """The text without e-mail addresses, telephone numbers and `known`; links to pages stay."""
    pieces = _WEB.split(plain(text))
    return "".join(piece if i % 2 else _around(piece, known) for i, piece in enumerate(pieces)).strip()


def _around(piece: str, known: Iterable[str]) -> str:
    """One stretch between links, with the blanks at its ends."""
    body = piece.strip()
    return piece.replace(body, contacts(body, known), 1) if body else piece


def pages(text: str) -> tuple[str, ...]:
    """The links of a text that `reach` leaves in it and `contacts` takes out, without the signs that end a sentence."""
    return tuple(dict.fromkeys(link.rstrip(".,;:!?)]}>\"'”’»") for link in _WEB.findall(plain(text))))


def page(text: str) -> str:
    """A link to a page, alone; anything else gives the empty string (`javascript:` is no page)."""
    text = plain(text)
    return text if re.fullmatch(r"https?://[^\s<>\"']+", text, re.IGNORECASE) else ""


def links(text: str) -> str:
    """The text without links and bare domains; addresses and numbers stay."""
    return _DOMAIN.sub(_unless_words, _RULES[0].sub(GAP, plain(text)))


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
    found += [digits, *(digits[-n:] for n in range(7, len(digits)))]
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
    return (
        "".join(s for s in re.split(r"(?<=[.!?])(\s+)", text) if GAP not in s or not _only_reaches(s)).replace("  ", " ").strip()
    )


def _only_reaches(sentence: str) -> bool:
    """Nothing is left of the sentence but the gap and the words that led to it."""
    words = re.findall(r"\w+", sentence.casefold())
    return not words or (len(words) <= _SAYS_NOTHING and not _POINTING.isdisjoint(words))


def _unless_words(found: re.Match[str]) -> str:
    """A dotted word is a domain where it has a path, or one of its labels ends domains: `Node.js` and `e.g.` stay."""
    path = found.re is _DOMAIN and found["path"] is not None
    labels = re.split(r"[\s.]+|:\d", found[0][: -len(found["path"])] if path else found[0])[1:]
    names_a_place = any(label.casefold() in _ENDINGS and label not in _BEGINNINGS for label in labels)
    return GAP if path or names_a_place else found[0]


def _unless_date(found: re.Match[str]) -> str:
    return found[0] if _NOT_PHONES.fullmatch(found[0].strip()) else GAP
