"""/link: one person on several platforms. A code here, typed there, a yes on both sides, one undo for a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core import linking as ln
from coach_core.brought import brought, stricter
from coach_core.commands.answers import plain
from coach_core.commands.link_screens import (
    agree_screen,
    both_joined,
    code_screen,
    join_screen,
    notices,
    places_screen,
    waiting_screen,
)
from coach_core.commands.link_what import Side, closed, may_choose
from coach_core.commands.unlink import here, leave, old, part
from coach_core.linking import Links, Offer
from coach_core.talk import msg
from coach_core.turn import Call, Outcome, Rows, Want

Act = Callable[[Call, Links, str], Outcome]


def wants(call: Call) -> Want | None:
    """Both accounts, and whose the typed code is; a wrong one costs little."""
    code = ln.normal(call.words)
    return Want(everything=not code, links=True, code=code or None)


def decide(call: Call) -> Outcome:
    """/link, /link CODE, and the buttons."""
    links = call.given.rows.links
    assert links is not None, "wanted"
    if call.press:
        act = ACTS.get(call.press[0])
        return act(call, links, ":".join(call.press[1:])) if act else old(call)
    if call.words.strip():
        return _typed(call, links)
    if links.made is not None and links.made.agreed and links.other is not None:
        return Outcome(call.person, (join_screen(*_sides(call, links)),))
    return Outcome(call.person, (places_screen(call, links),)) if len(links.met) > 1 else _code(call, links, "")


def _code(call: Call, links: Links, _: str) -> Outcome:
    """A new code, for somebody who has something to join with."""
    if call.person.consent is None:
        return Outcome(call.person, plain(call.person, msg("link-nothing-here")))
    offer = Offer(call.person.number, here(call), call.at + ln.CODE_LASTS)
    return Outcome(call.person, (code_screen(links.fresh),), link=ln.Make(links.fresh, offer))


def _typed(call: Call, links: Links) -> Outcome:
    """A code: right, it is used up and the question is asked; wrong, it counts."""
    if links.tries >= ln.TRIES or links.tries_of_all >= ln.TRIES_OF_ALL:
        return Outcome(call.person, plain(call.person, msg("link-locked")))
    found = links.found
    if found is None:
        left = ln.TRIES - links.tries - 1
        return Outcome(call.person, plain(call.person, msg("link-wrong-code", n=left)), link=ln.Miss())
    if found.person == call.person.number:
        return Outcome(call.person, plain(call.person, msg("link-own-code")))
    taken = replace(
        found, other=call.person.number, there=here(call), name=call.event.name, ends=call.at + ln.ANSWER_LASTS
    )
    side = Side(here(call), call.person, links.mine)
    return Outcome(call.person, (agree_screen(call, side, found.here),), link=ln.Change(taken))


def _agree(call: Call, links: Links, _: str) -> Outcome:
    """Who typed the code says that both accounts are theirs; now the other side is asked."""
    typed = links.typed
    if typed is None or links.other is None or typed.agreed:
        return old(call)
    mine = Side(here(call), call.person, call.given.rows, call.event.name)
    theirs = Side(typed.here, links.other, links.theirs)
    asked = replace(join_screen(call, theirs, mine), to=(typed.here.platform, typed.here.external))
    return Outcome(call.person, (waiting_screen(typed.here), asked), link=ln.Change(replace(typed, agreed=True)))


def _drop(call: Call, links: Links, _: str) -> Outcome:
    """No: nothing is joined, and the other side hears of it."""
    offer = links.made or links.typed
    if offer is None:
        return old(call)
    far = offer.there if offer is links.made else offer.here
    told = notices([far] if far else [], "link-dropped-there")
    return Outcome(call.person, (*plain(call.person, msg("link-dropped")), *told), link=ln.Drop(offer))


def _sides(call: Call, links: Links) -> tuple[Call, Side, Side]:
    offer, other = links.made, links.other
    assert offer is not None and offer.there is not None and other is not None
    mine = Side(offer.here, call.person, call.given.rows)
    return call, mine, Side(offer.there, other, links.theirs, offer.name)


def _join(call: Call, links: Links, which: str) -> Outcome:
    """Yes, from who made the code: both become one. ``which`` says whose program goes on, and of whom it was asked."""
    offer, other = links.made, links.other
    number, _, whose = which.partition(":")
    if offer is None or other is None or not offer.agreed or number != str(other.number):
        return old(call)
    _, mine, theirs = _sides(call, links)
    if whose not in may_choose(mine, theirs):
        return old(call)
    keep, gone = (mine, theirs) if whose == "mine" else (theirs, mine)
    facts = brought(_whole(call, gone), gone.person.number)
    health = stricter(keep.person.health, gone.person.health)
    deed = ln.Join(keep.person.number, gone.person.number, facts, keep.person.health, health)
    said = (both_joined(call), *notices([theirs.met], "link-joined-there"))
    return Outcome(call.person, said, link=deed)


def _whole(call: Call, gone: Side) -> Rows:
    """All facts of the account that stands still, its open workout closed with what was done."""
    done = closed(call, gone)
    return replace(gone.rows, workouts=(*gone.rows.workouts, done)) if done is not None else gone.rows


ACTS: Mapping[str, Act] = {
    "code": _code,
    "agree": _agree,
    "drop": _drop,
    "join": _join,
    "part": part,
    "leave": leave,
}
