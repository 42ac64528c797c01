"""The list of exercises: complete, consistent, and with all its texts in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.languages import languages
from coach_core.data.load import load_book, load_exercises, load_programs
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.weight import LoadKind

EXERCISES = load_exercises()
PROGRAMS = load_programs(EXERCISES)
LOCALES = Path(__file__).parent.parent / "locales"
PROMISED = """
    barbell_hip_thrust bodyweight_hip_thrust banded_hip_thrust dumbbell_hip_thrust banded_barbell_hip_thrust
    paused_hip_thrust american_hip_thrust single_leg_hip_thrust glute_bridge banded_glute_bridge
    single_leg_glute_bridge romanian_deadlift cable_pull_through step_up bulgarian_split_squat back_squat
    lateral_band_walk
"""
OF_PROGRAMS = {
    slot.exercise
    for program in PROGRAMS.values()
    for block in program.blocks
    for day in block.days.values()
    for slot in day
}


@pytest.fixture(scope="module", params=[LOCALES / f"{name}.po" for name in languages()], ids=lambda path: path.stem)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    with request.param.open("rb") as file:
        return read_po(file)


def _has(catalog: Catalog, key: str, context: str | None = None) -> bool:
    message = catalog.get(key, context)
    return message is not None and bool(message.string)


def test_the_promised_ids_are_there() -> None:
    assert set(PROMISED.split()) <= EXERCISES.keys()
    assert len(EXERCISES) >= 60


def test_ids_are_the_english_names() -> None:
    with (LOCALES / "en.po").open("rb") as file:
        english = read_po(file)
    for name in EXERCISES:
        message = english.get(f"exercise-{name}")
        assert message is not None
        assert str(message.string).lower().replace("'", "").replace("-", " ").replace(" ", "_") == name


def test_what_the_book_makes_late_is_made_once() -> None:
    book = load_book({"en": {"exercise-romanian_deadlift": ("rdl", "rdls")}})
    names, zones = book.lexicon.names, book.zones
    book.complete()
    assert book.lexicon.names is names and book.zones is zones
    assert names["rdls"] == "romanian_deadlift" and zones.names["europe/madrid"] == "Europe/Madrid"


def test_the_book_holds_them_and_the_words_for_them() -> None:
    book = load_book({"en": {"exercise-romanian_deadlift": ("rdl", "rdls")}})
    assert (book.exercises, book.programs) == (EXERCISES, PROGRAMS)
    assert book.lexicon.exercise("rdl")[0] == "romanian_deadlift"


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_an_exercise_is_consistent(exercise: Exercise) -> None:
    assert {Tool.BODY: LoadKind.BODYWEIGHT, Tool.BAND: LoadKind.BAND}.get(
        exercise.tool, LoadKind.EXTERNAL
    ) is exercise.load_kind
    assert exercise.implements == 1 or exercise.tool is Tool.DUMBBELL
    assert exercise.id not in exercise.swaps
    assert len(set(exercise.swaps)) == len(exercise.swaps) >= 2


@pytest.mark.parametrize("name", sorted(OF_PROGRAMS))
def test_whoever_has_no_barbell_can_do_the_programs(name: str) -> None:
    bands = EXERCISES[EXERCISES[name].without.get("bands", name)]
    dumbbells = EXERCISES[EXERCISES[name].without.get("dumbbells", name)]
    assert bands.tool in (Tool.BAND, Tool.BODY)
    assert dumbbells.tool in (Tool.BAND, Tool.BODY, Tool.DUMBBELL)
    assert 2 <= len(EXERCISES[name].swaps) <= 4
    assert all(exercise.taught for exercise in (EXERCISES[name], bands, dumbbells))


def test_every_exercise_has_a_name_and_typed_words(catalog: Catalog) -> None:
    keys = [f"exercise-{name}" for name in EXERCISES]
    assert [key for key in keys if not _has(catalog, key) or not _has(catalog, key, "words")] == []


def test_every_exercise_that_is_offered_has_a_cue_and_a_how_to(catalog: Catalog) -> None:
    """A program, a stand-in or a fair alternative brings it onto a card; the others are only logged."""
    offered = {name for e in EXERCISES.values() for name in (*e.swaps, *e.without.values())} | OF_PROGRAMS
    taught = {exercise.id for exercise in EXERCISES.values() if exercise.taught}
    assert sorted(offered - taught) == []
    keys = [f"{kind}-{name}" for name in taught for kind in ("cue", "howto")]
    assert [key for key in keys if not _has(catalog, key)] == []


def test_blocks_and_cues_of_programs_have_texts(catalog: Catalog) -> None:
    blocks = [block for program in PROGRAMS.values() for block in program.blocks]
    notes = [slot.note for block in blocks for day in block.days.values() for slot in day if slot.note]
    assert [key for key in [*(block.key for block in blocks), *notes] if not _has(catalog, key)] == []


def test_no_two_exercises_share_a_typed_word(catalog: Catalog) -> None:
    owners: dict[str, str] = {}
    for name in EXERCISES:
        message = catalog.get(f"exercise-{name}", "words")
        forms = str(message.string).split(" | ") if message else []
        for form in forms:
            assert owners.setdefault(form, name) == name, form
