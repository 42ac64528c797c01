"""The meanings that the grammar knows, each as one letter: a message becomes a string of letters. No words."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "reps": "p",
    "sets": "s",
    "rounds": "s",
    "kg": "k",
    "lb": "b",
    "seconds": "t",
    "minutes": "m",
    "hours": "h",
    "metres": "d",
    "yards": "d",
    "kilometres": "D",
    "rpe": "e",
    "rir": "i",
    "in-reserve": "v",
    "left": "l",
    "right": "r",
    "each-side": "S",
    "each-hand": "H",
    "dumbbells": "H",
    "times": "x",
    "for": "x",
    "of": "x",
    "out-of": "~",
    "at": "A",
    "and": "&",
    "then": ",",
    "plates": "P",
    "bodyweight": "B",
    "unaided": "B",
    "body-weight": "M",
    "assisted": "C",
    "added": "⊕",
    "band": "G",
    "failed": "F",
    "failed-at": "F",
    "died-on": "F",
    "missed": "F",
    "nothing-left": "L",
    "had": ">",
    "remained": "v",
    "more": "<",
    "plus": "<",
    "one-rep-more": "<",
    "more-reps": "<",
    "up": "↑",
    "less": "↓",
    "same-weight": "≈",
    "half": "½",
    "bar": "!",
    "empty-bar": "!",
    "weight": "u",
    "to-failure": "T",
    "warmup": "W",
    "drop": "Q",
    "work": "J",
    "work-sets": "J",
    "all": "a",
    "others": "ø",
    "except": "¬",
    "last": "z",
    "last-rep": "z",
    "was": "=",
    "no": "N",
    "bare-no": "N",
    "meant": "N",
    "denied": "N",
    "exchange": "N",
    "number-denied": "ñ",  # denies the number behind it, and is any word elsewhere
    "decimal-mark": "¸",
    "per-day": "g",
    "undo": "U",
    "delete": "U",
    "done": "O",
    "skip": "K",
    "not-done": "K",
    "swap": "V",
    "instead-of": "I",
    "finish": "Z",
    "same-again": "R",
    "another": "R",
    "yesterday": "y",
    "days-ago": "Y",
    "today": "j",
    "this-morning": "j",
    "workout": "X",
    "goal": "g",
    "last-time": "g",
    "before": "g",
    "money": "g",
    "sleep": "g",
    "later": "g",
    "somebody-else": "g",
    "elsewhere": "g",
    "must": "g",
    "phone": "g",
    "cardio": "¤",
    "rest": "¶",
    "setting": "§",
    "every-minute": "µ",
    "superset": "_",
    "pulse": "_",
    "reached": "_",
    "felt-like": "_",
    "first-of-all": "_",
    "achieved": "_",
    "almost": "_",
    "or": "q",
    "request": "q",
    "question": "q",
    "feeling": "f",
    "manner": "f",
    "filler": "_",
    "but": "_",
    "laugh": "_",
    "plain": "w",  # a word without a meaning here, though it has one in another language
}
OF, FAILED_AT, MISSED, ONLY_A_BAR, WITH_ITS_OBJECT, OR, BEFORE, WEEKDAY, MONEY, YARD = 1, 1, 2, 1, 1, 1, 90, 91, 92, 1
LAST_TIME, LATER = 93, 94
MEANT, DENIED, EXCHANGE, BARE_NO, LAUGH, PLUS, DIED_ON, ONE_REP, REPS_MORE = 1, 2, 3, 4, 7, 3, 3, 4, 5
MORNING, UNAIDED, NOT_DONE, SUPERSET, ROUNDS, WORK_SETS = 3, 1, 1, 4, 8, 2
PULSE, REACHED, FELT_LIKE, ACHIEVED, ALMOST, REQUEST, BUT, THEN, LAST_REP = 61, 62, 63, 64, 65, 2, 66, 67, 68
DASH = 69  # a comma that was written as a dash between blanks
ANOTHER = 9
VARIANTS: Mapping[str, int] = {  # the number of a meaning that shares its letter with another
    "of": OF,  # "6 of 8" may be a miss, "6 for 8" is none
    "failed-at": FAILED_AT,
    "died-on": DIED_ON,  # the last set to failure; with a number, "failed-at"
    "missed": MISSED,  # the number behind it is what was not done
    "bar": ONLY_A_BAR,  # the empty bar only before its reps
    "before": BEFORE,  # tells of the past only beside "today": "before 70x10, today 90x8"
    "yards": YARD,
    "plus": PLUS,  # parts what stands before and behind it: "60x10 más 60x8", but "5 kg más"
    "one-rep-more": ONE_REP,  # needs no number: "same weight, one more rep"
    "more-reps": REPS_MORE,  # of reps, not of the weight
    "meant": MEANT,  # what follows is what was meant: "I meant squats"
    "denied": DENIED,  # what follows is what was not done: "not kilos"
    "bare-no": BARE_NO,  # before other words than numbers it is a remark: "no pain"
    "exchange": EXCHANGE,  # what was, then what it is to be: "change the 8 to a 9"
    "unaided": UNAIDED,  # says nothing where a load is the exercise's own
    "not-done": NOT_DONE,  # with a set behind it, that set was not done
    "pulse": PULSE,  # the number beside it is none of a set, as with the two below
    "reached": REACHED,
    "felt-like": FELT_LIKE,
    "almost": ALMOST,  # the number behind it was not done, where one that was stands before: "got 11, almost 12"
    "achieved": ACHIEVED,  # the number behind it is reps: "got 9, the last one ugly"
    "but": BUT,  # behind it stands what was done all the same: "slept badly but 90x5"
    "last-rep": LAST_REP,  # missed, a scheme did not tell so: "5x5, missed the last rep"
    "then": THEN,  # ends the warm-up sets where it stands once behind them
    "request": REQUEST,  # asks for what the command behind it does: "can you delete the last set?"
    "superset": SUPERSET,  # its exercises have as many sets each
    "this-morning": MORNING,  # a weight with its unit and nothing more is the body's
    "last-time": LAST_TIME,  # beside a set that is stored, the workout that it is in
    "later": LATER,  # nothing of it is done yet, whatever follows
    "money": MONEY,  # what has a price was bought
    "work-sets": WORK_SETS,  # the lighter sets before them warmed up; before "top set" they may be anything
    "rounds": ROUNDS,  # of all that was told before: "bench 60x10 / pull ups 8, 3 rounds"
    "laugh": LAUGH,  # says nothing, but that what has words beside it may be a joke
    "another": ANOTHER,  # with a word behind it that nobody knows it is no set: "another day"
    "or": OR,  # asks only between numbers: "3x10 or 4x8?"
    "delete": WITH_ITS_OBJECT,  # undoes nothing by itself
}
NUMBERED: Mapping[str, str] = {
    "number": "n",
    "ordinal": "o",
    "reps": "p",
    "times": "x",
    "weekday": "g",
    "days-back": "y",
    "remained": "v",
    "all-of": "a",
}  # "number-2", "days-back-2", "reps-1": singles, "remained-1": had one left, "times-2": twice, "all-of-3": all three

NUMBER, DECIMAL, CLOCK, LIFT, WORD, COMMA, THOUSANDS, NO_SET = "n", "n", "c", "E", "w", "`", "#", "0"
SIGNS: Mapping[str, str] = {
    "*": "x",
    "@": "@",
    "/": "/",
    "\\": "/",
    "|": ",",
    "•": ",",
    "·": ",",
    ",": ",",
    ";": ";",
    "&": "&",
    "+": "+",
    "-": "-",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    ":": ":",
    "=": "=",
    "~": "_",
    "#": "£",
    '"': '"',
    "'": "'",
    "%": "%",
    "?": "?",
    "¿": "q",
    "!": ";",
    ".": ".",
}


def kind_of(meaning: str) -> tuple[str, int] | None:
    """The letter of a meaning and the number in its name; None for a meaning that is not the reader's."""
    if meaning in KINDS:
        return KINDS[meaning], VARIANTS.get(meaning, 0)
    stem, _, number = meaning.rpartition("-")
    if stem == "weekday":
        return NUMBERED[stem], WEEKDAY
    return (NUMBERED[stem], int(number)) if stem in NUMBERED and number.isdigit() else None
