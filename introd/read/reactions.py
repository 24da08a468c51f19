"""Reactions that arrive as mail: a thumb pressed in Gmail, Outlook or on a phone, told in words that the person did not write."""

from __future__ import annotations

import json
import re

from introd.read.reading import Mail

_EMOJI = r"[\u2190-\u2bff\u3030-\u303d\U0001f000-\U0001faff\ufe0f\u200d\U0001f3fb-\U0001f3ff]{1,12}"
_SENTENCE = re.compile(
    rf"(?P<before>{_EMOJI})?[^\n]{{0,80}}\b(?:reacted (?:to your|to a|to an|to:|via|with)|hat (?:auf|mit|über)[^\n]{{0,80}} reagiert|a réagi|ha reaccionado|"
    rf"reaccionó|reagiu|ha reagito|heeft gereageerd|reageerde|reagerade|zareagowa[łl]a?)(?P<rest>[^\n]{{0,120}})",
    re.IGNORECASE,
)
_ROOTS = ("react", "reagi", "réagi", "reacc", "reage")  # one stands in every such sentence; the pattern alone would be dear
_TAPBACK = re.compile(
    r"^\s*(?P<verb>liked|loved|disliked|laughed at|emphasi[sz]ed|questioned)\s+(?:[“\"„«]|an (?:image|email)|your)", re.IGNORECASE
)
_TAPBACKS = {"liked": "👍", "loved": "❤️", "disliked": "👎"}
_ANY_EMOJI = re.compile(_EMOJI)
_LONGEST = 400


def reaction(mail: Mail, words: str) -> str | None:
    """The emoji that a mail reports as a reaction; empty where it reports one that is none of our business; None for any other mail."""
    for attachment in mail.attachments:
        if attachment.content_type == "text/vnd.google.email-reaction+json":
            return _google(attachment.content)
    told = words.strip()
    if len(told) > _LONGEST:
        return None
    tapback = _TAPBACK.match(told)
    if tapback:
        return _TAPBACKS.get(tapback["verb"].lower(), "")
    for text in (told, mail.subject):
        if not any(root in text.casefold() for root in _ROOTS):
            continue
        match = _SENTENCE.search(text[:_LONGEST])
        if match and (text is not told or told.count("\n") <= 4):
            found = [match["before"] or "", *_ANY_EMOJI.findall(match["rest"]), *_ANY_EMOJI.findall(told)]
            return next(filter(None, found), "")
    return None


def _google(content: bytes) -> str:
    """Gmail's own part: `{"version": 1, "emoji": "👍"}`."""
    try:
        data = json.loads(content[:2000])
    except ValueError:
        return ""
    emoji = data.get("emoji") if isinstance(data, dict) else None
    return emoji if isinstance(emoji, str) and _ANY_EMOJI.fullmatch(emoji) else ""
