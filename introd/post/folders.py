"""Which folder is which: the account's own Sent and Junk by their marks (RFC 6154), ours made where they are missing."""

from __future__ import annotations

from collections.abc import Iterable

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError
from imapclient.imapclient import JUNK, SENT, TRASH

SPECIAL = {"sent": SENT, "junk": JUNK, "trash": TRASH}
"""Names of ours that mean a folder which most accounts have already, whatever it is called there."""

_NEVER_MADE = {"trash"}


def resolve(client: IMAPClient, wanted: Iterable[str]) -> dict[str, str]:
    """Each wanted name with the real folder for it, made where it is missing.

    "/" in a wanted name stands for the server's own separator. Sent, Junk and Trash are found by their marks or usual names; Trash
    is never made, and left out where there is none. Raises imaplib's error when a folder can't be made.
    """
    prefix, separator = personal_namespace(client)
    found: dict[str, str] = {}
    for name in wanted:
        flag = SPECIAL.get(name.lower())
        real = client.find_special_folder(flag) if flag else None
        if real is None and name.lower() in _NEVER_MADE:
            continue
        found[name] = real or _made(client, _spelled(name, prefix, separator))
    return found


def personal_namespace(client: IMAPClient) -> tuple[str, str]:
    """Prefix and separator of the account's own folders (RFC 2342), such as `("", "/")` or `("INBOX.", ".")`."""
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            prefix, separator = personal[0]
            return prefix or "", separator or "/"
    listed = client.list_folders("", "")
    separator = listed[0][1] if listed else b"/"
    return "", separator.decode() if isinstance(separator, bytes) else separator or "/"


def _spelled(name: str, prefix: str, separator: str) -> str:
    if name.upper() == "INBOX":
        return "INBOX"
    real = name.replace("/", separator)
    return real if real.startswith(prefix) else prefix + real


def _made(client: IMAPClient, name: str) -> str:
    if client.folder_exists(name):
        return name
    client.create_folder(name)
    try:
        client.subscribe_folder(name)  # so that mail programs show it; without, it works all the same
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError:
        return name
    return name
