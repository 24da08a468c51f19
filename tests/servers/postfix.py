"""A private Postfix: takes letters from users who log in, delivers to Dovecot, and knows one outside world. Needs root."""

from __future__ import annotations

import contextlib
import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.dovecot import Dovecot
from tests.servers.ports import await_greeting, free_ports

PROGRAM = Path("/usr/sbin/postfix")

_MAIN = """
compatibility_level = 3.6
config_directory = {base}/etc
queue_directory = {base}/spool
data_directory = {base}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {base}/log/postfix.log
maillog_file_prefixes = {base}/log
multi_instance_name = postfix-introd-{smtp}
myhostname = mx.introd-tests.test
mydomain = introd-tests.test
myorigin = $myhostname
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:5.1.1 no local delivery
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mynetworks_style = host
disable_dns_lookups = yes
smtp_dns_support_level = disabled
smtp_host_lookup = native
# the outside world is one scripted server; nothing leaves the machine
default_transport = smtp:[127.0.0.1]:{outside}
relay_transport = error:5.1.2 no relay
virtual_mailbox_domains = {domains}
virtual_mailbox_maps =
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
recipient_delimiter = +
lmtp_destination_recipient_limit = 1
lmtp_tls_security_level = none
strict_rfc821_envelopes = yes
smtputf8_enable = yes
message_size_limit = 30000000
mailbox_size_limit = 0
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{sasl}
smtpd_sasl_auth_enable = no
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions =
smtpd_error_sleep_time = 0
smtpd_client_connection_rate_limit = 0
smtpd_peername_lookup = no
# some recipients are refused at once, as a server does that knows its users
submission_recipients = check_recipient_access inline:{{ {{ refused@alpha.test = 550 5.1.1 no such user }},
  {{ later@alpha.test = 450 4.7.1 come again }}, {{ limit@alpha.test = 550 5.4.5 daily user sending limit exceeded }} }},
  permit_sasl_authenticated, reject
# short waits, so that retries and warnings come within a test
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 4s
maximal_queue_lifetime = 8s
bounce_queue_lifetime = 8s
delay_warning_time = 2s
in_flow_delay = 0
notify_classes =
"""

_MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{submission} inet n - n - - smtpd
  -o syslog_name=submission
  -o smtpd_tls_security_level=may
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_tls_auth_only=no
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=$submission_recipients
127.0.0.1:{submissions} inet n - n - - smtpd
  -o syslog_name=submissions
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=$submission_recipients
pickup    unix  n       -       n       60      1       pickup
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       n       1000?   1       tlsmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
verify    unix  -       -       n       -       1       verify
flush     unix  n       -       n       1000?   0       flush
proxymap  unix  -       -       n       -       -       proxymap
proxywrite unix -       -       n       -       1       proxymap
smtp      unix  -       -       n       -       -       smtp
relay     unix  -       -       n       -       -       smtp
showq     unix  n       -       n       -       -       showq
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
discard   unix  -       -       n       -       -       discard
lmtp      unix  -       -       n       -       -       lmtp
anvil     unix  -       -       n       -       1       anvil
scache    unix  -       -       n       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """Where a running Postfix listens: `smtp` for mail from outside, `submission` (STARTTLS) and `submissions` (TLS) for
    users.
    """

    base: Path
    smtp: int
    submission: int
    submissions: int


@contextlib.contextmanager
def running_postfix(base: Path, dovecot: Dovecot, domains: tuple[str, ...], outside: int) -> Iterator[Postfix]:
    """Start a private Postfix in `base`; stopped at the end. `outside` is the port of the outside world."""
    server = Postfix(base, *free_ports(3))
    _write(server, dovecot, domains, outside)
    control = [PROGRAM, "-c", base / "etc"]
    started = subprocess.run([*control, "start"], capture_output=True, text=True, check=False)
    if started.returncode:
        log = base / "log" / "postfix.log"
        raise RuntimeError(f"postfix did not start: {started.stderr} {log.read_text() if log.exists() else ''}")
    try:
        for port in (server.smtp, server.submission):
            await_greeting(port, b"220 ")
        yield server
    finally:
        subprocess.run([*control, "abort"], capture_output=True, check=False)


def _write(server: Postfix, dovecot: Dovecot, domains: tuple[str, ...], outside: int) -> None:
    base = server.base
    for name in ("etc", "spool", "data", "log"):
        (base / name).mkdir(parents=True, exist_ok=True)
    base.chmod(0o755)
    owner = pwd.getpwnam("postfix")
    os.chown(base / "data", owner.pw_uid, owner.pw_gid)
    main = _MAIN.format(
        base=base,
        smtp=server.smtp,
        outside=outside,
        domains=" ".join(domains),
        lmtp=dovecot.lmtp,
        sasl=dovecot.sasl,
        certificate=dovecot.certificate,
        key=dovecot.base / "key.pem",
    )
    (base / "etc" / "main.cf").write_text(main)
    (base / "etc" / "master.cf").write_text(
        _MASTER.format(smtp=server.smtp, submission=server.submission, submissions=server.submissions)
    )
    (base / "etc" / "dynamicmaps.cf").write_text("")
