"""The configuration: a TOML file → frozen settings, or every fault in it at once, each with its line and a remedy.

    config = load(find(None))
    config.settings        # what decisions depend on
    config.imap            # where mail is read

Secrets are read when they are needed, never here, and print nowhere.
"""

from __future__ import annotations

from introd.config.faults import ConfigFaults, Fault
from introd.config.load import load
from introd.config.place import find
from introd.config.value import Config, Folders

__all__ = ["Config", "ConfigFaults", "Fault", "Folders", "find", "load"]
