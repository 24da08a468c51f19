"""The random life of a case, thousands of times: `make soak`."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.decide.test_machine import LifeOfACase


@pytest.mark.soak
def test_thousands_of_lives() -> None:
    """However long chance goes on, no promise is broken."""
    run_state_machine_as_test(LifeOfACase, settings=settings(max_examples=1500, stateful_step_count=35, deadline=None))
