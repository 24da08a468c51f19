"""Where the configuration and the state are looked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

SYSTEM = Path("/etc/introd/config.toml")
STATE = Path("/var/lib/introd")


def find(given: Path | None, environment: Mapping[str, str] = os.environ, here: Path = Path(), system: Path = SYSTEM) -> Path:
    """The configuration's path: as given, else $INTROD_CONFIG, else ./config.toml, else /etc/introd/config.toml.

    The first two are taken whether the file exists or not; of the last two the one that is there, else the first.
    """
    if given is not None:
        return given
    if named := environment.get("INTROD_CONFIG"):
        return Path(named)
    local = here / "config.toml"
    return system if not local.exists() and system.exists() else local


def state_folder(written: str, config: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the record: as written (from the configuration's folder on), else $STATE_DIRECTORY (systemd.exec(5)).

    Else /var/lib/introd for a configuration in /etc, else `state` beside the configuration.
    """
    home = config.absolute().parent
    if written:
        return home / Path(written).expanduser()
    if given := environment.get("STATE_DIRECTORY", "").split(":")[0]:
        return Path(given)
    return STATE if home.is_relative_to("/etc") else home / "state"
