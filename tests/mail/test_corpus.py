"""Every message of the corpus is read as its case says."""

from __future__ import annotations

import pytest

from introd.read.reading import Answer
from introd.read.understand import read
from tests.mail.corpus import Case, cases


def marked(case: Case) -> object:
    """A case with a known shortfall must fail, for the reason that it names: when it no longer does, the mark goes."""
    marks = [pytest.mark.xfail(reason=case.told["shortfall"], strict=True)] if "shortfall" in case.told else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_message_is_read_as_its_case_says(case: Case) -> None:
    """The reading of a saved message is the expected one, and its private words are in no field that a letter takes from."""
    assert case.differences() == []


def test_no_shortfall_is_a_yes_too_many() -> None:
    """What is known to fall short errs on the safe side: nothing in the corpus is read as a yes that is none."""
    readings = [(case, read(case.path.read_bytes(), case.context)) for case in cases() if "answer" in case.told["expect"]]
    wrong = [c.name for c, r in readings if r.said and r.said.answer is Answer.YES and c.told["expect"]["answer"] != "yes"]
    assert wrong == []
