"""What the pictures of a challenge show: a week's standings, the podium of the end. Drawing them: bot/charts.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach_core.challenge.kinds.kind import Kind, Shape
from coach_core.challenge.scores import did_something, score_msg, score_of, team_name, title
from coach_core.challenge.values import Board, Challenge, Row, Team
from coach_core.picture import Place, Podium, Standings
from coach_core.talk import Msg, msg

STEPS, ALIKE = 3, 3


def week(kind: Kind, challenge: Challenge, board: Board, rows: Sequence[Row]) -> Standings:
    """Who is where after a week, and what is new of it."""
    heading = msg("picture-week", title=called(kind, challenge, board), week=challenge.week)
    legend = (msg("picture-before"), msg("picture-new"))
    left = board.people - len(rows) if kind.shape is not Shape.TEAMS else 0
    more = msg("board-more", n=left) if left > 0 else None
    return Standings(f"week-{challenge.week}.png", heading, _places(kind, board, rows), legend, more)


def ended(kind: Kind, challenge: Challenge, board: Board) -> Podium:
    """The first three ranks, people or teams, all who share one, and who stood out."""
    rows = (row for row in board.rows if did_something(kind, row))
    places = tuple(place for place in _places(kind, board, rows) if place.rank <= STEPS)
    return Podium("ceremony.png", called(kind, challenge, board), places, tuple(awards(board)))


def called(kind: Kind, challenge: Challenge, board: Board) -> Msg:
    """What stands above a picture: the name; of a common goal also how far all are together."""
    name = title(challenge)
    if kind.shape is not Shape.TOGETHER:
        return name
    reached = min(100, 100 * board.total // (challenge.goal or 1))
    return msg("picture-together", title=name, total=score_msg(kind, board.total), reached=reached)


def awards(board: Board) -> list[Msg]:
    """Who stood out in what; who is alike shares it, and where many are nobody stood out."""
    found = {what: [name for other, name in board.awards if other == what] for what, _ in board.awards}
    return [
        msg(f"award-{what}", name=tuple(msg("only-name", name=name) for name in names))
        for what, names in found.items()
        if len(names) <= ALIKE
    ]


def _places(kind: Kind, board: Board, rows: Iterable[Row]) -> tuple[Place, ...]:
    if kind.shape is Shape.TEAMS:
        return tuple(_team(kind, board, team) for team in sorted(board.teams, key=lambda team: -team.mean))
    return tuple(_place(kind, row) for row in rows)


def _place(kind: Kind, row: Row) -> Place:
    if not row.name:
        return Place(row.rank, msg("left-name"), 0.0, msg("nothing"))
    score, before = row.standing.score, row.before
    return Place(
        row.rank, row.name, float(score_of(kind, score)), score_msg(kind, score), float(score_of(kind, before))
    )


def _team(kind: Kind, board: Board, team: Team) -> Place:
    rank = 1 + sum(other.mean > team.mean for other in board.teams)
    mean, before = (float(score_of(kind, score)) for score in (team.mean, team.before))
    return Place(rank, msg("team", team=team_name(team.number)), mean, score_msg(kind, team.mean), before)
