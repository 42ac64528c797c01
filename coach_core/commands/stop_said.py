"""A no to all that is sent, however it is said: "no more messages", "turn everything off". What stops is elsewhere."""

from __future__ import annotations

from coach_core.commands.hours_said import without
from coach_core.data.times import TimeWords

LONGEST = 9  # words


def ends_all(told: str, words: TimeWords) -> bool:
    """Whether a text wants an end of all messages, and says nothing else: no day, no hour, no reminder by its name."""
    if told.count(" ") >= LONGEST:
        return False
    said = told.replace("’", "'")
    rest, what = without(said, words.ended)
    ends = (*words.ends, *words.wants_none)
    if what is None:  # "no to everything" answers a question
        rest, what = without(said, words.whole_end)
        ends = words.ends
    rest, end = without(rest, ends)
    return what is not None and end is not None and words.end_around.issuperset(rest.split())
