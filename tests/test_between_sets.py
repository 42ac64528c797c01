"""What is typed between two sets: wishes about the weight, greetings, thanks, a bare "/log". The books balance."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_corrections import FIN, OPEN, P, check_said

ONE = [*OPEN, "37.5x12"]
NEXT = [*FIN, ":wait 1d"]  # the days are asked
NEXT_ES = [*FIN[:-1], "terminar", ":wait 1d"]
LIGHTER, HEAVIER = "Barbell hip thrust: tap a lighter load", "Barbell hip thrust: tap a heavier load"
MENOS, MAS = "Hip thrust con barra: toca un peso menor", "Hip thrust con barra: toca un peso mayor"
STORED = ["✓ B", "✓ H", "✎", "read no set", "leo ninguna"]

# language, lines before, the line, what is said, what is not
SAID: list[tuple[str, list[str], str, list[str], list[str]]] = [
    # too heavy, too light: loads to tap; nothing changes by itself
    *(
        ("en", ONE, line, [LIGHTER, "Or tell me how many clean reps"], [HEAVIER, *STORED])
        for line in (
            "too heavy",
            "that was way too heavy",
            "the weight is too heavy",
            "make it easier",
            "lighter please",
            "can i go lighter?",
            "drop the weight",
            "take some weight off",
            "I need less weight",
        )
    ),
    *(
        ("en", ONE, line, [HEAVIER], [LIGHTER, *STORED])
        for line in (
            "too easy",
            "this is too light",
            "make it harder",
            "i want to go heavier",
            "more weight",
            "add weight",
        )
    ),
    *(
        ("es", ONE, line, [MENOS], [MAS, *STORED])
        for line in (
            "muy pesado",
            "está demasiado pesado",
            "hazlo más fácil",
            "más ligero",
            "baja el peso",
            "bájale",
            "pesa demasiado",
            "un poco más ligero por favor",
            "quiero menos peso",
        )
    ),
    *(
        ("es", ONE, line, [MAS], [MENOS, *STORED])
        for line in ("demasiado facil", "muy ligero", "quiero más peso", "sube el peso", "súbele", "más difícil")
    ),
    ("en", ONE, "too heavy", ["Note kept: too heavy"], []),
    ("en", ONE, "make it easier", [], ["Note kept"]),
    ("en", OPEN, "too heavy", [LIGHTER], ["Note kept", "clean reps"]),  # the set before it had no weight
    ("en", P, "too heavy", ["no weight to take off"], ["tap a"]),
    ("en", P, "too easy", ["hold a weight"], ["tap a"]),
    ("en", [*OPEN, "done"], "too heavy", ["take the weight that fits"], ["tap a"]),
    ("en", [*ONE, "too heavy"], ":press 35 kg", ["Barbell hip thrust: 35 kg for the sets that are left"], []),
    ("es", [*ONE, "muy pesado"], ":press 35 kg", ["35 kg en las series"], []),
    ("en", ONE, "that was easier", ["Note kept: that was easier"], [LIGHTER, HEAVIER]),
    ("en", ONE, "feels heavy", ["Note kept: feels heavy"], [LIGHTER]),
    ("en", ONE, "it's too heavy and my back hurts", ["How strong is it"], [LIGHTER]),
    ("es", ONE, "muy pesado y me duele la espalda", ["¿Cuánto duele"], [MENOS]),
    ("en", ONE, "too heavy, chest pain", ["emergency"], [LIGHTER]),
    ("en", NEXT, "too heavy", ["tap a lighter load"], ["no days"]),
    # a greeting, thanks, goodbye, a bare command: what comes next, also while something is asked
    *(("en", ONE, line, ["where you stand"], STORED) for line in ("hi there", "hey coach", "good morning")),
    *(("es", ONE, line, ["Estás aquí"], STORED) for line in ("buenos días", "hola coach")),
    ("en", ONE, "how are you?", ["Fine, thanks"], STORED),
    ("es", ONE, "hola qué tal", ["Muy bien, gracias"], STORED),
    *(
        ("en", ONE, line, ["Next: set 2"], STORED)
        for line in ("thanks", "thank you so much!", "bye", "ok cool", "/log")
    ),
    *(("es", ONE, line, ["Ahora: serie 2"], STORED) for line in ("muchísimas gracias!", "adiós", "ok gracias", "/log")),
    *(("en", NEXT, line, ["Next: week 1, day B"], ["no days"]) for line in ("thanks", "bye", "/log")),
    *(("es", NEXT_ES, line, ["semana 1, día B"], ["No leo"]) for line in ("gracias", "hasta mañana", "/log")),
    ("en", OPEN, "/log", ["weight x reps", "Example for Barbell hip thrust: 37.5 kg x 12", "Next: Barbell"], STORED),
    # words of the gym, when the next workout is, and that today is no day for it
    *(
        ("en", NEXT, line, ["week 1 of 8", "Next: week 1, day B"], ["no days", "question"])
        for line in ("when is my next workout?", "What's the plan this week?", "how many weeks are left?")
    ),
    *(
        ("es", NEXT_ES, line, ["semana 1 de 8", "semana 1, día B"], ["No leo"])
        for line in ("¿cuándo entreno?", "en qué semana voy")
    ),
    *(
        ("en", ONE, line, ["more clean reps", "Next: set 2"], ["studies"])
        for line in ("what is RIR?", "what does 3 reps in reserve mean")
    ),
    *(("es", ONE, line, ["una repetición en reserva"], ["Estudios"]) for line in ("¿qué es el RPE?",)),
    ("es", ONE, "¿qué significa 3 en reserva?", ["aún saldrían 3 más"], ["Estudios"]),
    ("en", ONE, "what's a training max?", ["90 %", "estimate"], STORED),
    ("en", ONE, "what is 1rm", ["estimate"], STORED),
    *(
        ("en", P, line, ["What shall become of it?"], STORED)
        for line in ("I can't train today", "my gym is closed today", "too tired to train today")
    ),
    *(
        ("es", P, line, ["¿Qué hacemos con él?"], STORED)
        for line in ("hoy no puedo entrenar", "el gimnasio está cerrado")
    ),
    ("en", [*ONE, "too tired today"], ":press Finish", ["Finish anyway?"], STORED),
    # what is stored is to be put right, and how is not said yet
    *(
        ("en", NEXT, line, ["Which set? (Mon, Nov 23)"], STORED)
        for line in (
            "correct last workout",
            "change yesterday's workout",
            "i want to correct my last workout",
            "fix the last workout",
            "correct yesterday",
            "last workout was wrong",
            "correct workout 1",
        )
    ),
    *(
        ("es", NEXT_ES, line, ["¿Qué serie? (lun, 23 nov)"], STORED)
        for line in (
            "corrige el último entreno",
            "cambia el entreno de ayer",
            "quiero corregir el último entreno",
            "modifica el último entrenamiento",
            "corrige ayer",
            "el último entreno está mal",
        )
    ),
    *(
        ("en", ONE, line, ["Barbell hip thrust, set 1: 37.5 kg × 12. Type what it was"], STORED)
        for line in (
            "fix the last set",
            "correct set 1",
            "that's wrong",
            "the first set was wrong",
            "correct last workout",
        )
    ),
    *(
        ("es", ONE, line, ["Hip thrust con barra, serie 1: 37,5 kg × 12. Escribe qué fue"], STORED)
        for line in ("corrige la última serie", "corrige la serie 1", "eso está mal", "corrige el último entreno")
    ),
    ("en", ONE, "set 1 was 37.5 kg x 11", ["✎ Barbell hip thrust 37.5 kg × 11"], []),
    ("en", ONE, "change my workout", ["Another load, another exercise"], STORED),
    ("es", ONE, "cambiar entreno", ["¿Otro peso, otro ejercicio"], STORED),
    ("en", P, "fix that", ["I find no such set"], ["✎"]),
    # one set goes at once, however it is named; several are asked about
    ("en", [*ONE, "37.5x11"], "delete set 2", ["✗ removed: Barbell hip thrust 37.5 kg × 11"], ["Delete this"]),
    ("en", [*ONE, "37.5x11"], "remove the second set", ["✗ removed: Barbell hip thrust 37.5 kg × 11"], ["Delete this"]),
    ("en", [*ONE, "37.5x11", "remove the second set"], ":press Undo", ["↩ back as it was: Barbell hip thrust"], []),
    ("es", [*ONE, "37,5x11"], "borra la serie 2", ["✗ quitado: Hip thrust con barra 37,5 kg × 11"], ["¿"]),
    ("es", [*ONE, "37,5x11"], "borra la segunda serie", ["✗ quitado: Hip thrust con barra 37,5 kg × 11"], ["¿"]),
    ("en", [*ONE, "37.5x11"], "delete hip thrusts", ["Delete these 2 sets"], ["✗"]),
    # the set before and a little more
    ("en", ONE, "same but 5 more", ["✓ Barbell hip thrust 42.5 kg × 12"], []),
    ("en", [*ONE, "same but 5 more"], ":press I meant 37.5kgx17", ["✎ Barbell hip thrust 37.5 kg × 17"], []),
    ("es", ONE, "lo mismo pero 5 más", ["✓ Hip thrust con barra 42,5 kg × 12"], []),
    ("en", ONE, "they were all lbs", ["✎ Barbell hip thrust 37.5 lb × 12", "every set"], []),
    ("es", ONE, "eran todas libras", ["✎ Hip thrust con barra 37,5 lb × 12"], []),
    ("en", ONE, "lbs", ["Barbell hip thrust 37.5 lb × 12"], ["read no set"]),
    # a day that is named in front or behind, on a Monday
    *(
        ("en", OPEN, line, ["✓ Back squat 60 kg × 8", "Stored for Fri, Nov 20"], ["is that"])
        for line in (
            "last friday squats 60x8",
            "squats 60x8 last friday",
            "on friday squats 60x8",
            "friday: squats 60x8",
            "last friday i did squats 60x8",
        )
    ),
    *(
        ("es", OPEN, line, ["✓ Sentadilla con barra 60 kg × 8", "Guardado para el vie, 20 nov"], ["¿"])
        for line in (
            "viernes pasado sentadilla 60x8",
            "el viernes pasado hice sentadilla 60x8",
            "el viernes sentadilla 60x8",
            "sentadilla 60x8 el viernes pasado",
            "viernes: sentadilla 60x8",
        )
    ),
    ("en", OPEN, "last monday squats 60x8", ["Stored for Mon, Nov 16"], []),
    ("es", OPEN, "el lunes pasado sentadilla 60x8", ["Guardado para el lun, 16 nov"], []),
    ("en", OPEN, "monday squats 60x8", ["✓ Back squat 60 kg × 8"], ["Stored for"]),
    ("en", OPEN, "next friday squats 60x8", ["is that what you mean?"], ["✓"]),
    ("en", OPEN, "yesterday i did 3x10 deadlift 100", ["✓ Deadlift 100 kg × 10, 10, 10", "Stored for Sun, Nov 22"], []),
    ("es", OPEN, "ayer hice 3x10 peso muerto 100", ["✓ Peso muerto 100 kg × 10, 10, 10", "dom, 22 nov"], []),
    ("en", NEXT, "last friday squats 60x8", ["Stored for Fri, Nov 20"], ["read no days"]),
    # sets beside other numbers: the set is stored, and nothing else is
    *(
        ("en", ONE, line, ["✓ Barbell hip thrust 40 kg × 10\n"], ["is that", "150"])
        for line in (
            "heart rate 150 after 40x10",
            "40x10, pulse 150",
            "pulse 150, 40x10",
            "bpm 150 after 40x10",
            "40x10 at 150 bpm",
            "hit my goal, 40x10",
            "passed my goal 40x10",
            "beat my goal of 38, 40x10",
            "felt like 150 kg but 40x10",
            "new record 40x10",
        )
    ),
    *(
        ("es", ONE, line, ["✓ Hip thrust con barra 40 kg × 10\n"], ["¿", "150"])
        for line in (
            "pulso 150 después de 40x10",
            "frecuencia cardíaca 150 tras 40x10",
            "40x10, pulso 150",
            "40x10 con pulso de 150",
            "40x10 a 150 pulsaciones",
            "pasé mi meta, 40x10",
            "logré mi meta 40x10",
            "nuevo récord 40x10",
        )
    ),
    ("en", ONE, "goal is 100x10", ["read no set"], ["✓"]),
    ("es", ONE, "mi objetivo es 100x10", ["no leo ninguna"], ["✓"]),
    ("en", ONE, "pulse 150", ["read no set"], ["✓"]),
    # a note that is told with a correction stays with its set; the unit behind both numbers may be of either
    (
        "en",
        [*ONE, "37.5x11"],
        "2nd set 40x9, felt good",
        ["✎ Barbell hip thrust 40 kg × 9", "Note kept: felt good"],
        [],
    ),
    ("es", [*ONE, "37,5x11"], "la segunda serie 40x9, me sentí bien", ["✎ Hip thrust con barra 40 kg × 9", "Nota"], []),
    ("en", [*ONE, "40 for 10 kg"], ":press I meant 10kgx40", ["✎ Barbell hip thrust 10 kg × 40"], []),
    ("en", ["hi"], "hi there", ["Hello! I'm Topset"], ["couldn't read"]),
    ("es", ["hola"], "hola buenas", ["Topset"], ["No entiendo"]),
    ("en", P[:-1], "/log", ["weight x reps", "One set of"], ["found no weight"]),
    # what is neither a set nor a command: the deed, or the fact, that it asks for
    *(
        ("es", ONE, line, ["tamaño de disco"], STORED)
        for line in ("no tengo discos de 1,25", "solo hay discos de 5 y 10")
    ),
    *(("en", ONE, line, ["size of plate"], STORED) for line in ("I don't have 1.25 plates", "smallest plates are 2.5")),
    *(
        ("en", ONE, line, ["beyond the plan"], STORED)
        for line in ("add a set", "can I do one more set", "extra set please")
    ),
    ("en", P, "add a set", ["beyond the plan"], STORED),
    *(("es", ONE, line, ["serie de más"], STORED) for line in ("añade una serie", "quiero hacer otra serie")),
    *(("en", ONE, line, ["until Mon"], STORED) for line in ("skip this week", "take this week off")),
    *(("es", ONE, line, ["hasta el lun"], STORED) for line in ("salta esta semana", "esta semana descanso")),
    ("en", ONE, "give me an easier program", ["Glute 8"], ["Good to know", "Note kept"]),
    *(("en", ONE, line, ["erases everything"], []) for line in ("delete everything about me", "wipe my data")),
    *(("es", ONE, line, ["Esto borra todo"], []) for line in ("borra todo", "olvídame")),
    *(("es", ONE, line, [], ["Esto borra todo"]) for line in ("borra este entreno", "quita step ups")),
    *(("en", ONE, line, ["rest 2:30 between"], STORED) for line in ("how long should I rest", "how long between sets")),
    ("es", ONE, "cuánto descanso", ["entre dos series"], STORED),
    *(
        ("en", ONE, line, ["30 minutes more: 9 sets"], STORED)
        for line in ("how long will this take", "when will I be done")
    ),
    ("en", NEXT, "how long is the workout", ["warm-up and rests included"], STORED),
    ("es", ONE, "cuánto dura esto", ["minutos más: 9 series"], STORED),
    ("en", ONE, "how many sets did I do this week", ["work sets 4, finished workouts 0"], STORED),
    ("en", NEXT, "how many workouts this week", ["finished workouts 1"], STORED),
    ("es", ONE, "cuántas series llevo esta semana", ["series de trabajo 4"], STORED),
    ("es", ONE, "cuántas series por semana", [], ["Desde el lunes"]),
    ("en", ONE, "my bar weighs 15 kg", ["Empty bar: 15 kg"], STORED),
    ("en", ONE, "my bar weighs 35 pounds", ["Empty bar: 35 lb"], STORED),
    ("en", ONE, "my bar is 33 pounds ok", ["Empty bar: 33 lb"], STORED),
    ("es", ONE, "mi barra pesa 12,5 kg", ["Barra vacía: 12,5 kg"], STORED),
    ("en", ONE, "my bar weighs 150 kg", ["between 2 and 40"], STORED),
    *(("en", ONE, line, ["What do you train with"], STORED) for line in ("I changed gym", "new gym")),
    ("es", ONE, "cambié de gimnasio", ["Con qué entrenas"], STORED),
    ("en", ONE, "change my hip thrust max to 100", ["no max by hand"], STORED),
    *(
        ("en", ONE, line, ["worked out when you finish"], [])
        for line in ("what weight next week", "when do I add weight")
    ),
    ("es", ONE, "cuándo subo el peso", ["se calculan al terminar"], []),
    *(("en", NEXT, line, ["Training max"], []) for line in ("what's my 1rm", "my records")),
    ("en", NEXT, "what did I lift last time", ["week 1 A"], []),
    ("en", ONE, "I want to train 4 days", ["Which days"], []),
    ("en", ONE, "next exercise", ["sets left 3", "Then Romanian"], STORED),
    ("es", ONE, "siguiente ejercicio", ["quedan 3"], STORED),
    ("en", ONE, "go back", ["at any time"], STORED),
    ("en", ONE, "go", ["week 1 of 8"], ["read no set"]),
    ("en", ONE, "go back to hip thrust", ["at any time"], STORED),
    ("en", ONE, "I hate rdl", ["keeps its exercises", "What instead of Romanian"], STORED),
    ("es", ONE, "no puedo hacer peso muerto rumano", ["en lugar de Peso muerto rumano"], STORED),
    ("en", ONE, "I want leg press instead of squat", ["neither in this workout"], STORED),
    ("en", ONE, "swap back extension for leg press", ["this workout"], STORED),
    ("en", ONE, "start over", ["Glute 8"], STORED),
    ("es", ONE, "explica rpe", ["lo dura que fue"], STORED),
    ("en", ONE, "cancel my workout", ["Sets that are stored stay"], STORED),
    ("en", ONE, "I have a headache", ["I cannot judge it"], STORED),
    ("en", ONE, "let's go", ["week 1 of 8"], ["read no set"]),
    ("en", ONE, "my friend wants to join, how", ["their own program"], STORED),
    ("en", ONE, "can I swap day A and B", ["day A is next"], STORED),
    *(("es", ONE, line, [], ["Esto borra todo"]) for line in ("borra todo lo de hoy", "borra todo de hoy")),
    *(
        ("en", P, line, ["Romanian deadlift: ", "to go"], STORED)
        for line in ("how much do I rdl", "what weight for rdl", "how many sets of rdl")
    ),
    ("es", P, "qué peso en rdl", ["Peso muerto rumano: quedan"], STORED),
    ("en", P, "how do I warm up", ["Warm up 8 min", "build up with"], STORED),
    ("es", P, "cómo caliento", ["Calienta 8 min", "aproximación"], STORED),
    ("en", P, "can I train two days in a row", ["48 hours"], ["Which days"]),
    ("es", P, "puedo entrenar dos días seguidos", ["48 horas"], ["Qué días"]),
    ("en", P, "can you remind me to train", ["✗ Workout"], STORED),
    *(("en", ONE, line, ["outside of what I know"], STORED) for line in ("do I need creatine", "what should I eat")),
    ("es", ONE, "cuánta proteína tomo", ["fuera de lo que sé"], STORED),
    ("en", ONE, "do I need a pad", ["always with a pad"], STORED),
    ("en", ONE, "40x12 with a belt", ["✓", "40 kg × 12"], ["outside of what"]),
    ("en", ONE, "gym 40x12", [], ["Which days"]),
    ("en", ONE, "no, that was back squats", [], ["neither in"]),
]


@pytest.mark.parametrize(("language", "before", "line", "says", "never"), SAID, ids=[f"{s[0]}-{s[2]}" for s in SAID])
async def test_what_is_said(
    tmp_path: Path, language: str, before: list[str], line: str, says: list[str], never: list[str]
) -> None:
    await check_said(tmp_path / "a.db", language, before, line, says, never)
