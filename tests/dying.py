"""Processes that die: forked from one that has everything imported, so that a death costs no start of Python."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from functools import cache
from multiprocessing.context import ForkServerContext

PATIENCE = 120.0


@cache
def _forks() -> ForkServerContext:
    """Where the processes come from: threads of the tests' own process are not in it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crashing", "tests.crashing_due"])
    return context


def status_of(function: Callable[..., None], *given: object) -> int:
    """Call a function in a process of its own; the status with which that ended."""
    process = _forks().Process(target=function, args=given, daemon=True)
    process.start()
    process.join(PATIENCE)
    status = process.exitcode
    process.kill()
    assert status is not None, f"{function.__name__}{given} did not end within {PATIENCE} s"
    return status
