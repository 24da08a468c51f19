#!/bin/sh
# Installs Dovecot and Postfix on Debian for the tests, without starting them: the tests run private instances of their own.
# Safe to run again; with everything in place it returns at once. Needs root.
set -eu

packages="dovecot-imapd dovecot-lmtpd postfix openssl"

installed() {
    for package in $packages; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || return 1
    done
}

if installed; then
    echo "servers: dovecot and postfix are already here"
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "servers: no apt-get here; install dovecot (imap, lmtp), postfix and openssl by hand" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "servers: needs root: sudo $0" >&2
    exit 1
fi

# policy-rc.d 101 means "no service may start": the machine's own mail, if it has any, stays as it is.
policy=/usr/sbin/policy-rc.d
kept=
restore() {
    if [ -n "$kept" ]; then mv -f "$kept" "$policy"; else rm -f "$policy"; fi
}
if [ -e "$policy" ]; then
    kept="$policy.before-introd"
    cp -p "$policy" "$kept"
fi
trap restore EXIT
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
# shellcheck disable=SC2086  # the list is meant to be split
install_all() { apt-get install -y -q --no-install-recommends $packages; }
install_all >/dev/null 2>&1 || { apt-get update -q && install_all; }
installed && echo "servers: dovecot and postfix installed; no service was started"
