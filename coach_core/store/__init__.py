"""The only door to the database: turns, facts, journal, outbox. Decides nothing; begin at opening.py and store.py."""

from coach_core.store.errors import (
    BadUrl,
    NoStore,
    NotSaved,
    StoreBusy,
    StoreError,
    StoreStopped,
    UnsupportedVersion,
    WrongKey,
)
from coach_core.store.opening import open_store
from coach_core.store.queue import OF_A_CHAT
from coach_core.store.records import Answering, Due, Dues, Stored, TurnDone, Waking, fresh_code
from coach_core.store.store import Store

__all__ = [
    "OF_A_CHAT",
    "Answering",
    "BadUrl",
    "Due",
    "Dues",
    "NoStore",
    "NotSaved",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreStopped",
    "Stored",
    "TurnDone",
    "UnsupportedVersion",
    "Waking",
    "WrongKey",
    "fresh_code",
    "open_store",
]
