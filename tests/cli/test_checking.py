"""`introd check`: each thing that a start needs is a line, and each failure has its remedy."""

from __future__ import annotations

import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from introd.commands.paper import Paper
from introd.commands.samples import letters
from introd.config import load
from introd.decide.letter import Kind
from introd.record.tiny import TinyStore
from introd.write import stationery
from tests.cli.conftest import Introd
from tests.config.files import GOOD, among, written
from tests.servers.dovecot import make_certificate

FIVE = Path(__file__).parents[1] / "bad_configs" / "25-five-faults" / "config.toml"


def failures(out: str) -> list[str]:
    """The lines that say what fails."""
    return [line for line in out.splitlines() if line.startswith("✗ ")]


def test_all_is_well(introd: Introd, living: Path) -> None:
    """With living servers and the right password every line is good, and the exit code is 0."""
    said = introd("check", "--config", living)
    assert said.code == 0
    assert failures(said.out) == []
    assert [line.split()[1] for line in said.out.splitlines() if line.startswith("✓")] == [
        "configuration:", "templates:", "record:", "IMAP:", "SMTP:",
    ]  # fmt: skip


def test_five_faults_are_five_lines(introd: Introd, tmp_path: Path) -> None:
    """A configuration with five faults is told with all five, each with a remedy, and the exit code is 2."""
    said = introd("check", "--config", written(tmp_path, FIVE.read_text(encoding="utf-8")))
    assert said.code == 2
    lines = failures(said.out)
    assert len(lines) == 5
    assert all("; " in line for line in lines)
    for word in ("introducer address itself", "Europe/London", "nudge_first", "2 weaks", "starttls"):
        assert sum(word in line for line in lines) == 1


def test_a_wrong_password_is_one_line(introd: Introd, living: Path) -> None:
    """A wrong password is told once for each server, with a remedy."""
    (living.parent / "password").write_text("geheimnis\n")
    said = introd("check", "--config", living)
    assert said.code == 1
    imap, smtp = failures(said.out)
    assert "IMAP" in imap
    assert "SMTP" in smtp
    assert all("password" in line and "; " in line for line in (imap, smtp))
    assert "geheimnis" not in said.out


def test_a_missing_password_file_is_one_line(introd: Introd, living: Path) -> None:
    """A password file that isn't there is named."""
    (living.parent / "password").unlink()
    said = introd("check", "--config", living)
    assert said.code == 1
    assert all("password" in line for line in failures(said.out))


def test_a_closed_port_is_one_line(introd: Introd, living: Path) -> None:
    """A port on which nobody listens is told with host and port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    text = living.read_text()
    living.write_text(text.replace(text[text.index("port = ") :].split("\n")[0], f"port = {port}", 1))
    said = introd("check", "--config", living)
    assert said.code == 1
    [line] = failures(said.out)
    assert f"127.0.0.1:{port}" in line
    assert "; " in line


@pytest.fixture
def strange_tls(tmp_path: Path) -> Iterator[int]:
    """The port of a server whose certificate nobody vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, so there is no certificate to distrust")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(make_certificate(tmp_path), tmp_path / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_greet, args=(server, context), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _greet(server: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            connection.close()


def test_a_bad_certificate_is_one_line(introd: Introd, living: Path, strange_tls: int) -> None:
    """A certificate that can't be trusted is told as such, with the way to trust it."""
    text = living.read_text()
    first = text[text.index("port = ") :].split("[smtp]")[0]
    living.write_text(
        text.replace(first, f'port = {strange_tls}\nusername = "intro@example.org"\npassword_file = "password"\n\n')
    )
    said = introd("check", "--config", living)
    [line] = failures(said.out)
    assert "certificate" in line
    assert "ca_file" in line


def test_offline_asks_no_server(introd: Introd, config: Path) -> None:
    """With --offline configuration, templates and record are looked at, and no server is asked."""
    said = introd("check", "--offline", "--config", config)
    assert said.code == 0
    assert "IMAP" not in said.out


def test_as_json(introd: Introd, config: Path) -> None:
    """For scripts each finding is an object."""
    found = introd("check", "--offline", "--json", "--config", config).data
    assert [one["ok"] for one in found] == [True, True, True]
    assert all({"ok", "what", "remedy", "hint"} == one.keys() for one in found)


def test_the_record_says_who_holds_it(introd: Introd, config: Path, record: TinyStore) -> None:
    """While the daemon runs, `check` names its process and counts the introductions."""
    assert record
    [line] = [line for line in introd("check", "--offline", "-c", config).out.splitlines() if line.startswith("✓ record:")]
    assert "1 asking" in line
    assert "in use by introd, process" in line


def test_an_emptied_record_is_refused(introd: Introd, config: Path, record: TinyStore) -> None:
    """A record that lost its bytes is a failure, not a first start."""
    record.close()
    record.path.write_bytes(b"")
    said = introd("check", "--offline", "-c", config)
    assert said.code == 1
    assert any("record" in line and "backup" in line for line in failures(said.out))


def test_the_letters_on_the_way_can_be_written(config: Path) -> None:
    """The sample letters are of every kind, those after the introduction too, each with a subject and both bodies."""
    samples = list(letters(load(config).settings))
    assert {kind for kind, _ in samples} == set(Kind)
    assert all(letter.subject and letter.text.strip() and "<" in letter.html for _, letter in samples)


def test_a_kind_without_a_template_is_named(
    monkeypatch: pytest.MonkeyPatch, introd: Introd, config: Path, tmp_path: Path
) -> None:
    """A letter for which no template is installed is a failure that names it."""
    shutil.copytree(stationery.templates(), tmp_path / "templates")
    (tmp_path / "templates" / "en" / "ask.html").unlink()
    monkeypatch.setattr(stationery, "templates", lambda: tmp_path / "templates")
    said = introd("check", "--offline", "-c", config)
    assert said.code == 1
    assert any("templates: none for ask" in line for line in failures(said.out))


def test_a_broken_template_is_named(monkeypatch: pytest.MonkeyPatch, introd: Introd, config: Path, tmp_path: Path) -> None:
    """A template that does not compile is a failure with its file's name."""
    broken = tmp_path / "templates"
    shutil.copytree(stationery.templates(), broken)
    (broken / "en" / "nudge.txt").write_text("Subject: {{ oops\n\nx")
    monkeypatch.setattr(stationery, "templates", lambda: broken)
    stationery.environment.cache_clear()
    said = introd("check", "--offline", "-c", config)
    stationery.environment.cache_clear()
    assert said.code == 1
    assert any("nudge.txt" in line for line in failures(said.out))


def test_paper_is_coloured_only_at_a_terminal() -> None:
    """What goes into a file or a pipe carries no colours."""
    out = StringIO()
    Paper(out).mark(False, "text", "remedy")
    assert out.getvalue() == "✗ text; remedy\n"


def test_what_nobody_can_vouch_for_is_told(introd: Introd, config: Path) -> None:
    """Without authserv_id it says that each request waits for GO; where the file wants it otherwise, that anybody can write one."""
    assert "each waits for GO" in introd("check", "--offline", "--config", config).out
    written(config.parent, GOOD + '\n[asking]\nconfirm = "never"\n')
    assert 'confirm is "never"' in introd("check", "--offline", "--config", config).out
    written(config.parent, among(GOOD, "imap", 'authserv_id = "mx.example.org"'))
    assert "who wrote a request" not in introd("check", "--offline", "--config", config).out
