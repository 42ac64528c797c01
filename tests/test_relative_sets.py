"""Sets that are told by the one before: 80 kg × 10 was done, what is "same but 5 more"? Both languages in tables."""

from __future__ import annotations

import pytest
from talking import the_book

from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open, Reading, ReadSet
from coach_core.training.weight import LoadKind, Unit, Weight

PLANNED = Weight(3750, Unit.KG)
HERE = Open(
    exercise="barbell_hip_thrust", sets=2, reps=(12, 12), load=PLANNED, loads=(PLANNED,) * 2, stored=2, begun=True,
    best=Weight(9600, Unit.KG), unit=Unit.KG, last=Weight(8000, Unit.KG),
    did=ReadSet(load=Weight(8000, Unit.KG), load_kind=LoadKind.EXTERNAL, reps=10),
)  # fmt: skip
BODY = Open(exercise="bodyweight_hip_thrust", sets=2, reps=(15, 15), load_kind=LoadKind.BODYWEIGHT, stored=1,
            did=ReadSet(load_kind=LoadKind.BODYWEIGHT, reps=15))  # fmt: skip

# language, text, load and reps that are stored, the other way that a button offers
TOLD: list[tuple[str, str, tuple[float, int], tuple[float, int] | None]] = [
    *(("en", text, (85, 10), (80, 15)) for text in ("same but 5 more", "same plus 5", "same +5", "same + 5",
                                                    "again but 5 more", "same with 5 extra")),
    *(("en", text, (75, 10), (80, 5)) for text in ("same -5", "same minus 5", "same but 5 less")),
    *(("en", text, (85, 10), None) for text in ("same weight plus 5 kg", "same but 5kg heavier",
                                                "repeat with 5 kg more",
                                                "same reps but 5 more kg", "same but 5 kg more")),
    ("en", "same but 5 kg less", (75, 10), None),
    ("en", "same but 2.5 lighter", (77.5, 10), None),
    ("en", "same but 2 more", (80, 12), (82, 10)),
    *(("en", text, (80, 12), None) for text in ("same with 2 more reps",
                                                "same weight 2 more reps", "same weight, 2 more")),
    *(("en", text, (80, 11), None) for text in ("same weight one more rep", "same, add one rep")),
    *(("en", text, (80, 9), None) for text in ("same but one less rep", "same weight, a rep less",
                                               "same just 1 rep less")),
    *(("en", text, (42.5, 10), None) for text in ("same reps 42.5", "same reps, 42.5 kg", "same but 42.5")),
    *(("en", text, (80, 12), None) for text in ("same but 12", "same but 12 reps", "same x12", "same weight 12")),
    *(("es", text, (85, 10), (80, 15)) for text in ("lo mismo pero 5 más", "lo mismo más 5", "lo mismo +5")),
    *(("es", text, (85, 10), None) for text in ("lo mismo más 5 kg", "repite con 5 kilos más",
                                                "otra igual con 5 kg más")),
    ("es", "lo mismo pero 5 kg menos", (75, 10), None),
    ("es", "lo mismo menos 5", (75, 10), (80, 5)),
    ("es", "lo mismo con 2,5 más", (82.5, 10), None),
    *(("es", text, (80, 12), None) for text in ("igual pero 2 reps más", "mismo peso 2 reps más", "lo mismo pero 12",
                                                "lo mismo con 12 reps")),
    ("es", "mismo peso una rep más", (80, 11), None),
    ("es", "igual pero una rep menos", (80, 9), None),
    ("es", "lo mismo pero con 42,5", (42.5, 10), None),
    ("de", "nochmal aber 5 kg mehr", (85, 10), None),
    ("fr", "pareil mais 5 kg de plus", (85, 10), None),
    ("pt", "igual mas 5 kg a mais", (85, 10), None),
    ("ru", "то же самое но на 5 кг больше", (85, 10), None),
]  # fmt: skip


def as_read(text: str, language: str, here: Open = HERE) -> Reading:
    return read(text, the_book().lexicon, here, language)


def numbers(sets: tuple[ReadSet, ...]) -> list[tuple[float | None, int | None]]:
    return [(s.load.number if s.load is not None else None, s.reps) for s in sets]


@pytest.mark.parametrize(("language", "text", "stored", "other"), TOLD, ids=[f"{t[0]}-{t[1]}" for t in TOLD])
def test_the_set_before_and_what_changes(
    language: str, text: str, stored: tuple[float, int], other: tuple[float, int] | None
) -> None:
    reading = as_read(text, language)
    assert reading.intent is Intent.LOG
    assert not reading.needs_confirmation
    assert numbers(reading.entries[0].sets) == [stored]
    offered = [numbers(d.entries[0].sets) for d in reading.alternatives]
    assert offered == ([[other]] if other is not None else [])


@pytest.mark.parametrize(
    ("text", "count"), [("same again", 1), ("same x3", 3), ("same 3", 3), ("same again x2", 2), ("one more set", 1)]
)
def test_a_count_of_sets_stays_one(text: str, count: int) -> None:
    reading = as_read(text, "en")
    assert (reading.intent, reading.count) == (Intent.REPEAT, count)


def test_what_the_body_does_is_counted_in_reps() -> None:
    assert numbers(as_read("same but 5 more", "en", BODY).entries[0].sets) == [(None, 20)]


def test_far_more_is_asked_about_and_less_than_nothing_refused() -> None:
    assert as_read("same but 90 kg more", "en").needs_confirmation
    assert as_read("same but 90 kg less", "en").problem is not None


def test_without_a_set_before_nothing_is_stored() -> None:
    """The control: the same words with no set to count from."""
    nothing = Open(exercise="barbell_hip_thrust", sets=4, reps=(12, 12), load=PLANNED, loads=(PLANNED,) * 4)
    for text in ("same but 5 more", "lo mismo pero 5 más"):
        reading = as_read(text, "en", nothing)
        assert reading.intent is not Intent.LOG or reading.needs_confirmation
