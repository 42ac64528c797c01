"""Exit statuses and the one line that says why a request failed."""

from __future__ import annotations

import sys

FINE, FAILED, INTERRUPTED = 0, 1, 130


def complain(line: str) -> int:
    """One line on stderr and the status of a failed request."""
    print(f"topset: {' '.join(line.split())}", file=sys.stderr)
    return FAILED
