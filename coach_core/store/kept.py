"""People as they were read or written last, so that a document that did not change is not decoded again. A cache only.

The rows are read in every transaction all the same: what stands in the store is what counts.
"""

from __future__ import annotations

from collections import OrderedDict

from coach_core.store.db import Row
from coach_core.store.deed import State

MOST = 4096  # people


class Kept:
    """The newest states with the documents that they stand for."""

    def __init__(self) -> None:
        self._states: OrderedDict[int, tuple[Row, State]] = OrderedDict()

    def state(self, row: Row) -> State | None:
        """The state of a row of ``person``, if that very row was met before."""
        found = self._states.get(row[0])
        if found is None or found[0] != tuple(row):
            return None
        self._states.move_to_end(row[0])
        return found[1]

    def keep(self, row: Row, state: State) -> None:
        """Remember a state and the row that it is stored as; the oldest goes if there are too many."""
        self._states[row[0]] = (tuple(row), state)
        self._states.move_to_end(row[0])
        if len(self._states) > MOST:
            self._states.popitem(last=False)
