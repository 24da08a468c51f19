"""list, show and rehearse, while a daemon holds the record."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

from introd.commands.looking import rehearse
from introd.commands.paper import Paper
from introd.house import RECORD
from introd.record.tiny import TinyStore, open_store
from tests.cli.conftest import Introd
from tests.decide.cases import MONDAY


def test_list_shows_what_is_under_way(introd: Introd, config: Path, record: TinyStore) -> None:
    """Each running introduction is a line with its reference, its state and whom it waits on; closed ones are left out."""
    assert record
    lines = introd("list", "--config", config).out.splitlines()
    assert len(lines) == 2
    asking = next(line for line in lines if line.startswith("k3x9"))
    assert "asking" in asking
    assert "Jane Roe and Jason Poe" in asking
    assert "waiting on" in asking


def test_list_all(introd: Introd, config: Path, record: TinyStore) -> None:
    """With --all the closed ones are there too."""
    assert record
    assert {line.split()[0] for line in introd("list", "--all", "-c", config).out.splitlines()} == {"k3x9", "m7t2", "b4d5"}


def test_list_as_json(introd: Introd, config: Path, record: TinyStore) -> None:
    """For scripts the list is one JSON value."""
    assert record
    [asking] = [one for one in introd("list", "--json", "-c", config).data if one["reference"] == "k3x9"]
    assert asking["state"] == "asking"
    assert [party["email"] for party in asking["parties"]] == ["jane@roe.example", "jason@poe.example"]
    assert asking["waiting_on"] == "Jane Roe and Jason Poe"


def test_an_empty_list_says_so(introd: Introd, config: Path) -> None:
    """Where nothing is under way, a person is told, and a script gets an empty list."""
    open_store(config.parent / "state" / RECORD, create=True).close()
    assert "No introduction is under way" in introd("list", "-c", config).out
    assert "There is no introduction yet" in introd("list", "--all", "-c", config).out
    assert introd("list", "--json", "-c", config).data == []


def test_show_tells_the_story(introd: Introd, config: Path, record: TinyStore) -> None:
    """`show` is a timeline: who, where it stands, what happened, and what comes next."""
    assert record
    said = introd("show", "k3x9", "-c", config)
    assert said.code == 0
    assert said.out.startswith("k3x9: Jane Roe and Jason Poe\nState: asking\n")
    assert "Next: " in said.out


def test_show_takes_a_reference_as_people_say_it(introd: Introd, config: Path, record: TinyStore) -> None:
    """Capitals in a reference make no difference."""
    assert record
    assert introd("show", "K3X9", "-c", config).code == 0


def test_show_as_json_has_no_tokens(introd: Introd, config: Path, record: TinyStore) -> None:
    """What a script gets holds the whole case, but none of the tokens with which one could answer in somebody's name."""
    with record.view() as view:
        case = view.introduction("k3x9") or {}
    said = introd("show", "k3x9", "--json", "-c", config)
    assert said.data["case"]["why"] == case["why"]
    assert case["tokens"]
    assert not any(token in said.out for token in case["tokens"])


def test_show_of_nothing(introd: Introd, config: Path, record: TinyStore) -> None:
    """A reference that there isn't ends with 3 and says how to find those that there are."""
    assert record
    for command in ("show", "rehearse"):
        said = introd(command, "zzzz", "-c", config)
        assert said.code == 3
        assert "introd list" in said.err


def test_no_record_yet(introd: Introd, config: Path) -> None:
    """Before the first start there is nothing to list: 3, in one line."""
    said = introd("list", "-c", config)
    assert said.code == 3
    assert said.err.count("\n") == 1


def rehearsed(config: Path, *, as_json: bool = False) -> str:
    """What `rehearse` prints on the Monday on which the case began."""
    out = StringIO()
    assert rehearse(config, "k3x9", as_json=as_json, paper=Paper(out), now=MONDAY) == 0
    return out.getvalue()


def test_rehearse_names_every_letter(config: Path, record: TinyStore) -> None:
    """`rehearse` gives each letter that may come, with date and reader, for each way in which people may answer."""
    assert record
    silent, agreed = rehearsed(config).partition("If both say yes:")[::2]
    assert "If nobody answers:" in silent
    assert silent.count("nudge to jane@roe.example") == 2
    assert "handover to jason@poe.example" in agreed
    assert "handover to" not in silent


def test_rehearse_as_json(config: Path, record: TinyStore) -> None:
    """For scripts each scene has its letters in order of time."""
    assert record
    scenes = json.loads(rehearsed(config, as_json=True))
    assert len(scenes) == 5
    for scene in scenes:
        moments = [letter["at"] for letter in scene["letters"]]
        assert moments
        assert moments == sorted(moments)


def test_rehearse_by_its_command(introd: Introd, config: Path, record: TinyStore) -> None:
    """The command says the same about today."""
    assert record
    assert introd("rehearse", "k3x9", "-c", config).out.startswith("k3x9: Jane Roe and Jason Poe\n")


def test_looking_changes_nothing(introd: Introd, config: Path, record: TinyStore) -> None:
    """Whoever looks leaves the record as it was, to the byte of what it says."""
    with record.view() as view:
        before = list(view.export())
    for words in (("list", "--all"), ("show", "k3x9"), ("rehearse", "k3x9")):
        introd(*words, "-c", config)
    with record.view() as view:
        assert list(view.export()) == before


def test_what_people_wrote_is_no_markup(introd: Introd, config: Path, record: TinyStore) -> None:
    """A name that looks like markup or moves the cursor is printed as it is, without control characters."""
    with record.transaction() as work:
        case = work.introduction("k3x9") or {}
        case["first"]["name"] = "[bold]Jane\x1b[31m[/bold]"
        work.put_introduction({k: v for k, v in case.items() if k != "revision"}, expect=case["revision"])
    out = introd("list", "-c", config).out
    assert "[bold]Jane" in out
    assert "\x1b" not in out
