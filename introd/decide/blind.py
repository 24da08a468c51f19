"""A blind ask: what is said of somebody, without their name and without who employs them."""

from __future__ import annotations

import re

from introd.decide.scrub import FREE_MAIL

PERSON, COMPANY = "this person", "a company"

_PARTICLES_TEXT = "de da do dos das del della der den van von zu zum la le el al bin ibn of and the y e i dr prof mr mrs ms sir"
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_WORDS_TOO_TEXT = (
    "may will mark grace rose hope art bill rob sue pat frank young long king page price love joy faith summer april "
    "june august jack dean chase hunter baker cook stone field wood hill green brown black white gray grey best good "
    "rich case day may may "
)
_WORDS_TOO = frozenset(_WORDS_TOO_TEXT.split())
"""Names that are words as well: hidden only where they are written as a name."""

_ROLE = (
    "CEO|CTO|CFO|COO|CMO|CIO|CPO|CISO|VP|SVP|EVP|HR|IT|PR|R&D|UX|UI|MD|PhD|GP|Head|Chief|Director|Founder|Co-?[Ff]ounder|Owner|Partner|"
    "Principal|Senior|Junior|Lead|Managing|General|Executive|President|Chair(?:man|woman)?|Manager|Engineer(?:ing)?|Developer|Designer|"
    "Product|Software|Data|Sales|Marketing|Finance|Operations|Research|Professor|Doctor|Dr|Teacher|Nurse|Lawyer|Officer|Analyst|"
    "Consultant|Advisor|Adviser|Scientist|Architect|Investor|Author|Editor|Student|Former|Ex|Board|Member|Staff|Supply|Chain|People"
)
_PROPER = r"[^\W\d_a-zß-öø-ÿ][\w&'’.+-]*"
_NAMED = rf"{_PROPER}(?:\s+(?:(?:of|and|&|de|the|für|und)\s+)?{_PROPER}){{0,4}}"
_AFTER = re.compile(
    rf"(?<!\w)((?:at|@|for|with|from|joined|join|founded|founder of|co-?founded|runs|ran|leads|led|left|owns|started|built|bei|"
    rf"chez|en|of|by|to|into|inside|within|outside|acquired by)\s+)(?:[Tt]he\s+)?(?!(?:{_ROLE})\b)({_NAMED})"
)
_OWNER = re.compile(rf"(?<!\w)({_NAMED})['’]s?\s+(?={_ROLE}|[a-zé]+\s)")
_BEFORE_ROLE = re.compile(rf"(?<!\w)(?!(?:{_ROLE})\b)({_PROPER}(?:\s+(?!(?:{_ROLE})\b){_PROPER}){{0,3}})\s+(?=(?:{_ROLE})\b)")
_AFTER_ROLE = re.compile(rf"((?:{_ROLE})[\w\s-]*?\s*[,|–—·/-]\s*)({_NAMED})")
_CORPORATE = re.compile(
    rf"(?<!\w){_NAMED},?\s+(?:Inc|Ltd|LLC|LLP|PLC|plc|GmbH|AG|SA|SARL|SAS|BV|NV|AB|AS|Oy|SpA|Srl|KG|Co|Corp|Corporation|Company|Group|"
    rf"Holdings?|Partners|Bank|University|College|Institute|Labs?)\b\.?"
)


def unnamed(text: str, name: str) -> str:
    """The text with every part of a person's name replaced: `Jane Roe has …` reads `this person has …`."""
    parts = [
        part for part in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name) if len(part) > 1 and part.casefold() not in _PARTICLES
    ]
    if not parts:
        return text
    one = "|".join(_as_name(part) for part in sorted(set(parts), key=len, reverse=True))
    title = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Herr|Frau)\.?\s+)?"
    return re.sub(rf"(?<!\w){title}(?:{one})(?:[\s.,-]+(?:(?:{'|'.join(_PARTICLES)}|\w\.)\s+)*(?:{one}))*(?!\w)", PERSON, text)


def unemployed(text: str, employers: tuple[str, ...]) -> str:
    """The text with employers replaced, both the ones that are known and whatever stands where an employer stands."""
    text = _CORPORATE.sub(COMPANY, text)
    for employer in sorted(filter(None, employers), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(employer)}(?!\w)", COMPANY, text, flags=re.IGNORECASE)
    text = _AFTER.sub(rf"\1{COMPANY}", text)
    text = _AFTER_ROLE.sub(rf"\1{COMPANY}", text)
    text = _OWNER.sub(f"{COMPANY}’s ", text)
    text = _BEFORE_ROLE.sub(f"{COMPANY} ", text)
    return re.sub(rf"(?:\b(?:[Tt]he|[Aa]n?)\s+)?{COMPANY}(?:\s*,?\s*(?:and\s+)?{COMPANY})*", COMPANY, text)


def begun(text: str) -> str:
    """The text with a capital wherever a replacement now begins a sentence."""
    return re.sub(
        rf"(?:^|(?<=[.!?]\s))({PERSON[0]}|{COMPANY[0]})(?={PERSON[1:]}|{COMPANY[1:]})", lambda found: found[0].upper(), text
    )


def employers(address: str, *texts: str) -> tuple[str, ...]:
    """Employers as far as they can be told: the label of a mail domain, and names that stand after "at", a comma or a role."""
    label = address.rpartition("@")[2].split(".")[0].casefold()
    found = [label, label.replace("-", " ")] if label and label not in FREE_MAIL else []
    for text in texts:
        found += [
            match[2]
            for match in (*_AFTER.finditer(text), *_AFTER_ROLE.finditer(text))
            if match[1].lower().split()[0] in _TELLING or match.re is _AFTER_ROLE
        ]
    names = [name.strip(" .,'’") for name in found]
    first_words = [name.split()[0] for name in names if " " in name and len(name.split()[0]) > 3]
    return tuple(dict.fromkeys(name for name in (*names, *first_words) if len(name) > 1))


_TELLING_TEXT = "at @ for joined founded founder co-founded cofounded runs ran leads led bei chez acquired"
_TELLING = frozenset(_TELLING_TEXT.split())


def _as_name(part: str) -> str:
    """A part of a name in any case; one that is a word as well only as a name is written."""
    if part.casefold() in _WORDS_TOO:
        return f"{re.escape(part)}|{re.escape(part.upper())}"
    return f"(?i:{re.escape(part)})"
