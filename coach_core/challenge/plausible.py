"""Which sets are beyond what is usual: limits by exercise. Whether such a set counts is for the admins to say."""

from __future__ import annotations

from collections.abc import Mapping

from coach_core.facts import SetDone
from coach_core.training.weight import Unit, Weight

# Kilograms for one repetition, a little above what has been lifted in competition or is told of strong lifters. Of
# dumbbells: one of them.
HEAVIEST: Mapping[str, int] = {
    "barbell_hip_thrust": 450,
    "banded_barbell_hip_thrust": 450,
    "paused_hip_thrust": 400,
    "dumbbell_hip_thrust": 200,
    "american_hip_thrust": 350,
    "glute_bridge": 450,
    "back_squat": 500,
    "romanian_deadlift": 450,
    "deadlift": 505,
    "sumo_deadlift": 505,
    "leg_press": 1000,
    "calf_raise": 600,
    "bench_press": 360,
    "overhead_press": 230,
    "bulgarian_split_squat": 200,
    "step_up": 200,
    "cable_pull_through": 200,
    "dumbbell_romanian_deadlift": 150,
    "dumbbell_bench_press": 150,
    "dumbbell_shoulder_press": 100,
    "dumbbell_curl": 100,
    "hammer_curl": 100,
    "lateral_raise": 60,
    "goblet_squat": 200,
}
HEAVIEST_OTHER = 350
MOST_REPS = 60


def beyond(s: SetDone) -> bool:
    """Whether a set is beyond the limits of its exercise."""
    if s.reps is not None and s.reps > MOST_REPS:
        return True
    return s.load is not None and bool(s.reps) and is_beyond(s.exercise, s.load, s.reps or 1)


def is_beyond(exercise: str, load: Weight, reps: int) -> bool:
    """Whether so much for so many reps was hardly ever lifted in an exercise."""
    kilograms = load.hundredths / 100 if load.unit is Unit.KG else float(load.kg)
    return kilograms * (1 + (reps - 1) / 30) > HEAVIEST.get(exercise, HEAVIEST_OTHER)
