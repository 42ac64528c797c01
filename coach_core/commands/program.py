"""The program: where the person stands in it, and another one instead."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import ending
from coach_core.commands.answers import plain
from coach_core.commands.asking import ask
from coach_core.commands.ids import new_ids
from coach_core.commands.place import program_of, today_of
from coach_core.commands.today import show
from coach_core.facts import Step, StepKind, begun_on
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.begin import begin
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """/program, /program NAME, and the buttons."""
    if call.press[:1] == ("begin",) and len(call.press) == 2:
        return _begin(call, call.press[1], sure=False)
    if call.press[:1] == ("sure",) and len(call.press) > 1:
        return _begin(call, call.press[1], sure=call.press[2:] == (_run(call),))
    if call.press == ("own",):
        return ending.own(call)
    name = _named(call, call.words)
    if name is not None:
        return _begin(call, name, sure=False)
    if call.words.strip():
        names = ", ".join(call.given.book.programs)
        return Outcome(call.person, plain(call.person, msg("program-unknown", name=call.words[:40], names=names)))
    return _where(call)


def _run(call: Call) -> str:
    """Which of the programs that were begun is the one that a yes ends: a button that said it once is used up."""
    plan = call.person.training.plan
    return str(plan.run if plan is not None else 0)


def _named(call: Call, words: str) -> str | None:
    wanted = words.strip().lower().replace(" ", "-")
    titles = {p.title.lower().replace(" ", "-"): name for name, p in call.given.book.programs.items()}
    return wanted if wanted in call.given.book.programs else titles.get(wanted)


def where(call: Call) -> Msg:
    """How far the person is in their program."""
    plan, program = call.person.training.plan, program_of(call, call.person)
    if plan is None or program is None:
        return msg("program-none")
    key = "program-is-finished" if plan.finished else "program-where"
    return msg(key, title=program.title, week=plan.week, weeks=program.weeks, day=program.days[plan.day])


def _where(call: Call) -> Outcome:
    plan, program = call.person.training.plan, program_of(call, call.person)
    rows = [
        (Button(f"program:begin:{n}", msg("button-begin", title=p.title)),) for n, p in call.given.book.programs.items()
    ]
    days: tuple[Button, ...] = ()
    if plan is not None and program is not None and not plan.finished:
        others = [d for d in program.days if d != program.days[plan.day]]
        days = tuple(Button(f"today:go:{plan.week}:{d}", msg("button-day", day=d)) for d in others)
    return Outcome(call.person, (Say((where(call),), (*rows, *((days,) if days else ()))),))


def _begin(call: Call, name: str, *, sure: bool) -> Outcome:
    """Begins a program: at once without one, after one question inside one. The lifts keep their strength."""
    if name not in call.given.book.programs:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    plan = call.person.training.plan
    begun = (
        plan is not None and not plan.finished and (plan.last_on is not None or call.person.training.open is not None)
    )
    program = call.given.book.programs[name]
    if begun and not sure:
        row = (
            Button(f"program:sure:{name}:{_run(call)}", msg("button-begin", title=program.title)),
            Button("cancel:", msg("button-leave")),
        )
        return ask(
            call,
            "confirm",
            Say((msg("program-sure", title=program.title),), (row,)),
            "program",
            yes=f"sure:{name}:{_run(call)}",
        )
    if call.person.training.open is not None and call.person.training.open.sets:
        return Outcome(call.person, plain(call.person, msg("finish-first")))
    if plan is not None and not begun and (plan.program, plan.week, plan.day, plan.skipped) == (name, 1, 0, 0):
        return Outcome(replace(call.person, question=None), show(call, call.person))  # a second tap
    person, (step_id,) = new_ids(call.person, "t", 1)
    step = Step(step_id, call.at, StepKind.BEGIN, text=begun_on(name, today_of(call)))
    training = replace(call.person.training, open=None)
    training = begin(call.given.book, training, call.person.settings, name, today_of(call))
    person = replace(person, training=training, question=None)
    return Outcome(person, show(call, person), facts=(step,), undoable=True)
