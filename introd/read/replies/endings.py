"""What stands around a person's words without being theirs to mean: signatures, phone footers, disclaimers, banners."""

from __future__ import annotations

import re
from dataclasses import dataclass

from introd.read.replies import phrases
from introd.read.replies.lines import Line

_LONGEST_FOOTER = 120
_LONGEST_CLOSING = 60
_MOST_AFTER_NAME = 10
_LABEL = re.compile(r"[^\W\d_][^:\n]{0,30}:\s")
_FORM = 3  # labelled lines in a row
_MOST_BELOW_RULE = 5
_RULERS = ("_____", "―――", "───", "━━━", "═══", "＝＝＝", "＊＊＊", "☆★", "◇◆", "*:.")  # Japanese: above the name and below
_BRACKETS = " *_[](){}<>|~—–-\u2022"
_CLOSING_TAIL = " ,.!;:~*_-–—，。！、…"
_WRAPPED = 60  # a banner's line that is as long as this may go on in the next
_BANNER_ENDS = (".", "!", "]", "。", "*", "】", ")", "important", "safe")
_TYPOS = re.compile(
    r"\b(?:excuse|pardon|forgive|apologi[sz]e for|entschuldig)\b.{0,60}\b(?:typos?|brevity|thumbs?|tippfehler|autocorrect|errors)\b"
)
_PLEASES = ("よろしく", "宜しく")  # a sign-off below words, and alone the answer "please do"
_GREETS = re.compile(
    rf"(?:[^\W\d_]{{1,12}} ){{0,3}}(?:{'|'.join(sorted(phrases.CLOSING_WORDS))})(?: (?:aus|from|desde|da|från|uit|z|de|van|of|di) [^\W\d_]{{2,20}}){{0,1}}$"
)
_BETWEEN = re.compile(r"[\s,/]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULE = re.compile(r"^[\s_*=~#·•–—―─━═＝＊☆★◇◆□■▼▽-]{2,}$")


@dataclass(frozen=True, slots=True)
class Around:
    """What may stand around the words of this mail: the writer's names, and the phrases of notices that occur in it at all."""

    full: str  # the writer's full name, folded
    names: frozenset[str]
    banners: tuple[str, ...]
    disclaimers: tuple[str, ...]
    secrets: tuple[str, ...]
    mails: tuple[str, ...]


def around(lines: list[Line], name: str, email: str) -> Around:
    """What to look for in these lines of a mail whose writer is shown as `name` and writes from `email`."""
    folded = name.casefold().strip().strip("\"'")
    local = email.partition("@")[0].casefold()
    text = "\n".join(line.folded for line in lines)
    secrets = phrases.within(phrases.SECRET_WORDS, text)
    return Around(
        full=folded,
        names=frozenset(_WORD.findall(folded) + _WORD.findall(local)),
        banners=phrases.within(phrases.BANNERS, text),
        disclaimers=phrases.within(phrases.DISCLAIMERS, text),
        secrets=secrets,
        mails=phrases.within(phrases.MAIL_WORDS, text) if secrets else (),
    )


def banner_end(lines: list[Line], start: int, end: int, known: Around) -> int:
    """The line after the banners at the top of these lines; `start` where there is none."""
    if not known.banners:
        return start
    at = start
    while at < end:
        first = next((i for i in range(at, end) if not lines[i].blank), end)
        last = next((i for i in range(first, end) if lines[i].blank), end)
        if not phrases.within(known.banners, " ".join(line.folded for line in lines[first : min(last, first + 8)])):
            return at
        rest = any(not line.blank for line in lines[last:end])
        at = last if rest else _banner_lines(lines, first, last, known)
        if not rest:
            return at
    return at


def _banner_lines(lines: list[Line], first: int, last: int, known: Around) -> int:
    """Banner and words in one paragraph: the banner's lines alone, with those that carry on its sentence."""
    at = first
    for i in range(first, last):
        carried = i > first and len(lines[i - 1].text) >= _WRAPPED and not lines[i - 1].folded.endswith(_BANNER_ENDS)
        if not (phrases.within(known.banners, lines[i].folded) or carried):
            break
        at = i + 1
    return at


def ending_at(lines: list[Line], at: int, end: int, known: Around, *, said: bool) -> str | None:
    """Why the words end at this line (it is the first that is not theirs), None where they go on. `said`: words stand above it."""
    line = lines[at]
    if line.blank:
        return None
    if line.text.rstrip() == "--" or (said and line.folded in ("__", "___", "—", "---", "- -")):
        return "signature"
    if said and line.folded.startswith(_RULERS) and is_rule(line) and _at_most(lines, at + 1, end, _MOST_BELOW_RULE):
        return "signature"
    if is_footer(line):
        return "footer"
    if _closes(lines, at, end, known, said=said):
        return "signature"
    if said and _is_name(line, known) and _at_most(lines, at + 1, end, _MOST_AFTER_NAME):
        return "signature"
    if not said and " " in known.full and line.folded.strip(_CLOSING_TAIL) == known.full:
        return "signature"  # a reply that holds nothing but its signature
    if (at == 0 or lines[at - 1].blank or said) and _is_disclaimer(lines, at, end, known):
        return "disclaimer"
    return None


def is_footer(line: Line) -> bool:
    """What a phone or a program adds: `Sent from my iPhone`, in any of the languages."""
    text = line.folded.strip(_BRACKETS)
    if not text or len(text) > _LONGEST_FOOTER:
        return False
    if text.startswith(phrases.FOOTERS):
        return not text.startswith(("von meine", "outlook für", "von unterwegs")) or "gesendet" in text or "outlook" in text
    return (text.endswith(phrases.FOOTER_ENDS) and len(text) < 50) or (len(text) < 90 and bool(_TYPOS.search(text)))


def is_postscript(line: Line) -> bool:
    """`PS: …`: the writer's words again, below the signature."""
    return bool(phrases.POSTSCRIPT.match(line.folded)) and len(line.folded) > 4


def takes_back(line: Line) -> bool:
    """`Actually, no.`: below a signature it is the writer's word again, and the newest."""
    return bool(phrases.RETRACTION.match(line.folded))


def is_rule(line: Line) -> bool:
    """A line of dashes or underscores."""
    return bool(_RULE.match(line.text[:200])) and len(line.text) < 200


def _closes(lines: list[Line], at: int, end: int, known: Around, *, said: bool) -> bool:
    """A sign-off on a line of its own, alone or with the name behind it."""
    text = lines[at].folded
    if len(text) > _LONGEST_CLOSING:
        return False
    core = text.strip(_CLOSING_TAIL)
    if phrases.CLOSING_STARTS.isdisjoint(_BETWEEN.split(core)) or (not said and core.startswith(_PLEASES)):
        return False
    if core in phrases.SURE_CLOSING or any(part.strip() in phrases.SURE_CLOSING for part in core.split("/")):
        return True
    if _GREETS.match(core):
        return True
    head, _, tail = core.partition(",")
    if not tail:
        head, tail = _without_name(core, known)
    words = tail.split()
    if head.strip() in phrases.SURE_CLOSING and len(words) <= 4:
        return True
    if not said:
        return False
    named = bool(words) and all(word.strip(".") in known.names for word in words)
    if head.strip() in phrases.MAYBE_CLOSING and named:
        return True
    following = next((line for line in lines[at + 1 : min(at + 4, end)] if not line.blank), None)
    return core in phrases.MAYBE_CLOSING and following is not None and _is_name(following, known)


def _without_name(core: str, known: Around) -> tuple[str, str]:
    """`lg jane` as sign-off and name."""
    words = core.split()
    for cut in (1, 2):
        if len(words) > cut and all(word.strip(".") in known.names for word in words[-cut:]):
            return " ".join(words[:-cut]), " ".join(words[-cut:])
    return core, ""


def _is_name(line: Line, known: Around) -> bool:
    """The writer's name and nothing else, or the full name with a title or an employer behind it."""
    text = line.folded.strip(_CLOSING_TAIL + "/")
    if not text or len(text) > 80:
        return False
    words = text.split()
    if len(words) <= 3 and all(word.strip(".,") in known.names or len(word.strip(".")) == 1 for word in words):
        return any(word.strip(".,") in known.names for word in words) or (len(words) == 1 and text in {w[0] for w in known.names})
    return " " in known.full and text.startswith(known.full) and not text[len(known.full)].isalnum()


def _is_disclaimer(lines: list[Line], at: int, end: int, known: Around) -> bool:
    """The paragraph at this line is what a lawyer had added to every mail of the house."""
    text = lines[at].folded[:600]
    if len(text) < 12:
        return False
    if phrases.within(known.disclaimers, text):
        return True
    if not known.secrets:
        return False
    paragraph, labels = text, int(_LABEL.match(text) is not None)
    for line in lines[at + 1 : min(at + 6, end)]:
        if line.blank:
            break
        paragraph += " " + line.folded[:300]
        labels += bool(_LABEL.match(line.folded))
    if labels >= _FORM:
        return False  # "Email: … / Why: … / Confidential: …" is a form that somebody filled in
    if len(paragraph) < 70 and paragraph.isascii():
        return False
    return bool(phrases.within(known.secrets, paragraph) and phrases.within(known.mails, paragraph))


def _at_most(lines: list[Line], start: int, end: int, most: int) -> bool:
    """No more than `most` lines with words stand here; stops counting there, so that asking for each line stays linear."""
    count = 0
    for at in range(start, end):
        count += not lines[at].blank
        if count > most:
            return False
    return True
