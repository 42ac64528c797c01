"""A person's data: what is stored, all of it as files, all of it gone. Never another person's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from coach_core.challenge.asked import Asked
from coach_core.commands.answers import plain
from coach_core.commands.asking import ask
from coach_core.facts import SetDone
from coach_core.person import Health, Person
from coach_core.talk import Attachment, Button, Say, msg
from coach_core.training.as_data import change_data, set_data
from coach_core.turn import Call, Outcome, Rows, Want

COLUMNS = (
    "date", "time", "program", "week", "day", "exercise", "set", "load", "unit", "load_kind", "reps", "reps_left",
    "reps_right", "seconds", "rir", "rpe", "warmup", "failed", "note",
)  # fmt: skip


def privacy(call: Call) -> Outcome:
    """/privacy"""
    lines = (
        msg("privacy-what"), msg("privacy-where"),
        msg("privacy-encrypted" if call.given.encrypted else "privacy-not-encrypted"), msg("privacy-rights"),
    )  # fmt: skip
    row = (Button("export:", msg("button-export")), Button("erase:", msg("button-erase")))
    return Outcome(call.person, (Say(lines, (row,)),))


def wants_all(call: Call) -> Want | None:
    """Everything of the person."""
    return Want(everything=True, group=Asked(mine=True))


def export(call: Call) -> Outcome:
    """/export: both files."""
    rows = call.given.rows
    text = json.dumps(export_json(call.person, rows), ensure_ascii=False, indent=1)
    files = (
        Attachment("topset.json", "application/json", text),
        Attachment("topset.csv", "text/csv", export_csv(rows)),
    )
    return Outcome(call.person, (Say((msg("export-here", n=len(rows.sets)),), files=files),))


def export_json(person: Person, rows: Rows) -> dict[str, object]:
    """The whole of a person's data (interfaces.md section 5); no ids of a platform, times kept."""
    return {
        "topset_export": 1,
        "person": person_data(person),
        "sets": [_set(s) for s in sorted(rows.sets, key=lambda s: (s.at, s.set_id))],
        "workouts": [_plain(w) for w in sorted(rows.workouts, key=lambda w: (w.ended_at, w.workout))],
        "load_changes": [
            {
                **change_data(c),
                "change_id": c.change_id,
                "at": c.at.isoformat(),
                "workout": c.workout,
                "reason": _plain(c.reason),
            }
            for c in sorted(rows.changes, key=lambda c: (c.at, c.change_id))
        ],
        "steps": [_plain(s) for s in sorted(rows.steps, key=lambda s: (s.at, s.step_id))],
        "measurements": [_plain(m) for m in sorted(rows.measurements, key=lambda m: (m.at, m.measurement_id))],
        "reminders": _reminders(person),
        "challenges": _challenges(person, rows),
    }


def _set(s: SetDone) -> dict[str, object]:
    """A set as it was logged, with its workout and what was asked for: scores of challenges follow from the export."""
    asked = {"workout": s.workout, "goal_reps": s.goal_reps, "goal_rir": s.goal_rir}
    return {**set_data(s, "stored"), **asked}


def _challenges(person: Person, rows: Rows) -> list[dict[str, object]]:
    """Every challenge with the person's own row; of those that run also what the score is made of."""
    parts = {e.challenge: e for e in person.entries}
    return [
        {
            "kind": c.kind, "starts_at": c.starts_at.isoformat(), "ends_at": c.ends_at.isoformat(),
            "name": own.name, "score": own.standing.score / 1000, "sessions": own.standing.sessions,
            "part": _plain(parts[c.number]) if c.number in parts else None,
        }
        for c in sorted(rows.group.challenges, key=lambda c: (c.starts_at, c.number))
        if (own := rows.group.own.get(c.number)) is not None
    ]  # fmt: skip


def _reminders(person: Person) -> list[dict[str, object]]:
    s = person.settings
    if not s.reminders:
        return []
    return [{"kind": "workout", "days": list(s.days or ()), "hour": s.hour, "zone": s.zone}]


def person_data(person: Person) -> dict[str, object]:
    """Settings, consent, health answers and the place in the program."""
    plan = person.training.plan
    return {
        "settings": _plain(person.settings),
        "consent": _plain(person.consent) if person.consent else None,
        "health": _plain(person.health),
        "plan": _plain(plan) if plan else None,
        "lifts": {name: _plain(lift) for name, lift in sorted(person.training.lifts.items())},
    }


def _plain(value: object) -> object:
    """A value as JSON has it: weights as load and unit, times as text."""
    return _flat(asdict(value))  # type: ignore[call-overload]


def _flat(value: object) -> object:
    if isinstance(value, Mapping):
        if set(value) == {"hundredths", "unit"}:
            return {"load": value["hundredths"] / 100, "unit": str(value["unit"])}
        return {str(k): _flat(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_flat(v) for v in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def export_csv(rows: Rows) -> str:
    """One row a set. A cell that a spreadsheet could take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for s in sorted(rows.sets, key=lambda s: (s.at, s.set_id)):
        writer.writerow([_cell(v) for v in _row(s)])
    return out.getvalue()


def _row(s: SetDone) -> list[object]:
    data = set_data(s, "stored")
    when = {"date": s.at.date().isoformat(), "time": s.at.time().isoformat("seconds")}
    return [when.get(c, data.get(c)) for c in COLUMNS]


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def erase(call: Call) -> Outcome:
    """/erase: after one question, everything."""
    if call.press[:1] == ("sure",):
        question = call.person.question
        if question is None or question.command != "erase":
            return Outcome(call.person, plain(call.person, msg("old-button")))
        gone = Person(number=call.person.number, turn=call.person.turn, made=call.person.made, said=call.person.said)
        return Outcome(replace(gone, health=Health()), plain(gone, msg("erased")), erase=True)
    row = (Button("cancel:", msg("button-keep-data")), Button("erase:sure", msg("button-erase-all")))
    return ask(call, "confirm", Say((msg("erase-sure"),), (row,)), "erase", yes="sure")
