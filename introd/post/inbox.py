"""The inbox: a mailbox over IMAP, read as bytes, one message at a time.

Everything here blocks, and belongs to ONE thread: the one that made the connection. Only `wake` may be called from another.
Nothing is remembered but the connection: what was read is the caller's to know (`Position`), and a message is named by its
`Place`, never by a sequence number. After any error that ends the connection, `connect` again.

    inbox = Inbox(account)
    inbox.connect()
    real = inbox.ensure_folders(["Handled", "Set aside", "Sent", "Junk"])
    for arrival in inbox.arrivals("INBOX", position):
        …                                        # read, decide, commit
        inbox.file(arrival.place, real["Handled"])
    inbox.wait(600)                              # then look again, whatever it returned
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType

from imapclient import DELETED, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError
from imapclient.imapclient import TRASH

from introd.post import folders, idle
from introd.post.accounts import ImapAccount
from introd.post.arrivals import BATCH_MESSAGES, Arrival, Listed, Place, Position, Wanted, batches, bodies, listed, new_uids
from introd.post.errors import Disconnected, FolderRefused, PostError, ServerForGood, ServerForNow
from introd.post.faults import named
from introd.post.login import hang_up, log_in, opened

MAX_SIZE = 10 << 20
"""Bytes of a message above which only its header is fetched."""

POLL = 60.0
"""Seconds between looks where a server has no IDLE."""


_ENDS = (IMAPClientAbortError, ProtocolError, OSError, EOFError)
"""After one of these the connection is of no use: bytes may be missing in the middle."""


class Inbox:
    """One account's mailbox. Use it as a context manager, or `close` it."""

    def __init__(self, account: ImapAccount, max_size: int = MAX_SIZE) -> None:
        """Nothing is connected yet. `max_size` is in bytes."""
        self.account = account
        self.max_size = max_size
        self._client: IMAPClient | None = None
        self._bell = idle.Bell()
        self._selected: tuple[str, int] | None = None
        self._looked: dict[str, Position] = {}

    def connect(self) -> None:
        """Connect and log in, letting go of a former connection first. Raises PostError."""
        self._hang_up()
        client = opened(self.account)
        try:
            log_in(client, self.account)
        except BaseException:
            hang_up(client)
            raise
        client.normalise_times = False
        self._client = client

    @property
    def connected(self) -> bool:
        """Whether the last thing that was tried left the connection usable."""
        return self._client is not None

    def capabilities(self) -> frozenset[str]:
        """What the server can do, in capitals. Raises PostError."""
        with self._at_work("asking what the server can do") as client:
            return frozenset(one.decode("ascii", "replace").upper() for one in client.capabilities())

    @property
    def keeps_sent_copies(self) -> bool:
        """Whether letters handed in over this provider's SMTP appear in Sent by themselves (Gmail)."""
        return "X-GM-EXT-1" in self.capabilities()

    def ensure_folders(self, wanted: Iterable[str]) -> dict[str, str]:
        """Each wanted name with the real folder, made where it is missing; see `folders.resolve`.

        Raises FolderRefused when one can't be made, and other PostErrors.
        """
        with self._at_work("making folders", refused=FolderRefused) as client:
            return folders.resolve(client, wanted)

    def position(self, folder: str = "INBOX") -> Position:
        """The position after everything that lies in `folder` now: where a first start begins. Raises PostError."""
        with self._at_work(f"asking for the state of {folder}", refused=FolderRefused) as client:
            status = client.folder_status(folder, ["UIDNEXT", "UIDVALIDITY"])
            return Position(int(status.get(b"UIDVALIDITY", 0)), int(status.get(b"UIDNEXT", 1)) - 1)

    def uidvalidity(self, folder: str = "INBOX") -> int:
        """The folder's UIDVALIDITY: when it changes, all UIDs mean something else (RFC 9051 section 2.3.1.1). Raises
        PostError.
        """
        return self.position(folder).uidvalidity

    def arrivals(self, folder: str = "INBOX", since: Position | None = None, wanted: Wanted | None = None) -> Iterator[Arrival]:
        """The messages after `since`, oldest first; all of them when `since` is None or the UIDVALIDITY is another by now.

        With `wanted`, headers come first and the body only of those it says yes to. Each arrival may be filed before the next is
        asked for. Raises PostError, also midway.
        """
        state = self._looked[folder] = self._select(folder)
        after = since.last_uid if since is not None and since.uidvalidity == state.uidvalidity else 0
        with self._at_work(f"looking for mail in {folder}") as client:
            uids = new_uids(client, after)
        for start in range(0, len(uids), BATCH_MESSAGES):
            chunk = uids[start : start + BATCH_MESSAGES]
            with self._reading(folder, state.uidvalidity) as client:
                outlines = batches(client, chunk, self.max_size, with_header=wanted is not None)
            for outline in outlines:
                with self._reading(folder, state.uidvalidity) as client:
                    arrived = bodies(client, folder, state.uidvalidity, outline, self.max_size, wanted)
                yield from arrived

    def since(self, folder: str, moment: datetime) -> Listed:
        """What came into `folder` since a moment (aware), headers only. Raises PostError."""
        state = self._select(folder)
        with self._at_work(f"looking for mail in {folder}") as client:
            return listed(client, folder, state, moment)

    def fetch(self, place: Place) -> Arrival | None:
        """One message; None when it is gone. Raises PostError."""
        if not self._stand_at(place):
            return None
        with self._at_work(f"fetching mail from {place.folder}") as client:
            outlines = batches(client, [place.uid], self.max_size, with_header=False)
            found = bodies(client, place.folder, place.uidvalidity, outlines[0], self.max_size, None)
            return found[0] if found else None

    def headers(self, place: Place, names: Iterable[str]) -> bytes:
        """The named header fields of a message as bytes, the body never fetched; empty when it is gone. Raises PostError."""
        if not self._stand_at(place):
            return b""
        fields = " ".join(name.upper() for name in names)
        with self._at_work("fetching a header") as client:
            answer = client.fetch([place.uid], [f"BODY.PEEK[HEADER.FIELDS ({fields})]"]).get(place.uid, {})
            return next((bytes(value or b"") for key, value in answer.items() if key.startswith(b"BODY[")), b"")

    def file(self, place: Place, folder: str) -> bool:
        """Move a message into `folder`. False: it is no longer where it was (gone, or the folder's UIDs changed). Raises
        PostError.

        Without MOVE (RFC 6851) it is copied, then removed as `delete` does.
        """
        if not self._stand_at(place):
            return False
        with self._at_work(f"filing into {folder}", refused=FolderRefused) as client:
            if not client.search(["UID", str(place.uid), "UNDELETED"]):
                return False
            if client.has_capability("MOVE"):
                client.move([place.uid], folder)
            else:
                client.copy([place.uid], folder)
                _remove(client, place.uid)
        return True

    def delete(self, place: Place) -> bool:
        """Remove a message; False when it is no longer there. Raises PostError.

        Without UIDPLUS (RFC 4315) it is only marked: a plain EXPUNGE would remove what other programs have marked. Gmail means
        "archive" by expunge, so there it goes to the Trash.
        """
        if not self._stand_at(place):
            return False
        with self._at_work("deleting") as client:
            trash = client.find_special_folder(TRASH) if client.has_capability("X-GM-EXT-1") else None
            if trash:
                client.move([place.uid], trash)
            else:
                _remove(client, place.uid)
        return True

    def append(self, folder: str, raw: bytes, flags: Iterable[bytes] = (rb"\Seen",), when: datetime | None = None) -> None:
        """Put a message into `folder`, dated `when` (aware). Raises MailboxFull, FolderRefused and other PostErrors."""
        with self._at_work(f"keeping a copy in {folder}", refused=FolderRefused) as client:
            client.append(folder, raw, tuple(flags), when)

    def search_message_id(self, folder: str, message_id: str, **fields: str) -> bool:
        """Whether `folder` holds a message with this Message-ID, given with its angle brackets. Raises PostError.

        Each of `fields` (`list_unsubscribe`) has to hold its text as well: two copies of a letter may share their Message-ID.
        """
        self._select(folder)
        wanted = ["HEADER", "Message-ID", message_id]
        for name, text in fields.items():
            wanted += ["HEADER", name.replace("_", "-"), text]
        with self._at_work(f"looking for a letter in {folder}") as client:
            return bool(client.search(wanted))

    def erase(self, folder: str, texts: Iterable[str]) -> int:
        """Remove every message of `folder` in which one of the texts stands, headers included. How many. Raises PostError.

        The server searches decoded text without case (RFC 9051 section 6.4.4, TEXT). Gmail's copy goes to the Trash, as in `delete`.
        """
        count = 0
        for text in texts:
            position = self._select(folder)
            with self._at_work(f"looking for mail in {folder}") as client:
                found = client.search(["TEXT", text], charset=None if text.isascii() else "UTF-8")
            count += sum(self.delete(Place(folder, position.uidvalidity, uid)) for uid in found)
        return count

    def wait(self, seconds: float, folder: str = "INBOX") -> bool:
        """Wait until there may be something new in `folder`, `wake` is called, or `seconds` have passed.

        True: the server said something. Look again in each case: a push may be late or lost. Raises PostError when the server is
        gone.
        """
        if self._select(folder) != self._looked.get(folder):
            return True  # it came between the last look and now: no push would tell
        with self._at_work("waiting for mail") as client:
            if client.has_capability("IDLE"):
                return idle.idle(client, self._bell, seconds, self.account.timeout)
            return idle.pause(client, self._bell, min(seconds, POLL))

    def wake(self) -> None:
        """End the wait that runs now, or the next one. The only method that another thread may call."""
        self._bell.ring()

    def close(self) -> None:
        """Log out as far as the server still listens, and let go of everything, for good. Never raises."""
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except (IMAPClientError, OSError):
                hang_up(client)
        self._bell.close()

    def __enter__(self) -> Inbox:
        """Connect. Raises PostError."""
        try:
            self.connect()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()

    def _select(self, folder: str) -> Position:
        """Open `folder` anew, so that what came since is seen: its UIDVALIDITY and the last UID it gave."""
        self._selected = None
        with self._at_work(f"opening {folder}", refused=FolderRefused) as client:
            answer = client.select_folder(folder)
            self._selected = folder, int(answer.get(b"UIDVALIDITY", 0))
            return Position(self._selected[1], int(answer.get(b"UIDNEXT", 1)) - 1)

    @contextmanager
    def _reading(self, folder: str, uidvalidity: int) -> Iterator[IMAPClient]:
        """The connection with `folder` open, whatever the caller did meanwhile. Raises ServerForNow when its UIDs changed."""
        if self._selected != (folder, uidvalidity) and self._select(folder).uidvalidity != uidvalidity:
            raise ServerForNow(f"the UIDs of {folder} changed while it was read", "it is read again")
        with self._at_work(f"fetching mail from {folder}") as client:
            yield client

    def _stand_at(self, place: Place) -> bool:
        """Whether the folder of `place` is open and its UIDs still mean the same."""
        here = (place.folder, place.uidvalidity)
        return self._selected == here or self._select(place.folder).uidvalidity == place.uidvalidity

    @contextmanager
    def _at_work(self, doing: str, refused: type[PostError] | None = None) -> Iterator[IMAPClient]:
        """The connection for a few commands; errors leave named, and those that end the connection hang it up.

        `refused` is the name for a plain NO to this command.
        """
        if self._client is None:
            raise Disconnected(f"not connected to {self.account.where}", "it is connected again")
        try:
            with named(self.account, doing):
                yield self._client
        except PostError as error:
            if isinstance(error.__cause__, _ENDS):
                self._hang_up()
            if refused is None or not isinstance(error, ServerForGood):
                raise
            raise refused(error.what, "check the folder's name and rights") from error

    def _hang_up(self) -> None:
        client, self._client, self._selected = self._client, None, None
        if client is not None:
            hang_up(client)


def _remove(client: IMAPClient, uid: int) -> None:
    client.add_flags([uid], [DELETED], silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge([uid])
