"""Waiting for mail: IMAP IDLE (RFC 2177) in slices, and plain waiting where a server lacks it.

The library's own `idle_check` is not used, for two reasons that were measured: a line that arrives in two pieces raises
(IMAPClient issue 519), and after the server closed or reset the connection it returns an empty list at once, for ever (issue
565). Here a half line is waited for with the read time-out, and a dead peer raises. A connection that is half-open shows no sign
at all: so each slice ends with DONE, whose answer proves that somebody is there.
"""

from __future__ import annotations

import select
import socket
import ssl
import time
from types import TracebackType

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

SLICE = 60.0
"""Seconds of one IDLE: home routers forget a silent connection after a few minutes, so DONE comes often."""

FIRST_SLICE = 1.0
"""Seconds of the first: some servers say nothing during IDLE of what came just before it, and tell with the answer to DONE."""


class Bell:
    """Lets another thread end a wait: `ring` may be called from anywhere, the other methods by the waiting thread alone."""

    def __init__(self) -> None:
        """Open the pair of sockets that the bell is made of."""
        self._heard, self._rung = socket.socketpair()
        self._heard.setblocking(False)
        self._rung.setblocking(False)

    def ring(self) -> None:
        """End the wait that runs, or the next one."""
        try:
            self._rung.send(b"!")
        except OSError:  # full: it is ringing already; closed: nobody waits any more
            return

    def fileno(self) -> int:
        """For poll."""
        return self._heard.fileno()

    def hush(self) -> bool:
        """Forget the rings so far; True when there was one."""
        try:
            return bool(self._heard.recv(4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Let go of the sockets."""
        self._heard.close()
        self._rung.close()

    def __enter__(self) -> Bell:
        """The bell."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()


def idle(client: IMAPClient, bell: Bell, seconds: float, read_timeout: float) -> bool:
    """IDLE in the selected folder until the server says something, the bell rings, or `seconds` have passed.

    True: the server said something, so a look at the folder is due. Slices longer than `SLICE` are cut.
    Raises what the socket raises (OSError, TimeoutError, imaplib's abort) when nobody is there any more.
    """
    end = time.monotonic() + seconds
    longest = min(FIRST_SLICE, SLICE)
    while (left := end - time.monotonic()) > 0:
        heard, rung = _slice(client, bell, min(left, longest), read_timeout)
        if heard or rung:
            return heard
        longest = SLICE
    return False


def _slice(client: IMAPClient, bell: Bell, seconds: float, read_timeout: float) -> tuple[bool, bool]:
    """One IDLE … DONE: whether the server said something, and whether the bell rang."""
    sock = client.socket()
    heard, rung = _begin(client), False
    if not heard and not has_data(client, sock):
        ready = readable(sock, bell, seconds)
        rung = bell.fileno() in ready and bell.hush()
        if sock.fileno() in ready:
            sock.settimeout(read_timeout)  # a half line is waited for; a dead peer raises
            client._imap._get_line()
            heard = True
    _, rest = client.idle_done()
    return heard or bool(rest), rung


def _begin(client: IMAPClient) -> bool:
    """Send IDLE; True when the server had news before it began to wait, which the library's own `idle` takes for an error."""
    imap = client._imap
    tag = client._idle_tag = imap._command("IDLE")
    news = False
    while imap._get_response() is not None:
        if imap.tagged_commands[tag]:
            kind, words = imap.tagged_commands.pop(tag)
            raise IMAPClientError(f"IDLE: {kind} {words}")
        news = True
    return news


def pause(client: IMAPClient, bell: Bell, seconds: float) -> bool:
    """Where IDLE is missing: wait until the bell rings, the connection stirs or `seconds` have passed, then ask with NOOP.

    True: the server has news. Raises as `idle` does.
    """
    ready = readable(client.socket(), bell, seconds)
    if bell.fileno() in ready:
        bell.hush()
    _, news = client.noop()
    return bool(news)


def readable(sock: socket.socket, bell: Bell, seconds: float) -> set[int]:
    """The file descriptors, of the connection and of the bell, that have something to read within `seconds`."""
    poller = select.poll()
    poller.register(sock, select.POLLIN | select.POLLHUP | select.POLLERR)
    poller.register(bell, select.POLLIN)
    return {number for number, _ in poller.poll(max(0.0, seconds) * 1000)}


def has_data(client: IMAPClient, sock: socket.socket) -> bool:
    """Whether bytes wait in our own buffers, where poll can't see them: what came in one packet with the answer to IDLE."""
    imap = client._imap
    if getattr(imap, "_readbuf", None):  # Python 3.14 and later keep a list of their own
        return True
    stream = vars(imap).get("file") or vars(imap).get("_file")
    if stream is None or not hasattr(stream, "peek"):
        return False
    timeout = sock.gettimeout()
    sock.setblocking(False)
    try:
        return bool(stream.peek(1))
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        sock.settimeout(timeout)
