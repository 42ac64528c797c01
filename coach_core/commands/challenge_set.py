"""/challenge set: who may join, the language, the lift, the group's quiet hours. Making one: challenge_new."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach_core.challenge.deeds import Change, Draw
from coach_core.challenge.kinds.strength import LIFTS
from coach_core.challenge.scores import title
from coach_core.challenge.values import QUIET, Board, Challenge, Who
from coach_core.commands.challenge_admin import of_here, said
from coach_core.commands.challenge_read import read
from coach_core.commands.remind_read import hour_in
from coach_core.notation.clean import fold
from coach_core.notation.lexicon import phrase, sorted_words
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.turn import Call, Outcome

WHAT = ("who", "language", "lift", "quiet")
LONGEST_NAME = 3  # words
HOURS = ("21-8", "22-8", "22-7", "23-7", "0-0")  # quiet ones, to tap; any others are typed
SPAN = re.compile(r"([0-9]{1,2}(?::[0-9]{2})?) *[-–] *([0-9]{1,2}(?::[0-9]{2})?)")


def decide(call: Call) -> Outcome:
    """The settings with their buttons; one of them to choose from; what was chosen."""
    challenge = of_here(call)
    if challenge is None:
        return said(call, msg("challenge-gone"))
    what, words = named(call, call.press[1:])
    value = _lift(call, words) if what == "lift" else "".join(words[:1])
    span = hours_in(" ".join(words))
    if span is not None:
        return _set(call, replace(challenge, quiet=span))
    typed = told(call, challenge, words) if call.event.kind is Kind.TEXT and what not in ("lift", "quiet") else None
    if typed is not None:
        return _set(call, typed)
    if what not in WHAT or (what == "lift" and challenge.lift is None):
        odd = (msg("challenge-set-how"),) if call.press[1:] else ()
        return Outcome(call.person, (settings_say(call, challenge, *odd),))
    options = _options(call, what)
    if what == "lift" and call.given.rows.group.boards.get(challenge.number, Board()).people:
        return said(call, msg("challenge-lift-stands"))
    if value not in options:
        base = f"challenge:set:{challenge.number}:{what}"
        line = msg("challenge-ask-quiet") if what == "quiet" else title(challenge)
        return said(call, line, rows=tuple((Button(f"{base}:{v}", m),) for v, m in options.items()))
    return _set(call, _with(challenge, what, value))


def _set(call: Call, now: Challenge) -> Outcome:
    done = Outcome(call.person, (settings_say(call, now),))
    return replace(done, group=(Change(now), Draw(now.number, call.at)))


def named(call: Call, words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Which setting words begin with, in any language that is read, and what follows; "" where it is none."""
    if call.event.kind is not Kind.TEXT:
        return (words[0] if words else ""), words[1:]
    rules = call.given.book.typed.rules
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        said = fold(" ".join(words[:size]))
        if said in rules:
            return rules[said], words[size:]
    return "", words


def _lift(call: Call, words: Sequence[str]) -> str:
    """The lift by its name, or by its id as a button has it."""
    said = " ".join(words)
    return call.given.book.lexicon.names.get(sorted_words(phrase(said)), said)


def told(call: Call, challenge: Challenge, words: Sequence[str]) -> Challenge | None:
    """The challenge as words want it: "beginners", "en español"; None where something else is said too, or nothing."""
    wanted, contest = read(call, words), call.given.book.typed.contest
    all_again = any(contest.get(fold(word)) == Who.ALL for word in words)
    if wanted.left or not (wanted.language or all_again or wanted.who is not Who.ALL):
        return None
    who = wanted.who if all_again or wanted.who is not Who.ALL else challenge.who
    return replace(challenge, who=who, language=wanted.language or challenge.language)


def hours_in(told: str) -> tuple[str, str] | None:
    """ "21:30-7" as local hours; the same twice is none at all. None where there are no two hours."""
    found = SPAN.search(told)
    begin, end = (hour_in(found[1]), hour_in(found[2])) if found is not None else (None, None)
    return (begin, end) if begin and end else None


def hours_msg(quiet: tuple[str, str]) -> Msg:
    """Quiet hours as they are read."""
    begin, end = quiet
    return msg("quiet-none") if begin == end else msg("plain-text", text=f"{begin}–{end}")


def _quiet_msg(challenge: Challenge) -> Msg:
    if challenge.quiet[0] == challenge.quiet[1]:
        return msg("challenge-set-no-quiet")
    return msg("challenge-set-quiet", hours=hours_msg(challenge.quiet), zone=challenge.zone)


def settings_say(call: Call, challenge: Challenge, *first: Msg) -> Say:
    """What a challenge is set to; whoever made it changes it with one tap more."""
    n = challenge.number
    lines = [*first, msg("challenge-set-who", who=msg(f"who-{challenge.who.value}"))]
    lines.append(msg("challenge-set-language", language=msg(f"language-{challenge.language}")))
    what = ["who", "language"]
    if challenge.lift is not None:
        lines.append(msg("challenge-set-lift", exercise=challenge.lift))
        what.append("lift")
    lines.append(_quiet_msg(challenge))
    what.append("quiet")
    buttons = [Button(f"challenge:set:{n}:{name}", msg(f"button-set-{name}")) for name in what]
    rows = (tuple(buttons[:2]), tuple(buttons[2:]))
    pressed = call.event.kind is Kind.PRESS  # what is typed is answered below
    return Say(tuple(lines), rows, anchor="challenge-new", replace=pressed, public=not call.event.whispers)


def _options(call: Call, what: str) -> Mapping[str, Msg]:
    if what == "who":
        return {who.value: msg(f"who-{who.value}") for who in Who}
    if what == "language":
        return {code: msg(f"language-{code}") for code in call.given.book.typed.languages}
    if what == "quiet":
        return {span: hours_msg(hours_in(span) or QUIET) for span in HOURS}
    return {lift: msg("exercise-name", exercise=lift) for lift in LIFTS}


def _with(challenge: Challenge, what: str, value: str) -> Challenge:
    if what == "who":
        return replace(challenge, who=Who(value))
    return replace(challenge, language=value) if what == "language" else replace(challenge, lift=value)
