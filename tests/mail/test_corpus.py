"""Every message of the corpus is read as its case says."""

from __future__ import annotations

import pytest

from tests.mail.corpus import Case, cases


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_message_is_read_as_its_case_says(case: Case) -> None:
    """The reading of a saved message is the expected one, and its private words are in no field that a letter takes from."""
    assert case.differences() == []
