"""The documents of a person as JSON: what is in them, how older ones are brought up to date. Nothing of tables here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from operator import attrgetter, is_
from typing import Any, TypeVar

import msgspec

from coach_core.person import Health, Person, Training, Workout

Doc = dict[str, Any]
T = TypeVar("T")

# How a document of version i + 1 becomes one of version i + 2; only ever added to. Each step is handed the kind of
# document ("person", "training", "health"). New fields with a default need no step, unknown fields are ignored.
UPGRADES: tuple[Callable[[str, Doc], Doc], ...] = ()
VERSION = len(UPGRADES) + 1

APART = ("training", "health")
COUNTERS = ("turn", "made", "said")  # what nearly every turn moves
STEADY = tuple(f.name for f in fields(Person) if f.name not in (*APART, *COUNTERS))
steady_of = attrgetter(*STEADY)
but_for_sets = attrgetter(*(f.name for f in fields(Workout) if f.name != "sets"))
KINDS: Mapping[type, str] = {Person: "person", Training: "training", Health: "health"}

END = b"]}}"  # of a training with an open workout: its sets are the last field of the last field

encode = msgspec.json.Encoder().encode
DECODERS: Mapping[type, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(kind) for kind in KINDS}


def person_doc(person: Person, steady: bytes = b"") -> bytes:
    """A person without training and health. ``steady`` is their ``steady_doc``, where it is known."""
    counted = b'{"turn":%d,"made":%d,"said":%d,' % (person.turn, person.made, person.said)
    return counted + (steady or steady_doc(person))[1:]


def steady_doc(person: Person) -> bytes:
    """What most turns leave as it is: a person without counters, training and health."""
    return encode(dict(zip(STEADY, steady_of(person), strict=True)))


def stays(before: Person, after: Person) -> bool:
    """Whether ``steady_doc`` of both is the same, as far as can be told at a glance."""
    return all(map(is_, steady_of(before), steady_of(after)))


def training_doc(before: Training, doc: bytes, after: Training) -> bytes:
    """The training as JSON. ``doc`` is that of ``before``: one set more in the open workout is put at its end."""
    if not doc or not one_set_more(before, after):
        return encode(after)
    assert after.open is not None
    return b"%b%b%b%b" % (doc[: -len(END)], b"," if after.open.sets[1:] else b"", encode(after.open.sets[-1]), END)


def one_set_more(before: Training, after: Training) -> bool:
    """Whether the last set of the open workout is all that is new."""
    if before.open is None or after.open is None or not after.open.sets:
        return False
    same = before.plan is after.plan and before.lifts is after.lifts and before.open.sets == after.open.sets[:-1]
    return same and all(map(is_, but_for_sets(before.open), but_for_sets(after.open)))


def person_of(version: int, doc: bytes, training: bytes, health: bytes) -> Person:
    """A person from the three documents. Those of today are joined and read in one go."""
    if version == VERSION:
        person: Person = DECODERS[Person].decode(b'{"training":%b,"health":%b,%b' % (training, health, doc[1:]))
        return person
    apart = decode(Training, version, training), decode(Health, version, health)
    return replace(decode(Person, version, doc), training=apart[0], health=apart[1])


def decode(kind: type[T], version: int, raw: bytes) -> T:
    """A document as a value, brought up to date first if it is older."""
    if version == VERSION:
        value: T = DECODERS[kind].decode(raw)
        return value
    doc = msgspec.json.decode(raw)
    for upgrade in UPGRADES[version - 1 :]:
        doc = upgrade(KINDS[kind], doc)
    return msgspec.convert(doc, kind)
