"""All benchmarks, one after the other: `make bench`. Prints ratios, writes bench.json, and fails where a limit is passed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench import reading, record


def main() -> int:
    """Run them; the exit code says whether every ratio kept its limit."""
    found = {"record": record.run(), "reading": reading.run()}
    Path("bench.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print("bench.json is written")
    return 0 if all(part["ok"] for part in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
