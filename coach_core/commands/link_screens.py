"""The messages of /link: the code, the questions on both sides, the places. What they do is in link.py."""

from __future__ import annotations

from collections.abc import Iterable

from coach_core.commands.link_what import Side, may_choose
from coach_core.linking import CODE_LASTS, UNDO_LASTS, Links, Met, shown
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.turn import Call


def code_screen(code: str) -> Say:
    """The code, how long it holds, where to type it, and that nobody else may have it."""
    told = shown(code)
    minutes = int(CODE_LASTS.total_seconds() // 60)
    lines = (msg("link-code", code=told, minutes=minutes), msg("link-code-how", code=told), msg("link-code-secret"))
    return Say(lines, secret=told)


def agree_screen(call: Call, mine: Side, there: Met) -> Say:
    """For who typed a code: whose it may be, and what is given away."""
    lines = (msg("link-agree", platform=_platform(there)), side_line(call, mine), msg("link-agree-only"))
    row = (Button("link:agree", msg("button-both-mine")), Button("link:drop", msg("button-not-mine")))
    return Say(lines, (row,), {"question": {"asks": "confirm"}})


def waiting_screen(there: Met) -> Say:
    """The other side has the last word."""
    return Say((msg("link-waiting", platform=_platform(there)),), ((Button("link:drop", msg("button-not-mine")),),))


def join_screen(call: Call, mine: Side, theirs: Side) -> Say:
    """For who made the code: who asks, what both bring, whose program goes on."""
    who = msg("link-ask", name=theirs.name or theirs.met.external, id=theirs.met.external,
              platform=_platform(theirs.met))  # fmt: skip
    choices = may_choose(mine, theirs)
    more = (msg("link-choose"),) if len(choices) > 1 else ()
    lines = (who, side_line(call, mine), side_line(call, theirs), msg("link-what-happens"), *more)
    sides = {"mine": mine, "theirs": theirs}
    number = theirs.person.number
    rows = tuple(
        (Button(f"link:join:{number}:{w}", _label(call, sides[w], mine, theirs) if more else msg("button-join-us")),)
        for w in choices
    )
    return Say(lines, (*rows, (Button("link:drop", msg("button-not-me")),)), {"question": {"asks": "confirm"}})


def _label(call: Call, side: Side, *both: Side) -> Msg:
    same = len({s.met.platform for s in both}) == 1
    where = msg("plain-text", text=side.met.external) if same else _platform(side.met)
    return msg("button-join-as", platform=where, program=_program(call, side))


def side_line(call: Call, side: Side) -> Msg:
    """What one account has."""
    return msg(
        "link-side",
        platform=_platform(side.met),
        who=side.met.external,
        workouts=side.workouts,
        sets=side.sets,
        program=_program(call, side),
    )


def _program(call: Call, side: Side) -> Msg:
    plan = side.person.training.plan
    program = call.given.book.programs.get(plan.program) if plan else None
    if plan is None or program is None:
        return msg("link-no-program")
    return msg("link-program", title=program.title, week=plan.week)


def both_joined(call: Call) -> Say:
    """It is done, and until when it can be undone."""
    lines = (msg("link-joined"), msg("link-undo-until", hours=int(UNDO_LASTS.total_seconds() // 3600)))
    return Say(lines, ((Button("today:next", msg("button-today")), Button("link:part", msg("button-part"))),))


def places_screen(call: Call, links: Links) -> Say:
    """Where the person is met, and what can be done about it."""
    lines = tuple(msg("link-place", platform=_platform(m), who=m.external) for m in links.met)
    rows = [(Button("link:code", msg("button-link-more")),)]
    if links.joined is not None and call.at - links.joined.at <= UNDO_LASTS:
        rows.append((Button("link:part", msg("button-part")),))
    others = [m for m in links.met if m != Met(call.event.platform, call.event.person)]
    rows += [
        (Button(f"link:leave:{m.platform}:{m.external}", msg("button-leave-place", platform=_platform(m))),)
        for m in others
    ]
    return Say((msg("link-places"), *lines), tuple(rows))


def notices(where: Iterable[Met], key: str) -> Reply:
    """One line to other addresses, in private."""
    return tuple(Say((msg(key),), to=(m.platform, m.external)) for m in where)


def _platform(met: Met) -> Msg:
    return msg(f"platform-{met.platform}")
