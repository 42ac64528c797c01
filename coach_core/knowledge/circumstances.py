"""What is otherwise today or soon, by its shape: days away, little time, a bad night, other tools, a break.

Only texts without a set are looked at. What follows is in commands/otherwise_today.py.
"""

from __future__ import annotations

from coach_core.knowledge.tokens import plain
from coach_core.patterns import pattern
from coach_core.values import dataclass

MOST = 160  # characters: a longer text tells a story
HOUR = 60


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Its kind, the minutes that there are (None: few), the tools that are left ("dumbbells", "bands")."""

    kind: str
    minutes: int | None = None
    tools: str | None = None


_WEEK = r"(?:this week|the rest of the week|(?:el resto de )?(?:esta|la) semana(?! que viene| proxima| pasada))"
_NOT = r"(?:cant|cannot|wont|couldnt|not able to|unable to|no puedo|no podre|no voy a poder|no)"
_COME = (
    r"(?:train|work ?out|make it|come|go|lift|entrenar|entreno|ir|venir|training|workouts?|gym|gimnasio|gym time"
    r"|reminders?|messages?|avisos?|recordatorios?|mensajes?)"
)
_SENT = r"(?:reminders?|messages?|notifications?|workouts?|training|plan|avisos?|recordatorios?|mensajes?|entrenos?)"
_SKIPS = (
    r"(?:skip\w*|salt\w+)"
    r"(?: (?:all|the|my|rest|of|any|everything|training|workouts?|todos?|los|el|mis|entrenos?))*"
)
_TAKEN = pattern(
    r"\b(?:racks?|bench(?:es)?|machines?|cables?|bars?|barbells?|platforms?|leg press|prensas?|bancos?"
    r"|maquinas?|barras?"
    r"|poleas?)\b"
    r"[^.;!?\n]{0,20}?\b(?:taken|busy|occupied|in use|broken|ocupad[oa]s?|pillad[oa]s?|rot[oa]s?|estropead[oa]s?)\b"
    r"|\b(?:someone|somebody|alguien|people|gente) (?:is |are |esta |hay )?(?:on|using|in|at|en|usando) (?:the "
    r"|el |la )?(?:\w+ )?(?:racks?|bench|machine|bar|cable|prensa|maquina|banco)\b"
)
_DUMBBELLS = r"(?:dumbbells?|dbs?|kettlebells?|mancuernas?)"
_BANDS = r"(?:bands?|resistance bands?|mini ?bands?|body ?weight|bandas?|gomas?|peso corporal|mi cuerpo)"
_ONLY = r"(?:only|just|nothing but|solo|solamente|unicamente|nada mas que)"
_HAVING = r"(?: (?:have|got|there are|theres|with|use|my|some|a few|a pair of|a|tengo|hay|con|unas?|mis|las|la))*"
_NONE = (
    r"(?:no|without|dont have|havent got|there is no|theres no|sin|no tengo|no hay|nada de)"
    r"(?: an?| the| my| any| la| una)?"
)
_AT = r"(?:hotel|hotel room|airbnb|park|parque)"
_TOOLS = (
    ("bands", pattern(rf"\b{_ONLY}{_HAVING} {_BANDS}\b|\b{_BANDS} (?:only|today|hoy|nada mas|y ya)\b")),
    (
        "dumbbells",
        pattern(rf"\b{_ONLY}{_HAVING} (?:\w+ )?{_DUMBBELLS}\b|\b{_DUMBBELLS} (?:only|today|hoy|nada mas)\b"),
    ),
    ("dumbbells", pattern(rf"\b{_NONE} (?:barbells?|bar|rack|squat rack|barra|rack de sentadillas)\b")),
    ("dumbbells", pattern(r"\bhotel gym\b|\bgimnasio (?:del|de un|de) hotel\b")),
    (
        "bands",
        pattern(
            rf"\b{_NONE} (?:equipment|weights?|plates|gear|gym|material|equipo|pesas?|discos"
            rf"|gimnasio)\b(?! de\b)"
        ),
    ),
    (
        "bands",
        pattern(rf"\b(?:train(?:ing)?|work(?:ing)? ?out|entren[oa]\w*|stuck|today|hoy)\b[^.;!?\n]{{0,20}}?\b{_AT}\b"),
    ),
    (
        "bands",
        pattern(
            r"\bgyms? (?:is|are) (?:closed|shut)\b|\bgym closed today\b|^gym closed$|\bgimnasio (?:esta "
            r"|hoy )?(?:cerrado|cierra)\b"
        ),
    ),
)
_MINUTES = pattern(r"\b(\d{1,3}) ?(?:m|min|mins|minutes?|minutos?)\b")
_HOURS = (
    (pattern(r"\bhalf an hour\b|\bmedia hora\b|\bhalf hour\b"), 30),
    (pattern(r"\b(?:an|one|1|una) (?:hour|hora)\b"), HOUR),
)
_LEFT = pattern(
    r"\b(?:only|just|have|got|max|maximum|tops|about|quick|short|time|left|tengo|solo|hay|quedan?|dispongo"
    r"|rapido|tiempo|como mucho|at most)\b"
)
_SHORT = pattern(
    r"\b(?:short (?:on|of) time|(?:in a|im in a) (?:hurry|rush)|(?:not|havent|dont have) (?:got )?(?:much"
    r"|a lot of|enough) time"
    r"|little time|no time|tight on time|running late|have to be quick|need to be quick|pressed for time"
    r"|(?:quick|short(?:er)?|fast) (?:one|session|workout|version)|(?:poco|sin|falta de|menos|just[oa] de) tiempo"
    r"|no tengo (?:mucho )?tiempo|(?:tengo|voy con|con) (?:mucha )?prisa|(?:entreno|sesion"
    r"|algo) (?:mas )?(?:cort[oa]|rapid[oa]))\b"
)
_TIRED = pattern(
    r"\bslept (?:really |very |so |too |pretty )?(?:bad\w*|poor\w*|terribl\w*|horribl\w*|awful\w*|little"
    r"|like (?:shit|crap)|(?:only |just |about )?[0-5]\b)"
    r"|\b(?:bad|rough|awful|terrible|short|poor|little|no|zero|lousy|shit|crap) (?:night|sleep)\b"
    r"|\b(?:didnt|havent|barely|hardly|couldnt|not|never) (?:really )?(?:sleep|slept)\b|\bsleep was (?:bad|poor"
    r"|awful|terrible|crap|shit)\b"
    r"|\b(?:hungover|hangover|jet ?lag\w*|exhausted|knackered|shattered|drained|wiped(?: out)?|burn(?:t|ed) out"
    r"|stress\w*|low on energy|low energy|no energy)\b"
    r"|\b(?:so|very|really|super|too|pretty|dead|feeling|feel|im|a bit|quite) (?:\w+ )?(?:tired|flat|run ?down"
    r"|worn out|low|sluggish|beat)\b|^tired\b"
    r"|\b(?:dormi|he dormido|dormido|duermo|dormir)(?: \w+)? (?:mal|poco|poquisimo|fatal|regular|nada|fatal"
    r"|[0-5] horas)\b|\bmala noche\b"
    r"|\b(?:no|sin|apenas) (?:he |pude |puedo )?(?:dormid[oa]|dormi|dormir|pegue ojo|pegar ojo)\b"
    r"|\b(?:agotad|cansad|reventad|estresad|rendid|fundid|molid)[oa]\b|\bhech[oa] polvo\b|\b(?:mucho|con"
    r"|por el) estres\b|\bresaca\b"
    r"|\bsin (?:energia|fuerzas|ganas)\b|\bbaj[oa] de (?:energia|animo)\b"
)
_PAUSE = pattern(
    r"^(?:please )?(?:pause|pausa|pausar|break|descanso largo|(?:i )?(?:need|want|take|taking"
    r"|lets take) a (?:short |little )?break"
    r"|(?:need|want) to pause|necesito (?:una pausa|un descanso|parar)|(?:hago|hacer|haz) una pausa|quiero parar)"
    r"(?: (?:my |the |el |mi |de |from )?(?:training|plan|program|programme|workouts?|entreno|entrenos"
    r"|entrenamiento|programa))?(?: please)?[.!]*$"
)
_AWAY = pattern(
    r"\b(?:holidays?|vacations?|vacay|honeymoon|travel\w*|trip|trips|abroad|overseas|out of town|business trip"
    r"|conference|vacaciones"
    r"|de viaje|viaj[oae]\w*|luna de miel|congreso|me voy (?:fuera|unos dias|una semana|dos semanas|de))\b"
    r"|\b(?:away|off|fuera|not here|no estoy|no estare|not (?:be )?around|wont be (?:around|there"
    r"|here))\b[^.;!?\n]{0,25}?\b(?:next|until|till|for"
    r"|from|tomorrow|weeks?|days?|month|semanas?|dias?|mes|proxim[oa]"
    r"|hasta|desde|manana|que viene)\b"
    rf"|\b{_NOT} (?:be able to )?{_COME}\b[^.;!?\n]{{0,25}}?\b(?:next|until|till|for|from|tomorrow|proxim[oa]"
    rf"|hasta|que viene|manana)\b"
    r"|\b(?:next week|la semana que viene|la proxima semana)\b[^.;!?\n]{0,15}?\b(?:busy|off|no|not|cant|nothing"
    r"|away|fuera|ocupad[oa]|liad[oa])\b"
    r"|\b(?:busy|ocupad[oa]|liad[oa]|skip|salto)\b[^.;!?\n]{0,10}?\b(?:next week|la semana que viene"
    r"|la proxima semana)\b"
    r"|\b(?:pause|stop|mute|silence|hold|suspend|pausa|para|silencia|suspende)(?: (?:my|the|all|mis|los|tus|el))* "
    rf"{_SENT}\b"
    r"[^.;!?\n]{0,9}?\b(?:until|till|for|hasta|durante|por)\b"
    r"|^(?:not|nothing|no|nada) (?:until|till|before|hasta|antes del?)\b"
    r"|^(?:hasta|until|till)(?: \w+){1,3} (?:no|not|nada)$"
    r"|\b(?:dont|do not) (?:remind|write|message|text|bother|disturb)[^.;!?\n]{0,9}?\b(?:until|till|for|before)\b"
    r"|\bno me (?:avises|escribas|recuerdes|molestes|mandes)[^.;!?\n]{0,9}?\b(?:hasta|durante|antes)\b"
)
_THIS_WEEK = pattern(
    rf"\b{_NOT} (?:be able to )?{_COME}\b[^.;!?\n]{{0,20}}?\b{_WEEK}|\b{_WEEK}\b,? {_NOT}\b"
    r"|\b(?:busy|off|away|skip\w*|ocupad[oa]|liad[oa]|fuera) (?:all )?(?:this week|the rest of the week"
    r"|(?:toda )?esta semana)"
    rf"|\b{_SKIPS} {_WEEK}"
)


def circumstance(text: str) -> Circumstance | None:
    """What of these a text without sets tells; None for any other. Linear, never raises."""
    if len(text) > MOST:
        return None
    clean = plain(text).replace("'", "").strip(" ¿¡")
    if _PAUSE.search(clean):
        return Circumstance("pause")
    if _THIS_WEEK.search(clean):
        return Circumstance("week")
    tools = next((name for name, said in _TOOLS if said.search(clean)), None)
    if _TAKEN.search(clean):
        return Circumstance("taken")
    if tools is not None:
        return Circumstance("tools", tools=tools)
    minutes = _minutes(clean)
    if minutes is not None or _SHORT.search(clean):
        return Circumstance("short", minutes)
    if _TIRED.search(clean):
        return Circumstance("tired")
    return Circumstance("away") if _AWAY.search(clean) else None


def _minutes(clean: str) -> int | None:
    if not _LEFT.search(clean):
        return None
    found = _MINUTES.search(clean)
    if found is not None:
        return int(found[1])
    return next((minutes for said, minutes in _HOURS if said.search(clean)), None)
