"""Why a number is what it is: the rule, the sets it looked at, the source. Which one is meant is in explaining/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from coach_core.commands.answers import plain
from coach_core.commands.place import nearly
from coach_core.commands.reading import language_of
from coach_core.commands.why_rows import MOST, NARROW, WIDE, in_rows, label, other_slots, rows, samples
from coach_core.explaining.asked import Amount, Query, asked
from coach_core.explaining.calendar import changes
from coach_core.explaining.found import Found, apart, found
from coach_core.explaining.number import Number, View
from coach_core.explaining.table import of_card, of_slot
from coach_core.explaining.view import tiers, view_of
from coach_core.facts import Reason
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import why_data
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call, Outcome, Want


def wants(call: Call) -> Want | None:
    """The sets that gave a number, what the last workout changed, its card: all are facts."""
    return Want(everything=True)


def decide(call: Call) -> Outcome:
    """/why, "why rdl", "why 2:30", "why 3 in reserve", and the buttons."""
    if call.press[:1] == ("changes",):
        return _changes(call)
    view = view_of(call)
    if len(call.press) == 3:
        return _answer(call, view, _pressed(call, view))
    words = (call.press[0] if call.press else call.words).strip().rstrip("?").strip()
    if words.isascii() and words.isdigit() and (slot := _numbered(view, words)) is not None:
        return _answer(call, view, _slot(view, slot, words))
    query = query_of(call, view, words)
    if query.words and query == Query(words=query.words):
        return _nothing(call, view, query, words)
    hit = found(query, tiers(call, view, query.exercise is not None and not query.amounts))
    if not hit.numbers and (other := _longer(view, query)) is not None:
        hit = found(other, tiers(call, view, not query.amounts))
    return _answer(call, view, hit) if hit.numbers else _nothing(call, view, query, words)


def query_of(call: Call, view: View, words: str) -> Query:
    """What is asked; the exercise that was planned stands for the one that is done instead."""
    lexicon = call.given.book.lexicon
    own = lexicon.own(call.person.settings.names)
    query = asked(words, lexicon, own, call.given.book.typed.about, language_of(call, call.person))
    exercise = query.exercise
    if exercise is None and query.words:
        name = " ".join(query.words)
        exercise = lexicon.exercise(name)[0]
        near = nearly(call, view.day, exercise, name) if exercise is None else None
        exercise = near.exercise if near is not None else exercise
    if exercise is None:
        return query
    done = next((s.exercise for s in view.day.slots if exercise in (s.exercise, s.planned)), exercise)
    return replace(query, exercise=done)


def _longer(view: View, query: Query) -> Query | None:
    """The exercise of the day whose name goes further: of "split squat" the Bulgarian one, where there is no other."""
    short = set((query.exercise or "").split("_"))
    longer = [s.exercise for s in view.day.slots if short < set(s.exercise.split("_"))]
    return replace(query, exercise=longer[0]) if query.exercise is not None and longer else None


def _numbered(view: View, words: str) -> SlotPlan | None:
    return next((s for s in view.day.slots if str(s.slot) == words), None)


def _slot(view: View, slot: SlotPlan, words: str) -> Found:
    """An exercise by its number on the card; what else has that number can be asked."""
    own = found(Query(), [tuple(of_slot(view, slot))])
    same = found(Query(amounts=(Amount(Decimal(words)),)), [tuple(of_card(view))])
    return replace(own, others=(*own.others, *apart(same.numbers, (*own.numbers, *own.others))))


def _pressed(call: Call, view: View) -> Found:
    """A button of a number: its kind and where it stood."""
    _, place, kind = call.press
    for tier in tiers(call, view, named=False):
        fits = [n for n in tier if n.place == place and n.kind == kind]
        if fits:
            return found(Query(), [tuple(fits)])
    return Found()


def _answer(call: Call, view: View, hit: Found) -> Outcome:
    if not hit.numbers:
        return Outcome(call.person, plain(call.person, msg("why-over"), buttons=samples(view)))
    if hit.unclear:
        return _which(call, hit)
    lines = [line for n in hit.numbers for line in _explained(n, hit.numbers)]
    below = (*rows(hit.numbers[0], hit.others), *other_slots(view, hit))
    return Outcome(call.person, (Say(tuple(lines), below, {"why": _data(hit.numbers)}),))


def _explained(number: Number, all_: Sequence[Number]) -> tuple[Msg, ...]:
    first = next(n for n in all_ if n.exercise == number.exercise) is number
    head = (msg("why-head", exercise=number.exercise),) if number.exercise and first else ()
    return (*head, *(line for r in number.reasons for line in reason_lines(r)))


def _which(call: Call, hit: Found) -> Outcome:
    """Several numbers that look alike: all of them as buttons."""
    some = hit.numbers[:MOST]
    several = len({n.exercise for n in some}) > 1
    buttons = [Button(n.button, label(n) if several else n.label) for n in some]
    row = in_rows(buttons, WIDE if several else NARROW)
    return Outcome(call.person, (Say((msg("why-which"),), row, {"why": _data(hit.numbers)}),))


def _data(numbers: Sequence[Number]) -> dict[str, object]:
    told = [{**why_data(n.exercise or n.kind, r), "number": n.kind} for n in numbers for r in n.reasons]
    return {**told[0], "also": told[1:]}


def _nothing(call: Call, view: View, query: Query, words: str) -> Outcome:
    """A number that was never given, or words that name none: says so, and what can be asked."""
    if query.exercise is not None and not query.amounts and not query.kinds:
        lines: tuple[Msg, ...] = (msg("why-no-number", exercise=query.exercise),)
    elif query.amounts:
        lines = (msg("why-not-given", asked=words[:40]),)
    elif query.kinds:
        lines = (msg("why-none-yet"),)
    else:
        lines = (msg("why-not-read"),)
    few = samples(view)
    return Outcome(call.person, plain(call.person, *lines, *((msg("why-ask"),) if few else ()), buttons=few))


def reason_lines(reason: Reason) -> tuple[Msg, ...]:
    """The sentence of a reason and its source."""
    sentence = msg(reason.key, **reason.values)
    return (sentence, msg("why-source", source=reason.source.split(" · ")[0])) if reason.source else (sentence,)


def _changes(call: Call) -> Outcome:
    """What the last workout changed."""
    every = tuple(changes(view_of(call)))
    if not every:
        return Outcome(call.person, plain(call.person, msg("why-no-changes")))
    lines = tuple(line for n in every for line in _explained(n, every))
    return Outcome(call.person, (Say(lines, (), {"why": _data(every)}),))
