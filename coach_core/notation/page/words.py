"""What pages are written with: numbers, units, and the words that label a line, in all languages. No reading."""

from __future__ import annotations

NUMBER = r"\d{1,4}(?:[.,]\d{1,2}(?!\d))?"
UNIT = r"(?:kgs?|kilos?|lbs?|pounds?|кг|#|s)(?![^\W\d_])"
REPS = (
    r"(?:reps?|repetitions|repeticiones|repetici[oó]n|wiederholungen|wdh|r[eé]p[eé]titions|repetições|repeticoes"
    r"|повторений|повторения|повторы|повтора|раза?)"
)
SETS = r"(?:sets|series|sätze|serien|séries|подходы|подходов)"
LOADS = r"(?:weights?|loads?|gewichte?|pesos?|cargas?|poids|charges?|веса?)"
MINE = r"(?:my|the|today'?s|mis|los|las|meus|minhas|os|as|meine|die|mes|les|мои)"
MOST = r"(?:max|maximum|maximal|amrap|failure|fallo|máx(?:imo)?|échec|falha|отказа?|максимум|макс)"
EACH = r"(?:each|every|cada|jeweils|je|chacune?|chaque|кажд[а-я]{2,3})"
TOTAL = r"(?:total|gesamt|insgesamt|en total|no total|au total|всего)"
NEXT = (  # what is meant for another day
    r"(?:next(?: time| week| one| session| workout)?|nächstes mal|nächste woche|la próxima(?: vez)?|próxima(?: vez)?"
    r"|la prochaine(?: fois)?|в следующий раз|следующий раз)"
)
PLAN = (  # in a title: what stands below is still to be done
    r"(?:tomorrow|next (?:week|time|session|workout)|nächste (?:woche|einheit)|nächstes (?:training|mal)"
    r"|(?:plan )?für morgen|para mañana|próxim[ao] (?:semana|sesión|entrenamiento|sessão|treino)|demain"
    r"|(?:la )?semaine prochaine|prochaine séance|amanhã|на завтра|завтра|на следующ[а-я]{2,3} [а-я]{3,12})"
)
REMARK = (  # a line that only remarks
    r"(?:meta|notes?|comments?|thoughts|notiz(?:en)?|kommentar|notas?|comentarios?|comentários?|obs|observaç(?:ão|ões)"
    r"|remarques?|commentaires?|заметк[аи]|комментарий|примечание)"
)
SHEET = (  # what names the kind of a line and no exercise
    r"(?:exercises?|workout|training|session|lift|lifts|assistance|accessor(?:y|ies)|main lift|übung|einheit|ejercicio"
    r"|entrenamiento|sesión|exercice|séance|entraînement|exercício|treino|упражнение|тренировка)"
)
WARM = (
    r"(?:warm ?-?ups?(?: sets)?|w/u|aufwärmen|aufwärmsätze|calentamiento|échauffement|aquecimento|разминка|разминочные)"
)
WORK = (  # the sets that count, of the exercise above
    r"(?:main (?:event|sets?|work)|work(?:ing)? sets?|top sets?|hauptsätze|arbeitssätze|series efectivas"
    r"|séries de travail|séries principais|рабочие(?: подходы)?)"
)
AGAIN = r"(?:repeat|repetir|wiederholen|nochmal|répéter|à refaire|повторить)"  # how it is to be done next time
BODY = r"(?:bw|body ?weight|körpergewicht|peso corporal|poids (?:du|de) corps|peso do corpo|свой вес|собственный вес)"
