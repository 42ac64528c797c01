"""What turns took back from the outbox of late, for a sender that has it in hand already. In memory alone."""

from __future__ import annotations

from collections import OrderedDict

from coach_core.store.deed import Deed
from coach_core.store.records import Stored
from coach_core.urgency import Urgency

MOST = 10_000  # people and lanes: what is in hand is of the latest of them
ASKED_FOR = frozenset({Urgency.ANSWER})  # is said whatever comes behind it


class Withdrawn:
    """Of which lanes nothing is said any more to whom, up to which message."""

    def __init__(self) -> None:
        self._up_to: OrderedDict[tuple[int, int], int] = OrderedDict()

    def note(self, deed: Deed) -> None:
        """A turn is saved; who erased everything is reminded of nothing more."""
        for lane in frozenset(Urgency) - ASKED_FOR if deed.erase else deed.overtaken:
            self._up_to[deed.state.person.number, int(lane)] = deed.said
            self._up_to.move_to_end((deed.state.person.number, int(lane)))
        while len(self._up_to) > MOST:
            self._up_to.popitem(last=False)

    def has(self, message: Stored) -> bool:
        """Whether this message is not to be sent any more; what is said to a room always is."""
        up_to = self._up_to.get((message.person, int(message.urgency)))
        return up_to is not None and message.n <= up_to and not message.public
