"""After a restore from backup: sending is held until somebody says RELEASE."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from introd.house import RECORD, open_record
from introd.record.errors import RecordRestored
from tests.whole.paper import JANE, LIZ, REQUEST, Paper


def test_a_record_out_of_a_backup_holds_all_letters_until_release(paper: Paper, tmp_path: Path) -> None:
    """It is refused until the operator accepts it; then mail is read, and nothing leaves before an introducer says RELEASE."""
    paper.write(f"Liz Ryan <{LIZ}>", REQUEST)
    paper.work()
    state = tmp_path / "restored"
    state.mkdir()
    paper.store.backup(state / RECORD)
    with pytest.raises(RecordRestored):
        open_record(state)
    paper.store.close()
    object.__setattr__(paper.desk, "store", open_record(state, restored=True))
    paper.store = paper.desk.store  # type: ignore[assignment]
    paper.pass_time(timedelta(hours=3))
    assert paper.kinds(JANE) == []
    paper.write(f"Liz Ryan <{LIZ}>", "RELEASE", subject="RELEASE")
    paper.pass_time(timedelta(hours=3))
    assert paper.kinds(JANE) == ["ask"]
