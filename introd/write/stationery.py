"""The templates: where they lie, which language is used, and the filters they have.

A template pair is `KIND.txt` and `KIND.html` in `templates/LANGUAGE/`; what languages share lies in `templates/common/`. A letter
whose pair is missing in a language is written in English whole, never half.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import css_inline
from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from introd.decide.letter import Kind
from introd.write import dates, ours

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as text: the subject on one line, both bodies with plain newlines."""

    subject: str
    text: str
    html: str


def templates() -> Path:
    """The folder of the templates: inside the installed package, or beside it in a checkout."""
    inside = Path(str(resources.files("introd"))) / "templates"
    return inside if inside.is_dir() else inside.parent.parent / "templates"


def languages() -> tuple[str, ...]:
    """The languages that have at least one template, in order."""
    return tuple(sorted(p.name for p in templates().iterdir() if p.is_dir() and len(p.name) in (2, 5)))


def language_for(kind: Kind, wanted: str) -> str:
    """The language in which this kind is written for somebody who wants that one: theirs if the pair exists, else English."""
    asked = code(wanted)
    there = asked.isalpha() and all((templates() / asked / f"{kind}.{end}").is_file() for end in ("txt", "html"))
    return asked if there else FALLBACK


def code(wanted: str) -> str:
    """The two letters of a language that people call `de`, `de_AT`, `German` or `Deutsch`; what is none of ours stays as it is."""
    said = " ".join(wanted.split()).casefold()
    return _names().get(said, said.replace("_", "-").split("-")[0])


@cache
def _names() -> Mapping[str, str]:
    """The languages that have templates, by their name in each of these languages."""
    found: dict[str, str] = {}
    for language in languages():
        for speaker in languages():
            try:
                name = Locale.parse(language).get_language_name(speaker)
            except (UnknownLocaleError, ValueError):
                continue
            found |= {name.casefold(): language} if name else {}
    return found


@cache
def keywords(language: str) -> Mapping[str, str]:
    """What a filled-in reply says, by what it means: `yes` is `JA` in German. A word that the language lacks is the English one."""
    found: dict[str, str] = {}
    for folder in (FALLBACK, language):
        file = templates() / folder / "_keywords.toml"
        found |= tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def write(kind: Kind, language: str, context: dict[str, Any]) -> Written:
    """Render a pair. Raises jinja2.UndefinedError where a template asks for what its reader may not know."""
    pages = environment(language)
    head, _, body = pages.get_template(f"{kind}.txt").render(context).strip().partition("\n\n")
    text = tidy(body)
    html = pages.get_template(f"{kind}.html").render(context | {"text": text})
    return Written(head.partition("Subject:")[2].strip(), text, _inliner().inline(html))


def tidy(text: str) -> str:
    """Text without trailing blanks and without more than one empty line in a row."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


@cache
def environment(language: str) -> Environment:
    """The strict Jinja environment of a language; made once, never changed."""
    made = Environment(
        loader=FileSystemLoader([templates() / language, templates() / "common"]),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": _day,
        "moment": _moment,
        "ours": _ours,
        "sentence": sentence,
        "wish": wish,
        "cause": cause,
        "ended": ended,
        "small": small,
        "paragraphs": paragraphs,
        "quoted": quoted,
        "clip": clip,
        "capitalize_first": capital,
    }
    return made


@cache
def _inliner() -> css_inline.CSSInliner:
    """Styles into attributes, since many clients drop <style>; the dark-mode rules stay behind. Never fetches anything."""
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@pass_context
def _day(context: Context, stamp: str) -> str:
    return dates.day(stamp, context["language"])


@pass_context
def _moment(context: Context, stamp: str) -> str:
    return dates.moment(stamp, context["language"], context["zone"])


@pass_context
def _ours(context: Context, line: str) -> str:
    """A sentence of ours that was decided in English, in the reader's language; anything else stays as it is."""
    return ours.lines(templates() / context["language"]).of(line)


def sentence(text: str) -> str:
    """Somebody's words as a sentence: a capital in front, a full stop at the end."""
    return ended(capital(text.strip()))


_WISH = re.compile(
    r"^(?:(?:he|she|they)\s+(?:is|are|'s|’s)|(?:he|she|they)(?:'s|’s|'re|’re))\s+(?:currently\s+|now\s+)?(?:looking|searching)\s+for\s+",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"^(?:(?:I|we)\s+(?:think|thought)\s+of\s+(?:the\s+two|them|them\s+both|you\s+both|both)\s+)?(?:because|since)\s+",
    re.IGNORECASE,
)


def wish(text: str) -> str:
    """What somebody looks for, behind a label that says so already: `He is looking for a job` reads `a job`."""
    return _WISH.sub("", text.strip(), count=1)


def cause(text: str) -> str:
    """A reason behind a label that says so already: `I think of the two because Jane …` reads `Jane …`."""
    return capital(_BECAUSE.sub("", text.strip(), count=1))


def small(text: str) -> str:
    """A phrase as it stands in the middle of an English sentence; a first word that has further capitals or is "I" stays."""
    begins = text.split()[0] if text.split() else ""
    return text if not begins or begins == "I" or not begins[1:].islower() else text[0].lower() + text[1:]


def ended(text: str) -> str:
    """Somebody's words with a full stop at the end, their first letter as they wrote it."""
    text = text.strip()
    return text if not text or text[-1] in '.!?…。！？:)”"»' else f"{text}."


def capital(text: str) -> str:
    """Text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def clip(text: str, most: int = 60) -> str:
    """Text on one line, cut at a word with an ellipsis where it is longer than `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def quoted(text: str) -> str:
    """Somebody's words set off for plain text: each line begins with `| `, which no mail program takes for a quote."""
    return "\n".join(f"| {line}".rstrip() for line in text.strip().splitlines())


def paragraphs(text: str) -> Markup:
    """Plain text as HTML: paragraphs at empty lines, lists of `- ` lines, set-off words of `| ` lines. Everything is escaped."""
    blocks = (b.splitlines() for b in re.split(r"\n\s*\n", text.strip()) if b.strip())
    return Markup("\n").join(_block(lines) for lines in blocks)


def _block(lines: list[str]) -> Markup:
    items = [i for i, line in enumerate(lines) if line.startswith("- ")]
    if lines[0].startswith("[introd "):
        return Markup('<p class="mark">{}</p>').format(_lines(lines))
    if all(line.startswith("|") for line in lines):
        return Markup("<blockquote>{}</blockquote>").format(_lines([line[1:].strip() for line in lines]))
    if items and items[-1] - items[0] == len(items) - 1 and items[-1] == len(lines) - 1:
        lead = Markup("<p>{}</p>").format(_lines(lines[: items[0]])) if items[0] else Markup("")
        return lead + Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(lines[i][2:]) for i in items))
    return Markup("<p>{}</p>").format(_lines(lines))


def _lines(lines: list[str]) -> Markup:
    return Markup("<br>\n").join(escape(line) for line in lines)
