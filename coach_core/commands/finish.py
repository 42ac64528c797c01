"""The end of a workout: what was done, what changes and why, records, the next day, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.challenge.ending import going_on
from coach_core.commands import ending
from coach_core.commands.after import ask_after
from coach_core.commands.answers import plain
from coach_core.commands.asking import ask
from coach_core.commands.place import day_of, key_of, local, next_day, opened, today_of
from coach_core.commands.promised import kept_or_said
from coach_core.commands.schemes import done_msgs
from coach_core.commands.tapping import again
from coach_core.facts import Ended, LoadChange, SetDone, WorkoutDone
from coach_core.knowledge.pausing import withheld
from coach_core.notation.reading import Reading
from coach_core.person import Lift, Person, Training, Workout
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.training.advance import Advanced, advance
from coach_core.training.as_data import change_data, workout_data
from coach_core.training.marks import written_marks
from coach_core.training.then import written_settings
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """/finish, the button, and the answer to the one question that it may ask."""
    if call.press and call.press[0] not in ("yes", "no", key_of(call.person.training)):
        return Outcome(call.person, plain(call.person, msg("finish-over-already")))
    if call.press[:1] == ("no",):
        return Outcome(replace(call.person, question=None), plain(call.person, msg("go-on")))
    return finish(call, sure=call.press[:1] == ("yes",))


def typed(call: Call, reading: Reading) -> Outcome:
    """ "finish", "I'm done for today"."""
    return finish(call, sure=False)


def finish(call: Call, *, sure: bool) -> Outcome:
    """Ends the open workout, after one question at most."""
    workout = call.person.training.open
    if workout is None:
        return Outcome(call.person, plain(call.person, msg("finish-nothing")))
    question = call.person.question
    asked = question is not None and question.command == "finish" and not call.press  # a second tap is no answer
    if question is not None and question.command == "finish" and not sure and again(call):
        return Outcome(call.person)
    left = [s for s in day_of(call, call.person).slots if s.left]
    held = withheld(call, call.person, today_of(call))
    if left and not held and not sure and not asked and workout.program is not None and _on_plan(workout):
        lines = (
            msg(
                "finish-left-challenge" if going_on(call.person.entries, call.at) else "finish-left",
                n=len(left),
                exercises=tuple(msg("exercise-name", exercise=s.exercise) for s in left),
            ),
        )
        row = (Button("finish:yes", msg("button-finish-anyway")), Button("finish:no", msg("button-go-on")))
        return ask(call, "confirm", Say(lines, (row,)), "finish", yes="yes", no="no")
    return close(call, call.person)


def _on_plan(workout: Workout) -> bool:
    return any(s.slot is not None and not s.warmup for s in workout.sets) or bool(workout.marks)


def workout_done(call: Call, person: Person, ended: Ended) -> WorkoutDone:
    """The open workout as a fact. Without one set of the plan it was a workout of its own: the program stays."""
    workout = person.training.open
    assert workout is not None
    on_plan = workout.program is not None and (_on_plan(workout) or ended is Ended.SKIPPED)
    if not workout.sets and ended is Ended.FINISHED:
        ended = Ended.SKIPPED
    shown = workout_data(call.given.book, day_of(call, person))
    return WorkoutDone(
        workout=workout.workout, ended=ended, opened_at=workout.opened_at, ended_at=call.at,
        program=workout.program if on_plan else None, week=workout.week if on_plan else None,
        day=workout.day if on_plan else None, plan={**shown, "settings": written_settings(person.settings)},
        marks=written_marks(workout.marks), gap_days=workout.gap_days,
    )  # fmt: skip


def shut(call: Call, person: Person, ended: Ended) -> tuple[Person, WorkoutDone, Advanced]:
    """Closes the open workout and moves the plan on by its rules."""
    workout = person.training.open
    assert workout is not None
    done = workout_done(call, person, ended)
    moved = advance(call.given.book, person.training, person.settings, done, workout.sets)
    training = moved.training
    if training.plan is not None and training.plan.moved_to is not None and done.program is not None:
        training = replace(training, plan=replace(training.plan, moved_to=None))
    return replace(person, training=training, question=None), done, moved


def close(call: Call, person: Person) -> Outcome:
    """Closes, sums up, and asks what is not known yet."""
    opening, before = person, person.training
    assert before.open is not None
    sets = before.open.sets
    person, done, moved = shut(call, person, Ended.FINISHED)
    if withheld(call, person, today_of(call)):
        said = Say((*_summary(done, sets), msg("finish-held")), ((Button("undo:1", msg("button-undo")),),))
        return Outcome(person, (said,), facts=(done, *moved.changes), undoable=True)
    records = _records(before.lifts, person, sets)
    hurt = tuple(msg("summary-pain", exercise=s.exercise) for s in day_of(call, opening).slots if s.stopped)
    over = ending.is_over(call, person) if not ending.was_over(before) else None
    lines = (*_summary(done, sets, last=over is not None), *hurt, *shut_lines(call, person, moved), *records)
    data = {"progress": [change_data(c) for c in moved.changes]}
    said = Say(
        lines=(*lines, *(next_lines(call, person) if over is None else ())),
        buttons=(*_after_buttons(call, person, before), *_to_share(call, person, records)),
        data=data,
    )
    last = (ending.ending(call, person, over),) if over is not None else ()
    outcome = Outcome(person, (said, *last), facts=(done, *moved.changes), undoable=True)
    return outcome if over is not None else ask_after(call, outcome)


def skipped_whole(call: Call) -> Outcome:
    """The workout of today is left out: with sets it is finished, without any the plan moves on."""
    if call.person.training.open is not None and call.person.training.open.sets:
        return close(call, call.person)
    person = opened(call, call.person)
    person, done, moved = shut(call, person, Ended.SKIPPED)
    lines, undo = (msg("workout-skipped"), *shut_lines(call, person, moved)), Button("undo:1", msg("button-undo"))
    over = ending.is_over(call, person)
    if over is not None:
        reply: Reply = (Say(lines, ((undo,),)), ending.ending(call, person, over))
    else:
        row = (Button("today:next", msg("button-next-workout")), undo)
        reply = (Say((*lines, *next_lines(call, person)), (row,)),)
    return Outcome(person, reply, facts=(done, *moved.changes), undoable=True)


def _summary(done: WorkoutDone, sets: tuple[SetDone, ...], *, last: bool = False) -> tuple[Msg, ...]:
    work = [s for s in sets if not s.warmup]
    if not work:
        return (msg("summary-nothing-last" if last else "summary-nothing"),)
    exercises: dict[str, list[SetDone]] = {}
    for s in work:
        exercises.setdefault(s.exercise, []).append(s)
    head = msg("summary", n=len(work))
    return (head, *(msg("summary-line", exercise=e, sets=done_msgs(s)) for e, s in exercises.items()))


def shut_lines(call: Call, person: Person, moved: Advanced) -> tuple[Msg, ...]:
    """What moves next time and why; then what stays and why."""
    lines = (kept_or_said(call, person, c, change_line(c)) for c in moved.changes)
    return (*lines, *(msg(r.key, **r.values) for r in moved.notes))


def change_line(c: LoadChange) -> Msg:
    """ "Barbell hip thrust: all sets done with 80 kg, so 82.5 kg next"."""
    why = msg(c.reason.key, **c.reason.values)
    if c.reason.key.startswith("tm-") and c.after is not None:
        key = "change-max-found" if c.before is None else "change-other"  # the sentence says from what to what
        return msg(key, exercise=c.exercise, after=c.after, why=why)
    if c.before is None and c.after is not None and c.after not in c.reason.values.values():
        return msg("change-found", exercise=c.exercise, after=c.after, why=why)
    return msg("change-other", exercise=c.exercise, why=why)


def _records(known: Mapping[str, Lift], person: Person, sets: tuple[SetDone, ...]) -> tuple[Msg, ...]:
    """R34: a better estimate or a heavier set than ever, of lifts that were known before."""
    lines = []
    for name in dict.fromkeys(s.exercise for s in sets if not s.warmup):
        old, new = known.get(name), person.training.lifts.get(name)
        if old is None or new is None:
            continue
        if old.heaviest is not None and new.heaviest is not None and old.heaviest < new.heaviest:
            lines.append(msg("record-load", exercise=name, load=new.heaviest, before=old.heaviest))
        if old.best is not None and new.best is not None and old.best < new.best:
            lines.append(msg("record-estimate", exercise=name, best=new.best, before=old.best))
    return tuple(lines)


def next_lines(call: Call, person: Person) -> tuple[Msg, ...]:
    """Which workout comes next, and when."""
    plan = person.training.plan
    program = call.given.book.programs.get(plan.program) if plan else None
    if plan is None or program is None:
        return ()
    if plan.finished:
        return (msg("program-is-finished", title=program.title),)
    day = program.days[plan.day]
    on = next_day(person, call.at)
    key = "next-workout-today" if on == local(person, call.at).date() else "next-workout"
    return (msg(key, week=plan.week, day=day, on=on),)


def _to_share(call: Call, person: Person, records: tuple[Msg, ...]) -> tuple[tuple[Button, ...], ...]:
    """A record is shown to the others of a challenge only if the person presses for it."""
    if not records or not going_on(person.entries, call.at):
        return ()
    return ((Button(f"challenge:share:{records[0].values['exercise']}", msg("button-share-record")),),)


def _after_buttons(call: Call, person: Person, before: Training) -> tuple[tuple[Button, ...], ...]:
    """The next workout, or what may come after the program; its own last message has that itself."""
    why, undo = Button("why:changes", msg("button-why")), Button("undo:1", msg("button-undo"))
    over = ending.is_over(call, person)
    if over is None:
        return ((why, Button("today:next", msg("button-next-workout"))), (undo,))
    return ((why, undo), *(ending.ways(over) if ending.was_over(before) else ()))
