"""What a batch of turns writes: the rows of each table, each table written once. What they hold is in deed.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, update

from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.db import Statement, Write
from coach_core.store.deed import Deed, journal_row
from coach_core.store.docs import VERSION, encode
from coach_core.store.records import Due, Stored, due_of
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want
from coach_core.store.tables import FACTS

OVERTAKEN = Statement(  # of the latest messages to a person: none of these is worth sending any more
    update(t.outbox)
    .where(t.outbox.c.person == want("person"), t.outbox.c.n.between(want("first"), want("last")))
    .where(t.IS_PENDING, t.outbox.c.urgency == want("urgency"), t.outbox.c.public == 0)
    .values(status="failed"),
    names("person", "first", "last", "urgency"),
)
TRUE = 0  # in the column ``ended``
AT_ONCE = 0  # in the column ``not_before``: the clock of a platform may be ahead of ours
LOOKED_AT = 50  # messages to a person, the latest: what waits is among them
KEPT = 20  # states before the last so many turns of a person are kept

Rows = list[tuple[object, ...]]
People = Mapping[int, tuple[Deed, tuple[Any, ...]]]  # by number: a last turn and the row after it


def message_row(message: Stored, seal: Seal) -> tuple[object, ...]:
    """A message as the columns of ``outbox``."""
    m = message
    return (
        m.person, m.n, m.turn, m.platform, m.external, m.room, m.replaces, m.anchor, seal.close(m.body),
        m.status, m.attempts, AT_ONCE, moment(m.at), None, m.there, int(m.public), int(m.urgency),
    )  # fmt: skip


def person_row(deed: Deed) -> tuple[Any, ...]:
    """The person after a turn as the columns of ``person``."""
    state = deed.state
    anchors = encode(state.anchors).decode()
    return (state.person.number, VERSION, deed.doc, state.training, state.health, anchors)


def people_of(deeds: Sequence[Deed]) -> People:
    """Each person's last turn with their row after it."""
    return {number: (deed, person_row(deed)) for number, deed in {d.state.person.number: d for d in deeds}.items()}


def due_row(due: Due, platform: str) -> tuple[object, ...]:
    """A due thing as the columns of ``due``."""
    return due.person, due.kind, due.key, moment(due.at), platform


class Batch:
    """The rows of some turns, in the order in which the tables must be written."""

    def __init__(self) -> None:
        self._rows: dict[Statement, Rows] = {}
        self._facts: dict[Table, list[list[Any]]] = {}  # rows with their columns: a later turn may end them
        self._dues: dict[tuple[int, str, str], tuple[object, ...]] = {}  # a later turn may take them away again

    def _add(self, statement: Statement, *rows: tuple[object, ...]) -> None:
        if rows:
            self._rows.setdefault(statement, []).extend(rows)

    def people(self, rows: People) -> None:
        """Each person once, as they are after their last turn."""
        for number, (deed, row) in rows.items():
            if deed.erase:
                continue
            if deed.state.known:
                self._add(s.SAVE_PERSON, (*row[1:], number))
            else:
                self._add(s.NEW_PERSON, row)
                self._add(s.NEW_IDENTITY, (deed.event.platform, deed.event.person, number))

    def counted(self, people: int) -> None:
        """Remember how many people there ever were."""
        self._add(s.SET_META, (str(people), "people"))

    def erased(self, deed: Deed) -> None:
        """Everything of the person goes, in every table."""
        for forget in s.FORGET:
            self._add(forget, (deed.state.person.number,))

    def changed(self, deed: Deed) -> None:
        """What a turn takes back, ends and makes."""
        number, turn = deed.state.person.number, deed.state.person.turn
        if deed.take_back:
            self._taken_back(number, deed.take_back)
        for ended in deed.ended:
            self._end(number, turn, ended)
        for made in deed.made:
            self._facts.setdefault(made.table, []).append([number, made.id, turn, TRUE, *made.values])

    def _taken_back(self, number: int, turns: Iterable[int]) -> None:
        for back in sorted(turns, reverse=True):
            self._add(s.UNDONE, (number, back))
            for table in FACTS:
                self._add(s.UNMAKE[table], (number, back))
        for back in turns:
            for table in FACTS:
                self._add(s.REVIVE[table], (number, back))

    def _end(self, number: int, turn: int, ended: str) -> None:
        here = [row for row in self._waiting() if row[:2] == [number, ended] and row[3] == TRUE]
        for row in here:
            row[3] = turn
        for table in () if here else FACTS:
            self._add(s.END[table], (turn, number, ended))

    def _waiting(self) -> Iterable[list[Any]]:
        return (row for rows in self._facts.values() for row in rows)

    def told(self, deed: Deed, seal: Seal) -> None:
        """The journal, the state before, the messages, the dead letter, what is due."""
        number, turn = deed.state.person.number, deed.state.person.turn
        if deed.undo is not None:
            version, training = deed.undo
            self._add(s.ADD_BEFORE, (number, turn, 0, version, training))
        if turn % KEPT == 0:
            self._add(s.PRUNE_BEFORE, (number, turn - KEPT))
        self._add(s.ADD_JOURNAL, journal_row(deed))
        self._add(s.ADD_MESSAGE, *[message_row(message, seal) for message in deed.messages])
        for m in deed.messages:
            self._add(s.ADD_NAMED, *((who, challenge, m.person, m.n, who, 0) for challenge, who in m.named))
        if deed.letter is not None:
            event = deed.event
            row = (event.platform, event.event, number, deed.error_id, moment(event.at), deed.letter)
            self._add(s.ADD_LETTER, row)
        latest = (deed.said - LOOKED_AT, deed.said)
        self._add(OVERTAKEN, *((number, *latest, int(lane)) for lane in deed.overtaken))
        self.door(deed)
        self.due(deed)

    def door(self, deed: Deed) -> None:
        """Where the person is met, if that changed: they are back, or wrote at another of their addresses."""
        address = (deed.event.platform, deed.event.person)
        if deed.was.gone and not deed.door.gone:
            self._add(s.BACK, address)
        if deed.door.front and not deed.was.front:
            self._add(s.IN_FRONT, (*address, deed.state.person.number))
            self._add(s.MOVE_DUES, (deed.state.person.number,))

    def due(self, deed: Deed) -> None:
        """What is due from now on; an occurrence that came does not come again."""
        number, dues = deed.state.person.number, deed.dues
        if (occurrence := due_of(deed.event)) is not None:
            self.came(occurrence)
        if dues is None:
            return
        gone = [key for key in self._dues if key[0] == number and (dues.kinds is None or key[1] in dues.kinds)]
        for key in gone:
            del self._dues[key]
        if dues.kinds is None:
            self._add(s.DROP_DUES, (number,))
        self._add(s.DROP_KIND, *((number, kind) for kind in dues.kinds or ()))
        for due in dues.rows:
            self._dues[due.person, due.kind, due.key] = due_row(due, deed.event.platform)

    def came(self, occurrence: tuple[int, str, str]) -> None:
        """An occurrence is off the list."""
        self._dues.pop(occurrence, None)
        self._add(s.DROP_DUE, occurrence)

    def writes(self) -> list[Write]:
        """All rows, one write a table and way of writing, in the order of ``ORDER``."""
        facts = {s.ADD_FACT[table]: [tuple(row) for row in rows] for table, rows in self._facts.items()}
        rows = {**self._rows, **facts, **({s.ADD_DUE: [*self._dues.values()]} if self._dues else {})}
        return [Write(statement, rows[statement]) for statement in ORDER if statement in rows]


ORDER = (
    *s.FORGET,
    s.SET_META,
    s.NEW_PERSON,
    s.NEW_IDENTITY,
    s.BACK,
    s.IN_FRONT,
    s.SAVE_PERSON,
    s.UNDONE,
    *s.UNMAKE.values(),
    *s.REVIVE.values(),
    *s.END.values(),
    *s.ADD_FACT.values(),
    s.PRUNE_BEFORE,
    s.ADD_BEFORE,
    s.ADD_JOURNAL,
    s.ADD_MESSAGE,
    s.ADD_NAMED,
    OVERTAKEN,
    s.ADD_LETTER,
    s.DROP_DUE,
    s.DROP_DUES,
    s.DROP_KIND,
    s.ADD_DUE,
    s.MOVE_DUES,
)


def writes_of(
    deeds: Sequence[Deed], rows: People, people: int | None, seal: Seal, came: Iterable[tuple[int, str, str]] = ()
) -> list[Write]:
    """What these turns write. ``rows`` are ``people_of`` them; ``people`` is how many there ever were, if there are new
    ones; ``came`` are occurrences that were answered before and still stand on the list.
    """
    batch = Batch()
    for occurrence in came:
        batch.came(occurrence)
    batch.people(rows)
    if people is not None:
        batch.counted(people)
    for deed in deeds:
        if deed.erase:
            batch.erased(deed)
        else:
            batch.changed(deed)
        batch.told(deed, seal)
    return batch.writes()
