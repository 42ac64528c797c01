"""Undoing a join within a day, and taking one account out later. Joining is in link.py."""

from __future__ import annotations

from coach_core.commands.answers import plain
from coach_core.commands.link_screens import notices
from coach_core.linking import UNDO_LASTS, Leave, Links, Met, Part
from coach_core.talk import Button, Reply, Say, msg
from coach_core.turn import Call, Outcome


def old(call: Call) -> Outcome:
    """A button whose time is over."""
    return Outcome(call.person, plain(call.person, msg("old-button")))


def here(call: Call) -> Met:
    """The address at which the person speaks."""
    return Met(call.event.platform, call.event.person)


def part(call: Call, links: Links, sure: str) -> Outcome:
    """The join is undone, within a day, after one question."""
    joined = links.joined
    if joined is None or call.at - joined.at > UNDO_LASTS:
        return Outcome(call.person, plain(call.person, msg("link-too-late")))
    if sure != str(joined.other):
        row = (
            Button("cancel:", msg("button-leave")),
            Button(f"link:part:{joined.other}", msg("button-part")),
        )
        return Outcome(call.person, (Say((msg("link-part-sure"),), (row,)),))
    told = notices([m for m in links.met if m != here(call)], "link-parted")
    return Outcome(call.person, (*plain(call.person, msg("link-parted")), *told), link=Part(joined))


def leave(call: Call, links: Links, which: str) -> Outcome:
    """One address is taken out; everything stays with the others."""
    sure = which.startswith("sure:")
    platform, _, external = which.removeprefix("sure:").partition(":")
    met = Met(platform, external)
    if met not in links.met or met == here(call):
        return old(call)
    values = {"platform": msg(f"platform-{met.platform}"), "who": met.external}
    if not sure:
        row = (
            Button("cancel:", msg("button-leave")),
            Button(f"link:leave:sure:{platform}:{external}", msg("button-take-out")),
        )
        return Outcome(call.person, (Say((msg("link-leave-sure", **values),), (row,)),))
    reply: Reply = (*plain(call.person, msg("link-left", **values)), *notices([met], "link-left-there"))
    return Outcome(call.person, reply, link=Leave(met))
