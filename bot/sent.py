"""What can become of a message that a platform was to send. An adapter raises these, outbox.py acts on them."""

from __future__ import annotations


class NotSent(Exception):
    """A message did not get out and may be tried again, after ``again`` seconds where the platform says so."""

    def __init__(self, again: float | None = None) -> None:
        super().__init__(again)
        self.again = again


class Unclear(Exception):
    """Nobody knows whether a message got out: what may not come twice is not sent again (``ECHOES``)."""


class GivenUp(Exception):
    """The platform will never take this message."""


class Gone(Exception):
    """Nothing can be sent to this person any more (blocked, closed), until they are back."""
