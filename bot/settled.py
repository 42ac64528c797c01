"""No search for garbage while a process loads, nor later in what it has loaded then. Nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """No search for garbage until `settle()`, or the end: what is loaded stays. It is a fifth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """Call once all content is loaded: it lives as long as the process, and looking through it costs whole turns."""
    gc.collect()
    gc.freeze()
    gc.enable()
