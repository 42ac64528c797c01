"""decide(): safety first, then the command that the event means. Pure: no I/O, no clock, no language, no platform."""

from __future__ import annotations

from dataclasses import replace

from coach_core.answered import PAST_ASKED, answered
from coach_core.challenge.follow import follow
from coach_core.challenge.illness import ill
from coach_core.commands import (
    away,
    banning,
    challenge,
    challenge_host,
    challenge_named,
    challenge_wish,
    choices,
    correct,
    correcting,
    deleting,
    ending,
    falling,
    filling,
    holding,
    moving,
    pain_open,
    past_said,
    resuming,
    rooms,
    start,
    tapping,
    typed_here,
    undo,
)
from coach_core.commands.card import card
from coach_core.commands.filling import Form
from coach_core.commands.keeping import kept
from coach_core.commands.leaving import left_behind
from coach_core.commands.place import today_of
from coach_core.commands.reading import read_of
from coach_core.commands.start_onward import OF_START
from coach_core.commands.today import looked_away
from coach_core.knowledge.guard import guard, soreness_line
from coach_core.knowledge.pausing import withheld
from coach_core.meaning import BY_NAME, PLAINLY_A_LOG, Meant, meant, only_sets
from coach_core.notation.reading import Intent
from coach_core.person import Person
from coach_core.rights import may
from coach_core.talk import Incoming, Kind, Say
from coach_core.turn import Call, Command, Given, Outcome, Want

BEFORE_CONSENT = frozenset({"start", "screening", "help", "privacy", "language", "stop", "cancel", "erase", "export"})
NO_CONSENT = BEFORE_CONSENT | {"link"}  # and joining with an account that has agreed
TRAINING = frozenset({"today", "log", "done", "set", "skip", "swap", "change", "fill", "finish", "alt", "program"})


def wants(person: Person, event: Incoming, given: Given) -> Want | None:
    """The rows that the event needs, known before anything is decided."""
    if event.kind is Kind.DUE and event.text == challenge_host.HOST:
        return challenge_host.wants(person.number, event)
    want = _wants(person, event, given)
    if person.wish is not None:
        want = replace(want or Want(), group=(want and want.group) or challenge_wish.wished_for(person, event))
    if event.kind is not Kind.DUE and not only_sets(person, event) and ending.is_near(Call(person, event, given)):
        want = replace(want or Want(), everything=True)
    if want is not None and want.journal and person.entries:
        return replace(want, everything=True)  # what is undone has to be taken out of the scores
    return want


def _wants(person: Person, event: Incoming, given: Given) -> Want | None:
    if only_sets(person, event):
        return None
    call = Call(person, event, given)
    if event.kind is Kind.DUE:
        return falling.wants(call)
    found, question = meant(call), person.question
    if question is not None and found.command.name == "log" and _about_the_past(found.call):
        return Want(everything=True)
    if found.command.name != "log" or event.kind is not Kind.TEXT:
        return found.command.wants(found.call)
    if (told := moving.wants(call) or past_said.wants(call) or deleting.wants(call)) is not None:
        return told
    if PLAINLY_A_LOG.search(event.text) and person.training.open is not None and person.training.open.sets:
        return None
    intent = read_of(call, event.text).intent
    if intent is Intent.UNDO:
        return undo.wants(call)
    return correct.wants(call) if intent is Intent.CORRECT else None


def _about_the_past(call: Call) -> bool:
    """Whether the open question is one whose answer may change what is long stored."""
    question, opened = call.person.question, call.person.training.open
    if question is None or question.command in PAST_ASKED:
        return question is not None
    waits = question.command == "log" and question.asks == "confirm" and (opened is None or not opened.sets)
    return waits and read_of(call, question.keep.get("text", "")).intent is Intent.CORRECT


def decide(person: Person, event: Incoming, given: Given) -> Outcome:
    """What the event does, and what follows of it for the challenges that the person is in."""
    if event.kind is Kind.DUE and event.text == challenge_host.HOST:
        return challenge_host.decide(Call(person, event, given))
    outcome = _decided(person, event, given)
    if outcome.person.wish is not None and not outcome.erase:
        outcome = challenge_wish.wished(Call(person, event, given), outcome)
    outcome = choices.remembered(person, undo.settled(person, tapping.remembered(looked_away(outcome), event)), event)
    after = outcome.person
    return follow(Call(person, event, given), outcome) if person.entries or after.entries or after.aside else outcome


def _decided(person: Person, event: Incoming, given: Given) -> Outcome:
    """What was said or fell due, and what it leaves for the reminders."""
    return kept(call := Call(person, event, given), (falling.decide if event.kind is Kind.DUE else _heard)(call))


def _heard(call: Call) -> Outcome:
    """What a person said or did. Red flags are looked for before anything else is read (R1)."""
    event, bare = call.event, only_sets(call.person, call.event)
    flagged = None if bare else guard(call)
    if flagged is not None and not challenge_named.only_names(call):
        return rooms.flagged(call, correcting.left(call, "flag", pain_open.flagged(call, flagged)))
    if event.room is not None:
        return rooms.placed(call, _in_room(rooms.unasked(call), bare))
    return away.told(call, _unflagged(call, bare))


def _in_room(call: Call, bare: bool) -> Outcome:
    """Said in a room: only what may be said there, and no answer there to what was asked in the private chat alone."""
    if not may(name := meant(call).command.name, call.event):
        return rooms.refused(call, name)
    question = call.person.question
    if question is None or may(question.command, call.event):
        return _unflagged(call, bare)
    outcome = _unflagged(replace(call, person=replace(call.person, question=None)), bare)
    asked = outcome.person.question or question
    return replace(outcome, person=replace(outcome.person, question=asked))


def _unflagged(call: Call, bare: bool) -> Outcome:
    person, found = call.person, Meant(BY_NAME["log"], call) if bare else meant(call)
    if person.consent is None and found.command.name not in NO_CONSENT and not _of_the_room(found):
        beside = answered(call, found) if _asked_beside(person) else None
        if beside is not None:
            return resuming.back(call, found.command.name, beside)
        wish = challenge_wish.wish_of(found.call) if found.command.name == "challenge" else None
        return start.COMMAND.decide(
            replace(call, words=call.event.text, person=replace(person, wish=wish or person.wish))
        )
    outcome = answered(call, found)
    if outcome is None:
        name = found.command.name
        here = correcting.without(found.call, name)
        outcome = correcting.left(call, name, _commanded(found.command, here))
    elif person.question is not None:
        name = person.question.command
    else:
        name = found.command.name
    outcome = outcome if bare or call.event.room is not None else resuming.back(call, name, outcome)
    return outcome if bare else _with_soreness(call, banning.beside(call, outcome))


def _asked_beside(person: Person) -> bool:
    """Whether what was asked last may be answered before the consent, and is no question of the start ("erase?")."""
    return person.question is not None and person.question.command in NO_CONSENT - OF_START


def _of_the_room(found: Meant) -> bool:
    """Whether it is about what a room has, and nothing of the person: who manages a room need not train."""
    here = found.command.name == "challenge"
    return here and (challenge.of_the_room(found.call) or challenge_wish.answers(found.call))


def _commanded(command: Command, call: Call) -> Outcome:
    """The command, with a pain that is still asked about kept in mind (R28); what is only said again asks nothing."""
    if call.given.rows.missed:
        return command.decide(call)
    return pain_open.beside(call, command.name, lambda here: _taken_up(command, here))


def _taken_up(command: Command, call: Call) -> Outcome:
    """The command, after a workout that was left long ago is closed."""
    if command.name not in TRAINING:
        return _done(command, call)
    closed = left_behind(call)
    if closed is None:
        return _done(command, call)
    outcome = _done(command, replace(call, person=closed.person))
    if outcome.take_back:
        return outcome  # as it was before those turns: open
    return replace(
        outcome,
        reply=(*closed.reply, *outcome.reply),
        facts=(*closed.facts, *outcome.facts),
        ended=(*closed.ended, *outcome.ended),
        undoable=True,
    )


def _done(command: Command, call: Call) -> Outcome:
    """What the command does, unless something goes before it: a pause, health questions that are due."""
    instead = holding.before(call, command.name)
    return instead if instead is not None else command.decide(call)


def _with_soreness(call: Call, outcome: Outcome) -> Outcome:
    """R4: ordinary soreness is called so, beside what else was said."""
    line = soreness_line(call)
    if line is None or not outcome.reply:
        return outcome
    if not any(line in said.lines for said in outcome.reply):
        first = outcome.reply[0]
        outcome = replace(outcome, reply=(replace(first, lines=(*first.lines, line)), *outcome.reply[1:]))
    return ill(call, outcome) if line.key == "soreness-illness" else outcome


def form_for(person: Person, event: Incoming, given: Given) -> Form | None:
    """The form that a press opens, or a bare /log; None for everything else."""
    call = Call(person, event, given)
    if not filling.asked(event) or person.consent is None or not may("log", event):
        return None
    if event.button == typed_here.BUTTON.id:
        return typed_here.form(call)
    if withheld(call, person, today_of(call)):
        return None
    return filling.form(meant(call).call, pressed=event.kind is Kind.PRESS)


def drawn(person: Person, event: Incoming, given: Given) -> Say:
    """The living workout message as it is now."""
    [said] = undo.once((card(Call(person, event, given), person, replace=True),), person.turn)
    return said
