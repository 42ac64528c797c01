"""What a message itself takes off a lesser flag: a pain that is over, another's pain, legs and heart after a set.

An emergency is never eased but for legs and a heart that are plainly tired from the effort. Denials are in negation.py.
"""

from __future__ import annotations

import re

from coach_core.knowledge.harmless import KIN
from coach_core.knowledge.tokens import plain
from coach_core.patterns import pattern

_ALL_RIGHT = r"(?:its |it is |all |feels? |felt )?(?:fine|ok|okay|good|great|perfect|gone|nothing|no pain)\b"
_TODO_BIEN = r"(?:esta |va |todo |me siento )?(?:bien|nada|perfect[oa]|genial|no)\b"
_WHERE = r"(?: (?:de|en) (?:la |el |los |las |mi )?[a-z]+)?"
_EARLIER = (
    r"(?:last (?:week|time|month|session|workout)|yesterday|the other day"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_ENTONCES = (
    r"(?:antes|ayer|anteayer|la (?:semana pasada|ultima vez)|el (?:lunes|martes|miercoles|jueves|viernes|sabado))"
)
_OVER = pattern(
    r"\b(?:[a-z]+ )?(?:pains?|aches?|soreness)(?: (?:is|has|was|are|all|now|finally|completely|totally))* "
    r"(?:gone|disappeared|vanished|went away)\b"
    r"|\b(?:no longer|stopped|(?:doesnt|dont|isnt|arent|not|never)(?= [a-z]+(?: me)?(?: at all)? (?:any ?more"
    r"|now)\b)) "
    r"(?:hurts?|hurting|aches?|aching|bothers?|bothering)(?: me)?(?: at all)?(?: any ?more| now)?\b"
    r"|\bused to (?:hurt|ache|bother me)\b[^.;!?\n]{0,25}?\b(?:not (?:now|any ?more|today)|no more|no longer"
    rf"|(?:doesnt|isnt)(?: now| any ?more| today)?|(?:now |today ){_ALL_RIGHT}|fine now)"
    rf"|\b{_EARLIER}\b[^.;!?\n]{{0,40}}?\b(?:hurt|ached)\b[^.;!?\n]{{0,20}}?\b(?:today|now),? {_ALL_RIGHT}"
    rf"|\b(?:hurt|ached|was sore)\b[^.;!?\n]{{0,20}}?\b{_EARLIER},? (?:now |today )?{_ALL_RIGHT}"
    rf"|\bse (?:me )?(?:fue|ha ido|paso|ha pasado|quito|ha quitado) (?:ya )?(?:el |la )?(?:dolor|molestia){_WHERE}\b"
    rf"|\b(?:el |la )?(?:dolor|molestia){_WHERE} (?:ya )?(?:se (?:me )?(?:fue|ha ido|paso|quito)|desaparecio)\b"
    rf"|\b(?:desaparecio|ha desaparecido) (?:el |la )?(?:dolor|molestia){_WHERE}\b"
    r"|\b(?:dejo|ha dejado|dejaron) de (?:doler|molestar)(?:me)?\b"
    rf"|\bya (?:no (?:me )?(?:duelen?|dolia|molestan?)|(?:estoy )?sin (?:dolor|molestias?){_WHERE})\b"
    rf"|\b{_ENTONCES}\b[^.;!?\n]{{0,20}}?\b(?:dolia|dolio|molestaba|molesto)\b[^.;!?\n]{{0,25}}?"
    rf"\b(?:ya no\b|(?:hoy|ahora|ya),? {_TODO_BIEN})"
)
_NOT_OVER = pattern(
    r"\b(?:came back|comes back|is back|its back|back again|returned|again|still|yet|mostly|almost|volvio|vuelve"
    r"|sigue"
    r"|sigo|otra vez|de nuevo|aunque|todavia|aun|casi|depende|sometimes|a veces)\b"
    rf"|\b(?:but|though)\b(?! (?:not|no longer|now |today |{_ALL_RIGHT}))"
    r"|\bpero\b(?! (?:ya no|(?:hoy|ahora|ya) |bien|nada))"
    r"|\b(?:si|tambien|does|too)\s*(?:$|[.,;!?\n0-9])|\b(?:until|hasta)\b"
)
_COMPANION = (
    rf"(?:{KIN}|buddy|mate|bro|pal|partner|colleague|roommate|teammate|client|son|daughter|kid|colega|companer[oa]"
    rf"|compi"
    r"|hij[oa]|cliente)"
)
_AILS = (
    r"(?:hurts?|hurting|pains?|aches?|aching|sore|pulled|tweaked|strained|sprained|injur\w*|killing|duelen?|dolia|dolio"
    r"|dolor(?:es)?|dano|lesion\w*|lastim\w*|molest\w*|tiron)"
)
_THEIRS = (
    pattern(  # nothing but a stop may follow: what is said on is of them too ("my brother hurt his back at 100x10")
        rf"\b(?:(?:a )?(?:my|mi) (?:(?:training|gym|best|little|older|workout) )?|gym ){_COMPANION}s?\b"
        rf"(?P<told>(?=[^.,;:!?\n]{{0,60}}\b{_AILS}\b)[^.,;:!?\n\d]{{0,60}})(?=\s*(?:$|[.,;:!?\n]))"
    )
)
_MINE_TOO = pattern(r"\b(?:my|mine|me|mi|mis|myself|too|also|same|so do i|and i|like me|igual|tambien|yo)\b")
_BURNING = pattern(r"\b(?:me )?(?:quema|queman|quemaba|arde|arden|ardia|ardor)\b")
_TIRED = (
    r"\b(?:tired|exhausted|doms|so sore|soreness|leg day|no sleep|slept|after (?:yesterdays?|mondays?|the run"
    r"|running|cardio)"
    r"|but (?:ok|okay|fine|good|all good|alright)|pero (?:bien|ok|todo bien)|cansad\w*|cansancio|agujetas|reventad\w*"
    r"|quemad\w*|dormi mal|dia de piernas?)\b"
)
_LEGS = pattern(
    r"\b(?:cant|couldnt|dont) feel (?:my |the )?legs\b|\bno (?:siento|sentia)(?: nada en)? (?:las )?piernas\b"
    r"|\blegs (?:(?:feel|felt|were|are|was|is|a|bit|little|kinda|so|really|pretty) ){0,4}weak\b|\bweak legs\b"
    r"|\bpiernas (?:(?:un|poco|muy|algo|bastante|estan|estaban) ){0,3}(?:flojas|debiles)\b"
)
_NOT_THE_EFFORT = pattern(
    r"\b(?:sudden\w*|both|numb\w*|tingl\w*|cant (?:stand|walk|move|get up)|stand up|gave|give|gives|giving|buckl\w*"
    r"|collaps\w*|back|spine|bladder|pee|groin|dizzy|faint\w*|repent\w*|golpe|ambas|las dos|espalda|lumbar"
    r"|hormigue\w*"
    r"|dormid\w*|mare\w*|orina\w*|pis|entrepierna|tengo en pie|responden|sostienen|brazo|arm|foot|pie|pies|side"
    r"|lado)\b"
)
_POUNDING = pattern(
    r"\b(?:heart(?: ?rate)?|pulse|corazon|pulso)\b[^.,;!?\n]{0,25}?\b(?:racing|pounding|pumping|thumping|high|fast"
    r"|a mil"
    r"|a tope|acelerad[oa]|fuerte|late|latia)\b|\b(?:me )?(?:late|latia) (?:muy )?fuerte el corazon\b"
)
_AS_USUAL = pattern(
    r"\b(?:normal|as (?:usual|expected)|but (?:ok|okay|fine|good|all good)|(?:after|from) (?:that|the|this|those) "
    r"(?:one|set|sets|last)|cardio|pero (?:bien|normal|ok|todo bien)|todo bien|como siempre)\b"
)
_NOT_AS_USUAL = pattern(
    r"\b(?:not normal|skip\w*|irregular\w*|flutter\w*|stop\w*|wont|cant|resting|at rest|sitting|lying|bed|dizz\w*"
    r"|faint\w*|light ?headed|chest|pain|hurts?|sick|weird\w*|odd|strange|breath\w*|scared|no es normal|mare\w*|pecho"
    r"|dolor|duele|reposo|sentad[oa]|tumbad[oa]|rar[oa]|salt\w*|vuelcos?|mal|aire|sudor|sweat\w*|arm|brazo|why"
    r"|por que"
    r"|is (?:it|that|this) normal|es normal)\b"
)


def without_eased(text: str, category: str, level: str) -> str:
    """The text without what takes this flag away; the same text where nothing does. Linear, never raises."""
    clean = plain(text)
    if level == "R3":
        return _without_pain(clean, category)
    if category in ("legs", "nerve") and re.search(_TIRED, clean) and not _NOT_THE_EFFORT.search(clean):
        return _LEGS.sub(" ", clean)
    if category == "heart" and _AS_USUAL.search(clean) and not _NOT_AS_USUAL.search(clean):
        return _POUNDING.sub(" ", clean)
    return clean


def _without_pain(clean: str, category: str) -> str:
    if not _NOT_OVER.search(clean):
        clean = _OVER.sub(" ", clean)
    if not any(_MINE_TOO.search(told["told"]) for told in _THEIRS.finditer(clean)) and not _AND_I.search(clean):
        clean = _THEIRS.sub(" ", clean)
    return _BURNING.sub(" ", clean) if category == "pain" else clean


_AND_I = pattern(r"\b(?:so do i|and i do|me too|same here|like me|a mi tambien|yo tambien|y a mi|y yo)\b")
