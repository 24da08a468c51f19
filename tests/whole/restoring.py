"""A scene whose record is lost, and comes back out of a backup: the mailbox knows more than the record."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

from introd.house import RECORD, desk_for, open_record
from introd.mailroom.orders import RESTORED
from introd.post.accounts import ImapAccount, SmtpAccount
from introd.post.inbox import Inbox
from tests.whole.scene import FOLDERS, INTRO, JANE, JASON, LIZ, Post, Scene, text_of


@dataclass
class DatedPost:
    """The same servers; what comes to the introducer address is dated by the scene's clock."""

    post: Post
    scene: Scene

    @property
    def smtp_port(self) -> int:
        """As ever."""
        return self.post.smtp_port

    def imap_account(self, user: str) -> ImapAccount:
        """As ever."""
        return self.post.imap_account(user)

    def smtp_account(self, user: str) -> SmtpAccount:
        """As ever."""
        return self.post.smtp_account(user)

    def mailbox(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """As ever."""
        return self.post.mailbox(user, folder)

    def deliver(self, raw: bytes, recipient: str, reverse_path: str = "") -> None:
        """Lay a mail into the introducer's inbox."""
        with Inbox(self.post.imap_account(INTRO)) as inbox:
            inbox.append("INBOX", f"Delivered-To: {recipient}\r\n".encode() + raw, (), self.scene.now)


def dated(scene: Scene) -> Scene:
    """The scene, with mail that comes at its own time."""
    scene.post = DatedPost(scene.post, scene)
    return scene


def copied(scene: Scene) -> Path:
    """A backup of the one file."""
    target = scene.folder / "backup.sqlite"
    scene.store.backup(target)
    return target


def copied_whole(scene: Scene) -> Path:
    """A backup of the whole folder, as somebody makes it who stops the service first."""
    leave(scene)
    shutil.copytree(scene.folder / "state", scene.folder / "backup")
    take_up(scene, scene.folder / "state")
    return scene.folder / "backup"


def restart(scene: Scene) -> None:
    """The daemon ends in good order and begins anew."""
    leave(scene)
    take_up(scene, scene.folder / "state")


def leave(scene: Scene) -> None:
    """The daemon ends."""
    scene.loop.run_until_complete(scene.daemon.close())
    scene.store.close()


def take_up(scene: Scene, state: Path, *, restored: bool = False) -> None:
    """The daemon begins over a record."""
    scene.store = open_record(state, restored=restored)
    scene.desk = desk_for(scene.store, scene.settings, clock=lambda: scene.now)
    scene.daemon = scene._daemon()


def lost(scene: Scene, backup: Path) -> None:
    """The machine dies; the record comes back out of a backup."""
    leave(scene)
    if backup.is_dir():
        take_up(scene, backup)
        return
    state = scene.folder / "new"
    state.mkdir()
    backup.rename(state / RECORD)
    take_up(scene, state, restored=True)


def held(scene: Scene) -> Any:
    """What holds all letters."""
    with scene.store.view() as view:
        return view.setting(RESTORED)


def all_kinds(scene: Scene) -> dict[str, list[str]]:
    """What everybody got so far."""
    return {reader: scene.kinds(reader) for reader in (LIZ, JANE, JASON)}


def told(scene: Scene) -> str:
    """What the operator was told."""
    return "\n".join(" ".join(text_of(raw).split()) for raw in scene.letters("ana@alpha.test"))


def in_folder(scene: Scene, name: str) -> list[str]:
    """The Message-IDs in a folder."""
    return [str(message_from_bytes(raw)["Message-ID"]) for raw in scene.post.mailbox(INTRO, FOLDERS[name])]


def take_out(scene: Scene, name: str, word: bytes) -> int:
    """Somebody deletes the mails of a folder that hold a word."""
    with Inbox(scene.post.imap_account(INTRO)) as inbox:
        found = inbox.since(FOLDERS[name], datetime(2020, 1, 1, tzinfo=UTC)).messages
        return sum(inbox.delete(m.place) for m in found if word in (whole.raw if (whole := inbox.fetch(m.place)) else b""))
