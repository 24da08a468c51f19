"""Where the configuration and the state are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from introd.config import find, load
from introd.config.place import state_folder
from tests.config.files import GOOD, among, written


def test_the_order_in_which_a_configuration_is_looked_for(tmp_path: Path) -> None:
    """The command line goes before the environment, that before the folder at hand, and the system's comes last."""
    here, system = tmp_path / "here", tmp_path / "etc" / "config.toml"
    here.mkdir()
    system.parent.mkdir()
    system.touch()
    assert find(None, {}, here, system) == system
    (here / "config.toml").touch()
    assert find(None, {}, here, system) == here / "config.toml"
    assert find(None, {"INTROD_CONFIG": "/x.toml"}, here, system) == Path("/x.toml")
    assert find(Path("y.toml"), {"INTROD_CONFIG": "/x.toml"}, here, system) == Path("y.toml")


def test_nothing_anywhere_is_the_folder_at_hand(tmp_path: Path) -> None:
    """Where there is none at all, the one that is missing is the one of the folder at hand."""
    assert find(None, {}, tmp_path, tmp_path / "none") == tmp_path / "config.toml"


@pytest.mark.parametrize(
    ("said", "config", "environment", "expected"),
    [
        ("", "/home/liz/config.toml", {}, "/home/liz/state"),
        ("", "/home/liz/config.toml", {"STATE_DIRECTORY": "/var/lib/introd"}, "/var/lib/introd"),
        ("", "/home/liz/config.toml", {"STATE_DIRECTORY": "/var/lib/a:/var/lib/b"}, "/var/lib/a"),
        ("", "/etc/introd/config.toml", {}, "/var/lib/introd"),
        ("kept", "/home/liz/config.toml", {"STATE_DIRECTORY": "/var/lib/introd"}, "/home/liz/kept"),
        ("/srv/introd", "/home/liz/config.toml", {}, "/srv/introd"),
    ],
)
def test_where_the_state_is(said: str, config: str, environment: dict[str, str], expected: str) -> None:
    """As written, else where systemd says, else by where the configuration is."""
    assert state_folder(said, Path(config), environment) == Path(expected)


def test_state_in_the_file(tmp_path: Path) -> None:
    """`state` of the file is taken from the file's own folder on."""
    assert load(written(tmp_path, among(GOOD, "", 'state = "record"')), {}).state == tmp_path / "record"
