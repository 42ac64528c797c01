"""What updates mean, one by one; whatever else comes is either understood or refused, never a crash."""

from __future__ import annotations

import copy
import random
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes.telegram import GROUP_BOT, FakeTelegram, chat_data, member
from fakes.telegram_spec import spec, wrong_object

from bot.telegram.events import Me, Meant, Moved, Reach, meaning
from bot.telegram.update import Unreadable, read_update
from coach_core.talk import Incoming, Kind, Role

ANNA, GYM = 1001, -1007
ME = Me(4242, "topset_test_bot")
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
FAKE = FakeTelegram()
Json = dict[str, Any]


def means(**update: object) -> Meant:
    raw = {"update_id": 7, **update}
    assert not spec() or not list(wrong_object(raw, "Update")), "the test's own update is none of Telegram"
    return meaning(read_update(raw), raw, ME, NOW)


def said(text: str, room: int | None = None, **more: object) -> Incoming | None:
    found = means(message=FAKE.message(ANNA, text, room, **more))
    assert found is None or isinstance(found, Incoming)
    return found


def test_a_message_in_private() -> None:
    event = said("100x10")
    assert event is not None
    assert (event.platform, event.person, event.text, event.kind) == ("telegram", "1001", "100x10", Kind.TEXT)
    assert event.event.startswith("m1001.")
    assert (event.room, event.reply_to, event.addressed, event.language) == (None, None, True, "en")


@pytest.mark.parametrize(
    ("text", "more", "addressed", "heard"),
    [
        ("/today", {}, True, "/today"),
        ("/today@topset_test_bot B", {}, True, "/today B"),
        ("/today@Topset_Test_Bot", {}, True, "/today"),
        ("/today@other_bot", {}, False, "/today"),
        ("/deal", {}, False, "/deal"),
        ("100x10", {}, False, "100x10"),
        ("@topset_test_bot 100x10", {}, True, "100x10"),
        ("100x10 @topset_test_bot", {}, True, "100x10"),
        ("@topset_test_bot_too 100x10", {}, False, "@topset_test_bot_too 100x10"),
        ("100x10", {"reply_to_message": {"message_id": 3, "date": 1, "chat": chat_data(GYM),
                                         "from": {"id": 4242, "is_bot": True, "first_name": "T"}}}, True, "100x10"),
        ("100x10", {"reply_to_message": {"message_id": 3, "date": 1, "chat": chat_data(GYM),
                                         "from": {"id": 5, "is_bot": False, "first_name": "B"}}}, False, "100x10"),
    ],
)  # fmt: skip
def test_in_a_group_only_what_is_addressed_to_it(text: str, more: Json, addressed: bool, heard: str) -> None:
    event = said(text, GYM, **more)
    assert event is not None
    assert (event.room, event.addressed, event.text) == (str(GYM), addressed, heard)


def test_topics_are_kept_for_the_answer() -> None:
    event = said("/today", GYM, message_thread_id=9, is_topic_message=True)
    general = said("/today", GYM, message_thread_id=9)
    assert event is not None and (event.reply_to or "").endswith("/9")
    assert general is not None and "/" not in (general.reply_to or "")


def test_who_speaks_as_the_group_is_nobody() -> None:
    event = said("/today", GYM, sender_chat=chat_data(GYM), **{"from": GROUP_BOT})
    assert event is not None and event.role is Role.ANONYMOUS
    assert event.person != str(GROUP_BOT["id"])


@pytest.mark.parametrize(
    "more",
    [
        {"from": {"id": 5, "is_bot": True, "first_name": "B"}},
        {"sender_chat": {"id": -1005, "type": "channel"}, "is_automatic_forward": True},
    ],
)
def test_other_bots_and_channels_are_not_answered(more: Json) -> None:
    assert said("/today", GYM, **more) is None


USER = {"id": 5, "is_bot": False, "first_name": "B"}
FILE = {"file_id": "f", "file_unique_id": "f"}


@pytest.mark.parametrize(
    ("text", "more", "kind", "media"),
    [
        ("100x10", {"forward_origin": {"type": "user", "date": 1, "sender_user": USER}}, Kind.OTHER, "forwarded"),
        ("100x10", {"via_bot": {"id": 5, "is_bot": True, "first_name": "B"}}, Kind.OTHER, "via_bot"),
        ("", {"voice": {**FILE, "duration": 3}}, Kind.OTHER, "voice"),
        ("", {"photo": [{**FILE, "width": 1, "height": 1}]}, Kind.FILE, "photo"),
        ("", {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "100x10"}, Kind.TEXT, None),
        ("", {"location": {"latitude": 1.5, "longitude": 2.5}}, Kind.OTHER, "location"),
        ("", {"dice": {"emoji": "🎲", "value": 3}}, Kind.OTHER, "other"),
        ("", {"document": FILE}, Kind.FILE, "document"),
    ],
)
def test_what_is_no_own_text(text: str, more: Json, kind: Kind, media: str | None) -> None:
    event = said(text, **more)
    assert event is not None
    assert (event.kind, event.media) == (kind, media)
    assert event.text == ("100x10" if kind is Kind.TEXT else "")


def test_what_nobody_said_is_not_answered() -> None:
    assert said("", GYM, new_chat_title="Gym 2") is None
    assert means() is None
    assert means(message_reaction={
        "chat": chat_data(GYM), "message_id": 3, "date": 1, "old_reaction": [], "new_reaction": [],
    }) is None  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/start", "/start"),
        ("/start today", "/today"),
        ("/start today_urgent", "/today urgent"),
        ("/start today_missed_12", "/today missed 12"),
        ("/start today_missed_12_doctor", "/today missed 12 doctor"),
        ("/start today_missed_x", "/start"),
        ("/start today_go_1_A", "/start"),
        ("/start erase-sure", "/start"),
        ("/help", "/help"),
        ("/start challenge_me_7", "/challenge me 7"),
        ("/start challenge_join_7", "/challenge join 7"),
        ("/start challenge_leave_7", "/start"),
        ("/start challenge_me_7 now", "/start"),
    ],
)
def test_links_carry_no_deeds(typed: str, heard: str) -> None:
    event = said(typed)
    assert event is not None and event.text == heard


def test_an_album_without_words_is_one_event_and_words_under_it_are_their_own() -> None:
    photo = {"photo": [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]}
    album = [said("", media_group_id="a1", **photo) for _ in range(3)]
    assert len({event.event for event in album if event is not None}) == 1
    others = [said("", **photo), said("", media_group_id="a2", **photo), said("100x10", media_group_id="a1")]
    assert len({event.event for event in (*album, *others) if event is not None}) == 4, "the control"


def test_a_command_may_carry_the_name_of_the_bot_in_private_too() -> None:
    for typed, heard in (("/log@topset_test_bot 14", "/log 14"), ("/today@topset_test_bot", "/today"), ("14", "14")):
        event = said(typed)
        assert event is not None
        assert (event.text, event.addressed) == (heard, True)


def test_an_edit_names_its_message() -> None:
    message = FAKE.message(ANNA, "100x10")
    first = means(message=message)
    edited = means(edited_message={**message, "text": "100x9", "edit_date": message["date"] + 60})
    again = means(edited_message={**message, "text": "100x8"})
    assert isinstance(first, Incoming) and isinstance(edited, Incoming)
    assert (edited.kind, edited.edits, edited.text) == (Kind.EDIT, first.event, "100x9")
    assert edited.event != first.event
    assert again is None, "not an edit of somebody"


def test_a_press() -> None:
    event = means(callback_query=FAKE.query("77", ANNA, "done:1", 5))
    assert isinstance(event, Incoming)
    assert (event.kind, event.button, event.event, event.at, event.room) == (Kind.PRESS, "done:1", "p77", NOW, None)
    inside = means(callback_query=FAKE.query("78", ANNA, "done:1", 5, GYM))
    assert isinstance(inside, Incoming)
    assert (inside.room, inside.topic, inside.reply_to) == (str(GYM), None, "5"), "its message is gone"
    place = FAKE.message(ANNA, "100x10", GYM, message_thread_id=9, is_topic_message=True)
    there = means(callback_query={**FAKE.query("79", ANNA, "done:1", 5, GYM), "message": place})
    assert isinstance(there, Incoming)
    assert (there.room, there.topic, there.reply_to) == (str(GYM), "9", f"{place['message_id']}/9")


@pytest.mark.parametrize(
    ("chat", "old", "new", "found"),
    [
        (ANNA, "member", "kicked", Reach(str(ANNA), False, False, "en")),
        (ANNA, "kicked", "member", Reach(str(ANNA), False, True, "en")),
        (GYM, "left", "member", Reach(str(GYM), True, True, "en")),
        (GYM, "member", "left", Reach(str(GYM), True, False, "en")),
        (GYM, "administrator", "kicked", Reach(str(GYM), True, False, "en")),
        (GYM, "member", "administrator", Reach(str(GYM), True, True, "en", new=False, shown_all=True)),
        (GYM, "left", "administrator", Reach(str(GYM), True, True, "en", shown_all=True)),
        (GYM, "administrator", "member", None),
        (GYM, "member", "restricted", None),
    ],
)
def test_being_let_in_and_put_out(chat: int, old: str, new: str, found: Reach | None) -> None:
    raw = {"my_chat_member": {
        "chat": chat_data(chat), "from": FAKE.user(ANNA), "date": 1,
        "old_chat_member": member(old, GROUP_BOT), "new_chat_member": member(new, GROUP_BOT),
    }}  # fmt: skip
    assert meaning(read_update({"update_id": 1, **raw}), raw, ME, NOW) == found


def test_a_group_that_moves_says_so_twice() -> None:
    moved = Moved(str(GYM), "-1001007")
    assert means(message=FAKE.message(ANNA, "", GYM, migrate_to_chat_id=-1001007)) == moved
    assert means(message=FAKE.message(ANNA, "", -1001007, migrate_from_chat_id=GYM)) == moved


def every_kind() -> list[Json]:
    """One update of each kind that is asked for."""
    message = FAKE.message(ANNA, "@topset_test_bot 100x10 rpe 9", GYM, message_thread_id=3, is_topic_message=True)
    return [
        {"update_id": 1, "message": message},
        {"update_id": 2, "message": FAKE.message(ANNA, "", photo=[{**FILE, "width": 1, "height": 1}], caption="x")},
        {"update_id": 3, "edited_message": {**FAKE.message(ANNA, "100x9"), "edit_date": 5}},
        {"update_id": 4, "callback_query": FAKE.query("9", ANNA, "done:1", 5, GYM)},
        {"update_id": 5, "my_chat_member": {
            "chat": chat_data(ANNA), "from": FAKE.user(ANNA), "date": 1,
            "old_chat_member": member("member", GROUP_BOT), "new_chat_member": member("kicked", GROUP_BOT)}},
    ]  # fmt: skip


WILD = [None, True, -1, 10**30, 1e308, "", "x" * 5000, "\ud800", "\x00", "\u202e@all", [], [[]], {}, {"id": "x"}, 2**53]


def mutated(chance: random.Random) -> Json:
    """An update in which something is not as it should be."""
    return spoilt(chance, chance.choice(every_kind()))


def spoilt(chance: random.Random, told: Json) -> Json:
    """The same with one to three things that are not as they should be."""
    raw = copy.deepcopy(told)
    for _ in range(chance.randint(1, 3)):
        place: Any = raw
        for _ in range(chance.randint(0, 4)):
            inner = [v for v in (place.values() if isinstance(place, dict) else place) if isinstance(v, dict | list)]
            place = chance.choice(inner) if inner else place
        key = chance.choice(list(place)) if isinstance(place, dict) and place else None
        if key is None:
            continue
        if chance.random() < 0.3:
            del place[key]
        else:
            place[key] = copy.deepcopy(chance.choice(WILD))
    return raw


def vars_of(event: Incoming) -> list[str]:
    """All texts of an event."""
    values = (getattr(event, field.name) for field in fields(event))
    return [value for value in values if isinstance(value, str)]


def test_what_cannot_be_stored_is_no_name() -> None:
    raw = {"callback_query": FAKE.query("\ud800", ANNA, "done:1", 5)}
    with pytest.raises(Unreadable):
        read_update({"update_id": 1, **raw})
    person = {**FAKE.user(ANNA), "language_code": "\ud800en"}
    event = means(callback_query={**FAKE.query("9", ANNA, "done:1", 5), "from": person})
    assert isinstance(event, Incoming) and event.language == "en"


def test_whatever_comes_is_understood_or_refused(size: float) -> None:
    seed = random.randrange(10**6)
    chance, refused = random.Random(seed), 0
    for _ in range(round(3000 * size)):
        raw = mutated(chance)
        try:
            found = meaning(read_update(raw), raw, ME, NOW)
        except Unreadable:
            refused += 1
            continue
        if isinstance(found, Incoming):
            assert found.person and found.event, f"seed {seed}: {raw}"
            for told in vars_of(found):
                told.encode()
    assert 0 < refused < 3000 * size, f"seed {seed}"
