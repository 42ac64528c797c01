"""The terms of the red flags, made ready for looking up. The terms themselves are in data/safety; rules use them.

In the files a term is a few words; ``numb*`` stands for every word that begins so, ``chest~`` also for a word that is
one slip of the finger away. Small words ("my", "the") may stand between the words of a term.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from coach_core.knowledge.tokens import plain, unstretched
from coach_core.values import dataclass

PASSED_OVER = frozenset(["my", "the", "a", "an", "your", "el", "la", "los", "las", "mi", "mis"])
LIST_NAMES = (
    "fillers",
    "negators",
    "double",
    "turners",
    "unsaid",
    "bridges",
    "alternatives",
    "revokers",
    "answers",
    "untils",
    "over",
    "plain",
    "exceptions",
    "affirmers",
    "weak_affirmers",
    "present",
    "limits",
    "circumstances",
    "joiners",
    "contrasts",
    "returns",
    "closers",
    "wholly",
    "partitives",
    "vague",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A flag: every group must be met (by any of its terms) within ``window`` words that carry meaning.

    ``stage``: counts only when that stage ("postpartum") is known of the person or said in the text.
    """

    level: str
    category: str
    groups: tuple[frozenset[str], ...]
    window: int = 6
    ordered: bool = False
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: which one, and its first and last token."""

    term: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Everything that find_flag looks up. ``starts`` leads from a word pattern to the terms that begin with it,
    ``by_term`` from a term to the places of rules that need it, each rule once. One is like no other: it is large.
    """

    rules: tuple[Rule, ...]
    by_term: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    lists: Mapping[str, frozenset[str]]
    symptoms: frozenset[str]

    def patterns(self, word: str) -> frozenset[str]:
        """The word patterns that a word of a message meets. Linear in the length of the word."""
        found: set[str] = set()
        for form in unstretched(word[:40]):
            found.update(self.words.get(form, ()))
            for end in range(3, len(form) + 1):
                found.update(self.stems.get(form[:end], ()))
            if not found and len(form) >= 4 and form not in self.lists["plain"]:
                found.update(p for key in (form, *_shorter(form)) for p in self.slips.get(key, ()) if _near(p, form))
        return frozenset(found)


def load_phrases(texts: Iterable[str]) -> Phrases:
    """Build the phrases from the texts of all files of data/safety: rules, terms and small words of every language.

    Raises ``ValueError`` when a rule names a term that no file has.
    """
    files = [tomllib.loads(text) for text in texts]
    terms: dict[str, list[str]] = {}
    for file in files:
        for name, forms in file.get("terms", {}).items():
            terms.setdefault(name, []).extend(forms)
    rules = tuple(_rule(entry) for file in files for entry in file.get("rules", ()))
    missing = {name for rule in rules for group in rule.groups for name in group} - terms.keys()
    if missing:
        raise ValueError(f"rules name terms that no file has: {sorted(missing)}")
    return _indexed(rules, terms, files)


def _rule(entry: Mapping[str, Any]) -> Rule:
    groups = tuple(frozenset(group.split("|")) for group in entry["all"])
    return Rule(
        entry["level"],
        entry["category"],
        groups,
        entry.get("window", 6),
        entry.get("ordered", False),
        entry.get("stage"),
    )


def _indexed(rules: tuple[Rule, ...], terms: Mapping[str, list[str]], files: list[dict[str, Any]]) -> Phrases:
    starts: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    patterns: set[str] = set()
    for name, forms in terms.items():
        for form in forms:
            words = term_words(form)
            starts.setdefault(words[0], []).append((name, tuple(words[1:])))
            patterns.update(words)
    lists = {key: frozenset(plain(w) for file in files for w in file.get(key, ())) for key in LIST_NAMES}
    symptoms = frozenset(name for file in files for name in file.get("symptoms", ()))
    slips = {p: (p[:-1], *_shorter(p[:-1])) for p in patterns if p.endswith("~")}
    stems = {p: (p[:-1],) for p in patterns if p.endswith("*")}
    begun = {first: tuple(ends) for first, ends in starts.items()}
    return Phrases(rules, _by_term(rules), _exact(patterns), _turned(stems), _turned(slips), begun, lists, symptoms)


def _by_term(rules: Iterable[Rule]) -> dict[str, tuple[int, ...]]:
    """A rule is looked at where a term of its smallest group is there."""
    found: dict[str, tuple[int, ...]] = {}
    for place, rule in enumerate(rules):
        for term in min(rule.groups, key=len):
            found[term] = (*found.get(term, ()), place)
    return found


def _exact(patterns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By a word itself the patterns that it meets: itself, and itself with a slip."""
    table = {p: (p,) for p in patterns if p[-1] not in "*~"}
    return table | {p[:-1]: (*table.get(p[:-1], ()), p) for p in patterns if p[-1] == "~"}


def term_words(form: str) -> list[str]:
    """The words of a term as they are looked up: plain, without the little words inside that anybody may leave out."""
    words = plain(form).split()
    if len(words) < 3:
        return words
    return [w for i, w in enumerate(words) if i in (0, len(words) - 1) or w not in PASSED_OVER]


def _turned(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for pattern, forms in sorted(keys.items()):
        for form in dict.fromkeys(forms):
            table.setdefault(form, []).append(pattern)
    return {form: tuple(patterns) for form, patterns in table.items()}


def _shorter(word: str) -> tuple[str, ...]:
    """The word with any one letter left out: two words that share one of these are a slip apart."""
    return tuple(word[:i] + word[i + 1 :] for i in range(len(word))) if len(word) <= 18 else ()


def _near(pattern: str, word: str) -> bool:
    """Slips rarely touch the first letter, unless the first two are swapped."""
    right = pattern.rstrip("~")
    return right[0] == word[0] or right[:2] == word[1::-1]
