"""How fast a platform lets itself be sent to: tokens of several keys. Pure: the time is an argument, in seconds.

A token is out while a request is under way and comes back a while after its answer. The platform counted the request
somewhere in between, so it never counts more than it allows, however long requests take and however unevenly.
A bucket is two plain values, so that processes that share one budget can keep it in a row.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf

from coach_core.values import dataclass

SPREAD = 0.9  # of the even distance: so far apart are those that are less urgent than an answer
MANY = 4096  # buckets; then those that are full are forgotten


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many requests in any stretch of so many seconds."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Rules:
    """What a platform allows: over all, to a private chat, to a group. Empty: it says nothing about it."""

    overall: tuple[Rate, ...] = ()
    chat: tuple[Rate, ...] = ()
    group: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request goes: a chat, as the platform calls it, and whether that is a group."""

    chat: str
    group: bool = False


ANYTHING = Rules()
IN_ORDER = Rate(1, 0.0)  # the next one after the answer: what several people say in a group comes in that order
TELEGRAM = Rules((Rate(30, 1.0),), (Rate(5, 5.0),), (Rate(5, 5.0), Rate(20, 60.0), IN_ORDER))
DISCORD = Rules((Rate(50, 1.0),), (), (IN_ORDER,))  # and the buckets of discord.py


class Tokens:
    """One bucket."""

    __slots__ = ("back", "out", "rate")

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self.out = 0  # tokens of requests that are under way
        self.back: deque[float] = deque()  # when the others that are missing come back

    def ready(self, now: float) -> float:
        """When there is a token: now, later, or ``inf``: not before an answer came."""
        while self.back and self.back[0] <= now:
            self.back.popleft()
        missing = self.out + len(self.back) - self.rate.most
        if missing < 0:
            return now
        return self.back[missing] if missing < len(self.back) else inf

    def take(self) -> None:
        """A request begins."""
        self.out += 1

    def give_back(self, now: float) -> None:
        """It was answered, or it is certain that it never will be."""
        self.out -= 1
        self.back.append(now + self.rate.seconds)

    def full(self, now: float) -> bool:
        """Whether no token is missing."""
        return self.ready(now) <= now and not self.out and not self.back


class Limits:
    """All buckets of a platform, and what is paused."""

    def __init__(self, rules: Rules, pace: float = 1.0) -> None:
        """``pace``: what every time is multiplied by."""
        self._rules = rules
        self._pace = pace
        self._overall = [self._tokens(rate) for rate in rules.overall]
        self._chats: dict[Place, list[Tokens]] = {}
        self._paused: dict[str, float] = {}
        self._all_paused = self._next_calm = -inf
        self._apart = max((SPREAD * rate.seconds / rate.most * pace for rate in rules.overall), default=0.0)

    def ready(self, place: Place, now: float, *, calm: bool = False) -> float:
        """When a request may go out. ``calm``: it is less urgent than an answer."""
        calm_at = self._next_calm if calm else -inf
        return max(self.ready_there(place, now), self.ready_here(now), calm_at)

    def ready_here(self, now: float) -> float:
        """When anything may go out."""
        return max((now, self._all_paused, *(tokens.ready(now) for tokens in self._overall)))

    def ready_there(self, place: Place, now: float) -> float:
        """When this place may be sent to."""
        found = self._chats.get(place, ())
        return max((now, self._paused.get(place.chat, now), *(tokens.ready(now) for tokens in found)))

    def take(self, place: Place, now: float, *, calm: bool = False) -> None:
        """A request begins."""
        for tokens in self._of(place, now):
            tokens.take()
        if calm:
            self._next_calm = now + self._apart

    def give_back(self, place: Place, now: float) -> None:
        """It was answered."""
        for tokens in self._of(place, now):
            tokens.give_back(now)

    def pause(self, chat: str | None, until: float) -> None:
        """Nothing goes to this chat before that; None: nowhere."""
        if chat is None:
            self._all_paused = max(self._all_paused, until)
        else:
            self._paused[chat] = max(self._paused.get(chat, until), until)

    def is_paused(self, now: float) -> bool:
        """Whether nothing goes anywhere."""
        return self._all_paused > now

    def _of(self, place: Place, now: float) -> Iterator[Tokens]:
        if place not in self._chats:
            self._sweep(now)
            rates = self._rules.group if place.group else self._rules.chat
            self._chats[place] = [self._tokens(rate) for rate in rates]
        yield from self._overall
        yield from self._chats[place]

    def _tokens(self, rate: Rate) -> Tokens:
        return Tokens(Rate(rate.most, rate.seconds * self._pace))

    def _sweep(self, now: float) -> None:
        """Forget what is as if it had never been used."""
        if len(self._chats) >= MANY:
            self._chats = {p: found for p, found in self._chats.items() if not all(t.full(now) for t in found)}
        if len(self._paused) >= MANY:
            self._paused = {chat: until for chat, until in self._paused.items() if until > now}
