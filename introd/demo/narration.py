"""What the storyteller says beside each letter of introd's: one calm sentence, by its kind."""

from __future__ import annotations

from introd.demo.cast import Persona

BESIDE = {
    "confirmation": "introd shows {you} what it understood. Nobody has been asked yet: her first introductions wait for her GO.",
    "missing": "introd names exactly what is missing, and keeps the rest.",
    "ask": "{you} is asked, alone: who {other} is, and why. {other}'s address stays out of it.",
    "nudge": "A friendly reminder, {nth}. A no would be just as welcome.",
    "renewal": "That yes is a month old by now, so {you} is asked whether it still holds.",
    "receipt_yes": "A receipt for {you}, which says nothing of {other}.",
    "receipt_no": "{you} is thanked, and that is all. No reason is asked for, and none is passed on.",
    "receipt_later": "{you} will be asked again, and not before.",
    "unclear": "In doubt it is not a yes. introd asks once more, politely.",
    "question_passed": "{you} hears that the words went on to Liz.",
    "question": "Liz gets {other}'s words as they stand.",
    "relay": "Liz's answer reaches {you} as a letter.",
    "confirm_answer": "An answer from another address is not yet an answer: {you} is asked whether it is so.",
    "preview": "Two yeses. {you} sees the letter exactly as it will leave, and could still stop it.",
    "handover": "The introduction: {you}'s copy. The reply button goes to {other} first.",
    "copy": "And one for {you}, who is not in copy of the thread. From here on it belongs to the two.",
    "daily": "The daily note, for {you} alone: what happened, none of it urgent.",
    "timing": "{you} hears kindly that the timing isn't right. Not whether anybody refused, not who, not why.",
    "note": "{you} hears at once, for something needs a look.",
    "too_late": "Kind words for an answer that changes nothing any more.",
    "thread_only": "That letter reached introd alone, so {you} is told.",
}

AGAIN = {"confirmation": "Again introd shows {you} what it understood, before anybody is asked."}
"""The second time round."""

_NTH = {1: "on the fourth working day without a word", 2: "and the last, on the eighth working day"}


def beside(kind: str, you: Persona, other: Persona, number: int = 1, *, again: bool = False) -> str:
    """The sentence beside a letter to `you`; `other` is the other one of the pair. Empty where there is nothing to say."""
    words = (again and AGAIN.get(kind)) or BESIDE.get(kind, "")
    return words.format(you=you.first_name, other=other.first_name, nth=_NTH.get(number, "once more"))
