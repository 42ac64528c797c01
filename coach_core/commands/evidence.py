"""/evidence: what studies may honestly be said to show, each with its citation; short answers to common questions."""

from __future__ import annotations

import re

from coach_core.knowledge.studies import Study
from coach_core.knowledge.tokens import plain
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Command, Outcome

TOPICS = (
    "squat", "best", "growth", "emg", "sprint", "volume", "frequency", "failure", "back", "lockout", "american",
    "hamstrings", "barbell", "twelve",
)  # fmt: skip
LONGEST = 4  # words of a topic
WORDS = re.compile(r"[^\W_]+")


def decide(call: Call) -> Outcome:
    """/evidence, /evidence squat, and the buttons of the topics."""
    words = call.words.strip()
    topic = call.press[0] if call.press else topic_in(call, words)
    if topic in TOPICS:
        return Outcome(call.person, (about(call, topic),))
    lines = (msg("evidence-unknown", words=words[:60]),) if words else ()
    return Outcome(call.person, (Say((*lines, msg("evidence-head")), _rows()),))


def answering(call: Call) -> Outcome | None:
    """The answer to a question that names a topic ("are thrusts better than squats?"), or to a wish for a source
    ("cite the 12-week study"); None if it names none.
    """
    said = _said(call, call.event.text)
    if "left" in said:  # "how many sets are left?" asks for no study
        return None
    wished = call.event.text.strip().endswith("?") or "asks-study" in said
    topic = topic_in(call, call.event.text) if wished else None
    return Outcome(call.person, (about(call, topic),)) if topic is not None else None


def topic_in(call: Call, text: str) -> str | None:
    """The topic that a text names: the last in the order of the list, which is the most particular."""
    said = _said(call, text)
    return next((topic for topic in reversed(TOPICS) if f"topic-{topic}" in said), None)


def _said(call: Call, text: str) -> frozenset[str]:
    """The meanings of all words and phrases of a text that the locale files know."""
    words = WORDS.findall(plain(text))[:60]
    spans = {" ".join(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1)}
    said = call.given.book.typed.about_studies
    return frozenset(said[span] for span in spans if span in said)


def about(call: Call, topic: str) -> Say:
    """The short answer, then what each study showed and what it did not."""
    studies = [study for study in call.given.book.studies.values() if topic in study.topics]
    lines = [msg(f"topic-{topic}-answer"), *(line for study in studies for line in _cited(study))]
    return Say(tuple(lines), ((Button("evidence:", msg("button-topics")),),))


def _cited(study: Study) -> tuple[Msg, Msg]:
    source = f"{study.cite}. doi {study.doi}" if study.doi else study.cite
    return msg(f"study-{study.id}"), msg("study-source", source=source)


def _rows() -> tuple[tuple[Button, ...], ...]:
    buttons = tuple(Button(f"evidence:{topic}", msg(f"topic-{topic}-name")) for topic in TOPICS)
    return tuple(buttons[i : i + 2] for i in range(0, len(buttons), 2))


COMMAND = Command("evidence", decide)
