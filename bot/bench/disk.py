"""make bench: what the disk alone takes for a durable commit, so that a reader can tell it from what Topset does."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

PAGE = 4096 + 24  # bytes of a page in the log of SQLite
PAGES = 12  # about what one set logged changes
TIMES = 50
SYNC = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


def fsync_seconds(folder: Path, pages: int = PAGES) -> float:
    """Seconds that the disk takes until so many pages behind the end of a file are durable; the median."""
    took = []
    file = os.open(folder / "disk", os.O_CREAT | os.O_WRONLY)
    try:
        for _ in range(TIMES):
            os.write(file, bytes(pages * PAGE))
            start = time.perf_counter()
            SYNC(file)
            took.append(time.perf_counter() - start)
    finally:
        os.close(file)
    return median(took)


def tell_disk(folder: Path) -> None:
    """Say it."""
    took = fsync_seconds(folder) * 1e6
    print(f"  the disk alone : fsync of {PAGES} pages {took:7.0f} us, in every commit of either side")
