"""The questions of getting started as messages: lines and buttons, the default first. Answers: start.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach_core.person import Equipment, Level
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.weight import Unit

TOPICS = (
    "heart", "chest", "faint", "condition", "medicine", "joint", "supervised", "birth", "surgery", "minor",
)  # fmt: skip
SHORT: Mapping[str, str] = {"welcome": "consent-again", "screening-head": "screening-above"}  # first line → in short
Rows = tuple[tuple[Button, ...], ...]


def question(asks: str, lines: Iterable[Msg], rows: Rows, *, replaces: bool = False) -> Say:
    """A message that asks: ``data.question`` and an anchor, so that its next state can take its place."""
    return Say(tuple(lines), rows, {"question": {"asks": asks}}, anchor=f"ask-{asks}", replace=replaces)


def shorter(screen: Say) -> Say:
    """A long question in one line, where it stands above in full and its buttons with it; any other as it is."""
    short = SHORT.get(screen.lines[0].key) if screen.lines else None
    return screen if short is None else replace(screen, lines=(msg(short),), replace=False)


def consent_screen() -> Say:
    """18 or over, what is stored, general education and not medical advice."""
    rows = (
        (Button("start:consent:yes", msg("button-agree")),),
        (Button("start:consent:minor", msg("button-minor")), Button("start:consent:what", msg("button-what-stored"))),
    )
    return question("consent", (msg("welcome"), msg("consent-what"), msg("consent-education")), rows)


def screening_screen() -> Say:
    """The ten topics on one screen in our own words (R27). This is not the PAR-Q+, and says where that is."""
    rows = (
        (Button("screening:none", msg("button-none-apply")),),
        (Button("screening:some", msg("button-some-apply")),),
    )
    topics = tuple(msg("topic-line", topic=msg(f"topic-{t}")) for t in TOPICS)
    return question("screening", (msg("screening-head"), *topics, msg("screening-own-words")), rows)


def topics_screen(picked: Iterable[str], *, replaces: bool = False) -> Say:
    """The topics as buttons, several to pick; the first button goes on with what is picked."""
    chosen = frozenset(picked)
    done = (Button("screening:done", msg("button-topics-done", n=len(chosen))),)
    rows = tuple((_topic(t, t in chosen),) for t in TOPICS)
    return question("screening", (msg("screening-pick"),), (done, *rows), replaces=replaces)


def _topic(topic: str, picked: bool) -> Button:
    label = msg(f"short-{topic}")
    return Button(f"screening:topic:{topic}", msg("topic-picked", topic=label) if picked else label)


def clearance_screen() -> Say:
    """Whether a doctor has cleared the person within the last year (R27)."""
    row = (
        Button("screening:clear:yes", msg("button-yes-cleared")),
        Button("screening:clear:no", msg("button-not-yet")),
    )
    return question("screening", (msg("clearance-ask"),), (row,))


def joint_screen() -> Say:
    """The same for the one sore area; without it bodyweight only (R27)."""
    row = (
        Button("screening:joint:yes", msg("button-yes-cleared")),
        Button("screening:joint:no", msg("button-not-yet")),
    )
    return question("screening", (msg("joint-ask"),), (row,))


def stage_screen() -> Say:
    """Pregnant, or a birth within the year."""
    row = (
        Button("screening:stage:postpartum", msg("button-gave-birth")),
        Button("screening:stage:pregnant", msg("button-pregnant")),
    )
    return question("screening", (msg("stage-ask"),), (row,))


def ask_level() -> Say:
    """Training age, the shortest first; kilograms do not decide it (training.md 1.8)."""
    rows = tuple((Button(f"start:level:{level}", msg(f"level-{level}")),) for level in Level)
    return question("level", (msg("level-ask"),), rows)


def ask_equipment() -> Say:
    """What there is to train with."""
    names = tuple(Equipment)
    rows = tuple(tuple(Button(f"start:equipment:{e}", msg(f"equipment-{e}")) for e in names[i : i + 2]) for i in (0, 2))
    return question("equipment", (msg("equipment-ask"),), rows)


def ask_start(exercise: str) -> Say:
    """One set as it was really done, or that it never was (R16)."""
    lines = (msg("start-ask", exercise=exercise), msg("start-ask-how"))
    return question("start", lines, ((Button("start:start:never", msg("button-never")),),))


def ask_unit(words: str = "") -> Say:
    """Kilograms or pounds, where the typed set did not tell: ``words``."""
    line = msg("unit-ask-set", words=words[:80]) if words else msg("unit-ask")
    return question("unit", (line,), (tuple(Button(f"start:unit:{u}", msg(f"unit-{u}")) for u in Unit),))
