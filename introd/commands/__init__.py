"""What the subcommands do, one room each; `introd/cli.py` only names them and their options."""
