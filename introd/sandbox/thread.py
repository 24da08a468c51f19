"""The mail world in a thread of its own, for code that blocks."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Mapping
from types import TracebackType
from typing import Any, TypeVar

from introd.sandbox.world import Clock, MailWorld, real_time

Result = TypeVar("Result")


class LoopThread:
    """An event loop in a thread: `with LoopThread() as loop: loop.call(coroutine)`."""

    def __init__(self, name: str) -> None:
        """Not yet running; `name` is the thread's."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)

    def call(self, work: Coroutine[Any, Any, Result], seconds: float = 30.0) -> Result:
        """Run one coroutine on the loop, from any other thread, and wait for its result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def __enter__(self) -> LoopThread:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop loop and thread."""
        self.call(_settled())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _settled() -> None:
    """End what still runs on the loop, and let closed connections go."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for _ in range(3):  # a transport closes in the round after the one in which it was told to
        await asyncio.sleep(0)


class MailWorldThread:
    """A MailWorld in a thread: `with MailWorldThread(users) as running: running.call(running.world.mailbox(…))`."""

    def __init__(self, users: Mapping[str, str], clock: Clock = real_time, name: str = "mx.sandbox.test") -> None:
        """As for `MailWorld`."""
        self._thread = LoopThread("mail world")
        self.world = MailWorld(users, clock, name)

    def call(self, work: Coroutine[Any, Any, Result], seconds: float = 30.0) -> Result:
        """Run one coroutine of the world, from any other thread, and wait for its result."""
        return self._thread.call(work, seconds)

    def __enter__(self) -> MailWorldThread:
        """Start thread and servers."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._thread)
            self.call(self.world.__aenter__())
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop servers and thread."""
        with self._stack:
            self.call(self.world.__aexit__(kind, error, trace))
