"""Sayings that sound like a red flag and are none: of the gym, of plans, of patience and pride."""

from __future__ import annotations

from coach_core.knowledge.tokens import plain
from coach_core.patterns import pattern

_COUNTED = r"(?:(?:the|my|all|another|both|a|few|last|first|final|two|three|four|five|\d{1,2})\s+){0,4}"
_DONE_TO_ME = r"(?<!got )(?<!was )(?<!been )(?<!am )(?<!get )(?<!im )(?<!me )"
_OF_THE_GYM = pattern(
    r"\bf(?:e|a)ll(?:en|ing)? off (?:(?:of )?(?:the|my|this|our) "
    r"(?:plan|program(?:me)?|wagon|routine|schedule|diet|track)\b"
    r"|for (?:a|one|two|three|a few|\d{1,2}) (?:days?|weeks?|months?|while|bit)\b)"
    rf"|\bcollaps(?:ed|ing|e) {_COUNTED}(?:sets?|rows?|entries)\s+in(?:to)?\b"
    rf"|{_DONE_TO_ME}\bknock(?:ed|ing)? out {_COUNTED}(?:\d{{1,2}}\s*x\s*\d{{1,3}}|sets?\b|reps?\b|workout\b"
    rf"|session\b)"
    r"|\bpass(?:ed|ing)? out (?:the )?(?:flyers?|leaflets?|papers|drinks|water|candy)\b"
    r"|\b(?:my |the )?grip (?:gave (?:out|up|way)|failed|slipped|went|is (?:weak|gone))\b"
)
_OF_THINGS = (
    r"(?:rack|bar|barbell|set ?up|setting(?: [a-z]+){0,4}|bench|queue|parking|rest(?:ing)?"
    r"|load(?:ing)?(?: [a-z]+){0,3}|plates?"
    r"|machine|app|warm ?up|timer|getting(?: [a-z]+){0,4})"
)
_SAID_SO = pattern(
    rf"\b{_OF_THINGS}(?: is| was|s)? (?:such |kind of |kinda )?a (?:real |total |huge )?pain\b"
    r"(?= in the (?:ass|arse|butt)\b| *(?:$|[.,;!?\n\d]|to |lol|haha|today))"
    r"|\bsuch a pain to\b|\bpainfully (?:slow|boring|long|early|crowded|busy|easy)\b"
    r"|\bpain (?:tolerance|threshold|cave|face)\b|\bembrace the pain\b|\bhurts? so good\b"
    r"|(?<!not a )(?<!not )\bgood pain\b"
    r"|\bhurts? to (?:watch|look|see|say|admit|ask|try)\b|\bblackout (?:curtains?|blinds?|mode|day|drunk)\b"
    r"|\b(?:duelen?|dolio|dolera) (?:un poco )?(?:el |la )?(?:bolsillo|orgullo|ego|alma|amor propio|cartera)\b"
    r"|\bun dolor de muelas (?=montar|la |el |cargar|hacer)|\bdolor del bueno\b|\bduele (?:de lo )?(?:rico|bonito)\b"
    r"|\bduele pero (?:mola|(?:me )?gusta|(?:me )?encanta)\b|\bme (?:dolio|duele) (?:ver|mirar|leer|admitir)\b"
    r"|\b(?:lo |me )?part(?:o|i) (?:la pana|la barra|el banco|de (?:la )?risa)\b"
    r"|\b(?:nobody|no one)(?: got| was)? (?:hurt|injured)\b|\bnadie (?:herido|lastimado|se hizo dano)\b"
    r"|\bse me (?:cayo|ha caido|resbalo) (?:la barra|el disco|la pesa|la mancuerna|un disco)"
    r"(?=\s*(?:$|[.,;!?\n]|pero|al (?:suelo|piso|final)|en la ultima|jaja|y (?!me|no )))"
    r"|\b(?:breathless|out of breath|(?:couldnt|cant) breathe|gasping) (?:from|with) (?:laughing|laughter)\b"
    r"|\b(?:sin aire|sin aliento|ahogad[oa]|me ahogo) de (?:la )?risa\b"
    r"|\b(?:stopped|paused?|rested?|sat(?: down)?|break) to (?:catch|get) (?:my |a |some )?(?:breath|air)\b(?! but)"
    r"|\b(?:pare|paro|parar|descanse|pausa) (?:a|para) (?:coger|tomar|recuperar) (?:el )?(?:aire"
    r"|aliento)\b(?! (?:pero|y no))"
    r"|\b(?:legs?|foot|feet) (?:(?:is|are|was|were|went|still) )?(?:numb|asleep) from (?:sitting|kneeling"
    r"|the (?:drive|flight))\b"
    r"|\b(?:piernas?|pies?) dormid[oa]s? de (?:estar )?(?:sentad|arrodillad)[oa]\b"
    r"|(?:^|\d|\b(?:sesion|serie|entreno|set|fue|dia|pr|marca|record)),? ?de infarto\b"
)
_NOT_STOOD = pattern(  # what is disliked: no legs that do not hold
    r"\b(?:cant|can not|cannot|couldnt|could not|dont|do not) stand (?=(?:doing |all )?(?:this|these|that|those|burpees"
    r"|squats|lunges|thrusts|step ?ups|deadlifts|planks|bridges|bulgarians|cardio|leg day|mondays|the (?:exercise"
    r"|noise|music|sight|smell|thought|idea|heat|coach|gym|people|taste)|how|when|him|her|people|music)\b"
    r"(?! (?:pain|numbness|pressure)))"
)
_NOT_MOVED = pattern(  # too heavy a bar: no dead limb
    r"\b(?:cant|can not|cannot|couldnt|could not|unable to|wont|sin poder"
    r"|no (?:la |lo )?(?:puedo|pude|podia|consigo|consegui|logro|logre)) (?:even |ni )?(?:move|mover) "
    r"(?:the|this|that|a|la|el|las|los|esta|ese|esa|mas|tanto|ni|otro)? ?"
    r"(?:bar|barbell|weight|dumbbells?|plates?|sled|stack|kettlebell|load|barra|peso|pesas?|mancuernas?|discos?|kilos)\b"
)
_SIDED = pattern(r"\b(?:left|right|izquierd[oa]|derech[oa]|numb|dormid[oa]|sudden\w*|de repente|mi|my)\b")


_ANSWERED = pattern(  # "dizzy? no not at all" is as short a no as any
    r"\?\s{0,3}(?:no|nope|nah),? (?:not at all|not a bit|none|nothing|never|para nada|nada|ninguno|ninguna)\b"
)
_PRESSED = pattern(  # the pad is missing (R4)
    r"\b(?:the )?bar(?:bell)? (?:(?:is|was|kinda|really) )?(?:hurts?|hurting) (?:on )?"
    r"(?:my |the )?(?:hips?|hip ?bones?|lap)\b"
)
_HINT = pattern(  # a quick look: most messages have nothing of it
    r"f[ae]ll|collaps|knock|pass|grip|pain|hurt|blackout|duele|dol|part[oi]|infarto|nobody|no one|nadie|se me|breath"
    r"|gasp|aire|alien|air\b|ahog|numb|asleep|dormid|stand|mov"
)


def without_idioms(text: str) -> str:
    """The text without sayings. Linear, never raises."""
    clean = _ANSWERED.sub(": no", plain(text))
    if _HINT.search(clean) is None:
        return clean
    clean = _NOT_STOOD.sub(" ", clean)
    clean = clean if _SIDED.search(clean) else _NOT_MOVED.sub(" ", clean)
    clean = _PRESSED.sub("the bar digs into my hips", clean)
    return _SAID_SO.sub(" ", _OF_THE_GYM.sub(" ", clean))
