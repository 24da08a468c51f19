"""`introd init`: a first configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from introd.commands.starting import example, filled
from introd.config import load
from tests.cli.conftest import Introd


def test_it_writes_what_it_was_told(introd: Introd, tmp_path: Path) -> None:
    """Address, people and servers of the command line stand in a configuration that loads."""
    path = tmp_path / "new" / "config.toml"
    said = introd(
        "init", "-c", path, "--address", "intro@liz.example", "--name", 'Liz "Lizzy" Ryan', "--introducer", "liz@liz.example",
        "--introducer", "lr@work.example", "--zone", "Europe/London", "--imap", "mail.liz.example", "--smtp", "out.liz.example",
    )  # fmt: skip
    assert said.code == 0
    config = load(path, {})
    [liz] = config.settings.introducers
    assert (liz.name, liz.addresses, liz.place.zone) == (
        'Liz "Lizzy" Ryan',
        ("liz@liz.example", "lr@work.example"),
        "Europe/London",
    )
    assert (config.settings.address, config.imap.username) == ("intro@liz.example", "intro@liz.example")
    assert (config.imap.host, config.smtp.host) == ("mail.liz.example", "out.liz.example")


def test_it_keeps_every_remark_of_the_example(introd: Introd, tmp_path: Path) -> None:
    """What is written is the example, word for word, but for the answers."""
    path = tmp_path / "config.toml"
    introd("init", "-c", path, "--imap", "mail.liz.example")
    assert path.read_text() == example().replace('host = "imap.example.org"', 'host = "mail.liz.example"')


def test_it_never_writes_over_another(introd: Introd, config: Path) -> None:
    """Where there is a configuration, it is left as it is: 2."""
    before = config.read_bytes()
    said = introd("init", "-c", config, "--address", "other@example.org")
    assert said.code == 2
    assert config.read_bytes() == before


def test_a_wrong_answer_leaves_nothing_behind(introd: Introd, tmp_path: Path) -> None:
    """An answer that is not possible is told like any fault, and no file is written."""
    said = introd("init", "-c", tmp_path / "config.toml", "--zone", "Lundon", "--address", "intro")
    assert said.code == 2
    assert said.err.count("line ") == 2
    assert list(tmp_path.iterdir()) == []


def test_the_service_may_read_it(introd: Introd, tmp_path: Path) -> None:
    """The file holds no password, and can be read by the user whom systemd makes for the service."""
    introd("init", "-c", tmp_path / "config.toml")
    assert (tmp_path / "config.toml").stat().st_mode & 0o444 == 0o444


def test_a_key_that_the_example_lost_is_noticed() -> None:
    """An answer to a key that isn't in the example is an error of ours, not a silent nothing."""
    with pytest.raises(KeyError):
        filled(example(), {("imap", "hots"): '"x"'})
