"""Statements about when the host of a challenge looks at it again. What it is about: group_statements.py."""

from __future__ import annotations

from sqlalchemy import Text, case, cast, delete, insert, literal, select

from coach_core.store import tables as t
from coach_core.store.db import Statement
from coach_core.store.group_statements import going, this
from coach_core.store.statements import names, want

HOST, VERDICT = "host", "verdict"  # kinds of due things
MINUTE = 60_000_000  # microseconds: the board is drawn once a minute at most
c = t.challenge.c
board_key = literal("board.") + cast(c.drawn, Text)
soon = c.drawn_at + MINUTE
DRAW = Statement(  # unless it is due already
    insert(t.due).from_select(
        ["person", "kind", "key", "at", "platform"],
        select(
            c.number, literal(HOST), board_key, case((soon > want("at"), soon), else_=want("same_at")), c.platform
        ).where(
            this,
            going,
            ~select(t.due.c.at)
            .where(t.due.c.person == c.number, t.due.c.kind == HOST, t.due.c.key == board_key)
            .correlate(t.challenge)
            .exists(),
        ),
    ),
    names("at", "same_at", "challenge"),
)  # fmt: skip
hide_key = literal("hide.") + cast(c.drawn, Text)
DRAW_NO_MORE = Statement(
    delete(t.due).where(
        t.due.c.person == want("challenge"),
        t.due.c.kind == HOST,
        t.due.c.key == select(board_key).where(c.number == want("challenge_of")).scalar_subquery(),
    ),
    names("challenge", "challenge_of"),
)
HIDE = Statement(  # at once, and not only when the minute is over
    insert(t.due).from_select(
        ["person", "kind", "key", "at", "platform"],
        select(c.number, literal(HOST), hide_key, want("at"), c.platform).where(
            this,
            going,
            ~select(t.due.c.at)
            .where(t.due.c.person == c.number, t.due.c.kind == HOST, t.due.c.key == hide_key)
            .correlate(t.challenge)
            .exists(),
        ),
    ),
    names("at", "challenge"),
)
home = (  # where the person wrote last
    select(t.identity.c.platform).where(t.identity.c.person == t.person.c.number)
    .order_by(t.identity.c.gone.is_not(None), t.identity.c.front.desc(), t.identity.c.platform).limit(1)
    .correlate(t.person).scalar_subquery()
)  # fmt: skip
AGAIN = Statement(  # unless it is due already
    insert(t.due).from_select(
        ["person", "kind", "key", "at", "platform"],
        select(t.person.c.number, want("kind"), want("key"), want("at"), home).where(
            t.person.c.number == want("person"),
            ~select(t.due.c.at)
            .where(
                t.due.c.person == want("person_of"), t.due.c.kind == want("kind_of"), t.due.c.key == want("key_of")
            )
            .exists(),
        ),
    ),
    names("kind", "key", "at", "person", "person_of", "kind_of", "key_of"),
)  # fmt: skip
