"""What a "no" does not cover after all: "no pain except in my chest", "none yesterday but today yes". Not the "no".

The short "but now I do", "it is back" after a denial is in turned.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.tokens import Token
from coach_core.knowledge.turned import turned
from coach_core.values import dataclass

EXCEPT_REACH = 12  # words between a denied pain and what takes it back
PLACE_REACH = 6  # words between that "except" and its place: small words only
DENIABLE = frozenset({"pain", "tight", "heavy", "odd", "sharp", "numb", "chest-pain"})
GRAVE_PLACES = frozenset({"chest", "heart", "left-arm", "jaw", "head", "saddle"})
SMALL = ("fillers", "bridges", "alternatives", "exceptions", "affirmers")


@dataclass(frozen=True, slots=True)
class _Around:
    """The words about a denied pain: where grave places and any terms begin, and which words belong to a term."""

    words: Sequence[Token]
    phrases: Phrases
    grave: Mapping[int, Hit]
    terms: Mapping[int, frozenset[str]]
    inside: frozenset[int]

    def has(self, place: int, *names: str) -> bool:
        """Whether the word there stands in one of the lists of small words."""
        return place < len(self.words) and any(self.words[place].word in self.phrases.lists[n] for n in names)

    def parted(self, place: int) -> bool:
        """Whether a clause ends before this word."""
        return place >= len(self.words) or self.words[place].parted


def excepted(words: Sequence[Token], denied: Sequence[Hit], places: Sequence[Hit], phrases: Phrases) -> list[Hit]:
    """Each denied pain that comes back, as a hit: at its place, or where it was denied. Linear: reaches are bounded."""
    returned = turned(words, denied, phrases)
    if not any(hit.term in DENIABLE for hit in denied):
        return returned
    terms: dict[int, frozenset[str]] = {}
    for hit in places:
        terms[hit.first] = terms.get(hit.first, frozenset()) | {hit.term}
    grave = {hit.first: hit for hit in places if hit.term in GRAVE_PLACES}
    inside = frozenset(i for hit in (*places, *denied) for i in range(hit.first, hit.last + 1))
    around = _Around(words, phrases, grave, terms, inside)
    return [*returned, *(back for hit in denied if hit.term in DENIABLE for back in _back(around, hit))]


def _back(around: _Around, hit: Hit) -> Iterator[Hit]:
    for place in range(hit.last + 1, min(len(around.words), hit.last + 1 + EXCEPT_REACH)):
        if around.has(place, "exceptions"):
            yield from _taken_back(around, hit, place)
        if around.has(place, "affirmers") and around.has(place + 2, "weak_affirmers"):
            yield hit  # "no pain, or do I? yes I do"
        if around.has(place, "present") and _now(around, hit, place):
            yield hit


def _taken_back(around: _Around, hit: Hit, place: int) -> Iterator[Hit]:
    """What an "except" leaves standing: pain in a grave place, at times ("only when I lift"), or with a "yes"."""
    ahead = range(place + 1, min(len(around.words), place + 1 + PLACE_REACH))
    if any(around.has(i, "affirmers") and _answers(around, place, i) for i in ahead) or _at_times(around, place):
        yield hit
    for i in ahead:
        if i in around.grave:
            if not _weaker(around, i) and not _trained(around, hit, place, i):
                yield from (Hit(term, i, around.grave[i].last) for term in {"pain", hit.term})
            return
        if not around.has(i, *SMALL):
            return


def _answers(around: _Around, place: int, yes: int) -> bool:
    """Whether a "yes" closes its clause: "but today yes"; "but yes, tough set" and "pero si cuesta" are talk."""
    if yes + 1 == len(around.words):
        return True
    return around.parted(yes + 1) and yes > place + 1


def _at_times(around: _Around, place: int) -> bool:
    """ "No chest pain except when I lift", "… at rest, only at the top": a plain "but when" is not enough."""
    return around.has(place, "limits") and any(around.has(i, "circumstances") for i in range(place, place + 3))


def _now(around: _Around, hit: Hit, now: int) -> bool:
    """Whether "today", "now" say yes to what an earlier time was denied: "none before, now yes", "but it is now"."""
    between = range(hit.last + 1, now)
    if not around.words[now].parted and all(i in around.inside or around.has(i, "bridges", "fillers") for i in between):
        return False  # "no chest pain today, yes …": the day of the denial itself
    near = (now - 1, now + 1, now - 2, now + 2)
    if any(i > hit.last and around.has(i, "affirmers") for i in near):
        return True
    return any(i > hit.last and around.has(i, "weak_affirmers") and around.parted(max(i, now) + 1) for i in near)


def _weaker(around: _Around, place: int) -> bool:
    """ "No pain, but my left arm is weaker": a side compared, which is no pain; suddenly weaker is a rule."""
    after = around.grave[place].last + 1
    return any("weaker" in around.terms.get(i, ()) for i in (after, after + 1))


def _trained(around: _Around, hit: Hit, place: int, chest: int) -> bool:
    """ "No pain today, just chest and back": bare muscles of a day named before it. "Just my chest" is none."""
    if not around.has(place, "limits") or chest != place + 1 or not around.words[place].parted:
        return False
    day = any(around.has(i, "present") for i in range(hit.last + 1, place))
    return day and around.has(chest + 1, "joiners") and bool(around.terms.get(chest + 2, frozenset()) - GRAVE_PLACES)
