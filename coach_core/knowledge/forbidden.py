"""What a professional forbade: "my GP says I shouldn't train", "el doctor me dijo que no levante". By its shape."""

from __future__ import annotations

import re

from coach_core.knowledge.tokens import holds_any, plain
from coach_core.patterns import pattern

_WHO = (
    r"(?:doctor|doctora|doc|dr|gp|physio\w*|physical therapist|pt|surgeon|midwife|nurse|specialist|cardiologist|obgyn"
    r"|gynecologist|orthop\w+|chiropractor|osteopath|osteopata|ortopeda|medico|medica|fisio\w*|cardiolog[oa]|ginecolog[oa]|matrona|comadrona|traumatolog[oa]|cirujan[oa]"
    r"|especialista|enfermer[oa]|hospital)s?"
)
_NOT = (
    r"(?:not(?: to)?|no(?: more)?|shouldnt|should not|cant|cannot|mustnt|must not|may not|forb[ai]de?|forbidden|banned"
    r"|against|stop|quit|avoid|zero|doesnt want me to|wont let me|que no|no me deja|sin|nada de|deje de|que deje"
    r"|que evite|prohib\w+)"
)
_WHAT = (
    r"(?:lift\w*|train\w*|exercis\w*|weights?|gym|work(?:ing)? ?outs?|sports?|strength\w*"
    r"|entren\w*|levant\w*|pesas?|ejercicios?|gimnasio|gym|deportes?|cargar|cargue|coger peso|hacer peso(?! muerto))"
)
_GO_ON = r"(?!reason|problem|issue|need|worries|longer|hay|pasa nada|es nada|tiene|importa|hay problema)"
_GAP = r"(?:[a-z]+ ){0,4}?"
_BETWEEN = (
    r"(?:(?:to|me|us|from|do|any|more|heavy|all|the|my|yet|doing|going|at|even|hacer|haga|hagas|hacerlo|puedo|debo|deberia|todavia|aun"
    r"|a|al|el|las?|los|ni|ir|vaya|vayas|use|usar|tocar|coger|volver|levantar) ){0,3}?"
)
_BAN = pattern(rf"\b{_WHO}\b[^.,;!?\n]{{0,40}}?\b{_NOT} {_GO_ON}{_BETWEEN}{_WHAT}\b")
_PASSIVE = pattern(
    rf"\b(?:ive been|i have been|i was|im|been) (?:told|advised|ordered) (?:not to|to stop|to avoid) {_GAP}{_WHAT}\b"
    rf"|\b(?:me|nos) (?:han|ha|lo han) prohibid[oa] {_GAP}{_WHAT}\b|\btengo prohibid[oa] {_GAP}{_WHAT}\b"
    rf"|\b(?:doctors|medical|physios) orders:? no {_GAP}{_WHAT}\b"
)
_NOT_MINE = pattern(
    r"\b(?:no reason|nothing|nunca|never|nadie|nobody|no one|used to|years ago|hace (?:\w+ )?anos|didnt say|did not say"
    r"|no me ha dicho|no dijo)\b|\bnot to (?:worry|stop)\b"
)


_LIFTS = {  # the word of the ids that are meant → how it is said
    "squat": r"(?:(?:back|front|goblet|split|bulgarian|deep|heavy) ){0,3}(?:squat\w*|sentadillas?)",
    "bulgarian": r"bulgarians?|bulgaras?",
    "deadlift": r"(?:romanian |heavy )?(?:dead ?lift\w*|rdls?|peso muerto(?: rumano)?)",
    "lunge": r"(?:lunges?|lunging|zancadas?)",
    "step_up": r"(?:step[ -]?ups?|subidas? al cajon)",
    "leg_press": r"(?:leg press\w*|prensa(?: de piernas?)?)",
    "thrust": r"(?:hip )?thrust\w*|empujes? de cadera",
    "bridge": r"(?:glute )?bridg\w*|puentes?(?: de gluteos?)?",
    "pull_through": r"(?:cable |band )?pull[ -]?throughs?",
    "band_walk": r"(?:lateral )?band walks?|pasos? con banda",
    "single_leg": r"single[ -]leg \w+|one[ -]legged \w+|ejercicios? a una pierna",
    "good_morning": r"good ?mornings?",
    "press": r"(?:bench|overhead|shoulder|military) press\w*",
    "plank": r"planks?|planchas?",
    "jump": r"jump\w*|saltos?|saltar",
}
_LIFT = "(?:" + "|".join(_LIFTS.values()) + ")"
_MORE = rf"(?: (?:and|or|ni|y|o) (?:no |any )?{_LIFT}|, no {_LIFT})*"
_DOING = r"(?:(?:do|doing|hacer|las?|los|el|any) ){0,2}"
_ONE_LIFT = pattern(  # a professional's word against one exercise leaves the others
    rf"\b{_WHO}\b[^.,;!?\n]{{0,40}}?\b"
    r"(?:not(?: to)?|no(?: more)?|shouldnt|should not|cant|cannot|must not|mustnt|stop|avoid|skip|forbade|banned"
    r"|against|sin|nada de|que no|no me dejan?|evite|que evite|deje de|que deje de|prohibi\w+|quit\w*) "
    r"(?:(?:to|do|doing|any|more|heavy|deep|the|my|me|haga|hacer|hago|las?|los|el) ){0,3}"
    rf"(?P<lifts>{_LIFT}{_MORE})"
    rf"|\b(?:not allowed to|no(?: more)?|cant|cannot|not to|no puedo|no debo|tengo prohibid[oa]s?|nada de) {_DOING}"
    rf"(?P<named>{_LIFT}{_MORE})[ ,]{{1,2}}(?:(?:{_WHO}s? orders)|(?:per|says|said|by|on) (?:my |the )?{_WHO}"
    rf"|(?:my |the )?{_WHO} (?:said|says|told me)\b|por orden medica|por prescripcion medica|segun (?:el|mi|la) {_WHO})"
)
_ALLOWED = pattern(
    rf"\b{_WHO}\b[^.;!?\n]{{0,40}}?\b(?:i can|i may|ok to|okay to|lets me|allow(?:s|ed)?|allows me to|allowed me to"
    r"|cleared|green light|ok(?:ay)?ed|puedo|me dejan?|permite|permiso|visto bueno) "
    r"(?:(?:me|for|to|do|my|the|hacer|volver|a|para|con|otra|vez|al|el|las?|los) ){0,4}"
    rf"(?P<lifts>{_LIFT}{_MORE})"
    rf"|\b{_WHO} (?:says?|said)(?: that)? (?P<named>{_LIFT}{_MORE}) (?:are|is)"
    r" (?:now |again )?(?:ok|okay|fine|allowed|good)\b"
    rf"|\bgreen light from (?:my |the )?{_WHO} (?:for|to) (?:do )?(?P<light>{_LIFT}{_MORE})"
)
_PROFESSIONAL = pattern(rf"(?i)physi|\bpt\b|f[ií]sio|m[eé]dic|traumat|ortho?p|chirop|osteop|{_WHO}")
_GRAVE = pattern(  # what they say of one exercise comes from more than that: all waits for a clearance (R27)
    r"\b(?:surgeon|cardiolog|midwife|obgyn|gyn(?:a)?ecolog|ginecolog|matrona|comadrona|cirujan|hospital)"
)
_ALL_OF_IT = pattern(
    r"\b(?:lift\b|lifting|train|exercis|entren|levant|pesas|ejercicio|gimnasio|gym\b|weights?\b|(?<!leg )work)"
)


_HINTS = (  # a quick look: most messages name nobody of the kind
    "doc", "dr", "gp", "phys", "fis", "fís", "pt", "surg", "midw", "nurse", "spec", "cardi", "obgy", "gyn", "gine",
    "medic", "médic", "matro", "comad", "traum", "ciruj", "enferm", "hosp", "orth", "orto", "chiro", "osteo",
)  # fmt: skip


FORBIDDEN_HINTS = (*_HINTS, "told", "advised", "order", "prohib")


def _names_one(text: str) -> bool:
    low = text.lower()
    return any(hint in low for hint in _HINTS) and _PROFESSIONAL.search(text) is not None


def forbidden_lifts(text: str) -> tuple[str, ...]:
    """The exercises that a professional is told to have forbidden alone, by a word of their ids. Never raises."""
    if not _names_one(text):
        return ()
    clean = plain(text).replace("'", "")
    if _ALL_OF_IT.search(clean) or _NOT_MINE.search(clean) or _GRAVE.search(clean):
        return ()
    found = _ONE_LIFT.search(clean)
    return () if found is None else _lifts_in(found["lifts"] or found["named"])


def _lifts_in(text: str) -> tuple[str, ...]:
    return tuple(word for word, how in _LIFTS.items() if re.search(rf"\b(?:{how})", text))


def allowed_lifts(text: str) -> tuple[str, ...]:
    """The exercises that a professional is told to allow again, and no others, by a word of their ids. Never raises."""
    if not _names_one(text) or forbidden_lifts(text):
        return ()
    clean = plain(text).replace("'", "")
    found = None if _ALL_OF_IT.search(clean) else _ALLOWED.search(clean)
    return () if found is None else _lifts_in(found["lifts"] or found["named"] or found["light"])


def without_one_lift(text: str) -> str:
    """The text without what a professional said against a single exercise: the others go on. Never raises."""
    if not forbidden_lifts(text):
        return text
    return _ONE_LIFT.sub(" ", plain(text).replace("'", ""))


def is_forbidden(text: str) -> bool:
    """Whether a professional is told to have forbidden training. Linear, never raises."""
    if not holds_any(plain(text), FORBIDDEN_HINTS):
        return False
    clean = re.sub(r":", " ", plain(text).replace("'", ""))
    clean = re.sub(r"  +", " ", clean)
    found = _BAN.search(clean) or _PASSIVE.search(clean) or (_GRAVE.search(clean) and _ONE_LIFT.search(clean))
    return found is not None and _NOT_MINE.search(clean) is None
