"""A chart in words and numbers, fit for JSON: titles, labels and dates in a language. Drawing it is in charts.py."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.language import Language
from coach_core.picture import Chart, Picture, Place, Standings

MARKS = 6  # dates at most under an axis


def in_words(picture: Picture, language: Language) -> dict[str, Any]:
    """Everything that the picture shows; ``shape`` says how it is drawn."""
    if isinstance(picture, Chart):
        return {"shape": "days", **_days(picture, language)}
    title, places = language.render(picture.title).text, [_place(place, language) for place in picture.places]
    if isinstance(picture, Standings):
        legend = [language.render(line).text for line in picture.legend]
        more = language.render(picture.more).text if picture.more is not None else ""
        return {"shape": "standings", "title": title, "places": places, "legend": legend, "more": more}
    lines = [language.render(line).text for line in picture.lines]
    return {"shape": "podium", "title": title, "places": places, "lines": lines}


def _place(place: Place, language: Language) -> dict[str, Any]:
    said, name = language.render(place.said).text, place.name
    called = name if isinstance(name, str) else language.render(name).text
    return {"rank": place.rank, "name": called, "value": place.value, "before": place.before, "said": said}


def _days(chart: Chart, language: Language) -> dict[str, Any]:
    """Days are numbers (1 is the first of January of the year 1); ``marks`` are the days that are named."""
    days = [d for d, _ in chart.bars] or sorted({d for c in chart.curves for d, _ in c.points})
    step = -(-len(days) // MARKS) or 1
    return {
        "curves_title": language.render(chart.curves_title).text,
        "bars_title": language.render(chart.bars_title).text,
        "curves": [
            {"label": language.render(c.label).text, "points": [[d.toordinal(), v] for d, v in c.points]}
            for c in chart.curves
        ],
        "bars": [[d.toordinal(), v] for d, v in chart.bars],
        "marks": [[d.toordinal(), _named(d, language)] for d in days[::step]],
    }


def _named(day: date, language: Language) -> str:
    return language.formats.habits.day(day, "MMMd")
