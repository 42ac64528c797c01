"""Words that are typed outside of logs: command names, weekdays, yes and no, tomorrow. Built from the locale files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from coach_core.data.times import TimeWords, build_times
from coach_core.data.wants import Wants, build_wants
from coach_core.knowledge.tokens import plain
from coach_core.notation.clean import fold
from coach_core.notation.lexicon import phrase
from coach_core.notation.tokens import tokens
from coach_core.values import dataclass

Words = Mapping[str, Mapping[str, tuple[str, ...]]]
NAMED = frozenset({  # commands that are asked for by name with small words around: "show my progress"
    "today", "history", "progress", "program", "settings", "reminders", "language", "timezone", "privacy", "export",
    "erase", "help", "how", "form", "evidence", "rest", "link", "challenge",
})  # fmt: skip
Told = Mapping[str, list[tuple[str, tuple[str, ...]]]]
About = Mapping[tuple[str, ...], str]  # the words of a form, folded → the kind of number that it asks about


@dataclass(frozen=True, slots=True)
class Typed:
    """Typed form → what it means, all languages together."""

    commands: Mapping[str, str] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)  # 0 is Monday
    months: Mapping[str, int] = field(default_factory=dict)  # "nov" → 11
    yes_no: Mapping[str, bool] = field(default_factory=dict)
    everything: frozenset[str] = frozenset()  # behind "undo": all of the workout
    agrees: Mapping[str, bool] = field(default_factory=dict)  # yes and no only where one is waited for: "exactly"
    tomorrow: frozenset[str] = frozenset()
    today: frozenset[str] = frozenset()
    deeds: Mapping[str, str] = field(default_factory=dict)  # what is done about a reminder: "not today" → "not-today"
    fillers: frozenset[str] = frozenset()  # words around the times of a reminder: "me", "every", "train"
    kinds: Mapping[str, str] = field(default_factory=dict)  # reminders by name: "look back" → "week"
    switches: Mapping[str, str] = field(default_factory=dict)  # "disable" → "off"; "around": words that say nothing
    naming: tuple[str, ...] = ()  # "call it ", the longest first: a name of one's own follows
    languages: tuple[str, ...] = ("en",)
    language_names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)  # buttons that are typed: "one set" → "set"
    faults: About = field(default_factory=dict)  # words about form: "knees cave" → "knees"
    thanks: frozenset[str] = frozenset()
    goodbyes: frozenset[str] = frozenset()
    greetings: Mapping[str, str] = field(default_factory=dict)  # "how are you" → "how", "who are you" → "who"
    terms: Mapping[str, str] = field(default_factory=dict)  # "what is rir" → "rir", "my week" → "next"
    asks_done: frozenset[tuple[str, ...]] = frozenset()  # "what did i do": a day may follow
    how_around: frozenset[str] = frozenset()  # behind "how", around the exercise: "to", "do", "i"
    gone_by: frozenset[str] = frozenset()  # beside the name of a day that is over: "last friday", "viernes pasado"
    on_day: frozenset[str] = frozenset()  # beside the name of a day: "on friday", "el viernes"
    edits: Mapping[str, str] = field(default_factory=dict)  # "correct", "fix" → "right"; "wrong" → "wrong"
    parts: Mapping[str, str] = field(default_factory=dict)  # what is said to challenges: "neu" → "new"
    contest: Mapping[str, str] = field(default_factory=dict)  # folded: "hip thrust month" → "thrust-month"
    contend: Mapping[str, str] = field(default_factory=dict)  # done about a challenge that is named: "sign up" → "join"
    contend_alone: Mapping[str, str] = field(default_factory=dict)  # also where none is named: "leaderboard" → "board"
    contend_nouns: frozenset[str] = frozenset()  # how a challenge is named: "contest"
    contend_around: frozenset[str] = frozenset()  # words around these that say nothing
    rules: Mapping[str, str] = field(default_factory=dict)  # of a challenge, folded: "idioma" → "language"
    amounts: frozenset[str] = frozenset()  # "how many", and "many" behind a "how"
    said: Mapping[str, str] = field(default_factory=dict)  # answers at the start: "gym" → "equipment-gym"
    about_studies: Mapping[str, str] = field(
        default_factory=dict
    )  # the same as red flags are compared, without accents
    places: Mapping[str, str] = field(default_factory=dict)  # of a day of the program: "show" → "around", "week"
    wishes: About = field(default_factory=dict)  # about the weight: "too heavy" → "heavy", "make easier" → "lighter"
    wish_around: frozenset[str] = frozenset()  # words around them that say nothing
    named: Mapping[str, str] = field(default_factory=dict)  # folded: "progress" → "progress", "level" → "setting-level"
    name_around: frozenset[str] = frozenset()  # words before a name that only ask: "my", "show", "change"
    name_change: frozenset[str] = frozenset()  # those of them that change: "change", "set"
    name_value: frozenset[str] = frozenset()  # between a name and its value: "to"
    times: TimeWords = field(default_factory=TimeWords)
    wants: Wants = field(default_factory=Wants)  # free sentences that ask for something
    about: About = field(default_factory=dict)  # behind "why": "in reserve" → "reserve"


def build_typed(words: Words) -> Typed:
    """The table of typed words; where languages disagree English holds, then the one that has the most words.

    ``languages`` are those that can be chosen: they have a name.
    """
    told = _told(words)
    said = {form: meaning.removeprefix("said-") for form, meaning in _forms(told, "said-")}
    names = {form: meaning.removeprefix("language-") for form, meaning in _forms(told, "language-")}
    deeds = {form: meaning.removeprefix("deed-") for form, meaning in _forms(told, "deed-")}
    typed = Typed(
        commands={form: meaning.removeprefix("command-") for form, meaning in _forms(told, "command-")},
        weekdays={form: int(meaning[-1]) for form, meaning in _forms(told, "weekday-")},
        months={fold(form): int(meaning.removeprefix("month-")) for form, meaning in _forms(told, "month-")},
        yes_no=_yes_no(told),
        everything=frozenset(fold(form) for form, _ in _forms(told, "everything")),
        agrees={form: meaning == "agrees-yes" for form, meaning in _forms(told, "agrees-")},
        tomorrow=frozenset(form for form, _ in _forms(told, "tomorrow")),
        today=frozenset(form for form, meaning in _forms(told, "today") if meaning == "today"),
        deeds=deeds,
        fillers=frozenset(form for form, _ in _forms(told, "around-times")),
        kinds={form: meaning.removeprefix("kind-") for form, meaning in _forms(told, "kind-")},
        switches={form: meaning.removeprefix("toggle-") for form, meaning in _forms(told, "toggle-")},
        naming=tuple(sorted({f"{fold(form)} " for form, _ in _forms(told, "call-it")}, key=len, reverse=True)),
        languages=tuple(sorted(set(names.values()))),
        language_names=names,
        labels=dict.fromkeys(deeds, "remind")
        | {form: meaning.removeprefix("label-") for form, meaning in _forms(told, "label-")},
        faults={phrase(form): meaning.removeprefix("fault-") for form, meaning in _forms(told, "fault-")},
        parts={form: meaning.removeprefix("part-") for form, meaning in _forms(told, "part-")},
        contest={fold(form): meaning.removeprefix("contest-") for form, meaning in _forms(told, "contest-")},
        rules={fold(form): meaning.removeprefix("rule-") for form, meaning in _forms(told, "rule-")},
        thanks=frozenset(fold(form) for form, _ in _forms(told, "thanks")),
        gone_by=frozenset(fold(form) for form, _ in _forms(told, "gone-by")),
        on_day=frozenset(fold(form) for form, _ in _forms(told, "on-day")),
        edits={fold(form): meaning.removeprefix("put-") for form, meaning in _forms(told, "put-")},
        goodbyes=frozenset(fold(form) for form, _ in _forms(told, "goodbye")),
        amounts=frozenset(form for form, _ in _forms(told, "amounts")),
        said=said,
        about_studies={plain(form): meaning for form, meaning in said.items()},
        places={fold(form): meaning.removeprefix("place-") for form, meaning in _forms(told, "place-")},
        wishes={_split(form): meaning.removeprefix("wish-") for form, meaning in _forms(told, "wish-")},
        wish_around=frozenset(w for form, _ in _forms(told, "around-wish") for w in _split(form)),
        times=build_times(words),
        wants=build_wants(words.values()),
        about={_split(form): meaning.removeprefix("about-") for form, meaning in _forms(told, "about-")},
    )
    return _with_challenges(_with_questions(typed, told), told)


def _with_questions(typed: Typed, told: Told) -> Typed:
    """The table with what is asked for by its name, and in passing: how somebody is, what was done, how it is done."""
    changing = frozenset(fold(form) for form, _ in _forms(told, "name-change"))
    return replace(
        typed,
        named={
            **{fold(form): m.removeprefix("command-") for form, m in _forms(told, "command-") if m[8:] in NAMED},
            **{fold(form): m.removeprefix("asked-") for form, m in _forms(told, "asked-")},
            **{fold(form): meaning for form, meaning in _forms(told, "setting-")},
        },
        name_around=changing | {fold(form) for form, _ in _forms(told, "name-around")},
        name_change=changing,
        name_value=frozenset(fold(form) for form, _ in _forms(told, "name-value")),
        greetings={fold(form): m.removeprefix("greeting-") for form, m in _forms(told, "greeting-")},
        terms={_unnumbered(form): m.removeprefix("term-") for form, m in _forms(told, "term-")},
        asks_done=frozenset(_split(form) for form, _ in _forms(told, "asks-done")),
        how_around=frozenset(fold(form) for form, _ in _forms(told, "how-around")),
    )


def _with_challenges(typed: Typed, told: Told) -> Typed:
    """The table with what is said of challenges in whole sentences, without the words that say nothing."""
    around = frozenset(fold(form) for form, _ in _forms(told, "contend-around"))

    def without(form: str) -> str:
        return " ".join(word for word in fold(form).split() if word not in around)

    def kept(form: str) -> str:  # one word that is left of several says too little: "count me in"
        return without(form) if len(without(form).split()) > 1 else fold(form)

    alone = {kept(form): m.removeprefix("contend-alone-") for form, m in _forms(told, "contend-alone-")}
    named = {without(form): m.removeprefix("contend-to-") for form, m in _forms(told, "contend-to-")}
    shown = {without(form): part for form, part in alone.items()}
    return replace(
        typed,
        contend_around=around,
        contend_nouns=frozenset(fold(form) for form, _ in _forms(told, "contend-noun")),
        contend_alone=alone,
        contend={form: part for form, part in (*shown.items(), *named.items(), *typed.parts.items()) if form},
    )


def _yes_no(told: Told) -> dict[str, bool]:
    """Where a form is both, it is a yes."""
    return dict.fromkeys((form for form, _ in _forms(told, "answer-no")), False) | dict.fromkeys(
        (form for form, _ in _forms(told, "answer-yes")), True
    )


def _unnumbered(form: str) -> str:
    return " ".join(w for w in _split(form) if w.isalnum() and not w.isdecimal())


def _split(form: str) -> tuple[str, ...]:
    return tuple(t.norm for t in tokens(form))


def _told(words: Words) -> Told:
    """What is typed with its meaning, by the first word of the meaning; English last."""
    told: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for language in sorted(words, key=lambda name: (name != "en", -len(words[name]), name), reverse=True):
        for meaning, forms in words[language].items():
            told.setdefault(meaning.partition("-")[0], []).append((meaning, forms))
    return told


def _forms(told: Told, prefix: str) -> Iterator[tuple[str, str]]:
    for meaning, forms in told.get(prefix.partition("-")[0], ()):
        if meaning.startswith(prefix):
            yield from ((form.lower(), meaning) for form in forms)
