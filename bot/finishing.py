"""A message as it goes out: what is drawn only then is drawn. Nothing is sent here."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from bot.answering import Draw
from coach_core.store import Store, Stored
from coach_core.values import dataclass

if TYPE_CHECKING:
    from bot.charts import Painter

LIVE = b'"live":true'
CHART = b'"chart":'


@dataclass(frozen=True, slots=True)
class Finisher:
    """Draws what messages leave open."""

    store: Store = field(repr=False)
    draw: Draw
    painter: Painter | None = None

    async def finished(self, message: Stored) -> Stored:
        """The message with its text and pictures. Raises ``NotSaved``."""
        return await self._painted(await self._drawn(message))

    async def _drawn(self, message: Stored) -> Stored:
        """The message, drawn now if it is a living one; who was erased meanwhile has nothing left to draw."""
        if LIVE not in message.body:
            return message
        person = await self.store.person(message.platform, message.external)
        return replace(message, body=self.draw(person, message), drawn=True) if person else message

    async def _painted(self, message: Stored) -> Stored:
        """The message with its pictures, which are not kept: they can be drawn again."""
        if self.painter is None or CHART not in message.body:
            return message
        return replace(message, body=await self.painter.paint(message.body))
