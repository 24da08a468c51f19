"""What all tests share."""

from __future__ import annotations

import pytest

from tests.servers.fixtures import real_post
from tests.servers.real import missing

__all__ = ["real_post"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line when the real servers were not there."""
    reason = missing()
    if reason:
        terminalreporter.write_line(f"servers: in-process mail servers only; real ones {reason}")
