"""What a red flag makes the coach say where nothing can be kept: no pause, no question, no word of what was stored."""

from __future__ import annotations

from coach_core.knowledge.flags import find_flag
from coach_core.knowledge.pausing import TODAY
from coach_core.knowledge.phrases import Phrases
from coach_core.talk import Incoming, Kind, Msg, msg

EMERGENCY = "safety-emergency"
ASKED = frozenset({"postpartum", "surgery", "condition", "medicine"})  # lead to questions, which need the store


def said_unpaused(event: Incoming, phrases: Phrases) -> tuple[Msg, ...]:
    """The lines for a red flag in an event whose person is not known; none where there is no flag. Never raises."""
    if event.kind not in (Kind.TEXT, Kind.EDIT):
        return ()
    flag = find_flag(event.text, phrases, year=event.at.year)
    if flag is None or flag.category in ASKED:
        return ()
    if flag.category == "minor":
        return (msg("minor"), msg("minor-what-helps"))
    if flag.category == "pregnant":
        return (msg("pregnant"), msg("pregnant-who"))
    if flag.category == "eating":
        return (msg("support"), msg("support-who"))
    if flag.level == "R1":
        return (msg("safety-past" if flag.category == "past" else EMERGENCY), msg("safety-emergency-why"))
    if flag.level != "R2":
        return ()
    urgency = msg("safety-today" if flag.category in TODAY else "safety-soon")
    supervised = flag.category == "supervised"
    return (msg("safety-supervised") if supervised else msg("safety-see", urgency=urgency), msg("safety-if-worse"))
