"""Some turns as one transaction: load, decide one by one in memory, write, commit once. Who calls is in writer.py."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from coach_core.challenge.deeds import looked_at
from coach_core.person import Person
from coach_core.store import links
from coach_core.store import statements as s
from coach_core.store.accounts import Joining, standing_still
from coach_core.store.db import Ask, Db, Write
from coach_core.store.deed import Deed, Door, State, give_up, work_out
from coach_core.store.grouping import group_writes
from coach_core.store.hiding import hidden
from coach_core.store.joining import carry_out
from coach_core.store.kept import Kept
from coach_core.store.loading import Loaded, in_memory, load, messages, stranger, wanted
from coach_core.store.records import Answering, TurnDone, due_of
from coach_core.store.seal import Seal
from coach_core.store.withdrawn import Withdrawn
from coach_core.store.writes import People, people_of, writes_of
from coach_core.talk import Incoming
from coach_core.turn import NO_ROWS, Rows
from coach_core.values import dataclass

FIRST_MET = Door()


class Both(Exception):
    """A turn is about two people: both must be locked, in the order of their numbers, before it begins."""

    def __init__(self, numbers: tuple[int, int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class Unasked(Exception):
    """It has to be asked first whether an event was answered before."""


@dataclass(frozen=True, slots=True)
class Turning:
    """What turning events into answers needs."""

    db: Db
    answering: Answering
    seal: Seal
    kept: Kept
    withdrawn: Withdrawn

    async def attempt(self, events: Sequence[Incoming], guilty: Exception | None = None) -> list[TurnDone]:
        """Answer as many of these events, from the first on, as fit into one transaction, and commit it.

        With ``guilty`` the one event becomes a dead letter of that error. Whatever the database raises is raised;
        nothing is saved then, unless the commit itself was cut off.
        """
        try:
            answers = await self._at_once(events) if guilty is None else None
            return answers if answers is not None else await self._attempt(events, guilty)
        except Both as both:
            await self.db.rollback()
            self.kept.clear()
            return await self._attempt(events, guilty, both)
        except BaseException:
            self.kept.clear()
            raise

    async def _at_once(self, events: Sequence[Incoming]) -> list[TurnDone] | None:
        """The same without asking which events were answered before; None where that has to be asked after all.

        For people who are in memory: then nothing has to be read. The journal takes no event twice, so of a batch with
        such a one nothing is saved. What changes more than its own rows asks first.
        """
        loaded = in_memory(events, self.kept) if self.db.alone and self.kept.trusted() else None
        if loaded is None:
            return None
        try:
            return await self._turned(loaded, events)
        except Exception as error:
            if self.db.broken(error):
                raise
            await self.db.rollback()
            return None

    async def _attempt(
        self, events: Sequence[Incoming], guilty: Exception | None, both: Both | None = None
    ) -> list[TurnDone]:
        lock = () if both is None else (Ask(links.LOCKED, both.numbers),)
        return await self._turned(await load(self.db, events, self.seal, self.kept, lock), events, guilty, both)

    async def _turned(
        self, loaded: Loaded, events: Sequence[Incoming], guilty: Exception | None = None, both: Both | None = None
    ) -> list[TurnDone]:
        deeds: list[Deed] = []
        came: list[tuple[int, str, str]] = []
        answers: list[TurnDone] = []
        for event in events:
            known = loaded.seen.get((event.platform, event.event))
            if known is not None:
                self.kept.came_again()
                answers.append(await self._again(known, deeds))
                came += [occurrence] if (occurrence := due_of(event)) is not None else []
                continue
            deed, last = await self._deed(loaded, event, bool(deeds), guilty, both)
            if deed is None:
                break
            if deed.alone and not loaded.asked:
                raise Unasked
            note(loaded, deed)
            deeds.append(deed)
            answers.append(done(deed))
            if last:
                break
        await self._save(loaded, deeds, came)
        return answers

    async def _again(self, known: tuple[int, int], deeds: Sequence[Deed]) -> TurnDone:
        """The answer to an event that was answered before, perhaps a moment ago in the same batch."""
        for deed in deeds:
            if (deed.state.person.number, deed.state.person.turn) == known:
                return replace(done(deed), seen=True)
        return TurnDone(True, abs(known[0]), await messages(self.db, *known, self.seal))

    async def _deed(
        self, loaded: Loaded, event: Incoming, others: bool, guilty: Exception | None, both: Both | None
    ) -> tuple[Deed | None, bool]:
        """The turn of an event and whether it must be the last of its batch; no turn if it must start the next."""
        number = loaded.numbers.get((event.platform, event.person))
        state = loaded.states[number] if number is not None else await stranger(self.db, loaded, self.seal)
        door = loaded.doors.get((event.platform, event.person), FIRST_MET)
        person = state.person.counted(state.person.turn + 1, state.person.said)
        if guilty is not None:
            return give_up(self.answering, self.seal, state, person, event, guilty, door), True
        try:
            want = self.answering.wants(person, event)
        except Exception as error:
            return give_up(self.answering, self.seal, state, person, event, error, door), False
        if want is not None and others:
            return None, True
        rows = NO_ROWS if want is None else await wanted(self.db, person.number, person.turn, want, self.seal)
        if want is not None and want.links:
            await self._both_locked(person.number, both)
            found = await links.links(self.db, self.answering, self.seal, person.number, event.at, want)
            rows = replace(rows, links=found)
        deed = self._decided(state, person, event, rows, door)
        return (None, True) if deed.alone and others else (deed, deed.alone or want is not None)

    async def _both_locked(self, me: int, both: Both | None) -> None:
        """Whoever is at the other end of a code is locked too, in the order of the numbers. Raises ``Both``."""
        other = await links.partner(self.db, me)
        if other is not None and both is None and not self.db.alone:
            raise Both((min(me, other), max(me, other)))

    def _decided(self, state: State, person: Person, event: Incoming, rows: Rows, door: Door) -> Deed:
        try:
            return work_out(self.answering, self.seal, state, person, event, rows, door)
        except Exception as error:
            return give_up(self.answering, self.seal, state, person, event, error, door)

    async def _save(self, loaded: Loaded, deeds: Sequence[Deed], came: Sequence[tuple[int, str, str]]) -> None:
        if not deeds and not came:
            await self.db.rollback()
            return
        people = loaded.people if any(not deed.state.known for deed in deeds) else None
        hides = await hidden(self.db, self.seal, deeds)
        for number in [n for d in deeds if d.erase for n in await standing_still(self.db, d.state.person.number)]:
            await self.db.write(*(Write(forget, [(number,)]) for forget in s.FORGET))
        rows = people_of(deeds)
        last = (*hides, *writes_of(deeds, rows, people, self.seal, came), *group_writes(deeds, self.seal))
        if any(deed.link is not None for deed in deeds):  # what it does is looked up in what was written
            await self.db.write(*last)
            for deed in deeds:
                await carry_out(Joining(self.db, self.answering, self.seal, deed))
            last = ()
        await self.db.commit(*last)
        for deed in deeds:
            self.withdrawn.note(deed)
        if any(deed.erase or deed.link is not None for deed in deeds):
            self.kept.clear()
        else:
            self._keep(deeds, rows)
        if any(deed.erase for deed in deeds):
            with contextlib.suppress(Exception):  # it is saved; what is left in the log goes with the next upkeep
                await self.db.scrub()

    def _keep(self, deeds: Sequence[Deed], rows: People) -> None:
        for number in {deed.state.person.number for deed in deeds if deed.moved}:
            self.kept.forget(number)
        for deed, row in rows.values():
            self.kept.keep((deed.event.platform, deed.event.person), deed.door, row, deed.state.saved)


def note(loaded: Loaded, deed: Deed) -> None:
    """Later turns of the batch see the person as this one left them."""
    number = deed.state.person.number
    if number not in loaded.states:
        loaded.people = number
        loaded.numbers[deed.event.platform, deed.event.person] = number
    if deed.moved:
        for address in [a for a, n in loaded.numbers.items() if n == number and a in loaded.doors]:
            loaded.doors[address] = replace(loaded.doors[address], front=False, met=deed.door.met)
    loaded.doors[deed.event.platform, deed.event.person] = deed.door
    loaded.states[number] = deed.state
    loaded.seen[deed.event.platform, deed.event.event] = (number, deed.state.person.turn)


def done(deed: Deed) -> TurnDone:
    """The answer that a turn gives once it is saved."""
    number, soonest = deed.state.person.number, None
    if deed.dues is not None or deed.group:
        own = deed.dues.rows if deed.dues is not None else ()
        soonest = min((*(due.at for due in own), *map(looked_at, deed.group)), default=None)
    return TurnDone(False, number, deed.messages, deed.error_id, deed.error, soonest, deed.hides)
