"""Durable truth: the cases, people, letters owed and mails seen, changed together or not at all.

store.py     the verbs that every store has, and what it looks at in a document
errors.py    what can be wrong, by whose fault
tiny.py      TinyStore: opening, transactions, views, backup        → reading.py, writing.py: the verbs
rows.py      TinyDB's API over rows                                 → storage.py: the SQL, keys.py: what is found how
schema.py    the tables and their versions
guard.py     the lock, the marker, and what is refused
file.py      the SQLite file
"""
