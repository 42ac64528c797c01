"""The answers to what a log asked: yes or no, which exercise, what weight. The log is then stored as it was written."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import correct_start, done, log
from coach_core.commands.answers import plain
from coach_core.commands.asking import which_load, with_load
from coach_core.commands.asking_reps import reps_in, with_reps
from coach_core.commands.doubting import is_heavy, sure_of_load
from coach_core.commands.naming import is_name, named
from coach_core.commands.otherwise import written_as
from coach_core.commands.own_exercise import asked_name
from coach_core.commands.place import day_of
from coach_core.commands.reading import open_of, read_of
from coach_core.commands.weights import HEAVIEST, is_number, weight_in
from coach_core.commands.yes_no import yes_no
from coach_core.notation.reading import Intent, Reading, ReadSet
from coach_core.person import Question
from coach_core.talk import Kind, msg
from coach_core.training.plates import bar_of
from coach_core.training.weight import Unit, Weight
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """A text is a log; a press answers the question of one."""
    if call.event.kind is not Kind.PRESS:
        return log.decide(call)
    question = call.person.question
    if question is None or question.command != "log" or not call.press:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    answered = replace(call, person=replace(call.person, question=None))
    if call.press[0] == "no":
        return Outcome(answered.person, plain(call.person, msg("not-stored")))
    if call.press[0] == "yes" and question.asks == "confirm":
        return _yes(answered, question)
    if call.press[0] in ("all", "last") and question.asks == "sets":
        return _these(answered, question, call.press[0])
    if call.press[0] == "other" and question.asks == "confirm":
        return _other(answered, question)
    if call.press[0] == "new" and question.asks == "exercise":
        return _new_exercise(answered, question)
    if call.press[0] == "ex" and question.asks == "exercise" and len(call.press) == 2:
        return _exercise(answered, question, call.press[1])
    if call.press[0] == "kg" and question.asks == "load" and len(call.press) == 2:
        load = weight_in(call.press[1], Unit.KG)
        return _load(answered, question, load) if load else done.old_button(answered)
    if call.press[0] == "reps" and question.asks == "reps" and len(call.press) == 2:
        reps = reps_in(call.press[1])
        return _reps(answered, question, reps) if reps else done.old_button(answered)
    return done.old_button(answered)


def answering(call: Call) -> Outcome | None:
    """The same, typed: None when the text says something else, which is then read as any other."""
    question, text = call.person.question, call.event.text.strip().lower()
    if question is None:
        return None
    answered, told = replace(call, person=replace(call.person, question=None)), yes_no(call)
    if told is not None and question.asks in ("confirm", "sets"):
        if not told:
            return Outcome(answered.person, plain(call.person, msg("not-stored")))
        return _yes(answered, question) if question.asks == "confirm" else _these(answered, question, "all")
    if question.asks == "confirm" and (corrected := _corrected(answered, question)) is not None:
        return corrected
    if question.asks in ("exercise", "load", "reps") and told is False:
        return Outcome(answered.person, plain(call.person, msg("not-stored")))
    if question.asks == "exercise":
        exercise, _ = call.given.book.lexicon.exercise(text)
        return _exercise(answered, question, exercise) if exercise else None
    if question.asks == "load" or (question.asks == "confirm" and "done" in question.keep):
        return _load_told(answered, question, text)
    if question.asks == "reps":
        reps = reps_in(text) or _said_reps(answered)
        return _reps(answered, question, reps) if reps else None
    return None


def _said_reps(call: Call) -> int | None:
    """ "12 reps", "twelve": reps with nothing else beside them."""
    told = read_of(call, call.event.text)
    sets = [s for e in told.entries for s in e.sets]
    plain_set = told.intent is Intent.LOG and len(sets) == 1 and told.note is None and not told.then
    bare = plain_set and told.entries[0].name is None and not (sets[0].load is not None and sets[0].unit_told)
    return sets[0].reps if bare and not told.needs_confirmation else None


def _yes(call: Call, question: Question) -> Outcome:
    text = question.keep.get("text", "")
    if "done" in question.keep and (told := weight_in(question.keep.get("load", ""), Unit.KG)):
        return _load(call, question, told, sure=True)
    if question.keep.get("fix") == "start":
        return correct_start.corrected(call, text, sure=True) or done.old_button(call)
    reading = _read_again(call, question)
    if reading.intent is Intent.LOG:
        return _with_kept(log.log(call, reading, text, sure=True), question, sure="yes")
    sure = replace(reading, needs_confirmation=False, far=False, sure=True)
    return log.carry_out(_saying(call, text), sure, text)


def _saying(call: Call, text: str) -> Call:
    """The call as if the message that waited were said now."""
    return replace(call, event=replace(call.event, text=text))


def _these(call: Call, question: Question, which: str) -> Outcome:
    """What was put right holds for all sets of today, or for those of the last message."""
    reading = read_of(call, question.keep.get("text", ""))
    sets = call.person.training.open.sets if call.person.training.open else ()
    last = tuple(s.set for s in sets if s.message == sets[-1].message and not s.warmup)
    corrects = "all" if which == "all" else last
    chosen = replace(reading, corrects=corrects, needs_confirmation=False, far=False, sure=True)
    return log.carry_out(_saying(call, question.keep.get("text", "")), chosen, question.keep.get("text", ""))


def _other(call: Call, question: Question) -> Outcome:
    """The other way to read the message, which was offered beside it."""
    text = question.keep.get("text", "")
    whole = read_of(call, text)
    reading = log.dated(call, text) or whole
    deed = next((d for d in reading.alternatives if written_as(d)), None)
    if deed is None:
        return done.old_button(call)
    reading = whole if deed.entries == whole.entries else reading  # its day was none
    chosen = replace(reading, entries=deed.entries, alternatives=(), needs_confirmation=False)
    return log.log(call, chosen, text, sure=True)


def _reps(call: Call, question: Question, reps: int) -> Outcome:
    reading, sure = with_reps(_read_again(call, question), reps), "sure" in question.keep
    said = log.log(call, reading, question.keep.get("text", ""), sure=sure)
    return _with_kept(said, question, reps=str(reps))


def _read_again(call: Call, question: Question) -> Reading:
    """The message that a question was about, with what was answered to the questions before."""
    text = question.keep.get("text", "")
    reading, reps = log.dated(call, text) or read_of(call, text), reps_in(question.keep.get("reps", ""))
    load = weight_in(question.keep.get("load", ""), Unit.KG)
    reading = with_reps(reading, reps) if reps else reading
    return with_load(reading, load) if load else reading


def _with_kept(outcome: Outcome, question: Question, **more: str) -> Outcome:
    """A further question about the same message keeps what was answered before it."""
    asked = outcome.person.question
    if asked is None or asked.command != "log":
        return outcome
    before = {k: v for k, v in question.keep.items() if k in ("load", "reps", "sure")}
    kept = replace(asked, keep={**before, **more, **asked.keep})
    return replace(outcome, person=replace(outcome.person, question=kept))


def _corrected(call: Call, question: Question) -> Outcome | None:
    """ "no, 90" while a message waits for its yes: the message with that put right."""
    told = read_of(call, call.event.text)
    new = next((s for e in told.entries for s in e.sets), None)
    if told.intent is not Intent.CORRECT or new is None:
        return None
    text = question.keep.get("text", "")
    waiting = read_of(call, text)
    if waiting.intent is not Intent.LOG:
        return None
    sets = [s for e in waiting.entries for s in e.sets]
    entries = tuple(
        replace(e, sets=tuple(_put_right(s, new, last=s is sets[-1]) for s in e.sets)) for e in waiting.entries
    )
    return log.log(call, replace(waiting, entries=entries, needs_confirmation=False, alternatives=()), text)


def _put_right(old: ReadSet, new: ReadSet, *, last: bool) -> ReadSet:
    """A weight holds for all sets, reps for the last one."""
    load = old if new.load is None else replace(old, load=new.load)
    return replace(load, reps=new.reps) if last and new.reps is not None else load


def _new_exercise(call: Call, question: Question) -> Outcome:
    """The name as it was written becomes an exercise of the person's own."""
    text = question.keep.get("text", "")
    return log.log(call, replace(log.dated(call, text) or read_of(call, text), alternatives=()), text, own=True)


def _exercise(call: Call, question: Question, exercise: str) -> Outcome:
    text = question.keep.get("text", "")
    read = log.dated(call, text) or read_of(call, text)
    name = asked_name(call, read)
    if name is not None and is_name(name):  # asked once, known from then on
        call = replace(call, person=named(call.person, name, exercise))
    reading = _with_exercise(read, exercise, name, all_bare=open_of(call, call.person).exercise is None)
    return log.log(call, reading, text) if reading.entries else log.decide(call)


def _with_exercise(reading: Reading, exercise: str, name: str | None, *, all_bare: bool) -> Reading:
    """The sets of that name are of the exercise; those without a name too, where nothing else could be theirs."""
    asked = (name, None) if all_bare else (name,)
    entries = tuple(
        replace(e, exercise=exercise) if e.exercise is None and e.name in asked else e for e in reading.entries
    )
    return replace(reading, entries=entries, alternatives=())


def _load_told(call: Call, question: Question, text: str) -> Outcome | None:
    """A weight that is typed; one that cannot be is refused and asked for again, with its limit (R35)."""
    load = weight_in(text, call.person.settings.unit or bar_of(call.person.settings).unit) or _put_right_load(call)
    if load is not None:
        return _load(call, question, load)
    if question.asks != "load" or not is_number(text):
        return None
    keep = {k: v for k, v in question.keep.items() if k not in ("exercise", "text")}
    limit = msg("refused-load", limit=HEAVIEST, unit=str(bar_of(call.person.settings).unit))
    return which_load(call, question.keep["exercise"], question.keep.get("text", ""), limit, **keep)


def _put_right_load(call: Call) -> Weight | None:
    """ "no, 60" while the weight is asked for, or asked about."""
    told = read_of(call, call.event.text)
    loads = [s.load for e in told.entries for s in e.sets] if told.intent is Intent.CORRECT else []
    return loads[0] if len(loads) == 1 else None


def _load(call: Call, question: Question, load: Weight, *, sure: bool = False) -> Outcome:
    """The weight of a lift that had none: for "done" the sets as prescribed, else the sets that were written."""
    exercise, how = question.keep.get("exercise", ""), question.keep.get("done")
    if how is None:
        reading, known = with_load(_read_again(call, question), load), "sure" in question.keep
        said = log.log(call, replace(reading, intent=Intent.LOG), question.keep.get("text", ""), sure=known)
        return _with_kept(said, question, load=f"{load.amount}{load.unit}")
    slot = next((s for s in day_of(call, call.person).slots if s.exercise == exercise and s.left), None)
    if slot is None:
        return done.nothing_open(call)
    reps = (slot.left[0].reps or (1,))[0]
    if not sure and is_heavy(call.person, exercise, load, reps):
        return sure_of_load(call, exercise, load, reps, question.keep)
    rir, rpe = (float(told) if (told := question.keep.get(name)) else None for name in ("rir", "rpe"))
    return done.store(call, slot, 1 if how == "1" else None, rir, rpe, load)
