"""Pain in training (R28): where, how strong, what kind. What follows: pain_stops.py; red flags: guard.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.commands.answers import answer, sets_lines
from coach_core.commands.marking import marked
from coach_core.commands.pain_sets import keep_sets, tells_sets
from coach_core.commands.pain_stops import hold, settle, slot_of, stops
from coach_core.commands.place import day_of
from coach_core.commands.reading import read_of
from coach_core.knowledge.limits import may_train
from coach_core.knowledge.pain_words import pain_told
from coach_core.knowledge.pausing import paused_reply, safety
from coach_core.notation.reading import Intent
from coach_core.person import Mark, Person, Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import set_data
from coach_core.turn import Call, Command, Outcome

WORST = 10
PLACES = ("muscle", "back", "hip", "knee", "pelvis", "other")
SCORES = ("1", "4", "8")  # 0 to 2, 3 to 5, 6 to 10
KINDS = ("dull", "sharp", "worse", "rest")
SIGNS = ("new", "long", "leg", "saddle")
QUESTIONS = (("where", PLACES), ("score", SCORES), ("kind", KINDS), ("signs", SIGNS))  # training.md 4.3
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
            slot = slot_of(call, person, keep.get("slot", "")) if facts else None
            asked = asked if slot is None else _first(asked, msg("pain-stopped", exercise=slot.exercise))
            return replace(asked, facts=facts, undoable=bool(facts))
    settled = settle(call, replace(person, question=None), keep)
    return replace(settled, facts=(*facts, *settled.facts), undoable=bool(facts) or settled.undoable)


def _ask(person: Person, keep: Keep, what: str, values: tuple[str, ...]) -> Outcome:
    rows: Rows = tuple((Button(f"pain:{what}:{v}", msg(f"pain-{what}-{v}")),) for v in values)
    stop = (msg("pain-stop-first"),) if person.question is None or person.question.command != "pain" else ()
    data = {"question": {"asks": "pain"}, **safety("R3")}
    person = replace(person, question=Question("pain", "pain", keep))
    return Outcome(person, (Say((*stop, msg(f"pain-{what}")), rows, data),))


def _alternative(call: Call, number: str, exercise: str) -> Outcome:
    """The pain-free stand-in for an exercise that was stopped today."""
    slot = slot_of(call, call.person, number)
    if slot is None or slot.slot is None or not slot.stopped or exercise not in call.given.book.exercises:
        return _old(call)
    if not may_train(call.person, call.given.book, exercise):
        return Outcome(call.person, paused_reply(call))
    person = marked(call, call.person, slot.slot, Mark(exercise=exercise))
    line = msg("pain-instead", exercise=exercise, old=slot.exercise)
    return Outcome(replace(person, question=None), answer(call, person, (line,), ()), undoable=True)


def _old(call: Call) -> Outcome:
    return Outcome(call.person, (Say((msg("old-button"),)),))


COMMAND = Command("pain", decide)
