"""Exit statuses, the one line that says why a request failed, and the end of what has hardly begun."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
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


@contextmanager
def ended_while_starting() -> Iterator[None]:
    """SIGTERM ends the process at once, with status 0, until another handler takes its place: that of `told_to_stop()`,
    after seconds of imports. Process 1 of a container would not even hear it: for that one Linux drops a signal that
    nobody handles. The store is safe in a process that ends at any moment.
    """
    before = signal.signal(signal.SIGTERM, end_at_once)
    try:
        yield
    finally:  # as it was, for whoever runs a command inside another process
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def end_at_once(_number: int, _frame: FrameType | None) -> NoReturn:
    """End without a word. Streams are not flushed: the signal may have come in the middle of a write."""
    os._exit(FINE)
