"""One mail of the demonstration as it is kept, and as its reader's mail program shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cached_property

_QUOTE = re.compile(r"^(?:> ?)?On .{8,200} wrote:$|^_{20,}$|^> ", re.MULTILINE)


@dataclass(frozen=True)
class Sheet:
    """A mail: when it was sent (aware UTC), by whom, who has it in the mailbox (keys of the cast, or `introd`), and its bytes.

    `kind` is the kind of a letter of introd's, empty for people's own mail. `note` is the storyteller's sentence, `read` how introd
    understood it.
    """

    number: int
    at: datetime
    author: str
    readers: tuple[str, ...]
    raw: bytes
    kind: str = ""
    note: str = ""
    read: str = ""
    story: int = 1

    @cached_property
    def message(self) -> EmailMessage:
        """As a mail program parses it."""
        parsed = message_from_bytes(self.raw, policy=default)
        if not isinstance(parsed, EmailMessage):
            raise TypeError("the policy makes an EmailMessage of every message")
        return parsed

    def field(self, name: str) -> str:
        """A header field, decoded; empty where there is none."""
        return str(self.message[name] or "")

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return self._body("plain")

    @cached_property
    def html(self) -> str:
        """The HTML, empty where the mail has none."""
        return self._body("html")

    @property
    def own(self) -> str:
        """The text without the letter that is quoted below it, which mail programs fold away."""
        cut = _QUOTE.search(self.text)
        return self.text[: cut.start()].rstrip() if cut and self.author != "introd" else self.text.rstrip()

    @property
    def quotes(self) -> bool:
        """Whether there is something folded away."""
        return len(self.own) < len(self.text.rstrip())

    @property
    def everything(self) -> str:
        """All that its reader can find in it, headers included, decoded."""
        fields = [f"{name}: {value}" for name, value in self.message.items()]
        return "\n".join([*fields, self.text, self.html])

    def _body(self, subtype: str) -> str:
        body = self.message.get_body((subtype,))
        return str(body.get_content()).replace("\r\n", "\n") if body is not None else ""
