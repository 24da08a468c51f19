"""Instructions to the daemon in plain words: STATUS, PAUSE Jane until March, "never ask Bob again".

A command must be unmistakable: a whole sentence has to match one of the patterns of the data files, so that a request in which "stop" or
"cancel" occurs stays a request.
"""

from __future__ import annotations

from introd.read.commands.anybody import read_anybody
from introd.read.commands.courtesy import bare
from introd.read.commands.introducers import read_commands
from introd.read.commands.patterns import COMMANDS
from introd.read.commands.replies import read_reply

__all__ = ["COMMANDS", "bare", "read_anybody", "read_commands", "read_reply"]
