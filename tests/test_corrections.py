"""Sets put right, deleted, taken back; other days shown; names after a swap. After every line the books balance."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import unbalanced
from talking import Talking, talking, the_book

from bot.on_console import PLATFORM
from coach_core.commands.place import local

BEGIN = ["hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate"]
P = [*BEGIN, ":press start:equipment:barbell", "80 kg x 10"]  # the first workout
OPEN = [*P, "15 15 15"]  # its barbell thrust is open
FIN = [*P, "done", "done", "60x12", "done", "done", "finish"]
SETS = [*FIN, ":wait 2d", "history 1", ":press Correct a set"]  # the sets of a past workout are listed
SETS_ES = [*FIN, ":wait 2d", "historial", "1", ":press Corregir una serie"]
ONE = [*SETS, "barbell hip thrust 1"]  # one of them is open
EDITED = [*OPEN, "37.5x12 37.5x11", ":edit u8 37.5x12 37.5x10"]
SWAPPED = [*OPEN, "done", "swap romanian deadlift for squat"]
CLOSED = "The correction of Mon, Nov 23 is closed"

# language, lines before, the line, what is said, what is not
SAID: list[tuple[str, list[str], str, list[str], list[str]]] = [
    # a set is deleted, whatever was changed since
    ("en", EDITED, "delete last set", ["removed: Barbell hip thrust 37.5 kg × 10"], ["back as it was"]),
    ("en", EDITED, "delete that set", ["removed: Barbell hip thrust 37.5 kg × 10"], []),
    ("es", EDITED, "borra la última serie", ["quitado: Hip thrust con barra 37,5 kg × 10"], []),
    ("es", EDITED, "quita esa serie", ["quitado: Hip thrust con barra 37,5 kg × 10"], []),
    ("en", [*EDITED, "delete last set"], "undo", ["back as it was: Barbell hip thrust 37.5 kg × 10"], []),
    ("en", EDITED, "delete the last two sets", ["removed: Barbell hip thrust 37.5 kg × 12, 10"], []),
    ("en", EDITED, "undo the last set", ["removed: Barbell hip thrust 37.5 kg × 10"], []),
    ("en", EDITED, "undo", ["back as it was: Barbell hip thrust 37.5 kg × 11"], ["removed"]),
    ("en", EDITED, "scratch that", ["back as it was: Barbell hip thrust 37.5 kg × 11"], ["removed"]),
    ("en", [*FIN, ":wait 1d"], "delete last set", ["Mon, Nov 23 · Single-leg glute bridge 3"], ["removed"]),
    # a name means its exercise, whatever is done instead of it today
    ("en", SWAPPED, "rdl 50x10", ["✓ Romanian deadlift 50 kg × 10", "Next: Back squat 3×12"], []),
    ("en", SWAPPED, "romanian deadlift 50x10", ["✓ Romanian deadlift 50 kg × 10"], []),
    ("es", SWAPPED, "peso muerto rumano 50x10", ["✓ Peso muerto rumano 50 kg × 10"], []),
    ("en", [*SWAPPED, "rdl 50x10"], "same again", ["✓ Romanian deadlift 50 kg × 10"], []),
    ("en", SWAPPED, "rdl 10", ["What did you lift in Romanian deadlift?"], []),
    ("en", SWAPPED, "50x10", ["✓ Back squat 50 kg × 10"], []),
    ("en", SWAPPED, "rdl done", ["Romanian deadlift is not in this workout."], ["✓"]),
    ("en", [*OPEN, "call hip thrusts bridges", "swap hip thrust for glute bridge"], "bridges 40x10",
     ["✓ Barbell hip thrust 40 kg × 10"], []),
    ("en", [*OPEN, "swap hip thrust for paused hip thrust"], "hip thrust 40x10",
     ["✓ Paused hip thrust 40 kg × 10"], []),
    # a set of the past that is open is what is typed
    ("en", SETS, "1", ["Which set? (Mon, Nov 23)"], ["✓"]),
    ("en", [*SETS, "1"], "50x12", ['Which set of Mon, Nov 23 was "50x12"?'], ["✓"]),
    ("en", [*SETS, "1", "50x12"], "barbell hip thrust 1", ["✎ Mon, Nov 23: Barbell hip thrust 50 kg × 12"], []),
    ("en", ONE, "50x12", ["✎ Mon, Nov 23: Barbell hip thrust 50 kg × 12"], ["✓"]),
    ("es", [*SETS_ES, "hip thrust con barra 1"], "50x12", ["✎ lun, 23 nov: Hip thrust con barra 50 kg × 12"], ["✓"]),
    ("en", ONE, "37.5x12", ["says the same as before"], ["✎"]),
    ("en", ONE, "5ox12!", ["I read no set", "type what it really was"], ["✓", CLOSED]),
    ("en", ONE, "50x12 50x11", ["more than one set", "type what it really was"], ["✓", "✎"]),
    ("en", ONE, "500x12", ["Mon, Nov 23 · Barbell hip thrust: 37.5 kg × 12 becomes 500 kg × 12?"], ["✎"]),
    ("en", [*ONE, "500x12"], "yes", ["✎ Mon, Nov 23: Barbell hip thrust 500 kg × 12"], []),
    ("en", ONE, "today", [CLOSED], []),
    ("en", [*ONE, "today"], "50x12", ["✓ Barbell hip thrust 50 kg × 12"], ["✎"]),
    ("en", ONE, "what is RIR?", [CLOSED], []),
    ("en", ONE, "I have chest pain", ["Stop now", CLOSED], []),
    ("en", [*ONE, ":wait 1d"], "50x12", ["✓ Barbell hip thrust 50 kg × 12"], ["✎"]),
    # a correction names another day, and asks where it is long past
    ("en", FIN, "no, 55", ["✎ Romanian deadlift 55 kg × 12"], ["Nov 23:"]),
    ("en", [*FIN, ":wait 1d"], "no, 55", ["✎ Mon, Nov 23: Romanian deadlift 55 kg × 12"], []),
    ("en", [*FIN, ":wait 4d"], "no, 55", ["Romanian deadlift: 60 kg × 12 becomes 55 kg × 12?"], ["✎"]),
    ("en", [*FIN, ":wait 4d", "no, 55"], ":press Yes, change it", ["✎ Mon, Nov 23: Romanian deadlift 55 kg"], []),
    ("en", [*FIN, ":wait 4d", "no, 55"], "no", ["Nothing was lost"], ["✎"]),
    ("es", [*FIN, ":wait 4d"], "no, 55", ["Peso muerto rumano: ¿60 kg × 12 pasa a 55 kg × 12?"], ["✎"]),
    # any other day's workout
    ("en", P, "day B", ["week 1 · day B, to look at"], []),
    ("en", P, "show week 3 day A", ["week 3 · day A, to look at"], []),
    ("en", P, "the workout of week 3", ["week 3 · day A, to look at"], []),
    ("en", P, "show me day C", ['no day of the program in "show me day C"'], []),
    ("en", P, "next week", ["week 2 · day A, to look at"], []),
    ("es", P, "muéstrame el día B", ["semana 1 · día B"], []),
    ("es", P, "el entrenamiento de la semana 3", ["semana 3 · día A"], []),
    ("en", P, "week 3 was hard", [], ["to look at"]),
    # what is written oddly is asked about
    ("en", OPEN, "01x001", ["is that what you mean?"], ["✓"]),
    ("en", OPEN, "0.5x10", ["✓ Barbell hip thrust 0.5 kg × 10"], []),
    # reps where reps count
    ("en", OPEN, "45s", ["Barbell hip thrust counts reps, not seconds.", "37.5 kg x 12"], ["✓"]),
    ("en", [*OPEN, "45s"], "yes", ["✓ Barbell hip thrust 37.5 kg × 45 s"], []),
    ("en", OPEN, "plank 12 reps", ["Plank counts seconds, not reps.", "45s"], ["✓"]),
    ("en", OPEN, "plank 45s", ["✓ Plank 45 s"], []),
    ("en", [*OPEN, "37.5x12"], "no, 45s", ["counts reps", "Nothing was changed"], ["✎"]),
    ("es", OPEN, "45s", ["cuenta repeticiones, no segundos"], ["✓"]),
    ("en", [*OPEN, "lunges 45s", "yes"], "20", ["✓ Lunge 20 kg × 45 s"], ["What did you lift"]),
    # numbers below the list of workouts
    ("en", [*FIN, ":wait 2d", "history"], "1", ["Mon, Nov 23 · week 1 A"], ["✓"]),
    ("en", [*FIN, ":wait 2d", "history"], "2", ["There is no workout 2"], ["✓"]),
    ("en", [*FIN, ":wait 2d", "history"], "2x10", ["✓ Barbell hip thrust 37.5 kg × 10, 10"], []),
    ("en", [*FIN, ":wait 2d", "history"], "80 10", ["✓ Barbell hip thrust 80 kg × 10"], []),
    ("es", [*FIN, ":wait 2d", "historial"], "1", ["lun, 23 nov · semana 1 A"], ["✓"]),
    # a yes that comes late is none to what was overtaken
    ("en", [*OPEN, "finish", "37.5x12"], "yes", [], ["Workout done"]),
    ("en", [*FIN, "history 1", ":press Delete", "today"], "yes", [], ["deleted"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "line", "says", "never"), SAID, ids=[f"{s[0]}-{s[2]}" for s in SAID])
async def test_what_is_said(
    tmp_path: Path, language: str, before: list[str], line: str, says: list[str], never: list[str]
) -> None:
    talk = await talking(tmp_path / "a.db", locale=language)
    try:
        for earlier in before:
            assert not (await talk(earlier))[0].get("error"), earlier
        shown = await talk(line)
        assert not shown[0].get("error"), shown[0]
        text = "\n".join(m["text"] for m in shown if m["kind"] == "message" and not m["edits"])
        assert [s for s in says if s not in text] == [], text
        assert [s for s in never if s in text] == [], text
        assert await wrong(talk) == []
    finally:
        await talk.close()


async def wrong(talk: Talking) -> list[str]:
    """What does not balance."""
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    rows = await talk.store.rows(person.number)
    return list(unbalanced(the_book(), person, rows, local(person, talk.clock.now()).date()))
