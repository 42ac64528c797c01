"""Settings and commands that are asked for by their names, with small words around them, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from talking import the_book

from coach_core.meaning import meant
from coach_core.person import Person, Question
from coach_core.talk import Incoming, Kind
from coach_core.turn import Call, Given

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SETTINGS = """
equipment => equipment           | change my equipment => equipment  | equipment: bands => equipment bands
level => level                   | what is my level => level         | change level to advanced => level advanced
units => unit                    | kg or lb => unit                  | unit lb => unit lb
my training days => days         | days mon thu => days mon thu      | training days are tue fri => days tue fri
hour => hour                     | set the hour to 19:00 => hour 19:00 | training time 7 pm => hour 7 pm
equipo => equipment              | cambiar de equipo => equipment    | equipo: solo bandas => equipment bands
Nivel => level                   | cuál es mi nivel => level         | cambiar nivel a avanzado => level advanced
unidades => unit                 | kilos o libras => unit            | unidad libras => unit lb
mis dias de entreno => days      | días lun jue => days lun jue      | cambiar los días => days
hora => hour                     | pon la hora a las 19:00 => hour 19:00 | horario => hour
names => names                   | mis nombres => names              | orden de las series => order
"""
COMMANDS = """
show my workout => today | what's next => today | my progress => progress | stats => progress | my data => privacy
download my data => export | delete my data => erase | change language => language | my reminders => reminders
ver entreno => today | qué toca hoy => today | mi progreso => progress | mis datos => privacy | como se hace => how
borrar mis datos => erase | cambiar idioma => language | mis avisos => reminders | health questions => start
my session => today | entrenamiento => today | mi entrenamiento => today
what did I do today => history | what have I done so far => history | show my sets => history
what did I lift yesterday => history | today's sets => history | qué hice hoy => history | que he hecho => history
mis series de hoy => history | qué hice el viernes => history | how to squat => how | how do I do rdl => how
how are you => log | how's it going? => log | are you a bot? => log | ¿cómo estás? => log | cómo te va => log
qué tal => log | quién eres => log | how => how | hello => start | hola => start | como hago el puente => how
preguntas de salud => start | menú => help | configuracion => settings
"""
OTHERS = """
day 2 | the days are long | units are wrong | level 5 leg press | change weight | hour of need | my back | days 2
workout was hard | entreno duro | entreno hecho | rutina completada | session was hard | entrenamiento muy duro | change
my training was fine | show off | my finish | dia 2 | el nivel es duro | hora de comer | 100x10 | my
equipo nuevo en casa | por qué hoy | por que descanso | the names of all my cousins are long and many
what did I do wrong | my sets were hard | what I did was 3x10 | qué hice mal | mis series fueron duras | como mucho
"""


def pairs(table: str) -> list[tuple[str, str]]:
    cells = [cell.partition("=>") for cell in table.replace("\n", "|").split("|") if "=>" in cell]
    return [(text.strip(), wanted.strip()) for text, _, wanted in cells]


def heard(text: str, person: Person | None = None) -> tuple[str, str]:
    event = Incoming("terminal", "me", "e1", NOON, Kind.TEXT, text=text, language="en")
    found = meant(Call(person or Person(1), event, Given(the_book())))
    return found.command.name, " ".join(found.call.press)


@pytest.mark.parametrize(("text", "wanted"), pairs(SETTINGS))
def test_a_setting_is_opened_or_set_by_its_name(text: str, wanted: str) -> None:
    assert heard(text) == ("settings", wanted)
    asked = Person(1, question=Question("level", "start"))
    assert heard(text, asked)[0] != "settings", "while somebody gets started it is an answer, if anything"


@pytest.mark.parametrize(("text", "wanted"), pairs(COMMANDS))
def test_a_command_is_found_with_small_words_around_its_name(text: str, wanted: str) -> None:
    assert heard(text)[0] == wanted


@pytest.mark.parametrize("text", [cell.strip() for cell in OTHERS.strip().replace("\n", "|").split("|")])
def test_what_only_holds_such_a_name_is_read_as_before(text: str) -> None:
    assert heard(text)[0] not in ("settings", "finish", "today", "start")
