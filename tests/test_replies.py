"""What a first workout's lines are answered with: a table of lines, what the last answer says and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from talking import all_texts, talking

from coach_core.commands.finish import change_line
from coach_core.facts import LoadChange, Reason
from coach_core.training.weight import Unit, Weight

BEGIN = ["hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate"]
P = [*BEGIN, ":press start:equipment:barbell", "80 kg x 10"]  # the first workout
OPEN = [*P, "15 15 15"]  # its barbell thrust is open
FINISHED = [*P, "done", "done", "60x12", "done", "done", "finish"]

# language, lines before, the line, what is said, what is not
REPLIES: list[tuple[str, list[str], str, list[str], list[str]]] = [
    # a set is taken out by its number
    ("en", [*OPEN, "40x12 40x11"], "remove set 2", ["removed: Barbell hip thrust 40 kg × 11"], ["Which set"]),
    ("es", [*OPEN, "40x12 40x11"], "borra la serie 2", ["40 kg × 11"], ["×2"]),
    ("en", [*OPEN, "40x12 40x11", "remove set 7"], "2", ["removed: Barbell hip thrust 40 kg × 11"], ["35 kg × 2"]),
    ("en", [*OPEN, "40x12 40x11", "remove set 7"], "bodyweight hip thrust 2", ["Bodyweight hip thrust 15"], []),
    ("en", [*OPEN, "40x12 40x11", "remove set 7"], "40x10", ["✓ Barbell hip thrust 40 kg × 10"], ["removed"]),
    # the past is not rewritten unawares
    ("en", [*FINISHED, "history 1"], "correct 1", ["Which set?"], ["×1", "→"]),
    ("es", [*FINISHED, "history 1"], "corrige 1", ["serie"], ["→"]),
    # stopped early with much left is no miss
    ("en", OPEN, "37.5x8 rir 6", ["Next: set 2, 37.5 kg × 12"], ["32.5"]),
    ("en", OPEN, "37.5x8 rir 3", ["Next: set 2, 35 kg × 12"], []),
    ("en", OPEN, "37.5x10 rir 3", ["Next: set 2, 35 kg × 12"], []),
    ("en", OPEN, "37.5x8", ["Next: set 2, 35 kg × 12"], []),
    # an estimate is no finer than it can be, and a training max is called one
    ("en", ["hello", *BEGIN[1:], ":press start:equipment:barbell"], "83 kg x 9", ["training max of 97 kg"], ["97.11"]),
    # a fault of form in one's own words gets its cue
    ("en", OPEN, "I feel it in my hamstrings", ["Bring"], ["Note kept", "Nothing stored"]),
    ("en", [*OPEN, "form"], "my back arches", ["hips"], ["Nothing stored"]),
    ("en", [*OPEN, "form"], "my knees cave in", ["knees"], ["Nothing stored"]),
    ("es", OPEN, "lo siento en los isquios", ["pies"], ["Nada guardado"]),
    ("en", OPEN, "felt heavy", ["Note kept"], []),
    # kindness is answered, nothing is stored
    *(("en", OPEN, word, ["All good."], ["tored", "kept"]) for word in ("ok", "thanks!", "no chest pain")),
    ("es", OPEN, "gracias", ["Perfecto."], []),
    # what is asked beside sets
    ("en", OPEN, "hello", ["already set up"], ["isn't an answer"]),
    ("en", OPEN, "how many sets left", ["Barbell hip thrust: 4×12 · 37.5 kg to go."], ["shoulder blades"]),
    ("en", OPEN, "how much should I lift?", ["37.5 kg"], ["shoulder blades"]),
    ("en", OPEN, "how do I do this", ["shoulder blades"], []),
    ("es", OPEN, "cuánto peso hoy", ["4×12"], []),
    # typed answers
    ("en", [*P, "/language"], "spanish", ["spañol"], ["no set"]),
    ("en", [*P, "/language"], "es", ["spañol"], ["no set"]),
    ("es", [*P, "/language"], "english", ["English"], []),
    ("en", [*OPEN, "swap"], "paused hip thrust", ["Paused hip thrust"], ["Nothing stored"]),
    ("en", [*FINISHED, "history 1", ":press Delete"], "no", ["Nothing was lost"], ["no set"]),
    ("en", [*FINISHED, "history 1", ":press Delete"], "yes", ["deleted"], ["no set"]),
    ("en", [*FINISHED], "no, 70", ["70 kg"], ["Which set?"]),
]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (
            None,
            "Romanian deadlift: Your first set gives a training max of 85 kg: 90 % of the estimated single. Percents",
        ),
        (
            Weight(7688, Unit.KG),
            "Romanian deadlift: Every set of the week done with the reserve asked: training max from 77",
        ),
    ],
)
def test_a_training_max_is_called_one_and_rounded(before: Weight | None, says: str) -> None:
    tm = Weight(8505, Unit.KG)
    reason = Reason("weekly-rise", "tm-rise" if before else "tm-first-set", (), {"before": before, "tm": tm})
    change = LoadChange("c1", datetime(2026, 11, 23, tzinfo=UTC), "romanian_deadlift", reason, before=before, after=tm)
    assert all_texts().render(change_line(change), "en").text.startswith(says)


@pytest.mark.parametrize(("language", "before", "line", "says", "not_"), REPLIES)
async def test_a_line_is_answered(
    tmp_path: Path, language: str, before: list[str], line: str, says: list[str], not_: list[str]
) -> None:
    talk = await talking(tmp_path / "chat.db", locale=language)
    for said in before:
        await talk(said)
    answered = "\n".join(m["text"] for m in await talk(line) if m["kind"] == "message" and not m["edits"])
    await talk.close()
    assert [words for words in says if words not in answered] == [], answered
    assert [words for words in not_ if words in answered] == [], answered
