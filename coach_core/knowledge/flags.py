"""Red flags in a message: the search itself (R1). The rules and terms are data; what follows is in guard.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from coach_core.knowledge.eased import without_eased
from coach_core.knowledge.expecting import after_birth, is_expecting, loss_told
from coach_core.knowledge.felt import felt
from coach_core.knowledge.finding import find_terms
from coach_core.knowledge.forbidden import is_forbidden, without_one_lift
from coach_core.knowledge.gauged import has_high_pressure
from coach_core.knowledge.harmless import without_harmless
from coach_core.knowledge.heard import heard
from coach_core.knowledge.idioms import without_idioms
from coach_core.knowledge.negation import negated
from coach_core.knowledge.nicknames import without_names
from coach_core.knowledge.own_past import without_own_past
from coach_core.knowledge.phrases import Hit, Phrases, Rule, load_phrases
from coach_core.knowledge.scores import pain_score
from coach_core.knowledge.statements import is_minor
from coach_core.knowledge.tokens import Token, plain, tokens
from coach_core.knowledge.young import born_young, has_young_baby, not_adult_yet, young_birthday
from coach_core.values import dataclass

__all__ = ["Flag", "Phrases", "find_flag", "load_phrases", "says_better", "says_cleared"]

ORDER = ("R1", "minor", "R2", "R3", "R4")
MILD = 2  # pain up to 2 of 10 may be worked around (R28)


@dataclass(frozen=True, slots=True)
class Flag:
    """What was found: the level ("R1" to "R4", R1 gravest) and the category; never the words of the person.

    Category "past": chest pain that is told as no longer there."""

    level: str
    category: str


STRESS_LEAK = Flag("R2", "pelvic")  # leaking in effort after a birth (R29); without a birth it may be a nerve


def find_flag(text: str, phrases: Phrases, stage: str | None = None, year: int | None = None) -> Flag | None:
    """The gravest red flag of a text in any language that the phrases have, or None. Never raises; linear time.

    ``stage`` "postpartum" (known of the person) makes the signs of training rule R29 count as well. ``year``: of
    the message; without it a year of birth ("born in 2011") says nothing.
    """
    return _gravest(text, phrases, stage, year if any(map(str.isnumeric, text)) else None)


@lru_cache(maxsize=8)  # a turn asks several times
def _gravest(text: str, phrases: Phrases, stage: str | None, year: int | None) -> Flag | None:
    text, lasting = without_own_past(without_harmless(without_idioms(without_names(without_one_lift(text)))))
    flag = _found(text, phrases, stage, year, lasting=lasting)
    while flag is not None and (rest := without_eased(text, flag.category, flag.level)) != plain(text):
        text = rest
        flag = _found(text, phrases, stage, year, lasting=lasting)
    return flag


def _found(text: str, phrases: Phrases, stage: str | None, year: int | None, *, lasting: bool) -> Flag | None:
    words = tokens(text, phrases.lists["fillers"])
    hits = heard(words, phrases)
    if "birth" in (hit.term for hit in hits):
        stage = "postpartum"
    found = list(_flags(words, hits, phrases, stage))
    if stage == "postpartum" and "lifting" in (hit.term for hit in hits):
        found = [STRESS_LEAK if flag.category == "bladder" else flag for flag in found]
    if is_minor(words) or young_birthday(text) or not_adult_yet(text) or (year is not None and born_young(text, year)):
        found.append(Flag("R2", "minor"))
    if is_expecting(text):
        found.append(Flag("R2", "pregnant"))
    if has_young_baby(text) or after_birth(text):
        found.append(Flag("R2", "postpartum"))
    if (whose := loss_told(text)) is not None:  # nobody is asked about a birth then
        found = [flag for flag in found if flag.category not in ("postpartum", "pregnant")]
        found += [Flag("R2", "loss")] if whose == "own" else []
    if is_forbidden(text):
        found.append(Flag("R2", "supervised"))
    if has_high_pressure(text):
        found.append(Flag("R2", "pressure"))
    if lasting:
        found.append(Flag("R2", "condition"))
    if not found:
        return None
    flag = _with_score(min(found, key=_gravity), words)
    if flag is None or not _has_passed(flag, text, phrases, stage):
        return flag
    return replace(flag, category="past") if flag.category == "chest" else None


def _has_passed(flag: Flag, text: str, phrases: Phrases, stage: str | None) -> bool:
    """Whether chest pain or a lack of air is told as no longer there ("ya no me duele el pecho"), and nothing else."""
    if flag.category not in PASSING or not (phrases.lists["over"] or phrases.lists["revokers"] & NO_LONGER):
        return False
    revokers = phrases.lists["revokers"] - NO_LONGER
    lists = {**phrases.lists, "over": frozenset[str](), "revokers": revokers}
    return _found(text, replace(phrases, lists=lists), stage, None, lasting=False) is None


PASSING = frozenset({"chest", "breath"})
NO_LONGER = frozenset({"longer", "anymore"})


def says_cleared(text: str, phrases: Phrases) -> bool:
    """Whether a text says that a professional has cleared the person ("my doctor cleared me"). Never raises."""
    return "cleared" in _terms(text, phrases)


def says_better(text: str, phrases: Phrases, stage: str | None = None) -> bool:
    """Whether a text says that it is over ("I'm fine now", "no chest pain anymore", "ya no me duele"). Never raises.

    Only for somebody whose training is paused: for anybody else "no longer" tells of what there was.
    """
    for_good = replace(phrases, lists={**phrases.lists, "over": frozenset(), "revokers": frozenset()})
    over = find_flag(text, phrases, stage) is not None or _denies(text, for_good)
    return find_flag(text, for_good, stage) is None and (over or "better" in _terms(text, for_good))


def _denies(text: str, phrases: Phrases) -> bool:
    words = tokens(text, phrases.lists["fillers"])
    hits = felt(words, find_terms(words, phrases), phrases)
    denied = negated(words, hits, phrases)
    return any(hit.first in denied and hit.term in phrases.symptoms - CLEARANCES for hit in hits)


CLEARANCES = frozenset({"cleared", "better"})


def _terms(text: str, phrases: Phrases) -> frozenset[str]:
    return frozenset(hit.term for hit in heard(tokens(text, phrases.lists["fillers"]), phrases))


def _flags(words: Sequence[Token], hits: list[Hit], phrases: Phrases, stage: str | None) -> Iterable[Flag]:
    there = {hit.term for hit in hits}
    for place in sorted({place for term in there for place in phrases.by_term.get(term, ())}):
        rule = phrases.rules[place]
        if rule.stage not in (None, stage or "none") or not all(group & there for group in rule.groups):
            continue
        if _together(words, hits, rule):
            yield Flag(rule.level, rule.category)


def _together(words: Sequence[Token], hits: list[Hit], rule: Rule) -> bool:
    """Whether a hit of every group stands within the window: one pass that remembers the last hit of each group."""
    latest: list[Hit | None] = [None] * len(rule.groups)
    for hit in hits:
        for number, group in enumerate(rule.groups):
            if hit.term not in group or (rule.ordered and number and latest[number - 1] is None):
                continue
            latest[number] = hit
            if _within(words, latest, rule.window):
                return True
    return False


def _within(words: Sequence[Token], latest: list[Hit | None], window: int) -> bool:
    there = [hit for hit in latest if hit is not None]
    if len(there) < len(latest):
        return False
    last_begin = max(words[hit.first].at for hit in there)
    first_end = min(words[hit.last].at for hit in there)
    return last_begin - first_end <= window


def _with_score(flag: Flag, words: tuple[Token, ...]) -> Flag | None:
    """Pain told as at most 2 of 10, and nothing graver, is no reason to stop (R28); nor are tired muscles."""
    if flag.category == "tired":
        return Flag("R4", "soreness")
    score = pain_score(words) if flag.category in ("pain", "place") else None
    if score is None or score > MILD:
        return flag
    return Flag("R4", "mild") if score else None


def _gravity(flag: Flag) -> tuple[int, int]:
    """R1, then a person under age, then R2 …; pregnancy and birth come before what else is R2."""
    if flag.category == "minor":
        return ORDER.index("minor"), 0
    return ORDER.index(flag.level), LATER.get(flag.category, 0)


LATER = {
    "pregnant": 1,
    "postpartum": 2,
    "eating": 3,
    "surgery": 4,
    "condition": 5,
    "heart-known": 5,
    "medicine": 5,
}  # 0: what stops at once
