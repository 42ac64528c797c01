"""A pregnancy told without its name: by weeks, by who is on the way, by a late period and a test. Terms are data."""

from __future__ import annotations

from coach_core.knowledge.tokens import holds_any, plain
from coach_core.patterns import pattern

_WHO = r"(?:baby|babies|child|kid|girl|boy|son|daughter|twins|triplets|little one)"
_NTH = r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th)"
_WHO_SMALL = rf"(?:(?:baby|little) (?:girl|boy)|{_WHO})"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TOLD_SO = (
    rf"(?=\s*(?:$|[.,;:!?\n)]|lol\b|haha|in (?:the )?(?:{_MONTH}|spring|summer|autumn|fall|winter|\d|a few|two"
    rf"|three|four|five|six)"
    r"|due\b|this (?:spring|summer|autumn|fall|winter|year)|next (?:month|year|spring|summer)|and\b|so\b|but\b"
    r"|too\b|again\b"
    r"|also\b|can\b|should\b|now\b|right now|already\b|btw\b|twins|triplets))"
)
_CLAUSE_ENDS = r"(?=\s*(?:$|[.,;:!?\n)]|\b(?:in|this|next|soon|and|by|so|en|para|este|y)\b))"
_QUIEN = r"(?:mellizos|mellizas|trillizos|trillizas|(?:un |una |otro |otra )?(?:bebe|beba|nene|nena))\b"
_HIJO = r"(?:mi|nuestr[oa]|el|la|una?|otr[oa]) (?:(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]) )?(?:hij[oa]|bebe)\b"
_EXPECTING = pattern(
    r"\bestoy de (?:ya |casi )?(?:\d{1,2}|[a-z]+) (?:semanas?|meses)\b(?!\s+(?:en|de|con|sin|haciendo|entrenando))"
    r"|\b(?:im|i am|were|we are)(?: actually| also)? having (?:a|our|my|another) "
    rf"(?:{_NTH} )?{_WHO}\b(?! (?:steps?|shower))"
    rf"|^having (?:a|our|my|another) (?:{_NTH} )?{_WHO}\b(?! (?:steps?|shower))"
    rf"|(?<!s )\bexpecting (?:our|my|the|another|a|an) (?:(?:{_NTH} )?{_WHO}|{_NTH}){_CLAUSE_ENDS}"
    rf"|\b(?:im|i am|we are|were|are both|(?:husband|partner|wife|boyfriend) (?:and i )?(?:are|is)|months and)"
    rf"(?: actually| also| currently)? expecting{_TOLD_SO}"
    r"|\b(?:found out|turns out|learnt|learned)(?: that)? (?:im|i am|were|we are) expecting"
    r"(?! (?:to|a|an|the|more|some)\b)"
    r"|\b(?:saber|enterar|enterarme|enterado|descubrir|descubierto|confirmado)(?: de)? que"
    r" (?:estoy|estamos) esperando(?! a\b| que\b)"
    rf"|\bexpecting (?:our|my|the|another|a|an) (?:{_NTH} )?{_WHO_SMALL}{_CLAUSE_ENDS}"
    r"|\bcarrying (?:twins|triplets|a baby)\b|\bestoy gestando\b|\b(?:en cinta|gestando)\s*(?:$|[.,;:!?\n])"
    rf"|\b(?:ftm|stm|mom to be|mum to be)\b[^.;\n]{{0,20}}\bdue\b|\bim due (?:in|on|this|next) "
    r"|\b(?:\d{1,2} ?(?:weeks?|wks?|w|months?|mo)|weeks) preg\b"
    rf"|\b(?:estamos|estoy) esperando (?:a )?(?:un[ao]? |nuestr[oa] |otr[oa] )(?:nin[oa]|nen[ea]|hij[oa]"
    rf"|peque)\b{_CLAUSE_ENDS}"
    r"|\b(?:im|i am)(?: soon)? (?:going to|gonna) (?:be|become) a (?:mom|mum|mommy|mummy|mother)\b"
    r"|\b(?:im|i am) becoming a (?:mom|mum|mommy|mummy|mother)\b|\bi will be a (?:mom|mum|mother)\b"
    r"|(?:^|\b(?:my|our|theres a|there is a|got a|have a) )babys? (?:is )?due\b"
    r"|\b(?:voy|vamos) a ser (?:una )?(?:mama|mami|madre|mamas|madres)\b|\bsere (?:mama|madre)\b"
    rf"|\b(?:espero|esperamos|esperando) (?:a )?(?:{_QUIEN}|{_HIJO}|gemel[oa]s{_CLAUSE_ENDS})"
    r"|\bbebe en camino\b"
)
_LATE = pattern(
    r"\bperiod is(?: \w+){0,3} late\b|\blate period\b|\b(?:missed|skipped) (?:my |a )?period\b|\bno period\b"
    r"|\b(?:tengo|con) (?:un )?retraso\b"
    r"|\bno me (?:ha bajado|baja|bajo|viene|vino|ha venido) la (?:regla|menstruacion)\b"
    r"|\b(?:regla|menstruacion) (?:no me (?:baja|viene|ha bajado)|se (?:me )?(?:ha )?retras\w+)"
)
_POSITIVE = pattern(
    r"\btests?(?: \w+){0,4} positive\b|\bpositive test\b|\btested positive\b"
    r"|\b(?:test|prueba)(?: \w+){0,4} positiv[oa]\b|\bpositivo (?:el|en el|un) test\b"
)

_HINT = pattern(  # a quick look: most messages have nothing of it
    r"expect|esper|bab|beb|preg|estoy|having|m[ou]m|mother|mama|madre|due\b|carry|gest|cinta|period|test|prueba|regla"
    r"|menstru|retras"
)


def is_expecting(text: str) -> bool:
    """Whether a pregnancy is told without the word ("voy a ser mamá", "estoy de 12 semanas"). Never raises."""
    clean = plain(text)
    if _HINT.search(clean) is None:
        return False
    if _EXPECTING.search(clean) is not None:
        return True
    return _LATE.search(clean) is not None and _POSITIVE.search(clean) is not None


_AFTER_BIRTH = pattern(r"\b(?:\d{1,2}|one|two|three|four|five|six|ten|twelve) ?(?:weeks?|wks?|w|months?|mos?|m) ?pp\b")


def after_birth(text: str) -> bool:
    """Whether a birth is told by the weeks since ("12 wks pp"). Never raises."""
    clean = plain(text)
    return "pp" in clean and _AFTER_BIRTH.search(clean) is not None


_LOST = pattern(
    r"\bmiscarr\w+|\bstill ?born\b|\bstillbirth\b|\becto?pic\b|\bpregnancy loss\b|\b(?:embarazo )?ectopico\b"
    r"|\b(?:lost|losing) (?:the|my|our|a) (?:baby|babies|twins|pregnancy)\b"
    r"(?! (?:weight|fat|belly|bump|kilos|pounds|lbs|fever))"
    r"|\b(?:had|having|after|since) (?:an|my|the) abortion\b|\bmy abortion\b|\bterminat\w+ (?:my|the|a) pregnancy\b"
    r"|\babortos?\b|\bhe abortado\b|\baborte (?:hace|ayer|la semana|el)\b|\binterrupcion (?:voluntaria )?del embarazo\b"
    r"|\b(?:perdi|perdimos|he perdido|hemos perdido|perdida|perder) (?:el|al|del|a mi|a nuestro|mi|nuestro|un)"
    r" (?:bebe|embarazo)\b"
    r"|\bnacio (?:sin vida|muert[oa])\b"
)
LOST_HINTS = ("miscarr", "still", "pic", "preg", "los", "abort", "terminat", "interrup", "perd", "nacio")
_OTHERS = pattern(
    r"\b(?:wife|sister|friend|girlfriend|partner|daughter|client|cousin|aunt|mujer|esposa|hermana|amiga|novia|pareja"
    r"|hija|prima|tia|clienta)s?\b|\b(?:never had|no he tenido|nunca)\b"
)


_PREGNANT_NOW = pattern(r"\b(?:im|i am|estoy|now|ahora) (?:\w+ )?(?:pregnant|embarazada)\b")


def loss_told(text: str) -> str | None:
    """Whose pregnancy ended or whose baby died, as told: "own", "another's", or None where nothing is. Never raises."""
    clean = plain(text).replace("'", "")
    if not holds_any(clean, LOST_HINTS) or _LOST.search(clean) is None or _PREGNANT_NOW.search(clean) is not None:
        return None
    return "another's" if _OTHERS.search(clean) is not None else "own"
