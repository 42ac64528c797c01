"""Names behind /challenge: "pick dora", "name Chest Pain Club". They tell of nobody's health."""

from __future__ import annotations

import re

from coach_core.commands.challenge import parts_of
from coach_core.commands.challenge_join import LONGEST_NAME
from coach_core.meaning import meant
from coach_core.talk import Kind
from coach_core.turn import Call

NAMING = {"name": 0, "flag": 0, "pick": 0, "captain": 1, "team": 1}  # words before the name: the letter of a team
MOST_WORDS = 4
OF_ONESELF = re.compile(  # whoever speaks of themselves gives no name, whatever command it stands behind
    r"(?<!\w)(?:i|i['’]?m|i['’]ve|my|me|mi|yo|tengo|siento|estoy|meu|minha|eu|estou|ich|mir|mein\w*|habe|je|j['’]ai|"
    r"mon|ma|я|мне|меня|мой|моя|у)(?!\w)",
    re.IGNORECASE,
)


def only_names(call: Call) -> bool:
    """Whether a typed command says nothing but whom it is about: no red flag is looked for in a name."""
    if call.event.kind is not Kind.TEXT:
        return False
    found = meant(call)
    if found.command.name != "challenge":
        return False
    part, *words = parts_of(found.call) or ("",)
    name = words[NAMING[part] :] if part in NAMING else []
    numbered = name[1:] if name and name[0].isdecimal() else name
    told = " ".join(numbered)
    return 0 < len(numbered) <= MOST_WORDS and len(told) <= LONGEST_NAME and OF_ONESELF.search(told) is None
