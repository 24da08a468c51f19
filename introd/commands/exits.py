"""What introd's exit codes mean, and how a fault becomes one line and a code.

| code | meaning |
|------|---------|
| 0    | all is well |
| 1    | something to look at: a check failed, a message could not be read |
| 2    | only the operator can mend it: the configuration, the command line, a password, a damaged record |
| 3    | there is no such introduction, or no record yet |
| 75   | try again later: a server or the record is out of reach (EX_TEMPFAIL of sysexits.h) |
| 130  | interrupted from the keyboard |
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

FINE = 0
LOOK = 1
OPERATOR = 2
NOT_FOUND = 3
LATER = 75
INTERRUPTED = 130


def leave(code: int, *lines: str) -> NoReturn:
    """Say the lines on standard error, and end with the code."""
    for line in lines:
        print(f"introd: {line}", file=sys.stderr)
    raise SystemExit(code)


@contextmanager
def plainly() -> Iterator[None]:
    """Within it every known fault ends the program with its own line and code; only a fault of ours shows a traceback."""
    from introd.config import ConfigFaults
    from introd.post.errors import PostError
    from introd.record.errors import RecordError

    try:
        yield
    except ConfigFaults as faults:
        leave(OPERATOR, str(faults), *(f"  {fault}" for fault in faults.faults))
    except RecordError as error:
        leave(record_code(error), f"the record: {error}")
    except PostError as error:
        leave(LATER if error.passing else OPERATOR, str(error))
    except KeyboardInterrupt:
        leave(INTERRUPTED)


def record_code(error: Exception) -> int:
    """The exit code for an error of the record."""
    from introd.record.errors import RecordLocked, RecordMissing, RecordUnwritable

    if isinstance(error, RecordMissing):
        return NOT_FOUND
    return LATER if isinstance(error, RecordLocked | RecordUnwritable) else OPERATOR
