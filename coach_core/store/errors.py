"""What can go wrong with a store, as exceptions of one line each. Nobody is told here: the shells do that."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do what was asked; the text is one line that says why and what to do."""


class BadUrl(StoreError):
    """The address of the store is none that Topset knows."""


class NoStore(StoreError):
    """There is nothing at that address, and it was only to be read."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class UnsupportedVersion(StoreError):
    """The schema is newer than this program, or older and only to be read."""


class WrongKey(StoreError):
    """The data is encrypted, and TOPSET_DATA_KEY is missing or another one."""


class NotSaved(StoreError):
    """Nothing of the turn was saved (disk full, read-only, connection lost); it may be tried again."""


class StoreStopped(StoreError):
    """The writer has ended: nothing was saved, and nothing will be until the store is opened anew."""
