"""Who may say what where: one table of commands, places and roles. What is said instead is in commands/rooms.py."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from coach_core.talk import Incoming, Role


class Place(StrEnum):
    """Where an event happened."""

    DM = "dm"  # the private chat of the person with the bot
    ROOM = "room"  # a Telegram group, a channel of a Discord server
    GUEST = "guest"  # a room that the bot is not in: the person brought it along


Rights = Mapping[Place, frozenset[Role]]
NOBODY: frozenset[Role] = frozenset()
PEOPLE = frozenset({Role.MEMBER, Role.ADMIN, Role.OWNER})  # never the anonymous: they could be anybody

EVERYWHERE: Rights = {Place.DM: PEOPLE, Place.ROOM: PEOPLE, Place.GUEST: PEOPLE}  # the answer is for the person alone
ALONE: Rights = {Place.DM: PEOPLE, Place.ROOM: NOBODY, Place.GUEST: NOBODY}  # only in the private chat
TOGETHER: Rights = {Place.DM: PEOPLE, Place.ROOM: PEOPLE, Place.GUEST: NOBODY}  # what rooms have: not without the bot

RIGHTS: Mapping[str, Rights] = {
    "start": EVERYWHERE,
    "help": EVERYWHERE,
    "today": EVERYWHERE,
    "log": EVERYWHERE,
    "done": EVERYWHERE,
    "set": EVERYWHERE,
    "undo": EVERYWHERE,
    "why": EVERYWHERE,
    "history": EVERYWHERE,
    "progress": EVERYWHERE,
    "program": EVERYWHERE,
    "change": EVERYWHERE,
    "fill": EVERYWHERE,
    "skip": EVERYWHERE,
    "swap": EVERYWHERE,
    "move": EVERYWHERE,
    "finish": EVERYWHERE,
    "remove": EVERYWHERE,
    "alt": EVERYWHERE,
    "edit": EVERYWHERE,
    "rir": EVERYWHERE,
    "how": EVERYWHERE,
    "form": EVERYWHERE,
    "pain": EVERYWHERE,
    "screening": EVERYWHERE,
    "evidence": EVERYWHERE,
    "settings": EVERYWHERE,
    "setup": EVERYWHERE,
    "reminders": EVERYWHERE,
    "remind": EVERYWHERE,
    "rest": EVERYWHERE,
    "timezone": EVERYWHERE,
    "language": EVERYWHERE,
    "privacy": EVERYWHERE,
    "link": ALONE,
    "export": ALONE,
    "erase": ALONE,
    "challenge": TOGETHER,
    "stop": EVERYWHERE,
    "cancel": EVERYWHERE,
    "ask": EVERYWHERE,
    "old": EVERYWHERE,  # a button whose deed is not known any more: it says so
}

MANAGED: Rights = {Place.DM: NOBODY, Place.ROOM: frozenset({Role.ADMIN, Role.OWNER}), Place.GUEST: NOBODY}
PARTS: Mapping[str, Rights] = {  # of what is said to challenges; what stands not here is as "challenge" itself
    "new": MANAGED,
    "set": MANAGED,
    "end": MANAGED,
    "check": MANAGED,
    "counts": MANAGED,
    "refuse": MANAGED,
    "team": MANAGED,
    "captain": MANAGED,
}


def place_of(event: Incoming) -> Place:
    """Where an event happened."""
    if event.room is None:
        return Place.DM
    return Place.GUEST if event.guest else Place.ROOM


def may(command: str, event: Incoming) -> bool:
    """Whether the sender of an event may say a command there. A command without a line may nobody say anywhere."""
    rights = RIGHTS.get(command)
    return rights is not None and event.role in rights[place_of(event)]


def may_part(part: str, event: Incoming) -> bool:
    """Whether the sender of an event may do that with a challenge, as the platform told with that very event."""
    return event.role in PARTS.get(part, RIGHTS["challenge"])[place_of(event)]
