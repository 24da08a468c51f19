"""What reading a mail costs, as ratios: a typical reply against mail-parser alone, the worst body against the typical, 10 MB against parsing.

The worst body is searched for: a seeded search over repetitions of what reply readers stumble over, 64 KiB each.

    python -m bench.reading           prints a line of words and the numbers as JSON
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import mailparser

from introd.read.reading import Context, Introducer, UnreadableMail
from introd.read.understand import read

CONTEXT = Context(introducers=(Introducer("Liz Ryan", ("liz@ryan.example",)),), expecting="answer")
OWN = Context(introducers=CONTEXT.introducers)
ASKING = Context(introducers=(Introducer("Jane Roe", ("jane@roe.example",)),))
LIMITS = {"typical": 3.0, "worst": 20.0, "attachment": 1.2}
BODY = 64 << 10
MEASURED_AGAIN = 6  # of the search's slowest bodies
SEEDS = (
    "On ", "yes ", "no ", "\n", "> ", ">", "From: a@b.example\n", "wrote:\n", "-- \n", "_", "-", "\t", " ", "yes, if ", "not ", "don't ",
    "Am 3. März schrieb ", "Le 3 mars, ", "El ", "a@b.example ", "<", "&nbsp;", "(", "[introd ", "[introd k3x9] ", "Why: ", "About Jane: ", "、",
    "はい", "不", "://", "www.", "+1 555 0100 ", "jane at acme dot ", "Jane Roe ", "1/2/3 ", "in ", "Monday ", "the ", "oui ", "is ", "because ", "between us ", "introduce A to B ", "Monday To: a@b.example\n", "?", "!", ".", ",", "a", "é",
)  # fmt: skip


def reply(text: str, html: str = "") -> bytes:
    """A mail from a party, as sent."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "Jane Roe <jane@roe.example>", "intro+abc@example.org"
    mail["Subject"], mail["Message-ID"] = "Re: May I introduce you?", "<a@roe.example>"
    mail["In-Reply-To"], mail["Date"] = "<b@example.org>", "Mon, 02 Mar 2026 10:00:00 +0000"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def typical() -> bytes:
    """A reply of some 3.5 kB as Gmail writes it."""
    quote = "Liz Ryan would like to introduce you to Jason Poe.\n\n" + "He is a gardener who wants to start a cooperative.\n" * 12
    said = "On Mon, Mar 2, 2026 at 9:00 AM Liz Ryan via introd <intro@example.org> wrote:\n\n"
    text = (
        "Yes, happy to. Tuesday mornings suit me best.\n\nJane\n\n" + said + "".join(f"> {line}\n" for line in quote.splitlines())
    )
    html = f'<div dir="ltr">Yes, happy to. Tuesday mornings suit me best.</div><div class="gmail_quote">{said}<blockquote>{quote}</blockquote></div>'
    return reply(text, html)


def cost(work: Callable[[], object]) -> float:
    """One run, in seconds of this thread: reading waits for nothing, and what else the machine does is not counted."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def costs(works: Sequence[Callable[[], object]], times: int) -> list[float]:
    """The lower decile of many runs of each, in seconds; run by turns, so that what else the machine does strikes all alike."""
    rounds = [[cost(work) for work in works] for _ in range(times)]
    return [sorted(taken)[times // 10] for taken in zip(*rounds, strict=True)]


def request() -> bytes:
    """A request as an introducer writes it."""
    return reply(
        "Hi,\n\nplease introduce Ann Lee <ann@lee.example> to Jason Poe <jason@poe.example>. Ann is looking for a distributor in Spain; "
        "Jason has run one for ten years.\n\nPlease ask Ann first. Between us: she is about to move.\n\nThanks,\nJane\n"
    )


def worst(small: bytes, contexts: tuple[Context, ...], seconds: float = 25.0) -> tuple[float, float, str]:
    """The slowest body that the search finds, and `small` beside it, in seconds, with the seeds that made it.

    The slowest few of the search are measured again, and `small` many times in a row, which is when it is quickest.
    """
    found = sorted(_search(seconds, contexts), key=lambda tried: -tried[0])[:MEASURED_AGAIN]
    usual = costs([lambda: read(small, contexts[0])], 200)[0]
    again = [(costs([lambda raw=raw, context=context: read(raw, context)], 20)[0], unit) for _, unit, raw, context in found]  # type: ignore[misc]
    slow, unit = max(again)
    return slow, usual, unit


def _search(seconds: float, contexts: tuple[Context, ...]) -> Iterator[tuple[float, str, bytes, Context]]:
    """Bodies until the time is over: seconds (the better of two runs), what is repeated, the mail, and what was expected."""
    chance = random.Random(20260302)
    end = time.monotonic() + seconds
    tries = [[seed] for seed in SEEDS]
    while time.monotonic() < end:
        seeds = tries.pop() if tries else [chance.choice(SEEDS) for _ in range(chance.randint(1, 4))]
        unit = "".join(seeds)
        body = (unit * (BODY // len(unit.encode()) + 1)).encode()[:BODY].decode(errors="ignore")
        raw = reply(body) if chance.random() < 0.7 else reply("see html", f"<p>{body}</p>")
        for context in contexts:
            taken = min(cost(lambda raw=raw, context=context: read(raw, context)) for _ in range(2))  # type: ignore[misc]
            yield taken, repr(unit)[:80], raw, context


def attachment() -> bytes:
    """Ten megabytes beside three words."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Jane Roe <jane@roe.example>", "intro+abc@example.org", "Re: photos"
    mail.set_content("Yes, gladly.")
    mail.add_attachment(random.Random(1).randbytes(7_500_000), maintype="image", subtype="jpeg", filename="bees.jpg")
    return mail.as_bytes()


def nested(levels: int = 1000) -> str:
    """How a mail of many parts within parts is refused: the error's own words."""
    raw = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(levels))
    try:
        read(raw, OWN)
    except UnreadableMail as refused:
        return str(refused)
    return ""


def parse(raw: bytes) -> object:
    """The floor: what mail-parser takes by itself."""
    return mailparser.parse_from_bytes(raw).text_plain


def run() -> dict[str, Any]:
    """Measure; `ok` says whether each ratio kept its limit."""
    small, large = typical(), attachment()
    read(small, CONTEXT)
    floor, whole = costs([lambda: parse(small), lambda: read(small, CONTEXT)], 400)
    big_floor, big = costs([lambda: parse(large), lambda: read(large, CONTEXT)], 7)
    slow, usual, made = worst(small, (CONTEXT, OWN))
    asked, ask, unit = worst(request(), (ASKING,), 15.0)
    ratios = {"typical": whole / floor, "worst": slow / usual, "attachment": big / big_floor}
    apart = [min(cost(work) for _ in range(400)) for work in (lambda: parse(small), lambda: read(small, CONTEXT))]
    refusal = nested()
    for name, ratio in ratios.items():
        print(f"reading, {name}: {ratio:.2f} times the floor (limit {LIMITS[name]:g})")
    print(f"reading, typical, each measured by itself: {apart[1] / apart[0]:.2f} times the floor")
    print(f"reading, worst of an introducer: {asked / ask:.2f} times a typical request (no limit)")
    print(f"reading, 1000 parts within parts: {refusal or 'NOT REFUSED'}")
    return {
        "ok": bool(refusal) and all(ratio <= LIMITS[name] for name, ratio in ratios.items()), "ratios": ratios,
        "seconds": {"floor": floor, "typical": whole, "worst": slow, "parse 10 MB": big_floor, "read 10 MB": big},
        "worst body": made, "an introducer's": {"typical": ask, "worst": asked, "worst body": unit}, "refusal": refusal,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
    sys.exit(0)
