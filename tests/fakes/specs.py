"""Where the published specifications of the platforms are, which are no part of this project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FOLDER = "TOPSET_TEST_SPECS"


@dataclass(frozen=True, slots=True)
class Spec:
    """A file, and where it comes from."""

    file: str
    source: str

    def path(self) -> Path:
        """Where it should be: in the folder of ``TOPSET_TEST_SPECS``, else in ../shared/specs/ beside the project."""
        beside = Path(__file__).parents[3] / "shared" / "specs"
        return Path(os.environ.get(FOLDER) or beside) / self.file

    def where_to_get_it(self) -> str:
        """For somebody who has not got the document."""
        return f"{self.path()} is missing: get it from {self.source}, or set {FOLDER} to the folder that has it"
