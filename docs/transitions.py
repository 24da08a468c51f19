"""Prints docs/transitions.md out of the table that decides: `make docs`."""

from __future__ import annotations

from introd.decide.case import State
from introd.decide.transitions import TABLE, Rule, rule

HEAD = """\
# Transitions

What each event means in each state of an introduction. Printed by `make docs` from `introd/decide/transitions.py`, which is what runs.
"""


def meaning(one: Rule) -> str:
    """The first sentence of a rule."""
    return " ".join((one.__doc__ or "").split("\n\n")[0].split())


def page() -> str:
    """The table of rules, and what each rule does."""
    states = list(State)
    rows = ["| event | " + " | ".join(states) + " |", "|---" * (len(states) + 1) + "|"]
    used: dict[str, str] = {}
    for event in TABLE:
        rules = [rule(state, event) for state in states]
        used |= {name(one): meaning(one) for one in rules}
        rows.append(f"| {event.__name__} | " + " | ".join(f"`{name(one)}`" for one in rules) + " |")
    listed = [f"- `{one}`: {said}" for one, said in sorted(used.items())]
    events = [f"- **{event.__name__}**: {meaning(event)}" for event in TABLE]
    return "\n".join([HEAD, *rows, "", "## Events", "", *events, "", "## Rules", "", *listed, ""])


def name(one: Rule) -> str:
    """A rule as its room and its name."""
    return f"{one.__module__.rpartition('.')[2]}.{one.__name__}"


if __name__ == "__main__":
    print(page(), end="")
