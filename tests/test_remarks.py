"""A remark that begins with "no" or "not" stands before new sets; a "no" before numbers puts right what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_line import answer_to, logged_in
from test_corrections import P

ONE = [*P, "done", "12 rpe 7"]  # one set of the barbell thrust is stored

NEW: list[tuple[str, str, list[tuple[float, int]]]] = [  # language, the line, load and reps of the sets that are new
    ("en", "not bad, 45x12", [(45, 12)]),
    ("en", "not bad at all: 45x12", [(45, 12)]),
    ("en", "not that bad 45x12", [(45, 12)]),
    ("en", "no pain or dizziness, 45x12", [(45, 12)]),
    ("en", "no numbness or tingling, 45x12", [(45, 12)]),
    ("en", "no pain in back or hips 45x12", [(45, 12)]),
    ("en", "not too heavy 45x12", [(45, 12)]),
    ("en", "not my best day 45x12", [(45, 12)]),
    ("en", "not feeling any pain 45x12", [(45, 12)]),
    ("en", "not to failure 45x12", [(45, 12)]),
    ("en", "not a great set, 45x11", [(45, 11)]),
    ("en", "no warm up today, 45x12", [(45, 12)]),
    ("en", "didn't do my warm up, 45x12", [(45, 12)]),
    ("en", "no rest between sets, 45x12 45x12", [(45, 12), (45, 12)]),
    ("en", "no time to rest, 45x12", [(45, 12)]),
    ("en", "no knee or back pain, 12 12 12", [(37.5, 12)] * 3),
    ("en", "no failed reps, 12 12", [(37.5, 12)] * 2),
    ("en", "no form breakdown, 45x12", [(45, 12)]),
    ("en", "no straps, 45x12", [(45, 12)]),
    ("en", "no change, 45x12", [(45, 12)]),
    ("en", "no pause 45x12", [(45, 12)]),
    ("en", "no, no pain, 45x12", [(45, 12)]),
    ("en", "zero chest pain today, 45x12", [(45, 12)]),
    ("en", "45x12, not a trace of chest pain", [(45, 12)]),
    ("en", "zero pain 12 12", [(37.5, 12)] * 2),
    ("en", "painless 45x12", [(45, 12)]),
    ("en", "45x12 chest pain: none", [(45, 12)]),
    ("en", "45x12 my friend hurt his back", [(45, 12)]),
    ("en", "45x12 my back used to hurt, not now", [(45, 12)]),
    ("en", "45x12 a bit sore from monday", [(45, 12)]),
    ("es", "no hay dolor, 12 12", [(37.5, 12)] * 2),
    ("es", "sin dolor 12 12", [(37.5, 12)] * 2),
    ("es", "cero dolor en el pecho 45x12", [(45, 12)]),
    ("es", "45x12 ninguna molestia", [(45, 12)]),
    ("es", "45x12 a mi padre le duele la cadera", [(45, 12)]),
    ("es", "45x12 antes dolía, ahora no", [(45, 12)]),
    ("es", "45x12 agujetas del lunes", [(45, 12)]),
    ("en", "45x12, no pain, 45x11", [(45, 12), (45, 11)]),
    ("en", "45x12, not bad, 45x11", [(45, 12), (45, 11)]),
    ("es", "no sentí dolor, 45x12", [(45, 12)]),
    ("es", "no me costó 45x12", [(45, 12)]),
    ("es", "no fue fácil 45x12", [(45, 12)]),
    ("es", "no fue tan duro, 45x11", [(45, 11)]),
    ("es", "no era tan pesado 45x12", [(45, 12)]),
    ("es", "no está mal 45x12", [(45, 12)]),
    ("es", "no estuvo difícil 45x12", [(45, 12)]),
    ("es", "no descansé nada, 45x12", [(45, 12)]),
    ("es", "no llegué al fallo, 45x12", [(45, 12)]),
    ("es", "no hice calentamiento, 45x12", [(45, 12)]),
    ("es", "nada de dolor, 45x12", [(45, 12)]),
    ("es", "no muy pesado 45x12", [(45, 12)]),
    ("en", "last set was tough: 45x8", [(45, 8)]),
    ("en", "last one was hard 45x12", [(45, 12)]),
    ("en", "last rep was ugly 45x12", [(45, 12)]),
    ("en", "last set was harder than expected 45x12, 45x11", [(45, 12), (45, 11)]),
    ("en", "second set was easy 12 reps at 45", [(45, 12)]),
    ("en", "missed last rep 45x12", [(45, 12)]),
    ("en", "failed last rep 45 kg x 12", [(45, 12)]),
    ("en", "missed the last set 45x8", [(45, 8)]),
    ("en", "missed last rep 11", [(37.5, 11)]),
    ("es", "la última serie fue dura 45x12", [(45, 12)]),
    ("es", "la última fue dura: 45x8", [(45, 8)]),
    ("es", "la última repetición fue fea 45x12", [(45, 12)]),
    ("es", "fallé la última rep 45x12", [(45, 12)]),
    ("de", "nicht schlecht, 45x12", [(45, 12)]),
    ("de", "keine schmerzen, 45x12", [(45, 12)]),
]

EITHER = [  # language, lines before, what may be of the last set or of a new one
    ("en", ONE, "last set was hard 9"),
    ("en", ONE, "last set ugly 15"),
    ("en", ONE, "first set was easy 45x12"),
    ("es", ONE, "última serie fea 15"),
    ("es", ONE, "la última serie fue dura 9"),
    ("en", P, "last set ugly 15"),
    ("en", P, "last set was ugly 15"),
    ("es", P, "la última serie fue fea 15"),
]

RIGHT: list[tuple[str, str, tuple[float, int]]] = [  # language, the line, what the stored set is from then on
    ("en", "last set was 9", (37.5, 9)),
    ("en", "last set was 45x9", (45, 9)),
    ("es", "la última serie fue 9", (37.5, 9)),
    ("en", "no, 90", (90, 12)),
    ("en", "no it was 90", (90, 12)),
    ("en", "no i think it was 45", (45, 12)),
    ("en", "no 45x12", (45, 12)),
    ("en", "no 45x11, felt fine", (45, 11)),
    ("en", "nope 90", (90, 12)),
    ("en", "no sorry 45x12", (45, 12)),
    ("en", "no wait, 45x12", (45, 12)),
    ("en", "no i meant 45", (45, 12)),
    ("en", "no the last one was 45", (45, 12)),
    ("en", "not 12, 11", (37.5, 11)),
    ("en", "no, only 11", (37.5, 11)),
    ("en", "no i did 11", (37.5, 11)),
    ("es", "no, eran 90", (90, 12)),
    ("es", "no 45x12", (45, 12)),
    ("es", "no, quise decir 45", (45, 12)),
    ("es", "no, hice 11", (37.5, 11)),
    ("es", "no me equivoqué 45x12", (45, 12)),
    ("de", "nein, 45", (45, 12)),
    ("fr", "non c'était 45", (45, 12)),
]


async def _stored(file: Path, language: str, before: list[str], line: str) -> list[tuple[str, str, float, int]]:
    """What a line stores or changes: how, which exercise, load, reps."""
    logged = logged_in(await answer_to(file, language, before, line))
    return [(s["change"], s["exercise"], s["load"], s["reps"]) for s in logged]


@pytest.mark.parametrize(("language", "line", "sets"), NEW, ids=[f"{n[0]}-{n[1]}" for n in NEW])
async def test_new_sets(tmp_path: Path, language: str, line: str, sets: list[tuple[float, int]]) -> None:
    stored = await _stored(tmp_path / "a.db", language, ONE, line)
    assert stored == [("stored", "barbell_hip_thrust", *one) for one in sets]


@pytest.mark.parametrize(("language", "before", "line"), EITHER, ids=[f"{len(e[1])}-{e[2]}" for e in EITHER])
async def test_asked_about(tmp_path: Path, language: str, before: list[str], line: str) -> None:
    assert await _stored(tmp_path / "a.db", language, before, line) == []
    assert await _stored(tmp_path / "b.db", language, [*before, line], "yes" if language == "en" else "sí")


@pytest.mark.parametrize(("language", "line", "now"), RIGHT, ids=[f"{r[0]}-{r[1]}" for r in RIGHT])
async def test_put_right(tmp_path: Path, language: str, line: str, now: tuple[float, int]) -> None:
    stored = await _stored(tmp_path / "a.db", language, ONE, line)
    assert stored == [("changed", "barbell_hip_thrust", *now)]


@pytest.mark.parametrize(
    ("language", "line", "change"),
    [
        ("en", "no chest pain or dizziness, 100x10", "stored"),
        ("en", "not bad, 100x10", "stored"),
        ("en", "last rep was ugly 100x10", "stored"),
        ("es", "la última rep fue fea 100x10", "stored"),
        ("es", "no sentí dolor, 100x10", "stored"),
        ("en", "no, 100x10", "changed"),
        ("es", "no, eran 100", "changed"),
    ],
)
async def test_the_starting_set_is_put_right_by_a_correction_alone(
    tmp_path: Path, language: str, line: str, change: str
) -> None:
    stored = await _stored(tmp_path / "a.db", language, P, line)
    assert [(how, load) for how, _, load, _ in stored] == [(change, 100)]


@pytest.mark.parametrize(
    ("language", "line"), [("en", "all were 50"), ("es", "todas fueron 50"), ("es", "no, todas fueron 12")]
)
async def test_the_starting_set_is_none_of_all(tmp_path: Path, language: str, line: str) -> None:
    shown = await answer_to(tmp_path / "a.db", language, P, line)
    assert logged_in(shown) == []
