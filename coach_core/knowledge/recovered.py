"""Illness that is told as over: "ya no estoy enferma", "I don't have the flu any more". What else ails: flags.py."""

from __future__ import annotations

from coach_core.knowledge.tokens import plain
from coach_core.patterns import pattern

_MAL = r"(?:enferm[oa]|mal[oa]?|resfriad[oa]|acatarrad[oa]|griposo|con (?:gripe|fiebre|covid|resfriado|catarro))"
_WITH = r"(?:(?:la |el |mas |nada de )?(?:gripe|fiebre|covid|resfriado|catarro|vomitos|nauseas|malestar))"
_HAD = r"(?:the |a |my )?(?:flu|fever|cold|covid|corona|virus|stomach bug)"
_OVER = pattern(
    rf"\bya no (?:(?:estoy|ando|me siento|me encuentro)(?: tan| muy| nada)? {_MAL}|tengo {_WITH})\b"
    rf"|\bse me (?:fue|ha ido|paso|ha pasado|quito) (?:ya )?{_WITH}\b"
    rf"|\b(?:dont|do not|no longer) have {_HAD}(?: any ?more| any longer| now)?\b"
    rf"|\b{_HAD} (?:is|has|s) (?:finally )?(?:gone|over|passed)(?= *(?:now)? *(?:$|[.,;!?]|and |so ))"
    rf"|\b(?:over|recovered from|got over|am over|rid of) {_HAD}\b"
    r"|\bsuis plus (?:malade|enrhumee?|grippee?)\b|\b[jn]ai plus (?:la |de |le )?(?:grippe|fievre|covid|rhume)\b"
)


def without_recovered(text: str) -> str:
    """The text without the illness that it says is over; what else it says stays."""
    told = plain(text)
    return _OVER.sub(" ", told) if _OVER.search(told) else text
