"""`introd demo`: two stories of introductions, told by the real daemon over real IMAP and SMTP inside this process, with a moved clock.

`cast` names the people, `replies` writes as their mail programs do, `stage` runs daemon and servers, `story` tells, `play` lets the
person at the keyboard answer, `telling` shows it in a terminal, `album` leaves the mails as files and as one page, `proof` says what is
not as it should be.
"""

from introd.demo.running import missing_packages, run

__all__ = ["missing_packages", "run"]
