"""Which languages there are: the files of locales/. Light to import; reading them is catalogs.py's work."""

from __future__ import annotations

from importlib import resources
from pathlib import PurePath


def languages() -> tuple[str, ...]:
    """The languages by the names of their files, English first."""
    names = {PurePath(f.name).stem for f in resources.files("locales").iterdir() if f.name.endswith(".po")}
    return ("en", *sorted(names - {"en"}))
