"""What sounds like a red flag and is none: births long ago, somebody else's past. Sayings are in idioms.py."""

from __future__ import annotations

from coach_core.knowledge.tokens import holds_any, plain
from coach_core.patterns import pattern

_MANY = r"(?:[2-9]|[1-9]\d|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
_MUCHOS = r"(?:[2-9]|[1-9]\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|muchos)"
_BIRTH = (
    r"(?:gave birth|had (?:my|our|a|the) (?:\w+ )?(?:baby|son|daughter|kids?|child(?:ren)?|twins)|c[\s-]?section"
    r"|di a luz|pari|tuve (?:a mi |un |una |mi )(?:bebe|hij[oa])|cesarea|parto|nacio mi \w+)"
)
_LONG_AGO = pattern(
    rf"\b{_BIRTH}(?: \w+)?[ ,]{{1,2}}(?:(?:over |about |like )?{_MANY} (?:years|yrs) (?:ago|back)"
    rf"|hace (?:mas de |unos |casi )?{_MUCHOS} anos|(?:back )?(?:in|en) (?:19\d\d|200\d|201\d|202[0-3])\b)"
)
_PREGNANT_ONCE = pattern(
    r"\b(?:(?:when |while )?i )?(?:was|had been|got|fell) (?:last |first )?pregnant(?: with \w+(?: \w+)?)?[ ,]{1,2}"
    rf"(?:(?:over |about |like |some )?{_MANY} (?:years|yrs) (?:ago|back)|(?:back )?in (?:19\d\d|200\d|201\d))\b"
    r"|\bmy (?:\w+ )?pregnancy was "
    rf"(?:(?:over |about |like |some )?{_MANY} (?:years|yrs) (?:ago|back)|(?:back )?in (?:19\d\d|200\d|201\d))\b"
    r"|\b(?:(?:cuando )?(?:estuve|estaba|me quede) embarazada(?: de \w+(?: \w+)?)?|mi (?:\w+ )?embarazo fue)[ ,]{1,2}"
    rf"(?:hace (?:mas de |unos |casi |como )?{_MUCHOS} anos|en (?:el )?(?:19\d\d|200\d|201\d))\b"
)
_STILL_NEW = pattern(
    r"\b(?:weeks?|months?|days?|semanas?|mes(?:es)?|dias?|newborn|breast ?feed\w*|pregnan\w*|embaraz\w*)\b"
)
KIN = (
    r"(?:dad|father|mum|mom|mother|brother|sister|uncle|aunt|grand(?:pa|ma|father|mother)|cousin|friend|coach|boss|"
    r"neighbou?r|wife|husband|boyfriend|girlfriend|partner|padre|papa|madre|mama|herman[oa]|ti[oa]|abuel[oa]|prim[oa]|"
    r"amig[oa]|entrenador[a]?|jef[ea]|vecin[oa]|espos[oa]|marido|mujer|novi[oa])"
)
_PAST = r"(?:had|suffered|fainted|collapsed|died|passed|broke|fell|tuvo|sufrio|murio|se desmayo|se cayo|se rompio)"
_LONG_PAST = (
    r"(?:last (?:year|month|week|summer|winter|spring|autumn|fall|christmas)|years? ago|months? ago|weeks? ago|back in|"
    r"in (?:19|20)\d\d|as a (?:kid|child)|hace (?:\w+ ){1,2}(?:anos?|meses|semanas)|(?:ano|mes|verano|invierno) pasado|"
    r"semana pasada|en (?:19|20)\d\d)"
)
_ANOTHER = pattern(rf"\b(?:my|mi) {KIN} (?:once |una vez )?{_PAST}\b[^.,;:!?\n]{{0,80}}?\b{_LONG_PAST}\b[^.,;:!?\n]*")
_ANOTHERS_HEART = pattern(  # of the past by its nature; "my dad is having one" is none of this
    rf"\b(?:my|mi) {KIN} (?:once |una vez )?(?:had|suffered|survived|died (?:of|from)|tuvo|sufrio|murio de|le dio"
    r"|fallecio de) (?:an? |una? |el |la )?(?:heart attack|cardiac arrest|mini stroke|stroke|infarto(?: cerebral)?"
    r"|ataque al corazon|ictus|derrame(?: cerebral)?)\b"
)
_ANOTHERS_CONDITION = pattern(
    rf"\b(?:my|mi) {KIN} (?:also |tambien )?(?:has|s got|has got|got|suffers from|wears|lives with|tiene"
    r"|padece|sufre|lleva|toma|es) (?:\w+ ){0,3}?(?:heart (?:condition|problems?|disease|murmur|failure|issues?)"
    r"|pacemaker|diabet\w+|high blood pressure|hypertension|marcapasos|cardiopatia|problemas? (?:de|del|en el) corazon"
    r"|soplo|hipertens\w+|tension alta|presion alta|cardiac[oa]|del corazon)\b"
)
_MYSELF = pattern(
    r"\b(?:i|im|ive|id|ill|me|my|mine|myself|we|us|too|also|same|now|today|again|yo|me|mi|mis|mia|mio|tambien|ahora|hoy|"
    r"igual|mismo|tengo|siento|noto|estoy|tuve|duele)\b"
)


PREGNANT_HINTS = ("pregnan", "embaraz")
BIRTH_HINTS = ("birth", "had ", "section", "a luz", "pari", "tuve ", "cesarea", "parto", "nacio")


def without_harmless(text: str) -> str:
    """The text without what is surely no red flag of the person's own. Linear, never raises.

    A doubt leaves it standing: another's past counts as theirs only where nothing else in the text is of oneself.
    """
    clean = plain(text)
    if holds_any(clean, PREGNANT_HINTS):
        clean = _PREGNANT_ONCE.sub(" ", clean)
    if holds_any(clean, BIRTH_HINTS) and not _STILL_NEW.search(clean):
        clean = _LONG_AGO.sub(" ", clean)
    if not holds_any(clean, ("my ", "mi ")):
        return clean
    alone, others = clean, ""
    for told in (_ANOTHER, _ANOTHERS_HEART, _ANOTHERS_CONDITION):
        others += " ".join(found.group().partition(" ")[2] for found in told.finditer(alone))
        alone = told.sub(" ", alone)
    return clean if _MYSELF.search(alone + " " + others) else alone
