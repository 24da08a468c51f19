"""Two questions about robots, which are not one.

`may_answer`: may an automatic answer go to this author at all? Broad; in doubt silent (RFC 3834 section 2), since two robots that answer each
other do not stop. `robot`: is this not a person's answer? Precise; a person's mail may carry `X-Auto-Response-Suppress` or come through a list.
"""

from introd.read.screening.answering import is_ours, may_answer
from introd.read.screening.robots import Robot, robot

__all__ = ["Robot", "is_ours", "may_answer", "robot"]
