"""No search for garbage while a process loads, nor later in what it has loaded then. Nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000  # more objects made than given back, between two searches: those of some hundred turns


@contextmanager
def loading() -> Iterator[None]:
    """No search for garbage until `settle()`, or the end: what is loaded stays. It is a fifth of a start."""
    before = gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:  # as it was, for whoever runs a command inside another process
        gc.enable()
        gc.unfreeze()
        gc.set_threshold(*before)


def settle() -> None:
    """Call once all content is loaded: it lives as long as the process, and looking through it costs whole turns.

    What a turn makes dies with it, by its count of references; cycles are rare, and are looked for seldom.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(SELDOM)
