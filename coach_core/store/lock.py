"""The lock beside a SQLite file: one process writes, and the lock dies with it. Nothing of the database itself."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

from coach_core.store.errors import StoreBusy


class FileLock:
    """An exclusive ``flock`` on ``<file>.lock``, held until ``release`` or the end of the process."""

    def __init__(self, beside: Path) -> None:
        """Take it. Raises ``StoreBusy`` with the process that has it, ``OSError`` where the file cannot be made."""
        self._file = os.open(beside.with_name(beside.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._file, 200, 0).decode("utf-8", "replace").strip() or "another process"
            os.close(self._file)
            raise StoreBusy(f"{beside} is in use by {holder}: stop it first, or give another --db") from None
        except BaseException:
            os.close(self._file)
            raise
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"pid {os.getpid()} ({command()})\n".encode(), 0)

    def release(self) -> None:
        """Give it back. The file stays: taking it away would let two processes hold locks on two files."""
        os.close(self._file)


def command() -> str:
    """What this process was started as, for whoever finds the lock: program and subcommand, nothing more."""
    program = Path(sys.argv[0] or "python").name if sys.argv else "python"
    program = {"__main__.py": "topset", "-c": "python", "-m": "python"}.get(program, program)
    words = [word for word in sys.argv[1:2] if word.isalpha()]
    return " ".join([program, *words])
