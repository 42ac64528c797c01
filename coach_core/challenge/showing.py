"""A challenge as messages: the board that a room sees, the look back on a week, the ceremony. Nothing is decided here.

When the coach speaks up at all: posting.py. Pictures: pictures.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zlib import crc32

from coach_core.challenge.ending import GRACE
from coach_core.challenge.kinds.kind import Kind, Shape
from coach_core.challenge.pictures import awards, ended, week
from coach_core.challenge.posting import is_fresh, there
from coach_core.challenge.scores import did_something, score_msg, score_of, team_name, title
from coach_core.challenge.values import Board, Challenge, Row, Stage, Who
from coach_core.talk import Button, Msg, Say, msg

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
DAY = 86_400


def clipped(kind: Kind, challenge: Challenge, rows: Iterable[Row], at: datetime) -> tuple[Row, ...]:
    """Where nobody can have more than the days that are over: the rows of now, who is alike shares a rank."""
    if not kind.ceiling:
        return tuple(rows)
    days = max(0, int((min(at, challenge.ends_at) - challenge.starts_at).total_seconds() // DAY)) * 1000
    if at >= challenge.ends_at:
        return tuple(rows)
    shown = [_with(row, min(row.standing.score, days)) for row in rows]
    for nth, (above, row) in enumerate(pairwise(shown), 1):
        if row.standing.score == above.standing.score:
            shown[nth] = replace(row, rank=above.rank)
    return tuple(shown)


def _with(row: Row, score: int) -> Row:
    old = row.standing
    return replace(row, standing=replace(old, score=score), before=min(row.before, score))


def row_msg(kind: Kind, row: Row, *, medal: bool = False) -> Msg:
    """One line of the board."""
    rank = MEDALS.get(row.rank, f"{row.rank}.") if medal and did_something(kind, row) else f"{row.rank}."
    if not row.name:
        return msg("board-left", rank=rank)
    score = score_msg(kind, row.standing.score)
    parts = [msg("team", team=team_name(row.team))] if row.team is not None else []
    rises = row.standing.score > row.before and not medal
    parts += [msg("board-up", score=score, change=_new(kind, row)) if rises else score]
    parts.append(msg("board-sessions", n=row.standing.sessions))
    streak = "board-streak" if medal else "board-fire"
    parts += [msg(streak, n=row.standing.streak)] if row.standing.streak > 1 else []
    return msg("board-row", rank=rank, name=row.name, parts=tuple(parts))


def _new(kind: Kind, row: Row) -> float | int:
    return score_of(kind, row.standing.score - row.before)


def rows_said(kind: Kind, board: Board, rows: Sequence[Row]) -> Iterator[Msg]:
    """The lines of a board with what their signs mean; until somebody has trained only who is in."""
    if not rows:
        yield msg("board-nobody")
        return
    if kind.shape is not Shape.TEAMS and not any(row.standing.sessions or row.standing.steady for row in rows):
        yield msg("board-in", names=tuple(msg("only-name", name=row.name) for row in rows))
    else:
        yield from (row_msg(kind, row) for row in rows)
    if board.people > len(rows):
        yield msg("board-more", n=board.people - len(rows))
    signs = [msg("sign-new")] if any(row.standing.score > row.before for row in rows) else []
    signs += [msg("sign-fire")] if any(row.standing.streak > 1 for row in rows) else []
    if signs:
        yield msg("board-signs", parts=tuple(signs))


def board_data(kind: Kind, challenge: Challenge, rows: Iterable[Row]) -> Mapping[str, object]:
    """``data.board`` (interfaces.md section 3)."""
    return {
        "challenge": str(challenge.number),
        "kind": challenge.kind,
        "ends_at": challenge.ends_at.isoformat(),
        "rows": [
            {
                "rank": row.rank, "name": row.name, "score": score_of(kind, row.standing.score),
                "sessions": row.standing.sessions,
            }
            for row in rows
            if row.name
        ],
    }  # fmt: skip


def named(challenge: Challenge, board: Board) -> tuple[tuple[int, int, str], ...]:
    """Whom a message about a board names."""
    return tuple((challenge.number, number, name) for number, name in board.named)


def head(kind: Kind, challenge: Challenge, board: Board) -> tuple[Msg, ...]:
    """What it is, until when, how far all together or the teams are."""
    lines = [msg("board-head", title=title(challenge))]
    begins = challenge.stage is Stage.OPEN
    when = there(challenge, challenge.starts_at if begins else challenge.ends_at)
    lines.append(msg("board-begins" if begins else "board-ends", at=when, zone=challenge.zone))
    if challenge.who is not Who.ALL:
        lines.append(msg("board-for", who=msg(f"who-{challenge.who.value}")))
    return (*lines, *_all(kind, challenge, board))


def _all(kind: Kind, challenge: Challenge, board: Board) -> tuple[Msg, ...]:
    if kind.shape is Shape.TOGETHER:
        goal = challenge.goal or 1
        reached = min(100, 100 * board.total // goal)
        total, aim = score_msg(kind, board.total), score_msg(kind, goal)
        return (msg("board-together", total=total, goal=aim, reached=reached),)
    if kind.shape is Shape.TEAMS:
        unpicked = board.people - sum(t.people for t in board.teams)
        waiting = (msg("board-unpicked", n=unpicked),) if unpicked else ()
        return waiting + tuple(
            msg("board-team", team=team_name(t.number), score=score_msg(kind, t.mean), people=msg("people", n=t.people))
            for t in board.teams
        )
    return ()


def board_say(kind: Kind, challenge: Challenge, board: Board, at: datetime, *first: Msg) -> Say:
    """The living message of a challenge in its room; with ``first`` lines a new one."""
    rows = clipped(kind, challenge, board.rows, at)
    lines = [*first, *head(kind, challenge, board)]
    lines += rows_said(kind, board, rows)
    lines += [msg("board-shared", name=name, exercise=lift) for name, lift in board.shared]
    if board.doubts:
        lines.append(msg("board-doubts", n=board.doubts))
    return Say(
        tuple(lines), board_buttons(challenge, board), {"board": board_data(kind, challenge, rows)},
        anchor=f"board-{challenge.number}", replace=not first, public=True, room=challenge.room,
        topic=challenge.topic, daily=True, fresh=not first and is_fresh(challenge, at), named=named(challenge, board),
    )  # fmt: skip


def face(said: Say) -> int:
    """A sum over all that a message shows: the same where nothing changed."""
    return crc32(repr((said.lines, said.buttons)).encode("utf-8", "replace"))


def look_back(kind: Kind, challenge: Challenge, board: Board, at: datetime) -> Say:
    """The report of a week: who is where, what is new of it, with a picture. The board stays where it is."""
    rows = clipped(kind, challenge, board.rows, at)
    lines = [msg("board-head", title=title(challenge)), msg("challenge-week-over", week=challenge.week)]
    lines += [*_all(kind, challenge, board), *rows_said(kind, board, rows)]
    drawn = any(did_something(kind, row) for row in rows)
    pictures = (week(kind, challenge, board, rows),) if drawn else ()
    return Say(
        tuple(lines), board_buttons(challenge, board)[:1],
        {"board": board_data(kind, challenge, rows)}, charts=pictures, public=True, room=challenge.room,
        topic=challenge.topic, named=named(challenge, board),
    )  # fmt: skip


def cheered(n: int) -> Msg:
    """The label of the clap: how many there were this week."""
    return msg("button-cheers", n=n) if n else msg("button-cheer")


def board_buttons(challenge: Challenge, board: Board) -> tuple[tuple[Button, ...], ...]:
    """Joining is one tap; the own place is told to the person alone."""
    n = challenge.number
    return (
        (
            Button(f"challenge:join:{n}", msg("button-join")),
            Button(f"challenge:me:{n}", msg("button-me"), private=True),
        ),
        (
            Button(f"challenge:cheer:{n}", cheered(board.cheers)),
            Button(f"challenge:how:{n}", msg("button-how-scored"), private=True),
        ),
    )  # fmt: skip


def ceremony(kind: Kind, challenge: Challenge, board: Board) -> Say:
    """The end: the podium, who stood out, a line for everybody. Where nobody trained there is nothing to rank."""
    if board.rows and not any(did_something(kind, row) for row in board.rows):
        lines = [msg("ceremony-head", title=title(challenge)), *_idle(board), *_undecided(challenge, board)]
        return _held(kind, challenge, board, lines)
    lines = [msg("ceremony-head", title=title(challenge)), *_all(kind, challenge, board)]
    if kind.shape is Shape.TOGETHER:
        lines.append(msg("ceremony-reached" if board.total >= (challenge.goal or 0) else "ceremony-not-reached"))
    lines += _won(board)
    lines += [row_msg(kind, row, medal=True) for row in board.rows]
    if board.people > len(board.rows):
        lines.append(msg("board-more", n=board.people - len(board.rows)))
    lines += awards(board)
    lines += _undecided(challenge, board)
    lines.append(msg("ceremony-thanks" if board.rows else "ceremony-nobody"))
    charts = (ended(kind, challenge, board),) if board.rows else ()
    return replace(_held(kind, challenge, board, lines), charts=charts)


def _won(board: Board) -> list[Msg]:
    """The team with the best mean; who is alike shares it."""
    best = max((team.mean for team in board.teams), default=0)
    names = tuple(msg("team", team=team_name(team.number)) for team in board.teams if team.mean == best)
    return [msg("ceremony-team-won", n=len(names), teams=names)] if best > 0 else []


def _undecided(challenge: Challenge, board: Board) -> list[Msg]:
    """What no admin has decided about, and until when one may."""
    if not board.doubts:
        return []
    until = there(challenge, challenge.ends_at + GRACE)
    return [msg("ceremony-doubts", n=board.doubts), msg("ceremony-doubts-until", at=until, zone=challenge.zone)]


def _idle(board: Board) -> Iterator[Msg]:
    """Who was in, and a kind word."""
    yield msg("ceremony-in", names=tuple(_name(row) for row in board.rows))
    if board.people > len(board.rows):
        yield msg("board-more", n=board.people - len(board.rows))
    if not board.doubts:  # else there is a set of somebody, which waits
        yield msg("ceremony-idle")


def _name(row: Row) -> Msg:
    return msg("only-name", name=row.name) if row.name else msg("left-name")


def _held(kind: Kind, challenge: Challenge, board: Board, lines: Iterable[Msg]) -> Say:
    row = (Button(f"challenge:me:{challenge.number}", msg("button-me"), private=True),)
    return Say(
        tuple(lines), (row,), {"board": board_data(kind, challenge, board.rows)},
        anchor=f"board-{challenge.number}", public=True, room=challenge.room, topic=challenge.topic, daily=True,
        named=named(challenge, board),
    )  # fmt: skip
