"""Pain in training (R28): where, how strong, what kind, in few taps; then what follows. Red flags are in guard.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from coach_core.commands.answers import answer, sets_lines
from coach_core.commands.closing import closed
from coach_core.commands.ids import new_ids
from coach_core.commands.pain_sets import keep_sets, tells_sets
from coach_core.commands.place import day_of, opened, today_of
from coach_core.commands.reading import read_of
from coach_core.facts import Fact, Step, StepKind
from coach_core.knowledge.limits import may_train
from coach_core.knowledge.pain_words import pain_told
from coach_core.knowledge.pausing import alarm, paused, paused_reply, safety
from coach_core.notation.reading import Intent
from coach_core.person import Lift, Mark, Person, Question
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.training.as_data import set_data
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call, Command, Outcome

STOP_AT, WORST = 3, 10
EASE = 0.8
TWICE_WITHIN = timedelta(days=14)
PLACES = ("muscle", "back", "hip", "knee", "pelvis", "other")
SCORES = ("1", "4", "8")  # 0 to 2, 3 to 5, 6 to 10
KINDS = ("dull", "sharp", "worse", "rest")
SIGNS = ("new", "long", "leg", "saddle")
QUESTIONS = (("where", PLACES), ("score", SCORES), ("kind", KINDS), ("signs", SIGNS))  # training.md 4.3
SPARING = "glute_bridge"
FIRST = msg("pain-first")
Keep = Mapping[str, str]
Rows = tuple[tuple[Button, ...], ...]


def begin(call: Call, category: str) -> Outcome:
    """A message told of pain: its plainly written sets are kept, then what it did not tell is asked."""
    training = call.person.training
    slot = day_of(call, call.person).open if training.open or training.plan else None
    told = pain_told(call.event.text, call.given.book.phrases)
    keep = {"slot": "" if slot is None else str(slot.slot)}
    keep |= {"where": told.place} if told.place else {}
    keep |= {"score": str(told.score)} if told.score is not None else {}
    keep |= {"kind": "sharp"} if told.sharp or category == "sharp" else {}
    keep |= {"kind": "worse"} if category == "worse" else {}
    person, sets = keep_sets(call)
    asked = _next(call, person, keep)
    if not sets:
        return _first(asked, msg("pain-sets-wait")) if tells_sets(call) else asked
    logged = Say(sets_lines(sets), data={"logged": [set_data(s, "stored") for s in sets]})
    return replace(asked, reply=(logged, *asked.reply), facts=(*sets, *asked.facts), undoable=True)


def decide(call: Call) -> Outcome:
    """/pain, its buttons ("pain:<slot>", "pain:where:back" …) and what is typed instead of tapping."""
    question = call.person.question
    keep = dict(question.keep) if question is not None and question.command == "pain" else None
    if call.press[:1] == ("alt",) and len(call.press) == 3:
        return _alternative(call, call.press[1], call.press[2])
    if len(call.press) == 2 and call.press[1] in dict(QUESTIONS).get(call.press[0], ()):
        return _old(call) if keep is None else _next(call, call.person, {**keep, call.press[0]: call.press[1]})
    if call.press[:1] and call.press[0] in dict(QUESTIONS):
        return _old(call)
    if call.press == ("none",):
        return _old(call) if keep is None or "held" in keep else _taken_back(call)
    if call.press:
        return _next(call, replace(call.person, question=None), {"slot": call.press[0]})
    return begin(call, "") if keep is None else _typed(call, keep, _told(call, keep))


def answering(call: Call) -> Outcome | None:
    """A typed answer to the questions about pain; None for a text that is plainly something else, such as a log."""
    question = call.person.question
    assert question is not None
    told = _told(call, question.keep)
    if not told and read_of(call, call.event.text).intent is not Intent.OTHER:
        return None
    return _typed(call, question.keep, told)


def again(call: Call, line: Msg = FIRST) -> Outcome:
    """Sets told while the pain is not cleared up: asked again first, nobody is pushed through pain (R28)."""
    question = call.person.question
    assert question is not None
    return _first(_next(call, call.person, question.keep), line)


def _first(outcome: Outcome, line: Msg) -> Outcome:
    """The outcome with a line before what it says."""
    if not outcome.reply:
        return outcome
    first = replace(outcome.reply[0], lines=(line, *outcome.reply[0].lines))
    return replace(outcome, reply=(first, *outcome.reply[1:]))


def _taken_back(call: Call) -> Outcome:
    """There was no pain: said with a button that nothing else presses."""
    return Outcome(replace(call.person, question=None), (Say((msg("pain-none"),)),))


def _typed(call: Call, keep: Keep, told: Keep) -> Outcome:
    again = _next(call, call.person, {**keep, **told})
    return again if told else _first(again, msg("pain-not-understood", words=call.event.text.strip()[:80]))


def _told(call: Call, keep: Keep) -> dict[str, str]:
    """What a text says to the questions; a bare number only where the strength is asked."""
    text = call.event.text.strip().lower()
    pain, said = pain_told(text, call.given.book.phrases), call.given.book.typed.said.get(text, "")
    new = {"where": pain.place} if pain.place and "where" not in keep else {}
    bare = text.isascii() and text.isdigit() and int(text[:3]) <= WORST and "where" in keep and "score" not in keep
    score = int(text) if bare else pain.score
    new |= {"score": str(score)} if score is not None else {}
    new |= {"kind": "sharp"} if pain.sharp else {}
    nothing = said == "none" or call.given.book.typed.yes_no.get(text) is False
    if nothing and {"where", "score", "kind"} <= keep.keys():
        new["signs"] = "new"
    for what in ("where", "kind", "signs"):
        if said.startswith(f"pain-{what}-"):
            new[what] = said.removeprefix(f"pain-{what}-")
    return new


def _next(call: Call, person: Person, keep: Keep) -> Outcome:
    """The next thing to ask; with everything told, what follows. A tired muscle needs no more questions.

    What already stops the exercise stops it at once: no answer that is still to come makes it harmless (R28).
    """
    if keep.get("where") == "muscle" and "held" not in keep:
        person = replace(person, question=None)
        return Outcome(person, (Say((msg("soreness-soreness"),), (), safety("R4", stops=False)),))
    person, keep, facts = hold(call, person, keep) if stops(keep) else (person, keep, ())
    for what, values in QUESTIONS:
        if what not in keep:
            asked = _ask(person, keep, what, values)
            slot = _slot(call, person, keep.get("slot", "")) if facts else None
            asked = asked if slot is None else _first(asked, msg("pain-stopped", exercise=slot.exercise))
            return replace(asked, facts=facts, undoable=bool(facts))
    settled = _settle(call, replace(person, question=None), keep)
    return replace(settled, facts=(*facts, *settled.facts), undoable=bool(facts) or settled.undoable)


def stops(keep: Keep) -> bool:
    """Whether what was told so far ends the exercise by itself: 3 of 10 or more, sharp, worse from set to set."""
    return int(keep.get("score", "0")) >= STOP_AT or keep.get("kind", "dull") != "dull"


def hold(call: Call, person: Person, keep: Keep) -> tuple[Person, Keep, tuple[Fact, ...]]:
    """The exercise ends for today and comes back at 80 % (R28), once; the day and place are kept for two weeks."""
    facts: tuple[Fact, ...] = ()
    on = today_of(call)
    if "where" in keep and "noted" not in keep:
        again = any(on - day <= TWICE_WITHIN and where == keep["where"] for day, where in person.health.pains)
        pains = (*(p for p in person.health.pains if on - p[0] <= TWICE_WITHIN), (on, keep["where"]))
        person = replace(person, health=replace(person.health, pains=pains))
        keep = {**keep, "noted": "twice" if again else "once"}
    if "held" not in keep:
        person, facts = _stopped(call, person, keep)
        keep = {**keep, "held": "yes"}
    return person, keep, facts


def _ask(person: Person, keep: Keep, what: str, values: tuple[str, ...]) -> Outcome:
    rows: Rows = tuple((Button(f"pain:{what}:{v}", msg(f"pain-{what}-{v}")),) for v in values)
    stop = (msg("pain-stop-first"),) if person.question is None or person.question.command != "pain" else ()
    data = {"question": {"asks": "pain"}, **safety("R3")}
    person = replace(person, question=Question("pain", "pain", keep))
    return Outcome(person, (Say((*stop, msg(f"pain-{what}")), rows, data),))


def _settle(call: Call, person: Person, keep: Keep) -> Outcome:
    level = GRAVE.get(keep["signs"]) or GRAVE.get(keep["kind"])
    if level is None and not stops(keep) and "held" not in keep:
        return Outcome(person, (Say((msg("pain-mild"), msg("pain-checks")), (), safety("R3", stops=False)),))
    person, keep, facts = hold(call, person, keep)
    again = keep["noted"] == "twice"
    level = level or ("R2" if again else None)
    if level is None:
        return Outcome(person, _stop_reply(call, person, keep), facts, undoable=bool(facts))
    person, over = closed(call, person) if level == "R1" else (person, ())
    facts = (*facts, *over)
    first, *rest = alarm(level, "nerve")
    twice = (msg("pain-twice"),) if again and not {keep["signs"], keep["kind"]} & GRAVE.keys() else ()
    said = (msg("safety-workout-closed"),) if over else ()
    reply = (replace(first, lines=(*twice, *first.lines[:-1], *said)), *rest)
    return Outcome(paused(person, level, today_of(call)), reply, facts, undoable=bool(facts))


GRAVE: Mapping[str, str] = {"long": "R2", "leg": "R2", "rest": "R2", "saddle": "R1"}


def _stopped(call: Call, person: Person, keep: Keep) -> tuple[Person, tuple[Fact, ...]]:
    slot = _slot(call, person, keep.get("slot", ""))
    if slot is None or slot.slot is None:
        return person, ()
    person, (step_id,) = new_ids(_marked(call, person, slot.slot, Mark(pain=True)), "t", 1)
    lifts = {**person.training.lifts}
    lifts[slot.exercise] = replace(lifts.get(slot.exercise, Lift()), ease=EASE)
    person = replace(person, training=replace(person.training, lifts=lifts))
    return person, (Step(step_id, call.at, StepKind.EASE, exercise=slot.exercise, factor=EASE),)


def _slot(call: Call, person: Person, number: str) -> SlotPlan | None:
    return next((s for s in day_of(call, person).slots if number and str(s.slot) == number), None)


def _marked(call: Call, person: Person, slot: int, mark: Mark) -> Person:
    person = opened(call, person)
    assert person.training.open is not None
    workout = replace(person.training.open, marks={**person.training.open.marks, slot: mark})
    return replace(person, training=replace(person.training, open=workout))


def _stop_reply(call: Call, person: Person, keep: Keep) -> Reply:
    slot = _slot(call, person, keep.get("slot", ""))
    if slot is None or slot.slot is None:
        return (Say((msg("pain-stop-free"), msg("pain-checks")), (), safety("R3")),)
    known = call.given.book.exercises
    near = known[slot.exercise].swaps if slot.exercise in known else ()
    names = [n for n in dict.fromkeys((SPARING, *near)) if n in known and n not in (slot.exercise, slot.planned)]
    rows: Rows = tuple((Button(f"pain:alt:{slot.slot}:{n}", msg("pain-try", exercise=n)),) for n in names[:2])
    instead = msg("pain-alternative", exercises=tuple(msg("exercise-name", exercise=n) for n in names[:2]))
    lines = (msg("pain-stopped", exercise=slot.exercise), *((instead,) if rows else ()), msg("pain-checks"))
    first, *rest = answer(call, person, lines, ())
    return (replace(first, buttons=(*first.buttons[:1], *rows), data={**first.data, **safety("R3")}), *rest)


def _alternative(call: Call, number: str, exercise: str) -> Outcome:
    """The pain-free stand-in for an exercise that was stopped today."""
    slot = _slot(call, call.person, number)
    if slot is None or slot.slot is None or not slot.stopped or exercise not in call.given.book.exercises:
        return _old(call)
    if not may_train(call.person, call.given.book, exercise):
        return Outcome(call.person, paused_reply(call))
    person = _marked(call, call.person, slot.slot, Mark(exercise=exercise))
    line = msg("pain-instead", exercise=exercise, old=slot.exercise)
    return Outcome(replace(person, question=None), answer(call, person, (line,), ()), undoable=True)


def _old(call: Call) -> Outcome:
    return Outcome(call.person, (Say((msg("old-button"),)),))


COMMAND = Command("pain", decide)
