"""Fixtures that any test may use: the real servers, once for each test process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.servers.real import RealPost, missing, running_post


@pytest.fixture(scope="session")
def real_post() -> Iterator[RealPost]:
    """Dovecot and Postfix, private to this test process. Skips where they are not installed; in CI that is a failure."""
    reason = missing()
    if reason and os.environ.get("CI"):
        pytest.fail(f"real mail servers are needed here; {reason}")
    if reason:
        pytest.skip(f"real mail servers are {reason}")
    with running_post() as post:
        yield post
