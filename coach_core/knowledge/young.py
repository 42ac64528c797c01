"""Youth told without an age: not 18 yet, a birthday, a year of birth, a class at school, a baby of weeks.

Ages in years are in statements.py.
"""

from __future__ import annotations

from coach_core.knowledge.statements import ADULT, is_adult
from coach_core.knowledge.tokens import holds_any, plain
from coach_core.patterns import pattern

CENTURY = 100  # a year told with two figures: "born in '11"
_YOUNG = r"(?:[5-9]|1[0-7]|thirteen|fourteen|fifteen|sixteen|seventeen|trece|catorce|quince|dieciseis|diecisiete)"
_NO_AGE = (
    r"(?! ?(?:kgs?|kilos?|lbs?|libras?|x|reps?|repeticiones|sets?|series?|weeks?|semanas?|months?|mes|meses|days?|"
    r"dias?|de|sesiones|sessions?|entrenos?|workouts?|min|%|[0-9.,]*[0-9]))"
)
_BIRTHDAY = pattern(
    rf"\b(?:cumpli|cumplo|turned|turn) {_YOUNG} (?:anos )?(?:hoy|ayer|today|yesterday)\b"
    rf"|\bi (?:(?:just|only|have|recently|am|will|ll) ){{0,2}}turn(?:ed|ing)? {_YOUNG}\b{_NO_AGE}"
    rf"|(?:^|\bim )turning {_YOUNG}\b{_NO_AGE}"
    rf"|\b(?:cumpli|cumplo|cumplire|acabo de cumplir|voy a cumplir) (?:los )?{_YOUNG}\b{_NO_AGE}"
    r"|(?<!since )(?<!after )(?<!before )(?<!until )(?<!for )(?<!at )(?<!on )"
    r"\bmy (?:[5-9]|1[0-7])th (?:birthday|bday)\b"
    r"|\bmy next birthday is my (?:[5-9]|1[0-8])th\b"
)
_ENDS = r"(?=\s*(?:$|[.,;!?\n)]))"
_LEADS = r"(?:^|[.;!?\n(] ?|\b(?:im|i am|hi|hey|hello|hola|soy) )"
_PERSON = r"(?:chic[oa]|muchach[oa]|nin[oa]|nen[ea]|joven|chaval[a]?|girl|boy|guy|kid|dude|female|male)"
_SAID_YOUNG = pattern(
    rf"{_LEADS}1[0-7] ?/? ?f\b(?=\s*(?:$|[.,;!?\n)]|(?:here|is|can|and|hi|from|looking|want|con)\b))"
    rf"|{_LEADS}1[0-7] ?/? ?m (?=here\b|hi\b|from\b|looking\b)|\(1[0-7] ?/? ?m\)"
    rf"|^1[0-7] ?/? ?m, ?\d{{2,3}} ?(?:kgs?|lbs?|cm)\b"
    r"|^(?:thirteen|fourteen|fifteen|sixteen|seventeen) here\b|\bunder age\b|\b(?:dieciseis|diecisiete|quince"
    r"|catorce|trece) anitos\b"
    r"|(?:^|\bi )will (?:turn|be) 1[0-8] (?:this|next|in|on|soon)\b|\b(?:gcse|a level|sixth form"
    r"|year (?:[7-9]|1[0-3])) student\b"
    r"|\b(?:im |i am )?still (?:at|in) school\b|\b(?:sigo|estoy|voy) (?:en el|al) (?:cole|colegio|instituto|insti)\b"
    rf"|^[mf] ?/? ?1[0-7]\b(?= *(?:$|[.,;!?\n]|here\b))"
    rf"|\bi(?:ll| will) (?:soon )?be (?:1[0-8]|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)\b{_NO_AGE}"
    r"(?=\s*(?:$|[.,;!?\n]|(?:in|on|next|soon|this|years?|yo|and|but)\b))"
    rf"|(?:^|\b(?:im|i am|ill be|turning) )(?:1[0-8]) in (?:a|an|\d{{1,2}}|two|three|four|five|six|a few) (?:days?"
    rf"|weeks?|months?)\b"
    rf"|(?:^|\b(?:im|i am) )(?:almost|nearly) (?:1[67]|sixteen|seventeen){_ENDS}|\bi(?:m| am) (?:almost"
    rf"|nearly) (?:1[0-5]){_ENDS}"
    rf"|(?:^|\btengo )casi (?:1[67]|dieciseis|diecisiete)(?: anos)?{_ENDS}"
    rf"|(?:^|\btengo )casi 1[0-7] anos{_ENDS}|\bcasi tengo 1[0-7]{_ENDS}"
    rf"|\b(?:im|i am|soy)(?: only| just| still| solo| aun| todavia)? (?:a |an |un |una )?(?:teen|teenager"
    rf"|teenage (?:girl|boy)|adolescente)\b"
    rf"|^(?:solo |only |just )?(?:1[3-7]) (?:yrs?|years?(?: old)?|anos|anitos){_ENDS}|^(?:1[0-7]) anitos\b"
    rf"|(?:^|\bsoy )(?:un |una |a )?{_PERSON} (?:de |of )?(?:[5-9]|1[0-7])(?: anos| anitos)?\b{_NO_AGE}"
    r"|\b(?:soy [a-z]+|me llamo [a-z]+|my names? (?:is )?[a-z]+),? (?:y tengo |and im )?(?:1[3-7])"
    r"(?=\s*(?:$|[.,;!?\n]|(?:anos|years|yo|y|and)\b))"
    r"|\bpara (?:los|cumplir(?: los)?) (?:18|dieciocho)\b|\b(?:until|till|before) (?:im|i am|i turn|turning"
    r"|my) (?:18|18th|eighteen)\b"
    r"|\btoo young\b[^.;\n]{0,15}?\b(?:at |with |for )?(?:[5-9]|1[0-7])\b|\bcon (?:[5-9]|1[0-7])(?: anos)? (?:soy"
    r"|estoy|es)\b"
)
_18 = r"(?:18|eighteen|dieciocho)"
_SELF = r"(?:^|[.;!?\n] ?|\b(?:im|i am|but|and|btw|pero|y) )"
_NOT_YET = pattern(
    rf"{_SELF}(?:still |actually )?not (?:quite |even )?{_18} (?:years old )?yet\b"
    rf"|{_SELF}(?:still )?not (?:yet|even) {_18}\b{_NO_AGE}|\bi (?:havent|have not) turned {_18}\b{_NO_AGE}"
    rf"|(?<!ya )\bno (?:tengo|cumplo|llego a|he cumplido)(?: aun| todavia)? (?:los )?{_18}"
    r"(?= anos| ?(?:$|[.,;!?\n])| aun| todavia| pero)"
)
_BORN = pattern(
    r"(?:^|[.;!?\n] ?|\b(?:i was|im|i am|and|but|year) )born (?:in |on )?(?:[a-z]+ )?(20\d\d)\b"
    r"|\bnaci (?:en |el )?(?:el )?(?:ano )?(?:(?:\d{1,2} de )?[a-z]+ de(?:l)? )?(20\d\d)\b"
    r"|\b(?:i was|im|i am) born in (0\d|1\d)\b|\bnaci en (?:el )?(0\d|1\d)\b(?! de)"
    r"|\bsoy de(?:l)? (?:ano )?(20\d\d)\b(?! ?(?:kgs?|kilos?))"
    r"|(?:^|[.;!?\n(] ?|\b(?:my|mi|soy) )(?:dob|date of birth|birth ?day|bday|birth ?date|fecha de nacimiento"
    r"|cumple(?:anos)?"
    r"|nacid[oa])\b[^.;!?\n\d]{0,15}(?:\d{1,2}[^.;!?\n\d]{1,12}){0,2}?(20\d\d)\b"
)
_GRADE = r"(?:\d{1,2}(?:th|st|nd|rd)|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
_CURSO = r"(?:[1-6] ?(?:ero|er|ro|do|to|o|a)?|primero|segundo|tercero|cuarto|quinto|sexto)"
_AT_SCHOOL = pattern(
    rf"\b(?:im|i am|i)(?: just| still| only)? (?:in|start|starting|started|going into|entering|finishing|finished)"
    rf" (?:the )?(?:{_GRADE} grade\b|grade (?:[5-9]|1[0-2])\b"
    r"|(?:high|middle|junior high|secondary) ?school(?! (?:coach|teach|job)))"
    rf"|(?:^|[.;!?\n(] ?|\b(?:im|i am)(?: just| still| only)? )(?:a |an )?(?:{_GRADE} grader|high ?schooler"
    rf"|middle ?schooler"
    r"|(?:high|middle|secondary) ?school (?:student|kid)|(?:freshman|sophomore|junior|senior) (?:in"
    r"|at) high ?school)\b"
    rf"|^{_GRADE} grade\b|\bclass of 20\d\d in high ?school\b"
    r"|\bsoy (?:alumn[oa]|estudiante) de (?:la )?(?:eso|instituto|secundaria|bachillerato|prepa|preparatoria"
    r"|primaria)\b"
    r"|\b(?:im|i am) in year (?:[7-9]|1[0-3])\b(?! of)"
    r"|\b(?:estoy|voy|curso|hago|estudio|paso)(?: ya| todavia)? (?:en |a )?(?:el |la )?"
    rf"(?:{_CURSO} (?:curso )?(?:de )?(?:la )?)?"
    r"(?:eso|bachillerato|bachiller|bach|secundaria|primaria|prepa|preparatoria)\b(?! (?:es|me|no|si)\b)"
)
_AGED = r"(?:is|are) (?:only |just |now |about |almost )?(?:\d{1,2}|[a-z]+) (?:days?|weeks?|months?)(?: old)?\b"
_EDAD = r"(?:solo |ya |apenas |casi )?(?:\d{1,2}|[a-z]+) (?:dias?|semanas?|mes(?:es)?)\b"
_YOUNG_BABY = pattern(
    rf"(?:^|[.,;!?\n] ?|\b(?:and|but|so|while|since|because|hi|hey) |\b(?:my|our|the) )"
    rf"(?:new ?born|baby|little one|baby (?:boy|girl)|(?:my|our) (?:son|daughter|twins)) {_AGED}"
    rf"|\b(?:my|our) (?:son|daughter|twins) {_AGED}"
    rf"|\b(?:i have|ive got|with) a (?:\d{{1,2}}|[a-z]+)[ -](?:day|week|month)[ -]old\b"
    rf"|\b(?:mi|nuestr[oa]|el|la|un|una) (?:bebe|beba|recien nacid[oa]|hij[oa]|peque) (?:tiene|de|con) {_EDAD}"
    rf"|^(?:bebe|recien nacid[oa]) (?:tiene|de|con) {_EDAD}"
)

ADULT_HINTS = ("18", "eighteen", "dieciocho")
BABY_HINTS = ("day", "week", "month", "dia", "semana", "mes")
_HINT = pattern(  # a quick look: most messages have nothing of it
    r"\b(?:i|im|ill|soy|tengo|con|para|voy|estoy|curso|hago|estudio|paso)\b|turn|cumpl|th\b|grade|school|class of"
    r"|almost|\d in |nearly|casi|yrs?\b|years|an(?:os|itos)\b|young|until|till|before|^[mf] ?/?|\d ?/? ?[mf]\b|name"
    r"|llamo|girl|boy|guy|kid|dude|male|chic|muchach|nin|nen|joven|chaval|here|under|will|student|sigo|freshman"
    r"|sophomore|junior|senior"
)


def young_birthday(text: str) -> bool:
    """Whether a birthday below 18 or a class at school is told ("cumplí 17", "I'm in 10th grade"). Never raises."""
    clean = plain(text)
    return _HINT.search(clean) is not None and any(told.search(clean) for told in (_BIRTHDAY, _AT_SCHOOL, _SAID_YOUNG))


def not_adult_yet(text: str) -> bool:
    """Whether 18 is told as still to come ("I'm not 18 yet", "no tengo 18 años"), and no other age. Never raises."""
    clean = plain(text)
    return (
        holds_any(clean, ADULT_HINTS) and _NOT_YET.search(clean) is not None and not is_adult(_NOT_YET.sub(" ", clean))
    )


def born_young(text: str, year: int) -> bool:
    """Whether the year of birth told makes nobody of 18 in ``year``, whatever the birthday. Never raises."""
    clean = plain(text)
    found = _BORN.search(clean) if holds_any(clean, "01") else None
    if found is None:
        return False
    born = int(next(filter(None, found.groups())))
    return year - (born if born > CENTURY else born + 2000) < ADULT


def has_young_baby(text: str) -> bool:
    """Whether a birth is told by the age of the baby in days or weeks ("my baby is 5 weeks old"). Never raises."""
    clean = plain(text)
    return holds_any(clean, BABY_HINTS) and _YOUNG_BABY.search(clean) is not None
