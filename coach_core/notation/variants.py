"""Which exercise a lift is with dumbbells instead of a bar: "bench press dumbbells". No reading."""

from __future__ import annotations

WITH_DUMBBELLS = {
    "bench_press": "dumbbell_bench_press",
    "incline_bench_press": "incline_dumbbell_press",
    "overhead_press": "dumbbell_shoulder_press",
    "seated_overhead_press": "dumbbell_shoulder_press",
    "barbell_row": "dumbbell_row",
    "barbell_curl": "dumbbell_curl",
    "romanian_deadlift": "dumbbell_romanian_deadlift",
    "barbell_hip_thrust": "dumbbell_hip_thrust",
}
