"""What somebody may do in a group, and the bot; asked of Telegram when it is needed. That somebody may do no more than
anybody is believed for a minute where nothing hangs on it; what hangs on a role is decided by that of the moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

from telegram import Bot, ChatMember
from telegram.error import TelegramError

from bot.aside import ended
from coach_core.commands.rooms import in_vain
from coach_core.talk import Incoming, Role

BELIEVED = 60.0  # seconds
MOMENT = 1.0  # … of a role that gives rights: what is looked up for a press holds for its deed, and no longer
NEEDED = 2.0  # … that somebody may do no more than anybody, where it would be refused: they may have been promoted
SLOW = 30.0  # seconds for which Telegram counts as slow after it was
MOST = 10_000
TIMEOUT = 3.0
# Raw, so that a field that Telegram adds or takes away does not matter; the name as in telegram_poll.py.
GET_MEMBER = "get_Chat_Member"
GET_CHAT = "get_Chat"
RIGHTS = {"write": "can_send_messages", "files": "can_send_photos"}  # what a board needs, and how Telegram calls it
MANAGERS = frozenset({Role.ADMIN, Role.OWNER})
ROLES = {ChatMember.OWNER: Role.OWNER, ChatMember.ADMINISTRATOR: Role.ADMIN}

Key = tuple[str, str]  # room and person
Found = tuple[Role, tuple[str, ...]]  # a role, and for those who manage the room what the bot may not do there


class Roles:
    """The roles that were asked for last. What was asked once goes on being looked for, whoever waits for it."""

    def __init__(self, bot: Bot, pace: float) -> None:
        self._bot = bot
        self._timeout = TIMEOUT * pace
        self._known: dict[Key, tuple[float, Role]] = {}
        self._lacks: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._asking: dict[Key, asyncio.Task[Found]] = {}
        self._slow = float("-inf")  # when Telegram last let somebody wait

    async def of(self, events: Iterable[Incoming], patience: float | None = None) -> Mapping[Key, Found]:
        """What the people of these events may do in their rooms; Telegram is asked about all of them at once.

        Who cannot be asked about may do no more than anybody. With ``patience`` those are left out about whom nothing
        is told in so many seconds; and while Telegram is that slow, it is not waited for at all.
        """
        found: dict[Key, Found] = {}
        asking: dict[Key, asyncio.Task[Found]] = {}
        told = [event for event in events if event.room is not None]
        needed = {key_of(event) for event in told if is_needed(event)}
        for key in {key_of(event) for event in told}:
            if (known := self._remembered(key, NEEDED if key in needed else BELIEVED)) is not None:
                found[key] = known
            else:
                asking[key] = self._asked(key)
        if asking:
            wait = 0.0 if patience is not None and monotonic() - self._slow < SLOW else patience
            _, late = await asyncio.wait(asking.values(), timeout=wait)
            self._slow = monotonic() if late else self._slow
        return found | {key: task.result() for key, task in asking.items() if task.done() and not task.cancelled()}

    def _remembered(self, key: Key, believed: float) -> Found | None:
        """What was told not long ago; what is not is forgotten."""
        at, role = self._known.get(key, (float("-inf"), Role.MEMBER))
        told, lacks = self._lacks.get(key[0], (float("-inf"), ()))
        if is_over(at, role, believed):
            self._known.pop(key, None)
            return None
        if role in MANAGERS and is_over(told):
            return None
        return role, lacks if role in MANAGERS else ()

    def _asked(self, key: Key) -> asyncio.Task[Found]:
        """The answer, when it comes; nobody is asked about twice at once."""
        if key not in self._asking:
            task = self._asking[key] = asyncio.create_task(self._told(key))
            task.add_done_callback(lambda _: self._asking.pop(key, None))
        return self._asking[key]

    async def _told(self, key: Key) -> Found:
        at, role = self._known.get(key, (float("-inf"), Role.MEMBER))
        if is_over(at, role):
            try:
                member = await self._ask(GET_MEMBER, chat_id=int(key[0]), user_id=int(key[1]))
            except TelegramError:
                return Role.MEMBER, ()
            role = ROLES.get(str(member.get("status")), Role.MEMBER)
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = monotonic(), role
        return role, await self._lacking(key[0]) if role in MANAGERS else ()

    async def close(self) -> None:
        """Nobody is asked any more."""
        await ended(*self._asking.values())

    async def _lacking(self, room: str) -> tuple[str, ...]:
        """What the bot may not do in a group, for those who can give it the right; nothing where that is not told."""
        told, known = self._lacks.get(room, (float("-inf"), ()))
        if not is_over(told):
            return known
        try:
            chat = await self._ask(GET_CHAT, chat_id=int(room))
            usual = chat.get("permissions") or {}
            if all(usual.get(right, True) for right in RIGHTS.values()):
                mine: Mapping[str, object] = {}
            else:
                mine = await self._ask(GET_MEMBER, chat_id=int(room), user_id=self._bot.id)
        except TelegramError:
            return ()
        bound = {} if mine.get("status") in ROLES else {**usual, **mine}
        lacks = tuple(name for name, right in RIGHTS.items() if mine and bound.get(right) is False)
        self._lacks[room] = monotonic(), lacks
        return lacks

    async def _ask(self, method: str, **what: int) -> Mapping[str, Any]:
        found: Mapping[str, Any] = await self._bot.do_api_request(method, api_kwargs=what, read_timeout=self._timeout)
        return found


def is_over(at: float, role: Role = Role.MEMBER, believed: float = BELIEVED) -> bool:
    """Whether what was told then is believed no more: rights are those of the time of use."""
    return monotonic() - at > (MOMENT if role in MANAGERS else believed)


def is_needed(event: Incoming) -> bool:
    """Whether something hangs on what the person may do: a command, a button that is not for everybody."""
    return event.text.startswith("/") or (event.button is not None and in_vain(event) is not None)


def key_of(event: Incoming) -> Key:
    """Who, and where."""
    return str(event.room), event.person
