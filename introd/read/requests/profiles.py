"""What is gathered on each of the two while reading, and when it makes the match plain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from introd.read.reading import PROFILE_KEYS
from introd.read.requests.addresses import without_marks
from introd.read.requests.lexicon import fold, is_cjk, words

_AT_LENGTH = 5  # words
_WHY_LONGEST = 1200


@dataclass
class Profile:
    """What is gathered on one person while reading."""

    parts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, key: str, text: str) -> None:
        """Keep a piece once."""
        kept = self.parts.setdefault(key, [])
        bare = without_marks(text).strip(" \t\n|-–—•*>;,").strip()
        if len(bare) > 1 and bare not in kept:
            kept.append(bare)

    def texts(self) -> dict[str, str]:
        """As `PartyRead.profile`."""
        return {key: "\n".join(self.parts[key]) for key in PROFILE_KEYS if self.parts.get(key)}


@dataclass
class Said:
    """The profiles in the order of the people, and what may be the reason.

    `why` stands behind a label and settles it; `joint` are sentences that join the two, by their place; `needs` what one of them wants;
    `told` what a sentence of the writer's own doings tells of a person by the way; `loose` sentences that tell something and name
    nobody; `asked`: the writer is one of the two.
    """

    profiles: list[Profile]
    why: list[str] = field(default_factory=list)
    joint: dict[int, str] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)
    told: dict[int, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    asked: bool = False

    def reason(self) -> str | None:
        """The reason in the introducer's words, or None where none can be seen."""
        chosen = (
            self.why
            or [self.joint[place] for place in sorted(self.joint)]
            or self.needs
            or self._plain_match()
            or self._beside_one()
            or self._told_of_one()
        )
        text = " ".join(dict.fromkeys(without_marks(piece).strip(" \t\n-–—•*,;:") for piece in chosen))
        return text[:_WHY_LONGEST].strip() or None

    def _plain_match(self) -> list[str]:
        """Backgrounds that both tell more than a job title make the match plain enough."""
        texts = [
            [piece for key in ("background", "headline", "highlight") for piece in profile.parts.get(key, []) if _tells(piece)]
            for profile in self.profiles
        ]
        texts = [pieces or [self.told[n] for n in (number,) if n in self.told] for number, pieces in enumerate(texts)]
        return [pieces[0] for pieces in texts] if len(texts) > 1 and all(texts) else []

    def _beside_one(self) -> list[str]:
        """Sentences that name neither, beside something on one of them: "The museum lost its weaver. Greta weaves"."""
        pieces = [
            piece for profile in self.profiles for key in ("background", "headline") for piece in profile.parts.get(key, [])
        ]
        return [*self.loose, *pieces] if self.loose and (pieces or len(self.loose) > 1) and not self.asked else []

    def _told_of_one(self) -> list[str]:
        """What is told at some length of one of them, where nothing else gives a reason."""
        pieces = [piece for profile in self.profiles for piece in profile.parts.get("background", []) if _tells(piece)]
        return [piece for piece in (*pieces, *self.told.values()) if len(piece.split()) > _AT_LENGTH or is_cjk(piece)][:1]


def _tells(piece: str) -> bool:
    """Whether a sentence, or a part of it, says more than what somebody is: "chef, writes about forgotten vegetables"."""
    return any(_says_more(part) for part in (piece, *re.split(r"[,;:|]\s|\b(?:who|and)\b", piece)))


def _says_more(piece: str) -> bool:
    found = re.findall(r"[^\W\d_]+", fold(piece))
    if is_cjk(piece):
        return len(piece) > 8
    if found and found[0] in words("whose"):
        return len(found) > 3  # "whose company drills the cores that she cannot get"
    return len(found) > 3 and not (set(found[:5]) & words("roles") and len(found) <= 9) and not _TITLE.search(fold(piece))


_TITLE = re.compile(
    r"^[^,;.]{0,40}\b(?:is|ist|est|es|e|e'|ar|jest)\s(?:an?|the|eine?|une?|un[ao]?|een|en|ett|um)\s(?:\S+\s?){1,4}\W*$"
)
