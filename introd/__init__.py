"""introd makes introductions by email. This is the path of one email, and the folders are named for it:

    post/inbox  →  read/  →  decide/  →  record/  →  write/  →  post/outbox
      bytes       Reading   new state   one commit   letters    sent, later, or never
                            + letters owed

`daemon.py` goes round: the inbox to its end, then what is due, then the letters. `mailroom/` has one email's whole path (`incoming`),
one due moment's (`duties`) and one letter's way out (`departures`). `house.py` is the one place that knows the real adapters.
"""
