"""What stays: every mail as an .eml file, and one page that shows them all, with nothing fetched from anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from introd.demo.cast import CAST
from introd.demo.clock import local
from introd.demo.sheets import Sheet
from introd.demo.telling import fields

PAGE = "index.html"
_OURS = re.compile(r"\d\d-[a-z]+-to-[a-z-]+(?:-[a-z_]+)?\.eml")
_DATA = "/*mails*/null"
_GREETING = re.compile(r"(?:dear|hello|hi|good)\b[^.?]{0,30}[,!]", re.IGNORECASE)
_VERDICT = re.compile(r"(?:the order )?([A-Z]{2,8})\b")

LABELS = {
    "confirmation": "what introd understood", "missing": "what is missing", "ask": "the question", "nudge": "a reminder",
    "receipt_yes": "a receipt", "receipt_no": "a receipt", "receipt_later": "a receipt", "unclear": "once more, please",
    "question": "a question", "question_passed": "passed on", "relay": "Liz's answer", "preview": "the letter before it leaves",
    "handover": "the introduction", "copy": "her own copy", "daily": "the daily note", "timing": "the kind letter",
    "note": "at once", "renewal": "does it still hold?", "confirm_answer": "is it so?", "too_late": "thank you for writing",
}  # fmt: skip
"""What a letter of introd's is, in a word or two, for the timeline."""


def leave(album: Sequence[Sheet], out: Path) -> Path:
    """Write every mail and the page into `out`, in place of those of an earlier run; gives the page. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        if _OURS.fullmatch(old.name):
            old.unlink()
    for sheet in album:
        (out / filename(sheet)).write_bytes(sheet.raw)
    page = out / PAGE
    page.write_text(page_of(album), "utf-8")
    return page


def filename(sheet: Sheet) -> str:
    """`07-introd-to-jane-receipt_yes.eml`: in order, and telling."""
    kind = f"-{sheet.kind}" if sheet.kind else ""
    return f"{sheet.number:02}-{sheet.author}-to-{'-and-'.join(sheet.readers)}{kind}.eml"


def page_of(album: Sequence[Sheet]) -> str:
    """The page: one file, no other resource."""
    data = {"people": _people(), "mails": [_mail(sheet) for sheet in album]}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    frame = resources.files("introd.demo").joinpath("page.html").read_text("utf-8")
    return frame.replace(_DATA, safe)


def gist(sheet: Sheet) -> str:
    """What somebody wrote, in a line: the subject of a new mail, the first line after the greeting of an answer."""
    if sheet.message["In-Reply-To"] is None:
        return sheet.field("Subject")
    lines = [line.strip() for line in sheet.own.splitlines() if line.strip()]
    return next((line for line in lines if not _GREETING.fullmatch(line)), sheet.field("Subject"))


def _people() -> list[dict[str, str]]:
    known = [{"key": p.key, "name": p.name, "first": p.first_name, "address": p.address, "program": p.program} for p in CAST]
    return [*known, {"key": "introd", "name": "introd", "first": "introd", "address": "", "program": ""}]


def _mail(sheet: Sheet) -> dict[str, Any]:
    here = local(sheet.at)
    return {
        "n": sheet.number,
        "story": sheet.story,
        "day": f"{here:%A}, {here.day} {here:%B}",
        "time": f"{here:%H:%M}",
        "from": sheet.author,
        "to": list(sheet.readers),
        "label": LABELS.get(sheet.kind, sheet.kind.replace("_", " ")) if sheet.kind else gist(sheet),
        "verdict": found[1] if (found := _VERDICT.match(sheet.read)) else "",
        "kind": sheet.kind,
        "fields": fields(sheet),
        "subject": sheet.field("Subject"),
        "note": sheet.note,
        "read": sheet.read,
        "own": sheet.own,
        "rest": sheet.text.rstrip()[len(sheet.own) :].strip("\n") if sheet.quotes else "",
        "html": sheet.html,
        "raw": sheet.raw.decode("utf-8", "replace").replace("\r\n", "\n"),
        "file": filename(sheet),
    }
