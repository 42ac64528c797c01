"""Ages and company told beside sets: "my 15 year old daughter", "my dad is 70", "with my son". No part of a set."""

from __future__ import annotations

import re

from coach_core.patterns import pattern

_KIN = (
    r"(?:sons?|daughters?|kids?|child|baby|boy|girl|toddler|mum|mom|dad|father|mother|husband|wife|partner"
    r"|sister|brother"
    r"|niece|nephew|cousin|aunt|uncle|grandm\w+|grandpa|grandf\w+|nan|nephew|friend|girlfriend|boyfriend|dog|cat"
    r"|hij[oa]s?|niñ[oa]|nin[oa]|beb[eé]|madre|padre|mamá|mama|papá|papa|marido|mujer|pareja|novi[oa]|herman[oa]"
    r"|sobrin[oa]|prim[oa]|tí[oa]|abuel[oa]|niet[oa]|amig[oa]|perr[oa]|gat[oa])"
)
_NO_SET = r"(?! ?(?:kgs?|kilos?|lbs?|libras?|x|×|\*|@|reps?|rep|sets?|series|%|[.,/:-]?[0-9]| [0-9]))"
_AGE = pattern(
    r"(?:\b(?:aged?|turned|turning) )?\b[0-9]{1,2}[ -]?(?:years?|yrs?|yr)[ -]olds?\b|\b[0-9]{1,2}[ -]?y[./]?o\b"
    r"|\b(?:de|con|tiene|tenía|tenia|cumple|cumplió|cumplio) (?:sus |los )?[0-9]{1,2} (?:años|anos|añitos|anitos)\b"
    rf"|\b(?:aged|edad) [0-9]{{1,2}}\b{_NO_SET}",
    re.IGNORECASE,
)
_OF_KIN = pattern(
    rf"(\b{_KIN}\b)(?:,? (?:is|whos|who is|turned|turns|just turned|tiene|que tiene|cumple|cumplió|cumplio)"
    rf"(?: only| just| now| ya| solo)?) [0-9]{{1,2}}\b{_NO_SET}|(\b{_KIN}\b),? ?\([0-9]{{1,2}}\)",
    re.IGNORECASE,
)
_COMPANY = pattern(
    rf" ?\b(?:together |along |junto )?(?:with|con) (?:my|our|mis?|nuestr[oa]) (?:best |mejor |little |older "
    rf"|younger )?{_KIN}s?\b"
    r"(?! ?['’]| (?:did|does|doing|hizo|hace|haciendo))",
    re.IGNORECASE,
)
_HINT = pattern(
    r"[0-9][ -]?y|[0-9] a[ñn](?:o|it)|\([0-9]{1,2}\)|\b(?:is|turn\w*|tiene|cumpl\w+|aged|edad|with|con)\b",
    re.IGNORECASE,
)


def without_ages(text: str) -> str:
    """The text without ages of people and who was there; as it was where none is told. Linear, never raises."""
    if _HINT.search(text) is None:
        return text
    return _COMPANY.sub("", _OF_KIN.sub(lambda found: found[1] or found[2], _AGE.sub("", text)))
