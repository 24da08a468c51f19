"""One letter on the wire: bytes as SMTP wants them, and the handing over in steps, so that a cut says how far it came."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiosmtplib import SMTP, SMTPException, SMTPResponse, SMTPServerDisconnected
from aiosmtplib.protocol import SMTPProtocol

_LINE_END = re.compile(rb"\r\n|\n|\r")
_DOT = re.compile(rb"(?m)^\.")
PIECE = 64 << 10


class CutBeforeTheDot(Exception):
    """The connection ended while the letter was still incomplete: the server must not deliver it (RFC 5321 section 4.1.1.4)."""


class CutAfterTheDot(Exception):
    """The letter was handed over whole, and no answer came."""


class RefusedMidway(Exception):
    """The server answered before the letter was complete; `response` says what."""

    def __init__(self, response: SMTPResponse) -> None:
        """Keep the answer."""
        super().__init__(f"{response.code} {response.message}")
        self.response = response


def on_the_wire(message: bytes) -> bytes:
    """`message` with CRLF line ends, leading dots doubled, and a line end at its end; the dot that ends DATA is not in it.

    RFC 5321 sections 2.3.8 and 4.5.2.
    """
    lines = _LINE_END.sub(b"\r\n", message)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return _DOT.sub(b"..", lines)


async def hand_over(client: SMTP, body: bytes, timeout: float, final_timeout: float) -> SMTPResponse:
    """DATA, the letter, the dot; the server's final answer, whatever its code. `body` is as `on_the_wire` makes it.

    Raises SMTPServerDisconnected or SMTPTimeoutError before anything of the letter was sent, CutBeforeTheDot, RefusedMidway, and
    CutAfterTheDot. After any of them, and after cancellation, the connection is of no use.
    """
    begin = await client.execute_command(b"DATA", timeout=timeout)
    if begin.code != 354:
        return begin
    protocol = client.protocol
    if protocol is None:
        raise CutBeforeTheDot("the connection was gone before the letter")
    answer = asyncio.ensure_future(protocol.read_response(timeout=None))
    try:
        await _send_body(protocol, body, answer, timeout)
        _write(protocol, b".\r\n")
        return await asyncio.wait_for(answer, final_timeout)
    except SMTPException as error:
        raise CutAfterTheDot(f"no answer to the letter: {error}") from error
    except TimeoutError as error:
        raise CutAfterTheDot(f"no answer to the letter within {final_timeout:g} seconds") from error
    finally:
        answer.cancel()
        await asyncio.gather(answer, return_exceptions=True)


def _write(protocol: SMTPProtocol, data: bytes) -> None:
    try:
        protocol.write(data)
    except SMTPServerDisconnected as error:
        raise CutBeforeTheDot("the connection was cut while the letter was sent") from error


async def _send_body(protocol: SMTPProtocol, body: bytes, answer: asyncio.Future[SMTPResponse], timeout: float) -> None:
    """The letter without the dot, until all of it has left this process; the server should be silent meanwhile."""
    if isinstance(protocol.transport, asyncio.WriteTransport):
        protocol.transport.set_write_buffer_limits(high=1)  # "drained" then means that nothing waits here; 0 stalls over TLS
    for start in range(0, len(body), PIECE):
        _write(protocol, body[start : start + PIECE])
        drained = asyncio.ensure_future(protocol._drain_helper())
        both: set[asyncio.Future[Any]] = {drained, answer}
        await asyncio.wait(both, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        left = drained.done() and not drained.exception()
        drained.cancel()
        await asyncio.gather(drained, return_exceptions=True)
        if answer.done():
            raise _interrupted(answer)
        if not left:
            raise CutBeforeTheDot("the letter could not be sent in time")


def _interrupted(answer: asyncio.Future[SMTPResponse]) -> Exception:
    if answer.exception() is None:
        return RefusedMidway(answer.result())
    return CutBeforeTheDot("the connection was cut while the letter was sent")
