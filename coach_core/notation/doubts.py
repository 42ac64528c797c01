"""Why sets are asked about before they are stored: what stands around them, or what they say."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.clauses import Clause
from coach_core.notation.drafts import Draft
from coach_core.notation.efforts import contradict
from coach_core.notation.kinds import OF
from coach_core.notation.meant import Meant, is_total, is_weak, may_be_effort
from coach_core.notation.message import Message
from coach_core.notation.names import Part
from coach_core.notation.reading import ReadSet

LIGHTEST = 200  # hundredths: so little weighs nothing that is lifted, where no unit says so
STRANGERS = 4  # words of a name that is not known, beyond which it is asked about


def is_doubtful(message: Message, found: Part, one: Meant, piece: Clause, sets: tuple[ReadSet, ...]) -> bool:
    """Whether sets are asked about for what stands around them, or for what they say."""
    drafts, strange = one.work.drafts, found.named and not found.exercise
    long = found.loose or len((found.name or "").split()) > STRANGERS + found.plain
    bare = len(one.numbers) == 1 and not one.numbers[0].role and not one.marks and not found.named
    alone = bare and bool(message.strange) and sum(len(e.sets) for d in message.deeds for e in d.entries) == 1
    doubts = (
        alone  # "dentist 8:40, main st. 12"
        or piece.letters[-1:] == "N"  # "7x1, no way"
        or is_total(one)
        or may_be_effort(found, one)
        or piece.asked
        or found.chatty
        or found.unread
        or one.work.odd
        or _uncertain(drafts)
        or (strange and any(d.load and d.load < LIGHTEST and d.unit is None and not d.plates for d in drafts))
        or contradict(sets)
        or _may_be_a_load(sets)
    )
    doubts = (
        doubts or ("w" in piece.letters and is_weak(message, found, one)) or (message.laughs and _is_joke(found, one))
    )
    return doubts or (strange and (long or (not (found.maybe or found.plain) and _goes_on(message, found))))


def _may_be_a_load(sets: Sequence[ReadSet]) -> bool:
    """Whether the last number of sets without any load may be one: "dips 3x10 20", "pull ups 3x8 12"."""
    reps = [s.reps for s in sets]
    if len(reps) < 3 or any(s.load is not None for s in sets) or reps[0] is None or reps[-1] is None:
        return False
    return len(set(reps[:-1])) == 1 and 2 * reps[-1] >= 3 * reps[0]


def is_title(found: Part) -> bool:
    """Whether there is only a name, signs aside: "deadlifts (conventional)"."""
    bare = found.named and all(bit.kind == "sep" for bit in found.row)
    return bare and len((found.name or "").split()) <= STRANGERS


def _is_joke(found: Part, one: Meant) -> bool:
    """Whether what is laughed about may be none of a set: "10 of 10 lol"."""
    drafts = one.work.drafts
    of = any(b.kind == "join" and b.number == OF for b in found.row)
    return of or (found.stray and len(drafts) == 1 and not drafts[0].load)


def _goes_on(message: Message, found: Part) -> bool:
    """Whether words of nobody stand behind other sets on a line: "225x2, backed off to 185 3x8" is no exercise."""
    line = message.text.rfind("\n", 0, found.start) + 1
    return any(c.isdigit() for c in message.text[line : found.start])


def _uncertain(drafts: Sequence[Draft]) -> bool:
    """Whether a range of reps or plates were told: what was done, or how heavy, is not said."""
    return True in [d.high is not None or (d.plates and d.load != 0) for d in drafts]
