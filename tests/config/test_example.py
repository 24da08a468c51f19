"""config.example.toml: it loads as it is, names every setting, and its defaults are the code's."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from introd.config import load
from introd.config.complaints import TABLES
from introd.config.shape import File
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.post.accounts import ImapAccount, SmtpAccount
from tests.config.files import written

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
MUST = {"address", "operator", "host", "username", "name", "addresses", "password_file"}
ELSEWHERE = {"address", "operator", "introducers", "shadow", "name", "addresses", "place"}


def switched_on() -> str:
    """The example with every default taken out of its remark."""
    return re.sub(r"^# (?=[a-z_]+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)


def table_of(tables: dict[str, Any], name: str) -> dict[str, Any]:
    """A table by its dotted name."""
    for part in filter(None, name.split(".")):
        tables = tables[part][0] if isinstance(tables[part], list) else tables[part]
    return tables


def test_it_loads_as_it_is(tmp_path: Path) -> None:
    """The example, copied and untouched, is a configuration without a fault."""
    config = load(written(tmp_path, EXAMPLE.read_text(encoding="utf-8"), 0o644), {})
    assert config.settings.address == "intro@example.org"
    assert config.settings.introducers[0].key == "liz@example.org"


def test_switching_all_defaults_on_changes_nothing(tmp_path: Path) -> None:
    """The defaults that the example tells are those that hold without them: with every one switched on, all stays the same but who says GO."""
    as_it_is = load(written(tmp_path, EXAMPLE.read_text(encoding="utf-8"), 0o644), {})
    switched = load(written(tmp_path, switched_on(), 0o644), {})
    assert (as_it_is.settings.confirm, switched.settings.confirm) == ("always", "when-unsure")
    assert switched == replace(as_it_is, settings=as_it_is.settings.but(confirm="when-unsure"))


def test_its_defaults_are_those_of_the_decisions(tmp_path: Path) -> None:
    """With every default of the example switched on, the settings are those of the code, but for the people."""
    settings = load(written(tmp_path, switched_on(), 0o644), {}).settings
    people = {"address": settings.address, "operator": settings.operator, "introducers": settings.introducers}
    assert settings == Settings(**people)
    assert settings.introducers[0].place == Place()


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_in_it(table: str) -> None:
    """Every key that the file may have stands in the example, with a value; the ways to a password are all named."""
    told = table_of(tomllib.loads(switched_on()), table).keys()
    passwords = {"password", "password_file", "password_env", "password_credential", "token_command"}
    assert TABLES[table].model_fields.keys() - passwords == told - passwords
    text = EXAMPLE.read_text(encoding="utf-8")
    assert all(f"{name} = " in text for name in passwords)


def test_every_setting_can_be_set() -> None:
    """No setting of decisions, of people and of accounts is out of reach of the file."""
    reachable = {name for shape in TABLES.values() for name in shape.model_fields}
    settings = {name for model in (Settings, IntroducerSettings, Place) for name in model.model_fields}
    accounts = set(ImapAccount.__dataclass_fields__) | set(SmtpAccount.__dataclass_fields__)
    assert settings - ELSEWHERE - reachable == set()
    assert accounts - reachable == set()


def test_every_key_has_its_meaning() -> None:
    """Above, beside or in the paragraph of every key of the example stands a remark."""
    paragraphs = re.split(r"\n\s*\n", EXAMPLE.read_text(encoding="utf-8"))
    for paragraph in paragraphs:
        keys = re.findall(r"^(?:# )?([a-z_]+) = .*$", paragraph, re.MULTILINE)
        remarks = [line for line in paragraph.splitlines() if "# " in line and not re.match(r"# [a-z_]+ = \S", line)]
        assert not keys or remarks or set(keys) <= MUST, paragraph


def test_the_file_has_no_defaults_of_its_own() -> None:
    """A file that says nothing has the settings of the code: there is one place for each default."""
    tables = File()
    said = {**dict(tables.asking), **dict(tables.afterwards), **dict(tables.hours), **dict(tables.safety)}
    said.pop("max_message_size")
    assert said == {name: getattr(Settings(), name) for name in said}
