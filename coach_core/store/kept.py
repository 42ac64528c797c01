"""People as they were read or written last, so that they are not read and decoded again. A cache, no more.

Where the store is alone on its database (a SQLite file under its lock), what is kept is what stands there. Elsewhere
the rows are read all the same, and only a row that is still the very same one is not decoded again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from coach_core.store.db import Row
from coach_core.store.deed import Door, State

MOST = 4096  # people
CAREFUL = 64  # batches that are asked about first, once an event came again: then more of them may come

NOBODY = (0, Door())  # numbers begin at 1
Address = tuple[str, str]  # platform and what it calls the person


class Kept:
    """The newest states with the rows that they stand for, by address and by number."""

    def __init__(self) -> None:
        self._states: OrderedDict[int, tuple[Row, State]] = OrderedDict()
        self._doors: dict[Address, tuple[int, Door]] = {}
        self._addresses: dict[int, set[Address]] = {}
        self._careful = 0

    def met(self, addresses: Iterable[Address]) -> Mapping[Address, tuple[Door, State]]:
        """Those of the addresses that are kept."""
        found: dict[Address, tuple[Door, State]] = {}
        for address in addresses:
            number, door = self._doors.get(address, NOBODY)
            if number in self._states:
                self._states.move_to_end(number)
                found[address] = door, self._states[number][1]
        return found

    def came_again(self) -> None:
        """An event was met that had been answered before."""
        self._careful = CAREFUL

    def trusted(self) -> bool:
        """Whether the events of a batch may be taken for new ones until the journal refuses one."""
        self._careful = max(0, self._careful - 1)
        return self._careful == 0

    def state(self, row: Row) -> State | None:
        """The state of a row of ``person``, if that very row was met before."""
        found = self._states.get(row[0])
        return found[1] if found is not None and found[0] == tuple(row) else None

    def keep(self, address: Address, door: Door, row: Row, state: State) -> None:
        """Remember a state and the row that it is stored as; the oldest goes if there are too many."""
        self._doors[address] = row[0], door
        self._addresses.setdefault(row[0], set()).add(address)
        self._states[row[0]] = (tuple(row), state)
        self._states.move_to_end(row[0])
        if len(self._states) > MOST:
            gone, _ = self._states.popitem(last=False)
            self.forget(gone)

    def forget(self, number: int) -> None:
        """Forget the addresses of a person: they are read anew."""
        for address in self._addresses.pop(number, ()):
            self._doors.pop(address, None)

    def clear(self) -> None:
        """Forget all: somebody was erased, or it is not sure what was saved."""
        self._states.clear()
        self._doors.clear()
        self._addresses.clear()
