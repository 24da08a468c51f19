"""After a restore from backup: the record is brought up to what the mailbox knows, before anything leaves.

noticing.py   is the record older than the mailbox? since when is it to be compared?
copies.py     a letter of ours as it lies in Sent
replay.py     what happened since, once more, in its order: mail that was read, timers that rang, letters that left
findings.py   what came of it, for the operator, and whether letters may leave again
"""
