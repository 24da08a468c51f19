"""The mailroom: one email's whole path (`incoming`), one due moment's (`duties`), one letter's way out (`departures`).

Everything here works on the record and hands nothing to a server: the daemon brings bytes in and carries letters out.
"""
