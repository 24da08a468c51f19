"""The words of `introd people …` and their options. What they do stands in `commands/people.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The list: who is on it, what is known of them, and their settings.", no_args_is_help=True)

ConfigOption = Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="As for introd run.")]
OwnerOption = Annotated[str, typer.Option("--introducer", metavar="ADDRESS", help="Whose list, where there are several.")]
JsonOption = Annotated[bool, typer.Option("--json", help="For scripts.")]
PersonArgument = Annotated[str, typer.Argument(metavar="WHO", help="A name or an address.")]


@app.command("list")
def list_(config: ConfigOption = None, introducer: OwnerOption = "", as_json: JsonOption = False) -> int:
    """Everybody, a line each, with their standing in words."""
    from introd.commands import people
    from introd.commands.paper import Paper

    return people.show_list(config, introducer, as_json=as_json, paper=Paper())


@app.command()
def who(person: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "", as_json: JsonOption = False) -> int:
    """Everything that is known of somebody, and where it is from."""
    from introd.commands import people
    from introd.commands.paper import Paper

    return people.who(config, introducer, person, as_json=as_json, paper=Paper())


@app.command()
def pause(
    person: PersonArgument,
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Else until resume.")] = "",
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """Nobody is to ask them until a day."""
    from introd.commands import people

    return _order(config, introducer, "pause", person, until=people.until_day(until))


@app.command()
def resume(person: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """They may be asked again."""
    return _order(config, introducer, "resume", person)


@app.command()
def cap(
    person: PersonArgument,
    number: Annotated[int, typer.Argument(min=0, max=100, help="How often at most.")],
    quarter: Annotated[bool, typer.Option("--quarter", help="In a quarter, else in 30 days.")] = False,
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """How often they are asked at most."""
    return _order(config, introducer, "cap", person, number=number, rest="a quarter" if quarter else "a month")


@app.command()
def off(person: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """Off the list: a warning stands before anybody asks them. resume brings them back."""
    return _order(config, introducer, "off", person)


@app.command()
def rest(person: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """Let them rest: a warning stands before anybody asks them. resume ends it, and two good meetings propose it."""
    return _order(config, introducer, "rest", person)


@app.command("old-friend")
def old_friend(person: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """An old friend: said wherever a mistake would cost something."""
    return _order(config, introducer, "old_friend", person)


@app.command("new")
def new(person: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """A new acquaintance: said wherever a mistake would cost something."""
    return _order(config, introducer, "new_acquaintance", person)


@app.command()
def repaid(
    person: PersonArgument,
    other: Annotated[str, typer.Argument(metavar="[TO WHOM]", help="Else all that they owe.")] = "",
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """The favour that they owed is repaid: it is not spoken of any more."""
    return _order(config, introducer, "repaid", person, other=other)


@app.command()
def apart(person: PersonArgument, other: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """The two are never to be introduced: a warning stands before they are. may-meet undoes it."""
    return _order(config, introducer, "apart", person, other=other)


@app.command("may-meet")
def may_meet(person: PersonArgument, other: PersonArgument, config: ConfigOption = None, introducer: OwnerOption = "") -> int:
    """The two may be introduced after all."""
    return _order(config, introducer, "may_meet", person, other=other)


@app.command()
def know(
    person: PersonArgument,
    other: PersonArgument,
    no: Annotated[bool, typer.Option("--not", help="They don't.")] = False,
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """The two know each other: a warning says so before they are introduced."""
    return _order(config, introducer, "strangers" if no else "know", person, other=other)


@app.command()
def note(
    person: PersonArgument,
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="In no letter to anybody but the introducer.")],
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """A private note."""
    return _order(config, introducer, "note", person, rest=" ".join(text))


@app.command()
def forget(
    person: PersonArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Nothing brings it back.")] = False,
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """Delete what is kept of them for this introducer, the mail about them included."""
    if not yes:
        raise typer.BadParameter("nothing brings it back; say --yes")
    return _order(config, introducer, "forget", person)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, vCard, or LinkedIn's Connections.csv.")],
    yes: Annotated[bool, typer.Option("--yes", help="Keep it; else it is only shown.")] = False,
    mapping: Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=MEANING", help="May be repeated.")] = None,
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """People from a file: how it is read is shown first."""
    from introd.commands import people
    from introd.commands.paper import Paper

    return people.import_(config, introducer, file, mapping or [], yes=yes, paper=Paper())


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", "-f", help="csv, vcard or json.")] = "csv",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Else it is printed.")] = None,
    config: ConfigOption = None,
    introducer: OwnerOption = "",
) -> int:
    """The list as a file."""
    from introd.commands import people
    from introd.commands.paper import Paper

    return people.export(config, introducer, form, out, Paper())


def _order(
    config: Path | None,
    introducer: str,
    verb: str,
    about: str,
    *,
    until: object = None,
    rest: str = "",
    number: int | None = None,
    other: str = "",
) -> int:
    from datetime import date

    from introd.commands import people
    from introd.commands.paper import Paper
    from introd.read.reading import Command

    day = until if isinstance(until, date) else None
    return people.obey(config, introducer, Command(verb, about, day, rest, number), Paper(), other)
