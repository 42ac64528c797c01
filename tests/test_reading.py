"""Reading against tables: messages in readings/*.txt, each with what it says. How they are written: reading_form.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reading_form import lexicon, open_of, show, show_set

from coach_core.data.load import load_exercises
from coach_core.notation.as_json import reading_data
from coach_core.notation.clean import LIMIT, clean
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open
from coach_core.notation.wordbook import build_lexicon
from coach_core.training.weight import LoadKind, Unit, weigh

TABLES = sorted((Path(__file__).parent / "readings").glob("*.txt"))
THRUST = "barbell_hip_thrust 3x8-10 80 kg"


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Language, what is open, the message, its reading."""
    for file in TABLES:
        language, opened = "en", "nothing"
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("# ") and line[4:5] == ":":
                language, opened = line[2:4], line[6:]
            elif " => " in line and not line.startswith("# "):
                text, _, wanted = line.rpartition(" => ")
                yield language, opened, text.replace("\\n", "\n"), wanted


@pytest.mark.parametrize(("language", "opened", "text", "wanted"), list(cases()))
def test_a_message_says_what_the_table_says(language: str, opened: str, text: str, wanted: str) -> None:
    assert show(read(text, lexicon(), open_of(opened), language)) == wanted


def test_the_tables_are_large_enough() -> None:
    assert len(list(cases())) >= 500


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("８０ｘ１０", "80x10"),
        ("٨٠×١٠", "80x10"),
        ("८०x१०", "80x10"),
        ("𝟖𝟎x𝟏𝟎", "80x10"),
        ("8️⃣0️⃣x🔟", "80x10"),
        ("80\u202ex10\u2069", "80x10"),
        ("8\u200b0x1\ufeff0", "80x10"),
        ("80\x00x10\x07", "80x10"),
        ("80\ud800x10", "80x10"),
        ("2½", "2.5"),
        ("½ 2 ¼", "0.5 2.25"),
        ("80х10 Х подход", "80x10 x подход"),
        ("80 – 85", "80 - 85"),
        ("80,5 ＠ 9", "80,5 @ 9"),
        ("8²", "8²"),
        ("a\r\nb\u2028c", "a\n\nb\nc"),
    ],
)
def test_the_border_makes_signs_plain(text: str, plain: str) -> None:
    assert clean(text) == plain


def test_a_long_message_is_read_up_to_the_limit_and_says_so() -> None:
    long = "100x10 " * 1000
    reading = read(long, lexicon(), open_of(THRUST), "en")
    assert reading.problem is not None
    assert reading.problem.key == "text-limit"
    assert dict(reading.problem.values) == {"limit": str(LIMIT)}
    assert {show_set(s) for s in reading.entries[0].sets} == {"100kg x10"}, "no number is halved"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0x10", "load-limit"),
        ("1001x10", "load-limit"),
        ("80x1001", "reps-limit"),
        ("80x0", "reps-limit"),
        ("-5 reps", "reps-limit"),
        ("80x5000", "reps-limit"),
        ("9" * 5000, "load-limit"),
        ("9" * 500 + "x10", "load-limit"),
        ("1,000x10", "number-unclear"),
        ("100x10 rpe 12", "effort-limit"),
        ("100 kg 51 sets of 10", "sets-limit"),
        ("2 h", None),
        ("no, 5000", "load-limit"),
        ("no, 100x5000", "reps-limit"),
    ],
)
def test_what_is_outside_the_limits_is_refused_with_the_limit(text: str, key: str | None) -> None:
    reading = read(text, lexicon(), open_of(THRUST), "en")
    assert (reading.problem.key if reading.problem else None) == key
    assert reading.intent is Intent.OTHER
    assert not reading.entries


@pytest.mark.parametrize(("best", "asks"), [("62.5", False), ("62", True)])
def test_a_jump_of_more_than_sixty_percent_over_the_best_is_asked(best: str, asks: bool) -> None:
    here = Open("barbell_hip_thrust", 3, (8, 10), load=weigh("60", Unit.KG), best=weigh(best, Unit.KG))
    assert read("100x10", lexicon(), here, "en").needs_confirmation is asks
    assert not read("20x10", lexicon(), here, "en").needs_confirmation, "light is never implausible"


def test_the_person_s_language_wins_where_a_word_has_two_meanings() -> None:
    words = {"en": {"reps": ("foo",), "times": ("x",)}, "es": {"sets": ("foo",), "times": ("x",)}}
    lexicon_ = build_lexicon(words, load_exercises())
    here = open_of(THRUST)
    assert show(read("3 foo", lexicon_, here, "en")) == "log barbell_hip_thrust: 80kg x3"
    assert show(read("3 foo x 10", lexicon_, here, "es")) == "log barbell_hip_thrust: 80kg x10, 80kg x10, 80kg x10"


def test_without_words_numbers_and_signs_are_still_read() -> None:
    bare = build_lexicon({}, load_exercises())
    here = open_of(THRUST)
    assert show(read("100*10, 95*8", bare, here, "xx")) == "log barbell_hip_thrust: 100kg x10, 95kg x8"


def test_a_unit_is_the_typed_one_then_the_person_s_then_the_prescription_s() -> None:
    here = open_of("barbell_hip_thrust 3x8 80 kg for lb")
    typed, untyped, filled = (read(t, lexicon(), here, "en").entries[0].sets[0] for t in ("80kg x8", "185x8", "8"))
    assert (typed.load, typed.unit_told) == (weigh("80", Unit.KG), True)
    assert (untyped.load, untyped.unit_told) == (weigh("185", Unit.LB), False)
    assert filled.load == weigh("80", Unit.KG)


def test_the_prescription_fills_each_set_with_its_own_load() -> None:
    here = open_of("barbell_hip_thrust 3x5 100/85/85 kg")
    assert show(read("5 8 8", lexicon(), here, "en")) == "log barbell_hip_thrust: 100kg x5, 85kg x8, 85kg x8"


def test_names_with_typos_are_taken_and_names_that_could_be_two_are_asked() -> None:
    assert lexicon().exercise("bulgarain split squat") == ("bulgarian_split_squat", ())
    name, maybe = lexicon().exercise("hip thrst dumbell")
    assert name == "dumbbell_hip_thrust" or "dumbbell_hip_thrust" in maybe
    reading = read("jefferson squat 3x8 60 kg", lexicon(), None, "en")
    assert reading.entries[0].exercise is None
    assert reading.entries[0].name == "jefferson squat"
    assert [d.entries[0].exercise for d in reading.alternatives][:1] == ["back_squat"]


def test_the_json_has_the_promised_keys_in_their_order() -> None:
    data = reading_data(read("hip thrusts 100x10, 95x8 rpe 9", lexicon(), None, "en"), lexicon())
    assert list(data)[:12] == [
        "intent", "entries", "corrects", "count", "day_offset", "note", "safety", "also", "then",
        "needs_confirmation", "alternatives", "not_understood",
    ]  # fmt: skip
    entry = data["entries"][0]  # type: ignore[index]
    assert (entry["exercise"], entry["name"]) == ("barbell_hip_thrust", "hip thrusts")
    assert entry["sets"][1] == {
        "load": 95, "unit": "kg", "load_kind": "external", "reps": 8, "reps_left": None, "reps_right": None,
        "seconds": None, "distance_m": None, "rir": None, "rpe": 9, "to_failure": False, "failed": False,
        "warmup": False, "drop": False,
    }  # fmt: skip


def test_a_load_without_a_unit_is_null_with_it() -> None:
    here = replace(open_of(THRUST) or Open(), load=None, loads=(), load_kind=LoadKind.BODYWEIGHT)
    data = reading_data(read("15", lexicon(), here, "en"), lexicon())
    one = data["entries"][0]["sets"][0]  # type: ignore[index]
    assert (one["load"], one["unit"], one["load_kind"]) == (None, None, "bodyweight")
