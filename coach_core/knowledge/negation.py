"""Which symptoms of a message are denied ("no chest pain", "sin mareos"). Only a plain "no" right over them counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.tokens import Token

DOUBLE_REACH = 6  # words in which "can't … without" turns the "without" round
REACH = 24  # words over which one "no" can reach at most: keeps the search linear
EXCEPT_REACH = 10  # words between a denied pain and the "except" that takes it back for one place
PLACE_REACH = 6  # words between that "except" and its place: small words only
DENIABLE = frozenset({"pain", "tight", "heavy", "odd", "sharp", "numb", "chest-pain"})
GRAVE_PLACES = frozenset({"chest", "heart", "left-arm", "jaw", "head"})


def negated(words: Sequence[Token], hits: Sequence[Hit], phrases: Phrases) -> frozenset[int]:
    """First tokens of the terms that are denied. One pass over the words."""
    covers: dict[int, list[Hit]] = {}
    for hit in hits:
        covers.setdefault(hit.first, []).append(hit)
    denied: set[int] = set()
    reach = _Reach(words, covers, phrases)
    for place, token in enumerate(words):
        if token.word in phrases.lists["negators"] and not reach.turned(place) and not reach.inside(place):
            denied |= reach.denied_after(place)
    return frozenset(denied | reach.answered())


def excepted(words: Sequence[Token], denied: Sequence[Hit], places: Sequence[Hit], phrases: Phrases) -> list[Hit]:
    """What a "no" does not cover after all: "no pain except in my chest", "no chest pain yesterday but today yes".

    Each such pain comes back as a hit: at its place, or where it was denied. Linear: every reach is bounded.
    """
    grave = {hit.first: hit for hit in places if hit.term in GRAVE_PLACES}
    found: list[Hit] = []
    for hit in denied:
        if hit.term not in DENIABLE:
            continue
        for place in range(hit.last + 1, min(len(words), hit.last + 1 + EXCEPT_REACH)):
            if words[place].word in phrases.lists["exceptions"]:
                found.extend(_taken_back(words, hit, place, grave, phrases))
    return found


def _taken_back(
    words: Sequence[Token], hit: Hit, place: int, grave: Mapping[int, Hit], phrases: Phrases
) -> Iterator[Hit]:
    """The pain that an "except" at ``place`` leaves standing: in a grave place, or the denied one with a "yes"."""
    ahead = range(place + 1, min(len(words), place + 1 + PLACE_REACH))
    if any(words[i].word in phrases.lists["affirmers"] and _closes(words, i) for i in ahead):
        yield hit
    for i in ahead:
        if i in grave:
            yield Hit("pain", i, grave[i].last)
            return
        if not any(words[i].word in phrases.lists[name] for name in SMALL):
            return


def _closes(words: Sequence[Token], place: int) -> bool:
    """Whether a word ends its clause: "but today yes", and not the "si" (if) of "pero si cuesta"."""
    return place + 1 == len(words) or words[place + 1].parted


SMALL = ("fillers", "bridges", "alternatives", "exceptions", "affirmers")


class _Reach:
    """How far a "no" reaches: over small words and places of the body to the next symptom, and on over "or"."""

    def __init__(self, words: Sequence[Token], covers: dict[int, list[Hit]], phrases: Phrases) -> None:
        self.words, self.covers, self.phrases = words, covers, phrases
        self.part = frozenset(i for many in covers.values() for h in many for i in range(h.first + 1, h.last + 1))

    def inside(self, place: int) -> bool:
        """Whether this "no" belongs to a symptom ("no puedo respirar")."""
        owned = any(h.last > h.first and h.term in self.phrases.symptoms for h in self.covers.get(place, ()))
        return owned or place in self.part

    def turned(self, place: int) -> bool:
        """Whether another "no" before it turns it round ("can't train without chest pain", "ya no")."""
        lists = self.phrases.lists
        if place and self.words[place - 1].word in lists["over"]:
            return True
        if self.words[place].word not in lists["double"]:
            return False
        before = self.words[max(0, place - DOUBLE_REACH) : place]
        return any(t.word in lists["negators"] or t.word in lists["turners"] for t in before)

    def denied_after(self, place: int) -> set[int]:
        denied: set[int] = set()
        end_of_reach = min(len(self.words), place + REACH)
        place += 1
        while place < end_of_reach and not self.words[place].parted:
            here = self.covers.get(place, [])
            symptoms = [h for h in here if h.term in self.phrases.symptoms]
            if symptoms:
                end = max(h.last for h in symptoms)
                if self._revoked(end):
                    break
                denied.add(place)
                place = self._after(end + 1)
                if place < 0:
                    break
            elif here:
                place = max(h.last for h in here) + 1
            elif self.words[place].word in self.phrases.lists["bridges"]:
                place += 1
            else:
                break
        return denied

    def _after(self, place: int) -> int:
        """Past the place of a denied symptom ("no pain in my chest or …") to what follows the "or"; -1 if nothing."""
        lists = self.phrases.lists
        while place < len(self.words) and not self.words[place].parted:
            word = self.words[place].word
            if word in lists["alternatives"]:
                return place + 1
            here = [h for h in self.covers.get(place, []) if h.term not in self.phrases.symptoms]
            if not here and word not in lists["bridges"]:
                return -1
            place = max((h.last for h in here), default=place) + 1
        return -1

    def _revoked(self, end: int) -> bool:
        """Whether the words after it take the "no" back: "never had chest pain like this", "… until today"."""
        following = self.words[end + 1 : end + 5]
        return any(token.word in self.phrases.lists["revokers"] for token in following if not token.parted)

    def answered(self) -> set[int]:
        """Symptoms with their answer right after them: "pain: none", "dolor: no"."""
        found = set()
        for first, hits in self.covers.items():
            after = max(h.last for h in hits) + 1
            if after < len(self.words) and self.words[after].word in self.phrases.lists["answers"]:
                ends = after + 1 == len(self.words) or self.words[after + 1].parted
                if ends and any(h.term in self.phrases.symptoms for h in hits):
                    found.add(first)
        return found
