"""Which symptoms of a message are denied ("no chest pain", "sin mareos"). Only a plain "no" right over them counts.

What an exception leaves standing all the same ("no pain except in my chest") is in taken_back.py; a feeling that is
denied ("no siento dolor") in felt.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.tokens import Token

DOUBLE_REACH = 6  # words in which "can't … without" turns the "without" round
REACH = 24  # words over which one "no" can reach at most: keeps the search linear
LONGEST_ANSWER = 3  # words
ANSWERED_AT_MOST = 7  # words of "no, without any pain in my chest"
ANSWER_REACH = 8  # words between a symptom and its answer: "dolor en el pecho: no"
BODY = frozenset(
    {"chest", "heart", "head", "back", "hip", "knee", "joint", "leg", "legs", "foot", "belly", "groin", "pelvis"}
    | {"arm", "left-arm", "jaw", "thigh", "calf", "muscle"}
)


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
        elif " ".join(t.word for t in words[place : place + 3]) in phrases.lists["partitives"]:
            denied |= reach.denied_vaguely(place + 2)
    return frozenset(denied | reach.answered())


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
        if self._unsaid(place):
            return True
        if self.words[place].word not in lists["double"] or self._answers_no(place):
            return False
        before = self.words[max(0, place - DOUBLE_REACH) : place]
        return any(t.word in lists["negators"] or t.word in lists["turners"] for t in before)

    def _answers_no(self, place: int) -> bool:
        """ "No, without chest pain", and little more: the first "no" is an answer of its own."""
        first = place == 1 and self.words[0].word in self.phrases.lists["negators"]
        return first and self.words[1].parted and len(self.words) <= ANSWERED_AT_MOST

    def _unsaid(self, place: int) -> bool:
        """ "I can't say there is no pain", "no digo que no me duela": the first "no" denies the second."""
        lists, said = self.phrases.lists, False
        for before in range(place - 1, max(-1, place - 1 - DOUBLE_REACH), -1):
            word = self.words[before].word
            if self.words[before + 1].parted:
                return False
            if said and (word in lists["negators"] or word in lists["turners"]):
                return True
            if word in lists["unsaid"]:
                said = True
            elif not said and word not in lists["bridges"] and word not in lists["fillers"]:
                return False
        return False

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
                place = self._over_or(max(h.last for h in here) + 1, here)
            elif self.words[place].word in self.phrases.lists["bridges"]:
                place += 1
            else:
                break
        return denied

    def denied_vaguely(self, place: int) -> set[int]:
        """ "None of that chest pain stuff": only where nothing is told of it ("none of that pain has gone")."""
        denied = self.denied_after(place)
        hits = [h for first in denied for h in self.covers[first]]
        if any(h.term == "better" for h in hits):
            return set()
        end = max((h.last for h in hits), default=place) + 1
        closed = end >= len(self.words) or self.words[end].parted or self.words[end].word in self.phrases.lists["vague"]
        return denied if closed else set()

    def _over_or(self, place: int, here: Sequence[Hit]) -> int:
        """Past the "or" between two places of one pain: "no chest or back pain"."""
        if place + 1 >= len(self.words) or self.words[place].word not in self.phrases.lists["alternatives"]:
            return place
        places = (here, self.covers.get(place + 1, ()))
        return place + 1 if all(any(h.term in BODY for h in hits) for hits in places) else place

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
        following, lists = self.words[end + 1 : end + 5], self.phrases.lists
        said = (" ".join(t.word for t in some) for some in pairwise(following) if not some[1].parted)  # "this bad"
        told = any(token.word in lists["revokers"] for token in following if not token.parted)
        return told or not lists["revokers"].isdisjoint(said)

    def answered(self) -> set[int]:
        """Symptoms with their answer right after them: "pain: none", "dolor: no", "dolor en el pecho: no"."""
        symptoms = self.phrases.symptoms
        told = {first: hits for first, hits in self.covers.items() if any(h.term in symptoms for h in hits)}
        return {first for first, hits in told.items() if self._answer(max(h.last for h in hits) + 1)}

    def _is_answer(self, place: int) -> int:
        """The words of the answer that stands here, "never" or "not at all"; 0 for none."""
        said = [t.word for t in self.words[place : place + LONGEST_ANSWER]]
        sizes = range(len(said), 0, -1)
        return next((n for n in sizes if " ".join(said[:n]) in self.phrases.lists["answers"]), 0)

    def _answer(self, place: int) -> bool:
        for after in range(place, min(place + ANSWER_REACH, len(self.words))):
            token = self.words[after]
            if (size := self._is_answer(after)) > 0:
                follows = self.words[after + size : after + size + 1]
                corrects = token.comma and bool(follows) and follows[0].word[0].isdigit()  # "chest pain, no, 90"
                closed = not follows or (follows[0].parted and follows[0].word not in self.phrases.lists["untils"])
                return closed and not corrects
            here = self.covers.get(after, ())
            if token.parted or any(h.term in self.phrases.symptoms for h in here):
                return False
            small = any(token.word in self.phrases.lists[name] for name in ("bridges", "alternatives"))
            if not here and after not in self.part and not small:
                return False
        return False
