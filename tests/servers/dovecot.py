"""A private Dovecot 2.3: IMAP, LMTP for delivery, and the log-in check that Postfix asks. All in one folder, on free ports."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import await_greeting, free_ports

PROGRAM = Path("/usr/sbin/dovecot")

_SETTINGS = """
base_dir = {base}/run
state_dir = {base}/state
instance_name = introd-tests-{imap}
log_path = {base}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_uid = {user}
mail_gid = {group}
mail_home = {base}/mail/%d/%n
mail_location = maildir:~/Maildir
mailbox_list_index = yes
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
lda_mailbox_autocreate = yes
# loopback only: a log-in without TLS is allowed
disable_plaintext_auth = no
auth_mechanisms = plain login{oauth_mechanisms}
auth_failure_delay = 0
auth_username_format = %Lu
mail_max_userip_connections = 200
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
ssl_dh =
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu {base}/users
  mechanisms = plain login
}}
{oauth_passdb}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {base}/users
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
  mailbox "{sent}" {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = subscribe
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # without this listener there is no growing delay after failed log-ins
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service lmtp {{
  user = {user}
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service auth {{
  user = {user}
  inet_listener sasl {{
    address = 127.0.0.1
    port = {sasl}
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
protocol lmtp {{
  auth_username_format = %Lu
}}
{extra}
"""

_OAUTH_PASSDB = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2.conf.ext
}}
"""

_OAUTH_SETTINGS = """
introspection_mode = auth
introspection_url = {url}
username_attribute = email
active_attribute = active
active_value = true
"""


@dataclass(frozen=True)
class Dovecot:
    """Where a running Dovecot listens; `certificate` is what a client must trust."""

    base: Path
    imap: int
    imaps: int
    lmtp: int
    sasl: int

    @property
    def certificate(self) -> Path:
        """The server's own certificate, for the names localhost and 127.0.0.1."""
        return self.base / "cert.pem"

    @property
    def log(self) -> str:
        """What Dovecot wrote."""
        path = self.base / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else ""


@contextlib.contextmanager
def running_dovecot(
    base: Path,
    users: Mapping[str, str],
    *,
    prefix: str = "",
    separator: str = "/",
    sent: str = "Sent",
    oauth_url: str = "",
    extra: str = "",
) -> Iterator[Dovecot]:
    """Start a private Dovecot in `base` for `users` (address to password); stopped at the end. Raises RuntimeError when it won't
    start.
    """
    server = Dovecot(base, *free_ports(4))
    _write(server, users, prefix, separator, sent, oauth_url, extra)
    process = subprocess.Popen([PROGRAM, "-F", "-c", base / "dovecot.conf"], stderr=subprocess.PIPE)
    try:
        try:
            for port, hello in ((server.imap, b"* OK"), (server.lmtp, b"220 ")):
                await_greeting(port, hello, process)
        except RuntimeError as error:
            process.kill()
            raise RuntimeError(f"{error}: {(process.communicate()[1] or b'').decode()} {server.log}") from error
        yield server
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _write(server: Dovecot, users: Mapping[str, str], prefix: str, separator: str, sent: str, oauth_url: str, extra: str) -> None:
    base = server.base
    owner = _unprivileged()
    for name in ("mail", "run", "state"):
        (base / name).mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            os.chown(base / name, owner.pw_uid, owner.pw_gid)
    base.chmod(0o755)
    make_certificate(base)
    (base / "users").write_text("".join(f"{user}:{{PLAIN}}{password}::::::\n" for user, password in users.items()))
    if oauth_url:
        (base / "oauth2.conf.ext").write_text(_OAUTH_SETTINGS.format(url=oauth_url))
    (base / "dovecot.conf").write_text(
        _SETTINGS.format(
            base=base,
            user=owner.pw_name,
            group=grp.getgrgid(owner.pw_gid).gr_name,
            prefix=prefix,
            separator=separator,
            sent=sent,
            imap=server.imap,
            imaps=server.imaps,
            lmtp=server.lmtp,
            sasl=server.sasl,
            oauth_mechanisms=" xoauth2 oauthbearer" if oauth_url else "",
            oauth_passdb=_OAUTH_PASSDB.format(base=base) if oauth_url else "",
            extra=extra,
        )
    )


def make_certificate(folder: Path, names: str = "DNS:localhost,IP:127.0.0.1", days: int = 30) -> Path:
    """Write cert.pem and key.pem into `folder`, once; the path of the certificate."""
    if not (folder / "cert.pem").exists():
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        command += ["-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-days", str(days), "-subj", "/CN=localhost"]
        subprocess.run([*command, "-addext", f"subjectAltName={names}"], check=True, capture_output=True)
    return folder / "cert.pem"


def _unprivileged() -> pwd.struct_passwd:
    """Whom the mail belongs to: root may not own any."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
