"""The running daemon: it wakes for what is due and for mail, waits out trouble, and stops when told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

from introd.decide.waits import Wait
from introd.post.inbox import Inbox
from tests.whole.conftest import Stage
from tests.whole.scene import LIZ, Scene, settings


def running(scene: Scene, until: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Let the daemon run by itself until something is so; whether it came to be."""
    done = threading.Event()

    async def watch() -> None:
        for _ in range(int(seconds / 0.1)):
            if await asyncio.to_thread(until):
                done.set()
                break
            await asyncio.sleep(0.1)
        scene.daemon.stop()

    async def both() -> None:
        await asyncio.gather(scene.daemon.run(), watch())

    scene.loop.run_until_complete(both())
    return done.is_set()


def test_the_daemon_wakes_for_mail_and_for_what_is_due(stage: Stage) -> None:
    """Mail that comes is answered while it waits, and when the undo window closes a second later the asks leave."""
    scene = stage(settings=settings(undo=Wait(amount=1, unit="seconds"), day_start=time(0), day_end=time(23, 59)), live=True)
    scene.request()
    assert running(scene, lambda: scene.kinds(LIZ) == ["confirmation"] and scene.kinds("jane@beta.test") == ["ask"])


def test_trouble_is_waited_out(stage: Stage) -> None:
    """While IMAP refuses, the daemon tries again and again; when it answers, work goes on."""
    scene = stage(live=True)
    scene.request()
    account = scene.daemon.inbox.account
    scene.daemon.inbox.close()
    scene.daemon.inbox = Inbox(replace(account, port=9))
    down = scene.daemon.inbox
    tries = 0

    def mended() -> bool:
        nonlocal tries
        tries += 1
        if tries == 8:
            scene.daemon.inbox.account = account
        return scene.kinds(LIZ) == ["confirmation"]

    assert running(scene, mended)
    assert "trouble" in scene.log.getvalue()
    assert down is scene.daemon.inbox


def test_a_machine_that_slept_three_weeks_sends_no_flood(stage: Stage) -> None:
    """Everything that fell due meanwhile is decided afresh: to each person at most one letter on the day of waking."""
    scene = stage()
    scene.request()
    scene.pass_time(timedelta(minutes=15))
    before = len(scene.letters("jane@beta.test"))
    scene.now += timedelta(days=21)
    scene.work()
    assert len(scene.letters("jane@beta.test")) - before <= 1
