"""Corrections and deletions that name their day, workout, exercise or set; what is written oddly. The books balance."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_line import wrong
from talking import talking
from test_corrections import FIN, OPEN, P, check_said

from bot.on_console import PLATFORM

NEXT = [*FIN, ":wait 1d"]
LATER = [*FIN, ":wait 2d"]
TWO = [*OPEN, "37.5x12"]
TWO_STRANGE = "Hip Thrust 80kg 8/8\nZyx machine 20kg 12/12\nfoobar 30kg 10/10"
TWO_ES = [*OPEN, "37,5x12"]
POUNDS = [*OPEN, "60x10", "/settings", ":press settings:unit", ":press settings:unit:lb"]
DAYS, DAYS_ES = "Which days do you train?", "¿Qué días entrenas?"

# language, lines before, the line, what is said, what is not
SAID: list[tuple[str, list[str], str, list[str], list[str]]] = [
    # which set is meant
    ("en", [*TWO, "37.5x12"], "the second one was 11", ["✎ Barbell hip thrust 37.5 kg × 11\n"], ["11, 11"]),
    ("es", [*TWO_ES, "37,5x12"], "la segunda fue 11", ["✎ Hip thrust con barra 37,5 kg × 11\n"], ["11, 11"]),
    ("en", [*TWO, "37.5x12"], "not 12 but 11", ["✎ Barbell hip thrust 37.5 kg × 11\n"], ["✓", "12, 11"]),
    ("es", TWO_ES, "no 12 sino 11", ["✎ Hip thrust con barra 37,5 kg × 11"], ["✓"]),
    ("es", TWO_ES, "no 37,5 kg sino 35 kg", ["✎ Hip thrust con barra 35 kg × 12"], ["✓"]),
    ("en", TWO, "only 10 on the last one", ["✎ Barbell hip thrust 37.5 kg × 10"], ["✓"]),
    ("es", TWO_ES, "solo 10 en la última", ["✎ Hip thrust con barra 37,5 kg × 10"], ["✓"]),
    ("en", [*OPEN, "done"], "only 10 on the last one", ["✎ Barbell hip thrust 37.5 kg × 10"], ["✓"]),
    ("es", [*OPEN, "done"], "solo 10 en la última", ["✎ Hip thrust con barra 37,5 kg × 10"], ["✓"]),
    ("en", [*TWO, "37.5x12", "37.5x12"], "10 on the last one", ["is that what you mean?"], ["✓", "✎"]),
    ("en", TWO, "the first set of the barbell hip thrust was 35", ["✎ Barbell hip thrust 35 kg × 12"], ["✓"]),
    ("es", TWO_ES, "la primera serie de hip thrust fue 35", ["✎ Hip thrust con barra 35 kg × 12"], ["✓"]),
    # a weight on an exercise of the body
    ("en", [*P, "37.5x10"], "it was 40 not 37.5", ["✎ Bodyweight hip thrust 40 kg × 10"], ["× 40"]),
    ("en", [*P, "37.5x10"], "i meant 40", ["✎ Bodyweight hip thrust 40 kg × 10"], ["× 40"]),
    ("es", [*P, "37,5x10"], "quise decir 40", ["✎ Hip thrust sin peso 40 kg × 10"], ["× 40"]),
    # an edited message keeps its unit
    ("en", POUNDS, ":edit u8 62.5x10", ["✎ Barbell hip thrust 62.5 kg × 10"], ["62.5 lb", "62,5 lb"]),
    ("es", POUNDS, ":edit u8 62,5x10", ["✎ Hip thrust con barra 62,5 kg × 10"], ["62.5 lb", "62,5 lb"]),
    ("en", POUNDS, ":edit u8 62.5 lb x10", ["✎ Barbell hip thrust 62.5 lb × 10"], []),
    # short weekdays and dates of a month
    ("en", LATER, "fri: squat 60x8", ["✓ Back squat 60 kg × 8", "Stored for Fri, Nov 20"], ["did not use"]),
    ("en", LATER, "squat 60x8 nov 20", ["Stored for Fri, Nov 20"], ["× 20", "8, 20"]),
    ("es", LATER, "20 nov: sentadilla 60x8", ["Guardado para el vie, 20 nov"], ["× 20"]),
    ("es", LATER, "20/11 sentadilla 60x8", ["¿es eso lo que quieres decir?"], ["✓"]),
    ("de", LATER, "Fr 20.11.: Kniebeuge 60x8", ["is that what you mean?"], ["✓"]),
    ("de", [*LATER, "20.11. Kniebeuge 60x8"], "yes", ["✓ Back squat 60 kg × 8", "Stored for Fri, Nov 20"], []),
    ("pt-BR", LATER, "sexta 20/11: agachamento 60x8", ["is that what you mean?"], ["✓"]),
    ("ru", LATER, "20.11 присед 60х8", ["is that what you mean?"], ["✓"]),
    ("ru", LATER, "пт: присед 60х8", ["Stored for Fri, Nov 20"], ["did not use"]),
    ("fr", LATER, "20/11\nsquat 60x8\n" + "développé couché 50x8\n" * 6, ["is that what you mean?"], ["✓"]),
    ("en", LATER, "Nov 20\nsquat 60x8\n" + "bench press 50x8 50x8\n" * 6, ["Stored for Fri, Nov 20"], []),
    # a weekday and a date are one day, before the sets and behind them; with a year too, and the weekday of today
    *(
        ("en", LATER, line, ["✓ Barbell hip thrust 60 kg × 10\n", f"Stored for {day}"], ["× 10,", "did not use", "?"])
        for line, day in (
            ("hip thrust 60x10 on friday 20 nov", "Fri, Nov 20"),
            ("hip thrust 1x10 60kg saturday 21 november", "Sat, Nov 21"),
            ("hip thrust 60x10 on friday, nov 20", "Fri, Nov 20"),
            ("hip thrust 60x10 fri november 20th", "Fri, Nov 20"),
            ("hip thrust 60x10 on friday the 20th", "Fri, Nov 20"),
            ("hip thrust 60x10 (friday 20 nov)", "Fri, Nov 20"),
            ("hip thrust 60x10 18 nov wednesday", "Wed, Nov 18"),
            ("hip thrust 60x10 on wednesday 18 nov", "Wed, Nov 18"),
            ("Wednesday 18 Nov\nHip thrust\n60 x 10", "Wed, Nov 18"),
            ("Wednesday, November 18\nHip thrust 60x10", "Wed, Nov 18"),
            ("Wednesday, 18 November 2026\nHip thrust 60x10", "Wed, Nov 18"),
            ("Wed, 18 Nov 2026\nHip thrust 60x10", "Wed, Nov 18"),
            ("20 Nov 2026\nHip thrust 60x10", "Fri, Nov 20"),
            ("20 Nov 26\nHip thrust 60x10", "Fri, Nov 20"),
            ("Nov 20, 2026\nHip thrust 60x10", "Fri, Nov 20"),
            ("hip thrust 60x10 on 20 nov 2026", "Fri, Nov 20"),
            ("hip thrust 60x10 on sunday 22 nov", "Sun, Nov 22"),
        )
    ),
    *(
        ("es", LATER, line, ["✓ Hip thrust con barra 60 kg × 10\n", f"Guardado para el {day}"], ["× 10,", "?"])
        for line, day in (
            ("hip thrust 60x10 el viernes 20 de noviembre", "vie, 20 nov"),
            ("hip thrust 60x10 viernes 20 nov", "vie, 20 nov"),
            ("Miércoles 18 de noviembre\nHip thrust 60x10", "mié, 18 nov"),
            ("mié 18 nov\nHip thrust 60x10", "mié, 18 nov"),
            ("hip thrust 60x10 el miércoles 18 de nov", "mié, 18 nov"),
            ("20 de noviembre de 2026\nHip thrust 60x10", "vie, 20 nov"),
            ("hip thrust 60x10 el 20 de noviembre del 2026", "vie, 20 nov"),
            ("mar 24 nov\nhip thrust 60x10", "mar, 24 nov"),
            ("viernes 20\nhip thrust 60x10", "vie, 20 nov"),
        )
    ),
    *(
        (language, LATER, line, ["✓ Back squat 60 kg × 8\n", f"Stored for {day}"], ["× 8,", "did not use"])
        for language, line, day in (
            ("de", "Mittwoch, 18. November 2026\nKniebeuge 60x8", "Wed, Nov 18"),
            ("de", "Kniebeuge 60x8 am Freitag, 20. November", "Fri, Nov 20"),
            ("fr", "squat 60x8 le vendredi 20 novembre", "Fri, Nov 20"),
            ("pt-BR", "sexta, 20 de novembro de 2026\nagachamento 60x8", "Fri, Nov 20"),
            ("pt-BR", "agachamento 60x8 na sexta-feira 20 de novembro", "Fri, Nov 20"),
            ("pt-BR", "agachamento 60x8 na sexta, 20 de novembro", "Fri, Nov 20"),
            ("ru", "присед 60х8 в пятницу 20 ноября", "Fri, Nov 20"),
            ("ru", "среда, 18 ноября 2026\nприсед 60х8", "Wed, Nov 18"),
        )
    ),
    *(
        ("en", LATER, line, ["✓ Barbell hip thrust 60 kg × 10\n"], ["× 10,", "Stored for", "did not use"])
        for line in ("Wednesday 25 Nov\nHip thrust 60x10", "25 November 2026\nHip thrust 60x10")
    ),
    # a weekday that is another one than that of its date, a day long ago, or to come: asked
    *(
        ("en", LATER, line, ["60 kg × 10: is that what you mean?", "store it for Fri, Nov 20."], ["✓", "10, 20"])
        for line in ("Tuesday 20 Nov\nHip thrust 60x10", "hip thrust 60x10 on monday 20 nov",
                     "hip thrust 60x10 on friday 11/20", "hip thrust 60x10 tuesday 20/11/2026",
                     "20.11.26\n1. Hip thrust 60x10", "20/11/2026\n1) Hip thrust 60kg 10",
                     "20.11.26\n\n• Hip thrust 60x10",
                     "Fri 20.11.26\nA1. Hip thrust 60x10")
    ),
    *(
        ("es", LATER, line, ["60 kg × 10: ¿es eso lo que quieres decir?", "Lo guardaría para el vie, 20 nov."], ["✓"])
        for line in ("martes 20 de noviembre\nhip thrust 60x10", "hip thrust 60x10 el lunes 20 nov",
                     "20/11\n1. Hip thrust 60x10", "hip thrust 60x10 el viernes 20/11",
                     "hip thrust 60x10 el viernes 20")
    ),
    ("en", LATER, "Friday 27 Nov\nHip thrust 60x10", ["is that what you mean?"], ["✓"]),
    ("en", LATER, "20 nov 2025\nHip thrust 60x10", ["is that what you mean?"], ["✓"]),
    # and yet numbers behind a weekday are sets, and a list without a date is of today
    ("en", LATER, "friday 20 x 8", ["✓ Barbell hip thrust 20 kg × 8\n", "Stored for Fri, Nov 20"], []),
    ("en", OPEN, "I could only do 8", ["✓ Barbell hip thrust 37.5 kg × 8\n"], ["?", "Stored for"]),
    ("en", LATER, "friday 12 12 12", ["✓ Barbell hip thrust 37.5 kg × 12, 12, 12\n"], ["?"]),
    ("en", LATER, "20 nov 8 8 8", ["✓ Barbell hip thrust 37.5 kg × 8, 8, 8\n", "Stored for Fri, Nov 20"], []),
    # a name that nobody knows, among those that are known: it is asked about, and only its sets are what is answered
    *(
        (language, LATER, line, [f"{asks}{name}"], ["✓", "Note kept", "Nota guardada"])
        for language, asks, line, name in (
            ("en", "Which exercise is ", "Hip Thrust 80kg 8/8/8\nZyx machine 20kg 12/12\nRDL 60x10", '"Zyx machine"'),
            ("en", "Which exercise is ", "Hip Thrust 80kg 8/8/8/8\nUnknown thingy 20kg 12/12", '"Unknown thingy"'),
            ("en", "Which exercise is ", "Squat: 60x8\nGizmo: 20x12", '"Gizmo"'),
            ("en", "Which exercise is ", "Squat\n60x8\nGizmo thing\n20x12", '"Gizmo thing"'),
            ("en", "Which exercise is ", "Unknown thingy 20kg 12/12\nSquat 60x8", '"Unknown thingy"'),
            ("es", "¿Qué ejercicio es ", "Sentadilla 60x8\nMáquina zyx 20x12", "«Máquina zyx»"),
            ("es", "¿Qué ejercicio es ", "Hip Thrust 80kg 8/8\nAparato raro 20kg 12/12", "«Aparato raro»"),
        )
    ),
    ("en", [*LATER, TWO_STRANGE], "leg press", ['Which exercise is "foobar"?'], ["✓"]),
    ("en", [*LATER, TWO_STRANGE, "leg press"], "leg curl",
     ["✓ Barbell hip thrust 80 kg × 8, 8\n", "✓ Leg press 20 kg × 12, 12\n", "✓ Leg curl 30 kg × 10, 10\n"], ["?"]),
    ("en", [*LATER, "Squat 60x8\nUnknown thingy 20kg 12"], ":press log:new",
     ["✓ Back squat 60 kg × 8\n", "✓ unknown thingy 20 kg × 12\n"], []),
    ("en", LATER, "Hip Thrust 80kg 8/8\nfelt heavy 82.5kg 7/7",
     ["✓ Barbell hip thrust 80 kg × 8, 8, 82.5 kg × 7, 7\n", "Note kept: felt heavy"], ["?"]),
    # what is to be added to sets that are stored is no set
    *(
        ("en", [*TWO, "37.5x12"], line, ["Nothing stored"], ["✓", "✎"])
        for line in ("add 1 rep to each", "add 2 reps to all", "plus 1 rep on each", "add 2.5 kg to each")
    ),
    ("en", TWO, "5 reps each side", ["✓"], ["Nothing stored"]),
    # a day in the title of a page
    ("en", LATER, "Push (11/20)\nbench 60x8", ["I would store it for Fri, Nov 20."], ["✓"]),
    ("de", LATER, "Push 20.11.\nBankdrücken 60x8", ["I would store it for Fri, Nov 20."], ["✓"]),
    ("es", [*LATER, "Pierna (20/11)\nsentadilla 60x8"], "sí", ["Guardado para el vie, 20 nov"], ["× 20"]),
    ("es", LATER, "el 20/11 sentadilla 60x8", ["¿es eso lo que quieres decir?"], ["✓"]),
    ("es", [*LATER, "el 20/11 sentadilla 60x8"], "sí", ["Guardado para el vie, 20 nov"], ["20, 11"]),
    # a date in numbers right before a set
    *(
        ("en", LATER, line, [f"× {sets}: is that what you mean?", "I would store it for Fri, Nov 20."], ["✓"])
        for line, sets in (("11/20: 60x8", "8"), ("(11/20) 60x8 60x7", "8, 7"), ("11/20/2026, 60 kg x 8", "8"))
    ),
    *(
        ("es", LATER, line, ["60 kg × 8", "¿es eso lo que quieres decir?", "Lo guardaría para el vie, 20 nov."], ["✓"])
        for line in ("20/11:\n60x8\n62,5x8", "el 20/11/26 60x8")
    ),
    ("de", LATER, "am 20.11. 60x8", ["60 kg × 8: is that what you mean?", "Fri, Nov 20"], ["✓", "20.11 kg"]),
    ("en", [*LATER, "11/20 60x8"], "yes", ["✓ Barbell hip thrust 60 kg × 8", "Stored for Fri, Nov 20"], ["11, 20"]),
    ("en", [*LATER, "11/20 60x8"], ":press log:other", ["✓ Barbell hip thrust 11 kg × 8, 20 kg × 8, 60 kg × 8"],
     ["Stored for"]),
    ("en", LATER, "11/25 60x8", ["Barbell hip thrust 60 kg × 8: is that what you mean?"], ["✓", "I would store"]),
    ("en", LATER, "2026/11/20 60x8", ["✓ Barbell hip thrust 60 kg × 8", "Stored for Fri, Nov 20"], ["limit"]),
    ("en", LATER, "60x8 11/20/2026", ["60 kg × 8: is that what you mean?", "for Fri, Nov 20"], ["✓"]),
    ("en", LATER, "12/10 L/R", ["✓ Barbell hip thrust 37.5 kg × 12/10"], ["Stored for"]),
    ("en", LATER, "20/30 60x8", ["20 kg × 8, 30 kg × 8, 60 kg × 8"], ["Stored for"]),
    ("de", LATER, "22.5 60x8", ["✓ Barbell hip thrust 22.5 kg × 8, 60 kg × 8"], ["Stored for"]),
    ("en", LATER, "20-11 squat 60x8", ["is that what you mean?"], ["✓"]),
    ("en", LATER, "2027-01-01 squat 60x8", ["is that what you mean?"], ["✓"]),
    ("en", LATER, "squat 60x8 on 11/20", ["is that what you mean?"], ["✓", "× 8, 11"]),
    ("en", LATER, "Mon: squat 60x8\nTue: bench 50x8", ["is that what you mean?"], ["✓"]),
    ("en", [*LATER, "3/9 lower: squat 60 3x6"], "yes", ["Stored for Thu, Sep 3"], []),
    ("en", LATER, "25/11 squat 60x8", ["✓ Back squat 60 kg × 8"], ["Stored for"]),
    ("en", LATER, "22.5 squats 3x8", ["✓ Back squat 22.5 kg × 8, 8, 8"], ["Stored for"]),
    ("en", LATER, "nov 23 rdl was 62.5 kg", ["Mon, Nov 23 · Romanian deadlift: 60 kg × 12"], ["✓"]),
    ("en", LATER, "monday i did hip thrust 40x12 40x11 40x10 40x10", ["becomes 40 kg × 12, 11, 10, 10?"], ["✓"]),
    ("en", LATER, "history nov 23", ["Barbell hip thrust: 37.5 kg × 12"], ["1 workout so far"]),
    ("en", LATER, "history fri", ["No workout on Fri, Nov 20"], []),
    # all, both, the last two
    ("en", [*TWO, "37.5x12"], "undo both", ["removed: Barbell hip thrust 37.5 kg × 12, 12\n"], ["15"]),
    ("es", [*TWO_ES, "37,5x12"], "deshaz los dos últimos", ["quitado: Hip thrust con barra 37,5 kg × 12, 12\n"], []),
    ("en", TWO, "undo all", ["Delete these 4 sets of Mon, Nov 23?"], ["removed"]),
    ("es", TWO_ES, "deshacer todo", ["¿Borrar estas 4 series de lun, 23 nov?"], ["quitado"]),
    # a unit and nothing else; the starting set before its question
    ("en", TWO, "pounds", ["Kilograms or pounds?", "write that was pounds"], ["✎"]),
    ("en", TWO, "switch to pounds", ["Kilograms or pounds?", "write that was pounds"], ["✎"]),
    ("es", TWO_ES, "cambia a libras", ["¿Kilos o libras?", "eran libras"], ["✎"]),
    # a professional's word is no set that failed; "done" behind a weight whose reps are asked
    ("en", TWO, "my chiropractor says no good mornings", ["I leave that exercise out"], ["✎", "missed"]),
    ("en", [*TWO, "doctor said no deadlifts or glute bridges", "my physio says I can deadlift again", "yes"], "today",
     ["3×12 · pick a weight", "Single-leg glute bridge is left out"], ["Romanian deadlift is left out"]),
    ("es", [*TWO_ES, "mi médico dice que nada de peso muerto ni puentes", "el fisio me deja hacer puentes", "sí"],
     "hoy",
     ["Peso muerto rumano queda fuera"], ["Puente de glúteo a una pierna queda fuera"]),
    ("en", [*TWO, "done", "30 kg"], "done", ["✓ Romanian deadlift 30 kg × 12, 12, 12"], ["?\n"]),
    ("es", [*TWO_ES, "hecho", "30 kg"], "hecho", ["✓ Peso muerto rumano 30 kg × 12, 12, 12"], ["¿Qué"]),
    ("es", [*TWO_ES, "ajustes"], "libras", ["¿Kilos o libras?", "eran libras"], ["✎"]),
    ("en", P[:-2], "80 kg for 10", ["Got that", "What do you train with?"], ["not stored yet"]),
    # yes and no, however they are said
    ("en", [*OPEN, "300x12"], "Yes!", ["✓ Barbell hip thrust 300 kg × 12"], []),
    ("en", [*OPEN, "300x12"], "yes, that's right", ["✓ Barbell hip thrust 300 kg × 12"], []),
    ("es", [*OPEN, "300x12"], "sí, eso es", ["✓ Hip thrust con barra 300 kg × 12"], []),
    ("en", [*OPEN, "300x12"], "no, don't", ["not stored"], ["✓"]),
    ("es", [*OPEN, "300x12"], "No.", ["no lo guardé"], ["✓"]),
    ("en", [*OPEN, "40kg"], "twelve reps", ["✓ Barbell hip thrust 40 kg × 12"], []),
    # written oddly, or against itself
    ("en", OPEN, "100.5.5x10", ["is that what you mean?"], ["✓"]),
    ("es", OPEN, "100.5.5x10", ["¿"], ["✓"]),
    ("en", OPEN, "60%x5", ["is that what you mean?"], ["✓"]),
    ("en", OPEN, "37.5x12 rir 30", ["reps in reserve from 0 to 10"], ["✓"]),
    ("es", OPEN, "37,5x12 rir 30", ["la reserva de 0 a 10"], ["✓"]),
    ("en", OPEN, "37.5x12 rpe 8 rir 5", ["is that what you mean?"], ["✓"]),
    ("es", OPEN, "37,5x12 rpe 8 rir 5", ["¿"], ["✓"]),
    ("en", OPEN, "37.5x12 rpe 8 rir 2", ["✓ Barbell hip thrust 37.5 kg × 12"], []),
    # talk before a set that is plainly written
    ("en", OPEN, "passed my goal, 100x10", ["✓ Barbell hip thrust 100 kg × 10\n"], ["is that", "I read no set"]),
    ("es", OPEN, "tengo 45 años, 80x10", ["Hip thrust con barra 80 kg × 10: ¿"], ["✓", "no leo"]),
    ("en", OPEN, "last time, 100x10", [], ["✓", "100 kg × 10: is that"]),
    ("en", OPEN, "37.5kg x 12 @ 11", ["RPE goes from 1 to 10"], ["✓", "How many reps"]),
    ("es", OPEN, "37,5 kg x 12 @ 11", ["El RPE va de 1 a 10"], ["✓", "¿Cuántas"]),
    ("en", OPEN, "37.5kg x 12 @ 9", ["✓ Barbell hip thrust 37.5 kg × 12"], []),
    # a day that is named is the day of the set, which stays there
    ("en", NEXT, "no, yesterday it was 45", ["✎ Mon, Nov 23: Romanian deadlift 45 kg × 12"], ["Nov 22", "✓"]),
    ("es", NEXT, "no, ayer fueron 45 kg", ["✎ lun, 23 nov: Peso muerto rumano 45 kg × 12"], ["22 nov", "✓"]),
    ("en", TWO, "no, yesterday it was 45", ["I find no such set on Sun, Nov 22"], ["✎", "✓"]),
    ("en", TWO, "hip thrust set 2 was 11 yesterday", ["I find no such set on Sun, Nov 22"], ["✎", "✓"]),
    ("es", TWO_ES, "la segunda serie de hip thrust fue 11 ayer", ["No encuentro esa serie en dom, 22 nov"], ["✎", "✓"]),
    ("en", TWO, "no, that was yesterday", ["✎ Sun, Nov 22"], []),
    ("en", FIN, "correct monday: hip thrust set 1 was 35", ["✎ Barbell hip thrust 35 kg × 12", DAYS], ["✓"]),
    ("en", LATER, "correct monday: hip thrust set 1 was 35",
     ["Mon, Nov 23 · Barbell hip thrust: 37.5 kg × 12 becomes 35 kg × 12?"], ["✎", "✓"]),
    ("en", [*LATER, "correct monday: hip thrust set 1 was 35"], "yes",
     ["✎ Mon, Nov 23: Barbell hip thrust 35 kg × 12", DAYS], ["✓"]),
    ("en", [*LATER, "correct monday: hip thrust set 1 was 35"], "no", ["Nothing was lost", DAYS], ["✎"]),
    ("es", [*LATER, "corrige lunes: la primera serie de hip thrust fue 35"], "sí",
     ["✎ lun, 23 nov: Hip thrust con barra 35 kg × 12", DAYS_ES], ["✓"]),
    ("en", FIN, "last workout the second set of hip thrusts was 35", ["✎ Barbell hip thrust 35 kg × 12", DAYS],
     ["no days in", "✓"]),
    ("es", FIN, "en el último entrenamiento la segunda serie de hip thrust fue 35",
     ["✎ Hip thrust con barra 35 kg × 12", DAYS_ES], ["No leo días", "✓"]),
    ("en", FIN, "what a wonderful place", ["I read no days"], []),
    ("en", FIN, "1 and 4", ['I read no days in "1 and 4"'], ["✓"]),
    ("en", FIN, "mondays and thursdays", ["Training days: Mon, Thu.", "At what hour"], ["I read no days"]),
    ("en", FIN, "monday thursday 18:30", ["Training days: Mon, Thu.", "18:30"], ["At what hour"]),
    ("es", FIN, "lunes y jueves a las 18:30", ["lun, jue", "18:30"], ["No leo días", "A qué hora"]),
    ("en", FIN, "do I need a spotter for that", ["outside of what I know"], ["I read no days"]),
    # what is to be deleted is asked with its date, and never another day's
    ("en", TWO, "delete yesterday", ["No such set is stored for Sun, Nov 22"], ["Delete t", "↩"]),
    ("es", TWO_ES, "borra ayer", ["No hay guardada esa serie para dom, 22 nov"], ["¿Borrar", "↩"]),
    ("en", NEXT, "delete yesterday", ["Delete these 13 sets of Mon, Nov 23?", "37.5 kg × 12, 12, 12, 12"], ["↩", "✗"]),
    ("en", [*NEXT, "delete yesterday"], ":press Delete", ["✗ Workout deleted", DAYS], ["open again"]),
    ("en", [*NEXT, "delete yesterday"], "yes", ["✗ Workout deleted"], []),
    ("en", [*NEXT, "delete yesterday"], "no", ["Nothing was lost", DAYS], ["✗"]),
    ("en", [*NEXT, "delete yesterday", "yes"], "undo", ["↩ back as it was, Mon, Nov 23"], []),
    ("en", [*NEXT, "delete yesterday", "today"], ":press remove:these", [], ["✗"]),
    ("es", [*NEXT, "37,5x12", "borra ayer"], ":press Borrar", ["✗ Entreno borrado"], ["quitado: "]),
    ("en", [*NEXT, "delete yesterday's hip thrusts"], "yes", ["✗ removed, Mon, Nov 23: Barbell hip thrust"],
     ["Workout deleted", "Romanian deadlift 60"]),
    ("en", LATER, "delete last workout", ["Delete these 13 sets of Mon, Nov 23?"], ["no days in"]),
    ("es", LATER, "borra el último entrenamiento", ["¿Borrar estas 13 series de lun, 23 nov?"], ["No leo días"]),
    ("en", TWO, "delete everything from today", ["Delete these 4 sets of Mon, Nov 23?"], ["✗"]),
    ("en", [*TWO, "delete everything from today"], "yes", ["✗ removed: Bodyweight hip thrust 15, 15, 15"], []),
    ("es", [*TWO_ES, "borra todo lo de hoy"], ":press Borrar", ["✗ quitado: Hip thrust sin peso 15, 15, 15"], []),
    ("en", TWO, "delete the squats", ["I find no such set or workout: nothing was deleted."], ["✗"]),
    ("es", TWO_ES, "borra las sentadillas", ["No encuentro esa serie ni ese entreno"], ["✗"]),
    ("en", [*TWO, "squats 60x10", "delete the squats"], "yes", ["✗ removed: Back squat 60 kg × 10"], []),
    ("en", [*TWO, "37.5x11"], "erase the second set", ["✗ removed: Barbell hip thrust 37.5 kg × 11"], ["Delete this"]),
    ("es", [*TWO_ES, "37,5x11"], "borra la segunda serie", ["✗ quitado: Hip thrust con barra 37,5 kg × 11"], ["¿"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "line", "says", "never"), SAID, ids=[f"{s[0]}-{s[2]}" for s in SAID])
async def test_what_is_said(
    tmp_path: Path, language: str, before: list[str], line: str, says: list[str], never: list[str]
) -> None:
    await check_said(tmp_path / "a.db", language, before, line, says, never)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "40x12 felt great, curls 10x12; rdl 60x12"),
        ("es", "40x12 me sentí genial, curl 10x12; peso muerto rumano 60x12"),
    ],
)
async def test_a_note_belongs_to_the_set_it_stands_behind(tmp_path: Path, language: str, line: str) -> None:
    talk = await talking(tmp_path / "a.db", locale=language)
    try:
        for earlier in (*OPEN, line):
            await talk(earlier)
        person = await talk.store.person(PLATFORM, "me")
        assert person is not None and person.training.open is not None
        assert [s.exercise for s in person.training.open.sets if s.note] == ["barbell_hip_thrust"]
        assert await wrong(talk) == []
    finally:
        await talk.close()
