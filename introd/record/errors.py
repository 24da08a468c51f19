"""What can be wrong with a record, named by whose fault it is.

    RecordError
    ├── RecordMissing       no record here, and none ever was: a first start has to say so
    ├── RecordLocked        the operator's: another process holds it (`holder` says which)
    ├── RecordUnwritable    the machine's: disk full, no permission, a write or a sync that failed
    ├── RecordDamaged       the machine's: what is on the disk is not what was written
    │   ├── RecordEmptied   a record was here, and is gone or of zero length
    │   └── RecordRestored  a record was here that was newer: this is a copy from a backup
    ├── RecordTooNew        the operator's: written by a later introd
    └── RecordConflict      ours: the change does not fit what is stored
        └── RecordStale     somebody else changed the introduction since it was read

Only RecordConflict leaves a store usable. After a failed commit nobody knows what the disk holds, so the store refuses every
further verb until it is opened anew.
"""

from __future__ import annotations


class RecordError(Exception):
    """Anything that the record refuses or cannot do."""


class RecordMissing(RecordError):
    """There is no record, and no trace that there ever was one."""


class RecordLocked(RecordError):
    """Another process holds the record. `holder` names it in words."""

    def __init__(self, holder: str) -> None:
        """`holder`: "introd, process 1234 on host h since …"."""
        super().__init__(f"held by {holder}")
        self.holder = holder


class RecordUnwritable(RecordError):
    """The disk is full, permission is missing, or a write or a sync failed."""


class RecordDamaged(RecordError):
    """The bytes on the disk are not those that were written."""


class RecordEmptied(RecordDamaged):
    """A record was here; its file is gone or has no bytes. To go on would ask everybody again."""


class RecordRestored(RecordDamaged):
    """The file is older than the record that was used here last: a copy out of a backup.

    What was sent since that copy is not in it. Open it with `restored=True`: the setting `restored` then tells that nothing may
    leave before the record was compared with the mailbox.
    """


class RecordTooNew(RecordError):
    """The record was written by a later version, whose shape this one does not know."""


class RecordConflict(RecordError):
    """The change does not fit what is stored."""


class RecordStale(RecordConflict):
    """The introduction has another revision than the caller read."""
