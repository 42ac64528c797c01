"""Undo: the person's latest turn that changed sets, plan or settings, as if it had not been. Twice is two turns back.

What still waits for a yes goes before it: nothing of that is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import old_undo, removing, undone_choice
from coach_core.commands.answers import Changed, answer, dated_lines, plain
from coach_core.commands.reading import read_of
from coach_core.commands.steps import next_step
from coach_core.commands.tapping import again
from coach_core.facts import SetDone, WorkoutDone
from coach_core.notation.reading import Intent, Reading
from coach_core.person import Chosen, Person
from coach_core.talk import Button, Kind, Msg, Reply, Say, msg
from coach_core.training.as_data import set_data
from coach_core.turn import Call, Outcome, Past, Want

MOST = 20
BUTTON = "undo:1"
WAITS = frozenset({"log", "finish", "skip", "swap", "program", "erase", "edit", "history", "remove"})  # for a yes


def wants(call: Call) -> Want | None:
    """So many turns as are to be taken back; the past, where a set is to be deleted and no workout is open."""
    training = call.person.training
    if call.event.kind is Kind.TEXT and not (training.open and training.open.sets) and removing.of_sets(call):
        return Want(everything=True)
    shown = old_undo.shown_by(call)
    if shown is not None and shown < call.person.turn - 1:  # what it stands under may lie further back
        return Want(journal=MOST, everything=True)
    return Want(journal=count_of(call))


def count_of(call: Call) -> int:
    """How many turns: the number in the button, after the command, or in the sentence."""
    told = call.press[0] if call.press else call.words.strip()
    if told.isascii() and told.isdigit():
        return max(1, min(MOST, int(told)))
    if call.event.kind is Kind.TEXT:
        reading = read_of(call, call.event.text)
        if reading.intent is Intent.UNDO and reading.count:
            return max(1, min(MOST, reading.count))
    return 1


def decide(call: Call) -> Outcome:
    """Takes back as many turns as are asked for and can be. A button that did that does it no more."""
    done = old_undo.done_of(call)
    own = old_undo.own_of(call, done)
    if own is not None and own is not done[0]:
        return old_undo.decide(call, own, done[0])
    if own is None and used_up(call):
        more = Say((msg("undo-used"),), ((Button(BUTTON, msg("button-undo")),),))
        return Outcome(call.person, () if again(call) else (more,))
    if _is_of_question(call):
        line = msg("not-stored" if call.person.question and call.person.question.command == "log" else "cancelled")
        return Outcome(replace(call.person, question=None), plain(call.person, line))
    if done and isinstance(done[0], Chosen):
        return undone_choice.decide(call, done[0])
    turns = call.given.rows.past[: _until_a_choice(call, done)]
    if not turns:
        return Outcome(call.person, plain(call.person, msg("undo-nothing")))
    oldest = turns[-1]
    person = replace(call.person, training=oldest.before, question=None, undone=call.person.turn)
    lines = tuple(line for past in turns for line in _lines(call, past)) or (msg("undone-plan"),)
    changed = tuple(change for past in turns for change in _changed(past))
    back = tuple(past.turn for past in turns)
    if person.training.plan is None and call.person.training.plan is not None:
        return _start_again(call, person, lines, changed, back)
    return Outcome(person, answer(call, person, lines, changed), take_back=back)


def _until_a_choice(call: Call, done: Sequence[old_undo.Done]) -> int:
    """How many turns: no more than lie above a change of a setting, which is taken back by itself."""
    above = next((n for n, one in enumerate(done) if isinstance(one, Chosen)), len(done))
    return min(count_of(call), above)


def _is_of_question(call: Call) -> bool:
    """Whether a plain "undo" is said to what was asked last, and not to what was stored before it."""
    question = call.person.question
    asked = question is not None and question.command in WAITS
    return asked and call.event.kind is Kind.TEXT and count_of(call) == 1


def used_up(call: Call) -> bool:
    """Whether something was taken back since the pressed button was shown, by itself or otherwise."""
    shown = call.press[1] if len(call.press) > 1 else ""
    return shown.isdecimal() and int(shown) < call.person.undone


def settled(person: Person, outcome: Outcome) -> Outcome:
    """The outcome of a turn of this person: what changed nothing is nothing to take back, as a second tap is."""
    changed = outcome.undoable and bool(outcome.facts or outcome.ended or outcome.person.training != person.training)
    reply = once(outcome.reply, person.turn)
    if reply is outcome.reply and changed == outcome.undoable:
        return outcome
    return replace(outcome, reply=reply, undoable=changed)


def once(reply: Reply, turn: int) -> Reply:
    """The reply of a turn, its undo buttons with that turn's number (``answers.undo_button``): each takes back once."""
    if not any(button.id == BUTTON for said in reply for row in said.buttons for button in row):
        return reply
    return tuple(
        replace(said, buttons=tuple(tuple(_numbered(b, turn) for b in row) for row in said.buttons))
        if said.buttons
        else said
        for said in reply
    )


def _numbered(button: Button, turn: int) -> Button:
    return replace(button, id=f"{BUTTON}:{turn}") if button.id == BUTTON else button


def _start_again(
    call: Call, person: Person, lines: tuple[Msg, ...], changed: tuple[Changed, ...], back: tuple[int, ...]
) -> Outcome:
    """The first set was taken back, and the program with it: the question that it answered comes again."""
    said = Say(lines, data={"logged": [set_data(s, change) for s, change in changed]})
    asked = next_step(call, person)
    if asked.facts:  # nothing to ask: it is begun with one tap
        row = (Button("start:again", msg("button-start")),)
        return Outcome(person, (replace(said, buttons=(row,)),), take_back=back)
    return replace(asked, reply=(said, *asked.reply), take_back=back)


def typed(call: Call, reading: Reading) -> Outcome:
    """ "undo"; "undo the last two" takes these sets out, "delete set 2" that one."""
    if reading.needs_confirmation:
        return removing.typed(call)
    many = reading.count or 1
    return removing.last(call, many) if removing.of_sets(call, many) else decide(call)


def _changed(past: Past) -> list[tuple[SetDone, str]]:
    made = {f.set_id: f for f in past.made if isinstance(f, SetDone)}
    ended = {f.set_id: f for f in past.ended if isinstance(f, SetDone)}
    gone = [(s, "removed") for key, s in made.items() if key not in ended]
    back = [(s, "changed" if key in made else "stored") for key, s in ended.items()]
    return [*gone, *back]


def _lines(call: Call, past: Past) -> list[Msg]:
    made = {f.set_id: f for f in past.made if isinstance(f, SetDone)}
    ended = {f.set_id: f for f in past.ended if isinstance(f, SetDone)}
    gone = [s for key, s in made.items() if key not in ended]
    back = [s for key, s in ended.items() if key not in made or replace(made[key], set=s.set) != s]
    lines = [*dated_lines(call, gone, "undone-removed"), *dated_lines(call, back, "undone-back")]
    opened = past.before.open
    if opened is not None and any(isinstance(f, WorkoutDone) and f.workout == opened.workout for f in past.made):
        lines.append(msg("undone-finish"))
    return lines
