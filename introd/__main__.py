"""`python -m introd` is `introd`."""

from introd.cli import main

main()
