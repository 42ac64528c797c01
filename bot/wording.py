"""What the latest messages say: edits that change no word (the preview of a link). Texts are not kept."""

from __future__ import annotations

from dataclasses import field

from coach_core.talk import Incoming, Kind
from coach_core.values import dataclass

MOST = 10_000  # messages, the latest of one platform


@dataclass(slots=True)
class Wording:
    """What the latest messages say by now, as a hash, and which event said it."""

    _said: dict[str, tuple[int, str]] = field(default_factory=dict)

    def unchanged(self, event: Incoming) -> bool:
        """Whether this is an edit after which a message says what it said; one that is told again is none."""
        if event.kind not in (Kind.TEXT, Kind.EDIT) or not event.addressed:
            return False
        message, said = event.edits or event.event, hash(event.text)
        before = self._said.pop(message, None)
        if event.kind is Kind.EDIT and before is not None and before[0] == said and before[1] != event.event:
            self._said[message] = before
            return True
        self._said[message] = (said, event.event)
        if len(self._said) > MOST:
            del self._said[next(iter(self._said))]
        return False
