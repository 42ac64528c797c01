"""Answers to somebody who writes faster than a chat can be answered, put together. Only what waits is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import msgspec

from coach_core.store import Stored
from coach_core.urgency import Urgency
from coach_core.values import dataclass

FEW = 3  # answers that wait are sent one by one
LONGEST = 3000  # characters of answers put together
PLAIN = frozenset({"logged", "progress"})  # what an answer may be about that loses nothing among others
Key = tuple[int, int]
APART = frozenset({"react", "secret", "choose"})
NOTHING: Mapping[Key, Sequence[Key]] = MappingProxyType({})
Block = dict[str, Any]
read = msgspec.json.Decoder(Block).decode
encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, and the messages of the outbox that are out with it, the oldest first."""

    message: Stored
    all: tuple[Stored, ...]


def key(message: Stored) -> Key:
    """What a message is known by."""
    return message.person, message.n


def letters(messages: Sequence[Stored], tried: Mapping[Key, Sequence[Key]] = NOTHING) -> list[Letter]:
    """What waits for one person as it is sent: of a message that was changed since only the newest, answers joined.

    ``tried``: by the first of them, messages that were tried together: they may be out, so they go again as they went.
    """
    waiting = {key(message): message for message in messages}
    same = [group for first, group in tried.items() if first in waiting and waiting.keys() >= set(group)]
    again = [whole([waiting.pop(one) for one in group]) for group in same]
    newest = list(superseding(list(waiting.values())))
    plain = [letter for letter in newest if is_plain(letter.message)]
    return again + (list(joined(newest)) if len(plain) > FEW else newest)


def whole(messages: Sequence[Stored]) -> Letter:
    """These messages as one, as they were put together before."""
    if len(messages) > 1 and messages[1].replaces == messages[0].n:
        return chained(messages)
    return one_of([Letter(message, (message,)) for message in messages])


def superseding(messages: Sequence[Stored]) -> Iterator[Letter]:
    """Each message with those that replace it, in its place, as the last of them is."""
    chains: list[list[Stored]] = []
    newest: dict[tuple[int, int], list[Stored]] = {}
    for message in messages:
        alone = message.attempts or message.rewrites
        chain = None if alone else newest.pop((message.person, message.replaces or 0), None)
        if chain is None:
            chains.append(chain := [])
        chain.append(message)
        if not alone:  # what was tried before may be out: it goes as it was; what is changed for good goes by itself
            newest[message.person, message.n] = chain
    yield from map(chained, chains)


def chained(chain: Sequence[Stored]) -> Letter:
    """The last of some messages of which each replaces the one before, in the place of the first."""
    first, last = chain[0], chain[-1]
    return Letter(replace(last, replaces=first.replaces, replaces_there=first.replaces_there), tuple(chain))


def is_plain(message: Stored) -> bool:
    """Whether an answer can stand among others: a new line in private without questions, files and warnings."""
    if message.urgency != Urgency.ANSWER or message.room or message.replaces or message.anchor or message.attempts:
        return False
    block = read(message.body)
    return bool(block.get("text")) and not (block.keys() & APART or block.get("files")) and is_about_little(block)


def is_about_little(block: Block) -> bool:
    """Only sets, or nothing that has to be pressed."""
    about = (block.get("data") or {}).keys()
    return about <= PLAIN and (bool(about) or not block.get("buttons"))


def joined(letters: Sequence[Letter]) -> Iterator[Letter]:
    """Plain answers together, in the place of the first of them; the same words only once."""
    rest = [letter for letter in letters if is_plain(letter.message)]
    for letter in letters:
        if not is_plain(letter.message):
            yield letter
        elif rest and letter is rest[0]:
            together = list(fitting(rest))
            rest = rest[len(together) :]
            yield one_of(together)


def fitting(letters: Sequence[Letter]) -> Iterator[Letter]:
    """As many as one message holds."""
    length = 0
    for n, letter in enumerate(letters):
        length += len(read(letter.message.body)["text"]) + 1
        if n and length > LONGEST:
            return
        yield letter


def one_of(letters: Sequence[Letter]) -> Letter:
    """One message for all of these, with the buttons of the last."""
    if len(letters) == 1:
        return letters[0]
    text, spans, before = "", list[list[Any]](), ""
    for block in (read(letter.message.body) for letter in letters):
        if block["text"] == before:
            continue
        at = len(text) + 1 if text else 0
        spans += [[start + at, end + at, style] for start, end, style in block.get("spans", ())]
        before = block["text"]
        text = f"{text}\n{before}" if text else before
    last = read(letters[-1].message.body)
    body = encode({**last, "text": text, "spans": spans})
    return Letter(replace(letters[0].message, body=body), tuple(m for letter in letters for m in letter.all))
