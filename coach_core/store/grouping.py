"""What turns write about challenges, in their own transaction. Reading is in groups.py; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from datetime import datetime
from typing import Any

from coach_core.challenge import deeds as d
from coach_core.challenge.names import look
from coach_core.challenge.values import FLAGGED, Challenge
from coach_core.person import Person, Settings
from coach_core.store import group_dues as dues
from coach_core.store import group_statements as g
from coach_core.store import statements as s
from coach_core.store.db import Statement, Write
from coach_core.store.deed import Deed
from coach_core.store.docs import VERSION, encode, person_doc
from coach_core.store.groups import challenge_row
from coach_core.store.rows import moment
from coach_core.store.seal import Seal

Rows = Iterable[tuple[Statement, tuple[object, ...]]]


def group_writes(deeds: Iterable[Deed], seal: Seal) -> list[Write]:
    """What these turns write, in their order: a board is marked as out of date after what changes it."""
    return [
        Write(statement, [row])
        for deed in deeds
        for what in deed.group
        for statement, row in WRITES[type(what)](deed.state.person.number, what, seal)
    ]


def _draw(challenge: int, at: datetime, *, hides: bool = False) -> Rows:
    if hides:
        yield dues.DRAW_NO_MORE, (challenge, challenge)
        yield dues.HIDE, (moment(at), challenge)
    else:
        yield dues.DRAW, (moment(at), moment(at), challenge)


def make(_: int, deed: d.Make, seal: Seal) -> Rows:
    """The challenge and its host: a person without training, who speaks for it."""
    it = deed.challenge
    host = Person(it.number, Settings(language=it.language))
    documents = (person_doc(host), encode(host.training), encode(host.health))
    yield s.SET_META, (str(it.number), "people")
    yield s.NEW_PERSON, (it.number, VERSION, *map(seal.close, documents), "{}")
    yield s.NEW_IDENTITY, (it.platform, f"challenge:{it.number}", it.number)
    yield g.ADD_CHALLENGE, challenge_row(it)


def again(it: Challenge, what: str, at: datetime) -> Rows:
    """The host looks at it again then."""
    key = (it.number, dues.HOST, what)
    yield dues.AGAIN, (dues.HOST, what, moment(at), it.number, *key)


def change(_: int, deed: d.Change, seal: Seal) -> Rows:
    """The challenge as it is now; the board that waited for drawing is drawn."""
    it = deed.challenge
    row = challenge_row(it)
    yield s.DROP_DUE, (it.number, dues.HOST, f"board.{it.drawn - 1}")
    yield g.SAVE_CHALLENGE, (*row[4:9], row[-1], it.number)
    if deed.final:
        yield g.FINAL, (it.number,)
    if deed.week:
        yield g.WEEK, (it.number,)
        yield g.COMPARED, (it.number,)
    for what, at in deed.again:
        yield from again(it, what, at)


def enter(person: int, deed: d.Enter, seal: Seal) -> Rows:
    """On the board, from now on."""
    yield g.DROP_ENTRY, (deed.challenge, person)
    place = (person, deed.challenge, deed.name, deed.team, moment(deed.at))
    *now, steady_end, streak_end = astuple(deed.standing)
    yield g.ADD_ENTRY, (*place, *now, deed.standing.score, 0, None, look(deed.name), steady_end, streak_end)
    yield from _draw(deed.challenge, deed.at)


def score(person: int, deed: d.Score, seal: Seal) -> Rows:
    """Another score."""
    it = deed.standing
    yield g.SAVE_SCORE, (
        it.score, it.sessions, it.streak, it.improved, it.steady, it.comeback, it.at_end, it.steady_end,
        it.streak_end, deed.challenge, person,
    )  # fmt: skip
    yield from _draw(deed.challenge, deed.at)


def rename(person: int, deed: d.Rename, seal: Seal) -> Rows:
    """Another name."""
    yield g.RENAME, (deed.name, look(deed.name), deed.challenge, person)
    yield from _draw(deed.challenge, deed.at)


def leave(person: int, deed: d.Leave, seal: Seal) -> Rows:
    """Off the board."""
    yield g.DROP_ENTRY, (deed.challenge, person)  # what waits for an admin is hidden with it, and there on coming back
    yield from _draw(deed.challenge, deed.at, hides=True)


def put(_: int, deed: d.Put, seal: Seal) -> Rows:
    """Into a team."""
    yield g.PUT, (deed.team, deed.challenge, deed.who)
    yield from _draw(deed.challenge, deed.at)


def pick_up(_: int, deed: d.PickUp, seal: Seal) -> Rows:
    """Into a captain's team, unless another captain was faster."""
    yield g.PICK_UP, (deed.team, deed.challenge, deed.name)
    yield from _draw(deed.challenge, deed.at)


def question(person: int, deed: d.Question, seal: Seal) -> Rows:
    """A set that waits for an admin; again is the same as once."""
    key = (deed.challenge, person, deed.set_id)
    yield g.ADD_DOUBT, (person, deed.set_id, deed.exercise, deed.challenge, *key)
    yield from _draw(deed.challenge, deed.at)


def flag(person: int, deed: d.Flag, seal: Seal) -> Rows:
    """A doubt about somebody's entry; again is the same as once."""
    mine = f"{g.FLAGS}{person}"
    yield g.FLAG, (mine, deed.challenge, deed.who, person, deed.challenge, person, mine, mine)
    yield from _draw(deed.challenge, deed.at)


def verdict(_: int, deed: d.Verdict, seal: Seal) -> Rows:
    """What an admin said; the person's own turn works the score out anew, at once."""
    doubt = deed.doubt
    said = "counts" if deed.counts else "refused"
    once = f"{doubt.challenge}.{doubt.set_id}.{moment(deed.at)}"  # the same may be decided again after a change
    key = (doubt.person, dues.VERDICT, once)
    if doubt.set_id == FLAGGED:
        yield g.SAY_FLAGS, (said, doubt.challenge, doubt.person)
    else:
        yield g.SAY, (said, doubt.challenge, doubt.person, doubt.set_id)
    yield dues.AGAIN, (dues.VERDICT, key[2], moment(deed.at), doubt.person, *key)
    yield from _draw(doubt.challenge, deed.at)


def cheer(person: int, deed: d.Cheer, seal: Seal) -> Rows:
    """One more cheer, once a day."""
    yield g.CHEERED, (deed.challenge, deed.challenge, person, deed.day)
    yield g.CHEER, (deed.challenge, person, deed.day, deed.day)
    yield from _draw(deed.challenge, deed.at)


def share(person: int, deed: d.Share, seal: Seal) -> Rows:
    """A record that the others may see."""
    yield g.SHARE, (deed.exercise, deed.challenge, person)
    yield from _draw(deed.challenge, deed.at)


def withdraw(person: int, deed: d.Withdraw, seal: Seal) -> Rows:
    """What is not there any more is neither decided about nor shown."""
    for set_id in deed.sets:
        yield g.WITHDRAW, (deed.challenge, person, set_id)
    for exercise in deed.exercises:
        yield g.UNSHARE, (deed.challenge, person, exercise)
    yield from _draw(deed.challenge, deed.at)


def draw(_: int, deed: d.Draw, seal: Seal) -> Rows:
    """The board is out of date."""
    yield from _draw(deed.challenge, deed.at, hides=deed.hides)


def forget(_: int, deed: d.Forget, seal: Seal) -> Rows:
    """Nothing is left of it."""
    for everything in g.EVERYTHING:
        yield everything, (deed.challenge,)


WRITES: Mapping[type, Callable[[int, Any, Seal], Rows]] = {
    d.Make: make,
    d.Change: change,
    d.Enter: enter,
    d.Score: score,
    d.Rename: rename,
    d.Leave: leave,
    d.Put: put,
    d.PickUp: pick_up,
    d.Question: question,
    d.Flag: flag,
    d.Verdict: verdict,
    d.Cheer: cheer,
    d.Share: share,
    d.Withdraw: withdraw,
    d.Draw: draw,
    d.Forget: forget,
}
