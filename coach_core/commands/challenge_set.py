"""/challenge set: who may join, in which language a challenge speaks, which lift it measures. Making: challenge_new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.challenge.deeds import Change, Draw
from coach_core.challenge.scores import title
from coach_core.challenge.values import Board, Challenge, Who
from coach_core.commands.challenge_admin import here, said
from coach_core.commands.challenge_new import LIFTS
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.turn import Call, Outcome

WHAT = ("who", "language", "lift")


def decide(call: Call) -> Outcome:
    """The settings with their buttons; one of them to choose from; what was chosen."""
    challenge = here(call)
    if challenge is None:
        return said(call, msg("challenge-which"))
    what, value, *_ = (*call.press[1:], "", "")
    if what not in WHAT:
        return Outcome(call.person, (settings_say(call, challenge),))
    options = _options(call, what)
    if what == "lift" and call.given.rows.group.boards.get(challenge.number, Board()).people:
        return said(call, msg("challenge-lift-stands"))
    if value not in options:
        base = f"challenge:set:{challenge.number}:{what}"
        return said(call, title(challenge), rows=tuple((Button(f"{base}:{v}", m),) for v, m in options.items()))
    now = _with(challenge, what, value)
    done = Outcome(call.person, (settings_say(call, now),))
    return replace(done, group=(Change(now), Draw(now.number, call.at)))


def settings_say(call: Call, challenge: Challenge, *first: Msg) -> Say:
    """What a challenge is set to; whoever made it changes it with one tap more."""
    n = challenge.number
    lines = [*first, msg("challenge-set-who", who=msg(f"who-{challenge.who.value}"))]
    lines.append(msg("challenge-set-language", language=msg(f"language-{challenge.language}")))
    what = ["who", "language"]
    if challenge.lift is not None:
        lines.append(msg("challenge-set-lift", exercise=challenge.lift))
        what.append("lift")
    row = tuple(Button(f"challenge:set:{n}:{name}", msg(f"button-set-{name}")) for name in what)
    pressed = call.event.kind is Kind.PRESS  # what is typed is answered below
    return Say(tuple(lines), (row,), anchor="challenge-new", replace=pressed, public=not call.event.whispers)


def _options(call: Call, what: str) -> Mapping[str, Msg]:
    if what == "who":
        return {who.value: msg(f"who-{who.value}") for who in Who}
    if what == "language":
        return {code: msg(f"language-{code}") for code in call.given.book.typed.languages}
    return {lift: msg("exercise-name", exercise=lift) for lift in LIFTS}


def _with(challenge: Challenge, what: str, value: str) -> Challenge:
    if what == "who":
        return replace(challenge, who=Who(value))
    return replace(challenge, language=value) if what == "language" else replace(challenge, lift=value)
