"""What a professional forbade: "my GP says I shouldn't train", "el doctor me dijo que no levante". By its shape."""

from __future__ import annotations

import re

from coach_core.knowledge.tokens import plain

_WHO = (
    r"(?:doctor|doctora|doc|dr|gp|physio\w*|physical therapist|pt|surgeon|midwife|nurse|specialist|cardiologist|obgyn"
    r"|gynecologist|medico|medica|fisio\w*|cardiolog[oa]|ginecolog[oa]|matrona|comadrona|traumatolog[oa]|cirujan[oa]"
    r"|especialista|enfermer[oa]|hospital)s?"
)
_NOT = (
    r"(?:not(?: to)?|no(?: more)?|shouldnt|should not|cant|cannot|mustnt|must not|may not|forb[ai]de?|forbidden|banned"
    r"|against|stop|quit|avoid|zero|doesnt want me to|wont let me|que no|no me deja|sin|nada de|deje de|que deje"
    r"|que evite|prohib\w+)"
)
_WHAT = (
    r"(?:lift\w*|train\w*|exercis\w*|weights?|gym|work(?:ing)? ?outs?|sports?|squat\w*|deadlift\w*|strength\w*"
    r"|entren\w*|levant\w*|pesas?|ejercicios?|gimnasio|gym|deportes?|cargar|cargue|coger peso|hacer peso)"
)
_GO_ON = r"(?!reason|problem|issue|need|worries|longer|hay|pasa nada|es nada|tiene|importa|hay problema)"
_GAP = r"(?:[a-z]+ ){0,4}?"
_BETWEEN = (
    r"(?:(?:to|me|us|from|do|any|more|heavy|all|the|my|yet|doing|going|at|even|hacer|haga|hagas|hacerlo|puedo|debo|deberia|todavia|aun"
    r"|a|al|el|las?|los|ni|ir|vaya|vayas|use|usar|tocar|coger|volver|levantar) ){0,3}?"
)
_BAN = re.compile(rf"\b{_WHO}\b[^.,;!?\n]{{0,40}}?\b{_NOT} {_GO_ON}{_BETWEEN}{_WHAT}\b")
_PASSIVE = re.compile(
    rf"\b(?:ive been|i have been|i was|im|been) (?:told|advised|ordered) (?:not to|to stop|to avoid) {_GAP}{_WHAT}\b"
    rf"|\b(?:me|nos) (?:han|ha|lo han) prohibid[oa] {_GAP}{_WHAT}\b|\btengo prohibid[oa] {_GAP}{_WHAT}\b"
    rf"|\b(?:doctors|medical|physios) orders:? no {_GAP}{_WHAT}\b"
)
_NOT_MINE = re.compile(
    r"\b(?:no reason|nothing|nunca|never|nadie|nobody|no one|used to|years ago|hace (?:\w+ )?anos|didnt say|did not say"
    r"|no me ha dicho|no dijo)\b|\bnot to (?:worry|stop)\b"
)


_ONE_LIFT = re.compile(  # a physio's word against one exercise leaves the others
    r"\b(?:physio\w*|physical therapist|pt|fisio\w*)\b[^.,;!?\n]{0,40}?\b"
    r"(?:not(?: to)?|no(?: more)?|shouldnt|cant|stop|avoid|skip|sin|nada de|que no|evite|que evite|deje de) "
    r"(?:(?:to|do|doing|any|more|heavy|deep|the|my|haga|hacer|las?|los|el) ){0,3}"
    r"(?:(?:back |front |goblet |split |bulgarian |romanian )?(?:squat|deadlift|lunge|rdl|step ?up|leg press|thrust"
    r"|bridge)\w*"
    r"|hip thrusts?|sentadillas?|peso muerto|zancadas?|prensa|puentes?)"
    r"(?=$|[.,;!?\n]| (?:deep|heavy|today|for now|so|and|but|this week|until|pesad\w+|hoy|profund\w+|por ahora"
    r"|esta semana|y|pero))"
)


def without_one_lift(text: str) -> str:
    """The text without what a physio said against a single exercise: the others go on. Linear, never raises."""
    if _ANY_PHYSIO.search(text) is None:
        return text
    clean = plain(text).replace("'", "")
    return text if _ALL_OF_IT.search(clean) else _ONE_LIFT.sub(" ", clean)


_ANY_PHYSIO = re.compile(r"(?i)physi|\bpt\b|f[ií]sio")
_ALL_OF_IT = re.compile(r"\b(?:lift|train|exercis|entren|levant|pesas|ejercicio|gimnasio|gym\b|weights?\b|work)")


def is_forbidden(text: str) -> bool:
    """Whether a professional is told to have forbidden training. Linear, never raises."""
    clean = re.sub(r":", " ", plain(text).replace("'", ""))
    clean = re.sub(r"  +", " ", clean)
    found = _BAN.search(clean) or _PASSIVE.search(clean)
    return found is not None and _NOT_MINE.search(clean) is None
