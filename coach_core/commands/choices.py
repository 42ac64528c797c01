"""Changes of settings and reminders, kept so that undo takes back what was done last and not an older set.

What undo leaves as it is (health answers, a challenge) is kept by its name: it is said, and nothing is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.person import Chosen, Health, Person, Settings
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminding
from coach_core.talk import Incoming, Kind
from coach_core.turn import Outcome

MOST = 5  # changes that are kept
OF_SETTINGS = (
    "language", "unit", "level", "equipment", "days", "hour", "zone", "reminders", "bar", "names", "order",
)  # fmt: skip
OF_REMINDERS = (
    "kinds", "was", "cutoff", "quiet", "week_on", "month_on", "silence", "share", "until", "later", "put_off",
)  # fmt: skip
OF_HEALTH = ("answers", "minor", "stage", "birth", "born_on", "cleared", "paused", "banned", "gentle")
OF_START = frozenset({"level", "equipment", "unit"})  # answers of the start, which asks them again by itself


def remembered(before: Person, outcome: Outcome, event: Incoming) -> Outcome:
    """The outcome of a person's own turn, with what it changed beside training; a turn that undo knows has its own."""
    after = outcome.person
    same = after.settings is before.settings and after.reminding is before.reminding and after.health is before.health
    if (same and after.entries is before.entries) or after.chose is not before.chose:
        return outcome
    if event.kind is Kind.DUE or outcome.undoable or outcome.erase or outcome.take_back or outcome.link is not None:
        return outcome
    chosen = _chosen(before, after)
    if chosen is None:
        return outcome
    return replace(outcome, person=replace(after, chose=(*before.chose, chosen)[-MOST:]))


def _chosen(before: Person, after: Person) -> Chosen | None:
    settings = _differing(before.settings, after.settings, OF_SETTINGS)
    if before.training.plan is None:
        settings = tuple(name for name in settings if name not in OF_START)
    was, now = reminding_of(before), reminding_of(after)
    reminders = _differing(was, now, OF_REMINDERS)
    if settings or reminders:
        return Chosen(
            before.turn, settings, _only(before.settings, settings), reminders, _only_of_reminders(was, reminders)
        )
    stays = _staying(before, after) if before.training.plan is not None else ""
    return Chosen(before.turn, stays=stays) if stays else None


def with_staying(person: Person, what: str) -> Person:
    """The person after a turn that nothing is taken back of, and behind which undo reaches for no older set."""
    return replace(person, chose=(*person.chose, Chosen(person.turn, stays=what))[-MOST:])


def _staying(before: Person, after: Person) -> str:
    if _differing(before.health, after.health, OF_HEALTH):
        return "health"
    joined = [e.challenge for e in before.entries] != [e.challenge for e in after.entries]
    return "challenge" if joined else ""


def _differing(
    before: Settings | Reminding | Health, after: Settings | Reminding | Health, names: Sequence[str]
) -> tuple[str, ...]:
    if before is after:
        return ()
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _only(settings: Settings, names: Sequence[str]) -> Settings:
    return replace(Settings(), **{name: getattr(settings, name) for name in names})


def _only_of_reminders(reminding: Reminding, names: Sequence[str]) -> Reminding:
    return replace(Reminding(), **{name: getattr(reminding, name) for name in names})


def overtaken(person: Person, chosen: Chosen) -> bool:
    """Whether something that it changed was changed once more since."""
    later = person.chose[person.chose.index(chosen) + 1 :]
    mine = {*chosen.of_settings, *chosen.of_reminders}
    return any(not mine.isdisjoint((*one.of_settings, *one.of_reminders)) for one in later)


def taken_back(person: Person, chosen: Chosen) -> Person:
    """The person with what it changed as it was before."""
    settings = replace(person.settings, **{name: getattr(chosen.settings, name) for name in chosen.of_settings})
    chose = tuple(one for one in person.chose if one is not chosen)
    back = replace(person, settings=settings, chose=chose)
    if not chosen.of_reminders:
        return back
    reminding = replace(reminding_of(person), **{name: getattr(chosen.reminding, name) for name in chosen.of_reminders})
    return replace(back, reminding=reminding)
