"""Names of programs, seats of machines, and machines that are an exercise, around the sets of a diary. No grammar."""

from __future__ import annotations

from coach_core.patterns import pattern

_OF_TIME = (
    r"(?:(?:cycle|ciclo|zyklus|цикл|block|bloque|bloco|bloc|блок|week|wk|woche|semana|sem|semaine|неделя|нед|day|tag|día|dia"
    r"|jour|день) ?\d{1,2}|[cwsdjtmн]\d{1,2})"
)
_PROGRAM = pattern(  # "5/3/1 S2 sentadilla 80x3", "Wendler W3 Kreuzheben:", "Cycle 2 wk1 bench:"
    rf"(?im)^\s{{0,3}}(?:(?:5/3/1(?=[,:]?\s{{1,2}}{_OF_TIME}\s)|531|wendler|вендлер|gzclp?|nsuns|bbb)"
    rf"(?:[,:]?\s{{1,2}}{_OF_TIME}){{0,3}}"
    rf"|(?:cycle|ciclo|zyklus|цикл)\s?\d{{1,2}}(?:[,:]?\s{{1,2}}{_OF_TIME}){{1,2}})"
    r"[,:.]?\s{1,2}(?=[^\W\d]{2})(?=[^\n]{0,200}\d)"
)
_SEAT = pattern(  # "(asiento 3)", "Sitz 7:", "cran 8 :", "seat 6"
    r"(?i)(?:[(,]\s?)?(?:\b(?:maschine|máquina|maquina|machine|тренажер|тренажёр)\s\d,?\s)?"
    r"\b(?:seat|sitz|asiento|assento|siège|siege|cran|crans|notch|loch|raste|posición|posicion|posição|posicao"
    r"|position|сиденье|сидение|сидушка|положение|позиция|упор)(?:\s(?:height|pos|nr|no|n°|на))?\.?\s?(?:1?\d|20)"
    r"(?![.,]?\d|\s{0,2}(?:[x×х*@-]|kg|lb|кг|reps))\)?\s?:?(?=$|[\s,;.)])"
)
_KNEE_BENDS = pattern(r"(?m)^\s{0,3}KB:?\s(?=\d)(?=[^\n]{0,80}(?<!\d)(?:[5-9]\d|\d{3})(?!\d))")  # "KB 5x5x90"
_AHEAD = pattern(  # "in 2 weeks i want 5x100"
    r"(?i)\b(?:in|en|dans|em|через|за)\s(?:\d{1,2}|one|two|three|four|six|zwei|drei|vier|dos|tres|deux|trois|две|три|два)\s"
    r"(?:weeks|months|wochen|monaten|semanas|meses|semaines|mois|недели|недель|месяца|месяцев)\b"
)
_NUMBERS, TWO = pattern(r"\d+"), 2
_GRAVITON = pattern(r"(?im)(?:^|(?<=[,;.]))\s{0,2}(?:no |в |на |im |en |el |au |on )?(?:gravitr?on|гравитроне?)\b")
_PARTS = pattern(r"[\s(,:.;]+")
_KNOWN = frozenset({
    "5/3/1", "531", "wendler", "вендлер", "gzcl", "gzclp", "nsuns", "bbb", "cycle", "ciclo", "zyklus", "цикл",
    "kb", "seat", "sitz", "asiento", "assento", "siège", "siege", "cran", "crans", "notch", "loch", "raste",
    "posición", "posicion", "posição", "posicao", "position", "сиденье", "сидение", "сидушка", "положение",
    "позиция", "упор", "weeks", "months", "wochen", "monaten", "semanas", "meses", "semaines", "mois", "недели",
    "недель", "месяца", "месяцев", "graviton", "gravitron", "гравитрон", "гравитроне",
})  # fmt: skip


def untitled(text: str) -> str:
    """The text without them; a machine that helps with pull ups by the name of what is done on it."""
    if _KNOWN.isdisjoint(_PARTS.split(text.lower())):
        return text
    text = _AHEAD.sub("next week", _PROGRAM.sub("", text))
    text = _KNEE_BENDS.sub("Kniebeuge ", text)
    seated = _SEAT.sub(" ", text)
    if len(_NUMBERS.findall(seated)) >= TWO:  # "row 7 seat 12" is in a theatre
        text = seated
    return _GRAVITON.sub(" pull ups assisted ", text)
