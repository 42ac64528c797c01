"""A person as the coach knows them: settings, health answers, place in the program, open workout. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from coach_core.challenge.values import Entry
from coach_core.facts import Reason, SetDone
from coach_core.reminding.state import Reminding, Timer
from coach_core.training.weight import Unit, Weight
from coach_core.values import dataclass


class Level(StrEnum):
    """Training age (training table 1.8): never by kilograms."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Equipment(StrEnum):
    """What there is to train with."""

    BARBELL = "barbell"
    DUMBBELLS = "dumbbells"
    BANDS = "bands"
    GYM = "gym"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person answered and may change at any time. None: not asked or not answered yet."""

    language: str | None = None  # chosen by /language; otherwise the platform's
    unit: Unit | None = None
    level: Level | None = None
    equipment: Equipment | None = None
    days: tuple[int, ...] | None = None  # 0 is Monday
    hour: str | None = None  # local "18:00"
    zone: str | None = None  # IANA name
    reminders: bool | None = None  # None: never asked; nothing is sent unless True
    bar: Weight | None = None  # the empty bar, if not the usual 20 kg / 45 lb
    names: tuple[tuple[str, str], ...] = ()  # the person's own names of exercises: ("bridges", "glute_bridge")
    order: int = 0  # above 0: load × reps is written more often, below: reps × load (commands/habit.py)
    asked: tuple[str, ...] = ()  # of days, hour, time zone, reminders: those that were asked once


@dataclass(frozen=True, slots=True)
class Consent:
    """That this person agreed to what is stored, when, and to which wording."""

    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Health:
    """Screening answers and what follows from them; stored apart from the rest and encrypted when a key is set.

    Only categories are kept, never the words that were written.
    """

    screened: date | None = None
    answers: tuple[str, ...] = ()  # keys of the questions answered yes ("heart", "joint" …)
    minor: bool = False
    stage: str | None = None  # "pregnant" | "postpartum" | None
    birth: str | None = None  # "vaginal" | "caesarean"
    born_on: date | None = None  # day of the birth, estimated from the weeks told
    cleared: tuple[str, ...] = ()  # questions for which a professional cleared the person, as told
    paused: str | None = None  # "R1" | "R2": no loads until a professional cleared it
    paused_on: date | None = None
    pains: tuple[tuple[date, str], ...] = ()  # R3 of the last weeks: day and place
    stage_on: date | None = None  # day on which training after a birth began: the ladder of R29 counts from it
    banned: tuple[str, ...] = ()  # exercises that a professional forbade, by a word of their ids: "squat"
    gentle: bool = False  # signs of an eating disorder: body measurements are neither asked nor shown


@dataclass(frozen=True, slots=True)
class Ramp:
    """On the way back to full loads after a long gap (R24): how much the next workout asks, and how it goes on."""

    percent: int  # of the full load
    step: int  # percent by which that rises a workout
    days: int  # of the gap


@dataclass(frozen=True, slots=True)
class Lift:
    """What is known of one lift of a person: the state of its progression."""

    tm: Weight | None = None  # training max of percent work
    load: Weight | None = None  # working load of rep work
    target: int | None = None  # today's reps in double progression
    misses: int = 0  # sessions missed running
    backoffs: tuple[date, ...] = ()  # days on which the load was cut
    ease: float | None = None  # factor for the next session after pain
    last_on: date | None = None
    last_sets: tuple[str, ...] = ()  # ids of the work sets of the last session
    last_load: Weight | None = None  # heaviest load of the last session
    last_reps: tuple[int, ...] = ()
    last_loads: tuple[Weight | None, ...] = ()  # of the same sets as last_reps
    best: Weight | None = None  # best estimated 1RM (from RTF ≤ 12)
    heaviest: Weight | None = None  # heaviest load ever, for a rep or more (R34)
    because: Reason | None = None  # why tm or load is what it is
    guess: Weight | None = None  # training max estimated from rep work, where no percent work gave one (R11)
    guess_sets: tuple[str, ...] = ()
    full_load: Weight | None = None  # load that kept its reserve in the last session not lightened: rule "same" (R33)
    full_sets: tuple[str, ...] = ()
    full_above: Weight | None = None  # the load of that session that did not keep it …
    full_cut: int = 0  # … and the percent that were taken off it, where no set kept it
    calibrate: bool = False  # never done: its first session looks for the load (R16)
    found: Weight | None = None  # what it found; percent work is not lighter until the percent gives more
    found_sets: tuple[str, ...] = ()
    seeking: bool = False  # what was found still rises every session: more than 3 are left
    ramp_max: Ramp | None = None  # the way back of its percent work …
    ramp_load: Ramp | None = None  # … and of its other work


@dataclass(frozen=True, slots=True)
class Tally:
    """One percent lift in the running week: what the weekly rule of training.md 3.4 needs."""

    fine: bool = True  # every prescribed set so far done at or above the reserve cap
    lowest_rir: float | None = None
    best_tm: Weight | None = None  # 0.9 × e1RM of the best set with RTF ≤ 12
    best_set: str | None = None
    sets: tuple[str, ...] = ()
    days: tuple[str, ...] = ()  # days of the week that are over


@dataclass(frozen=True, slots=True)
class Reduction:
    """Lighter sessions after a gap (training.md 3.9): factor on loads, share of sets, least reserve, until when."""

    load: float = 1.0
    sets: float = 1.0
    rir: int | None = None
    sessions: int = 1  # how many sessions it still holds
    repeat: bool = False  # 7 to 10 days: no more than last time
    gap_days: int = 0
    fresh: bool = True  # no session was done under it yet


@dataclass(frozen=True, slots=True)
class Plan:
    """The place in a program."""

    program: str
    started: date
    run: int = 1  # counts the programs that were begun
    week: int = 1
    day: int = 0  # index in the program's days
    tally: Mapping[str, Tally] = field(default_factory=dict)
    skipped: int = 0  # sessions skipped in the running block
    reduction: Reduction | None = None
    last_on: date | None = None  # day of the last session
    last_thrust: date | None = None  # day of the last session with a hip thrust
    last_gap: int | None = None  # days that had passed when that session came
    finished: bool = False
    moved_to: date | None = None  # the next session was moved to this day
    last_at: datetime | None = None  # the first set of the last day of training: 48 h count from there (R32)
    again: tuple[int, int] | None = None  # the block is done once more: so many of its sessions were skipped (R25)
    chosen: int | None = None  # the week that the person went to in this block


@dataclass(frozen=True, slots=True)
class Mark:
    """What was decided for one slot of the open workout."""

    skipped: bool = False
    pain: bool = False  # stopped for today
    exercise: str | None = None  # swapped in
    load: Weight | None = None  # the person's own load for the sets that are left


@dataclass(frozen=True, slots=True)
class Workout:
    """An open workout. Its prescription is derived from plan, lifts, settings and these sets; it is not stored."""

    workout: str
    opened_at: datetime
    opened_on: date  # local day
    program: str | None = None  # None: a workout without a program
    week: int | None = None
    day: str | None = None
    gap_days: int | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)
    sets: tuple[SetDone, ...] = ()

    def with_set(self, done: SetDone) -> Workout:
        """The workout with one more set."""
        return Workout(
            self.workout, self.opened_at, self.opened_on, self.program, self.week, self.day, self.gap_days,
            self.marks, (*self.sets, done),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Training:
    """Everything that undo restores: place, lifts, open workout."""

    plan: Plan | None = None
    lifts: Mapping[str, Lift] = field(default_factory=dict)
    open: Workout | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the coach waits for: what it asks (``data.question``), which command asked, and what that command keeps."""

    asks: str
    command: str
    keep: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that was pressed, and when."""

    button: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a turn changed beside training: names of fields, and their values before. ``stays``: what undo leaves."""

    turn: int
    of_settings: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    of_reminders: tuple[str, ...] = ()
    reminding: Reminding = field(default_factory=Reminding)
    stays: str = ""  # "health" | "challenge" | "today"


@dataclass(frozen=True, slots=True)
class Person:
    """One person. ``number`` is internal; ``turn`` counts their turns, ``made`` the ids given out."""

    number: int
    settings: Settings = field(default_factory=Settings)
    consent: Consent | None = None
    health: Health = field(default_factory=Health)
    training: Training = field(default_factory=Training)
    question: Question | None = None
    turn: int = 0
    made: int = 0
    said: int = 0  # messages sent to the person, for their ids
    language: str | None = None  # what the platform told last; Settings.language goes before it
    told_away: datetime | None = None  # the end of the coach's last absence that the person was told of
    entries: tuple[Entry, ...] = ()  # the running challenges that the person is in
    wish: int | None = None  # the challenge to be in once the program has begun
    reminding: Reminding | None = None  # what is sent unasked; None: nothing was ever agreed to
    timer: Timer | None = None  # the rest that runs
    undone: int = 0  # the turn that last took something back: undo buttons of before it are used up
    tapped: Tap | None = None  # the button that was pressed last
    aside: tuple[Entry, ...] = ()  # parts in running challenges that were left: who comes back goes on with theirs
    looked: tuple[int, str] | None = None  # week and day of the program that was looked at and not made the next
    chose: tuple[Chosen, ...] = ()  # the last changes of settings and reminders, which undo takes back

    def counted(self, turn: int, said: int) -> Person:
        """The person with these counters."""
        return Person(
            self.number, self.settings, self.consent, self.health, self.training, self.question,
            turn, self.made, said, self.language, self.told_away, self.entries, self.wish, self.reminding,
            self.timer, self.undone, self.tapped, self.aside, self.looked, self.chose,
        )  # fmt: skip

    def with_training(self, training: Training, made: int) -> Person:
        """The person with another training, and so many ids given out."""
        return Person(
            self.number, self.settings, self.consent, self.health, training, self.question,
            self.turn, made, self.said, self.language, self.told_away, self.entries, self.wish, self.reminding,
            self.timer, self.undone, self.tapped, self.aside, self.looked, self.chose,
        )  # fmt: skip
