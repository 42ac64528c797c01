"""Coming into a challenge: who may and when, with what the coach knows of them then. Who is new: challenge_wish.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coach_core.challenge.deeds import Enter, Leave
from coach_core.challenge.ending import going_on, let_in
from coach_core.challenge.kinds.kind import Kind, Late
from coach_core.challenge.known import known
from coach_core.challenge.names import LONGEST, clean_name
from coach_core.challenge.scores import team_name, title
from coach_core.challenge.sessions import LATE, all_anew
from coach_core.challenge.showing import DAY
from coach_core.challenge.standing import stood
from coach_core.challenge.values import FLAGGED, Challenge, Entry, Pick, Stage, Who
from coach_core.commands import start
from coach_core.commands.answers import plain
from coach_core.commands.challenge_which import numbered
from coach_core.commands.place import local, program_of
from coach_core.person import Level, Person
from coach_core.talk import Button, Incoming, Say, msg
from coach_core.turn import Call, Outcome

MOST = 20  # challenges of one person
WEEK = 7 * DAY


def refused(call: Call, key: str) -> Outcome:
    """One line why not."""
    return Outcome(call.person, plain(call.person, msg(key)))


def join(call: Call) -> Outcome:
    """One tap. Who has no program yet is taken through the start, and is in when it ends."""
    challenge = numbered(call)
    if challenge is None:
        return refused(call, "challenge-gone" if call.press else "challenge-none-yours")
    why = refusal(call, call.person, challenge)
    if why is not None:
        return refused(call, why)
    if call.person.training.plan is None:
        return start.COMMAND.decide(replace(call, press=(), person=replace(call.person, wish=challenge.number)))
    before = _before(call.person, challenge.number)
    chosen = before.team if before is not None else None
    team = team_said(call, challenge) if chosen is None else chosen
    if chooses(challenge) and team is None:
        asked = replace(call.person, wish=challenge.number)  # the answer may come from the private chat
        return Outcome(asked, (which_team(challenge),))
    return entered(call, Outcome(call.person), challenge, team)


def chooses(challenge: Challenge) -> bool:
    """Whether everybody says in which team they want to be."""
    return challenge.teams > 0 and challenge.pick is Pick.OWN


def team_said(call: Call, challenge: Challenge) -> int | None:
    """The team behind the number: of a button its number, typed its letter; None where there is no such team."""
    said = (call.press[-1] if len(call.press) > 1 else "").upper()
    names = {name: n for n in range(challenge.teams) for name in (str(n), team_name(n))}
    return names.get(said)


def refusal(call: Call, person: Person, challenge: Challenge) -> str | None:
    """Why somebody may not join; None if they may."""
    kind = call.given.book.challenges.get(challenge.kind)
    if kind is None or challenge.stage in (Stage.ENDED, Stage.CANCELLED) or call.at >= challenge.ends_at:
        return "challenge-gone"
    here = (call.event.platform, call.event.room) == (challenge.platform, challenge.room)
    if not here and person.wish != challenge.number:
        return "challenge-elsewhere"
    if person.health.minor:
        return "challenge-minor"
    if any(e.challenge == challenge.number for e in person.entries):
        return "challenge-in-already"
    before = _before(person, challenge.number)
    if before is not None and before.barred:
        return "challenge-barred"
    if not is_for(challenge, person):
        return "challenge-not-for-you"
    if len(going_on(person.entries, call.at)) >= MOST:
        return "challenge-most"
    return None if in_time(kind, challenge, call.at) else "challenge-late"


def is_for(challenge: Challenge, person: Person) -> bool:
    """Whether somebody of this level may join; who has not told theirs yet is asked on the way in."""
    level = person.settings.level
    if challenge.who is Who.ALL or level is None:
        return True
    return (level is Level.BEGINNER) == (challenge.who is Who.BEGINNERS)


def in_time(kind: Kind, challenge: Challenge, at: datetime) -> bool:
    """Whether one may still join."""
    half = challenge.starts_at + (challenge.ends_at - challenge.starts_at) / 2
    last = {Late.BEGINNING: challenge.starts_at, Late.HALF: half, Late.ALWAYS: challenge.ends_at}[kind.late]
    grace = challenge.starts_at + (challenge.ends_at - challenge.starts_at) / 20
    return at <= max(last, grace)


def which_team(challenge: Challenge) -> Say:
    """The question in which team somebody wants to be."""
    row = tuple(
        Button(f"challenge:join:{challenge.number}:{n}", msg("team", team=team_name(n))) for n in range(challenge.teams)
    )
    return Say((msg("challenge-which-team", title=title(challenge)),), (row,))


def entered(call: Call, outcome: Outcome, challenge: Challenge, team: int | None = None) -> Outcome:
    """The outcome with the person in the challenge."""
    person = replace(outcome.person, wish=None)
    before = _before(person, challenge.number)
    part = entry_of(call, person, challenge) if before is None else gone_on(call, before)
    into = team_of(call, person, challenge, team)
    own = into if challenge.pick is Pick.OWN else None
    part = replace(part, name=free_name(call, part.name, challenge.number), team=own)
    entry = stood(call.given.book.challenges, part)
    deed = Enter(challenge.number, entry.name, call.at, entry.standing, into)
    n = challenge.number
    row = (
        Button(f"challenge:leave:{n}", msg("button-leave-challenge")),
        Button(f"challenge:me:{n}", msg("button-me")),
    )
    lines = [msg("challenge-joined", title=title(challenge), name=entry.name)]
    if challenge.teams:
        lines.append(
            msg("challenge-your-team", team=team_name(into)) if into is not None else msg("challenge-unpicked")
        )
    lines += [msg("challenge-your-end", at=local(person, challenge.ends_at)), msg("challenge-name-how")]
    return replace(
        outcome,
        person=replace(
            person, entries=(*person.entries, entry), aside=tuple(e for e in person.aside if e is not before)
        ),
        reply=(*outcome.reply, Say(tuple(lines), (row,))),
        group=(*outcome.group, deed),
    )


def _before(person: Person, challenge: int) -> Entry | None:
    """The part of somebody who was in it."""
    return next((e for e in person.aside if e.challenge == challenge), None)


def free_name(call: Call, name: str, challenge: int) -> str:
    """The name, with the person's number where another one there is called so."""
    others = (who for who in call.given.rows.group.those_called(challenge) if who != call.person.number)
    return f"{name[: LONGEST - 8]} {call.person.number}" if any(others) else name


def name_before(person: Person, event: Incoming, challenge: int | None) -> str:
    """The name with which somebody would come in."""
    before = _before(person, challenge or 0)
    return before.name if before is not None else clean_name(event.name or "") or f"#{person.number}"


def entry_of(call: Call, person: Person, challenge: Challenge) -> Entry:
    """A person's part, with what the coach knows of them on joining."""
    program = program_of(call, person)
    plan = person.training.plan
    begun = (local(person, call.at).date() - plan.started).days if plan is not None else 0
    name = name_before(person, call.event, None)
    return Entry(
        challenge.number, challenge.kind, name, challenge.starts_at, challenge.ends_at, call.at,
        made=person.made,
        lift=challenge.lift, weekly=max(1, min(7, len(program.days))) if program is not None else 2,
        level=(person.settings.level or "beginner"), trained=max(0, begun // 7),
        prior=known(person, challenge.lift, call.given.rows.sets, call.at),
        zones=((call.at, person.settings.zone or "UTC"),),
    )  # fmt: skip


def gone_on(call: Call, before: Entry) -> Entry:
    """The part of somebody who is back: with what they did meanwhile, and with nothing forgotten of before."""
    rows = call.given.rows
    told_late = (s.set_id for s in rows.sets if s.written_at - s.at > LATE)
    back = replace(before, late=tuple(dict.fromkeys((*before.late, *told_late))))
    return all_anew(back, rows.sets, rows.workouts) if rows.whole else back


def team_of(call: Call, person: Person, challenge: Challenge, asked: int | None) -> int | None:
    """The team: as asked, else the smaller one, else by lot (the person's number, well mixed).

    None where captains choose, until one does.
    """
    if not challenge.teams or challenge.pick is Pick.CAPTAIN:
        return None
    if asked is not None and challenge.pick is Pick.OWN:
        return asked
    board = call.given.rows.group.boards.get(challenge.number)
    sizes = dict.fromkeys(range(challenge.teams), 0) | {t.number: t.people for t in (board.teams if board else ())}
    fewest = min(sizes.values())
    open_ones = [n for n, people in sorted(sizes.items()) if people == fewest]
    return open_ones[(person.number * 2_654_435_761 + challenge.number) % 2**32 % len(open_ones)]


def _allowed(call: Call, entry: Entry, allowed: tuple[str, ...]) -> Entry:
    rows = call.given.rows
    if call.at < entry.ends_at:
        return all_anew(replace(entry, allowed=allowed), rows.sets, rows.workouts)
    return entry if allowed == entry.allowed else let_in(entry, allowed, rows)


def heard_verdict(call: Call) -> Outcome:
    """An admin has decided about sets or an entry of the person: what counts now is worked out from all facts."""
    verdicts = call.given.rows.group.verdicts
    out = {number for number, name, good in verdicts if name.startswith(f"{FLAGGED}.") and not good}
    entries = []
    for entry in (e for e in call.person.entries if e.challenge not in out):
        allowed = tuple(name for number, name, good in verdicts if good and number == entry.challenge)
        entries.append(_allowed(call, entry, allowed))
    gone = tuple(replace(e, barred=True) for e in call.person.entries if e.challenge in out)
    told = tuple(Say((msg("challenge-taken-off"),)) for _ in gone)
    person = replace(call.person, entries=tuple(entries), aside=(*call.person.aside, *gone))
    return Outcome(person, told, group=tuple(Leave(e.challenge, call.at, kept=False) for e in gone))
