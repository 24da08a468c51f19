"""kill -9 at a hundred random moments of running cases, against real servers: nothing is lost, and nothing is said twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid
from pathlib import Path

import pytest

from introd.house import RECORD
from introd.record.tiny import open_view
from tests.servers.real import PASSWORD, RealPost
from tests.whole.clients import apple, gmail, outlook

KILLS = 100
INTRO, LIZ = "intro@intro.test", "liz@intro.test"
PAIRS = [(f"user{n:03}@alpha.test", f"user{n:03}@beta.test") for n in range(140, 150)]

CONFIG = """\
address = "{intro}"
[[introducer]]
name = "Liz Ryan"
addresses = ["{liz}"]
week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
[asking]
confirm = "when-unsure"
confirm_first = 0
undo = "1 second"
[hours]
day_start = "00:00"
day_end = "23:59"
[safety]
unknown_wait = "1 second"
[imap]
host = "127.0.0.1"
port = {imap}
security = "none"
username = "{intro}"
password_env = "INTROD_TEST_PASSWORD"
[imap.folders]
[smtp]
host = "127.0.0.1"
port = {smtp}
security = "starttls"
ca_file = "{ca}"
"""


def configured(post: RealPost, folder: Path) -> Path:
    """A configuration whose waits are seconds."""
    account = post.smtp_account(INTRO)
    text = CONFIG.format(intro=INTRO, liz=LIZ, imap=post.imap_port, smtp=account.port, ca=post.dovecot.certificate)
    (folder / "config.toml").write_text(text.replace('"starttls"', f'"{account.security}"'))
    return folder / "config.toml"


class People:
    """Everybody who is asked says yes, from a program of their own, in a thread of their own."""

    def __init__(self, post: RealPost) -> None:
        """Over running servers; they begin to answer when the block is entered."""
        self.post, self.answered, self.stop = post, set[str](), threading.Event()
        self.thread = threading.Thread(target=self._live, daemon=True)

    def __enter__(self) -> People:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(timeout=30)

    def _live(self) -> None:
        shapes = (gmail, outlook, apple)
        while not self.stop.wait(0.3):
            for number, person in enumerate(p for pair in PAIRS for p in pair):
                for raw in self.post.mailbox(person):
                    mail = message_from_bytes(raw, policy=default)
                    if mail["X-Introd-Letter"] == "ask" and mail["Message-ID"] not in self.answered:
                        self.answered.add(str(mail["Message-ID"]))
                        reply = shapes[number % 3](raw, f"Somebody <{person}>", "Yes, gladly.", datetime.now(UTC))
                        to = message_from_bytes(reply, policy=default)["To"].addresses[0].addr_spec
                        self.post.deliver(reply, to, person)


def request(post: RealPost, pair: tuple[str, str], number: int) -> None:
    """Liz writes one more request."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Liz Ryan <{LIZ}>", INTRO, f"Request {number}"
    mail["Date"], mail["Message-ID"] = format_datetime(datetime.now(UTC)), make_msgid(domain="intro.test")
    mail.set_content(
        f"Please introduce Ada Number{'abcdefghij'[number]} <{pair[0]}> and Bob Number{'abcdefghij'[number]} <{pair[1]}>.\n\n"
        "Why: Ada wants to keep bees, and Bob has kept them for years.\n"
    )
    post.deliver(mail.as_bytes(), INTRO, LIZ)


@contextmanager
def daemon(config: Path) -> Iterator[subprocess.Popen[str]]:
    """`introd run`, started and at work; killed at the end, whatever it does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "introd", "run", "--config", str(config)], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "INTROD_TEST_PASSWORD": PASSWORD},
    )  # fmt: skip
    assert process.stderr is not None
    log = process.stderr
    line = log.readline()
    assert "started" in line, line + log.read()
    drain = threading.Thread(target=log.read, daemon=True)
    drain.start()
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        drain.join()
        log.close()


@pytest.mark.servers
def test_nothing_is_lost_and_nothing_is_said_twice(real_post: RealPost, tmp_path: Path) -> None:
    """After a hundred kills every case completes; a letter that came twice carries the same Message-ID."""
    for person in (INTRO, LIZ, *(p for pair in PAIRS for p in pair)):
        real_post.clear(person)
    config, chance = configured(real_post, tmp_path), random.Random(20261121)
    with daemon(config):
        time.sleep(1)  # the very first start leaves alone what lies in the inbox already
    with People(real_post):
        for kill in range(KILLS):
            if kill % (KILLS // len(PAIRS)) == 0:
                request(real_post, PAIRS[kill * len(PAIRS) // KILLS], kill * len(PAIRS) // KILLS)
            with daemon(config):
                time.sleep(chance.random() * 0.6)
        with daemon(config):
            end = time.monotonic() + 90
            while time.monotonic() < end and not complete(tmp_path):
                time.sleep(0.3)
    assert complete(tmp_path), states(tmp_path)
    check_mailboxes(real_post)


def states(folder: Path) -> list[tuple[str, str, int]]:
    """Where each case stands, and how many of its letters are still on the way."""
    with open_view(folder / "state" / RECORD) as view:
        return [
            (d["reference"], d["state"], sum(le["status"] not in ("sent", "withdrawn") for le in view.letters_of(d["reference"])))
            for d in view.introductions()
        ]


def complete(folder: Path) -> bool:
    """Every case is made, and nothing of it is still on its way."""
    found = states(folder)
    return len(found) == len(PAIRS) and all(state == "introduced" and waiting == 0 for _, state, waiting in found)


def check_mailboxes(post: RealPost) -> None:
    """Every reader has every letter; each letter has one Message-ID, however often it came."""
    twice = 0
    for reader in (LIZ, *(p for pair in PAIRS for p in pair)):
        came: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for raw in post.mailbox(reader):
            mail = message_from_bytes(raw, policy=default)
            came[str(mail["X-Introd-Letter"]), str(mail["Subject"])][str(mail["Message-ID"])] += 1
        kinds = Counter(kind for (kind, _), ids in came.items() for _ in ids)
        if reader == LIZ:
            assert {k: kinds[k] for k in ("confirmation", "preview", "copy")} == dict.fromkeys(
                ("confirmation", "preview", "copy"), len(PAIRS)
            )
        else:
            assert kinds == Counter({"ask": 1, "receipt_yes": 1, "handover": 1}), (reader, kinds)
        twice += sum(n - 1 for ids in came.values() for n in ids.values())
    assert twice <= KILLS, "more repetitions than there were moments to be cut off in"
