"""Texts: values, plurals, bold, missing texts, harmless values."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from talking import all_texts

from bot.catalogs import Catalog
from bot.formats import Formats
from bot.language import LOST, Language
from bot.rendered import Span
from bot.texts import Texts
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.weight import Unit, Weight

TEXTS = {
    "load": "**{load}** for {n} reps",
    "sets": ("{n} set", "{n} sets"),
    "nested": "First: {inner}. {rest}",
    "bold-nested": "**{inner}**!",
    "show": "{x}",
    "date": "{x:date}",
    "time": "{x:time}",
    "percent": "{x:percent}",
    "grouped": "{x:grouped}",
    "range": "{x:range}",
    "plates": "{x:plates}",
    "seconds": "{x:seconds}",
    "weekday": "{x:weekday}",
    "exercise": "{x:exercise}",
    "text": "{x:text}",
    "zone": "{x:zone}",
    "lines": "{x:lines}",
    "plus": "{x:plus}",
    "and": "{x:and}",
    "name": "{x:name}",
    "exercise-step_up": "Step-up",
    "braces": "{{x}} stays",
}


def a_language(name: str, texts: dict[str, str | tuple[str, ...]], fallback: Language | None = None) -> Language:
    return Language(Catalog(name, texts, {}, lambda n: int(n != 1)), Formats(name), fallback)


@pytest.fixture
def english() -> Language:
    return a_language("en", dict(TEXTS))


@pytest.fixture
def spanish(english: Language) -> Language:
    return a_language("es", {k: v for k, v in TEXTS.items() if k != "load"}, english)


KG = Weight(8250, Unit.KG)
WRITTEN = [
    ("show", KG, "82.5 kg", "82,5 kg"),
    ("show", Weight(10000, Unit.LB), "100 lb", "100 lb"),
    ("show", Decimal("1.25"), "1.25", "1,25"),
    ("show", 1000, "1000", "1000"),
    ("show", 7.0, "7", "7"),
    ("show", 2.5, "2.5", "2,5"),
    ("show", float("nan"), "–", "–"),
    ("show", 1e308, None, None),
    ("show", None, "–", "–"),
    ("show", (1, 2, 3), "1, 2, 3", "1, 2, 3"),
    ("date", date(2026, 11, 23), "Mon, Nov 23", "lun, 23 nov"),
    ("date", "2026-11-23", "Mon, Nov 23", "lun, 23 nov"),
    ("date", "2026-11-23T18:00:00+00:00", "Mon, Nov 23", "lun, 23 nov"),
    ("date", "no date", "no date", "no date"),
    ("time", "18:00", "18:00", "18:00"),
    ("time", time(7, 5), "07:05", "07:05"),
    ("time", datetime(2026, 11, 23, 18, 0, tzinfo=UTC), "18:00", "18:00"),
    ("percent", Decimal(77), "77%", "77 %"),
    ("grouped", 1000000, "1\u202f000\u202f000", "1\u202f000\u202f000"),
    ("grouped", 9999, "9999", "9999"),
    ("grouped", Decimal("12.5"), "12.5", "12,5"),
    ("percent", (Decimal(77), Decimal("80.5")), "77–80.5%", "77–80,5 %"),
    ("percent", (Decimal(80), Decimal(80)), "80%", "80 %"),
    ("range", (8, 10), "8–10", "8–10"),
    ("range", (8, None), "8+", "8+"),
    ("plates", (Weight(2000, Unit.KG), Weight(125, Unit.KG)), "20 + 1.25", "20 + 1,25"),
    ("seconds", 45, "45 s", "45 s"),
    ("seconds", (120, 180), "2–3 min", "2–3 min"),
    ("seconds", 150, "2:30 min", "2:30 min"),
    ("weekday", 0, "Monday", "lunes"),
    ("weekday", (0, 3), "Mon, Thu", "lun, jue"),
    ("exercise", "step_up", "Step-up", "Step-up"),
    ("exercise", "zercher_carry", "zercher carry", "zercher carry"),
    ("exercise", ("step_up", "step_up"), "Step-up, Step-up", "Step-up, Step-up"),
    ("zone", "America/New_York", "New York", "Nueva York"),
    ("zone", "America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
    ("zone", "Asia/Kolkata", "Kolkata", "Calcuta"),
    ("zone", "Etc/GMT-2", "UTC+2", "UTC+2"),
    ("zone", "UTC", "UTC", "UTC"),
    ("text", "exercise-step_up", "Step-up", "Step-up"),
    ("lines", (Msg("show", {"x": 1}), Msg("show", {"x": 2})), "1\n2", "1\n2"),
    ("plus", (Msg("show", {"x": 1}), Msg("show", {"x": 2.5})), "1 + 2.5", "1 + 2,5"),
    ("and", ("a", "b", "c"), "a, b, and c", "a, b y c"),
]


@pytest.mark.parametrize(("key", "value", "en", "es"), WRITTEN)
def test_values(english: Language, spanish: Language, key: str, value: object, en: str | None, es: str | None) -> None:
    for language, wanted in ((english, en), (spanish, es)):
        text = language.render(msg(key, x=value)).text
        assert wanted is None or text == wanted


def test_plurals(english: Language) -> None:
    assert [english.render(msg("sets", n=n)).text for n in (0, 1, 2, 1.0, 2.5)] == [
        "0 sets",
        "1 set",
        "2 sets",
        "1 set",
        "2.5 sets",
    ]


def test_bold_is_a_span_and_never_comes_from_a_value(english: Language) -> None:
    whole = english.render(msg("load", load=KG, n=10))
    assert (whole.text, whole.spans) == ("82.5 kg for 10 reps", (Span(0, 7),))
    assert english.render(msg("show", x="**x** <b>@everyone")).spans == ()
    assert english.render(msg("show", x="**x** <b>@everyone")).text == "**x** <b>@everyone"


def test_spans_of_nested_texts_move_with_them(english: Language) -> None:
    whole = english.render(msg("nested", inner=msg("load", load=KG, n=1), rest=msg("nothing")))
    assert [whole.text[s.start : s.end] for s in whole.spans] == ["82.5 kg"]
    assert english.render(msg("bold-nested", inner=msg("load", load=KG, n=1))).spans == (Span(0, 18),)


def test_missing_here_is_english_with_this_language_s_numbers_missing_there_is_a_sentence(spanish: Language) -> None:
    assert spanish.render(msg("load", load=KG, n=10)).text == "82.5 kg for 10 reps"
    assert spanish.render(msg("no-such-key")).text == LOST
    assert spanish.render(msg("text", x="no-such-key")).text == LOST


def test_values_are_harmless(english: Language) -> None:
    evil = "a\u202eb\u2066c\u200bd\x00e\ud800f\ng" + "x\u0301\u0302\u0303\u0304\u0305" + "\u3164"
    text = english.render(msg("show", x=evil)).text
    assert text.startswith("abcdef gx")
    assert not any(c in text for c in "\u202e\u2066\u200b\x00\n\u3164\ud800")
    assert english.render(msg("show", x="z\u200czott\u200dman 1\u200d2")).text == "zzottman 12"  # hidden in Latin
    for kept in ("می\u200cخواهم", "👩\u200d🏋"):  # a word and an emoji that need theirs
        assert english.render(msg("show", x=kept)).text == kept
    assert len(english.render(msg("show", x="y" * 10_000)).text) == 300
    assert len(english.render(msg("name", x="y" * 10_000)).text) == 32


def test_a_message_in_itself_ends(english: Language) -> None:
    values: dict[str, object] = {}
    values["inner"] = Msg("bold-nested", values)
    assert english.render(Msg("bold-nested", values)).text.startswith("…")


def test_languages_are_chosen_by_their_base() -> None:
    texts = Texts()
    assert texts.choose(None, "es-MX") == "es"
    assert texts.choose("xx", "ES_es") == "es"
    assert texts.choose("tlh") == "en"
    assert texts.choose() == "en"
    assert texts.choose("") == "en"


def test_a_block_is_neutral_data() -> None:
    block = Texts().block(Say(lines=(msg("nothing"),), buttons=((Button("done:1", msg("nothing")),),)), "en")
    assert block["buttons"] == [[{"id": "done:1", "label": ""}]]
    assert (block["text"], block["spans"], block["files"], block["replace"]) == ("", [], [], False)


def test_one_moment_is_said_on_each_persons_own_clock() -> None:
    """Two who are told the same end one after the other: aware times are equal on all clocks."""
    at = datetime(2026, 12, 20, 21, tzinfo=UTC)
    said = [
        all_texts().render(msg("challenge-your-end", at=at.astimezone(ZoneInfo(zone))), "en").text
        for zone in ("Asia/Tokyo", "America/Los_Angeles", "Asia/Tokyo")
    ]
    assert said[0] == said[2] != said[1]
    assert "06:00" in said[0]
    assert "13:00" in said[1]


def test_what_was_said_before_is_said_as_if_it_was_the_first_time() -> None:
    texts = all_texts()
    for low, high in ((8, 12), (12, 8), (8, 12)):
        orders = ({"low": low, "high": high}, {"high": high, "low": low})
        told = {texts.render(Msg("scheme", {"sets": 4, "amount": Msg("amount-range", o)}), "en").text for o in orders}
        assert told == {texts.render(msg("scheme", sets=4, amount=msg("amount-range", low=low, high=high)), "en").text}
        assert f"{low}–{high}" in told.pop()


def test_what_may_change_is_not_remembered(english: Language) -> None:
    values = ["one"]
    said = msg("show", x=(msg("show", x=values),))
    assert english.render(said).text == "one"
    values.append("two")
    assert english.render(said).text == "one, two"
