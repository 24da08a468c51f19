"""`introd demo`: the stage is built only where its mail servers are installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from introd.commands.exits import OPERATOR, leave


def demo(out: Path, *, play: bool) -> int:
    """Play the introduction; 0 where it came about as it should."""
    if missing := [name for name in ("pymap", "aiosmtpd") if find_spec(name) is None]:
        leave(OPERATOR, f"the demo needs {' and '.join(missing)}: pip install 'introd[demo]', or `make demo` in a checkout")
    from introd.demo import run

    return run(out, play=play)
