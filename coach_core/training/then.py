"""The settings that a finished workout was worked out with, kept beside its plan, for a past that is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.person import Equipment, Level, Settings
from coach_core.training.weight import Unit, weigh


def written_settings(settings: Settings) -> Mapping[str, str | None]:
    """What decides numbers: unit, level, equipment, zone, bar."""
    bar = settings.bar
    return {
        "unit": settings.unit,
        "level": settings.level,
        "equipment": settings.equipment,
        "zone": settings.zone,
        "bar": f"{bar.amount} {bar.unit}" if bar else None,
    }


def settings_then(plan: Mapping[str, object], now: Settings) -> Settings:
    """The settings of a finished workout; those of now where it has kept none."""
    kept = plan.get("settings")
    if not isinstance(kept, Mapping):
        return now
    amount, _, unit = str(kept.get("bar") or "").partition(" ")
    return replace(
        now,
        unit=Unit(kept["unit"]) if kept.get("unit") else None,
        level=Level(kept["level"]) if kept.get("level") else None,
        equipment=Equipment(kept["equipment"]) if kept.get("equipment") else None,
        zone=kept.get("zone"),
        bar=weigh(amount, Unit(unit)) if amount else None,
    )
