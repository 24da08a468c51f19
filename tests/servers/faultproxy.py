"""A TCP relay that goes wrong on request: slow, in drops of one byte, silent, refusing, cut after so many bytes or at a certain
word.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass
from typing import Literal

from tests.servers.ports import HOST

Way = Literal["up", "down"]


@dataclass(frozen=True)
class Cut:
    """Where to cut: when `word` goes up, or after `size` bytes `way`. `pass_on`: the server still gets the word."""

    word: bytes = b""
    pass_on: bool = False
    size: int = 0
    way: Way = "up"


class FaultProxy:
    """Relays to one port. Its faults may be changed at any time, from any thread; they hold from the next bytes on."""

    def __init__(self, port: int) -> None:
        """Relay to `port` of this machine."""
        self._to = port
        self.piece = 65536  # most bytes written at once
        self.silent = False  # swallow everything both ways: a half-open connection
        self.refuse = False  # take connections and reset them
        self.cut: Cut | None = None
        self.accepted = 0
        self.passed_down = bytearray()  # the first megabyte that the server sent
        self.port = 0
        self._open: set[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = set()
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.sent_up = bytearray()  # the first megabyte that clients sent
        self._hush_at = b""
        self._stall_at = 0
        self._progress: list[tuple[int, int]] = []  # after each piece that went up: bytes up and bytes down so far
        self._came = asyncio.Event()

    async def start(self) -> None:
        """Open a free port."""
        self._server = await asyncio.start_server(self._relay, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def until_seen(self, word: bytes) -> None:
        """Return when a client has sent `word` over this relay, and the server has answered."""
        while not self._answered(word):
            self._came.clear()
            await self._came.wait()

    async def stop(self) -> None:
        """Close the port and every connection."""
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)
        await self._server.wait_closed()

    def _answered(self, word: bytes) -> bool:
        """Whether `word` went up, and something came down since."""
        end = self.sent_up.find(word) + len(word)
        before = next((down for up, down in self._progress if up >= end), None)
        return word in self.sent_up and before is not None and len(self.passed_down) > before

    def hush_after(self, word: bytes) -> None:
        """Fall silent both ways once a client has sent `word` from now on."""
        self.sent_up.clear()
        self._progress.clear()
        self._hush_at = word

    def stall_after(self, size: int) -> None:
        """Stop reading from a client once it has sent so many bytes."""
        self._stall_at = size

    async def reset_all(self) -> None:
        """End every connection with RST."""
        for pair in list(self._open):
            for writer in pair:
                _reset(writer)

    async def finish_all(self) -> None:
        """End every connection towards the client with FIN."""
        for client, _ in list(self._open):
            client.write_eof()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.accepted += 1
        if self.refuse:
            _reset(writer)
            return
        with contextlib.suppress(OSError, asyncio.CancelledError):
            up_reader, up_writer = await asyncio.open_connection(HOST, self._to)
            pair = (writer, up_writer)
            self._open.add(pair)
            self._writers.extend(pair)
            try:
                await asyncio.gather(self._pump(reader, up_writer, "up", pair), self._pump(up_reader, writer, "down", pair))
            finally:
                self._open.discard(pair)
                for one in pair:
                    one.close()

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: Way,
        pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
    ) -> None:
        passed, before = 0, b""
        while data := await reader.read(65536):
            self._note(way, data)
            if way == "up" and self._stall_at and passed > self._stall_at:
                await asyncio.Event().wait()
            if self.silent:
                continue
            cut = self._cut_here(before + data, way, passed)
            before = data[-8:]
            if cut is not None:
                await self._cut(cut, data, writer, pair)
                return
            for start in range(0, len(data), self.piece):
                writer.write(data[start : start + self.piece])
                await writer.drain()
                await asyncio.sleep(0)
            passed += len(data)
        if writer.can_write_eof():
            writer.write_eof()

    def _note(self, way: Way, data: bytes) -> None:
        """Remember what passes, and fall silent where that was asked for: the word itself still goes on, its answer does not."""
        heard = self.sent_up if way == "up" else self.passed_down
        if len(heard) < 1 << 20:
            heard += data
        self._came.set()
        if way == "up":
            self._progress.append((len(self.sent_up), len(self.passed_down)))
        elif self._hush_at and self._hush_at in self.sent_up:
            self.silent = True

    def _cut_here(self, data: bytes, way: Way, passed: int) -> Cut | None:
        cut = self.cut
        if cut is None or cut.way != way:
            return None
        if cut.word:
            return cut if cut.word in data else None
        return cut if passed >= cut.size else None

    async def _cut(
        self, cut: Cut, data: bytes, writer: asyncio.StreamWriter, pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    ) -> None:
        """Cut both ways; with `pass_on` the server gets the bytes and time to act on them, and the client sees nothing more."""
        self.cut = None
        client, server = pair
        _reset(client)
        if cut.pass_on:
            writer.write(data)
            await writer.drain()
            with contextlib.suppress(OSError):
                writer.write_eof()
            return
        _reset(server)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST."""
    sock = writer.get_extra_info("socket")
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
