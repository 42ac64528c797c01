"""A message in the person's own words: read, then stored, or asked about, or named as not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import banning, deleting, filling, moving, naming, past_said, said_setting
from coach_core.commands.answers import answer, sets_lines
from coach_core.commands.asking import confirm, shown, which_exercise, which_load
from coach_core.commands.asking_reps import lacks_reps, which_reps
from coach_core.commands.day_in_numbers import other_days
from coach_core.commands.day_said import may_be_day
from coach_core.commands.deeds import DEEDS
from coach_core.commands.doubting import heavy_one, key_of
from coach_core.commands.habit import learned
from coach_core.commands.late import log_on_day
from coach_core.commands.measure import ask_measure, miscounted
from coach_core.commands.other import other
from coach_core.commands.otherwise import is_nobodys, known_button, otherwise_button, sibling_button
from coach_core.commands.own_exercise import is_own, is_strange, was_done
from coach_core.commands.place import today_of
from coach_core.commands.reading import open_of, read_in, read_of, says_only_sets
from coach_core.commands.reserve import ask_reserve
from coach_core.commands.storing import add_entries, exercise_id, load_of, needs_load, slot_of
from coach_core.commands.when_said import day_told
from coach_core.commands.wish import wished
from coach_core.facts import SetDone
from coach_core.knowledge.guard import may_train, paused_reply
from coach_core.notation.reading import Deed, Entry, Intent, Open, Reading, ReadSet
from coach_core.person import Person
from coach_core.talk import Button, Kind, Msg, Say, msg
from coach_core.training.weight import Weight
from coach_core.turn import Call, Outcome

MANY = 50  # reps


def decide(call: Call) -> Outcome:
    """Reads the text and does what it says."""
    taught = naming.told(call)
    if taught is not None:
        return taught
    worded = call.event.kind is Kind.TEXT and not says_only_sets(call.event.text)
    instead = (
        banning.alone(call)
        or moving.asked(call)
        or past_said.asked(call)
        or deleting.asked(call)
        or said_setting.unit_alone(call)
        if worded
        else None
    )
    if instead is not None:
        return instead
    exercise = filling.exercise_of(call)
    if exercise is not None:
        return _filled(call, exercise)
    return (on_a_day(call) if worded else None) or carry_out(call, read_of(call, call.event.text), call.event.text)


def on_a_day(call: Call) -> Outcome | None:
    """Sets told with the weekday that they were done on; None where no day before today is told with sets."""
    if call.event.kind is not Kind.TEXT:
        return None
    reading, text = dated(call, call.event.text), call.event.text
    if reading is None and may_be_day(text, [e.name for e in read_of(call, text).entries]):
        reading = replace(read_of(call, text), needs_confirmation=True)
    return None if reading is None else carry_out(call, reading, text)


def dated(call: Call, text: str) -> Reading | None:
    """The sets of such a text with their day; those of a day that is still to come are asked about."""
    when = day_told(call, text)
    reading = read_of(call, when.rest) if when is not None else None
    if when is None or reading is None or reading.intent is not Intent.LOG:
        return None
    if reading.day_offset or reading.problem is not None or reading.then:
        return None
    if when.on is None:  # "next friday squats 60x8" is hardly done
        return replace(reading, needs_confirmation=True)
    asks = reading.needs_confirmation or when.unsure or when.at_odds or other_days(call, text)
    whole = read_of(call, text) if when.unsure else None  # "20/11 60x8" may be three loads as well
    other = (Deed(Intent.LOG, whole.entries),) if whole is not None and whole.intent is Intent.LOG else ()
    offset, ways = (when.on - today_of(call)).days, (*other, *reading.alternatives)
    return replace(reading, day_offset=offset, needs_confirmation=asks, alternatives=ways)


def _filled(call: Call, exercise: str) -> Outcome:
    """What was written into the form of an exercise, whatever else is open by now."""
    text, here = call.event.text, filling.here(call, exercise)
    return carry_out(call, filling.bound(read_in(call, text, here), exercise), text, here)


def carry_out(call: Call, reading: Reading, text: str, here: Open | None = None) -> Outcome:
    """Does what a reading says; a second deed of the same message follows the first. ``here``: what is open."""
    if reading.problem is not None:
        return Outcome(call.person, (Say((msg(reading.problem.key, **dict(reading.problem.values)),)),))
    if reading.intent is Intent.LOG:
        first = log(call, reading, text, here=here)
    elif reading.intent is Intent.OTHER:
        return wished(call) or other(call, reading)
    else:
        first = DEEDS[reading.intent](call, reading)
    for deed in reading.then:
        first = _and_then(call, first, deed, text)
    return first


def _and_then(call: Call, first: Outcome, deed: Deed, text: str) -> Outcome:
    again = Reading(intent=deed.intent, entries=deed.entries)
    following = replace(call, person=first.person)
    second = log(following, again, text) if deed.intent is Intent.LOG else DEEDS[deed.intent](following, again)
    if not second.undoable:
        return replace(first, person=second.person, reply=(*first.reply[:1], *second.reply))
    return Outcome(
        person=second.person,
        reply=(*first.reply[:1], *second.reply),
        facts=(*first.facts, *second.facts),
        ended=(*first.ended, *second.ended),
        undoable=True,
    )


def log(
    call: Call, reading: Reading, text: str, *, sure: bool = False, own: bool = False, here: Open | None = None
) -> Outcome:
    """Stores the sets of a reading, unless something has to be asked first."""
    here = here or open_of(call, call.person)
    told = [s for entry in reading.entries for s in entry.sets]
    if not all(_allowed(call, entry, here) for entry in reading.entries):
        return Outcome(call.person, paused_reply(call))
    if any(map(lacks_reps, told)):
        return which_reps(call, reading, text)
    if not own and any(is_strange(call, entry, here) for entry in reading.entries):
        return which_exercise(call, reading, text)
    other = None if sure else _miscounted(call, reading, here)
    asked = ask_measure(call, *other, text) if other is not None else _ask_first(call, reading, text, here)
    if asked is not None:
        return asked
    if reading.span is not None and not sure:
        return which_reps(call, reading, text)
    many, heavy = _many(here, told), None if sure else heavy_one(call, reading, here)
    if (reading.needs_confirmation or many or heavy) and not sure:
        return confirm(call, reading, text, key_of(call.person, heavy, far=reading.far or many))
    if reading.day_offset:
        return log_on_day(call, reading)
    person, sets = add_entries(call, call.person, reading.entries, reading.note, reading.notes)
    return stored(call, learned(person, reading), sets, reading, text)


def _miscounted(call: Call, reading: Reading, here: Open) -> tuple[str, list[SetDone]] | None:
    """The first exercise that counts reps and is told seconds, or the other way round, with its sets."""
    for entry in reading.entries:
        exercise = entry.exercise if entry.name else here.exercise
        if exercise is not None and miscounted(call, exercise, entry.sets):
            return exercise, [shown(s) for s in entry.sets]
    return None


def _many(here: Open, sets: Sequence[ReadSet]) -> bool:
    """Reps far above what is asked for, which are hardly meant (R35)."""
    wanted = here.reps
    most = max(MANY, 3 * (wanted[1] or wanted[0] if wanted else 0))
    return any(s.reps is not None and s.reps >= most for s in sets)


def _allowed(call: Call, entry: Entry, here: Open) -> bool:
    exercise = exercise_id(entry) or here.exercise
    return exercise is None or may_train(call.person, call.given.book, exercise)


def _ask_first(call: Call, reading: Reading, text: str, here: Open) -> Outcome | None:
    """A name that could be two, no name where none is open, a weight that is needed and not known."""
    for entry in reading.entries:
        if reading.alternatives and is_nobodys(entry) and not is_own(call, entry):
            return which_exercise(call, reading, text)
        if exercise_id(entry) is None and here.exercise is None:
            return which_exercise(call, reading, text)
        if _lacks_load(call, entry, here.exercise, here.loads or (here.load,)):
            return which_load(call, entry.exercise or here.exercise or "", text)
    return None


def _lacks_load(call: Call, entry: Entry, current: str | None, loads: tuple[Weight | None, ...]) -> bool:
    exercise = exercise_id(entry) or current
    if exercise is None or not needs_load(call, exercise):
        return False
    if entry.exercise in (None, current) and any(loads):
        return False
    return any(_unloaded(call, exercise, entry.name, s) for s in entry.sets)


def _unloaded(call: Call, exercise: str, name: str | None, read: ReadSet) -> bool:
    slot = slot_of(call, call.person, exercise, name, loaded=read.load is not None)
    planned = slot.left[0] if slot and slot.left else None
    load, kind = load_of(call, exercise, read, planned)
    return load is None and kind.value == "external" and not read.warmup


def _known_button(call: Call, sets: tuple[SetDone, ...], reading: Reading) -> Button | None:
    """The known exercise that may be meant by a name of nobody's, told for the first time."""
    return None if not sets or was_done(call, sets[0].exercise) else known_button(call, reading)


def stored(call: Call, person: Person, sets: tuple[SetDone, ...], reading: Reading, text: str) -> Outcome:
    """What was stored, what was left over, the other fair reading as one button."""
    lines: list[Msg] = list(sets_lines(sets))
    if reading.not_understood:
        lines.append(msg("left-over", words=" · ".join(reading.not_understood)[:200]))
    if reading.note:
        lines.append(msg("note-kept", note=reading.note[:200]))
    sibling = sibling_button(call, sets, reading)
    if sibling is not None:
        lines.append(msg("was-it-the-other", exercise=sets[0].exercise, other=sibling[1]))
    reply = answer(call, person, lines, [(s, "stored") for s in sets])
    other_way = sibling[0] if sibling is not None else _known_button(call, sets, reading)
    other_way = other_way or otherwise_button(reading, person.turn)
    if other_way is not None:
        reply = (replace(reply[0], buttons=((other_way,), *reply[0].buttons)), *reply[1:])
    return ask_reserve(call, Outcome(person, reply, facts=sets, undoable=True), sets)
