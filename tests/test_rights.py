"""The rights matrix, whole: every command for every role in every place, against a table written a second time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from talking import the_book

from coach_core.coach import decide
from coach_core.commands.table import COMMANDS
from coach_core.linking import Links
from coach_core.person import Consent, Person, Question
from coach_core.rights import RIGHTS, Place, may, place_of
from coach_core.talk import Incoming, Kind, Role
from coach_core.turn import Given, Rows

GIVEN = Given(the_book(), Rows(links=Links("0123456789")))
AT = datetime(2026, 11, 23, 18, tzinfo=UTC)
PLACES: Mapping[Place, Incoming] = {
    Place.DM: Incoming("telegram", "7", "e1", AT),
    Place.ROOM: Incoming("telegram", "7", "e1", AT, room="-100"),
    Place.GUEST: Incoming("discord", "7", "e1", AT, room="55", guest=True, whispers=True),
}
# By columns: dm, room, guest; m member, a admin, o owner; the anonymous nowhere.
SOME = {
    "link": "mao --- ---",
    "export": "mao --- ---",
    "erase": "mao --- ---",
    "challenge": "mao mao ---",
}
USUAL = "mao mao mao"
LETTERS = {Role.MEMBER: "m", Role.ADMIN: "a", Role.OWNER: "o", Role.ANONYMOUS: "!"}


def allowed(command: str, role: Role, place: Place) -> bool:
    column = SOME.get(command, USUAL).split()[list(Place).index(place)]
    return LETTERS[role] in column


def test_every_command_has_a_line_and_every_line_a_command() -> None:
    assert RIGHTS.keys() == {c.name for c in COMMANDS} | {"old"}
    assert all(rights.keys() == set(Place) for rights in RIGHTS.values())


@pytest.mark.parametrize("command", sorted(RIGHTS))
def test_the_whole_matrix(command: str) -> None:
    for place, event in PLACES.items():
        assert place_of(event) is place
        for role in Role:
            assert may(command, replace(event, role=role)) == allowed(command, role, place), (command, role, place)


def test_what_has_no_line_may_nobody_say() -> None:
    assert not any(may("drop-tables", replace(e, role=r)) for e in PLACES.values() for r in Role)


@pytest.mark.parametrize("form", ["typed", "slash", "button"])
@pytest.mark.parametrize("command", [c for c in COMMANDS if c.spoken or c.name == "remove"], ids=lambda c: c.name)
def test_decide_asks_the_matrix(command: object, form: str) -> None:
    name: str = command.name  # type: ignore[attr-defined]
    person = Person(1, consent=Consent(AT, 1))
    for place, event in PLACES.items():
        said = {
            "typed": replace(event, text=name),
            "slash": replace(event, text=f"/{name}"),
            "button": replace(event, kind=Kind.PRESS, button=f"{name}:x"),
        }[form]
        reply = decide(person, said, GIVEN).reply
        of_rooms = place is Place.GUEST and SOME.get(name, "")[4:7] == "mao"
        why = "room-not-in" if of_rooms else "room-only-private"
        refused = any(line.key == why for say in reply for line in say.lines)
        typed = form != "typed" or name in the_book().typed.commands
        assert refused == (typed and not allowed(name, Role.MEMBER, place)), (name, place, form)


def test_a_question_of_the_private_chat_is_not_answered_in_a_room() -> None:
    asked = Person(1, consent=Consent(AT, 1), question=Question("confirm", "erase", {"yes": "sure"}))
    yes = replace(PLACES[Place.ROOM], text="yes")
    in_room = decide(asked, yes, Given(the_book()))
    assert not in_room.erase
    assert in_room.person.question == asked.question
    assert decide(asked, replace(PLACES[Place.DM], text="yes"), Given(the_book())).erase, "the control: at home it is"
