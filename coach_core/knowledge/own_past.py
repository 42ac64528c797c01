"""What befell somebody years ago and is told as past: no emergency now. A heart attack or a stroke is a condition."""

from __future__ import annotations

from coach_core.knowledge.tokens import plain
from coach_core.patterns import pattern

_MANY = r"(?:[2-9]|[1-9]\d|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|many|several)"
_MUCHOS = r"(?:[2-9]|[1-9]\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|muchos|varios)"
_YEAR = r"(?:19\d\d|20[01]\d|202[0-4])\b"
_LONG_AGO = (
    rf"(?:(?:over |about |like |almost |some )?(?:{_MANY} )?(?:years|yrs) (?:ago|back)\b|(?:back )?in {_YEAR}"
    rf"|as a (?:kid|child"
    r"|teen(?:ager)?)\b|when i was (?:a (?:kid|child|teen\w*)|little|young|1?\d\b(?! ?(?:reps?|sets?|kgs?|min|in"
    r"|into|x|am|pm)\b))|once at 1?\d\b(?! ?(?:reps?|kgs?|am|pm|x)\b)"
    r"|(?:de|cuando era|siendo) (?:pequen[oa]|nin[oa]|joven|adolescente)\b"
    rf"|hace (?:(?:mas de |unos |casi |como )?{_MUCHOS} )?anos\b|en (?:el (?:ano )?)?{_YEAR})"
)
_BEFELL = (
    r"(?:had|suffered|survived|fainted|passed out|blacked out|collapsed|broke|fractured|dislocated"
    r"|slipped a dis[ck]|torn|tore|herniated|used to (?:faint"
    r"|pass out)"
    r"|tuve|sufri|me dio|me desmaye|me desmayaba|me rompi|me fracture|me disloque|hernia(?: discal)?|me opere"
    r"|perdi el conocimiento)"
)
_TOLD = pattern(
    rf"\b(?:i |once |una vez ){{0,3}}{_BEFELL}\b[^.;!?\n]{{0,50}}?\b{_LONG_AGO}"
    rf"|\b{_LONG_AGO}[ ,]{{1,2}}(?:i |ya |una vez ){{0,3}}{_BEFELL}\b[^.,;!?\n]{{0,40}}"
)
_NOW = pattern(
    r"\b(?:now|again|today|tonight|same|too|just|still|since|ever|like|back|here|returned|currently|feel|feels"
    r"|feeling|ahora|hoy"
    r"|otra vez|de nuevo|igual|mismo|misma|todavia|sigue|sigo|aun|como|parecid[oa]|similar|vuelve|volvio|desde"
    r"|siento|noto)\b"
)
_LASTING = pattern(r"\b(?:heart attack|cardiac|stroke|infarto|ataque al corazon|ictus|derrame|angina)\b")
_SETTLED = pattern(
    r"\b(?:cleared since|fine since|ok since|nothing since|good since|(?:fully |all )?healed(?: since| up)?"
    r"|desde entonces (?:bien|nada)"
    r"|(?:bien|nada) desde entonces|curad[oa])\b"
)

_HINT = pattern(r"\bago\b|back|\b(?:19|20)\d\d\b|as a |when i |once|hace|cuando|siendo|\bde [pnja]")  # a quick look


def without_own_past(text: str) -> tuple[str, bool]:
    """The text without what is years past, and whether that leaves a condition behind. Linear, never raises.

    Any word of now leaves the text as it is: "had chest pain 10 years ago and again today".
    """
    if _HINT.search(clean := plain(text)) is None:
        return text, False
    clean = _SETTLED.sub(" ", clean)
    told = [match.group() for match in _TOLD.finditer(clean)]
    rest = _TOLD.sub(" ", clean)
    if not told or _NOW.search(rest):
        return text, False
    return rest, any(_LASTING.search(part) for part in told)
