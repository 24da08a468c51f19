"""What the bytes of a header alone tell of a mail, before its body is fetched."""

from __future__ import annotations

from introd.write.ids import THREAD


def wanted(address: str, header: bytes) -> bool:
    """The body of everything but the thread between the two, of which headers are enough. `address` is the introducer address."""
    return f"{address.partition('@')[0]}+{THREAD}".lower().encode() not in header.lower()


def wanted_of_junk(address: str, header: bytes) -> bool:
    """In Junk, the body of what carries a token of ours."""
    return carries(address, header) and wanted(address, header)


def carries(address: str, header: bytes) -> bool:
    """Whether a header names an address of ours with a token."""
    local, _, domain = address.lower().partition("@")
    return any(domain.encode() in rest[:200] for rest in header.lower().split(f"{local}+".encode())[1:])
