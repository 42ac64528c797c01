"""Names behind /challenge: "pick dora", "name Chest Pain Club". They tell of nobody's health."""

from __future__ import annotations

import re

from coach_core.challenge.names import LONGEST
from coach_core.commands.challenge import NAMING, parts_of
from coach_core.commands.challenge_which import has_number
from coach_core.meaning import meant
from coach_core.talk import Kind
from coach_core.turn import Call

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
    words = words[1:] if has_number(words) else words
    name = words[NAMING[part] :] if part in NAMING else []
    told = " ".join(name)
    return 0 < len(name) <= MOST_WORDS and len(told) <= LONGEST and OF_ONESELF.search(told) is None
