"""Sets in words of a form or a list, each as it is said: labels, "x12 x12", "each"; what is no set stores nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_line import answer_to, logged_in
from talking import talking
from test_corrections import P

ONE = [*P, "done", "12 rpe 7"]  # three sets of the barbell thrust are left of four

STORED: list[
    tuple[str, list[str], str, list[tuple[float | None, int]]]
] = [  # language, before, the line, load and reps
    ("en", ONE, "weight 40 reps 12", [(40, 12)]),
    ("en", ONE, "weight: 40, reps: 12", [(40, 12)]),
    ("en", ONE, "weight 40kg reps 12", [(40, 12)]),
    ("en", ONE, "reps 12 weight 40", [(40, 12)]),
    ("en", ONE, "reps: 12, weight: 40 kg", [(40, 12)]),
    ("en", ONE, "weight 40, 12 reps", [(40, 12)]),
    ("en", ONE, "weight 40 sets 3 reps 12", [(40, 12)] * 3),
    ("en", ONE, "sets: 3, reps: 12, weight: 40", [(40, 12)] * 3),
    ("es", ONE, "peso 40 reps 12", [(40, 12)]),
    ("es", ONE, "peso: 40 reps: 12", [(40, 12)]),
    ("es", ONE, "peso 40 kg repeticiones 12", [(40, 12)]),
    ("es", ONE, "reps 12 peso 42,5", [(42.5, 12)]),
    ("es", ONE[:-1], "4 de 12", [(37.5, 12)] * 4),
    ("es", ONE[:-1], "he hecho 4 de 12", [(37.5, 12)] * 4),
    ("en", ONE[:-1], "x12 x12 x12 x10", [(37.5, 12)] * 3 + [(37.5, 10)]),
    ("en", ONE, "x12 x12", [(37.5, 12)] * 2),
    ("es", ONE, "x12 x12 x10", [(37.5, 12)] * 2 + [(37.5, 10)]),
    ("en", ONE, "40 x12 x12 x10", [(40.0, 12)] * 2 + [(40.0, 10)]),
    ("en", ONE, "12x", [(37.5, 12)]),
    ("en", ONE[:-1], "40kg, 4 sets, 12 reps each", [(40, 12)] * 4),
    ("en", ONE, "3 sets 12 reps each", [(37.5, 12)] * 3),
    ("en", ONE[:-1], "4 sets, 12 reps each, 40kg", [(40, 12)] * 4),
    ("en", ONE[:-1], "weight 40 reps 12 12 11", [(40, 12), (40, 12), (40, 11)]),
    ("es", ONE[:-1], "peso 40, 12 12 12", [(40, 12)] * 3),
    ("en", ONE[:-1], "bw x12 x12", [(None, 12)] * 2),
    ("en", ONE, "just did set 2, 12 reps", [(37.5, 12)]),
    ("en", ONE[:-1], "1st set done, 12 reps", [(37.5, 12)]),
    ("es", ONE, "la segunda: 11", [(37.5, 11)]),
    ("es", ONE[:-1], "las 4 series hechas", [(37.5, 12)] * 4),
    ("en", ONE[:-1], "I did a set of 12", [(37.5, 12)]),
    ("en", ONE[:-1], "a set of 11 at 40", [(40, 11)]),
    ("en", ONE[:-1], "12 a set", [(37.5, 12)] * 4),
    ("en", ONE[:-1], "done with set 1", [(37.5, 12)]),
    ("en", ONE, "finished my set", [(37.5, 12)]),
    ("en", ONE, "finished a set", [(37.5, 12)]),
    ("es", ONE, "hecha la segunda", [(37.5, 12)]),
    ("es", ONE, "terminé una serie", [(37.5, 12)]),
    ("en", ONE[:-1], "all 12s at 40", [(40, 12)] * 4),
    ("en", ONE[:-1], "12 12 12 12, 3x12 40 rdl", [(37.5, 12)] * 4 + [(40, 12)] * 3),
    ("es", ONE, "12 12 12, 3x12 peso muerto rumano 40", [(37.5, 12)] * 3 + [(40, 12)] * 3),
    ("en", ONE, "done", [(37.5, 12)] * 3),
    ("en", ONE, "all done", [(37.5, 12)] * 3),
]

ASKED: list[tuple[str, list[str], str, str]] = [  # nothing is stored; what is said
    ("es", ONE, "4 de 12", "37,5 kg × 12, 12, 12, 12: ¿es eso"),
    ("es", ONE, "he hecho 4 de 12", "37,5 kg × 12, 12, 12, 12: ¿es eso"),
    ("en", ONE, "3x", "is that what you mean?"),
    ("es", ONE, "3x", "¿es eso lo que quieres decir?"),
    ("en", ONE, "2x kg", "is that what you mean?"),
    ("es", ONE, "3 series de", "12, 12, 12: ¿es eso"),
    ("en", ONE, "zonked out 12 12 11", "12, 12, 11: is that what you mean?"),
    ("es", ONE, "flipando 12 12", "12, 12: ¿es eso"),
    ("en", ONE, "did a set", "37.5 kg × 12: is that what you mean?"),
    ("en", ONE, "done with set 1", "I read no set"),
    ("en", ONE, "that's set 1", "I read no set"),
    ("es", ONE, "hecha la primera serie", "no leo ninguna serie"),
    ("en", ONE, "the clock says 12", "I read no set"),
    ("es", ["hola"], "hola qué tal", "Muy bien, gracias"),
    ("en", ["hello"], "how are you?", "Fine, thanks"),
    ("en", P, "weight 72.4", "Body weight 72.4 kg noted"),
    ("en", ONE, "all good, thanks", "Note kept"),
    ("en", ONE, "all good", "Note kept"),
    ("en", P, "all good, thanks", "Nothing to store"),
    ("en", ONE, "no pain, all good", "Nothing stored"),
    ("en", ONE, "zero chest pain, all good", "Nothing stored"),
    ("en", P, "zero chest pain, all good", "Nothing stored"),
]


async def _told(file: Path, language: str, before: list[str], line: str) -> tuple[list[tuple[str, float, int]], str]:
    """What a line stores, and what is said to it. None of it is of a side."""
    shown = await answer_to(file, language, before, line)
    logged = logged_in(shown)
    assert all(s.get("reps_left") is None for s in logged)
    text = "\n".join(m["text"] for m in shown if m["kind"] == "message")
    return [(s["change"], s["load"], s["reps"]) for s in logged], text


@pytest.mark.parametrize(
    ("language", "before", "line", "sets"), STORED, ids=[f"{s[0]}-{len(s[1])}-{s[2]}" for s in STORED]
)
async def test_stored(
    tmp_path: Path, language: str, before: list[str], line: str, sets: list[tuple[float | None, int]]
) -> None:
    stored, _ = await _told(tmp_path / "a.db", language, before, line)
    assert stored == [("stored", *one) for one in sets]


@pytest.mark.parametrize(
    ("language", "before", "line", "says"), ASKED, ids=[f"{a[0]}-{len(a[1])}-{a[2]}" for a in ASKED]
)
async def test_nothing_is_stored(tmp_path: Path, language: str, before: list[str], line: str, says: str) -> None:
    stored, text = await _told(tmp_path / "a.db", language, before, line)
    assert stored == []
    assert says in text


NOTED: list[tuple[str, str, list[tuple[int, str | None]]]] = [  # language, the line, reps and note of each set
    ("en", "set 2 40x10 easy, set 3 40x9 hard", [(10, "easy"), (9, "hard")]),
    ("en", "40x10, 40x9 grindy, 40x8", [(10, None), (9, "grindy"), (8, None)]),
    ("es", "40x10 fácil, 40x9 dura", [(10, "fácil"), (9, "dura")]),
    ("es", "me dejé el alma 12 12 12", [(12, None), (12, None), (12, "me dejé el alma")]),
    ("en", "today 12 12 12", [(12, None)] * 3),
    ("es", "hoy 10 10 10", [(10, None)] * 3),
]


@pytest.mark.parametrize(("language", "line", "sets"), NOTED, ids=[f"{n[0]}-{n[1]}" for n in NOTED])
async def test_each_note_stays_with_its_set(
    tmp_path: Path, language: str, line: str, sets: list[tuple[int, str | None]]
) -> None:
    stored = logged_in(await answer_to(tmp_path / "a.db", language, ONE, line))
    assert [(s["reps"], s["note"]) for s in stored] == sets


async def test_each_side_of_a_bar_stays_a_side(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "a.db")
    try:
        for line in ONE:
            await talk(line)
        [said, *_] = await talk.said("3 sets 12 reps each side")
        assert "each side" in said
    finally:
        await talk.close()
