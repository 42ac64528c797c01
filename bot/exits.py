"""Exit statuses and the one line that says why a request failed."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from typing import NoReturn

FINE, FAILED, INTERRUPTED = 0, 1, 130


def complain(line: str) -> int:
    """One line on stderr and the status of a failed request."""
    print(f"topset: {' '.join(line.split())}", file=sys.stderr)
    return FAILED


def leave(status: int) -> NoReturn:
    """End the process at once. All is closed by now; taking the interpreter apart, object by object, took longer on a
    busy machine than everything else at the end of `topset run`.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
