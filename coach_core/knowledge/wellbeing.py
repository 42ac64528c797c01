"""Talk of how the body is, beside sets: what does not hurt, what is over, whose pain it is. It changes no set."""

from __future__ import annotations

from coach_core.knowledge.eased import without_eased
from coach_core.knowledge.tokens import plain
from coach_core.patterns import pattern

_PLACE = r"(?:chest|back|lower back|knees?|hips?|joints?|shoulders?|legs?|groin|foot|feet|calf|neck|heart|arms?|wrist)"
_FELT = (
    r"(?:pains?|aches?|discomfort|numbness|tingling|dizziness|soreness|tightness|symptoms|nausea"
    r"|shortness of breath|cramps?)"
)
_WHEN = (
    r"(?: (?:at all|today|whatsoever|anywhere|this time|now|so far|lol|thankfully"
    r"|in (?:my|the|either) [a-z]+(?: [a-z]+)?))*"
)
_SITIO = r"(?: (?:de|en) (?:el |la |los |las |mi )?[a-z]+(?: (?:baja|izquierda|derecha|izquierdo|derecho))?)?"
_DOLOR = r"(?:dolor(?:es)?|molestias?|mareos?|hormigueos?|sintomas?|pinchazos?)"
_DAYS = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|the other day|last (?:time|session|week"
    r"|workout)"
    r"|leg day)"
)
_DIAS = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|ayer|anteayer|(?:otro|ultimo) (?:dia|entreno))"
_MUSCLES = r"(?:glutes?|quads?|hams?|hamstrings?|legs?|hips?|calves|back|abs|shoulders?|arms?|chest|all over)"
_TALK = pattern(
    r"\b(?:(?:absolutely |really |still |had |felt |feeling |with ){0,3}(?:no|zero|without|not (?:a|an|any|even a"
    r"|even any|one)"
    r"|never (?:had )?any|(?:didnt|dont|havent) (?:feel|felt|have|had) (?:a |an )?(?:any)?)"
    rf"(?: (?:any|more|real|hint of|trace of|sign of|bit of|single|shred of))*(?: {_PLACE})?(?: (?:or|nor"
    rf"|and) {_PLACE})? {_FELT}"
    rf"(?:,? (?:or|nor|no|and no|and) (?:{_PLACE} )?{_FELT}){{0,3}}{_WHEN})\b"
    rf"|\b(?:{_PLACE} )?(?:pains?|symptoms)[:?,]? ?(?:none|nope|no|nil|gone)\b(?! \d)"
    rf"|\b(?:{_PLACE} )?pain ?free\b|\bpainless(?:ly)?\b|\bnothing (?:hurts?|hurting|ached?|aches)\b{_WHEN}"
    rf"|\b(?:{_PLACE} )?(?:doesnt|didnt|dont|isnt) (?:hurt|hurting|ache|bother me)\b{_WHEN}"
    r"|\b(?:sin|con cero|cero|nada de|ni (?:una )?(?:gota|pizca|rastro|asomo) de|ningun|ninguna"
    r"|(?:ya )?no (?:hay|hubo|tengo|tuve|siento|senti|noto|note)(?: nada de| ningun| ninguna| mas)?)"
    rf"(?: ningun| ninguna)? {_DOLOR}{_SITIO}(?: (?:ni|o|y) {_DOLOR}{_SITIO}){{0,3}}(?: (?:hoy|alguno|alguna"
    rf"|por ahora|de momento))?\b"
    r"|\b(?:ya )?no (?:me )?(?:duelen?|dolio|molestan?|molesto)(?: nada| ya)?(?: (?:el|la|las|los) [a-z]+)?\b"
    r"|\bnada (?:me )?duele\b"
    rf"|\b{_DOLOR}{_SITIO}[:?,]? ?(?:no|ninguno|ninguna|nada|cero)\b"
    rf"|\b(?:{_MUSCLES} )?(?:(?:are|is|was|were|a bit|a little|still|quite|very|so|pretty|really|kinda"
    rf"|super) ){{0,4}}sore(?:ness)?"
    rf" (?:from|since|after) {_DAYS}\b|\b(?:was|were) sore {_DAYS},? (?:ok|okay|fine|good) now\b"
    rf"|\b(?:tengo |con |aun |todavia ){{0,3}}agujetas? (?:de|del|desde|desde el|del dia de) (?:el )?{_DIAS}\b"
    r"|\b(?:sem dor(?:es)?|nada de dor|nao doeu(?: nada)?)\b|\b(?:keine?(?:rlei)?|ohne) (?:[a-z]*schmerz(?:en)?"
    r"|beschwerden)\b"
    r"|\bschmerzfrei\b|\b(?:sans|pas de|aucune|zero) (?:douleurs?|gene)\b|\bбез боли\b|\bничего не болит\b"
)
_EDGES = " ,.;:-\n"


def without_wellbeing(text: str) -> tuple[str, str] | None:
    """The text without such talk, and the talk; None where there is none. No figure is ever left out. Never raises."""
    clean = plain(text)
    told = [found.group().strip(_EDGES) for found in _TALK.finditer(clean)]
    rest = _TALK.sub(", ", clean)
    eased = without_eased(rest, "place", "R3")
    if not told and eased == clean:
        return None
    if sum(map(str.isdigit, eased)) != sum(map(str.isdigit, clean)):
        return None
    return eased.strip(_EDGES), " · ".join(told)
