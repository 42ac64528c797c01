"""Sets put right, deleted, taken back; other days shown; names after a swap. After every line the books balance."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_line import answer_to, wrong
from talking import talking

BEGIN = ["hello", ":press start:consent:yes", ":press screening:none", ":press start:level:intermediate"]
P = [*BEGIN, ":press start:equipment:barbell", "80 kg x 10"]  # the first workout
OPEN = [*P, "15 15 15"]  # its barbell thrust is open
FIN = [*P, "done", "done", "60x12", "done", "done", "finish"]
SETS = [*FIN, ":wait 2d", "history 1", ":press Correct a set"]  # the sets of a past workout are listed
SETS_ES = [*FIN, ":wait 2d", "historial", "1", ":press Corregir una serie"]
ONE = [*SETS, "barbell hip thrust 1"]  # one of them is open
EDITED = [*OPEN, "37.5x12 37.5x11", ":edit u8 37.5x12 37.5x10"]
SWAPPED = [*OPEN, "done", "swap romanian deadlift for squat"]
NEXT = [*FIN, ":wait 2d"]  # a day with a split squat and no squat
THREE = [*OPEN, "37.5x12 37.5x11", "40x10"]
LEFT = [*OPEN, "done", "rdl 60x12x3"]  # what is open now has no weight
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
    # a set without a load behind those with one does not seem to have theirs; in front of them nothing is to be said
    ("en", [*P, "20 kg x 11", "15 15"], "today", ["✓ 20 kg × 11, bodyweight × 15, 15"], []),
    ("es", [*P, "20 kg x 11", "15 15"], "hoy", ["✓ 20 kg × 11, peso corporal × 15, 15"], []),
    ("en", [*P, "15 15", "20 kg x 11"], "today", ["✓ 15, 15, 20 kg × 11"], ["bodyweight × 15"]),
    # undo takes back what was done last: a setting, a reminder, and no set with it; what stays is said
    ("en", [*THREE, "my days are mon and thu"], "undo", ["↩ Taken back. Days: not set."], ["40 kg"]),
    ("es", [*THREE, "ajustes", ":press settings:unit", ":press settings:unit:lb"], "deshacer",
     ["↩ Deshecho. Unidad: Kilos."], ["× 10 \n", "quitado"]),
    ("en", [*THREE, "/language es"], "deshacer", ["↩ Taken back. Language: as your app."], ["taken back: "]),
    ("en", [*THREE, "my bar is 15 kg", "undo"], "undo", ["↩ taken back: Barbell hip thrust 40 kg × 10"], ["bar is"]),
    ("en", [*THREE, "my bar is 15 kg"], "undo", ["↩ Taken back: the bar is 20 kg again."], ["taken back: B"]),
    ("en", [*THREE, "quiet hours 21-8"], "undo", ["times of your reminders are as before", "22:00–07:00"], ["40 kg"]),
    ("en", [*NEXT, "remind me in 45 minutes"], "undo", ["↩ Taken back: nothing is put off any more."], ["open again"]),
    ("es", [*NEXT, "not this week"], "deshacer", ["↩ Deshecho: los entrenos te llegan como antes."], ["Finalizar"]),
    ("en", [*NEXT, "not today"], "undo", ["that stays", "No set was touched."], ["open again"]),
    ("en", [*THREE, "my doctor says no squats"], "undo", ["Undo leaves health answers as they are"], ["40 kg"]),
    # days and hour of training are set, with an undo, also before the plan is there; one day is another matter
    ("en", [*THREE, "train me mon/wed/fri at 7"], "undo", ["Days: not set.", "Hour: not set."], ["40 kg"]),
    ("en", [*THREE, "my days are mon wed fri"], "I can't do wednesdays", ["Training days: Mon, Fri."], ["Skipped"]),
    ("en", THREE, "can't do tuesday", ["Nothing stored"], ["Skipped"]),
    ("es", THREE, "los martes no puedo", ["¿Qué días entrenas?"], ["Guardado", "Saltado"]),
    ("es", BEGIN[:3], "entreno lunes y jueves a las 7", ["lun, jue", "07:00", "¿Cuánto tiempo"], ["No entendí"]),
    # an undo button further up takes back its own sets, or says why not
    ("en", THREE, ":press undo:1:8", ["✗ removed: Barbell hip thrust 37.5 kg × 12, 11\n"], ["40 kg × 10\n"]),
    ("en", [*THREE, ":press undo:1:8"], "undo", ["↩ back as it was: Barbell hip thrust 37.5 kg × 12, 11\n"], ["40"]),
    ("es", [*THREE, "la primera serie fue 35"], ":press undo:1:8",
     ["no se puede deshacer por separado", "Deshacer devuelve: Hip thrust con barra 37,5 kg × 12."], ["quitado"]),
    ("en", [*THREE, "my days are mon and thu", "40x9"], ":press undo:1:9",
     ["✗ removed: Barbell hip thrust 40 kg × 10\n"], ["Days"]),
    # an effort behind a command is heard as behind the word
    *(
        ("en", P, line, ["✓ Bodyweight hip thrust 15 (2 left), 15 (2 left), 15 (2 left)"], ["no command"])
        for line in ("/done 2 in the tank", "/done, 2 in the tank", "/done@topset_bot 2 rir", "/Done 2 left")
    ),
    ("es", P, "/hecho, 2 en reserva", ["✓ Hip thrust", "15 (quedaban 2), 15 (quedaban 2)"], ["No conozco"]),
    ("en", P, "/done rpe 9", ["15 (RPE 9), 15 (RPE 9), 15 (RPE 9)"], []),
    ("en", P, "/done", ["✓ Bodyweight hip thrust 15, 15, 15"], []),
    # the link of a message that somebody else missed
    ("en", P, "/today missed 7", ["Glute 8 · week 1 of 8 · day A"], ["to look at", "read no day"]),
    ("en", P, "/today missed 41", ["Glute 8 · week 1 of 8 · day A"], ["to look at", "read no day"]),
    ("en", P, "/today 7A", ["week 7 · day A, to look at"], []),
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
    # a name of another lift is that lift, whatever the plan has that is called alike
    ("en", NEXT, "squats 60x10", ["✓ Back squat 60 kg × 10", "Next: Barbell hip thrust"], []),
    ("en", NEXT, "squat 60x10", ["✓ Back squat 60 kg × 10"], []),
    ("en", NEXT, "lunges 20x10", ["✓ Lunge 20 kg × 10"], []),
    ("en", OPEN, "deadlifts 100x5", ["✓ Deadlift 100 kg × 5"], []),
    ("en", OPEN, "bridge 12", ["✓ Single-leg glute bridge 12"], []),
    ("es", NEXT, "sentadillas 60x10", ["✓ Sentadilla con barra 60 kg × 10"], []),
    ("en", NEXT, "bulgarian squats 20x10", ["✓ Bulgarian split squat 20 kg × 10"], []),
    # the unit of all sets of an exercise
    ("en", THREE, "all of them were lbs",
     ["✎ Barbell hip thrust 37.5 lb × 12, 11, 40 lb × 10", "every set of Barbell hip thrust"], []),
    ("en", THREE, "that was lbs, all of them", ["✎ Barbell hip thrust 37.5 lb × 12, 11, 40 lb × 10"], []),
    ("en", [*THREE, "that was lbs"], ":press log:last", ["✎ Barbell hip thrust 40 lb × 10"], ["37.5", "every set"]),
    ("en", THREE, "set 2 was lbs", ["✎ Barbell hip thrust 37.5 lb × 11"], []),
    ("en", THREE, "the first two were lbs", ["✎ Barbell hip thrust 37.5 lb × 12, 11"], ["40 lb"]),
    ("en", THREE, "the last two were lbs", ["✎ Barbell hip thrust 37.5 lb × 11, 40 lb × 10"], ["12, 11"]),
    ("en", [*THREE, "all of them were lbs"], "undo", ["back as it was: Barbell hip thrust 37.5 kg × 12, 11"], []),
    ("en", THREE, "all of them were kg", ["says the same as before"], ["✎"]),
    ("en", [*FIN, ":wait 1d"], "all of them were lbs", ["✎ Mon, Nov 23: Romanian deadlift 60 lb × 12"], []),
    ("en", OPEN, "all of them were lbs", ["no such set to correct"], ["✎"]),
    ("en", OPEN, "100x10, 100x9, all lbs", ["100 lb × 10, 9"], []),
    ("es", THREE, "todas eran libras", ["✎ Hip thrust con barra 37,5 lb × 12, 11, 40 lb × 10", "todas las series"], []),
    ("es", THREE, "eran todas libras", ["✎ Hip thrust con barra 37,5 lb × 12, 11, 40 lb × 10"], []),
    ("es", [*THREE, "todas eran libras"], "deshacer", ["como estaba: Hip thrust con barra 37,5 kg × 12, 11"], []),
    # numbers are those of what was done last, whatever is open by now
    *(
        ("en", LEFT, line, [f"✎ Romanian deadlift {now}"], [])
        for line, now in (
            ("all were 50", "50 kg × 12, 12, 12"), ("they were all 50", "50 kg × 12, 12, 12"),
            ("every set was 50", "50 kg × 12, 12, 12"), ("all of them were 10", "60 kg × 10, 10, 10"),
            ("no, 50", "50 kg × 12"), ("no, 10", "60 kg × 10"), ("sets 1 and 2 were 50", "50 kg × 12, 12"),
        )
    ),
    *(
        ("es", LEFT, line, [f"✎ Peso muerto rumano {now}"], [])
        for line, now in (
            ("todas eran 50", "50 kg × 12, 12, 12"), ("fueron todas 55 kg", "55 kg × 12, 12, 12"),
            ("la última eran 50", "50 kg × 12"), ("no, 10", "60 kg × 10"),
        )
    ),
    ("en", [*LEFT, "no, 300"], "yes", ["✎ Romanian deadlift 300 kg × 12"], []),
    ("en", [*LEFT, "finish", "yes"], "all were 50", ["✎ Romanian deadlift 50 kg × 12, 12, 12"], []),
    # the last set was another exercise with other numbers
    ("en", THREE, "that was squats 60x10",
     ["✎ Back squat 60 kg × 10", "stored as Barbell hip thrust 40 kg × 10", "Next: Barbell hip thrust, set 3"], ["✓"]),
    ("en", [*THREE, "that was squats 60x10"], "undo", ["back as it was: Barbell hip thrust 40 kg × 10"], []),
    ("en", [*THREE, "squats 60x10"], "that was squats 62.5x10", ["✎ Back squat 62.5 kg × 10"], ["stored as"]),
    ("en", [*OPEN, "squats 60x10", "37.5x12"], "that was squats 60x9",
     ["✎ Back squat 60 kg × 9", "stored as Barbell hip thrust 37.5 kg × 12"], []),
    ("en", THREE, "no, squats 60x10", ["✎ Back squat 60 kg × 10"], ["✓"]),
    ("en", THREE, "that was squats 600x10", ["Back squat 600 kg × 10: is that right?"], ["✎"]),
    ("en", [*THREE, "that was squats 600x10"], "yes", ["✎ Back squat 600 kg × 10"], []),
    ("en", THREE, "squats 60x10", ["✓ Back squat 60 kg × 10"], ["✎"]),
    ("en", P, "that was squats 60x10", ["✓ Back squat 60 kg × 10"], ["✎"]),
    ("en", THREE, "rdl failed", ["no such set to correct"], ["✎"]),
    ("es", THREE, "eso fue sentadilla 60x10",
     ["✎ Sentadilla con barra 60 kg × 10", "guardada como Hip thrust con barra 40 kg × 10"], ["✓"]),
    # what was put into another exercise stays there when its message is edited
    ("en", [*OPEN, "37.5x12", "that was squats"], ":edit u8 40x10", ["✎ Back squat 40 kg × 10"], []),
    ("en", [*OPEN, "37.5x12", "that was squats 60x10"], ":edit u8 10 9", ["✎ Back squat 60 kg × 10, 9"], []),
    ("en", [*OPEN, "37.5x12", "that was squats"], ":edit u8 lunges 20x10", ["✎ Lunge 20 kg × 10"], []),
    # a message that holds more sets now, or fewer, is told as it stands; otherwise what changed
    ("en", [*OPEN, "37.5x12"], ":edit u8 37.5x12 37.5x11", ["✎ Barbell hip thrust 37.5 kg × 12, 11"], ["✓"]),
    ("en", [*OPEN, "37.5x12"], ":edit u8 37.5x11, 40x10 9", ["✎ Barbell hip thrust 37.5 kg × 11, 40 kg × 10, 9"], []),
    ("en", [*OPEN, "37.5x12"], ":edit u8 12 11 10", ["✎ Barbell hip thrust 37.5 kg × 12, 11, 10"], []),
    ("en", THREE, ":edit u8 37.5x12 37.5x11 37.5x10", ["✎ Barbell hip thrust 37.5 kg × 12, 11, 10"], ["40 kg × 10"]),
    ("en", [*OPEN, "37.5x12 37.5x11 37.5x9"], ":edit u8 37.5x12 37.5x11",
     ["✎ Barbell hip thrust 37.5 kg × 12, 11\n", "removed: Barbell hip thrust 37.5 kg × 9"], []),
    ("en", [*OPEN, "37.5x12"], ":edit u8 37.5x12, squats 60x10",
     ["✎ Barbell hip thrust 37.5 kg × 12\n", "✎ Back squat 60 kg × 10"], []),
    ("en", [*OPEN, "37.5x12"], ":edit u8 done", ["✎ Barbell hip thrust 37.5 kg × 12, 12, 12, 12"], []),
    ("en", FIN, ":edit u9 60x12, 60x11", ["✎ Romanian deadlift 60 kg × 12, 11"], []),
    ("en", [*FIN, ":wait 2d"], ":edit u9 60x12, 60x11", ["✎ Mon, Nov 23: Romanian deadlift 60 kg × 12, 11"], []),
    ("en", [*OPEN, "37.5x12 37.5x11"], ":edit u8 37.5x12 37.5x10", ["✎ Barbell hip thrust 37.5 kg × 10"], ["12, 10"]),
    ("es", [*OPEN, "37,5x12"], ":edit u8 37,5x12 37,5x11", ["✎ Hip thrust con barra 37,5 kg × 12, 11"], []),
    ("es", FIN, ":edit u9 60x12, 60x11", ["✎ Peso muerto rumano 60 kg × 12, 11"], []),
    # what still waits for a yes is taken back first
    *(
        ("en", [*OPEN, asked], said, [answer], ["taken back", "removed"])
        for said in ("undo", "/undo", "delete that", "scratch that")
        for asked, answer in (("500x12", "Good, not stored."), ("finish", "All right, dropped."), ("erase", "dropped."))
    ),
    ("en", [*OPEN, "500x12", "undo"], "undo", ["taken back: Bodyweight hip thrust 15, 15, 15"], []),
    ("en", [*OPEN, "500x12"], "undo 2", ["taken back: Bodyweight hip thrust 15, 15, 15"], []),
    ("en", [*OPEN, "500x12"], ":press Undo", ["taken back: Bodyweight hip thrust 15, 15, 15"], []),
    ("es", [*OPEN, "500x12"], "deshacer", ["no lo guardé"], ["deshecho"]),
    ("es", [*OPEN, "terminar"], "borra eso", ["lo dejamos"], ["deshecho"]),
    # what is asked after a workout is asked again where its end was taken back, and takes no set for an answer
    ("en", [*FIN, "undo", "5"], "finish", ["Workout done", "Which days do you train?"], []),
    ("en", [*FIN, "undo"], "mon thu", [], ["Training days"]),
    ("en", FIN, "3", ['I read no days in "3"'], ["Training days", "✓"]),
    ("en", [*FIN, ":wait 2d", "today"], "5", ["✓ Barbell hip thrust 37.5 kg × 5"], ["Training days"]),
    ("en", [*FIN, "mon thu", ":wait 2d", "today"], "12", ["✓ Barbell hip thrust 37.5 kg × 12"], ["Your hour"]),
    ("en", [*FIN, "mon thu"], "7", ["Your hour: 07:00"], []),
    # what is stored was done on another day
    *(
        ("en", THREE[:-1], said, [f"✎ {day}: Barbell hip thrust 37.5 kg × 12, 11"], ["✓"])
        for said, day in (
            ("that was yesterday", "Sun, Nov 22"), ("I did that yesterday", "Sun, Nov 22"),
            ("this was on saturday", "Sat, Nov 21"), ("it was friday", "Fri, Nov 20"),
        )
    ),
    ("en", FIN, "that was on saturday", ["✎ Sat, Nov 21: Romanian deadlift 60 kg × 12", "Which days"], ["no days"]),
    ("en", OPEN, "saturday was hard", [], ["✎"]),
    ("en", OPEN, "was that on saturday?", [], ["✎"]),
    ("es", THREE[:-1], "eso fue el sábado", ["✎ sáb, 21 nov: Hip thrust con barra 37,5 kg × 12, 11"], []),
    ("es", OPEN, "lo hice ayer", ["✎ dom, 22 nov: Hip thrust sin peso 15, 15, 15"], []),
    ("es", OPEN, "el sábado fue duro", [], ["✎"]),
    # a swap to what is held, and back to what counts reps
    ("en", OPEN, "swap hip thrust for plank", ["Plank instead of Barbell hip thrust", "Plank 4×35 s"], []),
    ("en", [*OPEN, "swap hip thrust for plank"], "done", ["✓ Plank 35 s, 35 s, 35 s, 35 s"], []),
    ("en", [*OPEN, "swap hip thrust for plank", "done"], "undo", ["Plank 4×35 s"], []),
    ("en", [*OPEN, "swap hip thrust for plank", "why"], "why 35 s", ["35 s instead of 12", "held"], []),
    ("en", [*OPEN, "swap hip thrust for plank"], "swap plank for hip thrust", ["4×12 · 37.5 kg"], ["s ·"]),
    ("es", OPEN, "cambia hip thrust por plancha", ["Plancha en lugar de", "4×35 s"], []),
    # what is stored of a day, asked for in words; how an exercise is done; a kind word
    ("en", OPEN, "what did I do today", ["Stored today so far", "Bodyweight hip thrust: 15, 15, 15", "Next: B"], ["▸"]),
    ("en", FIN, "what did I do today", ["Romanian deadlift: 60 kg × 12, 12, 12"], ["so far", "No workout"]),
    ("en", P, "what did I do today", ["No workout on Mon, Nov 23"], []),
    ("en", NEXT, "what did I do monday", ["Romanian deadlift: 60 kg × 12"], []),
    ("es", OPEN, "¿qué hice hoy?", ["Guardado hoy", "Hip thrust sin peso: 15, 15, 15"], ["▸"]),
    ("en", OPEN, "how to squat", ["Back squat\n"], ["Barbell hip thrust"]),
    ("en", OPEN, "how to clamshell", ["Clamshell\n"], []),
    ("en", OPEN, "how do I do a hip thrust", ["Barbell hip thrust\n"], []),
    ("en", OPEN, "how to do it", ["Barbell hip thrust\n"], []),
    ("es", OPEN, "cómo se hace el puente", ["Puente de glúteos\n"], []),
    ("es", OPEN, "como hago la sentadilla búlgara", ["Sentadilla búlgara\n"], []),
    ("en", OPEN, "how are you?", ["Fine, thanks", "Next: Barbell hip thrust"], ["▸"]),
    ("es", OPEN, "¿cómo estás?", ["Muy bien, gracias"], ["▸"]),
    # a yes that comes late is none to what was overtaken
    ("en", [*OPEN, "finish", "37.5x12"], "yes", [], ["Workout done"]),
    ("en", [*FIN, "history 1", ":press Delete", "today"], "yes", [], ["deleted"]),
]  # fmt: skip


async def check_said(
    file: Path, language: str, before: list[str], line: str, says: list[str], never: list[str]
) -> None:
    """After some lines one more: what is said to it, and what is not. The books balance."""
    shown = await answer_to(file, language, before, line)
    text = "\n".join(m["text"] for m in shown if m["kind"] == "message" and not m["edits"])
    assert [s for s in says if s not in text] == [], text
    assert [s for s in never if s in text] == [], text


@pytest.mark.parametrize(("language", "before", "line", "says", "never"), SAID, ids=[f"{s[0]}-{s[2]}" for s in SAID])
async def test_what_is_said(
    tmp_path: Path, language: str, before: list[str], line: str, says: list[str], never: list[str]
) -> None:
    await check_said(tmp_path / "a.db", language, before, line, says, never)


async def test_a_set_that_is_put_elsewhere_days_later_stays_of_its_day(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "a.db")
    try:
        for line in [*P, "100x10", ":wait 3d"]:
            await talk(line)
        shown = await talk(":press It was Barbell hip thrust")
        [now] = [m["data"]["logged"] for m in shown if m.get("data", {}).get("logged")]
        assert [(s["change"], s["exercise"], s["load"], s["reps"]) for s in now] == [
            ("changed", "barbell_hip_thrust", 100, 10)
        ]
        assert {now[0]["at"][:10], now[0]["written_at"][:10]} == {"2026-11-23"}
        await talk(":edit u7 90x10")  # the message is still its own
        shown = await talk("yes")
        assert "✎ Mon, Nov 23: Barbell hip thrust 90 kg × 10" in shown[1]["text"], shown[1]["text"]
        assert await wrong(talk) == []
    finally:
        await talk.close()


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["60x12", "that was yesterday"], "2026-11-22"),
        (["60x12", "that was on saturday"], "2026-11-21"),
        (["60x12", "done", "finish", "yes", "that was yesterday"], "2026-11-22"),
        (["yesterday 60x12"], "2026-11-22"),
        (["on saturday 60x12"], "2026-11-21"),
    ],
)
async def test_a_set_of_another_day_has_that_day_and_the_time_it_was_told(
    tmp_path: Path, lines: list[str], day: str
) -> None:
    talk = await talking(tmp_path / "a.db")
    try:
        for line in [*OPEN, *lines]:
            shown = await talk(line)
        told = [s for m in shown for s in m.get("data", {}).get("logged", ()) if s["load"] == 60]
        assert [(s["at"][:10], s["written_at"][:10]) for s in told] == [(day, "2026-11-23")]
    finally:
        await talk.close()
