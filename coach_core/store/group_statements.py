"""Statements about challenges, who is in them, what waits for an admin. When they are run: groups.py, grouping.py."""

from __future__ import annotations

from sqlalchemy import ScalarSelect, and_, func, insert, literal, or_, select, update
from sqlalchemy import delete as remove

from coach_core.store import tables as t
from coach_core.store.db import Statement
from coach_core.store.statements import into, names, want

STANDING = ("score", "sessions", "streak", "improved", "steady", "comeback", "at_end", "steady_end", "streak_end")
c, e, d = t.challenge.c, t.entry.c, t.doubt.c
this = c.number == want("challenge")
mine = and_(e.challenge == want("challenge"), e.person == want("person"))
going = or_(c.stage == "open", c.stage == "running")
row = (e.person, e.name, e.team, *(e[name] for name in STANDING), e.before, e.cheered)

ADD_CHALLENGE = into(t.challenge)
SAVED = ("stage", "starts_at", "ends_at", "drawn", "drawn_at", "doc")
SAVE_CHALLENGE = Statement(
    update(t.challenge).where(this).values({name: want(name) for name in SAVED}), names(*SAVED, "challenge")
)
ADD_ENTRY = into(t.entry)
SAVE_SCORE = Statement(
    update(t.entry).where(mine).values({name: want(name) for name in STANDING}),
    names(*STANDING, "challenge", "person"),
)
RENAME = Statement(
    update(t.entry).where(mine).values(name=want("name"), look=want("look")),
    names("name", "look", "challenge", "person"),
)
DROP_ENTRY = Statement(remove(t.entry).where(mine), names("challenge", "person"))
DROP_DOUBTS = Statement(
    remove(t.doubt).where(d.challenge == want("challenge"), d.person == want("person")), names("challenge", "person")
)
PUT = Statement(update(t.entry).where(mine).values(team=want("team")), names("team", "challenge", "person"))
PICK_UP = Statement(
    update(t.entry)
    .where(e.challenge == want("challenge"), e.name == want("name"), e.team.is_(None))
    .values(team=want("team")),
    names("team", "challenge", "name"),
)
CALLED = Statement(
    select(e.challenge, e.person)
    .where(e.challenge == want("challenge"), e.look == want("look"))
    .order_by(e.person)
    .limit(10),
    names("challenge", "look"),
)
FREE = Statement(
    select(e.person, e.name).where(e.challenge == want("challenge"), e.team.is_(None)).order_by(e.name).limit(20),
    names("challenge"),
)
ENTRY_OVER = Statement(  # the row of one person becomes another's
    update(t.entry).where(mine).values(person=want("to")), names("to", "challenge", "person")
)
ASIDE = tuple(  # a row that is on no board, and back on it
    Statement(
        update(one).where(one.c.challenge == want("challenge"), one.c.person == want("person"))
        .values(challenge=-one.c.challenge),
        names("challenge", "person"),
    )
    for one in (t.entry, t.doubt)
)  # fmt: skip
DOUBTS_OVER = Statement(
    update(t.doubt)
    .where(d.challenge == want("challenge"), d.person == want("person"))
    .values(person=want("to"), id=d.id + want("mark")),
    names("to", "mark", "challenge", "person"),
)
DOUBTS_BACK = Statement(
    update(t.doubt)
    .where(d.challenge == want("challenge"), d.person == want("person"), d.id.like(want("like")))
    .values(person=want("to"), id=func.replace(d.id, want("mark"), "")),
    names("to", "mark", "challenge", "person", "like"),
)
ADD_DOUBT = Statement(
    insert(t.doubt).from_select(
        [col.name for col in d],
        select(
            want("person"), c.number, want("id"), want("exercise"), literal("waiting")
        ).where(
            this,
            ~select(d.id)
            .where(d.challenge == want("challenge_of"), d.person == want("person_of"), d.id == want("id_of"))
            .exists(),
        ),
    ),
    names("person", "id", "exercise", "challenge", "challenge_of", "person_of", "id_of"),
)  # fmt: skip
EVERYTHING = tuple(  # of a challenge
    Statement(remove(column.table).where(column == want("challenge")), names("challenge"))
    for column in (d.challenge, e.challenge, c.number)
)
FLAGS = "flag."  # the id of a doubt about an entry goes on with who has it
MOST_FLAGS, ENOUGH = 10, 2  # that one person may raise in a challenge; that bring an entry before the admins
is_flag = d.id.like(f"{FLAGS}%")
other, flags = t.entry.alias("other"), t.doubt.alias("flags")
mine_already = select(func.count()).where(flags.c.challenge == e.challenge, flags.c.id == want("id_again"))
FLAG = Statement(  # by somebody who is in it too, about anybody but themselves, once
    insert(t.doubt).from_select(
        [col.name for col in d],
        select(e.person, e.challenge, want("id"), literal(""), literal("waiting")).where(
            e.challenge == want("challenge"),
            e.person == want("who"),
            e.person != want("person"),
            select(other.c.person)
            .where(other.c.challenge == want("challenge_of"), other.c.person == want("person_of"))
            .exists(),
            ~select(flags.c.id)
            .where(flags.c.challenge == e.challenge, flags.c.person == e.person, flags.c.id == want("id_of"))
            .exists(),
            mine_already.scalar_subquery() < MOST_FLAGS,
        ),
    ),
    names("id", "challenge", "who", "person", "challenge_of", "person_of", "id_of", "id_again"),
)
SAY_FLAGS = Statement(
    update(t.doubt)
    .where(d.challenge == want("challenge"), d.person == want("person"), is_flag, d.said == "waiting")
    .values(said=want("said")),
    names("said", "challenge", "person"),
)
SAY = Statement(
    update(t.doubt)
    .where(d.challenge == want("challenge"), d.person == want("person"), d.id == want("id"))
    .values(said=want("said")),
    names("said", "challenge", "person", "id"),
)
CHEER = Statement(
    update(t.entry).where(mine, e.cheered < want("day")).values(cheered=want("new_day")),
    names("challenge", "person", "day", "new_day"),
)
CHEERED = Statement(
    update(t.challenge)
    .where(
        this,
        select(e.person)
        .where(
            e.challenge == want("challenge_of"),
            e.person == want("person"),
            e.cheered < want("day"),
        )
        .exists(),
    )
    .values(cheers=c.cheers + 1),
    names("challenge", "challenge_of", "person", "day"),
)
SHARE = Statement(update(t.entry).where(mine).values(shared=want("shared")), names("shared", "challenge", "person"))
UNSHARE = Statement(
    update(t.entry).where(mine, e.shared == want("exercise")).values(shared=None),
    names("challenge", "person", "exercise"),
)
WITHDRAW = Statement(
    remove(t.doubt).where(d.challenge == want("challenge"), d.person == want("person"), d.id == want("id")),
    names("challenge", "person", "id"),
)
WEEK = Statement(
    update(t.entry).where(e.challenge == want("challenge")).values(before=e.score, shared=None), names("challenge")
)
FINAL = Statement(
    update(t.entry)
    .where(
        e.challenge == want("challenge"),
        or_(e.score != e.at_end, e.steady != e.steady_end, e.streak != e.streak_end),
    )
    .values(score=e.at_end, steady=e.steady_end, streak=e.streak_end),
    names("challenge"),
)
COMPARED = Statement(update(t.challenge).where(this).values(cheers=0), names("challenge"))

OF_ROOM = Statement(
    select(t.challenge)
    .where(c.platform == want("platform"), c.room == want("room"), going)
    .order_by(c.number.desc())
    .limit(10),
    names("platform", "room"),
)
OVER = Statement(  # of a room, and not long ago
    select(t.challenge)
    .where(c.platform == want("platform"), c.room == want("room"), c.stage == "ended", c.ends_at > want("since"))
    .order_by(c.number.desc())
    .limit(10),
    names("platform", "room", "since"),
)
CHALLENGE = Statement(select(t.challenge).where(this), names("challenge"))
MINE = Statement(
    select(t.challenge)
    .join_from(t.challenge, t.entry, e.challenge == c.number)
    .where(e.person == want("person"))
    .order_by(c.number.desc())
    .limit(200),
    names("person"),
)
TOP = Statement(
    select(*row).where(e.challenge == want("challenge")).order_by(e.score.desc(), e.person).limit(want("most")),
    names("challenge", "most"),
)
SUM = Statement(
    select(func.count(), func.coalesce(func.sum(e.score), 0)).where(e.challenge == want("challenge")),
    names("challenge"),
)
TEAMS = Statement(
    select(e.team, func.count(), func.sum(e.score), func.sum(e.before))
    .where(e.challenge == want("challenge"), e.team.is_not(None))
    .group_by(e.team)
    .order_by(e.team),
    names("challenge"),
)
OWN = Statement(select(*row).where(mine), names("challenge", "person"))
ABOVE = Statement(
    select(func.count()).where(e.challenge == want("challenge"), e.score > want("score")), names("challenge", "score")
)
DOUBTS = Statement(
    select(d.challenge, d.person, d.id, e.name, d.exercise)
    .join_from(t.doubt, t.entry, and_(e.challenge == d.challenge, e.person == d.person))
    .where(d.challenge == want("challenge"), d.said == "waiting", ~is_flag)
    .order_by(d.person, d.id)
    .limit(10),
    names("challenge"),
)
FLAGGED = Statement(
    select(d.challenge, d.person, literal("flag"), e.name, literal(""))
    .join_from(t.doubt, t.entry, and_(e.challenge == d.challenge, e.person == d.person))
    .where(d.challenge == want("challenge"), d.said == "waiting", is_flag)
    .group_by(d.challenge, d.person, e.name)
    .having(func.count() >= ENOUGH)
    .order_by(d.person)
    .limit(10),
    names("challenge"),
)
WAITING = Statement(
    select(func.count())
    .select_from(t.doubt)
    .join(t.entry, and_(e.challenge == d.challenge, e.person == d.person))
    .where(d.challenge == want("challenge"), d.said == "waiting", ~is_flag),
    names("challenge"),
)
VERDICTS = Statement(
    select(d.challenge, d.id, d.said).where(d.person == want("person"), d.said != "waiting"), names("person")
)
SHARED = Statement(
    select(e.person, e.name, e.shared)
    .where(e.challenge == want("challenge"), e.shared.is_not(None))
    .order_by(e.name)
    .limit(5),
    names("challenge"),
)  # fmt: skip


def best(what: str) -> ScalarSelect[int]:
    """The highest value of a column of the entries of a challenge."""
    other = t.entry.alias()
    return select(func.max(other.c[what])).where(other.c.challenge == want("challenge_of")).scalar_subquery()


BEST = {  # who is alike shares it
    what: Statement(
        select(e.person, e.name, e[what])
        .where(e.challenge == want("challenge"), e[what] > 0, e[what] == best(what))
        .order_by(e.person)
        .limit(4),
        names("challenge", "challenge_of"),
    )
    for what in ("improved", "steady", "comeback")
}
