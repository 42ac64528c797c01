"""Reading challenges for a turn: the challenge, the first rows of its board, somebody's own row and rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from coach_core.challenge.asked import Asked, Group
from coach_core.challenge.values import QUIET, Board, Challenge, Doubt, Pick, Row, Stage, Standing, Team, Who
from coach_core.store import group_statements as g
from coach_core.store import statements as s
from coach_core.store.db import Ask, Db
from coach_core.store.docs import encode
from coach_core.store.rows import at_moment, moment

SHOWN = 10  # rows of a board
LINES = 30  # at the end everybody gets one, up to so many
read_doc = msgspec.json.Decoder(dict[str, Any]).decode


async def read_group(db: Db, person: int, asked: Asked) -> Group:
    """What a turn asked for."""
    found = await _challenges(db, person, asked)
    last = max(found, key=lambda c: (c.stage is not Stage.CANCELLED, c.number), default=None) if asked.mine else None
    latest = (last.number,) if last is not None else ()
    numbers = {*asked.numbers, *latest, *((asked.host,) if asked.host else ())}
    numbers |= {c.number for c in found} if asked.boards else set()
    boards = {n: await board(db, n, LINES if asked.ceremony else SHOWN, asked.ceremony) for n in numbers}
    own = {c.number: row for c in found if (row := await own_row(db, person, c)) is not None}
    doubts = await _doubts(db, [asked.doubts] if asked.doubts else [c.number for c in found], asked)
    verdicts = await db.read(Ask(g.VERDICTS, (person,))) if asked.verdicts else [()]
    return Group(
        tuple(found),
        boards,
        own,
        await _fresh(db, person) if asked.fresh else 0,
        doubts,
        tuple((challenge, name, said == "counts") for challenge, name, said in verdicts[0]),
        await _called(db, [c.number for c in found], asked),
        await _free(db, [c.number for c in found]) if asked.free else (),
        await _leading(db, found) if asked.free else (),
    )


async def _challenges(db: Db, person: int, asked: Asked) -> Sequence[Challenge]:
    asks = [Ask(g.CHALLENGE, (number,)) for number in dict.fromkeys((*asked.numbers, asked.host)) if number]
    asks += [Ask(g.OF_ROOM, asked.room)] if asked.room else []
    asks += [Ask(g.OVER, (*asked.room, moment(asked.over_since)))] if asked.room and asked.over_since else []
    asks += [Ask(g.MINE, (person,))] if asked.mine else []
    rows = await db.read(*asks) if asks else []
    found = {row[0]: challenge_of(row) for some in rows for row in some}
    return tuple(found.values())


async def _called(db: Db, numbers: Sequence[int], asked: Asked) -> tuple[tuple[int, int], ...]:
    """Who goes by a name that looks like that in these challenges."""
    if not asked.called or not numbers:
        return ()
    found = await db.read(*(Ask(g.CALLED, (number, asked.called)) for number in numbers))
    return tuple((challenge, person) for rows in found for challenge, person in rows)


async def _leading(db: Db, found: Sequence[Challenge]) -> tuple[tuple[int, int], ...]:
    """The captains who are still in."""
    captains = [(c.number, person) for c in found for person in c.captains if person]
    rows = await db.read(*(Ask(g.OWN, captain) for captain in captains)) if captains else []
    return tuple(captain for captain, row in zip(captains, rows, strict=True) if row)


async def _free(db: Db, numbers: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Who is in no team yet."""
    found = await db.read(*(Ask(g.FREE, (number,)) for number in numbers)) if numbers else []
    return tuple((person, name) for rows in found for person, name in rows)


async def _doubts(db: Db, numbers: Sequence[int], asked: Asked) -> tuple[Doubt, ...]:
    """What waits for an admin in these challenges, if that was asked."""
    if asked.doubts is None or not numbers:
        return ()
    found = await db.read(*(Ask(which, (number,)) for number in numbers for which in (g.DOUBTS, g.FLAGGED)))
    return tuple(Doubt(*row) for some in found for row in some)


async def _fresh(db: Db, person: int) -> int:
    """The next number; who asks may be new and have the first free one."""
    [[(count,)]] = await db.read(Ask(s.COUNT_PEOPLE))
    return max(int(count), person) + 1


async def board(db: Db, number: int, most: int, ceremony: bool) -> Board:
    """What is drawn of a challenge."""
    asks = [
        Ask(g.TOP, (number, most)),
        *(Ask(what, (number,)) for what in (g.SUM, g.TEAMS, g.WAITING, g.SHARED, g.FLAGGED)),
    ]
    top, [(people, total)], teams, [(waiting,)], shared, flagged = await db.read(*asks)
    best = await db.read(*(Ask(ask, (number, number)) for ask in g.BEST.values())) if ceremony else []
    [found] = await db.read(Ask(g.CHALLENGE, (number,)))
    left = challenge_of(found[0]).left if found else ()
    praised = [(what, *row) for what, rows in zip(g.BEST, best, strict=False) for row in rows]
    return Board(
        tuple(ranked([*top, *map(gone_row, left)]))[:most],
        people + len(left),
        int(total) + sum(score for score, _ in left),
        tuple(teams_of(teams, left)),
        waiting + len(flagged),
        found[0][9] if found else 0,
        tuple((name, lift) for _, name, lift in shared),
        tuple((what, name) for what, _, name, _ in praised),
        tuple({row[0]: row[1] for row in (*top, *shared, *(one[1:] for one in praised))}.items()),
    )


def gone_row(left: tuple[int, int | None]) -> tuple[Any, ...]:
    """The place of somebody who left after the end, as a row of ``entry``: without a name and without anything else."""
    score, team = left
    return (0, "", team, score, 0, 0, None, 0, 0, score, 0, 0, score, 0)


def teams_of(rows: Iterable[Sequence[Any]], left: Iterable[tuple[int, int | None]]) -> Iterable[Team]:
    """The teams, with those who left after the end: they went on for theirs."""
    sums = {team: (n, int(total), int(before)) for team, n, total, before in rows}
    for score, team in left:
        if team is not None:
            n, total, before = sums.get(team, (0, 0, 0))
            sums[team] = (n + 1, total + score, before + score)
    for team, (n, total, before) in sorted(sums.items()):
        yield Team(team, n, total // n, before // n)


def ranked(rows: Iterable[Sequence[Any]]) -> Iterable[Row]:
    """Rows with their ranks: who scores alike shares one."""
    rank, last = 0, None
    for nth, row in enumerate(sorted(rows, key=lambda row: -int(row[3])), 1):
        if row[3] != last:
            rank, last = nth, row[3]
        yield row_of(row, rank)


def row_of(row: Sequence[Any], rank: int) -> Row:
    """Somebody on the board from a row of ``entry``."""
    _, name, team, *standing, before, cheered = row
    return Row(rank, name, Standing(*standing), before, team, bool(cheered))


async def own_row(db: Db, person: int, of: Challenge) -> Row | None:
    """Somebody's own row with its rank, counted."""
    [rows] = await db.read(Ask(g.OWN, (of.number, person)))
    if not rows:
        return None
    [[(above,)]] = await db.read(Ask(g.ABOVE, (of.number, rows[0][3])))
    return row_of(rows[0], above + 1 + sum(score > rows[0][3] for score, _ in of.left))


def challenge_of(row: Sequence[Any]) -> Challenge:
    """A challenge from its row."""
    number, platform, room, kind, stage, starts, ends, drawn, drawn_at, _, doc = row
    rest = read_doc(doc)
    return Challenge(
        number, platform, room, kind, at_moment(starts), at_moment(ends), rest["language"], Stage(stage),
        rest["lift"], rest["goal"], rest["teams"], Pick(rest["pick"]), rest["zone"], drawn,
        at_moment(drawn_at) if drawn_at else None, rest["week"], Who(rest.get("who", Who.ALL)),
        tuple(rest.get("captains", ())),
        posted=rest.get("posted", 0), face=rest.get("face", 0),
        quiet=tuple(rest.get("quiet", QUIET)), topic=rest.get("topic"),
        left=tuple((score, team) for score, team in rest.get("left", ())),
    )  # fmt: skip


def challenge_row(challenge: Challenge) -> tuple[object, ...]:
    """A challenge as the columns of its table, without cheers."""
    it = challenge
    rest = (
        "language", "lift", "goal", "teams", "pick", "zone", "week", "who", "captains", "posted", "face", "quiet",
        "topic", "left",
    )  # fmt: skip
    doc = encode({name: getattr(it, name) for name in rest}).decode()
    drawn_at = moment(it.drawn_at) if it.drawn_at else 0
    times = (moment(it.starts_at), moment(it.ends_at), it.drawn, drawn_at)
    return (it.number, it.platform, it.room, it.kind, it.stage.value, *times, 0, doc)
