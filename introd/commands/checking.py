"""`introd check`: everything that a start needs, tried out: one line for each, with a remedy where it fails. It sends nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from introd.commands.exits import FINE, LOOK, OPERATOR
from introd.commands.paper import Paper
from introd.commands.samples import letters
from introd.config import Config, ConfigFaults, find, load
from introd.decide.letter import Kind
from introd.house import RECORD
from introd.post.probe import Finding, probe_imap, probe_smtp
from introd.record import guard
from introd.record.errors import RecordError, RecordMissing
from introd.record.tiny import open_view
from introd.write import stationery


def check(config: Path | None, *, offline: bool, as_json: bool, paper: Paper) -> int:
    """Try everything and tell of each. 0, 1 where something fails, 2 where the configuration can't be read."""
    path = find(config)
    try:
        settings = load(path)
    except ConfigFaults as faults:
        _tell([Finding(False, f"configuration: {f.place}", f.remedy) for f in faults.faults], as_json, paper)
        return OPERATOR
    findings = [_configuration(path, settings), _templates(settings), _record(settings)]
    findings += [] if offline else _post(settings)
    _tell(findings, as_json, paper)
    return FINE if all(finding.ok for finding in findings) else LOOK


def _configuration(path: Path, config: Config) -> Finding:
    """What the configuration leaves open: without the server's word nobody can tell who wrote a request."""
    hint = ""
    if not config.authserv_id:
        hint = "without authserv_id nobody can tell who wrote a request: each waits for GO"
        if config.settings.confirm != "always":
            hint = f'anybody can write a request in an introducer\'s name, and confirm is "{config.settings.confirm}": set authserv_id'
    return Finding(True, f"configuration: {path}", hint=hint)


def _tell(findings: list[Finding], as_json: bool, paper: Paper) -> None:
    if as_json:
        paper.data([{"ok": f.ok, "what": f.line, "remedy": f.remedy or None, "hint": f.hint or None} for f in findings])
        return
    for finding in findings:
        paper.mark(finding.ok, finding.line, finding.remedy)
        if finding.hint:
            paper.note(f"  {finding.hint}")


def _post(config: Config) -> Iterator[Finding]:
    yield probe_imap(config.imap, config.folders.all)
    yield asyncio.run(probe_smtp(config.smtp, config.settings.address))


def _templates(config: Config) -> Finding:
    """Every template is compiled, every kind of letter has one, and the letters of a sample case are written."""
    count = 0
    if lacking := [str(kind) for kind in Kind if not _pair(str(kind))]:
        return Finding(False, f"templates: none for {', '.join(lacking)}", "install introd anew")
    try:
        for language in stationery.languages():
            environment = stationery.environment(language)
            for name in environment.list_templates():
                environment.get_template(name)
                count += 1
        written = sum(1 for _ in letters(config.settings))
    except Exception as error:  # whatever a template does is its author's fault, and is told, not raised
        place = f"{getattr(error, 'filename', None) or getattr(error, 'name', None) or 'a template'}"
        return Finding(False, f"templates: {place}: {' '.join(str(error).split())}", "mend it, or install introd anew")
    return Finding(True, f"templates: {count} read, {written} sample letters written ({', '.join(stationery.languages())})")


def _pair(kind: str) -> bool:
    return all((stationery.templates() / stationery.FALLBACK / f"{kind}.{end}").is_file() for end in ("txt", "html"))


def _record(config: Config) -> Finding:
    path = config.state / RECORD
    try:
        with open_view(path) as view:
            counts = view.count_states()
            seen = view.setting("restored")
    except RecordMissing:
        return _first_start(config)
    except RecordError as error:
        return Finding(False, f"record: {error}", f"see docs/operations.md on the record in {config.state}")
    except PermissionError:
        return Finding(False, f"record: {path} is not ours to read", "run this as the daemon's user, or as root")
    held = guard.holder(path)
    what = ", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "no introduction yet"
    hint = ""
    if seen:
        waits = "an introducer writes RELEASE" if "compared" in seen else "the next start has compared it with the mailbox"
        hint = f"it came out of a backup: nothing leaves until {waits}"
    return Finding(True, f"record: {path}: {what}; {f'in use by {held}' if held else 'not in use'}", hint=hint)


def _first_start(config: Config) -> Finding:
    folder = next(p for p in (config.state, *config.state.parents) if p.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(
            False, f"record: none yet, and {folder} is not ours to write", "set `state`, or run this as the daemon's user"
        )
    return Finding(True, f"record: none yet; the first start makes it in {config.state}")
