"""Free ports, and waiting until somebody greets there."""

from __future__ import annotations

import select
import socket
import subprocess
import time

HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses now, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind((HOST, 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def await_greeting(port: int, hello: bytes, process: subprocess.Popen[bytes] | None = None, seconds: float = 15.0) -> None:
    """Return when a server greets at `port` with `hello`. Raises RuntimeError when its process ended or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server for port {port} ended with {process.returncode}")
        try:
            with socket.create_connection((HOST, port), 1.0) as connection:
                connection.settimeout(5.0)
                if connection.recv(100).startswith(hello):
                    return
        except OSError:
            select.select([], [], [], 0.01)
    raise RuntimeError(f"nobody greets at port {port}")
