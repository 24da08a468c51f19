"""The commands and their options. What they do stands in `introd/commands/`, and is imported only when it is asked for.

Exit codes: 0 fine · 1 something to look at · 2 only the operator can mend it · 3 not found · 75 try again later · 130 interrupted.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from introd.commands.exits import INTERRUPTED, OPERATOR, leave, plainly
from introd.commands.people_options import app as people

app = typer.Typer(
    name="introd", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Makes introductions by email: both agree first.", context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 something to look at, 2 the operator's to mend, 3 not found, 75 try again later.",
)  # fmt: skip

app.add_typer(people, name="people")

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="Else $INTROD_CONFIG, ./config.toml, /etc/introd/config.toml."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For scripts.")]
ReferenceArgument = Annotated[str, typer.Argument(metavar="REF", help="The introduction's reference, such as k3x9.")]


def main() -> NoReturn:
    """The entry point. An operator's mistake ends with a line and a code, never with a traceback."""
    if sys.argv[1:] == ["--version"]:
        _version(True)
    logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # parts that it knows not are read by us, or set aside and told
    try:
        with plainly():
            code = app(standalone_mode=False)
            sys.stdout.flush()
            sys.exit(code)
    except typer.Abort:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has seen enough; what is left must not be written at the exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        usage = getattr(error, "format_message", None)
        if usage is None:
            raise
        leave(OPERATOR, f"{usage()} (introd --help tells more)")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"introd {version('introd')}")
        sys.exit(0)


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Options before a command."""


@app.command()
def run(
    config: ConfigOption = None,
    restored: Annotated[
        bool,
        typer.Option(
            "--restored", help="Accept a record out of a backup; nothing leaves before it was compared with the mailbox."
        ),
    ] = False,
) -> int:
    """Work until stopped: read the inbox, ask, introduce."""
    from introd.commands import serving

    return serving.run(config, restored=restored)


@app.command()
def once(config: ConfigOption = None) -> int:
    """One pass: read the inbox to its end, do what is due, stop."""
    from introd.commands import serving

    return serving.once(config)


@app.command()
def check(
    config: ConfigOption = None,
    offline: Annotated[bool, typer.Option("--offline", help="Leave the mail servers alone.")] = False,
    as_json: JsonOption = False,
) -> int:
    """Try out everything that a start needs; each failure comes with a remedy."""
    from introd.commands import checking
    from introd.commands.paper import Paper

    return checking.check(config, offline=offline, as_json=as_json, paper=Paper())


@app.command("list")
def list_(
    config: ConfigOption = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Closed ones too.")] = False,
    as_json: JsonOption = False,
) -> int:
    """The introductions that are under way, a line each."""
    from introd.commands import looking
    from introd.commands.paper import Paper

    return looking.show_list(config, everything=everything, as_json=as_json, paper=Paper(), now=datetime.now(UTC))


@app.command()
def show(reference: ReferenceArgument, config: ConfigOption = None, as_json: JsonOption = False) -> int:
    """One introduction as a timeline."""
    from introd.commands import looking
    from introd.commands.paper import Paper

    return looking.show_case(config, reference, as_json=as_json, paper=Paper())


@app.command()
def rehearse(reference: ReferenceArgument, config: ConfigOption = None, as_json: JsonOption = False) -> int:
    """Every letter that an introduction may still send, with its date. Sends none."""
    from introd.commands import looking
    from introd.commands.paper import Paper

    return looking.rehearse(config, reference, as_json=as_json, paper=Paper(), now=datetime.now(UTC))


@app.command()
def overview(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")] = Path("overview.html"),
    config: ConfigOption = None,
) -> int:
    """One page about what is under way, for a browser. Changes nothing."""
    from introd.commands import overview as looking
    from introd.commands.paper import Paper

    return looking.overview(config, out, paper=Paper(), now=datetime.now(UTC))


@app.command()
def explain(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Saved messages (.eml).")],
    config: ConfigOption = None,
    stage: Annotated[str, typer.Option("--stage", help="What was asked: consent or followup.")] = "consent",
    introducer: Annotated[
        list[str] | None, typer.Option("--introducer", metavar="MAILBOX", help="'Liz Ryan <liz@ryan.example>'; may be repeated.")
    ] = None,
    address: Annotated[str | None, typer.Option("--address", metavar="ADDRESS", help="The introducer address.")] = None,
    as_json: JsonOption = False,
) -> int:
    """How saved messages are understood, and which words decided it."""
    if stage not in ("consent", "followup"):
        raise typer.BadParameter(f"{stage!r} is no stage: write consent or followup")
    from introd.commands import explaining

    return explaining.explain(files, config, stage, introducer or [], address, as_json=as_json)


@app.command()
def demo(
    play: Annotated[bool, typer.Option("--play", help="Answer for the two people yourself.")] = False,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the mails and the page are left.")] = Path(
        "demo-mails"
    ),
) -> int:
    """Watch two people get introduced, on mail servers inside this process."""
    from introd.demo import run as tell

    return tell(out, play=play)


@app.command()
def init(
    config: Annotated[Path, typer.Option("--config", "-c", metavar="FILE", help="The file to write.")] = Path("config.toml"),
    address: Annotated[str, typer.Option("--address", help="The mailbox that introducers write to.")] = "",
    name: Annotated[str, typer.Option("--name", help="The introducer's name.")] = "",
    introducer: Annotated[list[str] | None, typer.Option("--introducer", help="From where they write; may be repeated.")] = None,
    zone: Annotated[str, typer.Option("--zone", help="Their time zone, such as Europe/London.")] = "",
    imap: Annotated[str, typer.Option("--imap", metavar="HOST", help="The server that mail is read from.")] = "",
    smtp: Annotated[str, typer.Option("--smtp", metavar="HOST", help="The server that letters are handed to.")] = "",
    operator: Annotated[str, typer.Option("--operator", help="Who hears of trouble.")] = "",
) -> int:
    """Write a first configuration. Never in place of another."""
    from introd.commands import starting
    from introd.commands.paper import Paper

    answers: dict[tuple[str, str], str | list[str]] = {
        ("", "address"): address, ("", "operator"): operator, ("introducer", "name"): name, ("introducer", "zone"): zone,
        ("introducer", "addresses"): introducer or [], ("imap", "host"): imap, ("imap", "username"): address, ("smtp", "host"): smtp,
    }  # fmt: skip
    return starting.init(config, answers, Paper())
